//! Meeting the sharer again when the path in use is silent.

use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;

use protocol::limits::{
    HEARTBEAT_STALE, PATH_SILENT, RECONNECT_TIMEOUT, REJOIN_RETRIES, REJOIN_RETRY_MAX,
    REJOIN_RETRY_MIN, REJOIN_SPARE_RETRY_MAX, REJOIN_TIMEOUT,
};

use super::paths::{closed, opened, with_lane};
use super::*;

/// Answers a request to resume.
type Answer = fn(&Play, &[u8]) -> Vec<u8>;

const MOMENT: Duration = Duration::from_millis(1);

/// The requests to resume, at the tag of the session.
fn requests(outputs: &[Output]) -> Vec<&Output> {
    let is_request = |output: &&Output| matches!(output, Output::Signal(ToSignal::AwaitAt { .. }));
    outputs.iter().filter(is_request).collect()
}

fn opens_socket(outputs: &[Output]) -> bool {
    outputs.contains(&Output::OpenSocket)
}

fn logs_resumed(outputs: &[Output]) -> bool {
    outputs.contains(&Output::Log(LogEvent::Resumed))
}

impl Play {
    /// The page makes another direct path, and offers it.
    fn offer(&mut self, id: PathId) -> Vec<Introduction> {
        let outputs = self.give(Input::Path(id, PathInput::Offer { sdp: "again".into() }));
        self.open(&outputs)
    }

    /// The server is reached again: the page asks for the sharer. Returns the body of the request.
    fn asks(&mut self) -> Vec<u8> {
        let outputs = self.give(Input::Signal(SignalInput::Open));
        self.asked(&outputs)
    }

    fn asked(&self, outputs: &[Output]) -> Vec<u8> {
        let [Output::Signal(ToSignal::AwaitAt { tag, body, version: protocol::VERSION })] =
            requests(outputs)[..]
        else {
            panic!("{outputs:?}");
        };
        assert_eq!(*tag, self.resumption.as_ref().unwrap().tag());
        body.as_bytes().to_vec()
    }

    fn refuse(&mut self) -> Vec<Output> {
        self.signal(&FromSignal::Refused { reason: Refusal::Unknown })
    }

    /// The sharer takes the request, if its counter is above `last`. Returns the counter and the answer.
    fn answer(&self, last: u32, request: &[u8]) -> Option<(u32, SealedChannel, Vec<u8>)> {
        self.resumption.as_ref().unwrap().answer(last, request, &mut Counting(99)).ok()
    }

    /// Up to the time when the page has given up its connection to the server and opens another one.
    fn lost() -> Self {
        let mut play = Self::controlling_in(with_lane());
        play.live(Duration::from_secs(20));
        let outputs = play.wait(Duration::from_secs(5));
        assert!(opens_socket(&outputs));
        play
    }
}

#[test]
fn a_silent_path_leads_to_another_direct_one_and_then_to_a_new_connection_to_the_server() {
    let mut play = Play::sharing();
    play.live(Duration::from_secs(20));
    assert_eq!(opened(&play.wait(PATH_SILENT - MOMENT)), []);
    let outputs = play.wait(MOMENT);
    let [second] = opened(&outputs)[..] else { panic!("{outputs:?}") };
    assert_eq!(play.viewer.view().picture, Picture::Shown, "nobody has noticed yet");
    let offer = Introduction::Offer { path: second.0, sdp: "again".into() };
    assert_eq!(play.offer(second), [offer], "over the sealed channel that is open");
    assert_eq!(closed(&outputs), [], "the silent one may still be heard again");

    let outputs = play.wait(Duration::from_millis(900));
    assert!(!opens_socket(&outputs) && opened(&outputs).is_empty());
    play.introduce(&answer(second));
    let outputs = play.wait(Duration::from_millis(1_849));
    assert!(!opens_socket(&outputs) && opened(&outputs).is_empty(), "the sharer is there");
    let outputs = play.wait(MOMENT);
    let close = outputs.iter().position(|output| *output == Output::CloseSocket).unwrap();
    assert!(outputs[close..].contains(&Output::OpenSocket), "{outputs:?}");
    play.asks();
}

