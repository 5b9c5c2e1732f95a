//! The Helpers who may connect without a code, and the rendezvous tags where the sharer waits for them.

use protocol::limits::WAITING_PLACES;
use protocol::name::DisplayName;
use protocol::signal::WaitingPlace;
use protocol::trust::{Availability, Day, IdentityKey, Pair, PresenceCard};
use protocol::utc::Utc;
use rand_core::{CryptoRngCore, OsRng};

use session::contacts::Contact;

use crate::policy::rules::TrustedHelper;
use crate::store::contacts::{Store, StoreError, now};
use crate::store::identity::{self, Identity};
use crate::store::private::{self, PrivateError};
use crate::supervisor::{Part, Supervisor};
use crate::words::say::Say;
use session::{KnownHelper, Proof, WatchedPlace};

/// For whom a sharer waits.
#[derive(Clone, Debug)]
pub enum WaitsFor {
    /// The Helper who has the code.
    Code,
    /// One contact, who is asked to help.
    Contact(DisplayName),
    /// Offers, from contacts and from the Helpers that the owner's policy names.
    Offers(Vec<TrustedHelper>),
}

/// The Helpers who may connect without a code.
pub struct KnownHelpers {
    identity: Identity,
    /// The name that they see.
    name: DisplayName,
    availability: Availability,
    since: Utc,
    members: Vec<Member>,
}

struct Member {
    name: DisplayName,
    key: IdentityKey,
    pair: Pair,
    proof: Proof,
}

/// Why there is no Helper to wait for.
#[derive(Debug, thiserror::Error)]
pub enum KnownHelpersError {
    /// The files of identity and contacts.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There are no contacts, and the owner named no Helper.
    #[error("{}", Say::BookNobodyOffers)]
    Nobody,
}

impl From<PrivateError> for KnownHelpersError {
    fn from(error: PrivateError) -> Self {
        KnownHelpersError::Store(error.into())
    }
}

impl KnownHelpers {
    /// Reads the contacts that may connect; `None` when a code is used instead.
    pub fn read(
        waits_for: &WaitsFor,
        name: &DisplayName,
    ) -> Result<Option<Self>, KnownHelpersError> {
        if matches!(waits_for, WaitsFor::Code) {
            return Ok(None);
        }
        let folder = private::folder()?;
        let book = Store::new(&folder).read()?;
        let (availability, contacts, helpers) = match waits_for {
            WaitsFor::Code => return Ok(None),
            WaitsFor::Contact(helper) => {
                let contact = book.find(helper).map_err(StoreError::from)?;
                (Availability::AsksForHelp, vec![contact], &[][..])
            }
            WaitsFor::Offers(helpers) => {
                if book.is_empty() && helpers.is_empty() {
                    return Err(KnownHelpersError::Nobody);
                }
                (Availability::AcceptsOffers, book.iter().collect(), helpers.as_slice())
            }
        };
        let identity = Identity::find_or_make(&folder)?;
        let members = members(&identity, &contacts, helpers);
        Ok(Some(Self { identity, name: name.clone(), availability, since: now(), members }))
    }

