//! Sends frames on a data channel, to a browser that takes no H.264 over RTP.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use bytes::BytesMut;
use protocol::channel::Channel;
use protocol::fragment::Cutter;
use protocol::limits::VIDEO_FRAME_BYTES;
use protocol::video::{AvcProfile, VideoFrame};
use tokio::sync::mpsc;
use transport::path::ReportedEstimate;
use transport::stream_window::{Room, StreamWindow};
use transport::tile_window::TileWindow;
use webrtc::data_channel::DataChannel;

use super::channels::Channels;
use crate::clock::Clock;
use crate::link::path::{PathEvent, TaskEnd};
use crate::link::pictures::{FrameAnswer, frame_record, stamp};
use crate::link::tasks::PathEvents;
use crate::picture::{EncodedFrame, FrameFormat, MediaHandle, RateControl};

/// The longest wait between two looks at what has arrived: SCTP does not tell.
const LONGEST_LOOK: Duration = Duration::from_millis(20);

/// Sends frames on a data channel.
pub(super) struct MessageVideo {
    video: Arc<dyn DataChannel>,
    records: Arc<dyn DataChannel>,
    events: PathEvents,
    kbit_s: AtomicU32,
}

/// What goes along with the frames.
pub(super) struct Feedback {
    pub(super) media: MediaHandle,
    pub(super) rates: RateControl,
    pub(super) clock: Clock,
}

/// The stream of one run: what was sent, and how much may follow.
struct Stream {
    window: StreamWindow,
    sent: u64,
    reported: ReportedEstimate,
}

impl MessageVideo {
    /// On the channels of a connection.
    pub(super) fn new(channels: &Channels, events: PathEvents) -> Option<Self> {
        let video = channels.get(Channel::Video)?.clone();
        let records = channels.get(Channel::Frames)?.clone();
        let kbit_s = AtomicU32::new(StreamWindow::new().estimated_kbit_s());
        Some(Self { video, records, events, kbit_s })
    }

    /// The estimated bandwidth in kbit/s.
    pub(super) fn estimated_kbit_s(&self) -> u32 {
        self.kbit_s.load(Ordering::Relaxed)
    }

    /// Sends frames until there are no more, or a channel has closed.
    pub(super) async fn run(
        &self,
        frames: &mut mpsc::Receiver<EncodedFrame>,
        feedback: &Feedback,
    ) -> TaskEnd {
        match self.send_all(frames, feedback).await {
            Ok(()) => TaskEnd::Finished,
            Err(end) => end,
        }
    }

    async fn send_all(
        &self,
        frames: &mut mpsc::Receiver<EncodedFrame>,
        feedback: &Feedback,
    ) -> Result<(), TaskEnd> {
        let (window, reported) = (StreamWindow::new(), ReportedEstimate::default());
        let mut stream = Stream { window, sent: 0, reported };
        let (mut profile, mut announced) = (None, None);
        while let Some(frame) = frames.recv().await {
            // If sending stops on the way, this is dropped with it.
            let _answer = FrameAnswer(feedback.media.clone());
            if frame.format == FrameFormat::Tiles {
                self.send(&frame.data, &mut stream, feedback).await?;
                continue;
            }
            if frame.keyframe {
                profile = AvcProfile::of(&frame.data);
            }
            let fits = frame.data.len() <= VIDEO_FRAME_BYTES;
            let Some(profile) = profile.filter(|_| fits) else {
                // It cannot be decoded without an earlier one.
                self.events.send(PathEvent::KeyframeRequested).await?;
                continue;
            };
            let record = frame_record(&frame, &mut announced);
            try_send(&self.records, &record).await?;
            let (timestamp, keyframe) = (stamp(frame.captured_us), frame.keyframe);
            let message = VideoFrame { timestamp, keyframe, profile, data: &frame.data }.encode();
            self.send(&message, &mut stream, feedback).await?;
        }
        Ok(())
    }

    /// Sends one message in fragments, each when the window has room for it.
    async fn send(
        &self,
        message: &[u8],
        stream: &mut Stream,
        feedback: &Feedback,
    ) -> Result<(), TaskEnd> {
        let mut cutter = Cutter::new(false);
        loop {
            self.wait_for_room(stream, feedback).await?;
            let fragment = cutter.next(message, stream.window.fragment_bytes());
            let bytes = fragment.encode();
            try_send(&self.video, &bytes).await?;
            stream.window.on_sent(bytes.len(), feedback.clock.now());
            stream.sent += bytes.len() as u64;
            if fragment.is_last {
                return Ok(());
            }
        }
    }

    async fn wait_for_room(&self, stream: &mut Stream, feedback: &Feedback) -> Result<(), TaskEnd> {
        let mut looks = 0;
        loop {
            let in_flight = self.video.outstanding_bytes().await.map_err(|_| TaskEnd::Closed)?;
            let arrived = stream.sent.saturating_sub(in_flight as u64);
            let now = feedback.clock.now();
            // What SCTP counts beside the fragments may make it less than before, which says nothing new.
            let _ = stream.window.on_ack(arrived, now);
            self.report(stream, feedback);
            let wait = match stream.window.room(stream.window.fragment_bytes(), now) {
                Room::Now => return Ok(()),
                Room::At(at) => at.since(now).min(LONGEST_LOOK),
                Room::AfterAck => TileWindow::poll_interval(looks).min(LONGEST_LOOK),
            };
            looks += 1;
            tokio::time::sleep(wait).await;
        }
    }

    fn report(&self, stream: &mut Stream, feedback: &Feedback) {
        let estimated = stream.window.estimated_kbit_s();
        self.kbit_s.store(estimated, Ordering::Relaxed);
        if let Some(kbit_s) = stream.reported.update(estimated) {
            feedback.rates.on_estimate(kbit_s);
        }
    }
}

/// A page that misses a record or a fragment would show what is wrong, so a path that cannot deliver one is
/// given up.
async fn try_send(channel: &Arc<dyn DataChannel>, bytes: &[u8]) -> Result<(), TaskEnd> {
    channel.try_send(BytesMut::from(bytes)).await.map_err(|_| TaskEnd::Closed)
}
