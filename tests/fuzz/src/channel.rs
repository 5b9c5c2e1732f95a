//! What has more than one step: the handshake, and the channel that it ends in.

use protocol::code::InvitationCode;
use protocol::handshake::{Body, HandshakeError, SealedChannel, SharerHandshake, ViewerHandshake};
use protocol::limits::BODY_BYTES;
use protocol::trust::{Day, IdentityKey, Pair, PairCredential, SharedSecret};
use protocol::utc::Utc;
use rand_core::{CryptoRng, RngCore};

/// Each body has exactly one form.
pub fn body(data: &[u8]) {
    let Ok(body) = Body::decode(data) else { return };
    assert!(data.len() <= BODY_BYTES);
    assert_eq!(body.encode(), data);
}

/// Bytes of a stranger never end a handshake well, at whichever step they come and on whichever
/// side.
pub fn handshake(data: &[u8]) {
    let code = code();
    let mut rng = Counter(0);

    // To the sharer, as the first message and as the proof.
    if let Ok((sharer, _)) = SharerHandshake::answer(&code, data, &mut rng) {
        assert!(sharer.confirm(data).is_err());
    }
    let (_, first) = ViewerHandshake::start(&code, &mut rng);
    let (sharer, _) = SharerHandshake::answer(&code, &first, &mut rng).expect("it is valid");
    assert!(sharer.confirm(data).is_err());

    // As one whom the sharer knows.
    let known = known();
    if let Ok((sharer, _)) = SharerHandshake::answer_known(&known, data, &mut rng) {
        assert_eq!(SharerHandshake::claimed_tag(data), Some(known.tag));
        assert!(sharer.confirm(data).is_err());
    }

    // To the viewer, as the answer and as the proof.
    let (viewer, first) = ViewerHandshake::start(&code, &mut rng);
    let (_, answer) = SharerHandshake::answer(&code, &first, &mut rng).expect("it is valid");
    if let Ok((viewer, _)) = viewer.receive(data) {
        assert!(viewer.confirm(data).is_err());
    }
    let (viewer, first) = ViewerHandshake::start(&code, &mut rng);
    let reflected = viewer.receive(&first);
    assert!(reflected.is_err(), "a message that comes back to its sender is refused");
    let (viewer, _) = ViewerHandshake::start(&code, &mut rng);
    let (viewer, _) = viewer.receive(&answer).expect("any point of the right side is taken");
    assert!(viewer.confirm(data).is_err());
}

/// A channel opens what the other end sealed and nothing else: not a stranger's bytes, not its
/// own words, not the same words again.
pub fn sealed(data: &[u8]) {
    let (mut sharer, mut viewer) = channels();
    match viewer.seal(data) {
        Ok(sealed) => {
            assert!(sealed.len() <= BODY_BYTES);
            assert!(viewer.open(&sealed).is_err(), "reflected");
            assert_eq!(sharer.open(&sealed).as_deref(), Ok(data));
            assert_eq!(sharer.open(&sealed), Err(HandshakeError::Tampered), "repeated");
        }
        Err(error) => assert_eq!(error, HandshakeError::TooLarge),
    }
    let (mut sharer, mut viewer) = channels();
    assert!(sharer.open(data).is_err());
    assert!(viewer.open(data).is_err());
}

/// Both ends of a fresh channel.
fn channels() -> (SealedChannel, SealedChannel) {
    let code = code();
    let mut rng = Counter(7);
    let (viewer, first) = ViewerHandshake::start(&code, &mut rng);
    let (sharer, answer) = SharerHandshake::answer(&code, &first, &mut rng).expect("in order");
    let (viewer, proof) = viewer.receive(&answer).expect("in order");
    let (sharer, proof) = sharer.confirm(&proof).expect("the same code");
    (sharer, viewer.confirm(&proof).expect("the same code"))
}

/// Of two who know each other.
pub fn known() -> PairCredential {
    let shared = SharedSecret::new([7; 32]).expect("not all zero");
    let pair = Pair::new(&shared, &IdentityKey::new([1; 32]), &IdentityKey::new([2; 32]));
    pair.credential(Day::of(Utc::from_unix(0)))
}

fn code() -> InvitationCode {
    let mut words = protocol::word_list::CodeLanguage::English.words();
    let mut word = || words.nth(100).expect("the list has 1024 words");
    format!("7-{}-{}-{}", word(), word(), word()).parse().expect("these are words of the list")
}

/// No chance: the same input must always do the same.
struct Counter(u64);

impl RngCore for Counter {
    fn next_u32(&mut self) -> u32 {
        let [a, b, c, d, ..] = self.next_u64().to_le_bytes();
        u32::from_le_bytes([a, b, c, d])
    }

    fn next_u64(&mut self) -> u64 {
        // SplitMix64 (Steele, Lea, Flood 2014).
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let word = self.next_u64().to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

/// A promise that only a test may break.
impl CryptoRng for Counter {}
