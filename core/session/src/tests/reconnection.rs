//! The paths to a Helper: which one is used, and what happens while there is none.

use alloc::vec;

use protocol::geometry::Point;
use protocol::input::{Button, InputMark};
use protocol::network::LaneToken;

use super::*;

pub(super) const LANE: PathId = PathId(1 << 31);
const NEXT: PathId = PathId(2);

/// A server with a lane.
pub(super) fn with_lane() -> Network {
    Network { ice_servers: vec![], lane: Some(LaneToken::new([7; 16])) }
}

pub(super) fn use_path(path: PathId) -> Effect {
    Effect::UsePath { guest: GUEST, path, received: RECEIVED }
}

fn opens_lane(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| {
        matches!(effect, Effect::OpenLane { guest: GUEST, path: LANE, token, .. }
            if *token == LaneToken::new([7; 16]))
    })
}

fn reconnecting(lasts: Duration) -> Effect {
    notify(Notice::Reconnecting { helper: "Jacky".parse().unwrap(), lasts })
}

fn reconnected() -> Effect {
    notify(Notice::Reconnected { helper: "Jacky".parse().unwrap() })
}

impl Play {
    /// A Helper who is let in and has offered no path yet; just proven.
    fn introduced() -> Self {
        let mut play = Self { network: with_lane(), ..Self::new(|_| ()) };
        play.open();
        let code = play.code.clone().unwrap();
        assert!(play.prove(&code));
        let id = play.hello();
        play.person(PersonInput::Answer { id, answer: Answer::Allow });
        play
    }

    /// Both a direct path and the lane are up; the direct one is used.
    fn on_two_paths() -> Self {
        let mut play = Self::sharing_in(with_lane(), |_| ());
        play.input(on(LANE, TransportInput::Up));
        assert!(!play.has(&use_path(LANE)), "the direct path is better");
        play
    }

    /// All that happens until the session ends, or for so long.
    fn lost_for(&mut self, time: Duration) -> Vec<Effect> {
        self.passes(time, &[])
    }
}

#[test]
fn a_lane_is_opened_with_the_proof_and_used_when_the_direct_path_takes_long() {
    let mut play = Play { network: with_lane(), ..Play::new(|_| ()) };
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    assert!(opens_lane(&play.effects), "{:?}", play.effects);
    let mut play = Play::introduced();
    play.offers(PATH);
    play.input(on(LANE, TransportInput::Up));
    let effects = play.passes(limits::LANE_AFTER - Duration::from_millis(1), &[LANE]);
    assert!(!effects.contains(&use_path(LANE)) && !effects.contains(&START));
    play.after(Duration::from_millis(1));
    assert!(play.has(&use_path(LANE)) && play.has(&START));
    // The direct path replaces it in place.
    play.input(on_path(TransportInput::Up));
    assert_eq!(play.effects, [use_path(PATH)], "nothing else changes, and the lane stays");
}

#[test]
fn a_lane_that_comes_up_beside_a_direct_path_is_the_spare_one() {
    let mut play = Play::sharing_in(with_lane(), |_| ());
    play.input(on(LANE, TransportInput::Up));
    assert_eq!(play.effects, []);
    // It is lost: it is opened again after a while.
    play.input(on(LANE, TransportInput::Down));
    let effects = play.passes(limits::SPARE_LANE_AFTER - Duration::from_millis(1), &[PATH]);
    assert!(!opens_lane(&effects));
    play.after(Duration::from_millis(1));
    assert!(opens_lane(&play.effects));
}

#[test]
fn where_the_server_has_no_lane_the_only_path_that_fails_is_the_end() {
    let mut play = Play::introduced();
    play.offers(PATH);
    play.input(on_path(TransportInput::Down));
    assert_eq!(play.session.end_reason(), None, "the lane comes");
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    play.hello();
    play.offers(PATH);
    play.input(on_path(TransportInput::Down));
    assert_eq!(play.session.end_reason(), Some(EndReason::NoPath));
}

