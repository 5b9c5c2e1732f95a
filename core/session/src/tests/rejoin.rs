//! Meeting a Helper again when the signal server has lost one of the two, or every path is lost.

use alloc::borrow::ToOwned;
use alloc::vec;

use protocol::network::{IceServer, LaneToken};
use protocol::signal::Refusal;
use protocol::trust::RendezvousTag;

use super::reconnection::{use_path, with_lane};
use super::*;

const NEXT: PathId = PathId(2);
const RESTART: Effect = Effect::RestartSignal;
const REVOKE: Asked = Asked::Revoke;

/// What the sharer asks the server about its invitations.
#[derive(Debug, PartialEq)]
enum Asked {
    /// To take up again the invitation that is the n-th of ours, from 0, without a place.
    Again(usize, Slot),
    /// To open the n-th invitation of ours, which waits at the tag alone.
    AtTag(usize),
    Revoke,
}

fn slot(text: &str) -> Slot {
    text.parse().unwrap()
}

/// What the server lets us use in another claim.
fn other_network() -> Network {
    let server = IceServer {
        urls: vec!["turn:relay.example".to_owned()],
        username: Some("second".to_owned()),
        credential: None,
    };
    Network { ice_servers: vec![server], lane: Some(LaneToken::new([9; 16])) }
}

impl Play {
    fn tag(&self) -> RendezvousTag {
        self.resumption.as_ref().unwrap().tag()
    }

    fn asks(&self) -> Vec<Asked> {
        self.asks_in(&self.effects)
    }

    fn asks_in(&self, effects: &[Effect]) -> Vec<Asked> {
        let of_ours = |token| self.tokens.iter().position(|ours| ours == token).unwrap();
        let asked = effects.iter().filter_map(|effect| {
            if *effect == Effect::Signal(ToSignal::Revoke {}) {
                return Some(Asked::Revoke);
            }
            let Effect::Signal(ToSignal::Open { token, slot, unlisted, places, .. }) = effect
            else {
                return None;
            };
            assert!(*unlisted, "nobody comes by a slot");
            // It names the slot itself, so that it can end the invitation without an answer.
            let (slot, ours) = (slot.unwrap(), of_ours(token));
            if places.is_empty() {
                return Some(Asked::Again(ours, slot));
            }
            let tags: Vec<_> = places.iter().map(|place| place.tag).collect();
            assert_eq!(tags, [self.tag()]);
            assert!(places.iter().all(|place| place.card.is_none()));
            Some(Asked::AtTag(ours))
        });
        asked.collect()
    }

    fn up(&mut self) {
        self.input(Input::Signal(SignalInput::Up));
    }

    fn down(&mut self) {
        self.input(Input::Signal(SignalInput::Down));
    }

    fn opened(&mut self, at: &str) {
        self.server(FromSignal::Opened { slot: slot(at), expires_in_s: 3600 });
        assert_eq!(self.effects, [], "the User has nothing to read");
    }

    /// The Helper is gone from the server, and the sharer waits for them at the tag.
    fn waiting_at_tag(mut self) -> Self {
        self.server(FromSignal::PeerGone { claim: Some(self.claim) });
        assert!(matches!(self.asks()[..], [Asked::AtTag(_)]), "{:?}", self.effects);
        self.opened("9");
        self
    }

    /// Somebody claims with this body.
    fn claims_with(&mut self, body: &[u8]) {
        self.claim = ClaimId(self.claim.0 + 1);
        let (claim, body) = (self.claim, Body64::new(body.to_vec()).unwrap());
        self.server(FromSignal::Claimed { claim, body, network: other_network() });
    }

    fn is_turned_away_alone(&self) -> bool {
        let (claim, outcome) = (self.claim, Outcome::UnknownClaimant);
        self.effects == [Effect::Signal(ToSignal::Verdict { claim, outcome })]
    }

