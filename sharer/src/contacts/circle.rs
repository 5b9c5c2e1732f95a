//! SHELL. Who may come without a code, where they are waited for, and how one more is remembered.

use std::path::PathBuf;

use protocol::limits::PLACES;
use protocol::name::DisplayName;
use protocol::signal::Place;
use protocol::trust::{Card, Day, IdentityKey, Pair, Standing};
use protocol::utc::Utc;
use rand_core::{CryptoRngCore, OsRng};

use session::contacts::{Book, Contact};

use crate::cli::exit::Failure;
use crate::policy::rules::TrustedHelper;
use crate::store::contacts::{Store, StoreError, now};
use crate::store::identity::{self, Identity};
use crate::store::private::{self, PrivateError};
use session::{KnownHelper, KnownHelpers, Proof, Recognition, WatchedPlace};

/// For whom a sharer waits.
#[derive(Clone, Debug)]
pub enum Way {
    /// For whoever has the code.
    Code,
    /// For one contact, who is asked to help.
    Contact(DisplayName),
    /// For offers: from contacts, and from the Helpers whom the owner of the computer named.
    Offers(Vec<TrustedHelper>),
}

/// Those who may come without a code.
pub struct Circle {
    identity: Identity,
    /// As the waiting one is shown to them.
    name: DisplayName,
    standing: Standing,
    since: Utc,
    members: Vec<Member>,
}

struct Member {
    name: DisplayName,
    key: IdentityKey,
    pair: Pair,
    proof: Proof,
}

/// Why there is nobody to wait for.
#[derive(Debug, thiserror::Error)]
pub enum CircleError {
    /// The files of identity and contacts.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nobody is remembered, and the owner named nobody.
    #[error(
        "nobody could offer help: you remember no helper, and the owner of this computer named none. \
         Type /remember in a session, or have `offer.helper` added to the policy"
    )]
    Nobody,
}

impl From<CircleError> for Failure {
    fn from(error: CircleError) -> Self {
        Failure::Failed(error.to_string())
    }
}

impl From<PrivateError> for CircleError {
    fn from(error: PrivateError) -> Self {
        CircleError::Store(error.into())
    }
}

impl Circle {
    /// Those whom this way of waiting admits; `None` when a code admits anybody.
    pub fn gather(way: &Way, name: &DisplayName) -> Result<Option<Self>, CircleError> {
        if matches!(way, Way::Code) {
            return Ok(None);
        }
        let folder = private::folder()?;
        let book = Store::new(&folder).read()?;
        let (standing, contacts, helpers) = match way {
            Way::Code => return Ok(None),
            Way::Contact(helper) => {
                let contact = book.named(helper).map_err(StoreError::from)?;
                (Standing::Asks, vec![contact], &[][..])
            }
            Way::Offers(helpers) => {
                if book.is_empty() && helpers.is_empty() {
                    return Err(CircleError::Nobody);
                }
                (Standing::Listens, book.iter().collect(), helpers.as_slice())
            }
        };
        let identity = Identity::find_or_make(&folder)?;
        let members = members(&identity, &contacts, helpers);
        Ok(Some(Self { identity, name: name.clone(), standing, since: now(), members }))
    }

    /// Where to wait, and for whom, at this moment.
    pub fn waiting(&self, now: Utc, rng: &mut impl CryptoRngCore) -> KnownHelpers {
        let today = Day::of(now);
        let mut waiting = KnownHelpers::default();
        for member in &self.members {
            let spots = self.spots(member, today, now, rng);
            if waiting.places.len() + spots.len() > PLACES {
                waiting.left_out += 1;
                continue;
            }
            waiting.places.extend(spots);
            waiting.helpers.extend(Day::around(now).map(|day| KnownHelper {
                credential: member.pair.credential(day),
                name: member.name.clone(),
                key: member.key,
                proof: member.proof,
            }));
        }
        waiting
    }

    /// A contact watches the place of the two. Whom only the owner knows watches their desk, and claims
    /// the place of the two once the card has told them where it is.
    fn spots(
        &self,
        member: &Member,
        today: Day,
        now: Utc,
        rng: &mut impl CryptoRngCore,
    ) -> Vec<WatchedPlace> {
        let card = Card {
            standing: self.standing,
            name: self.name.clone(),
            key: self.identity.key(),
            // Who asks is in a hurry since then. Who listens may do so for days.
            since: if self.standing == Standing::Asks { self.since } else { now },
        };
        let spot =
            |tag, card| WatchedPlace { place: Place { tag, card }, helper: member.name.clone() };
        let own = member.pair.tag(today);
        if member.proof == Proof::Contact {
            return vec![spot(own, card.seal(&member.pair, rng).ok())];
        }
        let desk = identity::passing(&member.key, rng)
            .and_then(|(passing, shared)| card.seal_for(&member.key, &passing, &shared).ok());
        vec![spot(member.key.desk(today), desk), spot(own, None)]
    }
}

/// Contacts first, and nobody twice: a contact whom the owner named, too, is a contact.
fn members(identity: &Identity, contacts: &[&Contact], helpers: &[TrustedHelper]) -> Vec<Member> {
    let contacts = contacts.iter().map(|c| (&c.name, c.key, Proof::Contact));
    let helpers = helpers.iter().map(|h| (&h.name, IdentityKey::new(h.key), Proof::Policy));
    let mut members: Vec<Member> = Vec::new();
    for (name, key, proof) in contacts.chain(helpers) {
        // A key of no order is nobody's.
        if members.iter().all(|member| member.key != key)
            && let Some(pair) = identity.meet(&key)
        {
            members.push(Member { name: name.clone(), key, pair, proof });
        }
    }
    members
}

