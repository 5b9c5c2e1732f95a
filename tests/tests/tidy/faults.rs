//! What a check found.

use std::fmt::Write as _;

/// Faults found, all shown at once.
#[derive(Default)]
pub(crate) struct Faults(String);

impl Faults {
    pub(crate) fn add(&mut self, file: &str, line: usize, fault: &str) {
        let _ = writeln!(self.0, "{file}:{line}: {fault}");
    }

    #[track_caller]
    pub(crate) fn none(self) {
        assert!(self.0.is_empty(), "\n{}", self.0);
    }
}
