//! Saves a file to the Helper's computer.

use js_sys::Array;
use wasm_bindgen::JsCast as _;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::dom::document;
use crate::error::Error;

/// Saves a text as a file.
pub(crate) fn save_file(name: &str, text: &str) -> Result<(), Error> {
    let parts = Array::of1(&text.into());
    let kind = BlobPropertyBag::new();
    kind.set_type("application/xml");
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    save_blob(name, &blob)
}

/// Saves bytes as a file.
pub(super) fn save_blob(name: &str, blob: &Blob) -> Result<(), Error> {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document()?.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)?;
    Ok(())
}
