//! Sends exact tiles in the background.

use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use protocol::exact::ExactTile;
use tokio::sync::mpsc;
use webrtc::data_channel::DataChannel;

use super::congestion::Estimate;
use super::video::stamp;
use crate::clock::Clock;
use crate::picture::{MediaHandle, Tile};
use transport::window::Window;

/// How soon it is looked whether there is room, at first and at last.
const PAUSES: (Duration, Duration) = (Duration::from_millis(1), Duration::from_millis(16));

/// The channel of exact tiles.
pub(super) struct TileSender {
    pub(super) channel: Arc<dyn DataChannel>,
    pub(super) estimate: Estimate,
}

impl TileSender {
    /// Sends tiles until there are no more, or none can be sent. A tile whose turn comes when nobody
    /// may see the screen any more is thrown away.
    pub(super) async fn run(
        self,
        mut tiles: mpsc::Receiver<Tile>,
        media: MediaHandle,
        clock: Clock,
    ) {
        let mut window = Window::default();
        while let Some(Tile { strip, png }) = tiles.recv().await {
            let since = stamp(strip.since_us);
            let bytes = ExactTile { since, rect: strip.rect, png }.encode();
            let mut pause = PAUSES.0;
            let outstanding = loop {
                let Ok(outstanding) = self.channel.outstanding_bytes().await else { return };
                window.look(outstanding, clock.now());
                let has_room = window.has_room(outstanding, bytes.len(), self.estimate.kbit());
                if has_room || !media.is_wanted() {
                    break outstanding;
                }
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(PAUSES.1);
            };
            let is_sent = media.is_wanted() && {
                window.sent(outstanding, bytes.len(), clock.now());
                self.channel.try_send(BytesMut::from(bytes.as_slice())).await.is_ok()
            };
            media.tile_left(strip, is_sent);
        }
    }
}
