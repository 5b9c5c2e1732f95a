//! What one of the two copies, the other one pastes, also between programs of Wayland.

use std::time::Duration;

use alongside_tests::clipboard::{self, PNG, base64};
use alongside_tests::clock::{PATIENCE, eventually, never, soon};
use alongside_tests::wayland::{Portal, WaylandDesktop};
use serde_json::{Value, json};

use crate::{RED, Rig, Turn};

const TEXT: &str = "text/plain;charset=utf-8";
const HTML: &str = "text/html";
const IMAGE: &str = "image/png";

/// A text, in two formats as nearly all programs copy it. One alone is what GNOME puts back.
fn text(text: &str) -> [(&str, &[u8]); 2] {
    [(TEXT, text.as_bytes()), ("text/plain", text.as_bytes())]
}

/// The mark of a password manager.
const SECRET: (&str, &[u8]) = ("x-kde-passwordManagerHint", b"secret");

impl Rig {
    /// The Helper sees GNOME, with its own X server.
    fn shared_clipboard() -> Self {
        let start = || WaylandDesktop::start_with_xwayland(Portal::AsksNobody);
        let mut rig = Self::asked_on(&[], start);
        rig.sharer.answer("connect", true);
        rig.sees(RED);
        clipboard::watch(&mut rig.browser);
        rig
    }

    fn grant(&mut self, right: &str) {
        clipboard::grant(&mut self.browser, &mut self.sharer, right, "session");
    }

    /// What the page has got, in all.
    #[track_caller]
    fn has_got(&mut self, expected: &[Value]) {
        let got = clipboard::put(&mut self.browser, expected.len());
        assert_eq!(Some(&got), expected.last());
        assert_eq!(self.browser.eval("window.put"), json!(expected), "and nothing else");
    }

    /// Waits until a program of the desktop pastes this.
    #[track_caller]
    fn pastes(&self, kind: &str, expected: &[u8]) {
        eventually(&format!("a program pastes {kind}"), || {
            (self.desktop.pastes(kind).as_deref() == Some(expected)).then_some(())
        });
    }

    #[track_caller]
    fn got_nothing(&mut self, what: &str) {
        never(Duration::from_millis(700), what, || {
            (self.browser.eval("window.put.length") != json!(0)).then_some(())
        });
    }
}

#[test]
fn on_gnome_what_each_copies_the_other_pastes_once_each_way_is_granted() {
    let mut rig = Rig::shared_clipboard();
    let before = rig.desktop.copies(&text("from before"));
    rig.grant("clipboard_read");
    let umlauts = "Grüße, 世界";
    let program = rig.desktop.copies(&text(umlauts));
    drop(before);
    rig.has_got(&[json!({"text/plain": base64(umlauts)})]);
    let png = clipboard::bytes(&json!(PNG));
    let all = [(TEXT, &b"bold"[..]), (HTML, b"<b>bold</b>"), (IMAGE, &png)];
    let other = rig.desktop.copies(&all);
    drop(program);
    let formats = json!({
        "text/plain": base64("bold"), "text/html": base64("<b>bold</b>"), "image/png": PNG,
    });
    rig.has_got(&[json!({"text/plain": base64(umlauts)}), formats]);

    // The other way needs another right.
    let sent = json!({
        "text/plain": base64("sent"), "text/html": base64("<i>sent</i>"), "image/png": PNG,
    });
    clipboard::paste(&mut rig.browser, "screen", &json!({"text/plain": base64("not allowed")}));
    rig.grant("clipboard_write");
    rig.pastes(TEXT, b"bold");
    clipboard::paste(&mut rig.browser, "screen", &sent);
    rig.pastes(TEXT, b"sent");
    rig.pastes(HTML, b"<i>sent</i>");
    rig.pastes(IMAGE, &png);
    drop(other);
    rig.sharer.event_where(PATIENCE, "clipboard_transferred", |it| it["from"] == "helper");
    // What the Helper sent does not come back.
    let echo = soon(Duration::from_millis(500), || {
        (rig.browser.eval("window.put.length") != json!(2)).then_some(())
    });
    assert!(echo.is_none(), "an echo");
}

#[test]
fn on_gnome_a_secret_is_not_sent_nor_what_the_desktop_puts_back() {
    let mut rig = Rig::shared_clipboard();
    let before = rig.desktop.copies(&text("from before"));
    rig.grant("clipboard_read");
    // GNOME puts it back.
    drop(before);
    rig.pastes(TEXT, b"from before");
    rig.got_nothing("what was copied before the grant");

    let manager = rig.desktop.copies(&[&text("password")[..], &[SECRET]].concat());
    rig.got_nothing("a secret");
    // GNOME puts it back, and without its mark.
    drop(manager);
    rig.pastes(TEXT, b"password");
    assert_eq!(rig.desktop.pastes(SECRET.0), None, "GNOME keeps the mark: this test is too easy");
    rig.got_nothing("a secret that the desktop has put back");

    let program = rig.desktop.copies(&text("no secret"));
    rig.has_got(&[json!({"text/plain": base64("no secret")})]);
    drop(program);
    // What was sent is put back, too, and is nothing new.
    rig.pastes(TEXT, b"no secret");
    let again = soon(Duration::from_millis(700), || {
        (rig.browser.eval("window.put.length") != json!(1)).then_some(())
    });
    assert!(again.is_none(), "it came once");
}

#[test]
fn the_doctor_says_whether_the_clipboard_is_shared_on_gnome() {
    let _turn = Turn::take();
    let desktop = WaylandDesktop::start_with_xwayland(Portal::AsksNobody);
    let (works, said) = desktop.doctor("clipboard");
    assert_eq!(works, Some(true), "{said}");
    drop(desktop);
    // DISPLAY names an X server there that is no guest of the compositor: its clipboard is another one.
    let desktop = WaylandDesktop::start_with(Portal::AsksNobody);
    let (works, said) = desktop.doctor("clipboard");
    assert_eq!(works, None, "{said}");
    assert!(said.contains("cannot be shared on this desktop"), "{said}");
}
