use std::format;
use std::string::String;
use std::vec;
use std::vec::Vec;

use super::*;
use core::time::Duration;
use proptest::prelude::*;
use protocol::limits::{CARD_LIFETIME, CARDS_SHOWN, CLOCK_SKEW_MAX, WATCHED_TAGS};
use protocol::trust::{Day, Pair, PresenceCard, SealedCard};
use rand_core::{CryptoRng, RngCore, impls};

use crate::contact::Kind;

#[derive(Debug)]
struct Counting(u64);

impl RngCore for Counting {
    fn next_u32(&mut self) -> u32 {
        self.next_u64() as u32
    }

    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.0
    }

    fn fill_bytes(&mut self, dest: &mut [u8]) {
        impls::fill_bytes_via_next(self, dest);
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(dest);
        Ok(())
    }
}

impl CryptoRng for Counting {}

const OWN: IdentityKey = IdentityKey::new([1; 32]);
/// Noon.
const NOW: u64 = 1_795_000_000 / 86_400 * 86_400 + 43_200;

fn key(n: u8) -> IdentityKey {
    IdentityKey::new([n; 32])
}

/// What the browser would compute: for the tests, the other key says it.
fn shared(with: &IdentityKey) -> Option<SharedSecret> {
    SharedSecret::new(*with.as_bytes())
}

fn pair(user: &IdentityKey) -> Pair {
    Pair::new(&shared(user).unwrap(), user, &OWN)
}

fn contact(name: &str, n: u8) -> Contact {
    let at = Utc::from_unix(NOW);
    Contact { name: name.parse().unwrap(), key: key(n), kind: Kind::Person, since: at, last: at }
}

fn card(name: &str, n: u8, availability: Availability, age: u64) -> PresenceCard {
    let since = Utc::from_unix(NOW - age);
    PresenceCard { availability, name: name.parse().unwrap(), key: key(n), since }
}

fn at_pair(card: &PresenceCard) -> SealedCard {
    card.seal(&pair(&card.key), &mut Counting(card.since.as_unix())).unwrap()
}

fn at_desk(card: &PresenceCard, passing: u8) -> SealedCard {
    card.seal_for(&OWN, &key(passing), &shared(&key(passing)).unwrap()).unwrap()
}

/// A queue, its browser and its server.
struct Play {
    queue: Queue<Counting>,
    tick: Tick,
    utc: u64,
    said: Vec<Output>,
    /// What a slow browser has still to compute; `None` for one that computes at once.
    asked: Option<VecDeque<IdentityKey>>,
}

impl Play {
    fn new() -> Self {
        let queue = Queue::new(Counting(3));
        Self { queue, tick: Tick::from_millis(1000), utc: NOW, said: Vec::new(), asked: None }
    }

    /// Gives something.
    fn give(&mut self, input: Input) {
        let now = Now { tick: self.tick, utc: Utc::from_unix(self.utc) };
        let mut inputs = vec![input];
        while let Some(input) = inputs.pop() {
            self.queue.handle(input, now);
            while let Some(output) = self.queue.poll() {
                match (&output, &mut self.asked) {
                    (Output::AgreeKey(with), Some(asked)) => asked.push_back(*with),
                    (Output::AgreeKey(with), None) => {
                        inputs.push(Input::Agreed { with: *with, shared: shared(with) });
                    }
                    (_, _) => {}
                }
                self.said.push(output);
            }
        }
    }

    fn watching(contacts: &[(&str, u8)]) -> Self {
        let mut play = Self::new();
        for (name, n) in contacts {
            play.give(Input::ContactSaved(contact(name, *n)));
        }
        play.give(Input::OwnKey(OWN));
        play.give(Input::Signal(SignalInput::Open));
        play
    }

    fn wait(&mut self, time: Duration) {
        let until = self.tick + time;
        while let Some(at) = self.queue.deadline().filter(|at| *at <= until) {
            self.utc += at.since(self.tick).as_secs();
            self.tick = at.max(self.tick);
            self.give(Input::Timeout);
        }
        self.tick = until;
    }

