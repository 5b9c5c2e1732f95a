use std::borrow::ToOwned as _;
use std::format;
use std::string::String;
use std::string::ToString as _;
use std::vec;
use std::vec::Vec;

use super::*;
use proptest::prelude::*;
use protocol::limits::HELD_KEYS;

mod shortcuts;

/// The keyboard with what it sent so far.
struct Play {
    keyboard: Keyboard,
    modifiers: Modifiers,
    now: Tick,
    wire: Wire,
}

/// What is down on the other side.
#[derive(Default)]
struct Wire(Vec<(Option<PhysicalKey>, Option<char>)>);

impl Wire {
    fn take(&mut self, event: &InputEvent) {
        let (what, action) = match *event {
            InputEvent::Key { key, action } => ((Some(key), None), action),
            InputEvent::Character { key, character, action } => ((key, Some(character)), action),
            other => panic!("a keyboard makes no {other:?}"),
        };
        match action {
            Action::Press => self.0.push(what),
            Action::Release => {
                assert!(self.0.contains(&what), "{event:?} was never pressed");
                self.0.retain(|down| *down != what);
            }
        }
    }
}

fn play(system: System) -> Play {
    Play {
        keyboard: Keyboard::new(system),
        modifiers: Modifiers::default(),
        now: Tick::default(),
        wire: Wire::default(),
    }
}

impl Play {
    fn stroke(&mut self, code: &str, key: &str, action: Action) -> (KeyResult, Vec<String>) {
        let stroke = KeyEvent {
            code: code.to_owned(),
            key: key.to_owned(),
            action,
            repeat: false,
            composing: false,
            number: 0,
            modifiers: self.modifiers,
        };
        self.handle(&stroke)
    }

    fn handle(&mut self, stroke: &KeyEvent) -> (KeyResult, Vec<String>) {
        let verdict = self.keyboard.handle(stroke, self.now);
        (verdict, self.drain())
    }

    fn drain(&mut self) -> Vec<String> {
        core::iter::from_fn(|| self.keyboard.poll())
            .map(|event| {
                self.wire.take(&event);
                brief(&event)
            })
            .collect()
    }

    fn down(&mut self, code: &str, key: &str) -> Vec<String> {
        self.stroke(code, key, Action::Press).1
    }

    fn up(&mut self, code: &str, key: &str) -> Vec<String> {
        self.stroke(code, key, Action::Release).1
    }

    fn wait(&mut self, ms: u64) -> Vec<String> {
        self.now = self.now + Duration::from_millis(ms);
        self.keyboard.timeout(self.now);
        self.drain()
    }
}

fn code(name: &str) -> u16 {
    name.parse::<PhysicalKey>().unwrap().evdev()
}

/// `+KeyA` and `-KeyA` for keys by position, `+'a'` for characters.
fn brief(event: &InputEvent) -> String {
    let sign = |action: &Action| if *action == Action::Press { '+' } else { '-' };
    match event {
        InputEvent::Key { key, action } => format!("{}{}", sign(action), key.evdev()),
        InputEvent::Character { character, action, key } => {
            format!("{}'{character}'{}", sign(action), if key.is_some() { "" } else { "?" })
        }
        other => panic!("a keyboard makes no {other:?}"),
    }
}

fn key(sign: char, name: &str) -> String {
    format!("{sign}{}", code(name))
}

#[test]
fn a_printing_key_is_sent_by_what_it_prints() {
    let mut play = play(System::Other);
    // A French keyboard: the key at Q's place prints an a.
    assert_eq!(play.down("KeyQ", "a"), ["+'a'"]);
    assert_eq!(play.up("KeyQ", "a"), ["-'a'"]);
    assert_eq!(play.down("KeyA", "ж"), ["+'ж'"]);
}

#[test]
fn a_key_that_prints_nothing_is_sent_by_position() {
    let mut play = play(System::Other);
    for name in ["Enter", "Escape", "Tab", "F5", "ArrowLeft", "Delete"] {
        assert_eq!(play.down(name, name), [key('+', name)]);
        assert_eq!(play.up(name, name), [key('-', name)]);
    }
}

#[test]
fn a_shortcut_without_a_latin_letter_is_sent_by_position() {
    let mut play = play(System::Other);
    play.modifiers.control = true;
    let _ = play.down("ControlLeft", "Control");
    assert_eq!(play.down("KeyC", "с"), [key('+', "KeyC")], "a Cyrillic letter");
    assert_eq!(play.down("Digit1", "1"), [key('+', "Digit1")]);
}

