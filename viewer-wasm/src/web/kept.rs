//! What the page keeps while it is loaded again, in the session storage: in this tab alone, and only from the
//! time when the page goes away until it is there again.

use viewer::code_field::{self, Fragment};
use viewer::reload::Kept;

use super::clock::unix_ms;
use super::dom::window;
use super::stored_log::storage;

const KEY: &str = "alongside.session";

/// Stores it. Returns whether that was possible.
pub(crate) fn store(kept: &Kept) -> bool {
    let text = kept.encode();
    storage().zip(text).is_some_and(|(storage, text)| storage.set_item(KEY, &text).is_ok())
}

/// Takes out what was stored, if the sharer still waits for it, and the page was not opened with the code of another
/// invitation.
pub(crate) fn take() -> Option<Kept> {
    let storage = storage()?;
    let text = storage.get_item(KEY).ok().flatten()?;
    let _ = storage.remove_item(KEY);
    let hash = window().and_then(|window| Ok(window.location().hash()?)).unwrap_or_default();
    let is_invited = matches!(code_field::fragment(&hash), Fragment::Code(_));
    Kept::decode(&text, unix_ms()).filter(|_| !is_invited)
}

/// Loads the page again if it has come back out of the browser's cache with something stored.
pub(crate) fn reload() {
    let stored = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    if let (Some(_), Ok(window)) = (stored, window()) {
        let _ = window.location().reload();
    }
}
