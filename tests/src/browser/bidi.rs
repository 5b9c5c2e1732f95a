//! WebDriver BiDi (W3C): one WebSocket, one page.

use std::fmt::Write as _;
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Map, Value, json};
use tungstenite::{Message, WebSocket};

use super::entry::Entry;

/// How long one command may take.
const ANSWER: Duration = Duration::from_secs(30);

/// What Firefox says of a page that went before it answered.
const LEAVING: [&str; 4] = ["no such frame", "Actor", "AbortError", "discarded"];

/// A connection to one page of a Firefox.
pub(super) struct Bidi {
    socket: WebSocket<TcpStream>,
    calls: u64,
    /// The page.
    context: String,
    /// What keeps the page's cookies and files apart from those of other pages.
    container: Value,
    /// The scripts that run before the page's own.
    preloaded: Vec<Value>,
    console: Vec<Entry>,
    /// What must not be loaded: a part of its URL.
    blocked: Vec<String>,
}

impl Bidi {
    /// Connects, and makes a page.
    pub(super) fn connect(address: &str, capabilities: &Value) -> Self {
        let stream = TcpStream::connect(address).expect("firefox listens");
        stream.set_read_timeout(Some(ANSWER)).expect("a timeout can be set");
        stream.set_nodelay(true).expect("a socket can be quick");
        let url = format!("ws://{address}/session");
        let (socket, _) = tungstenite::client(url, stream).expect("firefox upgrades");
        let mut bidi = Self {
            socket,
            calls: 0,
            context: String::new(),
            container: Value::Null,
            preloaded: Vec::new(),
            console: Vec::new(),
            blocked: Vec::new(),
        };
        bidi.call("session.new", json!({ "capabilities": { "alwaysMatch": capabilities } }));
        bidi.call("session.subscribe", json!({ "events": ["log.entryAdded"] }));
        bidi.try_new_page().expect("firefox makes a page");
        bidi
    }

    /// Makes another page in place of the one there was, which closes with all it has kept. `None` where something cannot
    /// be taken back.
    pub(super) fn try_new_page(&mut self) -> Option<()> {
        if !self.blocked.is_empty() {
            return None;
        }
        let last = self.container.take();
        let container = self.exchange("browser.createUserContext", json!({})).ok()?;
        self.container = container["userContext"].clone();
        let page = json!({ "type": "tab", "userContext": self.container });
        let page = self.exchange("browsingContext.create", page).ok()?;
        self.context = page["context"].as_str()?.to_owned();
        for script in std::mem::take(&mut self.preloaded) {
            self.exchange("script.removePreloadScript", json!({ "script": script })).ok()?;
        }
        if last.is_string() {
            self.exchange("browser.removeUserContext", json!({ "userContext": last })).ok()?;
        }
        self.console.clear();
        Some(())
    }

    /// Runs a function in each page before the page's own scripts.
    pub(super) fn preload(&mut self, function: &str) {
        let function = json!({ "functionDeclaration": function });
        let added = self.call("script.addPreloadScript", function);
        self.preloaded.push(added["script"].clone());
    }

    /// Gives a command, and waits for its answer.
    #[track_caller]
    pub(super) fn call(&mut self, method: &str, parameters: Value) -> Value {
        match self.exchange(method, parameters) {
            Ok(answer) => answer,
            Err(error) => panic!("{method}: {error}"),
        }
    }

    /// Gives a command about the page.
    #[track_caller]
    pub(super) fn on_page(&mut self, method: &str, mut parameters: Value) -> Value {
        parameters["context"] = json!(self.context);
        self.call(method, parameters)
    }

    /// Gives a command to a page that may just be leaving: `None` when it went before it answered.
    #[track_caller]
    pub(super) fn script(&mut self, method: &str, mut parameters: Value) -> Option<Value> {
        parameters["target"] = json!({ "context": self.context });
        parameters["awaitPromise"] = json!(true);
        parameters["userActivation"] = json!(true);
        match self.exchange(method, parameters) {
            Ok(answer) => Some(answer),
            Err(error) if LEAVING.iter().any(|words| error.contains(words)) => None,
            Err(error) => panic!("{method}: {error}"),
        }
    }

