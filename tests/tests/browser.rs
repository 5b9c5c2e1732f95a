//! The whole path, real: the shipped page in a real browser, the real sharer on a real X display,
//! the real signal server. What is claimed about the picture is read from the page's pixels; what is
//! claimed about input is read from the X client where it arrives.
//!
//! Without Chromium or Xvfb these tests fail; they are never skipped.

#![cfg(target_os = "linux")]

#[path = "browser/barriers.rs"]
mod barriers;
#[path = "browser/build.rs"]
mod build;
#[path = "browser/clipboard.rs"]
mod clipboard;
#[path = "browser/colour.rs"]
mod colour;
#[path = "browser/connect.rs"]
mod connect;
#[path = "browser/contacts.rs"]
mod contacts;
#[path = "browser/displays.rs"]
mod displays;
#[path = "browser/doctor.rs"]
mod doctor;
#[path = "browser/exact.rs"]
mod exact;
#[path = "browser/files.rs"]
mod files;
#[path = "browser/guessing.rs"]
mod guessing;
#[path = "browser/hoarder.rs"]
mod hoarder;
#[path = "browser/install.rs"]
mod install;
#[path = "browser/keyboards.rs"]
mod keyboards;
#[path = "browser/keys.rs"]
mod keys;
#[path = "browser/languages.rs"]
mod languages;
#[path = "browser/large_files.rs"]
mod large_files;
#[path = "browser/marks.rs"]
mod marks;
#[path = "browser/messages.rs"]
mod messages;
#[path = "browser/phone.rs"]
mod phone;
#[path = "browser/picture.rs"]
mod picture;
#[path = "browser/relay.rs"]
mod relay;
#[path = "browser/server_path.rs"]
mod server_path;
#[path = "browser/text_size.rs"]
mod text_size;
#[path = "browser/tiles.rs"]
mod tiles;
#[path = "browser/views.rs"]
mod views;
#[path = "browser/webkit.rs"]
mod webkit;

use std::collections::BTreeSet;
use std::time::Duration;

use alongside_tests::browser::{Browser, Key};
use alongside_tests::clock::{NOTICED, PATIENCE, eventually, never, now, within};
use alongside_tests::image::{COLOURS, Image, alike};
use alongside_tests::process::{Folder, command, program};
use alongside_tests::rig::{Sharer, share};
use alongside_tests::server::SignalServer;
use alongside_tests::turn::Turn;
use alongside_tests::x11::{Desk, Seen, Wallpaper};
use alongside_tests::xvfb::Xvfb;
use protocol::invite_file::InviteFile;
use serde_json::json;
use sharer::platform::border::BorderLook;

const WIDTH: usize = 800;
const HEIGHT: usize = 600;

/// How alike the picture on the page and the display are at least, in dB, once it stands still.
const FAITHFUL: f64 = 32.0;

/// X11's bits for modifiers.
const SHIFT: u16 = 1;
const CONTROL: u16 = 4;

// --- the rig -----------------------------------------------------------------------------------

/// A User at a display with a sharer, a Helper at a browser. Ends from top to bottom.
struct Rig {
    browser: Browser,
    sharer: Sharer,
    desk: Desk,
    xvfb: Xvfb,
    server: SignalServer,
    code: String,
    _turn: Turn,
}

impl Rig {
    /// The invitation is open, and the Helper has the page.
    fn invited(options: &[&str]) -> Self {
        Self::invited_at(SignalServer::start(), options)
    }

    fn invited_at(server: SignalServer, options: &[&str]) -> Self {
        Self::invited_on(Self::display(), None, server, options)
    }

    fn display() -> Xvfb {
        Xvfb::start(WIDTH as u32, HEIGHT as u32)
    }

    /// The same at this display, with the session bus at this address.
    fn invited_on(xvfb: Xvfb, bus: Option<&str>, server: SignalServer, options: &[&str]) -> Self {
        Self::invited_in(Browser::start, xvfb, bus, server, options)
    }

    /// The same, and the Helper has the page on a phone of 320 × 640 px.
    fn invited_on_a_phone() -> Self {
        let (xvfb, server) = (Self::display(), SignalServer::start());
        let mut rig = Self::invited_in(Browser::of_a_phone, xvfb, None, server, &[]);
        rig.browser.phone(320, 640);
        let is_a_phone = "innerWidth === 320 && matchMedia('(pointer: coarse)').matches";
        rig.browser.wait("the page is on a phone", is_a_phone);
        rig
    }

    fn invited_in(
        browser: impl FnOnce() -> Browser,
        xvfb: Xvfb,
        bus: Option<&str>,
        server: SignalServer,
        options: &[&str],
    ) -> Self {
        let turn = Turn::take();
        let desk = Desk::open(xvfb.display());
        desk.show(&Image::pattern(WIDTH, HEIGHT));
        let options = [&["--server", server.url.as_str()], options].concat();
        let mut sharer = Sharer::on_bus(xvfb.display(), bus, &options);
        let (code, _) = sharer.invitation();
        let mut browser = browser();
        browser.before_scripts(COUNT_VIOLATIONS);
        browser.open(&server.url);
        Self { browser, sharer, desk, xvfb, server, code, _turn: turn }
    }

    /// The Helper has typed the code, and the User is asked.
    fn asked(options: &[&str]) -> Self {
        let mut rig = Self::invited(options);
        rig.ask();
        rig
    }

    fn ask(&mut self) {
        let code = self.code.clone();
        self.join(&code);
        self.browser.wait_phase("waiting-for-connect");
    }

    /// The Helper sees the screen.
    fn shared(options: &[&str]) -> Self {
        let mut rig = Self::asked(options);
        rig.admit();
        rig
    }

    /// The same with a page before whose scripts this one has run.
    fn shared_with(script: &str) -> Self {
        Self::shared_at(SignalServer::start(), script)
    }

    /// The same where there is no lane.
    fn direct_with(script: &str) -> Self {
        Self::shared_at(SignalServer::without_lanes(), script)
    }

    fn shared_at(server: SignalServer, script: &str) -> Self {
        let mut rig = Self::invited_at(server, &[]);
        rig.browser.before_scripts(script);
        rig.browser.open(&rig.server.url);
        rig.ask();
        rig.admit();
        rig
    }

    /// The Helper shares control.
    fn controlled(options: &[&str]) -> Self {
        let mut rig = Self::shared(options);
        rig.take_control();
        rig
    }

    fn join(&mut self, code: &str) {
        join(&mut self.browser, code);
    }

    fn admit(&mut self) {
        self.sharer.answer("connect", true);
        self.sharer.phase("screen_sharing");
        self.browser.wait_phase("screen-sharing");
        self.browser.wait_picture("the first picture", |_| true);
        self.has_border(BorderLook::Seen);
    }

    /// The border is a part of what the display shows, and comes a moment later than the page's phase.
    fn has_border(&self, look: BorderLook) {
        eventually("the border", || {
            let display = self.desk.screenshot();
            display.pixels.contains(&look.rgb()).then_some(())
        });
    }

    fn take_control(&mut self) {
        self.browser.press_button("Request control");
        self.sharer.answer("control", true);
        self.sharer.phase("control_sharing");
        self.browser.wait_phase("control-sharing");
        self.has_border(BorderLook::Controlled);
        self.browser.eval("document.getElementById('screen').focus()");
        self.desk.forget();
    }

    /// How often the User was asked something.
    fn questions(&self) -> usize {
        self.sharer.events().iter().filter(|event| event["event"] == "ask").count()
    }

    /// Where a pixel of the User's display is on the page.
    fn point(&mut self, x: usize, y: usize) -> (f64, f64) {
        let place = self.browser.eval(
            "(() => { const b = document.getElementById('screen').getBoundingClientRect();
               const d = document.getElementById('screen').dataset;
               return [b.left, b.top, b.width / d.width, b.height / d.height]; })()",
        );
        let [left, top, across, down] = [0, 1, 2, 3].map(|n| place[n].as_f64().unwrap());
        (left + (x as f64 + 0.5) * across, top + (y as f64 + 0.5) * down)
    }

    fn zoom(&mut self, how: &str) {
        let zoom = self.browser.get("combobox", "Zoom");
        let set = format!(
            "function () {{ this.value = '{how}'; this.dispatchEvent(new Event('change', {{ bubbles: true }})); }}"
        );
        self.browser.on(zoom, &set);
    }

    fn wait_typed(&self, expected: &str) {
        let until = now() + PATIENCE;
        loop {
            let typed = self.desk.typed();
            if typed == expected {
                return;
            }
            assert!(now() < until, "typed {expected:?}, arrived {typed:?}");
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    fn nothing_is_held(&self) {
        eventually("all keys and buttons are up", || {
            (self.desk.keys_down().is_empty() && self.desk.buttons_down() == 0).then_some(())
        });
    }

    /// The phase of the page and that of the sharer's last event.
    fn both_end(&mut self, since: std::time::Instant) {
        let left = NOTICED.saturating_sub(since.elapsed());
        let page = "document.documentElement.dataset.phase === 'ended'";
        self.browser.wait_within(left, "the page ends within 3 s", page);
    }

    fn no_violations(&mut self) {
        assert_eq!(self.browser.eval("window.violations"), json!([]), "CSP violations");
        let of_policy = |text: &str| text.contains("Content Security Policy");
        let refused: Vec<_> =
            self.browser.console().into_iter().filter(|entry| of_policy(&entry.text)).collect();
        assert!(refused.is_empty(), "{refused:?}");
    }
}

/// The alert with the time that is left is shown.
const RECONNECTING: &str = "(() => { const alert = document.querySelector('#reconnecting');
  return !!alert && !alert.hidden && alert.textContent.length > 0; })()";

