//! The machine: its tables, the path of relayed packets, and the end of allocations.

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::vec::Vec;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::limits::{BYTES_OVERALL, PACKET_COST};
use protocol::time::Tick;

use crate::allocation::Allocation;
use crate::attributes::{attribute, method, xor_address};
use crate::bucket::{Bucket, Rate};
use crate::counts::{Counts, Refusal};
use crate::credentials::{Credentials, TableFull};
use crate::nonce::Nonces;
use crate::packet::{CHANNEL_HEADER_BYTES, Packet};
use crate::policy::PeerPolicy;
use crate::sources::{Source, Sources};
use crate::stun::{Class, Message};

const BYTES: Rate = Rate::bytes(BYTES_OVERALL);

/// The addresses that peers see: one of each family that the server relays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Advertised {
    /// For IPv4 peers.
    pub v4: Option<Ipv4Addr>,
    /// For IPv6 peers.
    pub v6: Option<Ipv6Addr>,
}

impl Advertised {
    pub(crate) fn of(&self, is_v6: bool) -> Option<IpAddr> {
        if is_v6 { self.v6.map(IpAddr::V6) } else { self.v4.map(IpAddr::V4) }
    }
}

/// How a server relays.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Its addresses.
    pub advertised: Advertised,
    /// Which peers it sends to.
    pub policy: PeerPolicy,
}

/// Names an allocation, and the socket of its relayed address. Never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AllocationId(pub u64);

/// How a client is reached: together with the server's address this is the 5-tuple of RFC 8656 §2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flow {
    /// By datagrams of one of the server's sockets.
    Datagram {
        /// Which socket.
        socket: u16,
        /// The client.
        client: SocketAddr,
    },
    /// By a connection. The number is never used again.
    Stream(u64),
}

impl Flow {
    fn is_stream(self) -> bool {
        match self {
            Self::Datagram { .. } => false,
            Self::Stream(_) => true,
        }
    }
}

/// Where the packet in the buffer goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forward {
    /// To a client.
    Client(Flow),
    /// To a peer, from the socket of an allocation.
    Peer {
        /// Which socket.
        from: AllocationId,
        /// The peer.
        to: SocketAddr,
    },
}

/// What the shell has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Send an answer to a client.
    Send {
        /// The client.
        flow: Flow,
        /// A whole STUN message.
        bytes: Vec<u8>,
    },
    /// Open a UDP socket on any port, and report it by [`Relay::socket_opened`].
    OpenSocket {
        /// For which allocation.
        allocation: AllocationId,
        /// For IPv6, else for IPv4.
        is_v6: bool,
    },
    /// Close the socket of an allocation.
    CloseSocket(AllocationId),
}

/// A STUN and TURN server.
pub struct Relay {
    pub(crate) config: Config,
    pub(crate) nonces: Nonces,
    pub(crate) credentials: Credentials,
    pub(crate) sources: Sources,
    // INVARIANT: `by_flow`, `by_relayed` and `expiries` name each allocation once by its flow, its relayed
    // address if it has one, and its end.
    pub(crate) allocations: BTreeMap<AllocationId, Allocation>,
    pub(crate) by_flow: BTreeMap<Flow, AllocationId>,
    by_relayed: BTreeMap<SocketAddr, AllocationId>,
    expiries: BTreeSet<(Tick, AllocationId)>,
    overall: Bucket,
    next_allocation: u64,
    next_indication: u64,
    pub(crate) outputs: VecDeque<Output>,
    pub(crate) counts: Counts,
}

impl Relay {
    /// A server without credentials. `key` is random; nonces are made with it.
    pub fn new(config: Config, key: [u8; 32], now: Tick) -> Self {
        Self {
            config,
            nonces: Nonces::new(key),
            credentials: Credentials::default(),
            sources: Sources::new(now),
            allocations: BTreeMap::new(),
            by_flow: BTreeMap::new(),
            by_relayed: BTreeMap::new(),
            expiries: BTreeSet::new(),
            overall: Bucket::full(BYTES, now),
            next_allocation: 0,
            next_indication: 0,
            outputs: VecDeque::new(),
            counts: Counts::default(),
        }
    }

