//! What is typed on a terminal that the Helper may control.

use alloc::vec;

use protocol::peer::Party;

use super::*;
use crate::bandwidth::BandwidthRequest;

/// Everything that a User can type, with whether it lets the Helper do or see more.
fn typed(id: u32) -> Vec<(PersonInput, bool)> {
    let answer = |answer| PersonInput::Answer { id, answer };
    vec![
        (answer(Answer::Allow), true),
        (answer(Answer::AllowWithPrompts), true),
        (PersonInput::Resume, true),
        (PersonInput::Bandwidth(BandwidthRequest { level: None, max_kbit: Some(800) }), true),
        (PersonInput::Bandwidth(BandwidthRequest::default()), false),
        (answer(Answer::Refuse), false),
        (answer(Answer::RefuseForGood), false),
        (PersonInput::Chat { text: "hi".into() }, false),
        (PersonInput::Pause, false),
        (PersonInput::StopControl, false),
        (PersonInput::Disconnect, false),
    ]
}

#[test]
fn what_is_typed_while_control_is_shared_grants_nothing() {
    let in_vain = notify(Notice::NotAllowedByTyping);
    for (input, grants) in typed(9) {
        let mut play = Play::controlling();
        play.input(Input::Typed(Some(input.clone())));
        assert_eq!(play.has(&in_vain), grants, "{input:?}");
        assert!(!grants || play.effects.len() == 1, "{:?}", play.effects);
        play.person(input);
        assert!(!play.has(&in_vain), "a program is nobody's keyboard");
    }
}

#[test]
fn what_was_typed_ahead_in_control_grants_nothing_afterwards() {
    let in_vain = notify(Notice::NotAllowedByTyping);
    let mut play = Play::controlling();
    play.person(PersonInput::StopControl);
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    let yes = || Input::Typed(Some(PersonInput::Answer { id, answer: Answer::Allow }));
    // What the Helper pasted goes on arriving, in lines that mean something and others.
    for said in [yes(), Input::Typed(None), yes(), Input::Typed(None), yes()] {
        play.now = play.now + limits::TERMINAL_QUIET_TIME * 9 / 10;
        let is_yes = matches!(said, Input::Typed(Some(_)));
        play.input(said);
        assert_eq!((play.has(&in_vain), play.effects.len()), (is_yes, usize::from(is_yes)));
        play.tells(&ToSharer::Ping { at: 0, deaf: false });
    }
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
    assert_eq!(play.session.deadline().map(|at| at > play.now), Some(true));
    play.after(limits::TERMINAL_QUIET_TIME);
    assert_eq!(play.effects, [Effect::DiscardTyped], "what is not a whole line yet goes, too");
    play.input(yes());
    assert_eq!(play.session.phase(), Phase::ControlSharing, "now it is the User's");
}

#[test]
fn what_is_written_while_control_is_shared_or_was_a_moment_ago_is_marked_for_both() {
    let writes = || PersonInput::Chat { text: "ok".into() };
    let marked = |play: &Play, under_control: bool| {
        let text = || "ok".into();
        let said = send(ToViewer::Chat { text: text(), under_control });
        let from = Party::User;
        play.has(&said) && play.has(&notify(Notice::Chat { from, text: text(), under_control }))
    };
    // Typed on a terminal, and in the window of a program.
    for input in [Input::Typed(Some(writes())), Input::Person(writes())] {
        let mut play = Play::sharing(|_| ());
        play.input(input.clone());
        assert!(marked(&play, false), "{:?}", play.effects);
        let mut play = Play::controlling();
        play.input(input.clone());
        assert!(marked(&play, true), "{:?}", play.effects);
        play.person(PersonInput::StopControl);
        play.input(input.clone());
        assert!(marked(&play, true), "{:?}", play.effects);
        play.after(limits::TERMINAL_QUIET_TIME);
        play.input(input);
        assert!(marked(&play, false), "{:?}", play.effects);
    }
}
