//! Claims of one invitation that prove side by side: nobody is kept out, and no guess is added.

use protocol::limits::{
    CLAIM_WAIT, CLAIMS_AT_ONCE, CLAIMS_UNANSWERED, CLAIMS_WAITING, SIGNAL_QUEUE,
};

use super::*;

const MOMENT: Duration = Duration::from_millis(1);

/// The first of many viewers.
const FIRST: u64 = 10;

fn id(n: usize) -> u32 {
    u32::try_from(n).unwrap()
}

fn viewer(n: usize) -> u64 {
    FIRST + u64::from(id(n))
}

fn busy(n: u64) -> (u64, Received) {
    (n, Sent(refused(Refusal::Busy)))
}

impl Bench {
    /// A viewer claims invitation 1 from this address.
    fn claims_from(&mut self, n: u64, last: u8) -> Vec<(u64, Received)> {
        let connection = ConnectionId(n);
        if !self.registry.connections.contains_key(&connection) {
            self.step(Input::Connected { connection, source: source(last) });
        }
        self.sends(n, claim(1))
    }

    /// Viewer `n` claims invitation 1 from an address of its own.
    fn claims_from_afar(&mut self, n: u64) -> Vec<(u64, Received)> {
        self.claims_from(n, u8::try_from(n).unwrap())
    }

    /// Sharer 1 has answered as many claims as prove at once, numbered from 0. None has said anything since.
    fn full() -> Self {
        let mut bench = Self::waiting();
        for n in 0..CLAIMS_AT_ONCE {
            assert_eq!(bench.claims_from_afar(viewer(n)), [(1, claimed(id(n)))]);
            assert_eq!(bench.sends(1, answer(id(n), 2)), [(viewer(n), relayed(2))]);
        }
        bench
    }

    fn in_flight(&self) -> usize {
        let open = self.registry.slots.open(slot(1)).unwrap();
        open.claims.proofs().unwrap().iter().count()
    }
}

#[test]
fn silent_claims_keep_nobody_out() {
    let mut bench = Bench::full();
    let (late, last) = (200, id(CLAIMS_AT_ONCE));
    let received = bench.claims_from_afar(late);
    assert_eq!(received, [(1, gone_of(0)), busy(viewer(0)), (1, claimed(last))], "at once");
    assert!(bench.notes.contains(&Note::Abandoned { source: source(10) }));
    assert_eq!(bench.sends(1, answer(last, 2)), [(late, relayed(2))]);
    assert_eq!(bench.sends(late, relay(3)), [(1, relayed_of(last, 3))]);
    let received = bench.sends(1, verdict(last, Outcome::Proven));
    assert!(received.iter().all(|(_, it)| *it == Sent(refused(Refusal::Taken))), "{received:?}");
    assert_eq!(received.len(), CLAIMS_AT_ONCE - 1, "all others are told");
    assert_eq!(bench.granted.len(), 1);
}

#[test]
fn the_silent_one_of_the_source_with_the_most_claims_gives_way() {
    let mut bench = Bench::waiting();
    for n in 0..CLAIMS_AT_ONCE {
        // The sixth and the ninth come from one address.
        let last = if n == 8 { 15 } else { u8::try_from(viewer(n)).unwrap() };
        assert_eq!(bench.claims_from(viewer(n), last), [(1, claimed(id(n)))]);
        bench.sends(1, answer(id(n), 2));
    }
    let ended = |received: &[(u64, Received)]| match received {
        [(1, Sent(FromSignal::PeerGone { claim: Some(claim) })), ..] => claim.0,
        other => panic!("a claim gives way: {other:?}"),
    };
    assert_eq!(ended(&bench.claims_from_afar(200)), 5, "the older of the two");
    bench.sends(1, answer(id(CLAIMS_AT_ONCE), 2));
    // Of single ones, one whose source has let a claim end before; then the oldest.
    assert_eq!(ended(&bench.claims_from_afar(201)), 8);
    assert_eq!(ended(&bench.claims_from_afar(202)), 0);
    // Whoever has sent a proof keeps its place, and so does whoever was not answered.
    bench.sends(viewer(1), relay(3));
    assert_eq!(ended(&bench.claims_from_afar(203)), 2);
    assert_eq!(bench.in_flight(), CLAIMS_AT_ONCE);
}

