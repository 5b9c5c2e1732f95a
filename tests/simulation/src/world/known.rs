//! A User and a Helper who know each other, and somebody who says that they are the Helper.

use protocol::name::DisplayName;
use protocol::signal::Place;
use protocol::trust::{Card, Day, IdentityKey, Pair, PairCredential, Shared, Standing};
use protocol::utc::Utc;
use session::{KnownHelper, KnownHelpers, Proof, WatchedPlace};
use viewer::contact::KnownUser;

use crate::random::Chance;

const USER: IdentityKey = IdentityKey::new([1; 32]);
const HELPER: IdentityKey = IdentityKey::new([2; 32]);

/// When it all happens.
const NOW: Utc = Utc::from_unix(1_795_375_800);

/// What the two have in common, and what another key would give.
pub(super) struct Acquaintance {
    pair: Pair,
    other: Pair,
    name: DisplayName,
}

impl Acquaintance {
    pub(super) fn new(name: DisplayName) -> Self {
        let pair = |shared: u8| {
            Pair::new(&Shared::new([shared; 32]).expect("it is not zero"), &USER, &HELPER)
        };
        Self { pair: pair(7), other: pair(8), name }
    }

    /// For whom the User waits.
    pub(super) fn helpers(&self, user: DisplayName, rng: &mut Chance) -> KnownHelpers {
        let card = Card { standing: Standing::Asks, name: user, key: USER, since: NOW };
        let credential = self.credential(true);
        let card = card.seal(&self.pair, rng).expect("a short name has room in a card");
        let place = Place { tag: credential.tag, card: Some(card) };
        let (name, key, proof) = (self.name.clone(), HELPER, Proof::Contact);
        KnownHelpers {
            places: vec![WatchedPlace { place, helper: name.clone() }],
            helpers: vec![KnownHelper { credential, name, key, proof }],
            left_out: 0,
        }
    }

    /// As whom a Helper comes: the one who is known, or somebody at the same place with another key.
    pub(super) fn meeting(&self, user: DisplayName, right: bool) -> KnownUser {
        KnownUser { name: user, key: USER, credential: self.credential(right) }
    }

    fn credential(&self, right: bool) -> PairCredential {
        let real = self.pair.credential(Day::of(NOW));
        if right {
            return real;
        }
        // Whoever learnt the place has not learnt the secret.
        let mut forged = self.other.credential(Day::of(NOW));
        forged.tag = real.tag;
        forged
    }
}
