//! Presence: sharers and Helpers who know each other are notified of each other, and no one else is.

use protocol::hex::Hex;
use protocol::limits::{
    CARD_BYTES, CARDS_SHOWN, PRESENCE_SPACING, WAITING_PLACES, WAITING_PLACES_PER_ADDRESS,
    WATCHED_TAGS, WATCHED_TAGS_PER_ADDRESS,
};
use protocol::signal::WaitingPlace;
use protocol::trust::{RendezvousTag, SealedCard};

use super::*;

fn tag(n: u32) -> RendezvousTag {
    Hex(u128::from(n).to_be_bytes())
}

/// A card for each letter.
fn card(letter: char) -> SealedCard {
    let filling = "A".repeat(CARD_BYTES.div_ceil(3) * 4 - 2);
    SealedCard::try_from(format!("{letter}{filling}=")).unwrap()
}

fn shows(at: u32, letter: char) -> WaitingPlace {
    WaitingPlace { tag: tag(at), card: Some(card(letter)) }
}

/// Waits without being shown.
pub(super) fn hidden(at: u32) -> WaitingPlace {
    WaitingPlace { tag: tag(at), card: None }
}

pub(super) fn open_at(owner: u8, wanted: Option<u32>, places: &[WaitingPlace]) -> ToSignal {
    ToSignal::Open {
        version: protocol::VERSION,
        lifetime_s: 600,
        token: token(owner),
        slot: wanted.map(slot),
        unlisted: true,
        places: places.to_vec(),
    }
}

pub(super) fn moves(places: &[WaitingPlace]) -> ToSignal {
    ToSignal::SetPlaces { places: places.to_vec() }
}

pub(super) fn claim_at(at: u32) -> ToSignal {
    ToSignal::ClaimAt { version: protocol::VERSION, tag: tag(at), body: body(1) }
}

pub(super) fn await_at(at: u32) -> ToSignal {
    ToSignal::AwaitAt { version: protocol::VERSION, tag: tag(at), body: body(1) }
}

fn watch(tags: impl IntoIterator<Item = u32>) -> ToSignal {
    let tags = tags.into_iter().map(tag).collect();
    ToSignal::Watch { version: protocol::VERSION, tags }
}

fn look(tags: impl IntoIterator<Item = u32>) -> ToSignal {
    let tags = tags.into_iter().map(tag).collect();
    ToSignal::QueryWatched { version: protocol::VERSION, tags }
}

fn waiting(at: u32, letters: &str) -> Received {
    let cards = letters.chars().map(card).collect();
    Sent(FromSignal::Waiting { tag: tag(at), cards })
}

fn watched(tags: &[u32]) -> Received {
    Sent(FromSignal::Watched { tags: tags.iter().copied().map(tag).collect() })
}

pub(super) fn is_refused(reason: Refusal) -> Received {
    Sent(refused(reason))
}

impl Bench {
    /// What is received when nothing more is kept back.
    fn deliver_delayed(&mut self) -> Vec<(u64, Received)> {
        self.after(PRESENCE_SPACING)
    }

    /// Sharer 1 waits unseen at slot 1, and shows "T" at tag 1. Page 2 watches tags 1 and 2.
    fn watched() -> Self {
        let mut bench = Self::new();
        let received = bench.sends(1, open_at(1, None, &[shows(1, 'T')]));
        assert_eq!(received, [(1, Sent(opened(1, 600))), (1, watched(&[]))]);
        bench.deliver_delayed();
        assert_eq!(bench.sends(2, watch([1, 2])), [(2, waiting(1, "T")), (1, watched(&[1]))]);
        assert_eq!(bench.deliver_delayed(), []);
        bench
    }
}

#[test]
fn those_who_come_and_go_are_shown_to_those_who_watch() {
    let mut bench = Bench::watched();
    let places = [shows(1, 'U'), shows(2, 'V'), shows(3, 'W')];
    assert_eq!(
        bench.sends(3, open_at(3, Some(3), &places)),
        [
            (3, Sent(opened(3, 600))),
            (2, waiting(1, "TU")),
            (2, waiting(2, "V")),
            (3, watched(&[1, 2])),
        ]
    );
    bench.deliver_delayed();
    assert_eq!(bench.leaves(1), [(2, waiting(1, "U"))]);
    bench.deliver_delayed();
    assert_eq!(bench.leaves(3), [(2, waiting(1, "")), (2, waiting(2, ""))]);
}

