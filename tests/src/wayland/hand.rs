//! The person's mouse and keyboard.

use std::process::Command;

use crate::clock::PATIENCE;
use crate::process::Running;

/// evdev's code of the left Shift.
pub(super) const LEFT_SHIFT: u16 = 42;

/// And of the tabulator.
pub(super) const TAB: u16 = 15;

/// They are there for as long as this value.
pub struct Hand {
    program: Running,
    /// Lines that were read.
    read: usize,
}

impl Hand {
    pub(super) fn start(mut program: Command) -> Self {
        let mut hand = Self { program: Running::start("hand", &mut program), read: 0 };
        hand.waits_for("ready");
        // Mutter adds a device when it is first used, and a key before that is lost: no window would have the keyboard.
        hand.presses(LEFT_SHIFT);
        hand.moves(1, 1);
        hand
    }

    /// Moves the pointer to a point of the monitor.
    #[track_caller]
    pub fn moves(&mut self, x: usize, y: usize) {
        self.does(&format!("move {x} {y}"));
    }

    /// Chooses in the desktop's settings how the monitor is scaled.
    #[track_caller]
    pub fn scales(&mut self, factor: f64) {
        self.does(&format!("scale {factor}"));
    }

    /// Presses and releases a key, by its evdev code.
    #[track_caller]
    pub fn presses(&mut self, key: u16) {
        self.does(&format!("key {key} 1"));
        self.does(&format!("key {key} 0"));
    }

    #[track_caller]
    fn does(&mut self, command: &str) {
        self.program.write(command);
        self.waits_for("done");
    }

    #[track_caller]
    fn waits_for(&mut self, word: &str) {
        let line = self.program.stdout.wait(self.read, PATIENCE, |line| Some(line.to_owned()));
        let Some((read, line)) = line else {
            panic!("the hand is still: {:?}", self.program.stderr.all())
        };
        self.read = read;
        assert_eq!(line, word);
    }
}
