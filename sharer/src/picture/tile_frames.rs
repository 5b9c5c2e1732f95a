//! Frames made of tiles alone, for a viewer that decodes no video.
//!
//! [`picture::tile_picture`] decides which tiles, and keeps the copy of the screen that they are made from.

use std::time::Duration;

use bytes::Bytes;
use picture::chroma;
use picture::newest::NewestFrame;
use picture::pacing::{FrameKind, Input, Step};
use picture::tile_picture::{CapPace, FRAME_ROWS, MAX_ROW_CELLS, Shown, TilePicture, frame_bytes};
use protocol::exact::{CELL, RtpTimestamp};
use protocol::geometry::Size;
use protocol::limits::TILE_BYTES;
use protocol::tile_frame::{Tile, TileFrame};
use protocol::time::Tick;
use tracing::trace;

use super::convert::Colours;
use super::event::{EncodedFrame, FrameFormat, MediaEvent};
use super::listener::End;
use super::shared::{Counts, lock};
use super::thread::Media;
use super::tile::TileEncoder;
use crate::platform::screen::FrameRef;

/// The picture as tiles, and how they are made.
pub(super) struct TileFrames {
    picture: TilePicture,
    encoder: TileEncoder,
    pace: CapPace,
    /// The page has a part of it.
    has_begun: bool,
    /// Cells in the next row at most: a row is split that takes longer than a frame may.
    max_cells: u32,
}

/// A frame, and what the page shows with it.
struct Made {
    frame: TileFrame,
    shown: Shown,
}

impl TileFrames {
    /// A picture of this size.
    pub(super) fn new(size: Size) -> Self {
        Self {
            picture: TilePicture::new(size),
            encoder: TileEncoder::new(),
            pace: CapPace::default(),
            has_begun: false,
            max_cells: MAX_ROW_CELLS,
        }
    }

    /// The size of the picture.
    pub(super) fn size(&self) -> Size {
        self.picture.size()
    }

    /// The pixels of all of it, and the bytes from one row to the next.
    pub(super) fn pixels(&self) -> Option<(&[u8], usize)> {
        self.picture.pixels(self.size().rect())
    }

    /// The User's cap on everything that is sent, in kbit/s.
    pub(super) fn set_cap(&mut self, cap_kbit_s: Option<u32>) {
        self.pace.cap_kbit_s = cap_kbit_s;
    }

    /// When the cap allows the next frame.
    pub(super) fn allowed_at(&self) -> Tick {
        self.pace.allowed_at()
    }

    /// Takes a capture over.
    fn on_capture(&mut self, frame: &FrameRef<'_>, colours: Colours, captured_us: u64) {
        self.picture.on_capture(captured_us);
        for patch in frame.patches {
            if let Some(data) = frame.data.get(patch.offset..) {
                self.picture.update(patch.rect, data, patch.stride, colours == Colours::Fewer);
            }
        }
    }

    /// Makes a frame of what the page needs first, as large as the path allows. `None` if it needs nothing.
    fn make(&mut self, kind: FrameKind, kbit_s: u32) -> Option<Made> {
        if !self.picture.is_captured() {
            return None;
        }
        let begins = kind == FrameKind::Key || !self.has_begun;
        if begins {
            self.picture.begin();
            self.has_begun = true;
        }
        let (size, most) = (self.picture.size(), frame_bytes(kbit_s));
        let mut tiles = Vec::new();
        let mut bytes = 0;
        for _ in 0..FRAME_ROWS {
            if bytes >= most {
                break;
            }
            let Some(rect) = self.picture.next_row(self.max_cells) else { break };
            let mut png = Vec::new();
            let Some((pixels, stride)) = self.picture.pixels(rect) else { break };
            // It fails without memory only: then the cells stay due.
            if self.encoder.encode(pixels, stride, rect, &mut png).is_err() {
                break;
            }
            if rect.width > CELL && png.len() > most.min(TILE_BYTES) {
                self.max_cells = (rect.width.div_ceil(CELL) / 2).max(1);
                continue;
            }
            if png.len().saturating_mul(2) <= most {
                self.max_cells = (self.max_cells * 2).min(MAX_ROW_CELLS);
            }
            self.picture.mark_sent(rect);
            bytes += png.len();
            tiles.push(Tile { rect, png });
        }
        let shown = self.picture.shown().filter(|_| !tiles.is_empty())?;
        let timestamp = RtpTimestamp::of_micros(shown.until_us);
        let is_partial = shown.is_partial;
        Some(Made { frame: TileFrame { timestamp, begins, is_partial, size, tiles }, shown })
    }
}

impl Media {
    /// Performs one step of the pacing.
    pub(super) fn perform_with_tiles(&mut self, step: Step, captured_us: u64) -> Result<(), End> {
        let kind = match step {
            Step::Capture(kind) => {
                self.capture_for_tiles(captured_us)?;
                kind
            }
            Step::Repeat(kind) => kind,
        };
        let start = self.clock.micros();
        let made = self.tile_frames.as_mut().and_then(|tiles| tiles.make(kind, self.limits.kbit_s));
        lock(&self.shared.stages).encode.add(Duration::from_micros(self.clock.micros() - start));
        let Some(made) = made else {
            self.pacing.handle(Input::Unchanged, self.clock.now());
            return Ok(());
        };
        let bytes = self.send_tile_frame(made)?;
        let now = self.clock.now();
        self.pacing.handle(Input::Encoded { bytes }, now);
        if self.tile_frames.as_ref().is_some_and(|tiles| !tiles.picture.is_complete()) {
            self.pacing.handle(Input::Incomplete, now);
        }
        Ok(())
    }

    /// Brings the copy of the screen up to date.
    fn capture_for_tiles(&mut self, captured_us: u64) -> Result<(), End> {
        let start = self.clock.micros();
        let Some(frame) = self.source.capture()? else { return Ok(()) };
        let captured = self.clock.micros();
        let rects = frame.patches.iter().map(|patch| patch.rect);
        let pixels = rects.map(|rect| u64::from(rect.width) * u64::from(rect.height));
        if self.limits.spares_frames() && chroma::is_large_change(frame.size, pixels.sum()) {
            self.pacing.handle(Input::Large, self.clock.now());
        }
        if let Some(tiles) = &mut self.tile_frames {
            tiles.on_capture(&frame, self.limits.colours(), captured_us);
        }
        self.shown.preview.on_capture();
        Counts::add(&self.shared.counts.captures);
        let mut stages = lock(&self.shared.stages);
        stages.capture.add(Duration::from_micros(captured - start));
        stages.convert.add(Duration::from_micros(self.clock.micros() - captured));
        Ok(())
    }

    /// Sends a frame; returns its size.
    fn send_tile_frame(&mut self, Made { frame, shown }: Made) -> Result<usize, End> {
        Counts::add(&self.shared.counts.encodes);
        let data = Bytes::from(frame.encode());
        let (bytes, now) = (data.len(), self.clock.now());
        trace!(tiles = frame.tiles.len(), bytes, ?shown, "a frame of tiles was made");
        lock(&self.shared.rate).add(bytes, now);
        if let Some(tiles) = &mut self.tile_frames {
            tiles.pace.on_sent(bytes, now);
        }
        *lock(&self.shared.newest) = NewestFrame::captured(shown.until_us);
        self.events.send(MediaEvent::Frame(EncodedFrame {
            format: FrameFormat::Tiles,
            data,
            captured_us: shown.until_us,
            keyframe: frame.begins,
            screen: frame.size,
            changed: Vec::new(),
        }))?;
        Ok(bytes)
    }
}
