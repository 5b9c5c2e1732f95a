//! The window, the document and its elements.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Window};

use crate::error::Error;

pub(super) fn window() -> Result<Window, Error> {
    web_sys::window().ok_or(Error::Unsupported("window"))
}

pub(super) fn document() -> Result<Document, Error> {
    window()?.document().ok_or(Error::Unsupported("document"))
}

/// Whether the page is in the background.
pub(crate) fn is_page_hidden() -> bool {
    document().is_ok_and(|page| page.hidden())
}

/// The element of the page with this id.
pub(super) fn element<E: JsCast>(id: &'static str) -> Result<E, Error> {
    let element = document()?.get_element_by_id(id);
    element.and_then(|element| element.dyn_into().ok()).ok_or(Error::NoElement(id))
}

/// Sets an attribute. It only fails for invalid names.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// Sets a style property through the object model, which the page's policy allows.
pub(super) fn style(element: &HtmlElement, property: &str, value: &str) {
    let _ = element.style().set_property(property, value);
}

/// Calls a method that not every browser has.
pub(super) fn call(object: &JsValue, method: &str, argument: &JsValue) -> Option<JsValue> {
    let method = Reflect::get(object, &method.into()).ok()?;
    method.dyn_ref::<js_sys::Function>()?.call1(object, argument).ok()
}

/// Writes an error to the browser's console.
pub(crate) fn log_error(error: &Error) {
    web_sys::console::error_1(&error.to_string().into());
}
