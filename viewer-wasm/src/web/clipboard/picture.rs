//! A picture that one of the two copied, as the panel shows it.

use js_sys::{Array, Uint8Array};
use web_sys::{Blob, BlobPropertyBag, HtmlImageElement, Url};

use crate::error::Error;
use crate::web::dom::element;
use crate::web::download::save_blob;

/// An image of the panel, which is hidden while there is no picture.
pub(super) struct Picture {
    image: HtmlImageElement,
}

impl Picture {
    pub(super) fn new(id: &'static str) -> Result<Self, Error> {
        Ok(Self { image: element(id)? })
    }

    /// Shows a PNG file, or nothing.
    pub(super) fn show(&self, png: Option<&[u8]>) {
        if !self.image.src().is_empty() {
            let _ = Url::revoke_object_url(&self.image.src());
            let _ = self.image.remove_attribute("src");
        }
        let url = png.and_then(blob).and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
        self.image.set_hidden(url.is_none());
        if let Some(url) = url {
            self.image.set_src(&url);
        }
    }

    /// Hides the picture, or shows it again if there is one.
    pub(super) fn set_hidden(&self, is_hidden: bool) {
        self.image.set_hidden(is_hidden || self.image.src().is_empty());
    }

    pub(super) fn is_shown(&self) -> bool {
        !self.image.hidden()
    }
}

/// Saves a PNG file on the Helper's computer.
pub(super) fn save(png: &[u8]) {
    if let Some(blob) = blob(png) {
        let _ = save_blob("picture.png", &blob);
    }
}

fn blob(png: &[u8]) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type("image/png");
    let parts = Array::of1(&Uint8Array::from(png));
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}
