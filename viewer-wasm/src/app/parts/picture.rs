//! The picture: video, exact tiles, cursor, its place on the page, and its measurements.

use std::time::Duration;

use protocol::cursor::CursorMessage;
use protocol::exact::{FrameRecord, LosslessTile};
use protocol::geometry::Size;
use protocol::limits::PICTURE_STALE;
use protocol::time::Tick;
use viewer::frame::{FrameStamp, TakenFrame};
use viewer::layers::{Layer, Layers};
use viewer::overlay::{Overlay, TileId};
use viewer::state::View;

use super::gauges::Gauges;
use super::message_video::MessageVideo;
use crate::error::Error;
use crate::event::{Counters, Emit};
use crate::web::bitmap::Bitmap;
use crate::web::clock::tick;
use crate::web::cursor::Cursor;
use crate::web::dom::log_error;
use crate::web::picture_box::PictureBox;
use crate::web::snapshot::Snapshot;
use crate::web::tile_layer::TileLayer;
use crate::web::video::Video;

/// How often the age of an old picture is shown.
const AGE_UPDATE: Duration = Duration::from_millis(200);

/// The picture.
pub(in crate::app) struct Picture {
    pub(in crate::app) video: Video,
    /// The frames that arrive in messages.
    pub(in crate::app) messages: MessageVideo,
    layers: Layers,
    overlay: Overlay,
    layer: TileLayer,
    pub(in crate::app) cursor: Cursor,
    pub(in crate::app) place: PictureBox,
    pub(in crate::app) gauges: Gauges,
    /// The size of the decoded video, which counts until the sharer announces the picture's.
    decoded: Option<Size>,
    /// Whether the picture was visible when the page was last shown.
    was_visible: bool,
    /// When the age was shown last.
    age_shown: Tick,
}

impl Picture {
    pub(in crate::app) fn new(video: Video, emit: &Emit) -> Result<Self, Error> {
        Ok(Self {
            video,
            messages: MessageVideo::new(emit)?,
            layers: Layers::default(),
            overlay: Overlay::default(),
            layer: TileLayer::new(emit)?,
            cursor: Cursor::new()?,
            place: PictureBox::new(emit)?,
            gauges: Gauges::default(),
            decoded: None,
            was_visible: false,
            age_shown: Tick::default(),
        })
    }

    /// A new session: everything of the last one is dropped.
    pub(in crate::app) fn begin(&mut self) {
        self.gauges = Gauges::default();
        self.decoded = None;
        self.messages.begin();
        self.layers = Layers::default();
        self.overlay.restart();
        self.paint_tiles();
        self.cursor.clear();
    }

    /// The session is over: nothing of its picture stays. A path that is lost within a session leaves its last
    /// frame.
    pub(in crate::app) fn end(&mut self) {
        self.video.detach();
        self.messages.end();
    }

    /// The size of the picture.
    pub(in crate::app) fn size(&self, view: &View) -> Option<Size> {
        view.screen.or(self.decoded)
    }

    /// The browser has decoded a picture of another size.
    pub(in crate::app) fn resized(&mut self, width: u32, height: u32) {
        self.gauges.resized(width, height);
        self.decoded = Size::new(width, height).ok();
    }

    /// Whether the picture is visible from now on.
    pub(in crate::app) fn set_visible(&mut self, is_visible: bool) {
        if is_visible && !self.was_visible {
            self.gauges.begin();
        }
        self.was_visible = is_visible;
    }

    /// A layer shows a frame, or a part of it. Returns whether the Helper sees it.
    pub(in crate::app) fn frame_shown(
        &mut self,
        layer: Layer,
        frame: Option<FrameStamp>,
        is_whole: bool,
    ) -> bool {
        if !self.layers.shown(layer, frame) {
            return false;
        }
        self.messages.layer.show(self.layers.front() == Layer::Canvas);
        self.overlay.shown(frame);
        self.paint_tiles();
        if is_whole {
            self.gauges.shown(frame);
        }
        true
    }

    /// The browser has read its counters.
    pub(in crate::app) fn counted(&mut self, mut counters: Counters) {
        if self.layers.front() == Layer::Canvas {
            counters.decoder = Some(self.messages.decoder_name().to_owned());
        }
        self.gauges.counted(counters);
    }

    pub(in crate::app) fn add_record(&mut self, record: &FrameRecord) {
        self.overlay.record(record);
        self.paint_tiles();
    }

    pub(in crate::app) fn add_tile(&mut self, tile: LosslessTile) {
        self.overlay.tile(tile);
        self.paint_tiles();
    }

    pub(in crate::app) fn tile_decoded(&mut self, id: TileId, image: Option<Bitmap>) {
        let is_decoded = image.is_some();
        if let Some(image) = image {
            self.layer.store(id, image);
        }
        self.overlay.decoded(id, is_decoded);
        self.paint_tiles();
    }

    /// Performs the outputs of the overlay.
    fn paint_tiles(&mut self) {
        while let Some(output) = self.overlay.poll() {
            self.layer.perform(output);
        }
    }

    /// Handles a cursor message.
    pub(in crate::app) fn move_cursor(&mut self, message: CursorMessage, view: &View) {
        self.cursor.handle(message);
        self.draw_cursor(view);
    }

    /// Lays out the picture anew.
    pub(in crate::app) fn lay_out(&mut self, view: &View) {
        let size = view.shows_picture().then(|| self.size(view)).flatten();
        self.place.show(size);
        self.draw_cursor(view);
    }

    pub(in crate::app) fn draw_cursor(&self, view: &View) {
        let size = self.size(view);
        let scale = size.map_or(1.0, |size| self.place.scale(size));
        self.cursor.draw(size, scale);
    }

    /// Composes a picture of what is shown, and says what it shows.
    pub(in crate::app) fn take(&self, view: &View) -> (TakenFrame, Option<Snapshot>) {
        let size = view.shows_picture().then(|| self.size(view)).flatten();
        let snapshot = size.map_or(Ok(None), Snapshot::compose).unwrap_or_else(|error| {
            log_error(&error);
            None
        });
        let frame = match (&snapshot, self.old_ms()) {
            (None, _) => TakenFrame::Missing,
            (Some(_), Some(_)) => TakenFrame::Old,
            (Some(_), None) => TakenFrame::Current,
        };
        (frame, snapshot)
    }

    /// The age of the picture in ms, when it is old and visible. It counts as shown.
    pub(in crate::app) fn take_age(&mut self) -> Option<f64> {
        self.age_shown = tick();
        self.old_ms()
    }

    fn old_ms(&self) -> Option<f64> {
        let old = PICTURE_STALE.as_secs_f64() * 1000.0;
        self.gauges.current_ms().filter(|age| self.was_visible && *age >= old)
    }

    /// When the age must be shown again.
    pub(in crate::app) fn age_due(&self) -> Option<Tick> {
        let at = self.gauges.old_at().filter(|_| self.was_visible)?;
        Some(at.max(self.age_shown + AGE_UPDATE))
    }
}
