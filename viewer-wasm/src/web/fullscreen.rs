//! The full-screen page.

use wasm_bindgen::JsValue;
use web_sys::Element;

use super::dom::{call, document, element, set, window};

/// Starts a full-screen page, or ends it.
pub(crate) fn toggle() {
    let Ok(document) = document() else { return };
    if document.fullscreen_element().is_some() {
        document.exit_fullscreen();
    } else if let Some(root) = document.document_element() {
        let _ = root.request_fullscreen();
    }
}

/// Marks the button, and asks for the keys that a system otherwise handles itself (W3C Keyboard Lock;
/// Chromium only, on https). The lock ends with the full screen.
pub(super) fn changed() {
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
        let _ = call(&keyboard, "lock", &JsValue::UNDEFINED);
    }
}
