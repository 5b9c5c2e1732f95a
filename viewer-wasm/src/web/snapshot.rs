//! A picture of what `#screen` shows, in the size of the remote screen.

use protocol::geometry::Size;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlMediaElement, HtmlVideoElement,
};

use super::dom::{document, element};
use super::download::save_blob;
use crate::error::Error;
use crate::event::{Emit, Event};

/// The layers of the picture over each other.
pub(crate) struct Snapshot {
    canvas: HtmlCanvasElement,
}

impl Snapshot {
    /// Copies what is shown now; `None` while no layer has a frame.
    pub(crate) fn compose(size: Size) -> Result<Option<Self>, Error> {
        let (width, height) = (f64::from(size.width()), f64::from(size.height()));
        let canvas: HtmlCanvasElement = document()?.create_element("canvas")?.unchecked_into();
        canvas.set_width(size.width());
        canvas.set_height(size.height());
        let context = canvas.get_context("2d")?.ok_or(Error::Unsupported("2d canvas"))?;
        let context: CanvasRenderingContext2d = context.unchecked_into();
        context.set_image_smoothing_enabled(false);

        let video: HtmlVideoElement = element("video")?;
        let mut has_frame = video.ready_state() >= HtmlMediaElement::HAVE_CURRENT_DATA;
        if has_frame {
            context.draw_image_with_html_video_element_and_dw_and_dh(
                &video, 0.0, 0.0, width, height,
            )?;
        }
        for id in ["frames", "exact"] {
            let layer: HtmlCanvasElement = element(id)?;
            // Without a frame, a canvas has a single pixel.
            if layer.hidden() || (layer.width(), layer.height()) != (size.width(), size.height()) {
                continue;
            }
            has_frame |= id == "frames";
            context.draw_image_with_html_canvas_element(&layer, 0.0, 0.0)?;
        }
        Ok(has_frame.then_some(Self { canvas }))
    }

    /// Saves it as PNG. [`Event::PictureSaved`] follows.
    pub(crate) fn save(&self, name: String, emit: &Emit) -> Result<(), Error> {
        let emit = emit.clone();
        let encoded = Closure::once_into_js(move |blob: Option<Blob>| {
            let is_saved = blob.is_some_and(|blob| save_blob(&name, &blob).is_ok());
            emit(Event::PictureSaved(is_saved.then_some(name)));
        });
        Ok(self.canvas.to_blob(encoded.unchecked_ref())?)
    }
}
