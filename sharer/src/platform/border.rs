//! The border round what is shared: thin strips along the inner edges, so that what is shared is seen to be shared.
//!
//! Its colour is never the only sign: the User's window, terminal or program says the same in words. It is a part of the
//! picture that is sent: what is under it is not known, so that nothing true could be painted over it.

use protocol::geometry::Size;
use session::display::Area;

#[cfg(any(target_os = "linux", windows))]
pub(super) mod raises;

/// How wide the strips are, in px. It is less than the margin around the words of a question and of the bar.
pub const BORDER_WIDTH: u16 = 4;

/// What the Helper can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BorderLook {
    /// See what is within.
    Seen,
    /// Control it as well.
    Controlled,
}

impl BorderLook {
    /// The colour: red, green, blue. Those of the same meaning in the User's window.
    pub fn rgb(self) -> [u8; 3] {
        match self {
            BorderLook::Seen => [0x0f, 0x62, 0xa8],
            BorderLook::Controlled => [0xb3, 0x26, 0x1e],
        }
    }
}

/// What shows the border. It ends when dropped, and the border with it.
pub trait Border: std::fmt::Debug + Send {
    /// Shows it round this part of the desktop, or nothing. It does not wait.
    fn show(&self, border: Option<(Area, BorderLook)>);
}

/// The strips along the upper, lower, left and right edge of an area, within it.
#[cfg_attr(
    not(any(target_os = "linux", windows)),
    allow(dead_code, reason = "no border is shown there yet")
)]
pub(super) fn strips(area: Area) -> [Area; 4] {
    let Area { x, y, size } = area;
    let width = u32::from(BORDER_WIDTH);
    let part = |width: u32, height: u32| {
        Size::new(width, height).expect("a part of an area is not larger, and has a pixel")
    };
    let across = part(width.min(size.width()), size.height());
    let down = part(size.width(), width.min(size.height()));
    let far = |edge: i32, length: u32, strip: u32| edge.saturating_add_unsigned(length - strip);
    let right = far(x, size.width(), across.width());
    let bottom = far(y, size.height(), down.height());
    [
        Area { x, y, size: down },
        Area { x, y: bottom, size: down },
        Area { x, y, size: across },
        Area { x: right, y, size: across },
    ]
}
