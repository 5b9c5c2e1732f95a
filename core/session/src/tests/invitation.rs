//! The invitation, consent, and how a session ends.

use protocol::hex::Hex;
use protocol::signal::Refusal;

use super::*;

#[test]
fn a_no_ends_it_and_withdraws_nothing() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    play.prove(&code);
    let id = play.hello();
    play.connect();
    play.person(PersonInput::Answer { id, answer: Answer::Refuse });
    assert_eq!(play.session.end_reason(), Some(EndReason::Declined));
    assert!(play.has(&send(ToViewer::Bye { reason: EndReason::Declined })));
    let is_sealed = |effect: &Effect| matches!(effect, Effect::Signal(ToSignal::Relay { .. }));
    assert!(play.effects.iter().any(is_sealed), "the path may not be up at the page yet");
    assert!(!play.has(&Effect::Withdraw { id }), "the User knows that they answered");
    assert!(play.has(&Effect::Answered { id }));
}

#[test]
fn a_helper_older_than_the_policy_wants_is_not_asked_about() {
    for (oldest, met) in [(0, true), (protocol::VERSION, true), (protocol::VERSION + 1, false)] {
        let mut play = Play::new(|options| options.oldest_version = oldest);
        play.open();
        let code = play.code.clone().unwrap();
        assert!(play.prove(&code));
        let name = "Jacky".parse().unwrap();
        play.says(&Introduction::Hello { name, version: protocol::VERSION });
        let ended = if met { None } else { Some(EndReason::Version) };
        assert_eq!(play.session.end_reason(), ended, "{oldest}");
        let asked = play.effects.iter().any(|effect| matches!(effect, Effect::Ask { .. }));
        assert_eq!(asked, met, "{oldest}");
    }
}

/// The User is told before the question comes, and the session goes on.
#[test]
fn another_build_of_the_page_is_said_once_and_ends_nothing() {
    let page = |byte| Hex([byte; 32]);
    for (own, theirs, expected) in [
        (Some(page(1)), Some(page(1)), false),
        (Some(page(1)), Some(page(2)), true),
        (Some(page(1)), None, false),
        (None, Some(page(2)), false),
    ] {
        let mut play = Play::new(|options| options.page = own);
        play.open();
        let code = play.code.clone().unwrap();
        assert!(play.prove(&code));
        if let Some(hash) = theirs {
            play.says(&Introduction::Page { hash });
        }
        let said = play.effects.iter().any(|effect| {
            let Effect::Notify { notice: Notice::OtherPage { theirs: said, own: ours }, .. } =
                effect
            else {
                return false;
            };
            assert_eq!((Some(*said), Some(*ours)), (theirs, own));
            true
        });
        assert_eq!(said, expected, "{own:?} {theirs:?}");
        play.hello();
        assert_eq!(play.session.end_reason(), None);
    }
}

/// The computer slept: the code is void, although no timeout was due in between.
#[test]
fn a_claim_after_the_invitation_has_expired_lets_nobody_in() {
    for is_claimed_before in [false, true] {
        let mut play = Play::new(|_| ());
        play.open();
        let code = play.code.clone().unwrap();
        let (_, body) = ViewerHandshake::start(&code, &mut OsRng);
        let claims = |play: &mut Play, id| {
            let body = Body64::new(body.clone()).unwrap();
            let network = play.network.clone();
            play.server(FromSignal::Claimed { claim: ClaimId(id), body, network });
        };
        if is_claimed_before {
            claims(&mut play, 1);
        }
        play.now = play.now + limits::INVITATION_LIFETIME_MAX;
        claims(&mut play, 2);
        let ended = play.session.end_reason();
        assert_eq!(ended, Some(EndReason::Expired), "claimed before: {is_claimed_before}");
    }
}

#[test]
fn a_server_that_refuses_again_and_again_is_reported_once() {
    let mut play = Play::new(|_| ());
    play.open();
    let refused = notify(Notice::ServerRefused(Refusal::RateLimited));
    play.server(FromSignal::Refused { reason: Refusal::RateLimited });
    assert!(play.has(&refused));
    for _ in 0..100 {
        play.server(FromSignal::Refused { reason: Refusal::RateLimited });
        assert!(!play.has(&refused));
    }
    play.after(limits::OPEN_RETRY);
    play.server(FromSignal::Refused { reason: Refusal::RateLimited });
    assert!(play.has(&refused));
}

#[test]
fn a_page_is_named_once_and_before_the_helper() {
    let mut play = Play::new(|options| options.page = Some(Hex([1; 32])));
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    let other = Introduction::Page { hash: Hex([2; 32]) };
    let is_said = |play: &Play| {
        play.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Notify { notice: Notice::OtherPage { .. }, .. }))
    };
    play.says(&other);
    assert!(is_said(&play));
    for _ in 1..limits::PEER_PROTOCOL_ERRORS {
        play.says(&other);
        assert!(!is_said(&play));
    }
    assert_eq!(play.session.end_reason(), None);
    play.says(&other);
    assert_eq!(play.session.end_reason(), Some(EndReason::Fault), "each one too many is a fault");
}

