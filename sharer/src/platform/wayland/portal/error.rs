//! What can be wrong with the portal.

use crate::platform::error::Reason;

/// What is wrong with the portal.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PortalError {
    /// There is no session bus.
    #[error("there is no D-Bus session ({0}): start alongside inside the desktop session")]
    NoBus(Reason),
    /// Nothing answers on the bus.
    #[error(
        "the desktop portal does not answer ({0}): install xdg-desktop-portal and the backend for this desktop, for \
         example xdg-desktop-portal-gnome, xdg-desktop-portal-kde or xdg-desktop-portal-wlr"
    )]
    NoPortal(Reason),
    /// No backend shows the screen.
    #[error(
        "the desktop portal cannot show the screen: install its backend for this desktop, for example \
         xdg-desktop-portal-gnome, xdg-desktop-portal-kde or xdg-desktop-portal-wlr"
    )]
    NoScreenCast,
    /// The User said no in the dialog of the desktop, or closed it.
    #[error("the screen was not shared: the question of the desktop was answered with no")]
    Refused,
    /// The User did not answer the dialog of the desktop.
    #[error("the screen was not shared: the question of the desktop was not answered")]
    Unanswered,
    /// The portal answers with an error.
    #[error("the desktop portal failed ({0}): start alongside again")]
    Failed(Reason),
    /// The desktop has ended the session, or it has not begun.
    #[error("the desktop has stopped sharing the screen")]
    Closed,
    /// The portal hangs.
    #[error("the desktop portal takes too long: start alongside again")]
    Slow,
    /// The system refused a thread or a file descriptor.
    #[error("the system refused a resource ({0}): close some programs and start again")]
    System(#[from] std::io::Error),
}