#[test]
fn a_direct_path_that_is_silent_is_left_for_the_lane_and_used_again_when_it_is_heard_for_long() {
    let mut play = Play::on_two_paths().in_control();
    play.types("KeyA", Action::Press);
    play.after(limits::PATH_SILENT - Duration::from_millis(1));
    assert!(!play.has(&use_path(LANE)));
    play.after(Duration::from_millis(1));
    assert_eq!(play.effects, [use_path(LANE)], "nothing is released, nothing is said");
    // The lane brings what the Helper says now.
    play.types_on(LANE, "KeyB", Action::Press);
    assert_eq!(play.injected().len(), 1);
    // The direct one is heard again, and trusted after a while.
    play.pings_on(PATH);
    let effects = play.passes(limits::PATH_TRUSTED - Duration::from_millis(1), &[PATH, LANE]);
    assert_eq!(effects, [], "{effects:?}");
    play.after(Duration::from_millis(1));
    assert_eq!(play.effects, [use_path(PATH)]);
}

#[test]
fn a_direct_path_that_fails_is_replaced_by_the_lane_without_a_pause() {
    let mut play = Play::on_two_paths().in_control();
    // The spare lane is pinged seldom.
    play.passes(limits::SPARE_PATH_PING, &[PATH]);
    play.types("KeyA", Action::Press);
    play.input(on_path(TransportInput::Down));
    let closed = Effect::ClosePath { guest: GUEST, path: PATH };
    assert_eq!(play.effects, [use_path(LANE), closed], "nothing is released or stopped");
    play.pings_on(LANE);
    play.types_on(LANE, "KeyA", Action::Release);
    assert_eq!(play.injected().len(), 1);
    let effects = play.passes(Duration::from_secs(5), &[LANE]);
    assert_eq!(effects, []);
}

#[test]
fn a_helper_who_is_lost_keeps_every_right_and_holds_and_sees_nothing() {
    type Way = fn(&mut Play);
    let ways: [(&str, Way); 2] = [
        ("silence", |play| play.after(limits::HEARTBEAT_STALE)),
        ("failure", |play| play.input(on_path(TransportInput::Down))),
    ];
    for (name, lose) in ways {
        let mut play = Play::controlling();
        play.types("KeyA", Action::Press);
        lose(&mut play);
        let release = Injection::Key("KeyA".parse().unwrap(), Action::Release);
        assert_eq!(play.injected(), [release], "{name}");
        assert!(play.has(&STOP) && play.has(&reconnecting(limits::RECONNECT_TIMEOUT)), "{name}");
        let is_right = |effect: &Effect| matches!(effect, Effect::Right { .. });
        assert!(!play.effects.iter().any(is_right), "{name}: {:?}", play.effects);
        assert_eq!(play.session.phase(), Phase::ControlSharing, "{name}");
        // Another path brings them back, and nobody is asked.
        play.lost_for(Duration::from_secs(1));
        play.offers(NEXT);
        play.input(on(NEXT, TransportInput::Up));
        for effect in [use_path(NEXT), START, reconnected()] {
            assert!(play.has(&effect), "{name}: {effect:?} in {:?}", play.effects);
        }
        let is_asked = |effect: &Effect| matches!(effect, Effect::Ask { .. });
        assert!(!play.effects.iter().any(is_asked), "{name}");
        play.fences_on(NEXT);
        play.types_on(NEXT, "KeyB", Action::Press);
        assert_eq!(play.injected().len(), 1, "{name}: control goes on");
    }
}

#[test]
fn a_path_that_is_heard_again_brings_the_helper_back() {
    let mut play = Play::controlling();
    play.lost_for(Duration::from_secs(30));
    assert_eq!(play.session.phase(), Phase::ControlSharing);
    play.pings_on(PATH);
    assert!(play.has(&START) && play.has(&reconnected()));
    play.fences_on(PATH);
    play.types("KeyB", Action::Press);
    assert_eq!(play.injected().len(), 1);
}

#[test]
fn a_silence_counts_even_if_nobody_looked_at_the_clock() {
    // The computer slept: what the Helper says now is read before any timeout.
    let mut play = Play::controlling();
    play.types("KeyA", Action::Press);
    play.now = play.now + Duration::from_secs(60);
    play.types("KeyB", Action::Press);
    let key = |name: &str, action| Injection::Key(name.parse().unwrap(), action);
    assert_eq!(
        play.injected(),
        [key("KeyA", Action::Release)],
        "the other is as old as the silence"
    );
    let position = |effect: &Effect| play.effects.iter().position(|it| it == effect).unwrap();
    assert!(position(&STOP) < position(&reconnected()));
    assert!(position(&reconnected()) < position(&START));
    play.fences_on(PATH);
    play.types("KeyC", Action::Press);
    assert_eq!(play.injected(), [key("KeyC", Action::Press)]);
}

