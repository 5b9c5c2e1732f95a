//! Requests of clients (RFC 8489 §9.2.4, RFC 8656 §7 to §12) and their answers.

use alloc::vec::Vec;
use core::net::{IpAddr, SocketAddr};

use crate::limits::{ALLOCATION_LIFETIME, ALLOCATIONS_PER_CREDENTIAL, PERMISSIONS};
use protocol::time::Tick;

use crate::allocation::{Allocation, BindError, Full, Origin, Owner};
use crate::attributes::{FAMILY_V4, FAMILY_V6, XorAddress, attribute, method, xor_address};
use crate::counts::Refusal;
use crate::credentials::{CredentialId, REALM};
use crate::flow::Flow;
use crate::machine::{AllocationId, Output, Relay};
use crate::places::NoPlace;
use crate::prefix::Source;
use crate::sources::AddressProof;
use crate::stun::{Class, Message, MessageWriter, TransactionId};

/// The protocol number of UDP.
const UDP: u8 = 17;

/// Channel numbers (RFC 5766 §11; RFC 8656 §12 has only the first of them, and older clients use all).
const CHANNEL_NUMBERS: core::ops::RangeInclusive<u16> = 0x4000..=0x7ffe;

/// Why a request fails: the codes of RFC 8489 §14.8 and RFC 8656 §19.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    BadRequest,
    Unauthenticated,
    Forbidden,
    UnknownAttribute,
    AllocationMismatch,
    StaleNonce,
    AddressFamilyNotSupported,
    WrongCredentials,
    UnsupportedTransport,
    PeerAddressFamilyMismatch,
    QuotaReached,
    InsufficientCapacity,
}

impl Failure {
    fn code(self) -> (u16, &'static str) {
        match self {
            Self::BadRequest => (400, "Bad Request"),
            Self::Unauthenticated => (401, "Unauthenticated"),
            Self::Forbidden => (403, "Forbidden"),
            Self::UnknownAttribute => (420, "Unknown Attribute"),
            Self::AllocationMismatch => (437, "Allocation Mismatch"),
            Self::StaleNonce => (438, "Stale Nonce"),
            Self::AddressFamilyNotSupported => (440, "Address Family not Supported"),
            Self::WrongCredentials => (441, "Wrong Credentials"),
            Self::UnsupportedTransport => (442, "Unsupported Transport Protocol"),
            Self::PeerAddressFamilyMismatch => (443, "Peer Address Family Mismatch"),
            Self::QuotaReached => (486, "Allocation Quota Reached"),
            Self::InsufficientCapacity => (508, "Insufficient Capacity"),
        }
    }

    fn counts_as(self) -> Refusal {
        match self {
            Self::Unauthenticated | Self::WrongCredentials => Refusal::Credentials,
            Self::StaleNonce => Refusal::StaleNonce,
            Self::Forbidden => Refusal::Peer,
            Self::QuotaReached | Self::InsufficientCapacity => Refusal::Quota,
            Self::BadRequest
            | Self::UnknownAttribute
            | Self::AllocationMismatch
            | Self::AddressFamilyNotSupported
            | Self::UnsupportedTransport
            | Self::PeerAddressFamilyMismatch => Refusal::Request,
        }
    }
}

/// A request, and where it came from.
#[derive(Clone, Copy)]
struct Request<'a> {
    flow: Flow,
    client: SocketAddr,
    message: &'a Message<'a>,
    now: Tick,
}

/// Whose request it is.
#[derive(Clone, Copy)]
struct User {
    credential: CredentialId,
    key: [u8; 16],
}

/// What is answered. An allocation is answered when its socket is there.
enum Answer {
    Success(Vec<(u16, Vec<u8>)>),
    Later,
}

impl Answer {
    const EMPTY: Self = Self::Success(Vec::new());
}