/// Remembers Helpers during a session.
pub struct Acquaintances(Result<PathBuf, PrivateError>);

impl Acquaintances {
    /// Those of this account.
    pub fn of_this_account() -> Self {
        Self(private::folder())
    }

    fn store(&self) -> Result<Store, String> {
        self.0.as_ref().map(|folder| Store::new(folder)).map_err(ToString::to_string)
    }

    fn book(&self) -> Result<Book, String> {
        self.store()?.read().map_err(|error| error.to_string())
    }

    /// What a Helper of this name and key is to this computer. The error is a sentence for the User.
    pub fn meet(&self, name: &DisplayName, key: &IdentityKey) -> Result<Recognition, String> {
        let who = self.book()?.recognise(name, key);
        let folder = self.0.as_ref().map_err(ToString::to_string)?;
        let identity = Identity::find_or_make(folder).map_err(|error| error.to_string())?;
        let pair = identity.meet(key).ok_or_else(|| crate::words::contacts::NO_KEY.to_owned())?;
        Ok(Recognition { own: identity.key(), pair, who })
    }

    /// Remembers a Helper whose key is proven.
    pub fn keep(&self, name: DisplayName, key: IdentityKey) -> Result<(), String> {
        let contact = Contact { name, key, since: now(), last: now() };
        self.store()?.change(|book| book.add(contact)).map_err(|error| error.to_string())
    }

    /// A Helper of this key is let in. Whoever is not remembered stays so.
    pub fn met(&self, key: &IdentityKey) -> Result<(), String> {
        let met = self.store()?.change(|book| Ok(book.met(key, now())));
        met.map(drop).map_err(|error| error.to_string())
    }
}

/// What there is to wait for at first, and again whenever the days that count change.
pub fn first_and_following(
    circle: Circle,
) -> (KnownHelpers, tokio::sync::mpsc::Receiver<KnownHelpers>) {
    let first = circle.waiting(now(), &mut OsRng);
    let mut days: Vec<Day> = Day::around(now()).collect();
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        loop {
            // Short, because a computer that slept wakes up on another day.
            tokio::time::sleep(LOOK_AT_THE_CALENDAR).await;
            let today: Vec<Day> = Day::around(now()).collect();
            if today != days {
                days = today;
                if sender.send(circle.waiting(now(), &mut OsRng)).await.is_err() {
                    return;
                }
            } else if sender.is_closed() {
                return;
            }
        }
    });
    (first, receiver)
}

/// How often the day is looked at. Both days count for an hour around midnight.
const LOOK_AT_THE_CALENDAR: std::time::Duration = std::time::Duration::from_secs(60);

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::test_folder::Folder;
    use protocol::signal::ToSignal;

    fn key(n: u8) -> [u8; 32] {
        let mut key = [7; 32];
        key[0] = n;
        key
    }

    fn circle(contacts: u8, helpers: std::ops::Range<u8>) -> Circle {
        let folder = Folder::new();
        let identity = Identity::find_or_make(folder.path()).unwrap();
        let name = |n: u8| format!("Helper {n}").parse::<DisplayName>().unwrap();
        let contacts: Vec<_> = (0..contacts)
            .map(|n| {
                let (name, key) = (name(n), IdentityKey::new(key(n)));
                Contact { name, key, since: now(), last: now() }
            })
            .collect();
        let helpers: Vec<_> =
            helpers.map(|n| TrustedHelper { name: name(n), key: key(n) }).collect();
        let members = members(&identity, &contacts.iter().collect::<Vec<_>>(), &helpers);
        let (name, standing) = (name(255), Standing::Listens);
        Circle { identity, name, standing, since: now(), members }
    }

    #[test]
    fn contacts_have_one_place_and_helpers_of_the_owner_two() {
        let noon = Utc::from_unix(1_795_348_800);
        let circle = circle(2, 1..4);
        let waiting = circle.waiting(noon, &mut OsRng);
        let proofs: Vec<_> = waiting.helpers.iter().map(|known| known.proof).collect();
        assert_eq!(proofs, [Proof::Contact, Proof::Contact, Proof::Policy, Proof::Policy]);
        let shown = |spot: &WatchedPlace| spot.place.card.is_some();
        assert_eq!(
            waiting.places.iter().map(shown).collect::<Vec<_>>(),
            [true, true, true, false, true, false]
        );
        let desk = IdentityKey::new(key(2)).desk(Day::of(noon));
        assert_eq!(waiting.places.get(2).map(|spot| spot.place.tag), Some(desk));
    }

    #[test]
    fn who_finds_no_place_is_counted_and_the_rest_fits_into_one_message() {
        let waiting = circle(50, 50..100).waiting(now(), &mut OsRng);
        // Fifty contacts at one place each, and two for each of the others, as far as it goes.
        assert_eq!((waiting.places.len(), waiting.left_out), (PLACES, 27));
        let places = waiting.places.into_iter().map(|spot| spot.place).collect();
        assert!(ToSignal::decode(&ToSignal::Move { places }.encode()).is_ok());
    }
}
