//! What a Helper draws, on Windows: a layered window for each mark, which takes no input and is seen through where
//! nothing is drawn. A thread of its own has the windows, since it has to take their messages.
//!
//! As on X11, marks are a part of the picture that is sent, and the page draws none itself: the Helper sees what the User
//! sees, and where. So the windows are not excluded from being captured (`WDA_EXCLUDEFROMCAPTURE`).
//!
//! Wine without a compositor shows each pixel that is not fully transparent, and cuts the window to those: the smooth edge
//! of a mark is dark there.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use protocol::time::Tick;

mod own;
mod sprites;

use own::OwnPlaces;
use sprites::Sprites;

use super::displays;
use super::event::Event;
use crate::clock::Clock;
use crate::platform::border::raises::Raises;
use crate::platform::error::PlatformError;
use crate::platform::marks::pace::Pace;
use crate::platform::marks::{MarkOverlay, WantedMarks};
use crate::platform::own_windows::OwnWindows;
use crate::platform::parts::MarksOpener;
use crate::supervisor::{Ending, Part, Supervisor};

/// From one look at the own windows, over which no mark lies, and for what covers the marks, to the next. No event says
/// that a window has moved or came to be above them.
const LOOK: Duration = Duration::from_millis(50);

/// What is to be shown.
type Wanted = Arc<Mutex<Option<WantedMarks>>>;

/// Starts what shows marks. Windows of this program stay uncovered.
pub(super) fn opener(own: OwnWindows) -> MarksOpener {
    Box::new(move |supervisor| Ok(Box::new(WindowsMarks::spawn(own, supervisor)?)))
}

/// The thread's handle. It ends when this is dropped, and the windows with it.
#[derive(Debug)]
struct WindowsMarks {
    wanted: Wanted,
    end: Arc<AtomicBool>,
    event: Arc<Event>,
}

impl WindowsMarks {
    /// Starts the thread. It shows nothing yet, and does not wake.
    fn spawn(own: OwnWindows, supervisor: &Supervisor) -> Result<Self, PlatformError> {
        // Whether they can be shown is found out here; a window cannot be sent to the thread.
        sprites::try_one()?;
        let event = Arc::new(Event::new()?);
        let (wanted, end) = (Wanted::default(), Arc::new(AtomicBool::new(false)));
        let (of_thread, told_to_end) = (Arc::clone(&wanted), Arc::clone(&end));
        let woken = Arc::clone(&event);
        let work = move || {
            displays::use_pixels();
            Shower::new(own).run(&woken, &of_thread, &told_to_end);
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Marks, work, || {})?;
        Ok(Self { wanted, end, event })
    }
}

impl MarkOverlay for WindowsMarks {
    fn show(&self, wanted: Option<WantedMarks>) {
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = wanted;
        self.event.set();
    }
}

impl Drop for WindowsMarks {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.event.set();
    }
}

struct Shower {
    sprites: Sprites,
    own: OwnPlaces,
    raises: Raises,
    clock: Clock,
    /// What was drawn last.
    shown: Option<WantedMarks>,
    pace: Pace,
}

impl Shower {
    fn new(own: OwnWindows) -> Self {
        Self {
            sprites: Sprites::default(),
            own: OwnPlaces::new(own),
            raises: Raises::new(),
            clock: Clock::start(),
            shown: None,
            pace: Pace::default(),
        }
    }

    fn run(mut self, event: &Event, wanted: &Wanted, end: &AtomicBool) {
        while !end.load(SeqCst) {
            let wanted = wanted.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let later = self.show(wanted);
            self.keep_above();
            let later = later.map(|due| due.since(self.clock.now()));
            let look = self.shown.is_some().then_some(LOOK);
            event.wait(look.into_iter().chain(later).min());
        }
    }

    /// Shows this, or says when it may: of what changes often, the newest state is drawn. What has to go, goes at once.
    fn show(&mut self, wanted: Option<WantedMarks>) -> Option<Tick> {
        let Some(wanted) = wanted.filter(|wanted| !wanted.marks.is_empty()) else {
            if self.shown.take().is_some() {
                self.sprites.clear();
            }
            return None;
        };
        if self.shown.is_none() {
            self.raises = Raises::new();
        }
        let began = self.clock.now();
        // Own windows that have moved do not wait: a mark could lie over them meanwhile.
        if !self.own.look() {
            if self.shown.as_ref() == Some(&wanted) {
                return None;
            }
            if let Some(later) = self.pace.wait(began) {
                return Some(later);
            }
        }
        if let Err(error) = self.sprites.show(&wanted, &self.own) {
            tracing::warn!(%error, "what is drawn is not shown");
            self.sprites.clear();
        }
        self.shown = Some(wanted);
        self.pace.drawn(began, self.clock.now());
        None
    }

    /// Raises the marks where they are covered, if it is time to look.
    fn keep_above(&mut self) {
        if self.shown.is_none() {
            return;
        }
        self.raises.on_change();
        let now = self.clock.now();
        if self.raises.deadline().is_some_and(|due| now >= due) {
            self.raises.looked(now);
            if self.sprites.are_covered(&self.own) {
                self.sprites.raise();
                self.raises.raised(now);
            }
        }
    }
}
