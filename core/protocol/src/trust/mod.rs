//! Rendezvous and authentication without a code: between contacts, and for Helpers that the owner of the
//! machine has named in the policy. The server does not learn which people know each other.
//!
//! Each end has an identity: an X25519 key pair (RFC 7748). Two identities have a Diffie-Hellman secret
//! ([`Pair`]). HKDF (RFC 5869) derives all other values from it: the tag of the place at the server where
//! the two find each other, which changes each day ([`RendezvousTag`]); the password of the handshake
//! ([`PairCredential`]); and the proof of possession of a private key ([`KeyProof`]). A waiting User sends
//! the Helper an encrypted [`PresenceCard`] through the server.
//!
//! A Helper in the policy does not know the key of the User's computer in advance. Such computers wait
//! at a tag that is derived from the Helper's public key alone ([`IdentityKey::public_tag`]). Only the Helper
//! can open their cards, which contain the key of the computer.
//!
//! The caller performs the Diffie-Hellman step: the browser's private key is not extractable (Web
//! Cryptography API), so this code cannot have it.

mod card;
mod identity;
mod pair;
#[cfg(test)]
mod tests;

pub use crate::party::Party;
pub use card::{Availability, CARD_TEXT_BYTES, CardError, PresenceCard, SealedCard};
pub use identity::{Day, IdentityKey, IdentityKeyError, RendezvousTag};
pub use pair::{KeyProof, Pair, PairCredential, SharedSecret};
