//! Sends frames and tiles on a lane: one of each waits in the outbox at a time.

use std::sync::Arc;
use std::time::Duration;

use protocol::channel::Channel;
use protocol::exact::{LosslessTile, RtpTimestamp};
use protocol::limits::VIDEO_FRAME_BYTES;
use protocol::video::{AvcProfile, VideoFrame};
use tokio::sync::mpsc;
use tracing::debug;
use transport::path::ReportedEstimate;

use super::link::Shared;
use crate::link::path::{PathEvent, TaskEnd};
use crate::link::pictures::{FrameAnswer, TileAnswer, frame_record, stamp};
use crate::link::tasks::PathEvents;
use crate::picture::{EncodedFrame, FrameFormat, MediaHandle, RateControl, Tile};

/// How often it is checked whether a tile that waits is still wanted.
const WANTED_CHECK: Duration = Duration::from_millis(20);

/// Sends frames.
pub(super) struct FrameSender {
    pub(super) shared: Arc<Shared>,
    pub(super) media: MediaHandle,
    pub(super) rates: RateControl,
    pub(super) events: PathEvents,
}

impl FrameSender {
    /// Sends frames until there are no more. Each is answered when its last fragment was written: only then
    /// is there room for another one.
    pub(super) async fn run(self, frames: &mut mpsc::Receiver<EncodedFrame>) -> TaskEnd {
        let mut reported = ReportedEstimate::default();
        let mut announced = None;
        let mut profile = None;
        // The lane may have been used before, and left in the middle of a frame.
        self.sent(&mut reported).await;
        loop {
            let frame = tokio::select! {
                frame = frames.recv() => frame,
                () = self.shared.acknowledged.notified() => {
                    self.report_estimate(&mut reported);
                    continue;
                }
            };
            let Some(frame) = frame else { return TaskEnd::Finished };
            // If sending stops on the way, this is dropped with it.
            let _answer = FrameAnswer(self.media.clone());
            if let Err(end) = self.put(&frame, &mut profile, &mut announced).await {
                return end;
            }
            self.sent(&mut reported).await;
        }
    }

    /// Waits until the last fragment of the frame was written.
    async fn sent(&self, reported: &mut ReportedEstimate) {
        while self.shared.has_frame() {
            tokio::select! {
                () = self.shared.frame_sent.notified() => {}
                () = self.shared.acknowledged.notified() => self.report_estimate(reported),
            }
        }
    }

    /// Puts a frame into the outbox, behind its announcement. One that cannot be decoded without an
    /// earlier one is left out on a path that has carried no keyframe yet, and one is requested.
    async fn put(
        &self,
        frame: &EncodedFrame,
        profile: &mut Option<AvcProfile>,
        announced: &mut Option<RtpTimestamp>,
    ) -> Result<(), TaskEnd> {
        if frame.format == FrameFormat::Tiles {
            self.shared.set_frame(frame.data.to_vec());
            return Ok(());
        }
        if frame.keyframe {
            *profile = AvcProfile::of(&frame.data);
        }
        let fits = frame.data.len() <= VIDEO_FRAME_BYTES;
        let Some(profile) = profile.filter(|_| fits) else {
            debug!("a frame was left out, and a keyframe is requested");
            return self.events.send(PathEvent::KeyframeRequested).await;
        };
        let record = frame_record(frame, announced);
        // A page that misses it would go on showing old tiles, so a path that cannot deliver it is given up.
        if self.shared.push(Channel::Frames, false, &record).is_err() {
            return Err(TaskEnd::Closed);
        }
        let (timestamp, keyframe) = (stamp(frame.captured_us), frame.keyframe);
        let message = VideoFrame { timestamp, keyframe, profile, data: &frame.data }.encode();
        self.shared.set_frame(message);
        Ok(())
    }

    fn report_estimate(&self, reported: &mut ReportedEstimate) {
        if let Some(kbit_s) = reported.update(self.shared.estimated_kbit_s()) {
            self.rates.on_estimate(kbit_s);
        }
    }
}

/// Sends tiles.
pub(super) struct TileSender {
    pub(super) shared: Arc<Shared>,
    pub(super) media: MediaHandle,
}

impl TileSender {
    /// Sends tiles until there are no more. A tile whose turn comes while nobody may see the screen is
    /// dropped.
    pub(super) async fn run(self, tiles: &mut mpsc::Receiver<Tile>) -> TaskEnd {
        // The lane may have been used before, and left in the middle of a tile.
        self.shared.drop_unsent_tile();
        while self.shared.has_tile() {
            self.shared.tile_sent.notified().await;
        }
        while let Some(Tile { row, png }) = tiles.recv().await {
            // If sending stops on the way, this is dropped with it.
            let mut answer = TileAnswer { media: &self.media, row, is_sent: false };
            if !self.media.is_wanted() {
                continue;
            }
            let tile = LosslessTile { since: stamp(row.since_us), rect: row.rect, png };
            self.shared.set_tile(tile.encode());
            answer.is_sent = true;
            while self.shared.has_tile() {
                tokio::select! {
                    () = self.shared.tile_sent.notified() => {}
                    () = tokio::time::sleep(WANTED_CHECK) => {}
                }
                // Dropped only as a whole: half a message would end the lane.
                if !self.media.is_wanted() && self.shared.drop_unsent_tile() {
                    answer.is_sent = false;
                }
            }
        }
        TaskEnd::Finished
    }
}
