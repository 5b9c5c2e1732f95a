//! The timers of the page.

use protocol::time::Tick;

use crate::event::{Emit, Event};
use crate::web::clock::tick;
use crate::web::form::Form;
use crate::web::timer::Timer;

/// How long [`Event::Deferred`] waits when the page's link contains a code, in ms: contacts and the last
/// log are not needed to connect.
const DEFERRED_MS: i32 = 1000;

/// How often the browser's counters are read, in ms.
const SECOND_MS: i32 = 1000;

/// The timers of the page.
pub(in crate::app) struct Timers {
    deadline: Timer,
    /// When `deadline` calls.
    due: Option<Tick>,
    frame: Timer,
    second: Timer,
    _deferred: Timer,
}

impl Timers {
    pub(in crate::app) fn new(emit: &Emit) -> Self {
        let timer = |event: Event| {
            let emit = emit.clone();
            Timer::new(move || {
                emit(event.clone());
            })
        };
        let mut deferred = timer(Event::Deferred);
        deferred.after(if Form::link_has_code() { DEFERRED_MS } else { 0 });
        Self {
            deadline: timer(Event::Deadline),
            due: None,
            frame: timer(Event::AnimationFrame),
            second: timer(Event::Second),
            _deferred: deferred,
        }
    }

    /// Sets the next deadline.
    pub(in crate::app) fn set_deadline(&mut self, due: Option<Tick>) {
        if due == self.due {
            return;
        }
        self.due = due;
        match due {
            // One more, since the clock is cut to whole ms and must have passed the deadline.
            Some(due) => {
                let wait = due.since(tick()).as_millis() + 1;
                self.deadline.after(i32::try_from(wait).unwrap_or(i32::MAX));
            }
            None => self.deadline.stop(),
        }
    }

    /// The deadline passed.
    pub(in crate::app) fn deadline_passed(&mut self) {
        self.due = None;
    }

    /// Asks for [`Event::AnimationFrame`].
    pub(in crate::app) fn at_frame(&mut self) {
        self.frame.at_frame();
    }

    /// Starts [`Event::Second`].
    pub(in crate::app) fn start_seconds(&mut self) {
        self.second.every(SECOND_MS);
    }

    /// Stops [`Event::Second`].
    pub(in crate::app) fn stop_seconds(&mut self) {
        self.second.stop();
    }
}
