//! A virtual X display (Xvfb).

use std::process::Command;

use crate::clock::PATIENCE;
use crate::process::{Running, command};

/// A private X server; it ends with the test.
pub struct Xvfb {
    _running: Running,
    display: String,
}

impl Xvfb {
    /// Starts one with a screen of this size.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn start(width: u32, height: u32) -> Self {
        Self::start_with(width, height, &[])
    }

    /// Starts one with further arguments.
    ///
    /// # Panics
    /// When it does not come up.
    pub fn start_with(width: u32, height: u32, arguments: &[&str]) -> Self {
        let mut server = command("Xvfb");
        server.args(["-displayfd", "1", "-nolisten", "tcp", "-noreset"]);
        server.args(["-screen", "0", &format!("{width}x{height}x24")]);
        server.args(arguments);
        let running = Running::start("xvfb", &mut server);
        let number = running.stdout.wait(0, PATIENCE, |line| line.trim().parse::<u32>().ok());
        let Some((_, number)) = number else {
            panic!("Xvfb does not start: {:?}", running.stderr.all())
        };
        Self { _running: running, display: format!(":{number}") }
    }

    /// The name of the display.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Runs a program of the person at this display to its end.
    ///
    /// # Panics
    /// When it fails.
    pub fn run(&self, program: &str, arguments: &[&str]) {
        let mut command: Command = command(program);
        command.args(arguments).env("DISPLAY", &self.display);
        let output = command.output().unwrap_or_else(|error| panic!("{program}: {error}"));
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program} {arguments:?}: {error}");
    }

    /// Starts a program of the person at this display. It ends when dropped.
    pub fn start_program(&self, program: &'static str, arguments: &[&str]) -> Running {
        let mut command: Command = command(program);
        command.args(arguments).env("DISPLAY", &self.display);
        Running::start(program, &mut command)
    }

    /// The person at this display presses a key.
    pub fn press(&self, key: &str) {
        self.run("xdotool", &["key", key]);
    }

    /// Sets the keyboard layout, for example `de`.
    pub fn layout(&self, layout: &str) {
        self.run("setxkbmap", &["-layout", layout]);
    }
}
