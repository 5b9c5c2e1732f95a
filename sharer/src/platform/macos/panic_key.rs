//! The watcher of the panic key on a Mac: an event tap on the run loop of a thread of its own.
//!
//! While secure event input is on, no tap sees the keyboard. Control then ends, and cannot begin.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use tokio::sync::mpsc::Sender;

use super::error::MacError;
use super::secure_input;
use super::tap::KeyTap;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::panic_key::{
    ARM_TIMEOUT, PanicEvent, PanicKey, PanicKeyContext, RevokeControl,
};
use crate::platform::parts::PanicKeyOpener;
use crate::supervisor::{Ending, Part};

/// Orders that may wait. The thread reads them before the next turn of its run loop.
const ORDERS: usize = 8;

/// How long a turn of the run loop takes when no key is pressed. A key ends it at once; orders wait for as long.
const TURN: Duration = Duration::from_millis(100);

/// Starts the watcher.
pub(super) fn opener() -> PanicKeyOpener {
    Box::new(|context| Ok(Box::new(MacPanicKey::spawn(context)?)))
}

/// The watcher's handle. The thread ends when it is dropped.
#[derive(Debug)]
struct MacPanicKey(mpsc::SyncSender<Order>);

#[derive(Debug)]
enum Order {
    Arm(mpsc::SyncSender<Result<(), PlatformError>>),
    Disarm,
}

impl MacPanicKey {
    fn spawn(context: PanicKeyContext) -> Result<Self, PlatformError> {
        let PanicKeyContext { control, injected: _, events, supervisor } = context;
        let control: Arc<dyn RevokeControl> = Arc::from(control);
        let (orders, ordered) = mpsc::sync_channel(ORDERS);
        let watcher = Watcher { control: Arc::clone(&control), orders: ordered, events };
        supervisor.spawn_thread(
            Part::PanicKey,
            move || watcher.run(),
            // Control that cannot be stopped must not go on, however the thread ended.
            move || control.revoke_control(),
        )?;
        Ok(Self(orders))
    }
}

impl PanicKey for MacPanicKey {
    fn arm(&self) -> Result<(), PlatformError> {
        let lost = |what| PlatformError::Lost(Reason::of(what));
        let gone = || lost("the panic key is not watched any more");
        let hangs = || lost("the watcher of the panic key does not answer");
        let (done, answer) = mpsc::sync_channel(1);
        match self.0.try_send(Order::Arm(done)) {
            Ok(()) => {}
            Err(mpsc::TrySendError::Full(_)) => return Err(hangs()),
            Err(mpsc::TrySendError::Disconnected(_)) => return Err(gone()),
        }
        match answer.recv_timeout(ARM_TIMEOUT) {
            Ok(armed) => armed,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                // If arming succeeds later, disarm it.
                self.disarm();
                Err(hangs())
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(gone()),
        }
    }

    fn disarm(&self) {
        // A watcher that stays armed takes control back that is not granted, which changes nothing.
        let _ = self.0.try_send(Order::Disarm);
    }
}

struct Watcher {
    control: Arc<dyn RevokeControl>,
    orders: mpsc::Receiver<Order>,
    events: Sender<PanicEvent>,
}

impl Watcher {
    /// Waits for orders while it is not armed, which costs nothing.
    fn run(self) -> Ending {
        while let Ok(order) = self.orders.recv() {
            let Order::Arm(done) = order else { continue };
            match self.arm() {
                Ok(tap) => {
                    let _ = done.try_send(Ok(()));
                    if let Err(error) = self.watch(&tap) {
                        self.control.revoke_control();
                        let _ = self.events.try_send(PanicEvent::Failed(error.into()));
                    }
                }
                Err(error) => {
                    let _ = done.try_send(Err(error.into()));
                }
            }
        }
        Ending::Expected
    }

    fn arm(&self) -> Result<KeyTap, MacError> {
        if secure_input::is_on() {
            return Err(MacError::SecureInput);
        }
        KeyTap::open(Arc::clone(&self.control))
    }

    /// Watches until it is disarmed, or the handle is dropped. Fails when Esc would not be seen any more.
    fn watch(&self, tap: &KeyTap) -> Result<(), MacError> {
        loop {
            if tap.turn(TURN) {
                let _ = self.events.try_send(PanicEvent::Pressed);
            }
            if secure_input::is_on() {
                return Err(MacError::SecureInput);
            }
            if !tap.is_enabled() {
                return Err(MacError::NoListenAccess);
            }
            match self.orders.try_recv() {
                // It is armed already.
                Ok(Order::Arm(done)) => {
                    let _ = done.try_send(Ok(()));
                }
                Ok(Order::Disarm) | Err(mpsc::TryRecvError::Disconnected) => return Ok(()),
                Err(mpsc::TryRecvError::Empty) => {}
            }
        }
    }
}