impl Relay {
    /// Answers a request, or drops it when there are too many.
    pub(crate) fn request(
        &mut self,
        flow: Flow,
        client: SocketAddr,
        message: &Message<'_>,
        now: Tick,
    ) {
        let request = Request { flow, client, message, now };
        let proof = self.address_proof(request);
        if !self.sources.admit_request(Source::from(client.ip()), proof, now) {
            self.counts.refuse(Refusal::RequestRate);
            return;
        }
        // Only now, since it is the costliest part of reading a long message.
        if !message.is_fingerprint_right() {
            return;
        }
        if message.method() == method::BINDING {
            return self.binding(request);
        }
        let user = match self.authenticate(request, proof) {
            Ok(user) => user,
            Err(failure) => return self.refuse(request, None, failure),
        };
        // Only what is signed counts for an allocation: its address can be forged.
        let allocation = self.by_flow.get(&flow).and_then(|id| self.allocations.get_mut(id));
        if allocation.is_some_and(|allocation| !allocation.admit_request(now)) {
            self.counts.refuse(Refusal::RequestRate);
            return;
        }
        let answer = match message.method() {
            method::ALLOCATE => self.allocate(request, user),
            method::REFRESH => self.refresh(request, user),
            method::CREATE_PERMISSION => self.create_permission(request, user),
            method::CHANNEL_BIND => self.channel_bind(request, user),
            _ => Err(Failure::BadRequest),
        };
        match answer {
            Ok(Answer::Success(attributes)) => {
                let mut writer = self.answer(request, Class::Success);
                for (kind, value) in attributes {
                    writer = writer.attribute(kind, &value);
                }
                self.send(request.flow, message.has_fingerprint(), writer.signed(&user.key));
            }
            Ok(Answer::Later) => {}
            Err(failure) => self.refuse(request, Some(user), failure),
        }
    }

    fn address_proof(&self, request: Request<'_>) -> AddressProof {
        let Request { flow, client, message, now } = request;
        let nonce = message.attribute(attribute::NONCE);
        if nonce.is_some_and(|nonce| self.nonces.is_fresh(nonce, client.ip(), now)) {
            AddressProof::Nonce
        } else if flow.is_stream() {
            AddressProof::Connection
        } else {
            AddressProof::Nothing
        }
    }

    /// Binding needs no credential (RFC 8489 §12).
    fn binding(&mut self, request: Request<'_>) {
        if !unknown_attributes(request.message).is_empty() {
            return self.refuse(request, None, Failure::UnknownAttribute);
        }
        let mapped = XorAddress::new(request.client, &request.message.transaction());
        let answer = self
            .answer(request, Class::Success)
            .attribute(attribute::XOR_MAPPED_ADDRESS, mapped.as_bytes());
        self.counts.bindings += 1;
        self.send(request.flow, request.message.has_fingerprint(), answer);
    }

    /// Who sent a request (RFC 8489 §9.2.4). The nonce is checked first: it costs least, and only who
    /// receives at the client's address has one.
    fn authenticate(&self, request: Request<'_>, proof: AddressProof) -> Result<User, Failure> {
        let message = request.message;
        if !message.has_integrity() {
            return Err(Failure::Unauthenticated);
        }
        let name = message.attribute(attribute::USERNAME).ok_or(Failure::BadRequest)?;
        let realm = message.attribute(attribute::REALM).ok_or(Failure::BadRequest)?;
        message.attribute(attribute::NONCE).ok_or(Failure::BadRequest)?;
        if proof != AddressProof::Nonce {
            return Err(Failure::StaleNonce);
        }
        let (credential, key) = self.credentials.find(name).ok_or(Failure::Unauthenticated)?;
        if realm != REALM.as_bytes() || !message.is_signed_with(&key) {
            return Err(Failure::Unauthenticated);
        }
        if !unknown_attributes(message).is_empty() {
            return Err(Failure::UnknownAttribute);
        }
        Ok(User { credential, key })
    }