const COUNT_VIOLATIONS: &str = "window.violations = [];
  addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective + ' ' + e.blockedURI));";

fn join(browser: &mut Browser, code: &str) {
    browser.fill("Invitation code", code);
    browser.fill("Your name", "Jacky");
    browser.press_button("Connect");
}

/// A code for the same invitation with other words.
fn wrong(code: &str) -> String {
    let (slot, secret) = code.split_once('-').expect("a code has a slot");
    let words: Vec<&str> = protocol::word_list::CodeLanguage::English.words().take(4).collect();
    let other = [words[0], words[1], words[2]].join("-");
    let words = if other == secret { [words[1], words[2], words[3]].join("-") } else { other };
    format!("{slot}-{words}")
}

/// What the video element has of a picture.
const FRAMES: &str = "(() => { const v = document.querySelector('#screen video');
  return v === null ? 0 : Math.max(v.videoWidth, v.readyState >= 2 ? 1 : 0, v.getVideoPlaybackQuality().totalVideoFrames); })()";

/// Whether a person can see the remote picture.
const PICTURE_VISIBLE: &str = "(() => { const v = document.querySelector('#screen video');
  return v !== null && v.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }); })()";

// --- the picture -------------------------------------------------------------------------------

#[test]
fn the_helper_sees_what_the_display_shows() {
    let mut rig = Rig::shared(&[]);
    let display = rig.desk.screenshot();
    let picture = rig.browser.wait_picture("the picture is faithful", |picture| {
        (picture.width, picture.height) == (WIDTH, HEIGHT) && picture.psnr(&display) >= FAITHFUL
    });
    for (n, colour) in COLOURS.iter().enumerate() {
        let x = n * WIDTH / COLOURS.len() + 20;
        let got = picture.mean(x, HEIGHT / 2 - 20, 60, 40);
        assert!(alike(got, *colour, 12), "colour {n}: {colour:?} became {got:?}");
    }
    rig.no_violations();
}

#[test]
fn what_changes_on_the_display_changes_on_the_page() {
    let mut rig = Rig::shared(&[]);
    let mut image = Image::pattern(WIDTH, HEIGHT);
    for number in [1, 0x0aa, 0x555, 0xf0f, 0x0f0, 7, 8, 9] {
        image.paint_number(number);
        rig.desk.show(&image);
        rig.browser
            .wait_picture(&format!("frame {number}"), |picture| picture.number() == Some(number));
    }
}

#[test]
fn no_frame_reaches_the_browser_before_the_user_consents() {
    let mut rig = Rig::asked(&[]);
    never(Duration::from_secs(2), "a frame before consent", || {
        let frames = rig.browser.eval(FRAMES).as_u64().unwrap_or(0);
        (frames > 0 || rig.browser.picture().is_some()).then_some(())
    });
    assert_eq!(rig.browser.eval(PICTURE_VISIBLE), false);
    rig.admit();
}

#[test]
fn a_helper_who_is_declined_sees_nothing() {
    let mut rig = Rig::asked(&[]);
    rig.sharer.answer("connect", false);
    rig.browser.wait_phase("ended");
    rig.browser.wait_text("did not let you in");
    assert_eq!(rig.browser.eval(FRAMES), 0);
    assert_eq!(rig.sharer.ended().code(), Some(0));
}

#[test]
fn a_display_that_changes_its_size_is_still_seen() {
    let mut rig = Rig::controlled(&[]);
    let mode = ["--newmode", "small", "30", "640", "656", "672", "704", "480", "490", "492", "525"];
    rig.xvfb.run("xrandr", &mode);
    rig.xvfb.run("xrandr", &["--addmode", "screen", "small"]);
    rig.xvfb.run("xrandr", &["--output", "screen", "--mode", "small"]);
    rig.desk.cover();
    let image = Image::pattern(640, 480);
    rig.desk.show(&image);
    let mut bordered = image.clone();
    bordered.paint_border(BorderLook::Controlled);
    rig.browser.wait_picture("the picture in its new size", |picture| {
        (picture.width, picture.height) == (640, 480) && picture.psnr(&bordered) >= FAITHFUL
    });
    rig.desk.forget();
    let (x, y) = rig.point(600, 440);
    rig.browser.click_at(x, y, "left");
    let click = eventually("the click arrives", || rig.desk.clicks().first().copied());
    assert!(near(click, (1, 600, 440)), "{click:?}");
}

#[test]
fn the_page_tells_how_the_picture_does() {
    let mut rig = Rig::shared(&[]);
    let mut image = Image::pattern(WIDTH, HEIGHT);
    let mut number = 0;
    eventually("statistics", || {
        number += 1;
        image.paint_number(number);
        rig.desk.show(&image);
        let stats = rig.browser.eval("window.alongside.stats()");
        let whole = stats["width"] == WIDTH
            && stats["height"] == HEIGHT
            && stats["path"] == "direct"
            && stats["fps"].as_f64().is_some_and(|fps| fps > 0.0)
            && stats["rtt_ms"].is_number()
            && stats["kbit_s"].is_number()
            && stats["lost"].is_number()
            && stats["decoder"].is_string();
        whole.then_some(())
    });
}

#[test]
fn the_page_tells_how_long_the_helper_waits_for_what_they_do() {
    let mut rig = Rig::controlled(&[]);
    assert!(rig.browser.eval("window.alongside.stats().input_ms").is_null(), "nothing was done");
    let mut image = Image::pattern(WIDTH, HEIGHT);
    let mut number = 0;
    let waited = eventually("a click is seen", || {
        rig.desk.forget();
        let (x, y) = rig.point(600, 440);
        rig.browser.click_at(x, y, "left");
        eventually("the click arrives", || rig.desk.clicks().first().copied());
        // Longer than it takes to be told that the click was taken.
        std::thread::sleep(Duration::from_millis(100));
        number += 1;
        image.paint_number(number);
        rig.desk.show(&image);
        rig.browser.eval("window.alongside.stats().input_ms").as_f64()
    });
    // The two ends estimate each other's clock to some milliseconds.
    assert!((80.0..1000.0).contains(&waited), "the picture came 100 ms after the click: {waited}");
}

/// The oldest that the picture has been within a second and a half, in ms.
const OLDEST: &str = "new Promise((done) => {
    let oldest = 0;
    const look = setInterval(() => oldest = Math.max(oldest, window.alongside.stats().age_ms), 20);
    setTimeout(() => { clearInterval(look); done(oldest) }, 1500);
})";

/// Whether the page says that the picture is old, and dims it.
const OLD: &str = "!document.getElementById('age').hidden
    && getComputedStyle(document.getElementById('screen')).filter !== 'none'";

#[test]
fn a_picture_that_nobody_vouches_for_is_dimmed_and_shows_its_age() {
    let mut rig = Rig::shared(&[]);
    let known = "window.alongside.stats().age_ms !== null";
    rig.browser.wait("the sharer vouches for the picture", known);
    let oldest = rig.browser.eval(OLDEST);
    assert!(oldest.as_f64().is_some_and(|ms| ms < 1000.0), "a still screen is not old: {oldest}");
    assert_eq!(rig.browser.eval(OLD), false);

    send(&rig.sharer, rustix::process::Signal::STOP);
    let stopped = now();
    rig.browser.wait("the picture is dimmed", OLD);
    let took = stopped.elapsed();
    assert!(took < Duration::from_millis(1700), "{took:?}");
    rig.browser.wait("its age grows", "window.alongside.stats().age_ms > 1500");
    assert!(rig.browser.text().contains(" s old"));
    send(&rig.sharer, rustix::process::Signal::CONT);
    rig.browser.wait("it is as it was", &format!("!({OLD})"));
    rig.sharer.send_command("pause");
    rig.browser.wait_text("paused the picture");
    rig.browser.eval(OLDEST);
    rig.sharer.send_command("resume");
    rig.browser.wait_phase("screen-sharing");
    assert_eq!(rig.browser.eval(OLD), false, "a pause does not count");
}

// --- pausing -----------------------------------------------------------------------------------

#[test]
fn pausing_hides_the_screen_and_resuming_shows_it() {
    let mut rig = Rig::shared(&[]);
    rig.sharer.send_command("pause");
    rig.browser.wait_text("paused the picture");
    assert_eq!(rig.browser.eval(PICTURE_VISIBLE), false, "no frozen frame is shown");
    let mut image = Image::pattern(WIDTH, HEIGHT);
    image.paint_number(0x3c3);
    rig.desk.show(&image);
    let before = rig.browser.eval(FRAMES);
    never(Duration::from_secs(1), "a frame while paused", || {
        (rig.browser.eval(FRAMES) != before).then_some(())
    });
    rig.sharer.send_command("resume");
    rig.browser.wait("the picture is back", PICTURE_VISIBLE);
    rig.browser.wait_picture("what changed meanwhile", |picture| picture.number() == Some(0x3c3));
}

#[test]
fn a_system_prompt_is_hidden_from_the_helper_and_takes_no_input() {
    let mut rig = Rig::controlled(&[]);
    rig.browser.key_down(Key::new("KeyA", "a"));
    rig.wait_typed("a");
    let prompt = rig.xvfb.start_program("xterm", &["-class", "Pinentry", "-e", "cat"]);
    rig.browser.wait_text("is answering a system prompt");
    assert_eq!(rig.browser.eval(PICTURE_VISIBLE), false, "the prompt is not seen");
    rig.nothing_is_held();
    rig.browser.key_down(Key::new("KeyB", "b"));
    rig.browser.key_up(Key::new("KeyB", "b"));
    drop(prompt);
    rig.browser.wait("the picture is back", PICTURE_VISIBLE);
    rig.browser.wait_phase("control-sharing");
    assert!(!rig.desk.typed().contains('b'), "nothing was typed meanwhile");
}

