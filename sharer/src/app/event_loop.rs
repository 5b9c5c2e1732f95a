//! The session loop: takes one event after the other, and hands it to the driver.
//!
//! The panic key comes first, then the User, then the Helper, then everything else. [`Turns`] keeps a busy
//! source from starving the others.

use protocol::channel::Channel;
use protocol::peer::InputLoss;
use tracing::{debug, warn};

use super::sources::{EventSources, SharedSources};
use super::turns::{Source, Turns};
use super::{App, UserSide};
use crate::contacts::ContactsEvent;
use crate::invite::{Delivered, DeliveryRequest};
use crate::link::path::{FromPath, PathEvent, PathTask, TaskEnd};
use crate::log::{self, FileEvent};
use crate::person::{FromUser, Note, UserError, UserNotice};
use crate::platform::appearance::AppearanceEvent;
use crate::platform::elements::FoundElement;
use crate::platform::panic_key::PanicEvent;
use crate::platform::prompts::PromptEvent;
use crate::supervisor::Part;
use crate::transfer::TransferEvent;
use session::{Event, Outcome, TransportInput};
use transfer::shell::TransferInput;

impl App {
    /// Runs until the session has ended.
    pub(crate) async fn run(
        &mut self,
        sources: &mut EventSources,
        mut shared: SharedSources<'_>,
    ) -> Outcome {
        let mut turns = Turns::default();
        loop {
            self.handle_events().await;
            if let Some(outcome) = self.driver.outcome() {
                return outcome;
            }
            let event = self.next(sources, &mut shared, &mut turns).await;
            self.own_events.extend(event);
        }
    }

    /// Handles the events that wait, and what they cause.
    pub(super) async fn handle_events(&mut self) {
        while let Some(event) = self.own_events.pop_front() {
            self.driver.handle(event, self.clock.now(), log::moment());
            while let Some(effect) = self.driver.poll() {
                self.perform(effect).await;
            }
        }
    }

    /// Waits for the next event. Returns what it means to the driver, if anything.
    async fn next(
        &mut self,
        sources: &mut EventSources,
        shared: &mut SharedSources<'_>,
        turns: &mut Turns,
    ) -> Option<Event> {
        let (clock, deadline) = (self.clock, self.driver.deadline());
        let timer = async move {
            match deadline {
                Some(tick) => clock.reaches(tick).await,
                None => std::future::pending().await,
            }
        };
        let EventSources { from_signal, from_path, from_media, from_delivery, .. } = sources;
        let EventSources { from_contacts, from_log, from_transfers, panicked, .. } = sources;
        let EventSources { lost, prompts, days, died, elements, .. } = sources;
        let SharedSources { lines, interrupt } = shared;
        let appearance = &mut self.desktop.bandwidth.events;
        let (source, event) = tokio::select! {
            biased;
            Some(event) = panicked.recv() => return Some(on_panic_key(event)),
            () = &mut **interrupt, if turns.may(Source::Interrupt) => (Source::Interrupt, SourceEvent::Interrupt),
            Some(part) = died.recv(), if turns.may(Source::Died) => (Source::Died, SourceEvent::Died(part)),
            Some(event) = prompts.recv(), if turns.may(Source::Prompts) => (Source::Prompts, SourceEvent::Prompt(event)),
            Some(line) = lines.recv(), if turns.may(Source::Lines) => (Source::Lines, SourceEvent::Line(line)),
            Some(loss) = lost.recv(), if turns.may(Source::Lost) => (Source::Lost, SourceEvent::Driver(Event::InputLost(loss))),
            Some(event) = from_path.recv(), if turns.may(Source::Connection) => (Source::Connection, SourceEvent::Path(event)),
            event = from_media.recv(), if turns.may(Source::Media) => {
                // The queue closes when the media thread has panicked; otherwise it reports Failed first.
                (Source::Media, event.map_or(SourceEvent::Died(Part::Pictures), SourceEvent::Media))
            }
            Some(event) = from_contacts.recv(), if turns.may(Source::Contacts) => (Source::Contacts, SourceEvent::Contacts(event)),
            Some(event) = from_log.recv(), if turns.may(Source::Log) => (Source::Log, SourceEvent::Log(event)),
            Some(event) = from_transfers.recv(), if turns.may(Source::Transfers) => (Source::Transfers, SourceEvent::Transfer(event)),
            Some(found) = elements.recv(), if turns.may(Source::Elements) => (Source::Elements, SourceEvent::Element(found)),
            Some(event) = from_signal.recv(), if turns.may(Source::Signal) => (Source::Signal, SourceEvent::Driver(Event::Signal(event))),
            Some(event) = appearance.recv(), if turns.may(Source::Appearance) => (Source::Appearance, SourceEvent::Appearance(event)),
            Some(waiting) = days.recv(), if turns.may(Source::Days) => (Source::Days, SourceEvent::Driver(Event::KnownHelpers(waiting))),
            Some(event) = from_delivery.recv(), if turns.may(Source::Delivery) => (Source::Delivery, SourceEvent::Delivered(event)),
            () = timer => return Some(Event::Timeout),
            () = std::future::ready(()), if turns.has_resting() => {
                turns.restart();
                return None;
            }
        };
        turns.took(source);
        self.on_event(event).await
    }

