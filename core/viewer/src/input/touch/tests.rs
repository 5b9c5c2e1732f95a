use std::vec::Vec;

use proptest::prelude::*;

use super::*;

const SIZE: (u32, u32) = (800, 600);

fn surface() -> Surface {
    let bounds = Bounds { left: 0.0, top: 0.0, width: 400.0, height: 300.0 };
    Surface { bounds, size: Size::new(SIZE.0, SIZE.1).unwrap() }
}

fn tick(ms: u64) -> Tick {
    Tick::from_millis(ms)
}

/// The point under a position of the page.
fn at(x: f64, y: f64) -> Point {
    point(x, y, surface().bounds, surface().size).unwrap()
}

struct Play {
    touch: Touch,
    now: u64,
}

impl Play {
    fn new(mode: TouchMode) -> Self {
        let mut touch = Touch::default();
        touch.set_mode(mode);
        Self { touch, now: 1000 }
    }

    fn direct() -> Self {
        Self::new(TouchMode::Direct)
    }

    fn act(&mut self, id: i32, x: f64, y: f64, step: TouchStep) -> Vec<Gesture> {
        self.touch.handle(TouchInput { id, x, y, step }, surface(), tick(self.now));
        self.gestures()
    }

    fn gestures(&mut self) -> Vec<Gesture> {
        core::iter::from_fn(|| self.touch.poll()).collect()
    }

    fn down(&mut self, id: i32, x: f64, y: f64) -> Vec<Gesture> {
        self.act(id, x, y, TouchStep::Down)
    }

    fn moves(&mut self, id: i32, x: f64, y: f64) -> Vec<Gesture> {
        self.now += 10;
        self.act(id, x, y, TouchStep::Move)
    }

    fn up(&mut self, id: i32) -> Vec<Gesture> {
        self.act(id, 0.0, 0.0, TouchStep::Up)
    }

    fn waits(&mut self, ms: u64) -> Vec<Gesture> {
        self.now += ms;
        self.touch.timeout(surface(), tick(self.now));
        self.gestures()
    }
}

fn click(at: Point, button: u16) -> [Gesture; 3] {
    [0, button, 0].map(|held| Gesture::Pointer(at, held))
}

#[test]
fn a_tap_is_a_click_where_the_finger_came_down() {
    let mut play = Play::direct();
    assert_eq!(play.down(1, 50.0, 50.0), []);
    assert_eq!(play.moves(1, 53.0, 53.0), [], "a finger trembles");
    assert_eq!(play.up(1), click(at(50.0, 50.0), LEFT));
    assert_eq!(play.touch.deadline(), None);
}

#[test]
fn a_long_press_is_the_other_button_once() {
    let mut play = Play::direct();
    play.down(1, 50.0, 50.0);
    assert_eq!(play.waits(499), []);
    assert_eq!(play.waits(1), click(at(50.0, 50.0), RIGHT));
    assert_eq!(play.up(1), []);
}

#[test]
fn one_finger_takes_the_pointer_along_without_a_button() {
    let mut play = Play::direct();
    play.down(1, 0.0, 0.0);
    assert_eq!(play.moves(1, 20.0, 0.0), [Gesture::Pointer(at(20.0, 0.0), 0)]);
    assert_eq!(play.up(1), [], "no click at the end");
}

#[test]
fn a_second_tap_that_moves_drags_and_one_that_does_not_clicks() {
    let mut play = Play::direct();
    play.down(1, 50.0, 50.0);
    play.up(1);
    play.now += 100;
    play.down(1, 52.0, 50.0);
    let begin = at(52.0, 50.0);
    let expected = [
        Gesture::Pointer(begin, 0),
        Gesture::Pointer(begin, LEFT),
        Gesture::Pointer(at(80.0, 60.0), LEFT),
    ];
    assert_eq!(play.moves(1, 80.0, 60.0), expected);
    assert_eq!(play.moves(1, 90.0, 60.0), [Gesture::Pointer(at(90.0, 60.0), LEFT)]);
    assert_eq!(play.up(1), [Gesture::Pointer(at(90.0, 60.0), 0)]);

    play.down(1, 50.0, 50.0);
    play.up(1);
    play.down(1, 50.0, 50.0);
    assert_eq!(play.up(1), click(at(50.0, 50.0), LEFT));
    // Too late, and too far away, it is a tap of its own.
    play.now += 300;
    play.down(1, 50.0, 50.0);
    assert_eq!(play.moves(1, 80.0, 50.0), [Gesture::Pointer(at(80.0, 50.0), 0)]);
}

#[test]
fn two_fingers_that_move_together_turn_the_wheel_and_never_click() {
    let mut play = Play::direct();
    play.down(1, 0.0, 100.0);
    play.down(2, 50.0, 100.0);
    assert_eq!(play.waits(9999), []);
    play.moves(1, 0.0, 80.0);
    play.moves(2, 50.0, 80.0);
    let scrolled = play.moves(1, 0.0, 60.0);
    assert_eq!(scrolled, [Gesture::Scroll(at(25.0, 70.0), (0.0, 10.0))]);
    assert_eq!((play.up(1), play.up(2)), (Vec::new(), Vec::new()));
    play.down(3, 1.0, 1.0);
    assert!(!play.up(3).is_empty(), "the next tap is one again");
}

#[test]
fn a_tap_of_two_fingers_is_the_other_button() {
    let mut play = Play::direct();
    play.down(1, 10.0, 10.0);
    play.down(2, 30.0, 10.0);
    assert_eq!(play.up(1), click(at(20.0, 10.0), RIGHT));
    assert_eq!(play.up(2), []);
}