#[test]
fn pausing_takes_control_back() {
    let mut rig = Rig::controlled(&[]);
    rig.browser.key_down(Key::new("KeyA", "a"));
    rig.wait_typed("a");
    rig.sharer.send_command("pause");
    rig.browser.wait_text("paused the picture");
    rig.nothing_is_held();
    rig.sharer.send_command("resume");
    rig.browser.wait_phase("screen-sharing");
}

// --- the hand ----------------------------------------------------------------------------------

fn near(got: (u8, i16, i16), expected: (u8, i16, i16)) -> bool {
    got.0 == expected.0 && got.1.abs_diff(expected.1) <= 1 && got.2.abs_diff(expected.2) <= 1
}

#[test]
fn clicks_land_on_the_pixel_that_was_clicked() {
    let mut rig = Rig::controlled(&[]);
    for zoom in ["fit", "actual"] {
        rig.zoom(zoom);
        for (x, y) in [(0, 0), (WIDTH - 1, HEIGHT - 1), (400, 300), (13, 577), (640, 40)] {
            for (button, number) in [("left", 1), ("middle", 2), ("right", 3)] {
                rig.desk.forget();
                let (page_x, page_y) = rig.point(x, y);
                rig.browser.click_at(page_x, page_y, button);
                let click = eventually("the click arrives", || rig.desk.clicks().first().copied());
                let expected = (number, i16::try_from(x).unwrap(), i16::try_from(y).unwrap());
                let exact = zoom == "actual";
                assert!(near(click, expected), "{zoom}: {expected:?} arrived as {click:?}");
                assert!(!exact || click == expected, "1:1: {expected:?} arrived as {click:?}");
                rig.nothing_is_held();
            }
        }
    }
}

#[test]
fn dragging_moves_with_the_button_down() {
    let mut rig = Rig::controlled(&[]);
    let (x, y) = rig.point(100, 100);
    rig.browser.mouse("mouseMoved", x, y, "none");
    rig.browser.mouse("mousePressed", x, y, "left");
    for step in 1..=10 {
        let (x, y) = rig.point(100 + 20 * step, 100 + 10 * step);
        rig.browser.mouse("mouseMoved", x, y, "left");
    }
    let (x, y) = rig.point(300, 200);
    rig.browser.mouse("mouseReleased", x, y, "left");
    let seen = eventually("the release arrives", || {
        let seen = rig.desk.seen();
        let released = |seen: &Seen| matches!(seen, Seen::Button { down: false, .. });
        seen.iter().any(released).then_some(seen)
    });
    let at = |down: bool| {
        seen.iter()
            .position(|seen| matches!(seen, Seen::Button { down: d, button: 1, .. } if *d == down))
    };
    let (press, release) = (at(true).unwrap(), at(false).unwrap());
    let moved =
        seen[press..release].iter().filter(|seen| matches!(seen, Seen::Motion { .. })).count();
    assert!(moved >= 2, "{seen:?}");
    let Seen::Button { x, y, .. } = seen[release] else { unreachable!() };
    assert!(near((1, x, y), (1, 300, 200)), "released at {x}, {y}");
}

#[test]
fn the_wheel_turns_both_ways() {
    let mut rig = Rig::controlled(&[]);
    let (x, y) = rig.point(400, 300);
    rig.browser.wheel(x, y, 0.0, 120.0);
    eventually("down", || rig.desk.clicks().iter().any(|click| click.0 == 5).then_some(()));
    rig.desk.forget();
    rig.browser.wheel(x, y, 0.0, -120.0);
    eventually("up", || rig.desk.clicks().iter().any(|click| click.0 == 4).then_some(()));
}

#[test]
fn letters_of_other_scripts_arrive() {
    let mut rig = Rig::controlled(&[]);
    rig.browser.key(Key::new("Digit2", "é"));
    rig.browser.key(Key::new("Semicolon", "ж"));
    rig.wait_typed("éж");
    // An input method composes, and then writes.
    rig.browser.compose("ㄏ");
    rig.browser.compose("漢");
    rig.browser.insert("漢");
    rig.wait_typed("éж漢");
    rig.browser.insert("한글 😀");
    rig.wait_typed("éж漢한글 😀");
}

#[test]
fn shortcuts_go_by_their_letter_and_by_position_where_that_is_not_latin() {
    let mut rig = Rig::controlled(&[]);
    // The Helper's layout is Cyrillic: what C prints there does not matter.
    rig.browser.key_down(Key::new("ControlLeft", "Control").with(2));
    rig.browser.key(Key::new("KeyC", "с").with(2));
    rig.browser.key_up(Key::new("ControlLeft", "Control"));
    let copied = |seen: &Seen| matches!(seen, Seen::Key { down: true, code: 54, state, .. } if state & CONTROL != 0);
    eventually("Ctrl+C", || rig.desk.seen().iter().any(copied).then_some(()));
    rig.nothing_is_held();
    // French, with A where the User has Q: by position it would close the program.
    rig.browser.key_down(Key::new("ControlLeft", "Control").with(2));
    rig.browser.key(Key::new("KeyQ", "a").with(2));
    rig.browser.key_up(Key::new("ControlLeft", "Control"));
    let all = |seen: &Seen| matches!(seen, Seen::Key { down: true, code: 38, state, .. } if state & CONTROL != 0);
    eventually("Ctrl+A", || rig.desk.seen().iter().any(all).then_some(()));
    rig.nothing_is_held();
    rig.browser.key_down(Key::new("ShiftLeft", "Shift").with(8));
    rig.browser.key(Key::new("ArrowLeft", "ArrowLeft").with(8));
    rig.browser.key_up(Key::new("ShiftLeft", "Shift"));
    let selected = |seen: &Seen| matches!(seen, Seen::Key { down: true, keysym: 0xff51, state, .. } if state & SHIFT != 0);
    eventually("Shift+Left", || rig.desk.seen().iter().any(selected).then_some(()));
    rig.nothing_is_held();
    rig.desk.forget();
    let named = [
        ("Enter", 0xff0d),
        ("Tab", 0xff09),
        ("Backspace", 0xff08),
        ("Delete", 0xffff),
        ("F5", 0xffc2),
        ("Home", 0xff50),
    ];
    for (code, _) in named {
        rig.browser.key(Key::new(code, code));
    }
    let expected: Vec<u32> = named.iter().map(|(_, keysym)| *keysym).collect();
    eventually("keys that print nothing", || {
        let pressed: Vec<u32> = rig
            .desk
            .seen()
            .iter()
            .filter_map(|seen| match seen {
                Seen::Key { down: true, keysym, .. } => Some(*keysym),
                Seen::Key { .. } | Seen::Button { .. } | Seen::Motion { .. } => None,
            })
            .collect();
        (pressed == expected).then_some(())
    });
}

#[test]
fn keys_that_are_held_come_up_when_the_page_loses_its_focus() {
    let mut rig = Rig::controlled(&[]);
    let hold = |rig: &mut Rig| {
        rig.browser.eval("document.getElementById('screen').focus()");
        rig.browser.key_down(Key::new("ShiftLeft", "Shift").with(8));
        rig.browser.key_down(Key::new("ArrowUp", "ArrowUp").with(8));
        eventually("two keys are down", || (rig.desk.keys_down().len() == 2).then_some(()));
    };
    hold(&mut rig);
    rig.browser.eval("document.activeElement.blur()");
    rig.nothing_is_held();
    // The person lets go of them when the page has no focus any more.
    rig.browser.key_up(Key::new("ArrowUp", "ArrowUp").with(8));
    rig.browser.key_up(Key::new("ShiftLeft", "Shift"));
    hold(&mut rig);
    rig.browser.eval("window.dispatchEvent(new Event('blur'))");
    rig.nothing_is_held();
}

#[test]
fn keys_that_are_held_come_up_at_the_end_however_it_comes() {
    for how in ["stop_control", "disconnect"] {
        let mut rig = Rig::controlled(&[]);
        let (x, y) = rig.point(200, 200);
        rig.browser.mouse("mouseMoved", x, y, "none");
        rig.browser.mouse("mousePressed", x, y, "left");
        rig.browser.key_down(Key::new("ControlLeft", "Control").with(2));
        eventually("a key and a button are down", || {
            (rig.desk.keys_down().len() == 1 && rig.desk.buttons_down() != 0).then_some(())
        });
        rig.sharer.send_command(how);
        rig.nothing_is_held();
    }
    let mut rig = Rig::controlled(&[]);
    rig.browser.key_down(Key::new("KeyA", "a"));
    rig.wait_typed("a");
    rig.browser.kill();
    rig.nothing_is_held();
}

// --- control -----------------------------------------------------------------------------------

#[test]
fn without_control_nothing_arrives() {
    let mut rig = Rig::shared(&[]);
    rig.desk.forget();
    rig.browser.eval("document.getElementById('screen').focus()");
    let (x, y) = rig.point(300, 300);
    rig.browser.click_at(x, y, "left");
    rig.browser.key(Key::new("KeyA", "a"));
    never(Duration::from_secs(1), "input before control", || {
        (!rig.desk.seen().is_empty()).then(|| rig.desk.seen())
    });
}

