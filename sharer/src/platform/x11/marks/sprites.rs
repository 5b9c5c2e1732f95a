//! The windows of marks.

use x11rb::connection::Connection as _;
use x11rb::errors::ReplyOrIdError;
use x11rb::protocol::shape::{self, ConnectionExt as _, SK, SO};
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ClipOrdering, ConfigureWindowAux, ConnectionExt as _,
    CreateWindowAux, MapState, Pixmap, PropMode, Rectangle, StackMode, Window, WindowClass,
};
use x11rb::wrapper::ConnectionExt as _;

use session::display::Area;

use super::super::connection::Connection;
use super::canvas::Canvas;
use super::own::OwnPlaces;
use crate::platform::error::PlatformError;
use crate::platform::marks::WantedMarks;
use crate::platform::marks::drawing::{Drawing, drawings};
use crate::platform::marks::place::{Place, meet};
use crate::platform::marks::shapes::Shape;

/// Windows above the marks that are examined. With more, they are raised.
const ABOVE: usize = 256;

/// The class of the windows, for window managers, compositors and tests.
const CLASS: &[u8] = b"mark\0Alongside\0";

struct Sprite {
    id: u32,
    window: Window,
    mask: Pixmap,
    place: Place,
    /// Counted from the corner of its place.
    shapes: Vec<Shape>,
}

/// See the module. They end with the connection.
pub(super) struct Sprites {
    canvas: Canvas,
    /// The lowest first.
    shown: Vec<Sprite>,
    area: Option<Area>,
}

impl Sprites {
    /// Shows none yet.
    pub(super) fn new(connection: &Connection) -> Result<Self, PlatformError> {
        connection.require(shape::X11_EXTENSION_NAME)?;
        // Without a region for input, which came with 1.1, the marks would take clicks.
        let version = connection.x.shape_query_version()?.reply()?;
        if (version.major_version, version.minor_version) < (1, 1) {
            return Err(PlatformError::Unsupported);
        }
        Ok(Self { canvas: Canvas::new(connection)?, shown: Vec::new(), area: None })
    }

    /// Shows nothing.
    pub(super) fn clear(&mut self, connection: &Connection) -> Result<(), PlatformError> {
        self.shown.drain(..).try_for_each(|sprite| sprite.destroy(connection))
    }

    /// Shows these marks. `have_moved`: the own windows, over which none of them lies, are elsewhere now.
    pub(super) fn show(
        &mut self,
        connection: &Connection,
        wanted: &WantedMarks,
        own: &[(Window, Place)],
        have_moved: bool,
    ) -> Result<(), PlatformError> {
        if self.area.replace(wanted.area) != Some(wanted.area) {
            self.clear(connection)?;
        }
        let drawings = drawings(self.canvas.labels(), wanted);
        // What goes, goes before anything is drawn: its memory is free by then.
        let mut before = std::mem::take(&mut self.shown);
        let stays = |sprite: &Sprite| drawings.iter().any(|drawing| drawing.id == sprite.id);
        for sprite in before.extract_if(.., |sprite| !stays(sprite)) {
            sprite.destroy(connection)?;
        }
        for drawing in drawings {
            let known = before.iter().position(|sprite| sprite.id == drawing.id);
            let known = known.map(|at| before.remove(at));
            let sprite = self.update(connection, drawing, known, own, have_moved)?;
            self.shown.push(sprite);
        }
        before.into_iter().try_for_each(|sprite| sprite.destroy(connection))
    }

    fn update(
        &mut self,
        connection: &Connection,
        Drawing { id, place, shapes }: Drawing,
        known: Option<Sprite>,
        own: &[(Window, Place)],
        have_moved: bool,
    ) -> Result<Sprite, PlatformError> {
        let x = &connection.x;
        if let Some(mut sprite) = known {
            let is_same = sprite.shapes == shapes && same_size(sprite.place, place);
            let stays = sprite.place == place;
            if is_same && stays && !have_moved {
                return Ok(sprite);
            }
            let before = std::mem::replace(&mut sprite.place, place);
            let picture = if is_same {
                None
            } else {
                sprite.shapes = shapes;
                x.free_pixmap(sprite.mask)?;
                let (mask, picture) =
                    self.canvas.draw(connection, &sprite.shapes, origin(place))?;
                sprite.mask = mask;
                Some(picture)
            };
            // Cut first: it lies over no own window, neither at its old place nor at its new one.
            sprite.cut(connection, own, &[before, place])?;
            if !stays {
                x.configure_window(sprite.window, &configured(place))?;
            }
            if let Some(picture) = picture {
                sprite.fill(connection, picture)?;
            }
            if !stays && own.iter().any(|(_, own)| meet(*own, before)) {
                sprite.cut(connection, own, &[place])?;
            }
            return Ok(sprite);
        }
        let (mask, picture) = self.canvas.draw(connection, &shapes, origin(place))?;
        let window = create(connection, place)?;
        let sprite = Sprite { id, window, mask, place, shapes };
        sprite.fill(connection, picture)?;
        sprite.cut(connection, own, &[place])?;
        x.map_window(window)?;
        Ok(sprite)
    }

