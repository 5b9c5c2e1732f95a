//! Keys and characters, as `xev` (a program of Xlib) understands them.

use protocol::input::Action::{Press, Release};
use protocol::key::PhysicalKey;
use session::gate::Injection;
use sharer::platform::{InjectedPresses, Injector};

use crate::rig::{Seen, Xev, Xvfb, injector};

struct Keyboard {
    injector: Box<dyn Injector>,
    xev: Xev,
    xvfb: Xvfb,
}

fn key(name: &str) -> PhysicalKey {
    name.parse().unwrap()
}

impl Keyboard {
    fn new() -> Self {
        let xvfb = Xvfb::start("1280x800x24");
        let xev = Xev::start(&xvfb);
        let mut injector = injector(&xvfb.desktop(), InjectedPresses::new()).unwrap();
        let point = protocol::geometry::Point { x: 20_000, y: 20_000 };
        injector.inject(Injection::Move(point)).unwrap();
        Self { injector, xev, xvfb }
    }

    fn layout(&self, arguments: &[&str]) {
        self.xvfb.run("setxkbmap", arguments);
    }

    fn press(&mut self, name: &str) {
        self.injector.inject(Injection::Key(key(name), Press)).unwrap();
    }

    fn release(&mut self, name: &str) {
        self.injector.inject(Injection::Key(key(name), Release)).unwrap();
    }

    /// Types each character and checks what arrived.
    fn check(&mut self, characters: &str, situation: &str) {
        for character in characters.chars() {
            let pressed = self.injector.inject(Injection::Character(character, Press));
            assert!(pressed.is_ok(), "{situation}: {character:?}: {pressed:?}");
            self.injector.inject(Injection::Character(character, Release)).unwrap();
            let (keysym, state, text) = self.xev.next_key();
            let got = text.chars().next();
            assert_eq!(
                got,
                Some(character),
                "{situation}: keysym {keysym:#x}, state {state:#x}, text {text:?}"
            );
        }
    }
}

const MIXED: &str = "éж漢€@{AaßZz|~\"'`´^¨µ°Ωあ「」한ñÑøØ½→≃😀";
const PRINTABLE: &str = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~ ";

const LAYOUTS: [&[&str]; 6] = [
    &["-layout", "us"],
    &["-layout", "de"],
    &["-layout", "fr"],
    &["-layout", "us", "-variant", "intl"],
    &["-layout", "ru"],
    &["-layout", "de", "-variant", "neo"],
];

#[test]
fn every_character_arrives_whatever_the_layout() {
    let mut keyboard = Keyboard::new();
    for layout in LAYOUTS {
        keyboard.layout(layout);
        keyboard.check(PRINTABLE, &format!("{layout:?}"));
        keyboard.check(MIXED, &format!("{layout:?}"));
    }
}

#[test]
fn a_held_modifier_does_not_change_a_character() {
    let mut keyboard = Keyboard::new();
    for layout in [LAYOUTS[0], LAYOUTS[1], LAYOUTS[2]] {
        keyboard.layout(layout);
        for held in [&["ShiftLeft"][..], &["AltRight"], &["ShiftRight", "AltRight"]] {
            for name in held {
                keyboard.press(name);
            }
            keyboard.check(PRINTABLE, &format!("{layout:?} {held:?}"));
            keyboard.check(MIXED, &format!("{layout:?} {held:?}"));
            for name in held {
                keyboard.release(name);
            }
        }
        keyboard.check("aA1!", &format!("{layout:?} afterwards"));
    }
}

#[test]
fn caps_lock_does_not_change_a_character() {
    let mut keyboard = Keyboard::new();
    for layout in [LAYOUTS[0], LAYOUTS[1], LAYOUTS[2], LAYOUTS[4]] {
        keyboard.layout(layout);
        keyboard.press("CapsLock");
        keyboard.release("CapsLock");
        keyboard.check(PRINTABLE, &format!("{layout:?} and Caps Lock"));
        keyboard.check(MIXED, &format!("{layout:?} and Caps Lock"));
        keyboard.press("CapsLock");
        keyboard.release("CapsLock");
    }
}

#[test]
fn a_second_layout_in_force_is_the_one_that_counts() {
    let mut keyboard = Keyboard::new();
    keyboard.layout(&["-layout", "us,ru", "-option", "grp:caps_toggle"]);
    keyboard.check("aж", "first of two layouts");
    keyboard.press("CapsLock");
    keyboard.release("CapsLock");
    keyboard.check("aAжЖ/.?,", "second of two layouts");
}

#[test]
fn a_modifier_that_was_lifted_is_held_again_for_what_follows() {
    let mut keyboard = Keyboard::new();
    keyboard.layout(LAYOUTS[0]);
    keyboard.press("ShiftLeft");
    keyboard.check("a", "Shift is held");
    keyboard.press("KeyB");
    assert_eq!(keyboard.xev.next_key(), (u32::from('B'), 1, "B".into()));
    keyboard.release("KeyB");
    keyboard.injector.inject(Injection::Character('c', Press)).unwrap();
    keyboard.release("ShiftLeft");
    keyboard.injector.inject(Injection::Character('c', Release)).unwrap();
    assert_eq!(keyboard.xev.next_key().2, "c");
    keyboard.press("KeyD");
    assert_eq!(keyboard.xev.next_key(), (u32::from('d'), 0, "d".into()), "Shift is up");
    keyboard.release("KeyD");
}