    /// RFC 8656 §7.2.
    fn allocate(&mut self, request: Request<'_>, user: User) -> Result<Answer, Failure> {
        let Request { flow, client, message, now } = request;
        let transaction = message.transaction();
        if let Some(id) = self.by_flow.get(&flow).copied() {
            let known = self.allocations.get(&id).ok_or(Failure::AllocationMismatch)?;
            if known.origin.transaction != transaction || known.owner.credential != user.credential
            {
                return Err(Failure::AllocationMismatch);
            }
            // The answer was lost, or the socket is still being opened.
            if known.relayed.is_some() {
                self.answer_allocated(id, now);
            }
            return Ok(Answer::Later);
        }
        match message.attribute(attribute::REQUESTED_TRANSPORT) {
            Some([UDP, _, _, _]) => {}
            Some([_, _, _, _]) => return Err(Failure::UnsupportedTransport),
            Some(_) | None => return Err(Failure::BadRequest),
        }
        let requested = message.attribute(attribute::REQUESTED_ADDRESS_FAMILY);
        let is_both = message.attribute(attribute::ADDITIONAL_ADDRESS_FAMILY).is_some();
        let is_v6 = match requested {
            None | Some([FAMILY_V4, _, _, _]) => false,
            Some([FAMILY_V6, _, _, _]) => true,
            Some(_) => return Err(Failure::AddressFamilyNotSupported),
        };
        let reserved = message.attribute(attribute::RESERVATION_TOKEN);
        if reserved.is_some() && (requested.is_some() || is_both) || requested.is_some() && is_both
        {
            return Err(Failure::BadRequest);
        }
        // Ports are not reserved: no client of today needs RTCP on the next port. A single even port is
        // given up for the same reason.
        let reserves_next = message.attribute(attribute::EVEN_PORT);
        let reserves_next = reserves_next.and_then(<[u8]>::first).is_some_and(|r| r & 0x80 != 0);
        if reserved.is_some() || reserves_next {
            return Err(Failure::InsufficientCapacity);
        }
        if self.config.advertised.of(is_v6).is_none() {
            return Err(Failure::AddressFamilyNotSupported);
        }
        let source = Source::from(client.ip());
        let has = self.credentials.get_mut(user.credential).map_or(0, |user| user.allocations);
        if has >= ALLOCATIONS_PER_CREDENTIAL {
            return Err(Failure::QuotaReached);
        }
        let owner = Owner { flow, client, credential: user.credential, source };
        let origin = Origin { transaction, has_fingerprint: message.has_fingerprint() };
        let expires = now + ALLOCATION_LIFETIME;
        let allocation = Allocation::new(owner, origin, is_v6, expires, now);
        self.begin(allocation, now).map_err(|no_place| match no_place {
            NoPlace::Address => Failure::QuotaReached,
            NoPlace::Full => Failure::InsufficientCapacity,
        })?;
        Ok(Answer::Later)
    }

    /// RFC 8656 §8.2.
    fn refresh(&mut self, request: Request<'_>, user: User) -> Result<Answer, Failure> {
        let message = request.message;
        let id = self.allocation_of(request, user)?;
        let lifetime = message.attribute(attribute::LIFETIME);
        let is_end = lifetime == Some(&[0; 4]);
        if let Some(family) = message.attribute(attribute::REQUESTED_ADDRESS_FAMILY) {
            let is_v6 = self.allocations.get(&id).is_some_and(|allocation| allocation.is_v6);
            if family.first() != Some(if is_v6 { &FAMILY_V6 } else { &FAMILY_V4 }) {
                return Err(Failure::PeerAddressFamilyMismatch);
            }
        }
        if is_end {
            self.end(id);
            return Ok(Answer::Success([(attribute::LIFETIME, [0; 4].to_vec())].to_vec()));
        }
        self.prolong(id, request.now + ALLOCATION_LIFETIME);
        Ok(Answer::Success([(attribute::LIFETIME, lifetime_value().to_vec())].to_vec()))
    }

