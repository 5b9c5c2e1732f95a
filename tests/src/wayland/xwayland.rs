//! The X server that GNOME's compositor starts, as most people have it.

use std::process::Command;

use crate::clock::eventually;

/// The X server.
pub(super) struct Xwayland {
    display: String,
    authority: String,
}

impl Xwayland {
    /// A command of the shell that says in a file where it is: mutter tells only a program that it starts itself.
    pub(super) fn tells(file: &str) -> String {
        format!("echo \"$DISPLAY $XAUTHORITY\" >{file}; exec sleep infinity")
    }

    /// Waits until that is said.
    pub(super) fn told(file: &str) -> Self {
        let line = eventually("Xwayland is there", || {
            std::fs::read_to_string(file).ok().filter(|line| line.ends_with('\n'))
        });
        let (display, authority) = line.trim().split_once(' ').expect("both are set");
        Self { display: display.to_owned(), authority: authority.to_owned() }
    }

    /// Lets a program find it.
    pub(super) fn at(&self, program: &mut Command) {
        program.env("DISPLAY", &self.display).env("XAUTHORITY", &self.authority);
    }
}
