//! The remote cursor, drawn here: as the Helper's own pointer, or as a shape on the picture.

use std::collections::VecDeque;

use protocol::cursor::{CursorMessage, CursorShape};
use protocol::geometry::{Point, Size};
use protocol::limits::CURSOR_SHAPES;
use wasm_bindgen::{Clamped, JsCast as _};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, HtmlImageElement, ImageData,
};

use super::{document, element, style};
use crate::error::Error;

/// Browsers refuse larger shapes as a pointer.
const POINTER_EDGE: u16 = 128;

/// How the cursor is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The Helper only looks: the shape stands on the picture.
    Looking,
    /// The Helper's own pointer has the shape.
    Pointing,
}

struct Known {
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
    shapes: VecDeque<Known>,
    shape: Option<u32>,
    hidden: bool,
    place: Option<Point>,
    role: Role,
    /// The User, or a program, moved it since the Helper did.
    moved_there: bool,
}

impl Cursor {
    pub(crate) fn new() -> Result<Self, Error> {
        Ok(Self {
            screen: element("screen")?,
            image: element("remote-cursor")?,
            shapes: VecDeque::new(),
            shape: None,
            hidden: false,
            place: None,
            role: Role::Looking,
            moved_there: false,
        })
    }

    /// Takes what the sharer says. A shape that is not known any more leaves the arrow.
    pub(crate) fn take(&mut self, message: CursorMessage) {
        match message {
            CursorMessage::Shape(shape) => {
                self.hidden = false;
                self.shape = Some(shape.id);
                self.keep(&shape);
            }
            CursorMessage::Known { id } => {
                self.hidden = false;
                self.shape = Some(id);
            }
            CursorMessage::Hidden => self.hidden = true,
            CursorMessage::Place(point) => {
                self.place = Some(point);
                self.moved_there = true;
            }
        }
    }

    pub(crate) fn role(&mut self, role: Role) {
        self.role = role;
    }

    /// The Helper moved the pointer: the own one is where the remote one is.
    pub(crate) fn moved_here(&mut self) {
        self.moved_there = false;
    }

    /// Whether a shape stands on the picture at this moment.
    pub(crate) fn stands(&self) -> bool {
        self.moved_there
    }

    pub(crate) fn clear(&mut self) {
        self.shapes.clear();
        self.shape = None;
        self.hidden = false;
        self.place = None;
        self.moved_there = false;
    }

    /// Draws it on a picture of `size`, of which a pixel takes `scale` CSS px.
    pub(crate) fn draw(&self, size: Option<Size>, scale: f64) {
        let known = self.shapes.iter().find(|known| Some(known.id) == self.shape);
        let pointer = match (self.role, known) {
            (Role::Looking, _) => "default".to_owned(),
            (Role::Pointing, _) if self.hidden => "none".to_owned(),
            (Role::Pointing, Some(known)) if known.edge <= POINTER_EDGE => {
                let (x, y) = known.hot;
                format!("url({}) {x} {y}, default", known.url)
            }
            (Role::Pointing, _) => "default".to_owned(),
        };
        style(&self.screen, "cursor", &pointer);
        let stands = self.role == Role::Looking || self.moved_there;
        let (Some(known), Some(place), Some(size), true, false) =
            (known, self.place, size, stands, self.hidden)
        else {
            self.image.set_hidden(true);
            return;
        };
        let (x, y) = place.to_pixel(size);
        let at = |v: u32, hot: u16| (f64::from(v) - f64::from(hot)) * scale;
        if self.image.src() != known.url {
            self.image.set_src(&known.url);
        }
        style(&self.image, "left", &format!("{}px", at(x, known.hot.0)));
        style(&self.image, "top", &format!("{}px", at(y, known.hot.1)));
        style(&self.image, "width", &format!("{}px", f64::from(known.width) * scale));
        self.image.set_hidden(false);
    }

    fn keep(&mut self, shape: &CursorShape) {
        let Ok(url) = png(shape) else { return };
        self.shapes.retain(|known| known.id != shape.id);
        if self.shapes.len() >= CURSOR_SHAPES {
            self.shapes.pop_front();
        }
        self.shapes.push_back(Known {
            id: shape.id,
            width: shape.width,
            hot: (shape.hot_x, shape.hot_y),
            edge: shape.width.max(shape.height),
            url,
        });
    }
}

/// The shape as a picture of its own. The canvas never enters the page.
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
