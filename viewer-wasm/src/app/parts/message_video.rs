//! The picture that arrives in messages, on a lane or on a data channel.

use protocol::peer::MessageVideo as Profiles;
use protocol::tile_frame::TileFrame;
use protocol::time::Tick;
use protocol::video::VideoFrame;
use viewer::decoding::{Decoding, Input, Output};
use viewer::frame::FrameStamp;
use viewer::state::{PathId, PeerMessage};
use viewer::tile_frames::{Painted, TileFrames};

use crate::error::Error;
use crate::event::{DecodedBatch, Emit, Event};
use crate::web::clock::tick;
use crate::web::frame_layer::FrameLayer;
use crate::web::webcodecs;

/// What must be sent to the sharer, or shown to the Helper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Request {
    /// A keyframe is needed.
    Keyframe,
    /// What this browser decodes has changed.
    Decodes,
    /// The Helper must be told that the picture comes as tiles alone.
    NotifyOfTiles,
}

/// The picture that arrives in messages.
pub(in crate::app) struct MessageVideo {
    decoding: Decoding,
    tiles: TileFrames,
    /// Whether the last frame was one of tiles, and whether one of this session was.
    shows_tiles: bool,
    has_shown_tiles: bool,
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
            tiles: TileFrames::default(),
            shows_tiles: false,
            has_shown_tiles: false,
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
        self.has_shown_tiles = false;
        self.ask();
    }

    /// The session is over.
    pub(super) fn end(&mut self) {
        self.decoding.restart();
        self.tiles.restart();
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
        let PeerMessage::Bytes(bytes) = message else { return self.lose() };
        if let Ok(frame) = TileFrame::decode(&bytes) {
            return self.receive_tiles(path, frame);
        }
        let Ok(frame) = VideoFrame::decode(&bytes) else { return self.lose() };
        let stamp = frame.timestamp;
        // Video that was sent before the sharer knew that this page decodes none is dropped.
        let is_undecodable = self.decodes == Some(None);
        if is_undecodable || !self.admits(path, stamp) {
            return Vec::new();
        }
        self.shows_tiles = false;
        self.handle(Input::Frame { stamp, data: frame.data.to_vec() })
    }

    /// A frame is lost.
    fn lose(&mut self) -> Vec<Request> {
        if self.shows_tiles {
            self.tiles.gap();
            return self.tiles.request(tick()).map(|_| Request::Keyframe).into_iter().collect();
        }
        self.handle(Input::Gap)
    }

    /// Whether a frame is shown: the last path may still bring what was sent before the picture moved.
    fn admits(&mut self, path: PathId, stamp: FrameStamp) -> bool {
        if let Some((last, newest)) = self.newest
            && last != path
        {
            if !stamp.is_after(newest) {
                return false;
            }
            self.decoding.handle(Input::Gap, tick());
            self.tiles.gap();
        }
        self.newest = Some((path, stamp));
        true
    }

    fn receive_tiles(&mut self, path: PathId, frame: TileFrame) -> Vec<Request> {
        let mut requests = Vec::new();
        if self.admits(path, frame.timestamp) {
            self.shows_tiles = true;
            if !std::mem::replace(&mut self.has_shown_tiles, true) {
                requests.push(Request::NotifyOfTiles);
            }
            requests.extend(self.tiles.receive(frame, tick()).map(|_| Request::Keyframe));
            self.decode_tiles();
        }
        requests
    }

    /// The browser has decoded a batch of tiles, or could not. Returns what the canvas shows now.
    pub(in crate::app) fn tiles_decoded(
        &mut self,
        batch: &DecodedBatch,
    ) -> (Option<Painted>, Option<Request>) {
        let painted = self.tiles.decoded(batch.number, batch.images.is_some());
        if painted.is_some() {
            self.layer.paint_tiles(batch);
        }
        for (_, image) in batch.images.iter().flatten() {
            image.close();
        }
        let request = self.tiles.request(tick()).map(|_| Request::Keyframe);
        self.decode_tiles();
        (painted, request)
    }

    fn decode_tiles(&mut self) {
        if let Some(batch) = self.tiles.next_batch() {
            self.layer.decode_tiles(batch);
        }
    }

    /// Handles an input of the decoder.
    pub(in crate::app) fn handle(&mut self, input: Input) -> Vec<Request> {
        self.decoding.handle(input, tick());
        self.perform()
    }

    /// What the statistics call the decoder: browsers do not name it.
    pub(super) fn decoder_name(&self) -> &'static str {
        if self.shows_tiles { "PNG" } else { "WebCodecs" }
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
