//! Listeners and timers as guards: what is dropped is not called any more.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AddEventListenerOptions, Event, EventTarget};

use super::window;
use crate::error::Error;

/// Listens to one kind of event until it is dropped.
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `heard` for each event of this kind. The event's type is the caller's knowledge.
    pub(crate) fn new<E: JsCast + 'static>(
        target: &EventTarget,
        kind: &'static str,
        mut heard: impl FnMut(E) + 'static,
    ) -> Result<Self, Error> {
        let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            heard(event.unchecked_into());
        });
        // Browsers make wheel and touch listeners passive unless told otherwise.
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        target.add_event_listener_with_callback_and_add_event_listener_options(
            kind,
            closure.as_ref().unchecked_ref(),
            &options,
        )?;
        Ok(Self { target: target.clone(), kind, closure })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.kind, callback);
    }
}

/// What is waited for, and how to stop waiting.
enum Waiting {
    Nothing,
    Timeout(i32),
    Interval(i32),
    Frame(i32),
}

/// Calls one function later: after a time, again and again, or at the next painted frame.
pub(crate) struct Timer {
    closure: Closure<dyn FnMut(JsValue)>,
    waiting: Waiting,
}

impl Timer {
    pub(crate) fn new(mut ring: impl FnMut() + 'static) -> Self {
        let closure = Closure::<dyn FnMut(JsValue)>::new(move |_| ring());
        Self { closure, waiting: Waiting::Nothing }
    }

    /// Rings once in `ms`, instead of what it waited for.
    pub(crate) fn after(&mut self, ms: i32) {
        self.stop();
        let callback = self.closure.as_ref().unchecked_ref();
        let set = window().and_then(|window| {
            Ok(window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, ms)?)
        });
        if let Ok(id) = set {
            self.waiting = Waiting::Timeout(id);
        }
    }

    /// Rings every `ms`.
    pub(crate) fn every(&mut self, ms: i32) {
        self.stop();
        let callback = self.closure.as_ref().unchecked_ref();
        let set = window().and_then(|window| {
            Ok(window.set_interval_with_callback_and_timeout_and_arguments_0(callback, ms)?)
        });
        if let Ok(id) = set {
            self.waiting = Waiting::Interval(id);
        }
    }

    /// Rings once, before the page is painted next.
    pub(crate) fn at_frame(&mut self) {
        self.stop();
        let callback = self.closure.as_ref().unchecked_ref();
        let set = window().and_then(|window| Ok(window.request_animation_frame(callback)?));
        if let Ok(id) = set {
            self.waiting = Waiting::Frame(id);
        }
    }

    /// Does not ring any more.
    pub(crate) fn stop(&mut self) {
        let Ok(window) = window() else { return };
        match std::mem::replace(&mut self.waiting, Waiting::Nothing) {
            Waiting::Nothing => {}
            Waiting::Timeout(id) => window.clear_timeout_with_handle(id),
            Waiting::Interval(id) => window.clear_interval_with_handle(id),
            Waiting::Frame(id) => {
                let _ = window.cancel_animation_frame(id);
            }
        }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.stop();
    }
}