/// The lid was closed: the next morning nobody may come back unasked.
#[test]
fn a_silence_longer_than_the_user_decided_ends_the_session_even_if_nobody_looked_at_the_clock() {
    let too_long = limits::HEARTBEAT_STALE + limits::RECONNECT_TIMEOUT;
    type Back = fn(&mut Play);
    let ways: [(&str, Back); 3] = [
        ("a message", |play| play.pings_on(PATH)),
        ("a key", |play| play.types("KeyB", Action::Press)),
        ("another path", |play| play.input(on(LANE, TransportInput::Up))),
    ];
    for (way, comes_back) in ways {
        for is_lost in [false, true] {
            let mut play = Play::controlling();
            play.types("KeyA", Action::Press);
            let mut sleeps = too_long;
            if is_lost {
                play.after(limits::HEARTBEAT_STALE);
                sleeps = limits::RECONNECT_TIMEOUT;
            }
            play.now = play.now + sleeps;
            comes_back(&mut play);
            let ended = play.session.end_reason();
            assert_eq!(ended, Some(EndReason::ConnectionLost), "{way}, lost: {is_lost}");
            assert!(!play.has(&START), "{way}, lost: {is_lost}");
        }
    }
    // A moment earlier they are back.
    let mut play = Play::controlling();
    play.now = play.now + (too_long - Duration::from_millis(1));
    play.pings_on(PATH);
    assert!(play.has(&START));
}

#[test]
fn what_was_typed_in_an_interruption_is_never_injected_however_late_it_comes() {
    let press = |key: &str| {
        let key = key.parse().unwrap();
        InputEvent::Key { key, action: Action::Press }.encode()
    };
    let mut play = Play::controlling();
    play.acts_again_on(PATH, 1, &press("KeyA"));
    play.after(limits::HEARTBEAT_STALE);
    // The path goes on, and brings what was sent on it: first what was typed, then what was said.
    play.acts_again_on(PATH, 2, &press("KeyB"));
    let count = play.effects.iter().find_map(fence).unwrap();
    play.acts_again_on(PATH, 3, &press("KeyC"));
    assert_eq!(play.injected(), []);
    // The answer may overtake what was typed before it.
    play.tells(&ToSharer::InputFenced { count, last: 5 });
    for (number, injected) in [(4, 0), (5, 0), (6, 1)] {
        play.acts_again_on(PATH, number, &press("KeyD"));
        assert_eq!(play.injected().len(), injected, "{number}");
    }
    // A second interruption is fenced anew: an answer to the first request opens nothing.
    play.after(limits::HEARTBEAT_STALE);
    play.pings_on(PATH);
    play.tells(&ToSharer::InputFenced { count, last: 0 });
    play.acts_again_on(PATH, 7, &press("KeyE"));
    assert_eq!(play.injected(), []);
}

#[test]
fn a_path_on_which_the_helper_hears_nothing_is_left_although_they_are_heard() {
    let deaf = |play: &mut Play, path, deaf| play.tells_on(path, &ToSharer::Ping { at: 1, deaf });
    let mut play = Play::on_two_paths().in_control();
    deaf(&mut play, PATH, true);
    assert!(play.has(&use_path(LANE)), "{:?}", play.effects);
    // Without another path the Helper is lost, whatever arrives on this one.
    let mut play = Play::controlling();
    play.types("KeyA", Action::Press);
    deaf(&mut play, PATH, true);
    assert!(play.has(&STOP) && play.has(&reconnecting(limits::RECONNECT_TIMEOUT)));
    assert_eq!(play.injected().len(), 1, "the key comes up");
    assert!(play.effects.iter().any(|effect| matches!(effect, Effect::Pong { .. })), "a last try");
    play.types("KeyB", Action::Press);
    assert!(!play.has(&reconnected()) && play.injected().is_empty());
    deaf(&mut play, PATH, false);
    assert!(play.has(&START) && play.has(&reconnected()), "{:?}", play.effects);
}

