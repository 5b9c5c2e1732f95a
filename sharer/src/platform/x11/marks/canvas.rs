//! Draws shapes with the X server: once into the mask to which a window is cut, and once into what it shows.

use kit::Label;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    CapStyle, ChangeGCAux, ConnectionExt as _, CoordMode, CreateGCAux, Drawable, Gcontext,
    ImageFormat, ImageOrder, JoinStyle, Pixmap, PolyShape, Rectangle, VisualClass, Visualtype,
};

use super::super::connection::Connection;
use crate::platform::error::PlatformError;
use crate::platform::marks::labels::LabelPictures;
use crate::platform::marks::place::Place;
use crate::platform::marks::shapes::{Pixel, Shape};

/// See the module.
pub(super) struct Canvas {
    /// For masks.
    bits: Gcontext,
    /// For what is shown.
    colors: Gcontext,
    visual: Visualtype,
    is_lsb_first: bool,
    labels: LabelPictures,
}

impl Canvas {
    /// `None` of it is drawn on a screen whose pixels are not four bytes of red, green and blue.
    pub(super) fn new(connection: &Connection) -> Result<Self, PlatformError> {
        let (x, screen) = (&connection.x, connection.screen());
        let visuals = screen.allowed_depths.iter().flat_map(|depth| &depth.visuals);
        let visual = visuals
            .copied()
            .find(|visual| visual.visual_id == screen.root_visual)
            .filter(|visual| visual.class == VisualClass::TRUE_COLOR)
            .ok_or(PlatformError::Unsupported)?;
        let formats = &x.setup().pixmap_formats;
        let is_wide = |depth: u8| {
            formats.iter().any(|format| format.depth == depth && format.bits_per_pixel == 32)
        };
        if !is_wide(screen.root_depth) {
            return Err(PlatformError::Unsupported);
        }
        let (bits, colors, bit) = (x.generate_id()?, x.generate_id()?, x.generate_id()?);
        x.create_pixmap(1, bit, screen.root, 1, 1)?.check()?;
        let round = CreateGCAux::new()
            .cap_style(CapStyle::ROUND)
            .join_style(JoinStyle::ROUND)
            .graphics_exposures(0);
        x.create_gc(bits, bit, &round)?.check()?;
        x.create_gc(colors, screen.root, &round)?.check()?;
        x.free_pixmap(bit)?;
        let is_lsb_first = x.setup().image_byte_order == ImageOrder::LSB_FIRST;
        let labels = LabelPictures::default();
        Ok(Self { bits, colors, visual, is_lsb_first, labels })
    }

    /// The pictures of labels.
    pub(super) fn labels(&mut self) -> &mut LabelPictures {
        &mut self.labels
    }

    /// The mask and the picture of shapes. The caller frees them.
    pub(super) fn draw(
        &mut self,
        connection: &Connection,
        shapes: &[Shape],
        place: Place,
    ) -> Result<(Pixmap, Pixmap), PlatformError> {
        let (x, screen) = (&connection.x, connection.screen());
        let side = |length: i32| u16::try_from(length).unwrap_or(u16::MAX).max(1);
        let (width, height) = (side(place.2), side(place.3));
        let (mask, picture) = (x.generate_id()?, x.generate_id()?);
        x.create_pixmap(1, mask, screen.root, width, height)?;
        x.create_pixmap(screen.root_depth, picture, screen.root, width, height)?;
        x.change_gc(self.bits, &ChangeGCAux::new().foreground(0))?;
        let whole = Rectangle { x: 0, y: 0, width, height };
        x.poly_fill_rectangle(mask, self.bits, &[whole])?;
        let corner = (place.0, place.1);
        for shape in shapes {
            self.shape(connection, mask, (self.bits, 1), shape, corner)?;
            let color = match shape {
                Shape::Line { color, .. }
                | Shape::Polygon { color, .. }
                | Shape::Label { color, .. } => self.pixel(*color),
            };
            self.shape(connection, picture, (self.colors, color), shape, corner)?;
            if let Shape::Label { at, words, color } = shape {
                let snapshot = self.labels.label(words, *color).clone();
                self.put(connection, picture, &snapshot, relative(*at, corner))?;
            }
        }
        Ok((mask, picture))
    }

