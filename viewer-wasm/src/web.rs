//! The browser: the only folder that names its interfaces. No rules here.

pub(crate) mod channel;
pub(crate) mod clock;
pub(crate) mod cursor;
pub(crate) mod displays;
pub(crate) mod early;
pub(crate) mod form;
pub(crate) mod hands;
pub(crate) mod keep;
pub(crate) mod layer;
pub(crate) mod listen;
pub(crate) mod opening;
pub(crate) mod page;
pub(crate) mod panel;
pub(crate) mod peer;
pub(crate) mod people;
pub(crate) mod picture;
pub(crate) mod remember;
pub(crate) mod report;
pub(crate) mod socket;
pub(crate) mod text;
pub(crate) mod vault;
pub(crate) mod video;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Window};

use crate::error::Error;

pub(crate) fn window() -> Result<Window, Error> {
    web_sys::window().ok_or(Error::Unsupported("window"))
}

pub(crate) fn document() -> Result<Document, Error> {
    window()?.document().ok_or(Error::Unsupported("document"))
}

/// Whether nobody can see the page: it is behind another tab or window.
pub(crate) fn is_page_hidden() -> bool {
    document().is_ok_and(|page| page.hidden())
}

/// The element of the page with this id.
fn element<E: JsCast>(id: &'static str) -> Result<E, Error> {
    let element = document()?.get_element_by_id(id);
    element.and_then(|element| element.dyn_into().ok()).ok_or(Error::NoElement(id))
}

/// Sets an attribute. It only fails for names that are no attribute's.
fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// Sets a style property through the object model, which the page's policy allows.
fn style(element: &HtmlElement, property: &str, value: &str) {
    let _ = element.style().set_property(property, value);
}

/// Starts a full-screen page, or ends it.
pub(crate) fn toggle_fullscreen() {
    let Ok(document) = document() else { return };
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(root) = document.document_element() {
        let _ = root.request_fullscreen();
    }
}

/// Marks the button, and asks for the keys that a system otherwise keeps to itself (W3C Keyboard
/// Lock; Chromium only, on https). It ends with the full screen.
fn fullscreen_changed() {
    let Ok(document) = document() else { return };
    let is_full = document.fullscreen_element().is_some();
    if let Ok(button) = element::<Element>("fullscreen") {
        set(&button, "aria-pressed", if is_full { "true" } else { "false" });
    }
    let keyboard = window()
        .and_then(|window| Ok(js_sys::Reflect::get(&window.navigator(), &"keyboard".into())?));
    if let Ok(keyboard) = keyboard
        && is_full
        && keyboard.is_object()
    {
        let _ = peer::call(&keyboard, "lock", &wasm_bindgen::JsValue::UNDEFINED);
    }
}

/// Puts a text into a file of the Helper's.
pub(crate) fn save_file(name: &str, text: &str) -> Result<(), Error> {
    let parts = js_sys::Array::of1(&text.into());
    let kind = web_sys::BlobPropertyBag::new();
    kind.set_type("application/xml");
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document()?.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&url)?;
    Ok(())
}

/// Writes an error into the browser's console, for whoever looks into why this browser will not.
pub(crate) fn complain(error: &Error) {
    web_sys::console::error_1(&error.to_string().into());
}
