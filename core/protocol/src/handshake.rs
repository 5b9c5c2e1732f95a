//! The handshake: from a shared password to an authenticated, encrypted channel.
//!
//! It runs SPAKE2 (RFC 9382), then key confirmation in both directions, then an AEAD channel. The
//! password is the words of the code, or, for two people who remember each other, the secret that
//! only their computers can compute ([`crate::trust`]). The roles are fixed (the sharer is A, the
//! viewer is B), so the handshake fails if the server reflects a message. Each step consumes the
//! state of the previous one, so no step can be repeated or skipped.
//!
//! ```text
//! viewer                         signal server                        sharer
//! ViewerHandshake::start ──── Claim(slot, Pake B) ─────▶ SharerHandshake::answer
//! AwaitingPake::receive  ◀──────────── Pake A ─────────  AwaitingConfirmation
//!                        ──────── Confirm B ──────────▶  ::confirm → Channel, or WrongCode
//! AwaitingConfirmation   ◀──────── Confirm A ──────────
//!   ::confirm → Channel  ◀═══════ sealed bodies ══════▶
//! ```
//!
//! The viewer confirms first. An attacker who guesses the code gets no confirmation from the sharer
//! to test guesses against, and the sharer counts every wrong guess ([`crate::limits::WRONG_CODES`]).

use alloc::format;
use alloc::vec::Vec;

use hkdf::Hkdf;
use hmac::Mac;
use rand_core::CryptoRngCore;
use sha2::Sha256;
use spake2::{Ed25519Group, Identity, Password, Spake2};
use zeroize::Zeroizing;

pub use crate::body::{Body, HandshakeError};
pub use crate::sealed_channel::{LaneSecret, SealedChannel};

use crate::body::{CONFIRM_BYTES, PAKE_BYTES, TAG_BYTES};
use crate::code::{InvitationCode, Slot};
use crate::derived_keys::{Key, Keys, Purpose};
use crate::sealed_channel::seal_body;
use crate::sealing::Sealer;
use crate::trust::{PairCredential, RendezvousTag};

/// Where the two ends meet. It is part of the SPAKE2 identities and of the transcript.
#[derive(Clone, Copy)]
enum Rendezvous {
    /// At the slot of an invitation.
    Slot(Slot),
    /// At a tag that only the two can compute.
    RendezvousTag(RendezvousTag),
}

impl Rendezvous {
    fn identities(self) -> (Identity, Identity) {
        let name = |role: &str| match self {
            Rendezvous::Slot(slot) => Identity::new(format!("alongside {role} {slot}").as_bytes()),
            Rendezvous::RendezvousTag(tag) => {
                Identity::new(format!("alongside {role} at {tag}").as_bytes())
            }
        };
        (name("sharer"), name("viewer"))
    }
}

/// Derives the keys. The transcript (the rendezvous and both PAKE messages) is the salt, so two ends that saw
/// different messages get different keys.
fn derive(shared: &[u8], rendezvous: Rendezvous, sharer_pake: &[u8], viewer_pake: &[u8]) -> Keys {
    let mut salt = Vec::with_capacity(TAG_BYTES + 2 * PAKE_BYTES);
    match rendezvous {
        Rendezvous::Slot(slot) => salt.extend_from_slice(&u32::from(slot).to_be_bytes()),
        Rendezvous::RendezvousTag(tag) => salt.extend_from_slice(&tag.0),
    }
    salt.extend_from_slice(sharer_pake);
    salt.extend_from_slice(viewer_pake);
    Keys::expand(&Hkdf::<Sha256>::new(Some(&salt), shared))
}

fn confirm<P: Purpose>(key: &Key<P>) -> [u8; CONFIRM_BYTES] {
    key.mac().chain_update(b"confirmed").finalize().into_bytes().into()
}

fn verify<P: Purpose>(key: &Key<P>, got: &[u8]) -> Result<(), HandshakeError> {
    let mac = key.mac().chain_update(b"confirmed");
    mac.verify_slice(got).map_err(|_| HandshakeError::WrongCode)
}

fn words(code: &InvitationCode) -> Password {
    Password::new(code.secret.expose().as_bytes())
}

fn pair_secret(credential: &PairCredential) -> Password {
    Password::new(credential.secret.as_ref())
}

fn pake_bytes(message: Vec<u8>) -> [u8; PAKE_BYTES] {
    message.try_into().expect("a SPAKE2 message over Ed25519 has 33 bytes")
}

