//! What a Helper does on the page, and what they see.

use std::path::Path;

use base64::Engine as _;
use serde_json::{Value, json};

use super::Browser;
use super::cdp::FILE_CHOOSER;
use crate::clock::eventually;
use crate::image::Image;

/// An element that a person, or their screen reader, found by its role and name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    node: i64,
}

/// A key of the Helper's keyboard.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// Its place, `KeyboardEvent.code`.
    pub code: &'a str,
    /// What it means, `KeyboardEvent.key`.
    pub key: &'a str,
    /// Modifiers that are down: 1 Alt, 2 Control, 4 Meta, 8 Shift.
    pub modifiers: u8,
}

impl<'a> Key<'a> {
    /// A key without modifiers.
    pub fn new(code: &'a str, key: &'a str) -> Self {
        Self { code, key, modifiers: 0 }
    }

    /// The same key with modifiers down.
    pub fn with(self, modifiers: u8) -> Self {
        Self { modifiers, ..self }
    }

    fn event(self, kind: &str) -> Value {
        let mut event = json!({
            "type": kind,
            "code": self.code,
            "key": self.key,
            "modifiers": self.modifiers,
            "windowsVirtualKeyCode": virtual_key(self.code, self.key),
        });
        // Control and Meta make a shortcut of a key: it prints nothing.
        let prints = self.key.chars().count() == 1 && self.modifiers & (2 | 4) == 0;
        if kind == "keyDown" && (prints || self.key == "Enter") {
            event["text"] = json!(if self.key == "Enter" { "\r" } else { self.key });
        }
        event
    }
}

impl Browser {
    /// Finds an element by its role and accessible name.
    pub fn find(&mut self, role: &str, name: &str) -> Option<Element> {
        let document = self.cdp.call("DOM.getDocument", json!({ "depth": 0 }));
        let query = json!({
            "nodeId": document["root"]["nodeId"],
            "role": role,
            "accessibleName": name,
        });
        let found = self.cdp.try_call("Accessibility.queryAXTree", query)?;
        let node = found["nodes"].as_array()?.iter().find(|node| node["ignored"] != true)?;
        Some(Element { node: node["backendDOMNodeId"].as_i64()? })
    }

    /// The element with this role and accessible name, once it is there.
    #[track_caller]
    pub fn get(&mut self, role: &str, name: &str) -> Element {
        eventually(&format!("{role} \"{name}\" can be found"), || self.find(role, name))
    }

    /// All elements with this role, with their names.
    pub fn names(&mut self, role: &str) -> Vec<String> {
        let tree = self.cdp.call("Accessibility.getFullAXTree", json!({}));
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        let fits = |node: &&Value| node["ignored"] != true && node["role"]["value"] == role;
        let name = |node: &Value| node["name"]["value"].as_str().unwrap_or("").to_owned();
        nodes.iter().filter(fits).map(name).collect()
    }

    /// The place and size of an element on the page: left, top, width, height.
    #[track_caller]
    pub fn place(&mut self, element: Element) -> [f64; 4] {
        self.on(element, "function () { const b = this.getBoundingClientRect(); return [b.left, b.top, b.width, b.height]; }")
            .as_array()
            .map(|place| [0, 1, 2, 3].map(|n| place[n].as_f64().unwrap_or(0.0)))
            .expect("an element has a place")
    }

