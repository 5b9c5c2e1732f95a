//! How two people who know each other meet again, and how a stranger whom the machine's owner named
//! is recognised: without a code, and without telling the server who knows whom.
//!
//! Each end has an identity: an X25519 key (RFC 7748). Two of them have a secret in common that only
//! the two can compute ([`Pair`]). From it comes everything else: the place where they find each other
//! at the server, which has another name each day ([`Tag`]), the password of the handshake
//! ([`PairCredential`]), and the proof that the key which somebody hands over is theirs ([`Proof`]).
//! What a User lets a Helper know while waiting is a [`Card`], sealed for that Helper.
//!
//! A Helper whom the owner named has not met the User's computer before and cannot know its key. Such
//! computers wait at the Helper's desk ([`IdentityKey::desk`]), with cards that only the Helper can
//! open; the card holds the computer's key.
//!
//! The Diffie-Hellman step itself happens outside: a browser does not hand its private key to anybody,
//! not even to this code.

mod card;
mod identity;
mod pair;
#[cfg(test)]
mod tests;

pub use crate::party::Party as Side;
pub use card::{CARD_TEXT_BYTES, Card, CardError, SealedCard, Standing};
pub use identity::{Day, IdentityKey, IdentityKeyError, Tag};
pub use pair::{Pair, PairCredential, Proof, Shared};
