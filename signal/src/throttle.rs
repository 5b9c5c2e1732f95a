//! Rate limits: how often one address, and all addresses together, may do something. It has no clock.
//!
//! # How likely it is to guess a code
//!
//! A guess costs a claim and is shown to the User; the third wrong one ends the invitation. A secret has
//! 30 bits, so the probability of guessing the code of one invitation is 3 / 2³⁰, one in 358 million. The
//! throttle bounds the guesses at *all* invitations of a server:
//!
//! | guesses from | wrong codes an hour | finds any invitation |
//! |---|---|---|
//! | one address | 9, then 60 | once in 2,000 years of guessing without pause |
//! | all addresses together | 72,000 | 7 in 100,000 an hour, while 24,000 invitations an hour are burnt |
//!
//! The second row needs a thousand addresses and more invitations than the server keeps. It shows in the
//! metrics (`alongside_wrong_codes_total`).
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

use crate::address::Source;

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
    /// Setting which tags a page watches, or asking which are watched.
    Watch,
}

/// A token bucket: its size, and the time in which one token is added.
struct Rate {
    burst: u32,
    refill: Duration,
}

impl Rate {
    /// Takes a token. The state of a bucket is the time at which it will be full (the theoretical arrival
    /// time of the Generic Cell Rate Algorithm, ITU-T I.371); taking a token adds `refill` to it.
    fn take(&self, full_at: Tick, now: Tick) -> Option<Tick> {
        let after = self.take_on_credit(full_at, now);
        (after.since(now) <= self.refill * self.burst).then_some(after)
    }

    /// Takes a token even if none is left.
    fn take_on_credit(&self, full_at: Tick, now: Tick) -> Tick {
        full_at.max(now) + self.refill
    }
}

const ACTIONS: usize = 5;

/// For one address. Fifty sharers behind one IPv4 address must be able to reconnect within a minute after
/// a restart of the server; a person who mistypes a code must not reach the limit.
const PER_ADDRESS: [Rate; ACTIONS] = [
    Rate { burst: 120, refill: Duration::from_secs(1) },
    Rate { burst: 60, refill: Duration::from_secs(2) },
    Rate { burst: 20, refill: Duration::from_secs(6) },
    // Three ended invitations, then one wrong code a minute.
    Rate { burst: 9, refill: Duration::from_secs(60) },
    // A page sends its tags at midnight, when it is loaded, and when it reconnects: enough for fifty pages
    // twice in a minute.
    Rate { burst: 120, refill: Duration::from_secs(2) },
];

/// For all addresses together.
const OVERALL: [Rate; ACTIONS] = [
    Rate { burst: 2_000, refill: Duration::from_millis(5) },
    Rate { burst: 2_000, refill: Duration::from_millis(10) },
    Rate { burst: 400, refill: Duration::from_millis(25) },
    Rate { burst: 100, refill: Duration::from_millis(50) },
    Rate { burst: 2_000, refill: Duration::from_millis(10) },
];

/// One bucket for each action: when it will be full again.
type Buckets = [Tick; ACTIONS];

/// Whether an action is allowed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Admission {
    Allowed,
    Refused,
}

/// Token buckets for each address and for all together.
#[derive(Default)]
pub(crate) struct Throttle {
    overall: Buckets,
    sources: BTreeMap<Source, (Tick, Buckets)>,
    // INVARIANT: holds (last seen, source) of each entry of `sources`.
    by_age: BTreeSet<(Tick, Source)>,
}

impl Throttle {
    /// Takes a token for `action` from the bucket of the address and from the bucket of all addresses.
    pub(crate) fn try_take(&mut self, source: Source, action: Action, now: Tick) -> Admission {
        let (_, buckets) = self.sources.get(&source).copied().unwrap_or_default();
        if action == Action::Claim {
            let wrong = Action::WrongCode;
            let left = wrong.of(&PER_ADDRESS).take(*wrong.of(&buckets), now);
            let left_overall = wrong.of(&OVERALL).take(*wrong.of(&self.overall), now);
            if left.is_none() || left_overall.is_none() {
                return Admission::Refused;
            }
        }
        let own = action.of(&PER_ADDRESS).take(*action.of(&buckets), now);
        let all = action.of(&OVERALL).take(*action.of(&self.overall), now);
        let (Some(own), Some(all)) = (own, all) else {
            return Admission::Refused;
        };
        self.set(source, buckets, action, own, now);
        *action.of_mut(&mut self.overall) = all;
        Admission::Allowed
    }

    /// Takes a token for something that has happened already, on credit if none is left: several claims
    /// in flight may have a wrong code.
    pub(crate) fn charge(&mut self, source: Source, action: Action, now: Tick) {
        let (_, buckets) = self.sources.get(&source).copied().unwrap_or_default();
        let own = action.of(&PER_ADDRESS).take_on_credit(*action.of(&buckets), now);
        self.set(source, buckets, action, own, now);
        let all = action.of_mut(&mut self.overall);
        *all = action.of(&OVERALL).take_on_credit(*all, now);
    }

    fn set(&mut self, source: Source, mut buckets: Buckets, action: Action, to: Tick, now: Tick) {
        *action.of_mut(&mut buckets) = to;
        if let Some((seen, _)) = self.sources.insert(source, (now, buckets)) {
            self.by_age.remove(&(seen, source));
        }
        self.by_age.insert((now, source));
        if self.by_age.len() > THROTTLE_ADDRESSES
            && let Some((_, oldest)) = self.by_age.pop_first()
        {
            self.sources.remove(&oldest);
        }
    }
}

impl Action {
    fn of<T>(self, all: &[T; ACTIONS]) -> &T {
        let [connect, open, claim, wrong_code, watch] = all;
        match self {
            Action::Connect => connect,
            Action::Open => open,
            Action::Claim => claim,
            Action::WrongCode => wrong_code,
            Action::Watch => watch,
        }
    }

    fn of_mut<T>(self, all: &mut [T; ACTIONS]) -> &mut T {
        let [connect, open, claim, wrong_code, watch] = all;
        match self {
            Action::Connect => connect,
            Action::Open => open,
            Action::Claim => claim,
            Action::WrongCode => wrong_code,
            Action::Watch => watch,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

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
    fn all_addresses_together_are_bounded_too() {
        let mut throttle = Throttle::default();
        let now = Tick::default();
        let total: u32 = (0..100).map(|n| allowed(&mut throttle, n, Action::Claim, now, 100)).sum();
        assert_eq!(total, 400);
        // A refusal by one bucket takes nothing from the other.
        let later = now + Duration::from_secs(1);
        assert_eq!(allowed(&mut throttle, 99, Action::Claim, later, 100), 20);
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
        assert_eq!(throttle.sources.len(), THROTTLE_ADDRESSES);
        assert_eq!(throttle.by_age.len(), THROTTLE_ADDRESSES);
        assert!(!throttle.sources.contains_key(&source(0)));
        assert!(throttle.sources.contains_key(&source(1)));
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
    }
}
