//! The path of relayed packets: whether a packet may pass, and where it goes.

use core::net::SocketAddr;

use crate::limits::PACKET_COST;
use protocol::time::Tick;

use crate::counts::Refusal;
use crate::flow::Flow;
use crate::machine::{AllocationId, Forward, Relay};
use crate::packet::{CHANNEL_HEADER_BYTES, Packet};

impl Relay {
    /// ChannelData of a client (RFC 8656 §12.6).
    pub(crate) fn channel_data(
        &mut self,
        flow: Flow,
        packet: &mut Packet,
        now: Tick,
    ) -> Option<Forward> {
        let (header, data) = packet.bytes().split_first_chunk::<CHANNEL_HEADER_BYTES>()?;
        let [n0, n1, l0, l1] = *header;
        let length = usize::from(u16::from_be_bytes([l0, l1]));
        // Padding may follow, even in a datagram.
        if data.len() < length {
            return None;
        }
        let id = *self.by_flow.get(&flow)?;
        let Some(peer) = self.allocations.get(&id)?.peer(u16::from_be_bytes([n0, n1]), now) else {
            self.counts.refuse(Refusal::Permission);
            return None;
        };
        packet.keep(CHANNEL_HEADER_BYTES..CHANNEL_HEADER_BYTES + length);
        self.forward_to_peer(id, peer, packet, now)
    }

    /// A payload from the client of an allocation to a peer.
    pub(crate) fn forward_to_peer(
        &mut self,
        id: AllocationId,
        peer: SocketAddr,
        packet: &mut Packet,
        now: Tick,
    ) -> Option<Forward> {
        let allocation = self.allocations.get(&id)?;
        let relayed = allocation.relayed?;
        if !allocation.permits(peer.ip(), now) {
            self.counts.refuse(Refusal::Permission);
            return None;
        }
        let other = self.by_relayed.get(&peer).copied();
        // Checked for each packet: which addresses are the server's own can change.
        if other.is_none() && !self.config.policy.allows(peer.ip(), peer.port()) {
            self.counts.refuse(Refusal::Peer);
            return None;
        }
        let length = packet.bytes().len();
        let is_v6 = allocation.is_v6;
        let is_answered = other.is_some() || allocation.is_answered(peer.ip(), now);
        if peer.is_ipv6() != is_v6
            || !is_answered && !self.may_send_unanswered(id, peer, length, now)
        {
            return None;
        }
        if !self.charge(id, length, now) {
            return None;
        }
        if !is_answered {
            self.count_unanswered(id, peer, length);
        }
        match other {
            // Both ends are clients of this server: the packet stays inside. Behind a NAT that does not
            // turn packets around, it would not come back.
            Some(other) => self.forward_to_client(other, relayed, packet, now),
            None => Some(Forward::Peer { from: id, to: peer }),
        }
    }

    /// A payload from a peer to the client of an allocation.
    pub(crate) fn forward_to_client(
        &mut self,
        id: AllocationId,
        peer: SocketAddr,
        packet: &mut Packet,
        now: Tick,
    ) -> Option<Forward> {
        let allocation = self.allocations.get_mut(&id)?;
        if !allocation.permits(peer.ip(), now) {
            self.counts.refuse(Refusal::Permission);
            return None;
        }
        allocation.on_answer(peer.ip(), now);
        let flow = allocation.owner.flow;
        let channel = allocation.channel(peer, now);
        if !self.charge(id, packet.bytes().len(), now) {
            return None;
        }
        match channel {
            Some(number) => packet.wrap_channel(number, flow.is_stream())?,
            None => {
                // Only requests need an id that cannot be guessed (RFC 8489 §5).
                self.next_indication += 1;
                let mut transaction = [0; 12];
                transaction[4..].copy_from_slice(&self.next_indication.to_be_bytes());
                packet.wrap_data(peer, &transaction)?;
            }
        }
        Some(Forward::Client(flow))
    }

    /// Whether so many bytes may be relayed for an allocation now; if so, they are counted.
    fn charge(&mut self, id: AllocationId, length: usize, now: Tick) -> bool {
        let Some(allocation) = self.allocations.get(&id) else { return false };
        let (credential, source) = (allocation.owner.credential, allocation.owner.source);
        let Some(credential) = self.credentials.get_mut(credential) else { return false };
        let bytes = cost(length);
        let has_all = credential.has_bytes(bytes, now)
            && self.sources.has_bytes(source, bytes, now)
            && self.shares.has(source, bytes, now);
        if has_all {
            credential.take_bytes(bytes);
            self.sources.take_bytes(source, bytes);
            self.shares.take(source, bytes);
            self.counts.relay(length);
        } else {
            self.counts.refuse(Refusal::ByteRate);
        }
        has_all
    }

    /// Whether so many bytes may go to a peer that has not answered.
    fn may_send_unanswered(
        &mut self,
        id: AllocationId,
        peer: SocketAddr,
        length: usize,
        now: Tick,
    ) -> bool {
        let Some(allocation) = self.allocations.get_mut(&id) else { return false };
        let bytes = cost(length);
        let has_all = allocation.has_unanswered(bytes, now)
            && self.sources.has_unanswered(allocation.owner.source, bytes, now)
            && self.unanswered.has(peer.ip(), bytes, now);
        if !has_all {
            self.counts.refuse(Refusal::Unanswered);
        }
        has_all
    }

    fn count_unanswered(&mut self, id: AllocationId, peer: SocketAddr, length: usize) {
        let Some(allocation) = self.allocations.get_mut(&id) else { return };
        let bytes = cost(length);
        allocation.take_unanswered(bytes);
        self.sources.take_unanswered(allocation.owner.source, bytes);
        self.unanswered.take(peer.ip(), bytes);
    }

    /// Whether a client may send to a port of a peer, or to some port without one.
    pub(crate) fn may_reach(&self, peer: SocketAddr, any_port: bool) -> bool {
        let policy = &self.config.policy;
        if any_port {
            // A permission for the relayed address is needed to reach another client of this server; the
            // port is checked for each packet.
            let advertised = self.config.advertised.of(peer.is_ipv6());
            return advertised == Some(peer.ip()) || policy.allows_address(peer.ip());
        }
        self.by_relayed.contains_key(&peer) || policy.allows(peer.ip(), peer.port())
    }
}

/// What a packet with so many bytes of payload counts as.
fn cost(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX).saturating_add(PACKET_COST)
}
