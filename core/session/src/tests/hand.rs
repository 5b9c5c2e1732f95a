//! The rights beside the picture and control: asked for, granted for a time, given up and taken back.

use alloc::vec;

use protocol::peer::Party;
use protocol::right::{HeldRight, RightDenial, RightSet};

use super::*;
use crate::question::Question;
use crate::right::{GrantedFor, Lasting};

const READ: Right = Right::ClipboardRead;

fn request() -> ToSharer {
    ToSharer::RequestRight { right: Some(READ) }
}

fn ended(by: Party) -> Effect {
    send(ToViewer::RightEnded { right: Some(READ), by })
}

impl Play {
    /// The Helper asks to read the clipboard, and the User says this.
    fn read_clipboard(&mut self, answer: Answer) {
        self.tells(&request());
        let id = self.asked();
        self.person(PersonInput::Answer { id, answer });
    }

    fn reading() -> Self {
        let mut play = Self::sharing(|_| ());
        play.read_clipboard(Answer::AllowFor(Lasting::Session));
        play
    }

    fn holds(&self, right: Right) -> bool {
        self.session.held(GUEST).contains(right)
    }
}

#[test]
fn a_page_is_told_what_it_can_request_when_the_screen_is_shared_and_when_it_is_loaded_again() {
    let mut play = Play::reading();
    play.tells(&ToSharer::Reloaded {});
    let held = vec![HeldRight { right: Some(READ), lasting: Lasting::Session, left_s: None }];
    let requestable = RightSet::of([READ]);
    assert!(
        play.has(&send(ToViewer::Rights { requestable, held, folders: true })),
        "{:?}",
        play.effects
    );
}

#[test]
fn a_right_is_granted_for_as_long_as_the_user_says() {
    let mut play = Play::sharing(|_| ());
    play.read_clipboard(Answer::AllowFor(Lasting::TenMinutes));
    let lasts = GrantedFor::Until(play.now + limits::RIGHT_TIME);
    let event = RightEvent::Granted { right: READ, lasts };
    assert!(play.has(&Effect::Right { guest: GUEST, event }));
    let right = HeldRight { right: Some(READ), lasting: Lasting::TenMinutes, left_s: Some(600) };
    assert!(play.has(&send(ToViewer::RightGranted { right })));
    assert!(play.holds(READ));
    let until = play.now + limits::RIGHT_TIME;
    while play.now < until {
        assert!(play.holds(READ));
        play.pings_on(PATH);
        play.after(Duration::from_secs(1));
    }
    assert!(!play.holds(READ));
    assert!(play.has(&ended(Party::User)), "{:?}", play.effects);
}

#[test]
fn a_right_that_this_computer_does_not_offer_is_refused_without_a_question() {
    let mut play = Play::sharing(|_| ());
    for right in [Right::ClipboardWrite, Right::Sound, Right::Look, Right::Control] {
        play.tells(&ToSharer::RequestRight { right: Some(right) });
        assert!(!play.effects.iter().any(|effect| matches!(effect, Effect::Ask { .. })));
        assert!(!play.holds(right) || right == Right::Look);
    }
    play.tells(&ToSharer::RequestRight { right: None });
    assert_eq!(play.session.end_reason(), None, "another version knows it");
}

#[test]
fn what_is_typed_while_control_is_shared_grants_no_right_and_what_a_person_presses_does() {
    let mut play = Play::controlling();
    play.tells(&request());
    let id = play.asked();
    let answer = PersonInput::Answer { id, answer: Answer::AllowFor(Lasting::Session) };
    play.input(Input::Typed(Some(answer.clone())));
    assert!(!play.holds(READ), "the Helper may have typed it");
    play.person(answer);
    assert!(play.holds(READ));
    assert_eq!(play.session.phase(), Phase::ControlSharing);
}

type Way = fn(&mut Play);

#[test]
fn each_way_ends_the_right_at_once_and_says_who_did() {
    let ways: [(Way, Party); 5] = [
        (|play| play.person(PersonInput::Revoke(READ)), Party::User),
        (|play| play.person(PersonInput::StopControl), Party::User),
        (|play| play.tells(&ToSharer::GiveUpRight { right: Some(READ) }), Party::Helper),
        (|play| play.person(PersonInput::Disconnect), Party::User),
        (|play| play.tells(&ToSharer::Bye { reason: EndReason::HelperLeft }), Party::Helper),
    ];
    for (end, by) in ways {
        let mut play = Play::reading();
        end(&mut play);
        assert!(!play.holds(READ));
        let said = play.effects.iter().position(|effect| *effect == ended(by));
        assert!(said.is_some(), "{by:?}: {:?}", play.effects);
        let bye = play
            .effects
            .iter()
            .position(|effect| matches!(effect, Effect::Say { message: ToViewer::Bye { .. }, .. }));
        assert!(bye.is_none_or(|bye| said < Some(bye)), "nothing is heard after the goodbye");
    }
}

#[test]
fn a_pause_and_a_lost_helper_settle_the_question_and_leave_the_right() {
    let mut play = Play::sharing(|_| ());
    play.tells(&request());
    play.person(PersonInput::Pause);
    let reason = RightDenial::Paused;
    assert!(play.has(&send(ToViewer::RightRefused { right: Some(READ), reason })));
    play.tells(&request());
    assert!(play.has(&send(ToViewer::RightRefused { right: Some(READ), reason })));
    let mut play = Play::reading();
    play.person(PersonInput::Pause);
    assert!(play.holds(READ));
}

#[test]
fn a_helper_who_asks_and_takes_it_back_again_and_again_is_not_asked_about_for_ever() {
    let mut play = Play::sharing(|_| ());
    let mut asked = 0;
    for _ in 0..20 {
        play.tells(&request());
        asked +=
            u32::from(play.effects.iter().any(|effect| {
                matches!(effect, Effect::Ask { question: Question::ClipboardRead, .. })
            }));
        play.tells(&ToSharer::GiveUpRight { right: Some(READ) });
    }
    assert_eq!(asked, limits::CONTROL_REQUESTS);
}

#[test]
fn taking_the_picture_back_ends_the_session() {
    let mut play = Play::reading();
    play.person(PersonInput::Revoke(Right::Look));
    assert_eq!(play.session.end_reason(), Some(EndReason::UserLeft));
}

#[test]
fn taking_the_prompts_back_ends_control_too() {
    let mut play = Play::sharing(|_| ());
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::AllowWithPrompts });
    play.input(Input::SystemPrompt { open: true });
    play.types("KeyA", Action::Press);
    play.person(PersonInput::Revoke(Right::SystemPrompts));
    assert!(!play.holds(Right::SystemPrompts) && !play.holds(Right::Control));
    assert_eq!(play.injected().len(), 1, "what was held comes up");
    assert!(play.has(&STOP), "the prompt is not seen any more");
}

#[test]
fn a_request_by_the_other_message_leaves_the_question_about_control_as_it_is() {
    let mut play = Play::sharing(|_| ());
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.tells(&ToSharer::RequestRight { right: Some(Right::Control) });
    assert_eq!(play.effects, []);
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert_eq!(play.session.phase(), Phase::ControlSharing);
}
