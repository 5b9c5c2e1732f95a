//! The paths of a session: which are opened, which is used, and what is said on them.

use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;

use protocol::limits::{
    HEARTBEAT_STALE, PATH_SILENT, PATHS, RECONNECT_TIMEOUT, SPARE_LANE_AFTER, SPARE_PATH_PING,
};
use protocol::network::IceServer;

use super::*;

pub(super) const LANE: u32 = 1 << 31;

/// The lane of the first claim.
fn lane() -> PathId {
    PathId::lane(0)
}

fn server() -> IceServer {
    IceServer { urls: vec!["turn:relay.example.org".into()], username: None, credential: None }
}

pub(super) fn with_servers() -> Network {
    Network { ice_servers: vec![server()], lane: None }
}

pub(super) fn with_lane() -> Network {
    Network { ice_servers: vec![], lane: Some("0123456789abcdef0123456789abcdef".parse().unwrap()) }
}

/// The paths that are opened, lanes among them.
pub(super) fn opened(outputs: &[Output]) -> Vec<PathId> {
    outputs
        .iter()
        .filter_map(|output| match output {
            Output::Path(id, PathOutput::Open { .. } | PathOutput::OpenLane { .. }) => Some(*id),
            _ => None,
        })
        .collect()
}

/// The lanes on which the sharer is greeted.
fn greeted(outputs: &[Output]) -> Vec<PathId> {
    outputs
        .iter()
        .filter_map(|output| match output {
            Output::Path(id, PathOutput::GreetLane { .. }) => Some(*id),
            _ => None,
        })
        .collect()
}

pub(super) fn closed(outputs: &[Output]) -> Vec<PathId> {
    outputs
        .iter()
        .filter_map(|output| match output {
            Output::Path(id, PathOutput::Close) => Some(*id),
            _ => None,
        })
        .collect()
}

fn inputs(outputs: &[Output]) -> Vec<(PathId, u32, InputEvent)> {
    outputs
        .iter()
        .filter_map(|output| match output {
            Output::SendInput { path, channel: Channel::Input, number, event } => {
                Some((*path, *number, *event))
            }
            _ => None,
        })
        .collect()
}

fn pinged(outputs: &[Output], path: PathId) -> usize {
    let is_ping = |output: &&Output| matches!(output, Output::Ping { path: id, .. } if *id == path);
    outputs.iter().filter(is_ping).count()
}

impl Play {
    /// The server names its servers, after the browser has made its first offer or while it makes it, which
    /// then is not reported. Returns what the sharer is told.
    fn named_servers(is_offer_made: bool) -> Vec<Introduction> {
        let mut play = Play::new();
        play.connect();
        let claim = play.give(Input::Signal(SignalInput::Open));
        let Some(Output::Signal(ToSignal::Claim { body, .. })) = claim.first() else {
            panic!("{claim:?}");
        };
        let (waiting, pake) =
            SharerHandshake::answer(&play.code, body.as_bytes(), &mut Counting(9)).unwrap();
        if is_offer_made {
            play.give(on_path(PathInput::Offer { sdp: "first".into() }));
            play.give(on_path(PathInput::Candidate(candidate("first"))));
        }
        let network = with_servers();
        let ice_servers = network.ice_servers.clone();
        let outputs = play.signal(&FromSignal::ClaimBegun { network });
        assert_eq!(outputs, [path_output(PathOutput::SetServers { ice_servers })]);
        let mut outputs = play.relay(pake);
        outputs.extend(play.give(on_path(PathInput::Candidate(candidate("first, late")))));
        outputs.extend(play.give(on_path(PathInput::Offer { sdp: "second".into() })));
        outputs.extend(play.give(on_path(PathInput::Candidate(candidate("second")))));
        let proof = bodies(&outputs).next().unwrap().to_vec();
        play.sharer = Some(waiting.confirm(&proof).unwrap().0);
        let outputs = outputs.into_iter().filter(|output| matches!(output, Output::Signal(_)));
        play.open(&outputs.skip(1).collect::<Vec<_>>())
    }
}

