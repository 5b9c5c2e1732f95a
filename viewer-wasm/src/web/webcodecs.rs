//! The video decoder of the browser (W3C WebCodecs), which web-sys has only behind a flag of the compiler.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use protocol::peer::MessageVideo;
use viewer::decoding::{Config, FRAME_DURATION_US};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::VideoFrame;

use super::dom::window;
use super::timer::later;
use crate::error::Error;

#[wasm_bindgen]
extern "C" {
    /// W3C WebCodecs §5.
    type VideoDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(init: &Object) -> Result<VideoDecoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn configure(this: &VideoDecoder, config: &Object) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &VideoDecoder, chunk: &EncodedVideoChunk) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn close(this: &VideoDecoder) -> Result<(), JsValue>;

    #[wasm_bindgen(static_method_of = VideoDecoder, js_name = isConfigSupported, catch)]
    fn is_config_supported(config: &Object) -> Result<Promise, JsValue>;

    /// W3C WebCodecs §8.
    type EncodedVideoChunk;

    #[wasm_bindgen(constructor, catch)]
    fn new(init: &Object) -> Result<EncodedVideoChunk, JsValue>;
}

/// A codec of each kind of video, for a picture of 1920 × 1080.
const YUV420: &str = "avc1.42C02A";
const YUV444: &str = "avc1.F4002A";

/// How long the callbacks of a closed decoder are kept, in ms: Firefox calls them for frames that were decoded before.
const LINGER_MS: i32 = 2_000;

/// A decoder. Closes when it is dropped: then it calls nothing any more.
pub(super) struct Decoder {
    inner: VideoDecoder,
    is_open: Rc<Cell<bool>>,
    /// Until it is dropped.
    callbacks: Option<Callbacks>,
}

/// What the browser calls with a frame, and with an error.
type Callbacks = (Closure<dyn FnMut(VideoFrame)>, Closure<dyn FnMut(JsValue)>);

impl Decoder {
    /// Opens a decoder that calls `output` with each frame, or `failed` once.
    pub(super) fn open(
        config: &Config,
        mut output: impl FnMut(VideoFrame) + 'static,
        mut failed: impl FnMut(Error) + 'static,
    ) -> Result<Self, Error> {
        let is_open = Rc::new(Cell::new(true));
        let (of_output, of_error) = (Rc::clone(&is_open), Rc::clone(&is_open));
        let output = Closure::<dyn FnMut(VideoFrame)>::new(move |frame: VideoFrame| {
            if of_output.get() {
                output(frame);
            } else {
                frame.close();
            }
        });
        let error = Closure::<dyn FnMut(JsValue)>::new(move |error| {
            if of_error.get() {
                failed(Error::from(error));
            }
        });
        let init =
            object(&[("output", output.as_ref().clone()), ("error", error.as_ref().clone())]);
        let inner = VideoDecoder::new(&init)?;
        let acceleration =
            if config.prefers_software { "prefer-software" } else { "no-preference" };
        // Closes it on an error.
        let decoder = Self { inner, is_open, callbacks: Some((output, error)) };
        // Without a description, the stream is one of Annex B.
        let size = (config.size.width(), config.size.height());
        decoder.inner.configure(&configuration(&config.codec, size, acceleration))?;
        Ok(decoder)
    }

    /// Decodes an access unit.
    pub(super) fn decode(&self, timestamp: u64, is_key: bool, data: &[u8]) -> Result<(), Error> {
        let chunk = EncodedVideoChunk::new(&object(&[
            ("type", if is_key { "key" } else { "delta" }.into()),
            // Below 2⁵³.
            ("timestamp", (timestamp as f64).into()),
            ("duration", FRAME_DURATION_US.into()),
            ("data", Uint8Array::from(data).into()),
        ]))?;
        Ok(self.inner.decode(&chunk)?)
    }
}

impl Drop for Decoder {
    fn drop(&mut self) {
        self.is_open.set(false);
        // It fails for one that is closed.
        let _ = self.inner.close();
        let callbacks = self.callbacks.take();
        later(LINGER_MS, move || drop(callbacks));
    }
}

fn configuration(codec: &str, (width, height): (u32, u32), acceleration: &str) -> Object {
    object(&[
        ("codec", codec.into()),
        ("codedWidth", width.into()),
        ("codedHeight", height.into()),
        ("hardwareAcceleration", acceleration.into()),
        ("optimizeForLatency", true.into()),
    ])
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let entries: Array =
        fields.iter().map(|(name, value)| Array::of2(&(*name).into(), value)).collect();
    // Entries of two values each always make an object.
    Object::from_entries(&entries).unwrap_or_default()
}

/// Asks the browser which video it decodes in messages. `None` without WebCodecs, which browsers have in secure
/// contexts only.
pub(crate) fn ask(answered: impl FnOnce(Option<MessageVideo>) + 'static) {
    spawn_local(async move {
        let video = if !supports(YUV420).await {
            None
        } else if is_chromium() && supports(YUV444).await {
            Some(MessageVideo::Yuv444)
        } else {
            Some(MessageVideo::Yuv420)
        };
        answered(video);
    });
}

async fn supports(codec: &str) -> bool {
    let config = configuration(codec, (1920, 1080), "no-preference");
    let Ok(answer) = VideoDecoder::is_config_supported(&config) else { return false };
    let Ok(answer) = JsFuture::from(answer).await else { return false };
    Reflect::get(&answer, &"supported".into()).is_ok_and(|supported| supported.is_truthy())
}

/// Other browsers claim to decode 4:4:4, and show wrong colours or nothing.
fn is_chromium() -> bool {
    let navigator = window().map(|window| window.navigator());
    navigator
        .is_ok_and(|navigator| Reflect::has(&navigator, &"userAgentData".into()).unwrap_or(false))
}