#[test]
fn shift_goes_along_and_the_release_matches_the_press() {
    let mut play = play(System::Other);
    play.modifiers.shift = true;
    assert_eq!(play.down("ShiftLeft", "Shift"), [key('+', "ShiftLeft")]);
    assert_eq!(play.down("KeyA", "A"), ["+'A'"]);
    play.modifiers.shift = false;
    assert_eq!(play.up("ShiftLeft", "Shift"), [key('-', "ShiftLeft")]);
    assert_eq!(play.up("KeyA", "a"), ["-'A'"], "released as it was pressed");
}

/// Holding a key while Shift goes down changes what the browser says it prints; the other side
/// must still see one key that is held.
#[test]
fn a_repeat_of_a_key_whose_press_was_not_sent_is_not_sent() {
    let mut play = play(System::Other);
    let held = KeyEvent {
        code: "Escape".to_owned(),
        key: "Escape".to_owned(),
        action: Action::Press,
        repeat: true,
        composing: false,
        number: 0,
        modifiers: Modifiers::default(),
    };
    assert_eq!(play.handle(&held).1, Vec::<String>::new());
    assert!(!play.keyboard.is_pressed());
}

#[test]
fn a_repeat_is_the_key_that_was_pressed() {
    let mut play = play(System::Other);
    let _ = play.down("KeyA", "a");
    play.modifiers.shift = true;
    let _ = play.down("ShiftLeft", "Shift");
    let repeat = KeyEvent {
        code: "KeyA".into(),
        key: "A".into(),
        action: Action::Press,
        repeat: true,
        composing: false,
        number: 65,
        modifiers: play.modifiers,
    };
    assert_eq!(play.handle(&repeat).1, ["+'a'"]);
}

#[test]
fn a_second_press_without_a_release_in_between_releases_first() {
    let mut play = play(System::Other);
    let _ = play.down("KeyA", "a");
    assert_eq!(play.down("KeyA", "b"), ["-'a'", "+'b'"]);
}

/// Windows sends a left Control in front of AltGr; forwarding it would make every at sign of a
/// German keyboard a shortcut.
#[test]
fn alt_graph_on_windows_is_not_control_and_alt() {
    let mut play = play(System::Windows);
    play.modifiers.control = true;
    assert!(play.down("ControlLeft", "Control").is_empty());
    play.modifiers = Modifiers { control: true, alt: true, alt_graph: true, ..play.modifiers };
    assert!(play.down("AltRight", "AltGraph").is_empty());
    assert_eq!(play.down("KeyQ", "@"), ["+'@'"]);
    assert_eq!(play.up("KeyQ", "@"), ["-'@'"]);
    play.modifiers = Modifiers::default();
    assert!(play.up("ControlLeft", "Control").is_empty());
    assert!(play.up("AltRight", "AltGraph").is_empty());
    assert!(!play.keyboard.is_pressed());
}

#[test]
fn control_alone_on_windows_is_believed_after_a_moment_or_at_the_next_key() {
    let mut play = play(System::Windows);
    play.modifiers.control = true;
    assert!(play.down("ControlLeft", "Control").is_empty());
    assert!(play.keyboard.deadline().is_some());
    assert_eq!(play.wait(50), [key('+', "ControlLeft")]);
    play.modifiers.control = false;
    assert_eq!(play.up("ControlLeft", "Control"), [key('-', "ControlLeft")]);

    play.modifiers.control = true;
    let _ = play.down("ControlLeft", "Control");
    assert_eq!(play.down("KeyC", "c"), [key('+', "ControlLeft"), "+'c'".to_owned()]);
}

#[test]
fn alt_graph_makes_characters_and_is_sent_only_when_it_does_not() {
    let mut play = play(System::Other);
    play.modifiers.alt_graph = true;
    assert!(play.down("AltRight", "AltGraph").is_empty());
    assert_eq!(play.down("KeyE", "€"), ["+'€'"]);
    let _ = play.up("KeyE", "€");
    assert_eq!(play.down("ArrowLeft", "ArrowLeft"), [key('+', "AltRight"), key('+', "ArrowLeft")]);
    let _ = play.up("ArrowLeft", "ArrowLeft");
    play.modifiers.alt_graph = false;
    assert_eq!(play.up("AltRight", "AltGraph"), [key('-', "AltRight")]);
    // Alone it is a key like any other.
    let _ = play.down("AltRight", "AltGraph");
    assert_eq!(play.up("AltRight", "AltGraph"), [key('+', "AltRight"), key('-', "AltRight")]);
}

#[test]
fn option_on_a_mac_makes_characters() {
    let mut play = play(System::Apple);
    play.modifiers.alt = true;
    assert!(play.down("AltLeft", "Alt").is_empty());
    assert_eq!(play.down("KeyL", "@"), ["+'@'"]);
    assert_eq!(play.up("KeyL", "@"), ["-'@'"]);
    assert_eq!(play.down("Tab", "Tab"), [key('+', "AltLeft"), key('+', "Tab")]);
    let _ = play.up("Tab", "Tab");
    assert_eq!(play.up("AltLeft", "Alt"), [key('-', "AltLeft")]);
}

