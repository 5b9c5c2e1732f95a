//! One session: a loop feeds the driver of `core/session` with events, and performs its effects.

pub(crate) mod bandwidth;
pub(crate) mod border;
mod event_loop;
pub(crate) mod guest_paths;
pub(crate) mod marks;
pub(crate) mod out_of_reach;
mod people;
mod perform;
mod pictures;
pub(crate) mod sources;
pub(crate) mod transfers;
mod turns;

use std::collections::VecDeque;
use std::sync::Arc;

use protocol::signal::ToSignal;
use rand_core::OsRng;
use tokio::sync::{Notify, mpsc};

use crate::app::bandwidth::Bandwidth;
use crate::app::border::SharedBorder;
use crate::app::guest_paths::GuestPaths;
use crate::app::marks::SharedMarks;
use crate::app::out_of_reach::OutOfReach;
use crate::app::sources::EventSources;
use crate::app::transfers::Transfers;
use crate::clock::Clock;
use crate::contacts::{SessionContacts, WaitsFor};
use crate::input::control::InputControl;
use crate::invite::Delivery;
use crate::link::network_watch::NetworkWatch;
use crate::link::signal::ServerUrl;
use crate::log::SessionLog;
use crate::path_kind::PathKind;
use crate::person::{Note, PersonHandle, StandardInput, UserError, UserNotice};
use crate::picture::MediaHandle;
use crate::platform::prompts::PromptWatch;
use crate::policy::Questions;
use session::{ControlStop, Driver, Event, GuestId};

/// Events of the panic key that may wait. One is enough to end control.
pub(crate) const PANIC_EVENTS: usize = 4;

/// One session, and what it acts on.
pub(crate) struct App {
    pub(crate) driver: Driver<OsRng>,
    pub(crate) clock: Clock,
    pub(crate) user: UserSide,
    pub(crate) invitation: Invitation,
    pub(crate) desktop: SharedDesktop,
    pub(crate) connection: Connection,
    pub(crate) records: Records,
    pub(crate) transfers: Transfers,
    /// A part of the program has failed.
    pub(crate) has_failed: bool,
    /// Events of performed effects. The driver handles them after its other effects.
    pub(crate) own_events: VecDeque<Event>,
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
pub(crate) struct SharedDesktop {
    pub(crate) media: MediaHandle,
    /// `None` where nothing can be controlled.
    pub(crate) input: Option<InputControl>,
    pub(crate) bandwidth: Bandwidth,
    pub(crate) border: SharedBorder,
    pub(crate) marks: SharedMarks,
    /// Whether the window in front takes no input.
    pub(crate) out_of_reach: OutOfReach,
    /// Watches for system prompts until it is dropped.
    #[expect(dead_code, reason = "it works in its own thread")]
    pub(crate) prompt_watch: Option<Box<dyn PromptWatch>>,
}

impl SharedDesktop {
    /// What ends control at once when the User wants it back.
    pub(crate) fn control_stop(&self) -> ControlStop {
        self.input.as_ref().map_or(ControlStop::PanicKey, InputControl::stop)
    }
}

/// The paths to the Helper and the link to the signal server.
pub(crate) struct Connection {
    pub(crate) paths: GuestPaths,
    /// Which way pictures take.
    pub(crate) kind: Option<PathKind>,
    /// The Helper at the other end of the paths.
    pub(crate) guest: GuestId,
    pub(crate) to_signal: mpsc::Sender<ToSignal>,
    /// Makes the link to the signal server anew.
    pub(crate) restart_signal: Arc<Notify>,
    /// Does so at once, because the network has changed.
    pub(crate) network_changed: Arc<Notify>,
    /// Watches the network of this computer, once a Helper is to be reached.
    pub(crate) network_watch: Option<NetworkWatch>,
}

impl Connection {
    /// From here on the link to the signal server is made anew as soon as the network changes: the old one
    /// may be dead without having closed, and it is needed to find the Helper again.
    pub(crate) fn watch_network(&mut self) {
        let changed = &self.network_changed;
        self.network_watch.get_or_insert_with(|| NetworkWatch::start(changed.clone()));
    }
}

/// What is kept of the session.
pub(crate) struct Records {
    pub(crate) contacts: SessionContacts,
    pub(crate) log: SessionLog,
}

impl App {
    /// Shows something to the User.
    pub(crate) fn show(&self, notice: UserNotice) {
        self.user.person.notify(notice);
    }

    /// The session has ended: restores the desktop, and waits until files are written.
    pub(crate) async fn finish(&mut self, sources: &mut EventSources) {
        self.desktop.border.set_sent(false);
        self.desktop.marks.clear();
        for event in self.desktop.bandwidth.end().await {
            self.show(UserNotice::Note(Note::Appearance(event)));
        }
        self.records.contacts.finish().await;
        while let Ok(event) = sources.from_contacts.try_recv() {
            let event = self.on_contacts(event);
            self.own_events.extend(event);
        }
        self.handle_events().await;
        let log = self.records.log.finish();
        while let Ok(event) = sources.from_log.try_recv() {
            let event = self.on_log(event);
            self.own_events.extend(event);
        }
        if log.is_err() {
            self.own_events.push_back(Event::LogFailed(None));
        }
        self.handle_events().await;
        while let Ok(part) = sources.died.try_recv() {
            self.show(UserNotice::Error(UserError::Part(part)));
        }
    }
}

#[cfg(test)]
mod tests;
