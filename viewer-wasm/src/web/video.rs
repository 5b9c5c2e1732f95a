//! The `<video>` element, and when it shows a frame.

use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event as DomEvent, HtmlVideoElement, MediaStream, RtcRtpReceiver};

use std::cell::RefCell;
use std::rc::Rc;

use super::dom::{call, document, element, window};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Emit, Event};
use viewer::frame::FrameStamp;
use viewer::layers::Layer;

/// Requests the next call whenever it is called, so it refers to itself.
type FrameCallback = RefCell<Option<Closure<dyn FnMut(JsValue, JsValue)>>>;

const REQUEST: &str = "requestVideoFrameCallback";

/// Sets the jitter buffer's target to zero: the sharer paces frames already. Browsers name the property
/// differently.
pub(super) fn minimise_delay(receiver: &RtcRtpReceiver) {
    for property in ["jitterBufferTarget", "playoutDelayHint"] {
        if Reflect::has(receiver, &property.into()).unwrap_or(false) {
            let _ = Reflect::set(receiver, &property.into(), &JsValue::from(0));
        }
    }
}

/// The video element.
pub(crate) struct Video {
    video: HtmlVideoElement,
    /// Attaches a stream that was opened before the page was loaded.
    waiting: RefCell<Option<Listener>>,
    /// Called at each shown frame.
    _frames: Rc<FrameCallback>,
    _listeners: [Listener; 2],
}

impl Video {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let video: HtmlVideoElement = element("video")?;
        // The attribute alone does not mute a video that a script starts.
        video.set_muted(true);
        let size = {
            let (video, emit) = (video.clone(), emit.clone());
            move |_: DomEvent| {
                let (width, height) = (video.video_width(), video.video_height());
                emit(Event::VideoSize { width, height });
            }
        };
        let listeners = [
            Listener::new(&video, "resize", size.clone())?,
            Listener::new(&video, "loadedmetadata", size)?,
        ];
        let frames = follow(&video, emit.clone());
        Ok(Self { video, waiting: RefCell::default(), _frames: frames, _listeners: listeners })
    }

    /// Attaches a stream to the element once the page is loaded: a player without a frame would delay the
    /// load event.
    pub(crate) fn attach(&self, stream: &MediaStream) {
        if document().is_ok_and(|page| page.ready_state() == "complete") {
            return play(&self.video, stream);
        }
        let (video, stream) = (self.video.clone(), stream.clone());
        let loaded = window().and_then(|window| {
            Listener::new(window.as_ref(), "load", move |_: DomEvent| play(&video, &stream))
        });
        *self.waiting.borrow_mut() = loaded.ok();
    }

    /// Removes the stream and the last frame.
    pub(crate) fn detach(&self) {
        *self.waiting.borrow_mut() = None;
        self.video.set_src_object(None);
    }
}

fn play(video: &HtmlVideoElement, stream: &MediaStream) {
    video.set_src_object(Some(stream));
    // Muted, so that browsers play it without a click.
    if let Ok(playing) = video.play() {
        spawn_local(async move {
            let _ = JsFuture::from(playing).await;
        });
    }
}

/// Requests a call at each frame (W3C `requestVideoFrameCallback`). Without it there are no frame
/// statistics.
fn follow(video: &HtmlVideoElement, emit: Emit) -> Rc<FrameCallback> {
    let kept = Rc::new(RefCell::new(None));
    if !Reflect::has(video, &REQUEST.into()).unwrap_or(false) {
        return kept;
    }
    let (again, element) = (Rc::downgrade(&kept), video.clone());
    let closure = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |_now, frame: JsValue| {
        let rtp = Reflect::get(&frame, &"rtpTimestamp".into()).ok().and_then(|rtp| rtp.as_f64());
        // The sharer's RTP timestamps are the stamps of its media clock; they have 32 bits.
        emit(Event::FrameShown(Layer::Video, rtp.map(|rtp| FrameStamp(rtp as u32))));
        if let Some(kept) = again.upgrade() {
            request(&element, &kept);
        }
    });
    *kept.borrow_mut() = Some(closure);
    request(video, &kept);
    kept
}

fn request(video: &HtmlVideoElement, kept: &FrameCallback) {
    if let Some(closure) = kept.borrow().as_ref() {
        let _ = call(video, REQUEST, closure.as_ref().unchecked_ref());
    }
}
