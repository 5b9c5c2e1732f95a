//! Events of the media thread, and the path that carries its pictures.

use protocol::channel::Channel;
use tracing::{debug, warn};

use super::App;
use crate::link::path::Message;
use crate::person::{UserError, UserNotice};
use crate::picture::MediaEvent;
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
                let bytes = message.encode();
                let sent = self.connection.path.send(Channel::Cursor, Message::Binary(&bytes));
                if sent.await.is_err() {
                    // A newer one will follow.
                    debug!("a cursor message was dropped: the channel is full");
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

    pub(super) async fn accept(&mut self, offer: String) {
        let rates = self.desk.bandwidth.rates();
        let input = match self.connection.path.accept(offer, rates).await {
            Ok(sdp) => TransportInput::Answer { sdp },
            Err(error) => {
                warn!(%error, "the offer was not accepted");
                TransportInput::Down
            }
        };
        self.own_inputs.push_back(Input::Transport(input));
    }
}