/// Each change was an interruption: a notice to the User, a pause of the pictures and a line of the log.
#[test]
fn a_helper_whose_hearing_comes_and_goes_interrupts_only_so_often() {
    let mut play = Play::controlling();
    let mut interruptions = 0;
    for deaf in [true, false].repeat(50) {
        play.tells(&ToSharer::Ping { at: 1, deaf });
        interruptions += u32::from(play.has(&reconnecting(limits::RECONNECT_TIMEOUT)));
    }
    assert_eq!(interruptions, limits::HEARING_CHANGES / 2);
}

#[test]
fn the_picture_that_points_refer_to_passes_the_fence() {
    let mut play = Play::controlling();
    play.input(pictures::screen(100, 10));
    let screen = play.effects.iter().find_map(|effect| {
        let Effect::Say { message: ToViewer::Screen { picture, .. }, .. } = effect else {
            return None;
        };
        Some(*picture)
    });
    let number = screen.expect("the picture has a number");
    play.after(limits::HEARTBEAT_STALE);
    play.pings_on(PATH);
    let count = play.effects.iter().find_map(fence).unwrap();
    play.acts_again_on(PATH, 1, &InputEvent::Picture { seq: 1, number }.encode());
    play.tells(&ToSharer::InputFenced { count, last: 1 });
    let button = InputEvent::Button {
        seq: 2,
        point: Point { x: 1, y: 1 },
        button: Button::Left,
        action: Action::Press,
    };
    play.acts_again_on(PATH, 2, &button.encode());
    assert!(!play.injected().is_empty());
}

#[test]
fn a_helper_who_stays_lost_is_waited_for_as_long_as_the_user_decided_and_no_longer() {
    let options =
        [limits::RECONNECT_TIMEOUT, Duration::from_secs(20), limits::RECONNECT_TIMEOUT_MAX];
    for wanted in options {
        let mut play = Play::sharing(|options| options.reconnect_for = wanted);
        play.input(on_path(TransportInput::Down));
        assert!(play.has(&reconnecting(wanted)), "{:?}", play.effects);
        play.lost_for(wanted - Duration::from_millis(1));
        assert_eq!(play.session.end_reason(), None);
        play.after(Duration::from_millis(1));
        assert_eq!(play.session.end_reason(), Some(EndReason::ConnectionLost));
    }
}

#[test]
fn a_question_about_control_is_withdrawn_when_the_helper_is_lost_and_none_stands_afterwards() {
    let mut play = Play::sharing(|_| ());
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.input(on_path(TransportInput::Down));
    assert!(play.has(&Effect::Withdraw { id }));
    assert!(control_refused(RightRefusal::NoAnswer).iter().all(|effect| play.has(effect)));
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
    play.offers(NEXT);
    play.input(on(NEXT, TransportInput::Up));
    assert!(!play.effects.iter().any(|effect| matches!(effect, Effect::Ask { .. })));
    play.tells_on(NEXT, &ToSharer::RequestControl {});
    assert!(play.asked() > id, "a new request is a new question");
}

#[test]
fn the_question_whether_to_let_the_helper_in_stands_while_they_are_lost() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    let id = play.hello();
    play.connect();
    play.input(on_path(TransportInput::Down));
    assert!(!play.has(&Effect::Withdraw { id }));
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert!(!play.has(&START), "there is nobody to see it");
    assert_eq!(play.session.phase(), Phase::WaitingForConnect);
    play.offers(NEXT);
    play.input(on(NEXT, TransportInput::Up));
    assert!(play.has(&START));
}

#[test]
fn what_the_user_takes_back_while_the_helper_is_lost_stays_taken() {
    let mut play = Play::controlling();
    play.input(on_path(TransportInput::Down));
    play.person(PersonInput::StopControl);
    play.person(PersonInput::Pause);
    play.offers(NEXT);
    play.input(on(NEXT, TransportInput::Up));
    assert!(!play.has(&START), "the screen is hidden");
    play.types_on(NEXT, "KeyA", Action::Press);
    assert_eq!(play.injected(), []);
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
    // A prompt that opened meanwhile is the User's alone.
    let mut play = Play::controlling();
    play.input(on_path(TransportInput::Down));
    play.input(Input::SystemPrompt { open: true });
    play.offers(NEXT);
    play.input(on(NEXT, TransportInput::Up));
    assert!(!play.has(&START));
    play.types_on(NEXT, "KeyA", Action::Press);
    assert_eq!(play.injected(), []);
}