    async fn on_event(&mut self, event: SourceEvent) -> Option<Event> {
        match event {
            SourceEvent::Interrupt => return Some(Event::Interrupted),
            SourceEvent::Died(part) => return self.on_part_died(part),
            SourceEvent::Prompt(event) => return self.on_prompt(event),
            SourceEvent::Line(FromUser::Deliver(request)) => self.on_delivery_request(request),
            SourceEvent::Line(line) => return Some(self.on_line(line)),
            SourceEvent::Path(event) => return self.on_path(event).await,
            SourceEvent::Media(event) => return self.on_media(event).await,
            SourceEvent::Contacts(event) => return self.on_contacts(event),
            SourceEvent::Log(event) => return self.on_log(event),
            SourceEvent::Transfer(event) => return self.on_transfer_event(event),
            SourceEvent::Element(found) => return self.desktop.marks.on_element(found),
            SourceEvent::Driver(event) => return Some(event),
            SourceEvent::Appearance(event) => {
                self.show(UserNotice::Note(Note::Appearance(event)));
            }
            SourceEvent::Delivered(event) => self.on_delivered(event),
        }
        None
    }

    /// If the session cannot go on without this part, control ends at once, then the session.
    pub(super) fn on_part_died(&mut self, part: Part) -> Option<Event> {
        warn!(?part, "a part has panicked");
        if !part.is_essential() {
            self.show(UserNotice::Error(UserError::Part(part)));
            return None;
        }
        if let Some(input) = &mut self.desktop.input {
            input.revoke();
        }
        self.show(UserNotice::Error(UserError::Part(part)));
        self.has_failed = true;
        Some(Event::PartFailed)
    }

    fn on_prompt(&mut self, event: PromptEvent) -> Option<Event> {
        Some(match event {
            PromptEvent::Open(open) => Event::SystemPrompt { open },
            // A prompt may be open: the Helper sees nothing until it is known again.
            PromptEvent::Unwatched => Event::SystemPrompt { open: true },
            PromptEvent::OutOfReach(in_front) => {
                let news = self.desktop.out_of_reach.on_window(in_front);
                self.tell_of_reach(news);
                return None;
            }
            PromptEvent::Failed(error) => {
                warn!(%error, "system prompts are no longer noticed");
                Event::PromptsUnwatched
            }
        })
    }

    /// Tells both people whether the window in front takes input from the Helper, if there is news of it.
    pub(super) fn tell_of_reach(&mut self, news: Option<bool>) {
        if let Some(in_front) = news {
            self.show(UserNotice::Note(Note::OutOfReach { in_front }));
            if in_front {
                // The Helper is told before they click in vain.
                self.own_events.push_back(Event::InputLost(InputLoss::OutOfReach));
            }
        }
    }

    fn on_line(&self, given: FromUser) -> Event {
        let UserSide { person, typed, .. } = &self.user;
        person.command(typed, given).for_session()
    }

