//! A real Firefox, driven over WebDriver BiDi (W3C), without a driver program.

use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

use crate::clock::eventually;
use crate::process::{Folder, command, keep};

/// How long one command may take.
const ANSWER: Duration = Duration::from_secs(30);

/// Firefox gives the candidates of this computer to pages that may use the camera only; and without a network it
/// would wait for its plugins.
const SETTINGS: &str = r#"
user_pref("media.peerconnection.ice.obfuscate_host_addresses", false);
user_pref("media.peerconnection.ice.loopback", true);
user_pref("media.gmp-manager.updateEnabled", false);
user_pref("media.gmp-gmpopenh264.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
"#;

/// A Firefox with one page. It ends with the test.
pub struct Firefox {
    child: Child,
    socket: WebSocket<TcpStream>,
    calls: u64,
    context: String,
    console: Vec<String>,
    /// Its profile goes after it.
    _profile: Folder,
}

impl Firefox {
    /// Starts a Firefox with an empty page. Its plugin for H.264 in RTP is off.
    ///
    /// # Panics
    /// When there is no Firefox, or it does not start.
    pub fn start() -> Self {
        let profile = Folder::new();
        std::fs::write(profile.path().join("user.js"), SETTINGS).expect("the profile is writable");
        let mut command = command("firefox-esr");
        command
            .args(["--headless", "--no-remote", "--new-instance", "--remote-debugging-port=0"])
            .arg("--profile")
            .arg(profile.path())
            .arg("about:blank")
            .env("HOME", profile.path())
            .env("MOZ_DISABLE_CONTENT_SANDBOX", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        // A group of its own, so that all its processes go together.
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().unwrap_or_else(|error| panic!("firefox-esr: {error}"));
        let file = profile.path().join("WebDriverBiDiServer.json");
        let address = eventually("firefox says where it is driven", || bidi_address(&file));
        let socket = connect(&address);
        let (calls, console) = (0, Vec::new());
        let mut firefox =
            Self { child, socket, calls, context: String::new(), console, _profile: profile };
        firefox.call("session.new", json!({ "capabilities": {} }));
        firefox.call("session.subscribe", json!({ "events": ["log.entryAdded"] }));
        let tree = firefox.call("browsingContext.getTree", json!({}));
        let context = tree["contexts"][0]["context"].as_str().expect("there is a page");
        firefox.context = context.to_owned();
        firefox
    }

    /// Runs a script in each page before the page's own.
    pub fn before_scripts(&mut self, script: &str) {
        let function = format!("() => {{ {script} }}");
        self.call("script.addPreloadScript", json!({ "functionDeclaration": function }));
    }

    /// Goes to an address, and waits until the page is loaded.
    pub fn open(&mut self, url: &str) {
        let to = json!({ "context": self.context, "url": url, "wait": "complete" });
        self.call("browsingContext.navigate", to);
    }

    /// Evaluates an expression; a promise is waited for.
    ///
    /// # Panics
    /// When it throws.
    #[track_caller]
    pub fn eval(&mut self, expression: &str) -> Value {
        // As JSON: BiDi writes values in its own way.
        let asked = format!("(async () => JSON.stringify(await ({expression})) ?? 'null')()");
        let answer = self.call(
            "script.evaluate",
            json!({
                "expression": asked,
                "target": { "context": self.context },
                "awaitPromise": true,
                "userActivation": true,
            }),
        );
        let thrown = &answer["exceptionDetails"];
        assert!(thrown.is_null(), "{expression}: {}", thrown["text"]);
        let text = answer["result"]["value"].as_str().unwrap_or("null");
        serde_json::from_str(text).expect("the page answers in JSON")
    }

    /// Waits until an expression is true.
    #[track_caller]
    pub fn wait(&mut self, what: &str, expression: &str) {
        eventually(what, || (self.eval(expression) == true).then_some(()));
    }

    /// Waits for a phase of the page.
    #[track_caller]
    pub fn wait_phase(&mut self, phase: &str) {
        let expression = format!("document.documentElement.dataset.phase === '{phase}'");
        self.wait(&format!("the page is in {phase}"), &expression);
    }

    /// The one element with a role and a name, as a reference for a script.
    #[track_caller]
    fn get(&mut self, role: &str, name: &str) -> Value {
        eventually(&format!("{role} {name:?}"), || {
            let found = self.call(
                "browsingContext.locateNodes",
                json!({
                    "context": self.context,
                    "locator": { "type": "accessibility", "value": { "role": role, "name": name } },
                }),
            );
            found["nodes"].get(0).map(|node| json!({ "sharedId": node["sharedId"] }))
        })
    }

    /// Calls a function with an element as `this`, and further strings.
    #[track_caller]
    fn on(&mut self, element: &Value, function: &str, arguments: &[&str]) {
        let arguments: Vec<Value> =
            arguments.iter().map(|text| json!({ "type": "string", "value": text })).collect();
        let answer = self.call(
            "script.callFunction",
            json!({
                "functionDeclaration": function,
                "this": element,
                "arguments": arguments,
                "target": { "context": self.context },
                "awaitPromise": false,
                "userActivation": true,
            }),
        );
        assert!(answer["exceptionDetails"].is_null(), "{function}: {answer}");
    }

    /// Presses a button.
    #[track_caller]
    pub fn press_button(&mut self, name: &str) {
        self.wait_enabled(name);
        let button = self.get("button", name);
        self.on(&button, "function () { this.click(); }", &[]);
    }

    #[track_caller]
    fn wait_enabled(&mut self, name: &str) {
        let is_enabled = format!(
            "[...document.querySelectorAll('button')].some((b) =>
               b.textContent.trim() === {name:?} && !b.disabled && b.checkVisibility())"
        );
        self.wait(&format!("button {name:?}"), &is_enabled);
    }

    /// Empties a text field and writes a text into it.
    #[track_caller]
    pub fn fill(&mut self, name: &str, text: &str) {
        let field = self.get("textbox", name);
        let write = "function (text) { this.focus(); this.value = text;
            this.dispatchEvent(new InputEvent('input', { bubbles: true })); }";
        self.on(&field, write, &[text]);
    }

    /// What the page's console said so far.
    pub fn console(&mut self) -> Vec<String> {
        let _ = self.eval("0");
        self.console.clone()
    }

    /// Gives a command, and waits for its answer.
    #[track_caller]
    #[expect(clippy::needless_pass_by_value, reason = "written with json! at each call")]
    fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.calls += 1;
        let id = self.calls;
        let command = json!({ "id": id, "method": method, "params": parameters });
        self.socket.send(Message::text(command.to_string())).expect("firefox is there");
        loop {
            let Message::Text(text) = self.socket.read().expect("firefox answers") else {
                continue;
            };
            let answer: Value = serde_json::from_str(&text).expect("firefox speaks JSON");
            if answer["id"] == id {
                assert_eq!(answer["type"], "success", "{method}: {answer}");
                return answer["result"].clone();
            }
            if answer["method"] == "log.entryAdded" {
                self.console.push(answer["params"]["text"].to_string());
            }
        }
    }
}

impl Drop for Firefox {
    fn drop(&mut self) {
        if std::thread::panicking() {
            keep("firefox.log", self.console.join("\n").as_bytes());
        }
        let id = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw);
        if let Some(id) = id
            && matches!(self.child.try_wait(), Ok(None))
        {
            let _ = rustix::process::kill_process_group(id, rustix::process::Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

/// Where a starting Firefox is driven, once it has written it down.
fn bidi_address(file: &Path) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let place: Value = serde_json::from_str(&text).ok()?;
    Some(format!("{}:{}", place["ws_host"].as_str()?, place["ws_port"].as_u64()?))
}

fn connect(address: &str) -> WebSocket<TcpStream> {
    let stream = TcpStream::connect(address).expect("firefox listens");
    stream.set_read_timeout(Some(ANSWER)).expect("a timeout can be set");
    stream.set_nodelay(true).expect("a socket can be quick");
    let url = format!("ws://{address}/session");
    tungstenite::client(url, stream).expect("firefox upgrades").0
}
