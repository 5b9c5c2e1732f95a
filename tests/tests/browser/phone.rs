//! A Helper with a phone: touches, and a page of 320 px.

use std::time::Duration;

use alongside_tests::clock::{eventually, soon};
use alongside_tests::x11::Seen;
use serde_json::json;

use super::{CONTROL, Rig};

/// A phone on which the Helper controls.
fn phone() -> Rig {
    let mut rig = Rig::invited_on_a_phone();
    rig.ask();
    rig.admit();
    rig.take_control();
    rig
}

/// Waits until exactly these buttons were pressed, in order.
fn pressed(rig: &Rig, expected: &[u8]) {
    eventually(&format!("the buttons {expected:?} were pressed"), || {
        let buttons: Vec<u8> = rig
            .desk
            .seen()
            .iter()
            .filter_map(|seen| match seen {
                Seen::Button { down: true, button, .. } => Some(*button),
                Seen::Button { .. } | Seen::Key { .. } | Seen::Motion { .. } => None,
            })
            .collect();
        (buttons == expected).then_some(())
    });
    rig.nothing_is_held();
}

/// Where the pointer of the User's display was seen last.
fn pointer(rig: &Rig) -> Option<(i16, i16)> {
    rig.desk.seen().iter().rev().find_map(|seen| match seen {
        Seen::Motion { x, y, .. } | Seen::Button { x, y, .. } => Some((*x, *y)),
        Seen::Key { .. } => None,
    })
}

fn tap(rig: &mut Rig, at: (f64, f64)) {
    rig.browser.touch("touchStart", &[at]);
    rig.browser.touch("touchEnd", &[]);
}

#[test]
fn fingers_click_drag_and_turn_the_wheel() {
    let mut rig = phone();
    let at = rig.point(200, 300);
    tap(&mut rig, at);
    pressed(&rig, &[1]);
    let (x, y) = pointer(&rig).expect("a click has a place");
    assert!((195..=205).contains(&x) && (295..=305).contains(&y), "{x} {y}");

    // A long press, too far from the tap to belong to it.
    rig.desk.forget();
    let elsewhere = rig.point(600, 400);
    rig.browser.touch("touchStart", &[elsewhere]);
    pressed(&rig, &[3]);
    rig.browser.touch("touchEnd", &[]);

    // A second tap that moves. On a busy machine it comes too late, and is another gesture.
    let to = rig.point(500, 300);
    for attempt in 0.. {
        rig.desk.forget();
        tap(&mut rig, at);
        rig.browser.touch("touchStart", &[at]);
        rig.browser.touch("touchMove", &[((at.0 + to.0) / 2.0, at.1)]);
        rig.browser.touch("touchMove", &[to]);
        let is_held = || (rig.desk.buttons_down() != 0).then_some(());
        if soon(Duration::from_secs(2), is_held).is_some() {
            break;
        }
        assert!(attempt < 10, "the left button is not held: {:?}", rig.desk.seen());
        rig.browser.touch("touchEnd", &[]);
    }
    rig.browser.touch("touchEnd", &[]);
    pressed(&rig, &[1, 1]);
    let (x, _) = pointer(&rig).expect("a drag has an end");
    assert!((490..=510).contains(&x), "{x}");

    // Two fingers that move together.
    rig.desk.forget();
    let beside = (at.0 + 40.0, at.1);
    rig.browser.touch("touchStart", &[at, beside]);
    for step in 1..=10 {
        let up = f64::from(step) * 12.0;
        rig.browser.touch("touchMove", &[(at.0, at.1 - up), (beside.0, beside.1 - up)]);
    }
    rig.browser.touch("touchEnd", &[]);
    eventually("the wheel turns down", || {
        let turns = |seen: &Seen| matches!(seen, Seen::Button { button: 5, .. });
        rig.desk.seen().iter().any(turns).then_some(())
    });
    rig.nothing_is_held();
    rig.no_violations();
}

#[test]
fn fingers_enlarge_the_picture_and_what_they_touch_is_still_what_is_clicked() {
    let mut rig = phone();
    let box_of = |rig: &mut Rig| {
        let screen = rig.browser.eval("(() => { const b = document.getElementById('screen').getBoundingClientRect(); return [b.width, b.left]; })()");
        [0, 1].map(|n| screen[n].as_f64().unwrap())
    };
    let [before, _] = box_of(&mut rig);
    let at = rig.point(600, 300);
    rig.browser.touch("touchStart", &[(at.0 - 10.0, at.1), (at.0 + 10.0, at.1)]);
    for step in 1..=10 {
        let apart = 10.0 + f64::from(step) * 5.0;
        rig.browser.touch("touchMove", &[(at.0 - apart, at.1), (at.0 + apart, at.1)]);
    }
    rig.browser.touch("touchEnd", &[]);
    let [width, left] = box_of(&mut rig);
    assert!(width > before * 1.8 && left < 0.0, "{before} px became {width} px at {left}");
    assert!(rig.desk.seen().iter().all(|seen| !matches!(seen, Seen::Button { .. })), "no click");

    let at = rig.point(600, 300);
    tap(&mut rig, at);
    pressed(&rig, &[1]);
    let (x, y) = pointer(&rig).expect("a click has a place");
    assert!((597..=603).contains(&x) && (297..=303).contains(&y), "{x} {y}");
    // The choice of a zoom takes it back.
    rig.zoom("fit");
    let [width, _] = box_of(&mut rig);
    assert!((width - before).abs() < 1.0, "{width}");
}

