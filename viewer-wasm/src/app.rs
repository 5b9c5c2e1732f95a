//! SHELL: feeds the machines with what the browser says, and does what they answer.

mod age;
mod core;
mod gauges;
mod hand;
mod people;
mod perform;

use std::cell::{OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use wasm_bindgen::JsValue;

use self::core::Core;
use crate::error::Error;
use crate::event::{Event, Reaction, Tell};
use crate::web;
use crate::web::early::Early;

/// Events that may wait while another is worked on. Only what the browser tells from within a call
/// waits at all, so this is never met; what is above it is dropped.
const WAITING: usize = 256;

/// The one application of the page.
#[derive(Default)]
struct App {
    /// `None` only while the page is being taken over.
    core: RefCell<Option<Core>>,
    waiting: RefCell<VecDeque<Event>>,
}

thread_local! {
    static APP: OnceCell<Rc<App>> = const { OnceCell::new() };
}

/// Takes over the page. A second start changes nothing.
pub(crate) fn start(early: Early) -> Result<(), Error> {
    let app = Rc::new(App::default());
    if APP.with(|cell| cell.set(app.clone())).is_err() {
        return Ok(());
    }
    web::text::fill()?;
    let weak = Rc::downgrade(&app);
    let tell: Tell = Rc::new(move |event| match weak.upgrade() {
        Some(app) => app.tell(event),
        None => Reaction::Allow,
    });
    *app.core.borrow_mut() = Some(Core::new(early, tell)?);
    // A link brings a code, or its beginning.
    app.tell(Event::Typed);
    Ok(())
}

/// What `window.alongside.stats()` gives.
pub(crate) fn stats() -> JsValue {
    APP.with(|cell| {
        let core = cell.get().and_then(|app| app.core.try_borrow().ok());
        core.and_then(|core| core.as_ref().map(Core::stats)).unwrap_or(JsValue::NULL)
    })
}

impl App {
    /// Works on an event. Browsers tell some of them from within calls (a focus that moves tells at
    /// once); those wait until the work at hand is done.
    fn tell(&self, event: Event) -> Reaction {
        let Ok(mut core) = self.core.try_borrow_mut() else {
            let mut waiting = self.waiting.borrow_mut();
            if waiting.len() < WAITING {
                waiting.push_back(event);
            }
            return Reaction::Allow;
        };
        let Some(core) = core.as_mut() else {
            return Reaction::Allow;
        };
        let reaction = core.on(event);
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            match next {
                Some(event) => core.on(event),
                None => return reaction,
            };
        }
    }
}
