//! Firefox, driven over WebDriver BiDi, without a driver program.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use serde_json::{Value, json};

use super::bidi::{Bidi, plain};
use super::driver::{Driver, Evaluated};
use super::entry::Entry;
use super::group::Group;
use super::key::Key;
use super::settings::{PREFERENCES, Settings};
use super::startup_cache;
use crate::clock::{PATIENCE, eventually};
use crate::process::{Folder, Running, command};

/// The folder for downloads, in the profile.
const DOWNLOADS: &str = "downloads";

/// Whether a person, or their screen reader, can reach the element.
const IS_REACHABLE: &str = "function () {
  const modal = document.querySelector('dialog:modal');
  return this.checkVisibility({ visibilityProperty: true })
    && !this.closest('[inert], [aria-hidden=true]') && (!modal || modal.contains(this)); }";

/// The name of an element as far as this page gives names.
const NAME: &str = "function () {
  const by = this.getAttribute('aria-labelledby');
  const named = by && by.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const label = this.getAttribute('aria-label') ?? named ?? this.labels?.[0]?.textContent;
  return (label ?? this.textContent).trim().replace(/\\s+/g, ' '); }";

/// An empty page. With about:blank a Firefox begins in its address bar, and no page that follows ever has the focus.
const FIRST_PAGE: &str = "data:,";

/// The page asks the test for a file, not a person.
const INTERCEPT_FILES: &str = "(() => {
  const click = HTMLElement.prototype.click;
  HTMLInputElement.prototype.click = function () {
    if (this.type === 'file') window.asksForFile = this; else click.call(this); }; })()";

/// The page has the focus, and Tab goes to the first of what can have it there.
const FROM_THE_START: &str = "window.focus();
  document.activeElement?.blur();
  getSelection().collapse(document.body, 0)";

/// A Firefox with one page.
pub(super) struct Firefox {
    group: Group,
    bidi: Bidi,
    /// The elements that were found, by BiDi's names.
    elements: Vec<Value>,
    /// Modifiers that are down, as WebDriver writes them.
    held: BTreeSet<char>,
    /// How many fingers touch.
    touching: usize,
    /// An input method shows something.
    composing: bool,
}

impl Firefox {
    /// Starts it with settings that mean what these flags of Chromium mean. Its plugin for H.264 in RTP is off.
    ///
    /// # Panics
    /// When there is no Firefox, or it does not start, or there is no such setting.
    pub(super) fn start(flags: &[&str]) -> Self {
        let profile = Folder::new();
        let Settings { mut preferences, capabilities } = Settings::like(flags);
        let downloads = profile.path().join(DOWNLOADS);
        let _ = writeln!(preferences, "user_pref(\"browser.download.dir\", {downloads:?});");
        startup_cache::copy_into(profile.path(), start_and_end);
        let command = headless(profile.path(), &preferences);
        let group = Group::start(&command, profile);
        let bidi = Bidi::connect(&bidi_address(group.profile()), &capabilities);
        let (elements, held) = (Vec::new(), BTreeSet::new());
        Self { group, bidi, elements, held, touching: 0, composing: false }
    }

    /// Lets input devices act, each in its own way.
    fn act(&mut self, sources: &Value) {
        self.bidi.on_page("input.performActions", json!({ "actions": sources }));
    }

    fn keyboard(&mut self, actions: &[Value]) {
        self.act(&json!([{ "type": "key", "id": "keyboard", "actions": actions }]));
    }