    /// The Helper claims at the tag and proves who they are. Returns the body of the claim.
    fn rejoins(&mut self, counter: u32) -> Vec<u8> {
        let resumption = self.resumption.clone().unwrap();
        let (resuming, body) = resumption.request(counter, &mut OsRng);
        self.claims_with(&body);
        let (claim, outcome) = (self.claim, Outcome::Proven);
        assert!(self.has(&Effect::Signal(ToSignal::Verdict { claim, outcome })));
        let is_lane = |effect: &Effect| matches!(effect, Effect::OpenLane { .. });
        assert!(self.effects[2..].iter().all(is_lane), "{:?}", self.effects);
        self.helper = Some(resuming.finish(&self.relayed()).unwrap());
        body
    }

    /// The session goes on over a path that is offered on the new claim.
    fn goes_on(&mut self, path: PathId) {
        self.offers(path);
        let sdp = "v=0".into();
        let ice_servers = other_network().ice_servers;
        assert!(self.has(&Effect::AcceptOffer { guest: GUEST, path, sdp, ice_servers }));
        let sdp = "v=0 answer".to_owned();
        self.input(on(path, TransportInput::Answer { sdp: sdp.clone() }));
        assert_eq!(self.opens(0), Introduction::Answer { path: path.0, sdp });
        self.input(on(path, TransportInput::Up));
    }
}

#[test]
fn a_link_that_comes_back_is_used_to_wait_for_the_helper_at_the_tag_of_the_session() {
    let mut play = Play::controlling();
    play.down();
    assert_eq!(play.asks(), []);
    play.passes(Duration::from_secs(5), &[PATH]);
    play.up();
    let again = Asked::Again(0, slot("7"));
    assert_eq!(play.asks(), [again, REVOKE, Asked::AtTag(1)]);
    // The server answers about the old one first: it is over already.
    play.opened("7");
    let (_, body) = play.resumption.clone().unwrap().request(1, &mut OsRng);
    play.claims_with(&body);
    assert_eq!(play.effects, [], "nobody can claim an invitation that is not open");
    play.opened("9");
    play.rejoins(1);
    assert_eq!(play.session.phase(), Phase::ControlSharing);
    // The path has worked all the time. The lane of the new claim is opened as the spare one.
    let effects = play.passes(limits::SPARE_LANE_AFTER, &[PATH]);
    let opens = |effect: &Effect| {
        matches!(effect, Effect::OpenLane { path, token, .. }
            if *path == PathId::lane(1) && *token == LaneToken::new([9; 16]))
    };
    assert!(effects.iter().any(opens), "{effects:?}");
    assert!(!effects.contains(&STOP));
    play.goes_on(NEXT);
    assert_eq!(play.session.phase(), Phase::ControlSharing);
}

#[test]
fn a_claim_after_the_time_is_over_resumes_nothing_even_if_nobody_looked_at_the_clock() {
    let mut play = Play::controlling();
    play.input(on_path(TransportInput::Down));
    let mut play = play.waiting_at_tag();
    play.now = play.now + limits::RECONNECT_TIMEOUT;
    let (_, body) = play.resumption.clone().unwrap().request(1, &mut OsRng);
    play.claims_with(&body);
    assert_eq!(play.session.end_reason(), Some(EndReason::ConnectionLost));
    let (claim, outcome) = (play.claim, Outcome::Proven);
    assert!(!play.has(&Effect::Signal(ToSignal::Verdict { claim, outcome })));
}

#[test]
fn a_helper_who_lost_everything_comes_back_without_a_code_and_without_a_question() {
    let mut play = Play::sharing_in(with_lane(), |_| ()).in_control();
    play.types("KeyA", Action::Press);
    play.input(on_path(TransportInput::Down));
    let mut play = play.waiting_at_tag();
    play.passes(Duration::from_secs(5), &[]);
    play.rejoins(1);
    // While there is no path, the new lane is opened at once.
    let lane = PathId::lane(1);
    let opens = |effect: &Effect| matches!(effect, Effect::OpenLane { path, .. } if *path == lane);
    assert!(play.effects.iter().any(opens), "{:?}", play.effects);
    play.input(on(lane, TransportInput::Up));
    assert!(play.has(&use_path(lane)) && play.has(&START));
    let asked = |effect: &Effect| matches!(effect, Effect::Ask { .. });
    assert!(!play.effects.iter().any(asked));
    play.fences_on(lane);
    play.types_on(lane, "KeyB", Action::Press);
    assert_eq!(play.injected().len(), 1);
    play.goes_on(NEXT);
    assert!(play.has(&use_path(NEXT)), "at once: {:?}", play.effects);
}

