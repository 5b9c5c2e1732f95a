//! The session loop: takes one event after the other, and hands it to the session.
//!
//! The panic key comes first, then the User, then the Helper, then everything else. [`Turns`] keeps a busy
//! source from starving the others.

use protocol::peer::Phase;
use tracing::warn;

use super::sources::{EventSources, SharedSources};
use super::turns::{Source, Turns};
use super::{App, UserSide};
use crate::contacts::ContactsEvent;
use crate::invite::Delivered;
use crate::link::path::{FromPath, PathEvent, PathTask, TaskEnd};
use crate::log::FileEvent;
use crate::person::{InputLine, Note, UserError, UserNotice};
use crate::platform::appearance::AppearanceEvent;
use crate::platform::panic_key::PanicEvent;
use crate::platform::prompts::PromptEvent;
use crate::supervisor::Part;
use session::{Input, PersonInput, TransportInput};

impl App {
    /// Runs until the session has ended.
    pub(crate) async fn run(&mut self, sources: &mut EventSources, mut signals: SharedSources<'_>) {
        let mut turns = Turns::default();
        while self.session.end_reason().is_none() {
            let input = self.next(sources, &mut signals, &mut turns).await;
            self.own_inputs.extend(input);
            while let Some(input) = self.own_inputs.pop_front() {
                self.handle(input).await;
            }
        }
    }

    async fn handle(&mut self, input: Input) {
        if let Input::Transport(TransportInput::Up) = &input {
            self.log_address().await;
        }
        self.session.handle(input, self.clock.now());
        while let Some(output) = self.session.poll() {
            self.perform(output).await;
        }
    }

    /// Waits for the next event. Returns the input that follows from it, if any.
    async fn next(
        &mut self,
        sources: &mut EventSources,
        signals: &mut SharedSources<'_>,
        turns: &mut Turns,
    ) -> Option<Input> {
        let (clock, deadline) = (self.clock, self.session.deadline());
        let timer = async move {
            match deadline {
                Some(tick) => tokio::time::sleep_until(clock.instant(tick).into()).await,
                None => std::future::pending().await,
            }
        };
        let EventSources { from_signal, from_path, from_media, from_delivery, .. } = sources;
        let EventSources { from_contacts, from_log, panicked, prompts, days, died, .. } = sources;
        let SharedSources { lines, interrupt } = signals;
        let appearance = &mut self.desk.bandwidth.events;
        let (source, event) = tokio::select! {
            biased;
            Some(event) = panicked.recv() => return Some(self.on_panic(event)),
            () = &mut **interrupt, if turns.may(Source::Interrupt) => (Source::Interrupt, Event::Interrupt),
            Some(part) = died.recv(), if turns.may(Source::Died) => (Source::Died, Event::Died(part)),
            Some(event) = prompts.recv(), if turns.may(Source::Prompts) => (Source::Prompts, Event::Prompt(event)),
            Some(line) = lines.recv(), if turns.may(Source::Lines) => (Source::Lines, Event::Line(line)),
            Some(event) = from_path.recv(), if turns.may(Source::Connection) => (Source::Connection, Event::Path(event)),
            event = from_media.recv(), if turns.may(Source::Media) => {
                // The queue closes when the thread has died; it says so before it ends by itself.
                (Source::Media, event.map_or(Event::Died(Part::Pictures), Event::Media))
            }
            Some(event) = from_contacts.recv(), if turns.may(Source::Contacts) => (Source::Contacts, Event::Contacts(event)),
            Some(event) = from_log.recv(), if turns.may(Source::Log) => (Source::Log, Event::Log(event)),
            Some(event) = from_signal.recv(), if turns.may(Source::Signal) => (Source::Signal, Event::Input(Input::Signal(event))),
            Some(event) = appearance.recv(), if turns.may(Source::Appearance) => (Source::Appearance, Event::Appearance(event)),
            Some(waiting) = days.recv(), if turns.may(Source::Days) => (Source::Days, Event::Input(Input::Waiting(waiting))),
            Some(event) = from_delivery.recv(), if turns.may(Source::Delivery) => (Source::Delivery, Event::Delivered(event)),
            () = timer => return Some(Input::Timeout),
            () = std::future::ready(()), if turns.has_resting() => {
                turns.restart();
                return None;
            }
        };
        turns.took(source);
        self.on_event(event).await
    }

    async fn on_event(&mut self, event: Event) -> Option<Input> {
        match event {
            Event::Interrupt => {
                self.outcome.stop = true;
                return Some(Input::Person(PersonInput::Disconnect));
            }
            Event::Died(part) => return Some(self.on_part_died(part)),
            Event::Prompt(event) => return Some(self.on_prompt(event)),
            Event::Line(line) => return self.on_line(line),
            Event::Path(event) => return self.on_path(event),
            Event::Media(event) => return self.on_media(event).await,
            Event::Contacts(event) => return self.on_contacts(event),
            Event::Log(FileEvent::WriterDied) => return Some(self.on_part_died(Part::Log)),
            Event::Log(event) => self.on_log(event),
            Event::Input(input) => return Some(input),
            Event::Appearance(event) => {
                self.show(UserNotice::Note(Note::Appearance(event)));
            }
            Event::Delivered(event) => self.on_delivered(event),
        }
        None
    }

