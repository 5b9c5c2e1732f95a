//! How the picture does over lines that are narrow, lossy, far, unsteady or cut, as a table:
//! `cargo xtask bench network`. The claims are tests, in `tests/network.rs`; these are the numbers.

#[cfg(target_os = "linux")]
fn main() {
    linux::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("network namespaces are Linux'");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::time::Duration;

    use alongside_tests::line::Quality;
    use alongside_tests::watch::{Seen, Watch};

    /// A screen on which a part is always new, so that the line is what decides.
    const SCREEN: &str = "synthetic:800x600@30,busy";

    /// How long a line is watched before it counts, and then.
    const SETTLES: Duration = Duration::from_secs(3);
    const WATCHED: Duration = Duration::from_secs(8);

    pub(super) fn main() {
        let wanted: Vec<String> =
            std::env::args().skip(1).filter(|word| word != "--bench").collect();
        let is_wanted = |name: &str| {
            wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str()))
        };
        println!(
            "| line | fps | age p50 | age p95 | longest gap | kbit/s | QP | recovered after |"
        );
        println!("|---|---|---|---|---|---|---|---|");
        for (name, quality) in [
            ("good", Quality::GOOD),
            ("1 % loss", Quality::GOOD.delay(10, 0).loss(1)),
            ("5 % loss", Quality::GOOD.delay(10, 0).loss(5)),
            ("100 ms away, ± 30 ms", Quality::GOOD.delay(70, 60).reordering()),
            ("10 Mbit/s", Quality::GOOD.delay(10, 0).kbit(10_000)),
            ("1 Mbit/s", Quality::GOOD.delay(10, 0).kbit(1_000)),
        ] {
            if is_wanted(name) {
                let mut watch = Watch::begin(SCREEN, quality);
                watch.see(SETTLES);
                row(name, &mut watch, None);
            }
        }
        if is_wanted("20 to 1 and back") {
            let wide = Quality::GOOD.delay(10, 0).kbit(20_000);
            let mut watch = Watch::begin(SCREEN, wide);
            watch.see(SETTLES);
            row("20 Mbit/s", &mut watch, None);
            watch.line.set(wide.kbit(1_000));
            let recovered = young(&mut watch);
            row("… falls to 1 Mbit/s", &mut watch, recovered);
            watch.line.set(wide);
            let recovered = rate(&mut watch, 5_000.0);
            row("… is 20 Mbit/s again", &mut watch, recovered);
        }
        if is_wanted("2 s outage") {
            let mut watch = Watch::begin(SCREEN, Quality::GOOD.delay(10, 0));
            watch.see(SETTLES);
            watch.line.set(Quality::GOOD.down());
            watch.see(Duration::from_secs(2));
            watch.line.set(Quality::GOOD.delay(10, 0));
            let recovered = young(&mut watch);
            row("after an outage of 2 s", &mut watch, recovered);
        }
        if is_wanted("idle") {
            let mut watch = Watch::begin("synthetic:1280x720@0", Quality::GOOD);
            watch.see(SETTLES + SETTLES);
            let seen = watch.see(WATCHED);
            let rate = |bytes: u64| bytes as f64 / seen.time.as_secs_f64();
            println!(
                "\nAt rest {:.0} bytes/s pass to the Helper, {:.0} back.",
                rate(seen.passed.to_helper),
                rate(seen.passed.to_user)
            );
        }
    }

    fn row(name: &str, watch: &mut Watch, recovered: Option<Duration>) {
        let before = (watch.received("qpSum"), watch.received("framesDecoded"));
        let seen = watch.see(WATCHED);
        let frames = watch.received("framesDecoded") - before.1;
        let qp = (watch.received("qpSum") - before.0) / frames.max(1.0);
        let recovered =
            recovered.map_or(String::new(), |time| format!("{:.1} s", time.as_secs_f64()));
        println!(
            "| {name} | {:.1} | {:.0} ms | {:.0} ms | {:.0} ms | {:.0} | {qp:.0} | {recovered} |",
            seen.fps(),
            seen.age_ms(50),
            seen.age_ms(95),
            seen.longest_gap_ms(),
            seen.kbit_s(),
        );
    }

    /// How long it takes until frames are young again for half a second.
    fn young(watch: &mut Watch) -> Option<Duration> {
        until(watch, |seen| seen.frames.len() > 2 && seen.age_ms(95) < 300.0)
    }

    /// How long it takes until so many kbit/s pass.
    fn rate(watch: &mut Watch, kbit: f64) -> Option<Duration> {
        until(watch, |seen| seen.kbit_s() > kbit)
    }

    fn until(watch: &mut Watch, is_good: impl Fn(&Seen) -> bool) -> Option<Duration> {
        const SPAN: Duration = Duration::from_millis(250);
        (0..80u32).find_map(|n| is_good(&watch.see(SPAN)).then(|| SPAN * n))
    }
}
