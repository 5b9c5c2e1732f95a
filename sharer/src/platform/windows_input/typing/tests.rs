//! The strokes of a German keyboard.

use std::cell::Cell;

use super::*;

/// A German layout: Z and Y are swapped, @ is AltGr+Q, ß has a key, ^ is a dead key.
#[derive(Default)]
struct German {
    caps: bool,
    in_force: Cell<Modifiers>,
}

const KEYS: [(u8, u16, char, char, Option<char>); 6] = [
    (0x1e, 0x41, 'a', 'A', None),
    (0x10, 0x51, 'q', 'Q', Some('@')),
    (0x15, 0x5a, 'z', 'Z', None),
    (0x08, 0x37, '7', '/', Some('{')),
    (0x0c, 0xdb, 'ß', '?', Some('\\')),
    (0x29, 0xdc, '^', '°', None),
];

impl Layout for German {
    fn virtual_key(&self, scan: Scan) -> u16 {
        KEYS.iter().find(|(code, ..)| *code == scan.code).map_or(0, |(_, key, ..)| *key)
    }

    fn key_of(&self, character: char) -> Option<Chord> {
        let (code, virtual_key, _, shifted, third) =
            KEYS.into_iter().find(|(_, _, plain, shifted, third)| {
                [Some(*plain), Some(*shifted), *third].contains(&Some(character))
            })?;
        let code = Code { virtual_key, scan: Scan { code, extended: false } };
        let (shift, alt_gr) = (shifted == character, third == Some(character));
        Some(Chord { code, shift, alt_gr })
    }

    fn prints(&self, chord: Chord) -> Option<char> {
        let key = KEYS.into_iter().find(|(_, key, ..)| *key == chord.code.virtual_key)?;
        let (_, _, plain, shifted, third) = key;
        let is_letter = plain.is_alphabetic() && plain != 'ß';
        match (chord.alt_gr, chord.shift != (self.caps && is_letter)) {
            (true, _) => third,
            (false, false) if plain == '^' => None,
            (false, false) => Some(plain),
            (false, true) => Some(shifted),
        }
    }

    fn in_force(&self) -> Modifiers {
        self.in_force.get()
    }
}

/// Strokes as words: `+41 -41` are a key by its virtual key, `+u1234` is a code unit.
fn written(strokes: &[Stroke]) -> String {
    let written = strokes.iter().map(|stroke| {
        let sign = |action: &Action| if *action == Action::Press { '+' } else { '-' };
        match stroke {
            Stroke::Key(code, action) => format!("{}{:x}", sign(action), code.virtual_key),
            Stroke::Unit(unit, action) => format!("{}u{unit:x}", sign(action)),
            Stroke::Button(button, action) => format!("{}{button:?}", sign(action)),
        }
    });
    written.collect::<Vec<_>>().join(" ")
}

fn key(name: &str) -> PhysicalKey {
    name.parse().unwrap()
}

/// A keyboard on which keys are held, and the layout that knows of it.
fn holding(names: &[&str]) -> (Keyboard, German) {
    let (mut keyboard, layout) = (Keyboard::default(), German::default());
    let mut in_force = Modifiers::default();
    for name in names {
        keyboard.press_key(key(name), &layout);
        in_force.shift |= name.starts_with("Shift");
        in_force.control |= name.starts_with("Control");
        in_force.alt |= name.starts_with("Alt");
        in_force.meta |= name.starts_with("Meta");
    }
    layout.in_force.set(in_force);
    (keyboard, layout)
}

fn types(held: &[&str], character: char) -> String {
    let (mut keyboard, layout) = holding(held);
    written(&keyboard.press_character(character, &layout))
}

