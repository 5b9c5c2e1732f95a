//! The `<video>` that shows the picture, and when it shows a frame.

use js_sys::Reflect;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event as DomEvent, HtmlVideoElement, MediaStream, RtcRtpReceiver};

use std::cell::RefCell;
use std::rc::Rc;

use super::listen::Listener;
use super::peer::call;
use super::{document, element, window};
use crate::error::Error;
use crate::event::{Event, Tell};

/// Asks for the next frame whenever it is called, so it must be able to find itself.
type FrameCallback = RefCell<Option<Closure<dyn FnMut(JsValue, JsValue)>>>;

const REQUEST: &str = "requestVideoFrameCallback";

/// Asks for frames as soon as they are decoded: the sharer paces them already. Browsers name the
/// wish differently; one that knows neither waits a little.
pub(super) fn show_at_once(receiver: &RtcRtpReceiver) {
    for wish in ["jitterBufferTarget", "playoutDelayHint"] {
        if Reflect::has(receiver, &wish.into()).unwrap_or(false) {
            let _ = Reflect::set(receiver, &wish.into(), &JsValue::from(0));
        }
    }
}

/// The video element.
pub(crate) struct Video {
    video: HtmlVideoElement,
    /// Attaches a stream that came before the page was loaded.
    waiting: Rc<RefCell<Option<Listener>>>,
    /// Called at each shown frame, and then asks for the next.
    _frames: Rc<FrameCallback>,
    _listeners: [Listener; 2],
}

impl Video {
    pub(crate) fn new(tell: &Tell) -> Result<Self, Error> {
        let video: HtmlVideoElement = element("video")?;
        // The attribute alone does not mute a video that a script starts.
        video.set_muted(true);
        let size = {
            let (video, tell) = (video.clone(), tell.clone());
            move |_: DomEvent| {
                let (width, height) = (video.video_width(), video.video_height());
                tell(Event::Picture { width, height });
            }
        };
        let listeners = [
            Listener::new(&video, "resize", size.clone())?,
            Listener::new(&video, "loadedmetadata", size)?,
        ];
        let frames = follow(&video, tell.clone());
        Ok(Self { video, waiting: Rc::default(), _frames: frames, _listeners: listeners })
    }

    /// What attaches a stream to the element, once the page is loaded: a player without a picture
    /// would keep it loading.
    pub(crate) fn attach(&self) -> impl FnOnce(&MediaStream) + use<> {
        let (video, waiting) = (self.video.clone(), self.waiting.clone());
        move |stream| {
            if document().is_ok_and(|page| page.ready_state() == "complete") {
                return play(&video, stream);
            }
            let stream = stream.clone();
            let loaded = window().and_then(|window| {
                Listener::new(window.as_ref(), "load", move |_: DomEvent| play(&video, &stream))
            });
            *waiting.borrow_mut() = loaded.ok();
        }
    }

    /// Shows nothing, not even the last frame.
    pub(crate) fn detach(&self) {
        *self.waiting.borrow_mut() = None;
        self.video.set_src_object(None);
    }
}

fn play(video: &HtmlVideoElement, stream: &MediaStream) {
    video.set_src_object(Some(stream));
    // Muted, so that no browser asks for a click first; one that does shows its button.
    if let Ok(playing) = video.play() {
        spawn_local(async move {
            let _ = JsFuture::from(playing).await;
        });
    }
}

/// Asks for a call at each frame. In a browser without it there are no frame statistics.
fn follow(video: &HtmlVideoElement, tell: Tell) -> Rc<FrameCallback> {
    let kept = Rc::new(RefCell::new(None));
    if !Reflect::has(video, &REQUEST.into()).unwrap_or(false) {
        return kept;
    }
    let (again, element) = (Rc::downgrade(&kept), video.clone());
    let closure = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |_now, frame: JsValue| {
        let rtp = Reflect::get(&frame, &"rtpTimestamp".into()).ok().and_then(|rtp| rtp.as_f64());
        // An RTP timestamp has 32 bits.
        tell(Event::Shown { rtp: rtp.map(|rtp| rtp as u32) });
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