#[test]
fn a_sharer_learns_when_its_own_tags_are_watched_and_no_others() {
    let mut bench = Bench::new();
    bench.sends(1, open_at(1, None, &[hidden(1), shows(2, 'T')]));
    bench.deliver_delayed();
    assert_eq!(bench.sends(2, watch([3])), []);
    assert_eq!(bench.sends(3, watch([1, 2, 3])), [(3, waiting(2, "T")), (1, watched(&[1, 2]))]);
    bench.deliver_delayed();
    // A second page at the same tag is no news, nor is that it leaves.
    assert_eq!(bench.sends(4, watch([1])), []);
    assert_eq!(bench.leaves(4), []);
    assert_eq!(bench.sends(3, watch([1])), [(1, watched(&[1]))]);
    bench.deliver_delayed();
    assert_eq!(bench.leaves(3), [(1, watched(&[]))]);
}

#[test]
fn a_sharer_without_places_is_told_of_no_watchers() {
    let mut bench = Bench::waiting();
    assert_eq!(bench.sends(1, moves(&[])), []);
    assert_eq!(bench.sends(1, moves(&[hidden(1)])), [(1, watched(&[]))]);
    assert_eq!(bench.sends(1, moves(&[])), []);
}

#[test]
fn news_is_not_told_more_often_than_anybody_reads() {
    let mut bench = Bench::watched();
    assert_eq!(bench.sends(1, moves(&[shows(1, 'U')])), [(2, waiting(1, "U"))]);
    for letter in ['V', 'W', 'X'] {
        assert_eq!(bench.sends(1, moves(&[shows(1, letter)])), [], "{letter}");
    }
    assert_eq!(bench.registry.deadline(), Some(bench.now + PRESENCE_SPACING));
    assert_eq!(bench.deliver_delayed(), [(2, waiting(1, "X"))]);
    // What changed back in the meantime was nothing.
    bench.sends(1, moves(&[shows(1, 'Y')]));
    bench.sends(1, moves(&[shows(1, 'X')]));
    assert_eq!(bench.deliver_delayed(), []);
    // The sharer, too, however often watchers change.
    assert_eq!(bench.leaves(2), [(1, watched(&[]))]);
    bench.sends(2, watch([1]));
    bench.leaves(2);
    assert_eq!(bench.deliver_delayed(), []);
}

#[test]
fn an_unlisted_slot_is_unknown_whatever_becomes_of_it() {
    let unknown = |bench: &mut Bench, n| {
        assert_eq!(bench.sends(n, claim(1)), [(n, is_refused(Refusal::Unknown))]);
    };
    let mut bench = Bench::watched();
    unknown(&mut bench, 10);
    assert_eq!(bench.sends(3, claim_at(1)), [(1, claimed(0))]);
    unknown(&mut bench, 11);
    bench.leaves(1);
    unknown(&mut bench, 12);
    bench.sends(4, open_at(1, Some(1), &[shows(1, 'T')]));
    assert_eq!(bench.sends(3, claim_at(1)), [(4, claimed(1))]);
    bench.sends(4, verdict(1, Outcome::Proven));
    unknown(&mut bench, 13);
    bench.sends(4, ToSignal::Revoke {});
    unknown(&mut bench, 14);
    // To its owner it is what it was.
    let received = bench.sends(5, open_at(1, Some(1), &[]));
    assert_eq!(received, [(5, is_refused(Refusal::Revoked))]);
}