#[test]
fn as_a_trackpad_the_pointer_moves_with_the_finger_and_clicks_where_it_is() {
    let mut rig = phone();
    rig.browser.press_button("Use as a trackpad");
    let corner = rig.point(20, 20);
    rig.browser.touch("touchStart", &[corner]);
    for step in 1..=5 {
        rig.browser.touch("touchMove", &[(corner.0 + f64::from(step) * 8.0, corner.1)]);
    }
    rig.browser.touch("touchEnd", &[]);
    let moved = eventually("the pointer moves from the middle to the right", || {
        pointer(&rig).filter(|(x, y)| *x > 405 && (295..=305).contains(y))
    });
    tap(&mut rig, corner);
    pressed(&rig, &[1]);
    let (x, y) = pointer(&rig).expect("a click has a place");
    assert!((x - moved.0).abs() <= 400 && (y - moved.1).abs() <= 1, "{x} {y}");
    assert!(x > 405, "not where the finger is");
}

#[test]
fn the_row_above_the_keyboard_holds_modifiers_for_the_next_key() {
    let mut rig = phone();
    rig.browser.press_button("On-screen keyboard");
    rig.browser.press_button("Ctrl");
    let held = "document.getElementById('touch-control').getAttribute('aria-pressed') === 'true'";
    rig.browser.wait("Ctrl is held", held);
    let focus = rig.browser.eval("document.activeElement.id");
    assert_eq!(focus, json!("sink"), "the keyboard stays");
    rig.browser.insert("c");
    let keys = |rig: &Rig| -> Vec<(u32, u16)> {
        rig.desk
            .seen()
            .iter()
            .filter_map(|seen| match seen {
                Seen::Key { down: true, keysym, state, .. } if *keysym < 0xffe0 => {
                    Some((*keysym, *state))
                }
                Seen::Key { .. } | Seen::Button { .. } | Seen::Motion { .. } => None,
            })
            .collect()
    };
    eventually("Ctrl + C arrives", || (keys(&rig) == [(u32::from('c'), CONTROL)]).then_some(()));
    rig.browser.wait("Ctrl is up again", &format!("!({held})"));
    rig.nothing_is_held();
    rig.desk.forget();
    rig.browser.press_button("Esc");
    rig.browser.insert("c");
    let expected = [(0xff1b, 0), (u32::from('c'), 0)];
    eventually("Esc and a plain c arrive", || (keys(&rig) == expected).then_some(()));
    // As keyboards of phones report Backspace: only what it does to the field.
    rig.desk.forget();
    rig.browser.eval("document.execCommand('delete')");
    eventually("Backspace arrives", || (keys(&rig) == [(0xff08, 0)]).then_some(()));
    rig.nothing_is_held();
}

/// What is too small to be touched, or lies outside of the page.
const MISPLACED: &str = "(() => {
    const bad = [];
    if (document.documentElement.scrollWidth > innerWidth) bad.push('the page scrolls sideways');
    for (const it of document.querySelectorAll('button, select, input, textarea, summary')) {
        const b = it.getBoundingClientRect();
        if (!b.width || it.closest('.sink') || getComputedStyle(it).visibility === 'hidden') continue;
        const name = it.id || it.textContent;
        if (b.left < -0.5 || b.right > innerWidth + 0.5) bad.push(name + ' is outside');
        if ((it.tagName === 'BUTTON' || it.tagName === 'SELECT') && (b.height < 43.5 || b.width < 43.5))
            bad.push(name + ' is ' + b.width + ' × ' + b.height);
    }
    return bad; })()";

#[test]
fn on_320_px_nothing_scrolls_sideways_and_what_is_touched_is_large_enough() {
    let mut rig = Rig::invited_on_a_phone();
    let fits = |rig: &mut Rig, when: &str| {
        let misplaced = rig.browser.eval(MISPLACED);
        assert_eq!(misplaced, json!([]), "{when}");
    };
    fits(&mut rig, "the first page");
    rig.ask();
    fits(&mut rig, "while the User is asked");
    rig.admit();
    fits(&mut rig, "while the screen is shared");
    rig.take_control();
    fits(&mut rig, "while control is shared");
    rig.browser.press_button("On-screen keyboard");
    fits(&mut rig, "with the row of keys");
    rig.browser.press_button("Send keys");
    fits(&mut rig, "with the menu of keys");
    rig.browser.press_button("Send keys");
    rig.browser.press_button("Chat");
    fits(&mut rig, "with the panel");
    rig.browser.press_button("Close");
    // Turned over.
    rig.browser.phone(640, 320);
    rig.browser.wait("the page is turned", "innerWidth === 640");
    fits(&mut rig, "turned");
    rig.browser.press_button("Disconnect");
    rig.browser.wait_phase("ended");
    fits(&mut rig, "at the end");
    rig.browser.phone(320, 640);
    rig.browser.press_button("Connect again");
    rig.browser.wait_phase("idle");
    rig.browser.get("button", "Save the log of your last session");
    fits(&mut rig, "on the first page after a session");
}
