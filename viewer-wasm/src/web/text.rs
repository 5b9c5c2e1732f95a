//! Puts the words of the table into the page.

use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::{document, set};
use crate::error::Error;
use crate::words::Say;

/// Fills every element that asks for a text, a label or a placeholder. A text that is there already
/// is left: a page in which all were set anew would be laid out anew.
pub(crate) fn fill() -> Result<(), Error> {
    each("data-text", |element, say| {
        if element.text_content().as_deref() != Some(say.english()) {
            element.set_text_content(Some(say.english()));
        }
    })?;
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
