//! The values that only two identities can compute together.

use core::fmt;

use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::identity::{Day, IdentityKey, RendezvousTag};
use crate::hex::Hex;
use crate::party::Party;

/// The X25519 shared secret (RFC 7748 §6.1) of a private key and the other side's public key. It is wiped
/// when dropped, and its `Debug` output hides it.
#[derive(Clone)]
pub struct SharedSecret(Zeroizing<[u8; 32]>);

impl SharedSecret {
    /// Wraps the shared secret. `None` when it is all zero (RFC 7748 §6.1): the public key has a small
    /// order.
    pub fn new(bytes: [u8; 32]) -> Option<Self> {
        (bytes != [0; 32]).then_some(Self(Zeroizing::new(bytes)))
    }

    pub(super) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Proof of possession: shows that the sender of an [`IdentityKey`] has its private key. Only the two
/// identities can compute it, and it is valid for one connection only (channel binding).
pub type KeyProof = Hex<32>;

/// A secret of a User and a Helper, derived from their X25519 shared secret.
#[derive(Clone)]
pub struct Pair(Zeroizing<[u8; 32]>);

impl Pair {
    /// Derives the pair of a User and a Helper. Each side computes the same `shared` from its own private
    /// key and the public key of the other side.
    pub fn new(shared: &SharedSecret, user: &IdentityKey, helper: &IdentityKey) -> Self {
        let salt = [user.as_bytes().as_slice(), helper.as_bytes()].concat();
        let mut secret = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(Some(&salt), shared.as_bytes())
            .expand(b"alongside/1 pair", secret.as_mut())
            .expect("32 bytes are within the limit of HKDF-SHA256");
        Self(secret)
    }

    fn derive<const N: usize>(&self, info: &[u8]) -> [u8; N] {
        let mut bytes = [0; N];
        let hkdf = Hkdf::<Sha256>::from_prk(self.0.as_ref()).expect("a pair's secret has 32 bytes");
        hkdf.expand(info, &mut bytes).expect("a few bytes are within the limit of HKDF-SHA256");
        bytes
    }

    /// The tag at which the User waits and the Helper watches on a day.
    pub fn tag(&self, day: Day) -> RendezvousTag {
        Hex(self.derive(&[b"alongside/1 pair tag".as_slice(), &day.0.to_be_bytes()].concat()))
    }

    /// The credential for the handshake of the two on a day.
    pub fn credential(&self, day: Day) -> PairCredential {
        let secret = Zeroizing::new(self.derive(b"alongside/1 pair secret"));
        PairCredential { tag: self.tag(day), secret }
    }

    /// The secret for the encryption of cards for the Helper.
    pub(super) fn card(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.derive(b"alongside/1 pair card"))
    }

    fn mac(&self, side: Party, binding: &[u8; 32]) -> Hmac<Sha256> {
        let key: Zeroizing<[u8; 32]> = Zeroizing::new(self.derive(b"alongside/1 pair proof"));
        let side: &[u8] = match side {
            Party::User => b"user",
            Party::Helper => b"helper",
        };
        <Hmac<Sha256> as Mac>::new_from_slice(key.as_ref())
            .expect("HMAC takes any key length")
            .chain_update(binding)
            .chain_update(side)
    }

    /// The proof that `side` sends with its public key. `binding` is the channel binding of the connection
    /// ([`crate::handshake::SealedChannel::binding`]).
    pub fn prove(&self, side: Party, binding: &[u8; 32]) -> KeyProof {
        Hex(self.mac(side, binding).finalize().into_bytes().into())
    }

    /// Whether `proof` is the proof of `side`, compared in constant time.
    pub fn verify_proof(&self, side: Party, binding: &[u8; 32], proof: &KeyProof) -> bool {
        self.mac(side, binding).verify_slice(&proof.0).is_ok()
    }
}

/// The credential of a pair, used in the handshake instead of a code.
#[derive(Clone)]
pub struct PairCredential {
    /// The tag at which the two meet.
    pub tag: RendezvousTag,
    pub(crate) secret: Zeroizing<[u8; 32]>,
}

macro_rules! opaque_debug {
    ($($name:ident)*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

opaque_debug! { SharedSecret Pair PairCredential }
