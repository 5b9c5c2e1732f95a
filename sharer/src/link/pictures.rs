//! What all paths do with pictures: they take the queues over, answer each frame and each tile, and give
//! the queues back.

use futures_util::future::BoxFuture;
use picture::refinement::CellRow;
use protocol::exact::{FrameRecord, RtpTimestamp};
use tokio::sync::{mpsc, oneshot, watch};

use super::path::{PathTask, TaskEnd};
use super::tasks::Tasks;
use crate::picture::{EncodedFrame, MediaHandle, Pictures, Tile};

/// The 90 kHz form of the media clock, modulo 2³² (RFC 6184 §5.1).
pub(super) fn stamp(micros: u64) -> RtpTimestamp {
    RtpTimestamp::of_micros(micros)
}

/// The announcement of a frame; `last` is the one that was announced before it.
pub(super) fn frame_record(frame: &EncodedFrame, last: &mut Option<RtpTimestamp>) -> Vec<u8> {
    let stamp = stamp(frame.captured_us);
    let record = FrameRecord {
        stamp,
        after: last.replace(stamp).unwrap_or(stamp),
        size: frame.screen,
        changed: frame.changed.clone(),
    };
    record.encode()
}

/// Answers a frame when it was sent, or is not sent any more.
pub(super) struct FrameAnswer(pub(super) MediaHandle);

impl Drop for FrameAnswer {
    fn drop(&mut self) {
        self.0.frame_sent();
    }
}

/// Answers a tile when it was sent, or is not sent any more.
pub(super) struct TileAnswer<'a> {
    pub(super) media: &'a MediaHandle,
    pub(super) row: CellRow,
    pub(super) is_sent: bool,
}

impl Drop for TileAnswer<'_> {
    fn drop(&mut self) {
        self.media.tile_sent(self.row, self.is_sent);
    }
}

/// The queues that are being sent from.
pub(super) struct Carrying {
    /// Dropped, it stops both tasks.
    stop: watch::Sender<()>,
    frames: oneshot::Receiver<mpsc::Receiver<EncodedFrame>>,
    tiles: oneshot::Receiver<mpsc::Receiver<Tile>>,
}

impl Carrying {
    /// Spawns a task for each queue. Each ends with what sends from its queue, or when it is stopped.
    pub(super) fn start(
        tasks: &mut Tasks,
        pictures: Pictures,
        send_frames: impl for<'a> FnOnce(&'a mut mpsc::Receiver<EncodedFrame>) -> BoxFuture<'a, TaskEnd>
        + Send
        + 'static,
        send_tiles: impl for<'a> FnOnce(&'a mut mpsc::Receiver<Tile>) -> BoxFuture<'a, TaskEnd>
        + Send
        + 'static,
    ) -> Self {
        let Pictures { frames, tiles } = pictures;
        let (stop, stopped) = watch::channel(());
        let (return_frames, returned_frames) = oneshot::channel();
        let (return_tiles, returned_tiles) = oneshot::channel();
        tasks.spawn(PathTask::Tiles, until(stopped.clone(), tiles, return_tiles, send_tiles));
        tasks.spawn(PathTask::Frames, until(stopped, frames, return_frames, send_frames));
        Self { stop, frames: returned_frames, tiles: returned_tiles }
    }

    /// Stops both tasks at once. Returns the queues, unless they are lost.
    pub(super) async fn stop(self) -> Option<Pictures> {
        drop(self.stop);
        let queues = self.frames.await.ok().zip(self.tiles.await.ok());
        queues.map(|(frames, tiles)| Pictures { frames, tiles })
    }
}

/// Sends from a queue until it is stopped, and returns the queue.
async fn until<T: Send + 'static>(
    mut stopped: watch::Receiver<()>,
    mut queue: mpsc::Receiver<T>,
    back: oneshot::Sender<mpsc::Receiver<T>>,
    send: impl for<'a> FnOnce(&'a mut mpsc::Receiver<T>) -> BoxFuture<'a, TaskEnd> + Send,
) -> TaskEnd {
    let why = tokio::select! {
        why = send(&mut queue) => why,
        _ = stopped.changed() => TaskEnd::Finished,
    };
    // This fails only if nobody wants the queue back.
    let _ = back.send(queue);
    why
}