#[test]
fn one_who_is_being_claimed_stays_shown_and_one_who_is_taken_does_not() {
    let mut bench = Bench::watched();
    assert_eq!(bench.sends(3, claim_at(1)), [(1, claimed(0))]);
    assert_eq!(bench.sends(4, claim_at(1)), [(1, claimed(1))]);
    bench.leaves(4);
    assert_eq!(bench.sends(1, verdict(0, Outcome::Proven)), [(2, waiting(1, ""))]);
    bench.deliver_delayed();
    assert_eq!(bench.sends(4, claim_at(1)), [(4, is_refused(Refusal::Unknown))]);
    // Also tomorrow, and on another connection.
    assert_eq!(bench.sends(1, moves(&[shows(2, 'T')])), []);
    assert_eq!(bench.leaves(1), [(3, gone())]);
    let received = bench.sends(5, open_at(1, Some(1), &[shows(1, 'T')]));
    assert_eq!(received, [(5, Sent(opened(1, 599)))]);
    assert_eq!(bench.deliver_delayed(), []);
}

#[test]
fn one_who_lost_the_connection_waits_nowhere_until_it_is_back() {
    let mut bench = Bench::watched();
    assert_eq!(bench.leaves(1), [(2, waiting(1, ""))]);
    assert_eq!(bench.sends(3, claim_at(1)), [(3, is_refused(Refusal::Unknown))]);
    bench.deliver_delayed();
    assert_eq!(
        bench.sends(4, open_at(1, Some(1), &[shows(2, 'T')])),
        [(4, Sent(opened(1, 599))), (2, waiting(2, "T")), (4, watched(&[2]))]
    );
    assert_eq!(bench.sends(3, claim_at(2)), [(4, claimed(0))]);
}

#[test]
fn one_who_takes_over_from_its_own_dead_connection_is_not_missed() {
    let mut bench = Bench::watched();
    assert_eq!(
        bench.sends(3, open_at(1, Some(1), &[shows(1, 'T')])),
        [(1, Closed(CloseReason::Replaced)), (3, Sent(opened(1, 599))), (3, watched(&[1])),]
    );
    assert_eq!(bench.sends(4, claim_at(1)), [(3, claimed(0))]);
}

#[test]
fn where_several_wait_none_can_be_claimed() {
    let mut bench = Bench::watched();
    bench.sends(3, open_at(3, Some(3), &[hidden(1), hidden(2)]));
    assert_eq!(bench.sends(4, claim_at(1)), [(4, is_refused(Refusal::Unknown))]);
    assert_eq!(bench.sends(4, claim_at(9)), [(4, is_refused(Refusal::Unknown))]);
    assert_eq!(bench.sends(4, claim_at(2)), [(3, claimed(0))]);
    bench.leaves(3);
    assert_eq!(bench.sends(5, claim_at(1)), [(1, claimed(0))]);
}

#[test]
fn a_listed_one_is_found_by_its_slot_and_by_its_tag() {
    let mut bench = Bench::waiting();
    bench.sends(1, moves(&[shows(1, 'T')]));
    assert_eq!(bench.sends(2, claim_at(1)), [(1, claimed(0))]);
    bench.leaves(2);
    assert_eq!(bench.sends(2, claim(1)), [(1, claimed(1))]);
}

#[test]
fn a_stranger_hears_what_a_wrong_code_hears_and_the_invitation_stays() {
    let mut bench = Bench::watched();
    for n in 0..2 * u32::from(WRONG_CODES) {
        assert_eq!(bench.sends(3, claim_at(1)), [(1, claimed(n))]);
        let received = bench.sends(1, verdict(n, Outcome::UnknownClaimant));
        assert_eq!(received, [(3, is_refused(Refusal::WrongCode))]);
        assert!(bench.notes.contains(&Note::Stranger { source: source(1) }));
    }
    assert_eq!(bench.deliver_delayed(), []);
}

#[test]
fn another_day_begins_at_other_places() {
    let mut bench = Bench::watched();
    assert_eq!(
        bench.sends(1, moves(&[shows(2, 'T')])),
        [(2, waiting(1, "")), (2, waiting(2, "T")), (1, watched(&[2]))]
    );
    assert_eq!(bench.sends(3, claim_at(1)), [(3, is_refused(Refusal::Unknown))]);
    assert_eq!(bench.sends(3, claim_at(2)), [(1, claimed(0))]);
    // Who moves in the middle of a proof goes on with it.
    bench.sends(1, moves(&[]));
    assert_eq!(bench.sends(3, relay(2)), [(1, relayed_of(0, 2))]);
    bench.sends(1, ToSignal::Revoke {});
    // It crossed the end of the invitation.
    assert_eq!(bench.sends(1, moves(&[shows(1, 'T')])), []);
    assert_eq!(bench.registry.places(), 0);
}

