//! The border round what is shared, on X11: four windows without a window manager, which take no input and stay above
//! the others.
//!
//! A thread with its own connection shows them, and learns of every window that comes, goes or moves, since with a
//! compositor no window is told that it is covered.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};

use session::display::Area;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt as _, EventMask, Window};

mod strips;

use strips::Strips;

use super::connection::Connection;
use crate::clock::Clock;
use crate::platform::border::raises::Raises;
use crate::platform::border::{Border, BorderLook};
use crate::platform::error::PlatformError;
use crate::platform::parts::{BorderOpener, Desktop};
use crate::platform::wake::{self, Sleeper, Waker};
use crate::supervisor::{Ending, Part, Supervisor};

/// What is to be shown.
type Wanted = Arc<Mutex<Option<(Area, BorderLook)>>>;

/// Starts what shows the border on this desktop.
pub(super) fn opener(desktop: &Desktop) -> BorderOpener {
    let desktop = desktop.clone();
    Box::new(move |supervisor| Ok(Box::new(X11Border::spawn(&desktop, supervisor)?)))
}

/// The thread's handle. It ends when this is dropped, and the windows with it.
#[derive(Debug)]
pub struct X11Border {
    wanted: Wanted,
    end: Arc<AtomicBool>,
    waker: Waker,
}

impl X11Border {
    /// Starts the thread. It shows nothing yet, and does not wake.
    pub fn spawn(desktop: &Desktop, supervisor: &Supervisor) -> Result<Self, PlatformError> {
        let connection = Connection::open(desktop.address.as_deref())?;
        let strips = Strips::new(&connection)?;
        let (waker, sleeper) = wake::pair()?;
        let (wanted, end) = (Wanted::default(), Arc::new(AtomicBool::new(false)));
        let shower = Shower { connection, strips, raises: Raises::new(), clock: Clock::start() };
        let (of_thread, told_to_end) = (Arc::clone(&wanted), Arc::clone(&end));
        let work = move || {
            if let Err(error) = shower.run(&sleeper, &of_thread, &told_to_end) {
                tracing::debug!(%error, "what is shared has no border any more");
            }
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Border, work, || {})?;
        Ok(Self { wanted, end, waker })
    }
}

impl Border for X11Border {
    fn show(&self, border: Option<(Area, BorderLook)>) {
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = border;
        self.waker.wake();
    }
}

impl Drop for X11Border {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.waker.wake();
    }
}

struct Shower {
    connection: Connection,
    strips: Strips,
    raises: Raises,
    clock: Clock,
}

impl Shower {
    fn run(
        mut self,
        sleeper: &Sleeper,
        wanted: &Wanted,
        end: &AtomicBool,
    ) -> Result<(), PlatformError> {
        while !end.load(SeqCst) {
            let wanted = *wanted.lock().unwrap_or_else(PoisonError::into_inner);
            self.show(wanted)?;
            self.read_events()?;
            self.keep_above()?;
            // What came with the answers is in the connection's own queue, which the descriptor does not announce.
            self.read_events()?;
            let due = self.raises.deadline().filter(|_| self.strips.is_shown());
            let timeout = due.map(|due| due.since(self.clock.now()));
            sleeper.sleep_or_readable(self.connection.x.stream(), timeout);
        }
        Ok(())
    }

    fn show(&mut self, wanted: Option<(Area, BorderLook)>) -> Result<(), PlatformError> {
        let was_shown = self.strips.is_shown();
        self.strips.show(&self.connection, wanted)?;
        if was_shown != self.strips.is_shown() {
            // While it is not shown, no event wakes the thread.
            let mask = if was_shown { EventMask::NO_EVENT } else { EventMask::SUBSTRUCTURE_NOTIFY };
            let selected = ChangeWindowAttributesAux::new().event_mask(mask);
            let root = self.connection.root();
            self.connection.x.change_window_attributes(root, &selected)?.check()?;
            self.raises = Raises::new();
            if !was_shown {
                self.raises.on_change();
            }
        }
        Ok(())
    }

    fn read_events(&mut self) -> Result<(), PlatformError> {
        while let Some(event) = self.connection.x.poll_for_event()? {
            if changed(&event).is_some_and(|window| !self.strips.has(window)) {
                self.raises.on_change();
            }
        }
        Ok(())
    }

    /// Raises the border where it is covered, if it is time to look.
    fn keep_above(&mut self) -> Result<(), PlatformError> {
        let now = self.clock.now();
        if self.strips.is_shown() && self.raises.deadline().is_some_and(|due| now >= due) {
            self.raises.looked(now);
            if self.strips.is_covered(&self.connection)? {
                self.strips.raise(&self.connection)?;
                self.raises.raised(now);
            }
        }
        Ok(())
    }
}

/// The window that came, or was moved or raised.
#[expect(clippy::wildcard_enum_match_arm, reason = "X has a hundred events, and we want four")]
fn changed(event: &Event) -> Option<Window> {
    match event {
        Event::ConfigureNotify(event) => Some(event.window),
        Event::MapNotify(event) => Some(event.window),
        Event::ReparentNotify(event) => Some(event.window),
        Event::CirculateNotify(event) => Some(event.window),
        _ => None,
    }
}
