//! The watcher of the panic key on X11.
//!
//! A thread with its own connection selects raw key events (XInput 2.1 and later), which arrive whatever
//! program has the focus or a grab.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, mpsc};

use tokio::sync::mpsc::Sender;
use x11rb::connection::Connection as _;
use x11rb::protocol::xinput::XIEventMask;
use x11rb::protocol::xproto::ConnectionExt as _;

use super::connection::{Connection, DesktopEvent};
use crate::platform::error::{PlatformError, Reason};
use crate::platform::injected_presses::InjectedPresses;
use crate::platform::panic_key::{
    ARM_TIMEOUT, PanicEvent, PanicKey, PanicKeyContext, RevokeControl,
};
use crate::platform::parts::{Desktop, PanicKeyOpener};
use crate::platform::wake::{self, Sleeper, Waker};
use crate::supervisor::{Ending, Part};

/// The keysym of Escape.
const ESCAPE: u32 = 0xff1b;

/// The key code of the key that has Esc printed on it, whatever keysym it was given.
const ESCAPE_KEY: u8 = 9;

/// Orders that may wait. The thread obeys at once; when the queue is full the X server hangs.
const ORDERS: usize = 8;

/// Starts the watcher for this desktop.
pub(super) fn opener(desktop: &Desktop) -> PanicKeyOpener {
    let desktop = desktop.clone();
    Box::new(move |context| Ok(Box::new(X11PanicKey::spawn(&desktop, context)?)))
}

/// The watcher's handle. The thread ends when it is dropped.
#[derive(Debug)]
pub struct X11PanicKey {
    orders: mpsc::SyncSender<Order>,
    end: Arc<AtomicBool>,
    waker: Waker,
}

#[derive(Debug)]
enum Order {
    Arm(mpsc::SyncSender<Result<(), PlatformError>>),
    Disarm,
}

impl X11PanicKey {
    /// Starts the watcher, which is not armed yet.
    pub fn spawn(desktop: &Desktop, context: PanicKeyContext) -> Result<Self, PlatformError> {
        let PanicKeyContext { control, injected, events, supervisor } = context;
        let connection = Connection::open(desktop.address.as_deref())?;
        connection.use_xinput()?;
        let (waker, sleeper) = wake::pair()?;
        let (orders, ordered) = mpsc::sync_channel(ORDERS);
        let end = Arc::new(AtomicBool::new(false));
        let control: Arc<dyn RevokeControl> = Arc::from(control);
        let watcher = Watcher {
            connection,
            control: Arc::clone(&control),
            injected,
            escapes: Vec::new(),
            xtest_devices: Vec::new(),
            is_armed: false,
        };
        let told_to_end = Arc::clone(&end);
        supervisor.spawn_thread(
            Part::PanicKey,
            move || watcher.run(&sleeper, &ordered, &told_to_end, &events),
            // Control that cannot be stopped must not go on, however the thread ended.
            move || control.revoke_control(),
        )?;
        Ok(Self { orders, end, waker })
    }
}

impl PanicKey for X11PanicKey {
    fn arm(&self) -> Result<(), PlatformError> {
        let lost = |what| PlatformError::Lost(Reason::of(what));
        let gone = || lost("the panic key is not watched any more");
        let hangs = || lost("the X server does not answer");
        let (done, answer) = mpsc::sync_channel(1);
        match self.orders.try_send(Order::Arm(done)) {
            Ok(()) => {}
            Err(mpsc::TrySendError::Full(_)) => return Err(hangs()),
            Err(mpsc::TrySendError::Disconnected(_)) => return Err(gone()),
        }
        self.waker.wake();
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
        // A full queue means that the X server hangs. A watcher that stays armed for it takes control
        // back that is not granted, which changes nothing.
        let _ = self.orders.try_send(Order::Disarm);
        self.waker.wake();
    }
}

impl Drop for X11PanicKey {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.waker.wake();
    }
}

