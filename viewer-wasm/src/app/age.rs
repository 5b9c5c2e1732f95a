//! SHELL: a picture that may show the screen no more says so.

use std::time::Duration;

use protocol::limits::PICTURE_OLD;
use protocol::time::Tick;

use super::core::Core;
use crate::web::clock::tick;

/// How often the age of an old picture is shown.
const AGEING: Duration = Duration::from_millis(200);

impl Core {
    /// Shows how old the picture is, when it is.
    pub(super) fn show_age(&mut self) {
        let old = PICTURE_OLD.as_secs_f64() * 1000.0;
        let age = self.gauges.current_ms().filter(|age| self.had_picture && *age >= old);
        self.aged = tick();
        self.page.show_age(age);
    }

    /// When it has to be looked at again.
    pub(super) fn age_due(&self) -> Option<Tick> {
        let at = self.gauges.old_at().filter(|_| self.had_picture)?;
        Some(at.max(self.aged + AGEING))
    }
}
