//! A virtual X server, and programs on it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use session::display::DisplayChoice;
use sharer::platform::x11::inject::X11Injector;
use sharer::platform::{Desktop, InjectError, InjectedPresses, Injector};

/// How long anything may take on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A virtual X server that ends with the test.
pub(crate) struct Xvfb {
    child: Option<Child>,
    pub(crate) display: String,
}

impl Xvfb {
    pub(crate) fn start(screen: &str) -> Self {
        Self::start_with(screen, &[])
    }

    pub(crate) fn start_with(screen: &str, arguments: &[&str]) -> Self {
        let mut child = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", screen, "-nolisten", "tcp", "-noreset"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed");
        let mut number = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        Self { child: Some(child), display }
    }

    /// The one that another process has started for this one.
    pub(crate) fn of_the_environment() -> Self {
        Self { child: None, display: std::env::var("DISPLAY").unwrap() }
    }

    pub(crate) fn desktop(&self) -> Desktop {
        Desktop { address: Some(self.display.clone()), choice: DisplayChoice::Primary }
    }

    /// Sends a signal to the server.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.as_ref().unwrap().id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status().unwrap();
        assert!(sent.success());
    }

    /// A program on this display.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.display).env("LC_ALL", "C.UTF-8");
        command
    }

    /// Runs a program to its end.
    pub(crate) fn run(&self, program: &str, arguments: &[&str]) {
        let status = self.command(program).args(arguments).status().expect("it is installed");
        assert!(status.success(), "{program} {arguments:?}: {status}");
    }
}

/// The injector for a desktop.
pub(crate) fn injector(
    desktop: &Desktop,
    injected: InjectedPresses,
) -> Result<Box<dyn Injector>, InjectError> {
    Ok(Box::new(X11Injector::open(desktop, injected)?))
}

impl Drop for Xvfb {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// An event as a program sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    Key { press: bool, state: u32, keycode: u32, keysym: u32, text: String },
    Button { press: bool, state: u32, button: u32, x: i32, y: i32 },
}

/// `xev`: a window over the whole screen that prints its events.
pub(crate) struct Xev {
    child: Child,
    seen: mpsc::Receiver<Seen>,
}

impl Xev {
    pub(crate) fn start(xvfb: &Xvfb) -> Self {
        let mut child = xvfb
            .command("stdbuf")
            .args(["-oL", "xev", "-geometry", "1000x700+0+0"])
            .args(["-event", "keyboard", "-event", "button", "-event", "structure"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("xev and stdbuf are installed");
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, seen) = mpsc::sync_channel(1000);
        let (mapped, is_mapped) = mpsc::sync_channel(1);
        std::thread::spawn(move || read(output, &sender, &mapped));
        is_mapped.recv_timeout(PATIENCE).expect("the window appears");
        Self { child, seen }
    }

    /// The next event.
    pub(crate) fn next(&self) -> Seen {
        self.seen.recv_timeout(PATIENCE).expect("an event arrives")
    }

    /// The next key press that is no modifier's.
    pub(crate) fn next_key(&self) -> (u32, u32, String) {
        loop {
            if let Seen::Key { press: true, state, keysym, text, .. } = self.next()
                && !is_modifier(keysym)
            {
                return (keysym, state, text);
            }
        }
    }

    /// Everything until an event that is `last`.
    pub(crate) fn until(&self, last: impl Fn(&Seen) -> bool) -> Vec<Seen> {
        let mut all = Vec::new();
        loop {
            all.push(self.next());
            if all.last().is_some_and(&last) {
                return all;
            }
        }
    }
}

impl Drop for Xev {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn is_modifier(keysym: u32) -> bool {
    (0xffe1..=0xffee).contains(&keysym) || (0xfe01..=0xfe0f).contains(&keysym)
}

fn read(output: impl BufRead, seen: &mpsc::SyncSender<Seen>, mapped: &mpsc::SyncSender<()>) {
    let mut lines = output.lines().map_while(Result::ok).filter(|line| !line.trim().is_empty());
    while let Some(line) = lines.next() {
        let Some((event, _)) = line.split_once(" event") else {
            continue;
        };
        let press = event.ends_with("Press");
        match event {
            "MapNotify" => {
                let _ = mapped.send(());
            }
            "KeyPress" | "KeyRelease" => {
                let root = lines.next().unwrap_or_default();
                let detail = lines.next().unwrap_or_default();
                let mut text = lines.next().unwrap_or_default();
                if text.contains("XKeysymToKeycode") {
                    text = lines.next().unwrap_or_default();
                }
                if press {
                    // What an input method makes of it; the last line of a press.
                    while !text.contains("XmbLookupString") {
                        text = lines.next().unwrap_or_default();
                    }
                }
                drop(root);
                let event = Seen::Key {
                    press,
                    state: hex(&detail, "state 0x"),
                    keycode: decimal(&detail, "keycode "),
                    keysym: hex(&detail, "(keysym 0x"),
                    // The text itself may be a quotation mark.
                    text: text
                        .split_once('"')
                        .and_then(|(_, text)| text.rsplit_once('"'))
                        .map(|(text, _)| text.to_owned())
                        .unwrap_or_default(),
                };
                if seen.send(event).is_err() {
                    return;
                }
            }
            "ButtonPress" | "ButtonRelease" => {
                let root = lines.next().unwrap_or_default();
                let detail = lines.next().unwrap_or_default();
                let at = root.split("root:(").nth(1).unwrap_or_default();
                let (x, y) = at.split_once(',').unwrap_or_default();
                let event = Seen::Button {
                    press,
                    state: hex(&detail, "state 0x"),
                    button: decimal(&detail, "button "),
                    x: x.parse().unwrap_or(-1),
                    y: y.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(-1),
                };
                if seen.send(event).is_err() {
                    return;
                }
            }
            _ => {}
        }
    }
}

fn hex(line: &str, before: &str) -> u32 {
    number(line, before, 16)
}

fn decimal(line: &str, before: &str) -> u32 {
    number(line, before, 10)
}

fn number(line: &str, before: &str, radix: u32) -> u32 {
    let rest = line.split(before).nth(1).unwrap_or_default();
    let end = rest.find(|c: char| !c.is_digit(radix)).unwrap_or(rest.len());
    u32::from_str_radix(rest.get(..end).unwrap_or_default(), radix).unwrap_or(u32::MAX)
}

/// Looks until something is so.
pub(crate) fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = now() + PATIENCE;
    while !is_so() {
        assert!(now() < deadline, "{what}");
        std::thread::yield_now();
    }
}

#[expect(clippy::disallowed_methods, reason = "tests against a real server have real time")]
pub(crate) fn now() -> Instant {
    Instant::now()
}
