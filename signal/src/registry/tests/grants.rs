//! Until when a claim and what it was granted stay: as long as both links do, and for a bounded time after them.

use super::*;

#[test]
fn a_proven_claim_stays_while_both_links_do_whatever_they_say() {
    let mut bench = Bench::proven();
    for _ in 0..48 {
        assert_eq!(bench.after(Duration::from_secs(60 * 60)), []);
    }
    assert_eq!(bench.granted.len(), 1);
    assert_eq!(bench.registry.deadline(), None);
    assert_eq!(bench.sends(2, relay(9)), [(1, relayed_of(0, 9))]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever happened before: of a claim whose one link is gone, nothing is left after twice the time in which it may
    /// come back, however long the other link stays.
    #[test]
    fn a_claim_with_one_link_ends_with_all_that_it_was_granted(
        acts in proptest::collection::vec(act(), 0..60),
        sharer_goes: bool,
    ) {
        let mut bench = Bench::proven();
        for act in acts {
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
        }
        let open = bench.registry.slots.all_open();
        let gone: Vec<ConnectionId> = open
            .flat_map(|(_, open)| {
                if sharer_goes {
                    open.sharer.connection().into_iter().collect()
                } else {
                    open.claims.viewers().into_iter().map(|(viewer, _)| viewer).collect::<Vec<_>>()
                }
            })
            .collect();
        for link in gone {
            bench.leaves(link.0);
        }
        bench.after(SHARER_GRACE);
        bench.after(SHARER_GRACE);
        prop_assert!(bench.granted.is_empty());
    }
}