    /// RFC 8656 §10.2.
    fn create_permission(&mut self, request: Request<'_>, user: User) -> Result<Answer, Failure> {
        let message = request.message;
        let id = self.allocation_of(request, user)?;
        let values = message.attributes();
        let values = values.filter(|(kind, _)| *kind == attribute::XOR_PEER_ADDRESS);
        let mut peers: Vec<IpAddr> = Vec::new();
        for (_, value) in values {
            let peer = xor_address(value, &message.transaction()).ok_or(Failure::BadRequest)?;
            self.check_peer(id, peer, true)?;
            peers.push(peer.ip());
        }
        if peers.is_empty() {
            return Err(Failure::BadRequest);
        }
        if peers.len() > PERMISSIONS {
            return Err(Failure::InsufficientCapacity);
        }
        let allocation = self.allocations.get_mut(&id).ok_or(Failure::AllocationMismatch)?;
        let permitted = allocation.permit(&peers, request.now);
        permitted.map_err(|Full| Failure::InsufficientCapacity)?;
        Ok(Answer::EMPTY)
    }

    /// RFC 8656 §12.2.
    fn channel_bind(&mut self, request: Request<'_>, user: User) -> Result<Answer, Failure> {
        let message = request.message;
        let id = self.allocation_of(request, user)?;
        let number = match message.attribute(attribute::CHANNEL_NUMBER) {
            Some([n0, n1, _, _]) => u16::from_be_bytes([*n0, *n1]),
            Some(_) | None => return Err(Failure::BadRequest),
        };
        let peer = message.attribute(attribute::XOR_PEER_ADDRESS);
        let peer = peer.and_then(|value| xor_address(value, &message.transaction()));
        let peer = peer.ok_or(Failure::BadRequest)?;
        if !CHANNEL_NUMBERS.contains(&number) {
            return Err(Failure::BadRequest);
        }
        self.check_peer(id, peer, false)?;
        let allocation = self.allocations.get_mut(&id).ok_or(Failure::AllocationMismatch)?;
        match allocation.bind(number, peer, request.now) {
            Ok(()) => Ok(Answer::EMPTY),
            Err(BindError::Mismatch) => Err(Failure::BadRequest),
            Err(BindError::Full) => Err(Failure::InsufficientCapacity),
        }
    }

    fn check_peer(
        &self,
        id: AllocationId,
        peer: SocketAddr,
        any_port: bool,
    ) -> Result<(), Failure> {
        let allocation = self.allocations.get(&id).ok_or(Failure::AllocationMismatch)?;
        if allocation.is_v6 != peer.is_ipv6() {
            return Err(Failure::PeerAddressFamilyMismatch);
        }
        if !self.may_reach(peer, any_port) {
            return Err(Failure::Forbidden);
        }
        Ok(())
    }

    /// The allocation that a request is about.
    fn allocation_of(&self, request: Request<'_>, user: User) -> Result<AllocationId, Failure> {
        let id = *self.by_flow.get(&request.flow).ok_or(Failure::AllocationMismatch)?;
        let allocation = self.allocations.get(&id).ok_or(Failure::AllocationMismatch)?;
        if allocation.owner.credential != user.credential {
            return Err(Failure::WrongCredentials);
        }
        if allocation.relayed.is_none() {
            return Err(Failure::AllocationMismatch);
        }
        Ok(id)
    }

    /// Answers the request that made an allocation.
    pub(crate) fn answer_allocated(&mut self, id: AllocationId, now: Tick) {
        let Some(allocation) = self.allocations.get(&id) else { return };
        let Some(relayed) = allocation.relayed else { return };
        let (owner, origin) = (allocation.owner, allocation.origin);
        let left = u32::try_from(allocation.expires.since(now).as_secs()).unwrap_or(u32::MAX);
        let Some(credential) = self.credentials.get_mut(owner.credential) else { return };
        let address = |address| XorAddress::new(address, &origin.transaction);
        let answer = MessageWriter::new(Class::Success, method::ALLOCATE, &origin.transaction)
            .attribute(attribute::XOR_RELAYED_ADDRESS, address(relayed).as_bytes())
            .attribute(attribute::LIFETIME, &left.to_be_bytes())
            .attribute(attribute::XOR_MAPPED_ADDRESS, address(owner.client).as_bytes())
            .signed(&credential.key);
        self.send(owner.flow, origin.has_fingerprint, answer);
    }

