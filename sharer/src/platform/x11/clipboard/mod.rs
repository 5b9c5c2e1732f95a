//! The clipboard on X11: the selection `CLIPBOARD`.
//!
//! A thread with its own connection owns what was written, reads what others have copied, and learns from XFixes when
//! somebody copies. `PRIMARY`, which the middle button pastes, is neither read nor written: it is what the User has
//! selected in some window, which loses its highlight when another program takes the selection.
//!
//! In a Wayland session it is the clipboard of all programs where the compositor passes it on; see [`bridge`].

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use protocol::limits::CLIPBOARD_BYTES;
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
use reading::{Outcome, READ_TIMEOUT, Reading};
use serving::Serving;

use super::connection::Connection;
use crate::clock::Clock;
use crate::platform::clipboard::{
    Clipboard, ClipboardContents, ClipboardError, CopyNotice, StillWanted,
};
use crate::platform::error::{PlatformError, Reason};
use crate::platform::parts::{ClipboardOpener, Desktop};
use crate::platform::wake::{self, Sleeper, Waker};
use crate::supervisor::{Ending, Part, Supervisor};

/// Orders that may wait. One is given at a time; a second one waits when the X server hangs.
const ORDERS: usize = 2;

/// Events of one turn. With more, orders and deadlines have their turn in between.
const EVENTS: usize = 64;

/// How long the X server may take beside the program that has copied. One that takes longer hangs.
const SERVER_TIMEOUT: Duration = Duration::from_secs(2);

/// Opens the clipboard of this desktop.
pub(super) fn opener(desktop: &Desktop) -> ClipboardOpener {
    let desktop = desktop.clone();
    Box::new(move |copied, supervisor| {
        Ok(Box::new(X11Clipboard::spawn(&desktop, copied, supervisor)?))
    })
}

/// Opens the clipboard of this Wayland session, if it is that of its X server as well.
pub(in crate::platform) fn open_bridged(
    copied: CopyNotice,
    supervisor: &Supervisor,
) -> Result<Option<X11Clipboard>, PlatformError> {
    let connection = Connection::open(None)?;
    let Some(bridge) = Bridge::find(&connection)? else { return Ok(None) };
    X11Clipboard::begin(connection, Some(bridge), copied, supervisor).map(Some)
}

/// The thread's handle. It ends when this is dropped, and gives the selection up.
#[derive(Debug)]
pub struct X11Clipboard {
    orders: mpsc::SyncSender<Order>,
    copies: Arc<AtomicU64>,
    end: Arc<AtomicBool>,
    waker: Waker,
}

#[derive(Debug)]
enum Order {
    /// How often something was copied.
    Count(mpsc::SyncSender<Result<u64, ClipboardError>>),
    Read(mpsc::SyncSender<Outcome>),
    Write(ClipboardContents, StillWanted, mpsc::SyncSender<Result<(), ClipboardError>>),
}

impl X11Clipboard {
    /// Starts the thread. What is copied from now on is noticed.
    pub fn spawn(
        desktop: &Desktop,
        copied: CopyNotice,
        supervisor: &Supervisor,
    ) -> Result<Self, PlatformError> {
        Self::begin(Connection::open(desktop.address.as_deref())?, None, copied, supervisor)
    }

    fn begin(
        connection: Connection,
        bridge: Option<Bridge>,
        copied: CopyNotice,
        supervisor: &Supervisor,
    ) -> Result<Self, PlatformError> {
        connection.use_xfixes()?;
        let atoms = Atoms::new(&connection.x)?.reply()?;
        let events = SelectionEventMask::SET_SELECTION_OWNER
            | SelectionEventMask::SELECTION_WINDOW_DESTROY
            | SelectionEventMask::SELECTION_CLIENT_CLOSE;
        let (x, root) = (&connection.x, connection.root());
        x.xfixes_select_selection_input(root, atoms.CLIPBOARD, events)?.check()?;
        let (waker, sleeper) = wake::pair()?;
        let (orders, ordered) = mpsc::sync_channel(ORDERS);
        let (copies, end) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let keeper = Keeper {
            connection,
            atoms,
            bridge,
            serving: Serving::default(),
            reading: None,
            copied,
            copies: Arc::clone(&copies),
            clock: Clock::start(),
        };
        let told_to_end = Arc::clone(&end);
        let work = move || {
            if let Err(error) = keeper.run(&sleeper, &ordered, &told_to_end) {
                tracing::debug!(%error, "the clipboard is not shared any more");
            }
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Clipboard, work, || {})?;
        Ok(Self { orders, copies, end, waker })
    }

    /// Gives an order, and waits for what comes of it.
    fn order<T>(
        &self,
        order: impl FnOnce(mpsc::SyncSender<Result<T, ClipboardError>>) -> Order,
        timeout: Duration,
    ) -> Result<T, ClipboardError> {
        let lost = |what| ClipboardError::from(PlatformError::Lost(Reason::of(what)));
        let gone = || lost("the clipboard is not watched any more");
        let hangs = || lost("the X server does not answer");
        let (done, answer) = mpsc::sync_channel(1);
        self.orders.try_send(order(done)).map_err(|error| match error {
            mpsc::TrySendError::Full(_) => hangs(),
            mpsc::TrySendError::Disconnected(_) => gone(),
        })?;
        self.waker.wake();
        answer.recv_timeout(timeout).map_err(|error| match error {
            mpsc::RecvTimeoutError::Timeout => hangs(),
            mpsc::RecvTimeoutError::Disconnected => gone(),
        })?
    }
}

impl Clipboard for X11Clipboard {
    fn read(&mut self) -> Outcome {
        self.order(Order::Read, READ_TIMEOUT + SERVER_TIMEOUT)
    }

    fn write_while(
        &mut self,
        contents: ClipboardContents,
        wanted: &StillWanted,
    ) -> Result<(), ClipboardError> {
        if contents.bytes() > CLIPBOARD_BYTES {
            return Err(ClipboardError::TooLarge);
        }
        self.order(|done| Order::Write(contents, wanted.clone(), done), SERVER_TIMEOUT)
    }

    /// A copy that the X server knows of counts, though its event has not come yet: it was before what is asked for.
    fn copies(&self) -> u64 {
        let counted = self.order(Order::Count, SERVER_TIMEOUT);
        counted.unwrap_or_else(|_| self.copies.load(SeqCst))
    }
}

impl Drop for X11Clipboard {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.waker.wake();
    }
}

struct Keeper {
    connection: Connection,
    atoms: Atoms,
    /// What passes it on to Wayland, if something does.
    bridge: Option<Bridge>,
    serving: Serving,
    /// What is read now, and who waits for it.
    reading: Option<(Reading, mpsc::SyncSender<Outcome>)>,
    copied: CopyNotice,
    copies: Arc<AtomicU64>,
    clock: Clock,
}

impl Keeper {
    fn run(
        mut self,
        sleeper: &Sleeper,
        orders: &mpsc::Receiver<Order>,
        end: &AtomicBool,
    ) -> Result<(), PlatformError> {
        while !end.load(SeqCst) {
            for order in orders.try_iter() {
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
            sleeper.sleep_or_readable(self.connection.x.stream(), timeout);
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
                let _ = done.try_send(Ok(self.copies.load(SeqCst)));
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
            self.copies.fetch_add(1, SeqCst);
            (self.copied)();
        }
        Ok(())
    }
}
