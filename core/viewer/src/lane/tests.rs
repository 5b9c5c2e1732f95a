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
    (Lane::new(token, viewer.lane_secret(), OsRng), sharer.lane_secret())
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
    };
    outputs.iter().map(name).collect()
}

fn paired() -> Input {
    Input::Text(PAIRED.into())
}

/// The server pairs the lane with a sharer. Returns the sharer's ends.
fn pair(lane: &mut Lane<OsRng>, secret: &LaneSecret) -> (LaneSender, LaneReceiver) {
    let hello = give(lane, paired());
    let Some(Output::Binary(bytes)) = hello.last() else { panic!("{hello:?}") };
    let other = LaneHello::decode(bytes).unwrap();
    let own = LaneHello::generate(&mut OsRng);
    let up = give(lane, Input::Binary(own.encode().to_vec()));
    assert_eq!(names(&up), ["up"]);
    LaneKeys::derive(secret, Party::User, &own, &other).unwrap().ends()
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
    let Some(Output::Text(token)) = give(&mut lane, Input::Open).pop() else { panic!() };
    assert_eq!(token, "a7".repeat(16));
    let (mut sender, mut receiver) = pair(&mut lane, &secret);

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
    give(&mut one, Input::Open);
    // A record that was sent to the end before this one.
    let (mut other, _) = lane();
    give(&mut other, Input::Open);
    let (mut old, _) = pair(&mut other, &secret);
    let late = old.seal_message(Channel::Control, true, b"late").unwrap().pop().unwrap();
    assert_eq!(names(&give(&mut one, paired())), ["binary"]);
    assert_eq!(names(&give(&mut one, Input::Binary(late))), Vec::<&str>::new());
    let (mut new, _) = pair(&mut one, &secret);
    let sealed = new.seal_message(Channel::Control, true, b"hello").unwrap().pop().unwrap();
    assert_eq!(names(&give(&mut one, Input::Binary(sealed))), ["peer"]);
    // What was on its way may be lost: the channels cannot go on.
    assert_eq!(names(&give(&mut one, paired())), ["close", "failed"]);
}

#[test]
fn what_the_server_changes_or_makes_up_ends_the_lane() {
    let reflected = |lane: &mut Lane<OsRng>| {
        let Some(Output::Binary(own)) = give(lane, paired()).pop() else { panic!() };
        Input::Binary(own)
    };
    let (mut one, _) = lane();
    give(&mut one, Input::Open);
    let hello = reflected(&mut one);
    assert_eq!(names(&give(&mut one, hello)), ["close", "failed"]);

    let (mut two, secret) = lane();
    give(&mut two, Input::Open);
    let (mut sender, _) = pair(&mut two, &secret);
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
    let (mut two, secret) = lane();
    give(&mut two, Input::Open);
    pair(&mut two, &secret);
    assert_eq!(names(&give(&mut two, Input::Text("a newer server".into()))), Vec::<&str>::new());
    assert_eq!(names(&give(&mut two, Input::Closed)), ["close", "failed"]);
}
