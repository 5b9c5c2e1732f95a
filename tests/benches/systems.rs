//! What the picture costs on each system, as a table: `cargo xtask bench systems`.
//!
//! X11, Wayland (mutter) and Windows (Wine), each with text that scrolls by a line 30 times a second, and then with nothing
//! that changes. A real Chromium beside it shows the picture. `--json FILE` writes the numbers down as well, one
//! object a line; other words name the systems that are wanted.

#[cfg(target_os = "linux")]
fn main() {
    linux::main();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("the desktops of the tests are Linux'");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs::File;
    use std::io::Write as _;
    use std::path::Path;
    use std::process::Command;
    use std::time::Duration;

    use alongside_tests::browser::Browser;
    use alongside_tests::clock::now;
    use alongside_tests::line::Passed;
    use alongside_tests::process::{Folder, Running, command};
    use alongside_tests::rig::{Sharer, share};
    use alongside_tests::server::SignalServer;
    use alongside_tests::watch::{RECORD, Seen, frames, shown};
    use alongside_tests::wayland::{Portal, WaylandDesktop};
    use alongside_tests::wine::WineDesktop;
    use alongside_tests::xvfb::Xvfb;
    use serde_json::{Value, json};

    /// How long the text changes before it counts, and then.
    const SETTLES: Duration = Duration::from_secs(4);
    const WATCHED: Duration = Duration::from_secs(12);

    /// How long nothing has changed before that counts: a screen that says nothing of changes is looked at less often then.
    const CALMS: Duration = Duration::from_secs(40);

    /// Warnings, and a line for each picture that the desktop gives and for each frame that is made.
    const LOG: &str = "warn,sharer::platform::wayland::shown=trace,sharer::picture::work=trace";

    pub(super) fn main() {
        let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
        let (mut notes, mut wanted) = (None, Vec::new());
        while let Some(word) = words.next() {
            if word == "--json" {
                let path = words.next().expect("--json is followed by a file's name");
                notes = Some(File::create(path).expect("the file can be written"));
            } else {
                wanted.push(word);
            }
        }
        println!(
            "| system | frames/s | age p50, p95 | given, encoded | sharer | a frame | desktop | still: sharer | frames |"
        );
        println!("|---|---|---|---|---|---|---|---|---|");
        for (name, measure) in [
            ("X11 1280x720", x11 as fn() -> Row),
            ("Wayland 1280x720", wayland),
            ("Windows 1920x1080", windows),
        ] {
            if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
                let row = measure();
                row.print(name);
                if let Some(notes) = &mut notes {
                    writeln!(notes, "{}", row.json(name)).expect("the file can be written");
                }
            }
        }
    }

    fn x11() -> Row {
        let xvfb = Xvfb::start(1280, 720);
        let folder = Folder::new();
        let mut text = command("xterm");
        text.env("DISPLAY", xvfb.display()).args(["-geometry", "212x55+0+0", "-bw", "0", "-e"]);
        let text = Running::start("xterm", text.args(text_script()));
        measure(text, &["xvfb"], |server| {
            let mut command = share(&["--server", server], &folder);
            command.env("DISPLAY", xvfb.display());
            command
        })
    }

    fn wayland() -> Row {
        let desktop = WaylandDesktop::start_with(Portal::AsksNobody);
        let folder = Folder::new();
        let mut text = command("foot");
        desktop.at(&mut text);
        text.env("HOME", folder.path()).args(["--config=/dev/null", "--fullscreen"]);
        let text = Running::start("foot", text.args(text_script()));
        measure(text, &["mutter", "pipewire"], |server| {
            desktop.sharer(&["--server", server], &folder)
        })
    }

    fn windows() -> Row {
        let desktop = WineDesktop::start_sized(1920, 1080);
        let text = desktop.open_test_program(&["text"]);
        measure(text, &["wineserver64"], |server| {
            desktop.alongside(&["share", "--json", "--name", "Ursula", "--server", server])
        })
    }

    fn text_script() -> [String; 2] {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/text.py");
        ["python3".to_owned(), script.display().to_string()]
    }

    /// Shares the desktop on which `text` runs, and ends that later. `others` are programs of the desktop that work
    /// for the picture.
    fn measure(text: Running, others: &[&str], sharer: impl Fn(&str) -> Command) -> Row {
        let server = SignalServer::without_lanes();
        let mut sharer =
            Sharer::start(sharer(&server.url).env("ALONGSIDE_LOG", LOG), Folder::new());
        let (code, _) = sharer.invitation();
        // One of its own: another row's would be warm.
        let mut browser = Browser::chromium(&[]);
        browser.before_scripts(RECORD);
        browser.open(&server.url);
        browser.fill("Invitation code", &code);
        browser.fill("Your name", "Jacky");
        browser.press_button("Connect");
        sharer.answer("connect", true);
        browser.wait_phase("screen-sharing");
        std::thread::sleep(SETTLES);
        let busy = Period::watch(&mut browser, &sharer, others);
        drop(text);
        std::thread::sleep(CALMS);
        let still = Period::watch(&mut browser, &sharer, others);
        Row { busy, still }
    }

    /// What happened in [`WATCHED`].
    struct Period {
        seen: Seen,
        /// Pictures that the desktop gave, where it says so, and frames that were made of them.
        given: usize,
        encoded: usize,
        /// Shares of one processor: of the sharer, and of the desktop.
        sharer: f64,
        desktop: f64,
    }

    impl Period {
        fn watch(browser: &mut Browser, sharer: &Sharer, others: &[&str]) -> Self {
            let count = |what: &str| {
                let lines = sharer.running.stderr.all();
                lines.iter().filter(|line| line.contains(what)).count()
            };
            let counts = || (count("has_pixels=true"), count("a frame was made"));
            let times = || (cpu_seconds(sharer.running.id()), named(others));
            let (begun, first) = (now(), shown(browser));
            let (counted, spent) = (counts(), times());
            std::thread::sleep(WATCHED);
            let (counted_later, spent_later) = (counts(), times());
            let time = begun.elapsed();
            let seen = Seen { frames: frames(browser, first), time, passed: Passed::default() };
            let share = |from: f64, to: f64| (to - from) / time.as_secs_f64();
            Self {
                seen,
                given: counted_later.0 - counted.0,
                encoded: counted_later.1 - counted.1,
                sharer: share(spent.0, spent_later.0),
                desktop: share(spent.1, spent_later.1),
            }
        }
    }

    /// A system's row.
    struct Row {
        busy: Period,
        still: Period,
    }

    impl Row {
        fn print(&self, name: &str) {
            let Self { busy, still } = self;
            let given = if busy.given == 0 { "-".to_owned() } else { busy.given.to_string() };
            println!(
                "| {name} | {:.1} | {:.0}, {:.0} ms | {given}, {} | {:.3} | {:.1} ms | {:.3} | {:.4} | {} |",
                busy.seen.fps(),
                busy.seen.age_ms(50),
                busy.seen.age_ms(95),
                busy.encoded,
                busy.sharer,
                self.frame_ms(),
                busy.desktop,
                still.sharer,
                still.encoded,
            );
        }

        /// What the sharer spends on a frame, in ms of one processor.
        fn frame_ms(&self) -> f64 {
            let frames = self.busy.encoded.max(1) as f64;
            self.busy.sharer * self.busy.seen.time.as_secs_f64() * 1000.0 / frames
        }

        fn json(&self, name: &str) -> Value {
            let Self { busy, still } = self;
            let share = busy.encoded as f64 / busy.given as f64;
            json!({
                "line": name,
                "fps": busy.seen.fps(),
                "age_p50_ms": busy.seen.age_ms(50),
                "age_p95_ms": busy.seen.age_ms(95),
                "encoded_share": (busy.given > 0).then_some(share),
                "core": busy.sharer,
                "frame_core_ms": self.frame_ms(),
                "still_core": still.sharer,
            })
        }
    }

    /// The processor time of a program since it started, in seconds (proc(5), `stat`: fields 14 and 15).
    fn cpu_seconds(id: u32) -> f64 {
        const TICKS_PER_SECOND: f64 = 100.0;
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
        let ticks =
            fields.split(' ').skip(11).take(2).filter_map(|field| field.parse::<f64>().ok());
        ticks.sum::<f64>() / TICKS_PER_SECOND
    }

    /// The same of all programs with one of these names.
    fn named(names: &[&str]) -> f64 {
        let folders = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let ids = folders.filter_map(|folder| folder.file_name().to_str()?.parse::<u32>().ok());
        let is_wanted = |id: &u32| {
            let name = std::fs::read_to_string(format!("/proc/{id}/comm")).unwrap_or_default();
            names.iter().any(|wanted| name.trim().eq_ignore_ascii_case(wanted))
        };
        ids.filter(is_wanted).map(cpu_seconds).sum()
    }
}
