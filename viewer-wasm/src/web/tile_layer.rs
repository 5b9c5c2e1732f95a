//! The layer of exact tiles over the video.

use js_sys::{Array, Uint8Array};
use protocol::geometry::{Rect, Size};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement};

use super::bitmap::Bitmap;
use super::dom::{element, window};
use crate::error::Error;
use crate::event::{Emit, Event};
use viewer::overlay::{Output, TileId};

/// The canvas over the video.
pub(crate) struct TileLayer {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// Images that are decoded and not painted yet; the overlay bounds their number.
    images: Vec<(TileId, Bitmap)>,
    emit: Emit,
}

impl TileLayer {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let canvas: HtmlCanvasElement = element("exact")?;
        let context = canvas.get_context("2d")?.ok_or(Error::Unsupported("2d canvas"))?;
        let context: CanvasRenderingContext2d = context.unchecked_into();
        // Pixels are copied, never blended.
        context.set_image_smoothing_enabled(false);
        Ok(Self { canvas, context, images: Vec::new(), emit: emit.clone() })
    }

    /// Performs an output of the overlay.
    pub(crate) fn perform(&mut self, output: Output) {
        match output {
            Output::Resize(size) => self.resize(size),
            Output::Clear(rect) => {
                let [x, y, width, height] = sides(rect);
                self.context.clear_rect(x, y, width, height);
            }
            Output::Decode { id, png, rect } => self.decode(id, &png, rect),
            Output::Paint { id, from, part } => self.paint(id, from, part),
            Output::Drop(id) => self.images.retain(|(known, image)| {
                let is_other = *known != id;
                if !is_other {
                    image.close();
                }
                is_other
            }),
            Output::Visible(visible) => self.canvas.set_hidden(!visible),
        }
    }

    /// Stores a decoded image.
    pub(crate) fn store(&mut self, id: TileId, image: Bitmap) {
        self.images.push((id, image));
    }

    fn resize(&self, size: Size) {
        // Setting the size clears a canvas, even when it stays the same.
        self.canvas.set_width(size.width());
        self.canvas.set_height(size.height());
        self.context.set_image_smoothing_enabled(false);
    }

    fn paint(&self, id: TileId, from: Rect, part: Rect) {
        let Some((_, image)) = self.images.iter().find(|(known, _)| *known == id) else {
            return;
        };
        let [x, y, width, height] = sides(part);
        let (left, top) = (x - f64::from(from.x), y - f64::from(from.y));
        // It fails only for a closed image, and those are removed.
        let _ =
            self.context.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                image, left, top, width, height, x, y, width, height,
            );
    }

    /// Decodes an image, beside the page's own work.
    fn decode(&self, id: TileId, png: &[u8], rect: Rect) {
        let emit = self.emit.clone();
        let decoding = bitmap(png);
        spawn_local(async move {
            let image = match decoding {
                Ok(decoding) => JsFuture::from(decoding).await.ok(),
                Err(_) => None,
            };
            let image = image
                .and_then(|image| image.dyn_into::<Bitmap>().ok())
                .filter(|image| (image.width(), image.height()) == (rect.width, rect.height));
            emit(Event::TileDecoded { id, image });
        });
    }
}

/// Decodes an image.
pub(super) fn bitmap(png: &[u8]) -> Result<js_sys::Promise, Error> {
    let parts = Array::of1(&Uint8Array::from(png));
    let kind = BlobPropertyBag::new();
    kind.set_type("image/png");
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind)?;
    Ok(window()?.create_image_bitmap_with_blob(&blob)?)
}

pub(super) fn sides(rect: Rect) -> [f64; 4] {
    [rect.x, rect.y, rect.width, rect.height].map(f64::from)
}
