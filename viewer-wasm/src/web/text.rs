//! The sentences of the page, in the language that the Helper reads.

use std::cell::RefCell;

use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::dom::{document, set};
use crate::error::Error;
use viewer::words::{Say, Words};

thread_local! {
    /// The page has one language at a time, as its document has: the last one here. Each that was shown stays, at most
    /// once, so that a sentence can be borrowed for as long as the page lives.
    static WORDS: RefCell<Vec<&'static Words>> = const { RefCell::new(Vec::new()) };
}

/// All sentences.
pub(crate) fn words() -> &'static Words {
    WORDS.with_borrow_mut(|all| match all.last() {
        Some(words) => *words,
        None => shown(all, Words::english()),
    })
}

/// Puts a language at the end.
fn shown(all: &mut Vec<&'static Words>, words: Words) -> &'static Words {
    let language = words.language();
    let at = all.iter().position(|known| known.language() == language);
    let words = match at {
        Some(at) => all.remove(at),
        None => Box::leak(Box::new(words)),
    };
    all.push(words);
    words
}

/// A sentence in the language of the page.
pub(crate) trait Spoken {
    /// As it is; without arguments.
    fn said(self) -> &'static str;

    /// About the User.
    fn to(self, user: &str) -> String;
}

impl Spoken for Say {
    fn said(self) -> &'static str {
        words().text(self)
    }

    fn to(self, user: &str) -> String {
        words().to(self, user)
    }
}

/// The page speaks these words from now on: fills every element that names a text, a label or a placeholder. The
/// English texts are in the page already; a test compares them with the catalogue. The build puts the number of a
/// sentence where `www/index.html` has its name.
pub(crate) fn speak(words: Words) -> Result<(), Error> {
    let root = document()?.document_element().ok_or(Error::NoElement("html"))?;
    let language = words.language();
    let is_new = root.get_attribute("lang").as_deref() != Some(language.tag());
    set(&root, "lang", language.tag());
    set(&root, "dir", language.direction().name());
    WORDS.with_borrow_mut(|all| shown(all, words));
    if is_new {
        each("data-text", |element, say| element.set_text_content(Some(say.said())))?;
    }
    each("data-label", |element, say| {
        set(element, "aria-label", say.said());
        if element.tag_name() == "BUTTON" {
            set(element, "title", say.said());
        }
    })?;
    each("data-placeholder", |element, say| set(element, "placeholder", say.said()))
}

fn each(attribute: &str, put: impl Fn(&Element, Say)) -> Result<(), Error> {
    let found = document()?.query_selector_all(&format!("[{attribute}]"))?;
    for n in 0..found.length() {
        let Some(element) = found.get(n).and_then(|node| node.dyn_into::<Element>().ok()) else {
            continue;
        };
        if let Some(say) = element.get_attribute(attribute).as_deref().and_then(Say::from_index) {
            put(&element, say);
        }
    }
    Ok(())
}