    /// Gives a command about the page to a browser that may be gone.
    pub(super) fn try_on_page(&mut self, method: &str, mut parameters: Value) -> Option<Value> {
        parameters["context"] = json!(self.context);
        self.exchange(method, parameters).ok()
    }

    pub(super) fn console(&self) -> Vec<Entry> {
        self.console.clone()
    }

    /// Loads nothing whose URL has this part.
    pub(super) fn block(&mut self, part: String) {
        if self.blocked.is_empty() {
            self.call("session.subscribe", json!({ "events": ["network.beforeRequestSent"] }));
            self.call("network.addIntercept", json!({ "phases": ["beforeRequestSent"] }));
        }
        self.blocked.push(part);
    }

    #[expect(clippy::needless_pass_by_value, reason = "written with json! at each call")]
    fn exchange(&mut self, method: &str, parameters: Value) -> Result<Value, String> {
        let id = self.send(method, &parameters)?;
        loop {
            let message = self.socket.read().map_err(|error| error.to_string())?;
            let Message::Text(text) = message else { continue };
            let Ok(message) = serde_json::from_str::<Value>(&text) else { continue };
            if message["id"] == id {
                return if message["type"] == "success" {
                    Ok(message["result"].clone())
                } else {
                    Err(format!("{}: {}", message["error"], message["message"]))
                };
            }
            self.note(&message)?;
        }
    }

    fn send(&mut self, method: &str, parameters: &Value) -> Result<u64, String> {
        self.calls += 1;
        let command = json!({ "id": self.calls, "method": method, "params": parameters });
        self.socket.send(Message::text(command.to_string())).map_err(|error| error.to_string())?;
        Ok(self.calls)
    }

    fn note(&mut self, event: &Value) -> Result<(), String> {
        let parameters = &event["params"];
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        match event["method"].as_str() {
            Some("log.entryAdded") => {
                let kind = match (parameters["type"].as_str(), parameters["level"].as_str()) {
                    (Some("console"), _) => word(&parameters["method"]),
                    (_, Some("error")) => "exception".to_owned(),
                    _ => "javascript".to_owned(),
                };
                let mut text = word(&parameters["text"]);
                for frame in parameters["stackTrace"]["callFrames"].as_array().into_iter().flatten()
                {
                    let (function, line) = (&frame["functionName"], &frame["lineNumber"]);
                    let _ = write!(text, "\n  {function} {}:{line}", frame["url"]);
                }
                self.console.push(Entry { kind, text });
            }
            Some("network.beforeRequestSent") if parameters["isBlocked"] == true => {
                let request = &parameters["request"];
                let url = request["url"].as_str().unwrap_or_default();
                let is_blocked = self.blocked.iter().any(|part| url.contains(part));
                let method =
                    if is_blocked { "network.failRequest" } else { "network.continueRequest" };
                // Its answer is read with the others, and dropped.
                self.send(method, &json!({ "request": request["request"] }))?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// A value as JSON would have it, from BiDi's own form of it.
pub(super) fn plain(remote: &Value) -> Value {
    let value = &remote["value"];
    match remote["type"].as_str() {
        Some("string" | "boolean") => value.clone(),
        // NaN and the infinities are written as strings; JSON has none of them.
        Some("number") if value.is_number() => value.clone(),
        Some("array") => value.as_array().into_iter().flatten().map(plain).collect(),
        Some("object") => {
            let member = |pair: &Value| Some((pair[0].as_str()?.to_owned(), plain(&pair[1])));
            let members: Map<String, Value> =
                value.as_array().into_iter().flatten().filter_map(member).collect();
            Value::Object(members)
        }
        _ => Value::Null,
    }
}
