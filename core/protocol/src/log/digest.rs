//! Hashes, keys and signatures of the log, as values.

use crate::hex::Hex;

/// The hash of an entry and all earlier ones (SHA-256).
pub type Digest = Hex<32>;

/// The public key for the signatures of one side (Ed25519, RFC 8032).
pub type PublicKey = Hex<32>;

/// An Ed25519 signature (RFC 8032).
pub type Signature = Hex<64>;
