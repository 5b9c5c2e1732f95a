//! Programs of the Wayland desktop that copy and paste.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};

use super::WaylandDesktop;
use super::hand::LEFT_SHIFT;
use crate::clock::eventually;
use crate::process::{Running, command};

/// A program that has copied something, with a window. It ends when dropped.
pub struct Copied {
    _program: Running,
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
        program.arg(Value::Object(formats).to_string());
        let program = Running::start("copying", &mut program);
        // A program may copy only after a key or a button: it does so at the first key of its window.
        eventually("the program copies", || {
            self.hand().presses(LEFT_SHIFT);
            program.stdout.all().iter().any(|line| line == "copied").then_some(())
        });
        Copied { _program: program }
    }

    /// What a program of the desktop pastes, in this format.
    pub fn pastes(&self, kind: &str) -> Option<Vec<u8>> {
        let mut paste = command("wl-paste");
        paste.args(["--no-newline", "--type", kind]);
        self.at(&mut paste);
        let pasted = paste.output().expect("wl-paste is there; run `cargo xtask setup`");
        pasted.status.success().then_some(pasted.stdout)
    }
}
