//! A real browser: Chromium or Firefox, with the same tests for both.

mod bidi;
mod cdp;
mod chromium;
mod driver;
mod entry;
mod firefox;
mod group;
mod key;
mod lent;
mod page;
mod settings;
mod shown;
mod startup_cache;
mod webkit;

use serde_json::Value;

use crate::clock::{self, eventually};
use crate::process::keep;
use chromium::Chromium;
use driver::{Driver, Evaluated};
use firefox::Firefox;
use lent::Lent;

pub use driver::Kind;
pub use entry::Entry;
pub use key::Key;
pub use page::Element;
pub use webkit::WebKit;

/// A browser with one page. It ends with the test; when the test fails, a screenshot and all that
/// the console said are kept.
pub struct Browser {
    driver: Lent,
    kind: Kind,
}

impl Browser {
    /// A browser of the tests with an empty page. It may have served another test before, of which it keeps nothing but
    /// the clipboard, and what was stored for a page that a link led to.
    pub fn start() -> Self {
        let kind = Kind::of_the_tests();
        Self { driver: Lent::plain(|| started(kind, &[])), kind }
    }

    /// Starts it with further flags, as Chromium has them. Firefox gets settings that mean the same.
    ///
    /// # Panics
    /// When it is not there, or does not start, or has no such setting.
    pub fn with(flags: &[&str]) -> Self {
        Self::of(Kind::of_the_tests(), flags)
    }

    /// The browser of a phone: there are fingers and no mouse. [`Browser::phone`] gives the page the size of one.
    ///
    /// # Panics
    /// When it does not start.
    pub fn of_a_phone() -> Self {
        match Kind::of_the_tests() {
            // With the size it is told of the fingers.
            Kind::Chromium => Self::start(),
            Kind::Firefox => {
                Self::with(&["--blink-settings=primaryPointerType=2,availablePointerTypes=2"])
            }
        }
    }

    /// Starts a Firefox, whichever browser the tests are for. It has no H.264 in RTP.
    ///
    /// # Panics
    /// When there is none, or it does not start.
    pub fn firefox() -> Self {
        Self::of(Kind::Firefox, &[])
    }

    /// Starts a Chromium, whichever browser the tests are for.
    ///
    /// # Panics
    /// When there is none, or it does not start.
    pub fn chromium(flags: &[&str]) -> Self {
        Self::of(Kind::Chromium, flags)
    }

    fn of(kind: Kind, flags: &[&str]) -> Self {
        Self { driver: Lent::of_its_own(started(kind, flags)), kind }
    }

    /// Which one it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Runs a script in each page before the page's own.
    pub fn before_scripts(&mut self, script: &str) {
        self.driver.preload(script);
    }

    /// Refuses to load what matches, for example `*.wasm*`.
    pub fn block(&mut self, pattern: &str) {
        self.driver.block(pattern);
    }

    /// Goes to an address, and waits until the page is loaded.
    pub fn open(&mut self, url: &str) {
        // A change of the fragment alone would load nothing.
        self.driver.navigate("about:blank");
        self.driver.navigate(url);
        self.wait(
            "the page is loaded",
            "document.readyState === 'complete' && location.href !== 'about:blank'",
        );
    }

    /// Why the browser does not offer to install the page; empty when it does.
    pub fn installation_errors(&mut self) -> Value {
        self.driver.installation_errors()
    }

    /// Saves downloads in a folder, without a question.
    pub fn save_downloads_in(&mut self, folder: &std::path::Path) {
        self.driver.save_downloads_in(folder);
    }

    /// The memory of all its processes that no file backs, in bytes.
    pub fn memory_bytes(&self) -> u64 {
        self.driver.memory_bytes()
    }

    /// Evaluates an expression; a promise is waited for.
    ///
    /// # Panics
    /// When it throws.
    #[track_caller]
    pub fn eval(&mut self, expression: &str) -> Value {
        match self.driver.eval(expression) {
            Evaluated::Value(value) => value,
            Evaluated::Thrown(error) => panic!("{expression}: {error}"),
            Evaluated::Left => panic!("{expression}: the page gave way to another one"),
        }
    }

    /// Whether an expression is true. It is not while the page gives way to another one.
    #[track_caller]
    fn holds(&mut self, expression: &str) -> bool {
        match self.driver.eval(expression) {
            Evaluated::Value(value) => value == true,
            Evaluated::Thrown(error) => panic!("{expression}: {error}"),
            Evaluated::Left => false,
        }
    }

    /// Waits until an expression is true.
    #[track_caller]
    pub fn wait(&mut self, what: &str, expression: &str) {
        eventually(what, || self.holds(expression).then_some(()));
    }

    /// Waits until an expression is true, within a time.
    #[track_caller]
    pub fn wait_within(&mut self, patience: std::time::Duration, what: &str, expression: &str) {
        clock::within(patience, what, || self.holds(expression).then_some(()));
    }

    /// The whole text that a person can see.
    pub fn text(&mut self) -> String {
        self.eval("document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    /// All that the console and the browser said so far.
    pub fn console(&mut self) -> Vec<Entry> {
        self.driver.console()
    }

    /// A picture of the page, as PNG.
    pub fn screenshot(&mut self) -> Vec<u8> {
        self.driver.screenshot().unwrap_or_default()
    }

    /// Ends the browser with all its processes at once, without a chance to say anything.
    pub fn kill(&mut self) {
        self.driver.kill();
    }
}

fn started(kind: Kind, flags: &[&str]) -> Box<dyn Driver> {
    match kind {
        Kind::Chromium => Box::new(Chromium::start(flags)),
        Kind::Firefox => Box::new(Firefox::start(flags)),
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if std::thread::panicking() && self.driver.is_there() {
            if let Some(png) = self.driver.screenshot() {
                keep("page.png", &png);
            }
            let lines: Vec<String> = self
                .driver
                .console()
                .iter()
                .map(|entry| format!("{}: {}", entry.kind, entry.text))
                .collect();
            keep("console.log", lines.join("\n").as_bytes());
        }
    }
}
