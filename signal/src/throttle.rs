//! Rate limits: how often one source may do something, and who is served first when all together do too
//! much. It has no clock.
//!
//! A source is an IPv4 address or an IPv6 /64; a /56 counts as two of them, a /48 as four. There is no hard limit for all
//! together, which a few hundred addresses could use up to lock out everybody else: beyond [`OVERALL`], those who
//! have done little ([`LIGHT`]) are served, and the others are refused.
//!
//! # How likely it is to guess a code
//!
//! A guess costs a claim and is shown to the User; the third wrong one ends the invitation. A secret has
//! 30 bits, so the probability of guessing the code of one invitation is 3 / 2³⁰, one in 358 million. What
//! bounds the guesses at *all* invitations of a server is that each permits three. With twenty thousand Users who
//! ask for help at every moment, and invitations of half an hour:
//!
//! | guesses from | wrong codes an hour | finds any invitation |
//! |---|---|---|
//! | one address | 9, then 60 | once in 2,000 years of guessing without pause |
//! | a thousand addresses | 60,000 | 6 in 100,000 an hour, while 20,000 invitations an hour are burnt |
//! | any number of addresses | 120,000 | 12 in 100,000 an hour, while all 40,000 invitations an hour are burnt |
//!
//! Such an attack is seen by every User whose invitation it burns, and shows in the metrics
//! (`alongside_wrong_codes_total`).
//!
//! A claim by tag has no code to guess. A viewer that claims by tag and is not known to the sharer is
//! counted like a wrong code, so that all attempts cost the same.
//!
//! The loopback address is not exempt: behind a reverse proxy that is not configured as trusted, it is
//! the address of all clients.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use protocol::limits::THROTTLE_ADDRESSES;
use protocol::time::Tick;

use crate::address::{Block, Source};

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// A new WebSocket.
    Connect,
    /// Opening or reopening an invitation, and moving it to other places.
    Open,
    /// Claiming an invitation.
    Claim,
    /// A wrong code, or a claim by a viewer that the sharer does not know. While no token is left, claims
    /// are refused.
    WrongCode,
    /// A claim that its viewer did not bring to an end. While no token is left, claims are refused.
    Abandon,
    /// Setting which tags a page watches, or asking which are watched.
    Watch,
}

/// A token bucket: its size, and the time in which one token is added.
struct Rate {
    burst: u32,
    refill: Duration,
}

impl Rate {
    /// The state after a token was taken, whether or not there was one. The state of a bucket is the time at which it
    /// will be full (the theoretical arrival time of the Generic Cell Rate Algorithm, ITU-T I.371); taking a token
    /// adds `refill` to it. A bucket of several shares has as many times the tokens.
    fn after(&self, full_at: Tick, shares: u32, now: Tick) -> Tick {
        full_at.max(now) + self.refill / shares
    }

    /// Whether a bucket in this state was not overdrawn.
    fn covers(&self, after: Tick, now: Tick) -> bool {
        after.since(now) <= self.refill * self.burst
    }

    /// Whether no more than `light` tokens of each share are missing in this state.
    fn is_light(&self, after: Tick, light: u32, now: Tick) -> bool {
        after.since(now) <= self.refill * light
    }
}

const ACTIONS: usize = 6;

/// For one source. Fifty sharers behind one IPv4 address must be able to reconnect within a minute after
/// a restart of the server; a person who mistypes a code must not reach the limit.
const PER_SOURCE: [Rate; ACTIONS] = [
    Rate { burst: 120, refill: Duration::from_secs(1) },
    Rate { burst: 60, refill: Duration::from_secs(2) },
    Rate { burst: 20, refill: Duration::from_secs(6) },
    // Three ended invitations, then one wrong code a minute.
    Rate { burst: 9, refill: Duration::from_secs(60) },
    // A page that is closed or loses its network while it proves the code: a few times in a row.
    Rate { burst: 6, refill: Duration::from_secs(30) },
    // A page sends its tags at midnight, when it is loaded, and when it reconnects: enough for fifty pages
    // twice in a minute.
    Rate { burst: 120, refill: Duration::from_secs(2) },
];

/// For all sources together: beyond it, only those are served that have done little.
const OVERALL: [Rate; ACTIONS] = [
    Rate { burst: 2_000, refill: Duration::from_millis(5) },
    Rate { burst: 2_000, refill: Duration::from_millis(10) },
    Rate { burst: 400, refill: Duration::from_millis(25) },
    Rate { burst: 100, refill: Duration::from_millis(50) },
    Rate { burst: 400, refill: Duration::from_millis(25) },
    Rate { burst: 2_000, refill: Duration::from_millis(10) },
];

/// How many tokens a source has used at most that has done little. A person needs one or two of each.
const LIGHT: [u32; ACTIONS] = [8, 4, 4, 2, 2, 8];

