//! What is seen of the desktop, and done to it.

use std::time::Duration;

use alongside_tests::browser::Key;
use alongside_tests::clock::{eventually, never};
use alongside_tests::x11::screenshot;

use crate::{CONTROL, Rig};

/// How alike the picture on the page and the display are at least, in dB, once it stands still.
const FAITHFUL: f64 = 32.0;

/// Whether a person can see the remote picture.
pub(crate) const PICTURE_VISIBLE: &str =
    "(() => { const v = document.querySelector('#screen video');
  return v !== null && v.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }); })()";

#[test]
fn the_helper_sees_what_the_desktop_shows_and_a_pause_hides_it() {
    let mut rig = Rig::shared();
    let faithful = |rig: &mut Rig, what: &str| {
        let display = rig.desktop.xvfb.display().to_owned();
        rig.browser.wait_picture(what, |picture| picture.psnr(&screenshot(&display)) >= FAITHFUL);
    };
    faithful(&mut rig, "the picture is faithful");
    rig.desktop.xvfb.run("xdotool", &["type", "the User types"]);
    faithful(&mut rig, "what the User types is seen");

    rig.sharer.send_command("pause");
    rig.browser.wait_text("paused the picture");
    assert_eq!(rig.browser.eval(PICTURE_VISIBLE), false, "no frozen frame is shown");
    rig.desktop.xvfb.run("xdotool", &["type", "something secret"]);
    rig.sharer.send_command("resume");
    rig.browser.wait("the picture is back", PICTURE_VISIBLE);
    faithful(&mut rig, "what changed meanwhile is seen");
}

#[test]
fn the_helper_types_every_script_and_the_users_esc_ends_control() {
    let mut rig = Rig::controlled();
    rig.browser.key(Key::new("KeyA", "a"));
    rig.browser.key(Key::new("Digit2", "é"));
    rig.browser.key(Key::new("Semicolon", "ж"));
    rig.browser.compose("漢");
    rig.browser.insert("漢");
    rig.browser.insert(" 😀");
    rig.wait_saved("aéж漢 😀");

    rig.browser.key(Key::new("Escape", "Escape"));
    rig.browser.key(Key::new("KeyB", "b"));
    rig.wait_saved("aéж漢 😀b");
    assert_eq!(rig.browser.phase(), "control-sharing", "the Helper's own Esc is typed");

    rig.browser.key_down(Key::new("ShiftLeft", "Shift").with(8));
    rig.desktop.xvfb.press("Escape");
    assert_eq!(rig.sharer.event("control_ended")["by"], "user");
    rig.browser.wait_phase("screen-sharing");
    // Shift is up: what the User types is small.
    rig.desktop.xvfb.run("xdotool", &["type", "u"]);
    rig.wait_saved_by_user("aéж漢 😀bu");
    rig.browser.key(Key::new("KeyC", "c"));
    never(Duration::from_secs(1), "input after Esc", || {
        rig.desktop.xvfb.press("ctrl+s");
        rig.saved().contains('c').then_some(())
    });
}

/// A French keyboard has A where an American one has Q: by its place, "select all" would do nothing here.
#[test]
fn a_shortcut_goes_by_its_letter_where_the_user_has_another_keyboard() {
    let mut rig = Rig::shared_with_keyboard("fr");
    rig.take_control();
    rig.browser.key(Key::new("KeyB", "b"));
    rig.wait_saved("b");
    rig.browser.key_down(Key::new("ControlLeft", "Control").with(CONTROL));
    rig.browser.key(Key::new("KeyA", "a").with(CONTROL));
    rig.browser.key_up(Key::new("ControlLeft", "Control"));
    rig.browser.key(Key::new("KeyC", "c"));
    rig.wait_saved("c");
}

#[test]
fn a_prompt_for_rights_is_hidden_and_takes_no_input() {
    let mut rig = Rig::controlled();
    // The prompt of User Account Control where it is not on a desktop of its own: it is known by its program.
    let system = rig.desktop.drive_c("windows/system32");
    std::fs::copy(system.join("notepad.exe"), system.join("consent.exe")).unwrap();
    let prompt = rig.desktop.open_program(&["consent.exe"]);
    rig.browser.wait_text("is answering a system prompt");
    assert_eq!(rig.browser.eval(PICTURE_VISIBLE), false, "the prompt is not seen");
    rig.browser.key(Key::new("KeyB", "b"));
    drop(prompt);
    rig.browser.wait("the picture is back", PICTURE_VISIBLE);
    rig.browser.wait_phase("control-sharing");
    eventually("the editor has the keyboard again", || {
        rig.desktop.xvfb.run("xdotool", &["mousemove", "300", "300", "click", "1"]);
        rig.desktop.xvfb.press("a");
        rig.desktop.xvfb.press("ctrl+s");
        let saved = rig.saved();
        assert!(!saved.contains('b'), "nothing was typed meanwhile");
        saved.contains('a').then_some(())
    });
}
