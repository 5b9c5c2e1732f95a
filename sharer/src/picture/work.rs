//! One piece of the media thread's work: a capture, a frame, a tile, the cursor.

use std::time::Duration;

use bytes::Bytes;
use picture::chroma;
use picture::newest::NewestFrame;
use picture::pacing::{FrameKind, Input, Step};
use picture::refinement::CellRow;
use tracing::trace;

use super::encode::Encoded;
use super::event::{EncodedFrame, FrameFormat, MediaEvent, Tile};
use super::listener::End;
use super::shared::{Counts, lock};
use super::thread::Media;

impl Media {
    /// Performs one step of the pacing.
    pub(super) fn perform(&mut self, step: Step) -> Result<(), End> {
        let captured_us = self.clock.micros();
        if self.tile_frames.is_some() {
            return self.perform_with_tiles(step, captured_us);
        }
        if let Some(prepared) = self.prepared.take() {
            // Nothing has changed since its capture: it shows this moment as well.
            let bytes = self.send_frame(prepared, true, captured_us)?;
            self.pacing.handle(Input::Encoded { bytes }, self.clock.now());
            return Ok(());
        }
        let (kind, has_changed) = match step {
            Step::Capture(kind) => (kind, self.capture()?),
            Step::Repeat(kind) => (kind, true),
        };
        let outcome =
            if has_changed { self.make_frame(kind, captured_us)? } else { Input::Unchanged };
        self.pacing.handle(outcome, self.clock.now());
        Ok(())
    }

    /// Brings the picture up to date; `false` when it was.
    pub(super) fn capture(&mut self) -> Result<bool, End> {
        let start = self.clock.micros();
        let Some(frame) = self.source.capture()? else {
            return Ok(false);
        };
        let captured = self.clock.micros();
        self.shown.picture.update(&frame, self.limits.colours())?;
        let changed = frame.patches.iter().map(|patch| patch.rect);
        let pixels = changed.clone().map(|rect| u64::from(rect.width) * u64::from(rect.height));
        if self.limits.spares_frames() && chroma::is_large_change(frame.size, pixels.sum()) {
            self.pacing.handle(Input::Large, self.clock.now());
        }
        changed.clone().for_each(|rect| self.shown.unsent.add(rect));
        self.shown.preview.on_capture();
        self.refinement.on_capture(changed, self.clock.now());
        let converted = self.clock.micros();
        Counts::add(&self.shared.counts.captures);
        Counts::add(&self.shared.counts.conversions);
        let mut stages = lock(&self.shared.stages);
        stages.capture.add(Duration::from_micros(captured - start));
        stages.convert.add(Duration::from_micros(converted - captured));
        Ok(true)
    }

    /// Encodes the picture and sends the frame.
    fn make_frame(&mut self, kind: FrameKind, captured_us: u64) -> Result<Input, End> {
        match self.encode(kind, captured_us)? {
            Encoded::Skipped => {
                Counts::add(&self.shared.counts.skipped);
                Ok(Input::Skipped)
            }
            Encoded::Frame { data, kind } => {
                let bytes = self.send_frame(data, kind == FrameKind::Key, captured_us)?;
                Ok(Input::Encoded { bytes })
            }
        }
    }

    /// Encodes the picture.
    pub(super) fn encode(&mut self, kind: FrameKind, captured_us: u64) -> Result<Encoded, End> {
        let start = self.clock.micros();
        let shown = &mut self.shown;
        let picture = match &mut shown.scaler {
            Some(scaler) => scaler.scale(&shown.picture),
            None => &shown.picture,
        };
        let encoded = self.encoder.encode(picture, captured_us / 1000, kind)?;
        shown.picture.settle();
        let time = Duration::from_micros(self.clock.micros() - start);
        lock(&self.shared.stages).encode.add(time);
        Ok(encoded)
    }

    /// Sends a frame; returns its size.
    fn send_frame(&mut self, data: Bytes, keyframe: bool, captured_us: u64) -> Result<usize, End> {
        Counts::add(&self.shared.counts.encodes);
        let bytes = data.len();
        trace!(keyframe, bytes, "a frame was made");
        lock(&self.shared.rate).add(bytes, self.clock.now());
        *lock(&self.shared.newest) = NewestFrame::captured(captured_us);
        let changed = self.shown.unsent.rects().to_vec();
        self.shown.unsent.clear();
        self.refinement.on_frame(&changed, captured_us, self.clock.now());
        let screen = self.shown.picture.size();
        self.events.send(MediaEvent::Frame(EncodedFrame {
            format: FrameFormat::H264,
            data,
            captured_us,
            keyframe,
            screen,
            changed,
        }))?;
        Ok(bytes)
    }

    /// Sends a row of cells without loss, in as many tiles as it takes.
    pub(super) fn send_tile(&mut self, row: CellRow) -> Result<(), End> {
        self.tile_time.on_tile(self.clock.now());
        let mut png = Vec::new();
        let is_compressed = match self.source.recapture(row.rect)? {
            Some(again) => self.tiles.encode(again.data, again.stride, row.rect, &mut png).is_ok(),
            None => false,
        };
        let now = self.clock.now();
        if !is_compressed {
            // It has just changed, or cannot be read again: later, or never.
            self.refinement.on_sent(row, false, now);
            return Ok(());
        }
        if self.refinement.is_too_large(row, png.len()) {
            self.refinement.split(row, now);
            return Ok(());
        }
        lock(&self.shared.rate).add(png.len(), now);
        if self.refinement.on_compressed(png.len(), now) {
            lock(&self.shared.tile_rate).add(png.len(), now);
        }
        self.events.send(MediaEvent::Tile(Tile { row, png }))
    }

    /// Makes the User's picture of what is sent, if one is wanted and due.
    pub(super) fn make_preview(&mut self) {
        let now = self.clock.now();
        if self.shown.preview.deadline().is_none_or(|due| now < due) {
            return;
        }
        match &self.tile_frames {
            None => self.shown.preview.make(&self.shown.picture, now),
            Some(tiles) => {
                if let Some((pixels, stride)) = tiles.pixels() {
                    self.shown.preview.make_of_pixels(pixels, stride, tiles.size(), now);
                }
            }
        }
    }

    /// Reports where the pointer is.
    pub(super) fn look_for_pointer(&mut self) -> Result<(), End> {
        let Some(place) = self.source.pointer()? else {
            return self.cursor.leave().map_or(Ok(()), |m| self.events.send(MediaEvent::Cursor(m)));
        };
        if self.cursor.come() {
            self.look_at_cursor()?;
        }
        if let Some(message) = self.cursor.place(place) {
            let (x, y) = place.to_pixel(self.source.size());
            self.refinement.set_pointer(x, y);
            self.events.send_if_room(MediaEvent::Cursor(message));
        }
        Ok(())
    }

    /// Reports the cursor's shape, if it is another one.
    pub(super) fn look_at_cursor(&mut self) -> Result<(), End> {
        let Some(image) = self.source.cursor()? else {
            return Ok(());
        };
        match self.cursor.shape(&image) {
            Some(message) => self.events.send(MediaEvent::Cursor(message)),
            None => Ok(()),
        }
    }
}
