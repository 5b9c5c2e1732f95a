//! A Wayland desktop is helped: the sharer at a headless GNOME with its real portal, the shipped page in a real Chromium.
//!
//! Without mutter, PipeWire, WirePlumber, GNOME's portal or foot these tests fail; they are never skipped.

#![cfg(target_os = "linux")]

#[path = "wayland/clipboard.rs"]
mod clipboard;
#[path = "wayland/control.rs"]
mod control;
#[path = "wayland/desktop.rs"]
mod desktop;
#[path = "wayland/keyboards.rs"]
mod keyboards;
#[path = "wayland/screen.rs"]
mod screen;
#[path = "wayland/window.rs"]
mod window;

use std::time::Duration;

use alongside_tests::browser::{Browser, Key};
use alongside_tests::clock::{PATIENCE, eventually, now};
use alongside_tests::image::alike;
use alongside_tests::rig::Sharer;
use alongside_tests::server::SignalServer;
use alongside_tests::turn::Turn;
use alongside_tests::wayland::{HEIGHT, Portal, PortalCalls, Terminal, WIDTH, WaylandDesktop};
use serde_json::json;

/// A strong colour that the terminal shows.
const RED: [u8; 3] = [200, 40, 40];
/// Another one.
const BLUE: [u8; 3] = [40, 60, 200];

/// Whether a person can see the remote picture.
const PICTURE_VISIBLE: &str = "(() => { const v = document.querySelector('#screen video');
  return v !== null && v.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }); })()";

/// A User at a Wayland desktop with a terminal, a Helper at a browser. Ends from top to bottom.
struct Rig {
    browser: Browser,
    sharer: Sharer,
    terminal: Terminal,
    calls: PortalCalls,
    desktop: WaylandDesktop,
    server: SignalServer,
    _turn: Turn,
}

impl Rig {
    /// The Helper has typed the code, and the User is asked.
    fn asked(portal: Portal) -> Self {
        Self::asked_with(portal, &[])
    }

    /// The same with further options of the sharer.
    fn asked_with(portal: Portal, options: &[&str]) -> Self {
        Self::asked_at(portal, options, |_| ())
    }

    /// The same at a desktop that is made ready before the first window opens.
    fn asked_at(portal: Portal, options: &[&str], ready: impl Fn(&mut WaylandDesktop)) -> Self {
        Self::asked_on(options, || {
            let mut desktop = WaylandDesktop::start_with(portal);
            ready(&mut desktop);
            desktop
        })
    }

    /// The same at this desktop.
    fn asked_on(options: &[&str], start: impl FnOnce() -> WaylandDesktop) -> Self {
        let turn = Turn::take();
        // Without lanes, so that the session has the direct path.
        let server = SignalServer::without_lanes();
        let mut desktop = start();
        let calls = desktop.calls();
        let mut terminal = desktop.open_terminal();
        terminal.shows_colour(RED);
        let sharer = desktop.share(&[&["--server", &server.url], options].concat());
        let browser = Browser::start();
        let mut rig = Self { browser, sharer, terminal, calls, desktop, server, _turn: turn };
        rig.connects();
        rig
    }

    /// The Helper types the code.
    fn connects(&mut self) {
        let (code, _) = self.sharer.invitation();
        self.browser.open(&self.server.url);
        self.browser.fill("Invitation code", &code);
        self.browser.fill("Your name", "Jacky");
        self.browser.press_button("Connect");
        self.browser.wait_phase("waiting-for-connect");
    }

    /// The session ends, and in a further one the Helper has typed the code.
    fn asked_again(&mut self, options: &[&str]) {
        self.sharer.send_command("disconnect");
        self.sharer.ended();
        self.sharer = self.desktop.share(&[&["--server", &self.server.url], options].concat());
        self.connects();
    }

    /// The Helper sees the screen.
    fn shared(portal: Portal) -> Self {
        Self::shared_by(portal, true)
    }

    /// The same where the User allows at the desktop to use it, or only to see it.
    fn shared_by(portal: Portal, control: bool) -> Self {
        Self::shared_with(portal, &[], control)
    }

    /// The same with further options of the sharer.
    fn shared_with(portal: Portal, options: &[&str], control: bool) -> Self {
        let mut rig = Self::asked_with(portal, options);
        rig.sharer.answer("connect", true);
        if portal == Portal::Gnome {
            rig.desktop.allows(control);
        }
        rig.sees(RED);
        let terminal = &rig.terminal;
        eventually("the keyboard is back", || terminal.has_keyboard().then_some(()));
        rig
    }

    /// The Helper shares control, and the terminal has the keyboard.
    fn controlled(portal: Portal) -> Self {
        let mut rig = Self::shared(portal);
        rig.take_control();
        rig
    }

    fn take_control(&mut self) {
        self.allows_control();
        self.sharer.phase("control_sharing");
        self.browser.wait_phase("control-sharing");
        self.browser.eval("document.getElementById('screen').focus()");
    }

    /// The Helper requests control, and the User says yes.
    fn allows_control(&mut self) {
        self.browser.press_button("Request control");
        let question = self.sharer.event_where(PATIENCE, "ask", |event| event["what"] == "control");
        // With prompts for rights, which no program notices on Wayland.
        let id = &question["id"];
        self.sharer
            .command(json!({ "command": "answer", "id": id, "allow": true, "elevation": true }));
    }

    /// Waits until the Helper sees the terminal in this colour, in the size of the monitor.
    #[track_caller]
    fn sees(&mut self, colour: [u8; 3]) {
        self.browser.wait_picture("the Helper sees the terminal", |picture| {
            (picture.width, picture.height) == (WIDTH, HEIGHT)
                && alike(picture.mean(WIDTH / 2, HEIGHT / 2, 64, 64), colour, 16)
        });
    }

    /// Where a pixel of the monitor is on the page.
    fn point(&mut self, x: usize, y: usize) -> (f64, f64) {
        let place = self.browser.eval(
            "(() => { const b = document.getElementById('screen').getBoundingClientRect();
               const d = document.getElementById('screen').dataset;
               return [b.left, b.top, b.width / d.width, b.height / d.height]; })()",
        );
        let [left, top, across, down] = [0, 1, 2, 3].map(|n| place[n].as_f64().unwrap());
        (left + (x as f64 + 0.5) * across, top + (y as f64 + 0.5) * down)
    }

    fn types(&mut self, keys: &[(&str, &str)]) {
        for (code, key) in keys {
            self.browser.key(Key::new(code, key));
        }
    }
}

/// How long something stays as it is before it counts as settled.
const QUIET: Duration = Duration::from_millis(500);

/// What is read once it has not changed for a while.
#[track_caller]
fn settled<T: PartialEq>(what: &str, mut read: impl FnMut() -> T) -> T {
    let (mut last, mut since) = (read(), now());
    eventually(what, || {
        let seen = read();
        if seen != last {
            (last, since) = (seen, now());
        }
        (now() - since > QUIET).then_some(())
    });
    last
}

/// All that the sharer has said.
fn said(sharer: &Sharer) -> String {
    let running = &sharer.running;
    [running.stdout.all(), running.stderr.all()].concat().join("\n")
}
