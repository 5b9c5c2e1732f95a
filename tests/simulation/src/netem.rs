//! A network that is only a list: seeded loss, delay, jitter, repetition and reordering, for each
//! link on its own, in virtual time.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use protocol::time::Tick;

use crate::random::Chance;

/// How bad a link is.
#[derive(Clone, Copy, Debug)]
pub struct Conditions {
    /// The least time on the way, in ms.
    pub delay: u64,
    /// The most that is added to it, in ms.
    pub jitter: u64,
    /// Packets lost, of a hundred.
    pub loss: u64,
    /// Packets that arrive twice, of a hundred.
    pub repeat: u64,
}

impl Conditions {
    /// A cable.
    pub const GOOD: Self = Self { delay: 1, jitter: 2, loss: 0, repeat: 0 };
    /// A phone in a train.
    pub const BAD: Self = Self { delay: 60, jitter: 120, loss: 8, repeat: 2 };
    /// The far end of the world through a radio.
    pub const AWFUL: Self = Self { delay: 150, jitter: 250, loss: 25, repeat: 5 };

    /// One of them.
    pub fn any(chance: &mut Chance) -> Self {
        *chance.pick(&[Self::GOOD, Self::BAD, Self::AWFUL])
    }
}

/// What a link promises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// Everything arrives once, in order, however late.
    Stream,
    /// Anything may be lost, repeated or overtaken.
    Datagram,
}

/// How long a lost packet of a stream takes to be sent again, in ms.
const RESEND: u64 = 200;

/// Packets of type `T` under way on links named by `L`.
#[derive(Debug)]
pub struct Netem<L, T> {
    chance: Chance,
    conditions: Conditions,
    under_way: BTreeMap<(Tick, u64), (L, T)>,
    /// When the last packet of a stream arrives: none overtakes it.
    last: BTreeMap<L, Tick>,
    dead: BTreeSet<L>,
    /// Until when nothing arrives.
    blackout: Tick,
    sent: u64,
}

impl<L: Copy + Ord, T: Clone> Netem<L, T> {
    /// An idle network.
    pub fn new(chance: Chance, conditions: Conditions) -> Self {
        Self {
            chance,
            conditions,
            under_way: BTreeMap::new(),
            last: BTreeMap::new(),
            dead: BTreeSet::new(),
            blackout: Tick::default(),
            sent: 0,
        }
    }

    /// Changes the conditions for what is sent from here on.
    pub fn set(&mut self, conditions: Conditions) {
        self.conditions = conditions;
    }

    /// Sends a packet.
    pub fn send(&mut self, link: L, promise: Promise, packet: T, now: Tick) {
        if self.dead.contains(&link) {
            return;
        }
        let Conditions { delay, jitter, loss, repeat } = self.conditions;
        let mut arrives = now + ms(delay + self.chance.between(0, jitter));
        match promise {
            Promise::Stream => {
                while self.chance.percent(loss) {
                    arrives = arrives + ms(RESEND);
                }
                let before = self.last.get(&link).copied().unwrap_or_default();
                arrives = arrives.max(before).max(self.blackout);
                self.last.insert(link, arrives);
            }
            Promise::Datagram => {
                if self.chance.percent(loss) || now < self.blackout {
                    return;
                }
                if self.chance.percent(repeat) {
                    let again = arrives + ms(self.chance.between(0, jitter));
                    self.put(again, link, packet.clone());
                }
            }
        }
        self.put(arrives, link, packet);
    }

    /// Something that happens at one place after `delay` ms, whatever the network does.
    pub fn later(&mut self, link: L, packet: T, delay: u64, now: Tick) {
        self.put(now + ms(delay), link, packet);
    }

    /// Nothing arrives until then; streams go on afterwards.
    pub fn black_out(&mut self, until: Tick) {
        self.blackout = self.blackout.max(until);
        let late: Vec<_> = self.under_way.range(..(until, 0)).map(|(key, _)| *key).collect();
        for key in late {
            if let Some((link, packet)) = self.under_way.remove(&key)
                && self.last.contains_key(&link)
            {
                // `last` is kept in order: the sequence number breaks the tie.
                self.under_way.insert((until, key.1), (link, packet));
                let last = self.last.entry(link).or_default();
                *last = (*last).max(until);
            }
        }
    }

    /// Cuts a link for good: what is under way on it is lost.
    pub fn cut(&mut self, link: L) {
        self.dead.insert(link);
        self.under_way.retain(|_, (under, _)| *under != link);
    }

    /// When the next packet arrives.
    pub fn next(&self) -> Option<Tick> {
        self.under_way.first_key_value().map(|((arrives, _), _)| *arrives)
    }

    /// The next packet that has arrived.
    pub fn pop(&mut self, now: Tick) -> Option<(L, T)> {
        if self.next()? > now {
            return None;
        }
        self.under_way.pop_first().map(|(_, arrived)| arrived)
    }

    /// Packets under way.
    pub fn under_way(&self) -> usize {
        self.under_way.len()
    }

    fn put(&mut self, arrives: Tick, link: L, packet: T) {
        self.sent += 1;
        self.under_way.insert((arrives, self.sent), (link, packet));
    }
}

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_keeps_its_order_and_loses_nothing() {
        let mut net = Netem::new(Chance::new(1), Conditions::AWFUL);
        for n in 0..500u64 {
            net.send((), Promise::Stream, n, Tick::from_millis(n));
        }
        net.black_out(Tick::from_millis(700));
        let far = Tick::from_millis(1_000_000);
        let arrived: Vec<u64> = std::iter::from_fn(|| net.pop(far)).map(|(_, n)| n).collect();
        assert_eq!(arrived, (0..500).collect::<Vec<_>>());
    }

    #[test]
    fn datagrams_are_lost_repeated_and_overtaken() {
        let mut net = Netem::new(Chance::new(1), Conditions::BAD);
        for n in 0..1000u64 {
            net.send((), Promise::Datagram, n, Tick::from_millis(n));
        }
        let far = Tick::from_millis(1_000_000);
        let arrived: Vec<u64> = std::iter::from_fn(|| net.pop(far)).map(|(_, n)| n).collect();
        let once: BTreeSet<u64> = arrived.iter().copied().collect();
        assert!(once.len() < 1000 && once.len() > 800, "{} of 1000 arrived", once.len());
        assert!(arrived.len() > once.len(), "some arrived twice");
        assert!(!arrived.is_sorted(), "some overtook others");
    }
}
