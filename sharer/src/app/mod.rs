//! One session: a loop feeds the session machine with events, and performs its outputs.

pub(crate) mod bandwidth;
mod event_loop;
pub(crate) mod guest_path;
mod people;
mod pictures;
pub(crate) mod sources;
mod turns;

use std::collections::VecDeque;
use std::time::Duration;

use protocol::channel::Channel;
use protocol::peer::{Party, ToViewer};
use protocol::signal::ToSignal;
use rand_core::OsRng;
use tokio::sync::mpsc;
use tracing::{info, warn};

use crate::app::bandwidth::Bandwidth;
use crate::app::guest_path::GuestPath;
use crate::app::sources::EventSources;
use crate::clock::Clock;
use crate::contacts::{SessionContacts, WaitsFor};
use crate::input::control::InputControl;
use crate::invite::Delivery;
use crate::link::path::Message;
use crate::link::signal::ServerUrl;
use crate::log::{LogEffects, SessionLog};
use crate::person::{Note, PersonHandle, StandardInput, UserError, UserNotice};
use crate::picture::MediaHandle;
use crate::platform::InjectError;
use crate::platform::prompts::PromptWatch;
use crate::policy::Questions;
use session::{Input, Output, PersonInput, Session, TransportInput};

/// Events of the panic key that may wait. One is enough to end control.
pub(crate) const PANIC_EVENTS: usize = 4;

/// How long the last message may take to leave before the connection is closed.
const LAST_MESSAGE: Duration = Duration::from_millis(300);

/// One session, and what it acts on.
pub(crate) struct App {
    pub(crate) session: Session<OsRng>,
    pub(crate) clock: Clock,
    pub(crate) user: UserSide,
    pub(crate) invitation: Invitation,
    pub(crate) desk: Desk,
    pub(crate) connection: Connection,
    pub(crate) records: Records,
    pub(crate) outcome: Outcome,
    /// Inputs that follow from performed outputs. The session handles them after its other outputs.
    pub(crate) own_inputs: VecDeque<Input>,
}

/// The User, at a terminal or behind a program.
pub(crate) struct UserSide {
    pub(crate) person: PersonHandle,
    pub(crate) typed: StandardInput,
    /// How the User is asked.
    pub(crate) questions: Questions,
}

/// How a Helper finds this session.
pub(crate) struct Invitation {
    /// The address that the Helper opens.
    pub(crate) page: ServerUrl,
    pub(crate) waits_for: WaitsFor,
    pub(crate) secret_in_link: bool,
    pub(crate) delivery: Delivery,
}

/// The desktop that is shared.
pub(crate) struct Desk {
    pub(crate) media: MediaHandle,
    /// `None` where nothing can be controlled.
    pub(crate) input: Option<InputControl>,
    pub(crate) bandwidth: Bandwidth,
    /// Watches for system prompts until it is dropped.
    #[expect(dead_code, reason = "it works in its own thread")]
    pub(crate) prompt_watch: Option<Box<dyn PromptWatch>>,
}

/// The path to the Helper and the link to the signal server.
pub(crate) struct Connection {
    pub(crate) path: GuestPath,
    pub(crate) to_signal: mpsc::Sender<ToSignal>,
}

/// What is kept of the session.
pub(crate) struct Records {
    pub(crate) contacts: SessionContacts,
    pub(crate) log: SessionLog,
}

/// What the program has to know about the session when it has ended.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// A Helper whom this computer knows was admitted.
    pub(crate) helped: bool,
    /// No other session is to follow.
    pub(crate) stop: bool,
    /// A part of the program has failed.
    pub(crate) failed: bool,
}

impl App {
    /// Shows something to the User.
    pub(crate) fn show(&self, notice: UserNotice) {
        self.user.person.notify(notice);
    }

    /// The session has ended: restores the desktop, and waits until files are written.
    pub(crate) async fn finish(&mut self, sources: &mut EventSources) {
        for event in self.desk.bandwidth.end().await {
            self.show(UserNotice::Note(Note::Appearance(event)));
        }
        self.records.contacts.finish().await;
        self.records.log.finish();
        while let Ok(event) = sources.from_log.try_recv() {
            self.on_log(event);
        }
    }

