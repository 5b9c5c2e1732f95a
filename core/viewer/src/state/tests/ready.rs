//! What is prepared before Connect is pressed.

use alloc::format;
use alloc::vec::Vec;

use protocol::limits::PREPARED_LIFETIME;

use super::*;

fn claims(outputs: &[Output]) -> usize {
    let claim = |output: &&Output| matches!(output, Output::Signal(ToSignal::Claim { .. }));
    outputs.iter().filter(claim).count()
}

#[test]
fn what_was_prepared_while_the_code_was_typed_is_used_at_once() {
    let mut play = Play::new();
    assert_eq!(play.give(prepare()), [open_path(), Output::OpenSocket, Output::PrepareLane]);
    assert_eq!(play.give(prepare()), [Output::PrepareLane], "the others once");
    play.give(on_path(PathInput::Offer { sdp: "offer".into() }));
    play.give(on_path(PathInput::Candidate(candidate("own-1"))));
    assert_eq!(play.give(Input::Signal(SignalInput::Open)), [], "nothing is said to anybody");
    assert_eq!(play.viewer.view(), &View::default(), "and the page shows nothing of it");

    let outputs = play.connect();
    assert_eq!(claims(&outputs), 1, "{outputs:?}");
    assert!(!outputs.iter().any(opens_path) && !outputs.contains(&Output::OpenSocket));
    let Some(Output::Signal(ToSignal::Claim { body, .. })) =
        outputs.iter().find(|output| matches!(output, Output::Signal(_)))
    else {
        panic!("{outputs:?}");
    };
    let (waiting, pake) =
        SharerHandshake::answer(&play.code, body.as_bytes(), &mut Counting(9)).unwrap();
    let outputs = play.relay(pake);
    let proof = bodies(&outputs).next().unwrap().to_vec();
    play.sharer = Some(waiting.confirm(&proof).unwrap().0);
    let is_other = |output: &Output| !matches!(output, Output::Signal(_));
    let rest: Vec<_> = outputs.into_iter().skip_while(is_other).skip(1).collect();
    let said = play.open(&rest);
    assert!(
        matches!(
            said.as_slice(),
            [
                Introduction::Hello { .. },
                Introduction::Offer { .. },
                Introduction::Candidate { .. }
            ]
        ),
        "offer and candidates leave with the proof: {said:?}"
    );
}

#[test]
fn what_is_still_on_its_way_is_waited_for() {
    let mut play = Play::new();
    play.give(prepare());
    let outputs = play.connect();
    assert!(!outputs.iter().any(opens_path) && !outputs.contains(&Output::OpenSocket));
    assert_eq!(claims(&outputs), 0);
    assert_eq!(claims(&play.give(Input::Signal(SignalInput::Open))), 1);
}

#[test]
fn preparations_end_after_a_while_and_begin_anew_when_they_are_wanted() {
    let mut play = Play::new();
    play.give(prepare());
    play.give(Input::Signal(SignalInput::Open));
    let outputs = play.wait(PREPARED_LIFETIME);
    assert_eq!(outputs, [Output::CloseSocket, close_path()]);
    assert_eq!(play.viewer.deadline(), None, "nothing is left");
    let outputs = play.connect();
    let second = PathId::FIRST.next();
    let open = Output::Path(second, PathOutput::Open { ice_servers: Vec::new() });
    assert_eq!(outputs.get(..2), Some([open, Output::OpenSocket].as_slice()));
    assert_eq!(claims(&outputs), 0);
}

#[test]
fn a_link_that_the_server_closed_meanwhile_is_opened_again() {
    let mut play = Play::new();
    play.give(prepare());
    play.give(Input::Signal(SignalInput::Open));
    assert_eq!(play.give(Input::Signal(SignalInput::Closed)), [Output::CloseSocket]);
    assert_eq!(play.viewer.view().phase, Phase::Idle, "nobody is bothered with it");
    let outputs = play.connect();
    assert!(outputs.contains(&Output::OpenSocket) && !outputs.iter().any(opens_path));
    assert_eq!(claims(&outputs), 0);
    assert_eq!(claims(&play.give(Input::Signal(SignalInput::Open))), 1);
}

#[test]
fn what_the_page_opens_before_the_module_runs_speaks_the_same_protocol() {
    let boot = include_str!("../../../../../www/boot.js");
    let subprotocol = format!("\"{}\"", protocol::signal::SUBPROTOCOL);
    assert_eq!(boot.matches(&subprotocol).count(), 1, "{subprotocol}");
}
