//! How the two get to remember each other.

use protocol::peer::RememberRefusal;
use protocol::trust::{IdentityKey, Party};
use protocol::utc::Utc;

use super::known::{JACKY, USER, pair};
use protocol::name::DisplayName;

use super::*;
use crate::contacts::{Contact, Recognised};
use crate::{Proof, Question, Recognition};

impl Play {
    fn meets(&mut self, who: Recognised) {
        let recognition = Recognition { key: JACKY, own: USER, pair: pair(&JACKY), who };
        self.input(Input::Recognised { guest: GUEST, recognition: Some(recognition) });
    }

    /// The Helper would like to be remembered; the shell knows them as this. Returns the question.
    fn wants(&mut self, who: Recognised) -> Option<u32> {
        self.tells(&ToSharer::Remember { key: JACKY });
        if !self.has(&Effect::Recognise {
            guest: GUEST,
            name: "Jacky".parse().unwrap(),
            key: JACKY,
        }) {
            return None;
        }
        self.meets(who);
        self.effects.iter().find_map(|effect| {
            let Effect::Ask { id, question: Question::Remember, .. } = effect else { return None };
            Some(*id)
        })
    }

    fn binding(&self) -> [u8; 32] {
        *self.helper.as_ref().unwrap().binding()
    }

    /// The Helper proves the key.
    fn proves(&mut self) {
        let proof = pair(&JACKY).prove(Party::Helper, &self.binding());
        self.tells(&ToSharer::RememberProof { proof });
    }

    fn is_proven_to_helper(&self) -> bool {
        self.effects.iter().any(|effect| {
            let Effect::Say { message: ToViewer::Remember { key, proof }, .. } = effect else {
                return false;
            };
            *key == USER && pair(&JACKY).verify_proof(Party::User, &self.binding(), proof)
        })
    }

    fn is_refused(&self, reason: RememberRefusal) -> bool {
        self.has(&send(ToViewer::RememberRefused { reason }))
    }

    fn keeps(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::KeepContact { .. }))
    }
}

fn name() -> DisplayName {
    "Jacky".parse().unwrap()
}

#[test]
fn both_are_remembered_once_both_agreed_and_proved_their_keys() {
    for mut play in [Play::sharing(|_| ()), Play::controlling()] {
        let id = play.wants(Recognised::New).expect("the User is asked");
        assert!(!play.is_proven_to_helper(), "nothing is handed over before the answer");
        play.person(PersonInput::Answer { id, answer: Answer::Allow });
        assert!(play.is_proven_to_helper() && !play.keeps());
        play.proves();
        assert!(play.has(&Effect::KeepContact { guest: GUEST, name: name(), key: JACKY }));
        assert!(!play.has(&send(ToViewer::Remembered {})), "it is not written yet");
        play.input(Input::ContactKept { guest: GUEST, kept: true });
        assert!(play.has(&send(ToViewer::Remembered {})));
        assert!(play.has(&notify(Notice::Remembered { name: name(), key: JACKY, already: false })));
        assert_eq!(play.wants(Recognised::New), None, "it is done");
    }
}

#[test]
fn a_contact_that_is_kept_after_the_end_is_reported_once() {
    for kept in [true, false] {
        let mut play = Play::sharing(|_| ());
        let id = play.wants(Recognised::New).unwrap();
        play.person(PersonInput::Answer { id, answer: Answer::Allow });
        play.proves();
        assert!(play.keeps());
        play.person(PersonInput::Disconnect);
        assert_eq!(play.session.phase(), Phase::Ended);
        play.input(Input::ContactKept { guest: GUEST, kept });
        let remembered = notify(Notice::Remembered { name: name(), key: JACKY, already: false });
        assert_eq!(play.effects, Vec::from_iter(kept.then_some(remembered)));
        play.input(Input::ContactKept { guest: GUEST, kept });
        assert_eq!(play.effects, []);
    }
}

#[test]
fn a_key_that_is_not_proven_is_not_kept() {
    let mut play = Play::sharing(|_| ());
    let id = play.wants(Recognised::New).unwrap();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    // The proof of another connection.
    let proof = pair(&JACKY).prove(Party::Helper, &[0; 32]);
    play.tells(&ToSharer::RememberProof { proof });
    assert!(play.is_refused(RememberRefusal::Unproven) && !play.keeps());
    let id = play.wants(Recognised::New).unwrap();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    // Our own, sent back.
    let proof = pair(&JACKY).prove(Party::User, &play.binding());
    play.tells(&ToSharer::RememberProof { proof });
    assert!(play.is_refused(RememberRefusal::Unproven) && !play.keeps());
    play.proves();
    assert!(!play.keeps(), "a proof that nobody waits for is none");
}

