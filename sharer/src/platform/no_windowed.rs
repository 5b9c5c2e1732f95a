//! How the program with a window begins on systems where it has no console of its own, and any number of it may run:
//! each has a window of its own, and the desktop brings it to the front.

/// Nothing is held.
#[derive(Debug)]
pub(crate) struct Instance;

/// Each is the first.
#[expect(clippy::unnecessary_wraps, reason = "on Windows another one may run")]
pub(crate) fn begin() -> Option<Instance> {
    Some(Instance)
}

/// A terminal is there, or it is not.
pub(crate) fn begin_in_terminal() {}

/// The desktop keeps what programs without a terminal say.
pub(crate) fn show_failure(_: &str) {}
