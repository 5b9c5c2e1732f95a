//! One allocation: a relayed address of a client, with its permissions and channels.

use alloc::vec::Vec;
use core::net::{IpAddr, SocketAddr};

use crate::limits::{
    ANSWER_LIFETIME, CHANNEL_LIFETIME, CHANNELS, PERMISSION_LIFETIME, PERMISSIONS,
    REQUESTS_PER_ALLOCATION,
};
use protocol::time::Tick;

use crate::bucket::{Bucket, Rate};
use crate::credentials::CredentialId;
use crate::flow::Flow;
use crate::prefix::Source;
use crate::stun::TransactionId;
use crate::unanswered::PER_ALLOCATION;

const REQUESTS: Rate = Rate::new(REQUESTS_PER_ALLOCATION);

/// What identifies an allocation's owner.
#[derive(Clone, Copy)]
pub(crate) struct Owner {
    pub(crate) flow: Flow,
    /// The client's address as the server sees it.
    pub(crate) client: SocketAddr,
    pub(crate) credential: CredentialId,
    pub(crate) source: Source,
}

/// The request that made the allocation: it may come again when its answer was lost.
#[derive(Clone, Copy)]
pub(crate) struct Origin {
    pub(crate) transaction: TransactionId,
    pub(crate) has_fingerprint: bool,
}

/// A relayed address of a client.
pub(crate) struct Allocation {
    pub(crate) owner: Owner,
    pub(crate) origin: Origin,
    pub(crate) is_v6: bool,
    /// The address that peers see. `None` while the socket is being opened.
    pub(crate) relayed: Option<SocketAddr>,
    pub(crate) expires: Tick,
    permissions: Vec<Permission>,
    channels: Vec<Channel>,
    requests: Bucket,
    /// Bytes for peers that have not answered.
    unanswered: Bucket,
}

struct Permission {
    peer: IpAddr,
    expires: Tick,
    /// When the peer sent its last packet.
    answered: Option<Tick>,
}

struct Channel {
    number: u16,
    peer: SocketAddr,
    expires: Tick,
}

/// There is no room for a further permission or channel.
pub(crate) struct Full;

/// Why a channel is not bound.
pub(crate) enum BindError {
    /// The number belongs to another peer, or the peer to another number.
    Mismatch,
    Full,
}

impl Allocation {
    pub(crate) fn new(owner: Owner, origin: Origin, is_v6: bool, expires: Tick, now: Tick) -> Self {
        Self {
            owner,
            origin,
            is_v6,
            relayed: None,
            expires,
            permissions: Vec::new(),
            channels: Vec::new(),
            requests: Bucket::full(REQUESTS, now),
            unanswered: Bucket::full(PER_ALLOCATION, now),
        }
    }

    /// Whether one more request is to be answered now.
    pub(crate) fn admit_request(&mut self, now: Tick) -> bool {
        let admitted = self.requests.has(REQUESTS, 1, now);
        if admitted {
            self.requests.take(1);
        }
        admitted
    }

    pub(crate) fn permits(&self, peer: IpAddr, now: Tick) -> bool {
        self.permissions.iter().any(|known| known.peer == peer && now < known.expires)
    }

    /// A packet of a peer has arrived.
    pub(crate) fn on_answer(&mut self, peer: IpAddr, now: Tick) {
        if let Some(known) = self.permissions.iter_mut().find(|known| known.peer == peer) {
            known.answered = Some(now);
        }
    }

    /// Whether a peer has sent a packet within [`ANSWER_LIFETIME`].
    pub(crate) fn is_answered(&self, peer: IpAddr, now: Tick) -> bool {
        let known = self.permissions.iter().find(|known| known.peer == peer);
        let answered = known.and_then(|known| known.answered);
        answered.is_some_and(|answered| now.since(answered) < ANSWER_LIFETIME)
    }

    pub(crate) fn has_unanswered(&mut self, bytes: u64, now: Tick) -> bool {
        self.unanswered.has(PER_ALLOCATION, bytes, now)
    }

    pub(crate) fn take_unanswered(&mut self, bytes: u64) {
        self.unanswered.take(bytes);
    }

    /// Adds or refreshes permissions: all of them, or none when there is no room.
    pub(crate) fn permit(&mut self, peers: &[IpAddr], now: Tick) -> Result<(), Full> {
        self.permissions.retain(|known| now < known.expires);
        let mut added: Vec<IpAddr> = Vec::new();
        for peer in peers {
            let is_known = self.permissions.iter().any(|known| known.peer == *peer);
            if !is_known && !added.contains(peer) {
                added.push(*peer);
            }
        }
        if self.permissions.len() + added.len() > PERMISSIONS {
            return Err(Full);
        }
        let expires = now + PERMISSION_LIFETIME;
        let added = added.into_iter();
        self.permissions.extend(added.map(|peer| Permission { peer, expires, answered: None }));
        for known in &mut self.permissions {
            if peers.contains(&known.peer) {
                known.expires = expires;
            }
        }
        Ok(())
    }

    /// Binds a channel to a peer, or refreshes it, with a permission for the peer's address.
    pub(crate) fn bind(
        &mut self,
        number: u16,
        peer: SocketAddr,
        now: Tick,
    ) -> Result<(), BindError> {
        self.channels.retain(|channel| now < channel.expires);
        let is_full = self.channels.len() >= CHANNELS;
        let found = self
            .channels
            .iter_mut()
            .find(|channel| channel.number == number || channel.peer == peer);
        let expires = now + CHANNEL_LIFETIME;
        match found {
            Some(channel) if channel.number == number && channel.peer == peer => {
                channel.expires = expires;
            }
            Some(_) => return Err(BindError::Mismatch),
            None if is_full => return Err(BindError::Full),
            None => self.channels.push(Channel { number, peer, expires }),
        }
        self.permit(&[peer.ip()], now).map_err(|Full| BindError::Full)
    }

    /// The peer of a channel.
    pub(crate) fn peer(&self, number: u16, now: Tick) -> Option<SocketAddr> {
        let live = |channel: &&Channel| channel.number == number && now < channel.expires;
        self.channels.iter().find(live).map(|channel| channel.peer)
    }

    /// The channel of a peer.
    pub(crate) fn channel(&self, peer: SocketAddr, now: Tick) -> Option<u16> {
        let live = |channel: &&Channel| channel.peer == peer && now < channel.expires;
        self.channels.iter().find(live).map(|channel| channel.number)
    }
}
