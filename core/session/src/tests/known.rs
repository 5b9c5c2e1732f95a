//! Who may come without a code.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;

use protocol::handshake::SharerHandshake;
use protocol::hex::Hex;
use protocol::signal::WaitingPlace;
use protocol::trust::{Availability, Day, IdentityKey, Pair, PresenceCard, SharedSecret};
use protocol::utc::Utc;
use protocol::word_list::CodeLanguage;

use protocol::name::DisplayName;

use super::*;
use crate::names::KnownName;
use crate::{KnownHelper, KnownHelpers, Proof, Question, WatchedPlace};

const NOON: Utc = Utc::from_unix(1_795_348_800);
pub(super) const USER: IdentityKey = IdentityKey::new([1; 32]);
pub(super) const JACKY: IdentityKey = IdentityKey::new([2; 32]);

/// The pair of the User and the Helper with this key.
pub(super) fn pair(helper: &IdentityKey) -> Pair {
    let shared = SharedSecret::new(*helper.as_bytes()).unwrap();
    Pair::new(&shared, &USER, helper)
}

fn watched(tag: protocol::trust::RendezvousTag, helper: &str) -> WatchedPlace {
    WatchedPlace { place: WaitingPlace { tag, card: None }, helper: helper.parse().unwrap() }
}

/// Jacky may come.
fn waiting(now: Utc, proof: Proof) -> KnownHelpers {
    let card = PresenceCard {
        availability: Availability::AsksForHelp,
        name: "Ada".parse().unwrap(),
        key: USER,
        since: now,
    };
    let mut watched = watched(pair(&JACKY).tag(Day::of(now)), "Jacky");
    watched.place.card = card.seal(&pair(&JACKY), &mut OsRng).ok();
    let known = Day::around(now).map(|day| KnownHelper {
        credential: pair(&JACKY).credential(day),
        name: "Jacky".parse().unwrap(),
        key: JACKY,
        proof,
    });
    KnownHelpers { places: vec![watched], helpers: known.collect(), left_out: 0 }
}

impl Play {
    pub(super) fn awaiting(proof: Proof) -> Self {
        Self::awaiting_with(proof, |_| ())
    }

    fn awaiting_with(proof: Proof, set: impl FnOnce(&mut SessionOptions)) -> Self {
        let mut play = Self::new(|options| {
            set(options);
            options.known_helpers = Some(waiting(NOON, proof));
            options.lifetime = Duration::from_secs(3600);
        });
        play.input(Input::Signal(SignalInput::Up));
        let Some(Effect::Signal(ToSignal::Open { unlisted, places, .. })) = play.effects.first()
        else {
            panic!("expected to wait, got {:?}", play.effects)
        };
        assert!(*unlisted && places.len() == 1);
        play.server(FromSignal::Opened { slot: "7".parse().unwrap(), expires_in_s: 3600 });
        assert!(play.code.is_none(), "there is no code");
        play
    }

    /// Somebody comes as the Helper with this key; `true` when it is proven.
    pub(super) fn comes(&mut self, key: &IdentityKey) -> bool {
        self.claim = ClaimId(self.claim.0 + 1);
        let credential = pair(key).credential(Day::of(NOON));
        let (viewer, body) = ViewerHandshake::start_known(&credential, &mut OsRng);
        let body = Body64::new(body).unwrap();
        let (claim, network) = (self.claim, self.network.clone());
        self.server(FromSignal::Claimed { claim, body, network });
        if self.is_turned_away() {
            return false;
        }
        let (viewer, confirmation) = viewer.receive(&self.relayed()).unwrap();
        self.relay(confirmation);
        self.helper = Some(viewer.confirm(&self.relayed()).unwrap());
        true
    }

    fn is_turned_away(&self) -> bool {
        let outcome = Outcome::UnknownClaimant;
        self.has(&Effect::Signal(ToSignal::Verdict { claim: self.claim, outcome }))
    }

