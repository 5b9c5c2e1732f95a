//! The thread that watches: hooks, events of windows, and looks at the window.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use protocol::time::Tick;
use windows::Win32::Foundation::HWND;
use windows::Win32::UI::WindowsAndMessaging::{
    EVENT_OBJECT_CLOAKED, EVENT_OBJECT_LOCATIONCHANGE, EVENT_OBJECT_REORDER, EVENT_OBJECT_SHOW,
    EVENT_OBJECT_UNCLOAKED, EVENT_SYSTEM_FOREGROUND,
};

use super::super::hooks::{Handling, Hook, Hooks, Seen, WindowEvents};
use super::super::mark::mark;
use super::super::pump::{Signal, come_first};
use super::window::{self, Meaning, Window, place_of};
use crate::clock::Clock;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::press_watch::Evidence;
use crate::platform::press_watch::orders::Answer;
use crate::platform::windows_input::watched::Watched;
use crate::supervisor::Ending;

/// How often the window and the pointer are looked at without an event, and the hooks are installed anew.
const LOOK: Duration = Duration::from_millis(100);

/// The shortest time between two looks that events of windows cause: all input waits for this thread.
const PACE: Duration = Duration::from_millis(20);

/// Events of windows, of those of one turn, that are looked at one by one. With more, something was done to the window.
const EVENTS: usize = 64;

/// What can be done to a window: shown, hidden, reordered, moved, cloaked. Events of the numbers between are few.
const WINDOW_EVENTS: [(u32, u32); 4] = [
    (EVENT_SYSTEM_FOREGROUND, EVENT_SYSTEM_FOREGROUND),
    (EVENT_OBJECT_SHOW, EVENT_OBJECT_REORDER),
    (EVENT_OBJECT_LOCATIONCHANGE, EVENT_OBJECT_LOCATIONCHANGE),
    (EVENT_OBJECT_CLOAKED, EVENT_OBJECT_UNCLOAKED),
];

/// What the thread is told to do.
#[derive(Debug)]
pub(super) enum Order {
    /// Watches the window of this number.
    Watch(u32, Answer<()>),
    /// Ends that.
    Unwatch,
    /// Says what happened.
    Evidence(Answer<Evidence>),
}

/// See the module.
pub(super) struct Watcher {
    signal: Signal,
    end: Arc<AtomicBool>,
    clock: Clock,
}

/// What there is while a window is watched. The hooks end first.
struct Watch {
    hooks: Hooks,
    _window_events: WindowEvents,
    handling: Handling,
    window: Window,
    meaning: Meaning,
    /// When the window was looked at last.
    looked: Tick,
    state: Rc<RefCell<State>>,
}

/// What the hooks share with the thread.
struct State {
    watched: Watched,
    /// Windows that something happened to, since the last look.
    events: Vec<HWND>,
}

impl Watcher {
    pub(super) fn new(signal: Signal, end: Arc<AtomicBool>) -> Self {
        Self { signal, end, clock: Clock::start() }
    }

    pub(super) fn run(self, orders: &mpsc::Receiver<Order>) -> Ending {
        come_first();
        let mut watch = None;
        while !self.end.load(SeqCst) {
            for order in orders.try_iter() {
                self.obey(order, &mut watch);
            }
            // A window that is gone, or hooks that are: who asks for evidence learns it.
            if let Some(Err(error)) = watch.as_mut().map(|watch| watch.turn(self.clock.now())) {
                tracing::warn!(%error, "presses are not watched any more");
                watch = None;
            }
            self.signal.wait(watch.as_ref().map(Watch::pace));
        }
        Ending::Expected
    }

    fn obey(&self, order: Order, watch: &mut Option<Watch>) {
        match order {
            Order::Watch(number, done) => {
                *watch = None;
                let watched = Watch::start(number, self.clock);
                let _ = done.try_send(watched.map(|watched| *watch = Some(watched)));
            }
            Order::Unwatch => *watch = None,
            Order::Evidence(done) => {
                let evidence = match watch {
                    Some(watch) => watch.evidence(&self.signal, self.clock),
                    None => Err(lost("no window is watched")),
                };
                let _ = done.try_send(evidence);
            }
        }
    }
}

