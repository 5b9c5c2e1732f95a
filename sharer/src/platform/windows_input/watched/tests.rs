//! Events of hooks, and the evidence that follows from them.

use super::*;

const MARK: Mark = Mark(0x5eed);
const DESKTOP: Area = Area { x: 0, y: 0, width: 1280, height: 800 };
const PLACE: Area = Area { x: 100, y: 100, width: 300, height: 200 };
const LOOK: Look = Look { place: PLACE, visibility: Visibility::Whole };
/// `LLMHF_INJECTED` and `LLKHF_INJECTED`.
const MOUSE: u32 = 1;
const KEY: u32 = 0x10;
const ENTER: (u32, u32) = (0x0d, 0x1c);

fn watched() -> Watched {
    Watched::new(MARK, LOOK, DESKTOP, (20, 20))
}

fn at(ms: u64) -> Tick {
    Tick::from_millis(ms)
}

fn mouse(what: MouseWhat, at: OnScreen, flags: u32) -> MouseSeen {
    MouseSeen { what, at, flags, extra: 0 }
}

fn key((virtual_key, scan): (u32, u32), flags: u32) -> KeySeen {
    KeySeen { virtual_key, scan, flags, extra: 0, is_press: true }
}

/// A person moves the mouse to a point and presses its left button 1 s later.
fn clicks(watched: &mut Watched, to: OnScreen, from: u64) {
    watched.on_mouse(&mouse(MouseWhat::Move, to, 0), at(from));
    watched.on_pointer(to, at(from + 10));
    watched.on_mouse(&mouse(MouseWhat::Press(1), to, 0), at(from + 1000));
}

#[test]
fn a_click_of_a_person_is_one_press_of_a_device_where_it_brought_the_pointer() {
    let mut watched = watched();
    clicks(&mut watched, (150, 160), 1000);
    let evidence = watched.evidence(at(2080));
    let press = evidence.press.unwrap();
    assert_eq!((press.control, press.origin), (Control::Button(1), PressOrigin::Device));
    assert_eq!((press.brought, press.age), (Brought::At(50, 60), Duration::from_millis(80)));
    assert_eq!(evidence.pointer.place, Some((50, 60)));
    assert_eq!((evidence.pointer.moved_by_program, evidence.pointer.is_by_program), (None, false));
    assert_eq!(evidence.program_pressed, None);
    assert_eq!(watched.evidence(at(2090)).press, None, "it is handed out once");
}

#[test]
fn a_motion_to_where_the_pointer_is_moves_nothing() {
    let mut watched = watched();
    clicks(&mut watched, (150, 160), 1000);
    // A window that lets go of the mouse has Windows send one.
    watched.on_mouse(&mouse(MouseWhat::Move, (150, 160), MOUSE), at(2050));
    let evidence = watched.evidence(at(2060));
    assert_eq!((evidence.pointer.moved_by_program, evidence.pointer.is_by_program), (None, false));
    // Nor does it make the person's what a program has moved.
    watched.on_mouse(&mouse(MouseWhat::Move, (160, 160), MOUSE), at(2100));
    watched.on_mouse(&mouse(MouseWhat::Move, (160, 160), MOUSE), at(2110));
    let evidence = watched.evidence(at(2120));
    assert_eq!(evidence.pointer.moved_by_program, Some(Duration::from_millis(20)));
    assert!(evidence.pointer.is_by_program);
}

#[test]
fn a_press_right_after_a_motion_is_where_the_motion_led() {
    let mut watched = watched();
    watched.on_mouse(&mouse(MouseWhat::Move, (150, 160), 0), at(1000));
    // Windows still says where it was.
    watched.on_pointer((20, 20), at(1000));
    watched.on_mouse(&mouse(MouseWhat::Press(1), (150, 160), 0), at(1001));
    let evidence = watched.evidence(at(1002));
    assert_eq!(evidence.press.unwrap().brought, Brought::At(50, 60));
    assert!(!evidence.pointer.is_by_program);
}

#[test]
fn an_injected_press_is_injected_and_ours_is_no_device_that_a_setting_names() {
    let mut watched = watched();
    watched.on_mouse(&mouse(MouseWhat::Press(1), (20, 20), MOUSE), at(10));
    let evidence = watched.evidence(at(30));
    let press = evidence.press.unwrap();
    assert_eq!((press.origin, press.device.as_str()), (PressOrigin::Injected, PROGRAMS));
    assert_eq!(evidence.program_pressed, Some(Duration::from_millis(20)));
    let ours = MouseSeen { extra: MARK.0, ..mouse(MouseWhat::Press(1), (20, 20), MOUSE) };
    watched.on_mouse(&ours, at(40));
    let press = watched.evidence(at(40)).press.unwrap();
    assert_eq!((press.origin, press.device.as_str()), (PressOrigin::Injected, ""));
}

