//! Events of the media thread, and the path that carries its pictures.

use protocol::channel::Channel;
use protocol::network::IceServer;
use tracing::debug;

use super::App;
use crate::link::path::Message;
use crate::person::{Note, UserNotice};
use crate::picture::MediaEvent;
use session::{Event, GuestId, PathId, TransportInput};

impl App {
    pub(super) async fn on_media(&mut self, event: MediaEvent) -> Option<Event> {
        match event {
            MediaEvent::Asks(question) => {
                self.show(UserNotice::Note(Note::DesktopAsks(question)));
                None
            }
            MediaEvent::Screen(screen) => {
                self.desktop.border.set_layout(&screen.layout);
                self.desktop.marks.set_layout(&screen.layout);
                // After the events that were admitted for the picture before, and before later ones.
                // A source without displays does not know where the picture lies.
                if let Some(input) = &self.desktop.input
                    && !screen.layout.displays.is_empty()
                {
                    input.set_area(screen.layout.area);
                }
                Some(Event::Screen(screen))
            }
            MediaEvent::Cursor(message) => {
                let bytes = message.encode();
                let sent = self.connection.paths.send(Channel::Cursor, Message::Binary(&bytes));
                if sent.await.is_err() {
                    // A newer one will follow.
                    debug!("a cursor message was dropped: the channel is full");
                }
                None
            }
            MediaEvent::Failed(error) if error.is_refusal() => {
                Some(Event::ScreenRefused(error.sentence()))
            }
            MediaEvent::Failed(error) => Some(Event::ScreenFailed(error.sentence())),
            MediaEvent::Frame(_) | MediaEvent::Tile(_) => None,
        }
    }

    pub(super) async fn accept(
        &mut self,
        guest: GuestId,
        path: PathId,
        offer: String,
        ice_servers: Vec<IceServer>,
    ) {
        self.connection.guest = guest;
        self.connection.watch_network();
        let accepted = self.connection.paths.accept(path, offer, ice_servers).await;
        self.own_events.push_back(match accepted {
            Ok(sdp) => Event::Transport { guest, path, input: TransportInput::Answer { sdp } },
            Err(error) => {
                // The Helper can repeat it: a warning would push an open question off the terminal.
                debug!(%error, "the offer was not accepted");
                Event::PathFailed { guest, path }
            }
        });
    }
}
