//! How control is requested, granted and ended.

use alloc::vec;

use protocol::input::InputMark;
use protocol::peer::Party;

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