/// A server lets an address claim ten times a minute.
#[test]
fn a_sharer_that_is_away_for_long_is_asked_for_less_and_less_often() {
    let mut play = Play::lost();
    let mut claims = Vec::new();
    play.asks();
    for second in 0..100 {
        if opens_socket(&play.wait(Duration::from_secs(1))) {
            play.asks();
            claims.push(second);
        }
    }
    assert!(claims[..3].iter().all(|second| *second <= 12), "{claims:?}");
    assert!((8..=12).contains(&claims.len()), "{claims:?}");
    // The sharer is back, and the claim that waits is met.
    let outputs = play.signal(&FromSignal::ClaimBegun { network: with_lane() });
    assert!(outputs.is_empty(), "{outputs:?}");
}

#[test]
fn an_offer_that_nobody_answers_leads_to_a_new_connection_to_the_server_soon() {
    let mut play = Play::sharing();
    play.live(Duration::from_secs(20));
    let outputs = play.wait(PATH_SILENT);
    let [second] = opened(&outputs)[..] else { panic!("{outputs:?}") };
    play.offer(second);
    assert!(!opens_socket(&play.wait(Duration::from_millis(999))));
    assert!(opens_socket(&play.wait(MOMENT)), "this computer may have changed its network");
}

#[test]
fn another_network_leads_to_a_new_connection_to_the_server_at_once() {
    let mut play = Play::sharing();
    play.live(Duration::from_secs(20));
    let outputs = play.give(Input::Session(SessionInput::NetworkChanged));
    assert_eq!(outputs, [Output::CloseSocket, Output::OpenSocket]);
    // It changes once more before the server is reached.
    let outputs = play.give(Input::Session(SessionInput::NetworkChanged));
    assert_eq!(outputs, [Output::CloseSocket, Output::OpenSocket]);
    let request = play.asks();
    let (_, _, body) = play.answer(0, &request).unwrap();
    assert_eq!(play.relay(body), [], "the path that works stays");
}

#[test]
fn a_request_to_fence_input_is_answered_with_the_last_event_that_was_sent() {
    let mut play = Play::controlling();
    play.press(Action::Press);
    play.press(Action::Release);
    play.press(Action::Press);
    let outputs = play.say(&ToViewer::FenceInput { count: 4 });
    assert!(outputs.contains(&Output::ForgetPressed), "nothing is held from then on");
    assert_eq!(said(&outputs), [ToSharer::InputFenced { count: 4, last: 3 }]);
    assert_eq!(sent(&play.press(Action::Press)), [key(Action::Press)]);
}

#[test]
fn a_direct_path_that_fails_at_once_gives_the_silent_one_a_moment_more() {
    let mut play = Play::sharing();
    play.live(Duration::from_secs(20));
    let outputs = play.give(on_path(PathInput::Failed));
    let [second] = opened(&outputs)[..] else { panic!("{outputs:?}") };
    assert!(!opens_socket(&outputs));
    play.give(Input::Path(second, PathInput::Failed));
    assert!(!opens_socket(&play.wait(Duration::from_millis(999))));
    assert!(opens_socket(&play.wait(MOMENT)), "the signal server is next");
}

#[test]
fn each_attempt_to_resume_has_a_higher_counter_and_none_is_too_close_to_the_last() {
    let mut play = Play::lost();
    let mut request = play.asks();
    let mut last = 0;
    let mut wait = REJOIN_RETRY_MIN;
    for n in 1..=4 * REJOIN_RETRIES {
        let (counter, ..) = play.answer(last, &request).expect("a higher counter each time");
        assert!(play.answer(counter, &request).is_none());
        last = counter;
        assert_eq!(play.refuse(), []);
        let outputs = play.wait(wait - MOMENT);
        assert_eq!(requests(&outputs).len(), 0, "not before {wait:?}");
        let outputs = play.wait(MOMENT);
        assert!(!opens_socket(&outputs), "on the same connection");
        request = play.asked(&outputs);
        if n % REJOIN_RETRIES == 0 {
            wait = (wait * 2).min(REJOIN_RETRY_MAX);
        }
    }
    assert_eq!(wait, REJOIN_RETRY_MAX);
}