/// The first step of the sharer.
#[derive(Debug)]
pub struct SharerHandshake;

impl SharerHandshake {
    /// Answers the first message of a viewer with a code. Returns the next state and the body to send.
    pub fn answer(
        code: &InvitationCode,
        viewer_body: &[u8],
        rng: &mut impl CryptoRngCore,
    ) -> Result<(SharerAwaitsConfirmation, Vec<u8>), HandshakeError> {
        let Body::Pake(viewer_pake) = Body::decode(viewer_body)? else {
            return Err(HandshakeError::OutOfOrder);
        };
        Self::proceed(Rendezvous::Slot(code.slot), &words(code), &viewer_pake, rng)
    }

    /// Answers the first message of a viewer without a code, which claims to be the Helper of this pair.
    pub fn answer_known(
        credential: &PairCredential,
        viewer_body: &[u8],
        rng: &mut impl CryptoRngCore,
    ) -> Result<(SharerAwaitsConfirmation, Vec<u8>), HandshakeError> {
        let Body::PairPake(tag, viewer_pake) = Body::decode(viewer_body)? else {
            return Err(HandshakeError::OutOfOrder);
        };
        if tag != credential.tag {
            return Err(HandshakeError::WrongCode);
        }
        Self::proceed(Rendezvous::RendezvousTag(tag), &pair_secret(credential), &viewer_pake, rng)
    }

    /// The tag in the first message of a viewer without a code. `None` for any other message.
    pub fn claimed_tag(viewer_body: &[u8]) -> Option<RendezvousTag> {
        match Body::decode(viewer_body) {
            Ok(Body::PairPake(tag, _)) => Some(tag),
            Ok(
                Body::Pake(_)
                | Body::Confirm(_)
                | Body::Sealed(_)
                | Body::Resume(_)
                | Body::Resumed(_),
            )
            | Err(_) => None,
        }
    }

    fn proceed(
        rendezvous: Rendezvous,
        password: &Password,
        viewer_pake: &[u8; PAKE_BYTES],
        rng: &mut impl CryptoRngCore,
    ) -> Result<(SharerAwaitsConfirmation, Vec<u8>), HandshakeError> {
        let (a, b) = rendezvous.identities();
        let (state, message) = Spake2::<Ed25519Group>::start_a_with_rng(password, &a, &b, rng);
        let sharer_pake = pake_bytes(message);
        let shared = state.finish(viewer_pake).map_err(|_| HandshakeError::Malformed)?;
        let shared = Zeroizing::new(shared);
        let keys = derive(&shared, rendezvous, &sharer_pake, viewer_pake);
        Ok((SharerAwaitsConfirmation { keys }, Body::Pake(sharer_pake).encode()))
    }
}

/// The sharer, waiting for the viewer's key confirmation.
pub struct SharerAwaitsConfirmation {
    keys: Keys,
}

impl SharerAwaitsConfirmation {
    /// Verifies the viewer's key confirmation. Returns the channel, and the body with the sharer's own.
    pub fn confirm(self, body: &[u8]) -> Result<(SealedChannel, Vec<u8>), HandshakeError> {
        let Body::Confirm(got) = Body::decode(body)? else {
            return Err(HandshakeError::OutOfOrder);
        };
        verify(&self.keys.viewer_confirms, &got)?;
        let own = Body::Confirm(confirm(&self.keys.sharer_confirms)).encode();
        Ok((self.keys.sharer_channel(), own))
    }
}

/// The first step of the viewer.
#[derive(Debug)]
pub struct ViewerHandshake;

impl ViewerHandshake {
    /// Starts with a code. Returns the next state and the body of the claim.
    pub fn start(
        code: &InvitationCode,
        rng: &mut impl CryptoRngCore,
    ) -> (ViewerAwaitsPake, Vec<u8>) {
        let rendezvous = Rendezvous::Slot(code.slot);
        let state = Self::begin(rendezvous, &words(code), rng);
        let body = Body::Pake(state.viewer_pake).encode();
        (state, body)
    }

    /// Starts without a code, as the Helper of a pair. Returns the next state and the body of the claim.
    pub fn start_known(
        credential: &PairCredential,
        rng: &mut impl CryptoRngCore,
    ) -> (ViewerAwaitsPake, Vec<u8>) {
        let rendezvous = Rendezvous::RendezvousTag(credential.tag);
        let state = Self::begin(rendezvous, &pair_secret(credential), rng);
        let body = Body::PairPake(credential.tag, state.viewer_pake).encode();
        (state, body)
    }