/// What refuses claims besides their own bucket.
const GATES: [Action; 2] = [Action::WrongCode, Action::Abandon];

/// One bucket for each action: when it will be full again.
type Buckets = [Tick; ACTIONS];

/// Whether an action is allowed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Admission {
    Allowed,
    Refused,
}

/// Token buckets for each source with its blocks, and for all together.
#[derive(Default)]
pub(crate) struct Throttle {
    overall: Buckets,
    blocks: BTreeMap<Block, (Tick, Buckets)>,
    // INVARIANT: holds (last seen, block) of each entry of `blocks`.
    by_age: BTreeSet<(Tick, Block)>,
}

impl Throttle {
    /// Takes a token for `action` from the buckets of the source, and from that of all.
    pub(crate) fn try_take(&mut self, source: Source, action: Action, now: Tick) -> Admission {
        let gates: &[Action] = if action == Action::Claim { &GATES } else { &[] };
        let mut is_light = true;
        for block in source.blocks() {
            let buckets = self.buckets(block);
            for action in gates.iter().chain([&action]) {
                let rate = action.of(&PER_SOURCE);
                let after = rate.after(*action.of(&buckets), shares(block), now);
                if !rate.covers(after, now) {
                    return Admission::Refused;
                }
                is_light &= rate.is_light(after, *action.of(&LIGHT), now);
            }
        }
        let is_overall = gates.iter().chain([&action]).all(|action| {
            let rate = action.of(&OVERALL);
            rate.covers(rate.after(*action.of(&self.overall), 1, now), now)
        });
        if !is_light && !is_overall {
            return Admission::Refused;
        }
        self.charge(source, action, now);
        Admission::Allowed
    }

    /// Takes a token for something that has happened already, on credit if none is left: several claims
    /// in flight may have a wrong code.
    pub(crate) fn charge(&mut self, source: Source, action: Action, now: Tick) {
        for block in source.blocks() {
            let buckets = self.buckets(block);
            let own = action.of(&PER_SOURCE).after(*action.of(&buckets), shares(block), now);
            self.set(block, buckets, action, own, now);
        }
        // It is never more than empty: what those had who have done little is not held against the others.
        let rate = action.of(&OVERALL);
        let all = action.of_mut(&mut self.overall);
        *all = rate.after(*all, 1, now).min(now + rate.refill * rate.burst);
    }

    fn buckets(&self, block: Block) -> Buckets {
        self.blocks.get(&block).map(|(_, buckets)| *buckets).unwrap_or_default()
    }

    fn set(&mut self, block: Block, mut buckets: Buckets, action: Action, to: Tick, now: Tick) {
        *action.of_mut(&mut buckets) = to;
        if let Some((seen, _)) = self.blocks.insert(block, (now, buckets)) {
            self.by_age.remove(&(seen, block));
        }
        self.by_age.insert((now, block));
        if self.by_age.len() > THROTTLE_ADDRESSES
            && let Some((_, oldest)) = self.by_age.pop_first()
        {
            self.blocks.remove(&oldest);
        }
    }
}

fn shares(block: Block) -> u32 {
    u32::try_from(block.share()).unwrap_or(1)
}

impl Action {
    fn of<T>(self, all: &[T; ACTIONS]) -> &T {
        let [connect, open, claim, wrong_code, abandon, watch] = all;
        match self {
            Action::Connect => connect,
            Action::Open => open,
            Action::Claim => claim,
            Action::WrongCode => wrong_code,
            Action::Abandon => abandon,
            Action::Watch => watch,
        }
    }

