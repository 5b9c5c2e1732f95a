//! The picture that arrives in messages, on a lane or on a data channel.

use protocol::peer::MessageVideo as Profiles;
use protocol::time::Tick;
use protocol::video::VideoFrame;
use viewer::decoding::{Decoding, Input, Output};
use viewer::frame::FrameStamp;
use viewer::state::{PathId, PeerMessage};

use crate::error::Error;
use crate::event::{Emit, Event};
use crate::web::clock::tick;
use crate::web::frame_layer::FrameLayer;
use crate::web::webcodecs;

/// What must be sent to the sharer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Request {
    /// A keyframe is needed.
    Keyframe,
    /// What this browser decodes has changed.
    Decodes,
}

/// The picture that arrives in messages.
pub(in crate::app) struct MessageVideo {
    decoding: Decoding,
    pub(in crate::app) layer: FrameLayer,
    /// What the browser decodes; `None` until it has answered.
    decodes: Option<Option<Profiles>>,
    /// Whether the browser was asked.
    is_asked: bool,
    /// The newest frame, and the path that brought it.
    newest: Option<(PathId, FrameStamp)>,
    emit: Emit,
}

impl MessageVideo {
    pub(in crate::app) fn new(emit: &Emit) -> Result<Self, Error> {
        Ok(Self {
            decoding: Decoding::default(),
            layer: FrameLayer::new(emit)?,
            decodes: None,
            is_asked: false,
            newest: None,
            emit: emit.clone(),
        })
    }

    /// A new session: everything of the last one is dropped.
    pub(in crate::app) fn begin(&mut self) {
        self.end();
        self.newest = None;
        self.ask();
    }

    /// The session is over.
    pub(super) fn end(&mut self) {
        self.decoding.restart();
        self.layer.clear();
        let _ = self.perform();
    }

    /// Asks the browser what it decodes, once.
    pub(in crate::app) fn ask(&mut self) {
        if !std::mem::replace(&mut self.is_asked, true) {
            let emit = self.emit.clone();
            webcodecs::ask(move |video| {
                emit(Event::DecodesInMessages(video));
            });
        }
    }

    /// The browser has answered.
    pub(in crate::app) fn answered(&mut self, video: Option<Profiles>) {
        self.decodes = Some(video);
    }

    /// What the browser decodes; `None` until it has answered.
    pub(in crate::app) fn decodes(&self) -> Option<Option<Profiles>> {
        self.decodes
    }

    /// A message with a frame arrived. One that is no frame is dropped, and with it the frames up to the next
    /// keyframe.
    pub(in crate::app) fn receive(&mut self, path: PathId, message: PeerMessage) -> Vec<Request> {
        let PeerMessage::Bytes(bytes) = message else { return self.handle(Input::Gap) };
        let Ok(frame) = VideoFrame::decode(&bytes) else { return self.handle(Input::Gap) };
        let stamp = frame.timestamp;
        if let Some((last, newest)) = self.newest
            && last != path
        {
            // The last path may still bring what was sent before the picture moved.
            if !stamp.is_after(newest) {
                return Vec::new();
            }
            self.decoding.handle(Input::Gap, tick());
        }
        self.newest = Some((path, stamp));
        self.handle(Input::Frame { stamp, data: frame.data.to_vec() })
    }

    /// Handles an input of the decoder.
    pub(in crate::app) fn handle(&mut self, input: Input) -> Vec<Request> {
        self.decoding.handle(input, tick());
        self.perform()
    }

    /// What the statistics call the decoder: browsers do not name it.
    pub(super) fn decoder_name(&self) -> &'static str {
        "WebCodecs"
    }

    pub(in crate::app) fn deadline(&self) -> Option<Tick> {
        self.decoding.deadline()
    }

    fn perform(&mut self) -> Vec<Request> {
        let mut requests = Vec::new();
        while let Some(output) = self.decoding.poll() {
            match &output {
                Output::RequestKeyframe => requests.push(Request::Keyframe),
                Output::GiveUp => {
                    self.decodes = Some(None);
                    requests.push(Request::Decodes);
                }
                Output::Open(_) | Output::Decode { .. } | Output::Close => {}
            }
            self.layer.perform(output);
        }
        requests
    }
}