#[test]
fn claims_come_to_the_sharer_as_fast_as_it_answers() {
    let mut bench = Bench::waiting();
    for n in 0..CLAIMS_UNANSWERED {
        assert_eq!(bench.claims_from_afar(viewer(n)), [(1, claimed(id(n)))]);
    }
    for n in 0..3 {
        assert_eq!(bench.claims_from_afar(200 + n), []);
    }
    let next = id(CLAIMS_UNANSWERED);
    assert_eq!(bench.sends(1, answer(3, 2)), [(viewer(3), relayed(2)), (1, claimed(next))]);
    let abandoned = bench.sends(1, verdict(4, Outcome::Abandoned));
    assert_eq!(abandoned, [(viewer(4), gone()), (1, claimed(next + 1))]);
    // A viewer that comes and goes takes up the sharer's time all the same.
    assert_eq!(bench.leaves(viewer(5)), [(1, gone_of(5))]);
    assert_eq!(bench.granted.len(), CLAIMS_UNANSWERED, "it may use nothing any more");
    assert_eq!(bench.sends(1, answer(5, 2)), [(1, claimed(next + 2))]);
    assert_eq!(bench.registry.connections[&ConnectionId(1)].late_messages, 0, "it was not late");
}

#[test]
fn a_sharer_that_does_not_answer_is_not_asked_for_ever() {
    let mut bench = Bench::waiting();
    for n in 0..CLAIMS_UNANSWERED {
        bench.claims_from_afar(viewer(n));
    }
    bench.leaves(viewer(0));
    bench.after(PROOF_TIMEOUT - MOMENT);
    assert_eq!(bench.claims_from_afar(200), []);
    let received = bench.after(MOMENT);
    assert!(received.contains(&(1, claimed(id(CLAIMS_UNANSWERED)))), "{received:?}");
    assert!(!received.contains(&(1, gone_of(0))), "that it has left was said before");
    assert_eq!(bench.in_flight(), 1);
}

#[test]
fn guesses_side_by_side_never_exceed_the_limit() {
    for wrong in 0..WRONG_CODES {
        let mut bench = Bench::full();
        for n in 0..wrong {
            bench.sends(viewer(n.into()), relay(3));
            bench.sends(1, verdict(n.into(), Outcome::WrongCode));
        }
        let mut guesses = u32::from(wrong);
        for n in usize::from(wrong)..CLAIMS_AT_ONCE {
            let received = bench.sends(viewer(n), relay(3));
            if received == [(1, relayed_of(id(n), 3))] {
                guesses += 1;
            } else {
                assert_eq!(received, [(1, gone_of(id(n))), busy(viewer(n))]);
            }
        }
        assert_eq!(guesses, u32::from(WRONG_CODES), "{wrong} were wrong before");
        // More of the same claim is no other guess.
        assert_eq!(bench.sends(viewer(wrong.into()), relay(4)).len(), 1);
    }
}

#[test]
fn silent_claims_use_up_no_guess() {
    let mut bench = Bench::full();
    for n in 0..CLAIMS_AT_ONCE / 2 {
        bench.leaves(viewer(n));
    }
    bench.after(PROOF_TIMEOUT);
    assert_eq!(bench.in_flight(), 0);
    let first = id(CLAIMS_AT_ONCE);
    for (n, claim) in (200..).zip(first..first + u32::from(WRONG_CODES)) {
        bench.claims_from_afar(n);
        bench.sends(1, answer(claim, 2));
        assert_eq!(bench.sends(n, relay(3)), [(1, relayed_of(claim, 3))]);
    }
}