    fn waiting(&mut self, tag: RendezvousTag, cards: Vec<SealedCard>) {
        self.give(Input::Signal(SignalInput::Text(FromSignal::Waiting { tag, cards }.encode())));
    }

    fn asks(&mut self, card: &PresenceCard) {
        self.waiting(pair(&card.key).tag(self.day()), vec![at_pair(card)]);
    }

    fn day(&self) -> Day {
        Day::of(Utc::from_unix(self.utc))
    }

    fn watched(&self) -> Option<&Vec<RendezvousTag>> {
        self.said.iter().rev().find_map(|output| match output {
            Output::Signal(ToSignal::Watch { tags, .. }) => Some(tags),
            _ => None,
        })
    }

    fn count(&self, output: &Output) -> usize {
        self.said.iter().filter(|said| *said == output).count()
    }

    fn names(&self) -> Vec<&str> {
        self.queue.entries().iter().map(|entry| entry.name.as_str()).collect()
    }
}

#[test]
fn contacts_and_the_own_desk_are_watched_and_told_once() {
    let play = Play::watching(&[("Tom", 2), ("Ann", 3)]);
    let mut tags = vec![OWN.public_tag(play.day())];
    tags.extend([2, 3].map(|n| pair(&key(n)).tag(play.day())));
    tags.sort();
    assert_eq!(play.watched(), Some(&tags));
    let told = play.said.iter().filter(|said| matches!(said, Output::Signal(_))).count();
    assert_eq!(told, 1, "not once for each contact");
}

#[test]
fn nothing_is_said_to_the_server_without_an_identity() {
    let mut play = Play::new();
    play.give(Input::ContactSaved(contact("Tom", 2)));
    play.wait(Duration::from_secs(600));
    assert!(!play.said.contains(&Output::OpenSocket));
}

#[test]
fn who_asks_is_shown_first_and_the_one_who_waits_longest_before_all() {
    let mut play = Play::watching(&[("Tom", 2), ("Ann", 3), ("Desk", 4)]);
    play.asks(&card("Ann", 3, Availability::AsksForHelp, 60));
    play.asks(&card("Desk", 4, Availability::AcceptsOffers, 4000));
    play.asks(&card("Tom", 2, Availability::AsksForHelp, 130));
    assert_eq!(play.names(), ["Tom", "Ann", "Desk"]);
    let entry = &play.queue.entries()[0];
    assert_eq!(entry.minutes(Utc::from_unix(NOW)), 2);
    let meeting = play.queue.known_user(&key(2)).unwrap();
    assert_eq!(meeting.credential.tag, pair(&key(2)).tag(play.day()));
    play.waiting(pair(&key(2)).tag(play.day()), Vec::new());
    assert_eq!(play.names(), ["Ann", "Desk"]);
    assert!(play.queue.known_user(&key(2)).is_none(), "no longer waits");
}

#[test]
fn a_request_is_announced_once() {
    let mut play = Play::watching(&[("Tom", 2)]);
    let announced = Output::Announce("Tom".parse().unwrap());
    let first = card("Tom", 2, Availability::AsksForHelp, 60);
    play.asks(&first);
    play.asks(&first);
    play.waiting(pair(&key(2)).tag(play.day()), Vec::new());
    play.asks(&first);
    assert_eq!(play.count(&announced), 1);
    play.asks(&card("Tom", 2, Availability::AsksForHelp, 10));
    assert_eq!(play.count(&announced), 2, "a new one is");
    play.asks(&card("Tom", 2, Availability::AcceptsOffers, 5));
    assert_eq!(play.count(&announced), 2, "an offer is not");
}

