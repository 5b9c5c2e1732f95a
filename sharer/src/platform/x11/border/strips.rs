//! The four windows of the border.

use x11rb::connection::Connection as _;
use x11rb::errors::{ReplyError, ReplyOrIdError};
use x11rb::protocol::shape::{self, ConnectionExt as _, SK, SO};
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ClipOrdering, ConfigureWindowAux, ConnectionExt as _,
    CreateWindowAux, MapState, PropMode, StackMode, Window, WindowClass,
};
use x11rb::wrapper::ConnectionExt as _;

use session::display::Area;

use super::super::connection::Connection;
use crate::platform::border::{BorderLook, strips};
use crate::platform::error::PlatformError;

/// Windows above the border that are examined. With more, it is raised.
const ABOVE: usize = 256;

/// The class of the windows, for window managers, compositors and tests.
const CLASS: &[u8] = b"border\0Alongside\0";

/// Where a strip is: x, y, width and height in px.
type Place = (i16, i16, u16, u16);

/// See the module. They end with the connection.
pub(super) struct Strips {
    windows: [Window; 4],
    shown: Option<(Area, BorderLook)>,
    places: [Place; 4],
}

impl Strips {
    /// Makes the windows, and shows none.
    pub(super) fn new(connection: &Connection) -> Result<Self, PlatformError> {
        let x = &connection.x;
        connection.require(shape::X11_EXTENSION_NAME)?;
        // Without a region for input, which came with 1.1, the border would take the clicks at the edges.
        let version = x.shape_query_version()?.reply()?;
        if (version.major_version, version.minor_version) < (1, 1) {
            return Err(PlatformError::Unsupported);
        }
        let mut windows = [x11rb::NONE; 4];
        for window in &mut windows {
            *window = Self::create(connection)?;
        }
        x.sync()?;
        Ok(Self { windows, shown: None, places: [(0, 0, 1, 1); 4] })
    }

    fn create(connection: &Connection) -> Result<Window, ReplyOrIdError> {
        let x = &connection.x;
        let window = x.generate_id()?;
        // No window manager moves it, gives it a frame, or lists it.
        let with = CreateWindowAux::new().override_redirect(1).background_pixel(0);
        let (root, class) = (connection.root(), WindowClass::INPUT_OUTPUT);
        x.create_window(
            x11rb::COPY_DEPTH_FROM_PARENT,
            window,
            root,
            0,
            0,
            1,
            1,
            0,
            class,
            0,
            &with,
        )?
        .check()?;
        // Clicks and the pointer go to what is under it.
        x.shape_rectangles(SO::SET, SK::INPUT, ClipOrdering::UNSORTED, window, 0, 0, &[])?
            .check()?;
        let (property, text) = (AtomEnum::WM_CLASS, AtomEnum::STRING);
        x.change_property8(PropMode::REPLACE, window, property, text, CLASS)?.check()?;
        Ok(window)
    }

    /// Whether one of them is this window.
    pub(super) fn has(&self, window: Window) -> bool {
        self.windows.contains(&window)
    }

    /// Whether they are shown.
    pub(super) fn is_shown(&self) -> bool {
        self.shown.is_some()
    }

    /// Shows them so, or not at all.
    pub(super) fn show(
        &mut self,
        connection: &Connection,
        border: Option<(Area, BorderLook)>,
    ) -> Result<(), PlatformError> {
        if border == self.shown {
            return Ok(());
        }
        let x = &connection.x;
        let Some((area, look)) = border else {
            for window in self.windows {
                x.unmap_window(window)?;
            }
            self.shown = None;
            x.sync()?;
            return Ok(());
        };
        let [red, green, blue] = look.rgb().map(|part| u16::from(part) * 0x101);
        let colours = connection.screen().default_colormap;
        let colour = x.alloc_color(colours, red, green, blue)?.reply()?.pixel;
        self.places = places(area);
        for (window, (left, top, width, height)) in self.windows.into_iter().zip(self.places) {
            let with = ChangeWindowAttributesAux::new().background_pixel(colour);
            x.change_window_attributes(window, &with)?;
            let place = ConfigureWindowAux::new()
                .x(i32::from(left))
                .y(i32::from(top))
                .width(u32::from(width))
                .height(u32::from(height))
                .stack_mode(StackMode::ABOVE);
            x.configure_window(window, &place)?;
            x.map_window(window)?;
            x.clear_area(false, window, 0, 0, 0, 0)?;
        }
        self.shown = border;
        x.sync()?;
        Ok(())
    }

