//! How control is requested, granted and ended.

use alloc::vec;

use protocol::input::InputMark;
use protocol::peer::{InputLoss, Party};

use super::*;

#[test]
fn a_mark_is_answered_only_while_the_helper_controls() {
    let mark = |number| InputMark { number }.encode();
    let handled =
        |number| Effect::InputHandled { guest: GUEST, path: PATH, number, received: RECEIVED };
    let mut play = Play::sharing(|_| ());
    play.acts_on(PATH, &mark(1));
    assert!(!play.has(&handled(1)));
    let mut play = Play::controlling();
    play.acts_on(PATH, &mark(2));
    assert!(play.has(&handled(2)));
    assert_eq!(play.injected(), [], "it does nothing");
}

#[test]
fn input_before_and_after_control_is_dropped() {
    let mut play = Play::sharing(|_| ());
    play.types("KeyA", Action::Press);
    assert_eq!(play.injected(), []);
    let mut play = Play::controlling();
    play.types("KeyA", Action::Press);
    assert_eq!(play.injected().len(), 1);
    play.person(PersonInput::StopControl);
    play.types("KeyB", Action::Press);
    assert_eq!(play.injected(), []);
    assert_eq!(play.session.end_reason(), None, "it was only late");
}

#[test]
fn a_helper_in_control_is_told_that_their_input_does_not_arrive_and_not_more_often_than_the_bound()
{
    let lost = send(ToViewer::InputLost { reason: InputLoss::Character });
    let mut play = Play::sharing(|_| ());
    play.input(Input::InputLost(InputLoss::Character));
    assert!(!play.has(&lost), "they have no control");
    let mut play = Play::controlling();
    let mut told = 0;
    for _ in 0..100 {
        play.input(Input::InputLost(InputLoss::Character));
        told += u32::from(play.has(&lost));
    }
    assert_eq!(told, limits::INPUT_LOSSES);
    assert_eq!(play.session.phase(), Phase::ControlSharing, "control goes on");
    play.after(limits::REQUEST_WINDOW / limits::INPUT_LOSSES);
    play.input(Input::InputLost(InputLoss::Character));
    assert!(play.has(&lost), "told again after a while");
}

type Way = fn(&mut Play);

#[test]
fn leaving_control_or_being_lost_in_any_way_releases_held_keys() {
    let key: PhysicalKey = "KeyA".parse().unwrap();
    let release = [Injection::Key(key, Action::Release)];
    let ways: [(&str, Way); 9] = [
        ("stop", |play| play.person(PersonInput::StopControl)),
        ("pause", |play| play.person(PersonInput::Pause)),
        ("disconnect", |play| play.person(PersonInput::Disconnect)),
        ("give up", |play| play.tells(&ToSharer::GiveUpControl {})),
        ("bye", |play| play.tells(&ToSharer::Bye { reason: EndReason::HelperLeft })),
        ("down", |play| play.input(on_path(TransportInput::Down))),
        ("silence", |play| play.after(limits::HEARTBEAT_STALE)),
        ("no screen", |play| play.input(Input::ScreenFailed)),
        ("nonsense", |play| {
            let nonsense = || TransportInput::Message { channel: Channel::Control, bytes: vec![0] };
            while play.session.end_reason().is_none() {
                play.input(on_path(nonsense()));
            }
        }),
    ];
    for (name, leave) in ways {
        let mut play = Play::controlling();
        play.types("KeyA", Action::Press);
        leave(&mut play);
        assert_eq!(play.injected(), release, "{name}");
    }
}

#[test]
fn a_request_while_paused_is_answered() {
    let mut play = Play::sharing(|_| ());
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Pause);
    let refused = send(ToViewer::ControlRefused { reason: RightRefusal::Paused.of_control() });
    assert!(play.has(&Effect::Withdraw { id }) && play.has(&refused));
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert_eq!(play.session.phase(), Phase::ScreenSharing, "the question was withdrawn");
    play.tells(&ToSharer::RequestControl {});
    assert!(play.has(&refused));
    play.person(PersonInput::Resume);
    assert!(play.has(&START));
    play.tells(&ToSharer::RequestControl {});
    play.asked();
}