    /// Where to wait, and for whom, at this time.
    pub fn waiting(&self, now: Utc, rng: &mut impl CryptoRngCore) -> session::KnownHelpers {
        let today = Day::of(now);
        let mut waiting = session::KnownHelpers::default();
        for member in &self.members {
            let spots = self.spots(member, today, now, rng);
            if waiting.places.len() + spots.len() > WAITING_PLACES {
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

    /// A contact watches the tag of the pair. A Helper whom only the policy names watches their own tag, and
    /// claims the tag of the pair once the card says where it is.
    fn spots(
        &self,
        member: &Member,
        today: Day,
        now: Utc,
        rng: &mut impl CryptoRngCore,
    ) -> Vec<WatchedPlace> {
        let card = PresenceCard {
            availability: self.availability,
            name: self.name.clone(),
            key: self.identity.key(),
            // A User who asks has waited since then. Listening may go on for days.
            since: if self.availability == Availability::AsksForHelp { self.since } else { now },
        };
        let spot = |tag, card| WatchedPlace {
            place: WaitingPlace { tag, card },
            helper: member.name.clone(),
        };
        let own = member.pair.tag(today);
        if member.proof == Proof::Contact {
            return vec![spot(own, card.seal(&member.pair, rng).ok())];
        }
        let desk = identity::passing(&member.key, rng)
            .and_then(|(passing, shared)| card.seal_for(&member.key, &passing, &shared).ok());
        vec![spot(member.key.public_tag(today), desk), spot(own, None)]
    }
}

/// Contacts come first, and no Helper comes twice: a contact that the owner's policy also names stays a contact.
fn members(identity: &Identity, contacts: &[&Contact], helpers: &[TrustedHelper]) -> Vec<Member> {
    let contacts = contacts.iter().map(|c| (&c.name, c.key, Proof::Contact));
    let helpers = helpers.iter().map(|h| (&h.name, IdentityKey::new(h.key), Proof::Policy));
    let mut members: Vec<Member> = Vec::new();
    for (name, key, proof) in contacts.chain(helpers) {
        // A key of small order belongs to no Helper.
        if members.iter().all(|member| member.key != key)
            && let Some(pair) = identity.meet(&key)
        {
            members.push(Member { name: name.clone(), key, pair, proof });
        }
    }
    members
}

/// Where to wait at first, and again whenever the day changes.
pub fn follow_days(
    helpers: KnownHelpers,
    supervisor: &Supervisor,
) -> (session::KnownHelpers, tokio::sync::mpsc::Receiver<session::KnownHelpers>) {
    let first = helpers.waiting(now(), &mut OsRng);
    let mut days: Vec<Day> = Day::around(now()).collect();
    let (sender, receiver) = tokio::sync::mpsc::channel(1);
    supervisor.spawn(Part::Contacts, async move {
        loop {
            // Short, because a computer that slept wakes up on another day.
            tokio::time::sleep(DAY_CHECK).await;
            let today: Vec<Day> = Day::around(now()).collect();
            if today != days {
                days = today;
                if sender.send(helpers.waiting(now(), &mut OsRng)).await.is_err() {
                    return;
                }
            } else if sender.is_closed() {
                return;
            }
        }
    });
    (first, receiver)
}

/// How often the day is checked. Both days count for an hour around midnight.
const DAY_CHECK: std::time::Duration = std::time::Duration::from_secs(60);

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

    fn known_helpers(contacts: u8, helpers: std::ops::Range<u8>) -> KnownHelpers {
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
        let (name, availability) = (name(255), Availability::AcceptsOffers);
        KnownHelpers { identity, name, availability, since: now(), members }
    }

    #[test]
    fn contacts_have_one_place_and_helpers_of_the_owner_two() {
        let noon = Utc::from_unix(1_795_348_800);
        let helpers = known_helpers(2, 1..4);
        let waiting = helpers.waiting(noon, &mut OsRng);
        let proofs: Vec<_> = waiting.helpers.iter().map(|known| known.proof).collect();
        assert_eq!(proofs, [Proof::Contact, Proof::Contact, Proof::Policy, Proof::Policy]);
        let shown = |spot: &WatchedPlace| spot.place.card.is_some();
        assert_eq!(
            waiting.places.iter().map(shown).collect::<Vec<_>>(),
            [true, true, true, false, true, false]
        );
        let desk = IdentityKey::new(key(2)).public_tag(Day::of(noon));
        assert_eq!(waiting.places.get(2).map(|spot| spot.place.tag), Some(desk));
    }

    #[test]
    fn who_finds_no_place_is_counted_and_the_rest_fits_into_one_message() {
        let waiting = known_helpers(50, 50..100).waiting(now(), &mut OsRng);
        // Fifty contacts at one place each, and two for each of the others, as far as it goes.
        assert_eq!((waiting.places.len(), waiting.left_out), (WAITING_PLACES, 27));
        let places = waiting.places.into_iter().map(|spot| spot.place).collect();
        assert!(ToSignal::decode(&ToSignal::SetPlaces { places }.encode()).is_ok());
    }
}