#[test]
fn input_that_two_paths_bring_is_injected_once_and_in_order() {
    let mut play = Play::on_two_paths().in_control();
    let press = |key: &str| {
        let key = key.parse().unwrap();
        InputEvent::Key { key, action: Action::Press }.encode()
    };
    for (path, number, key, count) in [
        (PATH, 1, "KeyA", 1),
        (LANE, 1, "KeyA", 0),
        (LANE, 3, "KeyC", 1),
        (PATH, 2, "KeyB", 0),
        (PATH, 3, "KeyC", 0),
        (LANE, 4, "KeyD", 1),
    ] {
        play.acts_again_on(path, number, &press(key));
        assert_eq!(play.injected().len(), count, "{path:?} {number}");
    }
    // Marks are numbered likewise; what was received is acknowledged.
    play.acts_again_on(LANE, 4, &InputMark { number: 1 }.encode());
    assert_eq!(play.effects, []);
    play.acts_again_on(LANE, 5, &InputMark { number: 1 }.encode());
    assert_eq!(play.effects.len(), 1);
    // So is what is said: a request that comes twice is one.
    let mut play = Play::sharing(|_| ());
    play.repeats_on(PATH, 7, &ToSharer::Chat { text: "hi".into() });
    assert_eq!(play.effects.len(), 1);
    for number in [7, 6] {
        play.repeats_on(PATH, number, &ToSharer::Chat { text: "hi".into() });
        assert_eq!(play.effects, []);
    }
}

#[test]
fn what_was_received_is_acknowledged_with_everything_that_is_sent() {
    let mut play = Play::controlling();
    play.types("KeyA", Action::Press);
    let bytes = encoded(0, &ToSharer::Ping { at: 3, deaf: false });
    let message = TransportInput::Message { channel: Channel::Control, bytes };
    play.session.handle(on_path(message), play.now);
    let mut effects = core::iter::from_fn(|| play.session.poll());
    let received = ReceivedNumbers { control: play.said.0, input: play.said.1 };
    let pong = Effect::Pong { guest: GUEST, path: PATH, at: 3, received };
    assert!(effects.any(|effect| effect == pong));
}

#[test]
fn a_page_that_goes_away_is_waited_for_as_long_as_loading_it_takes() {
    let mut play = Play::controlling();
    play.types("KeyA", Action::Press);
    play.tells(&ToSharer::Away {});
    assert_eq!(play.injected().len(), 1, "the key comes up");
    assert!(play.has(&STOP) && play.has(&reconnecting(limits::RELOAD_TIMEOUT)));
    play.lost_for(limits::RELOAD_TIMEOUT - Duration::from_millis(1));
    assert_eq!(play.session.end_reason(), None);
    play.after(Duration::from_millis(1));
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));
    let mut play = Play::controlling();
    play.tells(&ToSharer::Away {});
    play.offers(NEXT);
    play.input(on(NEXT, TransportInput::Up));
    assert!(play.has(&START) && play.has(&reconnected()));
    assert_eq!(play.session.phase(), Phase::ControlSharing);
}

#[test]
fn a_page_that_went_away_can_neither_prolong_it_nor_ask_nor_act() {
    let mut play = Play::controlling();
    play.tells(&ToSharer::Away {});
    let until = play.session.deadline();
    for message in [
        ToSharer::Away {},
        ToSharer::Ping { at: 1, deaf: false },
        ToSharer::GiveUpControl {},
        ToSharer::Chat { text: "hi".into() },
        ToSharer::RequestControl {},
    ] {
        play.tells(&message);
        assert_eq!(play.effects, [], "{message:?}");
    }
    play.types("KeyA", Action::Press);
    assert_eq!(play.effects, []);
    assert_eq!(play.session.deadline(), until);
    play.tells(&ToSharer::Bye { reason: EndReason::HelperLeft });
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));
}

