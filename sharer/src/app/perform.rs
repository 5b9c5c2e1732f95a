//! Performs the effects of the session. What fails while one is performed becomes an event.

use std::time::Duration;

use protocol::peer::ToViewer;
use tracing::{info, warn};

use super::App;
use crate::input::control::InputControl;
use crate::person::UserNotice;
use crate::platform::InjectError;
use session::{Effect, Event, GuestId, PathId, Right, RightEvent};

/// How long the last message may take to leave before the path is closed.
const LAST_MESSAGE: Duration = Duration::from_millis(300);

impl App {
    pub(super) async fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Signal(message) => {
                // While the link is down, the reconnecting task empties the queue.
                if self.connection.to_signal.try_send(message).is_err() {
                    warn!("a message to the signal server was dropped: the link is busy");
                }
            }
            Effect::AcceptOffer { guest, path, sdp } => self.accept(guest, path, sdp).await,
            Effect::AddCandidate { path, candidate, mid, line, .. } => {
                if self.connection.path.is(path) {
                    self.connection.path.add_candidate(candidate, mid, line).await;
                }
            }
            Effect::Send { guest, path, message } => self.send(guest, path, &message).await,
            Effect::Pong { guest, path, at } => {
                let (media, seen) = (self.clock.micros(), self.desktop.media.seen());
                self.send(guest, path, &ToViewer::Pong { at, media, seen }).await;
            }
            Effect::InputHandled { guest, path, number } => {
                let media = self.clock.micros();
                self.send(guest, path, &ToViewer::InputHandled { number, media }).await;
            }
            Effect::ClosePath { path, .. } => {
                if self.connection.path.is(path) {
                    tokio::time::sleep(LAST_MESSAGE).await;
                    self.connection.path.close().await;
                }
            }
            Effect::PreparePictures { .. } => self.desktop.media.prepare(),
            Effect::StartPictures { .. } => {
                self.desktop.media.start();
                if let Some(notice) = self.desktop.bandwidth.begin() {
                    self.show(notice);
                }
            }
            Effect::StopPictures { .. } => self.desktop.media.pause(),
            Effect::SendTiles { .. } => self.desktop.bandwidth.rates().allow_tiles(),
            Effect::ShowDisplay { display, .. } => self.desktop.media.show_display(display),
            Effect::Right { event, .. } => self.on_right(event),
            Effect::Inject { event, .. } => {
                let done = self.desktop.input.as_mut().map_or(Ok(()), |input| input.inject(event));
                self.check_input(done);
            }
            Effect::DiscardTyped => self.user.typed.discard(),
            Effect::Ask { id, question, helper, alias, proof, .. } => {
                let text = self.user.questions.text(question, &helper, alias.as_ref(), proof);
                self.show(UserNotice::Question { id, question, helper, proof, text });
            }
            Effect::Withdraw { id } => self.show(UserNotice::QuestionWithdrawn { id }),
            Effect::Recognise { guest, name, key } => {
                self.records.contacts.recognise(guest, name, key);
            }
            Effect::KeepContact { guest, name, key } => {
                self.records.contacts.keep(guest, name, key);
            }
            Effect::KnownHelperAdmitted { key, .. } => self.records.contacts.note_session(key),
            Effect::Notify { notice, .. } => self.notify(notice),
            Effect::Bandwidth(request) => {
                let notice = self.desktop.bandwidth.request(request);
                self.show(notice);
            }
            Effect::AppendLog(lines) => self.records.log.append(&lines),
            // The log has recorded it.
            Effect::LogAnswer { .. } => {}
        }
    }

    /// Injection begins and ends with the right to control.
    fn on_right(&mut self, event: RightEvent) {
        match event {
            RightEvent::Granted { right: Right::Control, .. } => {
                let granted = self.desktop.input.as_mut().map_or(Ok(()), InputControl::grant);
                self.check_input(granted);
                info!("control sharing began");
            }
            RightEvent::Ended { right: Right::Control, by } => {
                if let Some(input) = &mut self.desktop.input {
                    input.revoke();
                }
                info!(?by, "control sharing ended");
            }
            RightEvent::Requested(_)
            | RightEvent::Granted { .. }
            | RightEvent::Refused { .. }
            | RightEvent::Ended { .. } => {}
        }
    }

    fn check_input(&mut self, done: Result<(), InjectError>) {
        if let Err(error) = done {
            self.own_events.push_back(Event::InjectFailed(error.to_string()));
        }
    }

    async fn send(&mut self, guest: GuestId, path: PathId, message: &ToViewer) {
        if !self.connection.path.is(path) {
            return;
        }
        let text = message.encode();
        if self.connection.path.send_control(&text).await.is_err() {
            // A Helper who reads no messages is no longer connected.
            self.own_events.push_back(Event::PathFailed { guest, path });
        }
    }
}
