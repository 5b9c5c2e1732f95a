//! Evidence for consent on X11: which device a press came from, and what was done to the window.
//!
//! A thread with its own connection selects raw events (XInput 2.2), which arrive whatever program has a grab,
//! and which no program can send: an event of XSendEvent has no raw event. Injected presses come from XTEST
//! devices. Presses that a program makes in the name of a real device are found by the [`recorder`].

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

mod devices;
mod keys;
mod pointing;
mod recorder;
mod recording;
mod requests;
mod stack;
mod watch;
mod watcher;
mod window;

use super::connection::Connection;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::press_watch::orders::Orders;
use crate::platform::press_watch::{Evidence, NoPressWatch, PressWatch, Seen};
use crate::platform::wake::{self, Waker};
use crate::supervisor::{Part, Supervisor};
use watcher::{Order, Watcher};

/// The devices of a display through which programs press, by name.
pub(crate) fn program_devices(address: Option<&str>) -> Result<Vec<String>, PlatformError> {
    let connection = Connection::open(address)?;
    connection.use_xinput()?;
    Ok(devices::Devices::read(&connection)?.of_programs())
}

/// The watcher's handle. The thread ends when it is dropped.
#[derive(Debug)]
pub struct X11PressWatch {
    orders: Orders<Order>,
    end: Arc<AtomicBool>,
    waker: Waker,
    sees_forgeries: bool,
}

impl X11PressWatch {
    /// Starts the watcher of a display, or of the one that `DISPLAY` names. It watches nothing yet.
    pub fn spawn(address: Option<&str>, supervisor: &Supervisor) -> Result<Self, NoPressWatch> {
        let connection = Connection::open(address)?;
        // To a guest of Wayland the pointer of the compositor is one device, whatever moved it.
        if connection.require_real_screen().is_err() {
            return Err(NoPressWatch::NotKnownHere);
        }
        connection.use_xinput()?;
        let (waker, sleeper) = wake::pair().map_err(PlatformError::from)?;
        let (orders, ordered) = Orders::queue("the X server does not answer");
        let end = Arc::new(AtomicBool::new(false));
        let watcher = Watcher::new(connection, address.map(str::to_owned), supervisor.clone())?;
        let sees_forgeries = watcher.sees_forgeries()?;
        let told_to_end = Arc::clone(&end);
        let work = move || watcher.run(&sleeper, &ordered, &told_to_end);
        supervisor.spawn_thread(Part::PressWatch, work, || {}).map_err(PlatformError::from)?;
        Ok(Self { orders, end, waker, sees_forgeries })
    }
}

impl PressWatch for X11PressWatch {
    fn watch(&mut self, window: Option<u32>) -> Result<(), PlatformError> {
        let none = || PlatformError::Lost(Reason::of("the window is none of X11"));
        let window = window.ok_or_else(none)?;
        self.orders.ask(|done| Order::Watch(window, done), || self.waker.wake())
    }

    fn unwatch(&mut self) {
        self.orders.tell(Order::Unwatch);
        self.waker.wake();
    }

    fn evidence(&mut self, _: &Seen) -> Result<Evidence, PlatformError> {
        self.orders.ask(Order::Evidence, || self.waker.wake())
    }

    fn sees_forgeries(&self) -> bool {
        self.sees_forgeries
    }
}

impl Drop for X11PressWatch {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.waker.wake();
    }
}
