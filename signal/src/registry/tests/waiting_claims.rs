//! Claims that wait for the sharer: each is met once, and none outlives its connection.

use super::presence::{await_at, claim_at, hidden, is_refused, moves, open_at};
use super::*;

/// How many of these messages say that a claim was begun.
fn claims(received: &[(u64, Received)]) -> usize {
    received
        .iter()
        .filter(|(_, received)| matches!(received, Sent(FromSignal::Claimed { .. })))
        .count()
}

#[test]
fn a_claim_that_waits_is_begun_by_the_next_invitation_at_its_tag() {
    let mut bench = Bench::new();
    assert_eq!(bench.sends(2, await_at(1)), []);
    assert_eq!(claims(&bench.sends(1, open_at(1, Some(3), &[hidden(2)]))), 0);
    // The sharer moves to the tag.
    assert!(bench.sends(1, moves(&[hidden(1)])).contains(&(1, claimed(0))));
    // It was met, and waits no longer.
    assert_eq!(bench.leaves(1), [(2, gone())]);
    assert_eq!(claims(&bench.sends(3, open_at(2, Some(4), &[hidden(1)]))), 0);
    assert_eq!(bench.registry.waiting_claims.len(), 0);
}

#[test]
fn an_invitation_that_is_there_already_is_claimed_at_once() {
    let mut bench = Bench::new();
    bench.sends(1, open_at(1, None, &[hidden(1)]));
    assert_eq!(bench.sends(2, await_at(1)), [(1, claimed(0))]);
}

#[test]
fn an_invitation_that_is_opened_again_meets_the_claim_too() {
    let mut bench = Bench::new();
    bench.sends(1, open_at(1, Some(3), &[hidden(1)]));
    bench.leaves(1);
    assert_eq!(bench.sends(2, await_at(1)), []);
    let received = bench.sends(4, open_at(1, Some(3), &[hidden(1)]));
    assert_eq!(received[..2], [(4, Sent(opened(3, 600))), (4, claimed(0))], "in this order");
}

#[test]
fn a_newer_claim_at_the_tag_replaces_an_older_one() {
    let mut bench = Bench::new();
    bench.sends(2, await_at(1));
    assert_eq!(bench.sends(3, await_at(1)), [(2, is_refused(Refusal::Unknown))]);
    // The older one has gone for good, and takes nothing with it.
    bench.leaves(2);
    bench.sends(1, open_at(1, Some(3), &[hidden(1)]));
    assert_eq!(bench.leaves(3), [(1, gone_of(0))]);
}

#[test]
fn a_claim_that_waits_ends_with_its_connection_and_with_its_next_claim() {
    let mut bench = Bench::new();
    bench.sends(2, await_at(1));
    bench.leaves(2);
    bench.sends(3, await_at(1));
    bench.sends(3, await_at(2));
    assert_eq!(bench.registry.waiting_claims.len(), 1);
    assert_eq!(bench.sends(3, claim_at(4)), [(3, is_refused(Refusal::Unknown))]);
    assert_eq!(bench.registry.waiting_claims.len(), 0);
    assert_eq!(claims(&bench.sends(1, open_at(1, Some(3), &[hidden(1), hidden(2)]))), 0);
}

#[test]
fn of_several_sharers_at_a_tag_none_is_claimed() {
    let mut bench = Bench::new();
    bench.sends(1, open_at(1, Some(3), &[hidden(1)]));
    bench.sends(2, open_at(2, Some(4), &[hidden(1)]));
    assert_eq!(bench.sends(3, await_at(1)), []);
    assert_eq!(bench.sends(2, moves(&[])), []);
    assert_eq!(bench.registry.waiting_claims.len(), 1, "until one of them says where it waits");
    assert_eq!(bench.sends(1, moves(&[hidden(1)])), [(1, claimed(0))]);
}
