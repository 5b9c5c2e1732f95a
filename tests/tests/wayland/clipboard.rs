//! What one of the two copies, the other one pastes, also between programs of Wayland.

use std::time::Duration;

use alongside_tests::clipboard::{self, PNG, base64};
use alongside_tests::clock::{PATIENCE, eventually, never, soon};
use alongside_tests::process::Folder;
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

/// The mark of KDE's clipboard manager.
const PUT_BACK: &str = "application/x-kde-onlyReplaceEmpty";

impl Rig {
    /// The Helper sees GNOME, with its own X server.
    fn gnome() -> Self {
        Self::shared_clipboard(|| WaylandDesktop::start_with_xwayland(Portal::AsksNobody))
    }

    /// The clipboard is that of sway.
    fn sway() -> Self {
        Self::shared_clipboard(|| WaylandDesktop::start_with_sway(Portal::ScreenOnly))
    }

    fn shared_clipboard(start: impl FnOnce() -> WaylandDesktop) -> Self {
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
    goes_both_ways(Rig::gnome());
}

#[test]
fn on_sway_what_each_copies_the_other_pastes_once_each_way_is_granted() {
    goes_both_ways(Rig::sway());
}

fn goes_both_ways(mut rig: Rig) {
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
    let mut rig = Rig::gnome();
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
fn on_sway_a_secret_is_not_sent_nor_what_a_clipboard_manager_puts_back() {
    let mut rig = Rig::sway();
    let before = rig.desktop.copies(&text("from before"));
    rig.grant("clipboard_read");
    rig.got_nothing("what was copied before the grant");
    drop(before);
    let manager = rig.desktop.copies(&[&text("password")[..], &[SECRET]].concat());
    rig.pastes(TEXT, b"password");
    rig.got_nothing("a secret");
    drop(manager);
    // As KDE's does, with its mark, when the clipboard is empty.
    let put_back = [&text("from before")[..], &[(PUT_BACK, b"1")]].concat();
    let manager = rig.desktop.copies(&put_back);
    rig.pastes(TEXT, b"from before");
    rig.got_nothing("what was put back");
    drop(manager);
    // A format of which nothing comes is none.
    let formats = [("text/plain", &b"one format is a copy here"[..]), (HTML, b"")];
    let program = rig.desktop.copies(&formats);
    rig.has_got(&[json!({"text/plain": base64("one format is a copy here")})]);
    drop(program);
}

#[test]
fn on_sway_a_picture_larger_than_a_pipe_goes_both_ways_and_a_program_that_is_still_holds_up_nothing()
 {
    let mut rig = Rig::sway();
    rig.grant("clipboard_read");
    let png = large_png();
    let folder = Folder::new();
    let file = folder.path().join("large.png");
    std::fs::write(&file, &png).unwrap();
    let copied = rig.desktop.copies_file(IMAGE, &file);
    clipboard::put(&mut rig.browser, 1);
    assert_eq!(rig.browser.eval("window.put[0]['image/png']"), json!(base64(&png)));
    // It is asked for a picture, and does not write it.
    copied.stops();
    let still = rig.desktop.copies_file(IMAGE, &file);
    still.stops();
    let next = rig.desktop.copies(&text("the next"));
    rig.has_got(&[json!({"image/png": base64(&png)}), json!({"text/plain": base64("the next")})]);
    drop((next, still, copied));

    rig.grant("clipboard_write");
    clipboard::paste(&mut rig.browser, "screen", &json!({"image/png": base64(&png)}));
    rig.sharer.event_where(PATIENCE, "clipboard_transferred", |it| it["from"] == "helper");
    // Those take nothing of it.
    let greedy: Vec<_> = (0..9).map(|_| rig.desktop.begins_to_paste(IMAGE)).collect();
    rig.pastes(IMAGE, &png);
    drop(greedy);
}

/// A file of 3 MB that begins as a picture.
fn large_png() -> Vec<u8> {
    let noise = (0u32..3_000_000).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8);
    clipboard::bytes(&json!(PNG)).into_iter().chain(noise).collect()
}

#[test]
fn the_doctor_says_whether_the_clipboard_is_shared_on_wayland() {
    let _turn = Turn::take();
    let desktop = WaylandDesktop::start_with_sway(Portal::ScreenOnly);
    let (works, said) = desktop.doctor("clipboard");
    assert_eq!(works, Some(true), "{said}");
    drop(desktop);
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