impl Watch {
    /// Watches from now on. What was pressed before does not count.
    fn start(number: u32, clock: Clock) -> Result<Self, PlatformError> {
        let window = Window::of_number(number).ok_or_else(|| lost("the window is gone"))?;
        let look = window.look().ok_or_else(|| lost("the window is gone"))?;
        let pointer = window::pointer().ok_or_else(|| lost("it has no pointer now"))?;
        let watched = Watched::new(mark(), look, window::desktop(), pointer);
        let state = Rc::new(RefCell::new(State { watched, events: Vec::new() }));
        let theirs = Rc::clone(&state);
        let handling = Handling::start(move |seen| theirs.borrow_mut().see(seen, clock.now()));
        let window_events = WindowEvents::watch(&WINDOW_EVENTS)?;
        let mut hooks = Hooks::default();
        hooks.install(&[Hook::Keyboard, Hook::Mouse])?;
        let meaning = window.meaning();
        let looked = clock.now();
        Ok(Self { hooks, _window_events: window_events, handling, window, meaning, looked, state })
    }

    /// How long after a look the next one follows.
    fn pace(&self) -> Duration {
        if self.state.borrow().events.is_empty() { LOOK } else { PACE }
    }

    /// Looks at the pointer, which may come after each event of the mouse, and at the rest when it is time.
    fn turn(&mut self, now: Tick) -> Result<(), PlatformError> {
        if now.since(self.looked) >= self.pace() {
            return self.look(now);
        }
        if let Some(at) = window::pointer() {
            self.state.borrow_mut().watched.on_pointer(at, now);
        }
        Ok(())
    }

    /// Looks at the window and the pointer, and installs the hooks anew.
    fn look(&mut self, now: Tick) -> Result<(), PlatformError> {
        if self.handling.has_failed() {
            return Err(lost("an event could not be handled"));
        }
        self.looked = now;
        self.hooks.install(&[Hook::Keyboard, Hook::Mouse])?;
        let mut state = self.state.borrow_mut();
        let State { watched, events } = &mut *state;
        if events.len() > EVENTS {
            watched.on_other(None, now);
        }
        for other in events.drain(..).take(EVENTS) {
            match window::top_of(other) {
                Some(top) if top != other || self.window.is(top) => {}
                // One that is gone may have been anywhere.
                Some(_) | None => watched.on_other(place_of(other), now),
            }
        }
        let look = self.window.look().ok_or_else(|| lost("the window is gone"))?;
        watched.on_look(look, now);
        watched.on_focus(self.window.has_focus(), now);
        if let Some(at) = window::pointer() {
            watched.on_pointer(at, now);
        }
        if window::is_pointer_confined() {
            watched.on_confined(now);
        }
        let meaning = self.window.meaning();
        if meaning != std::mem::replace(&mut self.meaning, meaning) {
            watched.on_remapped(now);
        }
        Ok(())
    }

    fn evidence(&mut self, signal: &Signal, clock: Clock) -> Result<Evidence, PlatformError> {
        // The hooks that were called before, and the events of windows.
        signal.wait(Some(Duration::ZERO));
        let now = clock.now();
        self.look(now)?;
        Ok(self.state.borrow_mut().watched.evidence(now))
    }
}

impl State {
    fn see(&mut self, seen: Seen, now: Tick) {
        match seen {
            Seen::Key(key) => self.watched.on_key(&key, now),
            Seen::Mouse(mouse) => {
                self.watched.on_pointer_before(window::pointer(), &mouse, now);
                self.watched.on_mouse(&mouse, now);
            }
            // One more than are looked at stands for all others.
            Seen::Window(window) if self.events.len() <= EVENTS => self.events.push(window),
            Seen::Window(_) => {}
        }
    }
}

fn lost(what: &str) -> PlatformError {
    PlatformError::Lost(Reason::of(what))
}
