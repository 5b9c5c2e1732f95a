//! The layer of the frames that arrived in messages, as video or as tiles alone: a canvas over the video.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise, Reflect};
use protocol::geometry::Size;
use viewer::decoding::{Config, Input, Output, stamp};
use viewer::layers::Layer;
use viewer::tile_frames::Batch;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, VideoFrame};

use super::dom::{element, log_error};
use super::tile_layer::{bitmap, sides};
use super::timer::Timer;
use super::webcodecs::Decoder;
use crate::error::Error;
use crate::event::{DecodedBatch, Emit, Event};

/// The canvas, and the decoder whose frames it shows.
pub(crate) struct FrameLayer {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    newest: Rc<Newest>,
    decoder: Option<Decoder>,
    emit: Emit,
}

/// The newest decoded frame until it is painted: all others before it are closed unseen.
struct Newest {
    frame: RefCell<Option<(VideoFrame, Size)>>,
    timer: RefCell<Option<Timer>>,
}

impl FrameLayer {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let canvas: HtmlCanvasElement = element("frames")?;
        // Not `desynchronized`: a tile over an outdated part must be removed in the same step in which the new
        // frame appears.
        let settings = js_sys::Object::new();
        let _ = Reflect::set(&settings, &"alpha".into(), &false.into());
        let context = canvas.get_context_with_context_options("2d", &settings)?;
        let context = context.ok_or(Error::Unsupported("2d canvas"))?;
        let context: CanvasRenderingContext2d = context.unchecked_into();
        let newest = Rc::new(Newest { frame: RefCell::new(None), timer: RefCell::new(None) });
        let painting = {
            let (newest, canvas, emit) = (Rc::downgrade(&newest), canvas.clone(), emit.clone());
            let context = context.clone();
            move || {
                let Some(newest) = newest.upgrade() else { return };
                if let Some((frame, size)) = newest.frame.take() {
                    paint(&canvas, &context, &frame, size, &emit);
                }
            }
        };
        *newest.timer.borrow_mut() = Some(Timer::new(painting));
        Ok(Self { canvas, context, newest, decoder: None, emit: emit.clone() })
    }

    /// Shows or hides the layer.
    pub(crate) fn show(&self, visible: bool) {
        self.canvas.set_hidden(!visible);
    }

    /// Performs an output for the decoder. Those for the sharer are not its own.
    pub(crate) fn perform(&mut self, output: Output) {
        let result = match output {
            Output::Open(config) => self.open(&config),
            Output::Decode { timestamp, is_key, data } => match &self.decoder {
                Some(decoder) => decoder.decode(timestamp, is_key, &data),
                None => Ok(()),
            },
            Output::Close => {
                self.decoder = None;
                Ok(())
            }
            Output::RequestKeyframe | Output::GiveUp => Ok(()),
        };
        if let Err(error) = result {
            log_error(&error);
            (self.emit)(Event::Decoder(Input::Failed));
        }
    }

    fn open(&mut self, config: &Config) -> Result<(), Error> {
        // The last one first: a decoder in hardware may exist once only.
        self.decoder = None;
        let (emit, newest, size) = (self.emit.clone(), self.newest.clone(), config.size);
        let output = move |frame: VideoFrame| {
            let timestamp = frame.timestamp();
            newest.put(frame, size);
            // Not negative: it is the one of the access unit.
            emit(Event::Decoder(Input::Decoded { timestamp: timestamp as u64 }));
        };
        let emit = self.emit.clone();
        let failed = move |error| {
            log_error(&error);
            emit(Event::Decoder(Input::Failed));
        };
        self.decoder = Some(Decoder::open(config, output, failed)?);
        Ok(())
    }

    /// Decodes a batch of tiles, beside the page's own work; [`Event::TilesDecoded`] follows.
    pub(crate) fn decode_tiles(&self, batch: Batch) {
        let Batch { number, size, clears, tiles } = batch;
        let emit = self.emit.clone();
        let decoding: Array = tiles.iter().filter_map(|tile| bitmap(&tile.png).ok()).collect();
        let count = decoding.length();
        let decoding = JsFuture::from(Promise::all(&decoding));
        spawn_local(async move {
            let decoded = decoding.await.ok().filter(|_| usize::try_from(count) == Ok(tiles.len()));
            let images = decoded.map(|images| {
                let images = images.unchecked_into::<Array>();
                let rects = tiles.iter().map(|tile| tile.rect);
                rects.zip(images.iter().map(JsCast::unchecked_into)).collect()
            });
            emit(Event::TilesDecoded(DecodedBatch { number, size, clears, images }));
        });
    }

    /// Paints a batch of tiles over what is there.
    pub(crate) fn paint_tiles(&self, batch: &DecodedBatch) {
        let size = batch.size;
        let is_new = resize(&self.canvas, size, batch.clears);
        for (rect, image) in batch.images.iter().flatten() {
            let [x, y, width, height] = sides(*rect);
            // It fails only for a closed image.
            let _ = self
                .context
                .draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                    image, 0.0, 0.0, width, height, x, y, width, height,
                );
        }
        if is_new {
            (self.emit)(Event::VideoSize { width: size.width(), height: size.height() });
        }
    }

    /// Drops what is painted, and what is not yet.
    pub(crate) fn clear(&self) {
        self.newest.drop_frame();
        self.show(false);
        // Setting the size clears a canvas.
        self.canvas.set_width(1);
        self.canvas.set_height(1);
    }
}

impl Newest {
    /// A frame was decoded: it is painted with the page's next one.
    fn put(&self, frame: VideoFrame, size: Size) {
        self.drop_frame();
        *self.frame.borrow_mut() = Some((frame, size));
        if let Some(timer) = self.timer.borrow_mut().as_mut() {
            timer.at_frame();
        }
    }

    fn drop_frame(&self) {
        if let Some((frame, _)) = self.frame.take() {
            frame.close();
        }
    }
}

/// Gives the canvas a size; returns whether it is another one. That clears it, as `clears` does.
fn resize(canvas: &HtmlCanvasElement, size: Size, clears: bool) -> bool {
    let (width, height) = (size.width(), size.height());
    let is_new = (canvas.width(), canvas.height()) != (width, height);
    if is_new || clears {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    is_new
}

fn paint(
    canvas: &HtmlCanvasElement,
    context: &CanvasRenderingContext2d,
    frame: &VideoFrame,
    size: Size,
    emit: &Emit,
) {
    let (width, height) = (size.width(), size.height());
    let is_new = resize(canvas, size, false);
    let sides = (f64::from(width), f64::from(height));
    // With the size of the picture: some decoders name a size that is rounded up to whole macroblocks.
    let painted = context.draw_image_with_video_frame_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        frame, 0.0, 0.0, sides.0, sides.1, 0.0, 0.0, sides.0, sides.1,
    );
    let timestamp = frame.timestamp() as u64;
    // The decoder has few buffers.
    frame.close();
    if let Err(error) = painted {
        return log_error(&error.into());
    }
    if is_new {
        emit(Event::VideoSize { width, height });
    }
    emit(Event::FrameShown(Layer::Canvas, Some(stamp(timestamp))));
}
