//! What takes control back on Wayland: the end of the portal's session, which the desktop offers beside its sign that the
//! screen is shared.
//!
//! There is no panic key. A program is shown no key that is pressed while another program has the focus.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::super::error::WaylandError;
use super::super::portal::{Devices, Portal};
use crate::platform::error::{PlatformError, Reason};
use crate::platform::panic_key::{PanicEvent, PanicKey, PanicKeyContext};
use crate::platform::parts::PanicKeyOpener;

/// Prepares for the end of this portal's session.
pub(in crate::platform::wayland) fn opener(portal: Portal) -> PanicKeyOpener {
    Box::new(move |context| Ok(Box::new(SessionEnd::watch(portal, context))))
}

/// What is told when the desktop ends the session. Only the watcher owns it: what injects has the portal, too, and each
/// would keep the other alive.
type Told = Mutex<PanicKeyContext>;

#[derive(Debug)]
struct SessionEnd {
    portal: Portal,
    /// While it lives, the end of the session takes control back.
    _told: Arc<Told>,
}

impl SessionEnd {
    fn watch(portal: Portal, context: PanicKeyContext) -> Self {
        let told = Arc::new(Mutex::new(context));
        let weak = Arc::downgrade(&told);
        portal.on_closed(Box::new(move || session_ended(&weak)));
        Self { portal, _told: told }
    }
}

fn session_ended(told: &Weak<Told>) {
    let Some(told) = told.upgrade() else { return };
    let told = told.lock().unwrap_or_else(PoisonError::into_inner);
    told.control.revoke_control();
    // A full channel holds such a report already.
    let _ = told.events.try_send(PanicEvent::Pressed);
}

impl PanicKey for SessionEnd {
    fn arm(&self) -> Result<(), PlatformError> {
        if self.portal.was_closed() {
            return Err(PlatformError::Lost(Reason::of("it has stopped sharing the screen")));
        }
        match self.portal.session().map(|session| session.devices()) {
            Some(Devices { keyboard: false, pointer: false }) => {
                Err(WaylandError::NotAllowed.into())
            }
            // Without a session nothing can be injected, and nothing has to be stopped.
            Some(_) | None => Ok(()),
        }
    }

    fn disarm(&self) {}
}
