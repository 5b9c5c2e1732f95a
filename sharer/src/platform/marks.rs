//! What a Helper draws over the User's screen: marks that take no input.
//!
//! They are a part of the picture that is sent where the system cannot leave them out. They never lie over a window of
//! this program, and nothing is shown while the User is asked something.

use session::display::Area;
use session::marks::ShownMark;

#[cfg(any(target_os = "linux", windows))]
pub(super) mod budget;
#[cfg(any(target_os = "linux", windows))]
pub(super) mod drawing;
#[cfg(any(target_os = "linux", windows))]
pub(super) mod labels;
#[cfg(any(target_os = "linux", windows))]
pub(super) mod pace;
#[cfg(any(windows, all(test, target_os = "linux")))]
pub(super) mod paint;
#[cfg(any(target_os = "linux", windows))]
pub(super) mod place;
#[cfg_attr(
    not(any(target_os = "linux", windows)),
    allow(dead_code, unreachable_pub, reason = "no marks are shown there yet")
)]
pub(super) mod shapes;

/// What is to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedMarks {
    /// The part of the desktop on which their points are.
    pub area: Area,
    /// The name at the Helper's pointer.
    pub helper: String,
    /// All of them, the lowest first.
    pub marks: Vec<ShownMark>,
}

/// What shows the marks. It ends when dropped, and the marks with it.
pub trait MarkOverlay: std::fmt::Debug + Send {
    /// Shows these, and no others. It does not wait.
    fn show(&self, wanted: Option<WantedMarks>);
}
