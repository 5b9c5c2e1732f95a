//! What the Helper does to the desktop.

use std::time::Duration;

use alongside_tests::browser::Key;
use alongside_tests::clock::{eventually, never};
use alongside_tests::wayland::Portal;
use serde_json::Value;

use crate::{RED, Rig, said, settled};

/// The bit of the DevTools protocol for Shift.
const SHIFT: u8 = 8;

/// Where the pointer is put: pixel of the monitor.
const AT: (usize, usize) = (700, 400);

fn near(at: (usize, usize), expected: (usize, usize)) -> bool {
    // The page is smaller than the monitor: a pixel of it is more than one there.
    at.0.abs_diff(expected.0) <= 2 && at.1.abs_diff(expected.1) <= 2
}

#[test]
fn the_helper_types_and_clicks() {
    let mut rig = Rig::controlled(Portal::Gnome);
    let hello =
        [("KeyH", "h"), ("KeyE", "e"), ("KeyL", "l"), ("KeyL", "l"), ("KeyO", "o"), ("Space", " ")];
    rig.types(&hello);
    rig.types(&[("KeyA", "a"), ("KeyE", "€")]);
    eventually("the text arrives", || (rig.terminal.typed() == "hello a€").then_some(()));

    rig.terminal.reports_pointer();
    eventually("the pointer follows", || {
        let (x, y) = rig.point(AT.0, AT.1);
        rig.browser.mouse("mouseMoved", x - 20.0, y, "none");
        rig.browser.mouse("mouseMoved", x, y, "none");
        rig.terminal.pointer().filter(|at| near(*at, AT))
    });
    for (name, number) in [("left", 0), ("middle", 1), ("right", 2)] {
        let (x, y) = rig.point(AT.0, AT.1);
        rig.browser.click_at(x, y, name);
        eventually(&format!("the {name} button"), || {
            let (button, x, y) = *rig.terminal.clicks().last()?;
            (button == number && near((x, y), AT)).then_some(())
        });
    }
    let (x, y) = rig.point(AT.0, AT.1);
    for (down, number) in [(120.0, 65), (-120.0, 64)] {
        rig.browser.wheel(x, y, 0.0, down);
        eventually("the wheel turns", || {
            rig.terminal.clicks().last().is_some_and(|click| click.0 == number).then_some(())
        });
    }
}

#[test]
fn a_scaled_desktop_is_pointed_at_up_to_its_far_corner() {
    // A window that fades in while the monitor changes stays half transparent in mutter.
    let mut rig = Rig::asked_at(Portal::AsksNobody, &[], |desktop| desktop.hand().scales(1.25));
    rig.sharer.answer("connect", true);
    rig.sees(RED);
    rig.take_control();
    rig.terminal.reports_pointer();
    for at in [(300, 200), (1240, 690)] {
        // A terminal that is scaled by a fraction draws twice as many pixels as the desktop counts.
        let expected = (at.0 * 8 / 5, at.1 * 8 / 5);
        eventually(&format!("the pointer is at {at:?}"), || {
            let (x, y) = rig.point(at.0, at.1);
            rig.browser.mouse("mouseMoved", x - 20.0, y, "none");
            rig.browser.mouse("mouseMoved", x, y, "none");
            let (x, y) = rig.terminal.pointer()?;
            (x.abs_diff(expected.0) <= 4 && y.abs_diff(expected.1) <= 4).then_some(())
        });
    }
    let calls = rig.calls.all();
    assert!(calls.iter().any(|call| call == "RemoteDesktop.NotifyPointerMotion"));
}

#[test]
fn keys_come_up_when_control_ends_and_nothing_is_pressed_after_it() {
    let mut rig = Rig::controlled(Portal::Gnome);
    rig.terminal.reports_keys();
    for end in ["stop_control", "pause"] {
        rig.browser.key_down(Key::new("ShiftLeft", "Shift").with(SHIFT));
        rig.browser.key_down(Key::new("KeyA", "A").with(SHIFT));
        eventually("both keys are down", || {
            let down = rig.held();
            (down.len() == 2).then_some(())
        });
        rig.sharer.send_command(end);
        eventually("both come up", || rig.held().is_empty().then_some(()));
        rig.browser.wait("the Helper is told", NOT_CONTROLLED);
        // The record of the bus comes a moment later than the keys.
        let (input, keys) =
            settled("the releases", || (rig.calls.input(), rig.terminal.keys().len()));
        rig.browser.key_up(Key::new("KeyA", "A").with(SHIFT));
        rig.browser.key_up(Key::new("ShiftLeft", "Shift"));
        rig.types(&[("KeyB", "b")]);
        let (x, y) = rig.point(AT.0, AT.1);
        rig.browser.click_at(x, y, "left");
        never(Duration::from_millis(700), &format!("input after {end}"), || {
            (rig.calls.input() != input || rig.terminal.keys().len() != keys).then_some(())
        });
        if end == "stop_control" {
            rig.sharer.event("control_ended");
            rig.take_control();
        }
    }
}

#[test]
fn a_plain_yes_gives_no_control_where_prompts_for_rights_are_not_noticed() {
    let mut rig = Rig::shared(Portal::AsksNobody);
    rig.browser.press_button("Request control");
    rig.sharer.answer("control", true);
    rig.browser.wait_text(NO_CONTROL);
    assert_eq!(rig.browser.phase(), "screen-sharing");
    assert_eq!(rig.calls.input(), 0);
}

#[test]
fn a_user_who_lets_the_desktop_be_seen_alone_is_told_how_to_share_control() {
    let mut rig = Rig::shared_by(Portal::Gnome, false);
    rig.allows_control();
    eventually("the User is told", || {
        said(&rig.sharer).contains("allow remote interaction").then_some(())
    });
    rig.browser.wait_phase("screen-sharing");
    rig.types(&[("KeyA", "a")]);
    never(Duration::from_millis(500), "input", || (rig.calls.input() > 0).then_some(()));
}

#[test]
fn a_desktop_that_takes_no_input_is_seen_and_not_controlled() {
    let mut rig = Rig::shared(Portal::ScreenOnly);
    assert_eq!(rig.calls.count("ScreenCast.CreateSession"), 1);
    rig.browser.press_button("Request control");
    rig.browser.wait_text(NO_CONTROL);
    let asked = |event: &Value| event["event"] == "ask" && event["what"] == "control";
    assert!(!rig.sharer.events().iter().any(asked), "a question whose yes could not be kept");
    assert_eq!(rig.browser.phase(), "screen-sharing");
    assert_eq!(rig.calls.input(), 0);
}

/// What the Helper is told.
const NO_CONTROL: &str = "cannot be controlled from afar";

/// The Helper's input is not wanted.
const NOT_CONTROLLED: &str = "document.documentElement.dataset.phase !== 'control-sharing'
  || document.body.innerText.includes('paused the picture')";

impl Rig {
    /// The keys that are down, as the terminal knows.
    fn held(&self) -> Vec<u32> {
        let mut down = Vec::new();
        for event in self.terminal.keys() {
            down.retain(|key| *key != event.key);
            if event.down {
                down.push(event.key);
            }
        }
        down
    }
}
