//! The keys of one handshake, each for one purpose.

use core::marker::PhantomData;

use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

/// The purpose of a key. The type system keeps keys of different purposes apart.
pub(crate) trait Purpose {
    const LABEL: &'static [u8];
}

macro_rules! purposes {
    ($($(#[$doc:meta])* $name:ident = $label:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) struct $name;
        impl Purpose for $name {
            const LABEL: &'static [u8] = $label;
        }
    )*};
}

purposes! {
    /// Key confirmation of the sharer.
    SharerConfirms = b"alongside/1 sharer confirms";
    /// Key confirmation of the viewer.
    ViewerConfirms = b"alongside/1 viewer confirms";
    /// Encrypts the sharer's messages.
    SharerSeals = b"alongside/1 sharer seals";
    /// Encrypts the viewer's messages.
    ViewerSeals = b"alongside/1 viewer seals";
    /// Channel binding (RFC 5056): a value that only the two ends of this connection have.
    Binds = b"alongside/1 binds";
    /// What both ends resume the session with.
    Resumes = b"alongside/1 resumes";
    /// The lane: keys of its own are derived from it for each pairing.
    OpensLane = b"alongside/1 opens lane";
}

/// A key of 32 bytes for one purpose. It is wiped when dropped, and has no `Debug`.
pub(crate) struct Key<P: Purpose>(pub(crate) Zeroizing<[u8; 32]>, PhantomData<P>);

impl<P: Purpose> Key<P> {
    pub(crate) fn derive(hkdf: &Hkdf<Sha256>) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        hkdf.expand(P::LABEL, key.as_mut()).expect("32 bytes are within the limit of HKDF-SHA256");
        Self(key, PhantomData)
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn mac(&self) -> Hmac<Sha256> {
        <Hmac<Sha256> as Mac>::new_from_slice(self.0.as_ref()).expect("HMAC takes any key length")
    }
}

/// The keys of one handshake.
pub(crate) struct Keys {
    pub(crate) sharer_confirms: Key<SharerConfirms>,
    pub(crate) viewer_confirms: Key<ViewerConfirms>,
    pub(crate) sharer_seals: Key<SharerSeals>,
    pub(crate) viewer_seals: Key<ViewerSeals>,
    pub(crate) binds: Key<Binds>,
    pub(crate) resumes: Key<Resumes>,
    pub(crate) opens_lane: Key<OpensLane>,
}

impl Keys {
    /// Derives the keys with HKDF (RFC 5869).
    pub(crate) fn expand(hkdf: &Hkdf<Sha256>) -> Self {
        Self {
            sharer_confirms: Key::derive(hkdf),
            viewer_confirms: Key::derive(hkdf),
            sharer_seals: Key::derive(hkdf),
            viewer_seals: Key::derive(hkdf),
            binds: Key::derive(hkdf),
            resumes: Key::derive(hkdf),
            opens_lane: Key::derive(hkdf),
        }
    }
}
