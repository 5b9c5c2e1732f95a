//! The account that runs the program.

use std::path::PathBuf;

/// The profile is not looked up yet: a variable names it, which its user can change. Where it has to be
/// trusted, there is none.
pub(crate) fn home() -> Option<PathBuf> {
    None
}