    /// Adds a credential, or replaces the one of this name and ends its allocations.
    ///
    /// # Errors
    /// When the table is full.
    pub fn add_credential(
        &mut self,
        username: &str,
        password: &str,
        now: Tick,
    ) -> Result<(), TableFull> {
        self.remove_credential(username);
        self.credentials.add(username, password, now)
    }

    /// Removes a credential with all its allocations.
    pub fn remove_credential(&mut self, username: &str) {
        let Some(credential) = self.credentials.remove(username) else { return };
        let its = self.allocations.iter();
        let its = its.filter(|(_, allocation)| allocation.owner.credential == credential);
        let its: Vec<_> = its.map(|(id, _)| *id).collect();
        for id in its {
            self.end(id);
        }
    }

    /// Changes which addresses are the server's own.
    pub fn set_own_addresses(&mut self, own: Vec<IpAddr>) {
        self.config.policy.own = own;
    }

    /// A client's connection has ended, and its allocation with it.
    pub fn stream_closed(&mut self, stream: u64) {
        if let Some(id) = self.by_flow.get(&Flow::Stream(stream)) {
            self.end(*id);
        }
    }

    /// Whether a client has an allocation.
    pub fn has_allocation(&self, flow: Flow) -> bool {
        self.by_flow.contains_key(&flow)
    }

    /// The socket of an allocation was opened on this port, or could not be opened.
    pub fn socket_opened(&mut self, id: AllocationId, port: Option<u16>, now: Tick) {
        let Some(allocation) = self.allocations.get_mut(&id) else { return };
        let address = self.config.advertised.of(allocation.is_v6);
        match address.zip(port) {
            Some((address, port)) => {
                let relayed = SocketAddr::new(address, port);
                allocation.relayed = Some(relayed);
                self.by_relayed.insert(relayed, id);
                self.counts.allocated += 1;
                self.answer_allocated(id, now);
            }
            None => {
                self.answer_no_socket(id);
                self.end(id);
            }
        }
    }

    /// Takes a message of a client. A relayed packet is rewritten in place, and goes where the result says.
    /// Everything else that is to be done comes from [`poll`](Self::poll).
    pub fn from_client(
        &mut self,
        flow: Flow,
        client: SocketAddr,
        packet: &mut Packet,
        now: Tick,
    ) -> Option<Forward> {
        match packet.bytes().first()? {
            0x40..=0x7f => self.channel_data(flow, packet, now),
            0x00..=0x3f => {
                let message = Message::parse(packet.bytes())?;
                match (message.class(), message.method()) {
                    (Class::Request, _) => {
                        self.request(flow, client, &message, now);
                        None
                    }
                    (Class::Indication, method::SEND) => {
                        let peer = message.attribute(attribute::XOR_PEER_ADDRESS)?;
                        let peer = xor_address(peer, &message.transaction())?;
                        let data = message.attribute(attribute::DATA)?;
                        let at = offset(packet.bytes(), data)?;
                        packet.keep(at..at + data.len());
                        let id = *self.by_flow.get(&flow)?;
                        self.forward_to_peer(id, peer, packet, now)
                    }
                    (Class::Indication | Class::Success | Class::Error, _) => None,
                }
            }
            0x80..=0xff => None,
        }
    }

    /// Takes a packet that a peer sent to the socket of an allocation; see
    /// [`from_client`](Self::from_client).
    pub fn from_peer(
        &mut self,
        id: AllocationId,
        peer: SocketAddr,
        packet: &mut Packet,
        now: Tick,
    ) -> Option<Forward> {
        // What comes from the server's own sockets is handed over in the process, or is not of a peer.
        if self.config.policy.is_own(peer.ip()) {
            return None;
        }
        self.forward_to_client(id, peer, packet, now)
    }

    /// What is to be done next.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When [`handle_timeout`](Self::handle_timeout) is due.
    pub fn deadline(&self) -> Option<Tick> {
        self.expiries.first().map(|(tick, _)| *tick)
    }

    /// Ends the allocations that were not refreshed.
    pub fn handle_timeout(&mut self, now: Tick) {
        while let Some((expires, id)) = self.expiries.first().copied()
            && expires <= now
        {
            self.end(id);
        }
    }

