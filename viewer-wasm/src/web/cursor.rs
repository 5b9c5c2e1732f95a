//! The remote cursor: shown as the Helper's own pointer, or as an image on the picture.

use std::collections::VecDeque;

use protocol::cursor::{CursorMessage, CursorShape};
use protocol::geometry::{Point, Size};
use protocol::limits::CURSOR_SHAPES;
use wasm_bindgen::{Clamped, JsCast as _};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, HtmlImageElement, ImageData,
};

use super::dom::{document, element, style};
use crate::error::Error;

/// Browsers reject larger images as a pointer.
const POINTER_EDGE: u16 = 128;

/// How the cursor is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Without control: as an image on the picture.
    Image,
    /// With control: as the Helper's own pointer.
    Pointer,
}

struct Shape {
    id: u32,
    width: u16,
    hot: (u16, u16),
    edge: u16,
    url: String,
}

/// The remote cursor.
pub(crate) struct Cursor {
    screen: HtmlElement,
    image: HtmlImageElement,
    /// At most [`CURSOR_SHAPES`]; the oldest goes first.
    shapes: VecDeque<Shape>,
    shape: Option<u32>,
    hidden: bool,
    position: Option<Point>,
    mode: Mode,
    /// The User, or a program, has moved it since the Helper did.
    is_moved_remotely: bool,
    /// The Helper points by touch, here: no pointer of their own is seen.
    touched: Option<Point>,
}

impl Cursor {
    pub(crate) fn new() -> Result<Self, Error> {
        Ok(Self {
            screen: element("screen")?,
            image: element("remote-cursor")?,
            shapes: VecDeque::new(),
            shape: None,
            hidden: false,
            position: None,
            mode: Mode::Image,
            is_moved_remotely: false,
            touched: None,
        })
    }

    /// Handles a message. A shape that is not stored any more is shown as the arrow.
    pub(crate) fn handle(&mut self, message: CursorMessage) {
        match message {
            CursorMessage::Shape(shape) => {
                self.hidden = false;
                self.shape = Some(shape.id);
                self.store(&shape);
            }
            CursorMessage::Known { id } => {
                self.hidden = false;
                self.shape = Some(id);
            }
            CursorMessage::Hidden => self.hidden = true,
            CursorMessage::Position(point) => {
                self.position = Some(point);
                self.is_moved_remotely = true;
            }
        }
    }

    pub(crate) fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
    }

    /// The Helper moved the pointer: both pointers are at the same position.
    pub(crate) fn moved_locally(&mut self) {
        self.is_moved_remotely = false;
    }

    /// Where the Helper points by touch; `None` when they use a mouse.
    pub(crate) fn set_touched(&mut self, touched: Option<Point>) {
        self.touched = touched;
        self.is_moved_remotely &= touched.is_none();
    }

    /// Whether the cursor is shown as an image although the Helper controls.
    pub(crate) fn is_image(&self) -> bool {
        self.is_moved_remotely
    }

    pub(crate) fn clear(&mut self) {
        self.shapes.clear();
        self.shape = None;
        self.hidden = false;
        self.position = None;
        self.is_moved_remotely = false;
        self.touched = None;
    }

    /// Draws it on a picture of `size`, of which a pixel takes `scale` CSS px.
    pub(crate) fn draw(&self, size: Option<Size>, scale: f64) {
        let known = self.shapes.iter().find(|known| Some(known.id) == self.shape);
        let pointer = match (self.mode, known) {
            (Mode::Image, _) => "default".to_owned(),
            (Mode::Pointer, _) if self.hidden => "none".to_owned(),
            (Mode::Pointer, Some(known)) if known.edge <= POINTER_EDGE => {
                let (x, y) = known.hot;
                format!("url({}) {x} {y}, default", known.url)
            }
            (Mode::Pointer, _) => "default".to_owned(),
        };
        style(&self.screen, "cursor", &pointer);
        let touched = self.touched.filter(|_| !self.is_moved_remotely);
        let is_image = self.mode == Mode::Image || self.is_moved_remotely || touched.is_some();
        let (Some(known), Some(position), Some(size), true, false) =
            (known, touched.or(self.position), size, is_image, self.hidden)
        else {
            self.image.set_hidden(true);
            return;
        };
        let (x, y) = position.to_pixel(size);
        let at = |v: u32, hot: u16| (f64::from(v) - f64::from(hot)) * scale;
        if self.image.src() != known.url {
            self.image.set_src(&known.url);
        }
        style(&self.image, "left", &format!("{}px", at(x, known.hot.0)));
        style(&self.image, "top", &format!("{}px", at(y, known.hot.1)));
        style(&self.image, "width", &format!("{}px", f64::from(known.width) * scale));
        self.image.set_hidden(false);
    }

    fn store(&mut self, shape: &CursorShape) {
        let Ok(url) = png(shape) else { return };
        self.shapes.retain(|known| known.id != shape.id);
        if self.shapes.len() >= CURSOR_SHAPES {
            self.shapes.pop_front();
        }
        self.shapes.push_back(Shape {
            id: shape.id,
            width: shape.width,
            hot: (shape.hot_x, shape.hot_y),
            edge: shape.width.max(shape.height),
            url,
        });
    }
}

/// The shape as a PNG image. The canvas is never part of the page.
fn png(shape: &CursorShape) -> Result<String, Error> {
    let canvas: HtmlCanvasElement = document()?.create_element("canvas")?.unchecked_into();
    canvas.set_width(shape.width.into());
    canvas.set_height(shape.height.into());
    let context = canvas.get_context("2d")?.ok_or(Error::Unsupported("2d canvas"))?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let (width, height) = (shape.width.into(), shape.height.into());
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&shape.rgba), width, height)?;
    context.put_image_data(&image, 0.0, 0.0)?;
    Ok(canvas.to_data_url()?)
}