/// macOS reports no release of a key that comes up while Command is down.
#[test]
fn a_key_pressed_with_command_on_a_mac_comes_up_at_once() {
    let mut play = play(System::Apple);
    play.keyboard.set_remote(System::Apple);
    let _ = play.down("KeyX", "x");
    play.modifiers.meta = true;
    assert_eq!(play.down("MetaLeft", "Meta"), [key('+', "MetaLeft")]);
    assert_eq!(play.down("KeyC", "c"), [key('+', "KeyC"), key('-', "KeyC")]);
    play.modifiers.meta = false;
    assert_eq!(play.up("MetaLeft", "Meta"), [key('-', "MetaLeft"), "-'x'".to_owned()]);
    assert!(!play.keyboard.is_pressed());
}

#[test]
fn both_shifts_come_up_together() {
    let mut play = play(System::Windows);
    play.modifiers.shift = true;
    let _ = play.down("ShiftLeft", "Shift");
    let _ = play.down("ShiftRight", "Shift");
    play.modifiers.shift = false;
    let up = play.up("ShiftRight", "Shift");
    assert_eq!(up, [key('-', "ShiftRight"), key('-', "ShiftLeft")]);
}

#[test]
fn a_modifier_whose_release_was_lost_is_let_go() {
    let mut play = play(System::Other);
    play.modifiers.alt = true;
    let _ = play.down("AltLeft", "Alt");
    play.modifiers.alt = false;
    assert_eq!(play.down("KeyA", "a"), [key('-', "AltLeft"), "+'a'".to_owned()]);
}

/// With Shift held, Chromium on Linux calls the Alt key `Meta`.
#[test]
fn modifiers_are_known_by_their_place() {
    let mut play = play(System::Other);
    play.modifiers.shift = true;
    let _ = play.down("ShiftLeft", "Shift");
    play.modifiers.alt = true;
    assert_eq!(play.down("AltLeft", "Meta"), [key('+', "AltLeft")]);
    assert_eq!(play.down("Tab", "Tab"), [key('+', "Tab")]);
}

#[test]
fn what_an_input_method_takes_is_left_to_it() {
    let mut play = play(System::Other);
    for (key, composing, number) in
        [("Process", false, 0), ("a", true, 0), ("a", false, 229), ("Unidentified", false, 229)]
    {
        let stroke = KeyEvent {
            code: "KeyA".into(),
            key: key.into(),
            action: Action::Press,
            repeat: false,
            composing,
            number,
            modifiers: Modifiers::default(),
        };
        assert_eq!(play.handle(&stroke), (KeyResult::Default, vec![]), "{key}");
    }
    assert_eq!(play.stroke("BracketLeft", "Dead", Action::Press), (KeyResult::Default, vec![]));
    assert_eq!(play.stroke("BracketLeft", "Dead", Action::Release), (KeyResult::Default, vec![]));
    // The character that a dead key helped to make.
    assert_eq!(play.down("KeyE", "ê"), ["+'ê'"]);
}

#[test]
fn a_dead_key_in_a_shortcut_is_a_key() {
    let mut play = play(System::Other);
    play.modifiers.control = true;
    let _ = play.down("ControlLeft", "Control");
    assert_eq!(play.down("BracketLeft", "Dead"), [key('+', "BracketLeft")]);
}

#[test]
fn locks_are_not_forwarded() {
    let mut play = play(System::Other);
    for name in ["CapsLock", "NumLock"] {
        assert_eq!(play.stroke(name, name, Action::Press), (KeyResult::Handled, vec![]));
        assert!(play.up(name, name).is_empty());
    }
}

#[test]
fn the_number_pad_means_what_it_says_here() {
    let mut play = play(System::Other);
    assert_eq!(play.down("Numpad1", "1"), ["+'1'"]);
    assert_eq!(play.up("Numpad1", "1"), ["-'1'"]);
    assert_eq!(play.down("Numpad1", "End"), [key('+', "End")]);
    assert_eq!(play.up("Numpad1", "1"), [key('-', "End")], "NumLock was pressed in between");
    assert_eq!(play.down("NumpadEnter", "Enter"), [key('+', "NumpadEnter")]);
}

#[test]
fn keys_without_a_place_still_work() {
    let mut play = play(System::Other);
    assert_eq!(play.down("", "é"), ["+'é'?", "-'é'?"]);
    assert_eq!(play.down("", "Backspace"), [key('+', "Backspace"), key('-', "Backspace")]);
    assert_eq!(play.down("KeyG", "لا"), ["+'ل'?", "-'ل'?", "+'ا'?", "-'ا'?"]);
    assert_eq!(play.stroke("", "Unidentified", Action::Press), (KeyResult::Default, vec![]));
    assert_eq!(play.stroke("Mystery", "MediaMystery", Action::Press), (KeyResult::Default, vec![]));
}