    /// A key as the browser itself would report it. WebDriver has an American keyboard only: what that has elsewhere
    /// comes from a script.
    fn key(&mut self, key: Key<'_>, kind: &str) {
        let typed = key.on_an_american_keyboard();
        let (Some(typed), false) = (typed, self.has_lost_a_release(key)) else {
            let event = key.script(kind);
            let _ = self.eval(&event);
            return;
        };
        let is_down = kind == "keydown";
        if Key::is_modifier(typed) {
            if is_down {
                self.held.insert(typed)
            } else {
                self.held.remove(&typed)
            };
        }
        let held = &self.held;
        let around: Vec<char> = key.modifier_keys().filter(|key| !held.contains(key)).collect();
        let action = |kind: &str, key: &char| json!({ "type": kind, "value": key.to_string() });
        let mut actions: Vec<Value> = around.iter().map(|key| action("keyDown", key)).collect();
        actions.push(action(if is_down { "keyDown" } else { "keyUp" }, &typed));
        actions.extend(around.iter().rev().map(|key| action("keyUp", key)));
        self.keyboard(&actions);
        if key.code == "Tab" && !is_down {
            self.come_round();
        }
    }

    /// After a Tab that went on into the browser's own window: there a person goes on with Tab, and comes to the start of
    /// the page again. WebDriver's keys go to the page alone, which without the focus presses no button for them.
    fn come_round(&mut self) {
        if matches!(self.eval("document.hasFocus()"), Evaluated::Value(Value::Bool(false))) {
            let _ = self.eval(FROM_THE_START);
            eventually("the page has the focus again", || {
                let has_focus = self.eval("document.hasFocus()");
                matches!(has_focus, Evaluated::Value(Value::Bool(true))).then_some(())
            });
        }
    }

    /// Whether a modifier went down that is not down any more for this key. WebDriver would add it.
    fn has_lost_a_release(&self, key: Key<'_>) -> bool {
        let is_modifier = key.on_an_american_keyboard().is_some_and(Key::is_modifier);
        !is_modifier && self.held.iter().any(|held| !key.modifier_keys().any(|it| it == *held))
    }

    fn call_on(&mut self, element: i64, function: &str) -> Option<Value> {
        let index = usize::try_from(element).unwrap_or_default();
        let this = self.elements.get(index).cloned().unwrap_or_default();
        let asked = json!({ "functionDeclaration": function, "this": this, "arguments": [] });
        self.bidi.script("script.callFunction", asked)
    }

    fn located(&mut self, value: &Value) -> Vec<i64> {
        let locator = json!({ "type": "accessibility", "value": value });
        let found =
            self.bidi.try_on_page("browsingContext.locateNodes", json!({ "locator": locator }));
        let nodes = found.map(|found| found["nodes"].as_array().cloned().unwrap_or_default());
        let mut all = Vec::new();
        for node in nodes.unwrap_or_default() {
            all.push(i64::try_from(self.elements.len()).unwrap_or_default());
            self.elements.push(json!({ "sharedId": node["sharedId"] }));
        }
        all
    }
}

impl Driver for Firefox {
    fn renew(&mut self) -> Option<()> {
        if self.group.profile().join(DOWNLOADS).is_symlink() {
            return None;
        }
        self.elements.clear();
        self.held.clear();
        (self.touching, self.composing) = (0, false);
        self.bidi.try_new_page()
    }

    fn preload(&mut self, script: &str) {
        self.bidi.preload(&format!("() => {{ {script} }}"));
    }

    fn block(&mut self, pattern: &str) {
        self.bidi.block(pattern.replace('*', ""));
    }

    fn navigate(&mut self, url: &str) {
        self.bidi.on_page("browsingContext.navigate", json!({ "url": url, "wait": "complete" }));
        self.elements.clear();
    }

    fn eval(&mut self, expression: &str) -> Evaluated {
        let asked = json!({ "expression": expression });
        let Some(answer) = self.bidi.script("script.evaluate", asked) else {
            return Evaluated::Left;
        };
        if answer["type"] == "exception" {
            Evaluated::Thrown(answer["exceptionDetails"]["text"].to_string())
        } else {
            Evaluated::Value(plain(&answer["result"]))
        }
    }

    fn on(&mut self, element: i64, function: &str) -> Value {
        let answer = self.call_on(element, function).expect("the page is there");
        assert_ne!(answer["type"], "exception", "{function}: {answer}");
        plain(&answer["result"])
    }