#[test]
fn a_character_is_typed_by_the_key_that_prints_it_with_the_modifiers_it_needs() {
    assert_eq!(types(&[], 'a'), "+41");
    assert_eq!(types(&[], 'A'), "+a0 +41 -a0");
    assert_eq!(types(&[], '@'), "+a2 +a5 +51 -a5 -a2");
    assert_eq!(types(&["ShiftLeft"], 'A'), "+41");
    assert_eq!(types(&["ShiftLeft"], 'a'), "-a0 +41 +a0");
    assert_eq!(types(&["ShiftLeft"], '@'), "-a0 +a2 +a5 +51 -a5 -a2 +a0");
    assert_eq!(types(&["ControlLeft", "AltRight"], '@'), "+51");
    assert_eq!(types(&["AltRight"], '@'), "+a2 +51 -a2");
}

#[test]
fn a_character_without_a_key_is_typed_by_its_code_units() {
    assert_eq!(types(&[], 'Ж'), "+u416 -u416");
    assert_eq!(types(&[], '😀'), "+ud83d -ud83d +ude00 -ude00");
    assert_eq!(types(&["ShiftLeft"], 'Ж'), "+u416 -u416");
    assert_eq!(types(&[], '^'), "+u5e -u5e", "a dead key prints nothing by itself");
}

/// The page says a letter with Control only where it means a shortcut. On a German keyboard Z is not where Y is.
#[test]
fn a_letter_of_a_shortcut_is_pressed_where_the_layout_has_it() {
    assert_eq!(types(&["ControlLeft"], 'z'), "+5a");
    assert_eq!(types(&["ControlRight", "ShiftLeft"], 'Z'), "+5a", "Shift is held already");
    assert_eq!(types(&["AltLeft"], 'a'), "+41");
    assert_eq!(types(&["MetaLeft"], 'q'), "+51");
    let with_alt_gr = ["ControlLeft", "AltRight"];
    assert_eq!(types(&with_alt_gr, 'z'), "+e8 -e8 -a2 -a5 +5a +a2 +a5", "AltGr makes none");
    let (mut keyboard, layout) = holding(&["ControlLeft"]);
    let caps = German { caps: true, ..German::default() };
    caps.in_force.set(layout.in_force.get());
    assert_eq!(written(&keyboard.press_character('a', &caps)), "+41", "Caps Lock counts for none");
    assert_eq!(written(&keyboard.press_character('a', &caps)), "+41", "it repeats");
    assert_eq!(written(&keyboard.release_character('a')), "-41");
}

#[test]
fn a_letter_of_a_shortcut_that_the_layout_lacks_is_pressed_at_its_american_place() {
    struct Russian;
    impl Layout for Russian {
        fn virtual_key(&self, scan: Scan) -> u16 {
            // Its table has the virtual keys of an American one.
            if scan.code == 0x2f { 0x56 } else { 0 }
        }
        fn key_of(&self, _: char) -> Option<Chord> {
            None
        }
        fn prints(&self, _: Chord) -> Option<char> {
            None
        }
        fn in_force(&self) -> Modifiers {
            Modifiers { control: true, ..Modifiers::default() }
        }
    }
    let (mut keyboard, _) = holding(&["ControlLeft"]);
    assert_eq!(written(&keyboard.press_character('v', &Russian)), "+56");
    assert_eq!(written(&keyboard.release_character('v')), "-56");
    let mut keyboard = Keyboard::default();
    assert_eq!(written(&keyboard.press_character('v', &Russian)), "+u76 -u76", "no shortcut");
}

#[test]
fn what_the_helper_holds_turns_no_other_character_into_a_shortcut() {
    assert_eq!(types(&["ControlLeft"], '7'), "-a2 +37 +a2");
    assert_eq!(types(&["AltLeft"], 'ß'), "+e8 -e8 -a4 +db +a4", "and opens no menu");
    assert_eq!(types(&["MetaLeft"], 'Ж'), "+e8 -e8 -5b +u416 -u416 +5b");
    assert_eq!(types(&["AltRight"], 'z'), "+e8 -e8 -a5 +5a +a5");
}

