//! SHELL. The effects of a session, each done with what the loop has for it.

use std::time::Duration;

use protocol::peer::ToViewer;
use tracing::{info, warn};

use super::{App, DirectPath};
use crate::input::InjectError;
use crate::input::control::Hand;
use crate::person::News;
use session::{Effect, Event, GuestId, PathId, Right, RightEvent};

/// How long the last message may take to leave before the path is closed.
const LAST_MESSAGE: Duration = Duration::from_millis(300);

impl App {
    pub(super) async fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Signal(message) => {
                // While the link is down the queue is emptied by the reconnecting task.
                if self.to_signal.try_send(message).is_err() {
                    warn!("a message to the signal server was dropped: the link is busy");
                }
            }
            Effect::AcceptOffer { guest, path, sdp } => self.accept(guest, path, sdp).await,
            Effect::AddCandidate { path, candidate, mid, line, .. } => {
                if let Some(DirectPath { rtc, .. }) = self.path_of(path) {
                    rtc.add_candidate(candidate, mid, line).await;
                }
            }
            Effect::Send { guest, path, message } => self.send(guest, path, &message).await,
            Effect::Pong { guest, path, at } => {
                let (media, seen) = (self.clock.micros(), self.media.seen());
                self.send(guest, path, &ToViewer::Pong { at, media, seen }).await;
            }
            Effect::Taken { guest, path, number } => {
                let media = self.clock.micros();
                self.send(guest, path, &ToViewer::Taken { number, media }).await;
            }
            Effect::ClosePath { path, .. } => {
                if let Some(DirectPath { rtc, .. }) = self.path.take_if(|open| open.id == path) {
                    tokio::time::sleep(LAST_MESSAGE).await;
                    rtc.close().await;
                }
            }
            Effect::PreparePictures { .. } => self.media.prepare(),
            Effect::StartPictures { .. } => {
                self.media.start();
                if let Some(news) = self.bandwidth.begin() {
                    self.person.tell(&news, self.clock.now());
                }
            }
            Effect::StopPictures { .. } => self.media.pause(),
            Effect::SendTiles { .. } => self.bandwidth.allow_tiles(),
            Effect::ShowDisplay { display, .. } => self.media.show_display(display),
            Effect::Right { event, .. } => self.on_right(event),
            Effect::Inject { event, .. } => {
                let done = self.hand.as_mut().map_or(Ok(()), |hand| hand.inject(event));
                self.check_injection(done);
            }
            Effect::DiscardTyped => self.typed.discard(),
            Effect::Ask { id, question, helper, alias, proof, .. } => {
                let text = self.questions.text(question, &helper, alias.as_ref(), proof);
                let news = News::Ask { id, question, helper, proof, text };
                self.person.tell(&news, self.clock.now());
            }
            Effect::Withdraw { id } => {
                self.person.tell(&News::Withdrawn { id }, self.clock.now());
            }
            Effect::Recognise { guest, name, key } => self.recognise(guest, &name, &key),
            Effect::KeepContact { guest, name, key } => self.keep_contact(guest, name, key),
            Effect::KnownHelperLetIn { key, .. } => self.note_help(&key),
            Effect::Notify { notice, .. } => self.notify(notice),
            Effect::Bandwidth(request) => {
                let news = self.bandwidth.request(request);
                self.person.tell(&news, self.clock.now());
            }
            Effect::AppendLog(lines) => self.log.append(&lines),
            // The driver has taken it.
            Effect::LogAnswer { .. } => {}
        }
    }

    /// Control is done with the input injector, and stopped by the panic key that it watches.
    fn on_right(&mut self, event: RightEvent) {
        match event {
            RightEvent::Granted { right: Right::Control, .. } => {
                let granted = self.hand.as_mut().map_or(Ok(()), Hand::grant);
                self.check_injection(granted);
                info!("control sharing began");
            }
            RightEvent::Ended { right: Right::Control, by } => {
                if let Some(hand) = &mut self.hand {
                    hand.revoke();
                }
                info!(?by, "control sharing ended");
            }
            RightEvent::Requested(_)
            | RightEvent::Granted { .. }
            | RightEvent::Refused { .. }
            | RightEvent::Ended { .. } => {}
        }
    }

    fn check_injection(&mut self, done: Result<(), InjectError>) {
        if let Err(error) = done {
            self.own_events.push_back(Event::InjectFailed(error.to_string()));
        }
    }

    fn path_of(&self, path: PathId) -> Option<&DirectPath> {
        self.path.as_ref().filter(|open| open.id == path)
    }

    async fn send(&mut self, guest: GuestId, path: PathId, message: &ToViewer) {
        if let Some(DirectPath { rtc, .. }) = self.path_of(path)
            && !rtc.send_control(&message.encode()).await
        {
            // A Helper who reads nothing any more is not connected any more.
            self.own_events.push_back(Event::PathFailed { guest, path });
        }
    }
}