#[test]
fn servers_named_with_the_claim_lead_to_another_offer_and_the_first_one_is_never_sent() {
    for is_offer_made in [false, true] {
        let said = Play::named_servers(is_offer_made);
        let path = 0;
        let [Introduction::Hello { .. }, rest @ ..] = said.as_slice() else { panic!("{said:?}") };
        assert_eq!(
            rest,
            [
                Introduction::Offer { path, sdp: "second".into() },
                candidate("second").message(PathId::FIRST)
            ],
            "{is_offer_made}"
        );
    }
}

#[test]
fn the_server_names_its_servers_once() {
    let mut play = Play::new();
    play.connect();
    let network = with_servers();
    assert_eq!(play.signal(&FromSignal::ClaimBegun { network: network.clone() }), [], "too early");
    play.give(Input::Signal(SignalInput::Open));
    assert_eq!(play.signal(&FromSignal::ClaimBegun { network: network.clone() }).len(), 1);
    assert_eq!(play.signal(&FromSignal::ClaimBegun { network }), []);
}

#[test]
fn the_lane_is_opened_with_the_proof_of_the_code_and_greeted_after_that_of_the_sharer() {
    let mut play = Play { network: with_lane(), ..Play::new() };
    play.connect();
    let code = play.code.clone();
    let (proof, confirmation) = play.begin_proof(&code);
    assert_eq!(opened(&proof), [lane()]);
    assert_eq!(greeted(&proof), []);
    let outputs = play.relay(confirmation.expect("the code is right"));
    assert_eq!(greeted(&outputs), [lane()]);

    play.give(Input::Path(lane(), PathInput::Up));
    let outputs = play.use_path(lane());
    assert!(outputs.contains(&Output::UsePath(lane())));
    assert_eq!(play.viewer.view().step, Step::Asking);

    play.introduce(&answer(PathId::FIRST));
    play.give(on_path(PathInput::Up));
    let outputs = play.use_path(PathId::FIRST);
    assert!(outputs.contains(&Output::UsePath(PathId::FIRST)));
    assert_eq!(closed(&outputs), [], "the lane stays as a spare");
    assert_eq!(opened(&play.live(SPARE_LANE_AFTER * 2)), [], "and is opened once");
}

#[test]
fn a_direct_path_that_failed_before_the_code_was_proven_leaves_the_lane() {
    for (network, has_lane) in [(with_lane(), true), (Network::default(), false)] {
        let mut play = Play { network, ..Play::new() };
        play.connect();
        play.give(on_path(PathInput::Failed));
        let code = play.code.clone();
        play.prove(&code);
        assert_eq!(play.viewer.view().phase, Phase::WaitingForConnect);
        play.wait(Duration::ZERO);
        let is_over = play.viewer.view().phase == Phase::Ended;
        assert_eq!(is_over, !has_lane, "nothing else can come up");
    }
}

#[test]
fn a_lane_that_fails_before_the_sharer_has_proven_itself_is_not_greeted() {
    let mut play = Play { network: with_lane(), ..Play::new() };
    play.connect();
    let code = play.code.clone();
    let (_, confirmation) = play.begin_proof(&code);
    assert_eq!(closed(&play.give(Input::Path(lane(), PathInput::Failed))), [lane()]);
    assert_eq!(greeted(&play.relay(confirmation.expect("the code is right"))), []);
    // The direct path is all that is left.
    play.give(on_path(PathInput::Failed));
    assert_eq!(play.ending(), Ending::Session(EndReason::NoPath));
}

#[test]
fn a_wrong_code_closes_the_lane() {
    let mut play = Play { network: with_lane(), ..Play::new() };
    let other = "7-lamp-orbit-zebra".parse().unwrap();
    assert!(closed(&play.prove(&other)).contains(&lane()));
}

#[test]
fn without_a_lane_there_is_no_path_when_the_direct_one_fails() {
    let mut play = Play::connecting(Network::default());
    let outputs = play.give(on_path(PathInput::Failed));
    assert_eq!(play.ending(), Ending::Session(EndReason::NoPath));
    assert_eq!(play.open(&outputs), [Introduction::Bye { reason: EndReason::NoPath }]);

    // The lane fails first, and is not opened again under the same id.
    let mut play = Play::connecting(with_lane());
    play.give(Input::Path(lane(), PathInput::Failed));
    assert_eq!(play.viewer.view().phase, Phase::WaitingForConnect);
    play.give(on_path(PathInput::Failed));
    assert_eq!(play.ending(), Ending::Session(EndReason::NoPath));

    // A path was up, and the sharer has not used it.
    let mut play = Play::connecting(Network::default());
    play.introduce(&answer(PathId::FIRST));
    play.give(on_path(PathInput::Up));
    play.give(on_path(PathInput::Failed));
    assert_eq!(play.ending(), Ending::Session(EndReason::NoPath));
}

