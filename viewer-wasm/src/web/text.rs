//! Fills the sentences of the table into the page.

use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::dom::{document, set};
use crate::error::Error;
use viewer::words::Say;

/// Fills every element that names a label or a placeholder. Texts are in the page already; a test compares
/// them with the table.
pub(crate) fn fill() -> Result<(), Error> {
    each("data-label", |element, say| {
        set(element, "aria-label", say.english());
        if element.tag_name() == "BUTTON" {
            set(element, "title", say.english());
        }
    })?;
    each("data-placeholder", |element, say| set(element, "placeholder", say.english()))
}

fn each(attribute: &str, put: impl Fn(&Element, Say)) -> Result<(), Error> {
    let found = document()?.query_selector_all(&format!("[{attribute}]"))?;
    for n in 0..found.length() {
        let Some(element) = found.get(n).and_then(|node| node.dyn_into::<Element>().ok()) else {
            continue;
        };
        if let Some(say) = element.get_attribute(attribute).as_deref().and_then(Say::from_key) {
            put(&element, say);
        }
    }
    Ok(())
}
