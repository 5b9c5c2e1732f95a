//! The log of the last session in the session storage, so that it survives reloading the page: in this
//! tab alone, until it is closed.

use web_sys::Storage;

use super::dom::window;
use viewer::log::file;

const NAME: &str = "alongside.log.name";

/// The key of a line of the log.
fn line(number: usize) -> String {
    format!("alongside.log.{number}")
}

/// `None` in a page that may store nothing.
pub(super) fn storage() -> Option<Storage> {
    window().ok()?.session_storage().ok().flatten()
}

fn get(storage: &Storage, key: &str) -> Option<String> {
    storage.get_item(key).ok().flatten()
}

/// How many lines of the current log are stored.
#[derive(Debug, Default)]
pub(crate) struct StoredLog(usize);

impl StoredLog {
    /// Stores the new lines. Without room the rest is not stored; the page still has it.
    pub(crate) fn store(&mut self, name: &str, lines: &[String]) {
        let Some(storage) = storage() else { return };
        // The first line of a session, or of a log that replaces this one.
        if self.0 == 0 || self.0 > lines.len() {
            clear(&storage);
            self.0 = 0;
            let _ = storage.set_item(NAME, name);
        }
        for text in lines.get(self.0..).unwrap_or_default() {
            if storage.set_item(&line(self.0), text).is_err() {
                return;
            }
            self.0 += 1;
        }
    }

    /// Goes on with the lines that are stored.
    pub(crate) fn resume() -> (Self, Vec<String>) {
        let lines = storage().map(|storage| lines(&storage)).unwrap_or_default();
        (Self(lines.len()), lines)
    }

    /// The stored lines are outdated: the next call replaces them.
    pub(crate) fn restart(&mut self) {
        self.0 = 0;
    }
}

fn clear(storage: &Storage) {
    let _ = storage.remove_item(NAME);
    let mut number = 0;
    while get(storage, &line(number)).is_some() {
        let _ = storage.remove_item(&line(number));
        number += 1;
    }
}

/// Whether there is a log of the last session in this tab.
pub(crate) fn has_last() -> bool {
    storage().is_some_and(|storage| get(&storage, NAME).is_some())
}

/// The log of the last session in this tab: its file's name, and the file.
pub(crate) fn last() -> Option<(String, String)> {
    let storage = storage()?;
    let name = get(&storage, NAME)?;
    Some((name, file(&lines(&storage))))
}

fn lines(storage: &Storage) -> Vec<String> {
    (0..).map_while(|number| get(storage, &line(number))).collect()
}
