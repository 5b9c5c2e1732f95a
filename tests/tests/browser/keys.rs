//! The menu of keys: what the Helper's own system keeps for itself, and what it calls differently.

use std::collections::BTreeSet;

use alongside_tests::browser::Key;
use alongside_tests::clock::eventually;
use alongside_tests::x11::Seen;
use serde_json::json;

use super::{CONTROL, Rig};

const F5: u32 = 0xffc2;
const DELETE: u32 = 0xffff;
const HOME: u32 = 0xff50;
const CAPS_LOCK: &str = "Caps_Lock";

/// The bits of the DevTools protocol for Command and Shift.
const META_HELD: u8 = 4;
const SHIFT_HELD: u8 = 8;

/// Makes the page take its computer for a Mac.
const ON_A_MAC: &str =
    "Object.defineProperty(Navigator.prototype, 'platform', { get: () => 'MacIntel' });";

/// Waits until these keysyms went down, in order, and everything is up again.
fn arrives(rig: &Rig, expected: &[(u32, u16)]) {
    let is_modifier = |keysym: u32| (0xffe1..=0xffee).contains(&keysym);
    eventually(&format!("{expected:x?} arrive"), || {
        let pressed: Vec<(u32, u16)> = rig
            .desk
            .seen()
            .iter()
            .filter_map(|seen| match seen {
                Seen::Key { down: true, keysym, state, .. } if !is_modifier(*keysym) => {
                    Some((*keysym, *state))
                }
                Seen::Key { .. } | Seen::Button { .. } | Seen::Motion { .. } => None,
            })
            .collect();
        (pressed == expected).then_some(())
    });
    rig.nothing_is_held();
}

fn choose(rig: &mut Rig, item: &str) {
    rig.desk.forget();
    rig.browser.press_button("Send keys");
    let item = rig.browser.get("menuitem", item);
    rig.browser.click(item);
}

#[test]
fn what_the_helper_wants_arrives_as_the_shortcut_of_the_users_system_whatever_the_layout() {
    let mut rig = Rig::controlled(&[]);
    // There, Z and A are elsewhere on the keyboard.
    for (layout, intent, letter) in
        [("us", "Copy", 'c'), ("de", "Undo", 'z'), ("fr", "Select all", 'a')]
    {
        rig.xvfb.layout(layout);
        choose(&mut rig, intent);
        arrives(&rig, &[(u32::from(letter), CONTROL)]);
    }
    rig.xvfb.layout("us");
    let focused = rig.browser.eval("document.activeElement.closest('#screen') !== null");
    assert_eq!(focused, json!(true), "what is typed next goes to the picture");
    rig.no_violations();
}

#[test]
fn the_menu_of_keys_works_by_keyboard_and_offers_the_last_keys_again() {
    let mut rig = Rig::controlled(&[]);
    let names =
        |rig: &mut Rig| -> BTreeSet<String> { rig.browser.names("menuitem").into_iter().collect() };
    rig.browser.press_button("Send keys");
    rig.browser.get("menu", "Send keys");
    let offered = names(&mut rig);
    for name in ["Copy", "Task manager", "Ctrl + Alt + Del", "Super", "Alt + Tab", "Esc", "F12"] {
        assert!(offered.contains(name), "{name}: {offered:?}");
    }
    let focused = |rig: &mut Rig| {
        rig.browser.eval("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent")
    };
    assert_eq!(focused(&mut rig), "Copy");
    rig.browser.key(Key::new("ArrowDown", "ArrowDown"));
    assert_eq!(focused(&mut rig), "Cut");
    rig.browser.key(Key::new("End", "End"));
    assert_eq!(focused(&mut rig), "Other keys…");
    rig.browser.key(Key::new("Escape", "Escape"));
    assert_eq!(focused(&mut rig), "Send keys");
    assert!(names(&mut rig).is_empty(), "it is closed");
    assert!(rig.desk.seen().is_empty(), "and nothing of it was typed");

    choose(&mut rig, "F5");
    arrives(&rig, &[(F5, 0)]);
    choose(&mut rig, "Again: F5");
    arrives(&rig, &[(F5, 0)]);

    // Keys of one's own: chosen, or pressed in the list.
    choose(&mut rig, "Other keys…");
    rig.browser.get("dialog", "Other keys");
    rig.browser.get("combobox", "Key");
    rig.browser.key(Key::new("KeyK", "k").with(2 | 8));
    rig.browser.press_button("Send");
    arrives(&rig, &[(u32::from('K'), CONTROL | super::SHIFT)]);
    choose(&mut rig, "Again: Ctrl + Shift + K");
    arrives(&rig, &[(u32::from('K'), CONTROL | super::SHIFT)]);
    choose(&mut rig, "Ctrl + Alt + Del");
    arrives(&rig, &[(DELETE, CONTROL | 8)]);
    rig.no_violations();
}

