//! What the browser refuses, as one error.

use wasm_bindgen::{JsCast as _, JsValue};

/// Why something of the browser could not be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Error {
    /// The browser threw an exception.
    #[error("the browser refused: {0}")]
    Js(String),
    /// The disk, or what the browser gives the page of it, is full.
    #[error("the browser has no room: {0}")]
    NoRoom(String),
    /// The page lacks an element that it must have.
    #[error("expected an element with the id {0} in the page")]
    NoElement(&'static str),
    /// The browser lacks an interface.
    #[error("this browser has no {0}")]
    Unsupported(&'static str),
}

impl From<JsValue> for Error {
    fn from(value: JsValue) -> Self {
        let message = match value.dyn_ref::<js_sys::Error>() {
            Some(error) => String::from(error.message()),
            None => value.as_string().unwrap_or_else(|| "an exception without words".to_owned()),
        };
        let name = js_sys::Reflect::get(&value, &"name".into()).ok();
        if name.and_then(|name| name.as_string()).as_deref() == Some("QuotaExceededError") {
            return Self::NoRoom(message);
        }
        Self::Js(message)
    }
}
