//! Timers as guards: a dropped one does not call any more.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::dom::window;

/// Calls `callback` in `ms`, whatever happens until then.
pub(crate) fn later(ms: i32, callback: impl FnOnce() + 'static) {
    let Ok(window) = window() else { return };
    let callback = Closure::once_into_js(callback);
    let _ =
        window.set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), ms);
}

/// The pending call, to cancel it.
enum Pending {
    None,
    Timeout(i32),
    Interval(i32),
    Frame(i32),
}

/// Calls one function later: after a time, periodically, or at the next painted frame.
pub(crate) struct Timer {
    closure: Closure<dyn FnMut(JsValue)>,
    pending: Pending,
}

impl Timer {
    pub(crate) fn new(mut callback: impl FnMut() + 'static) -> Self {
        let closure = Closure::<dyn FnMut(JsValue)>::new(move |_| callback());
        Self { closure, pending: Pending::None }
    }

    /// Calls once in `ms`, instead of any pending call.
    pub(crate) fn after(&mut self, ms: i32) {
        self.stop();
        let callback = self.closure.as_ref().unchecked_ref();
        let set = window().and_then(|window| {
            Ok(window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, ms)?)
        });
        if let Ok(id) = set {
            self.pending = Pending::Timeout(id);
        }
    }

    /// Calls every `ms`.
    pub(crate) fn every(&mut self, ms: i32) {
        self.stop();
        let callback = self.closure.as_ref().unchecked_ref();
        let set = window().and_then(|window| {
            Ok(window.set_interval_with_callback_and_timeout_and_arguments_0(callback, ms)?)
        });
        if let Ok(id) = set {
            self.pending = Pending::Interval(id);
        }
    }

    /// Calls once, before the page is painted next.
    pub(crate) fn at_frame(&mut self) {
        self.stop();
        let callback = self.closure.as_ref().unchecked_ref();
        let set = window().and_then(|window| Ok(window.request_animation_frame(callback)?));
        if let Ok(id) = set {
            self.pending = Pending::Frame(id);
        }
    }

    /// Cancels the pending call.
    pub(crate) fn stop(&mut self) {
        let Ok(window) = window() else { return };
        match std::mem::replace(&mut self.pending, Pending::None) {
            Pending::None => {}
            Pending::Timeout(id) => window.clear_timeout_with_handle(id),
            Pending::Interval(id) => window.clear_interval_with_handle(id),
            Pending::Frame(id) => {
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
