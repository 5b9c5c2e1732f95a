use alloc::vec::Vec;

use protocol::geometry::Point;
use protocol::input::Button;
use protocol::key::PhysicalKey;
use protocol::limits::INPUT_EVENTS_PER_SECOND;

use super::*;

const NOW: Tick = Tick::from_millis(5_000);
const BURST: usize = INPUT_BURST as usize;

fn key(action: Action) -> InputEvent {
    InputEvent::Key { key: PhysicalKey::DELETE, action }
}

fn letter(action: Action) -> InputEvent {
    InputEvent::Character { key: None, character: 'a', action }
}

fn to(x: u16) -> InputEvent {
    InputEvent::Move { seq: x.into(), point: Point { x, y: 0 } }
}

fn turn(seq: u32, dy: i16) -> InputEvent {
    InputEvent::Wheel { seq, point: Point::default(), dx: 0, dy }
}

fn press(seq: u32) -> InputEvent {
    let (point, button, action) = (Point::default(), Button::Left, Action::Press);
    InputEvent::Button { seq, point, button, action }
}

/// Pushes these, of which none is lost.
fn with(events: &[InputEvent]) -> Pacing {
    let mut pacing = Pacing::default();
    for event in events {
        assert_eq!(pacing.push(*event), None);
    }
    pacing
}

/// All that goes out now, with nothing in flight.
fn out(pacing: &mut Pacing, now: Tick) -> Vec<InputEvent> {
    core::iter::from_fn(|| pacing.next(0, now)).collect()
}

#[test]
fn what_is_typed_goes_out_at_once() {
    let events = [key(Action::Press), to(1), key(Action::Release), press(2)];
    let mut pacing = with(&events);
    assert_eq!(out(&mut pacing, NOW), events);
    assert_eq!(pacing.deadline(0), None);
}

#[test]
fn more_than_a_burst_waits_and_keeps_its_order_and_its_pace() {
    let events: Vec<_> = (0..1000).map(|n| InputEvent::Picture { seq: n, number: n }).collect();
    let mut pacing = with(&events);
    let mut sent = out(&mut pacing, NOW);
    assert_eq!(sent.len(), BURST);
    let mut now = NOW;
    while let Some(due) = pacing.deadline(0) {
        assert!(due > now, "it is never due now");
        now = due;
        let more = out(&mut pacing, now);
        assert!(!more.is_empty(), "it is due when it says so");
        sent.extend(more);
    }
    assert_eq!(sent, events);
    let took = now.since(NOW).as_secs_f64();
    let at_least = 800.0 / f64::from(INPUT_EVENTS_SENT_PER_SECOND);
    assert!((at_least..at_least * 1.5).contains(&took), "{took} s");
}

/// What is in flight may arrive together with what is sent until it does: the gate lets so much pass.
#[test]
fn the_gate_admits_what_is_sent_at_this_pace_however_it_is_bunched_up() {
    assert!(INPUT_IN_FLIGHT + BURST <= INPUT_EVENTS_PER_SECOND as usize);
    const { assert!(INPUT_EVENTS_SENT_PER_SECOND < INPUT_EVENTS_PER_SECOND) };
}

#[test]
fn nothing_goes_out_while_too_much_is_in_flight() {
    let mut pacing = with(&[key(Action::Press)]);
    assert_eq!(pacing.next(INPUT_IN_FLIGHT, NOW), None);
    assert_eq!(pacing.deadline(INPUT_IN_FLIGHT), None, "the arrival is waited for");
    assert_eq!(pacing.next(INPUT_IN_FLIGHT - 1, NOW), Some(key(Action::Press)));
}

#[test]
fn moves_and_turns_that_wait_become_one_and_jump_nothing() {
    for (events, left) in [
        (&[to(1), to(2), press(3)][..], &[press(3)][..]),
        (&[press(1), to(2), to(3)], &[press(1), to(3)]),
        (&[turn(1, 60), to(2), turn(3, 70), to(4)], &[turn(3, 130), to(4)]),
        (&[turn(1, 60), press(2), turn(3, 70)], &[turn(1, 60), press(2), turn(3, 70)]),
        (&[turn(1, 900), turn(2, 60), turn(3, 1)], &[turn(2, 960), turn(3, 1)]),
        (&[to(1), key(Action::Press), to(2)], &[to(1), key(Action::Press), to(2)]),
    ] {
        assert_eq!(out(&mut with(events), NOW), left, "{events:?}");
    }
}

#[test]
fn a_text_that_has_no_room_is_lost_with_its_releases_and_keys_are_not() {
    let mut pacing = Pacing::default();
    for _ in 0..INPUT_WAITING / 2 {
        assert_eq!(pacing.push(letter(Action::Press)), None);
        assert_eq!(pacing.push(letter(Action::Release)), None);
    }
    assert_eq!(pacing.push(letter(Action::Press)), Some(Lost::This));
    assert_eq!(pacing.push(letter(Action::Release)), None);
    assert_eq!(pacing.push(turn(1, 120)), None, "that something is lost was said");
    assert_eq!(pacing.push(to(2)), None, "the next move makes up for it");
    assert_eq!(pacing.waiting.len(), INPUT_WAITING);
    for action in [Action::Press, Action::Release] {
        assert_eq!(pacing.push(key(action)), None);
    }
    let last = pacing.waiting.iter().skip(INPUT_WAITING);
    assert!(last.eq(&[key(Action::Press), key(Action::Release)]));
    pacing.clear();
    assert_eq!(pacing.next(0, NOW), None);
    pacing.waiting.extend([key(Action::Press); INPUT_WAITING]);
    assert_eq!(pacing.push(turn(1, 120)), Some(Lost::This), "said again after all had been sent");
}

#[test]
fn what_is_too_much_at_last_is_all_released() {
    let mut pacing = Pacing::default();
    let picture = InputEvent::Picture { seq: 1, number: 7 };
    pacing.push(picture);
    for _ in 1..2 * INPUT_WAITING {
        assert_eq!(pacing.push(key(Action::Press)), None);
    }
    assert_eq!(pacing.push(press(2)), Some(Lost::All));
    assert_eq!(out(&mut pacing, NOW), [picture, InputEvent::ReleaseAll, press(2)]);
}

#[test]
fn what_waits_can_be_forgotten_but_for_the_picture_that_points_refer_to() {
    let picture = |number| InputEvent::Picture { seq: number, number };
    let mut pacing = with(&[picture(1), key(Action::Press), picture(2), to(3)]);
    pacing.clear();
    assert_eq!(out(&mut pacing, NOW), [picture(2)]);
}