    fn begin(
        rendezvous: Rendezvous,
        password: &Password,
        rng: &mut impl CryptoRngCore,
    ) -> ViewerAwaitsPake {
        let (a, b) = rendezvous.identities();
        let (state, message) = Spake2::<Ed25519Group>::start_b_with_rng(password, &a, &b, rng);
        ViewerAwaitsPake { state, viewer_pake: pake_bytes(message), rendezvous }
    }
}

/// The viewer, waiting for the sharer's SPAKE2 message.
pub struct ViewerAwaitsPake {
    state: Spake2<Ed25519Group>,
    viewer_pake: [u8; PAKE_BYTES],
    rendezvous: Rendezvous,
}

impl ViewerAwaitsPake {
    /// Handles the sharer's message. Returns the next state and the body with the key confirmation.
    pub fn receive(
        self,
        body: &[u8],
    ) -> Result<(ViewerAwaitsConfirmation, Vec<u8>), HandshakeError> {
        let Body::Pake(sharer_pake) = Body::decode(body)? else {
            return Err(HandshakeError::OutOfOrder);
        };
        let shared = self.state.finish(&sharer_pake).map_err(|_| HandshakeError::Malformed)?;
        let shared = Zeroizing::new(shared);
        let keys = derive(&shared, self.rendezvous, &sharer_pake, &self.viewer_pake);
        let own = Body::Confirm(confirm(&keys.viewer_confirms)).encode();
        let sealer = Sealer::new(&keys.viewer_seals);
        Ok((ViewerAwaitsConfirmation { keys, sealer }, own))
    }
}

/// The viewer, waiting for the sharer's key confirmation.
pub struct ViewerAwaitsConfirmation {
    keys: Keys,
    sealer: Sealer,
}

impl ViewerAwaitsConfirmation {
    /// Seals a message before the sharer's key confirmation has arrived, to save a round trip. Only an
    /// end with the same password can open it.
    pub fn seal(&mut self, plain: &[u8]) -> Result<Vec<u8>, HandshakeError> {
        seal_body(&mut self.sealer, plain)
    }

    /// Verifies the sharer's key confirmation.
    pub fn confirm(self, body: &[u8]) -> Result<SealedChannel, HandshakeError> {
        let Body::Confirm(got) = Body::decode(body)? else {
            return Err(HandshakeError::OutOfOrder);
        };
        verify(&self.keys.sharer_confirms, &got)?;
        Ok(self.keys.viewer_channel(self.sealer))
    }
}

macro_rules! opaque_debug {
    ($($name:ident)*) => {$(
        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )*};
}

