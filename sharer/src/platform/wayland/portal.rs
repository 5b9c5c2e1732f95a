//! The desktop portal: one session of `org.freedesktop.portal.RemoteDesktop` with the screen of
//! `org.freedesktop.portal.ScreenCast`, or the screen alone where there is no RemoteDesktop.
//!
//! A [`Portal`] exists from the start and only reads properties. [`Portal::open`] is called after the User has agreed:
//! some desktops ask nothing themselves. A thread of its own speaks to the bus; every call from outside is bounded.

mod bus;
mod error;
mod granted;
mod notification;
mod offer;
mod probe;
mod request;
mod selection;
mod session;
mod shared;
mod token;

use std::os::fd::BorrowedFd;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

pub(crate) use self::error::PortalError;
pub(super) use self::granted::Devices;
pub(super) use self::offer::Offer;
pub(super) use self::probe::probe;
pub(super) use self::session::{Opened, PortalSession};
pub(super) use self::shared::OnClosed;
use self::shared::Shared;
use self::token::TokenFile;

/// How long the end of a session waits for the portal.
const FAREWELL: Duration = Duration::from_secs(1);

/// The portal of this desktop, and the one session at it, if there is one.
#[derive(Clone, Debug)]
pub(super) struct Portal {
    offer: Offer,
    shared: Arc<Shared>,
}

impl Portal {
    /// The portal that offers this. Nothing is opened yet.
    pub(super) fn new(offer: Offer) -> std::io::Result<Self> {
        Ok(Self { offer, shared: Arc::new(Shared::new()?) })
    }

    /// What the portal offers.
    pub(super) fn offer(&self) -> Offer {
        self.offer
    }

    /// The file by which the desktop may restore what the User has chosen in an earlier session; `None` when there is
    /// none. It is not read here.
    pub(super) fn remembered_in(&self) -> Option<PathBuf> {
        TokenFile::of(self.offer)?.found()
    }

    /// The session, while there is one.
    pub(super) fn session(&self) -> Option<PortalSession> {
        self.shared.session()
    }

    /// Calls this when the desktop ends the session, on the portal's thread: it must not wait. An end that was asked
    /// for here does not count. It can be called before there is a session.
    pub(super) fn on_closed(&self, call: OnClosed) {
        self.shared.on_closed(call);
    }

    /// Begins to open the session: the desktop may ask the User now. [`Self::take_opened`] has the outcome.
    pub(super) fn open(&self) -> Result<(), PortalError> {
        bus::spawn(self.offer, Arc::clone(&self.shared))
    }

    /// The outcome of [`Self::open`]; `None` while the User is asked. It is returned once.
    pub(super) fn take_opened(&self) -> Option<Result<Opened, PortalError>> {
        self.shared.take_opened()
    }

    /// Readable when [`Self::take_opened`] has an outcome, or the session was closed. [`Self::settle`] makes it
    /// unreadable again.
    pub(super) fn changed(&self) -> BorrowedFd<'_> {
        self.shared.changed()
    }

    /// See [`Self::changed`].
    pub(super) fn settle(&self) {
        self.shared.settle();
    }

    /// Whether the desktop has ended the session.
    pub(super) fn was_closed(&self) -> bool {
        self.shared.was_closed()
    }

    /// Ends the session, or the question for it.
    pub(super) fn close(&self) {
        self.shared.request_close();
    }

    /// The same, and waits for a moment until the portal knows.
    pub(super) fn end(&self) {
        self.shared.request_close();
        self.shared.wait_for_thread(FAREWELL);
    }
}
