//! What every browser can be asked to do.

use std::path::Path;

use serde_json::Value;

use super::entry::Entry;
use super::key::Key;

/// A browser that is driven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Over its DevTools protocol.
    Chromium,
    /// Over WebDriver BiDi.
    Firefox,
}

impl Kind {
    /// The browser that the tests are for: `ALONGSIDE_TEST_BROWSER` names it, else it is Chromium.
    ///
    /// # Panics
    /// When it names another one.
    pub fn of_the_tests() -> Self {
        match std::env::var("ALONGSIDE_TEST_BROWSER").as_deref() {
            Ok("firefox") => Self::Firefox,
            Ok("chromium") | Err(_) => Self::Chromium,
            Ok(other) => panic!("ALONGSIDE_TEST_BROWSER is {other:?}, not chromium or firefox"),
        }
    }
}

/// What came of an expression.
pub(super) enum Evaluated {
    Value(Value),
    Thrown(String),
    /// The page was giving way to another one.
    Left,
}

/// One page of one browser. Elements have numbers that the driver gives.
pub(super) trait Driver: Send {
    /// Makes it what a new one is: an empty page, and nothing kept of those before. `None` when it cannot be.
    fn renew(&mut self) -> Option<()>;
    /// Runs a script in each page before the page's own.
    fn preload(&mut self, script: &str);
    /// Refuses to load what matches.
    fn block(&mut self, pattern: &str);
    fn navigate(&mut self, url: &str);
    /// Evaluates an expression; a promise is waited for.
    fn eval(&mut self, expression: &str) -> Evaluated;
    /// Calls a function with the element as `this`.
    #[track_caller]
    fn on(&mut self, element: i64, function: &str) -> Value;
    /// Finds an element by its role and accessible name.
    fn find(&mut self, role: &str, name: &str) -> Option<i64>;
    /// The names of all elements with this role.
    fn names(&mut self, role: &str) -> Vec<String>;
    /// All that console and browser said so far.
    fn console(&mut self) -> Vec<Entry>;
    /// A picture of the page, as PNG, if the browser still answers.
    fn screenshot(&mut self) -> Option<Vec<u8>>;
    /// One event of the mouse, by Chromium's name of its kind.
    fn mouse(&mut self, kind: &str, x: f64, y: f64, button: &str);
    fn wheel(&mut self, x: f64, y: f64, right: f64, down: f64);
    fn key_down(&mut self, key: Key<'_>);
    fn key_up(&mut self, key: Key<'_>);
    /// Types a text into what has the focus.
    fn insert(&mut self, text: &str);
    /// An input method shows what it would write.
    fn compose(&mut self, text: &str);
    /// The window has this size in CSS px, each of which has so many pixels.
    fn metrics(&mut self, width: u32, height: u32, density: f64, is_phone: bool);
    fn touch(&mut self, kind: &str, fingers: &[(f64, f64)]);
    /// From now on the test answers when the page asks for a file.
    fn intercept_files(&mut self);
    /// Chooses a file, once the page has asked for one.
    fn choose(&mut self, file: &Path) -> Option<()>;
    /// One step of dragging a file, by Chromium's name of it.
    fn drag(&mut self, kind: &str, file: &Path);
    /// Why the browser does not offer to install the page.
    fn installation_errors(&mut self) -> Value;
    /// Saves downloads in a folder, without a question.
    fn save_downloads_in(&mut self, folder: &Path);
    /// The memory of all its processes that no file backs, in bytes.
    fn memory_bytes(&self) -> u64;
    /// Ends the browser with all its processes at once.
    fn kill(&mut self);
    /// Whether it runs.
    fn is_there(&mut self) -> bool;
}
