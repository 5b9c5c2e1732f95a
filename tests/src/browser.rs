//! A real Chromium, driven over its own DevTools protocol.

mod cdp;
mod entry;
mod page;

use std::path::Path;
use std::process::{Child, Stdio};

use base64::Engine as _;
use serde_json::{Value, json};

use crate::clock::{self, eventually};
use crate::process::{Folder, command, keep};
use cdp::Cdp;
pub use entry::Entry;
pub use page::{Element, Key};

/// A browser with one page. It ends with the test; when the test fails, a screenshot and all that
/// the console said are kept.
pub struct Browser {
    child: Child,
    cdp: Cdp,
    /// Its profile goes after it.
    _profile: Folder,
}

impl Browser {
    /// Starts a browser with an empty page.
    pub fn start() -> Self {
        Self::with(&[])
    }

    /// Starts a browser with further flags.
    ///
    /// # Panics
    /// When there is no Chromium, or it does not start.
    pub fn with(flags: &[&str]) -> Self {
        let profile = Folder::new();
        let mut command = command("chromium");
        command
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--disable-background-timer-throttling",
                "--disable-renderer-backgrounding",
                "--lang=en-US",
                "--window-size=1400,1000",
                "--remote-debugging-port=0",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .args(flags)
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        // A group of its own, so that all its processes go together.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().unwrap_or_else(|error| panic!("chromium: {error}"));
        let file = profile.path().join("DevToolsActivePort");
        let socket = eventually("chromium says where it is driven", || active_port(&file));
        let mut browser = Self { child, cdp: Cdp::connect(&socket), _profile: profile };
        for domain in ["Page", "Runtime", "Log", "DOM", "Accessibility"] {
            browser.cdp.call(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// Runs a script in each page before the page's own.
    pub fn before_scripts(&mut self, script: &str) {
        self.cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// Refuses to load what matches, for example `*.wasm*`.
    pub fn block(&mut self, pattern: &str) {
        self.cdp.call("Network.enable", json!({}));
        self.cdp.call("Network.setBlockedURLs", json!({ "urls": [pattern] }));
    }

    /// Goes to an address, and waits until the page is loaded.
    pub fn open(&mut self, url: &str) {
        // A change of the fragment alone would load nothing.
        self.cdp.call("Page.navigate", json!({ "url": "about:blank" }));
        let answer = self.cdp.call("Page.navigate", json!({ "url": url }));
        assert!(answer.get("errorText").is_none(), "{url}: {answer}");
        self.wait(
            "the page is loaded",
            "document.readyState === 'complete' && location.href !== 'about:blank'",
        );
    }

    /// Evaluates an expression; a promise is waited for.
    ///
    /// # Panics
    /// When it throws.
    #[track_caller]
    pub fn eval(&mut self, expression: &str) -> Value {
        let answer = self.cdp.call("Runtime.evaluate", evaluation(expression));
        value(expression, &answer)
    }

    /// Whether an expression is true. It is not while the page gives way to another one.
    #[track_caller]
    fn holds(&mut self, expression: &str) -> bool {
        match self.cdp.call_while_leaving("Runtime.evaluate", evaluation(expression)) {
            Some(answer) => value(expression, &answer) == true,
            None => false,
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
        // An answer comes behind all events before it.
        let _ = self.eval("0");
        self.cdp.console()
    }

    /// A picture of the page, as PNG.
    pub fn screenshot(&mut self) -> Vec<u8> {
        let answer = self.cdp.call("Page.captureScreenshot", json!({ "format": "png" }));
        let data = answer["data"].as_str().unwrap_or_default();
        base64::engine::general_purpose::STANDARD.decode(data).unwrap_or_default()
    }

    /// Ends the browser with all its processes at once, without a chance to say anything.
    pub fn kill(&mut self) {
        let id = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw);
        if let Some(id) = id
            && matches!(self.child.try_wait(), Ok(None))
        {
            let _ = rustix::process::kill_process_group(id, rustix::process::Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if std::thread::panicking() && matches!(self.child.try_wait(), Ok(None)) {
            if let Some(answer) =
                self.cdp.try_call("Page.captureScreenshot", json!({ "format": "png" }))
            {
                let data = answer["data"].as_str().unwrap_or_default();
                let png = base64::engine::general_purpose::STANDARD.decode(data);
                keep("page.png", &png.unwrap_or_default());
            }
            let lines: Vec<String> = self
                .cdp
                .console()
                .iter()
                .map(|entry| format!("{}: {}", entry.kind, entry.text))
                .collect();
            keep("console.log", lines.join("\n").as_bytes());
        }
        self.kill();
    }
}

/// Where a starting browser is driven, once it has written it down.
fn active_port(file: &Path) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let (port, path) = text.trim_end().split_once('\n')?;
    Some(format!("127.0.0.1:{port}{path}"))
}

/// A command to evaluate an expression; a promise is waited for.
fn evaluation(expression: &str) -> Value {
    json!({
        "expression": expression,
        "awaitPromise": true,
        "returnByValue": true,
        "userGesture": true,
    })
}

/// What came of it.
#[track_caller]
fn value(expression: &str, answer: &Value) -> Value {
    let thrown = &answer["exceptionDetails"];
    assert!(thrown.is_null(), "{expression}: {}", thrown["exception"]["description"]);
    answer["result"]["value"].clone()
}
