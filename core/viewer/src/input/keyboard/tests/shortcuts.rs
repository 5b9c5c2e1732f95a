//! Shortcuts: their letters, and Command of a Mac.

use super::*;

#[test]
fn command_is_control_on_a_computer_that_is_no_mac() {
    for remote in [System::Windows, System::Other] {
        let mut play = play(System::Apple);
        play.keyboard.set_remote(remote);
        play.modifiers.meta = true;
        assert_eq!(play.down("MetaLeft", "Meta"), [key('+', "ControlLeft")]);
        assert_eq!(play.down("KeyC", "c"), ["+'c'", "-'c'"]);
        play.modifiers.meta = false;
        assert_eq!(play.up("MetaLeft", "Meta"), [key('-', "ControlLeft")]);
        play.modifiers.control = true;
        assert_eq!(play.down("ControlLeft", "Control"), [key('+', "ControlLeft")], "as it is");
    }
    let mut play = play(System::Apple);
    play.keyboard.set_remote(System::Apple);
    assert_eq!(
        play.down("MetaLeft", "Meta"),
        [key('+', "MetaLeft")],
        "from Mac to Mac it is itself"
    );
    play.keyboard.clear();
    let _ = play.drain();
    assert_eq!(
        play.down("MetaRight", "Meta"),
        [key('+', "MetaRight")],
        "after a release of all, too"
    );
}

#[test]
fn command_on_another_system_is_its_own_key() {
    for system in [System::Windows, System::Other] {
        let mut play = play(system);
        assert_eq!(play.down("MetaLeft", "Meta"), [key('+', "MetaLeft")]);
        assert_eq!(play.up("MetaLeft", "Meta"), [key('-', "MetaLeft")]);
    }
}

#[test]
fn command_and_an_arrow_move_to_the_end_of_the_line_or_of_the_text() {
    let mut play = play(System::Apple);
    play.modifiers.meta = true;
    let control = || (key('+', "ControlRight"), key('-', "ControlRight"));
    assert_eq!(play.down("MetaRight", "Meta"), [control().0]);
    for (arrow, to) in [("ArrowLeft", "Home"), ("ArrowRight", "End")] {
        let sent = [control().1, key('+', to), key('-', to), control().0];
        assert_eq!(play.down(arrow, arrow), sent);
    }
    for (arrow, to) in [("ArrowUp", "Home"), ("ArrowDown", "End")] {
        assert_eq!(play.down(arrow, arrow), [key('+', to), key('-', to)]);
    }
    play.modifiers.meta = false;
    assert_eq!(play.up("MetaRight", "Meta"), [control().1]);
    assert_eq!(play.down("ArrowLeft", "ArrowLeft"), [key('+', "ArrowLeft")], "alone it is itself");
}

/// A French keyboard has A where an American one has Q: by its position, "select all" would be "quit".
#[test]
fn a_letter_of_a_shortcut_goes_by_what_it_prints_where_the_users_system_allows_it() {
    let mut play = play(System::Other);
    play.modifiers.control = true;
    let _ = play.down("ControlLeft", "Control");
    assert_eq!(play.down("KeyQ", "a"), ["+'a'"]);
    assert_eq!(play.up("KeyQ", "a"), ["-'a'"]);
    assert_eq!(play.down("KeyW", "Z"), ["+'z'"], "with Caps Lock");
    let _ = play.up("KeyW", "Z");
    play.modifiers.shift = true;
    let _ = play.down("ShiftLeft", "Shift");
    assert_eq!(play.down("KeyW", "Z"), ["+'Z'"]);
    let _ = play.up("KeyW", "Z");
    assert_eq!(play.down("KeyW", "z"), ["+'Z'"], "with Caps Lock");
}

#[test]
fn a_letter_with_command_of_a_mac_goes_by_what_it_prints_where_the_user_has_no_mac() {
    for remote in [System::Windows, System::Other] {
        let mut play = play(System::Apple);
        play.keyboard.set_remote(remote);
        play.modifiers.meta = true;
        let _ = play.down("MetaLeft", "Meta");
        // French, German, and Russian, which has no Latin letter there.
        assert_eq!(play.down("KeyQ", "a"), ["+'a'", "-'a'"]);
        assert_eq!(play.down("KeyY", "Z"), ["+'z'", "-'z'"], "with Caps Lock");
        assert_eq!(play.down("KeyC", "с"), [key('+', "KeyC"), key('-', "KeyC")]);
        play.modifiers.shift = true;
        let _ = play.down("ShiftLeft", "Shift");
        assert_eq!(
            play.down("KeyY", "z"),
            ["+'Z'", "-'Z'"],
            "a Mac prints no capital with Command"
        );
        (play.modifiers.meta, play.modifiers.shift, play.modifiers.control) = (false, false, true);
        let _ = (play.up("ShiftLeft", "Shift"), play.up("MetaLeft", "Meta"));
        let _ = play.down("ControlLeft", "Control");
        assert_eq!(play.down("KeyQ", "a"), ["+'a'"], "Control of a Mac, too");
    }
}

#[test]
fn a_letter_of_a_shortcut_goes_by_its_place_on_a_mac() {
    let mut play = play(System::Other);
    play.keyboard.set_remote(System::Apple);
    play.modifiers.control = true;
    let _ = play.down("ControlLeft", "Control");
    assert_eq!(play.down("KeyQ", "a"), [key('+', "KeyQ")]);
}

/// The sharer lifts the right Alt key for a character: with that, too, a letter goes by its place.
#[test]
fn a_letter_of_a_shortcut_goes_by_its_place_while_the_right_alt_key_is_down() {
    let mut play = play(System::Other);
    play.modifiers.alt = true;
    assert_eq!(play.down("AltRight", "Alt"), [key('+', "AltRight")]);
    assert_eq!(play.down("KeyQ", "a"), [key('+', "KeyQ")]);
    assert_eq!(play.up("KeyQ", "a"), [key('-', "KeyQ")]);
    let _ = play.up("AltRight", "Alt");
    assert_eq!(play.down("AltLeft", "Alt"), [key('+', "AltLeft")]);
    assert_eq!(play.down("KeyQ", "a"), ["+'a'"]);
}

/// As AltGr it waits until it is known what it is for: a shortcut with Control.
#[test]
fn a_letter_of_a_shortcut_goes_by_its_place_while_alt_gr_is_down() {
    let mut play = play(System::Other);
    play.modifiers.control = true;
    let _ = play.down("ControlLeft", "Control");
    play.modifiers.alt_graph = true;
    assert!(play.down("AltRight", "AltGraph").is_empty());
    assert_eq!(play.down("KeyQ", "a"), [key('+', "AltRight"), key('+', "KeyQ")]);
}

/// Ctrl+V pastes on a Dvorak keyboard, too, whose V is on the American full stop.
#[test]
fn the_key_of_a_letter_is_known_by_what_it_prints_or_by_its_place_without_latin_letters() {
    let event = |code: &str, key: &str| KeyEvent {
        code: code.to_owned(),
        key: key.to_owned(),
        action: Action::Press,
        repeat: false,
        composing: false,
        number: 0,
        modifiers: Modifiers::default(),
    };
    for (code, key, is_v) in [
        ("KeyV", "v", true),
        ("Period", "v", true),
        ("Period", "V", true),
        ("KeyV", "k", false),
        ("KeyV", "м", true),
        ("KeyC", "с", false),
        ("KeyV", "Unidentified", true),
        ("Period", ".", false),
    ] {
        assert_eq!(event(code, key).is_letter('v'), is_v, "{code} {key}");
    }
}