#[test]
fn a_language_key_that_only_goes_down_comes_up() {
    let mut play = play(System::Windows);
    let events = play.down("KanaMode", "KanaMode");
    assert_eq!(events, [key('+', "KanaMode"), key('-', "KanaMode")]);
}

#[test]
fn escape_is_typed() {
    let mut play = play(System::Other);
    assert_eq!(play.down("Escape", "Escape"), [key('+', "Escape")]);
}

#[test]
fn control_alt_shift_alone_leaves_the_picture() {
    for system in [System::Other, System::Windows, System::Apple] {
        let mut play = play(system);
        play.modifiers =
            Modifiers { control: true, alt: true, shift: true, ..Modifiers::default() };
        let _ = play.down("ControlLeft", "Control");
        let _ = play.down("AltLeft", "Alt");
        let _ = play.down("ShiftLeft", "Shift");
        let _ = play.up("AltLeft", "Alt");
        let _ = play.up("ControlLeft", "Control");
        play.modifiers = Modifiers::default();
        assert_eq!(play.stroke("ShiftLeft", "Shift", Action::Release).0, KeyResult::Leave);
        assert!(!play.keyboard.is_pressed());
    }
}

#[test]
fn control_alt_shift_with_a_key_is_a_shortcut() {
    let mut play = play(System::Other);
    play.modifiers = Modifiers { control: true, alt: true, shift: true, ..Modifiers::default() };
    let _ = play.down("ControlLeft", "Control");
    let _ = play.down("AltLeft", "Alt");
    let _ = play.down("ShiftLeft", "Shift");
    let _ = play.down("KeyT", "T");
    let _ = play.up("KeyT", "T");
    let _ = play.up("AltLeft", "Alt");
    let _ = play.up("ControlLeft", "Control");
    assert_eq!(play.stroke("ShiftLeft", "Shift", Action::Release).0, KeyResult::Handled);
}

#[test]
fn nobody_holds_more_keys_than_hands_can() {
    let mut play = play(System::Other);
    for n in 0..26u8 {
        let letter = char::from(b'A' + n).to_string();
        let _ = play.down(&format!("Key{letter}"), &letter);
    }
    assert_eq!(play.wire.0.len(), HELD_KEYS);
}

fn any_stroke() -> impl Strategy<Value = KeyEvent> {
    let code = prop_oneof![
        Just("KeyA"),
        Just("KeyB"),
        Just("Numpad1"),
        Just("ShiftLeft"),
        Just("ShiftRight"),
        Just("ControlLeft"),
        Just("AltLeft"),
        Just("AltRight"),
        Just("MetaLeft"),
        Just("CapsLock"),
        Just("F1"),
        Just(""),
    ];
    let key = prop_oneof![
        Just("a"),
        Just("A"),
        Just("Dead"),
        Just("Process"),
        Just("Alt"),
        Just("AltGraph"),
        Just("Meta"),
        Just("End"),
        Just("لا"),
        Just(""),
    ];
    (code, key, any::<[bool; 8]>(), 0..300u32).prop_map(|(code, key, flags, number)| {
        let [down, repeat, composing, shift, control, alt, alt_graph, meta] = flags;
        KeyEvent {
            code: code.to_owned(),
            key: key.to_owned(),
            action: if down { Action::Press } else { Action::Release },
            repeat,
            composing,
            number,
            modifiers: Modifiers { shift, control, alt, alt_graph, meta },
        }
    })
}

proptest! {
    /// Whatever a browser says: each release answers a press that was sent alike, and when all keys
    /// are reported up nothing stays held.
    #[test]
    fn nothing_is_released_that_was_not_pressed_and_nothing_stays(
        system in prop_oneof![Just(System::Apple), Just(System::Windows), Just(System::Other)],
        strokes in prop::collection::vec((any_stroke(), 0..200u64), 0..60),
    ) {
        let mut play = play(system);
        for (stroke, ms) in strokes {
            let _ = play.handle(&stroke);
            play.wait(ms);
        }
        play.modifiers = Modifiers::default();
        for code in ["KeyA", "KeyB", "Numpad1", "ShiftLeft", "ShiftRight", "ControlLeft", "AltLeft",
            "AltRight", "MetaLeft", "F1"] {
            play.up(code, "a");
        }
        prop_assert!(play.wire.0.is_empty(), "{:?} stayed down", play.wire.0);
        prop_assert!(!play.keyboard.is_pressed(), "{:?}", play.keyboard);
    }
}
