//! Events of the media thread, and the connection that takes its pictures.

use protocol::channel::Channel;
use tracing::warn;

use super::App;
use crate::app::sources::Pictures;
use crate::link::direct::{Progress, Rtc, RtcEvent};
use crate::person::{UserError, UserNotice};
use crate::picture::MediaEvent;
use crate::supervisor::Part;
use session::{Input, TransportInput};

impl App {
    pub(super) async fn on_media(&self, event: MediaEvent) -> Option<Input> {
        match event {
            MediaEvent::Screen(screen) => {
                // After the events that were admitted for the picture before, and before later ones.
                // A source without displays does not know where the picture lies.
                if let Some(input) = &self.desk.input
                    && !screen.layout.displays.is_empty()
                {
                    input.set_area(screen.layout.area);
                }
                Some(Input::Screen(screen))
            }
            MediaEvent::Cursor(message) => {
                if let Some(rtc) = &self.connection.rtc {
                    rtc.try_send(Channel::Cursor, &message.encode()).await;
                }
                None
            }
            MediaEvent::Failed(error) => {
                self.show(UserNotice::Error(UserError::Text(error.to_string())));
                Some(Input::ScreenFailed)
            }
            MediaEvent::Frame(_) | MediaEvent::Tile(_) => None,
        }
    }

    pub(super) async fn accept(&mut self, sdp: String) {
        match Rtc::accept(sdp, self.connection.sampling, self.connection.rtc_events.clone()).await {
            Ok((rtc, video)) => {
                // A session accepts one offer, so that the pictures are still there.
                let Some(Pictures { frames, tiles }) = self.connection.pictures.take() else {
                    return;
                };
                let media = self.desk.media.clone();
                media.set_sampling(video.sampling());
                self.connection.rtc.insert(rtc).send_tiles(
                    tiles,
                    media.clone(),
                    self.clock,
                    &self.supervisor,
                );
                let keep_rate = self.desk.bandwidth.connected(video.estimate());
                let (clock, events) = (self.clock, self.connection.rtc_events.clone());
                self.supervisor.spawn(Part::Video, async move {
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
