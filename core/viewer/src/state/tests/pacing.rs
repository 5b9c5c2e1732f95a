//! What is typed faster than the sharer takes it.

use protocol::limits::{INPUT_BURST, INPUT_IN_FLIGHT, INPUT_WAITING};

use super::*;
use crate::input::text::typed_text;

fn told(outputs: &[Output]) -> usize {
    let told = Output::Notify(Notice::InputLost(InputLoss::TooMuch));
    outputs.iter().filter(|output| **output == told).count()
}

impl Play {
    fn types(&mut self, text: &str) -> Vec<Output> {
        let events = typed_text(text).into_iter();
        events.flat_map(|event| self.give(Input::Person(PersonInput::Control(event)))).collect()
    }

    /// The sharer has received so many events.
    fn receives(&mut self, count: usize) -> Vec<Output> {
        let pong = ToViewer::Pong { at: 0, media: 0, seen: None };
        self.say_on(self.path, pong.unnumbered(0, u32::try_from(count).unwrap()))
    }
}

#[test]
fn a_long_text_arrives_whole_and_in_order_and_never_more_at_once_than_the_gate_admits() {
    let mut play = Play::controlling();
    let text: String = ('a'..='z').cycle().take(1_000).collect();
    let mut outputs = play.types(&text);
    assert_eq!(sent(&outputs).len(), INPUT_BURST as usize);
    for _ in 0..40 {
        let before = sent(&outputs).len();
        outputs.extend(play.wait(Duration::from_millis(250)));
        outputs.extend(play.receives(before));
        assert!(sent(&outputs).len() - before <= INPUT_IN_FLIGHT);
    }
    assert_eq!(sent(&outputs), typed_text(&text));
    assert_eq!(told(&outputs), 0);
}

#[test]
fn a_sharer_that_confirms_nothing_gets_no_more_and_the_page_waits_without_a_deadline_of_its_own() {
    let mut play = Play::controlling();
    let mut outputs = play.types(&"x".repeat(1_000));
    outputs.extend(play.live(Duration::from_secs(10)));
    assert_eq!(sent(&outputs).len(), INPUT_IN_FLIGHT);
}

#[test]
fn the_helper_is_told_once_what_is_too_much_even_to_wait() {
    let mut play = Play::controlling();
    // Each character goes down and comes up; a part of it is sent at once.
    let all = (INPUT_WAITING + INPUT_BURST as usize) / 2;
    assert_eq!(told(&play.types(&"x".repeat(all))), 0);
    assert_eq!(told(&play.types("xx")), 1);
}

#[test]
fn what_waits_is_given_up_with_control() {
    let mut play = Play::controlling();
    play.types(&"x".repeat(1_000));
    play.say(&ToViewer::ControlEnded { by: Party::User });
    play.receives(INPUT_IN_FLIGHT);
    play.phase(WirePhase::ScreenSharing);
    assert_eq!(sent(&play.live(Duration::from_secs(2))), []);
    play.give(Input::Person(PersonInput::RequestControl));
    let outputs = play.phase(WirePhase::ControlSharing);
    assert_eq!(sent(&outputs), []);
    assert_eq!(sent(&play.press(Action::Press)), [key(Action::Press)]);
}