#[test]
fn cards_that_are_not_theirs_or_too_old_are_not_shown() {
    let mut play = Play::watching(&[("Tom", 2), ("Ann", 3)]);
    let tag = pair(&key(2)).tag(play.day());
    let old = CARD_LIFETIME.as_secs() + CLOCK_SKEW_MAX.as_secs();
    // Tom, who says to be Ann.
    let stolen = card("Ann", 3, Availability::AsksForHelp, 0)
        .seal(&pair(&key(2)), &mut Counting(1))
        .unwrap();
    for (cards, shown) in [
        (vec![at_pair(&card("Tom", 2, Availability::AsksForHelp, old + 1))], false),
        (vec![at_pair(&card("Tom", 2, Availability::AsksForHelp, old))], true),
        (vec![at_pair(&card("Ann", 3, Availability::AsksForHelp, 0))], false),
        (vec![stolen], false),
        (
            vec![
                at_pair(&card("Ann", 3, Availability::AsksForHelp, 0)),
                at_pair(&card("Tom", 2, Availability::AsksForHelp, 0)),
            ],
            true,
        ),
    ] {
        play.waiting(tag, cards);
        assert_eq!(!play.queue.entries().is_empty(), shown);
    }
    let unwatched = pair(&key(4)).tag(play.day());
    let before = play.names().len();
    play.waiting(unwatched, vec![at_pair(&card("Bob", 4, Availability::AsksForHelp, 0))]);
    assert_eq!(play.names().len(), before);
}

#[test]
fn a_computer_at_the_desk_is_told_by_its_key() {
    let mut play = Play::watching(&[("FRONT-DESK", 2)]);
    let desk = OWN.public_tag(play.day());
    let cards = vec![
        at_desk(&card("Attic", 5, Availability::AcceptsOffers, 0), 50),
        at_desk(&card("FRONT-DESK", 6, Availability::AcceptsOffers, 0), 60),
        at_desk(&card("Tom", 7, Availability::AsksForHelp, 0), 70),
    ];
    play.waiting(desk, cards);
    let known: Vec<_> =
        play.queue.entries().iter().map(|entry| (entry.name.as_str(), entry.status)).collect();
    assert_eq!(known, [("Attic", ContactStatus::New), ("FRONT-DESK", ContactStatus::OtherKey)]);
    assert!(play.queue.known_user(&key(5)).is_some());
    assert!(play.queue.known_user(&key(6)).is_none(), "another key under a known name");

    play.give(Input::ContactSaved(contact("Attic", 5)));
    assert_eq!(play.queue.entries()[0].status, ContactStatus::Known);
    play.give(Input::ContactDeleted(key(2)));
    assert_eq!(play.queue.entries()[1].status, ContactStatus::New, "once the contact is forgotten");
    play.waiting(desk, Vec::new());
    assert_eq!(play.queue.secrets.len(), 1, "what nobody needs is not kept");
}

#[test]
fn who_cannot_be_reached_yet_is_not_shown_yet() {
    let mut play = Play::watching(&[]);
    play.asked = Some(VecDeque::new());
    play.waiting(
        OWN.public_tag(play.day()),
        vec![at_desk(&card("Attic", 5, Availability::AcceptsOffers, 0), 50)],
    );
    for with in [key(50), key(5)] {
        assert_eq!(play.names(), [""; 0], "neither opened nor reached");
        assert_eq!(play.asked.as_mut().unwrap().pop_front(), Some(with));
        play.give(Input::Agreed { with, shared: shared(&with) });
    }
    assert_eq!(play.names(), ["Attic"]);
    assert!(play.queue.known_user(&key(5)).is_some());
}

#[test]
fn the_next_day_has_other_places() {
    let mut play = Play::watching(&[("Tom", 2)]);
    let first = play.watched().unwrap().clone();
    play.utc = NOW + 43_200 - 1800;
    play.wait(WATCH_REFRESH);
    assert_eq!(play.watched().unwrap().len(), 4, "near midnight both days");
    play.utc = NOW + 86_400;
    play.wait(WATCH_REFRESH);
    let next = play.watched().unwrap();
    assert!(next.len() == 2 && next.iter().all(|tag| !first.contains(tag)));
}

