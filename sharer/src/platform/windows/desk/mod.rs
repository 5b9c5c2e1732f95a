//! The icon in the taskbar with its menu, and notifications. A thread of its own speaks to Explorer, so that nothing else
//! waits for an Explorer that hangs.

mod menu;
mod tray;
mod window;

use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use self::tray::Tray;
use self::window::{Event, HiddenWindow, Waker};
use crate::clock::Clock;
use crate::platform::desk::pace::{Pace, Step};
use crate::platform::desk::{Choice, Chosen, Desk, Outside};
use crate::supervisor::{Ending, Part, Supervisor};

pub(in crate::platform::windows) use self::window::{Asked, ask_to_show};

/// How long the end of the program waits for the icon to be removed. Explorer removes it by itself when the pointer comes
/// to it.
const FAREWELL: Duration = Duration::from_millis(500);

/// The thread with the icon.
struct Taskbar {
    orders: Arc<Orders>,
    /// Disconnected when the thread has ended.
    ended: Receiver<()>,
}

/// What the thread is to show. A newer one replaces an older one that was not looked at.
#[derive(Default)]
struct Orders(Mutex<Next>);

#[derive(Default)]
struct Next {
    wanted: Option<Outside>,
    is_over: bool,
    /// Wakes the thread, once it has a window.
    waker: Option<Waker>,
}

impl Orders {
    fn lock(&self) -> MutexGuard<'_, Next> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn show(&self, outside: Outside) {
        let mut next = self.lock();
        next.wanted = Some(outside);
        next.waker.iter().for_each(Waker::wake);
    }

    fn end(&self) {
        let mut next = self.lock();
        next.is_over = true;
        next.waker.iter().for_each(Waker::end);
    }
}

impl Desk for Taskbar {
    fn show(&mut self, outside: Outside) {
        self.orders.show(outside);
    }
}

impl Drop for Taskbar {
    fn drop(&mut self) {
        self.orders.end();
        let _ = self.ended.recv_timeout(FAREWELL);
    }
}

/// Starts the thread. Without one nothing is shown.
pub(crate) fn open_desk(chosen: Chosen, supervisor: &Supervisor) -> Box<dyn Desk> {
    let (ends, ended) = sync_channel(0);
    let orders = Arc::<Orders>::default();
    let theirs = Arc::clone(&orders);
    let work = move || {
        let _ends = ends;
        match HiddenWindow::open() {
            Ok(window) => {
                run(&window, &theirs, &chosen);
                // While the window is there: another one may get its handle.
                theirs.lock().waker = None;
            }
            Err(error) => tracing::debug!(%error, "no window for the icon"),
        }
        Ending::Expected
    };
    if let Err(error) = supervisor.spawn_thread(Part::Desk, work, || {}) {
        tracing::debug!(%error, "no thread for the icon");
    }
    Box::new(Taskbar { orders, ended })
}

/// Shows what is wanted until the end.
fn run(window: &HiddenWindow, orders: &Orders, chosen: &Chosen) {
    orders.lock().waker = Some(window.waker());
    // Something may have been ordered before there was a window.
    window.waker().wake();
    let mut shell = Shell::new(window);
    while let Some(events) = window.wait() {
        let wanted = {
            let mut next = orders.lock();
            if next.is_over {
                return;
            }
            next.wanted.take()
        };
        if let Some(outside) = wanted {
            shell.show(outside);
        }
        for event in events {
            match event {
                Event::Woken => {}
                Event::TaskbarCreated => shell.show_again(),
                Event::Show => chosen(Choice::Show),
                Event::Menu(at) => {
                    let choice =
                        shell.shown.as_ref().and_then(|shown| menu::ask(shown, window, at));
                    // What is not in the menu now was chosen from an old one.
                    let is_in = |outside: &Outside, choice| {
                        outside.menu.iter().any(|(offered, _)| *offered == choice)
                    };
                    let newest = orders.lock().wanted.clone().or_else(|| shell.shown.clone());
                    if let Some(choice) = choice
                        && newest.is_some_and(|newest| is_in(&newest, choice))
                    {
                        chosen(choice);
                    }
                    // Something may have been ordered meanwhile.
                    window.waker().wake();
                }
            }
        }
        shell.announce();
    }
    tracing::warn!("the icon is gone: its thread gets no messages");
}

/// What the taskbar shows.
struct Shell<'a> {
    window: &'a HiddenWindow,
    tray: Tray<'a>,
    shown: Option<Outside>,
    pace: Pace,
    clock: Clock,
}

impl<'a> Shell<'a> {
    fn new(window: &'a HiddenWindow) -> Self {
        let (pace, clock) = (Pace::default(), Clock::start());
        Self { window, tray: Tray::new(window), shown: None, pace, clock }
    }

    fn show(&mut self, outside: Outside) {
        self.pace.want(outside.announcement.clone(), self.clock.now());
        self.tray.show(&outside);
        self.shown = Some(outside);
    }

    /// There is a new taskbar, which may be without our icon, or the same with another scale.
    fn show_again(&mut self) {
        if let Some(outside) = &self.shown {
            self.tray.redraw();
            self.tray.show(outside);
        }
    }

    /// Shows or withdraws the notification, or asks to be woken when it is time to.
    fn announce(&mut self) {
        loop {
            match self.pace.step(self.clock.now()) {
                Step::Rest => return self.window.wake_after(None),
                Step::Wait(left) => return self.window.wake_after(Some(left)),
                Step::Show(announcement) => self.tray.announce(&announcement),
                Step::Withdraw => self.tray.withdraw(),
            }
        }
    }
}