#[test]
fn the_users_own_esc_ends_control_and_the_helpers_does_not() {
    let mut rig = Rig::controlled(&[]);
    let esc = |seen: &Seen| matches!(seen, Seen::Key { down: true, keysym: 0xff1b, .. });
    for _ in 0..3 {
        rig.desk.forget();
        rig.browser.key(Key::new("Escape", "Escape"));
        eventually("the Helper's Esc is typed", || rig.desk.seen().iter().any(esc).then_some(()));
    }
    rig.browser.key(Key::new("KeyA", "a"));
    rig.wait_typed("a");
    assert_eq!(rig.browser.phase(), "control-sharing");
    rig.browser.key_down(Key::new("ShiftLeft", "Shift").with(8));
    eventually("Shift is down", || (!rig.desk.keys_down().is_empty()).then_some(()));
    rig.xvfb.press("Escape");
    assert_eq!(rig.sharer.event("control_ended")["by"], "user");
    rig.nothing_is_held();
    rig.browser.wait_phase("screen-sharing");
    rig.browser.wait_text("stopped sharing control");
    rig.desk.forget();
    rig.browser.key(Key::new("KeyB", "b"));
    never(Duration::from_secs(1), "input after Esc", || {
        rig.desk.typed().contains('b').then_some(())
    });
}

#[test]
fn the_helper_gives_control_up_and_may_ask_again() {
    let mut rig = Rig::controlled(&[]);
    rig.browser.press_button("Give up control");
    assert_eq!(rig.sharer.event("control_ended")["by"], "helper");
    rig.browser.wait_phase("screen-sharing");
    rig.take_control();
    rig.browser.key(Key::new("KeyA", "a"));
    rig.wait_typed("a");
}

#[test]
fn a_refused_request_is_said_to_the_helper() {
    let mut rig = Rig::shared(&[]);
    rig.browser.press_button("Request control");
    rig.sharer.answer("control", false);
    rig.browser.wait_text("did not grant control");
    assert_eq!(rig.browser.phase(), "screen-sharing");
    rig.take_control();
}

#[test]
fn who_shares_for_viewing_only_is_never_asked() {
    let mut rig = Rig::shared(&["--view-only"]);
    let asked = "this.disabled || this.hidden || this.getAttribute('aria-disabled') === 'true'";
    if let Some(button) = rig.browser.find("button", "Request control")
        && rig.browser.on(button, &format!("function () {{ return {asked}; }}")) == false
    {
        rig.browser.click(button);
        rig.browser.wait_text("for viewing only");
    }
    never(Duration::from_millis(500), "a question", || {
        rig.sharer.events().iter().any(|event| event["what"] == "control").then_some(())
    });
    assert_eq!(rig.browser.phase(), "screen-sharing");
}

// --- words -------------------------------------------------------------------------------------

#[test]
fn chat_goes_both_ways() {
    let mut rig = Rig::shared(&[]);
    if rig.browser.find("textbox", "Message").is_none() {
        rig.browser.press_button("Chat");
    }
    let hello = "Grüße, 漢字 <b>& \"quotes\"";
    rig.browser.fill("Message", hello);
    rig.browser.key(Key::new("Enter", "Enter"));
    let chat = rig.sharer.event("chat");
    assert_eq!((chat["from"].as_str(), chat["text"].as_str()), (Some("helper"), Some(hello)));
    let answer = "Zeile <img src=x onerror=alert(1)>";
    rig.sharer.command(json!({"command": "chat", "text": answer}));
    rig.browser.get("log", "Chat and log");
    rig.browser.wait_text(answer);
    rig.browser.wait_text(hello);
    assert_eq!(
        rig.browser.eval("document.querySelectorAll('[role=log] img, [role=log] b').length"),
        0
    );
    rig.no_violations();
}

/// Keeps what the page saves in `window.saved`, instead of a folder of the browser's.
const CATCH_SAVED: &str = "(() => { let last = null;
    const make = URL.createObjectURL;
    URL.createObjectURL = blob => { last = blob; return make(blob); };
    HTMLAnchorElement.prototype.click = function () {
        const name = this.download;
        last.text().then(text => { window.saved = { name, text }; });
    }; })()";

impl Rig {
    /// Presses a button that saves a file. Returns its name and its text.
    fn save(&mut self, button: &str) -> (String, String) {
        self.browser.eval(CATCH_SAVED);
        self.browser.eval("window.saved = null");
        self.browser.press_button(button);
        self.browser.wait("a file is saved", "window.saved !== null");
        let saved = self.browser.eval("window.saved");
        let text = |name: &str| saved[name].as_str().unwrap().to_owned();
        (text("name"), text("text"))
    }
}

/// Runs `alongside log verify`. Returns its exit status, and all that it said.
fn verify(files: &[&std::path::Path]) -> (Option<i32>, String) {
    let output =
        command(program("alongside")).args(["log", "verify"]).args(files).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn both_keep_the_same_log_and_a_changed_byte_is_found() {
    // Each path has an entry. Here there is one path.
    let mut rig = Rig::invited_at(SignalServer::without_lanes(), &[]);
    rig.ask();
    rig.admit();
    rig.take_control();
    let text = "Grüße ]]> <b>& \"x\" 漢字";
    rig.browser.press_button("Chat");
    rig.browser.fill("Message", text);
    rig.browser.key(Key::new("Enter", "Enter"));
    rig.sharer.event("chat");
    rig.sharer.command(json!({"command": "chat", "text": "bye"}));
    rig.browser.wait_text("bye");
    // While control is shared, what is written there is nobody's word.
    rig.browser.wait_text("Ursula’s computer, while you share control");
    eventually("the page signs what it saw", || {
        let own = std::fs::read_to_string(rig.sharer.log()).ok()?;
        own.contains("<COUNTERSIGNED ENTRY=\"9\" ").then_some(())
    });
    rig.sharer.send_command("disconnect");
    rig.browser.wait_phase("ended");
    let (name, theirs) = rig.save("Save log");
    let digits = name.strip_suffix(".xml").unwrap();
    assert!(digits.len() == 14 && digits.bytes().all(|b| b.is_ascii_digit()), "{name}");
    rig.sharer.ended();

    // A browser's own parser reads it, and sees what was typed.
    let parsed = rig.browser.eval(
        "(() => { const page = new DOMParser().parseFromString(window.saved.text, 'text/xml');
           return [page.documentElement.tagName,
                   ...[...page.querySelectorAll('CHAT_MESSAGE, CHAT_UNDER_CONTROL')].map(e => e.textContent)]; })()",
    );
    let helper = rig.browser.eval("localStorage.getItem('alongside.name')");
    let expected = [format!("{}: {text}", helper.as_str().unwrap()), "bye".to_owned()];
    assert_eq!(parsed, json!(["SESSION", expected[0], expected[1]]));

    let (mine, folder) = (rig.sharer.log(), Folder::new());
    let copy = folder.path().join(&name);
    std::fs::write(&copy, &theirs).unwrap();
    let (status, said) = verify(&[&mine, &copy]);
    assert!(status == Some(0) && said.contains("The two copies agree: 12 entries"), "{said}");
    assert!(said.contains("which both saw it: 1, 3 to "), "{said}");
    assert!(said.contains("does not see it, or was gone: 2 INCOMING_IP_ADDRESS, "), "{said}");

    let changed = folder.path().join("changed.xml");
    std::fs::write(&changed, theirs.replacen(">bye<", ">bya<", 1)).unwrap();
    let (status, said) = verify(&[&mine, &changed]);
    assert!(status == Some(1) && said.contains("entry 9"), "{said}");

    // From where the Helper came is in the log, and nowhere else.
    let own = std::fs::read_to_string(&mine).unwrap();
    // The page signed what it saw, and the sharer all that it wrote.
    let signs = |n: u32| own.contains(&format!("<COUNTERSIGNED ENTRY=\"{n}\" "));
    assert!([1, 3, 4, 5, 6, 7, 8, 9].into_iter().all(signs) && !signs(2), "{own}");
    assert!(!theirs.contains("<DISPUTED "), "{theirs}");
    assert!(theirs.contains("<COUNTERSIGNED ENTRY=\"12\" "), "{theirs}");
    let (_, rest) = own.split_once("</INCOMING_IP_ADDRESS>").map(|(a, b)| (b, a)).unwrap();
    let address = rest.rsplit_once('>').unwrap().1.to_owned();
    assert!(address.parse::<std::net::IpAddr>().is_ok(), "{address}");
    for line in rig.sharer.running.stderr.all() {
        assert!(!line.contains(" sharer") || !line.contains(&address), "an address: {line}");
    }

    let url = rig.server.url.clone();
    rig.browser.open(&url);
    assert_eq!(rig.save("Save the log of your last session"), (name, theirs), "after a reload");
    rig.no_violations();
}

#[test]
fn who_was_not_let_in_has_a_log_that_says_so() {
    let mut rig = Rig::asked(&[]);
    rig.sharer.answer("connect", false);
    rig.browser.wait_phase("ended");
    let url = rig.server.url.clone();
    rig.browser.open(&url);
    let (_, log) = rig.save("Save the log of your last session");
    assert!(log.contains("<CONNECTION_REFUSED ") && !log.contains("<CONNECTION_ENDED "), "{log}");
}

#[test]
fn a_wrong_code_is_said_and_may_be_mended() {
    let mut rig = Rig::invited(&[]);
    let code = rig.code.clone();
    rig.join(&wrong(&code));
    rig.browser.wait_text("not the right ones");
    assert_eq!(rig.sharer.event("wrong_code")["attempts_left"], 2);
    assert_ne!(rig.browser.phase(), "waiting-for-connect");
    again(&mut rig.browser);
    rig.join(&code);
    rig.browser.wait_phase("waiting-for-connect");
    rig.admit();
}

