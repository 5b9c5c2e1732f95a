//! PURE. What only two identities together know.

use core::fmt;

use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::identity::{Day, IdentityKey, Tag};
use crate::hex::Hex;
use crate::party::Party;

/// The result of X25519 (RFC 7748 §6.1) of an own private key and somebody's public one. Wiped when
/// dropped, never shown.
#[derive(Clone)]
pub struct Shared(Zeroizing<[u8; 32]>);

impl Shared {
    /// Wraps the result. `None` when it is all zero: the other's key was no honest one.
    pub fn new(bytes: [u8; 32]) -> Option<Self> {
        (bytes != [0; 32]).then_some(Self(Zeroizing::new(bytes)))
    }

    pub(super) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Shows that the sender of an [`IdentityKey`] can use it: only the two identities can compute it, and
/// it is good for one connection only.
pub type Proof = Hex<32>;

/// A User and a Helper who know each other's keys.
#[derive(Clone)]
pub struct Pair(Zeroizing<[u8; 32]>);

impl Pair {
    /// The pair of a User and a Helper; each computes the same `shared` from the own private and the
    /// other's public key.
    pub fn new(shared: &Shared, user: &IdentityKey, helper: &IdentityKey) -> Self {
        let salt = [user.as_bytes().as_slice(), helper.as_bytes()].concat();
        let mut secret = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(Some(&salt), shared.as_bytes())
            .expand(b"alongside/1 pair", secret.as_mut())
            .expect("32 bytes are within HKDF-SHA256's reach");
        Self(secret)
    }

    fn derive<const N: usize>(&self, info: &[u8]) -> [u8; N] {
        let mut bytes = [0; N];
        let hkdf = Hkdf::<Sha256>::from_prk(self.0.as_ref()).expect("a pair's secret has 32 bytes");
        hkdf.expand(info, &mut bytes).expect("a few bytes are within HKDF-SHA256's reach");
        bytes
    }

    /// Where the User waits and the Helper watches on a day.
    pub fn tag(&self, day: Day) -> Tag {
        Hex(self.derive(&[b"alongside/1 pair tag".as_slice(), &day.0.to_be_bytes()].concat()))
    }

    /// With what the two prove on a day that they are the two.
    pub fn credential(&self, day: Day) -> PairCredential {
        let secret = Zeroizing::new(self.derive(b"alongside/1 pair secret"));
        PairCredential { tag: self.tag(day), secret }
    }

    /// The secret that cards for the Helper are sealed with.
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

    /// What `side` sends along with its key, in the connection that `binding` names
    /// ([`crate::handshake::SealedChannel::binding`]).
    pub fn prove(&self, side: Party, binding: &[u8; 32]) -> Proof {
        Hex(self.mac(side, binding).finalize().into_bytes().into())
    }

    /// Whether `proof` is what `side` would send.
    pub fn is_proven(&self, side: Party, binding: &[u8; 32], proof: &Proof) -> bool {
        self.mac(side, binding).verify_slice(&proof.0).is_ok()
    }
}

/// What takes the place of a code between two who know each other.
#[derive(Clone)]
pub struct PairCredential {
    /// Where they meet.
    pub tag: Tag,
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

opaque_debug! { Shared Pair PairCredential }
