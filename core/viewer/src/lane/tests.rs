use std::vec;

use protocol::handshake::{SharerHandshake, ViewerHandshake};
use protocol::limits::LANE_FRAGMENT_BYTES;
use rand_core::OsRng;

use super::*;

const NOW: Tick = Tick::from_millis(1000);

/// The viewer's lane, and the secret of the sharer's end.
fn lane() -> (Lane<OsRng>, LaneSecret) {
    let code = "7-lamp-orbit-tulip".parse().unwrap();
    let (viewer, body) = ViewerHandshake::start(&code, &mut OsRng);
    let (sharer, body) = SharerHandshake::answer(&code, &body, &mut OsRng).unwrap();
    let (viewer, body) = viewer.receive(&body).unwrap();
    let (sharer, body) = sharer.confirm(&body).unwrap();
    let viewer = viewer.confirm(&body).unwrap();
    let token = LaneToken::new([0xa7; 16]);
    let mut lane = Lane::new(token, OsRng);
    lane.greet(viewer.lane_secret(), NOW);
    (lane, sharer.lane_secret())
}

fn give(lane: &mut Lane<OsRng>, input: Input) -> Vec<Output> {
    lane.handle(input, NOW);
    outputs(lane)
}

fn outputs(lane: &mut Lane<OsRng>) -> Vec<Output> {
    core::iter::from_fn(|| lane.poll()).collect()
}

fn names(outputs: &[Output]) -> Vec<&'static str> {
    let name = |output: &Output| match output {
        Output::Text(_) => "text",
        Output::Binary(_) => "binary",
        Output::Path(PathInput::Up) => "up",
        Output::Path(PathInput::Failed) => "failed",
        Output::Path(_) => "other",
        Output::Peer(..) => "peer",
        Output::Close => "close",
        Output::Open => "open",
    };
    outputs.iter().map(name).collect()
}

fn paired() -> Input {
    Input::Text(PAIRED.into())
}

/// The WebSocket opens. Returns the viewer's hello.
fn open(lane: &mut Lane<OsRng>) -> LaneHello {
    let said = give(lane, Input::Open);
    assert_eq!(names(&said), ["text", "binary"]);
    hello(&said)
}

fn hello(outputs: &[Output]) -> LaneHello {
    let Some(Output::Binary(bytes)) = outputs.last() else { panic!("{outputs:?}") };
    LaneHello::decode(bytes).unwrap()
}

/// The server has paired the lane with a sharer, and the viewer has said a hello for that. Returns the sharer's
/// ends.
fn pair(
    lane: &mut Lane<OsRng>,
    other: &LaneHello,
    secret: &LaneSecret,
) -> (LaneSender, LaneReceiver) {
    let own = LaneHello::generate(&mut OsRng);
    let up = give(lane, Input::Binary(own.encode().to_vec()));
    assert_eq!(names(&up), ["up"]);
    LaneKeys::derive(secret, Party::User, &own, other).unwrap().ends()
}

/// A lane that is up, and the sharer's ends.
fn up() -> (Lane<OsRng>, LaneSender, LaneReceiver) {
    let (mut lane, secret) = lane();
    let hello = open(&mut lane);
    assert_eq!(names(&give(&mut lane, paired())), [""; 0]);
    let (sender, receiver) = pair(&mut lane, &hello, &secret);
    (lane, sender, receiver)
}

/// What the sharer receives of these outputs.
fn receive(receiver: &mut LaneReceiver, outputs: Vec<Output>) -> Vec<Received> {
    let sealed = outputs.into_iter().map(|output| {
        let Output::Binary(bytes) = output else { panic!("{output:?}") };
        bytes
    });
    sealed.filter_map(|bytes| receiver.receive(bytes, NOW).unwrap()).collect()
}

