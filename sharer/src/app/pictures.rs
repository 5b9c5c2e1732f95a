//! SHELL. What comes from the screen, and the connection that takes it.

use protocol::channel::Channel;
use tracing::warn;

use super::App;
use crate::app::feeds::Pictures;
use crate::link::direct::{Progress, Rtc, RtcEvent};
use crate::person::{UserError, UserNotice};
use crate::picture::MediaEvent;
use session::{Input, TransportInput};

impl App {
    pub(super) async fn on_media(&mut self, event: MediaEvent) -> Option<Input> {
        match event {
            MediaEvent::Screen(screen) => {
                // Behind what was admitted for the picture before, and before anything else is.
                // Who knows of no displays does not know where the picture lies, either.
                if let Some(hand) = &self.hand
                    && !screen.layout.displays.is_empty()
                {
                    hand.aim(screen.layout.area);
                }
                Some(Input::Screen(screen))
            }
            MediaEvent::Cursor(message) => {
                if let Some(rtc) = &self.rtc {
                    rtc.try_send(Channel::Cursor, &message.encode()).await;
                }
                None
            }
            MediaEvent::Failed(error) => {
                self.person.notify(UserNotice::Error(UserError::Text(error.to_string())));
                Some(Input::ScreenFailed)
            }
            MediaEvent::Frame(_) | MediaEvent::Tile(_) => None,
        }
    }

    pub(super) async fn accept(&mut self, sdp: String) {
        match Rtc::accept(sdp, self.sampling, self.rtc_events.clone()).await {
            Ok((rtc, video)) => {
                // One session accepts one offer, so that the pictures are there.
                let Some(Pictures { frames, tiles }) = self.pictures.take() else { return };
                let media = self.media.clone();
                media.set_sampling(video.sampling());
                self.rtc.insert(rtc).send_tiles(tiles, media.clone(), self.clock);
                let keep_rate = self.bandwidth.connected(video.estimate());
                let (clock, events) = (self.clock, self.rtc_events.clone());
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
                self.own_inputs.push_back(Input::Transport(TransportInput::Down));
            }
        }
    }
}
