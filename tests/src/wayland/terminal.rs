//! A terminal over the whole monitor, which records what comes to it.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::clock::eventually;
use crate::process::{Running, keep};

/// Has the terminal report its focus: `ESC [ I` when it gets the keyboard, `ESC [ O` when it loses it.
const REPORT_FOCUS: &str = "\x1b[?1004h\x1b[?25l";

/// Has it report each key that goes down, repeats or comes up (the kitty keyboard protocol: flags 1, 2 and 8).
const REPORT_KEYS: &str = "\x1b[>11u";
/// Has it do again what it did before.
const REPORT_NO_KEYS: &str = "\x1b[<u";

/// Has it report the pointer, in px from 1 (SGR).
const REPORT_POINTER: &str = "\x1b[?1003h\x1b[?1016h";

/// Has it answer, after all that was shown before: a device status report.
const REPORT_STATUS: &str = "\x1b[5n";
const STATUS: &str = "0n";

/// A key, as the terminal reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyEvent {
    /// The key's code in the kitty keyboard protocol: the character that it writes without modifiers, or a number
    /// above 57000.
    pub key: u32,
    /// Whether it went down, also again and again while it is held.
    pub down: bool,
}

/// It ends when dropped.
pub struct Terminal {
    _program: Running,
    /// What is written here is shown.
    screen: File,
    /// What comes from the keyboard.
    input: PathBuf,
}

impl Terminal {
    /// Opens it by the command `foot` of this desktop. `tap` taps a key that writes nothing.
    pub(super) fn open(mut program: Command, folder: &Path, mut tap: impl FnMut()) -> Self {
        let (pipe, input) = (folder.join("screen"), folder.join("input"));
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0)
            .expect("a pipe can be made");
        program.env("HOME", folder);
        program.args(["--config=/dev/null", "--fullscreen", "--override=cursor.blink=no"]);
        program.args(["--override=pad=0x0", "sh", "-c"]);
        // Opened for both, so that it is never at its end.
        program
            .arg("stty raw -echo; cat 0<>screen >/dev/tty & exec cat >input")
            .current_dir(folder);
        let program = Running::start("foot", &mut program);
        // For both, so that it opens although nobody reads yet.
        let screen = File::options().read(true).write(true).open(&pipe).expect("the pipe is there");
        let mut terminal = Self { _program: program, screen, input };
        terminal.shows(REPORT_FOCUS);
        // It may have had the keyboard before it was asked to report that.
        terminal.shows(REPORT_KEYS);
        eventually("the terminal has the keyboard", || {
            tap();
            (!terminal.keys().is_empty()).then_some(())
        });
        terminal.shows(REPORT_NO_KEYS);
        terminal
    }

    /// Shows text, or does what a control sequence says, and waits until that is done.
    ///
    /// # Panics
    /// When it has ended.
    #[track_caller]
    pub fn shows(&mut self, text: &str) {
        let answers = |terminal: &Self| {
            terminal.sequences().iter().filter(|sequence| *sequence == STATUS).count()
        };
        let before = answers(self);
        let text = format!("{text}{REPORT_STATUS}");
        self.screen.write_all(text.as_bytes()).expect("the terminal reads");
        eventually("the terminal shows it", || (answers(self) > before).then_some(()));
    }

    /// Shows one colour alone.
    pub fn shows_colour(&mut self, [r, g, b]: [u8; 3]) {
        self.shows(&format!("\x1b]11;#{r:02x}{g:02x}{b:02x}\x1b\\"));
    }

    /// Reports keys from now on, instead of what they write.
    pub fn reports_keys(&mut self) {
        self.shows(REPORT_KEYS);
    }

    /// Reports the pointer from now on.
    pub fn reports_pointer(&mut self) {
        self.shows(REPORT_POINTER);
    }

    fn input(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.input).unwrap_or_default()).into_owned()
    }

    /// Whether the keyboard is the terminal's: it had it, and lost it no more often than it got it back.
    pub fn has_keyboard(&self) -> bool {
        let input = self.input();
        input.rfind("\x1b[I") >= input.rfind("\x1b[O")
    }

    /// The text that was typed.
    pub fn typed(&self) -> String {
        let mut text = String::new();
        let mut input = self.input();
        while let Some(at) = input.find("\x1b[") {
            let rest = input.split_off(at);
            text.push_str(&input);
            let end = rest[2..].find(|c: char| ('@'..='~').contains(&c));
            input = end.map_or(String::new(), |end| rest[2 + end + 1..].to_owned());
        }
        text + &input
    }

    /// All control sequences that came, without their `ESC [`.
    fn sequences(&self) -> Vec<String> {
        let whole = |rest: &str| {
            let end = rest.find(|c: char| ('@'..='~').contains(&c))?;
            Some(rest[..=end].to_owned())
        };
        self.input().split("\x1b[").skip(1).filter_map(whole).collect()
    }

    /// The keys that were reported.
    pub fn keys(&self) -> Vec<KeyEvent> {
        let key = |sequence: String| {
            // KEY[:SHIFTED] ; MODIFIERS[:EVENT] u
            let mut parts = sequence.strip_suffix('u')?.split(';');
            let key = parts.next()?.split(':').next()?.parse().ok()?;
            let event = parts.next().and_then(|part| part.split_once(':')).map_or("1", |(_, e)| e);
            Some(KeyEvent { key, down: event != "3" })
        };
        self.sequences().into_iter().filter_map(key).collect()
    }

    /// Where the pointer was last, in px.
    pub fn pointer(&self) -> Option<(usize, usize)> {
        let point = |sequence: &String| {
            let mut numbers = sequence.strip_prefix('<')?.strip_suffix(['M', 'm'])?.split(';');
            let mut next = |skip| numbers.nth(skip)?.parse::<usize>().ok()?.checked_sub(1);
            Some((next(1)?, next(0)?))
        };
        self.sequences().iter().rev().find_map(point)
    }

    /// Presses of buttons: X11's number less one, and where.
    pub fn clicks(&self) -> Vec<(usize, usize, usize)> {
        let press = |sequence: String| {
            let mut numbers = sequence.strip_prefix('<')?.strip_suffix('M')?.split(';');
            let mut next = || numbers.next()?.parse::<usize>().ok();
            let (button, x, y) = (next()?, next()?.checked_sub(1)?, next()?.checked_sub(1)?);
            // 32 is motion.
            (button & 32 == 0).then_some((button, x, y))
        };
        self.sequences().into_iter().filter_map(press).collect()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        if std::thread::panicking() {
            keep("terminal.input", self.input().as_bytes());
        }
    }
}
