//! A person does something harmless, and a program makes the button's activation of it.

use sharer::person::consent::{Decision, Doubt};
use sharer::platform::press_watch::PressOrigin;

use crate::scene::{ENTER, ESCAPE, LEFT, ON_BUTTON, RETURN_KEYSYM, SHIFT, Scene, TOP, open};

fn not(doubt: Doubt) -> Decision {
    Decision::NotTaken(doubt)
}

#[test]
fn a_harmless_key_of_the_person_is_no_enter_that_a_program_sends() {
    let mut scene = Scene::new(&[]);
    let program = scene.intruder();
    scene.seat.types(SHIFT);
    program.sends_key(ENTER);
    assert_eq!(scene.decision(), not(Doubt::NoPress), "{:?}", scene.evidence);
    assert!(scene.evidence.unwrap().press.is_some_and(|press| !press.activates));
}

#[test]
fn a_key_that_a_program_has_made_to_enter_does_not_grant() {
    // While the question is shown, and before it.
    let mut scene = Scene::new(&[]);
    let program = scene.intruder();
    program.remaps(ESCAPE, RETURN_KEYSYM);
    scene.reads();
    scene.seat.types(ESCAPE);
    assert_eq!(scene.decision(), not(Doubt::NoPress), "{:?}", scene.evidence);
    // Not even Enter, since the keys have changed.
    scene.reads();
    scene.seat.types(ENTER);
    assert_eq!(scene.decision(), not(Doubt::Remapped), "{:?}", scene.evidence);
    scene.asks_anew();
    scene.seat.types(ESCAPE);
    assert_eq!(scene.decision(), not(Doubt::NoPress), "{:?}", scene.evidence);
    scene.reads();
    scene.seat.types(ENTER);
    assert_eq!(scene.decision(), Decision::Taken, "{:?}", scene.evidence);
}

#[test]
fn after_a_program_pressed_a_key_only_the_mouse_grants() {
    for presses in [
        |program: &alongside_tests::intruder::Intruder| program.types(SHIFT),
        |program: &alongside_tests::intruder::Intruder| program.sends_key(SHIFT),
    ] {
        let mut scene = Scene::new(&[]);
        let program = scene.intruder();
        presses(&program);
        scene.reads();
        scene.seat.types(ENTER);
        assert_eq!(scene.decision(), not(Doubt::ProgramToo), "{:?}", scene.evidence);
        assert_eq!(scene.origin(), Some(PressOrigin::Device));
        assert_eq!(scene.person_clicks(), Decision::Taken, "{:?}", scene.evidence);
        scene.asks_anew();
        scene.seat.types(ENTER);
        assert_eq!(scene.decision(), Decision::Taken, "{:?}", scene.evidence);
    }
}

#[test]
fn another_window_of_the_same_program_covers_the_question_too() {
    let mut scene = Scene::new(&[]);
    let program = scene.intruder();
    let bar = open(&scene.x, scene.root, true);
    program.moves_above(bar, 790, 590);
    scene.asks_anew();
    scene.points(ON_BUTTON);
    program.moves_above(bar, LEFT + 380, TOP + 280);
    scene.reads();
    scene.seat.clicks();
    assert_eq!(scene.decision(), not(Doubt::WindowCovered), "{:?}", scene.evidence);
    scene.reads();
    program.moves_above(bar, 790, 590);
    scene.seat.clicks();
    assert_eq!(scene.decision(), not(Doubt::WindowChanged), "{:?}", scene.evidence);
    scene.reads();
    scene.seat.clicks();
    assert_eq!(scene.decision(), Decision::Taken, "{:?}", scene.evidence);
}

#[test]
fn no_recording_is_left_when_a_question_is_closed_or_cannot_be_watched() {
    let mut scene = Scene::new(&[]);
    let program = scene.intruder();
    scene.watch.unwatch();
    assert!(scene.watch.evidence().is_err(), "and the order to end it was obeyed");
    assert_eq!(program.ends_recordings(), 0);
    let gone = scene.root + 1_000;
    for _ in 0..3 {
        scene.watch.watch(scene.window).unwrap();
        assert!(scene.watch.watch(gone).is_err(), "there is no such window");
        assert_eq!(program.ends_recordings(), 0);
    }
    scene.asks_anew();
    assert_eq!(program.ends_recordings(), 1);
}