#[test]
fn a_page_that_watches_anew_is_shown_everything_there_again() {
    let mut bench = Bench::watched();
    bench.sends(3, open_at(3, Some(3), &[shows(3, 'U')]));
    bench.deliver_delayed();
    assert_eq!(
        bench.sends(2, watch([1, 3])),
        [(2, waiting(1, "T")), (2, waiting(3, "U")), (3, watched(&[3]))]
    );
    assert_eq!(bench.sends(2, watch([])), [(1, watched(&[]))]);
    assert_eq!(bench.registry.watches(), 0);
}

#[test]
fn who_looks_leaves_nothing_behind() {
    let mut bench = Bench::watched();
    assert_eq!(bench.sends(3, look([1, 2, 3])), [(3, watched(&[1, 2]))]);
    assert_eq!(bench.sends(3, look([3])), [(3, watched(&[]))]);
    assert_eq!(bench.sends(3, open(3, Some(3))), [(3, Sent(opened(3, 600)))]);
}

#[test]
fn each_keeps_to_its_role() {
    let received = |n| [(n, is_refused(Refusal::Protocol)), (n, Closed(CloseReason::Protocol))];
    for message in [watch([1]), look([1]), claim_at(1)] {
        assert_eq!(Bench::watched().sends(1, message)[..2], received(1), "a sharer");
    }
    for message in [
        open(2, None),
        moves(&[]),
        claim(1),
        claim_at(1),
        look([1]),
        ToSignal::Revoke {},
        relay(1),
        answer(0, 1),
        verdict(0, Outcome::Proven),
    ] {
        let mut bench = Bench::watched();
        assert_eq!(bench.sends(2, message)[..2], received(2), "a watcher");
        assert_eq!(bench.registry.watches(), 0);
    }
    for message in [moves(&[]), watch([1]), look([1]), claim_at(1)] {
        assert_eq!(Bench::proving().sends(2, message)[..2], received(2), "a viewer");
    }
    assert_eq!(Bench::new().sends(1, moves(&[])), received(1), "no invitation yet");
}

#[test]
fn another_version_is_refused_by_name_there_too() {
    let version = protocol::VERSION + 1;
    for message in [
        ToSignal::ClaimAt { version, tag: tag(1), body: body(1) },
        ToSignal::Watch { version, tags: vec![tag(1)] },
        ToSignal::QueryWatched { version, tags: vec![tag(1)] },
    ] {
        let received = [(3, is_refused(Refusal::Version)), (3, Closed(CloseReason::Version))];
        assert_eq!(Bench::watched().sends(3, message), received);
    }
}

#[test]
fn the_first_that_came_are_shown() {
    let mut bench = Bench::new();
    let letters: Vec<char> =
        ('A'..='Z').chain('a'..='z').chain('0'..='9').cycle().take(70).collect();
    for (n, letter) in (1..).zip(&letters) {
        bench.sends(n, open(1, None));
        bench.deliver_delayed();
        bench.sends(n, moves(&[shows(1, *letter)]));
        bench.deliver_delayed();
    }
    let first: String = letters.iter().take(CARDS_SHOWN).collect();
    let received = bench.sends(100, watch([1]));
    assert_eq!(received[0], (100, waiting(1, &first)));
    bench.deliver_delayed();
    // One who is not shown comes, leaves, and is not missed.
    assert_eq!(bench.sends(70, ToSignal::Revoke {}), []);
    // The first that came stays the first when it moves.
    bench.sends(1, moves(&[]));
    bench.deliver_delayed();
    let received = bench.sends(1, moves(&[shows(1, 'A')]));
    assert_eq!(received[0], (100, waiting(1, &first)));
}

