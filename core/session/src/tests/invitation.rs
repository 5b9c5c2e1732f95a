//! The invitation, consent, and how a session ends.

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
    assert!(!play.has(&Effect::Withdraw { id }), "the User knows that they answered");
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
    assert!(play.has(&Effect::Withdraw { id }));
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
    play.server(FromSignal::PeerGone {});
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
            Input::Signal(SignalInput::Message(FromSignal::PeerGone {}))
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
