//! What a Helper does on the page, and what they see.

use std::path::Path;

use serde_json::Value;

use super::{Browser, Key, shown};
use crate::clock::eventually;
use crate::image::Image;

/// An element that a person, or their screen reader, found by its role and name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element {
    node: i64,
}

impl Browser {
    /// Finds an element by its role and accessible name.
    pub fn find(&mut self, role: &str, name: &str) -> Option<Element> {
        let node = self.driver.find(role, name)?;
        Some(Element { node })
    }

    /// The element with this role and accessible name, once it is there.
    #[track_caller]
    pub fn get(&mut self, role: &str, name: &str) -> Element {
        eventually(&format!("{role} \"{name}\" can be found"), || self.find(role, name))
    }

    /// All elements with this role, with their names.
    pub fn names(&mut self, role: &str) -> Vec<String> {
        self.driver.names(role)
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
        self.driver.on(element.node, function)
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
        self.driver.intercept_files();
        self.press_button(button);
        eventually("a dialogue opens", || self.driver.choose(file));
    }

    /// Drags a file over the page and drops it there.
    pub fn drop_file(&mut self, file: &Path) {
        for kind in ["dragEnter", "dragOver", "drop"] {
            self.drag(kind, file);
        }
    }

    /// One step of dragging a file.
    pub fn drag(&mut self, kind: &str, file: &Path) {
        self.driver.drag(kind, file);
    }

    /// The Helper's screen has so many pixels for each CSS px.
    pub fn density(&mut self, ratio: f64) {
        // Another density alone resizes no window here; on a desktop it comes with another zoom or screen.
        let width = 1000 + (ratio * 20.0) as u32;
        self.driver.metrics(width, 750, ratio, false);
    }

    /// The window of the browser has this size in CSS px, and shows each by so many pixels: a window of 1280 px at a
    /// zoom of 200 % has 640 CSS px of two pixels each.
    pub fn window(&mut self, width: u32, height: u32, ratio: f64) {
        self.driver.metrics(width, height, ratio, false);
    }

    /// The Helper has a phone of this size in CSS px, which is touched.
    pub fn phone(&mut self, width: u32, height: u32) {
        self.driver.metrics(width, height, 2.0, true);
    }

    /// Fingers come down (`touchStart`), move (`touchMove`), or all come up (`touchEnd`): those that touch are at
    /// these points of the page.
    pub fn touch(&mut self, kind: &str, fingers: &[(f64, f64)]) {
        self.driver.touch(kind, fingers);
    }

    /// Clicks at a point of the page.
    pub fn click_at(&mut self, x: f64, y: f64, button: &str) {
        self.mouse("mouseMoved", x, y, "none");
        self.mouse("mousePressed", x, y, button);
        self.mouse("mouseReleased", x, y, button);
    }

    /// One event of the Helper's mouse.
    pub fn mouse(&mut self, kind: &str, x: f64, y: f64, button: &str) {
        self.driver.mouse(kind, x, y, button);
    }

    /// Turns the wheel at a point of the page.
    pub fn wheel(&mut self, x: f64, y: f64, right: f64, down: f64) {
        self.driver.wheel(x, y, right, down);
    }

    /// A key goes down.
    pub fn key_down(&mut self, key: Key<'_>) {
        self.driver.key_down(key);
    }

    /// A key comes up.
    pub fn key_up(&mut self, key: Key<'_>) {
        self.driver.key_up(key);
    }

    /// Presses and releases a key.
    pub fn key(&mut self, key: Key<'_>) {
        self.key_down(key);
        self.key_up(key);
    }

    /// Types a text into the page's own fields.
    pub fn insert(&mut self, text: &str) {
        self.driver.insert(text);
    }

    /// An input method shows what it would write.
    pub fn compose(&mut self, text: &str) {
        self.driver.compose(text);
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
        shown::image(&self.eval(shown::PICTURE))
    }

    /// Waits for a picture in which `fits` holds.
    #[track_caller]
    pub fn wait_picture(&mut self, what: &str, fits: impl Fn(&Image) -> bool) -> Image {
        eventually(what, || self.picture().filter(|image| fits(image)))
    }
}
