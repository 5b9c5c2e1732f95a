//! A Helper with an identity key, as a browser would store it.

use protocol::handshake::{SealedChannel, ViewerHandshake};
use protocol::signal::{FromSignal, ToSignal};
use protocol::trust::{Card, Day, IdentityKey, Pair, PairCredential, SealedCard, Shared, Tag};
use protocol::utc::Utc;
use rand_core::OsRng;
use x25519_dalek::{PublicKey, StaticSecret};

use crate::claimant::{body, finish};
use crate::server::{RawClient, Received};

/// A Helper with a key.
pub struct KnownHelper(StaticSecret);

/// The current time.
#[expect(clippy::disallowed_methods, reason = "tags depend on the current day")]
pub fn now() -> Utc {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Utc::from_unix(since.expect("it is after 1970").as_secs())
}

/// The current day.
pub fn today() -> Day {
    Day::of(now())
}

impl KnownHelper {
    /// A Helper with a new random key.
    #[expect(clippy::new_without_default, reason = "each has a different key")]
    pub fn new() -> Self {
        Self(StaticSecret::random_from_rng(OsRng))
    }

    /// Their public key.
    pub fn key(&self) -> IdentityKey {
        IdentityKey::new(PublicKey::from(&self.0).to_bytes())
    }

    fn agree(&self, other: &IdentityKey) -> Shared {
        let shared = self.0.diffie_hellman(&PublicKey::from(*other.as_bytes()));
        Shared::new(*shared.as_bytes()).expect("the keys of tests are honest")
    }

    /// The secret shared with the User who has this key.
    pub fn pair(&self, user: &IdentityKey) -> Pair {
        Pair::new(&self.agree(user), user, &self.key())
    }

    /// Opens a card sealed for this Helper.
    ///
    /// # Panics
    /// When it is sealed for another one.
    pub fn open(&self, card: &SealedCard) -> Card {
        let passing = card.passing().expect("a card has a salt");
        card.open_at(&self.key(), &self.agree(&passing)).expect("the card is for this Helper")
    }

    /// Claims the invitation of the User with this key. Returns the sealed channel, or what was received
    /// instead.
    pub fn claim(
        &self,
        socket: &mut RawClient,
        user: &IdentityKey,
    ) -> Result<SealedChannel, Received> {
        claim_with(socket, &self.pair(user).credential(today()))
    }
}

/// Claims with any credential.
pub fn claim_with(
    socket: &mut RawClient,
    credential: &PairCredential,
) -> Result<SealedChannel, Received> {
    let (pake, first) = ViewerHandshake::start_known(credential, &mut OsRng);
    let (version, tag) = (protocol::VERSION, credential.tag);
    socket.send(&ToSignal::ClaimAt { version, tag, body: body(first) });
    finish(socket, pake)
}

/// Watches a tag until sharers wait there. Returns their cards.
///
/// # Panics
/// When none does in time.
pub fn watch(socket: &mut RawClient, tag: Tag) -> Vec<SealedCard> {
    socket.send(&ToSignal::Watch { version: protocol::VERSION, tags: vec![tag] });
    loop {
        match socket.receive() {
            Received::Message(FromSignal::Waiting { tag: at, cards }) if at == tag => {
                if !cards.is_empty() {
                    return cards;
                }
            }
            other => panic!("expected a waiting sharer, got {other:?}"),
        }
    }
}
