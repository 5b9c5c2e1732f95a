use alloc::vec::Vec;

use super::*;
use crate::contact::{ContactStatus, Kind, KnownUser};
use protocol::limits::REMEMBER_PROPOSALS;
use protocol::peer::RememberRefusal;
use protocol::trust::{Day, IdentityKey, KeyProof, Pair, Party, SharedSecret};
use protocol::utc::Utc;

const OWN: IdentityKey = IdentityKey::new([1; 32]);
const USER: IdentityKey = IdentityKey::new([2; 32]);

/// What the two have in common; the browser computes it, and a test may say it.
fn shared(secret: u8) -> SharedSecret {
    SharedSecret::new([secret; 32]).unwrap()
}

fn pair() -> Pair {
    Pair::new(&shared(7), &USER, &OWN)
}

impl Play {
    fn proof(&self, side: Party) -> KeyProof {
        pair().prove(side, self.sharer.as_ref().unwrap().binding())
    }

    /// The Helper proposed it, and the User agreed with this proof.
    fn agreed(proof: impl FnOnce(&Play) -> KeyProof) -> (Self, Vec<Output>) {
        let mut play = Self::sharing();
        assert_eq!(play.viewer.view().remember, Remembering::Available);
        assert_eq!(
            play.give(Input::Memory(MemoryInput::Propose)).first(),
            Some(&Output::LoadOwnKey)
        );
        let outputs = play.give(Input::Memory(MemoryInput::OwnKey(Some(OWN))));
        assert_eq!(said(&outputs), [ToSharer::Remember { key: OWN }]);
        let proof = proof(&play);
        let outputs = play.say(&ToViewer::Remember { key: USER, proof });
        (play, outputs)
    }

    fn met(&mut self, status: ContactStatus) -> Vec<Output> {
        self.give(Input::Memory(MemoryInput::Agreed { shared: Some(shared(7)), status }))
    }
}

fn is_refused(outputs: &[Output], why: NotRemembered) -> bool {
    said(outputs) == [ToSharer::RememberRefused {}]
        && outputs.contains(&Output::Notify(Notice::NotRemembered(why)))
}

fn keeps(outputs: &[Output]) -> bool {
    outputs.iter().any(|output| matches!(output, Output::SaveContact { .. }))
}

#[test]
fn two_remember_each_other_when_both_are_proven() {
    let (mut play, outputs) = Play::agreed(|play| play.proof(Party::User));
    let name = || "Bob".parse().unwrap();
    assert_eq!(outputs, [Output::AgreeKey { name: name(), key: USER }]);
    let outputs = play.met(ContactStatus::New);
    assert_eq!(outputs, [Output::SaveContact { name: name(), key: USER, kind: Kind::Person }]);
    let proof = play.proof(Party::Helper);
    let outputs = play.give(Input::Memory(MemoryInput::Saved { key: USER, done: true }));
    assert_eq!(said(&outputs), [ToSharer::RememberProof { proof }]);
    let outputs = play.say(&ToViewer::Remembered {});
    assert!(outputs.contains(&Output::Notify(Notice::Remembered)));
    assert_eq!(play.viewer.view().remember, Remembering::Known);
}

#[test]
fn who_is_not_proven_is_not_remembered() {
    let wrong: [fn(&Play) -> KeyProof; 3] = [
        |play| play.proof(Party::Helper),
        |_| pair().prove(Party::User, &[9; 32]),
        |play| {
            let binding = play.sharer.as_ref().unwrap().binding();
            Pair::new(&shared(8), &USER, &OWN).prove(Party::User, binding)
        },
    ];
    for proof in wrong {
        let (mut play, _) = Play::agreed(proof);
        let outputs = play.met(ContactStatus::New);
        assert!(is_refused(&outputs, NotRemembered::Unproven), "{outputs:?}");
        assert!(!keeps(&outputs));
    }
    let (mut play, _) = Play::agreed(|play| play.proof(Party::User));
    let outputs =
        play.give(Input::Memory(MemoryInput::Agreed { shared: None, status: ContactStatus::New }));
    assert!(is_refused(&outputs, NotRemembered::Unproven), "a key of no order");
}

#[test]
fn another_key_under_a_known_name_is_refused_and_stays_in_sight() {
    let (mut play, _) = Play::agreed(|play| play.proof(Party::User));
    let outputs = play.met(ContactStatus::OtherKey);
    assert_eq!(said(&outputs), [ToSharer::RememberRefused {}]);
    assert!(!keeps(&outputs), "{outputs:?}");
    play.wait(HEARTBEAT_INTERVAL);
    assert_eq!(play.viewer.view().prompt, Some(Prompt::OtherKey));
    play.give(Input::Memory(MemoryInput::DismissWarning));
    assert_eq!(play.viewer.view().prompt, None);
}

#[test]
fn a_user_with_a_code_who_is_called_like_a_contact_is_announced() {
    let mut play = Play::connected();
    let outputs = play.phase(WirePhase::ScreenSharing);
    assert!(outputs.contains(&Output::CompareName("Bob".parse().unwrap())), "{outputs:?}");
    assert_eq!(play.viewer.view().prompt, None);
    play.give(Input::Memory(MemoryInput::Resembles));
    assert_eq!(play.viewer.view().prompt, Some(Prompt::Resembles));
    play.give(Input::Memory(MemoryInput::DismissWarning));
    assert_eq!(play.viewer.view().prompt, None);
}

#[test]
fn who_is_known_already_is_not_written_down_again() {
    let (mut play, _) = Play::agreed(|play| play.proof(Party::User));
    let outputs = play.met(ContactStatus::Known);
    assert!(matches!(said(&outputs).as_slice(), [ToSharer::RememberProof { .. }]));
    let outputs = play.say(&ToViewer::Remembered {});
    assert!(outputs.contains(&Output::Notify(Notice::RememberedAlready)));
}