#[test]
fn two_fingers_that_move_apart_enlarge_around_their_middle() {
    let mut play = Play::direct();
    play.down(1, 100.0, 100.0);
    play.down(2, 200.0, 100.0);
    play.moves(1, 80.0, 100.0);
    let gestures = play.moves(2, 220.0, 100.0);
    let [Gesture::Pinch { factor, center, pan }] = gestures.as_slice() else {
        panic!("{gestures:?}")
    };
    assert!((factor - 140.0 / 120.0).abs() < 1e-9, "{factor}");
    assert_eq!((*center, *pan), ((140.0, 100.0), (10.0, 0.0)));
}

#[test]
fn three_fingers_move_the_picture_and_let_it_go_at_their_speed() {
    let mut play = Play::direct();
    for id in 1..=3 {
        play.down(id, 100.0 * f64::from(id), 100.0);
    }
    let mut seen = Vec::new();
    for step in 1..=10 {
        for id in 1..=3 {
            play.now -= 6;
            seen.extend(play.moves(id, 100.0 * f64::from(id), 100.0 + 9.0 * f64::from(step)));
        }
    }
    let pans: f64 = seen
        .iter()
        .map(|gesture| match gesture {
            Gesture::Pinch { factor, pan, .. } => {
                assert_eq!(*factor, 1.0);
                pan.1
            }
            Gesture::Pointer(..) | Gesture::Scroll(..) | Gesture::Fling(_) => panic!("{gesture:?}"),
        })
        .sum();
    assert!((pans - 90.0).abs() < 1e-9, "{pans}");
    let gestures = play.up(1);
    let [Gesture::Fling((_, down))] = gestures.as_slice() else { panic!("{gestures:?}") };
    assert!((0.3..1.5).contains(down), "{down} px/ms");
}

#[test]
fn a_trackpad_moves_the_pointer_as_far_as_the_finger_and_clicks_where_it_is() {
    let mut play = Play::new(TouchMode::Trackpad);
    let pointed = |gestures: &[Gesture]| match gestures {
        [Gesture::Pointer(at, 0)] => at.to_pixel(surface().size),
        other => panic!("{other:?}"),
    };
    play.down(1, 5.0, 5.0);
    let begin = pointed(&play.moves(1, 20.0, 5.0));
    assert_eq!(begin, (400, 300), "the middle, wherever the finger is");
    let moved = pointed(&play.moves(1, 30.0, 5.0));
    assert!(moved.0 > begin.0 + 5 && moved.1 == begin.1, "{moved:?}");
    play.up(1);
    play.now += 1000;
    play.down(1, 300.0, 200.0);
    let clicked = play.up(1);
    assert!(
        matches!(clicked[1], Gesture::Pointer(at, LEFT) if at.to_pixel(surface().size) == moved)
    );
    // It stays within the picture.
    play.now += 1000;
    play.down(1, 0.0, 0.0);
    for n in 1..100 {
        let seen = play.moves(1, 100.0 * f64::from(n), 0.0);
        assert!(pointed(&seen).0 < SIZE.0);
    }
}

#[derive(Clone, Debug)]
enum Act {
    Touch(i32, f64, f64, TouchStep),
    Wait(u64),
    Mode(TouchMode),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let step = prop_oneof![
        Just(TouchStep::Down),
        Just(TouchStep::Move),
        Just(TouchStep::Move),
        Just(TouchStep::Up),
        Just(TouchStep::Cancel)
    ];
    let place = prop_oneof![Just(0.0), -50.0..500.0f64, Just(f64::NAN), Just(1e300)];
    let place2 = prop_oneof![Just(0.0), -50.0..500.0f64, Just(f64::INFINITY)];
    let mode = prop_oneof![Just(TouchMode::Direct), Just(TouchMode::Trackpad)];
    let act = prop_oneof![
        8 => (0..7i32, place, place2, step).prop_map(|(id, x, y, step)| Act::Touch(id, x, y, step)),
        3 => (0..700u64).prop_map(Act::Wait),
        1 => mode.prop_map(Act::Mode),
    ];
    proptest::collection::vec(act, 0..80)
}

proptest! {
    /// Whatever fingers do: when none is left, no button is down, and the numbers that come out are finite.
    #[test]
    fn no_button_stays_down_whatever_the_touches_do(acts in acts()) {
        let mut play = Play::direct();
        let mut held = 0;
        let mut fingers = std::collections::BTreeSet::new();
        for act in acts {
            let gestures = match act {
                Act::Touch(id, x, y, step) => {
                    match step {
                        TouchStep::Down if x.is_finite() && y.is_finite() => {
                            fingers.insert(id);
                        }
                        TouchStep::Up | TouchStep::Cancel => {
                            fingers.remove(&id);
                        }
                        TouchStep::Down | TouchStep::Move => {}
                    }
                    let place = if matches!(step, TouchStep::Up | TouchStep::Cancel) { (0.0, 0.0) } else { (x, y) };
                    play.act(id, place.0, place.1, step)
                }
                Act::Wait(ms) => play.waits(ms),
                Act::Mode(mode) => {
                    // The caller releases what is held.
                    play.touch.clear();
                    play.touch.set_mode(mode);
                    held = 0;
                    fingers.clear();
                    Vec::new()
                }
            };
            for gesture in gestures {
                match gesture {
                    Gesture::Pointer(_, buttons) => held = buttons,
                    Gesture::Scroll(_, (x, y)) | Gesture::Fling((x, y)) => {
                        prop_assert!(x.is_finite() && y.is_finite());
                    }
                    Gesture::Pinch { factor, center, pan } => {
                        prop_assert!(factor.is_finite() && factor >= 0.0);
                        prop_assert!(center.0.is_finite() && pan.0.is_finite());
                    }
                }
            }
            if fingers.is_empty() {
                prop_assert_eq!(held, 0);
            }
        }
    }
}