#[test]
fn a_page_with_many_contacts_is_shown_them_all_at_once() {
    let mut bench = Bench::new();
    let tags = u32::try_from(WAITING_PLACES).unwrap();
    let places: Vec<_> = (0..tags).map(|n| shows(n, 'T')).collect();
    bench.sends(1, open_at(1, None, &places));
    bench.connect(2);
    let message = watch(0..tags);
    bench.registry.handle(Input::Message { connection: ConnectionId(2), message }, bench.now);
    let shown = std::iter::from_fn(|| bench.registry.poll()).filter_map(|command| match command {
        Command::SendAll { to: ConnectionId(2), messages } => Some(messages.len()),
        Command::SendAll { .. }
        | Command::Send { .. }
        | Command::Grant { .. }
        | Command::RevokeGrant { .. }
        | Command::Close { .. }
        | Command::Note(_) => None,
    });
    assert_eq!(shown.collect::<Vec<_>>(), [WAITING_PLACES]);
}

#[test]
fn places_are_bounded_and_a_refusal_changes_nothing() {
    let mut bench = Bench::new();
    let places: Vec<_> = (0..u32::try_from(WAITING_PLACES).unwrap()).map(hidden).collect();
    let fit = u32::try_from(WAITING_PLACES_PER_ADDRESS / WAITING_PLACES).unwrap();
    let received = |bench: &mut Bench, n: u32| {
        let received = bench.sends(n.into(), open_at(1, Some(n), &places));
        received.into_iter().next().unwrap().1
    };
    for n in 1..=fit {
        assert_eq!(received(&mut bench, n), Sent(opened(n, 600)));
    }
    let before = bench.registry.places();
    assert_eq!(received(&mut bench, fit + 1), is_refused(Refusal::Full));
    assert_eq!(bench.sends(1000, open(1, None)).len(), 1);
    assert_eq!(bench.sends(1000, moves(&places)), [(1000, is_refused(Refusal::Full))]);
    assert_eq!(bench.registry.places(), before);
    // As many places as before are no more than before.
    assert_eq!(bench.sends(1, moves(&places)), []);
    // Who does not get them back may ask again.
    bench.leaves(2);
    let rest = WAITING_PLACES_PER_ADDRESS - bench.registry.places();
    bench.sends(1000, moves(&places[..rest.min(WAITING_PLACES)]));
    assert_eq!(received(&mut bench, 2), is_refused(Refusal::Full));
    bench.leaves(1000);
    assert_eq!(received(&mut bench, 2), Sent(opened(2, 600)));
}

#[test]
fn watches_are_bounded_and_a_refusal_changes_nothing() {
    let mut bench = Bench::new();
    let all = || watch(0..u32::try_from(WATCHED_TAGS).unwrap());
    let fit = u64::try_from(WATCHED_TAGS_PER_ADDRESS / WATCHED_TAGS).unwrap();
    for n in 1..=fit {
        assert_eq!(bench.sends(n, all()), []);
    }
    assert_eq!(bench.sends(100, all()), [(100, is_refused(Refusal::Full))]);
    assert_eq!(bench.registry.watches(), WATCHED_TAGS_PER_ADDRESS);
    assert_eq!(bench.sends(1, all()), []);
    bench.leaves(1);
    assert_eq!(bench.sends(100, all()), []);
}

#[test]
fn all_addresses_together_are_bounded_too() {
    let mut registry = Registry::new(Counter::default());
    let places: Vec<_> = (0..u32::try_from(WAITING_PLACES).unwrap()).map(hidden).collect();
    let tags = watch(0..u32::try_from(WATCHED_TAGS).unwrap());
    let mut refusals = 0;
    let mut says = |n: u32, message: ToSignal| {
        let connection = ConnectionId(n.into());
        let source = source(u8::try_from(n % 2000 / 75).unwrap());
        registry.handle(Input::Connected { connection, source }, Tick::default());
        registry.handle(Input::Message { connection, message }, Tick::default());
        while let Some(command) = registry.poll() {
            refusals += u32::from(command == Command::Note(Note::Refused(Refusal::Full)));
        }
        (registry.places(), registry.watches(), refusals)
    };
    let (sharers, pages) =
        (SERVER_WAITING_PLACES / WAITING_PLACES, SERVER_WATCHED_TAGS / WATCHED_TAGS);
    for n in 1..=u32::try_from(sharers).unwrap() {
        says(n, open_at(1, Some(n), &places));
    }
    assert_eq!(says(1_900, open_at(1, Some(1_900), &places)), (sharers * WAITING_PLACES, 0, 1));
    for n in 2_001..=2_000 + u32::try_from(pages).unwrap() {
        says(n, tags.clone());
    }
    let all = (sharers * WAITING_PLACES, pages * WATCHED_TAGS, 2);
    assert_eq!(says(3_900, tags), all);
}