#[test]
fn the_queue_rests_while_a_session_runs_and_comes_back() {
    let mut play = Play::watching(&[("Tom", 2)]);
    play.asks(&card("Tom", 2, Availability::AsksForHelp, 60));
    play.give(Input::Hidden(true));
    assert_eq!(play.said.last(), Some(&Output::Changed));
    assert_eq!(play.count(&Output::CloseSocket), 1);
    assert!(play.queue.entries().is_empty() && play.queue.deadline().is_none());
    play.give(Input::Hidden(false));
    assert_eq!(play.count(&Output::OpenSocket), 2);
    play.give(Input::Signal(SignalInput::Open));
    play.asks(&card("Tom", 2, Availability::AsksForHelp, 60));
    assert_eq!(play.names(), ["Tom"]);
}

#[test]
fn a_lost_link_is_tried_again_later_each_time_and_never_given_up() {
    let mut play = Play::watching(&[("Tom", 2)]);
    play.asks(&card("Tom", 2, Availability::AsksForHelp, 60));
    let mut pauses = Vec::new();
    for _ in 0..12 {
        play.give(Input::Signal(SignalInput::Closed));
        assert!(play.queue.entries().is_empty(), "nobody knows who waits");
        let before = play.tick;
        let at = play.queue.deadline().unwrap();
        pauses.push(at.since(before));
        play.tick = at;
        play.give(Input::Timeout);
        assert_eq!(play.said.last(), Some(&Output::OpenSocket));
    }
    assert!(pauses.iter().all(|pause| *pause >= WATCH_RETRY_MIN / 2 && *pause <= WATCH_RETRY_MAX));
    assert!(pauses[11] >= WATCH_RETRY_MAX / 2 && pauses[0] <= WATCH_RETRY_MIN);
    play.give(Input::Signal(SignalInput::Open));
    play.asks(&card("Tom", 2, Availability::AsksForHelp, 60));
    assert_eq!(play.names(), ["Tom"]);
    play.give(Input::Signal(SignalInput::Text(FromSignal::Closing {}.encode())));
    assert!(play.queue.deadline().is_some());
    play.give(Input::Signal(SignalInput::Text(FromSignal::Closing {}.encode())));
}

#[test]
fn a_server_of_another_version_is_asked_once() {
    let mut play = Play::watching(&[]);
    play.give(Input::Signal(SignalInput::Text(
        FromSignal::Refused { reason: Refusal::Version }.encode(),
    )));
    play.wait(Duration::from_secs(600));
    assert_eq!(play.count(&Output::OpenSocket), 1);
}

#[test]
fn all_contacts_and_the_desk_are_no_more_tags_than_the_bound() {
    let mut play = Play::new();
    for n in 0..CONTACTS {
        let mut one = contact(&format!("Contact {n}"), 0);
        let mut bytes = [9; 32];
        bytes[..8].copy_from_slice(&n.to_be_bytes());
        one.key = IdentityKey::new(bytes);
        play.give(Input::ContactSaved(one));
    }
    play.utc = NOW + 43_200 - 60;
    play.give(Input::OwnKey(OWN));
    play.give(Input::Signal(SignalInput::Open));
    let tags = play.watched().unwrap().clone();
    assert_eq!(tags.len(), WATCHED_TAGS);
    assert!(
        ToSignal::decode(&ToSignal::Watch { version: protocol::VERSION, tags }.encode()).is_ok()
    );
}

/// What a server, honest or not, and the Helper can do in any order.
#[derive(Clone, Debug)]
enum Do {
    Open,
    Close,
    Text(String),
    Cards { place: u8, cards: Vec<(u8, bool, u64, u8)> },
    Refuse(u8),
    Keep(u8),
    Forget(u8),
    Rest(bool),
    Compute,
    Agreed(u8),
    Wait(u16),
    Take(u8),
}