#[test]
fn a_guess_counts_until_it_is_judged_whoever_leaves() {
    let mut bench = Bench::full();
    for n in 0..usize::from(WRONG_CODES) {
        bench.sends(viewer(n), relay(3));
        assert_eq!(bench.leaves(viewer(n)), [(1, gone_of(id(n)))]);
        assert_eq!(bench.notes, [], "the verdict decides what it costs");
    }
    assert_eq!(bench.sends(viewer(5), relay(3)), [(1, gone_of(5)), busy(viewer(5))]);
    for n in 0..WRONG_CODES {
        let received = bench.sends(1, verdict(n.into(), Outcome::WrongCode));
        assert!(bench.notes.contains(&Note::WrongCode { source: source(10 + n) }));
        let is_burnt = received.contains(&(1, Sent(refused(Refusal::Burnt))));
        assert_eq!(is_burnt, n + 1 == WRONG_CODES);
    }
}

#[test]
fn whoever_leaves_before_being_proven_had_the_invitation() {
    let mut bench = Bench::full();
    bench.sends(viewer(3), relay(3));
    bench.leaves(viewer(3));
    let received = bench.sends(1, verdict(3, Outcome::Proven));
    assert!(received.contains(&(viewer(4), Sent(refused(Refusal::Taken)))), "{received:?}");
    assert_eq!(bench.claims_from_afar(200), [(200, Sent(refused(Refusal::Taken)))]);
    assert!(bench.granted.is_empty());
}

#[test]
fn who_waits_is_told_how_the_proofs_ended() {
    let waits = || {
        let mut bench = Bench::waiting();
        for n in 0..CLAIMS_UNANSWERED {
            bench.claims_from_afar(viewer(n));
        }
        assert_eq!(bench.claims_from_afar(200), []);
        bench
    };
    let told = |received: &[(u64, Received)], what: Received| {
        assert!(received.contains(&(200, what)), "{received:?}");
    };
    told(&waits().sends(1, verdict(1, Outcome::Proven)), Sent(refused(Refusal::Taken)));
    told(&waits().leaves(1), Sent(refused(Refusal::Busy)));
    told(&waits().sends(1, ToSignal::Revoke {}), Sent(refused(Refusal::Revoked)));
    let mut bench = waits();
    bench.leaves(200);
    assert_eq!(bench.sends(1, answer(0, 2)), [(viewer(0), relayed(2))], "nobody waits any more");
}

#[test]
fn few_wait_and_not_for_long_and_whoever_proved_nothing_comes_last() {
    let mut bench = Bench::waiting();
    bench.claims_from_afar(250);
    bench.leaves(250);
    bench.sends(1, answer(0, 2));
    for n in 0..CLAIMS_UNANSWERED {
        bench.claims_from_afar(viewer(n));
    }
    // It has claimed before and proven nothing.
    assert_eq!(bench.claims_from_afar(250), []);
    for n in 0..CLAIMS_WAITING - 1 {
        assert_eq!(bench.claims_from_afar(100 + u64::from(id(n))), []);
    }
    assert_eq!(bench.claims_from_afar(200), [busy(250)], "it gives way");
    assert_eq!(bench.claims_from_afar(201), [busy(201)]);
    // One of an address that waits already.
    bench.leaves(101);
    assert_eq!(bench.claims_from(202, 102), [busy(202)]);
    assert_eq!(bench.claims_from_afar(250), []);
    let next = id(CLAIMS_UNANSWERED) + 1;
    bench.sends(1, answer(1, 2));
    let begun = |bench: &Bench, n| bench.registry.connections[&ConnectionId(n)].role;
    assert_eq!(begun(&bench, 100), Role::Viewer(Some(slot(1))), "the oldest of the others");
    assert_eq!(begun(&bench, 250), Role::Viewer(None));
    let told = bench.after(CLAIM_WAIT);
    assert_eq!(told.iter().filter(|(n, it)| *it == busy(*n).1).count(), CLAIMS_WAITING - 1);
    assert!((2..=250).all(|n| !bench.registry.queue.has(ConnectionId(n))));
    assert_eq!(bench.sends(1, answer(next, 2)), [(100, relayed(2))]);
}