    fn says_hello_as(&mut self, name: &str) {
        let name = name.parse().unwrap();
        self.says(&Introduction::Hello { name, version: protocol::VERSION });
    }
}

#[test]
fn a_known_helper_comes_without_a_code_and_is_asked_about_by_their_known_name() {
    for proof in [Proof::Contact, Proof::Policy] {
        for (calls, alias) in [("Jacky", None), ("Root", Some("Root".parse().unwrap()))] {
            let mut play = Play::awaiting(proof);
            assert!(play.comes(&JACKY));
            assert!(!play.has(&START));
            play.says_hello_as(calls);
            let ask = Effect::Ask {
                guest: GUEST,
                id: play.asked(),
                question: Question::Connect,
                helper: "Jacky".parse().unwrap(),
                alias,
                proof,
                resembles: None,
                files: None,
                until: play.now + limits::CONSENT_TIMEOUT,
            };
            assert!(play.has(&ask), "{:?}", play.effects);
            play.connect();
            assert!(!play.has(&START), "known is not let in");
            let id = 1;
            play.person(PersonInput::Answer { id, answer: Answer::Allow });
            assert!(
                play.has(&Effect::KnownHelperAdmitted { guest: GUEST, key: JACKY })
                    && play.has(&START)
            );
        }
    }
}

/// The name that the User is told not to take the Helper for, in each question about them.
fn resembled(play: &mut Play, name: &str) -> Vec<Option<String>> {
    let mut told = Vec::new();
    let mut look = |play: &Play| {
        told.extend(play.effects.iter().filter_map(|effect| {
            let Effect::Ask { resembles, .. } = effect else { return None };
            Some(resembles.as_ref().map(ToString::to_string))
        }));
    };
    play.says_hello_as(name);
    look(play);
    play.connect();
    let id = 1;
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    play.tells(&ToSharer::RequestControl {});
    look(play);
    told
}

fn names(options: &mut SessionOptions) {
    options.known_names = [("Jacky", JACKY), ("Tom", IdentityKey::new([9; 32]))]
        .map(|(name, key)| KnownName { name: name.parse().unwrap(), key })
        .into();
}

#[test]
fn a_stranger_who_is_called_like_a_contact_is_announced_as_a_stranger() {
    for (name, contact) in [("Jacky", Some("Jacky")), ("J\u{430}cky", Some("Jacky")), ("Bob", None)]
    {
        let mut play = Play::new(names);
        play.open();
        let code = play.code.clone().unwrap();
        assert!(play.prove(&code));
        let contact = contact.map(ToOwned::to_owned);
        assert_eq!(resembled(&mut play, name), [contact.clone(), contact], "{name}");
    }
}

#[test]
fn a_known_helper_who_calls_themselves_like_another_contact_is_not_taken_for_that_one() {
    for (name, contact) in [("Jacky", None), ("t0m", Some("Tom"))] {
        let mut play = Play::awaiting_with(Proof::Contact, names);
        assert!(play.comes(&JACKY));
        let contact = contact.map(ToOwned::to_owned);
        assert_eq!(resembled(&mut play, name), [contact.clone(), contact], "{name}");
    }
}

#[test]
fn a_stranger_is_turned_away_and_the_invitation_stays() {
    let mut play = Play::awaiting(Proof::Contact);
    assert!(!play.comes(&IdentityKey::new([9; 32])));
    assert!(play.has(&notify(Notice::Stranger { attempts: 1 })));
    // Nor does a code lead there.
    let code = InvitationCode {
        slot: "7".parse().unwrap(),
        secret: Secret::generate(CodeLanguage::English, &mut OsRng),
    };
    let (_, body) = ViewerHandshake::start(&code, &mut OsRng);
    play.claim = ClaimId(77);
    play.server(FromSignal::Claimed {
        claim: play.claim,
        body: Body64::new(body).unwrap(),
        network: Default::default(),
    });
    assert!(play.is_turned_away());
    assert!(play.comes(&JACKY), "who is known still gets in");
}

