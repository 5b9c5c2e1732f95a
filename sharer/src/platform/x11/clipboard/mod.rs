//! The clipboard on X11: the selection `CLIPBOARD`.
//!
//! A thread with its own connection owns what was written, reads what others have copied, and learns from XFixes when
//! somebody copies. `PRIMARY`, which the middle button pastes, is neither read nor written: it is what the User has
//! selected in some window, which loses its highlight when another program takes the selection.
//!
//! In a Wayland session it is the clipboard of all programs where the compositor passes it on; see [`bridge`].

use std::sync::mpsc;

use protocol::time::Tick;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xfixes::{self, ConnectionExt as _, SelectionEventMask};
use x11rb::protocol::xproto::ConnectionExt as _;

mod bridge;
mod formats;
mod reading;
mod serving;

use bridge::Bridge;
use formats::Atoms;
use reading::Reading;
use serving::Serving;

use super::connection::Connection;
use crate::clock::Clock;
use crate::platform::clipboard::gathering::Outcome;
use crate::platform::clipboard::thread::{ClipboardThread, Order, Told};
use crate::platform::clipboard::{ClipboardError, CopyNotice};
use crate::platform::error::PlatformError;
use crate::platform::parts::{ClipboardOpener, Desktop};
use crate::supervisor::Supervisor;

/// Events of one turn. With more, orders and deadlines have their turn in between.
const EVENTS: usize = 64;

/// Opens the clipboard of this desktop.
pub(super) fn opener(desktop: &Desktop) -> ClipboardOpener {
    let desktop = desktop.clone();
    Box::new(move |copied, supervisor| Ok(Box::new(spawn(&desktop, copied, supervisor)?)))
}

/// Opens the clipboard of this Wayland session, if it is that of its X server as well.
pub(in crate::platform) fn open_bridged(
    copied: CopyNotice,
    supervisor: &Supervisor,
) -> Result<Option<ClipboardThread>, PlatformError> {
    let connection = Connection::open(None)?;
    let Some(bridge) = Bridge::find(&connection)? else { return Ok(None) };
    begin(connection, Some(bridge), copied, supervisor).map(Some)
}

/// Starts the thread. What is copied from now on is noticed.
pub fn spawn(
    desktop: &Desktop,
    copied: CopyNotice,
    supervisor: &Supervisor,
) -> Result<ClipboardThread, PlatformError> {
    begin(Connection::open(desktop.address.as_deref())?, None, copied, supervisor)
}

fn begin(
    connection: Connection,
    bridge: Option<Bridge>,
    copied: CopyNotice,
    supervisor: &Supervisor,
) -> Result<ClipboardThread, PlatformError> {
    connection.use_xfixes()?;
    let atoms = Atoms::new(&connection.x)?;
    let events = SelectionEventMask::SET_SELECTION_OWNER
        | SelectionEventMask::SELECTION_WINDOW_DESTROY
        | SelectionEventMask::SELECTION_CLIENT_CLOSE;
    let (x, root) = (&connection.x, connection.root());
    x.xfixes_select_selection_input(root, atoms.CLIPBOARD, events)?.check()?;
    ClipboardThread::spawn(copied, supervisor, move |told| {
        let (serving, clock) = (Serving::default(), Clock::start());
        Keeper { connection, atoms, bridge, serving, reading: None, told, clock }.run()
    })
}

struct Keeper {
    connection: Connection,
    atoms: Atoms,
    /// What passes it on to Wayland, if something does.
    bridge: Option<Bridge>,
    serving: Serving,
    /// What is read now, and who waits for it.
    reading: Option<(Reading, mpsc::SyncSender<Outcome>)>,
    told: Told,
    clock: Clock,
}

impl Keeper {
    fn run(mut self) -> Result<(), PlatformError> {
        while !self.told.is_over() {
            while let Some(order) = self.told.order() {
                self.obey(order)?;
            }
            self.on_time()?;
            self.connection.x.flush()?;
            // Replies and full buffers bring events into the connection's own queue, which the descriptor does not
            // announce: the thread sleeps after a turn without any.
            if self.read_events()? > 0 {
                continue;
            }
            let timeout = self.deadline().map(|due| due.since(self.clock.now()));
            self.told.sleeper.sleep_or_readable(self.connection.x.stream(), timeout);
        }
        // The X server clears the selection when the connection ends with this thread.
        Ok(())
    }

