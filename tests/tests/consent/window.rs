//! A window with one button that grants, used by a person and attacked by programs.

use alongside_tests::clock::{PATIENCE, eventually, now};
use alongside_tests::intruder::Intruder;
use sharer::person::consent::{ARMING, ConsentRules, Decision, Doubt, Means};
use sharer::platform::press_watch::{PressOrigin, Seen};
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::ConnectionExt as _;
use x11rb::wrapper::ConnectionExt as _;

use crate::scene::{
    BESIDE, ENTER, KEYBOARD, LEFT, LETTER, MOUSE, ON_BUTTON, OUTSIDE, SHIFT, SPACE, Scene, TOP,
};

fn not(doubt: Doubt) -> Decision {
    Decision::NotTaken(doubt)
}

#[test]
fn a_person_grants_with_the_mouse_with_enter_and_with_the_space_bar() {
    // An X server with the extensions XTEST and RECORD, and one without both.
    for arguments in [&[][..], &["-extension", "RECORD"]] {
        let mut scene = Scene::new(arguments);
        assert!(scene.watch.sees_forgeries(), "or there are none");
        assert_eq!(scene.person_clicks(), Decision::Taken, "{:?}", scene.evidence);
        let press = scene.evidence.clone().unwrap().press.unwrap();
        assert_eq!((press.origin, press.device.as_str()), (PressOrigin::Device, MOUSE));
        for key in [ENTER, SPACE] {
            scene.reads();
            scene.seat.types(key);
            assert_eq!(scene.decision(), Decision::Taken, "{key}: {:?}", scene.evidence);
        }
        // Each press counts once.
        assert_eq!(scene.decide(Means::Key { is_repeat: false }), not(Doubt::NoPress));
        scene.watch.unwatch();
        assert!(scene.watch.evidence(&Seen::default()).is_err(), "nothing is watched");
        // Another question in the same window.
        scene.watch.watch(Some(scene.window)).unwrap();
        scene.asks();
        assert_eq!(scene.person_clicks(), Decision::Taken, "{:?}", scene.evidence);
    }
}

