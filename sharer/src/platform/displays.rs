//! The displays of a desktop.

use protocol::name::DisplayName;
use session::display::Area;

/// One display of the desktop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Display {
    /// What the desktop calls it, for example `HDMI-1`.
    pub name: DisplayName,
    /// Where it is.
    pub area: Area,
    /// Whether it is the main display.
    pub is_primary: bool,
}
