//! Event listeners as guards: a dropped one is not called any more.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, Event, EventTarget};

use crate::error::Error;

/// Listens to one kind of event until it is dropped.
pub(crate) struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `handler` for each event of this kind. The caller knows the type of the event.
    pub(crate) fn new<E: JsCast + 'static>(
        target: &EventTarget,
        kind: &'static str,
        mut handler: impl FnMut(E) + 'static,
    ) -> Result<Self, Error> {
        let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            handler(event.unchecked_into());
        });
        // By default, browsers make wheel and touch listeners passive.
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