#[test]
fn a_helper_who_asks_again_and_again_is_refused_without_a_question() {
    let mut play = Play::sharing(|_| ());
    for _ in 0..limits::CONTROL_REQUESTS {
        play.tells(&ToSharer::RequestControl {});
        let id = play.asked();
        play.person(PersonInput::Answer { id, answer: Answer::Refuse });
    }
    play.tells(&ToSharer::RequestControl {});
    assert_eq!(play.effects, control_refused(RightRefusal::TooOften));
}

#[test]
fn a_view_only_session_has_no_way_to_control() {
    let mut play = Play::sharing(|options| options.view_only = true);
    play.tells(&ToSharer::RequestControl {});
    assert_eq!(play.effects, control_refused(RightRefusal::ViewOnly));
}

#[test]
fn control_that_ends_is_said_to_both_with_who_ended_it() {
    let mut play = Play::controlling();
    play.person(PersonInput::StopControl);
    let by = Party::User;
    assert!(play.has(&Effect::Right {
        guest: GUEST,
        event: RightEvent::Ended { right: Right::Control, by }
    }));
    assert!(play.has(&send(ToViewer::ControlEnded { by })));
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
}

#[test]
fn a_user_who_says_never_is_not_asked_again() {
    let mut play = Play::sharing(|_| ());
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::RefuseForGood });
    play.tells(&ToSharer::RequestControl {});
    assert_eq!(play.effects, control_refused(RightRefusal::TooOften));
}

#[test]
fn where_no_key_ends_control_it_ends_by_itself_and_can_be_asked_for_again() {
    let mut play = Play::sharing(|options| options.control_stop = ControlStop::TimeLimit);
    let stop = ControlStop::TimeLimit;
    let grant = |play: &mut Play| {
        play.tells(&ToSharer::RequestControl {});
        let id = play.asked();
        play.person(PersonInput::Answer { id, answer: Answer::Allow });
        assert_eq!(play.session.phase(), Phase::ControlSharing);
        let phase = |effect: &Effect| {
            let Effect::Notify { notice: Notice::Phase { stop, .. }, .. } = effect else {
                return None;
            };
            Some(*stop)
        };
        assert_eq!(play.effects.iter().find_map(phase), Some(stop), "the User is told");
    };
    grant(&mut play);
    let began = play.now;
    play.types("KeyA", Action::Press);
    // The Helper is there all the time.
    let step = limits::HEARTBEAT_INTERVAL;
    while play.now.since(began) + step < limits::CONTROL_WITHOUT_PANIC_KEY {
        play.after(step);
        play.pings_on(PATH);
    }
    assert_eq!(play.session.phase(), Phase::ControlSharing);
    let limit = began + limits::CONTROL_WITHOUT_PANIC_KEY;
    assert!(play.session.deadline().is_some_and(|next| next <= limit), "it wakes by itself");
    play.after(limit.since(play.now));
    let key: PhysicalKey = "KeyA".parse().unwrap();
    assert_eq!(play.injected(), [Injection::Key(key, Action::Release)], "what is held comes up");
    let by = Party::User;
    assert!(play.has(&send(ToViewer::ControlEnded { by })));
    let ended = |effect: &Effect| {
        let Effect::Notify { notice, .. } = effect else { return false };
        *notice == Notice::ControlEnded { by, is_over: true }
    };
    assert!(play.effects.iter().any(ended));
    assert_eq!(play.session.phase(), Phase::ScreenSharing, "the picture stays");
    play.types("KeyB", Action::Press);
    assert_eq!(play.injected(), []);
    grant(&mut play);
}

#[test]
fn with_a_panic_key_control_has_no_end_of_its_own() {
    let mut play = Play::controlling();
    let began = play.now;
    while play.now.since(began) < 2 * limits::CONTROL_WITHOUT_PANIC_KEY {
        play.after(limits::HEARTBEAT_INTERVAL);
        play.pings_on(PATH);
    }
    assert_eq!(play.session.phase(), Phase::ControlSharing);
}