#[test]
fn a_page_says_through_the_server_too_that_it_goes_away_and_only_the_first_time_counts() {
    let mut play = Play::controlling();
    play.says(&Introduction::Away {});
    assert!(play.has(&STOP) && play.has(&reconnecting(limits::RELOAD_TIMEOUT)));
    play.after(Duration::from_secs(5));
    play.says(&Introduction::Away {});
    assert_eq!(play.effects, []);
    play.after(limits::RELOAD_TIMEOUT - Duration::from_secs(5));
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));

    // A Helper who is lost already is not waited for longer, and for as long as a reload takes.
    let mut play = Play::controlling();
    play.lost_for(limits::HEARTBEAT_STALE + Duration::from_secs(30));
    play.says(&Introduction::Away {});
    assert!(play.has(&reconnecting(limits::RELOAD_TIMEOUT)));
    play.after(limits::RELOAD_TIMEOUT);
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));
    let mut play = Play::controlling();
    play.lost_for(limits::HEARTBEAT_STALE + limits::RECONNECT_TIMEOUT - Duration::from_secs(4));
    play.says(&Introduction::Away {});
    play.after(Duration::from_secs(4));
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));
}

#[test]
fn a_page_that_was_likely_to_go_and_is_lost_soon_has_gone_and_else_it_means_nothing() {
    let mut play = Play::controlling();
    play.says(&Introduction::Leaving {});
    assert_eq!(play.effects, []);
    play.types("KeyA", Action::Press);
    assert_eq!(play.injected().len(), 1, "it is still there");
    play.after(limits::HEARTBEAT_STALE);
    assert!(play.has(&reconnecting(limits::RELOAD_TIMEOUT)), "{:?}", play.effects);
    play.after(limits::RELOAD_TIMEOUT);
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));

    let mut stays = Play::controlling();
    stays.says(&Introduction::Leaving {});
    stays.passes(limits::LEAVING, &[PATH]);
    let mut is_new = Play::controlling();
    is_new.says(&Introduction::Leaving {});
    is_new.tells(&ToSharer::Reloaded {});
    for mut play in [stays, is_new] {
        play.after(limits::HEARTBEAT_STALE);
        assert!(play.has(&reconnecting(limits::RECONNECT_TIMEOUT)), "{:?}", play.effects);
    }
}

#[test]
fn a_page_that_leaves_before_a_path_was_used_has_left() {
    let mut play = Play::introduced();
    play.says(&Introduction::Away {});
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));
}

#[test]
fn a_page_that_was_loaded_again_is_told_what_holds_and_the_user_is_not_asked() {
    let mut play = Play::controlling();
    play.input(pictures::screen(0, 0));
    play.tells(&ToSharer::Away {});
    play.offers(NEXT);
    play.input(on(NEXT, TransportInput::Up));
    play.fences_on(NEXT);
    play.tells_on(NEXT, &ToSharer::Reloaded {});
    let phase = ToViewer::Phase { phase: Phase::ControlSharing, paused: false };
    assert!(play.has(&send(phase)));
    assert!(play.has(&send(ToViewer::SystemPrompt { open: false })));
    let is_screen =
        |effect: &Effect| matches!(effect, Effect::Say { message: ToViewer::Screen { .. }, .. });
    assert!(play.effects.iter().any(is_screen));
    let is_for_user = |effect: &Effect| {
        matches!(effect, Effect::Ask { .. } | Effect::Notify { .. } | Effect::Right { .. })
    };
    assert!(!play.effects.iter().any(is_for_user), "{:?}", play.effects);
    // The pictures begin anew, with the cursor and a keyframe.
    assert_eq!(play.effects[play.effects.len() - 2..], [STOP, START]);
    play.types_on(NEXT, "KeyA", Action::Press);
    assert_eq!(play.injected().len(), 1);
    play.tells_on(NEXT, &ToSharer::Reloaded {});
    assert_eq!(play.injected().len(), 1, "it holds nothing down");
}

#[test]
fn a_page_that_was_loaded_again_before_the_user_has_answered_waits_on() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    let id = play.hello();
    play.offers(PATH);
    play.input(on_path(TransportInput::Up));
    play.tells(&ToSharer::Away {});
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert!(!play.has(&START));
    play.offers(NEXT);
    play.input(on(NEXT, TransportInput::Up));
    assert!(play.has(&START));
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
}

#[test]
fn a_helper_is_told_what_holds_only_so_often() {
    let mut play = Play::controlling();
    let mut told = 0;
    for _ in 0..2 * limits::RELOADS {
        play.tells(&ToSharer::Reloaded {});
        told += u32::from(!play.effects.is_empty());
    }
    assert_eq!((told, play.session.end_reason()), (limits::RELOADS, None));
}