struct Watcher {
    connection: Connection,
    control: Arc<dyn RevokeControl>,
    injected: InjectedPresses,
    /// Key codes that mean Escape.
    escapes: Vec<u8>,
    /// Devices through which programs inject.
    xtest_devices: Vec<u16>,
    is_armed: bool,
}

impl Watcher {
    fn run(
        mut self,
        sleeper: &Sleeper,
        orders: &mpsc::Receiver<Order>,
        end: &AtomicBool,
        events: &Sender<PanicEvent>,
    ) -> Ending {
        while !end.load(SeqCst) {
            let turn = self.obey(orders).and_then(|()| self.read_events());
            match turn {
                Ok(true) => {
                    let _ = events.try_send(PanicEvent::Pressed);
                }
                Ok(false) => {}
                Err(error) => {
                    self.control.revoke_control();
                    let _ = events.try_send(PanicEvent::Failed(error));
                    return Ending::Expected;
                }
            }
            sleeper.sleep_or_readable(self.connection.x.stream(), None);
        }
        Ending::Expected
    }

    fn obey(&mut self, orders: &mpsc::Receiver<Order>) -> Result<(), PlatformError> {
        for order in orders.try_iter() {
            match order {
                Order::Arm(done) => {
                    let armed = self.arm();
                    let is_armed = armed.is_ok();
                    let _ = done.try_send(armed);
                    if !is_armed {
                        let reason = Reason::of("its keyboards cannot be watched");
                        return Err(PlatformError::Lost(reason));
                    }
                }
                Order::Disarm => {
                    self.is_armed = false;
                    self.connection.select_raw(XIEventMask::from(0u32))?;
                }
            }
        }
        Ok(())
    }

    fn arm(&mut self) -> Result<(), PlatformError> {
        self.xtest_devices = self.connection.xtest_devices()?;
        self.read_escapes()?;
        self.injected.clear();
        // Presses from before do not count.
        while self.connection.next_event()?.is_some() {}
        self.is_armed = true;
        self.connection.select_raw(XIEventMask::RAW_KEY_PRESS)
    }

    /// Reads the events that have arrived. Whether the panic key was pressed; control is taken back by
    /// then.
    fn read_events(&mut self) -> Result<bool, PlatformError> {
        self.connection.x.flush()?;
        let mut is_pressed = false;
        while let Some(event) = self.connection.next_event()? {
            match event {
                DesktopEvent::KeyPress { keycode, device } => {
                    if self.is_panic(keycode, device) {
                        self.control.revoke_control();
                        is_pressed = true;
                    }
                }
                DesktopEvent::Keymap => self.read_escapes()?,
                DesktopEvent::Damage
                | DesktopEvent::Cursor
                | DesktopEvent::Motion
                | DesktopEvent::Window(..)
                | DesktopEvent::Displays => {}
            }
        }
        Ok(is_pressed)
    }

    fn is_panic(&self, keycode: u32, device: u16) -> bool {
        let Ok(keycode) = u8::try_from(keycode) else {
            return false;
        };
        // Other programs inject, too: an on-screen keyboard is the User's.
        let is_ours = self.xtest_devices.contains(&device) && self.injected.remove(keycode);
        self.is_armed && !is_ours && self.escapes.contains(&keycode)
    }

    fn read_escapes(&mut self) -> Result<(), PlatformError> {
        let setup = self.connection.x.setup();
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let count = last.saturating_sub(first).saturating_add(1);
        let map = self.connection.x.get_keyboard_mapping(first, count)?.reply()?;
        let width = usize::from(map.keysyms_per_keycode).max(1);
        self.escapes = (first..=last)
            .zip(map.keysyms.chunks(width))
            .filter(|(keycode, keysyms)| *keycode == ESCAPE_KEY || keysyms.contains(&ESCAPE))
            .map(|(keycode, _)| keycode)
            .collect();
        Ok(())
    }
}
