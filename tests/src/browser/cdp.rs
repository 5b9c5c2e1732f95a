//! The DevTools protocol: one WebSocket, one page.

use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

use super::entry::Entry;

/// How long one command may take.
const ANSWER: Duration = Duration::from_secs(30);

/// The kind of the entry for a dialogue in which a person chooses a file.
pub(super) const FILE_CHOOSER: &str = "file chooser";

/// What is told about the page.
const DOMAINS: [&str; 5] =
    ["Page.enable", "Runtime.enable", "Log.enable", "DOM.enable", "Accessibility.enable"];

/// A connection to one page of a browser.
pub(super) struct Cdp {
    socket: WebSocket<TcpStream>,
    /// The page.
    target: Value,
    session: Option<String>,
    calls: u64,
    console: Vec<Entry>,
}

/// What Chromium says of a page that went before it answered.
const LEAVING: [&str; 3] = [
    "Inspected target navigated or closed",
    "Execution context was destroyed",
    "Cannot find default execution context",
];

impl Cdp {
    /// Connects, and makes a page.
    pub(super) fn connect(address: &str) -> Self {
        let (host, _) = address.split_once('/').expect("the browser's address has a path");
        let stream = TcpStream::connect(host).expect("the browser listens");
        stream.set_read_timeout(Some(ANSWER)).expect("a timeout can be set");
        stream.set_nodelay(true).expect("a socket can be quick");
        let (socket, _) =
            tungstenite::client(format!("ws://{address}"), stream).expect("the browser upgrades");
        let (target, console) = (Value::Null, Vec::new());
        let mut cdp = Self { socket, target, session: None, calls: 0, console };
        cdp.try_new_page().expect("the browser makes a page");
        cdp
    }

    /// Makes another page in place of the one there was, which closes.
    pub(super) fn try_new_page(&mut self) -> Option<()> {
        self.session = None;
        let last = self.target.take();
        let page = self.try_call("Target.createTarget", json!({ "url": "about:blank" }))?;
        self.target = page["targetId"].clone();
        if last.is_string() {
            self.try_call("Target.closeTarget", json!({ "targetId": last }))?;
        }
        let attach = json!({ "targetId": self.target, "flatten": true });
        let session = self.try_call("Target.attachToTarget", attach)?;
        self.session = session["sessionId"].as_str().map(str::to_owned);
        self.console.clear();
        for enable in DOMAINS {
            self.try_call(enable, json!({}))?;
        }
        Some(())
    }

    /// Gives a command, and waits for its answer.
    #[track_caller]
    pub(super) fn call(&mut self, method: &str, parameters: Value) -> Value {
        match self.exchange(method, parameters) {
            Ok(answer) => answer,
            Err(error) => panic!("{method}: {error}"),
        }
    }

    /// Gives a command to a page that may just be leaving: `None` when it went before it answered.
    #[track_caller]
    pub(super) fn call_while_leaving(&mut self, method: &str, parameters: Value) -> Option<Value> {
        match self.exchange(method, parameters) {
            Ok(answer) => Some(answer),
            Err(error) if LEAVING.iter().any(|words| error.contains(words)) => None,
            Err(error) => panic!("{method}: {error}"),
        }
    }

    /// Gives a command to a browser that may be gone.
    pub(super) fn try_call(&mut self, method: &str, parameters: Value) -> Option<Value> {
        self.exchange(method, parameters).ok()
    }

    pub(super) fn console(&self) -> Vec<Entry> {
        self.console.clone()
    }

    #[expect(clippy::needless_pass_by_value, reason = "written with json! at each call")]
    fn exchange(&mut self, method: &str, parameters: Value) -> Result<Value, String> {
        self.calls += 1;
        let id = self.calls;
        let mut command = json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            command["sessionId"] = json!(session);
        }
        let text = command.to_string();
        self.socket.send(Message::text(text)).map_err(|error| error.to_string())?;
        loop {
            let message = self.socket.read().map_err(|error| error.to_string())?;
            let Message::Text(text) = message else {
                continue;
            };
            let Ok(message) = serde_json::from_str::<Value>(&text) else {
                continue;
            };
            if message["id"] == id {
                let error = &message["error"];
                return if error.is_null() {
                    Ok(message["result"].clone())
                } else {
                    Err(error.to_string())
                };
            }
            self.note(&message);
        }
    }

    fn note(&mut self, message: &Value) {
        if message["sessionId"].as_str() != self.session.as_deref() {
            return;
        }
        let parameters = &message["params"];
        let entry = match message["method"].as_str() {
            Some("Runtime.consoleAPICalled") => {
                let arguments = parameters["args"].as_array().cloned().unwrap_or_default();
                let text = |argument: &Value| match &argument["value"] {
                    Value::String(text) => text.clone(),
                    Value::Null => argument["description"].as_str().unwrap_or("").to_owned(),
                    other => other.to_string(),
                };
                let texts: Vec<String> = arguments.iter().map(text).collect();
                Entry { kind: word(&parameters["type"]), text: texts.join(" ") }
            }
            Some("Runtime.exceptionThrown") => {
                Entry { kind: "exception".into(), text: parameters["exceptionDetails"].to_string() }
            }
            Some("Log.entryAdded") => {
                let entry = &parameters["entry"];
                let text =
                    format!("{} {} {}", word(&entry["level"]), word(&entry["text"]), entry["url"]);
                Entry { kind: word(&entry["source"]), text }
            }
            // The dialogue itself belongs to the browser; the test answers in the person's place.
            Some("Page.fileChooserOpened") => {
                Entry { kind: FILE_CHOOSER.into(), text: parameters["backendNodeId"].to_string() }
            }
            _ => return,
        };
        self.console.push(entry);
    }
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