#[test]
fn a_pointer_that_jumps_or_is_injected_or_confined_was_moved_by_a_program() {
    let jump = |watched: &mut Watched| watched.on_pointer((150, 160), at(1500));
    let inject = |watched: &mut Watched| {
        watched.on_mouse(&mouse(MouseWhat::Move, (150, 160), MOUSE), at(1500));
    };
    let confine = |watched: &mut Watched| watched.on_confined(at(1500));
    for program in [&jump as &dyn Fn(&mut Watched), &inject, &confine] {
        let mut watched = watched();
        watched.on_mouse(&mouse(MouseWhat::Move, (140, 150), 0), at(1000));
        watched.on_pointer((140, 150), at(1010));
        program(&mut watched);
        let pointer = watched.evidence(at(1600)).pointer;
        assert_eq!(pointer.moved_by_program, Some(Duration::from_millis(100)));
        assert!(pointer.is_by_program);
        // The rest of a motion does not make it the person's; a later one does.
        watched.on_mouse(&mouse(MouseWhat::Move, (151, 161), 0), at(1700));
        assert!(watched.evidence(at(1700)).pointer.is_by_program);
        clicks(&mut watched, (152, 162), 2100);
        let evidence = watched.evidence(at(3100));
        assert!(!evidence.pointer.is_by_program);
        assert_eq!(evidence.press.unwrap().brought, Brought::At(52, 62));
    }
}

#[test]
fn a_jump_that_shows_only_at_the_press_is_seen_there() {
    let mut watched = watched();
    watched.on_mouse(&mouse(MouseWhat::Press(1), (150, 160), 0), at(1000));
    let evidence = watched.evidence(at(1000));
    assert_eq!(evidence.press.unwrap().brought, Brought::Outside, "a device left it at (20, 20)");
    assert!(evidence.pointer.is_by_program);
}

#[test]
fn a_jump_between_two_motions_is_not_the_persons() {
    let mut watched = watched();
    watched.on_mouse(&mouse(MouseWhat::Move, (140, 150), 0), at(1000));
    watched.on_pointer((140, 150), at(1001));
    // The next motion begins where the program has put the pointer.
    let next = mouse(MouseWhat::Move, (152, 161), 0);
    watched.on_pointer_before(Some((150, 160)), &next, at(1008));
    watched.on_mouse(&next, at(1008));
    watched.on_pointer((152, 161), at(1009));
    let pointer = watched.evidence(at(1108)).pointer;
    assert!(pointer.is_by_program);
    assert_eq!(pointer.moved_by_program, Some(Duration::from_millis(100)));
}

#[test]
fn where_the_pointer_is_before_a_motion_is_where_the_last_one_led() {
    let mut watched = watched();
    let mut before = (20, 20);
    for x in 21..60 {
        let next = mouse(MouseWhat::Move, (x, 20), 0);
        watched.on_pointer_before(Some(before), &next, at(x.unsigned_abs().into()));
        watched.on_mouse(&next, at(x.unsigned_abs().into()));
        before = next.at;
    }
    // Wine says already where the motion leads.
    let next = mouse(MouseWhat::Move, (300, 200), 0);
    watched.on_pointer_before(Some((300, 200)), &next, at(100));
    watched.on_mouse(&next, at(100));
    watched.on_pointer_before(None, &next, at(100));
    assert!(!watched.evidence(at(100)).pointer.is_by_program);
}

/// The hook is called for a motion, which begins here.
fn moves(watched: &mut Watched, from: Option<OnScreen>, to: OnScreen, now: u64) {
    let next = mouse(MouseWhat::Move, to, 0);
    watched.on_pointer_before(from, &next, at(now));
    watched.on_mouse(&next, at(now));
}

#[test]
fn a_place_that_wine_says_before_it_calls_the_hook_for_the_motion_is_the_persons() {
    let (start, way, button) = ((20, 20), (150, 100), (150, 160));
    for is_direct in [true, false] {
        let mut watched = watched();
        // Wine asks the X server, while the program that gets the motion from it is busy.
        watched.on_pointer(way, at(1000));
        watched.on_pointer(button, at(1100));
        assert!(watched.evidence(at(1100)).pointer.is_by_program, "it is not known yet");
        if is_direct {
            moves(&mut watched, Some(start), button, 1130);
        } else {
            moves(&mut watched, Some(start), way, 1130);
            moves(&mut watched, Some(way), button, 1131);
        }
        let press = mouse(MouseWhat::Press(1), button, 0);
        watched.on_pointer_before(Some(button), &press, at(1140));
        watched.on_mouse(&press, at(1140));
        watched.on_pointer(button, at(1150));
        let evidence = watched.evidence(at(1160));
        let pointer = evidence.pointer;
        assert_eq!((pointer.moved_by_program, pointer.is_by_program), (None, false));
        assert_eq!(evidence.press.unwrap().brought, Brought::At(50, 60));
    }
}

