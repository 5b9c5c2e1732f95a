//! Resuming a session: the two ends prove to each other that they are the two of the handshake.
//!
//! Both derive a secret from the handshake, and from the secret a tag. When the connection to the signal
//! server and every path are lost, the sharer waits at the tag, and the viewer claims it there. No
//! code is needed, and nobody else can take the place:
//!
//! ```text
//! viewer                                                          sharer
//!   ──── AwaitAt(tag, Resume: counter, nonce V, HMAC of both) ────▶
//!   ◀─── Resumed: nonce S, HMAC of counter, V and S ───────────────
//!   ◀══ sealed bodies, with keys of the secret, counter, V and S ══▶
//! ```
//!
//! The counter grows with each attempt, and the sharer accepts only a higher one than it has accepted, so
//! that a request cannot be replayed.

use alloc::vec::Vec;

use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use rand_core::CryptoRngCore;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::body::{Body, HandshakeError, NONCE_BYTES, ResumeAnswer, ResumeRequest};
use crate::hex::Hex;
use crate::party::Party;
use crate::sealed_channel::{SealedChannel, resumed_channel};
use crate::trust::RendezvousTag;

/// What both ends resume a session with. It is wiped when dropped.
#[derive(Clone)]
pub struct Resumption {
    secret: Zeroizing<[u8; 32]>,
}

/// A viewer that has asked to resume.
pub struct ViewerResuming {
    secret: Zeroizing<[u8; 32]>,
    counter: u32,
    nonce: [u8; NONCE_BYTES],
}

impl Resumption {
    /// What a session is resumed with, when this channel and every path are lost.
    pub fn of(channel: &SealedChannel) -> Self {
        Self::new(channel.resume_secret())
    }

    pub(crate) fn new(secret: [u8; 32]) -> Self {
        Self { secret: Zeroizing::new(secret) }
    }

    /// The secret, for a store that outlives the page by a moment. Whoever has it can take the Helper's
    /// place, so it goes nowhere else.
    pub fn export(&self) -> Zeroizing<[u8; 32]> {
        self.secret.clone()
    }

    /// What [`Self::export`] returned before.
    pub fn import(secret: [u8; 32]) -> Self {
        Self::new(secret)
    }

    /// Where the sharer waits. It tells nobody anything about the secret.
    pub fn tag(&self) -> RendezvousTag {
        let mut tag = [0; 16];
        let hkdf = Hkdf::<Sha256>::new(None, self.secret.as_ref());
        hkdf.expand(b"alongside/1 resumes at", &mut tag).expect("16 bytes are within the limit");
        Hex(tag)
    }

    /// The viewer's first step. `counter` must be higher than in each attempt before, in this session.
    /// Returns the next step and the body of the claim.
    pub fn request(&self, counter: u32, rng: &mut impl CryptoRngCore) -> (ViewerResuming, Vec<u8>) {
        let mut nonce = [0; NONCE_BYTES];
        rng.fill_bytes(&mut nonce);
        let mac = self.request_mac(counter, &nonce).finalize().into_bytes().into();
        let body = Body::Resume(ResumeRequest { counter, nonce, mac }).encode();
        (ViewerResuming { secret: self.secret.clone(), counter, nonce }, body)
    }

    /// Whether a body is a request to resume a session.
    pub fn is_request(body: &[u8]) -> bool {
        matches!(Body::decode(body), Ok(Body::Resume(_)))
    }

    /// The sharer's step. `last` is the counter of the request that it accepted last; 0 before. Returns
    /// the counter of this one, the new channel, and the body of the answer.
    pub fn answer(
        &self,
        last: u32,
        body: &[u8],
        rng: &mut impl CryptoRngCore,
    ) -> Result<(u32, SealedChannel, Vec<u8>), HandshakeError> {
        let Body::Resume(request) = Body::decode(body)? else {
            return Err(HandshakeError::OutOfOrder);
        };
        let ResumeRequest { counter, nonce, mac } = request;
        let is_right = self.request_mac(counter, &nonce).verify_slice(&mac).is_ok();
        if !is_right || counter <= last {
            return Err(HandshakeError::WrongCode);
        }
        let mut own = [0; NONCE_BYTES];
        rng.fill_bytes(&mut own);
        let mac = answer_mac(&self.secret, counter, &nonce, &own).finalize().into_bytes().into();
        let channel =
            resumed_channel(self.secret.as_ref(), &salt(counter, &nonce, &own), Party::User);
        Ok((counter, channel, Body::Resumed(ResumeAnswer { nonce: own, mac }).encode()))
    }

    fn request_mac(&self, counter: u32, nonce: &[u8]) -> Hmac<Sha256> {
        mac(&self.secret)
            .chain_update(b"viewer resumes")
            .chain_update(counter.to_be_bytes())
            .chain_update(nonce)
    }
}

