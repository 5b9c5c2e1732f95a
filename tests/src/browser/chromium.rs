//! Chromium, driven over its DevTools protocol.

use std::collections::BTreeSet;
use std::path::Path;

use base64::Engine as _;
use serde_json::{Value, json};

use super::cdp::{Cdp, FILE_CHOOSER};
use super::driver::{Driver, Evaluated};
use super::entry::Entry;
use super::group::Group;
use super::key::Key;
use crate::clock::eventually;
use crate::process::{Folder, command};

/// A Chromium with one page.
pub(super) struct Chromium {
    group: Group,
    cdp: Cdp,
    /// How much the console had said when the page was first asked to let the test choose files.
    chosen: usize,
    /// Where the page was.
    visited: BTreeSet<String>,
}

impl Chromium {
    /// Starts it with further flags.
    ///
    /// # Panics
    /// When there is no Chromium, or it does not start.
    pub(super) fn start(flags: &[&str]) -> Self {
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
            .arg("about:blank");
        let file = profile.path().join("DevToolsActivePort");
        let group = Group::start(&command, profile);
        let socket = eventually("chromium says where it is driven", || active_port(&file));
        Self { group, cdp: Cdp::connect(&socket), chosen: 0, visited: BTreeSet::new() }
    }
}

impl Driver for Chromium {
    fn preload(&mut self, script: &str) {
        self.cdp.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    fn block(&mut self, pattern: &str) {
        self.cdp.call("Network.enable", json!({}));
        self.cdp.call("Network.setBlockedURLs", json!({ "urls": [pattern] }));
    }

    fn renew(&mut self) -> Option<()> {
        self.chosen = 0;
        self.cdp.try_new_page()?;
        for origin in std::mem::take(&mut self.visited) {
            let all = json!({ "origin": origin, "storageTypes": "all" });
            self.cdp.try_call("Storage.clearDataForOrigin", all)?;
        }
        for clear in
            ["Network.clearBrowserCookies", "Network.clearBrowserCache", "Browser.resetPermissions"]
        {
            self.cdp.try_call(clear, json!({}))?;
        }
        self.cdp.try_call("Browser.setDownloadBehavior", json!({ "behavior": "default" }))?;
        Some(())
    }

    fn navigate(&mut self, url: &str) {
        self.visited.extend(origin(url));
        let answer = self.cdp.call("Page.navigate", json!({ "url": url }));
        assert!(answer.get("errorText").is_none(), "{url}: {answer}");
    }

    fn eval(&mut self, expression: &str) -> Evaluated {
        let asked = json!({
            "expression": expression,
            "awaitPromise": true,
            "returnByValue": true,
            "userGesture": true,
        });
        let Some(answer) = self.cdp.call_while_leaving("Runtime.evaluate", asked) else {
            return Evaluated::Left;
        };
        let thrown = &answer["exceptionDetails"];
        if thrown.is_null() {
            Evaluated::Value(answer["result"]["value"].clone())
        } else {
            Evaluated::Thrown(thrown["exception"]["description"].to_string())
        }
    }

    fn on(&mut self, element: i64, function: &str) -> Value {
        let object = self.cdp.call("DOM.resolveNode", json!({ "backendNodeId": element }));
        let call = json!({
            "objectId": object["object"]["objectId"],
            "functionDeclaration": function,
            "returnByValue": true,
            "awaitPromise": true,
        });
        let answer = self.cdp.call("Runtime.callFunctionOn", call);
        assert!(answer["exceptionDetails"].is_null(), "{function}: {answer}");
        answer["result"]["value"].clone()
    }

    fn find(&mut self, role: &str, name: &str) -> Option<i64> {
        let document = self.cdp.call("DOM.getDocument", json!({ "depth": 0 }));
        let query = json!({
            "nodeId": document["root"]["nodeId"],
            "role": role,
            "accessibleName": name,
        });
        let found = self.cdp.try_call("Accessibility.queryAXTree", query)?;
        let node = found["nodes"].as_array()?.iter().find(|node| node["ignored"] != true)?;
        node["backendDOMNodeId"].as_i64()
    }

    fn names(&mut self, role: &str) -> Vec<String> {
        let tree = self.cdp.call("Accessibility.getFullAXTree", json!({}));
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        let fits = |node: &&Value| node["ignored"] != true && node["role"]["value"] == role;
        let name = |node: &Value| node["name"]["value"].as_str().unwrap_or("").to_owned();
        nodes.iter().filter(fits).map(name).collect()
    }

    fn console(&mut self) -> Vec<Entry> {
        // An answer comes behind all events before it.
        let _ = self.cdp.try_call("Runtime.evaluate", json!({ "expression": "0" }));
        self.cdp.console()
    }

    fn screenshot(&mut self) -> Option<Vec<u8>> {
        let answer = self.cdp.try_call("Page.captureScreenshot", json!({ "format": "png" }))?;
        base64::engine::general_purpose::STANDARD.decode(answer["data"].as_str()?).ok()
    }

    fn mouse(&mut self, kind: &str, x: f64, y: f64, button: &str) {
        let bit = match button {
            "left" => 1,
            "right" => 2,
            "middle" => 4,
            "back" => 8,
            "forward" => 16,
            _ => 0,
        };
        let buttons = if kind == "mousePressed" { bit } else { 0 };
        let clicks = u8::from(kind != "mouseMoved");
        let event = json!({
            "type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": clicks,
        });
        self.cdp.call("Input.dispatchMouseEvent", event);
    }

    fn wheel(&mut self, x: f64, y: f64, right: f64, down: f64) {
        let event = json!({
            "type": "mouseWheel", "x": x, "y": y, "deltaX": right, "deltaY": down,
        });
        self.cdp.call("Input.dispatchMouseEvent", event);
    }

    fn key_down(&mut self, key: Key<'_>) {
        self.cdp.call("Input.dispatchKeyEvent", key.event("keyDown"));
    }

    fn key_up(&mut self, key: Key<'_>) {
        self.cdp.call("Input.dispatchKeyEvent", key.event("keyUp"));
    }

    fn insert(&mut self, text: &str) {
        self.cdp.call("Input.insertText", json!({ "text": text }));
    }

    fn compose(&mut self, text: &str) {
        let length = text.encode_utf16().count();
        let composition = json!({ "text": text, "selectionStart": length, "selectionEnd": length });
        self.cdp.call("Input.imeSetComposition", composition);
    }

    fn metrics(&mut self, width: u32, height: u32, density: f64, is_phone: bool) {
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": density, "mobile": is_phone,
        });
        self.cdp.call("Emulation.setDeviceMetricsOverride", metrics);
        if is_phone {
            let touch = json!({ "enabled": true, "maxTouchPoints": 5 });
            self.cdp.call("Emulation.setTouchEmulationEnabled", touch);
        }
    }

    fn touch(&mut self, kind: &str, fingers: &[(f64, f64)]) {
        let point = |(id, (x, y)): (usize, &(f64, f64))| json!({ "x": x, "y": y, "id": id });
        let points: Vec<Value> = fingers.iter().enumerate().map(point).collect();
        let event = json!({ "type": kind, "touchPoints": points });
        self.cdp.call("Input.dispatchTouchEvent", event);
    }

    fn intercept_files(&mut self) {
        self.cdp.call("Page.setInterceptFileChooserDialog", json!({ "enabled": true }));
        self.chosen = self.console().len();
    }

    fn choose(&mut self, file: &Path) -> Option<()> {
        let entries = self.console();
        let opened = entries.iter().skip(self.chosen).find(|entry| entry.kind == FILE_CHOOSER)?;
        let node: i64 = opened.text.parse().ok()?;
        let files = json!({ "files": [file.to_str()], "backendNodeId": node });
        self.cdp.call("DOM.setFileInputFiles", files);
        Some(())
    }

    fn drag(&mut self, kind: &str, file: &Path) {
        let data = json!({ "items": [], "files": [file.to_str()], "dragOperationsMask": 1 });
        let event = json!({ "type": kind, "x": 700, "y": 500, "data": data });
        self.cdp.call("Input.dispatchDragEvent", event);
    }

    fn installation_errors(&mut self) -> Value {
        self.cdp.call("Page.getInstallabilityErrors", json!({}))["installabilityErrors"].clone()
    }

    fn save_downloads_in(&mut self, folder: &Path) {
        let behavior = json!({ "behavior": "allow", "downloadPath": folder.to_str() });
        self.cdp.call("Browser.setDownloadBehavior", behavior);
    }

    fn memory_bytes(&self) -> u64 {
        self.group.memory_bytes()
    }

    fn kill(&mut self) {
        self.group.kill();
    }

    fn is_there(&mut self) -> bool {
        self.group.is_there()
    }
}

/// The scheme, host and port of an address in the web.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(format!("{scheme}://{host}"))
}

/// Where a starting browser is driven, once it has written it down.
fn active_port(file: &Path) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let (port, path) = text.trim_end().split_once('\n')?;
    Some(format!("127.0.0.1:{port}{path}"))
}
