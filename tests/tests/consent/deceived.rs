//! A person does something harmless, and a program makes the button's activation of it.

use alongside_tests::intruder::Intruder;
use sharer::person::consent::{Decision, Doubt};
use sharer::platform::press_watch::{PressOrigin, Seen};

use crate::scene::{
    BESIDE, BUTTON, ENTER, ESCAPE, LEFT, ON_BUTTON, RETURN_KEYSYM, SHIFT, Scene, TOP, open,
};

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
    for presses in
        [|program: &Intruder| program.types(SHIFT), |program: &Intruder| program.sends_key(SHIFT)]
    {
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
fn a_pointer_that_a_program_has_moved_to_the_button_grants_nothing_until_the_person_moves_it() {
    let (x, y) = ON_BUTTON;
    let attacks: [fn(&Intruder, i16, i16); 3] =
        [Intruder::moves_pointer, Intruder::warps, Intruder::warps_with_xinput];
    for (attack, moves) in attacks.into_iter().enumerate() {
        let mut scene = Scene::new(&[]);
        let program = scene.intruder();
        moves(&program, x, y);
        scene.reads();
        scene.seat.clicks();
        assert_eq!(scene.decision(), not(Doubt::PointerMoved), "{attack}: {:?}", scene.evidence);
        scene.points(BESIDE);
        assert_eq!(scene.person_clicks(), Decision::Taken, "{attack}: {:?}", scene.evidence);
    }
}

#[test]
fn a_click_that_a_program_has_prepared_to_move_the_pointer_does_not_grant() {
    let mut scene = Scene::new(&[]);
    let program = scene.intruder();
    // Before the question, so that no request is seen while it is shown.
    program.traps_clicks(program.opens_trap(ON_BUTTON.0, ON_BUTTON.1, 1, 1));
    scene.asks_anew();
    scene.seat.clicks_unnoticed();
    program.has_click();
    program.replays_click();
    assert_eq!(scene.decision(), not(Doubt::PointerMoved), "{:?}", scene.evidence);
    let pointer = scene.evidence.unwrap().pointer;
    assert!(pointer.place.is_some_and(|place| BUTTON.has(place)), "{pointer:?}");
    assert!(pointer.moved_by_program.is_none(), "{pointer:?}");
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
    assert!(scene.watch.evidence(&Seen::default()).is_err(), "and the order to end it was obeyed");
    assert_eq!(program.ends_recordings(), 0);
    let gone = scene.root + 1_000;
    for _ in 0..3 {
        scene.watch.watch(Some(scene.window)).unwrap();
        assert!(scene.watch.watch(Some(gone)).is_err(), "there is no such window");
        assert_eq!(program.ends_recordings(), 0);
    }
    scene.asks_anew();
    assert_eq!(program.ends_recordings(), 1);
}