    fn obey(&mut self, order: Order) -> Result<(), PlatformError> {
        match order {
            Order::Write(contents, wanted, done) => {
                let written = if wanted.is_wanted() {
                    self.serving.write(&self.connection, &self.atoms, contents)
                } else {
                    Err(ClipboardError::Unwanted)
                };
                let _ = done.try_send(written);
            }
            Order::Count(done) => {
                // With the reply all events before it have come.
                self.connection.x.get_input_focus()?.reply()?;
                while self.read_events()? == EVENTS {}
                let _ = done.try_send(Ok(self.told.copies()));
            }
            Order::Read(done) => {
                // Nobody waits for the one before any more.
                self.finish(Err(ClipboardError::Silent))?;
                if let Some(own) = self.serving.own(&self.connection, &self.atoms)? {
                    let _ = done.try_send(Ok(Some(own.clone())));
                    return Ok(());
                }
                // The copy that is to be read is noticed by now, and only a later one ends the reading: with the reply
                // all events before it have come.
                self.read_events()?;
                let reading = Reading::begin(&self.connection, &self.atoms, self.clock.now())?;
                self.reading = Some((reading, done));
            }
        }
        Ok(())
    }

    fn deadline(&self) -> Option<Tick> {
        let reading = self.reading.as_ref().map(|(reading, _)| reading.deadline());
        [reading, self.serving.deadline()].into_iter().flatten().min()
    }

    fn on_time(&mut self) -> Result<(), PlatformError> {
        let now = self.clock.now();
        self.serving.on_time(&self.connection, now)?;
        let late = self.reading.as_mut().filter(|(reading, _)| now >= reading.deadline());
        if let Some(outcome) = late.map(|(reading, _)| reading.on_deadline()) {
            self.finish(outcome)?;
        }
        Ok(())
    }

    /// Reading is over.
    fn finish(&mut self, outcome: Outcome) -> Result<(), PlatformError> {
        if let Some((reading, done)) = self.reading.take() {
            reading.end(&self.connection)?;
            let outcome = match (outcome, &mut self.bridge) {
                (Ok(Some(contents)), Some(bridge)) => Ok(bridge.on_read(contents)),
                (outcome, _) => outcome,
            };
            let _ = done.try_send(outcome);
        }
        Ok(())
    }

    /// Reads the events that have arrived, up to some. Returns how many there were.
    fn read_events(&mut self) -> Result<usize, PlatformError> {
        for read in 0..EVENTS {
            let Some(event) = self.connection.x.poll_for_event()? else { return Ok(read) };
            self.on_event(&event)?;
        }
        Ok(EVENTS)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "X has a hundred events, and we want six")]
    fn on_event(&mut self, event: &Event) -> Result<(), PlatformError> {
        let (connection, atoms, now) = (&self.connection, &self.atoms, self.clock.now());
        let reading = self.reading.as_mut().map(|(reading, _)| reading);
        let outcome = match event {
            Event::XfixesSelectionNotify(event) => return self.on_owner(event),
            Event::SelectionNotify(event) => {
                let bridge = self.bridge.as_mut();
                reading.and_then(|reading| reading.on_answer(connection, atoms, bridge, event, now))
            }
            Event::PropertyNotify(event) => {
                self.serving.on_property(connection, event, now)?;
                reading.and_then(|reading| reading.on_part(connection, atoms, event, now))
            }
            Event::SelectionRequest(event) => {
                self.serving.on_request(connection, atoms, event, now)?;
                None
            }
            Event::SelectionClear(event) => {
                self.serving.on_lost(connection, event.owner)?;
                None
            }
            Event::DestroyNotify(event) => {
                self.serving.on_destroyed(event.window);
                None
            }
            // Errors of requests about windows of other programs, which may be gone.
            _ => None,
        };
        outcome.map_or(Ok(()), |outcome| self.finish(outcome))
    }

    /// The selection has another owner, or none.
    fn on_owner(&mut self, event: &xfixes::SelectionNotifyEvent) -> Result<(), PlatformError> {
        if event.selection != self.atoms.CLIPBOARD {
            return Ok(());
        }
        // What the new owner has copied must not get among the rest: it may be marked as secret.
        self.finish(Err(ClipboardError::Changed))?;
        self.serving.on_owner(event.owner, event.selection_timestamp);
        if let Some(bridge) = &mut self.bridge {
            bridge.on_owner(&self.connection, event.owner);
        }
        if event.owner != x11rb::NONE && !self.connection.is_own(event.owner) {
            self.told.on_copy();
        }
        Ok(())
    }
}
