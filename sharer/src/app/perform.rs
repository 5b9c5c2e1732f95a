//! Performs the effects of the session. What fails while one is performed becomes an event.

use std::time::Duration;

use protocol::peer::{Envelope, ToViewer};
use protocol::signal::ToSignal;
use tracing::{info, warn};

use super::App;
use crate::input::control::InputControl;
use crate::person::UserNotice;
use crate::platform::{InjectError, elapsed_with_suspension};
use crate::words;
use session::{Effect, Event, GuestId, PathId, Right, RightEvent};

/// How long the last message may take to leave before the path is closed.
const LAST_MESSAGE: Duration = Duration::from_millis(300);

impl App {
    pub(super) async fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Signal(message) => self.signal(message),
            Effect::RestartSignal => self.connection.restart_signal.notify_one(),
            Effect::AcceptOffer { guest, path, sdp, ice_servers } => {
                self.accept(guest, path, sdp, ice_servers).await;
            }
            Effect::AddCandidate { path, candidate, mid, line, .. } => {
                self.connection.paths.add_candidate(path, candidate, mid, line).await;
            }
            Effect::OpenLane { guest, path, token, secret } => {
                self.connection.guest = guest;
                self.connection.paths.open_lane(path, token, secret);
            }
            Effect::UsePath { path, .. } => self.use_path(path).await,
            Effect::Send { guest, path, message } => self.send(guest, path, &message).await,
            Effect::Pong { guest, path, at, received } => {
                let (media, seen) = (self.clock.micros(), self.desktop.media.seen());
                let message = received.envelope(ToViewer::Pong { at, media, seen });
                self.send(guest, path, &message).await;
            }
            Effect::InputHandled { guest, path, number, received } => {
                let media = self.clock.micros();
                let message = received.envelope(ToViewer::InputHandled { number, media });
                self.send(guest, path, &message).await;
            }
            Effect::ClosePath { path, .. } => self.close_path(path).await,
            // The driver keeps them to itself.
            Effect::Say { .. } | Effect::Acknowledged { .. } => {}
            Effect::PreparePictures { .. } => self.desktop.media.prepare(),
            Effect::StartPictures { .. } => {
                self.desktop.media.start();
                self.desktop.border.set_sent(true);
                if let Some(notice) = self.desktop.bandwidth.begin() {
                    self.show(notice);
                }
            }
            Effect::StopPictures { .. } => {
                self.desktop.media.pause();
                self.desktop.border.set_sent(false);
            }
            Effect::Decodes { messages, .. } => self.connection.paths.decodes(messages),
            Effect::RequestKeyframe { .. } => self.desktop.media.request_keyframe(),
            Effect::SendTiles { .. } => self.desktop.bandwidth.rates().allow_tiles(),
            Effect::ShowDisplay { display, .. } => self.desktop.media.show_display(display),
            Effect::Right { event, .. } => self.on_right(event),
            Effect::Inject { event, .. } => {
                let done = self.desktop.input.as_mut().map_or(Ok(()), |input| input.inject(event));
                self.check_input(done);
            }
            Effect::ShowMarks { helper, marks, .. } => self.desktop.marks.show(&helper, marks),
            Effect::FindElement { guest, step, at } => self.desktop.marks.find(guest, step, at),
            Effect::SendFile { choice, path, .. } => self.open_file(choice, path),
            Effect::ReceiveFolder { batch, empty, .. } => {
                self.transfers.expect_folder(batch, empty);
            }
            Effect::DiscardTyped => self.user.typed.discard(),
            effect @ Effect::Ask { .. } => self.ask(effect),
            Effect::Withdraw { id } => self.show(UserNotice::QuestionWithdrawn { id }),
            Effect::Answered { id } => self.show(UserNotice::QuestionAnswered { id }),
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
            Effect::ReadClipboard { on, .. } => self.transfers.read_clipboard(on),
            Effect::Transfer { guest, effect } => self.perform_transfer(guest, effect).await,
            // The log has recorded it.
            Effect::LogAnswer { .. } => {}
        }
    }

    fn ask(&self, effect: Effect) {
        let Effect::Ask { id, question, helper, alias, proof, resembles, files, until, .. } =
            effect
        else {
            return;
        };
        let (alias, known) = (alias.as_ref(), resembles.as_ref());
        let stop = self.desktop.control_stop();
        let text = match &files {
            Some(batch) => {
                let asker = words::contacts::asker(&helper, alias);
                words::files::incoming(&asker, batch, self.transfers.folder())
            }
            None => self.user.questions.text(question, &helper, alias, proof, known, stop),
        };
        // What the other effects took is gone for the User as well.
        let until = elapsed_with_suspension() + until.since(self.clock.now());
        self.show(UserNotice::Question {
            id,
            question,
            helper,
            proof,
            resembles,
            text,
            files,
            until,
            stop,
        });
    }

    fn signal(&self, message: ToSignal) {
        // While the link is down, the reconnecting task empties the queue.
        if self.connection.to_signal.try_send(message).is_err() {
            warn!("a message to the signal server was dropped: the link is busy");
        }
    }

    async fn use_path(&mut self, path: PathId) {
        let rates = self.desktop.bandwidth.rates();
        self.connection.paths.use_path(path, rates).await;
        self.connection.kind = self.connection.paths.kind().await;
        if let Some(path) = self.connection.kind {
            self.show(UserNotice::Path { path });
        }
    }

    async fn close_path(&mut self, path: PathId) {
        if self.connection.paths.is_active(path) {
            tokio::time::sleep(LAST_MESSAGE).await;
        }
        self.connection.paths.close(path).await;
    }

    /// Injection begins and ends with the right to control.
    fn on_right(&mut self, event: RightEvent) {
        match event {
            RightEvent::Granted { right: Right::Control, .. } => {
                let granted = self.desktop.input.as_mut().map_or(Ok(()), InputControl::grant);
                self.check_input(granted);
                self.desktop.border.set_controlled(true);
                let news = self.desktop.out_of_reach.on_control(true);
                self.tell_of_reach(news);
                info!("control sharing began");
            }
            RightEvent::Ended { right: Right::Control, by } => {
                if let Some(input) = &mut self.desktop.input {
                    input.revoke();
                }
                self.desktop.border.set_controlled(false);
                let news = self.desktop.out_of_reach.on_control(false);
                self.tell_of_reach(news);
                info!(?by, "control sharing ended");
            }
            RightEvent::Granted { right: Right::Point, .. } => self.watch_marks(true),
            RightEvent::Ended { right: Right::Point, .. } => self.watch_marks(false),
            RightEvent::Requested(_)
            | RightEvent::Granted { .. }
            | RightEvent::Refused { .. }
            | RightEvent::Ended { .. } => {}
        }
    }

    fn watch_marks(&mut self, are_allowed: bool) {
        let watched =
            self.desktop.input.as_mut().map_or(Ok(()), |input| input.watch_marks(are_allowed));
        // What Esc would not take away must not be drawn.
        self.check_input(watched);
    }

    fn check_input(&mut self, done: Result<(), InjectError>) {
        if let Err(error) = done {
            self.own_events.push_back(Event::InjectFailed(words::platform::input(&error)));
        }
    }

    async fn send(&mut self, guest: GuestId, path: PathId, message: &Envelope<ToViewer>) {
        let text = message.encode();
        if self.connection.paths.send_control(path, &text).await.is_err() {
            // A Helper who reads no messages is no longer connected.
            self.own_events.push_back(Event::PathFailed { guest, path });
        }
    }
}