/// Back to the first page, when the page has left it.
fn again(browser: &mut Browser) {
    if let Some(button) = browser.find("button", "Connect again") {
        browser.click(button);
    }
    browser.get("textbox", "Invitation code");
}

#[test]
fn what_is_no_code_is_said_before_anybody_is_asked() {
    let mut rig = Rig::invited(&[]);
    for (typed, sentence) in [
        ("hello", "begins with a number"),
        ("7-lamp", "a word is missing"),
        ("7-zzzzz-zzzzz-zzzzz", "is not a word"),
    ] {
        rig.join(typed);
        rig.browser.wait_text(sentence);
        assert_eq!(rig.browser.phase(), "idle");
    }
}

#[test]
fn an_unknown_and_an_expired_invitation_are_said() {
    let mut rig = Rig::invited(&["--expires", "10s"]);
    let code = rig.code.clone();
    let (slot, secret) = code.split_once('-').unwrap();
    let other = if slot == "42" { "43" } else { "42" };
    rig.join(&format!("{other}-{secret}"));
    rig.browser.wait_text("No invitation waits under this number");
    rig.sharer.phase_within(Duration::from_secs(30), "ended");
    again(&mut rig.browser);
    rig.join(&code);
    let said = eventually("why", || {
        let text = rig.browser.text();
        ["The invitation’s time is over", "The invitation was taken back"]
            .into_iter()
            .find(|sentence| text.contains(sentence))
    });
    assert_eq!(said, "The invitation’s time is over");
}

#[test]
fn the_link_fills_the_code() {
    let mut rig = Rig::invited(&[]);
    let (server, code) = (rig.server.url.clone(), rig.code.clone());
    let (slot, _) = code.split_once('-').unwrap();
    rig.browser.open(&format!("{server}/#{slot}"));
    let field = rig.browser.get("textbox", "Invitation code");
    let value = |rig: &mut Rig| {
        let value = rig.browser.on(field, "function () { return this.value; }");
        value.as_str().unwrap_or_default().to_owned()
    };
    eventually("the slot is filled in", || value(&mut rig).starts_with(slot).then_some(()));
    rig.browser.open(&format!("{server}/#{code}"));
    let field = rig.browser.get("textbox", "Invitation code");
    eventually("the code is filled in", || {
        (rig.browser.on(field, "function () { return this.value; }") == code.as_str()).then_some(())
    });
    assert!(
        !rig.browser.eval("location.href").to_string().contains(&code[slot.len()..]),
        "it leaves the address bar"
    );
    rig.browser.fill("Your name", "Jacky");
    rig.browser.press_button("Connect");
    rig.browser.wait_phase("waiting-for-connect");
}

// --- the end -----------------------------------------------------------------------------------

#[test]
fn either_side_ends_the_session_for_both() {
    let mut rig = Rig::shared(&[]);
    let since = now();
    rig.sharer.send_command("disconnect");
    rig.both_end(since);
    rig.browser.wait_text("disconnected");
    assert_eq!(rig.sharer.ended().code(), Some(0));
    assert_eq!(rig.browser.eval(PICTURE_VISIBLE), false, "nothing of the screen stays");
    drop(rig);

    let mut rig = Rig::shared(&[]);
    rig.browser.press_button("Disconnect");
    assert_eq!(rig.sharer.phase_within(NOTICED, "ended")["reason"], "helper_left");
    rig.browser.wait_phase("ended");
    assert_eq!(rig.sharer.ended().code(), Some(0));
}

/// It may be loaded again, so the User is told first that the Helper is waited for.
#[test]
fn a_closed_page_ends_the_session() {
    closes(Rig::shared(&["--reconnect", "10s"]));
}

/// Firefox closes all WebSockets before the page hears that it goes away.
#[test]
fn a_closed_page_ends_a_session_through_the_server() {
    let mut rig = Rig::invited(&["--reconnect", "10s"]);
    rig.browser.before_scripts(server_path::WITHOUT_WEBRTC);
    rig.browser.open(&rig.server.url);
    rig.ask();
    rig.admit();
    closes(rig);
}

/// The page is closed. That the Helper has left is known, and they are not waited for as after a lost connection.
fn closes(mut rig: Rig) {
    rig.browser.open("about:blank#away");
    rig.sharer.event_where(NOTICED, "reconnecting", |_| true);
    let ended = rig.sharer.phase_within(Duration::from_secs(10) + NOTICED, "ended");
    assert_eq!(ended["reason"], "helper_left");
    assert_eq!(rig.sharer.ended().code(), Some(0));
}

/// Who closes the lid on a Helper finds nobody at their screen when they open it later.
#[test]
fn a_sleep_of_the_users_computer_longer_than_the_user_decided_ends_the_session() {
    let mut rig = Rig::controlled(&["--reconnect", "10s"]);
    let resumed =
        |rig: &Rig| rig.sharer.events().iter().filter(|event| event["event"] == "resumed").count();
    // On a busy computer a path may have been silent before.
    let before = resumed(&rig);
    rig.sharer.running.sleeps(Duration::from_secs(14));
    let ended = rig.sharer.phase_within(NOTICED, "ended");
    assert_eq!(ended["reason"], "connection_lost");
    assert_eq!(resumed(&rig), before);
}

#[test]
fn a_reloaded_page_goes_on_with_the_session() {
    let mut rig = Rig::controlled(&[]);
    rig.browser.press_button("Chat");
    rig.sharer.command(json!({"command": "chat", "text": "hello"}));
    rig.browser.wait_text("hello");
    let asked = rig.questions();
    for reload in 1..=2 {
        rig.browser.eval("window.isOld = true; location.reload(); true");
        rig.browser.wait("the page is another one", "!window.isOld && !!window.alongside");
        rig.browser.wait_phase("control-sharing");
        let mut image = Image::pattern(WIDTH, HEIGHT);
        image.paint_number(reload);
        rig.desk.show(&image);
        rig.browser.wait_picture("the picture goes on", |picture| picture.number() == Some(reload));
        rig.desk.forget();
        let click = eventually("the click arrives", || {
            let (x, y) = rig.point(600, 440);
            rig.browser.click_at(x, y, "left");
            rig.desk.clicks().first().copied()
        });
        assert!(near(click, (1, 600, 440)), "{click:?}");
    }
    assert_eq!(rig.questions(), asked, "nobody was asked again");
    // The Helper's copy of the log went on, too.
    rig.browser.press_button("Disconnect");
    assert_eq!(rig.sharer.phase_within(NOTICED, "ended")["reason"], "helper_left");
    let (name, theirs) = rig.save("Save log");
    rig.sharer.ended();
    let folder = Folder::new();
    let copy = folder.path().join(&name);
    std::fs::write(&copy, &theirs).unwrap();
    // On a busy computer a page may be silent for too long beside that, and be back before its reload is noticed.
    let resumed = rig.sharer.events().iter().filter(|event| event["event"] == "resumed").count();
    assert!(resumed > 0);
    assert_eq!(theirs.matches("<CONNECTION_RESUMED ").count(), resumed, "{theirs}");
    assert!(theirs.contains("hello"), "{theirs}");
    let (status, said) = verify(&[&rig.sharer.log(), &copy]);
    assert!(status == Some(0) && said.contains("The two copies agree"), "{said}");
    rig.no_violations();
}

#[test]
fn an_end_that_is_killed_is_noticed_within_three_seconds_and_waited_for() {
    let mut rig = Rig::controlled(&[]);
    rig.browser.kill();
    rig.sharer.event_where(NOTICED, "reconnecting", |event| event["helper"] == "Jacky");
    rig.sharer.send_command("disconnect");
    assert_eq!(rig.sharer.phase_within(NOTICED, "ended")["reason"], "user_left");
    drop(rig);

    let mut rig = Rig::shared(&[]);
    rig.sharer.running.kill();
    rig.browser.wait_within(NOTICED, "the page looks for the sharer", RECONNECTING);
    assert_eq!(rig.browser.phase(), "screen-sharing");
    rig.browser.press_button("Disconnect");
    rig.browser.wait_phase("ended");
    assert_eq!(rig.browser.eval(PICTURE_VISIBLE), false);
}

#[test]
fn a_direct_session_outlives_the_server() {
    let mut rig = Rig::controlled(&[]);
    rig.server.restart();
    let mut image = Image::pattern(WIDTH, HEIGHT);
    let until = now() + Duration::from_secs(5);
    let mut number = 0;
    while now() < until {
        number += 1;
        image.paint_number(number);
        rig.desk.show(&image);
        rig.browser.wait_picture("the picture goes on", |picture| picture.number() == Some(number));
    }
    rig.browser.key(Key::new("KeyA", "a"));
    rig.wait_typed("a");
    assert_eq!(rig.browser.phase(), "control-sharing");
}

// --- bandwidth ---------------------------------------------------------------------------------

/// A User whose desktop is more than a window, and a Helper. Ends from top to bottom.
struct Slow {
    browser: Browser,
    sharer: Sharer,
    server: SignalServer,
    /// Where the sharer remembers how the desktop looked.
    state: Folder,
    _turn: Turn,
}

impl Slow {
    fn invited(desktop: &[(&str, &str)], options: &[&str]) -> Self {
        let turn = Turn::take();
        let (server, state) = (SignalServer::start(), Folder::new());
        let mut sharer = sharing(&server, &state, desktop, options);
        sharer.invitation();
        let mut browser = Browser::start();
        browser.open(&server.url);
        Self { browser, sharer, server, state, _turn: turn }
    }

