//! Evidence for consent on Windows: whether a device or a program made a press, and what was done to the window.
//!
//! A thread has low-level hooks for keys and the mouse while a window is watched, and looks at the window after each event
//! of windows and at a steady pace. What it sees goes to [`Watched`](crate::platform::windows_input::watched::Watched).
//!
//! No program can take the flag of injection off its own events. But each hook hands the event on to the next, and a
//! program whose hook is called before ours can hand on another flag. Ours is installed anew again and again, so that it
//! is the first; a program that does so faster is not noticed. Nor is a driver, which needs an administrator.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, mpsc};

use super::pump::Signal;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::press_watch::{EVIDENCE_TIMEOUT, Evidence, NoPressWatch, PressWatch, Seen};
use crate::platform::windows_input::watched::PROGRAMS;
use crate::supervisor::{Part, Supervisor};

mod watcher;
mod window;

use watcher::{Order, Watcher};

/// Orders that may wait. The thread obeys at once; when the queue is full the desktop hangs.
const ORDERS: usize = 8;

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
    orders: mpsc::SyncSender<Order>,
    end: Arc<AtomicBool>,
    signal: Signal,
}

impl WindowsPressWatch {
    fn spawn(supervisor: &Supervisor) -> Result<Self, PlatformError> {
        let signal = Signal::new()?;
        let (orders, ordered) = mpsc::sync_channel(ORDERS);
        let end = Arc::new(AtomicBool::new(false));
        let watcher = Watcher::new(signal.clone(), Arc::clone(&end));
        supervisor.spawn_thread(Part::PressWatch, move || watcher.run(&ordered), || {})?;
        Ok(Self { orders, end, signal })
    }

    /// Gives an order, and waits for its answer.
    fn ask<T>(
        &self,
        order: impl FnOnce(mpsc::SyncSender<Result<T, PlatformError>>) -> Order,
    ) -> Result<T, PlatformError> {
        let lost = |what| PlatformError::Lost(Reason::of(what));
        let (done, answer) = mpsc::sync_channel(1);
        match self.orders.try_send(order(done)) {
            Ok(()) => {}
            Err(mpsc::TrySendError::Full(_)) => return Err(lost("it does not answer")),
            Err(mpsc::TrySendError::Disconnected(_)) => {
                return Err(lost("presses are not watched"));
            }
        }
        self.signal.wake();
        match answer.recv_timeout(EVIDENCE_TIMEOUT) {
            Ok(answer) => answer,
            Err(mpsc::RecvTimeoutError::Timeout) => Err(lost("it does not answer")),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(lost("presses are not watched")),
        }
    }
}

impl PressWatch for WindowsPressWatch {
    fn watch(&mut self, window: Option<u32>) -> Result<(), PlatformError> {
        let none = || PlatformError::Lost(Reason::of("the window is none of Windows"));
        let window = window.ok_or_else(none)?;
        self.ask(|done| Order::Watch(window, done))
    }

    fn unwatch(&mut self) {
        // A full queue means that the desktop hangs; whoever asks next learns that.
        let _ = self.orders.try_send(Order::Unwatch);
        self.signal.wake();
    }

    fn evidence(&mut self, _: &Seen) -> Result<Evidence, PlatformError> {
        self.ask(Order::Evidence)
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