#[test]
fn all_claims_that_wait_at_the_tags_of_a_sharer_are_met() {
    use super::presence::{await_at, hidden, open_at};
    let mut bench = Bench::new();
    bench.sends(2, await_at(1));
    bench.sends(3, await_at(2));
    let received = bench.sends(1, open_at(1, Some(3), &[hidden(1), hidden(2)]));
    assert_eq!(received[1..3], [(1, claimed(0)), (1, claimed(1))], "no one waits for another");
}

#[test]
fn a_claim_of_ones_own_invitation_costs_nothing() {
    let mut bench = Bench::proving();
    assert_eq!(bench.leaves(2), [(1, gone_of(0))]);
    assert_eq!(bench.notes, []);
    bench.claims_from_afar(9);
    bench.leaves(9);
    assert_eq!(bench.notes, [Note::Abandoned { source: source(9) }]);
}

/// As much as viewers can send to a sharer at once has room in its queue.
#[test]
fn viewers_cannot_fill_the_queue_of_a_sharer() {
    let mut bench = Bench::waiting();
    for n in 0..CLAIMS_AT_ONCE - CLAIMS_UNANSWERED {
        bench.claims_from_afar(viewer(n));
        bench.sends(1, answer(id(n), 2));
    }
    // From here on the sharer says nothing.
    let mut received = Vec::new();
    for n in CLAIMS_AT_ONCE - CLAIMS_UNANSWERED..2 * CLAIMS_AT_ONCE {
        received.extend(bench.claims_from_afar(viewer(n)));
    }
    for n in 0..2 * CLAIMS_AT_ONCE {
        for _ in 0..PROOF_BODIES {
            if bench.registry.connections.contains_key(&ConnectionId(viewer(n))) {
                received.extend(bench.sends(viewer(n), relay(3)));
            }
        }
    }
    for n in 0..2 * CLAIMS_AT_ONCE {
        received.extend(bench.leaves(viewer(n)));
        received.extend(bench.claims_from_afar(100 + viewer(n)));
    }
    let to_sharer = received.iter().filter(|(n, _)| *n == 1).count();
    assert!((SIGNAL_QUEUE / 2..=SIGNAL_QUEUE).contains(&to_sharer), "{to_sharer}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// The same, whatever viewers do.
    #[test]
    fn whatever_viewers_do_the_queue_of_a_sharer_has_room(
        acts in proptest::collection::vec((0..240_u64, 0..4_u8), 1..600),
        answered in 0..CLAIMS_AT_ONCE,
    ) {
        let mut bench = Bench::waiting();
        for n in 0..answered {
            bench.claims_from_afar(viewer(n));
            bench.sends(1, answer(id(n), 2));
        }
        let mut to_sharer = 0;
        for (n, what) in acts {
            let n = FIRST + n;
            let has_role = |wanted: fn(Role) -> bool| {
                bench.registry.connections.get(&ConnectionId(n)).is_some_and(|it| wanted(it.role))
            };
            let claims = has_role(|role| matches!(role, Role::Viewer(Some(_))));
            let received = match what {
                0 => bench.leaves(n),
                1 if claims => bench.sends(n, relay(3)),
                2 if claims => (0..PROOF_BODIES / 2).flat_map(|_| {
                    if bench.registry.connections.contains_key(&ConnectionId(n)) {
                        bench.sends(n, relay(3))
                    } else {
                        Vec::new()
                    }
                }).collect(),
                _ if claims => Vec::new(),
                _ => bench.claims_from_afar(n),
            };
            to_sharer += received.iter().filter(|(to, _)| *to == 1).count();
        }
        prop_assert!(to_sharer <= SIGNAL_QUEUE, "{to_sharer} messages");
    }
}