#[test]
fn who_knows_the_place_and_not_the_secret_is_a_stranger() {
    let mut play = Play::awaiting(Proof::Contact);
    let claim = ClaimId(5);
    let mut credential = pair(&IdentityKey::new([9; 32])).credential(Day::of(NOON));
    credential.tag = pair(&JACKY).tag(Day::of(NOON));
    let (viewer, body) = ViewerHandshake::start_known(&credential, &mut OsRng);
    assert_eq!(SharerHandshake::claimed_tag(&body), Some(credential.tag));
    play.claim = claim;
    play.server(FromSignal::Claimed {
        claim,
        body: Body64::new(body).unwrap(),
        network: Default::default(),
    });
    let (_, confirmation) = viewer.receive(&play.relayed()).unwrap();
    play.relay(confirmation);
    assert!(play.is_turned_away());
    assert_eq!(play.session.end_reason(), None);
}

#[test]
fn a_flood_of_strangers_is_one_notice_a_minute() {
    let mut play = Play::awaiting(Proof::Contact);
    let mut told = Vec::new();
    for _ in 0..100 {
        play.comes(&IdentityKey::new([9; 32]));
        told.extend(play.effects.iter().filter_map(|effect| {
            let Effect::Notify { notice: Notice::Stranger { attempts }, .. } = effect else {
                return None;
            };
            Some(*attempts)
        }));
    }
    assert_eq!(told, [1]);
    play.now = play.now + limits::UNKNOWN_CLAIMANT_NOTICE_SPACING;
    play.comes(&IdentityKey::new([9; 32]));
    assert!(play.has(&notify(Notice::Stranger { attempts: 100 })));
}

#[test]
fn at_the_change_of_day_it_waits_where_the_helper_will_look() {
    let mut play = Play::awaiting(Proof::Contact);
    // An hour before midnight tomorrow counts, too, but nothing moves.
    let late = Utc::from_unix(NOON.as_unix() + 11 * 3600 + 1800);
    play.input(Input::KnownHelpers(waiting(late, Proof::Contact)));
    assert_eq!(play.effects, []);
    assert_eq!(play.session.known_helpers().unwrap().helpers.len(), 2);
    let tomorrow = Utc::from_unix(NOON.as_unix() + 24 * 3600);
    play.input(Input::KnownHelpers(waiting(tomorrow, Proof::Contact)));
    let Some(Effect::Signal(ToSignal::SetPlaces { places })) = play.effects.first() else {
        panic!("expected to move, got {:?}", play.effects)
    };
    assert_eq!(places.first().map(|place| place.tag), Some(pair(&JACKY).tag(Day::of(tomorrow))));
}

#[test]
fn the_user_is_told_who_is_available_once_at_each_change() {
    let mut play = Play::awaiting(Proof::Contact);
    let helpers: Vec<DisplayName> = vec!["Jacky".parse().unwrap()];
    let tags = vec![pair(&JACKY).tag(Day::of(NOON)), Hex([0; 16])];
    let told = |available: &[DisplayName]| {
        let (helpers, available) = (helpers.clone(), available.to_vec());
        [notify(Notice::Waiting { helpers, available })]
    };
    play.after(limits::PRESENCE_SPACING);
    play.server(FromSignal::Watched { tags: tags.clone() });
    assert_eq!(play.effects, told(&helpers));
    play.server(FromSignal::Watched { tags: tags.clone() });
    assert_eq!(play.effects, []);
    // A server that says it all the time does not drown the User.
    for _ in 0..50 {
        play.server(FromSignal::Watched { tags: Vec::new() });
        assert_eq!(play.effects, []);
        play.server(FromSignal::Watched { tags: tags.clone() });
        assert_eq!(play.effects, []);
    }
    play.server(FromSignal::Watched { tags: Vec::new() });
    assert_eq!(play.session.deadline(), Some(play.now + limits::PRESENCE_SPACING));
    play.after(limits::PRESENCE_SPACING);
    assert_eq!(play.effects, told(&[]));
}