    fn shape(
        &mut self,
        connection: &Connection,
        on: Drawable,
        (gc, foreground): (Gcontext, u32),
        shape: &Shape,
        corner: Pixel,
    ) -> Result<(), PlatformError> {
        let x = &connection.x;
        let points = |points: &[Pixel]| -> Vec<x11rb::protocol::xproto::Point> {
            let relative = points.iter().map(|point| relative(*point, corner));
            relative.map(|(x, y)| x11rb::protocol::xproto::Point { x, y }).collect()
        };
        match shape {
            Shape::Line { points: line, width, .. } => {
                let look = ChangeGCAux::new().foreground(foreground).line_width(u32::from(*width));
                x.change_gc(gc, &look)?;
                x.poly_line(CoordMode::ORIGIN, on, gc, &points(line))?;
            }
            Shape::Polygon { points: corners, .. } => {
                x.change_gc(gc, &ChangeGCAux::new().foreground(foreground))?;
                let corners = points(corners);
                x.fill_poly(on, gc, PolyShape::COMPLEX, CoordMode::ORIGIN, &corners)?;
            }
            Shape::Label { at, words, color } => {
                let (width, height) = self.labels.size(words, *color);
                let side = |length: i32| u16::try_from(length).unwrap_or(u16::MAX);
                let (left, top) = relative(*at, corner);
                let area = Rectangle { x: left, y: top, width: side(width), height: side(height) };
                x.change_gc(gc, &ChangeGCAux::new().foreground(foreground))?;
                x.poly_fill_rectangle(on, gc, &[area])?;
            }
        }
        Ok(())
    }

    fn put(
        &self,
        connection: &Connection,
        on: Pixmap,
        picture: &Label,
        (left, top): (i16, i16),
    ) -> Result<(), PlatformError> {
        let (x, depth) = (&connection.x, connection.screen().root_depth);
        let mut bytes = Vec::with_capacity(picture.rgba.len());
        for [red, green, blue, _] in picture.rgba.as_chunks::<4>().0 {
            let pixel = self.pixel([*red, *green, *blue]);
            let ordered = if self.is_lsb_first { pixel.to_le_bytes() } else { pixel.to_be_bytes() };
            bytes.extend_from_slice(&ordered);
        }
        let side = |length: u32| u16::try_from(length).unwrap_or(u16::MAX);
        let (width, height) = (side(picture.width), side(picture.height));
        let format = ImageFormat::Z_PIXMAP;
        x.put_image(format, on, self.colors, width, height, left, top, 0, depth, &bytes)?;
        Ok(())
    }

    fn pixel(&self, [red, green, blue]: [u8; 3]) -> u32 {
        let part = |value: u8, mask: u32| {
            let most = mask.checked_shr(mask.trailing_zeros()).unwrap_or(0);
            let scaled = u64::from(value) * u64::from(most) / 255;
            u32::try_from(scaled).unwrap_or(0).checked_shl(mask.trailing_zeros()).unwrap_or(0)
        };
        let visual = &self.visual;
        part(red, visual.red_mask) | part(green, visual.green_mask) | part(blue, visual.blue_mask)
    }
}

/// A point counted from a corner, as far as X can say it.
fn relative((x, y): Pixel, corner: Pixel) -> (i16, i16) {
    const FAR: i32 = 16_000;
    let near = |at: i32, from: i32| {
        i16::try_from(at.saturating_sub(from).clamp(-FAR, FAR)).unwrap_or_default()
    };
    (near(x, corner.0), near(y, corner.1))
}
