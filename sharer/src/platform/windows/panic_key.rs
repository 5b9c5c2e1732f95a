//! The watcher of the panic key on Windows: a low-level keyboard hook, on a thread of its own.
//!
//! Control is taken back within the hook. Esc goes on to the program with the focus, as on other systems. The hook sees
//! no key that goes to a window of a higher integrity level; nothing is injected while one is in front.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use protocol::time::Tick;
use tokio::sync::mpsc::Sender;

use super::hooks::{Handling, Hook, Hooks, Seen};
use super::mark::mark;
use super::pump::{Signal, come_first};
use crate::clock::Clock;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::panic_key::{
    ARM_TIMEOUT, PanicEvent, PanicKey, PanicKeyContext, RevokeControl,
};
use crate::platform::parts::PanicKeyOpener;
use crate::supervisor::{Ending, Part};

/// How often the hook is installed anew while control is shared. For so long at most Esc is not noticed after Windows has
/// removed it.
const RENEW: Duration = Duration::from_millis(250);

/// Orders that may wait. The thread obeys at once; when the queue is full the desktop hangs.
const ORDERS: usize = 8;

/// Starts the watcher.
pub(super) fn opener() -> PanicKeyOpener {
    Box::new(|context| Ok(Box::new(WindowsPanicKey::spawn(context)?)))
}

/// The watcher's handle. The thread ends when it is dropped.
#[derive(Debug)]
struct WindowsPanicKey {
    orders: mpsc::SyncSender<Order>,
    end: Arc<AtomicBool>,
    signal: Signal,
}

#[derive(Debug)]
enum Order {
    Arm(mpsc::SyncSender<Result<(), PlatformError>>),
    Disarm,
}

impl WindowsPanicKey {
    fn spawn(context: PanicKeyContext) -> Result<Self, PlatformError> {
        let PanicKeyContext { control, injected: _, events, supervisor } = context;
        let control: Arc<dyn RevokeControl> = Arc::from(control);
        let (orders, ordered) = mpsc::sync_channel(ORDERS);
        let signal = Signal::new()?;
        let end = Arc::new(AtomicBool::new(false));
        let watcher = Watcher {
            control: Arc::clone(&control),
            events,
            signal: signal.clone(),
            end: Arc::clone(&end),
        };
        supervisor.spawn_thread(
            Part::PanicKey,
            move || watcher.run(&ordered),
            // Control that cannot be stopped must not go on, however the thread ended.
            move || control.revoke_control(),
        )?;
        Ok(Self { orders, end, signal })
    }
}

impl PanicKey for WindowsPanicKey {
    fn arm(&self) -> Result<(), PlatformError> {
        let (done, answer) = mpsc::sync_channel(1);
        match self.orders.try_send(Order::Arm(done)) {
            Ok(()) => {}
            Err(mpsc::TrySendError::Full(_)) => return Err(lost("it does not answer")),
            Err(mpsc::TrySendError::Disconnected(_)) => return Err(gone()),
        }
        self.signal.wake();
        match answer.recv_timeout(ARM_TIMEOUT) {
            Ok(armed) => armed,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                // If arming succeeds later, disarm it.
                self.disarm();
                Err(lost("it does not answer"))
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(gone()),
        }
    }

    fn disarm(&self) {
        // A full queue means that the desktop hangs. A watcher that stays armed for it takes control back that is not
        // granted, which changes nothing.
        let _ = self.orders.try_send(Order::Disarm);
        self.signal.wake();
    }
}

impl Drop for WindowsPanicKey {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.signal.wake();
    }
}

fn lost(what: &str) -> PlatformError {
    PlatformError::Lost(Reason::of(what))
}

fn gone() -> PlatformError {
    lost("the panic key is not watched any more")
}

/// The hook while control is shared.
struct Armed {
    hooks: Hooks,
    /// When it was installed.
    since: Tick,
}

struct Watcher {
    control: Arc<dyn RevokeControl>,
    events: Sender<PanicEvent>,
    signal: Signal,
    end: Arc<AtomicBool>,
}

impl Watcher {
    fn run(self, orders: &mpsc::Receiver<Order>) -> Ending {
        come_first();
        let (control, events) = (Arc::clone(&self.control), self.events.clone());
        let handling = Handling::start(move |seen| match seen {
            Seen::Key(key) if key.is_panic(mark()) => {
                control.revoke_control();
                let _ = events.try_send(PanicEvent::Pressed);
            }
            Seen::Key(_) | Seen::Mouse(_) | Seen::Window(_) => {}
        });
        let (clock, mut hooks) = (Clock::start(), None);
        while !self.end.load(SeqCst) {
            if let Err(error) = self.turn(orders, &mut hooks, &handling, clock.now()) {
                self.control.revoke_control();
                let _ = self.events.try_send(PanicEvent::Failed(error));
                break;
            }
        }
        Ending::Expected
    }

    fn turn(
        &self,
        orders: &mpsc::Receiver<Order>,
        hooks: &mut Option<Armed>,
        handling: &Handling,
        now: Tick,
    ) -> Result<(), PlatformError> {
        for order in orders.try_iter() {
            match order {
                Order::Arm(done) => {
                    let mut installed = Hooks::default();
                    let armed = installed.install(&[Hook::Keyboard]);
                    let is_armed = armed.is_ok();
                    *hooks = Some(Armed { hooks: installed, since: now });
                    let _ = done.try_send(armed);
                    if !is_armed {
                        return Err(lost("its keyboards cannot be watched"));
                    }
                }
                Order::Disarm => *hooks = None,
            }
        }
        if let Some(armed) = hooks
            && now.since(armed.since) >= RENEW
        {
            armed.hooks.install(&[Hook::Keyboard])?;
            armed.since = now;
        }
        if handling.has_failed() {
            return Err(lost("a key could not be handled"));
        }
        self.signal.wait(hooks.is_some().then_some(RENEW));
        Ok(())
    }
}