    /// Whether a window that is not ours lies over one of them.
    pub(super) fn are_covered(
        &self,
        connection: &Connection,
        own: &OwnPlaces,
    ) -> Result<bool, PlatformError> {
        let x = &connection.x;
        let children = x.query_tree(connection.root())?.reply()?.children;
        let mut above = Vec::new();
        let mut left = self.shown.len();
        for window in children.into_iter().rev() {
            if self.shown.iter().any(|sprite| sprite.window == window) {
                left -= 1;
            } else if left > 0
                && !connection.is_of_server(window)
                && own.places().iter().all(|(own, _)| *own != window)
            {
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
            let both = 2 * i32::from(at.border_width);
            let (width, height) = (i32::from(at.width) + both, i32::from(at.height) + both);
            let place = (i32::from(at.x), i32::from(at.y), width, height);
            if is_drawn && self.shown.iter().any(|sprite| meet(sprite.place, place)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Raises them above all windows, in their order.
    pub(super) fn raise(&self, connection: &Connection) -> Result<(), PlatformError> {
        for sprite in &self.shown {
            let raised = ConfigureWindowAux::new().stack_mode(StackMode::ABOVE);
            connection.x.configure_window(sprite.window, &raised)?;
        }
        Ok(connection.x.sync()?)
    }
}

impl Sprite {
    /// Shows a picture, which is freed.
    fn fill(&self, connection: &Connection, picture: Pixmap) -> Result<(), PlatformError> {
        let x = &connection.x;
        let with = ChangeWindowAttributesAux::new().background_pixmap(picture);
        x.change_window_attributes(self.window, &with)?;
        x.free_pixmap(picture)?;
        x.clear_area(false, self.window, 0, 0, 0, 0)?;
        Ok(())
    }

    /// Cuts the window to its mask, without what lies over an own window when the mark is at one of these places.
    fn cut(
        &self,
        connection: &Connection,
        own: &[(Window, Place)],
        at: &[Place],
    ) -> Result<(), PlatformError> {
        let x = &connection.x;
        x.shape_mask(SO::SET, SK::BOUNDING, self.window, 0, 0, self.mask)?;
        let covered = |at: &Place| {
            let at = *at;
            let own = own.iter().filter(move |(_, place)| meet(*place, at));
            own.map(move |(_, place)| rectangle(*place, at))
        };
        let covered: Vec<Rectangle> = at.iter().flat_map(covered).collect();
        if !covered.is_empty() {
            let (window, order) = (self.window, ClipOrdering::UNSORTED);
            x.shape_rectangles(SO::SUBTRACT, SK::BOUNDING, order, window, 0, 0, &covered)?;
        }
        Ok(())
    }

    fn destroy(self, connection: &Connection) -> Result<(), PlatformError> {
        connection.x.destroy_window(self.window)?;
        connection.x.free_pixmap(self.mask)?;
        Ok(())
    }
}

fn create(connection: &Connection, place: Place) -> Result<Window, ReplyOrIdError> {
    let x = &connection.x;
    let window = x.generate_id()?;
    // No window manager moves it, gives it a frame, or lists it.
    let with = CreateWindowAux::new().override_redirect(1);
    let (depth, class) = (x11rb::COPY_DEPTH_FROM_PARENT, WindowClass::INPUT_OUTPUT);
    let (left, top, width, height) = sides(place);
    x.create_window(
        depth,
        window,
        connection.root(),
        left,
        top,
        width,
        height,
        0,
        class,
        0,
        &with,
    )?;
    // Clicks and the pointer go to what is under it.
    x.shape_rectangles(SO::SET, SK::INPUT, ClipOrdering::UNSORTED, window, 0, 0, &[])?;
    let (property, text) = (AtomEnum::WM_CLASS, AtomEnum::STRING);
    x.change_property8(PropMode::REPLACE, window, property, text, CLASS)?;
    Ok(window)
}

fn configured(place: Place) -> ConfigureWindowAux {
    let (left, top, width, height) = sides(place);
    ConfigureWindowAux::new()
        .x(i32::from(left))
        .y(i32::from(top))
        .width(u32::from(width))
        .height(u32::from(height))
}

/// A place as X says it. What X cannot hold is clamped.
fn sides((x, y, width, height): Place) -> (i16, i16, u16, u16) {
    let at = |edge: i32| i16::try_from(edge).unwrap_or(i16::MAX);
    let side = |length: i32| u16::try_from(length).unwrap_or(u16::MAX).max(1);
    (at(x), at(y), side(width), side(height))
}

fn origin((_, _, width, height): Place) -> Place {
    (0, 0, width, height)
}

fn same_size(a: Place, b: Place) -> bool {
    (a.2, a.3) == (b.2, b.3)
}

/// A place, counted from the corner of another one.
fn rectangle((x, y, width, height): Place, within: Place) -> Rectangle {
    let at = |edge: i32, from: i32| {
        i16::try_from(edge.saturating_sub(from)).unwrap_or(if edge < from {
            i16::MIN
        } else {
            i16::MAX
        })
    };
    let (_, _, width, height) = sides((0, 0, width, height));
    Rectangle { x: at(x, within.0), y: at(y, within.1), width, height }
}