#[test]
fn messages_pass_in_both_directions_once_the_ends_are_paired() {
    let (mut lane, secret) = lane();
    lane.send_text(Channel::Control, "too early");
    let said = give(&mut lane, Input::Open);
    let [Output::Text(token), Output::Binary(_)] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!(*token, "a7".repeat(16));
    assert_eq!(names(&give(&mut lane, paired())), [""; 0]);
    let (mut sender, mut receiver) = pair(&mut lane, &hello(&said), &secret);

    lane.send_text(Channel::Control, "hello");
    lane.send_bytes(Channel::Input, &[1, 2]);
    lane.request_keyframe();
    let message = |channel, is_text, bytes: &[u8]| Received::Message {
        channel,
        message: Assembled { is_text, bytes: bytes.to_vec() },
    };
    let sent = outputs(&mut lane);
    assert_eq!(
        receive(&mut receiver, sent),
        [
            message(Channel::Control, true, b"hello"),
            message(Channel::Input, false, &[1, 2]),
            Received::KeyframeRequest,
        ]
    );

    let picture = vec![7; 2 * LANE_FRAGMENT_BYTES + 1];
    let sealed = sender.seal_message(Channel::Video, false, &picture).unwrap();
    let mut arrived = Vec::new();
    for bytes in sealed {
        arrived.extend(give(&mut lane, Input::Binary(bytes)));
    }
    // A fragment is as much as is acknowledged at once.
    assert_eq!(names(&arrived), ["binary", "binary", "peer"]);
    let Some(Output::Peer(Channel::Video, PeerMessage::Bytes(bytes))) = arrived.pop() else {
        panic!("{arrived:?}");
    };
    assert_eq!(bytes, picture);
    let due = lane.deadline().expect("the rest is acknowledged soon");
    lane.handle(Input::Timeout, due);
    arrived.extend(outputs(&mut lane));
    let received_bytes = sender.sent_bytes();
    assert_eq!(receive(&mut receiver, arrived).last(), Some(&Received::Ack { received_bytes }));
    assert_eq!(lane.deadline(), None);
}

#[test]
fn a_pairing_that_is_replaced_before_it_is_up_leaves_no_trace() {
    let (mut one, secret) = lane();
    open(&mut one);
    // A record that was sent to the end before this one.
    let (_, mut old, _) = up();
    let late = old.seal_message(Channel::Control, true, b"late").unwrap().pop().unwrap();
    assert_eq!(names(&give(&mut one, paired())), [""; 0]);
    assert_eq!(names(&give(&mut one, Input::Binary(late))), Vec::<&str>::new());
    let again = give(&mut one, paired());
    assert_eq!(names(&again), ["binary"]);
    let (mut new, _) = pair(&mut one, &hello(&again), &secret);
    let sealed = new.seal_message(Channel::Control, true, b"hello").unwrap().pop().unwrap();
    assert_eq!(names(&give(&mut one, Input::Binary(sealed))), ["peer"]);
    // What was on its way may be lost: the channels cannot go on.
    assert_eq!(names(&give(&mut one, paired())), ["close", "failed"]);
}

#[test]
fn what_the_server_changes_or_makes_up_ends_the_lane() {
    let (mut one, _) = lane();
    let reflected = open(&mut one).encode().to_vec();
    give(&mut one, paired());
    assert_eq!(names(&give(&mut one, Input::Binary(reflected))), ["close", "failed"]);

    let (mut two, mut sender, _) = up();
    let ack = sender.seal(&Record::Ack { received_bytes: 1 }).unwrap();
    assert_eq!(names(&give(&mut two, Input::Binary(ack))), ["close", "failed"], "nothing was sent");
    for input in [Input::Open, paired(), Input::Binary(vec![1; 16]), Input::Closed] {
        assert_eq!(names(&give(&mut two, input)), Vec::<&str>::new(), "it is over");
    }
    two.send_text(Channel::Control, "nobody there");
    assert_eq!(names(&outputs(&mut two)), Vec::<&str>::new());
}

#[test]
fn a_connection_that_closes_fails_whatever_its_state() {
    let (mut one, _) = lane();
    assert_eq!(names(&give(&mut one, Input::Closed)), ["close", "failed"]);
    let (mut two, ..) = up();
    assert_eq!(names(&give(&mut two, Input::Text("a newer server".into()))), Vec::<&str>::new());
    assert_eq!(names(&give(&mut two, Input::Closed)), ["close", "failed"]);
}