/// An action of a correct or a hostile client that concerns places.
#[derive(Clone, Debug)]
enum Step {
    Say(u64, ToSignal),
    Leave(u64),
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let place = (1..6_u32, proptest::option::of(proptest::char::range('A', 'E')))
        .prop_map(|(at, letter)| WaitingPlace { tag: tag(at), card: letter.map(card) });
    let places = proptest::collection::vec(place, 0..4).prop_map(|mut places| {
        // What the decoder refuses does not get here.
        places.sort_by_key(|place| place.tag);
        places.dedup_by_key(|place| place.tag);
        places
    });
    let tags = proptest::collection::btree_set(1..6_u32, 0..4);
    let outcome = prop_oneof![
        Just(Outcome::Proven),
        Just(Outcome::UnknownClaimant),
        Just(Outcome::Abandoned),
    ];
    let message = prop_oneof![
        4 => (0..3_u8, proptest::option::of(1..4_u32), places.clone())
            .prop_map(|(owner, wanted, places)| open_at(owner, wanted, &places)),
        3 => places.prop_map(|places| moves(&places)),
        3 => tags.clone().prop_map(watch),
        1 => tags.prop_map(look),
        2 => (1..6_u32).prop_map(claim_at),
        1 => (1..4_u32).prop_map(claim),
        2 => (0..3_u32, outcome).prop_map(|(on, outcome)| verdict(on, outcome)),
        1 => Just(ToSignal::Revoke {}),
    ];
    let who = 0..8_u64;
    prop_oneof![
        12 => (who.clone(), message).prop_map(|(n, message)| Step::Say(n, message)),
        2 => who.prop_map(Step::Leave),
        4 => (0..500_u64).prop_map(Step::Wait),
        1 => (0..200_000_u64).prop_map(Step::Wait),
    ]
}

/// What each client knows from the messages it has received, and from those it sent.
#[derive(Default)]
struct Known {
    /// Of each sharer: when it opened, and its places.
    sharers: BTreeMap<u64, (usize, Vec<WaitingPlace>)>,
    presence: BTreeMap<u64, Vec<RendezvousTag>>,
    pages: BTreeMap<u64, BTreeMap<RendezvousTag, Vec<SealedCard>>>,
    opened: usize,
}

impl Known {
    /// Whether a page watches the tag.
    fn is_watched(&self, tag: RendezvousTag) -> bool {
        self.pages.values().any(|tags| tags.contains_key(&tag))
    }

    fn watched(&self, tags: impl IntoIterator<Item = RendezvousTag>) -> BTreeSet<RendezvousTag> {
        tags.into_iter().filter(|tag| self.is_watched(*tag)).collect()
    }

    /// What an end sent, if its role allows it to.
    fn sent(&mut self, n: u64, message: &ToSignal, role: Role) {
        if let ToSignal::Watch { tags, .. } = message
            && matches!(role, Role::Fresh | Role::Watcher)
        {
            // Everything that is there is sent again.
            self.pages.insert(n, tags.iter().map(|tag| (*tag, vec![])).collect());
        }
        if let (ToSignal::SetPlaces { places }, Role::Sharer(Some(_))) = (message, role)
            && let Some((_, kept)) = self.sharers.get_mut(&n)
        {
            kept.clone_from(places);
        }
    }

