//! The clock of the shells here.

use std::time::Instant;

#[expect(clippy::disallowed_methods, reason = "the shell owns the clock")]
pub(super) fn now() -> Instant {
    Instant::now()
}
