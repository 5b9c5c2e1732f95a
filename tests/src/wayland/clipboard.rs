//! Programs of the Wayland desktop that copy and paste.

use std::path::Path;
use std::process::ChildStdout;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Map, Value};

use super::WaylandDesktop;
use crate::clock::eventually;
use crate::process::{Running, command};

/// A program that has copied something, mostly with a window. It ends when dropped.
pub struct Copied {
    program: Running,
}

impl Copied {
    /// It answers nothing from now on.
    ///
    /// # Panics
    /// When it has ended.
    pub fn stops(&self) {
        let id = i32::try_from(self.program.id()).ok().and_then(Pid::from_raw);
        kill_process(id.expect("it runs"), Signal::STOP).expect("it can be stopped");
    }
}

impl WaylandDesktop {
    /// A person copies something in a program of their own, in these formats.
    ///
    /// # Panics
    /// When it does not copy.
    pub fn copies(&mut self, formats: &[(&str, &[u8])]) -> Copied {
        let base64 = |(kind, bytes): &(&str, &[u8])| {
            ((*kind).to_owned(), Value::String(STANDARD.encode(bytes)))
        };
        let formats: Map<String, Value> = formats.iter().map(base64).collect();
        let mut program = self.python("clipboard.py");
        self.at_programs(&mut program);
        program.arg(Value::Object(formats).to_string());
        let program = Running::start("copying", &mut program);
        // A program may copy only after a key or a button: it does so at the first key of its window.
        eventually("the program copies", || {
            self.taps_shift();
            program.stdout.all().iter().any(|line| line == "copied").then_some(())
        });
        Copied { program }
    }

    /// The same from a file, in one format, by a program without a window. Only where the compositor lets it.
    ///
    /// # Panics
    /// When it does not copy.
    pub fn copies_file(&self, kind: &str, file: &Path) -> Copied {
        let mut program = command("sh");
        let script = r#"exec wl-copy --foreground --type "$1" <"$2""#;
        program.args(["-c", script, "sh", kind]).arg(file);
        self.at_programs(&mut program);
        Copied { program: Running::start("wl-copy", &mut program) }
    }

    /// A program that asks for this format, and takes no more of it than a pipe holds.
    pub fn begins_to_paste(&self, kind: &str) -> (Running, ChildStdout) {
        let mut paste = command("wl-paste");
        paste.args(["--no-newline", "--type", kind]);
        self.at_programs(&mut paste);
        Running::start_unread("wl-paste", &mut paste)
    }

    /// What a program of the desktop pastes, in this format.
    pub fn pastes(&self, kind: &str) -> Option<Vec<u8>> {
        let mut paste = command("wl-paste");
        paste.args(["--no-newline", "--type", kind]);
        self.at_programs(&mut paste);
        let pasted = paste.output().expect("wl-paste is there; run `cargo xtask setup`");
        pasted.status.success().then_some(pasted.stdout)
    }
}
