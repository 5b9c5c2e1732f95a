//! Events of the screen, and the path that carries its pictures.

use protocol::channel::Channel;
use tracing::{debug, warn};

use super::App;
use crate::link::path::Message;
use crate::person::News;
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
                let bytes = message.encode();
                let sent = self.path.send(Channel::Cursor, Message::Binary(&bytes)).await;
                if sent.is_err() {
                    // A newer one will follow.
                    debug!("a cursor message was dropped: the channel is full");
                }
                None
            }
            MediaEvent::Failed(error) => {
                self.person.tell(&News::Error(error.to_string()), self.clock.now());
                Some(Input::ScreenFailed)
            }
            MediaEvent::Frame(_) | MediaEvent::Tile(_) => None,
        }
    }

    pub(super) async fn accept(&mut self, offer: String) {
        let input = match self.path.accept(offer, self.bandwidth.rates()).await {
            Ok(sdp) => TransportInput::Answer { sdp },
            Err(error) => {
                warn!(%error, "the offer was not accepted");
                TransportInput::Down
            }
        };
        self.own_inputs.push_back(Input::Transport(input));
    }
}