#[test]
fn neither_caps_lock_nor_a_dead_key_nor_a_lost_release_changes_what_arrives() {
    let mut rig = Rig::controlled(&[]);
    // The Helper's Caps Lock shows in what the browser says, the User's in what the keys print.
    rig.browser.key(Key::new("CapsLock", "CapsLock"));
    rig.browser.key(Key::new("KeyA", "A"));
    rig.browser.key(Key::new("CapsLock", "CapsLock"));
    rig.wait_typed("A");
    rig.xvfb.press(CAPS_LOCK);
    rig.desk.forget();
    for (code, key) in [("KeyB", "b"), ("KeyC", "C"), ("Digit1", "1"), ("KeyE", "é")] {
        rig.browser.key(Key::new(code, key));
    }
    rig.wait_typed("bC1é");
    rig.xvfb.press(CAPS_LOCK);
    rig.desk.forget();

    // A dead key by itself types nothing. Some browsers name what it makes of the next key, others compose.
    rig.browser.key(Key::new("BracketLeft", "Dead"));
    rig.browser.key(Key::new("KeyA", "â"));
    rig.browser.key(Key::new("BracketLeft", "Dead"));
    rig.browser.compose("^");
    rig.browser.compose("ô");
    rig.browser.insert("ô");
    rig.wait_typed("âô");
    rig.desk.forget();

    // Shift comes up in another window, which the browser does not tell.
    rig.browser.key_down(Key::new("ShiftLeft", "Shift").with(SHIFT_HELD));
    rig.browser.key(Key::new("KeyX", "X").with(SHIFT_HELD));
    rig.browser.key(Key::new("KeyY", "y"));
    rig.browser.key(Key::new("ArrowLeft", "ArrowLeft"));
    arrives(&rig, &[(u32::from('X'), super::SHIFT), (u32::from('y'), 0), (0xff51, 0)]);
}

#[test]
fn command_of_a_mac_is_control_where_the_user_has_no_mac() {
    let mut rig = Rig::shared_with(ON_A_MAC);
    rig.take_control();
    for (code, key, expected) in
        [("KeyC", "c", (u32::from('c'), CONTROL)), ("ArrowLeft", "ArrowLeft", (HOME, 0))]
    {
        rig.desk.forget();
        rig.browser.key_down(Key::new("MetaLeft", "Meta").with(META_HELD));
        rig.browser.key_down(Key::new(code, key).with(META_HELD));
        // A Mac tells of no key that comes up meanwhile.
        rig.browser.key_up(Key::new("MetaLeft", "Meta"));
        arrives(&rig, &[expected]);
    }
}

/// On a French Mac, A is where Q is on an American one: by its place, "select all" would be "quit".
#[test]
fn a_letter_with_command_or_control_of_a_mac_is_that_of_its_keyboard_whatever_the_users() {
    let mut rig = Rig::shared_with(ON_A_MAC);
    rig.take_control();
    let command = ("MetaLeft", "Meta", META_HELD);
    let control = ("ControlLeft", "Control", 2);
    // French, German, Dvorak, and Russian, where the place counts.
    let letters = [("KeyQ", "a", 'a'), ("KeyY", "z", 'z'), ("KeyI", "c", 'c'), ("KeyC", "с", 'c')];
    for layout in ["us", "fr"] {
        rig.xvfb.layout(layout);
        for (modifier, name, held) in [command, control] {
            for (code, key, expected) in letters {
                rig.desk.forget();
                rig.browser.key_down(Key::new(modifier, name).with(held));
                rig.browser.key_down(Key::new(code, key).with(held));
                if held != META_HELD {
                    rig.browser.key_up(Key::new(code, key).with(held));
                }
                rig.browser.key_up(Key::new(modifier, name));
                arrives(&rig, &[(u32::from(expected), CONTROL)]);
            }
        }
    }
}
