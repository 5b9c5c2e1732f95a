//! What is shown outside of the windows.

use crate::platform::desk::{Chosen, Desk, Outside};
use crate::supervisor::Supervisor;

struct NoDesk;

impl Desk for NoDesk {
    fn show(&mut self, _: Outside) {}
}

/// Nothing is shown.
pub(crate) fn open_desk(_: Chosen, _: &Supervisor) -> Box<dyn Desk> {
    Box::new(NoDesk)
}