    /// Calls a function with the element as `this`.
    #[track_caller]
    pub fn on(&mut self, element: Element, function: &str) -> Value {
        let object = self.cdp.call("DOM.resolveNode", json!({ "backendNodeId": element.node }));
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

    /// Clicks into the middle of an element.
    #[track_caller]
    pub fn click(&mut self, element: Element) {
        self.on(element, "function () { this.scrollIntoView({ block: 'nearest' }); }");
        let [left, top, width, height] = self.place(element);
        self.click_at(left + width / 2.0, top + height / 2.0, "left");
    }

    /// Presses a button by its name, once it can be pressed.
    #[track_caller]
    pub fn press_button(&mut self, name: &str) {
        let button = self.get("button", name);
        self.click(button);
    }

    /// Presses a button that lets a person choose a file, and chooses this one.
    ///
    /// # Panics
    /// When no dialogue opens.
    #[track_caller]
    pub fn choose_file(&mut self, button: &str, file: &Path) {
        self.cdp.call("Page.setInterceptFileChooserDialog", json!({ "enabled": true }));
        let before = self.console().len();
        self.press_button(button);
        let node: i64 = eventually("a dialogue opens", || {
            let entries = self.console();
            let opened = entries.iter().skip(before).find(|entry| entry.kind == FILE_CHOOSER)?;
            opened.text.parse().ok()
        });
        self.cdp.call(
            "DOM.setFileInputFiles",
            json!({ "files": [file.to_str()], "backendNodeId": node }),
        );
    }

    /// Drags a file over the page and drops it there.
    pub fn drop_file(&mut self, file: &Path) {
        for kind in ["dragEnter", "dragOver", "drop"] {
            self.drag(kind, file);
        }
    }

    /// One step of dragging a file.
    pub fn drag(&mut self, kind: &str, file: &Path) {
        let data = json!({ "items": [], "files": [file.to_str()], "dragOperationsMask": 1 });
        let event = json!({ "type": kind, "x": 700, "y": 500, "data": data });
        self.cdp.call("Input.dispatchDragEvent", event);
    }

    /// The Helper's screen has so many pixels for each CSS px.
    pub fn density(&mut self, ratio: f64) {
        // Another density alone resizes no window here; on a desktop it comes with another zoom or screen.
        let width = 1000 + (ratio * 20.0) as u32;
        let metrics =
            json!({ "width": width, "height": 750, "deviceScaleFactor": ratio, "mobile": false });
        self.cdp.call("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// Clicks at a point of the page.
    pub fn click_at(&mut self, x: f64, y: f64, button: &str) {
        self.mouse("mouseMoved", x, y, "none");
        self.mouse("mousePressed", x, y, button);
        self.mouse("mouseReleased", x, y, button);
    }

    /// One event of the Helper's mouse.
    pub fn mouse(&mut self, kind: &str, x: f64, y: f64, button: &str) {
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

    /// Turns the wheel at a point of the page.
    pub fn wheel(&mut self, x: f64, y: f64, right: f64, down: f64) {
        let event = json!({
            "type": "mouseWheel", "x": x, "y": y, "deltaX": right, "deltaY": down,
        });
        self.cdp.call("Input.dispatchMouseEvent", event);
    }

    /// A key goes down.
    pub fn key_down(&mut self, key: Key<'_>) {
        let event = key.event("keyDown");
        self.cdp.call("Input.dispatchKeyEvent", event);
    }

    /// A key comes up.
    pub fn key_up(&mut self, key: Key<'_>) {
        let event = key.event("keyUp");
        self.cdp.call("Input.dispatchKeyEvent", event);
    }

    /// Presses and releases a key.
    pub fn key(&mut self, key: Key<'_>) {
        self.key_down(key);
        self.key_up(key);
    }

    /// Types a text into the page's own fields.
    pub fn insert(&mut self, text: &str) {
        self.cdp.call("Input.insertText", json!({ "text": text }));
    }

    /// An input method shows what it would write.
    pub fn compose(&mut self, text: &str) {
        let length = text.encode_utf16().count();
        let composition = json!({ "text": text, "selectionStart": length, "selectionEnd": length });
        self.cdp.call("Input.imeSetComposition", composition);
    }

    /// Empties a text field and writes a text into it.
    #[track_caller]
    pub fn fill(&mut self, name: &str, text: &str) {
        let field = self.get("textbox", name);
        self.on(field, "function () { this.focus(); this.select(); }");
        if text.is_empty() {
            self.key(Key::new("Delete", "Delete"));
        } else {
            self.insert(text);
        }
    }

    /// The phase that the page is in.
    pub fn phase(&mut self) -> String {
        let phase = self.eval("document.documentElement.dataset.phase");
        phase.as_str().unwrap_or_default().to_owned()
    }

    /// Waits for a phase.
    #[track_caller]
    pub fn wait_phase(&mut self, phase: &str) {
        let expression = format!("document.documentElement.dataset.phase === '{phase}'");
        self.wait(&format!("the page is in {phase}"), &expression);
    }

    /// Waits until the page shows a text.
    #[track_caller]
    pub fn wait_text(&mut self, text: &str) {
        eventually(&format!("the page says {text:?}"), || self.text().contains(text).then_some(()));
    }

    /// The picture as the Helper sees it: the layers of `#screen` over each other, in the size of
    /// the remote screen. `None` while there is no frame.
    pub fn picture(&mut self) -> Option<Image> {
        let answer = self.eval(PICTURE);
        let size = |name: &str| answer[name].as_u64().and_then(|n| usize::try_from(n).ok());
        let (width, height) = (size("width")?, size("height")?);
        let rgba =
            base64::engine::general_purpose::STANDARD.decode(answer["rgba"].as_str()?).ok()?;
        let pixels = rgba.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Some(Image { width, height, pixels })
    }

    /// Waits for a picture in which `fits` holds.
    #[track_caller]
    pub fn wait_picture(&mut self, what: &str, fits: impl Fn(&Image) -> bool) -> Image {
        eventually(what, || self.picture().filter(|image| fits(image)))
    }
}

const PICTURE: &str = r"(() => {
  const screen = document.getElementById('screen');
  const box = screen.getBoundingClientRect();
  const width = Number(screen.dataset.width), height = Number(screen.dataset.height);
  if (!width || !height || !box.width) return null;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let layers = 0;
  for (const layer of screen.querySelectorAll('video, canvas')) {
    const at = layer.getBoundingClientRect();
    const same = ['left', 'top', 'width', 'height'].every((side) => Math.abs(at[side] - box[side]) < 1.5);
    if (!same || getComputedStyle(layer).visibility === 'hidden') continue;
    if (layer instanceof HTMLVideoElement && layer.readyState < 2) continue;
    context.drawImage(layer, 0, 0, width, height);
    layers += 1;
  }
  if (!layers) return null;
  const bytes = context.getImageData(0, 0, width, height).data;
  let text = '';
  for (let n = 0; n < bytes.length; n += 32768) {
    text += String.fromCharCode(...bytes.subarray(n, n + 32768));
  }
  return { width, height, rgba: btoa(text) };
})()";

/// The Windows key code that Chromium wants beside the names.
fn virtual_key(code: &str, key: &str) -> u32 {
    let named = match code {
        "Backspace" => 8,
        "Tab" => 9,
        "Enter" => 13,
        "ShiftLeft" | "ShiftRight" => 16,
        "ControlLeft" | "ControlRight" => 17,
        "AltLeft" | "AltRight" => 18,
        "CapsLock" => 20,
        "Escape" => 27,
        "Space" => 32,
        "PageUp" => 33,
        "PageDown" => 34,
        "End" => 35,
        "Home" => 36,
        "ArrowLeft" => 37,
        "ArrowUp" => 38,
        "ArrowRight" => 39,
        "ArrowDown" => 40,
        "Delete" => 46,
        "MetaLeft" => 91,
        _ => 0,
    };
    if named != 0 {
        return named;
    }
    let place = code.strip_prefix("Key").or(code.strip_prefix("Digit"));
    let letter = place.and_then(|place| place.chars().next()).or(key.chars().next());
    letter.filter(char::is_ascii_alphanumeric).map_or(0, |c| u32::from(c.to_ascii_uppercase()))
}
