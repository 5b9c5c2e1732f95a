//! How the picture does over lines that are good, narrow, lossy, far, unsteady or cut, as a table:
//! `cargo xtask bench network`. The claims are tests, in `tests/network.rs`; these are the numbers.
//!
//! A second table has the pairs of networks. Words name the lines that are wanted; the word `networks` names
//! the second table, a pair as `symmetric × public` that pair alone. `--json FILE` writes the numbers down as well,
//! one object a line; `--markdown FILE` puts the second table into that document; with `--check` it is an error
//! when a pair does not get the best path that its networks allow.

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
    use std::fs::File;
    use std::io::Write as _;
    use std::path::PathBuf;
    use std::time::Duration;

    use alongside_tests::line::Quality;
    use alongside_tests::networks::{Home, KINDS, Nat, Networks, Pair, Table};
    use alongside_tests::watch::{Seen, Watch};
    use serde_json::{Value, json};

    /// A screen on which a part is always new, so that the line is what decides.
    const SCREEN: &str = "synthetic:800x600@30,busy";

    /// How long a line is watched before it counts, and then.
    const SETTLES: Duration = Duration::from_secs(3);
    const WATCHED: Duration = Duration::from_secs(8);

    /// How long a resting session is watched: the spare path is pinged each five seconds, and the server pings each
    /// twenty.
    const RESTED: Duration = Duration::from_secs(40);

    /// How often the Helper clicks: more than the nine times that the page takes the middle of.
    const CLICKS: u32 = 15;

    /// How often it is connected over a good line. How long that takes has the largest spread of all.
    const CONNECTS: usize = 5;

    pub(super) fn main() {
        let mut bench = Bench::asked_for(std::env::args().skip(1));
        if bench.wants_lines() {
            lines(&mut bench);
        }
        let worse = networks(&mut bench);
        if bench.checks && worse > 0 {
            eprintln!("{worse} pairs of networks do not get the best path");
            std::process::exit(1);
        }
    }

    /// The word for the table of pairs.
    const NETWORKS: &str = "networks";

    /// How long a step of a connection between two networks may take.
    const PATIENCE: Duration = Duration::from_secs(15);

    /// Measures the pairs that are wanted. Returns how many do not get the best path.
    fn networks(bench: &mut Bench) -> usize {
        let mut table = Table::default();
        let mut worse = 0;
        for (user_kind, user) in KINDS {
            for (helper_kind, helper) in KINDS {
                let name = format!("{user_kind} × {helper_kind}");
                if bench.wants(&name) || bench.wants(NETWORKS) {
                    let pair = Pair { user, helper };
                    let (cell, fits) = connect(bench, &name, pair);
                    println!("{name}: {cell}");
                    worse += usize::from(!fits);
                    table.note(user_kind, helper_kind, cell);
                }
            }
        }
        let markdown = table.markdown();
        if markdown.lines().count() > 2 {
            println!("\n{markdown}");
            if let Some(document) = &bench.markdown {
                table.write_into(document);
            }
        }
        worse
    }

    /// Connects a pair. Returns its cell of the table, and whether its path is the best there is.
    fn connect(bench: &mut Bench, name: &str, pair: Pair) -> (String, bool) {
        let net = Networks::new(pair);
        let mut session = match net.attempt(&[], PATIENCE) {
            Ok(session) => session,
            Err(failure) => {
                bench.note(&json!({"line": name, "failed": failure.failed.to_string()}));
                return (failure.failed.to_string(), false);
            }
        };
        let path = session.path();
        let (seen, through_the_server) = net.see(&mut session, Duration::from_secs(3));
        // No table may say more than the wires do.
        let is_true = through_the_server == (path != "direct");
        let path = if is_true { path } else { format!("{path} (not true)") };
        let connect_ms = session.connected_after().as_secs_f64() * 1000.0;
        let (fps, age) = (seen.fps(), seen.age_ms(50));
        bench.note(&json!({
            "line": name,
            "path": path,
            "connect_ms": connect_ms,
            "fps": fps,
            "age_p50_ms": age,
            "age_p95_ms": seen.age_ms(95),
        }));
        let cell = format!("{path}, {:.1} s, {fps:.0}/s, {age:.0} ms", connect_ms / 1000.0);
        (cell, pair.fits(&path))
    }

    fn lines(bench: &mut Bench) {
        println!(
            "| line | connect | fps | age p50 | age p95 | longest gap | kbit/s | QP | input to picture | recovered after |"
        );
        println!("|---|---|---|---|---|---|---|---|---|---|");
        for (name, quality, connects) in [
            ("good", Quality::GOOD, CONNECTS),
            ("1 % loss", Quality::GOOD.delay(10, 0).loss(1), 1),
            ("5 % loss", Quality::GOOD.delay(10, 0).loss(5), 1),
            ("100 ms away, ± 30 ms", Quality::GOOD.delay(70, 60).reordering(), 1),
            ("10 Mbit/s", Quality::GOOD.delay(10, 0).kbit(10_000), 1),
            ("1 Mbit/s", Quality::GOOD.delay(10, 0).kbit(1_000), 1),
        ] {
            if bench.wants(name) {
                let (mut watch, connect_ms) = connected(quality, connects);
                watch.see(SETTLES);
                let mut row = Row::see(name, &mut watch);
                row.connect_ms = Some(connect_ms);
                row.input_ms = watch.input_ms(CLICKS);
                bench.report(&row);
            }
        }
        if bench.wants("20 to 1 and back") {
            let wide = Quality::GOOD.delay(10, 0).kbit(20_000);
            let mut watch = Watch::begin(SCREEN, wide);
            watch.see(SETTLES);
            bench.report(&Row::see("20 Mbit/s", &mut watch));
            watch.line.set(wide.kbit(1_000));
            let recovered = young(&mut watch);
            bench.report(&Row::see("… falls to 1 Mbit/s", &mut watch).recovered(recovered));
            watch.line.set(wide);
            let recovered = rate(&mut watch, 5_000.0);
            bench.report(&Row::see("… is 20 Mbit/s again", &mut watch).recovered(recovered));
        }
        if bench.wants("2 s outage") {
            let mut watch = Watch::begin(SCREEN, Quality::GOOD.delay(10, 0));
            watch.see(SETTLES);
            watch.line.set(Quality::GOOD.down());
            watch.see(Duration::from_secs(2));
            watch.line.set(Quality::GOOD.delay(10, 0));
            let recovered = young(&mut watch);
            bench.report(&Row::see("after an outage of 2 s", &mut watch).recovered(recovered));
        }
        if bench.wants("10 Mbit/s, through the server") {
            let quality = Quality::GOOD.delay(10, 0).kbit(10_000);
            let mut watch = Watch::through_the_server(SCREEN, quality);
            watch.see(SETTLES);
            let mut row = Row::see("10 Mbit/s, through the server", &mut watch);
            row.connect_ms = Some(watch.connected_after_ms());
            row.input_ms = watch.input_ms(CLICKS);
            bench.report(&row);
        }
        if bench.wants(FILES) {
            files(bench);
        }
        if bench.wants("at rest") {
            at_rest(bench);
        }
    }

    /// The line of the files.
    const FILES: &str = "100 Mbit/s, files";

    /// How large they are: more than passes while the picture is watched and the Helper clicks.
    const FILE_BYTES: usize = 250_000_000;

    /// A screen of text that scrolls. A browser displays 60 pictures a second: at 30, each one would wait for the next of its
    /// frames as long as the first one, by chance from 0 to 16 ms. At 29, all waits occur in each run.
    const TEXT: &str = "synthetic:1280x720@29";

    /// Measures a file in each direction, and what it makes of the picture and of a click.
    fn files(bench: &mut Bench) {
        println!(
            "\n| 100 Mbit/s, 20 ms | file | age p50 | age p95 | longest gap | input to picture |"
        );
        println!("|---|---|---|---|---|---|");
        let wide = Quality::GOOD.delay(10, 0).kbit(100_000);
        let mut watch = Watch::without_log(TEXT, wide);
        watch.see(SETTLES);
        let before = watch.see(WATCHED);
        let clicks = watch.input_ms(CLICKS);
        files_row(bench, "no file", (&before, clicks, None), &before);
        for name in ["a file to the User", "a file to the Helper"] {
            let file = match name {
                "a file to the User" => watch.begin_file_to_user(FILE_BYTES),
                _ => watch.begin_file_to_helper(FILE_BYTES),
            };
            watch.see(SETTLES);
            let seen = watch.see(WATCHED);
            let clicks = watch.click(CLICKS);
            let mbit_s = watch.file_mbit_s(&file);
            files_row(bench, name, (&seen, clicks, Some(mbit_s)), &before);
        }
    }

    fn files_row(
        bench: &mut Bench,
        name: &str,
        (seen, input_ms, mbit_s): (&Seen, Option<f64>, Option<f64>),
        before: &Seen,
    ) {
        let file = mbit_s.map_or(String::new(), |rate| format!("{rate:.0} Mbit/s"));
        let input = input_ms.map_or(String::new(), |ms| format!("{ms:.0} ms"));
        let ratio = seen.age_ms(50) / before.age_ms(50);
        println!(
            "| {name} | {file} | {:.0} ms (x {ratio:.2}) | {:.0} ms | {:.0} ms | {input} |",
            seen.age_ms(50),
            seen.age_ms(95),
            seen.longest_gap_ms(),
        );
        bench.note(&json!({
            "line": format!("{FILES}: {name}"),
            "fps": seen.fps(),
            "age_p50_ms": seen.age_ms(50),
            "age_p95_ms": seen.age_ms(95),
            "age_ratio": mbit_s.map(|_| ratio),
            "input_ms": input_ms,
            "file_mbit_s": mbit_s,
        }));
    }

    /// A screen that does not change.
    const STILL: &str = "synthetic:1280x720@0";

    /// Waits until little passes to the Helper: the lossless tiles of the whole screen have arrived.
    fn becomes_still(mut passes: impl FnMut() -> u64) {
        let is_little = |bytes: u64| bytes < 4 * 1024 * SETTLES.as_secs();
        assert!((0..20).any(|_| is_little(passes())), "the screen does not become still");
    }

    /// Prints what passes on each path while the screen does not change.
    fn at_rest(bench: &mut Bench) {
        println!("\n| at rest | bytes/s to the Helper | bytes/s back |\n|---|---|---|");
        let mut note = |path: &str, there: u64, back: u64, time: Duration| {
            let rate = |bytes: u64| bytes as f64 / time.as_secs_f64();
            let (there, back) = (rate(there), rate(back));
            println!("| {path} | {there:.0} | {back:.0} |");
            let line = format!("at rest, {path}");
            bench.note(&json!({"line": line, "bytes_s": there, "bytes_s_back": back}));
        };
        for (path, begin) in [
            ("direct", Watch::begin as fn(&str, Quality) -> Watch),
            ("server", Watch::through_the_server),
        ] {
            let mut watch = begin(STILL, Quality::GOOD);
            becomes_still(|| watch.see(SETTLES).passed.to_helper);
            let seen = watch.see(RESTED);
            note(path, seen.passed.to_helper, seen.passed.to_user, seen.time);
        }
        let office = Home::behind(Nat::Symmetric);
        let mut net = Networks::new(Pair { user: office, helper: office });
        net.screen = STILL;
        let mut session = net.connect();
        assert_eq!(session.path(), "relay");
        becomes_still(|| {
            let before = net.helper.carried().0;
            std::thread::sleep(SETTLES);
            net.helper.carried().0 - before
        });
        let (there, back) = net.helper.carried();
        std::thread::sleep(RESTED);
        let (there_later, back_later) = net.helper.carried();
        note("relay", there_later - there, back_later - back, RESTED);
    }

    /// What is wanted, and where it is written down.
    struct Bench {
        wanted: Vec<String>,
        notes: Option<File>,
        markdown: Option<PathBuf>,
        checks: bool,
    }

    impl Bench {
        fn asked_for(mut words: impl Iterator<Item = String>) -> Self {
            let mut this = Self { wanted: Vec::new(), notes: None, markdown: None, checks: false };
            while let Some(word) = words.next() {
                match word.as_str() {
                    // Cargo says so to each benchmark.
                    "--bench" => {}
                    "--json" => {
                        let path = words.next().expect("--json is followed by a file's name");
                        this.notes = Some(File::create(path).expect("the file can be written"));
                    }
                    "--markdown" => {
                        let path = words.next().expect("--markdown is followed by a file's name");
                        this.markdown = Some(path.into());
                    }
                    "--check" => this.checks = true,
                    _ => this.wanted.push(word),
                }
            }
            this
        }

        fn wants(&self, line: &str) -> bool {
            self.wanted.is_empty() || self.wanted.iter().any(|word| line.contains(word.as_str()))
        }

        /// Whether any line may be wanted, so that the heading of their table is.
        fn wants_lines(&self) -> bool {
            let is_pair = |word: &String| word == NETWORKS || word.contains('×');
            self.wanted.is_empty() || !self.wanted.iter().all(is_pair)
        }

        fn report(&mut self, row: &Row) {
            println!("{row}");
            self.note(&row.json());
        }

        fn note(&mut self, note: &Value) {
            if let Some(notes) = &mut self.notes {
                writeln!(notes, "{note}").expect("the disk has room");
            }
        }
    }

    /// Connects so many times, and stays the last time. The time is the middle one.
    fn connected(quality: Quality, times: usize) -> (Watch, f64) {
        let mut took = Vec::new();
        loop {
            let mut watch = Watch::begin(SCREEN, quality);
            took.push(watch.connected_after_ms());
            if took.len() >= times {
                took.sort_by(f64::total_cmp);
                return (watch, took[took.len() / 2]);
            }
        }
    }

    /// What was seen over a line.
    struct Row {
        line: &'static str,
        connect_ms: Option<f64>,
        seen: Seen,
        qp: f64,
        input_ms: Option<f64>,
        recovered: Option<Duration>,
    }

    impl Row {
        fn see(line: &'static str, watch: &mut Watch) -> Self {
            let before = (watch.received("qpSum"), watch.received("framesDecoded"));
            let seen = watch.see(WATCHED);
            let frames = watch.received("framesDecoded") - before.1;
            let qp = (watch.received("qpSum") - before.0) / frames.max(1.0);
            Self { line, connect_ms: None, seen, qp, input_ms: None, recovered: None }
        }

        fn recovered(self, recovered: Option<Duration>) -> Self {
            Self { recovered, ..self }
        }

        fn json(&self) -> Value {
            json!({
                "line": self.line,
                "connect_ms": self.connect_ms,
                "fps": self.seen.fps(),
                "age_p50_ms": self.seen.age_ms(50),
                "age_p95_ms": self.seen.age_ms(95),
                "gap_ms": self.seen.longest_gap_ms(),
                "kbit_s": self.seen.kbit_s(),
                "qp": self.qp,
                "input_ms": self.input_ms,
                "recovered_ms": self.recovered.map(|time| time.as_secs_f64() * 1000.0),
            })
        }
    }

    impl std::fmt::Display for Row {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            let ms = |ms: Option<f64>| ms.map_or(String::new(), |ms| format!("{ms:.0} ms"));
            let recovered =
                self.recovered.map_or(String::new(), |time| format!("{:.1} s", time.as_secs_f64()));
            write!(
                f,
                "| {} | {} | {:.1} | {:.0} ms | {:.0} ms | {:.0} ms | {:.0} | {:.0} | {} | {recovered} |",
                self.line,
                ms(self.connect_ms),
                self.seen.fps(),
                self.seen.age_ms(50),
                self.seen.age_ms(95),
                self.seen.longest_gap_ms(),
                self.seen.kbit_s(),
                self.qp,
                ms(self.input_ms),
            )
        }
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
