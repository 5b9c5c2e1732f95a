//! A Helper who has a key, as a browser would keep it.

use protocol::handshake::{SealedChannel, ViewerHandshake};
use protocol::signal::{FromSignal, ToSignal};
use protocol::trust::{Card, Day, IdentityKey, Pair, PairCredential, SealedCard, Shared, Tag};
use protocol::utc::Utc;
use rand_core::OsRng;
use x25519_dalek::{PublicKey, StaticSecret};

use crate::claimant::{body, finish};
use crate::server::{Bare, Heard};

/// A Helper with a key.
pub struct KnownHelper(StaticSecret);

/// The moment.
#[expect(clippy::disallowed_methods, reason = "what counts is the day that it is")]
pub fn now() -> Utc {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Utc::from_unix(since.expect("it is after 1970").as_secs())
}

/// The day.
pub fn today() -> Day {
    Day::of(now())
}

impl KnownHelper {
    /// One with a new key.
    #[expect(clippy::new_without_default, reason = "each is another one")]
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

    /// What they and the User with this key have in common.
    pub fn pair(&self, user: &IdentityKey) -> Pair {
        Pair::new(&self.agree(user), user, &self.key())
    }

    /// Opens a card that waits at their desk.
    ///
    /// # Panics
    /// When it is for somebody else.
    pub fn open(&self, card: &SealedCard) -> Card {
        let passing = card.passing().expect("a card has a salt");
        card.open_at(&self.key(), &self.agree(&passing)).expect("the card is for this desk")
    }

    /// Comes to the User with this key. Returns the sealed channel, or what was heard instead.
    pub fn come(&self, socket: &mut Bare, user: &IdentityKey) -> Result<SealedChannel, Heard> {
        come_with(socket, &self.pair(user).credential(today()))
    }
}

/// Comes with a credential, whosever it is.
pub fn come_with(socket: &mut Bare, credential: &PairCredential) -> Result<SealedChannel, Heard> {
    let (pake, first) = ViewerHandshake::start_known(credential, &mut OsRng);
    let (version, tag) = (protocol::VERSION, credential.tag);
    socket.say(&ToSignal::ClaimAt { version, tag, body: body(first) });
    finish(socket, pake)
}

/// Watches a tag until somebody waits there. Returns their cards.
///
/// # Panics
/// When nobody does in time.
pub fn watch(socket: &mut Bare, tag: Tag) -> Vec<SealedCard> {
    socket.say(&ToSignal::Watch { version: protocol::VERSION, tags: vec![tag] });
    loop {
        match socket.hear() {
            Heard::Message(FromSignal::Waiting { tag: at, cards }) if at == tag => {
                if !cards.is_empty() {
                    return cards;
                }
            }
            other => panic!("expected somebody to wait, got {other:?}"),
        }
    }
}
