//! What a Helper draws, on X11: a window without a window manager for each mark, which takes no input and is cut to the
//! mark, so that no compositor is needed. The X server paints it again where it was covered.
//!
//! A thread with its own connection shows them. Nothing wakes it while nothing is shown.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};

use protocol::time::Tick;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt as _, EventMask, Window};
use x11rb::wrapper::ConnectionExt as _;

mod canvas;
mod own;
mod sprites;

use own::OwnPlaces;
use sprites::Sprites;

use super::connection::Connection;
use crate::clock::Clock;
use crate::platform::border::raises::Raises;
use crate::platform::error::PlatformError;
use crate::platform::marks::pace::Pace;
use crate::platform::marks::{MarkOverlay, WantedMarks};
use crate::platform::own_windows::OwnWindows;
use crate::platform::parts::{Desktop, MarksOpener};
use crate::platform::wake::{self, Sleeper, Waker};
use crate::supervisor::{Ending, Part, Supervisor};

/// What is to be shown.
type Wanted = Arc<Mutex<Option<WantedMarks>>>;

/// Starts what shows marks on this desktop.
pub(super) fn opener(desktop: &Desktop, own: OwnWindows) -> MarksOpener {
    let desktop = desktop.clone();
    Box::new(move |supervisor| Ok(Box::new(X11Marks::spawn(&desktop, own, supervisor)?)))
}

/// The thread's handle. It ends when this is dropped, and the windows with it.
#[derive(Debug)]
pub struct X11Marks {
    wanted: Wanted,
    end: Arc<AtomicBool>,
    waker: Waker,
}

impl X11Marks {
    /// Starts the thread. It shows nothing yet, and does not wake. Windows of this program stay uncovered.
    pub fn spawn(
        desktop: &Desktop,
        own: OwnWindows,
        supervisor: &Supervisor,
    ) -> Result<Self, PlatformError> {
        let connection = Connection::open(desktop.address.as_deref())?;
        // Whether they can be shown is found out here; those of the thread cannot be sent to it.
        drop(Sprites::new(&connection)?);
        let (waker, sleeper) = wake::pair()?;
        let (wanted, end) = (Wanted::default(), Arc::new(AtomicBool::new(false)));
        let own = OwnPlaces::new(own);
        let clock = Clock::start();
        let (of_thread, told_to_end) = (Arc::clone(&wanted), Arc::clone(&end));
        let work = move || {
            let shown = Sprites::new(&connection).and_then(|sprites| {
                let raises = Raises::new();
                let (shown, pace) = (None, Pace::default());
                let shower = Shower { connection, sprites, own, raises, clock, shown, pace };
                shower.run(&sleeper, &of_thread, &told_to_end)
            });
            if let Err(error) = shown {
                tracing::warn!(%error, "nothing that is drawn is shown any more");
            }
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Marks, work, || {})?;
        Ok(Self { wanted, end, waker })
    }
}

impl MarkOverlay for X11Marks {
    fn show(&self, wanted: Option<WantedMarks>) {
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = wanted;
        self.waker.wake();
    }
}

impl Drop for X11Marks {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.waker.wake();
    }
}

struct Shower {
    connection: Connection,
    sprites: Sprites,
    own: OwnPlaces,
    raises: Raises,
    clock: Clock,
    /// What was drawn last.
    shown: Option<WantedMarks>,
    pace: Pace,
}

impl Shower {
    fn run(
        mut self,
        sleeper: &Sleeper,
        wanted: &Wanted,
        end: &AtomicBool,
    ) -> Result<(), PlatformError> {
        while !end.load(SeqCst) {
            let wanted = wanted.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let later = self.show(wanted)?;
            self.read_events()?;
            self.keep_above()?;
            // What came with the answers is in the connection's own queue, which the descriptor does not announce.
            self.read_events()?;
            let is_shown = self.shown.is_some();
            if is_shown && self.own.is_stale() {
                continue;
            }
            let due = self.raises.deadline().filter(|_| is_shown);
            let due = due.into_iter().chain(later).min();
            let timeout = due.map(|due| due.since(self.clock.now()));
            sleeper.sleep_or_readable(self.connection.x.stream(), timeout);
        }
        Ok(())
    }

    /// Shows this, or says when it may: of what changes often, the newest state is drawn. What has to go, goes at once.
    fn show(&mut self, wanted: Option<WantedMarks>) -> Result<Option<Tick>, PlatformError> {
        let wanted = wanted.filter(|wanted| !wanted.marks.is_empty());
        if self.shown.is_some() != wanted.is_some() {
            self.follow_windows(wanted.is_some())?;
        }
        let began = self.clock.now();
        if let Some(wanted) = &wanted {
            if self.shown.as_ref() == Some(wanted) && !self.own.is_stale() {
                return Ok(None);
            }
            if let Some(later) = self.pace.wait(began).filter(|_| !self.own.is_stale()) {
                return Ok(Some(later));
            }
            let have_moved = self.own.look(&self.connection)?;
            self.sprites.show(&self.connection, wanted, self.own.places(), have_moved)?;
        } else {
            self.sprites.clear(&self.connection)?;
        }
        self.shown = wanted;
        // Drawing never queues up before the X server: what is wanted next, such as nothing, is not late.
        self.connection.x.sync()?;
        self.pace.drawn(began, self.clock.now());
        Ok(None)
    }

    /// Learns of every window that comes, goes or moves, while something is shown.
    fn follow_windows(&mut self, is_shown: bool) -> Result<(), PlatformError> {
        let mask = if is_shown { EventMask::SUBSTRUCTURE_NOTIFY } else { EventMask::NO_EVENT };
        let selected = ChangeWindowAttributesAux::new().event_mask(mask);
        let root = self.connection.root();
        self.connection.x.change_window_attributes(root, &selected)?.check()?;
        self.raises = Raises::new();
        self.own.expire();
        Ok(())
    }

    fn read_events(&mut self) -> Result<(), PlatformError> {
        while let Some(event) = self.connection.x.poll_for_event()? {
            let Some(window) = changed(&event) else { continue };
            if !self.connection.is_own(window) {
                self.raises.on_change();
                self.own.expire();
            }
        }
        Ok(())
    }

    /// Raises the marks where they are covered, if it is time to look.
    fn keep_above(&mut self) -> Result<(), PlatformError> {
        let now = self.clock.now();
        if self.shown.is_some() && self.raises.deadline().is_some_and(|due| now >= due) {
            self.raises.looked(now);
            if self.sprites.are_covered(&self.connection, &self.own)? {
                self.sprites.raise(&self.connection)?;
                self.raises.raised(now);
            }
        }
        Ok(())
    }
}

/// The window that came, went, or was moved or raised.
#[expect(clippy::wildcard_enum_match_arm, reason = "X has a hundred events, and we want six")]
fn changed(event: &Event) -> Option<Window> {
    match event {
        Event::ConfigureNotify(event) => Some(event.window),
        Event::MapNotify(event) => Some(event.window),
        Event::UnmapNotify(event) => Some(event.window),
        Event::DestroyNotify(event) => Some(event.window),
        Event::ReparentNotify(event) => Some(event.window),
        Event::CirculateNotify(event) => Some(event.window),
        _ => None,
    }
}
