//! "This in → exactly these commands out", and what holds whatever comes in.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::time::Duration;

use proptest::prelude::*;
use protocol::code::Slot;
use protocol::limits::{
    INVITATIONS, INVITATIONS_PER_ADDRESS, LATE_MESSAGES, PROOF_BODIES, PROOF_TIMEOUT,
    RELAYED_BODIES, SERVER_WAITING_PLACES, SERVER_WATCHED_TAGS, SHARER_GRACE,
    SIGNAL_CONNECTIONS_PER_ADDRESS, WRONG_CODES,
};
use protocol::network::{LaneToken, Network};
use protocol::signal::{Body64, ClaimId, FromSignal, Outcome, OwnerToken, Refusal, ToSignal};
use protocol::time::Tick;
use protocol::trust::RendezvousTag;
use rand_core::RngCore;

use super::invitation::Sharer;
use super::state::{Role, Usage};
use super::*;
use crate::address::Source;

mod grants;
mod presence;
mod proofs;
mod waiting_claims;

/// Counts instead of drawing, so that slots are known: the first is 1, then 2, and so on. The first
/// claim of each invitation is 0.
#[derive(Default)]
pub(crate) struct Counter(u32);

impl RngCore for Counter {
    fn next_u32(&mut self) -> u32 {
        // The inverse of the scaling to the two-digit range.
        let drawn = u64::from(self.0 % 99) * (1 << 32) / 99 + 1;
        self.0 += 1;
        u32::try_from(drawn).unwrap()
    }
    fn next_u64(&mut self) -> u64 {
        self.next_u32().into()
    }
    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

pub(crate) fn token(n: u8) -> OwnerToken {
    OwnerToken::try_from(format!("{n:032x}")).unwrap()
}

fn slot(number: u32) -> Slot {
    Slot::try_from(number).unwrap()
}

fn body(byte: u8) -> Body64 {
    Body64::new(vec![byte]).unwrap()
}

fn open(n: u8, wanted: Option<u32>) -> ToSignal {
    let version = protocol::VERSION;
    ToSignal::Open {
        version,
        lifetime_s: 600,
        token: token(n),
        slot: wanted.map(slot),
        unlisted: false,
        places: Vec::new(),
    }
}

fn claim(at: u32) -> ToSignal {
    ToSignal::Claim { version: protocol::VERSION, slot: slot(at), body: body(1) }
}

/// From a viewer.
fn relay(byte: u8) -> ToSignal {
    ToSignal::Relay { claim: None, body: body(byte) }
}

/// From the sharer.
fn answer(to: u32, byte: u8) -> ToSignal {
    ToSignal::Relay { claim: Some(ClaimId(to)), body: body(byte) }
}

fn verdict(on: u32, outcome: Outcome) -> ToSignal {
    ToSignal::Verdict { claim: ClaimId(on), outcome }
}

fn claimed(number: u32) -> Received {
    let network = Network { ice_servers: Vec::new(), lane: Some(LaneToken::new([0; 16])) };
    Sent(FromSignal::Claimed { claim: ClaimId(number), body: body(1), network })
}

/// To a viewer.
fn relayed(byte: u8) -> Received {
    Sent(FromSignal::Relay { claim: None, body: body(byte) })
}

/// To the sharer.
fn relayed_of(claim: u32, byte: u8) -> Received {
    Sent(FromSignal::Relay { claim: Some(ClaimId(claim)), body: body(byte) })
}

/// To a viewer.
fn gone() -> Received {
    Sent(FromSignal::PeerGone { claim: None })
}

/// To the sharer.
fn gone_of(claim: u32) -> Received {
    Sent(FromSignal::PeerGone { claim: Some(ClaimId(claim)) })
}

fn opened(at: u32, expires_in_s: u32) -> FromSignal {
    FromSignal::Opened { slot: slot(at), expires_in_s }
}

fn refused(reason: Refusal) -> FromSignal {
    FromSignal::Refused { reason }
}

fn source(last: u8) -> Source {
    IpAddr::from([192, 0, 2, last]).into()
}

/// What a client receives.
#[derive(Debug, PartialEq)]
enum Received {
    Sent(FromSignal),
    Closed(CloseReason),
}

use Received::{Closed, Sent};

/// A registry under a clock, with connections named by number.
struct Bench {
    registry: Registry<Counter>,
    now: Tick,
    notes: Vec<Note>,
    /// What was granted and not revoked, with sharer and viewer.
    granted: BTreeMap<GrantId, (u64, u64)>,
}

impl Bench {
    fn new() -> Self {
        Self {
            registry: Registry::new(Counter::default()),
            now: Tick::default(),
            notes: vec![],
            granted: BTreeMap::new(),
        }
    }