    fn find(&mut self, role: &str, name: &str) -> Option<i64> {
        self.located(&json!({ "role": role, "name": name })).into_iter().find(|element| {
            let answer = self.call_on(*element, IS_REACHABLE);
            answer.is_some_and(|answer| plain(&answer["result"]) == true)
        })
    }

    fn names(&mut self, role: &str) -> Vec<String> {
        let mut names = Vec::new();
        for element in self.located(&json!({ "role": role })) {
            if self.on(element, IS_REACHABLE) == true {
                names.push(self.on(element, NAME).as_str().unwrap_or_default().to_owned());
            }
        }
        names
    }

    fn console(&mut self) -> Vec<Entry> {
        let _ = self.bidi.try_on_page("browsingContext.getTree", json!({}));
        self.bidi.console()
    }

    fn screenshot(&mut self) -> Option<Vec<u8>> {
        let answer = self.bidi.try_on_page("browsingContext.captureScreenshot", json!({}))?;
        base64::engine::general_purpose::STANDARD.decode(answer["data"].as_str()?).ok()
    }

    fn mouse(&mut self, kind: &str, x: f64, y: f64, button: &str) {
        let button = match button {
            "middle" => 1,
            "right" => 2,
            "back" => 3,
            "forward" => 4,
            _ => 0,
        };
        // Firefox rounds, and the middle of the last pixel would lie outside.
        let [x, y] = [x, y].map(f64::floor);
        let mut actions = vec![json!({ "type": "pointerMove", "x": x, "y": y, "duration": 0 })];
        match kind {
            "mousePressed" => actions.push(json!({ "type": "pointerDown", "button": button })),
            "mouseReleased" => actions.push(json!({ "type": "pointerUp", "button": button })),
            _ => {}
        }
        self.act(&json!([{
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" },
            "actions": actions,
        }]));
    }

    fn wheel(&mut self, x: f64, y: f64, right: f64, down: f64) {
        let [x, y, right, down] = [x, y, right, down].map(|value| value.floor() as i64);
        let scroll = json!({ "type": "scroll", "x": x, "y": y, "deltaX": right, "deltaY": down });
        self.act(&json!([{ "type": "wheel", "id": "wheel", "actions": [scroll] }]));
    }

    fn key_down(&mut self, key: Key<'_>) {
        self.key(key, "keydown");
    }

    fn key_up(&mut self, key: Key<'_>) {
        self.key(key, "keyup");
    }

    fn insert(&mut self, text: &str) {
        let text = json!(text);
        let script = if std::mem::take(&mut self.composing) {
            // The field has the text by then, and the last event is after the composition.
            format!(
                "document.activeElement.value += {text};
                 document.activeElement.dispatchEvent(
                   new CompositionEvent('compositionend', {{ data: {text}, bubbles: true }}));
                 document.activeElement.dispatchEvent(new InputEvent('input',
                   {{ data: {text}, inputType: 'insertCompositionText', bubbles: true }}));"
            )
        } else {
            format!("document.execCommand('insertText', false, {text})")
        };
        let _ = self.eval(&script);
    }

    fn compose(&mut self, text: &str) {
        let text = json!(text);
        let begins = if self.composing { "" } else { "'compositionstart', " };
        self.composing = true;
        let _ = self.eval(&format!(
            "for (const kind of [{begins}'compositionupdate'])
               document.activeElement.dispatchEvent(
                 new CompositionEvent(kind, {{ data: {text}, bubbles: true, cancelable: true }}));"
        ));
    }

    fn metrics(&mut self, width: u32, height: u32, density: f64, _is_phone: bool) {
        let viewport = json!({ "width": width, "height": height });
        let metrics = json!({ "viewport": viewport, "devicePixelRatio": density });
        self.bidi.on_page("browsingContext.setViewport", metrics);
    }

