//! A TURN client (RFC 8656) that does what the checks need: a relayed address, and a packet through it.

use std::net::SocketAddr;
use std::time::Duration;

use rand_core::{OsRng, RngCore as _};
use relay::{Class, Message, MessageWriter, attribute, long_term_key, method};
use tokio::time::timeout;

use super::carrier::{Broken, Carrier};
use super::findings::LegFault;
use super::stun::{self, Answer};

/// The protocol of the relayed packets: UDP (RFC 8656 §18.8).
const UDP: [u8; 4] = [17, 0, 0, 0];

/// IPv6 as the family of the relayed address (RFC 8656 §18.5).
const FAMILY_V6: [u8; 4] = [2, 0, 0, 0];

/// Errors that ask for another request: no credential yet, an old nonce, no IPv4 (RFC 8656 §19).
const UNAUTHENTICATED: u16 = 401;
const STALE_NONCE: u16 = 438;
const FAMILY_NOT_SUPPORTED: u16 = 440;

/// Requests until an address is granted or refused for good.
const ATTEMPTS: usize = 5;

/// How often a packet is sent until it arrives, and how long each may take.
const PACKETS: usize = 6;
const PACKET: Duration = Duration::from_millis(400);

/// Name and password for a server.
pub(super) struct Credential {
    pub(super) username: String,
    pub(super) password: String,
}

/// A relayed address, and the connection to the server that has it.
pub(super) struct Allocation {
    carrier: Carrier,
    signature: Signature,
    /// The address at which others reach us.
    pub(super) relayed: SocketAddr,
}

/// What signs requests.
struct Signature {
    username: String,
    realm: Vec<u8>,
    nonce: Vec<u8>,
    key: [u8; 16],
}

impl Signature {
    /// For the realm and the nonce of an error.
    fn new(credential: &Credential, error: &Answer) -> Option<Self> {
        let (realm, nonce) = (error.value(attribute::REALM)?, error.value(attribute::NONCE)?);
        let name = std::str::from_utf8(&realm).ok()?;
        let key = long_term_key(&credential.username, name, &credential.password);
        Some(Self { username: credential.username.clone(), realm, nonce, key })
    }

    fn sign(&self, request: MessageWriter) -> MessageWriter {
        request
            .attribute(attribute::USERNAME, self.username.as_bytes())
            .attribute(attribute::REALM, &self.realm)
            .attribute(attribute::NONCE, &self.nonce)
            .signed(&self.key)
    }
}

impl Allocation {
    /// Asks a server for a relayed address (RFC 8656 §7).
    pub(super) async fn open(
        mut carrier: Carrier,
        credential: &Credential,
    ) -> Result<Self, LegFault> {
        let mut signature: Option<Signature> = None;
        let mut is_v6 = false;
        for _ in 0..ATTEMPTS {
            let answer = stun::ask(&mut carrier, method::ALLOCATE, |request| {
                let mut request = request.attribute(attribute::REQUESTED_TRANSPORT, &UDP);
                if is_v6 {
                    request = request.attribute(attribute::REQUESTED_ADDRESS_FAMILY, &FAMILY_V6);
                }
                match &signature {
                    Some(signature) => signature.sign(request),
                    None => request,
                }
            });
            let answer = answer.await?;
            match answer.error() {
                None => {
                    let relayed = answer.address(attribute::XOR_RELAYED_ADDRESS);
                    let signature = signature.ok_or(LegFault::Garbled)?;
                    let relayed = relayed.ok_or(LegFault::Garbled)?;
                    return Ok(Self { carrier, signature, relayed });
                }
                Some(UNAUTHENTICATED) if signature.is_none() => {
                    let new = Signature::new(credential, &answer).ok_or(LegFault::Garbled)?;
                    signature = Some(new);
                }
                Some(STALE_NONCE) => {
                    let new = Signature::new(credential, &answer).ok_or(LegFault::Garbled)?;
                    signature = Some(new);
                }
                Some(FAMILY_NOT_SUPPORTED) if !is_v6 => is_v6 = true,
                Some(code) => return Err(LegFault::Refused(code)),
            }
        }
        Err(LegFault::Refused(STALE_NONCE))
    }

    /// Lets packets of an address through (RFC 8656 §9).
    pub(super) async fn permit(&mut self, peer: SocketAddr) -> Result<(), LegFault> {
        let Self { carrier, signature, .. } = self;
        let complete = |request: MessageWriter| {
            signature.sign(request.address(attribute::XOR_PEER_ADDRESS, peer))
        };
        let answer = stun::ask(carrier, method::CREATE_PERMISSION, complete).await?;
        answer.error().map_or(Ok(()), |code| Err(LegFault::Refused(code)))
    }

    /// Sends a packet to a peer (RFC 8656 §11.1).
    async fn send(&mut self, peer: SocketAddr, data: &[u8]) -> Result<(), LegFault> {
        let mut transaction = [0; 12];
        OsRng.fill_bytes(&mut transaction);
        let message = MessageWriter::new(Class::Indication, method::SEND, &transaction)
            .address(attribute::XOR_PEER_ADDRESS, peer)
            .attribute(attribute::DATA, data)
            .finish();
        Ok(self.carrier.send(&message).await?)
    }

    /// The peer that sent a packet with this data (RFC 8656 §11.4).
    pub(super) async fn receive(&mut self, data: &[u8]) -> Result<SocketAddr, LegFault> {
        loop {
            let bytes = match self.carrier.receive().await {
                Ok(bytes) => bytes,
                Err(Broken::Lost) if self.carrier.repeats() => continue,
                Err(broken) => return Err(broken.into()),
            };
            let Some(message) = Message::parse(&bytes) else { continue };
            let is_data = message.class() == Class::Indication && message.method() == method::DATA;
            if is_data && message.attribute(attribute::DATA) == Some(data) {
                return message.address(attribute::XOR_PEER_ADDRESS).ok_or(LegFault::Garbled);
            }
        }
    }

    /// Gives the address back (RFC 8656 §8).
    pub(super) async fn close(mut self) {
        let Self { carrier, signature, .. } = &mut self;
        let complete = |request: MessageWriter| {
            signature.sign(request.attribute(attribute::LIFETIME, &[0; 4]))
        };
        // Without an answer it ends with the claim.
        let _ = stun::ask(carrier, method::REFRESH, complete).await;
    }
}

/// Random bytes by which a packet is known.
pub(super) fn probe() -> [u8; 16] {
    let mut data = [0; 16];
    OsRng.fill_bytes(&mut data);
    data
}

/// Sends a packet from one relayed address to the other, and one back.
pub(super) async fn exchange(one: &mut Allocation, other: &mut Allocation) -> Result<(), LegFault> {
    one.permit(other.relayed).await?;
    other.permit(one.relayed).await?;
    pass(one, other).await?;
    pass(other, one).await
}

/// Sends packets until one arrives.
async fn pass(from: &mut Allocation, to: &mut Allocation) -> Result<(), LegFault> {
    let data = probe();
    for _ in 0..PACKETS {
        from.send(to.relayed, &data).await?;
        if let Ok(received) = timeout(PACKET, to.receive(&data)).await {
            received?;
            return Ok(());
        }
    }
    Err(LegFault::NoPacket)
}