#[test]
fn silence_is_a_no() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    play.prove(&code);
    let id = play.hello();
    play.connect();
    for _ in 0..limits::CONSENT_TIMEOUT.as_secs() - 1 {
        play.after(Duration::from_secs(1));
        play.tells(&ToSharer::Ping { at: 1, deaf: false });
    }
    assert_eq!(play.session.end_reason(), None);
    play.after(Duration::from_secs(1));
    assert_eq!(play.session.end_reason(), Some(EndReason::NoAnswer));
    assert!(play.has(&Effect::Withdraw { id }) && !play.has(&Effect::Answered { id }));
}

#[test]
fn three_wrong_codes_burn_the_invitation() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    for left in [2, 1] {
        assert!(!play.prove(&wrong(&code)));
        assert!(play.has(&notify(Notice::WrongCode { attempts_left: left })));
        assert_eq!(play.session.end_reason(), None);
    }
    assert!(!play.prove(&wrong(&code)));
    assert_eq!(play.session.end_reason(), Some(EndReason::Burnt));
}

/// What the page counts is told before the User is asked, once, and with the Helper's name.
#[test]
fn tries_that_only_the_page_saw_are_told_before_the_question() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    play.says(&Introduction::TriedBefore { times: 2 });
    assert_eq!(play.effects, [], "nobody has said who they are");
    play.says(&Introduction::TriedBefore { times: 1 });
    play.hello();
    let notice = notify(Notice::TriedBefore { helper: "Jacky".parse().unwrap(), times: 2 });
    let told = play.effects.iter().position(|effect| *effect == notice);
    let asked = play.effects.iter().position(|effect| matches!(effect, Effect::Ask { .. }));
    assert!(told.is_some() && told < asked, "{:?}", play.effects);
    let is_told =
        |it: &Effect| matches!(it, Effect::Notify { notice: Notice::TriedBefore { .. }, .. });
    play.says(&Introduction::TriedBefore { times: 2 });
    assert!(!play.effects.iter().any(is_told), "too late");
    assert_eq!(play.session.end_reason(), None);
}

/// A number that no page can have counted is cut, and none is not told.
#[test]
fn tries_before_are_told_up_to_what_a_page_counts() {
    for (sent, told) in [(0, None), (1, Some(1)), (u8::MAX, Some(limits::CODE_TRIES))] {
        let mut play = Play::new(|_| ());
        play.open();
        let code = play.code.clone().unwrap();
        assert!(play.prove(&code));
        play.says(&Introduction::TriedBefore { times: sent });
        play.hello();
        let got = play.effects.iter().find_map(|effect| {
            let Effect::Notify { notice: Notice::TriedBefore { times, .. }, .. } = effect else {
                return None;
            };
            Some(*times)
        });
        assert_eq!(got, told);
    }
}

/// Each change is another code to pass on, and another file or message.
#[test]
fn a_server_that_keeps_changing_the_number_is_left() {
    let mut play = Play::new(|_| ());
    play.open();
    let mut codes = 0;
    for slot in (8..100_u32).cycle().take(1000) {
        let slot = Slot::try_from(slot).unwrap();
        play.server(FromSignal::Opened { slot, expires_in_s: 60 });
        codes += play.effects.iter().filter(|effect| is_invitation(effect)).count();
        if play.session.end_reason().is_some() {
            break;
        }
    }
    assert_eq!(codes, usize::from(limits::SLOT_CHANGES));
    assert!(play.has(&notify(Notice::SlotChanges)));
    assert_eq!(play.session.end_reason(), Some(EndReason::Fault));
}

/// A claim, or a link that was down, does not reset the count.
#[test]
fn changes_of_the_number_are_counted_over_claims_and_links() {
    let mut play = Play::new(|_| ());
    play.open();
    for slot in 8..8 + u32::from(limits::SLOT_CHANGES) {
        let slot = Slot::try_from(slot).unwrap();
        play.input(Input::Signal(SignalInput::Down));
        play.input(Input::Signal(SignalInput::Up));
        play.server(FromSignal::Opened { slot, expires_in_s: 60 });
        assert!(play.effects.iter().any(is_invitation), "{slot}");
        let code = play.code.clone().unwrap();
        if let Some(left) = 10_u32.checked_sub(slot.into()).filter(|left| *left > 0) {
            assert!(!play.prove(&wrong(&code)));
            let attempts_left = u8::try_from(left).unwrap();
            assert!(play.has(&notify(Notice::WrongCode { attempts_left })), "of all numbers");
        }
    }
    let slot = "99".parse().unwrap();
    play.server(FromSignal::Opened { slot, expires_in_s: 60 });
    assert_eq!(play.session.end_reason(), Some(EndReason::Fault));
}

fn is_invitation(effect: &Effect) -> bool {
    matches!(effect, Effect::Notify { notice: Notice::Invitation { .. }, .. })
}

