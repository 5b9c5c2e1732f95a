//! SHELL. What comes from the screen, and the connection that takes it.

use protocol::channel::Channel;
use tokio::sync::mpsc;
use tracing::warn;

use super::{App, DirectPath, EVENTS};
use crate::app::feeds::Pictures;
use crate::link::direct::{Progress, Rtc, RtcEvent};
use crate::picture::MediaEvent;
use session::{Event, GuestId, PathId, TransportInput};

impl App {
    pub(super) async fn on_media(&mut self, event: MediaEvent) -> Option<Event> {
        match event {
            MediaEvent::Screen(screen) => {
                // Behind what was admitted for the picture before, and before anything else is.
                // Who knows of no displays does not know where the picture lies, either.
                if let Some(hand) = &self.hand
                    && !screen.layout.displays.is_empty()
                {
                    hand.aim(screen.layout.area);
                }
                Some(Event::Screen(screen))
            }
            MediaEvent::Cursor(message) => {
                if let Some(DirectPath { rtc, .. }) = &self.path {
                    rtc.try_send(Channel::Cursor, &message.encode()).await;
                }
                None
            }
            MediaEvent::Failed(error) => Some(Event::ScreenFailed(error.to_string())),
            MediaEvent::Frame(_) | MediaEvent::Tile(_) => None,
        }
    }

    pub(super) async fn accept(&mut self, guest: GuestId, id: PathId, sdp: String) {
        let (events, path_events) = mpsc::channel(EVENTS);
        match Rtc::accept(sdp, self.sampling, events.clone()).await {
            Ok((rtc, video)) => {
                // One session accepts one offer, so that the pictures are there.
                let Some(Pictures { frames, tiles }) = self.pictures.take() else { return };
                let media = self.media.clone();
                media.set_sampling(video.sampling());
                rtc.send_tiles(tiles, media.clone(), self.clock);
                self.path = Some(DirectPath { guest, id, rtc });
                self.path_events = path_events;
                let keep_rate = self.bandwidth.connected(video.estimate());
                let clock = self.clock;
                tokio::spawn(async move {
                    let tell = move |told| match told {
                        Progress::Rate(kbit) => keep_rate(kbit),
                        Progress::Sent(_) => media.frame_sent(),
                    };
                    if let Err(error) = video.run(frames, clock, tell).await {
                        warn!(%error, "the video stream ended");
                        let _ = events.send(RtcEvent::Transport(TransportInput::Down)).await;
                    }
                });
            }
            Err(error) => {
                warn!(%error, "the offer was not accepted");
                self.own_events.push_back(Event::PathFailed { guest, path: id });
            }
        }
    }
}