#[test]
fn a_server_that_lost_the_helper_is_asked_for_another_invitation_and_for_nothing_else() {
    let mut play = Play::sharing(|_| ()).waiting_at_tag();
    // Again and again, as often as the page has to.
    for counter in 1..20 {
        play.rejoins(counter);
        play.pings_on(PATH);
        play = play.waiting_at_tag();
    }
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
}

#[test]
fn whoever_cannot_prove_to_be_the_helper_changes_nothing() {
    let mut play = Play::controlling().waiting_at_tag();
    let replayed = play.rejoins(3);
    let mut play = play.waiting_at_tag();
    let mut other = Play::sharing(|_| ());
    let request =
        |play: &Play, counter| play.resumption.clone().unwrap().request(counter, &mut OsRng).1;
    let mut changed = request(&play, 9);
    *changed.last_mut().unwrap() ^= 1;
    let code = play.code.clone().unwrap();
    let bodies = [
        ("replayed", replayed),
        ("as old", request(&play, 3)),
        ("older", request(&play, 2)),
        ("foreign", request(&other, 9)),
        ("changed", changed),
        ("with the code", ViewerHandshake::start(&code, &mut OsRng).1),
        ("empty", Vec::new()),
        ("nonsense", vec![0xFF; 60]),
    ];
    for (name, body) in bodies {
        play.claims_with(&body);
        assert!(play.is_turned_away_alone(), "{name}: {:?}", play.effects);
    }
    assert_eq!(play.session.phase(), Phase::ControlSharing);
    // The true one still gets in, and the channel of the false ones is none.
    play.rejoins(4);
    other.claim = play.claim;
    other.says(&Introduction::Offer { path: 2, sdp: "v=0".into() });
    let body = other.helper.as_mut().unwrap().seal(b"{}").unwrap();
    play.relay(body);
    assert_eq!(play.effects, []);
    assert_eq!(play.session.phase(), Phase::ControlSharing);
}

#[test]
fn when_a_helper_is_lost_on_a_live_link_the_old_claim_is_given_up_for_a_new_one() {
    let mut play = Play::sharing(|_| ());
    play.input(on_path(TransportInput::Down));
    let effects = play.passes(limits::REJOIN_AFTER - Duration::from_millis(1), &[]);
    assert_eq!(play.asks_in(&effects), [], "the Helper may bring news on it");
    play.after(Duration::from_millis(1));
    assert_eq!(play.asks(), [REVOKE, Asked::AtTag(1)]);
    play.opened("9");
    play.rejoins(1);
    play.goes_on(NEXT);
    assert!(play.has(&START));
}

#[test]
fn an_offer_on_the_old_claim_is_given_time_before_it_is_given_up() {
    let mut play = Play::sharing(|_| ());
    play.input(on_path(TransportInput::Down));
    play.passes(limits::REJOIN_AFTER / 2, &[]);
    play.offers(NEXT);
    let effects = play.passes(limits::REJOIN_TIMEOUT - Duration::from_millis(1), &[]);
    assert_eq!(play.asks_in(&effects), []);
    play.after(Duration::from_millis(1));
    assert_eq!(play.asks(), [REVOKE, Asked::AtTag(1)]);
}