    /// Control was taken back already; the session has to know.
    fn on_panic(&self, event: PanicEvent) -> Input {
        if let PanicEvent::Failed(error) = event {
            self.show(UserNotice::Error(UserError::Text(error.to_string())));
        }
        Input::Person(PersonInput::StopControl)
    }

    /// The session cannot go on without this part: control ends at once, then the session.
    pub(super) fn on_part_died(&mut self, part: Part) -> Input {
        warn!(?part, "a part has panicked");
        if let Some(input) = &mut self.desk.input {
            input.revoke();
        }
        self.show(UserNotice::Error(UserError::Part(part)));
        self.outcome.failed = true;
        Input::Fault
    }

    fn on_prompt(&self, event: PromptEvent) -> Input {
        match event {
            PromptEvent::Open(open) => Input::SystemPrompt { open },
            // A prompt may be open: the Helper sees nothing until it is known again.
            PromptEvent::Unwatched => Input::SystemPrompt { open: true },
            PromptEvent::Failed(error) => {
                warn!(%error, "system prompts are no longer noticed");
                self.show(UserNotice::Note(Note::PromptsUnseen));
                Input::SystemPrompt { open: false }
            }
        }
    }

    fn on_line(&mut self, line: InputLine) -> Option<Input> {
        let UserSide { person, typed, .. } = &self.user;
        let input = person.read(typed.origin(), typed.text(line));
        // A User who disconnects before a Helper is there does not want to wait any longer.
        let leaves = input.command == Some(PersonInput::Disconnect);
        self.outcome.stop |= leaves && self.session.phase() == Phase::WaitingForConnect;
        input.for_session()
    }

    fn on_path(&mut self, event: FromPath) -> Option<Input> {
        match self.connection.path.current_event(event)? {
            PathEvent::Transport(input) => Some(Input::Transport(input)),
            PathEvent::KeyframeRequested => {
                self.desk.media.request_keyframe();
                None
            }
            PathEvent::Ended { why: TaskEnd::Finished, .. } => None,
            PathEvent::Ended { task, why: TaskEnd::Panicked } => {
                Some(self.on_part_died(part_of(task)))
            }
            PathEvent::Ended { task, why: why @ (TaskEnd::Closed | TaskEnd::Failed(_)) } => {
                if why != TaskEnd::Closed {
                    warn!(?task, ?why, "the path failed");
                }
                Some(Input::Transport(TransportInput::Down))
            }
        }
    }

    fn on_contacts(&self, event: ContactsEvent) -> Option<Input> {
        match event {
            ContactsEvent::Met(result) => {
                Some(Input::Meeting(self.note_failure(result.map_err(Note::NotKept))))
            }
            ContactsEvent::Kept(result) => {
                let kept = self.note_failure(result.map_err(Note::NotKept));
                Some(Input::Kept(kept.is_some()))
            }
            ContactsEvent::Noted(result) => {
                self.note_failure(result.map_err(Note::NotNoted));
                None
            }
        }
    }

    /// Shows why something was not possible; the session goes on.
    fn note_failure<T>(&self, result: Result<T, Note>) -> Option<T> {
        result.map_err(|note| self.show(UserNotice::Note(note))).ok()
    }

    pub(super) fn on_log(&self, event: FileEvent) {
        self.show(match event {
            FileEvent::Begun(path) => UserNotice::LogStarted { path: path.display().to_string() },
            FileEvent::Failed(error) => UserNotice::Note(Note::LogNotKept(error)),
            FileEvent::WriterDied => return,
        });
    }

    pub(super) fn on_delivered(&self, event: Delivered) {
        self.show(match event {
            Delivered::Saved { path } => UserNotice::InvitationSaved { path },
            Delivered::Mailed { to, by_program } => UserNotice::InvitationMailed { to, by_program },
            Delivered::MailedIsVoid => UserNotice::Note(Note::MailedIsVoid),
            Delivered::Failed(text) => UserNotice::Error(UserError::Text(text)),
        });
    }
}

/// The part of the program that a task of a path belongs to.
fn part_of(task: PathTask) -> Part {
    match task {
        PathTask::Frames | PathTask::KeyframeRequests => Part::Video,
        PathTask::Tiles => Part::Tiles,
        PathTask::Reader(_) | PathTask::Opening | PathTask::Connection => Part::Channels,
    }
}

/// An event of one of the sources.
enum Event {
    Interrupt,
    Died(Part),
    Prompt(PromptEvent),
    Line(InputLine),
    Path(FromPath),
    Media(crate::picture::MediaEvent),
    Contacts(ContactsEvent),
    Log(FileEvent),
    Input(Input),
    Appearance(AppearanceEvent),
    Delivered(Delivered),
}