/// What happens, and a name for it.
type Named<'a> = (&'a str, &'a dyn Fn(&mut Watched));

#[test]
fn a_jump_is_a_programs_unless_a_device_leads_to_the_very_place_from_where_it_had_been() {
    let (start, button) = ((20, 20), (150, 160));
    let no_motion = |_: &mut Watched| {};
    let from_there = |watched: &mut Watched| moves(watched, Some(button), (150, 161), 1100);
    let that_moves_nothing = |watched: &mut Watched| moves(watched, Some(button), button, 1100);
    let from_beside = |watched: &mut Watched| moves(watched, Some((149, 160)), button, 1100);
    let from_somewhere = |watched: &mut Watched| moves(watched, None, button, 1100);
    let to_beside = |watched: &mut Watched| moves(watched, Some(start), (151, 160), 1100);
    let late = |watched: &mut Watched| moves(watched, Some(start), button, 3000);
    let by_a_program = |watched: &mut Watched| {
        let next = mouse(MouseWhat::Move, button, MOUSE);
        watched.on_pointer_before(Some(start), &next, at(1100));
        watched.on_mouse(&next, at(1100));
    };
    let after_another = |watched: &mut Watched| {
        moves(watched, Some((90, 90)), (90, 91), 1050);
        moves(watched, Some(start), button, 1100);
    };
    let after_a_press_elsewhere = |watched: &mut Watched| {
        watched.on_mouse(&mouse(MouseWhat::Press(1), (90, 90), 0), at(1050));
        moves(watched, Some(start), button, 1100);
    };
    let all: [Named<'_>; 10] = [
        ("no motion", &no_motion),
        ("from there", &from_there),
        ("one that moves nothing", &that_moves_nothing),
        ("from beside it", &from_beside),
        ("from somewhere", &from_somewhere),
        ("to a place beside it", &to_beside),
        ("late", &late),
        ("by a program", &by_a_program),
        ("after a jump to elsewhere", &after_another),
        ("after a press elsewhere", &after_a_press_elsewhere),
    ];
    for (what, motion) in all {
        let mut watched = watched();
        watched.on_pointer(button, at(1000));
        motion(&mut watched);
        let pointer = watched.evidence(at(3000)).pointer;
        assert!(pointer.moved_by_program.is_some(), "{what}");
    }
}

#[test]
fn a_place_that_the_mouse_has_left_is_not_the_persons_any_more() {
    let mut watched = watched();
    for x in [140, 150, 160, 170] {
        watched.on_mouse(&mouse(MouseWhat::Move, (x, 150), 0), at(1000));
    }
    watched.on_pointer((170, 150), at(1010));
    watched.on_pointer((150, 150), at(1020));
    assert!(watched.evidence(at(1030)).pointer.is_by_program, "it was there on its way");
    // Nor is one where it has not arrived for long.
    let mut watched = self::watched();
    watched.on_mouse(&mouse(MouseWhat::Move, (140, 150), 0), at(1000));
    watched.on_mouse(&mouse(MouseWhat::Move, (170, 150), 0), at(1001));
    watched.on_pointer((140, 150), at(1500));
    assert!(watched.evidence(at(1500)).pointer.is_by_program);
}

#[test]
fn a_pointer_that_a_program_pushes_by_little_does_not_stay_the_persons() {
    let mut watched = watched();
    for x in 21..26 {
        watched.on_pointer((x, 20), at(1000));
    }
    assert!(watched.evidence(at(1000)).pointer.is_by_program);
}

#[test]
fn a_motion_beyond_the_screen_ends_at_its_edge() {
    let mut watched = watched();
    watched.on_mouse(&mouse(MouseWhat::Move, (-40, 900), 0), at(10));
    watched.on_pointer((0, 799), at(20));
    assert!(!watched.evidence(at(30)).pointer.is_by_program);
}

