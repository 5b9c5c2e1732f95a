//! Room on the data channel of transfers.

use std::sync::Arc;

use protocol::channel::Channel;
use protocol::limits::{BULK_QUEUE_BYTES, TRANSFER_WINDOW};
use tokio::sync::Notify;
use transport::tile_window::TileWindow;
use webrtc::data_channel::DataChannel;

use super::channels::Channels;
use crate::link::path::{PathEvent, PathTask, TaskEnd};
use crate::link::tasks::{PathEvents, Tasks};

/// Bytes in the channel from which on there is no room. The stack counts what SCTP has not yet acknowledged: what is in flight,
/// and what waits. A smaller bound would be one for each round trip, however fast the path is.
const MOST_BYTES: usize = TRANSFER_WINDOW as usize + BULK_QUEUE_BYTES;

/// With so many bytes in the channel there is room again, so that a sender does not wait for each record.
const LOW_BYTES: usize = MOST_BYTES - BULK_QUEUE_BYTES / 2;

/// Says when the channel has room again.
pub(super) struct BulkRoom {
    channel: Arc<dyn DataChannel>,
    /// There was no room, and the sender waits.
    is_awaited: Arc<Notify>,
}

impl BulkRoom {
    /// Watches the channel, if there is one.
    pub(super) fn watch(channels: &Channels, tasks: &mut Tasks) -> Option<Self> {
        let channel = channels.get(Channel::Bulk)?;
        let is_awaited = Arc::new(Notify::new());
        let watching = report(channel.clone(), Arc::clone(&is_awaited), tasks.events().clone());
        tasks.spawn(PathTask::BulkRoom, watching);
        Some(Self { channel: channel.clone(), is_awaited })
    }

    /// Whether a record finds room now. If not, [`PathEvent::BulkRoom`] follows.
    pub(super) async fn has_room(&self) -> bool {
        let outstanding = self.channel.outstanding_bytes().await;
        let has_room = outstanding.is_ok_and(|bytes| bytes < MOST_BYTES);
        if !has_room {
            self.is_awaited.notify_one();
        }
        has_room
    }
}

/// The event of the stack for a low buffer does not count what is on its way to SCTP, so it may come before the sender
/// waits; the channel is asked instead, while somebody does.
async fn report(
    channel: Arc<dyn DataChannel>,
    is_awaited: Arc<Notify>,
    events: PathEvents,
) -> TaskEnd {
    loop {
        is_awaited.notified().await;
        let mut checks = 0;
        loop {
            let Ok(outstanding) = channel.outstanding_bytes().await else {
                return TaskEnd::Finished;
            };
            if outstanding <= LOW_BYTES {
                break;
            }
            tokio::time::sleep(TileWindow::poll_interval(checks)).await;
            checks += 1;
        }
        if let Err(end) = events.send(PathEvent::BulkRoom).await {
            return end;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    use tokio::time::Instant;

    use super::super::loopback::meet;
    use super::*;
    use crate::link::path::{Message, Path as _};
    use crate::link::transfer_end::{Pings, TransferEnd, report, run};

    const PATIENCE: Duration = Duration::from_secs(60);

    #[tokio::test(flavor = "multi_thread")]
    async fn transfers_pass_both_ways_and_go_on_over_another_path() {
        const SIZE: usize = 6_000_000;
        let mut ends = [TransferEnd::new(SIZE), TransferEnd::new(SIZE)];
        for is_first in [true, false] {
            let (path, viewer, [mut from_path, mut from_viewer]) = meet().await.unwrap();
            let (over, mut pings) = (AtomicUsize::new(0), Pings::new());
            let begun = Instant::now();
            let [ours, theirs] = &mut ends;
            let had = theirs.received_bytes();
            // The first path ends in the middle, or on a busy machine before it has carried anything.
            let time = if is_first { Duration::from_millis(500) } else { PATIENCE };
            let running = async {
                tokio::join!(
                    run(&path, &mut from_path, ours, None, &over),
                    run(&viewer.direct, &mut from_viewer, theirs, Some(&mut pings), &over),
                );
            };
            let ran = tokio::time::timeout(time, running).await;
            assert!(is_first || ran.is_ok(), "both transfers end");
            let bytes = theirs.received_bytes() - had;
            assert!(is_first || bytes > 0, "the second path carries the rest");
            report("direct", bytes, begun.elapsed(), &pings);
            if is_first {
                assert!(ran.is_err(), "the path ends in the middle");
            }
            for end in &mut ends {
                end.change_path();
            }
            Box::new(path).close().await;
            viewer.close().await;
        }
        assert!(ends.iter().all(TransferEnd::is_over));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_channel_without_room_says_when_there_is_room_again() {
        let (path, viewer, [mut from_path, mut from_viewer]) = meet().await.unwrap();
        let record = [0; 10_000];
        let mut sent = 0;
        while path.has_bulk_room().await {
            path.send(Channel::Bulk, Message::Binary(&record)).await.unwrap();
            sent += 1;
        }
        let waiting = async {
            let (mut arrived, mut has_room) = (0, false);
            while arrived < sent || !has_room {
                tokio::select! {
                    event = from_path.recv() => {
                        has_room |= matches!(event.unwrap().event, PathEvent::BulkRoom);
                    }
                    event = from_viewer.recv() => {
                        arrived += usize::from(matches!(event.unwrap().event, PathEvent::Bulk(_)));
                    }
                }
            }
        };
        tokio::time::timeout(PATIENCE, waiting)
            .await
            .expect("the records arrive, and there is room");
        assert!(path.has_bulk_room().await);
        Box::new(path).close().await;
        viewer.close().await;
    }
}