    fn step(&mut self, input: Input) -> Vec<(u64, Received)> {
        self.registry.handle(input, self.now);
        let mut received = vec![];
        self.notes.clear();
        while let Some(command) = self.registry.poll() {
            match command {
                // It comes with every claim that is accepted.
                Command::Send { message: FromSignal::ClaimBegun { .. }, .. } => {}
                Command::Send { to, message } => received.push((to.0, Sent(message))),
                Command::SendAll { to, messages } => {
                    received.extend(messages.iter().map(|m| (to.0, Sent(FromSignal::clone(m)))));
                }
                Command::Close { connection, why } => received.push((connection.0, Closed(why))),
                Command::Note(note) => self.notes.push(note),
                Command::Grant { grant, sharer, viewer } => {
                    let ends = (sharer.connection.0, viewer.connection.0);
                    assert!(self.granted.insert(grant, ends).is_none(), "no grant is used again");
                }
                Command::RevokeGrant { grant } => {
                    assert!(self.granted.remove(&grant).is_some(), "a grant is revoked once");
                }
            }
        }
        self.registry.check();
        let of_claims = self.registry.slots.all_open().flat_map(|(_, open)| open.claims.viewers());
        let of_claims = of_claims.map(|(_, grant)| grant);
        let held: BTreeSet<_> = of_claims.chain(self.registry.grants.lingering()).collect();
        assert!(self.granted.keys().eq(&held), "granted is what a claim holds or held just now");
        received
    }

    fn connect(&mut self, n: u64) {
        let received =
            self.step(Input::Connected { connection: ConnectionId(n), source: source(1) });
        assert_eq!(received, []);
    }

    /// A client sends a message; it connects first if it is new.
    fn sends(&mut self, n: u64, message: ToSignal) -> Vec<(u64, Received)> {
        if !self.registry.connections.contains_key(&ConnectionId(n)) {
            self.connect(n);
        }
        self.step(Input::Message { connection: ConnectionId(n), message })
    }

    fn leaves(&mut self, n: u64) -> Vec<(u64, Received)> {
        self.step(Input::Disconnected { connection: ConnectionId(n) })
    }

    fn after(&mut self, time: Duration) -> Vec<(u64, Received)> {
        self.now = self.now + time;
        self.step(Input::Timeout)
    }

    /// Sharer 1 waits at slot 1.
    fn waiting() -> Self {
        let mut bench = Self::new();
        assert_eq!(bench.sends(1, open(1, None)), [(1, Sent(opened(1, 600)))]);
        bench
    }

    /// Viewer 2 proves the code to sharer 1.
    fn proving() -> Self {
        let mut bench = Self::waiting();
        assert_eq!(bench.sends(2, claim(1)), [(1, claimed(0))]);
        bench
    }

