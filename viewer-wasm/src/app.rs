//! Turns events of the browser into inputs of the state machines, and performs their outputs.

mod clipboard;
mod commands;
mod contacts;
mod core;
mod files;
mod input;
mod marking;
mod outputs;
mod parts;

use std::cell::{OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use protocol::word_list::WordLists;
use viewer::words::Words;
use wasm_bindgen::JsValue;

use self::core::Core;
use crate::error::Error;
use crate::event::{DefaultAction, Emit, Event};
use crate::web::preopened::Preopened;
use crate::web::text;

/// Events that may wait while another is handled. Only events that the browser emits from within a call
/// wait at all, so this is never reached; above it an event is dropped.
const QUEUED: usize = 256;

/// The one application of the page.
#[derive(Default)]
struct App {
    /// `None` only while it is created.
    core: RefCell<Option<Core>>,
    queued: RefCell<VecDeque<Event>>,
}

thread_local! {
    static APP: OnceCell<Rc<App>> = const { OnceCell::new() };
}

/// Starts the application. A second call changes nothing.
pub(crate) fn start(preopened: Preopened, words: Words) -> Result<(), Error> {
    let app = Rc::new(App::default());
    if APP.with(|cell| cell.set(app.clone())).is_err() {
        return Ok(());
    }
    text::speak(words)?;
    let weak = Rc::downgrade(&app);
    let emit: Emit = Rc::new(move |event| match weak.upgrade() {
        Some(app) => app.handle(event),
        None => DefaultAction::Allow,
    });
    *app.core.borrow_mut() = Some(Core::new(preopened, emit)?);
    app.handle(Event::Loaded);
    Ok(())
}

/// The page is in another language from now on.
pub(crate) fn speak(words: Words) {
    if let Some(app) = APP.with(|cell| cell.get().cloned()) {
        app.handle(Event::Speak(Box::new(words)));
    }
}

/// The words of codes in other languages are loaded, or cannot be had.
pub(crate) fn take_lists(lists: Option<WordLists>) {
    if let Some(app) = APP.with(|cell| cell.get().cloned()) {
        app.handle(Event::WordLists(lists));
    }
}

/// What `window.alongside.stats()` returns.
pub(crate) fn stats() -> JsValue {
    APP.with(|cell| {
        let core = cell.get().and_then(|app| app.core.try_borrow().ok());
        core.and_then(|core| core.as_ref().map(Core::stats)).unwrap_or(JsValue::NULL)
    })
}

impl App {
    /// Handles an event. Browsers emit some events from within calls (moving the focus does); those wait
    /// until the current one is handled.
    fn handle(&self, event: Event) -> DefaultAction {
        let Ok(mut core) = self.core.try_borrow_mut() else {
            let mut queued = self.queued.borrow_mut();
            if queued.len() < QUEUED {
                queued.push_back(event);
            }
            return DefaultAction::Allow;
        };
        let Some(core) = core.as_mut() else {
            return DefaultAction::Allow;
        };
        let action = core.handle(event);
        loop {
            let next = self.queued.borrow_mut().pop_front();
            match next {
                Some(event) => core.handle(event),
                None => return action,
            };
        }
    }
}