    /// Whether a window lies over one of them.
    pub(super) fn is_covered(&self, connection: &Connection) -> Result<bool, PlatformError> {
        let x = &connection.x;
        let children = x.query_tree(connection.root())?.reply()?.children;
        let mut above = Vec::new();
        let mut left = self.windows.len();
        for window in children.into_iter().rev() {
            if self.has(window) {
                left -= 1;
            } else if left > 0 && !connection.is_of_server(window) {
                above.push(window);
            }
        }
        if above.len() > ABOVE {
            return Ok(true);
        }
        for window in above {
            let (attributes, at) = (x.get_window_attributes(window)?, x.get_geometry(window)?);
            let (Ok(attributes), Ok(at)) = (attributes.reply(), at.reply()) else {
                // It is gone.
                continue;
            };
            let is_drawn = attributes.map_state == MapState::VIEWABLE
                && attributes.class == WindowClass::INPUT_OUTPUT;
            let border = at.border_width.saturating_mul(2);
            let area =
                (at.x, at.y, at.width.saturating_add(border), at.height.saturating_add(border));
            if is_drawn && self.places.iter().any(|place| meet(*place, area)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Raises them above all windows.
    pub(super) fn raise(&self, connection: &Connection) -> Result<(), ReplyError> {
        for window in self.windows {
            let raised = ConfigureWindowAux::new().stack_mode(StackMode::ABOVE);
            connection.x.configure_window(window, &raised)?;
        }
        connection.x.sync()
    }
}

/// The strips within the edges of an area. A coordinate that X cannot hold is clamped.
fn places(area: Area) -> [Place; 4] {
    let at = |edge: i32| i16::try_from(edge).unwrap_or(i16::MAX);
    let side = |length: u32| u16::try_from(length).unwrap_or(u16::MAX).max(1);
    strips(area).map(|Area { x, y, size }| (at(x), at(y), side(size.width()), side(size.height())))
}

fn meet(a: Place, b: Place) -> bool {
    let overlap = |a: i16, a_length: u16, b: i16, b_length: u16| {
        let (a, b) = (i32::from(a), i32::from(b));
        a < b + i32::from(b_length) && b < a + i32::from(a_length)
    };
    overlap(a.0, a.2, b.0, b.2) && overlap(a.1, a.3, b.1, b.3)
}

#[cfg(test)]
mod tests {
    use protocol::geometry::Size;

    use super::*;

    #[test]
    fn the_strips_lie_along_the_edges_within_the_area() {
        let area = |x, y, width, height| Area { x, y, size: Size::new(width, height).unwrap() };
        assert_eq!(
            places(area(-1280, 100, 1280, 1024)),
            [
                (-1280, 100, 1280, 4),
                (-1280, 1120, 1280, 4),
                (-1280, 100, 4, 1024),
                (-4, 100, 4, 1024)
            ]
        );
        assert_eq!(
            places(area(0, 0, 2, 1)),
            [(0, 0, 2, 1), (0, 0, 2, 1), (0, 0, 2, 1), (0, 0, 2, 1)]
        );
        let [.., right] = places(area(30_000, 0, 8000, 1));
        assert_eq!(right, (i16::MAX, 0, 4, 1), "beyond what X can say");
    }
}