    async fn on_path(&mut self, event: FromPath) -> Option<Event> {
        let (guest, path) = (self.connection.guest, event.path);
        match self.connection.paths.open_event(event)? {
            PathEvent::Transport(TransportInput::Up) => {
                let address = self.connection.paths.peer_address(path).await;
                Some(Event::PathUp { guest, path, address })
            }
            PathEvent::Transport(input) => Some(Event::Transport { guest, path, input }),
            PathEvent::KeyframeRequested => {
                self.desktop.media.request_keyframe();
                None
            }
            PathEvent::Bulk(bytes) => {
                let input = TransportInput::Message { channel: Channel::Bulk, bytes };
                Some(Event::Transport { guest, path, input })
            }
            PathEvent::BulkRoom => {
                let input = TransferInput::Room;
                let is_active = self.connection.paths.is_active(path);
                is_active.then_some(Event::Transfer { guest, input })
            }
            PathEvent::Ended { why: TaskEnd::Finished, .. } => None,
            PathEvent::Ended { task, why: TaskEnd::Panicked } => self.on_part_died(part_of(task)),
            PathEvent::Ended { task, why: why @ (TaskEnd::Closed | TaskEnd::Failed(_)) } => {
                if why != TaskEnd::Closed {
                    // As for an offer.
                    debug!(?task, ?why, "the path failed");
                }
                Some(Event::PathFailed { guest, path })
            }
        }
    }

    pub(super) fn on_contacts(&self, event: ContactsEvent) -> Option<Event> {
        match event {
            ContactsEvent::Recognised(guest, recognition) => {
                Some(Event::Recognised { guest, recognition })
            }
            ContactsEvent::Kept(guest, kept) => Some(Event::ContactKept { guest, kept }),
            ContactsEvent::Noted(result) => {
                if let Err(why) = result {
                    self.show(UserNotice::Note(Note::NotNoted(why)));
                }
                None
            }
        }
    }

    pub(super) fn on_log(&mut self, event: FileEvent) -> Option<Event> {
        match event {
            FileEvent::Begun(path) => {
                self.show(UserNotice::LogStarted { path: path.display().to_string() });
                None
            }
            FileEvent::Written(bytes) => Some(Event::LogWritten { bytes }),
            FileEvent::Failed(error) => {
                Some(Event::LogFailed(Some(crate::words::faults::log(&error))))
            }
            FileEvent::WriterDied => self.on_part_died(Part::Log),
        }
    }

    fn on_delivery_request(&mut self, request: DeliveryRequest) {
        if let Some(delivered) = self.invitation.delivery.on_request(request) {
            self.on_delivered(delivered);
        }
    }

    pub(super) fn on_delivered(&self, event: Delivered) {
        self.show(match event {
            Delivered::Saved { path } => UserNotice::InvitationSaved { path },
            Delivered::Mailed { to, by_program } => UserNotice::InvitationMailed { to, by_program },
            Delivered::MailedIsVoid => UserNotice::Note(Note::MailedIsVoid),
            Delivered::Failed { way, why } => UserNotice::Error(UserError::Delivery { way, why }),
        });
    }
}

/// Control was taken back already; the session has to know.
fn on_panic_key(event: PanicEvent) -> Event {
    let failed = match event {
        PanicEvent::Failed(error) => Some(crate::words::platform::desktop(&error)),
        PanicEvent::Pressed => None,
    };
    Event::PanicKey { failed }
}

/// The part of the program that a task of a path belongs to.
fn part_of(task: PathTask) -> Part {
    match task {
        PathTask::Frames | PathTask::KeyframeRequests => Part::Video,
        PathTask::Tiles => Part::Tiles,
        PathTask::PortMapping => Part::PortMapping,
        PathTask::Reader(_) | PathTask::Opening | PathTask::Connection | PathTask::BulkRoom => {
            Part::Channels
        }
    }
}

/// An event of one of the sources.
enum SourceEvent {
    Interrupt,
    Died(Part),
    Prompt(PromptEvent),
    Line(FromUser),
    Path(FromPath),
    Media(crate::picture::MediaEvent),
    Contacts(ContactsEvent),
    Log(FileEvent),
    Transfer(TransferEvent),
    Driver(Event),
    Appearance(AppearanceEvent),
    Element(FoundElement),
    Delivered(Delivered),
}