    /// Viewer 2 proved the code to sharer 1.
    fn proven() -> Self {
        let mut bench = Self::proving();
        assert_eq!(bench.sends(1, verdict(0, Outcome::Proven)), []);
        bench
    }
}

impl<R> Registry<R> {
    /// Panics where an invariant does not hold.
    fn check(&self) {
        self.slots.check();
        self.queue.check();
        for slot in self.queue.slots() {
            let invitation = self.slots.open(slot).expect("claims wait at an open invitation");
            let may_begin = invitation.claims.proofs().is_none_or(|proofs| proofs.may_begin());
            assert!(!may_begin && matches!(invitation.sharer, Sharer::Connected(_)));
        }
        self.presence.check();
        let mut holders = BTreeSet::new();
        let mut usage: BTreeMap<Source, Usage> = BTreeMap::new();
        let mut waiting = BTreeSet::new();
        for (slot, invitation) in self.slots.all_open() {
            let of_source = usage.entry(invitation.source).or_default();
            of_source.invitations += 1;
            of_source.places += self.presence.places_of(slot);
            let is_proven = invitation.claims.proven().is_some();
            if matches!(invitation.sharer, Sharer::Connected(_)) && !is_proven {
                waiting.insert(slot);
            }
            assert!(invitation.wrong_codes < WRONG_CODES);
            if let Sharer::Connected(sharer) = invitation.sharer {
                assert_eq!(self.connections[&sharer].role, Role::Sharer(Some(slot)));
                assert!(holders.insert(sharer));
            } else {
                assert!(invitation.claims.proofs().is_none_or(|it| it.iter().count() == 0));
            }
            if let Some(proofs) = invitation.claims.proofs() {
                proofs.check();
            }
            for (viewer, _) in invitation.claims.viewers() {
                assert_eq!(self.connections[&viewer].role, Role::Viewer(Some(slot)));
                assert!(holders.insert(viewer));
            }
        }
        for (id, connection) in &self.connections {
            let of_source = usage.entry(connection.source).or_default();
            of_source.watches += self.presence.watches_of(*id);
            assert!(connection.role == Role::Watcher || self.presence.watches_of(*id) == 0);
            assert!(connection.late_messages <= LATE_MESSAGES);
            if let Role::Sharer(Some(_)) | Role::Viewer(Some(_)) = connection.role {
                assert!(holders.contains(id), "a role without an invitation");
            }
        }
        usage.retain(|_, usage| *usage != Usage::default());
        assert_eq!(self.usage, usage);
        assert_eq!(self.links.len(), self.connections.len());
        assert!(self.presence.waiting().eq(waiting), "exactly the sharers that wait");
        assert!(
            self.presence.places() <= SERVER_WAITING_PLACES
                && self.presence.watches() <= SERVER_WATCHED_TAGS
        );
        assert!(self.slots.invitations() <= INVITATIONS);
        assert!(self.commands.is_empty());
    }
}

#[test]
fn the_whole_way_from_open_to_proven() {
    let mut bench = Bench::proving();
    assert_eq!(bench.sends(1, answer(0, 2)), [(2, relayed(2))]);
    assert_eq!(bench.sends(2, relay(3)), [(1, relayed_of(0, 3))]);
    assert_eq!(bench.sends(1, verdict(0, Outcome::Proven)), []);
    assert_eq!(bench.notes, [Note::Proven]);
    assert_eq!(bench.sends(1, answer(0, 4)), [(2, relayed(4))]);
    assert_eq!(bench.sends(2, relay(5)), [(1, relayed_of(0, 5))]);
}

#[test]
fn what_a_claim_is_granted_ends_with_it() {
    let mut bench = Bench::proving();
    assert!(bench.granted.values().eq(&[(1, 2)]));
    bench.sends(1, verdict(0, Outcome::WrongCode));
    assert!(bench.granted.is_empty(), "a wrong code");
    for (n, end) in [Outcome::UnknownClaimant, Outcome::Abandoned].into_iter().enumerate() {
        bench.sends(2, claim(1));
        assert_eq!(bench.granted.len(), 1);
        bench.sends(1, verdict(u32::try_from(n).unwrap() + 1, end));
        assert!(bench.granted.is_empty(), "{end:?}");
    }
    bench.sends(2, claim(1));
    bench.after(PROOF_TIMEOUT);
    assert!(bench.granted.is_empty(), "a slow proof");
    let mut bench = Bench::proving();
    bench.leaves(2);
    assert!(bench.granted.is_empty(), "the viewer left within the proof");
    let mut bench = Bench::proving();
    bench.leaves(1);
    assert!(bench.granted.is_empty(), "the sharer left within the proof");
    let mut bench = Bench::proven();
    assert_eq!(bench.granted.len(), 1);
    bench.sends(1, ToSignal::Revoke {});
    assert!(bench.granted.is_empty(), "the session is over");
}

#[test]
fn what_a_proven_claim_was_granted_outlives_a_broken_signal_link() {
    let (moment, grace) = (Duration::from_millis(1), SHARER_GRACE);
    let mut bench = Bench::proven();
    assert_eq!(bench.leaves(2), [(1, gone_of(0))]);
    bench.after(grace - moment);
    assert_eq!(bench.granted.len(), 1);
    bench.after(moment);
    assert!(bench.granted.is_empty());
    let mut bench = Bench::proven();
    assert_eq!(bench.leaves(1), [(2, gone())]);
    bench.after(grace - moment);
    assert_eq!(bench.sends(3, open(1, Some(1))), [(3, Sent(opened(1, 480)))]);
    bench.after(2 * grace);
    assert_eq!(bench.granted.len(), 1, "the sharer came back");
    bench.leaves(3);
    bench.after(grace);
    assert!(bench.granted.is_empty());
}

#[test]
fn several_viewers_prove_and_one_gets_the_invitation() {
    let mut bench = Bench::proving();
    assert_eq!(bench.sends(3, claim(1)), [(1, claimed(1))]);
    let taken = (3, Sent(refused(Refusal::Taken)));
    assert_eq!(bench.sends(1, verdict(0, Outcome::Proven)), [taken]);
    assert_eq!(bench.sends(3, claim(1)), [(3, Sent(refused(Refusal::Taken)))]);
    assert_eq!(bench.leaves(2), [(1, gone_of(0))]);
    assert_eq!(bench.sends(3, claim(1)), [(3, Sent(refused(Refusal::Taken)))]);
    assert_eq!(bench.sends(1, open(1, None)), [(1, Sent(opened(2, 600)))]);
}

#[test]
fn three_wrong_codes_burn_the_invitation_and_both_are_told() {
    let mut bench = Bench::waiting();
    let last = u32::from(WRONG_CODES) - 1;
    for n in 0..last {
        bench.sends(2, claim(1));
        let received = bench.sends(1, verdict(n, Outcome::WrongCode));
        assert_eq!(received, [(2, Sent(refused(Refusal::WrongCode)))]);
        assert!(bench.notes.contains(&Note::WrongCode { source: source(1) }));
    }
    bench.sends(2, claim(1));
    let burnt = || Sent(refused(Refusal::Burnt));
    assert_eq!(bench.sends(1, verdict(last, Outcome::WrongCode)), [(1, burnt()), (2, burnt())]);
    assert_eq!(bench.sends(3, claim(1)), [(3, burnt())]);
    assert_eq!(bench.sends(4, open(1, Some(1))), [(4, burnt())]);
}

#[test]
fn wrong_codes_are_not_forgotten_when_the_sharer_reconnects() {
    let mut bench = Bench::waiting();
    for n in 0..2 {
        let sharer = 1 + u64::from(n);
        assert_eq!(bench.sends(sharer + 10, claim(1)), [(sharer, claimed(n))]);
        bench.sends(sharer, verdict(n, Outcome::WrongCode));
        bench.leaves(sharer);
        bench.sends(sharer + 1, open(1, Some(1)));
    }
    bench.sends(20, claim(1));
    let received = bench.sends(3, verdict(2, Outcome::WrongCode));
    assert!(received.contains(&(20, Sent(refused(Refusal::Burnt)))));
}

#[test]
fn an_abandoned_or_overdue_proof_frees_the_slot_and_counts_no_wrong_code() {
    let mut bench = Bench::proving();
    assert_eq!(bench.sends(1, verdict(0, Outcome::Abandoned)), [(2, gone())]);
    bench.sends(3, claim(1));
    assert_eq!(bench.registry.deadline(), Some(bench.now + PROOF_TIMEOUT));
    assert_eq!(bench.after(PROOF_TIMEOUT), [(1, gone_of(1)), (3, gone())]);
    assert_eq!(bench.notes, [Note::ProofTimedOut]);
    assert_eq!(bench.sends(4, claim(1)).len(), 1);
    assert_eq!(
        bench.sends(1, verdict(2, Outcome::WrongCode)),
        [(4, Sent(refused(Refusal::WrongCode)))]
    );
}

#[test]
fn an_end_that_leaves_is_missed_by_the_other() {
    let mut bench = Bench::proving();
    assert_eq!(bench.leaves(2), [(1, gone_of(0))]);
    assert_eq!(bench.sends(3, claim(1)).len(), 1);
    assert_eq!(bench.leaves(1), [(3, gone())]);
    assert_eq!(bench.sends(3, claim(1)), [(3, Sent(refused(Refusal::Busy)))]);
}

#[test]
fn an_invitation_expires_also_while_it_is_being_proven() {
    let expired = || Sent(refused(Refusal::Expired));
    let mut bench = Bench::waiting();
    bench.after(Duration::from_secs(595));
    bench.sends(2, claim(1));
    assert_eq!(bench.after(Duration::from_secs(5)), [(1, expired()), (2, expired())]);
    assert_eq!(bench.sends(3, claim(1)), [(3, expired())]);
    // What the ends sent before they knew is no fault.
    assert_eq!(bench.sends(1, verdict(0, Outcome::Proven)), []);
    assert_eq!(bench.sends(1, answer(0, 1)), []);
    assert_eq!(bench.sends(2, relay(1)), []);
}

#[test]
fn an_invitation_taken_back_as_its_time_runs_out_has_expired() {
    let mut bench = Bench::waiting();
    bench.after(Duration::from_secs(599));
    bench.sends(1, ToSignal::Revoke {});
    assert_eq!(bench.sends(3, claim(1)), [(3, Sent(refused(Refusal::Expired)))]);
    let mut bench = Bench::waiting();
    bench.after(Duration::from_secs(598));
    bench.sends(1, ToSignal::Revoke {});
    assert_eq!(bench.sends(3, claim(1)), [(3, Sent(refused(Refusal::Revoked)))]);
}

#[test]
fn a_late_timer_does_not_let_an_expired_invitation_be_claimed() {
    let mut bench = Bench::waiting();
    bench.now = bench.now + Duration::from_secs(600);
    let expired = || Sent(refused(Refusal::Expired));
    bench.registry.handle(
        Input::Connected { connection: ConnectionId(2), source: source(1) },
        Tick::default(),
    );
    assert_eq!(bench.sends(2, claim(1)), [(1, expired()), (2, expired())]);
}

#[test]
fn a_proven_claim_outlives_the_invitations_time() {
    let mut bench = Bench::proven();
    assert_eq!(bench.after(Duration::from_secs(6000)), []);
    assert_eq!(bench.sends(2, relay(9)), [(1, relayed_of(0, 9))]);
}

#[test]
fn a_revoked_invitation_is_over_at_once() {
    let revoked = || Sent(refused(Refusal::Revoked));
    let mut bench = Bench::waiting();
    assert_eq!(bench.sends(1, ToSignal::Revoke {}), []);
    assert_eq!(bench.sends(2, claim(1)), [(2, revoked())]);
    for mut bench in [Bench::proving(), Bench::proven()] {
        assert_eq!(bench.sends(1, ToSignal::Revoke {}), [(2, revoked())]);
        assert_eq!(bench.sends(3, claim(1)), [(3, revoked())]);
    }
}

#[test]
fn a_sharer_that_lost_its_connection_keeps_its_slot_for_a_while() {
    let mut bench = Bench::waiting();
    assert_eq!(bench.leaves(1), []);
    assert_eq!(bench.sends(2, claim(1)), [(2, Sent(refused(Refusal::Busy)))]);
    bench.after(SHARER_GRACE - Duration::from_secs(1));
    assert_eq!(bench.sends(3, open(1, Some(1))), [(3, Sent(opened(1, 481)))]);
    assert_eq!(bench.notes, [Note::Reopened]);
    assert_eq!(bench.sends(2, claim(1)), [(3, claimed(0))]);
}

#[test]
fn a_sharer_that_stays_away_has_taken_its_invitation_back() {
    let mut bench = Bench::waiting();
    bench.leaves(1);
    assert_eq!(bench.after(SHARER_GRACE), []);
    assert_eq!(bench.notes, [Note::Ended(Refusal::Revoked)]);
    assert_eq!(bench.sends(2, claim(1)), [(2, Sent(refused(Refusal::Revoked)))]);
    assert_eq!(bench.sends(3, open(1, Some(1))), [(3, Sent(refused(Refusal::Revoked)))]);
}

#[test]
fn an_owner_takes_over_from_its_own_dead_connection() {
    let mut bench = Bench::proving();
    let received = bench.sends(3, open(1, Some(1)));
    assert_eq!(
        received,
        [(1, Closed(CloseReason::Replaced)), (2, gone()), (3, Sent(opened(1, 600))),]
    );
}

#[test]
fn a_proven_claim_survives_the_sharers_reconnection() {
    let mut bench = Bench::proven();
    assert_eq!(bench.leaves(1), [(2, gone())]);
    assert_eq!(bench.sends(2, relay(1)), [], "the sharer is not connected");
    assert_eq!(bench.sends(3, open(1, Some(1))), [(3, Sent(opened(1, 600)))]);
    assert_eq!(bench.sends(3, answer(0, 2)), [(2, relayed(2))]);
    assert_eq!(bench.sends(2, relay(3)), [(3, relayed_of(0, 3))]);
    bench.leaves(3);
    bench.leaves(2);
    assert_eq!(bench.sends(4, open(1, Some(1))), [(4, Sent(refused(Refusal::Taken)))]);
}

#[test]
fn after_a_restart_a_sharer_gets_the_slot_it_asks_for_if_it_is_free() {
    let mut bench = Bench::new();
    assert_eq!(bench.sends(1, open(1, Some(42))), [(1, Sent(opened(42, 600)))]);
    // Another token is another owner: it gets another slot, and learns nothing of this one.
    assert_eq!(bench.sends(2, open(2, Some(42))), [(2, Sent(opened(1, 600)))]);
}

#[test]
fn lifetimes_are_cut_to_what_the_server_grants() {
    for (wish, granted) in [(0, 10), (11, 11), (u32::MAX, 24 * 60 * 60)] {
        let mut bench = Bench::new();
        let version = protocol::VERSION;
        let wish = ToSignal::Open {
            version,
            lifetime_s: wish,
            token: token(1),
            slot: None,
            unlisted: false,
            places: Vec::new(),
        };
        assert_eq!(bench.sends(1, wish), [(1, Sent(opened(1, granted)))]);
    }
}

#[test]
fn another_version_is_refused_by_name() {
    for version in [protocol::OLDEST_VERSION - 1, protocol::VERSION + 1] {
        let received = [(1, Sent(refused(Refusal::Version))), (1, Closed(CloseReason::Version))];
        let open = ToSignal::Open {
            version,
            lifetime_s: 60,
            token: token(1),
            slot: None,
            unlisted: false,
            places: Vec::new(),
        };
        assert_eq!(Bench::new().sends(1, open), received);
        let claim = ToSignal::Claim { version, slot: slot(1), body: body(1) };
        assert_eq!(Bench::new().sends(1, claim), received);
    }
}

#[test]
fn what_a_role_may_not_say_closes_its_connection() {
    let received = |n| [(n, Sent(refused(Refusal::Protocol))), (n, Closed(CloseReason::Protocol))];
    let proven = || verdict(0, Outcome::Proven);
    for message in [relay(1), answer(0, 1), proven(), ToSignal::Revoke {}] {
        assert_eq!(Bench::new().sends(1, message), received(1));
    }
    for message in [open(2, None), claim(1), relay(1)] {
        assert_eq!(Bench::waiting().sends(1, message.clone()), received(1));
        assert_eq!(Bench::proving().sends(1, message)[..2], received(1));
    }
    for message in [open(2, None), claim(1), answer(0, 1), proven(), ToSignal::Revoke {}] {
        assert_eq!(Bench::proving().sends(2, message)[..2], received(2));
    }
    // Also when no client is claiming.
    let mut bench = Bench::waiting();
    bench.sends(2, claim(77));
    assert_eq!(bench.sends(2, answer(0, 1)), received(2));
    bench.sends(1, ToSignal::Revoke {});
    assert_eq!(bench.sends(1, relay(1)), received(1));
}

#[test]
fn messages_that_come_too_late_are_forgiven_but_not_for_ever() {
    let mut bench = Bench::waiting();
    for _ in 0..LATE_MESSAGES {
        assert_eq!(bench.sends(1, answer(0, 1)), []);
    }
    assert_eq!(bench.sends(1, answer(0, 1)).len(), 2);
    assert!(!bench.registry.connections.contains_key(&ConnectionId(1)));
}

#[test]
fn viewers_that_come_and_go_do_not_wear_out_the_sharer() {
    let mut bench = Bench::waiting();
    for n in 0..=LATE_MESSAGES {
        assert_eq!(bench.sends(2, claim(1)), [(1, claimed(n))]);
        assert_eq!(bench.leaves(2), [(1, gone_of(n))]);
        assert_eq!(bench.sends(1, answer(n, 1)), []);
    }
}

#[test]
fn a_late_verdict_does_not_hit_the_next_claim() {
    for late in [Outcome::WrongCode, Outcome::UnknownClaimant, Outcome::Abandoned] {
        let mut bench = Bench::proving();
        bench.leaves(2);
        assert_eq!(bench.sends(3, claim(1)), [(1, claimed(1))]);
        assert_eq!(bench.sends(1, verdict(0, late)), []);
        // The claim stands as if nothing had been sent.
        assert_eq!(bench.sends(3, relay(2)), [(1, relayed_of(1, 2))]);
        assert_eq!(bench.sends(1, verdict(1, Outcome::Proven)), []);
        assert_eq!(bench.notes, [Note::Proven]);
    }
}

#[test]
fn a_late_answer_does_not_reach_the_next_helper() {
    let mut bench = Bench::proving();
    bench.leaves(2);
    bench.sends(3, claim(1));
    assert_eq!(bench.sends(1, answer(0, 2)), []);
    assert_eq!(bench.sends(1, answer(1, 3)), [(3, relayed(3))]);
    bench.sends(1, verdict(1, Outcome::Proven));
    assert_eq!(bench.sends(1, answer(0, 4)), []);
    assert_eq!(bench.sends(1, answer(1, 5)), [(3, relayed(5))]);
}

#[test]
fn claims_are_counted_across_a_sharers_connections() {
    let mut bench = Bench::proving();
    bench.leaves(1);
    bench.sends(3, open(1, Some(1)));
    assert_eq!(bench.sends(2, claim(1)), [(3, claimed(1))]);
    assert_eq!(bench.sends(3, verdict(0, Outcome::Proven)), []);
    assert_eq!(bench.notes, []);
}

#[test]
fn the_number_after_the_last_is_the_first() {
    let mut bench = Bench::waiting();
    bench.registry.slots.edit(slot(1), |invitation| invitation.next_claim = ClaimId(u32::MAX));
    assert_eq!(bench.sends(2, claim(1)), [(1, claimed(u32::MAX))]);
    assert_eq!(bench.sends(1, verdict(u32::MAX, Outcome::Abandoned)).len(), 1);
    assert_eq!(bench.sends(2, claim(1)), [(1, claimed(0))]);
}

#[test]
fn too_many_bodies_end_the_claim() {
    for (mut bench, bodies) in [(Bench::proven(), RELAYED_BODIES), (Bench::proving(), PROOF_BODIES)]
    {
        for _ in 0..bodies {
            assert_eq!(bench.sends(2, relay(1)).len(), 1);
        }
        let received = bench.sends(2, relay(1));
        assert_eq!(
            received,
            [
                (2, Sent(refused(Refusal::Protocol))),
                (2, Closed(CloseReason::Protocol)),
                (1, gone_of(0)),
            ]
        );
    }
}

#[test]
fn an_unknown_slot_is_refused_and_the_viewer_may_try_another() {
    let mut bench = Bench::waiting();
    assert_eq!(bench.sends(2, claim(77)), [(2, Sent(refused(Refusal::Unknown)))]);
    assert_eq!(bench.sends(2, claim(1)), [(1, claimed(0))]);
}

#[test]
fn the_throttled_are_told_and_closed() {
    let mut bench = Bench::waiting();
    let received = bench.step(Input::Throttled { connection: ConnectionId(1) });
    assert_eq!(
        received,
        [(1, Sent(refused(Refusal::RateLimited))), (1, Closed(CloseReason::TooMany))]
    );
}

#[test]
fn one_address_has_a_bounded_share() {
    let mut bench = Bench::new();
    let share = u64::try_from(INVITATIONS_PER_ADDRESS).unwrap();
    for n in 1..=share {
        assert_eq!(bench.sends(n, open(1, None)).len(), 1);
    }
    assert_eq!(bench.sends(share + 1, open(1, None)), [(share + 1, Sent(refused(Refusal::Full)))]);

    let share = u64::try_from(SIGNAL_CONNECTIONS_PER_ADDRESS).unwrap();
    for n in 1_000..1_000 + share - bench.registry.connections.len() as u64 {
        bench.connect(n);
    }
    let connected =
        |n, last| Input::Connected { connection: ConnectionId(n), source: source(last) };
    assert_eq!(bench.step(connected(9_999, 2)), []);
    // The oldest one that holds nothing makes room; one that was refused its invitation is such a one.
    let evicted = |n| [(n, Sent(refused(Refusal::Full))), (n, Closed(CloseReason::Full))];
    assert_eq!(bench.step(connected(9_998, 1)), evicted(257));
    // Where all hold something, the newcomer goes.
    let watch = |n: u64| {
        let tags: Vec<RendezvousTag> = vec![protocol::hex::Hex(u128::from(n).to_be_bytes())];
        ToSignal::Watch { version: protocol::VERSION, tags }
    };
    let idle: Vec<u64> = (1_000..1_000 + share).chain([9_998]).collect();
    for n in idle {
        if bench.registry.connections.contains_key(&ConnectionId(n)) {
            bench.sends(n, watch(n));
        }
    }
    assert_eq!(
        bench.step(connected(9_997, 1)),
        [(9_997, Sent(refused(Refusal::RateLimited))), (9_997, Closed(CloseReason::TooMany))]
    );
}

#[test]
fn an_invitation_whose_sharer_is_lost_makes_room_for_another() {
    let mut bench = Bench::waiting();
    let connected = |n: u64| Input::Connected {
        connection: ConnectionId(n),
        source: IpAddr::from((0x0a00_0000 + u32::try_from(n).unwrap()).to_be_bytes()).into(),
    };
    for n in 2..=INVITATIONS as u64 {
        bench.registry.handle(connected(n), bench.now);
        let message = open(1, None);
        bench.registry.handle(Input::Message { connection: ConnectionId(n), message }, bench.now);
        while bench.registry.poll().is_some() {}
    }
    assert_eq!(bench.registry.invitations(), INVITATIONS);
    bench.leaves(1);
    assert_eq!(bench.registry.invitations(), INVITATIONS);
    assert!(matches!(
        bench.sends(99_999, open(1, None))[..],
        [(99_999, Sent(FromSignal::Opened { .. }))]
    ));
    assert_eq!(bench.registry.invitations(), INVITATIONS);
}

/// An action of a correct or a hostile client.
#[derive(Clone, Debug)]
enum Act {
    Connect(u64, u8),
    Say(u64, ToSignal),
    Leave(u64),
    Wait(u64),
}

fn act() -> impl Strategy<Value = Act> {
    let who = 0..8_u64;
    let at = 1..4_u32;
    let version = prop_oneof![9 => Just(protocol::VERSION), 1 => any::<u16>()];
    let outcome = prop_oneof![
        1 => Just(Outcome::Proven),
        3 => Just(Outcome::WrongCode),
        1 => Just(Outcome::UnknownClaimant),
        1 => Just(Outcome::Abandoned),
    ];
    let message = prop_oneof![
        1 => (version.clone(), 0..100_u32, 0..3_u8, proptest::option::of(at.clone())).prop_map(
            |(version, lifetime_s, owner, wanted)| ToSignal::Open {
                version,
                lifetime_s,
                token: token(owner),
                slot: wanted.map(slot),
                unlisted: false,
                places: Vec::new(),
            }
        ),
        3 => (version, at).prop_map(|(version, at)| ToSignal::Claim {
            version,
            slot: slot(at),
            body: body(0),
        }),
        1 => Just(ToSignal::Revoke {}),
        1 => any::<u8>().prop_map(relay),
        1 => (0..4_u32, any::<u8>()).prop_map(|(to, byte)| answer(to, byte)),
        3 => (0..4_u32, outcome).prop_map(|(on, outcome)| verdict(on, outcome)),
    ];
    prop_oneof![
        4 => (who.clone(), 1..3_u8).prop_map(|(n, source)| Act::Connect(n, source)),
        12 => (who.clone(), message).prop_map(|(n, message)| Act::Say(n, message)),
        1 => who.prop_map(Act::Leave),
        1 => (0..200_000_u64).prop_map(Act::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// For any sequence of actions: no panic, every table consistent ([`Registry::check`]), and each
    /// invitation goes to one viewer at most and sees at most [`WRONG_CODES`] wrong codes.
    #[test]
    fn nobody_gets_more_than_the_rules_give(acts in proptest::collection::vec(act(), 0..120)) {
        let mut bench = Bench::new();
        // Of the invitation that is open at each slot: wrong codes seen, and whether it was given.
        let mut seen: BTreeMap<Slot, (u8, bool)> = BTreeMap::new();
        for act in acts {
            let given = |bench: &Bench| -> BTreeMap<Slot, Option<ConnectionId>> {
                let open = bench.registry.slots.all_open();
                open.map(|(slot, i)| (slot, i.claims.proven().map(|it| it.viewer))).collect()
            };
            let before = given(&bench);
            let judged = match &act {
                Act::Say(n, ToSignal::Verdict { claim, outcome }) => before.keys().copied()
                    .find(|slot| bench.registry.slots.open(*slot).is_some_and(|i| {
                        i.sharer == Sharer::Connected(ConnectionId(*n))
                            && i.claims.proofs().is_some_and(|it| it.get(*claim).is_some())
                    }))
                    .map(|slot| (slot, *outcome)),
                Act::Connect(..) | Act::Say(..) | Act::Leave(_) | Act::Wait(_) => None,
            };
            match act {
                Act::Connect(n, last) => {
                    let connection = ConnectionId(n);
                    bench.step(Input::Connected { connection, source: source(last) });
                }
                Act::Say(n, message) => {
                    bench.step(Input::Message { connection: ConnectionId(n), message });
                }
                Act::Leave(n) => { bench.leaves(n); }
                Act::Wait(ms) => { bench.after(Duration::from_millis(ms)); }
            }
            let after = given(&bench);
            if let Some((slot, outcome)) = judged {
                let (wrong, given) = seen.entry(slot).or_default();
                match outcome {
                    Outcome::WrongCode => *wrong += 1,
                    Outcome::Proven => {
                        prop_assert!(!*given, "an invitation was given twice");
                        *given = true;
                    }
                    Outcome::UnknownClaimant | Outcome::Abandoned => {}
                }
                prop_assert!(*wrong <= WRONG_CODES, "a wrong code too many was heard");
            }
            for (slot, viewer) in &after {
                if let Some(old @ Some(_)) = before.get(slot) {
                    prop_assert_eq!(old, viewer, "a given invitation changed hands");
                }
            }
            seen.retain(|slot, _| after.contains_key(slot));
            if let Some(deadline) = bench.registry.deadline() {
                prop_assert!(deadline > bench.now, "what was due was not done");
            }
        }
    }
}