    fn of_mut<T>(self, all: &mut [T; ACTIONS]) -> &mut T {
        let [connect, open, claim, wrong_code, abandon, watch] = all;
        match self {
            Action::Connect => connect,
            Action::Open => open,
            Action::Claim => claim,
            Action::WrongCode => wrong_code,
            Action::Abandon => abandon,
            Action::Watch => watch,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

    use proptest::prelude::*;

    use super::*;

    fn source(n: u32) -> Source {
        IpAddr::V4(Ipv4Addr::from_bits(n)).into()
    }

    fn allowed(throttle: &mut Throttle, n: u32, action: Action, now: Tick, asks: u32) -> u32 {
        let asks =
            (0..asks).filter(|_| throttle.try_take(source(n), action, now) == Admission::Allowed);
        u32::try_from(asks.count()).unwrap()
    }

    #[test]
    fn an_address_has_a_burst_and_then_a_rate() {
        let mut throttle = Throttle::default();
        let start = Tick::from_millis(5);
        assert_eq!(allowed(&mut throttle, 1, Action::Claim, start, 100), 20);
        assert_eq!(allowed(&mut throttle, 2, Action::Claim, start, 100), 20);
        let later = start + Duration::from_secs(6 * 5);
        assert_eq!(allowed(&mut throttle, 1, Action::Claim, later, 100), 5);
        let much_later = start + Duration::from_secs(6 * 500);
        assert_eq!(allowed(&mut throttle, 1, Action::Claim, much_later, 100), 20);
    }

    #[test]
    fn where_all_ask_for_much_those_who_ask_for_little_are_served() {
        let mut throttle = Throttle::default();
        let now = Tick::default();
        let first: u32 = (0..20).map(|n| allowed(&mut throttle, n, Action::Claim, now, 100)).sum();
        assert_eq!(first, 400);
        for n in 20..10_000 {
            assert_eq!(allowed(&mut throttle, n, Action::Claim, now, 100), 4);
        }
        assert_eq!(throttle.try_take(source(10_001), Action::Claim, now), Admission::Allowed);
        // What they had is not held against the others later.
        let later = now + Duration::from_secs(1);
        assert_eq!(allowed(&mut throttle, 20, Action::Claim, later, 100), 16);
    }

    #[test]
    fn an_ipv6_site_has_no_more_than_four_addresses_have() {
        let mut throttle = Throttle::default();
        let now = Tick::default();
        let mut site = 0;
        for n in 0..1_000_u16 {
            let address = Ipv6Addr::new(0x2001, 0xdb8, 1, n << 6, 0, 0, 0, 1);
            let source = Source::from(IpAddr::V6(address));
            site += (0..20)
                .filter(|_| throttle.try_take(source, Action::Claim, now) == Admission::Allowed)
                .count();
        }
        assert_eq!(site, 80);
        let neighbour = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 2, 0, 0, 0, 0, 1)).into();
        assert_eq!(throttle.try_take(neighbour, Action::Claim, now), Admission::Allowed);
    }

    #[test]
    fn abandoned_claims_stop_the_claims_of_their_address() {
        let mut throttle = Throttle::default();
        let now = Tick::default();
        for _ in 0..6 {
            assert_eq!(throttle.try_take(source(1), Action::Claim, now), Admission::Allowed);
            throttle.charge(source(1), Action::Abandon, now);
        }
        assert_eq!(throttle.try_take(source(1), Action::Claim, now), Admission::Refused);
        assert_eq!(throttle.try_take(source(2), Action::Claim, now), Admission::Allowed);
        let later = now + Duration::from_secs(30);
        assert_eq!(throttle.try_take(source(1), Action::Claim, later), Admission::Allowed);
    }

    #[test]
    fn wrong_codes_stop_the_claims_of_their_address() {
        let mut throttle = Throttle::default();
        let now = Tick::default();
        for _ in 0..9 {
            assert_eq!(throttle.try_take(source(1), Action::Claim, now), Admission::Allowed);
            throttle.charge(source(1), Action::WrongCode, now);
        }
        assert_eq!(throttle.try_take(source(1), Action::Claim, now), Admission::Refused);
        assert_eq!(throttle.try_take(source(1), Action::Open, now), Admission::Allowed);
        assert_eq!(throttle.try_take(source(2), Action::Claim, now), Admission::Allowed);
        let later = now + Duration::from_secs(60);
        assert_eq!(throttle.try_take(source(1), Action::Claim, later), Admission::Allowed);
    }

    #[test]
    fn an_office_of_helpers_may_come_back_twice_in_a_minute() {
        let mut throttle = Throttle::default();
        let now = Tick::default();
        assert_eq!(allowed(&mut throttle, 1, Action::Watch, now, 100), 100);
        assert_eq!(allowed(&mut throttle, 1, Action::Watch, now, 100), 20);
        let later = now + Duration::from_secs(60);
        assert_eq!(allowed(&mut throttle, 1, Action::Watch, later, 100), 30);
        assert_eq!(throttle.try_take(source(1), Action::Claim, now), Admission::Allowed);
    }

    #[test]
    fn the_table_is_bounded_and_forgets_the_longest_unseen() {
        let mut throttle = Throttle::default();
        let count = u32::try_from(THROTTLE_ADDRESSES).unwrap();
        for n in 0..=count {
            let now = Tick::from_millis(u64::from(n) * 10);
            assert_eq!(throttle.try_take(source(n), Action::Connect, now), Admission::Allowed);
        }
        assert_eq!(throttle.blocks.len(), THROTTLE_ADDRESSES);
        assert_eq!(throttle.by_age.len(), THROTTLE_ADDRESSES);
        assert!(!throttle.blocks.contains_key(&source(0).widest()));
        assert!(throttle.blocks.contains_key(&source(1).widest()));
    }