#[test]
fn whom_the_other_side_does_not_believe_is_forgotten_again() {
    let refused = ToViewer::RememberRefused { reason: RememberRefusal::Unproven };
    for (known, forgets) in [(ContactStatus::New, true), (ContactStatus::Known, false)] {
        let (mut play, _) = Play::agreed(|play| play.proof(Party::User));
        play.met(known);
        play.give(Input::Memory(MemoryInput::Saved { key: USER, done: true }));
        let outputs = play.say(&refused);
        assert_eq!(outputs.contains(&Output::DeleteContact(USER)), forgets, "{known:?}");
    }
}

#[test]
fn nothing_is_proven_before_it_is_kept() {
    let (mut play, _) = Play::agreed(|play| play.proof(Party::User));
    play.met(ContactStatus::New);
    assert_eq!(
        play.give(Input::Memory(MemoryInput::Saved { key: OWN, done: true })),
        [],
        "another contact is"
    );
    let outputs = play.give(Input::Memory(MemoryInput::Saved { key: USER, done: false }));
    assert!(is_refused(&outputs, NotRemembered::Unable), "{outputs:?}");

    let mut play = Play::sharing();
    play.give(Input::Memory(MemoryInput::Propose));
    let outputs = play.give(Input::Memory(MemoryInput::OwnKey(None)));
    assert!(is_refused(&outputs, NotRemembered::Unable), "{outputs:?}");
}

#[test]
fn the_users_wish_is_a_question_to_the_helper() {
    let mut play = Play::sharing();
    play.say(&ToViewer::RememberProposal {});
    assert_eq!(play.viewer.view().prompt, Some(Prompt::Remember));
    let outputs = play.give(Input::Memory(MemoryInput::Answer(true)));
    assert_eq!(outputs.first(), Some(&Output::LoadOwnKey));
    assert_eq!(play.viewer.view().prompt, None);

    let mut play = Play::sharing();
    for n in 1..=REMEMBER_PROPOSALS + 2 {
        play.say(&ToViewer::RememberProposal {});
        assert_eq!(play.viewer.view().prompt.is_some(), n <= REMEMBER_PROPOSALS, "the {n}. wish");
        play.give(Input::Memory(MemoryInput::Answer(false)));
    }
}

#[test]
fn nobody_is_remembered_before_the_user_said_yes() {
    let mut play = Play::connected();
    assert_eq!(play.viewer.view().remember, Remembering::Unavailable);
    assert_eq!(play.give(Input::Memory(MemoryInput::Propose)), []);
    play.say(&ToViewer::RememberProposal {});
    assert_eq!(play.viewer.view().prompt, None);
}

fn meeting() -> KnownUser {
    let day = Day::of(Utc::from_unix(1_795_000_000));
    KnownUser::new("Tom".parse().unwrap(), USER, &pair(), day)
}

#[test]
fn whom_one_knows_is_met_without_a_code() {
    let mut play = Play::new();
    let meeting = meeting();
    let name = "Ann".parse().unwrap();
    play.give(connect(meeting.clone().into(), name));
    play.give(on_path(PathInput::Offer { sdp: "offer".into() }));
    let claim = play.give(Input::Signal(SignalInput::Open));
    let [Output::Signal(ToSignal::ClaimAt { tag, body, .. })] = claim.as_slice() else {
        panic!("{claim:?}");
    };
    assert_eq!(*tag, meeting.credential.tag);
    let (waiting, pake) =
        SharerHandshake::answer_known(&meeting.credential, body.as_bytes(), &mut Counting(9))
            .unwrap();
    let outputs = play.relay(pake);
    let (channel, confirmation) = waiting.confirm(bodies(&outputs).next().unwrap()).unwrap();
    play.sharer = Some(channel);
    play.open(&outputs.into_iter().skip(1).collect::<Vec<_>>());
    play.relay(confirmation);
    let view = play.viewer.view();
    assert_eq!((view.phase, view.is_known), (Phase::WaitingForConnect, true));
    play.introduce(&Introduction::Welcome {
        name: "Somebody".parse().unwrap(),
        version: protocol::VERSION,
        view_only: false,
        reconnect_s: 120,
        system: System::default(),
    });
    play.introduce(&answer(PathId::FIRST));
    play.give(on_path(PathInput::Up));
    assert_eq!(play.viewer.view().user.as_ref().unwrap().as_str(), "Tom", "as the Helper says");
    let outputs = play.phase(WirePhase::ScreenSharing);
    assert!(keeps(&outputs), "trust on first use, and the time of the last session");
    assert_eq!(play.viewer.view().remember, Remembering::Known);
}

#[test]
fn who_does_not_wait_any_more_is_named() {
    for reason in [Refusal::Unknown, Refusal::WrongCode, Refusal::Busy, Refusal::Taken] {
        let mut play = Play::new();
        let name = "Ann".parse().unwrap();
        play.give(connect(meeting().into(), name));
        play.give(Input::Signal(SignalInput::Open));
        play.signal(&FromSignal::Refused { reason });
        let view = play.viewer.view();
        assert_eq!(view.user.as_ref().unwrap().as_str(), "Tom");
        let words = crate::words::Words::english();
        let said = crate::words::reason(view.ending.unwrap(), view.is_known);
        assert_ne!(said, crate::words::reason(view.ending.unwrap(), false), "{reason:?}");
        assert!(!words.text(said).contains("code: ") && words.to(said, "Tom").len() > 10);
    }
}