    /// Checks a message that a client receives: it must be about that client's own tags, and new to it.
    fn received(&mut self, n: u64, received: Received, sent: Option<&ToSignal>) {
        match (received, sent) {
            (Sent(FromSignal::Opened { .. }), Some(ToSignal::Open { places, .. })) => {
                self.opened += 1;
                self.sharers.insert(n, (self.opened, places.clone()));
                self.presence.remove(&n);
            }
            (Sent(FromSignal::Waiting { tag, cards }), _) => {
                let view = self.pages.get_mut(&n).and_then(|tags| tags.get_mut(&tag));
                let view = view.expect("a client is notified only of tags that it watches");
                assert_ne!(*view, cards, "page {n} knew that");
                *view = cards;
            }
            (
                Sent(FromSignal::Watched { tags }),
                Some(ToSignal::QueryWatched { tags: asked, .. }),
            ) => {
                let expected = self.watched(asked.iter().copied());
                assert!(tags.into_iter().eq(expected));
            }
            (Sent(FromSignal::Watched { tags }), _) => {
                let (_, places) = &self.sharers[&n];
                let own = |tag: &RendezvousTag| places.iter().any(|place| place.tag == *tag);
                assert!(tags.iter().all(own), "a sharer learns of its own tags only");
                let before = self.presence.insert(n, tags.clone());
                assert_ne!(before, Some(tags), "sharer {n} knew that");
            }
            (Closed(_), _) => self.left(n),
            (Sent(_), _) => {}
        }
    }

    fn left(&mut self, n: u64) {
        self.sharers.remove(&n);
        self.presence.remove(&n);
        self.pages.remove(&n);
    }

    /// Compares what each client has received with the registry, when no notification is delayed.
    fn is_true(&self, registry: &Registry<Counter>) {
        let is_waiting = |n: &u64| {
            let Some(Role::Sharer(Some(slot))) =
                registry.connections.get(&ConnectionId(*n)).map(|c| c.role)
            else {
                return false;
            };
            let invitation = registry.slots.open(slot).unwrap();
            invitation.claims.proven().is_none()
        };
        let mut there: Vec<_> = self.sharers.iter().filter(|(n, _)| is_waiting(n)).collect();
        there.sort_by_key(|(_, (opened, _))| *opened);
        for (page, views) in &self.pages {
            for (tag, view) in views {
                let places = there.iter().flat_map(|(_, (_, places))| places);
                let cards = places.filter(|place| place.tag == *tag).filter_map(|p| p.card.clone());
                assert!(view.iter().cloned().eq(cards), "page {page} is shown what is there");
            }
        }
        for (n, (_, places)) in there {
            let expected = self.watched(places.iter().map(|place| place.tag));
            match self.presence.get(n) {
                Some(received) => {
                    assert_eq!(received.iter().copied().collect::<BTreeSet<_>>(), expected)
                }
                None => {
                    assert!(places.is_empty(), "a sharer with places is notified which are watched")
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever anybody does: everybody who watches is shown those who wait, connected and not given
    /// to anybody, the first that came first; each sharer knows which of its tags are watched; no client
    /// receives anything else, or anything twice; and nothing is left when all have left.
    #[test]
    fn no_order_of_things_shows_anybody_more_or_less_than_is_theirs(
        steps in proptest::collection::vec(step(), 0..100)
    ) {
        let mut bench = Bench::new();
        let mut known = Known::default();
        for step in steps {
            let (received, sent) = match step {
                Step::Say(n, message) => {
                    if !bench.registry.connections.contains_key(&ConnectionId(n)) {
                        bench.connect(n);
                    }
                    known.sent(n, &message, bench.registry.connections[&ConnectionId(n)].role);
                    (bench.sends(n, message.clone()), Some((n, message)))
                }
                Step::Leave(n) => {
                    let received = bench.leaves(n);
                    known.left(n);
                    (received, None)
                }
                Step::Wait(ms) => (bench.after(Duration::from_millis(ms)), None),
            };
            let settled = bench.registry.presence.next_due().is_none();
            for (n, what) in received {
                let sent = sent.as_ref().filter(|(by, _)| *by == n).map(|(_, message)| message);
                known.received(n, what, sent);
            }
            if settled {
                known.is_true(&bench.registry);
            }
        }
        for (n, what) in bench.deliver_delayed() {
            known.received(n, what, None);
        }
        known.is_true(&bench.registry);
        for n in 0..8 {
            bench.leaves(n);
        }
        bench.after(SHARER_GRACE);
        prop_assert!(bench.registry.presence.is_empty());
        prop_assert!(bench.registry.usage.is_empty());
        prop_assert_eq!(bench.registry.invitations(), 0);
    }
}
