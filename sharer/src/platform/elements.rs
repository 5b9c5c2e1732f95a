//! Which element of the User's screen is at a place: a button, a field, as the accessibility interface of the system
//! names it.
//!
//! What is found is a program's own word: its name is cut to a line, and its place is taken only if it contains the point.
//! `pick` says which of the elements at a place is meant, `control_types` what those of Windows are called.

#[cfg(any(windows, test))]
pub(in crate::platform) mod control_types;
#[cfg(any(target_os = "linux", windows, test))]
pub(in crate::platform) mod pick;

use protocol::element::Element;
use session::GuestId;

/// A part of the desktop: left, top, width, height in px.
pub type ElementPlace = (i32, i32, i32, i32);

/// For which step an element is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedElement {
    /// Who suggests the step.
    pub guest: GuestId,
    /// The id of the step's mark.
    pub step: u32,
    /// Where, on the desktop in px.
    pub at: (i32, i32),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundElement {
    /// For what.
    pub wanted: WantedElement,
    /// What is there.
    pub element: Element,
    /// Its place on the desktop.
    pub place: ElementPlace,
}

/// What finds elements. It ends when dropped.
pub trait ElementFinder: std::fmt::Debug + Send {
    /// Looks for one, and says so if there is one. It does not wait; of too many at once, some are not looked for.
    fn find(&self, wanted: WantedElement);
}