#[test]
fn a_lane_whose_other_end_was_away_comes_up_again() {
    let mut play = Play::connecting(with_lane());
    play.give(Input::Path(lane(), PathInput::Up));
    play.use_path(lane());
    let outputs = play.give(Input::Path(lane(), PathInput::Down));
    assert!(!closed(&outputs).contains(&lane()));
    assert_eq!(opened(&outputs), [PathId::FIRST.next()], "meanwhile another way is tried");
    assert!(!play.use_path(lane()).contains(&Output::UsePath(lane())), "it is not up");
    play.give(Input::Path(lane(), PathInput::Up));
    assert!(play.use_path(lane()).contains(&Output::UsePath(lane())));
}

/// A session with control on the direct path, with the lane as a spare.
fn spare() -> Play {
    let mut play = Play::controlling_in(with_lane());
    play.live(SPARE_LANE_AFTER);
    play.give(Input::Path(lane(), PathInput::Up));
    play.pong(lane());
    play
}

#[test]
fn what_may_not_have_arrived_is_sent_again_on_the_next_path() {
    let mut play = spare();
    let chat = |play: &mut Play, text: &str| {
        let outputs = play.give(Input::Person(PersonInput::Chat(text.into())));
        said_on(&outputs).first().unwrap().1
    };
    let arrived = chat(&mut play, "arrived");
    play.press(Action::Press);
    let lost = chat(&mut play, "lost");
    play.press(Action::Release);
    // The sharer has received the first message and the first event.
    let pong = ToViewer::Pong { at: 0, media: 0, seen: None }.unnumbered(arrived, 1);
    play.say_on(PathId::FIRST, pong);

    let outputs = play.use_path(lane());
    assert_eq!(outputs.first(), Some(&Output::UsePath(lane())));
    let again = ToSharer::Chat { text: "lost".into() };
    assert_eq!(said_on(&outputs), [(lane(), lost, again)]);
    assert_eq!(inputs(&outputs), [(lane(), 2, key(Action::Release))]);
    let outputs = play.use_path(lane());
    assert_eq!((said(&outputs), sent(&outputs)), (vec![], vec![]), "once");

    let next = chat(&mut play, "next");
    assert_eq!(next, lost + 1);
    let outputs = play.press(Action::Press);
    assert_eq!(inputs(&outputs), [(lane(), 3, key(Action::Press))]);
    // What arrived late on the old path is acknowledged there, too.
    let pong = ToViewer::Pong { at: 0, media: 0, seen: None }.unnumbered(next, 3);
    play.say_on(PathId::FIRST, pong);
    let outputs = play.use_path(PathId::FIRST);
    assert_eq!((said(&outputs), sent(&outputs)), (vec![], vec![]), "nothing is left to be sent");
}

#[test]
fn what_is_typed_while_there_is_no_path_is_sent_on_the_next_one() {
    let mut play = spare();
    let outputs = play.give(on_path(PathInput::Failed));
    assert_eq!(closed(&outputs), [PathId::FIRST]);
    let outputs = play.press(Action::Press);
    assert_eq!(sent(&outputs), []);
    let to = InputEvent::Move { seq: 1, point: Point { x: 1, y: 2 } };
    play.give(Input::Person(PersonInput::Control(to)));
    let outputs = play.use_path(lane());
    assert_eq!(sent(&outputs), [key(Action::Press)], "moves may be lost");
    assert!(play.viewer.is_controlling(), "nobody has noticed");
}

#[test]
fn what_the_sharer_repeats_is_handled_once() {
    let mut play = spare();
    let message = |number| Envelope {
        number,
        ..ToViewer::Chat { text: "hello".into(), under_control: false }.unnumbered(0, 0)
    };
    let number = play.said + 1;
    assert_eq!(play.say_on(PathId::FIRST, message(number)).len(), 1);
    play.use_path(lane());
    assert_eq!(play.say_on(lane(), message(number)), []);
    assert_eq!(play.say_on(PathId::FIRST, message(number)), [], "late on the old path");
    assert_eq!(play.say_on(lane(), message(number + 1)).len(), 1);
    let pings = play.wait(HEARTBEAT_INTERVAL);
    let acknowledges = |output: &Output| matches!(output, Output::Ping { acknowledged, .. } if *acknowledged == number + 1);
    assert!(pings.iter().any(acknowledges), "{pings:?}");
}