    #[test]
    fn who_is_seen_again_is_not_forgotten_in_favour_of_others() {
        let mut throttle = Throttle::default();
        let count = u32::try_from(THROTTLE_ADDRESSES).unwrap();
        for n in 0..count {
            throttle.charge(source(n), Action::Connect, Tick::from_millis(u64::from(n)));
        }
        let now = Tick::from_millis(u64::from(count));
        // It comes again and again, and then others who were never seen.
        for _ in 0..9 {
            throttle.charge(source(0), Action::WrongCode, now);
        }
        for n in count..count + 100 {
            throttle.charge(source(n), Action::Connect, now + Duration::from_millis(1));
        }
        assert_eq!(throttle.blocks.len(), THROTTLE_ADDRESSES);
        assert_eq!(throttle.by_age.len(), THROTTLE_ADDRESSES);
        assert_eq!(throttle.try_take(source(0), Action::Claim, now), Admission::Refused);
    }

    #[test]
    fn each_action_has_a_burst_and_a_rate_of_its_own() {
        let now = Tick::from_millis(5);
        for (action, burst, refill) in [
            (Action::Connect, 120, 1),
            (Action::Open, 60, 2),
            (Action::Claim, 20, 6),
            (Action::WrongCode, 9, 60),
            (Action::Abandon, 6, 30),
            (Action::Watch, 120, 2),
        ] {
            let mut throttle = Throttle::default();
            assert_eq!(allowed(&mut throttle, 1, action, now, 200), burst, "{action:?}");
            let before = now + Duration::from_millis(refill * 1_000 - 1);
            assert_eq!(allowed(&mut throttle, 1, action, before, 9), 0, "{action:?}");
            let later = now + Duration::from_secs(refill);
            assert_eq!(allowed(&mut throttle, 1, action, later, 9), 1, "{action:?}");
        }
    }

    #[test]
    fn each_action_has_a_bound_for_all_together_and_beyond_it_a_few_for_each() {
        let now = Tick::from_millis(5);
        for (action, burst, refill, light) in [
            (Action::Connect, 2_000, 5, 8),
            (Action::Open, 2_000, 10, 4),
            (Action::Claim, 400, 25, 4),
            (Action::WrongCode, 100, 50, 2),
            (Action::Abandon, 400, 25, 2),
            (Action::Watch, 2_000, 10, 8),
        ] {
            let mut throttle = Throttle::default();
            // All but one more than are for those who have done little.
            for n in 0..burst - light - 1 {
                throttle.charge(source(n), action, now);
            }
            assert_eq!(allowed(&mut throttle, 5_000, action, now, 200), light + 1, "{action:?}");
            assert_eq!(allowed(&mut throttle, 5_001, action, now, 200), light, "{action:?}");
            let before = now + Duration::from_millis(refill - 1);
            assert_eq!(allowed(&mut throttle, 5_000, action, before, 9), 0, "{action:?}");
            let later = now + Duration::from_millis(refill);
            assert_eq!(allowed(&mut throttle, 5_000, action, later, 9), 1, "{action:?}");
        }
    }

    #[test]
    fn where_all_together_guess_or_abandon_much_claims_are_for_those_who_ask_for_little() {
        let now = Tick::default();
        for (gate, burst) in [(Action::WrongCode, 100), (Action::Abandon, 400)] {
            let mut throttle = Throttle::default();
            for n in 0..burst {
                throttle.charge(source(n), gate, now);
            }
            assert_eq!(allowed(&mut throttle, 5_000, Action::Claim, now, 100), 4, "{gate:?}");
        }
    }

    proptest! {
        /// In any period, an address gets at most its burst and the tokens added since.
        #[test]
        fn no_order_of_asking_gets_more(gaps in proptest::collection::vec(0..10_000_u64, 1..200)) {
            let mut throttle = Throttle::default();
            let mut now = Tick::from_millis(1_000_000);
            let start = now;
            let mut allowed = 0;
            for gap in gaps {
                now = now + Duration::from_millis(gap);
                if throttle.try_take(source(1), Action::Claim, now) == Admission::Allowed {
                    allowed += 1;
                }
            }
            prop_assert!(allowed <= 20 + now.since(start).as_secs() / 6);
        }

        /// Whatever others do, a source that does little is served.
        #[test]
        fn no_crowd_keeps_out_who_asks_for_little(
            others in proptest::collection::vec((0..1_000_u32, 0..5_000_u64), 0..2_000),
        ) {
            let mut throttle = Throttle::default();
            let mut now = Tick::from_millis(1_000_000);
            for (n, gap) in others {
                now = now + Duration::from_millis(gap / 100);
                for action in [Action::Connect, Action::Open, Action::Claim] {
                    let _ = throttle.try_take(source(n), action, now);
                }
                throttle.charge(source(n), Action::WrongCode, now);
                throttle.charge(source(n), Action::Abandon, now);
            }
            for action in [Action::Connect, Action::Open, Action::Claim, Action::Watch] {
                prop_assert_eq!(throttle.try_take(source(5_000), action, now), Admission::Allowed);
            }
        }
    }
}