    fn touch(&mut self, _kind: &str, fingers: &[(f64, f64)]) {
        let mut sources = Vec::new();
        for finger in 0..self.touching.max(fingers.len()) {
            let mut actions = Vec::new();
            match fingers.get(finger) {
                Some((x, y)) => {
                    actions.push(json!({ "type": "pointerMove", "x": x, "y": y, "duration": 0 }));
                    let is_new = finger >= self.touching;
                    actions.push(json!({ "type": if is_new { "pointerDown" } else { "pause" }, "button": 0 }));
                }
                None => actions.push(json!({ "type": "pointerUp", "button": 0 })),
            }
            sources.push(json!({
                "type": "pointer", "id": format!("finger{finger}"),
                "parameters": { "pointerType": "touch" }, "actions": actions,
            }));
        }
        self.touching = fingers.len();
        self.act(&Value::Array(sources));
    }

    fn intercept_files(&mut self) {
        let _ = self.eval(INTERCEPT_FILES);
    }

    fn choose(&mut self, file: &Path) -> Option<()> {
        let asked = json!({ "expression": "window.asksForFile ?? null" });
        let answer = self.bidi.script("script.evaluate", asked)?;
        let input = answer["result"]["sharedId"].as_str()?;
        let _ = self
            .bidi
            .script("script.evaluate", json!({ "expression": "window.asksForFile = null" }));
        let files = json!({ "element": { "sharedId": input }, "files": [file.to_str()] });
        self.bidi.on_page("input.setFiles", files);
        Some(())
    }

    /// The page gets a file with the same name and bytes: WebDriver drags none.
    fn drag(&mut self, kind: &str, file: &Path) {
        let bytes = std::fs::read(file).unwrap_or_default();
        let bytes = base64::engine::general_purpose::STANDARD.encode(bytes);
        let name = json!(file.file_name().and_then(|name| name.to_str()));
        let kind = kind.to_lowercase();
        let _ = self.eval(&format!(
            "{{ const bytes = Uint8Array.from(atob('{bytes}'), (c) => c.charCodeAt(0));
               const dataTransfer = new DataTransfer();
               dataTransfer.items.add(new File([bytes], {name}));
               // Else the browser's own window asks first, and keeps the list from the page.
               void dataTransfer.types;
               document.elementFromPoint(700, 500).dispatchEvent(
                 new DragEvent('{kind}', {{ bubbles: true, cancelable: true, dataTransfer }})); }}"
        ));
    }

    fn installation_errors(&mut self) -> Value {
        panic!("Firefox does not say whether a page can be installed")
    }

    fn save_downloads_in(&mut self, folder: &Path) {
        let downloads = self.group.profile().join(DOWNLOADS);
        // The browser has made it.
        let _ = std::fs::remove_dir(&downloads);
        std::os::unix::fs::symlink(folder, downloads).expect("nothing was saved before");
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

/// A Firefox without a window, with this profile and these settings.
fn headless(profile: &Path, preferences: &str) -> Command {
    std::fs::write(profile.join("user.js"), preferences).expect("the profile is writable");
    let mut command = command("firefox-esr");
    command
        .args(["--headless", "--no-remote", "--new-instance", "--remote-debugging-port=0"])
        .args(["--width", "1400", "--height", "1000", "--profile"])
        .arg(profile)
        .arg(FIRST_PAGE)
        .env("HOME", profile)
        .env("MOZ_DISABLE_CONTENT_SANDBOX", "1");
    command
}

/// A Firefox that is only started, and ends by itself.
fn start_and_end(profile: &Path) {
    let mut firefox = Running::start("firefox", &mut headless(profile, PREFERENCES));
    let mut bidi = Bidi::connect(&bidi_address(profile), &json!({}));
    bidi.call("browser.close", json!({}));
    firefox.ended(PATIENCE);
}

/// Where a starting Firefox is driven, once it has written it down.
#[track_caller]
fn bidi_address(profile: &Path) -> String {
    let file = profile.join("WebDriverBiDiServer.json");
    eventually("firefox says where it is driven", || {
        let text = std::fs::read_to_string(&file).ok()?;
        let place: Value = serde_json::from_str(&text).ok()?;
        Some(format!("{}:{}", place["ws_host"].as_str()?, place["ws_port"].as_u64()?))
    })
}