    fn shared(desktop: &[(&str, &str)], options: &[&str]) -> Self {
        let mut slow = Self::invited(desktop, options);
        slow.admit();
        slow
    }

    fn admit(&mut self) {
        let (code, _) = invitation_of(&self.sharer);
        join(&mut self.browser, &code);
        self.browser.wait_phase("waiting-for-connect");
        self.sharer.answer("connect", true);
        self.sharer.phase("screen_sharing");
        self.browser.wait_phase("screen-sharing");
    }

    fn record(&self) -> std::path::PathBuf {
        self.state.path().join("alongside/desktop-restore.json")
    }
}

/// A sharer at a desktop of this kind, which remembers in this folder.
fn sharing(
    server: &SignalServer,
    state: &Folder,
    desktop: &[(&str, &str)],
    options: &[&str],
) -> Sharer {
    let folder = Folder::new();
    let mut command = share(&["--server", server.url.as_str()], &folder);
    command.args(options).env("XDG_STATE_HOME", state.path()).env_remove("XDG_CURRENT_DESKTOP");
    command.envs(desktop.iter().copied());
    Sharer::start(&mut command, folder)
}

fn invitation_of(sharer: &Sharer) -> (String, String) {
    let events = sharer.events();
    let event = events.iter().find(|event| event["event"] == "invitation").unwrap();
    let text = |name: &str| event[name].as_str().unwrap().to_owned();
    (text("code"), text("link"))
}

/// Whether a picture is of one colour.
fn is_plain(image: &Image) -> bool {
    let mut plain = Image::plain(image.width, image.height, image.mean(100, 100, 1, 1));
    let without = plain.clone();
    plain.paint_border(BorderLook::Seen);
    *image == plain || *image == without
}

fn send(sharer: &Sharer, signal: rustix::process::Signal) {
    let id = rustix::process::Pid::from_raw(i32::try_from(sharer.running.id()).unwrap()).unwrap();
    rustix::process::kill_process(id, signal).unwrap();
}

#[test]
fn the_wallpaper_is_away_while_the_screen_is_shared_and_back_however_it_ends() {
    use std::os::unix::fs::PermissionsExt as _;
    let ends: [fn(&mut Slow); 3] = [
        |slow| slow.browser.press_button("Disconnect"),
        |slow| {
            // A Helper who vanishes is waited for, until the User has waited long enough.
            slow.browser.kill();
            slow.sharer.event_where(NOTICED, "reconnecting", |_| true);
            slow.sharer.send_command("disconnect");
        },
        |slow| send(&slow.sharer, rustix::process::Signal::TERM),
    ];
    for end in ends {
        let xvfb = Xvfb::start(WIDTH as u32, HEIGHT as u32);
        let picture = Image::pattern(WIDTH, HEIGHT);
        let wallpaper = Wallpaper::set(xvfb.display(), &picture);
        let numbers = wallpaper.numbers();
        let desktop = [("DISPLAY", xvfb.display())];
        let mut slow = Slow::invited(&desktop, &["--bandwidth", "no-background"]);
        assert!(wallpaper.shown() == picture && !slow.record().exists(), "nobody is there yet");
        slow.admit();
        assert_eq!(slow.sharer.event("bandwidth")["level"], "no-background");
        eventually("the wallpaper goes", || is_plain(&wallpaper.shown()).then_some(()));
        assert_ne!(wallpaper.numbers(), numbers, "transparent programs are told, too");
        let plain = wallpaper.shown();
        slow.browser
            .wait_picture("the Helper sees no wallpaper", |shown| shown.psnr(&plain) >= FAITHFUL);
        let mode = std::fs::metadata(slow.record()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        end(&mut slow);
        slow.sharer.ended();
        assert!(wallpaper.shown() == picture, "the wallpaper is back");
        assert_eq!((wallpaper.numbers(), slow.record().exists()), (numbers, false));
    }
}

#[test]
fn a_killed_sharer_leaves_a_desktop_that_is_restored() {
    let xvfb = Xvfb::start(WIDTH as u32, HEIGHT as u32);
    let picture = Image::pattern(WIDTH, HEIGHT);
    let wallpaper = Wallpaper::set(xvfb.display(), &picture);
    let desktop = [("DISPLAY", xvfb.display())];
    let restore = |state: &Folder| {
        let mut restore = command(program("alongside"));
        restore.arg("restore-desktop").env("XDG_STATE_HOME", state.path());
        let output = restore.env("DISPLAY", xvfb.display()).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    };
    let resources = "Xft.antialias:\t1\nXft.dpi:\t96\n";
    wallpaper.set_resources(resources);
    let mut slow = Slow::shared(&desktop, &["--bandwidth", "full"]);
    eventually("the wallpaper goes", || is_plain(&wallpaper.shown()).then_some(()));
    let rough = "Xft.antialias:\t0\nXft.dpi:\t96\n";
    eventually("so do smooth fonts", || (wallpaper.resources() == rough).then_some(()));
    let (status, said) = restore(&slow.state);
    assert!(status == Some(1) && said.contains("another alongside"), "{said}");
    slow.sharer.running.kill();
    assert!(is_plain(&wallpaper.shown()) && slow.record().is_file());

    // The next start restores it, whatever its own level.
    let mut next = sharing(&slow.server, &slow.state, &desktop, &[]);
    let note = next.event("note");
    assert!(note["text"].as_str().unwrap().contains("looks as before"), "{note}");
    assert!(wallpaper.shown() == picture && !slow.record().exists());
    assert_eq!(wallpaper.resources(), resources);
    drop(next);
    assert_eq!(restore(&slow.state).0, Some(0), "nothing is to be done");
    drop(slow);

    // So does the command.
    let mut slow = Slow::shared(&desktop, &["--bandwidth", "no-background"]);
    eventually("the wallpaper goes", || is_plain(&wallpaper.shown()).then_some(()));
    slow.sharer.running.kill();
    let record = std::fs::read(slow.record()).unwrap();
    std::fs::write(slow.record(), "{\"version\":7}").unwrap();
    let (status, said) = restore(&slow.state);
    assert!(status == Some(1) && said.contains("desktop-restore.json"), "{said}");
    assert!(is_plain(&wallpaper.shown()), "what is not understood changes nothing");
    std::fs::write(slow.record(), record).unwrap();
    let (status, said) = restore(&slow.state);
    assert!(status == Some(0) && said.contains("looks as before"), "{said}");
    assert!(wallpaper.shown() == picture && !slow.record().exists());
}

#[test]
fn a_wallpaper_that_the_user_chose_meanwhile_stays() {
    let xvfb = Xvfb::start(WIDTH as u32, HEIGHT as u32);
    let wallpaper = Wallpaper::set(xvfb.display(), &Image::pattern(WIDTH, HEIGHT));
    let desktop = [("DISPLAY", xvfb.display())];
    let mut slow = Slow::shared(&desktop, &["--bandwidth", "no-background"]);
    eventually("the wallpaper goes", || is_plain(&wallpaper.shown()).then_some(()));
    let mut other = Image::pattern(WIDTH, HEIGHT);
    other.fill(100, 100, 300, 200, [200, 30, 40]);
    let chosen = Wallpaper::set(xvfb.display(), &other);
    let numbers = chosen.numbers();
    slow.sharer.send_command("disconnect");
    slow.sharer.ended();
    assert!(chosen.shown() == other && chosen.numbers() == numbers);
    assert!(!slow.record().exists());
}

/// Puts a program into a folder, and values that it keeps, each in a file. Returns a `PATH` on which
/// it is the first.
fn stand_in(folder: &Folder, program: &str, script: &str, values: &[(&str, &str)]) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let file = folder.path().join(program);
    let script = format!("#!/bin/sh\ncd \"$(dirname \"$0\")\"\n{script}");
    std::fs::write(&file, script).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o755)).unwrap();
    for (key, value) in values {
        std::fs::write(folder.path().join(key), format!("{value}\n")).unwrap();
    }
    let path = std::env::var("PATH").unwrap_or_default();
    format!("{}:{path}", folder.path().display())
}

fn gsettings(folder: &Folder, values: &[(&str, &str)]) -> String {
    let script = "[ -e hang ] && sleep 600\n\
        case \"$1\" in\n\
        get) cat \"$2.$3\" ;;\n\
        set) [ -e \"$2.$3\" ] && printf '%s\\n' \"$4\" > \"$2.$3\" ;;\n\
        esac\n";
    stand_in(folder, "gsettings", script, values)
}

const BACKGROUND: &str = "org.gnome.desktop.background.picture-options";
const ANIMATIONS: &str = "org.gnome.desktop.interface.enable-animations";
const SMOOTHING: &str = "org.gnome.desktop.interface.font-antialiasing";

