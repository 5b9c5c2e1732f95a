//! Claimants who prove the code side by side.

use protocol::handshake::ViewerAwaitsConfirmation;

use super::*;

/// A claimant who was answered, and has not sent the confirmation.
struct Claimant {
    claim: ClaimId,
    viewer: ViewerAwaitsConfirmation,
    confirmation: Vec<u8>,
}

impl Play {
    /// Somebody claims the invitation with this code and is answered.
    fn claims(&mut self, code: &InvitationCode) -> Claimant {
        self.claim = ClaimId(self.claim.0 + 1);
        let (viewer, body) = ViewerHandshake::start(code, &mut OsRng);
        let (claim, body) = (self.claim, Body64::new(body).unwrap());
        self.server(FromSignal::Claimed { claim, body, network: Network::default() });
        let (viewer, confirmation) = viewer.receive(&self.relayed()).unwrap();
        Claimant { claim, viewer, confirmation }
    }

    fn confirms(&mut self, claim: ClaimId, confirmation: &[u8]) {
        self.claim = claim;
        self.relay(confirmation.to_vec());
    }

    fn is_judged(&self, claim: ClaimId, outcome: Outcome) -> bool {
        self.has(&Effect::Signal(ToSignal::Verdict { claim, outcome }))
    }
}

/// An open invitation, and its code.
fn opened() -> (Play, InvitationCode) {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    (play, code)
}

#[test]
fn a_claimant_is_proven_while_others_say_nothing() {
    let (mut play, code) = opened();
    let before: Vec<_> = (1..limits::CLAIMS_AT_ONCE).map(|_| play.claims(&code)).collect();
    let honest = play.claims(&code);
    play.confirms(honest.claim, &honest.confirmation);
    assert!(play.is_judged(honest.claim, Outcome::Proven));
    play.helper = Some(honest.viewer.confirm(&play.relayed()).unwrap());
    let id = play.hello();
    // What the others do after that concerns nobody.
    for Claimant { claim, confirmation, .. } in before {
        play.confirms(claim, &confirmation);
        assert_eq!(play.effects, []);
        play.server(FromSignal::PeerGone { claim: Some(claim) });
        assert_eq!(play.effects, []);
    }
    play.claim = honest.claim;
    play.connect();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert!(play.has(&START), "one Helper, who was asked about: {:?}", play.effects);
}

#[test]
fn guesses_side_by_side_never_exceed_the_limit() {
    let (mut play, code) = opened();
    let guesses: Vec<_> = (0..limits::CLAIMS_AT_ONCE).map(|_| play.claims(&wrong(&code))).collect();
    let honest = guesses.first().map(|first| first.claim).unwrap();
    let (mut judged, mut told) = (0, Vec::new());
    for Claimant { claim, confirmation, .. } in guesses {
        play.confirms(claim, &confirmation);
        judged += u8::from(play.is_judged(claim, Outcome::WrongCode));
        told.extend(play.effects.iter().filter_map(|effect| {
            let Effect::Notify { notice: Notice::WrongCode { attempts_left }, .. } = effect else {
                return None;
            };
            Some(*attempts_left)
        }));
    }
    assert_eq!(judged, limits::WRONG_CODES);
    assert_eq!(told, [2, 1, 0], "the User is told of each");
    assert_eq!(play.session.end_reason(), Some(EndReason::Burnt));
    play.confirms(honest, &[]);
    assert_eq!(play.effects, []);
}

/// A claimant who says nothing has tested nothing, however many they are.
#[test]
fn silent_claimants_use_up_no_guess() {
    let (mut play, code) = opened();
    for _ in 0..3 {
        let silent: Vec<_> =
            (0..limits::CLAIMS_AT_ONCE).map(|_| play.claims(&wrong(&code))).collect();
        // Some leave, the others are too slow.
        for Claimant { claim, .. } in silent.iter().step_by(2) {
            play.server(FromSignal::PeerGone { claim: Some(*claim) });
            assert_eq!(play.effects, []);
        }
        play.after(limits::PROOF_TIMEOUT);
        for (n, Claimant { claim, .. }) in silent.iter().enumerate() {
            assert_eq!(play.is_judged(*claim, Outcome::Abandoned), n % 2 == 1, "{n}");
        }
        if play.session.end_reason().is_none() {
            let guess = play.claims(&wrong(&code));
            play.confirms(guess.claim, &guess.confirmation);
            assert!(play.is_judged(guess.claim, Outcome::WrongCode));
        }
    }
    assert_eq!(play.session.end_reason(), Some(EndReason::Burnt), "three guesses were three");
}

/// Each handshake is of its own claim: what proves one proves no other.
#[test]
fn a_proof_of_one_claim_is_a_wrong_code_on_another() {
    let (mut play, code) = opened();
    let (first, second) = (play.claims(&code), play.claims(&code));
    play.confirms(first.claim, &second.confirmation);
    assert!(play.is_judged(first.claim, Outcome::WrongCode));
    play.confirms(second.claim, &second.confirmation);
    assert!(play.is_judged(second.claim, Outcome::Proven));
}

/// Only a hostile server sends more claims than the bound, or one twice.
#[test]
fn one_claim_too_many_is_not_answered() {
    let (mut play, code) = opened();
    let last = (0..limits::CLAIMS_AT_ONCE).map(|_| play.claims(&code)).last().unwrap();
    let (_, body) = ViewerHandshake::start(&code, &mut OsRng);
    let (claim, body) = (ClaimId(1000), Body64::new(body).unwrap());
    play.server(FromSignal::Claimed { claim, body, network: Network::default() });
    let outcome = Outcome::Abandoned;
    assert_eq!(play.effects, [Effect::Signal(ToSignal::Verdict { claim, outcome })]);
    play.confirms(last.claim, &last.confirmation);
    assert!(play.is_judged(last.claim, Outcome::Proven));
}

/// A server of an older build names no claim, and lets one at a time prove.
#[test]
fn a_server_that_names_no_claim_is_understood() {
    let (mut play, code) = opened();
    let gone = play.claims(&code);
    play.server(FromSignal::PeerGone { claim: None });
    play.confirms(gone.claim, &gone.confirmation);
    assert_eq!(play.effects, [], "it has ended");
    let Claimant { claim, viewer, confirmation } = play.claims(&code);
    let body = Body64::new(confirmation).unwrap();
    play.server(FromSignal::Relay { claim: None, body });
    assert!(play.is_judged(claim, Outcome::Proven));
    let mut helper = viewer.confirm(&play.relayed()).unwrap();
    let hello = Introduction::Hello { name: "Jacky".parse().unwrap(), version: protocol::VERSION };
    let body = Body64::new(helper.seal(&hello.encode()).unwrap()).unwrap();
    play.server(FromSignal::Relay { claim: None, body });
    play.asked();
}