opaque_debug! {
    SharerAwaitsConfirmation ViewerAwaitsPake ViewerAwaitsConfirmation
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counter::Counter;
    use crate::limits::BODY_BYTES;
    use alloc::string::String;
    use alloc::vec;

    fn code(slot: u32, n: usize) -> InvitationCode {
        let words: Vec<_> =
            crate::word_list::CodeLanguage::English.words().skip(n).take(3).collect();
        format!("{slot}-{}", words.join("-")).parse().unwrap()
    }

    struct Ends {
        sharer: SealedChannel,
        viewer: SealedChannel,
    }

    fn meet(sharer: &InvitationCode, viewer: &InvitationCode) -> Result<Ends, HandshakeError> {
        let (viewer, body) = ViewerHandshake::start(viewer, &mut Counter(1));
        let (sharer, body) = SharerHandshake::answer(sharer, &body, &mut Counter(2))?;
        let (viewer, body) = viewer.receive(&body)?;
        let (sharer, body) = sharer.confirm(&body)?;
        Ok(Ends { sharer, viewer: viewer.confirm(&body)? })
    }

    #[test]
    fn two_ends_with_the_same_code_understand_each_other() {
        let mut ends = meet(&code(7, 0), &code(7, 0)).unwrap();
        for text in ["one", "", "three"] {
            let body = ends.viewer.seal(text.as_bytes()).unwrap();
            assert!(!String::from_utf8_lossy(&body).contains("one"));
            assert_eq!(ends.sharer.open(&body).unwrap(), text.as_bytes());
            let body = ends.sharer.seal(text.as_bytes()).unwrap();
            assert_eq!(ends.viewer.open(&body).unwrap(), text.as_bytes());
        }
    }

    #[test]
    fn another_word_or_slot_is_a_wrong_code() {
        assert_eq!(meet(&code(7, 0), &code(7, 1)).err(), Some(HandshakeError::WrongCode));
        assert_eq!(meet(&code(7, 0), &code(8, 0)).err(), Some(HandshakeError::WrongCode));
    }

    #[test]
    fn what_the_server_reflects_repeats_reorders_or_changes_is_refused() {
        let (_, claim) = ViewerHandshake::start(&code(7, 0), &mut Counter(1));
        let (viewer, _) = ViewerHandshake::start(&code(7, 0), &mut Counter(3));
        assert_eq!(viewer.receive(&claim).err(), Some(HandshakeError::Malformed), "reflected");

        let mut ends = meet(&code(7, 0), &code(7, 0)).unwrap();
        let first = ends.viewer.seal(b"first").unwrap();
        let second = ends.viewer.seal(b"second").unwrap();
        assert_eq!(ends.viewer.open(&first), Err(HandshakeError::Tampered), "reflected");
        let mut ends = meet(&code(7, 0), &code(7, 0)).unwrap();
        assert_eq!(ends.sharer.open(&second), Err(HandshakeError::Tampered), "reordered");
        let mut ends = meet(&code(7, 0), &code(7, 0)).unwrap();
        ends.sharer.open(&first).unwrap();
        assert_eq!(ends.sharer.open(&first), Err(HandshakeError::Tampered), "repeated");
        for n in 1..first.len() {
            let mut ends = meet(&code(7, 0), &code(7, 0)).unwrap();
            let mut changed = first.clone();
            changed[n] ^= 1;
            assert_eq!(ends.sharer.open(&changed), Err(HandshakeError::Tampered), "byte {n}");
        }
    }

    #[test]
    fn a_step_out_of_turn_is_refused() {
        let (viewer, claim) = ViewerHandshake::start(&code(7, 0), &mut Counter(1));
        let sealed = Body::Sealed(vec![0; 20]).encode();
        let answer = SharerHandshake::answer(&code(7, 0), &sealed, &mut Counter(2));
        assert_eq!(answer.err(), Some(HandshakeError::OutOfOrder));
        let (sharer, _) = SharerHandshake::answer(&code(7, 0), &claim, &mut Counter(2)).unwrap();
        assert_eq!(sharer.confirm(&claim).err(), Some(HandshakeError::OutOfOrder));
        assert_eq!(viewer.receive(&sealed).err(), Some(HandshakeError::OutOfOrder));
    }

    #[test]
    fn a_message_that_the_server_would_not_relay_is_not_sealed() {
        let mut ends = meet(&code(7, 0), &code(7, 0)).unwrap();
        assert_eq!(ends.viewer.seal(&vec![0; BODY_BYTES]), Err(HandshakeError::TooLarge));
        let body = ends.viewer.seal(&vec![0; BODY_BYTES - 17]).unwrap();
        assert_eq!(body.len(), BODY_BYTES);
        assert!(ends.sharer.open(&body).is_ok(), "a refused message does not use a message number");
    }

    /// The keys of this version, computed with another implementation of HKDF (RFC 5869) and HMAC. A
    /// change here is a new protocol version.
    #[test]
    fn the_derived_keys_never_change() {
        let keys =
            derive(&[7; 32], Rendezvous::Slot(Slot::try_from(7).unwrap()), &[1; 33], &[2; 33]);
        let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        assert_eq!(
            [
                hex(&confirm(&keys.sharer_confirms)),
                hex(&confirm(&keys.viewer_confirms)),
                hex(keys.sharer_seals.0.as_ref()),
                hex(keys.viewer_seals.0.as_ref()),
                hex(keys.opens_lane.0.as_ref()),
            ],
            [
                "cd9ee02ca5fc6ebb4df93e9db29dddba4ee62435509541764c056240228488bf",
                "318d644e0c342469bebab93dbbaea033dafd2a199124197cc8633f1487e3379f",
                "560efadd34d6eff48c709bf58ab18dbcbd3cc248a066447419c39c6130ddaab5",
                "4a2b41ff87bcc7dba663d45bc65245784f96536d8ccd2d4acccd891390e9355e",
                "3ee2a520dd4abc4362fe7e2cd8fecfeed59041c2daf5ab4b20545724eb141492",
            ]
        );
    }
}