#[test]
fn the_user_sets_the_level_while_sharing_and_the_desktop_follows() {
    let xvfb = Xvfb::start(WIDTH as u32, HEIGHT as u32);
    let settings = Folder::new();
    let before = [(BACKGROUND, "'zoom'"), (ANIMATIONS, "true"), (SMOOTHING, "'rgba'")];
    let path = gsettings(&settings, &before);
    let desktop =
        [("DISPLAY", xvfb.display()), ("PATH", &path), ("XDG_CURRENT_DESKTOP", "ubuntu:GNOME")];
    let looks = || {
        before.map(|(key, _)| {
            std::fs::read_to_string(settings.path().join(key)).unwrap().trim_end().to_owned()
        })
    };
    let mut slow = Slow::shared(&desktop, &["--max-kbit", "5000"]);
    for (level, expected) in [
        ("full", ["'none'", "false", "'none'"]),
        ("no-background", ["'none'", "true", "'rgba'"]),
        ("no-full-window-drag", ["'zoom'", "true", "'rgba'"]),
        ("full", ["'none'", "false", "'none'"]),
    ] {
        slow.sharer.command(json!({"command": "bandwidth", "level": level}));
        let told = slow.sharer.event("bandwidth");
        assert_eq!((&told["level"], &told["max_kbit"]), (&json!(level), &json!(5000)));
        eventually("the desktop follows", || (looks() == expected).then_some(()));
    }
    // The cap changes by itself, and asking changes nothing.
    slow.sharer.command(json!({"command": "bandwidth", "max_kbit": 800}));
    slow.sharer.event("bandwidth");
    slow.sharer.send_command("bandwidth");
    let told = slow.sharer.event("bandwidth");
    assert_eq!((&told["level"], &told["max_kbit"]), (&json!("full"), &json!(800)));
    assert!(told["kbit_s"].is_u64(), "{told}");
    slow.sharer.command(json!({"command": "bandwidth", "level": "most"}));
    slow.sharer.event("error");
    slow.sharer.send_command("disconnect");
    slow.sharer.ended();
    assert_eq!(looks(), before.map(|(_, value)| value));
    assert!(!slow.record().exists());
}

#[test]
fn each_monitor_of_xfce_loses_its_wallpaper_and_gets_it_back() {
    let xvfb = Xvfb::start(WIDTH as u32, HEIGHT as u32);
    let settings = Folder::new();
    // Slashes of a property's name are colons in that of its file.
    let script = "file() { printf '%s' \"$1:$2\" | tr / :; }\n\
        case \"$3\" in\n\
        -l) ls | grep \"^$2::\" | sed \"s/^$2://\" | tr : / ;;\n\
        -p) if [ \"$5\" = -s ]; then printf '%s\\n' \"$6\" > \"$(file \"$2\" \"$4\")\"\n\
            else cat \"$(file \"$2\" \"$4\")\"; fi ;;\n\
        esac\n";
    let before = [
        ("xfce4-desktop::backdrop:screen0:monitor0:workspace0:image-style", "5"),
        ("xfce4-desktop::backdrop:screen0:monitorDP-1:workspace0:image-style", "3"),
        ("xfce4-desktop::backdrop:screen0:monitor0:workspace0:last-image", "a.png"),
        ("xfwm4::general:box_move", "false"),
        ("xfwm4::general:use_compositing", "true"),
    ];
    let path = stand_in(&settings, "xfconf-query", script, &before);
    let looks = || {
        before.map(|(key, _)| {
            std::fs::read_to_string(settings.path().join(key)).unwrap().trim_end().to_owned()
        })
    };
    let desktop = [("DISPLAY", xvfb.display()), ("PATH", &path), ("XDG_CURRENT_DESKTOP", "XFCE")];
    let mut slow = Slow::shared(&desktop, &["--bandwidth", "no-background"]);
    let expected = ["0", "0", "a.png", "true", "true"];
    eventually("the wallpapers go", || (looks() == expected).then_some(()));
    slow.sharer.send_command("disconnect");
    slow.sharer.ended();
    assert_eq!(looks(), before.map(|(_, value)| value));
}

#[test]
fn a_desktop_that_does_not_answer_holds_nothing_up_and_is_restored_later() {
    let xvfb = Xvfb::start(WIDTH as u32, HEIGHT as u32);
    let settings = Folder::new();
    let path = gsettings(&settings, &[(BACKGROUND, "'zoom'")]);
    let desktop = [("DISPLAY", xvfb.display()), ("PATH", &path), ("XDG_CURRENT_DESKTOP", "GNOME")];
    let background = || std::fs::read_to_string(settings.path().join(BACKGROUND)).unwrap();
    let mut slow = Slow::shared(&desktop, &["--bandwidth", "no-background"]);
    eventually("the wallpaper goes", || (background() == "'none'\n").then_some(()));
    let hang = settings.path().join("hang");
    std::fs::write(&hang, "").unwrap();
    // The thread of the looks waits for the program; the session does not.
    slow.sharer.command(json!({"command": "bandwidth", "level": "full"}));
    slow.sharer.event_where(NOTICED, "bandwidth", |event| event["level"] == "full");
    slow.sharer.send_command("disconnect");
    slow.sharer.phase_within(NOTICED, "ended");
    slow.sharer.ended();
    assert_eq!(background(), "'none'\n");
    std::fs::remove_file(&hang).unwrap();
    let mut next = sharing(&slow.server, &slow.state, &desktop, &[]);
    next.event("note");
    assert_eq!(background(), "'zoom'\n");
    assert!(!slow.record().exists());
}

#[test]
fn a_desktop_that_another_sharer_has_changed_is_left_alone() {
    let xvfb = Xvfb::start(WIDTH as u32, HEIGHT as u32);
    let picture = Image::pattern(WIDTH, HEIGHT);
    let wallpaper = Wallpaper::set(xvfb.display(), &picture);
    let desktop = [("DISPLAY", xvfb.display())];
    let mut slow = Slow::invited(&desktop, &["--bandwidth", "no-background"]);
    let folder = slow.state.path().join("alongside");
    std::fs::create_dir_all(&folder).unwrap();
    let other = std::fs::File::create(folder.join("desktop-restore.lock")).unwrap();
    other.try_lock().unwrap();
    slow.admit();
    let note = slow.sharer.event_where(PATIENCE, "note", |note| {
        note["text"].as_str().is_some_and(|text| text.contains("another alongside"))
    });
    let mut bordered = picture.clone();
    bordered.paint_border(BorderLook::Seen);
    eventually(&format!("the wallpaper stays: {note}"), || {
        (wallpaper.shown() == bordered).then_some(())
    });
    slow.sharer.send_command("disconnect");
    slow.sharer.ended();
    assert!(wallpaper.shown() == picture && !slow.record().exists());
}

// --- other ways to the page --------------------------------------------------------------------

/// A whole session through a page at `url`, from the code to a key that arrives.
fn whole_session(browser: &mut Browser, sharer: &mut Sharer, desk: &Desk, code: &str) {
    join(browser, code);
    browser.wait_phase("waiting-for-connect");
    sharer.answer("connect", true);
    browser.wait_phase("screen-sharing");
    // The border comes a moment later than the page's phase.
    browser.wait_picture("the picture is faithful", |picture| {
        let display = desk.screenshot();
        picture.width == display.width && picture.psnr(&display) >= FAITHFUL
    });
    browser.press_button("Request control");
    sharer.answer("control", true);
    browser.wait_phase("control-sharing");
    browser.eval("document.getElementById('screen').focus()");
    browser.key(Key::new("KeyA", "a"));
    eventually("the key arrives", || desk.typed().contains('a').then_some(()));
    browser.press_button("Disconnect");
    sharer.phase_within(NOTICED, "ended");
}

fn user() -> (Xvfb, Desk) {
    let xvfb = Xvfb::start(WIDTH as u32, HEIGHT as u32);
    let desk = Desk::open(xvfb.display());
    desk.show(&Image::pattern(WIDTH, HEIGHT));
    (xvfb, desk)
}

#[test]
fn the_sharer_alone_is_enough() {
    let _turn = Turn::take();
    let (xvfb, desk) = user();
    let mut sharer = Sharer::on(xvfb.display(), &["--listen", "127.0.0.1:0"]);
    let (code, link) = sharer.invitation();
    let mut browser = Browser::start();
    browser.before_scripts(COUNT_VIOLATIONS);
    browser.open(&link);
    whole_session(&mut browser, &mut sharer, &desk, &code);
    assert_eq!(browser.eval("window.violations"), json!([]));
}

#[test]
fn a_plain_address_works_although_browsers_call_it_insecure() {
    let _turn = Turn::take();
    let public = ["--public-url", "http://help.test"];
    let server = SignalServer::with(&[&["--listen", "127.0.0.1:0"], &public[..]].concat());
    let (xvfb, desk) = user();
    let mut sharer = Sharer::on(xvfb.display(), &["--server", &server.url]);
    let (code, _) = sharer.invitation();
    // To the browser this is another machine, spoken to without encryption.
    let mut browser = Browser::with(&["--host-resolver-rules=MAP help.test 127.0.0.1"]);
    let port = server.address().port();
    browser.open(&format!("http://help.test:{port}"));
    assert_eq!(browser.eval("window.isSecureContext"), false);
    whole_session(&mut browser, &mut sharer, &desk, &code);
}

#[test]
fn https_works_for_the_page_and_both_links() {
    let _turn = Turn::take();
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../signal/tests/data");
    let (certificate, key) = (format!("{data}/localhost.pem"), format!("{data}/localhost.key"));
    let files = ["--tls-cert", certificate.as_str(), "--tls-key", key.as_str()];
    let server = SignalServer::with(&[&["--listen", "127.0.0.1:0"], &files[..]].concat());
    let url = format!("https://localhost:{}", server.address().port());
    let (xvfb, desk) = user();
    let folder = Folder::new();
    let mut command = share(&["--server", &url], &folder);
    command.env("DISPLAY", xvfb.display()).env("SSL_CERT_FILE", format!("{data}/ca.pem"));
    let mut sharer = Sharer::start(&mut command, folder);
    let (code, _) = sharer.invitation();
    let mut browser = Browser::with(&["--ignore-certificate-errors"]);
    browser.open(&url);
    assert_eq!(browser.eval("window.isSecureContext"), true);
    whole_session(&mut browser, &mut sharer, &desk, &code);
}