#[test]
fn no_more_paths_are_set_up_than_the_bounds_allow() {
    let mut play = Play::sharing(|_| ());
    let (mut accepted, mut closed, mut faults) = (0, 0, 0);
    for n in 2..(2 + limits::PATH_OFFERS + 10) {
        play.offers(PathId(n));
        let accepts = |effect: &&Effect| matches!(effect, Effect::AcceptOffer { .. });
        let closes = |effect: &&Effect| matches!(effect, Effect::ClosePath { .. });
        let offered = play.effects.iter().filter(accepts).count();
        accepted += offered;
        faults += u32::from(offered == 0);
        closed += play.effects.iter().filter(closes).count();
        assert!(!play.has(&Effect::ClosePath { guest: GUEST, path: PATH }), "it is in use");
    }
    // One was taken before.
    assert_eq!(accepted, usize::try_from(limits::PATH_OFFERS).unwrap() - 1);
    assert_eq!((closed, faults), (accepted - 1, 11));
    // An offer needs a new number, and cannot be for a lane.
    let mut play = Play::sharing(|_| ());
    for path in [PATH, PathId(0), LANE, PathId(u32::MAX)] {
        play.offers(path);
        assert_eq!(play.effects, [], "{path:?}");
    }
    assert_eq!(play.session.end_reason(), None);
}

#[test]
fn candidates_belong_to_a_path_and_are_bounded() {
    let mut play = Play::sharing_in(with_lane(), |_| ());
    let candidate = |path: PathId| Introduction::Candidate {
        path: path.0,
        candidate: "candidate:1".into(),
        mid: None,
        line: None,
    };
    for path in [NEXT, LANE] {
        play.says(&candidate(path));
        assert_eq!(play.effects, [], "{path:?}");
    }
    let mut added = 0;
    for _ in 0..2 * limits::CANDIDATES {
        play.says(&candidate(PATH));
        added += play.effects.len();
    }
    assert_eq!(added, usize::try_from(limits::CANDIDATES).unwrap());
}

#[test]
fn a_user_who_leaves_says_so_in_every_way_there_is() {
    for silence in [Duration::ZERO, limits::HEARTBEAT_STALE] {
        let mut play = Play::sharing(|_| ());
        play.after(silence);
        play.person(PersonInput::Disconnect);
        assert!(play.has(&send(ToViewer::Bye { reason: EndReason::UserLeft })));
        assert_eq!(play.opens(0), Introduction::Bye { reason: EndReason::UserLeft });
    }
}

/// The Helper must not choose the moment in which the screen is shared.
#[test]
fn a_yes_to_a_helper_who_is_not_there_does_not_hold_for_long_and_the_user_is_told() {
    for comes_back in [true, false] {
        let mut play = Play::new(|_| ());
        play.open();
        let code = play.code.clone().unwrap();
        assert!(play.prove(&code));
        let id = play.hello();
        play.connect();
        play.tells(&ToSharer::Ping { at: 1, deaf: true });
        play.after(limits::HEARTBEAT_STALE);
        play.person(PersonInput::Answer { id, answer: Answer::Allow });
        assert!(play.has(&reconnecting(limits::TRANSPORT_TIMEOUT)), "{:?}", play.effects);
        if comes_back {
            play.after(limits::TRANSPORT_TIMEOUT - Duration::from_millis(1));
            play.tells(&ToSharer::Ping { at: 1, deaf: false });
            assert!(play.has(&START));
        } else {
            play.after(limits::TRANSPORT_TIMEOUT);
            assert_eq!(play.session.end_reason(), Some(EndReason::ConnectionLost));
        }
    }
}

#[test]
fn a_pause_before_the_screen_is_shared_counts() {
    let mut play = Play::introduced();
    play.person(PersonInput::Pause);
    let paused = |phase| notify(Notice::Paused { phase, helper: "Jacky".parse().unwrap() });
    assert_eq!(play.effects, [paused(Phase::WaitingForConnect)]);
    play.offers(PATH);
    play.input(on_path(TransportInput::Up));
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
    assert!(play.has(&paused(Phase::ScreenSharing)) && !play.has(&START));
    play.person(PersonInput::Resume);
    assert!(play.has(&START));
}
