//! The machine: its tables, what comes in, and the end of allocations.

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::vec::Vec;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::limits::{ALLOCATIONS, ALLOCATIONS_PER_ADDRESS};
use protocol::time::Tick;

use crate::allocation::Allocation;
use crate::attributes::{attribute, method, xor_address};
use crate::counts::Counts;
use crate::credentials::{Credentials, TableFull};
use crate::flow::Flow;
use crate::nonce::Nonces;
use crate::packet::Packet;
use crate::places::{NoPlace, Places};
use crate::policy::PeerPolicy;
use crate::shares::Shares;
use crate::sources::Sources;
use crate::stun::{Class, Message};
use crate::unanswered::Unanswered;

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
    pub(crate) by_relayed: BTreeMap<SocketAddr, AllocationId>,
    expiries: BTreeSet<(Tick, AllocationId)>,
    places: Places,
    pub(crate) shares: Shares,
    pub(crate) unanswered: Unanswered,
    next_allocation: u64,
    pub(crate) next_indication: u64,
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
            places: Places::new(ALLOCATIONS, ALLOCATIONS_PER_ADDRESS),
            shares: Shares::new(now),
            unanswered: Unanswered::new(now),
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
                let message = Message::parse_unchecked(packet.bytes())?;
                match (message.class(), message.method()) {
                    (Class::Request, _) => {
                        self.request(flow, client, &message, now);
                        None
                    }
                    // The FINGERPRINT of an indication is not checked: it only tells STUN from other protocols,
                    // which is clear here.
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

    /// Puts an allocation into the tables, and asks for its socket. If there are too many, one of an address with
    /// more ends.
    pub(crate) fn begin(&mut self, allocation: Allocation, now: Tick) -> Result<(), NoPlace> {
        let owner = allocation.owner;
        let id = AllocationId(self.next_allocation);
        if let Some(ended) = self.places.take(id.0, owner.client.ip(), |_| true)? {
            self.end(AllocationId(ended));
        }
        let is_counted = self.sources.add_allocation(owner.source, now);
        let Some(credential) = self.credentials.get_mut(owner.credential).filter(|_| is_counted)
        else {
            self.places.give_back(id.0);
            return Err(NoPlace::Full);
        };
        credential.allocations += 1;
        self.next_allocation += 1;
        self.by_flow.insert(owner.flow, id);
        self.expiries.insert((allocation.expires, id));
        self.outputs.push_back(Output::OpenSocket { allocation: id, is_v6: allocation.is_v6 });
        self.allocations.insert(id, allocation);
        Ok(())
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
        self.places.give_back(id.0);
        if let Some(relayed) = allocation.relayed {
            self.by_relayed.remove(&relayed);
        }
        if let Some(credential) = self.credentials.get_mut(owner.credential) {
            credential.allocations = credential.allocations.saturating_sub(1);
        }
        self.sources.remove_allocation(owner.source);
        self.outputs.push_back(Output::CloseSocket(id));
    }
}

/// Where `part` begins in `whole`, of which it is a part.
fn offset(whole: &[u8], part: &[u8]) -> Option<usize> {
    let start = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    (start + part.len() <= whole.len()).then_some(start)
}