#[test]
fn a_path_that_is_closed_or_was_never_opened_says_nothing() {
    let mut play = spare();
    play.give(on_path(PathInput::Failed));
    play.use_path(lane());
    for path in [PathId::FIRST, PathId(77), PathId::lane(5)] {
        assert_eq!(play.use_path(path), []);
        let message =
            Envelope { number: 99, ..ToViewer::SystemPrompt { open: true }.unnumbered(0, 0) };
        assert_eq!(play.say_on(path, message), []);
    }
    assert_eq!(play.viewer.view().picture, Picture::Shown);
}

#[test]
fn what_was_typed_into_the_silence_is_given_up_and_the_picture_that_points_refer_to_is_not() {
    let picture = InputEvent::Picture { seq: 1, number: 1 };
    let mut play = spare();
    play.give(Input::Person(PersonInput::SwitchPicture(picture)));
    play.press(Action::Press);
    play.wait(HEARTBEAT_STALE);
    assert_eq!(play.viewer.view().picture, Picture::Interrupted);
    let outputs = play.use_path(lane());
    assert_eq!(sent(&outputs), [picture, InputEvent::ReleaseAll]);
    assert_eq!(play.viewer.view().picture, Picture::Shown);
}

#[test]
fn what_was_typed_before_the_user_stopped_control_is_not_sent_later() {
    let ends: [fn(&mut Play); 3] = [
        |play| drop(play.say(&ToViewer::ControlEnded { by: Party::User })),
        |play| drop(play.say(&ToViewer::SystemPrompt { open: true })),
        |play| {
            play.say(&ToViewer::Phase { phase: WirePhase::ControlSharing, paused: true });
        },
    ];
    for end in ends {
        let mut play = spare();
        play.press(Action::Press);
        end(&mut play);
        assert_eq!(sent(&play.use_path(lane())), []);
    }
}

#[test]
fn a_computer_that_wakes_up_sends_no_key_before_it_hears_the_sharer() {
    for wakes_with_message in [false, true] {
        let mut play = spare();
        play.press(Action::Press);
        play.now = play.now + Duration::from_secs(3600);
        let outputs =
            if wakes_with_message { play.pong(PathId::FIRST) } else { play.press(Action::Release) };
        assert!(outputs.contains(&Output::ForgetPressed));
        assert_eq!(sent(&outputs), [InputEvent::ReleaseAll]);
        assert_eq!(play.viewer.is_controlling(), wakes_with_message);
        let until = play.viewer.view().reconnecting;
        assert_eq!(until.is_none(), wakes_with_message);
        if let Some(until) = until {
            let left = until.since(play.now);
            assert!(!left.is_zero() && left < RECONNECT_TIMEOUT / 2, "the sharer is long gone");
        }
    }
}

#[test]
fn the_path_in_use_is_pinged_often_and_the_spare_lane_seldom() {
    let mut play = spare();
    play.live(SPARE_PATH_PING);
    let outputs = play.live(SPARE_PATH_PING * 2);
    assert_eq!(pinged(&outputs, PathId::FIRST), 20);
    assert_eq!(pinged(&outputs, lane()), 2);
    // Nothing is heard: any path may bring an answer.
    let outputs = play.wait(Duration::from_millis(3_000));
    assert_eq!(pinged(&outputs, PathId::FIRST), 6);
    assert!((4..=6).contains(&pinged(&outputs, lane())), "{}", pinged(&outputs, lane()));
    play.use_path(lane());
    let outputs = play.live(SPARE_PATH_PING);
    assert_eq!(pinged(&outputs, lane()), 10, "it is the one in use");
}

/// Whether each ping on a path says that nothing is heard there.
fn deaf_pings(outputs: &[Output], path: PathId) -> Vec<bool> {
    let pings = outputs.iter().filter_map(|output| match output {
        Output::Ping { path: id, deaf, .. } if *id == path => Some(*deaf),
        _ => None,
    });
    pings.collect()
}

