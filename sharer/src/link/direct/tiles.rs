//! Sends lossless tiles on a data channel of their own.

use std::sync::Arc;

use bytes::BytesMut;
use protocol::exact::LosslessTile;
use tokio::sync::mpsc;
use transport::tile_window::TileWindow;
use webrtc::data_channel::DataChannel;

use super::congestion::Estimate;
use crate::clock::Clock;
use crate::link::path::TaskEnd;
use crate::link::pictures::{TileAnswer, stamp};
use crate::picture::{MediaHandle, RateControl, Tile};

/// What sends tiles.
pub(super) struct TileSender {
    pub(super) channel: Arc<dyn DataChannel>,
    pub(super) estimate: Estimate,
    pub(super) media: MediaHandle,
    pub(super) rates: RateControl,
    pub(super) clock: Clock,
}

impl TileSender {
    /// Sends tiles until there are no more, or the channel has closed. A tile whose turn comes while
    /// nobody may see the screen is dropped.
    pub(super) async fn run(self, tiles: &mut mpsc::Receiver<Tile>) -> TaskEnd {
        let (media, clock) = (&self.media, self.clock);
        let mut window = TileWindow::default();
        while let Some(Tile { row, png }) = tiles.recv().await {
            // If sending stops on the way, this is dropped with it.
            let mut answer = TileAnswer { media, row, is_sent: false };
            let since = stamp(row.since_us);
            let bytes = LosslessTile { since, rect: row.rect, png }.encode();
            let mut checks = 0;
            let in_flight = loop {
                let Ok(in_flight) = self.channel.outstanding_bytes().await else {
                    return TaskEnd::Closed;
                };
                window.on_in_flight(in_flight, clock.now());
                let kbit_s = self.rates.capped(self.estimate.kbit_s());
                let has_room = window.has_room(in_flight, bytes.len(), kbit_s);
                if has_room || !media.is_wanted() {
                    break in_flight;
                }
                tokio::time::sleep(TileWindow::poll_interval(checks)).await;
                checks += 1;
            };
            answer.is_sent = media.is_wanted() && {
                window.on_sent(in_flight, bytes.len(), clock.now());
                self.channel.try_send(BytesMut::from(bytes.as_slice())).await.is_ok()
            };
        }
        TaskEnd::Finished
    }
}