    /// Answers that there is no socket for an allocation.
    pub(crate) fn answer_no_socket(&mut self, id: AllocationId) {
        let Some(allocation) = self.allocations.get(&id) else { return };
        let (owner, origin) = (allocation.owner, allocation.origin);
        let Some(credential) = self.credentials.get_mut(owner.credential) else { return };
        let answer = error(method::ALLOCATE, &origin.transaction, Failure::InsufficientCapacity)
            .signed(&credential.key);
        self.counts.refuse(Refusal::Quota);
        self.send(owner.flow, origin.has_fingerprint, answer);
    }

    fn answer(&self, request: Request<'_>, class: Class) -> MessageWriter {
        MessageWriter::new(class, request.message.method(), &request.message.transaction())
    }

    fn refuse(&mut self, request: Request<'_>, user: Option<User>, failure: Failure) {
        self.counts.refuse(failure.counts_as());
        let message = request.message;
        let mut answer = error(message.method(), &message.transaction(), failure);
        match failure {
            Failure::Unauthenticated | Failure::StaleNonce => {
                let nonce = self.nonces.make(request.client.ip(), request.now);
                answer = answer
                    .attribute(attribute::REALM, REALM.as_bytes())
                    .attribute(attribute::NONCE, nonce.as_bytes());
            }
            Failure::UnknownAttribute => {
                let unknown = unknown_attributes(message);
                let value: Vec<u8> = unknown.iter().flat_map(|kind| kind.to_be_bytes()).collect();
                answer = answer.attribute(attribute::UNKNOWN_ATTRIBUTES, &value);
            }
            Failure::BadRequest
            | Failure::Forbidden
            | Failure::AllocationMismatch
            | Failure::AddressFamilyNotSupported
            | Failure::WrongCredentials
            | Failure::UnsupportedTransport
            | Failure::PeerAddressFamilyMismatch
            | Failure::QuotaReached
            | Failure::InsufficientCapacity => {}
        }
        if let Some(user) = user {
            answer = answer.signed(&user.key);
        }
        self.send(request.flow, message.has_fingerprint(), answer);
    }

    fn send(&mut self, flow: Flow, has_fingerprint: bool, answer: MessageWriter) {
        let answer = if has_fingerprint { answer.with_fingerprint() } else { answer };
        self.outputs.push_back(Output::Send { flow, bytes: answer.finish() });
    }
}

fn error(method: u16, transaction: &TransactionId, failure: Failure) -> MessageWriter {
    let (code, reason) = failure.code();
    let (class, number) = (code / 100, code % 100);
    let mut value = [0, 0, class as u8, number as u8].to_vec();
    value.extend_from_slice(reason.as_bytes());
    MessageWriter::new(Class::Error, method, transaction).attribute(attribute::ERROR_CODE, &value)
}

fn lifetime_value() -> [u8; 4] {
    u32::try_from(ALLOCATION_LIFETIME.as_secs()).unwrap_or(u32::MAX).to_be_bytes()
}

/// The attributes that must be understood and are not (RFC 8489 §6.3.1).
fn unknown_attributes(message: &Message<'_>) -> Vec<u16> {
    use attribute::{
        CHANNEL_NUMBER, DATA, DONT_FRAGMENT, EVEN_PORT, LIFETIME, NONCE, OPTIONAL, PRIORITY, REALM,
        REQUESTED_ADDRESS_FAMILY, REQUESTED_TRANSPORT, RESERVATION_TOKEN, USERNAME,
        XOR_MAPPED_ADDRESS, XOR_PEER_ADDRESS, XOR_RELAYED_ADDRESS,
    };
    let known = [
        CHANNEL_NUMBER,
        DATA,
        DONT_FRAGMENT,
        EVEN_PORT,
        LIFETIME,
        NONCE,
        PRIORITY,
        REALM,
        REQUESTED_ADDRESS_FAMILY,
        REQUESTED_TRANSPORT,
        RESERVATION_TOKEN,
        USERNAME,
        XOR_MAPPED_ADDRESS,
        XOR_PEER_ADDRESS,
        XOR_RELAYED_ADDRESS,
    ];
    let kinds = message.attributes().map(|(kind, _)| kind);
    kinds.filter(|kind| *kind < OPTIONAL && !known.contains(kind)).collect()
}
