//! The keys of one pairing.

use hkdf::Hkdf;
use rand_core::CryptoRngCore;
use sha2::Sha256;

use super::error::LaneError;
use super::receiver::LaneReceiver;
use super::record::LaneSender;
use crate::derived_keys::{Key, Purpose};
use crate::peer::Party;
use crate::sealed_channel::LaneSecret;
use crate::sealing::{Opener, Sealer};

/// Length of an encoded [`LaneHello`].
pub const HELLO_BYTES: usize = 16;

/// The first message of an end after each pairing: a random number. Each pairing has another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneHello {
    nonce: [u8; HELLO_BYTES],
}

impl LaneHello {
    /// Draws a hello for one pairing.
    pub fn generate(rng: &mut impl CryptoRngCore) -> Self {
        let mut nonce = [0; HELLO_BYTES];
        rng.fill_bytes(&mut nonce);
        Self { nonce }
    }

    /// Encodes the message.
    pub fn encode(&self) -> [u8; HELLO_BYTES] {
        self.nonce
    }

    /// Decodes a message.
    pub fn decode(bytes: &[u8]) -> Result<Self, LaneError> {
        bytes.try_into().map(|nonce| Self { nonce }).map_err(|_| LaneError::Hello)
    }
}

/// Encrypts the sharer's records of one pairing.
struct SharerSealsLane;

impl Purpose for SharerSealsLane {
    const LABEL: &'static [u8] = b"alongside-lane/1 sharer seals";
}

/// Encrypts the viewer's records of one pairing.
struct ViewerSealsLane;

impl Purpose for ViewerSealsLane {
    const LABEL: &'static [u8] = b"alongside-lane/1 viewer seals";
}

/// The keys of one pairing.
pub struct LaneKeys {
    end: Party,
    sharer: Key<SharerSealsLane>,
    viewer: Key<ViewerSealsLane>,
}

impl LaneKeys {
    /// Derives the keys with HKDF (RFC 5869) at the `end` of the User (sharer) or the Helper (viewer); the
    /// two hellos are the salt, the sharer's first. Fails if both hellos are the same: the server reflects
    /// ours.
    pub fn derive(
        secret: &LaneSecret,
        end: Party,
        own: &LaneHello,
        other: &LaneHello,
    ) -> Result<Self, LaneError> {
        if own == other {
            return Err(LaneError::Hello);
        }
        let (sharer, viewer) = match end {
            Party::User => (own, other),
            Party::Helper => (other, own),
        };
        let mut salt = [0; 2 * HELLO_BYTES];
        let (first, second) = salt.split_at_mut(HELLO_BYTES);
        first.copy_from_slice(&sharer.nonce);
        second.copy_from_slice(&viewer.nonce);
        let hkdf = Hkdf::<Sha256>::new(Some(&salt), secret.as_bytes());
        Ok(Self { end, sharer: Key::derive(&hkdf), viewer: Key::derive(&hkdf) })
    }

    /// What seals this end's records, and what opens those of the other end.
    pub fn ends(&self) -> (LaneSender, LaneReceiver) {
        let (own, opener, other) = match self.end {
            Party::User => (Sealer::new(&self.sharer), Opener::new(&self.viewer), Party::Helper),
            Party::Helper => (Sealer::new(&self.viewer), Opener::new(&self.sharer), Party::User),
        };
        (LaneSender::new(own), LaneReceiver::new(opener, other))
    }
}

impl core::fmt::Debug for LaneKeys {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("LaneKeys(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::string::String;

    /// The keys of this version of the lane, computed with another implementation of HKDF (RFC 5869). A
    /// change here is a new subprotocol.
    #[test]
    fn the_keys_of_a_pairing_never_change() {
        let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        let secret = LaneSecret::of_bytes([7; 32]);
        let hello = |byte| LaneHello { nonce: [byte; HELLO_BYTES] };
        for (end, own, other) in [(Party::User, 1, 2), (Party::Helper, 2, 1)] {
            let keys = LaneKeys::derive(&secret, end, &hello(own), &hello(other)).unwrap();
            assert_eq!(
                [hex(keys.sharer.as_bytes()), hex(keys.viewer.as_bytes())],
                [
                    "2e510f40e1321df31da96a2b8d29f31640c0154c864ffe1b591f872acbddaaa4",
                    "dc04d8eb01ab2f3bac83189279850fc640769392ff54193b1c9cf01de0719b64",
                ]
            );
        }
    }
}
