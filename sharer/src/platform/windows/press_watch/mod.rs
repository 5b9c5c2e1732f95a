//! Evidence for consent on Windows: whether a device or a program made a press, and what was done to the window.
//!
//! A thread has low-level hooks for keys and the mouse while a window is watched, and looks at the window after each event
//! of windows and at a steady pace. What it sees goes to [`Watched`](crate::platform::windows_input::watched::Watched).
//!
//! No program can take the flag of injection off its own events. But each hook hands the event on to the next, and a
//! program whose hook is called before ours can hand on another flag. Ours is installed anew again and again, so that it
//! is the first; a program that does so faster is not noticed. Nor is a driver, which needs an administrator.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use super::pump::Signal;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::press_watch::orders::Orders;
use crate::platform::press_watch::{Evidence, NoPressWatch, PressWatch, Seen};
use crate::platform::windows_input::watched::PROGRAMS;
use crate::supervisor::{Part, Supervisor};

mod watcher;
mod window;

use watcher::{Order, Watcher};

/// The one name for all programs that press: Windows has no device for them.
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail here")]
pub(crate) fn program_devices(_: Option<&str>) -> Result<Vec<String>, NoPressWatch> {
    Ok(vec![PROGRAMS.to_owned()])
}

/// Starts the watcher of the desktop on which the program runs. It watches nothing yet.
pub(crate) fn press_watch(
    _: Option<&str>,
    supervisor: &Supervisor,
) -> Result<Box<dyn PressWatch>, NoPressWatch> {
    Ok(Box::new(WindowsPressWatch::spawn(supervisor)?))
}

/// The watcher's handle. The thread ends when it is dropped.
#[derive(Debug)]
struct WindowsPressWatch {
    orders: Orders<Order>,
    end: Arc<AtomicBool>,
    signal: Signal,
}

impl WindowsPressWatch {
    fn spawn(supervisor: &Supervisor) -> Result<Self, PlatformError> {
        let signal = Signal::new()?;
        let (orders, ordered) = Orders::queue("it does not answer");
        let end = Arc::new(AtomicBool::new(false));
        let watcher = Watcher::new(signal.clone(), Arc::clone(&end));
        supervisor.spawn_thread(Part::PressWatch, move || watcher.run(&ordered), || {})?;
        Ok(Self { orders, end, signal })
    }
}

impl PressWatch for WindowsPressWatch {
    fn watch(&mut self, window: Option<u32>) -> Result<(), PlatformError> {
        let none = || PlatformError::Lost(Reason::of("the window is none of Windows"));
        let window = window.ok_or_else(none)?;
        self.orders.ask(|done| Order::Watch(window, done), || self.signal.wake())
    }

    fn unwatch(&mut self) {
        self.orders.tell(Order::Unwatch);
        self.signal.wake();
    }

    fn evidence(&mut self, _: &Seen) -> Result<Evidence, PlatformError> {
        self.orders.ask(Order::Evidence, || self.signal.wake())
    }

    fn sees_forgeries(&self) -> bool {
        false
    }
}

impl Drop for WindowsPressWatch {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.signal.wake();
    }
}
