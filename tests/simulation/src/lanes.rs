//! The lanes of the server: what is said on them, and which connections it pairs.

use std::collections::{BTreeMap, VecDeque};

use protocol::channel::Channel;
use protocol::handshake::LaneSecret;
use protocol::network::LaneToken;

/// What an end says on a lane, which the server cannot read: sealed with keys of the secret.
#[derive(Clone, Debug)]
pub enum Frame {
    /// Begins a pairing.
    Hello {
        /// Whose keys.
        key: LaneSecret,
        /// The end's connection, which no other one of a lane has.
        from: u64,
    },
    /// A message.
    Record {
        /// Whose keys.
        key: LaneSecret,
        /// The connection of its sender.
        from: u64,
        /// The one that it is for.
        to: u64,
        /// Counts the messages in this direction.
        count: u64,
        /// The channel.
        channel: Channel,
        /// The message.
        bytes: Vec<u8>,
    },
}

/// What an end is told on its connection to a lane.
#[derive(Clone, Debug)]
pub enum Told {
    /// Another end is there.
    Paired,
    /// That end says something.
    Frame(Frame),
    /// The connection closes.
    Closed,
}

/// The lanes of an honest server. It forwards what it cannot read.
#[derive(Default)]
pub(crate) struct Lanes {
    /// The two tokens of each grant.
    grants: BTreeMap<u64, [LaneToken; 2]>,
    /// The connection that came last with a token.
    seats: BTreeMap<LaneToken, u64>,
    /// What is told to whom.
    told: VecDeque<(u64, Told)>,
}

impl Lanes {
    pub(crate) fn poll(&mut self) -> Option<(u64, Told)> {
        self.told.pop_front()
    }

    pub(crate) fn grant(&mut self, grant: u64, tokens: [LaneToken; 2]) {
        self.grants.insert(grant, tokens);
    }

    pub(crate) fn revoke(&mut self, grant: u64) {
        for token in self.grants.remove(&grant).into_iter().flatten() {
            if let Some(seated) = self.seats.remove(&token) {
                self.told.push_back((seated, Told::Closed));
            }
        }
    }

    fn other(&self, token: LaneToken) -> Option<LaneToken> {
        self.grants
            .values()
            .find_map(|[a, b]| if *a == token { Some(*b) } else { (*b == token).then_some(*a) })
    }

    /// A connection came with a token.
    pub(crate) fn sit(&mut self, id: u64, token: LaneToken) {
        let Some(other) = self.other(token) else {
            return self.told.push_back((id, Told::Closed));
        };
        if let Some(replaced) = self.seats.insert(token, id) {
            self.told.push_back((replaced, Told::Closed));
        }
        if let Some(other) = self.seats.get(&other) {
            self.pair(id, *other);
        }
    }

    /// Tells two connections that they are paired.
    pub(crate) fn pair(&mut self, a: u64, b: u64) {
        self.told.extend([(a, Told::Paired), (b, Told::Paired)]);
    }

    pub(crate) fn leave(&mut self, id: u64) {
        self.seats.retain(|_, seated| *seated != id);
    }

    /// The connection that is paired with this one.
    pub(crate) fn partner(&self, id: u64) -> Option<u64> {
        let (token, _) = self.seats.iter().find(|(_, seated)| **seated == id)?;
        self.seats.get(&self.other(*token)?).copied()
    }

    pub(crate) fn forward(&mut self, id: u64, frame: Frame) {
        if let Some(other) = self.partner(id) {
            self.tell(other, Told::Frame(frame));
        }
    }

    pub(crate) fn tell(&mut self, id: u64, told: Told) {
        self.told.push_back((id, told));
    }

    /// All connections that sit at a lane.
    pub(crate) fn seated(&self) -> Vec<u64> {
        self.seats.values().copied().collect()
    }
}
