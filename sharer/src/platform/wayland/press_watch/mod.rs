//! Evidence for consent on Wayland: whether a program could have injected the press that the window saw.
//!
//! A Wayland client sees no input but its own, so that the press itself is what the toolkit saw ([`Seen`]). It came from a
//! device if nothing could inject: no session of the compositor's for that but our own, which the gate keeps still, and no
//! interface of the compositor that any program may use for it. This is known for mutter, GNOME's compositor, alone.

mod error;
mod injectors;
mod mutter;
mod watcher;

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use tokio::sync::mpsc;

pub(in crate::platform) use self::error::Unproven;
use self::watcher::{Order, Watcher};
use super::input::Compositor;
use crate::clock::Clock;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::press_watch::{EVIDENCE_TIMEOUT, Evidence, NoPressWatch, PressWatch, Seen};
use crate::supervisor::{Ending, Part, Supervisor};

/// Orders that may wait. The thread obeys at once; when the queue is full the bus hangs.
const ORDERS: usize = 8;

/// How long the compositor and the bus may take at the start.
const PATIENCE: Duration = Duration::from_secs(5);

/// Interfaces by which any client injects input or text, where the compositor offers them.
const INJECTING: [&str; 7] = [
    "zwlr_virtual_pointer_manager_v1",
    "zwp_virtual_keyboard_manager_v1",
    "org_kde_kwin_fake_input",
    "zwp_input_method_manager_v2",
    "zwp_input_method_v1",
    "xx_input_method_manager_v2",
    "weston_test",
];

/// The watcher's handle. The thread ends when it is dropped.
#[derive(Debug)]
pub(super) struct WaylandPressWatch {
    orders: mpsc::Sender<Order>,
    clock: Clock,
}

impl WaylandPressWatch {
    /// Starts the watcher of this session's desktop, if a person can be told from a program there.
    pub(super) fn spawn(supervisor: &Supervisor) -> Result<Self, NoPressWatch> {
        let compositor = Compositor::open(PATIENCE).map_err(Unproven::NoCompositor)?;
        let clock = Clock::start();
        let (orders, ordered) = mpsc::channel(ORDERS);
        let (begun, begins) = sync_channel(1);
        let work = move || {
            Watcher::run(compositor, clock, ordered, &begun);
            Ending::Expected
        };
        supervisor.spawn_thread(Part::PressWatch, work, || {}).map_err(PlatformError::from)?;
        let slow = |_: RecvTimeoutError| Unproven::NoBus(Reason::of("it does not answer"));
        begins.recv_timeout(PATIENCE).map_err(slow)??;
        Ok(Self { orders, clock })
    }

    fn order(&self, order: Order) -> Result<(), PlatformError> {
        let lost = |_| PlatformError::Lost(Reason::of("presses are not watched"));
        self.orders.try_send(order).map_err(lost)
    }
}

impl PressWatch for WaylandPressWatch {
    /// It does not wait: what the window receives meanwhile would be seen later than it was.
    fn watch(&mut self, window: Option<u32>) -> Result<(), PlatformError> {
        match window {
            None => self.order(Order::Watch),
            // A guest's, of which the compositor alone knows what it is shown.
            Some(_) => Err(PlatformError::Lost(Reason::of("the window is one of X11"))),
        }
    }

    fn unwatch(&mut self) {
        // A full queue means that the bus hangs; whoever asks next learns that.
        let _ = self.order(Order::Unwatch);
    }

    fn evidence(&mut self, seen: &Seen) -> Result<Evidence, PlatformError> {
        let (done, answer) = sync_channel(1);
        self.order(Order::Evidence(*seen, self.clock.now(), done))?;
        let lost = |_| PlatformError::Lost(Reason::of("the session's D-Bus does not answer"));
        Ok(answer.recv_timeout(EVIDENCE_TIMEOUT).map_err(lost)??)
    }

    fn sees_forgeries(&self) -> bool {
        true
    }
}

/// An interface of the compositor by which any program injects.
fn open_to_all(compositor: &Compositor) -> Option<String> {
    let interfaces = compositor.interfaces();
    match interfaces {
        Some(interfaces) => {
            let open = INJECTING.into_iter().find(|name| interfaces.contains(*name));
            open.map(str::to_owned)
        }
        None => Some("more interfaces than are examined".to_owned()),
    }
}