#[test]
fn a_shortcut_is_pressed_by_position() {
    let mut keyboard = Keyboard::new();
    keyboard.layout(LAYOUTS[2]);
    keyboard.press("ControlLeft");
    keyboard.press("KeyC");
    let (keysym, state, _) = keyboard.xev.next_key();
    assert_eq!((keysym, state), (u32::from('c'), 4));
    keyboard.release("KeyC");
    keyboard.release("ControlLeft");
    for (name, keysym) in [
        ("Enter", 0xff0d),
        ("Escape", 0xff1b),
        ("Tab", 0xff09),
        ("Backspace", 0xff08),
        ("ArrowLeft", 0xff51),
        ("F12", 0xffc9),
        ("Delete", 0xffff),
        ("PageDown", 0xff56),
        ("NumpadEnter", 0xff8d),
        ("PrintScreen", 0xff61),
        ("ContextMenu", 0xff67),
        // By position: A on a French keyboard is where Q is on an American one.
        ("KeyQ", u32::from('a')),
    ] {
        keyboard.press(name);
        assert_eq!(keyboard.xev.next_key().0, keysym, "{name}");
        keyboard.release(name);
    }
}

/// A Helper's browser names the letter of a shortcut. Caps Lock would need Shift for it, which makes another shortcut.
#[test]
fn the_letter_of_a_shortcut_is_found_in_any_layout_and_caps_lock_adds_no_shift() {
    let mut keyboard = Keyboard::new();
    let none: &[&str] = &[];
    for (layout, locks) in [(LAYOUTS[0], none), (LAYOUTS[2], none), (LAYOUTS[2], &["CapsLock"][..])]
    {
        keyboard.layout(layout);
        locks.iter().for_each(|lock| keyboard.press(lock));
        locks.iter().for_each(|lock| keyboard.release(lock));
        keyboard.press("ControlLeft");
        keyboard.injector.inject(Injection::Character('a', Press)).unwrap();
        let (keysym, state, _) = keyboard.xev.next_key();
        let letter = char::from_u32(keysym).map(|letter| letter.to_ascii_lowercase());
        assert_eq!((letter, state & 0b101), (Some('a'), 4), "{layout:?} {locks:?}");
        keyboard.injector.inject(Injection::Character('a', Release)).unwrap();
        keyboard.release("ControlLeft");
    }
    keyboard.press("CapsLock");
    keyboard.release("CapsLock");
    keyboard.check("aA", "afterwards");
}

#[test]
fn fast_typing_keeps_its_order_and_its_letters() {
    let mut keyboard = Keyboard::new();
    keyboard.layout(LAYOUTS[0]);
    // Fingers overlap: the next key is down before the last one is up.
    let text: Vec<char> =
        "Grüße aus Köln: 1€ für 漢字 & жук! ΑΒΓαβγ ÀÈàè ŁłŃń ½¼ →← Ünïcödé".chars().collect();
    let mut last = None;
    for character in &text {
        keyboard.injector.inject(Injection::Character(*character, Press)).unwrap();
        if let Some(last) = last.replace(*character) {
            keyboard.injector.inject(Injection::Character(last, Release)).unwrap();
        }
    }
    keyboard.injector.inject(Injection::Character(last.unwrap(), Release)).unwrap();
    let got: String = text.iter().map(|_| keyboard.xev.next_key().2).collect();
    assert_eq!(got, text.iter().collect::<String>());
}

#[test]
fn more_characters_than_keys_all_arrive() {
    let mut keyboard = Keyboard::new();
    let many: String = (0x4e00..0x4e00 + 300).filter_map(char::from_u32).collect();
    keyboard.check(&many, "Han characters");
}

/// An input method writes a whole sentence at once, faster than programs read it.
#[test]
fn a_sentence_of_more_characters_than_keys_arrives_although_nobody_waits() {
    let mut keyboard = Keyboard::new();
    let sentence: String = (0x4e00..0x4e00 + 200).filter_map(char::from_u32).collect();
    for character in sentence.chars() {
        for action in [Press, Release] {
            keyboard.injector.prepare();
            keyboard.injector.inject(Injection::Character(character, action)).unwrap();
        }
    }
    let got: String = sentence.chars().map(|_| keyboard.xev.next_key().2).collect();
    assert_eq!(got, sentence);
}

#[test]
fn a_key_held_down_repeats_once_for_all() {
    let mut keyboard = Keyboard::new();
    keyboard.layout(LAYOUTS[0]);
    keyboard.xvfb.run("xset", &["r", "rate", "200", "20"]);
    keyboard.press("KeyA");
    let start = crate::rig::now();
    let mut presses = 0;
    while presses < 11 {
        // The Helper's browser repeats, too; that is not what the desktop repeats.
        keyboard.press("KeyA");
        if let Seen::Key { press: true, .. } = keyboard.xev.next() {
            presses += 1;
        }
    }
    let took = start.elapsed();
    keyboard.release("KeyA");
    assert!(took.as_millis() >= 500, "11 presses at 20 a second, the first after 200 ms: {took:?}");
}

#[test]
fn what_is_held_comes_up_when_the_injector_goes() {
    let mut keyboard = Keyboard::new();
    keyboard.layout(LAYOUTS[1]);
    keyboard.press("ControlLeft");
    keyboard.injector.inject(Injection::Character('漢', Press)).unwrap();
    keyboard.injector.inject(Injection::Character('A', Press)).unwrap();
    drop(keyboard.injector);
    let mut down = std::collections::BTreeSet::new();
    let is_last = |seen: &Seen| matches!(seen, Seen::Key { press: false, keycode: 37, .. });
    for seen in keyboard.xev.until(is_last) {
        if let Seen::Key { press, keycode, .. } = seen {
            if press {
                down.insert(keycode)
            } else {
                down.remove(&keycode)
            };
        }
    }
    // Releases of other keys may follow the modifier's.
    while !down.is_empty() {
        if let Seen::Key { press: false, keycode, .. } = keyboard.xev.next() {
            down.remove(&keycode);
        }
    }
}