/// What a program does, what is decided, and what the press was.
type Attack = (&'static str, fn(&Scene, &Intruder), Decision, Option<PressOrigin>);

#[test]
fn no_program_presses_the_button() {
    use PressOrigin::{Forged, Injected};
    let attacks: [Attack; 9] = [
        (
            "xdotool click",
            |scene, _| scene.seat.run("xdotool", &["click", "1"]),
            not(Doubt::Program),
            Some(Injected),
        ),
        (
            "xdotool key",
            |scene, _| scene.seat.run("xdotool", &["key", "Return"]),
            not(Doubt::Program),
            Some(Injected),
        ),
        ("XTEST click", |_, program| program.clicks(), not(Doubt::Program), Some(Injected)),
        (
            "XTEST click in the name of the mouse",
            |_, program| program.clicks_as(program.device(MOUSE), 0),
            not(Doubt::Program),
            Some(Forged),
        ),
        (
            "the same, later",
            |_, program| program.clicks_as(program.device(MOUSE), 60),
            not(Doubt::Program),
            Some(Forged),
        ),
        (
            "XTEST key in the name of the keyboard",
            |_, program| program.types_as(program.device(KEYBOARD), ENTER),
            not(Doubt::Program),
            Some(Forged),
        ),
        ("XSendEvent click", |_, program| program.sends_click(150, 130), not(Doubt::NoPress), None),
        ("XSendEvent key", |_, program| program.sends_key(ENTER), not(Doubt::NoPress), None),
        (
            "a mouse of another master",
            |_, program| program.clicks_as_another_master(),
            not(Doubt::Program),
            Some(Forged),
        ),
    ];
    let mut scene = Scene::new(&[]);
    let program = scene.intruder();
    scene.points(ON_BUTTON);
    let mut failed = Vec::new();
    for (name, attack, decision, origin) in attacks {
        scene.reads();
        attack(&scene, &program);
        if (scene.decision(), scene.origin()) != (decision, origin) {
            failed.push(format!("{name}: {:?}", scene.evidence));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    // An action of the accessibility bus is no press.
    scene.reads();
    assert_eq!(scene.decide(Means::Accessibility), not(Doubt::NoPress));
    // And the person is not locked out.
    scene.reads();
    assert_eq!(scene.person_clicks(), Decision::Taken, "{:?}", scene.evidence);
}

/// What a program does, and why the click does not count then.
type Disturbance = (&'static str, fn(&mut Scene, &Intruder), Doubt);

#[test]
fn what_a_program_does_to_the_window_before_the_persons_click_makes_it_void() {
    let attacks: [Disturbance; 13] = [
        (
            "a cover that vanishes",
            |_, program| program.closes(program.opens_window(LEFT - 10, TOP - 10, 500, 400)),
            Doubt::WindowChanged,
        ),
        (
            "a cover beside the button",
            |_, program| {
                program.opens_window(LEFT, TOP, 60, 60);
            },
            Doubt::WindowCovered,
        ),
        (
            "moved",
            |_, program| program.moves_target(i32::from(LEFT) + 5, i32::from(TOP)),
            Doubt::WindowChanged,
        ),
        ("hidden and shown", |_, program| program.blinks_target(), Doubt::WindowChanged),
        ("reparented", |_, program| program.adopts_target(LEFT, TOP), Doubt::WindowChanged),
        (
            "moved partly off the screen",
            |scene, program| {
                program.moves_target(520, i32::from(TOP));
                scene.reads();
                scene.points((520 + 150, TOP + 130));
            },
            Doubt::WindowCovered,
        ),
        (
            "the pointer is moved",
            |_, program| program.moves_pointer(ON_BUTTON.0, ON_BUTTON.1),
            Doubt::PointerMoved,
        ),
        (
            "the pointer is warped",
            |_, program| program.warps(ON_BUTTON.0, ON_BUTTON.1),
            Doubt::PointerMoved,
        ),
        (
            "the pointer is warped with XInput",
            |_, program| program.warps_with_xinput(ON_BUTTON.0, ON_BUTTON.1),
            Doubt::PointerMoved,
        ),
        (
            "another layout",
            |scene, _| scene.seat.run("setxkbmap", &["-layout", "de"]),
            Doubt::Remapped,
        ),
        (
            "other buttons",
            |scene, _| {
                let usual = scene.x.get_pointer_mapping().unwrap().reply().unwrap().map;
                let swapped: Vec<u8> = usual.iter().rev().copied().collect();
                for buttons in [swapped, usual] {
                    scene.x.set_pointer_mapping(&buttons).unwrap().reply().unwrap();
                }
            },
            Doubt::Remapped,
        ),
        ("a program types", |_, program| program.types(SHIFT), Doubt::ProgramToo),
        (
            "a key gets another meaning",
            |_, program| program.remaps(LETTER, 0xff0d),
            Doubt::Remapped,
        ),
    ];
    let mut failed = Vec::new();
    for (name, attack, doubt) in attacks {
        let mut scene = Scene::new(&[]);
        let program = scene.intruder();
        scene.points(ON_BUTTON);
        scene.reads();
        attack(&mut scene, &program);
        program.waits_for_target();
        // A window that was hidden has lost the focus; this attack gives it back at once.
        program.focuses(scene.window);
        scene.seat.clicks();
        let decision = scene.decision();
        // The lost focus alone would be enough where that happened.
        let is_void = decision == not(doubt) || decision == not(Doubt::TooSoon);
        let evidence = scene.evidence.as_ref();
        let is_noticed = match doubt {
            Doubt::WindowChanged => {
                let changed = evidence.and_then(|evidence| evidence.window.changed);
                changed.is_some_and(|age| age < ARMING)
            }
            _ => decision == not(doubt),
        };
        if !is_void || !is_noticed {
            failed.push(format!("{name}: {decision:?} {evidence:?}"));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn a_click_or_key_for_another_window_does_not_grant() {
    let mut scene = Scene::new(&[]);
    let program = scene.intruder();
    // The person clicks elsewhere, and a program sends a click to the window at once.
    scene.points(OUTSIDE);
    scene.reads();
    scene.seat.clicks();
    program.sends_click(150, 130);
    assert_eq!(scene.decision(), not(Doubt::ProgramToo), "{:?}", scene.evidence);
    assert_eq!(scene.evidence.as_ref().unwrap().pointer.place, None);
    // The person types elsewhere.
    let other = program.opens_window(0, 0, 100, 100);
    program.focuses(other);
    scene.reads();
    scene.seat.types(ENTER);
    program.sends_focus();
    program.sends_key(ENTER);
    assert_eq!(scene.decision(), not(Doubt::TooSoon), "{:?}", scene.evidence);
    // A program gives the window the focus while the person types, and says that it had it for long.
    program.sends_focus();
    scene.reads();
    program.focuses(scene.window);
    scene.seat.types(ENTER);
    assert_eq!(scene.decision(), not(Doubt::TooSoon), "{:?}", scene.evidence);
    // The person goes on typing without noticing that another question has come.
    scene.asks_anew();
    scene.seat.types(LETTER);
    scene.seat.types(ENTER);
    assert_eq!(scene.decision(), not(Doubt::Typing), "{:?}", scene.evidence);
}

#[test]
fn a_click_that_a_program_holds_back_is_as_old_as_it_is() {
    let mut scene = Scene::new(&[]);
    let program = scene.intruder();
    scene.points(ON_BUTTON);
    scene.reads();
    program.freezes_clicks();
    scene.seat.clicks_unnoticed();
    program.has_click();
    // The question appears after the click, and is then shown for long enough.
    scene.reads();
    scene.shows();
    scene.reads();
    program.replays_click();
    assert_eq!(scene.decision(), not(Doubt::Held), "{:?}", scene.evidence);
}

#[test]
fn the_question_that_appears_under_the_pointer_waits_until_the_pointer_has_left() {
    let mut scene = Scene::new(&[]);
    scene.points(ON_BUTTON);
    scene.shows();
    scene.reads();
    scene.seat.clicks();
    assert_eq!(scene.decision(), not(Doubt::PointerWaited), "{:?}", scene.evidence);
    scene.points(BESIDE);
    scene.reads();
    assert_eq!(scene.person_clicks(), Decision::Taken, "{:?}", scene.evidence);
}

#[test]
fn who_disturbs_the_recording_gets_nothing() {
    let mut scene = Scene::new(&[]);
    let program = scene.intruder();
    scene.reads();
    program.kills_others();
    assert_eq!(scene.decide(Means::Pointer), not(Doubt::NoEvidence));
    assert!(scene.watch.watch(Some(scene.window)).is_err(), "another watcher is needed");
    for disturb in [Intruder::ends_recordings, Intruder::empties_recordings] {
        let mut scene = Scene::new(&[]);
        let program = scene.intruder();
        scene.points(ON_BUTTON);
        scene.reads();
        assert_eq!(disturb(&program), 1, "that of the watcher");
        program.clicks_as(program.device(MOUSE), 0);
        assert_eq!(scene.decision(), not(Doubt::NoEvidence), "{:?}", scene.evidence);
        // The person answers in the terminal, or the question is shown again.
        scene.watch.watch(Some(scene.window)).unwrap();
        scene.asks();
        assert_eq!(scene.person_clicks(), Decision::Taken, "{:?}", scene.evidence);
    }
}

#[test]
fn a_device_that_the_user_has_named_may_grant() {
    let device = Some("Virtual core XTEST pointer".to_owned());
    let mut scene = Scene::with(&[], ConsentRules { assistive_device: device });
    let program = scene.intruder();
    scene.points(ON_BUTTON);
    program.clicks();
    assert_eq!(scene.decision(), Decision::Taken, "{:?}", scene.evidence);
    scene.consent.share_control(true);
    scene.reads();
    program.clicks();
    assert_eq!(scene.decision(), not(Doubt::Program), "{:?}", scene.evidence);
}

#[test]
fn a_window_that_is_gone_is_not_watched_and_the_next_one_is() {
    let mut scene = Scene::new(&[]);
    let gone = scene.x.generate_id().unwrap();
    assert!(scene.watch.watch(Some(gone)).is_err(), "there is no such window");
    assert!(scene.watch.evidence(&Seen::default()).is_err());
    scene.watch.watch(Some(scene.window)).unwrap();
    scene.asks();
    assert_eq!(scene.person_clicks(), Decision::Taken, "{:?}", scene.evidence);
    scene.x.destroy_window(scene.window).unwrap();
    scene.x.sync().unwrap();
    let until = now() + PATIENCE;
    while scene.watch.evidence(&Seen::default()).is_ok() {
        assert!(now() < until, "the window is gone");
    }
    let root = scene.root;
    scene.watch.watch(Some(root)).unwrap();
}

#[test]
fn under_a_window_manager_a_person_grants_and_a_frame_that_moves_makes_it_void() {
    let mut scene = Scene::new(&[]);
    let _openbox = scene.seat.start_program("openbox");
    scene.has_frame();
    let (beside, on_button) = (scene.on_screen(20, 20), scene.on_screen(150, 130));
    scene.points(beside);
    scene.shows();
    scene.reads();
    scene.points(on_button);
    scene.seat.clicks();
    assert_eq!(scene.decision(), Decision::Taken, "{:?}", scene.evidence);
    scene.reads();
    scene.seat.types(ENTER);
    assert_eq!(scene.decision(), Decision::Taken, "{:?}", scene.evidence);
    // The window manager moves the frame, not the window in it.
    scene.reads();
    let program = scene.intruder();
    let (left, top) = scene.on_screen(0, 0);
    program.moves_target(i32::from(left) + 8, i32::from(top) + 8);
    eventually("it has moved", || (scene.on_screen(0, 0) != (left, top)).then_some(()));
    scene.seat.clicks();
    assert_eq!(scene.decision(), not(Doubt::WindowChanged), "{:?}", scene.evidence);
    // A window of another program above a corner.
    let cover = program.opens_window(left, top, 40, 40);
    scene.reads();
    scene.seat.clicks();
    assert_eq!(scene.decision(), not(Doubt::WindowCovered), "{:?}", scene.evidence);
    program.closes(cover);
    scene.reads();
    scene.seat.clicks();
    assert_eq!(scene.decision(), Decision::Taken, "{:?}", scene.evidence);
}