#[test]
fn a_browser_that_cannot_run_the_viewer_says_so() {
    let _turn = Turn::take();
    let server = SignalServer::start();
    let mut browser = Browser::start();
    browser.block("*.wasm");
    browser.open(&server.url);
    browser.wait_text("could not start in this browser");
    drop(browser);
    let mut browser = Browser::start();
    browser.before_scripts("delete window.WebAssembly;");
    browser.open(&server.url);
    browser.wait_text("could not start in this browser");
}

// --- an invitation file ------------------------------------------------------------------------

/// What a saved invitation of this server holds.
fn invitation(server: &str, expires: &str) -> InviteFile {
    InviteFile {
        server: server.parse().expect("a test server has an address"),
        slot: 7.try_into().expect("7 is a slot"),
        expires: expires.parse().expect("a time"),
        user: "Ursula".parse().expect("a name"),
        key: None,
    }
}

#[test]
fn an_invitation_file_leaves_only_the_words_to_type() {
    let _turn = Turn::take();
    let (server, folder) = (SignalServer::start(), Folder::new());
    let file = folder.path().join("help.alongside-invite");
    let saved = file.to_str().unwrap();
    let mut sharer = Sharer::synthetic(&["--server", &server.url, "--save-as", saved]);
    let (code, _) = sharer.invitation();
    sharer.event("saved");
    let (slot, words) = code.split_once('-').unwrap();
    let mut browser = Browser::start();
    browser.before_scripts(COUNT_VIOLATIONS);
    browser.open(&server.url);

    browser.choose_file("Open invitation file", &file);
    browser.wait_text("Ursula’s invitation brought the number.");
    let value = "document.activeElement.id + ' ' + document.activeElement.value";
    assert_eq!(browser.eval(value), format!("code {slot}-"));
    browser.insert(words);
    browser.fill("Your name", "Jacky");
    browser.press_button("Connect");
    sharer.answer("connect", true);
    browser.wait_phase("screen-sharing");

    // During a session a file changes nothing, and above all does not take the page's place.
    browser.drop_file(&file);
    assert_eq!(browser.phase(), "screen-sharing");
    assert_eq!(browser.eval("window.violations"), json!([]));
}

#[test]
fn each_file_that_cannot_be_used_says_why_and_takes_the_helper_nowhere() {
    const LATER: &str = "2199-01-01T00:00:00Z";
    let _turn = Turn::take();
    let (server, other, folder) = (SignalServer::start(), SignalServer::start(), Folder::new());
    let mut browser = Browser::start();
    browser.before_scripts(COUNT_VIOLATIONS);
    browser.open(&server.url);
    let file = folder.path().join("help.alongside-invite");
    let drop = |browser: &mut Browser, content: &str, says: &str| {
        std::fs::write(&file, content).unwrap();
        let can_be_pressed = "document.getElementById('open-invitation').disabled === false";
        browser.wait("the page's program runs", can_be_pressed);
        browser.drop_file(&file);
        browser.wait_text(says);
        let told =
            browser.eval("document.querySelector('#invitation-error[role=alert]').innerText");
        assert!(told.as_str().unwrap().contains(says), "{told}");
        assert_eq!(browser.eval("document.getElementById('code').value"), "");
    };
    let here = server.url.as_str();
    drop(&mut browser, "<html>", "This file is not an Alongside invitation.");
    drop(&mut browser, &" ".repeat(1_000_000), "This file is too large to be an invitation.");
    drop(&mut browser, "{\"alongside_invite\": 2}", "made by another version of Alongside");
    let old = invitation(here, "2026-01-01T00:00:00Z").encode();
    drop(&mut browser, &old, "The invitation’s time is over. Ask Ursula for a new one.");
    let elsewhere = invitation(&other.url, LATER);
    drop(&mut browser, &elsewhere.encode(), "This invitation belongs to another server.");

    // It is an address to follow, and nothing was asked of it.
    assert_eq!(browser.eval("location.href"), format!("{here}/"));
    let asked =
        "performance.getEntriesByType('resource').map((entry) => new URL(entry.name).origin)";
    let asked = browser.eval(asked);
    assert!(asked.as_array().unwrap().iter().all(|origin| *origin == here), "{asked}");
    assert_eq!(browser.eval("window.violations"), json!([]));
    let link = browser.get("link", &elsewhere.link());
    browser.click(link);
    browser.wait("the other page is there", &format!("location.origin === '{}'", other.url));
    browser.wait("it knows the number", "document.getElementById('code')?.value === '7-'");

    // The good one takes the sentence of the last one away.
    browser.open(here);
    drop(&mut browser, "no", "This file is not an Alongside invitation.");
    std::fs::write(folder.path().join("good"), invitation(here, LATER).encode()).unwrap();
    browser.drag("dragEnter", &folder.path().join("good"));
    browser.drag("dragOver", &folder.path().join("good"));
    browser.wait("the page shows where", "'dragging' in document.documentElement.dataset");
    browser.drag("drop", &folder.path().join("good"));
    browser.wait("the number is there", "document.getElementById('code').value === '7-'");
    assert_eq!(browser.eval("document.getElementById('invitation-error').hidden"), true);
    assert_eq!(browser.eval("'dragging' in document.documentElement.dataset"), false);
}

// --- people who use no mouse, or no screen -----------------------------------------------------

#[test]
fn everything_can_be_found_by_role_and_name() {
    let mut rig = Rig::invited(&[]);
    for (role, name) in
        [("textbox", "Invitation code"), ("textbox", "Your name"), ("button", "Connect")]
    {
        rig.browser.get(role, name);
    }
    assert_eq!(
        rig.browser.eval("document.querySelector('[role=status]').textContent"),
        "Not connected"
    );
    let code = rig.code.clone();
    rig.join(&code);
    rig.browser.wait_phase("waiting-for-connect");
    rig.admit();
    for name in ["Request control", "Disconnect", "Chat"] {
        rig.browser.get("button", name);
    }
    let status = "document.querySelector('[role=status]').textContent.includes('Screen Sharing')";
    rig.browser.wait("the phase in words", status);
    if rig.browser.find("textbox", "Message").is_none() {
        rig.browser.press_button("Chat");
    }
    rig.browser.get("textbox", "Message");
    rig.browser.get("button", "Save log");
    assert!(!rig.browser.names("log").is_empty(), "a log");
    rig.take_control();
    rig.browser.get("button", "Give up control");
    let status = "document.querySelector('[role=status]').textContent.includes('Control Sharing')";
    rig.browser.wait("the phase in words", status);
    let size = rig.browser.eval("(() => { const d = document.getElementById('screen').dataset; return [d.width, d.height]; })()");
    assert_eq!(size, json!([WIDTH.to_string(), HEIGHT.to_string()]));
}

#[test]
fn the_page_works_by_keyboard_alone() {
    let mut rig = Rig::invited(&[]);
    let code = rig.code.clone();
    reach(&mut rig.browser, "Invitation code");
    rig.browser.insert(&code);
    reach(&mut rig.browser, "Your name");
    rig.browser.insert("Jacky");
    rig.browser.key(Key::new("Enter", "Enter"));
    rig.browser.wait_phase("waiting-for-connect");
    rig.admit();
    leave_picture(&mut rig.browser);
    reach(&mut rig.browser, "Request control");
    rig.browser.key(Key::new("Enter", "Enter"));
    rig.sharer.answer("control", true);
    rig.browser.wait_phase("control-sharing");
    reach(&mut rig.browser, "Remote screen");
    rig.desk.forget();
    // Here the Tab key belongs to the User's computer.
    rig.browser.key(Key::new("Tab", "Tab"));
    let tab = |seen: &Seen| matches!(seen, Seen::Key { down: true, keysym: 0xff09, .. });
    eventually("Tab arrives", || rig.desk.seen().iter().any(tab).then_some(()));
    leave_picture(&mut rig.browser);
    rig.nothing_is_held();
    reach(&mut rig.browser, "Disconnect");
    rig.browser.key(Key::new("Enter", "Enter"));
    rig.browser.wait_phase("ended");
}

/// Presses Tab until what has this name has the focus.
fn reach(browser: &mut Browser, name: &str) {
    // In the picture, a field may have the focus for it, which gets what input methods write.
    let focused = "(() => { const at = document.activeElement, e = at?.closest('#screen') ?? at; if (!e) return '';
        return (e.getAttribute('aria-label') || (e.labels && e.labels[0] && e.labels[0].textContent) || e.textContent).trim(); })()";
    let mut met = BTreeSet::new();
    for _ in 0..40 {
        let at = browser.eval(focused).as_str().unwrap_or_default().to_owned();
        if at.starts_with(name) {
            return;
        }
        met.insert(at);
        browser.key(Key::new("Tab", "Tab"));
    }
    panic!("{name:?} is not reached by Tab; met {met:?}");
}

/// The way out of the picture for who has only a keyboard.
fn leave_picture(browser: &mut Browser) {
    browser.key_down(Key::new("ControlLeft", "Control").with(2));
    browser.key_down(Key::new("AltLeft", "Alt").with(2 | 1));
    browser.key_down(Key::new("ShiftLeft", "Shift").with(2 | 1 | 8));
    browser.key_up(Key::new("ShiftLeft", "Shift").with(2 | 1));
    browser.key_up(Key::new("AltLeft", "Alt").with(2));
    browser.key_up(Key::new("ControlLeft", "Control"));
    within(PATIENCE, "the toolbar has the focus", || {
        let inside = browser.eval("document.activeElement.closest('#screen') !== null");
        (inside == false).then_some(())
    });
}