#[test]
fn a_proof_that_never_comes_keeps_nothing() {
    let mut play = Play::sharing(|_| ());
    let id = play.wants(Recognised::New).unwrap();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    for _ in 0..limits::PROOF_TIMEOUT.as_secs() {
        play.after(Duration::from_secs(1));
        let refused = play.is_refused(RememberRefusal::Unproven);
        play.tells(&ToSharer::Ping { at: 1, deaf: false });
        if refused {
            break;
        }
    }
    play.proves();
    assert!(!play.keeps());
}

#[test]
fn silence_about_remembering_is_a_no() {
    let mut play = Play::sharing(|_| ());
    let id = play.wants(Recognised::New).unwrap();
    for second in 1..=limits::CONSENT_TIMEOUT.as_secs() {
        play.after(Duration::from_secs(1));
        let over = play.is_refused(RememberRefusal::NoAnswer) && play.has(&Effect::Withdraw { id });
        assert_eq!(over, second == limits::CONSENT_TIMEOUT.as_secs(), "{second} s");
        play.tells(&ToSharer::Ping { at: 1, deaf: false });
    }
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert!(!play.is_proven_to_helper(), "it comes too late");
}

#[test]
fn a_user_is_not_asked_to_remember_again_and_again() {
    let mut play = Play::sharing(|_| ());
    for _ in 0..limits::REMEMBER_REQUESTS {
        let id = play.wants(Recognised::New).unwrap();
        play.person(PersonInput::Answer { id, answer: Answer::Refuse });
        assert!(play.is_refused(RememberRefusal::Declined));
    }
    assert_eq!(play.wants(Recognised::New), None);
    assert!(play.is_refused(RememberRefusal::TooOften));
    let mut play = Play::sharing(|_| ());
    let id = play.wants(Recognised::New).unwrap();
    play.person(PersonInput::Answer { id, answer: Answer::RefuseForGood });
    assert_eq!(play.wants(Recognised::New), None);
    assert!(play.is_refused(RememberRefusal::TooOften));
    // Of their own accord they still may.
    play.person(PersonInput::Remember);
    assert!(play.has(&send(ToViewer::RememberProposal {})));
    assert_eq!(play.wants(Recognised::New), None);
    assert!(play.is_proven_to_helper());
}

#[test]
fn a_user_who_wished_for_it_is_not_asked() {
    let mut play = Play::sharing(|_| ());
    play.person(PersonInput::Remember);
    assert_eq!(play.effects, [send(ToViewer::RememberProposal {})]);
    assert_eq!(play.wants(Recognised::New), None);
    assert!(play.is_proven_to_helper());
    play.proves();
    assert!(play.keeps());
    let mut play = Play::sharing(|_| ());
    play.person(PersonInput::Remember);
    play.tells(&ToSharer::RememberRefused {});
    let reason = RememberRefusal::Declined;
    assert_eq!(play.effects, [notify(Notice::NotRemembered { reason })]);
    assert!(play.wants(Recognised::New).is_some(), "the wish is over");
}

#[test]
fn a_wish_that_the_helper_may_have_typed_is_asked_about() {
    let mut play = Play::controlling();
    play.person(PersonInput::Remember);
    assert!(play.wants(Recognised::New).is_some());
    assert!(!play.is_proven_to_helper());
}

#[test]
fn a_known_name_with_another_key_is_refused_loudly() {
    let mut play = Play::sharing(|_| ());
    let key = IdentityKey::new([9; 32]);
    let now = Utc::from_unix(1_795_375_800);
    let contact = Contact { name: name(), key, since: now, last: now };
    assert_eq!(play.wants(Recognised::OtherKey(contact)), None);
    assert!(play.is_refused(RememberRefusal::Unproven));
    assert!(play.has(&notify(Notice::OtherKey { name: name(), key })));
    play.proves();
    assert!(!play.keeps());
}