impl ViewerResuming {
    /// Verifies the sharer's answer.
    pub fn finish(self, body: &[u8]) -> Result<SealedChannel, HandshakeError> {
        let Body::Resumed(ResumeAnswer { nonce, mac }) = Body::decode(body)? else {
            return Err(HandshakeError::OutOfOrder);
        };
        answer_mac(&self.secret, self.counter, &self.nonce, &nonce)
            .verify_slice(&mac)
            .map_err(|_| HandshakeError::WrongCode)?;
        let salt = salt(self.counter, &self.nonce, &nonce);
        Ok(resumed_channel(self.secret.as_ref(), &salt, Party::Helper))
    }
}

fn mac(secret: &Zeroizing<[u8; 32]>) -> Hmac<Sha256> {
    <Hmac<Sha256> as Mac>::new_from_slice(secret.as_ref()).expect("HMAC takes any key length")
}

fn answer_mac(
    secret: &Zeroizing<[u8; 32]>,
    counter: u32,
    viewer: &[u8],
    sharer: &[u8],
) -> Hmac<Sha256> {
    mac(secret)
        .chain_update(b"sharer resumes")
        .chain_update(counter.to_be_bytes())
        .chain_update(viewer)
        .chain_update(sharer)
}

fn salt(counter: u32, viewer: &[u8], sharer: &[u8]) -> Vec<u8> {
    let mut salt = counter.to_be_bytes().to_vec();
    salt.extend_from_slice(viewer);
    salt.extend_from_slice(sharer);
    salt
}

impl core::fmt::Debug for Resumption {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Resumption(…)")
    }
}

impl core::fmt::Debug for ViewerResuming {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("ViewerResuming(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counter::Counter;

    fn resumption() -> Resumption {
        Resumption::new([9; 32])
    }

    #[test]
    fn the_two_ends_of_a_session_resume_it_with_new_keys() {
        let (sharer, viewer) = (resumption(), resumption());
        assert_eq!(sharer.tag(), viewer.tag());
        let (resuming, request) = viewer.request(1, &mut Counter(1));
        assert!(Resumption::is_request(&request));
        let (counter, mut sharer_channel, answer) =
            sharer.answer(0, &request, &mut Counter(2)).unwrap();
        assert_eq!(counter, 1);
        let mut viewer_channel = resuming.finish(&answer).unwrap();
        let body = viewer_channel.seal(b"here").unwrap();
        assert_eq!(sharer_channel.open(&body).unwrap(), b"here");
        let body = sharer_channel.seal(b"there").unwrap();
        assert_eq!(viewer_channel.open(&body).unwrap(), b"there");
        assert_ne!(Resumption::of(&sharer_channel).tag(), sharer.tag(), "each channel has its own");
    }

    #[test]
    fn a_page_that_is_loaded_again_resumes_with_what_it_has_exported() {
        let viewer = Resumption::import(*resumption().export());
        let (resuming, request) = viewer.request(1, &mut Counter(1));
        let (_, _, answer) = resumption().answer(0, &request, &mut Counter(2)).unwrap();
        assert!(resuming.finish(&answer).is_ok());
    }

    #[test]
    fn a_request_counts_once_and_nobody_else_can_make_one() {
        let sharer = resumption();
        let (_, request) = resumption().request(3, &mut Counter(1));
        assert!(sharer.answer(2, &request, &mut Counter(2)).is_ok());
        for last in [3, 4, u32::MAX] {
            let again = sharer.answer(last, &request, &mut Counter(2)).err();
            assert_eq!(again, Some(HandshakeError::WrongCode), "replayed after {last}");
        }
        let (_, foreign) = Resumption::new([8; 32]).request(4, &mut Counter(1));
        assert_eq!(
            sharer.answer(3, &foreign, &mut Counter(2)).err(),
            Some(HandshakeError::WrongCode)
        );
        for n in 1..request.len() {
            let mut changed = request.clone();
            changed[n] ^= 1;
            assert!(sharer.answer(2, &changed, &mut Counter(2)).is_err(), "byte {n}");
        }
        assert!(sharer.answer(0, &request[..request.len() - 1], &mut Counter(2)).is_err());
    }

    #[test]
    fn only_the_sharer_of_the_session_can_answer() {
        let (resuming, request) = resumption().request(1, &mut Counter(1));
        let (_, _, answer) = resumption().answer(0, &request, &mut Counter(2)).unwrap();
        let mut changed = answer.clone();
        changed[5] ^= 1;
        assert_eq!(resuming.finish(&changed).err(), Some(HandshakeError::WrongCode));
        let (resuming, _) = resumption().request(1, &mut Counter(7));
        assert_eq!(resuming.finish(&answer).err(), Some(HandshakeError::WrongCode), "replayed");
        let (resuming, request) = resumption().request(1, &mut Counter(1));
        assert_eq!(resuming.finish(&request).err(), Some(HandshakeError::OutOfOrder), "reflected");
    }
}