#[test]
fn enter_and_space_activate_and_a_key_that_is_held_was_pressed_when_it_went_down() {
    let mut watched = watched();
    watched.on_key(&key(ENTER, 0), at(100));
    for repeat in 1..30 {
        watched.on_key(&key(ENTER, 0), at(100 + repeat * 300));
    }
    let press = watched.evidence(at(9000)).press.unwrap();
    assert!(press.activates && press.control == Control::Key(0x0d));
    assert_eq!(press.age, Duration::from_millis(8900));
    watched.on_key(&key(ENTER, 0), at(9100));
    assert_eq!(watched.evidence(at(9100)).press, None);
    watched.on_key(&KeySeen { is_press: false, ..key(ENTER, 0) }, at(9200));
    watched.on_key(&key(ENTER, 0), at(9300));
    assert!(watched.evidence(at(9300)).press.is_some());
    // Its release went to a window that no hook sees.
    watched.on_key(&key(ENTER, 0), at(20_000));
    assert!(watched.evidence(at(20_000)).press.is_some());
    for (keys, activates) in [((0x20, 0x39), true), ((0x20, 0x1e), false), ((0x41, 0x1e), false)] {
        watched.on_key(&key(keys, 0), at(30_000));
        let press = watched.evidence(at(30_000)).press.unwrap();
        assert_eq!(press.activates, activates, "{keys:?}");
        watched.on_key(&KeySeen { is_press: false, ..key(keys, 0) }, at(30_001));
    }
}

#[test]
fn typing_is_seen_and_so_is_a_character_that_a_program_types() {
    for (virtual_key, is_typed) in
        [(0x41, true), (0x31, true), (0xe7, true), (0x20, false), (0x0d, false), (0x25, false)]
    {
        let mut watched = watched();
        watched.on_key(&key((virtual_key, 0x7f), KEY), at(10));
        let evidence = watched.evidence(at(15));
        assert_eq!(evidence.typed.is_some(), is_typed, "{virtual_key:x}");
        assert_eq!(evidence.program_pressed, Some(Duration::from_millis(5)));
    }
}

#[test]
fn what_was_done_to_the_window_has_an_age() {
    let mut watched = watched();
    assert_eq!(watched.evidence(at(0)).window.changed, None);
    watched.on_look(LOOK, at(10));
    watched.on_other(Some(Area { x: 0, y: 0, width: 100, height: 900 }), at(10));
    assert_eq!(watched.evidence(at(20)).window.changed, None);
    let age = Some(Duration::from_millis(10));
    let moved = Look { place: Area { x: 101, ..PLACE }, ..LOOK };
    watched.on_look(moved, at(20));
    assert_eq!(watched.evidence(at(30)).window.changed, age);
    watched.on_other(Some(Area { x: 390, y: 290, width: 50, height: 50 }), at(40));
    assert_eq!(watched.evidence(at(50)).window.changed, age);
    watched.on_other(None, at(60));
    assert_eq!(watched.evidence(at(70)).window.changed, age, "it may have been anywhere");
    watched.on_look(Look { visibility: Visibility::Covered, ..moved }, at(80));
    let window = watched.evidence(at(90)).window;
    assert_eq!((window.changed, window.visibility), (age, Visibility::Covered));
}

#[test]
fn the_focus_lasts_from_when_it_came_without_interruption() {
    let mut watched = watched();
    watched.on_focus(true, at(10));
    watched.on_focus(true, at(500));
    assert_eq!(watched.evidence(at(1010)).window.focused, Some(Duration::from_secs(1)));
    watched.on_focus(false, at(1020));
    assert_eq!(watched.evidence(at(1030)).window.focused, None);
    watched.on_focus(true, at(1040));
    watched.on_remapped(at(1040));
    let evidence = watched.evidence(at(1050));
    assert_eq!(evidence.window.focused, Some(Duration::from_millis(10)));
    assert_eq!(evidence.remapped, Some(Duration::from_millis(10)));
}

#[test]
fn a_message_of_the_mouse_is_a_button_by_its_number() {
    for (message, data, button) in [
        (0x0201, 0, 1),
        (0x0207, 0, 2),
        (0x0204, 0, 3),
        (0x020a, 120, 4),
        (0x020e, 120, 6),
        (0x020b, 1, 8),
        (0x020b, 2, 9),
    ] {
        assert_eq!(MouseWhat::of_message(message, data), Some(MouseWhat::Press(button)));
    }
    assert_eq!(MouseWhat::of_message(0x0200, 0), Some(MouseWhat::Move));
    assert_eq!(MouseWhat::of_message(0x0202, 0), Some(MouseWhat::Release));
    assert_eq!(MouseWhat::of_message(0x0100, 0), None);
}