#[test]
fn what_the_user_holds_stays_and_no_key_is_pressed_with_it_that_prints_something_else() {
    let held = |modifiers: Modifiers, character| {
        let (mut keyboard, layout) = holding(&[]);
        layout.in_force.set(modifiers);
        written(&keyboard.press_character(character, &layout))
    };
    let shift = Modifiers { shift: true, ..Modifiers::default() };
    assert_eq!(held(shift, 'a'), "+u61 -u61");
    assert_eq!(held(shift, 'A'), "+41");
    let control = Modifiers { control: true, ..Modifiers::default() };
    assert_eq!(held(control, 'a'), "+u61 -u61");
    assert_eq!(held(control, '@'), "+a5 +51 -a5");
}

#[test]
fn caps_lock_stays_and_what_it_does_is_taken_into_account() {
    let (mut keyboard, _) = holding(&[]);
    let layout = German { caps: true, ..German::default() };
    assert_eq!(written(&keyboard.press_character('a', &layout)), "+a0 +41 -a0");
    assert_eq!(written(&keyboard.press_character('Q', &layout)), "+51");
    assert_eq!(written(&keyboard.press_character('ß', &layout)), "+db");
}

#[test]
fn what_went_down_repeats_and_comes_up_once() {
    let (mut keyboard, layout) = holding(&[]);
    for _ in 0..3 {
        assert_eq!(written(&keyboard.press_character('A', &layout)), "+a0 +41 -a0");
    }
    assert_eq!(written(&keyboard.release_character('A')), "-41");
    assert_eq!(written(&keyboard.release_character('A')), "");
    assert_eq!(written(&keyboard.press_key(key("KeyY"), &layout)), "+5a", "by position");
    assert_eq!(written(&keyboard.press_key(key("KeyY"), &layout)), "+5a");
    assert_eq!(written(&keyboard.release_key(key("KeyY"))), "-5a");
    assert_eq!(written(&keyboard.release_key(key("KeyY"))), "");
    assert_eq!(written(&keyboard.press_key(key("Power"), &layout)), "");
    keyboard.press_character('Ж', &layout);
    assert_eq!(written(&keyboard.release_character('Ж')), "");
}

#[test]
fn one_key_is_down_for_one_thing() {
    let (mut keyboard, layout) = holding(&["KeyA"]);
    assert_eq!(written(&keyboard.press_character('a', &layout)), "-41 +41");
    assert_eq!(written(&keyboard.press_character('A', &layout)), "-41 +a0 +41 -a0");
    assert_eq!(written(&keyboard.release_key(key("KeyA"))), "");
    assert_eq!(written(&keyboard.release_all()), "-41");
    assert_eq!(written(&keyboard.release_all()), "");
}

#[test]
fn a_key_that_has_another_name_in_another_layout_comes_up_by_the_old_one() {
    struct Renamed(German);
    impl Layout for Renamed {
        fn virtual_key(&self, scan: Scan) -> u16 {
            self.0.virtual_key(scan)
        }
        fn key_of(&self, character: char) -> Option<Chord> {
            let chord = self.0.key_of(character)?;
            Some(Chord { code: Code { virtual_key: 0xba, ..chord.code }, ..chord })
        }
        fn prints(&self, _: Chord) -> Option<char> {
            Some('a')
        }
        fn in_force(&self) -> Modifiers {
            self.0.in_force()
        }
    }
    let (mut keyboard, layout) = holding(&[]);
    keyboard.press_character('a', &layout);
    assert_eq!(written(&keyboard.press_character('a', &Renamed(layout))), "-41 +ba");
    assert_eq!(written(&keyboard.release_all()), "-ba");
}

#[test]
fn everything_comes_up_the_modifiers_last() {
    let (mut keyboard, _) = holding(&["ControlLeft", "ShiftRight", "Delete"]);
    assert_eq!(written(&keyboard.release_all()), "-2e -a1 -a2");
}

#[test]
fn what_was_taken_of_a_character_is_undone() {
    let (mut keyboard, layout) = holding(&[]);
    let strokes = keyboard.press_character('@', &layout);
    assert_eq!(written(&undo(&strokes[..0])), "");
    assert_eq!(written(&undo(&strokes[..3])), "-51 -a5 -a2");
    assert_eq!(written(&undo(&strokes)), "-51");
    assert_eq!(written(&undo(&[Stroke::Unit(7, Action::Press)])), "-u7");
}