#[test]
fn a_path_that_brings_nothing_is_named_to_the_sharer_at_once_and_until_it_does() {
    let mut play = spare();
    play.live(HEARTBEAT_INTERVAL);
    // The lane is heard, and the path in use is not.
    let mut outputs = Vec::new();
    for _ in 0..5 {
        outputs.extend(play.wait(PATH_SILENT / 5));
        play.pong(lane());
    }
    outputs.extend(play.wait(Duration::ZERO));
    assert_eq!(deaf_pings(&outputs, PathId::FIRST), [false, false, true]);
    assert!(!deaf_pings(&outputs, lane()).contains(&true));
    play.pong(PathId::FIRST);
    let outputs = play.wait(Duration::ZERO);
    assert_eq!(deaf_pings(&outputs, PathId::FIRST), [false], "at once");
}

#[test]
fn a_lane_that_was_a_spare_is_pinged_often_from_its_first_use() {
    let mut play = spare();
    play.live(HEARTBEAT_INTERVAL);
    play.use_path(lane());
    assert_eq!(pinged(&play.wait(HEARTBEAT_INTERVAL), lane()), 1);
}

#[test]
fn another_direct_path_is_tried_seldom_while_the_lane_works() {
    let mut play = spare();
    play.give(on_path(PathInput::Failed));
    play.use_path(lane());
    let mut spacing = Vec::new();
    let mut last = play.now;
    while spacing.len() < 6 {
        let outputs = play.live(Duration::from_secs(1));
        if let [id] = opened(&outputs).as_slice() {
            let id = *id;
            spacing.push(play.now.since(last).as_secs());
            last = play.now;
            // Sometimes the browser says that it failed, sometimes the answer never comes.
            if spacing.len() % 2 == 1 {
                play.give(Input::Path(id, PathInput::Failed));
            }
        }
        assert!(play.now < last + Duration::from_secs(120), "{spacing:?}");
    }
    assert!(spacing.is_sorted_by(|a, b| *b + 5 >= *a), "{spacing:?}");
    assert!(spacing.first().is_some_and(|first| *first <= 6), "{spacing:?}");
    assert!(spacing.last().is_some_and(|last| *last >= 60), "{spacing:?}");
}

#[test]
fn paths_that_the_sharer_never_uses_do_not_pile_up() {
    let mut play = spare();
    let mut open = vec![PathId::FIRST, lane()];
    for _ in 0..40 {
        // The sharer is heard just often enough.
        let outputs = play.wait(Duration::from_millis(1_600));
        for id in opened(&outputs) {
            open.push(id);
            play.give(Input::Path(id, PathInput::Offer { sdp: "offer".into() }));
            play.introduce(&answer(id));
            play.give(Input::Path(id, PathInput::Up));
        }
        open.retain(|id| !closed(&outputs).contains(id));
        assert!(open.len() <= PATHS, "{open:?}");
        play.pong(PathId::FIRST);
    }
    assert!(open.contains(&PathId::FIRST), "the one in use stays: {open:?}");
    assert!(open.iter().any(|id| id.0 > 3 && id.0 < LANE), "{open:?}");
}

#[test]
fn a_newer_path_replaces_the_older_one_of_its_kind() {
    let mut play = Play::sharing();
    let outputs = play.wait(Duration::from_millis(1_250));
    let [second] = opened(&outputs)[..] else { panic!("{outputs:?}") };
    play.give(Input::Path(second, PathInput::Offer { sdp: "offer".into() }));
    play.introduce(&answer(second));
    assert_eq!(play.give(Input::Path(second, PathInput::Up)), []);
    let outputs = play.use_path(second);
    assert!(outputs.contains(&Output::UsePath(second)));
    assert_eq!(closed(&outputs), [PathId::FIRST]);
}

#[test]
fn a_path_that_the_sharer_has_left_again_is_not_used() {
    let mut play = spare();
    let direct = play.path;
    // Said on the lane before, and overtaken on the direct path.
    play.uses += 2;
    let later = ToViewer::UsePath { count: play.uses };
    play.say_on(direct, later.unnumbered(0, 0));
    let earlier = ToViewer::UsePath { count: play.uses - 1 };
    let outputs = play.say_on(lane(), earlier.unnumbered(0, 0));
    assert!(!outputs.iter().any(|output| matches!(output, Output::UsePath(_))), "{outputs:?}");
}
