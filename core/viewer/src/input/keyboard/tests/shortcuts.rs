//! Shortcuts: their letters, and Command of a Mac.

use super::*;

#[test]
fn command_is_control_on_a_computer_that_is_no_mac() {
    for remote in [System::Windows, System::Other] {
        let mut play = play(System::Apple);
        play.keyboard.set_remote(remote);
        play.modifiers.meta = true;
        assert_eq!(play.down("MetaLeft", "Meta"), [key('+', "ControlLeft")]);
        let copy = play.down("KeyC", "c");
        if remote == System::Windows {
            assert_eq!(copy, [key('+', "KeyC"), key('-', "KeyC")]);
        } else {
            assert_eq!(copy, ["+'c'", "-'c'"]);
        }
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