    /// The numbers so far.
    pub fn counts(&self) -> Counts {
        Counts {
            allocations: self.allocations.len(),
            credentials: self.credentials.len(),
            ..self.counts
        }
    }

    /// ChannelData of a client (RFC 8656 §12.6).
    fn channel_data(&mut self, flow: Flow, packet: &mut Packet, now: Tick) -> Option<Forward> {
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
    fn forward_to_peer(
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
        if peer.is_ipv6() != allocation.is_v6 || !self.charge(id, packet.bytes().len(), now) {
            return None;
        }
        match other {
            // Both ends are clients of this server: the packet stays inside. Behind a NAT that does not
            // turn packets around, it would not come back.
            Some(other) => self.forward_to_client(other, relayed, packet, now),
            None => Some(Forward::Peer { from: id, to: peer }),
        }
    }

    /// A payload from a peer to the client of an allocation.
    fn forward_to_client(
        &mut self,
        id: AllocationId,
        peer: SocketAddr,
        packet: &mut Packet,
        now: Tick,
    ) -> Option<Forward> {
        let allocation = self.allocations.get(&id)?;
        if !allocation.permits(peer.ip(), now) {
            self.counts.refuse(Refusal::Permission);
            return None;
        }
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
        let bytes = u64::try_from(length).unwrap_or(u64::MAX).saturating_add(PACKET_COST);
        let has_all = credential.has_bytes(bytes, now)
            && self.sources.has_bytes(source, bytes, now)
            && self.overall.has(BYTES, bytes, now);
        if has_all {
            credential.take_bytes(bytes);
            self.sources.take_bytes(source, bytes);
            self.overall.take(bytes);
            self.counts.relay(length);
        } else {
            self.counts.refuse(Refusal::ByteRate);
        }
        has_all
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

    /// Puts an allocation into the tables, and asks for its socket.
    pub(crate) fn begin(&mut self, allocation: Allocation, now: Tick) -> bool {
        let owner = allocation.owner;
        let Some(credential) = self.credentials.get_mut(owner.credential) else { return false };
        if !self.sources.add_allocation(owner.source, now) {
            return false;
        }
        credential.allocations += 1;
        let id = AllocationId(self.next_allocation);
        self.next_allocation += 1;
        self.by_flow.insert(owner.flow, id);
        self.expiries.insert((allocation.expires, id));
        self.outputs.push_back(Output::OpenSocket { allocation: id, is_v6: allocation.is_v6 });
        self.allocations.insert(id, allocation);
        true
    }

    /// Moves the end of an allocation.
    pub(crate) fn prolong(&mut self, id: AllocationId, until: Tick) {
        let Some(allocation) = self.allocations.get_mut(&id) else { return };
        self.expiries.remove(&(allocation.expires, id));
        allocation.expires = until;
        self.expiries.insert((until, id));
    }

    /// Ends an allocation at once.
    pub(crate) fn end(&mut self, id: AllocationId) {
        let Some(allocation) = self.allocations.remove(&id) else { return };
        let owner = allocation.owner;
        self.by_flow.remove(&owner.flow);
        self.expiries.remove(&(allocation.expires, id));
        if let Some(relayed) = allocation.relayed {
            self.by_relayed.remove(&relayed);
        }
        if let Some(credential) = self.credentials.get_mut(owner.credential) {
            credential.allocations = credential.allocations.saturating_sub(1);
        }
        self.sources.remove_allocation(owner.source);
        self.outputs.push_back(Output::CloseSocket(id));
    }

    pub(crate) fn admit_request(&mut self, flow: Flow, source: Source, now: Tick) -> bool {
        let allocation = self.by_flow.get(&flow).and_then(|id| self.allocations.get_mut(id));
        match allocation {
            Some(allocation) => allocation.admit_request(now),
            None => self.sources.admit_request(source, flow.is_stream(), now),
        }
    }
}

/// Where `part` begins in `whole`, of which it is a part.
fn offset(whole: &[u8], part: &[u8]) -> Option<usize> {
    let start = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    (start + part.len() <= whole.len()).then_some(start)
}