fn action() -> impl Strategy<Value = Do> {
    let card = (0..12_u8, any::<bool>(), 0..200_000_u64, 0..40_u8);
    prop_oneof![
        Just(Do::Open),
        Just(Do::Close),
        ".{0,40}".prop_map(Do::Text),
        (0..12_u8, proptest::collection::vec(card, 0..8))
            .prop_map(|(place, cards)| Do::Cards { place, cards }),
        (0..4_u8).prop_map(Do::Refuse),
        (2..12_u8).prop_map(Do::Keep),
        (2..12_u8).prop_map(Do::Forget),
        any::<bool>().prop_map(Do::Rest),
        Just(Do::Compute),
        Just(Do::Compute),
        any::<u8>().prop_map(Do::Agreed),
        any::<u16>().prop_map(Do::Wait),
        any::<u8>().prop_map(Do::Take),
    ]
}

/// At most as many secrets as can be needed at once.
const SECRETS: usize = CONTACTS + 2 * 2 * CARDS_SHOWN;

proptest! {
    // Each step is cryptography, which takes its time in a build for tests.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_order_of_messages_grows_the_queue_or_shows_what_cannot_be_reached(
        actions in proptest::collection::vec(action(), 1..80),
        is_slow: bool,
    ) {
        let mut play = Play::watching(&[("Tom", 2)]);
        play.asked = is_slow.then(VecDeque::new);
        for action in actions {
            match action {
                Do::Open => play.give(Input::Signal(SignalInput::Open)),
                Do::Close => play.give(Input::Signal(SignalInput::Closed)),
                Do::Text(text) => play.give(Input::Signal(SignalInput::Text(text))),
                Do::Cards { place, cards } => {
                    let sealed = cards.iter().map(|(n, asks, age, passing)| {
                        let availability = if *asks { Availability::AsksForHelp } else { Availability::AcceptsOffers };
                        let card = card(&format!("Name {}", n % 7), n + 1, availability, *age);
                        if *passing == 0 { at_pair(&card) } else { at_desk(&card, passing + 100) }
                    });
                    let sealed = sealed.collect();
                    let tag = match place {
                        0 | 1 => OWN.public_tag(play.day()),
                        n => pair(&key(n)).tag(play.day()),
                    };
                    play.waiting(tag, sealed);
                }
                Do::Refuse(n) => {
                    let reason = [Refusal::Full, Refusal::Protocol, Refusal::RateLimited, Refusal::Unknown];
                    let reason = reason[usize::from(n)];
                    play.give(Input::Signal(SignalInput::Text(FromSignal::Refused { reason }.encode())));
                }
                Do::Keep(n) => play.give(Input::ContactSaved(contact(&format!("Name {n}"), n))),
                Do::Forget(n) => play.give(Input::ContactDeleted(key(n))),
                Do::Rest(rests) => play.give(Input::Hidden(rests)),
                Do::Compute => {
                    if let Some(with) = play.asked.as_mut().and_then(VecDeque::pop_front) {
                        play.give(Input::Agreed { with, shared: shared(&with) });
                    }
                }
                Do::Agreed(n) => {
                    play.give(Input::Agreed { with: key(n), shared: None });
                }
                Do::Wait(ms) => play.wait(Duration::from_millis(ms.into())),
                Do::Take(n) => {
                    let _ = play.queue.known_user(&key(n));
                }
            }
            let queue = &play.queue;
            prop_assert!(queue.secrets.len() <= SECRETS && queue.announced.len() <= CONTACTS + 256);
            let mut keys = BTreeSet::new();
            for entry in queue.entries() {
                prop_assert!(keys.insert(entry.key), "nobody is shown twice");
                let taken = queue.known_user(&entry.key).is_some();
                prop_assert_eq!(taken, entry.status != ContactStatus::OtherKey);
                let asks = entry.availability == Availability::AsksForHelp;
                prop_assert!(!asks || queue.contacts().get(&entry.key).is_some(), "a stranger asks");
            }
        }
    }
}