#[test]
fn who_is_remembered_already_is_said_to_be() {
    let jacqueline: DisplayName = "Jacqueline".parse().unwrap();
    let mut play = Play::sharing(|_| ());
    let id = play.wants(Recognised::Contact(jacqueline.clone()));
    // They have not proven it yet: the User is asked about the name that is theirs.
    let id = id.expect("the User is asked");
    let asked = play.effects.iter().find_map(|effect| {
        let Effect::Ask { helper, .. } = effect else { return None };
        Some(helper.clone())
    });
    assert_eq!(asked, Some(name()));
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    play.proves();
    assert!(!play.keeps() && play.has(&send(ToViewer::Remembered {})));
    let remembered = Notice::Remembered { name: jacqueline, key: JACKY, already: true };
    assert!(play.has(&notify(remembered)));
}

#[test]
fn a_contact_who_has_forgotten_this_computer_gets_its_key_again() {
    let mut play = Play::awaiting(Proof::Contact);
    assert!(play.comes(&JACKY));
    let id = play.hello();
    play.connect();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert_eq!(play.wants(Recognised::Contact(name())), None, "it is theirs, as they have proven");
    assert!(play.is_proven_to_helper());
}

#[test]
fn a_computer_that_keeps_no_contacts_says_so() {
    let mut play = Play::sharing(|_| ());
    play.tells(&ToSharer::Remember { key: IdentityKey::new([9; 32]) });
    play.input(Input::Recognised { guest: GUEST, recognition: None });
    assert!(play.is_refused(RememberRefusal::Unable));
    let id = play.wants(Recognised::New).unwrap();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    play.proves();
    play.input(Input::ContactKept { guest: GUEST, kept: false });
    assert!(play.is_refused(RememberRefusal::Unable));
}

#[test]
fn one_question_stands_at_a_time_and_control_goes_first() {
    let mut play = Play::sharing(|_| ());
    let id = play.wants(Recognised::New).unwrap();
    play.tells(&ToSharer::RequestControl {});
    assert!(play.has(&Effect::Withdraw { id }));
    let control = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert!(!play.is_proven_to_helper());
    play.person(PersonInput::Answer { id: control, answer: Answer::Refuse });
    let again = play.asked();
    play.person(PersonInput::Answer { id: again, answer: Answer::Allow });
    assert!(play.is_proven_to_helper());
}

#[test]
fn nothing_is_asked_or_remembered_before_the_user_let_the_helper_in() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    play.hello();
    play.connect();
    assert_eq!(play.wants(Recognised::New), None);
    assert_eq!(play.effects, []);
}

#[test]
fn the_question_goes_with_the_connection_and_with_the_session() {
    let mut play = Play::sharing(|_| ());
    let id = play.wants(Recognised::New).unwrap();
    play.input(on_path(TransportInput::Down));
    assert!(play.has(&Effect::Withdraw { id }));
    let mut play = Play::sharing(|_| ());
    let id = play.wants(Recognised::New).unwrap();
    play.person(PersonInput::Disconnect);
    assert!(play.has(&Effect::Withdraw { id }));
}

/// Asks to be remembered with this key while the shell has not answered about the one before.
fn deaf(play: &mut Play) {
    play.tells(&ToSharer::Ping { at: 1, deaf: true });
    play.tells(&ToSharer::Ping { at: 1, deaf: false });
}

#[test]
fn an_answer_about_another_key_makes_no_candidate() {
    let mut play = Play::sharing(|_| ());
    play.tells(&ToSharer::Remember { key: JACKY });
    // The interruption takes it back.
    deaf(&mut play);
    let other = IdentityKey::new([7; 32]);
    play.tells(&ToSharer::Remember { key: other });
    play.meets(Recognised::New);
    assert_eq!(play.effects, [], "what was found out is about the key before");
}

#[test]
fn a_request_that_is_taken_back_while_the_key_is_looked_up_counts_too() {
    let mut play = Play::sharing(|_| ());
    for _ in 0..limits::REMEMBER_REQUESTS {
        play.tells(&ToSharer::Remember { key: JACKY });
        deaf(&mut play);
        play.now = play.now + limits::REQUEST_WINDOW;
        play.pings_on(PATH);
    }
    assert_eq!(play.wants(Recognised::New), None);
}

#[test]
fn a_helper_who_comes_and_goes_asks_to_be_remembered_only_so_often() {
    let mut play = Play::sharing(|_| ());
    for asked in 0..limits::REMEMBER_REQUESTS {
        assert!(play.wants(Recognised::New).is_some(), "{asked}");
        deaf(&mut play);
        play.now = play.now + limits::REQUEST_WINDOW;
        play.pings_on(PATH);
    }
    assert_eq!(play.wants(Recognised::New), None);
}
