//! Systems where a program has no console of its own, and any number of it may run: each has a window of its own, and
//! the desktop brings it to the front.

use super::windowed::Begun;

/// Nothing is held.
#[derive(Debug)]
pub(crate) struct Instance;

/// Each is the first.
pub(crate) fn begin() -> Begun {
    Begun::First(Instance)
}

/// A terminal is there, or it is not.
pub(crate) fn begin_in_terminal() {}

/// The desktop keeps what programs without a terminal say.
pub(crate) fn show_failure(_: &str) {}
