//! The layer of exact tiles over the video.

use js_sys::{Array, Uint8Array};
use protocol::geometry::{Rect, Size};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement};

use super::{element, window};
use crate::error::Error;
use crate::event::{Event, Tell};
use viewer::overlay::{Output, Ticket};

/// A picture that the browser has read.
pub(crate) use web_sys::ImageBitmap as Picture;

/// The canvas that holds them.
pub(crate) struct Layer {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// Pictures that are read and not painted yet; as many as the overlay lets wait.
    pictures: Vec<(Ticket, Picture)>,
    tell: Tell,
}

impl Layer {
    pub(crate) fn new(tell: &Tell) -> Result<Self, Error> {
        let canvas: HtmlCanvasElement = element("exact")?;
        let context = canvas.get_context("2d")?.ok_or(Error::Unsupported("2d canvas"))?;
        let context: CanvasRenderingContext2d = context.unchecked_into();
        // Pixels are put where they belong, never blended.
        context.set_image_smoothing_enabled(false);
        Ok(Self { canvas, context, pictures: Vec::new(), tell: tell.clone() })
    }

    /// Does what the overlay wants.
    pub(crate) fn perform(&mut self, output: Output) {
        match output {
            Output::Resize(size) => self.resize(size),
            Output::Clear(rect) => {
                let [x, y, width, height] = sides(rect);
                self.context.clear_rect(x, y, width, height);
            }
            Output::Decode { ticket, png, rect } => self.read(ticket, &png, rect),
            Output::Paint { ticket, from, part } => self.paint(ticket, from, part),
            Output::Forget(ticket) => self.pictures.retain(|(known, picture)| {
                let is_other = *known != ticket;
                if !is_other {
                    picture.close();
                }
                is_other
            }),
            Output::Visible(visible) => self.canvas.set_hidden(!visible),
        }
    }

    /// Keeps a picture that was read.
    pub(crate) fn keep(&mut self, ticket: Ticket, picture: Picture) {
        self.pictures.push((ticket, picture));
    }

    fn resize(&self, size: Size) {
        // A canvas that gets a size is empty, also when it is the same.
        self.canvas.set_width(size.width());
        self.canvas.set_height(size.height());
        self.context.set_image_smoothing_enabled(false);
    }

    fn paint(&self, ticket: Ticket, from: Rect, part: Rect) {
        let Some((_, picture)) = self.pictures.iter().find(|(known, _)| *known == ticket) else {
            return;
        };
        let [x, y, width, height] = sides(part);
        let (left, top) = (x - f64::from(from.x), y - f64::from(from.y));
        // It fails only for a picture that is closed, and those are forgotten.
        let _ =
            self.context.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                picture, left, top, width, height, x, y, width, height,
            );
    }

    /// Lets the browser read a picture beside the page's own work.
    fn read(&self, ticket: Ticket, png: &[u8], rect: Rect) {
        let tell = self.tell.clone();
        let reading = bitmap(png);
        spawn_local(async move {
            let picture = match reading {
                Ok(reading) => JsFuture::from(reading).await.ok(),
                Err(_) => None,
            };
            let picture = picture
                .and_then(|picture| picture.dyn_into::<Picture>().ok())
                .filter(|picture| (picture.width(), picture.height()) == (rect.width, rect.height));
            tell(Event::Tile { ticket, picture });
        });
    }
}

fn bitmap(png: &[u8]) -> Result<js_sys::Promise, Error> {
    let parts = Array::of1(&Uint8Array::from(png));
    let kind = BlobPropertyBag::new();
    kind.set_type("image/png");
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?;
    Ok(window()?.create_image_bitmap_with_blob(&blob)?)
}

fn sides(rect: Rect) -> [f64; 4] {
    [rect.x, rect.y, rect.width, rect.height].map(f64::from)
}
