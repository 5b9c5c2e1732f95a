//! A simulated network in virtual time: seeded loss, delay, jitter, duplication and reordering on each
//! link.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use protocol::time::Tick;

use crate::random::Chance;

/// How bad a link is.
#[derive(Clone, Copy, Debug)]
pub struct Conditions {
    /// The least delay, in ms.
    pub delay: u64,
    /// The most that is added to it, in ms.
    pub jitter: u64,
    /// Packets lost, of a hundred.
    pub loss: u64,
    /// Packets that arrive twice, of a hundred.
    pub repeat: u64,
}

impl Conditions {
    /// A wired network.
    pub const GOOD: Self = Self { delay: 1, jitter: 2, loss: 0, repeat: 0 };
    /// A mobile network in a moving train.
    pub const BAD: Self = Self { delay: 60, jitter: 120, loss: 8, repeat: 2 };
    /// A mobile network to the other side of the world.
    pub const AWFUL: Self = Self { delay: 150, jitter: 250, loss: 25, repeat: 5 };

    /// One of them.
    pub fn any(chance: &mut Chance) -> Self {
        *chance.pick(&[Self::GOOD, Self::BAD, Self::AWFUL])
    }
}

/// How a link delivers packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// Reliably and in order.
    Stream,
    /// Packets may be lost, duplicated or reordered.
    Datagram,
}

/// The delay of a retransmission of a lost packet of a stream, in ms.
const RESEND: u64 = 200;

/// Packets of type `T` in flight on links identified by `L`.
#[derive(Debug)]
pub struct Netem<L, T> {
    chance: Chance,
    conditions: Conditions,
    in_flight: BTreeMap<(Tick, u64), (L, T)>,
    /// What does not pass the network at all.
    local: BTreeSet<u64>,
    /// When the last packet of each stream arrives; later ones do not arrive before it.
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
            in_flight: BTreeMap::new(),
            local: BTreeSet::new(),
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

    /// Delivers a packet after `delay` ms, regardless of the conditions of the network.
    pub fn later(&mut self, link: L, packet: T, delay: u64, now: Tick) {
        self.put(now + ms(delay), link, packet);
        self.local.insert(self.sent);
    }

    /// Delivers nothing until `until`. Packets of streams arrive afterwards.
    pub fn black_out(&mut self, until: Tick) {
        self.blackout = self.blackout.max(until);
        let late: Vec<_> = self.in_flight.range(..(until, 0)).map(|(key, _)| *key).collect();
        for key in late {
            if self.local.contains(&key.1) {
                continue;
            }
            if let Some((link, packet)) = self.in_flight.remove(&key)
                && self.last.contains_key(&link)
            {
                // `last` is kept in order: the sequence number breaks the tie.
                self.in_flight.insert((until, key.1), (link, packet));
                let last = self.last.entry(link).or_default();
                *last = (*last).max(until);
            }
        }
    }

    /// Cuts a link permanently. Its packets in flight are lost.
    pub fn cut(&mut self, link: L) {
        self.dead.insert(link);
        self.in_flight.retain(|_, (under, _)| *under != link);
    }

    /// When the next packet arrives.
    pub fn next(&self) -> Option<Tick> {
        self.in_flight.first_key_value().map(|((arrives, _), _)| *arrives)
    }

    /// The next packet that has arrived.
    pub fn pop(&mut self, now: Tick) -> Option<(L, T)> {
        if self.next()? > now {
            return None;
        }
        let ((_, number), arrived) = self.in_flight.pop_first()?;
        self.local.remove(&number);
        Some(arrived)
    }

    /// The packets in flight.
    pub fn in_flight(&self) -> usize {
        self.in_flight.len()
    }

    fn put(&mut self, arrives: Tick, link: L, packet: T) {
        self.sent += 1;
        self.in_flight.insert((arrives, self.sent), (link, packet));
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