#[test]
fn a_server_that_does_not_answer_is_connected_to_anew() {
    let mut play = Play::lost();
    let outputs = play.wait(REJOIN_TIMEOUT + REJOIN_RETRY_MIN);
    assert!(outputs.contains(&Output::CloseSocket) && opens_socket(&outputs), "not reached");
    play.asks();
    let outputs = play.wait(REJOIN_TIMEOUT + REJOIN_RETRY_MAX);
    assert!(outputs.contains(&Output::CloseSocket) && opens_socket(&outputs), "no answer");
    for message in [Some(FromSignal::Closing {}), None] {
        play.asks();
        match message {
            Some(message) => play.signal(&message),
            None => play.give(Input::Signal(SignalInput::Closed)),
        };
        assert!(opens_socket(&play.wait(REJOIN_RETRY_MAX)));
    }
    play.asks();
    play.signal(&FromSignal::PeerGone { claim: None });
    let outputs = play.wait(REJOIN_RETRY_MAX);
    play.asked(&outputs);
}

#[test]
fn the_right_answer_brings_a_new_lane_and_a_new_offer_and_messages_end_the_interruption() {
    let mut play = Play::lost();
    assert_eq!(play.viewer.view().picture, Picture::Interrupted);
    let request = play.asks();
    let (counter, channel, answer_body) = play.answer(0, &request).unwrap();
    play.signal(&FromSignal::ClaimBegun { network: with_lane() });
    let mut outputs = play.relay(answer_body);
    play.sharer = Some(channel);
    outputs.extend(play.wait(Duration::ZERO));
    let lane = PathId::lane(counter);
    let [direct, also] = opened(&outputs)[..] else { panic!("{outputs:?}") };
    assert_eq!(also, lane, "the lane of this claim, without a pause");
    assert!(!logs_resumed(&outputs), "not before anything arrives");

    let offer = Introduction::Offer { path: direct.0, sdp: "again".into() };
    assert_eq!(play.offer(direct), [offer], "over the new channel");
    play.give(Input::Path(lane, PathInput::Up));
    assert_eq!(play.viewer.view().picture, Picture::Interrupted);
    let outputs = play.use_path(lane);
    assert!(logs_resumed(&outputs) && outputs.contains(&Output::UsePath(lane)));
    let view = play.viewer.view();
    assert_eq!((view.picture, view.control), (Picture::Shown, Control::Granted));

    play.introduce(&answer(direct));
    play.give(Input::Path(direct, PathInput::Up));
    let outputs = play.use_path(direct);
    assert!(!logs_resumed(&outputs), "once");
    assert_eq!(sent(&play.press(Action::Press)), [key(Action::Press)]);
}

#[test]
fn a_stranger_at_the_tag_is_never_taken_for_the_sharer() {
    let mut play = Play::lost();
    let wrong: [Answer; 5] = [
        // Another session's sharer.
        |_, request| request.to_vec(),
        |_, _| vec![6; 49],
        |_, _| vec![],
        // The answer to an earlier request.
        |play, _| {
            let (_, old) = play.resumption.as_ref().unwrap().request(1, &mut Counting(5));
            play.answer(0, &old).unwrap().2
        },
        |play, request| {
            let mut answer = play.answer(0, request).unwrap().2;
            *answer.last_mut().unwrap() ^= 1;
            answer
        },
    ];
    for answer in wrong {
        let request = play.asks();
        let body = answer(&play, &request);
        let outputs = play.relay(body);
        assert_eq!(opened(&outputs), []);
        assert_eq!(outputs, [Output::CloseSocket], "that connection is claimed by a stranger");
        assert!(opens_socket(&play.wait(REJOIN_RETRY_MAX)));
    }
    // Sealed messages, or an answer that nobody asked for.
    let request = play.asks();
    let (_, _, unasked) = play.answer(0, &request).unwrap();
    play.give(Input::Signal(SignalInput::Closed));
    assert_eq!(play.relay(unasked), []);
    let until = play.viewer.view().reconnecting.unwrap();
    play.wait(until.since(play.now));
    assert_eq!(play.ending(), Ending::Session(EndReason::ConnectionLost));
}