#[test]
fn a_link_over_which_no_answer_comes_is_made_anew() {
    let mut play = Play::sharing(|_| ());
    play.input(on_path(TransportInput::Down));
    play.after(limits::REJOIN_AFTER);
    assert_eq!(play.asks(), [REVOKE, Asked::AtTag(1)]);
    let drawn = play.effects.iter().find_map(|effect| {
        if let Effect::Signal(ToSignal::Open { slot, .. }) = effect { *slot } else { None }
    });
    let effects = play.passes(limits::REJOIN_TIMEOUT - Duration::from_millis(1), &[]);
    assert!(!effects.contains(&RESTART));
    play.after(Duration::from_millis(1));
    assert!(play.has(&RESTART));
    // Until the link is up there is nothing to do but to wait for the Helper.
    let until = play.session.deadline().unwrap();
    let effects = play.passes(limits::OPEN_RETRY * 2, &[]);
    assert_eq!(effects, []);
    assert_eq!(play.session.deadline(), Some(until), "and nothing wakes for it");
    assert!(until > play.now);
    play.down();
    play.up();
    // The server may have opened that one all the same.
    let again = Asked::Again(1, drawn.unwrap());
    assert_eq!(play.asks(), [again, REVOKE, Asked::AtTag(2)]);
}

#[test]
fn a_link_over_which_a_lost_helper_does_not_come_is_made_anew_and_one_of_a_present_helper_is_not() {
    for is_lost in [true, false] {
        let mut play = Play::sharing(|_| ()).waiting_at_tag();
        let paths = if is_lost { &[][..] } else { &[PATH] };
        let effects = play.passes(3 * limits::REJOIN_TIMEOUT, paths);
        let restarts = effects.iter().filter(|effect| **effect == RESTART).count();
        assert_eq!(restarts, usize::from(is_lost), "{effects:?}");
    }
}

#[test]
fn no_two_invitations_of_ours_wait_at_one_tag() {
    // The server may not have noticed that the old link is dead.
    let mut play = Play::sharing(|_| ()).waiting_at_tag();
    for _ in 0..2 {
        let last = play.tokens.len() - 1;
        play.down();
        play.up();
        let again = Asked::Again(last, slot("9"));
        assert_eq!(play.asks(), [again, REVOKE, Asked::AtTag(last + 1)]);
        play.server(FromSignal::Refused { reason: Refusal::Revoked });
        assert_eq!(play.effects, [], "the answer about the old one");
        play.opened("9");
    }
    play.rejoins(1);
}

#[test]
fn a_server_that_refuses_is_asked_again_later() {
    let mut play = Play::sharing(|_| ());
    play.server(FromSignal::PeerGone { claim: Some(play.claim) });
    for reason in [Refusal::Full, Refusal::RateLimited] {
        play.server(FromSignal::Refused { reason });
        assert_eq!(play.effects, []);
        let effects = play.passes(limits::REJOIN_RETRY_MAX - Duration::from_millis(1), &[PATH]);
        assert_eq!(effects, []);
        play.after(Duration::from_millis(1));
        assert!(matches!(play.asks()[..], [Asked::AtTag(_)]));
    }
    play.opened("9");
    // An invitation that the server ends is opened again, too.
    play.server(FromSignal::Refused { reason: Refusal::Expired });
    play.passes(limits::REJOIN_RETRY_MAX, &[PATH]);
    play.opened("10");
    play.rejoins(1);
}

#[test]
fn who_was_never_reached_is_not_waited_for_at_the_tag() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    play.hello();
    play.down();
    play.up();
    assert_eq!(play.asks(), []);
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    play.server(FromSignal::PeerGone { claim: Some(play.claim) });
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));
}

#[test]
fn after_a_sleep_within_the_time_to_come_back_the_helper_is_looked_for_anew() {
    let mut play = Play::controlling();
    play.types("KeyA", Action::Press);
    play.after(limits::RECONNECT_TIMEOUT);
    assert_eq!(play.injected().len(), 1, "the key comes up");
    assert_eq!(
        play.session.end_reason(),
        None,
        "that time counts from when the silence was noticed"
    );
    play.down();
    play.up();
    assert_eq!(play.asks(), [Asked::Again(0, slot("7")), REVOKE, Asked::AtTag(1)]);
    play.server(FromSignal::Refused { reason: Refusal::Taken });
    play.opened("9");
    play.rejoins(1);
    play.goes_on(NEXT);
    assert!(play.has(&START));
    assert_eq!(play.session.phase(), Phase::ControlSharing);
}
