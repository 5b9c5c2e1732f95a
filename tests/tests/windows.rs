//! A Windows computer is helped: the sharer's .exe on a Wine desktop, the shipped page in a real Chromium.
//!
//! Without Wine these tests fail; they are never skipped. README.md names what Wine lacks, so that it was never run.

#![cfg(target_os = "linux")]

#[path = "windows/clipboard.rs"]
mod clipboard;
#[path = "windows/desktop.rs"]
mod desktop;
#[path = "windows/keyboards.rs"]
mod keyboards;
#[path = "windows/marks.rs"]
mod marks;
#[path = "windows/rules.rs"]
mod rules;
#[path = "windows/window.rs"]
mod window;

use std::path::PathBuf;

use alongside_tests::browser::{Browser, Key};
use alongside_tests::clock::eventually;
use alongside_tests::process::Folder;
use alongside_tests::rig::Sharer;
use alongside_tests::server::SignalServer;
use alongside_tests::wine::{HEIGHT, WIDTH, WineDesktop};
use alongside_tests::x11::screenshot;
use sharer::platform::border::BorderLook;

/// What a text file of Windows begins with when it is UTF-8 (the byte order mark); the editor then saves it so again.
const UTF_8: &str = "\u{feff}";

/// The bit of the DevTools protocol for Control.
const CONTROL: u8 = 2;

/// A User at a Wine desktop with an editor, a Helper at a browser. Ends from top to bottom.
struct Rig {
    browser: Browser,
    sharer: Sharer,
    desktop: WineDesktop,
    /// What is open in the editor.
    file: PathBuf,
    _server: SignalServer,
}

impl Rig {
    /// The Helper sees the screen.
    fn shared() -> Self {
        Self::shared_with_keyboard("us")
    }

    /// The same where the User has this layout.
    fn shared_with_keyboard(layout: &str) -> Self {
        // Without lanes, so that the session has the direct path.
        let server = SignalServer::without_lanes();
        let mut desktop = WineDesktop::start_with_keyboard(layout);
        let file = desktop.folder().join("typed.txt");
        std::fs::write(&file, UTF_8).unwrap();
        desktop.edit(&file);
        let mut sharer = desktop.share(&["--server", &server.url]);
        let (code, _) = sharer.invitation();
        let mut browser = Browser::start();
        browser.open(&server.url);
        join(&mut browser, &code);
        sharer.answer("connect", true);
        browser.wait_phase("screen-sharing");
        browser.wait_picture("the first picture", |picture| {
            (picture.width, picture.height) == (WIDTH as usize, HEIGHT as usize)
        });
        Self { browser, sharer, desktop, file, _server: server }
    }

    /// The Helper shares control, and the editor has the keyboard.
    fn controlled() -> Self {
        let mut rig = Self::shared();
        rig.take_control();
        rig
    }

    fn take_control(&mut self) {
        self.browser.press_button("Request control");
        self.sharer.answer("control", true);
        self.sharer.phase("control_sharing");
        self.browser.wait_phase("control-sharing");
        // The border comes a moment later than the page's phase.
        eventually("the border", || {
            let display = screenshot(self.desktop.xvfb.display());
            display.pixels.contains(&BorderLook::Controlled.rgb()).then_some(())
        });
        self.browser.eval("document.getElementById('screen').focus()");
    }

    /// Where a pixel of the display is in the page.
    fn point(&mut self, (x, y): (usize, usize)) -> (f64, f64) {
        let place = self.browser.eval(
            "(() => { const screen = document.getElementById('screen');
               const { left, top, width, height } = screen.getBoundingClientRect();
               return [left, top, width / screen.dataset.width, height / screen.dataset.height]; })()",
        );
        let [left, top, across, down] = [0, 1, 2, 3].map(|n| place[n].as_f64().unwrap());
        (left + (x as f64 + 0.5) * across, top + (y as f64 + 0.5) * down)
    }

    /// Has the editor save by the Helper's keys, which come after what the Helper has typed, and waits until the file
    /// holds this text.
    fn wait_saved(&mut self, text: &str) {
        eventually(&format!("the editor saves {text:?}"), || {
            self.browser.key_down(Key::new("ControlLeft", "Control").with(CONTROL));
            self.browser.key(Key::new("KeyS", "s").with(CONTROL));
            self.browser.key_up(Key::new("ControlLeft", "Control"));
            (self.saved() == text).then_some(())
        });
    }

    /// The same by the User's keys.
    fn wait_saved_by_user(&self, text: &str) {
        eventually(&format!("the editor saves {text:?}"), || {
            self.desktop.xvfb.press("ctrl+s");
            (self.saved() == text).then_some(())
        });
    }

    /// What the editor has saved.
    fn saved(&self) -> String {
        let text = std::fs::read_to_string(&self.file).unwrap_or_default();
        text.strip_prefix(UTF_8).unwrap_or_default().to_owned()
    }
}

fn join(browser: &mut Browser, code: &str) {
    browser.fill("Invitation code", code);
    browser.fill("Your name", "Jacky");
    browser.press_button("Connect");
}

/// A folder of the test's own.
fn folder() -> Folder {
    Folder::new()
}
