//! The border round what is shared, on Windows: four windows that take no input and stay above the others.
//!
//! A thread of its own has the windows, since it has to take their messages.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use session::display::Area;

mod strips;

use strips::Strips;

use super::displays;
use super::event::Event;
use crate::clock::Clock;
use crate::platform::border::raises::Raises;
use crate::platform::border::{Border, BorderLook};
use crate::platform::error::PlatformError;
use crate::platform::parts::BorderOpener;
use crate::supervisor::{Ending, Part, Supervisor};

/// From one look for what covers the border to the next. No event says that a window came to be above it.
const LOOK: Duration = Duration::from_millis(500);

/// What is to be shown.
type Wanted = Arc<Mutex<Option<(Area, BorderLook)>>>;

/// Starts what shows the border.
pub(super) fn opener() -> Option<BorderOpener> {
    Some(Box::new(move |supervisor| Ok(Box::new(WindowsBorder::spawn(supervisor)?))))
}

/// The thread's handle. It ends when this is dropped, and the windows with it.
#[derive(Debug)]
struct WindowsBorder {
    wanted: Wanted,
    end: Arc<AtomicBool>,
    event: Arc<Event>,
}

impl WindowsBorder {
    /// Starts the thread. It shows nothing yet, and does not wake.
    fn spawn(supervisor: &Supervisor) -> Result<Self, PlatformError> {
        let event = Arc::new(Event::new()?);
        let (wanted, end) = (Wanted::default(), Arc::new(AtomicBool::new(false)));
        let (of_thread, told_to_end) = (Arc::clone(&wanted), Arc::clone(&end));
        let woken = Arc::clone(&event);
        let work = move || {
            displays::use_pixels();
            if let Err(error) = run(&woken, &of_thread, &told_to_end) {
                tracing::debug!(%error, "what is shared has no border any more");
            }
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Border, work, || {})?;
        Ok(Self { wanted, end, event })
    }
}

impl Border for WindowsBorder {
    fn show(&self, border: Option<(Area, BorderLook)>) {
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = border;
        self.event.set();
    }
}

impl Drop for WindowsBorder {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.event.set();
    }
}

fn run(event: &Event, wanted: &Wanted, end: &AtomicBool) -> Result<(), PlatformError> {
    let mut strips = Strips::new()?;
    let (mut raises, clock) = (Raises::new(), Clock::start());
    let mut shown = None;
    while !end.load(SeqCst) {
        let wanted = *wanted.lock().unwrap_or_else(PoisonError::into_inner);
        if wanted != shown {
            strips.show(wanted)?;
            shown = wanted;
            raises = Raises::new();
        }
        if shown.is_some() {
            raises.on_change();
            let now = clock.now();
            if raises.deadline().is_some_and(|due| now >= due) {
                raises.looked(now);
                if strips.are_covered() {
                    strips.raise();
                    raises.raised(now);
                }
            }
        }
        event.wait(shown.map(|_| LOOK));
    }
    Ok(())
}