#[test]
fn the_sharer_says_how_long_it_waits_and_the_page_believes_no_other_bound_than_its_own() {
    for (said, waits) in [(20, 20), (600, 600), (0, 10), (u32::MAX, 600)] {
        let mut play = Play::connecting(Network::default());
        play.introduce(&Introduction::Welcome {
            name: "Bob".parse().unwrap(),
            version: protocol::VERSION,
            view_only: false,
            reconnect_s: said,
            system: System::default(),
        });
        play.introduce(&answer(PathId::FIRST));
        play.give(on_path(PathInput::Up));
        play.use_path(PathId::FIRST);
        play.live(Duration::from_secs(20));
        let until = play.now + HEARTBEAT_STALE + Duration::from_secs(waits);
        play.wait(HEARTBEAT_STALE);
        assert_eq!(play.viewer.view().reconnecting, Some(until), "{said}");
    }
}

#[test]
fn after_two_minutes_the_sharer_is_given_up() {
    let mut play = Play::controlling();
    play.live(Duration::from_secs(20));
    let from = play.now;
    play.wait(HEARTBEAT_STALE + RECONNECT_TIMEOUT - MOMENT);
    assert_eq!(play.viewer.view().phase, Phase::ControlSharing);
    assert_eq!(play.viewer.view().reconnecting, Some(from + HEARTBEAT_STALE + RECONNECT_TIMEOUT));
    let outputs = play.wait(MOMENT);
    assert_eq!(play.ending(), Ending::Session(EndReason::ConnectionLost));
    assert!(outputs.contains(&Output::CloseSocket) && !closed(&outputs).is_empty());
    assert_eq!(play.viewer.deadline(), None, "nothing is tried any more");
}

#[test]
fn a_helper_who_does_not_wait_ends_the_session() {
    let mut play = Play::lost();
    play.give(Input::Session(SessionInput::Disconnect));
    assert_eq!(play.ending(), Ending::Session(EndReason::HelperLeft));
}

#[test]
fn a_session_with_a_path_does_not_need_the_server_and_asks_for_it_seldom() {
    for lost in [
        Input::Signal(SignalInput::Closed),
        Input::Signal(SignalInput::Text(FromSignal::PeerGone { claim: None }.encode())),
        Input::Signal(SignalInput::Text(FromSignal::Closing {}.encode())),
    ] {
        let mut play = Play::controlling();
        play.live(Duration::from_secs(20));
        play.give(lost);
        let (mut opens, mut closes) = (0, 0);
        for _ in 0..600 {
            let outputs = play.live(Duration::from_secs(1));
            if opens_socket(&outputs) {
                opens += 1;
                play.give(Input::Signal(SignalInput::Closed));
            }
            closes += closed(&outputs).len() + opened(&outputs).len();
            assert!(play.viewer.is_controlling() && !logs_resumed(&outputs));
        }
        assert_eq!(closes, 0, "the path stays");
        assert!((10..=20).contains(&opens), "{opens} times in ten minutes");
    }
}

#[test]
fn a_server_that_is_back_is_used_when_the_path_is_lost_later() {
    let mut play = Play::sharing_in(with_lane());
    play.live(Duration::from_secs(20));
    play.give(Input::Signal(SignalInput::Closed));
    assert!(opens_socket(&play.wait(Duration::ZERO)));
    let request = play.asks();
    let (_, channel, body) = play.answer(0, &request).unwrap();
    play.signal(&FromSignal::ClaimBegun { network: with_lane() });
    assert_eq!(play.relay(body), [], "nothing is needed now");
    play.sharer = Some(channel);
    let outputs = play.live(Duration::from_secs(4));
    assert_eq!(opened(&outputs), [PathId::lane(1)], "a new spare");
    let outputs = play.wait(PATH_SILENT);
    let [direct] = opened(&outputs)[..] else { panic!("{outputs:?}") };
    assert_eq!(play.offer(direct).len(), 1, "over the new channel");
}