    /// The address of the Helper is logged before anything else that the connection causes.
    async fn log_address(&mut self) {
        let address = self.connection.path.peer_address().await;
        let effects = self.records.log.connected(address.as_deref());
        self.after_log(effects).await;
    }

    async fn after_log(&mut self, effects: LogEffects) {
        if effects.differs {
            self.show(UserNotice::Note(Note::LogDiffers));
        }
        for message in effects.helper {
            self.tell(&message).await;
        }
    }

    async fn perform(&mut self, output: Output) {
        let effects = self.records.log.observe(&output);
        self.after_log(effects).await;
        match output {
            Output::Signal(message) => {
                // While the link is down, the reconnecting task empties the queue.
                if self.connection.to_signal.try_send(message).is_err() {
                    warn!("a message to the signal server was dropped: the link is busy");
                }
            }
            Output::AcceptOffer { sdp } => self.accept(sdp).await,
            Output::AddCandidate { candidate, mid, line } => {
                self.connection.path.add_candidate(candidate, mid, line).await;
            }
            Output::Tell(message) => self.tell(&message).await,
            Output::Pong { at } => {
                let media = self.clock.micros();
                let seen = self.desk.media.seen();
                self.tell(&ToViewer::Pong { at, media, seen }).await;
            }
            Output::Taken { number } => {
                let media = self.clock.micros();
                self.tell(&ToViewer::Taken { number, media }).await;
            }
            Output::CloseTransport => {
                if self.connection.path.is_open() {
                    tokio::time::sleep(LAST_MESSAGE).await;
                    self.connection.path.close().await;
                }
            }
            Output::PreparePictures => self.desk.media.prepare(),
            Output::StartPictures => {
                self.desk.media.start();
                if let Some(notice) = self.desk.bandwidth.begin() {
                    self.show(notice);
                }
            }
            Output::SendTiles => self.desk.bandwidth.rates().allow_tiles(),
            Output::ShowDisplay(choice) => self.desk.media.show_display(choice),
            Output::StopPictures => self.desk.media.pause(),
            Output::ControlStarted => self.start_control(),
            Output::ControlEnded { by } => self.end_control(by),
            Output::Inject(admitted) => {
                let done = self.desk.input.as_mut().map_or(Ok(()), |input| input.inject(admitted));
                self.check_input(done);
            }
            Output::DiscardTyped => self.user.typed.discard(),
            Output::Ask { id, question, helper, alias, proof } => {
                let text = self.user.questions.text(question, &helper, alias.as_ref(), proof);
                self.show(UserNotice::Question { id, question, helper, proof, text });
            }
            Output::Meet { name, key } => self.records.contacts.meet(name, key),
            Output::Keep { name, key } => self.records.contacts.keep(name, key),
            Output::Met { key } => {
                self.outcome.helped = true;
                self.records.contacts.note_session(key);
            }
            Output::Withdraw { id } => {
                self.show(UserNotice::QuestionWithdrawn { id });
            }
            Output::Notify(notice) => self.notify(notice),
            Output::Bandwidth(wish) => {
                let notice = self.desk.bandwidth.wish(wish);
                self.show(notice);
            }
            // The log has recorded it.
            Output::LogAnswer(_) => {}
        }
    }

    fn start_control(&mut self) {
        let granted = self.desk.input.as_mut().map_or(Ok(()), InputControl::grant);
        self.check_input(granted);
        info!("control sharing began");
    }

    fn end_control(&mut self, by: Party) {
        if let Some(input) = &mut self.desk.input {
            input.revoke();
        }
        self.show(UserNotice::ControlEnded { by });
        info!(?by, "control sharing ended");
    }

    /// Input that cannot act, or cannot be stopped, must not have control.
    fn check_input(&mut self, done: Result<(), InjectError>) {
        if let Err(error) = done {
            self.show(UserNotice::Error(UserError::Text(error.to_string())));
            self.own_inputs.push_back(Input::Person(PersonInput::StopControl));
        }
    }

    async fn tell(&mut self, message: &ToViewer) {
        let text = message.encode();
        if self.connection.path.send(Channel::Control, Message::Text(&text)).await.is_err() {
            // A Helper who reads no messages is no longer connected.
            self.own_inputs.push_back(Input::Transport(TransportInput::Down));
        }
    }
}

#[cfg(test)]
mod tests;