#[test]
fn a_claimant_who_goes_silent_frees_the_slot() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    let (_, body) = ViewerHandshake::start(&code, &mut OsRng);
    let body = Body64::new(body).unwrap();
    let claim = ClaimId(9);
    play.server(FromSignal::Claimed { claim, body, network: Default::default() });
    play.after(limits::PROOF_TIMEOUT);
    let outcome = Outcome::Abandoned;
    assert!(play.has(&Effect::Signal(ToSignal::Verdict { claim, outcome })));
    assert!(play.prove(&code), "the next one gets in");
}

#[test]
fn a_helper_who_never_says_hello_is_shown_out() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    play.prove(&code);
    play.connect();
    let mut waited = Duration::ZERO;
    while play.session.end_reason().is_none() {
        play.after(Duration::from_millis(500));
        play.tells(&ToSharer::Ping { at: 1, deaf: false });
        waited += Duration::from_millis(500);
        assert!(waited <= limits::TRANSPORT_TIMEOUT, "nobody says anything for ever");
    }
    assert_eq!(play.session.end_reason(), Some(EndReason::Fault));
}

#[test]
fn without_a_slot_the_invitation_expires_all_the_same() {
    let mut play = Play::new(|_| ());
    play.input(Input::Signal(SignalInput::Up));
    play.server(FromSignal::Refused { reason: Refusal::Full });
    assert_eq!(play.session.deadline(), Some(play.now + limits::OPEN_RETRY));
    play.after(limits::OPEN_RETRY);
    assert!(matches!(play.effects[..], [Effect::Signal(ToSignal::Open { slot: None, .. })]));
    play.after(Duration::from_secs(50));
    assert_eq!(play.session.end_reason(), Some(EndReason::Expired));
}

#[test]
fn a_server_that_wants_fewer_requests_gets_fewer() {
    let mut play = Play::new(|_| ());
    play.input(Input::Signal(SignalInput::Up));
    play.server(FromSignal::Refused { reason: Refusal::RateLimited });
    play.input(Input::Signal(SignalInput::Down));
    play.input(Input::Signal(SignalInput::Up));
    assert_eq!(play.effects, [], "a new connection is no reason");
    play.after(limits::OPEN_RETRY);
    assert_eq!(play.effects.len(), 1);
}

#[test]
fn a_helper_who_lost_only_the_server_is_trusted_like_before() {
    let mut play = Play::sharing(|_| ());
    play.server(FromSignal::PeerGone { claim: Some(play.claim) });
    let effects = play.passes(Duration::from_secs(3), &[PATH]);
    assert!(!effects.contains(&STOP));
    play.tells(&ToSharer::RequestControl {});
    play.asked();
}

#[test]
fn a_server_that_comes_back_gets_the_same_invitation() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.take().unwrap();
    play.input(Input::Signal(SignalInput::Down));
    play.after(Duration::from_secs(20));
    play.input(Input::Signal(SignalInput::Up));
    let Some(Effect::Signal(ToSignal::Open { lifetime_s, slot, .. })) = play.effects.first() else {
        panic!("expected the invitation to be opened, got {:?}", play.effects);
    };
    assert_eq!((*lifetime_s, *slot), (40, Some(code.slot)));
    play.server(FromSignal::Opened { slot: code.slot, expires_in_s: 3600 });
    assert!(play.code.is_none(), "the same code is not said twice");
    assert_eq!(play.session.deadline(), Some(Tick::from_millis(61_000)), "nor does it live longer");
}

#[test]
fn a_helper_who_says_bye_has_left_whichever_news_comes_first() {
    let bye = ToSharer::Bye { reason: EndReason::HelperLeft };
    let mut play = Play::sharing(|_| ());
    play.input(on_path(TransportInput::Down));
    play.tells(&bye);
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));

    let mut play = Play::sharing(|_| ());
    play.input(on_path(TransportInput::Down));
    play.says(&Introduction::Bye { reason: EndReason::HelperLeft });
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));
}

#[test]
fn a_helper_who_vanishes_at_once_from_the_path_and_the_server_is_waited_for() {
    for path_first in [true, false] {
        let mut play = Play::sharing(|_| ());
        let mut news = [on_path(TransportInput::Down), {
            let claim = Some(play.claim);
            Input::Signal(SignalInput::Message(FromSignal::PeerGone { claim }))
        }];
        if !path_first {
            news.reverse();
        }
        for news in news {
            play.input(news);
            assert_eq!(play.session.end_reason(), None, "they may be back on another network");
        }
        play.after(limits::RECONNECT_TIMEOUT);
        assert_eq!(play.session.end_reason(), Some(EndReason::ConnectionLost));
    }
}

#[test]
fn a_direct_session_outlives_the_server() {
    let mut play = Play::sharing(|_| ());
    play.input(Input::Signal(SignalInput::Down));
    for _ in 0..60 {
        play.after(Duration::from_secs(1));
        play.tells(&ToSharer::Ping { at: 7, deaf: false });
        assert!(play.has(&pong(PATH, 7)));
    }
    assert_eq!(play.session.end_reason(), None);
    play.input(Input::Signal(SignalInput::Up));
    assert!(!play.has(&STOP), "it only waits for the Helper there; see `rejoin`");
}