#[test]
fn a_path_that_dies_while_the_server_is_away_hurries_the_next_attempt() {
    let mut play = Play::sharing();
    play.live(Duration::from_secs(20));
    play.give(Input::Signal(SignalInput::Closed));
    // By now it is tried once a minute.
    for _ in 0..60 {
        if opens_socket(&play.live(Duration::from_secs(5))) {
            play.give(Input::Signal(SignalInput::Closed));
        }
    }
    while !opens_socket(&play.live(Duration::from_secs(1))) {}
    play.give(Input::Signal(SignalInput::Closed));
    let outputs = play.wait(PATH_SILENT + REJOIN_RETRY_MAX);
    assert!(opens_socket(&outputs), "not after {REJOIN_SPARE_RETRY_MAX:?}");
}

#[test]
fn a_server_that_hangs_up_after_each_meeting_is_met_less_and_less_often() {
    let mut play = Play::sharing();
    play.live(Duration::from_secs(20));
    let (mut last, mut meetings) = (0, 0);
    play.give(Input::Signal(SignalInput::Closed));
    for _ in 0..600 {
        if opens_socket(&play.live(Duration::from_millis(500))) {
            let request = play.asks();
            let (counter, channel, body) = play.answer(last, &request).unwrap();
            last = counter;
            play.relay(body);
            play.sharer = Some(channel);
            meetings += 1;
            play.give(Input::Signal(SignalInput::Closed));
        }
    }
    assert!((5..=15).contains(&meetings), "{meetings} in five minutes");
}

#[test]
fn what_the_browser_offers_when_there_is_no_channel_waits_for_it() {
    let mut play = Play::sharing();
    play.live(Duration::from_secs(20));
    let outputs = play.wait(PATH_SILENT);
    let [second] = opened(&outputs)[..] else { panic!("{outputs:?}") };
    play.give(Input::Signal(SignalInput::Closed));
    let outputs = play.give(Input::Path(second, PathInput::Offer { sdp: "again".into() }));
    assert_eq!(bodies(&outputs).count(), 0);
    play.wait(Duration::ZERO);
    let request = play.asks();
    let (_, channel, body) = play.answer(0, &request).unwrap();
    let outputs = play.relay(body);
    play.sharer = Some(channel);
    let third = second.next();
    assert_eq!((opened(&outputs), closed(&outputs)), (vec![third], vec![second]));
    let offer = Introduction::Offer { path: third.0, sdp: "again".into() };
    assert_eq!(play.offer(third), [offer], "a fresh one, with the servers of the new claim");
}

#[test]
fn lanes_of_earlier_claims_do_not_pile_up() {
    for comes_up in [false, true] {
        let mut play = Play::lost();
        let (mut last, mut open) = (0, vec![PathId::FIRST]);
        for _ in 0..5 {
            let request = play.asks();
            let (counter, channel, body) = play.answer(last, &request).unwrap();
            (last, play.sharer) = (counter, Some(channel));
            play.signal(&FromSignal::ClaimBegun { network: with_lane() });
            let mut outputs = play.relay(body);
            outputs.extend(play.wait(Duration::ZERO));
            open.extend(opened(&outputs));
            open.retain(|id| !closed(&outputs).contains(id));
            let lanes: Vec<_> = open.iter().filter(|id| id.is_lane()).collect();
            assert_eq!(lanes, [&PathId::lane(counter)]);
            if comes_up {
                play.give(Input::Path(PathId::lane(counter), PathInput::Up));
                let outputs = play.wait(HEARTBEAT_INTERVAL);
                let is_wrong = |output: &Output| matches!(output, Output::Ping { path, .. } if !open.contains(path));
                assert!(!outputs.iter().any(is_wrong), "{outputs:?}");
            }
            play.give(Input::Signal(SignalInput::Closed));
            assert!(opens_socket(&play.wait(PATH_SILENT + REJOIN_RETRY_MAX)));
        }
    }
}