#[test]
fn no_key_is_used_before_the_sharer_has_proven_itself() {
    let (greeted, secret) = lane();
    for (pairings, has_hello) in [(1, true), (1, false), (2, true), (2, false)] {
        let mut lane = Lane::new(LaneToken::new([0xa7; 16]), OsRng);
        let mut other = open(&mut lane);
        let own = LaneHello::generate(&mut OsRng);
        for pairing in 1..=pairings {
            let said = give(&mut lane, paired());
            if pairing > 1 {
                other = hello(&said);
            }
            if has_hello {
                let hello = Input::Binary(own.encode().to_vec());
                assert_eq!(names(&give(&mut lane, hello)), [""; 0]);
            }
        }
        lane.send_text(Channel::Control, "too early");
        assert_eq!(names(&outputs(&mut lane)), [""; 0]);
        lane.greet(greeted.secret.clone().unwrap(), NOW);
        let mut said = outputs(&mut lane);
        if !has_hello {
            said.extend(give(&mut lane, Input::Binary(own.encode().to_vec())));
        }
        assert_eq!(names(&said), ["up"], "{pairings} {has_hello}");
        let keys = LaneKeys::derive(&secret, Party::User, &own, &other).unwrap();
        let (_, mut receiver) = keys.ends();
        lane.send_text(Channel::Control, "hello");
        let sent = outputs(&mut lane);
        assert_eq!(receive(&mut receiver, sent).len(), 1, "{pairings} {has_hello}");
    }
}

#[test]
fn what_the_sharer_says_before_its_proof_has_arrived_is_kept() {
    let (greeted, secret) = lane();
    for pictures in [1, 5] {
        let mut lane = Lane::new(LaneToken::new([0xa7; 16]), OsRng);
        let other = open(&mut lane);
        give(&mut lane, paired());
        let own = LaneHello::generate(&mut OsRng);
        give(&mut lane, Input::Binary(own.encode().to_vec()));
        let (mut sender, _) = LaneKeys::derive(&secret, Party::User, &own, &other).unwrap().ends();
        let mut said = Vec::new();
        for _ in 0..pictures {
            let picture = [7; LANE_FRAGMENT_BYTES];
            for sealed in sender.seal_message(Channel::Video, false, &picture).unwrap() {
                said.extend(give(&mut lane, Input::Binary(sealed)));
            }
        }
        lane.greet(greeted.secret.clone().unwrap(), NOW);
        said.extend(outputs(&mut lane));
        let expected: &[_] =
            if pictures == 1 { &["up", "peer", "binary"] } else { &["close", "failed"] };
        let names: Vec<_> = names(&said);
        assert_eq!(names, expected);
    }
}

#[test]
fn no_number_of_empty_messages_is_kept_before_the_sharers_proof() {
    let mut lane = Lane::new(LaneToken::new([0xa7; 16]), OsRng);
    open(&mut lane);
    give(&mut lane, paired());
    give(&mut lane, Input::Binary(LaneHello::generate(&mut OsRng).encode().to_vec()));
    for length in (0..HELLO_BYTES).cycle().take(10_000) {
        assert_eq!(names(&give(&mut lane, Input::Binary(vec![0; length]))), [""; 0]);
    }
    let State::Greeting(greeting) = &lane.state else { panic!("{:?}", lane.state) };
    assert!(greeting.early.is_empty());
}

#[test]
fn a_websocket_that_closes_when_its_token_leaves_is_opened_once_more() {
    for is_greeted in [false, true] {
        let (greeted, secret) = lane();
        let mut lane = Lane::new(LaneToken::new([0xa7; 16]), OsRng);
        if is_greeted {
            lane.greet(greeted.secret.clone().unwrap(), NOW);
        }
        let first = open(&mut lane);
        assert_eq!(names(&give(&mut lane, Input::Closed)), ["open"]);
        let second = open(&mut lane);
        assert_ne!(first.encode(), second.encode(), "a hello is said once");
        give(&mut lane, paired());
        if !is_greeted {
            lane.greet(greeted.secret.clone().unwrap(), NOW);
        }
        pair(&mut lane, &second, &secret);
        assert_eq!(names(&give(&mut lane, Input::Closed)), ["close", "failed"]);
    }
    let (mut lane, _) = lane();
    open(&mut lane);
    give(&mut lane, Input::Closed);
    open(&mut lane);
    assert_eq!(names(&give(&mut lane, Input::Closed)), ["close", "failed"], "not again and again");
}
