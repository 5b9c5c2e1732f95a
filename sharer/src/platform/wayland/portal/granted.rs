//! What the User has granted at the portal.

use protocol::geometry::Size;

/// What a session may inject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Devices {
    /// Keys.
    pub(in super::super) keyboard: bool,
    /// Motion, buttons and the wheel.
    pub(in super::super) pointer: bool,
}

/// The stream of pictures that the portal granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct StreamInfo {
    /// Its node at PipeWire.
    pub(in super::super) node: u32,
    /// Where it is on the desktop.
    pub(in super::super) position: (i32, i32),
    /// Its size as the desktop counts, which a scaled display has fewer of than pixels.
    pub(in super::super) size: Option<Size>,
    /// It shows a window instead of a display.
    pub(in super::super) is_window: bool,
}
