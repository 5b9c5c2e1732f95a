//! Rights as the User is told of them, bounds of what a Helper may send, and what belongs to unknown
//! guests and paths.

use alloc::vec;

use super::*;
use crate::right::RightSet;

impl Play {
    /// The rights that the User was told of, each as its id.
    fn announced(&self) -> Vec<Vec<&'static str>> {
        let sets = self.effects.iter().filter_map(|effect| {
            let Effect::Notify { notice: Notice::Rights { helper, rights }, .. } = effect else {
                return None;
            };
            assert_eq!(helper.as_str(), "Jacky");
            Some(rights.iter().map(Right::id).collect())
        });
        sets.collect()
    }
}

#[test]
fn each_change_of_the_rights_is_said_once() {
    let mut play = Play::sharing(|_| ());
    assert_eq!(play.announced(), [["look"]]);
    play.tells(&ToSharer::RequestControl {});
    assert!(play.announced().is_empty(), "a request changes nothing");
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::AllowWithPrompts });
    assert_eq!(play.announced(), [["look", "control", "system_prompts"]]);
    play.person(PersonInput::StopControl);
    assert_eq!(play.announced(), [["look"]]);
    play.person(PersonInput::Pause);
    assert!(play.announced().is_empty(), "the right stays while the screen is hidden");
    play.person(PersonInput::Disconnect);
    assert_eq!(play.announced(), [Vec::<&str>::new()]);
}

#[test]
fn a_right_is_requested_granted_and_ended_in_this_order_with_who_ended_it() {
    let mut play = Play::new(|_| ());
    let mut events = Vec::new();
    let mut take = |play: &Play| {
        events.extend(play.effects.iter().filter_map(|effect| {
            if let Effect::Right { event, .. } = effect { Some(*event) } else { None }
        }));
    };
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    let id = play.hello();
    take(&play);
    play.connect();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    take(&play);
    play.tells(&ToSharer::RequestControl {});
    take(&play);
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    take(&play);
    play.tells(&ToSharer::GiveUpControl {});
    take(&play);
    play.person(PersonInput::Disconnect);
    take(&play);
    use crate::right::GrantedFor::{Session, ThisTime};
    use protocol::peer::Party;
    assert_eq!(
        events,
        [
            RightEvent::Requested(Right::Look),
            RightEvent::Granted { right: Right::Look, lasts: Session },
            RightEvent::Requested(Right::Control),
            RightEvent::Granted { right: Right::Control, lasts: ThisTime },
            RightEvent::Ended { right: Right::Control, by: Party::Helper },
            RightEvent::Ended { right: Right::Look, by: Party::User },
        ]
    );
}

#[test]
fn the_bound_of_guests_closes_the_invitation() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    let (_, body) = ViewerHandshake::start(&code, &mut OsRng);
    let body = Body64::new(body).unwrap();
    play.server(FromSignal::Claimed { claim: ClaimId(9), body, network: Default::default() });
    assert_eq!(play.effects, [], "another Helper is not answered");
}

#[test]
fn what_belongs_to_an_unknown_guest_or_path_is_dropped() {
    let (other_guest, other_path) = (GuestId(2), PathId(2));
    let messages = || {
        let bytes = encoded(9, &ToSharer::RequestControl {});
        let request = TransportInput::Message { channel: Channel::Control, bytes };
        let sdp = "v=0".into();
        vec![request, TransportInput::Answer { sdp }, TransportInput::Down, TransportInput::Up]
    };
    let mut play = Play::sharing(|_| ());
    for (guest, path) in [(other_guest, PATH), (GUEST, other_path), (other_guest, other_path)] {
        for input in messages() {
            let text = alloc::format!("{guest:?} {path:?} {input:?}");
            play.input(Input::Transport { guest, path, input });
            assert_eq!(play.effects, [], "{text}");
        }
        play.input(Input::ContactKept { guest: other_guest, kept: true });
        play.input(Input::Recognised { guest: other_guest, recognition: None });
        assert_eq!(play.effects, []);
    }
    // Silence is judged by the guest's own paths.
    play.after(limits::HEARTBEAT_STALE);
    assert!(play.has(&STOP));
}

#[test]
fn a_flood_of_pings_is_answered_within_the_bound() {
    let mut play = Play::sharing(|_| ());
    let flood = |play: &mut Play| {
        let mut answered = 0;
        for at in 0..10 * u64::from(limits::PINGS) {
            play.tells(&ToSharer::Ping { at, deaf: false });
            answered += play.effects.len();
        }
        answered
    };
    assert_eq!(flood(&mut play), usize::try_from(limits::PINGS).unwrap());
    assert_eq!(play.session.end_reason(), None, "the rest is dropped");
    play.now = play.now + limits::REQUEST_WINDOW;
    play.tells(&ToSharer::Ping { at: 0, deaf: false });
    assert!(play.has(&pong(PATH, 0)));
}

#[test]
fn a_flood_of_display_requests_is_followed_within_the_bound() {
    let mut play = Play::sharing(|_| ());
    play.input(pictures::screen(0, 10));
    let mut followed = 0;
    for _ in 0..10 * limits::DISPLAY_REQUESTS {
        play.tells(&ToSharer::ShowDisplay { name: None });
        followed += play.effects.len();
    }
    assert_eq!(followed, usize::try_from(limits::DISPLAY_REQUESTS).unwrap());
}

#[test]
fn without_a_watch_on_prompts_control_is_given_only_together_with_them() {
    // A watch that fails ends control that does not include prompts, and releases what is held.
    let mut play = Play::controlling();
    play.types("KeyA", Action::Press);
    play.input(Input::PromptsUnwatched);
    assert_eq!(play.injected().len(), 1, "the key is released");
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
    play.types("KeyB", Action::Press);
    assert_eq!(play.injected(), []);
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
    assert!(play.has(&notify(Notice::PromptsUnwatched)));
    assert!(control_refused(RightRefusal::NoInput).iter().all(|effect| play.has(effect)));
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::AllowWithPrompts });
    play.types("KeyB", Action::Press);
    assert_eq!(play.injected().len(), 1);
}

#[test]
fn a_prompt_that_was_open_when_the_watch_failed_stays_hidden() {
    let mut play = Play::controlling();
    play.input(Input::SystemPrompt { open: true });
    assert!(play.has(&STOP));
    play.input(Input::PromptsUnwatched);
    assert!(!play.has(&START));
    play.types("KeyA", Action::Press);
    assert_eq!(play.injected(), []);
    play.person(PersonInput::Pause);
    play.person(PersonInput::Resume);
    assert!(!play.has(&START));
}

#[test]
fn where_input_does_not_reach_prompts_control_is_granted_without_them() {
    let mut play = Play::sharing(|options| options.answers_prompts = false);
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.announced();
    play.person(PersonInput::Answer { id, answer: Answer::AllowWithPrompts });
    assert_eq!(play.announced(), [["look", "control"]]);
    play.input(Input::SystemPrompt { open: true });
    play.types("KeyA", Action::Press);
    assert_eq!(play.injected(), [], "a prompt is hidden");
    play.input(Input::SystemPrompt { open: false });
    // What is not noticed cannot be kept from the Helper.
    play.input(Input::PromptsUnwatched);
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::AllowWithPrompts });
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
}

#[test]
fn a_watch_that_failed_leaves_control_with_prompts_as_it_is() {
    let mut play = Play::sharing(|_| ());
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::AllowWithPrompts });
    play.input(Input::PromptsUnwatched);
    play.types("KeyA", Action::Press);
    assert_eq!(play.injected().len(), 1);
    assert_eq!(RightSet::default().iter().count(), 0);
}
