//! How often each code was tried, in the session storage: in this tab alone, until it is closed.

use super::stored_log::storage;

const KEY: &str = "alongside.tries";

/// Stores it. Without room it counts until the page is loaded again.
pub(crate) fn store(tries: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(KEY, tries);
    }
}

/// What is stored.
pub(crate) fn load() -> Option<String> {
    storage()?.get_item(KEY).ok().flatten()
}
