//! The tags that are watched, and the cards found under them.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use protocol::limits::{CARD_LIFETIME, CLOCK_SKEW_MAX};
use protocol::trust::{
    Availability, Day, IdentityKey, Pair, PresenceCard, RendezvousTag, SealedCard, SharedSecret,
};
use protocol::utc::Utc;

use super::Entry;
use crate::contact::Contacts;

/// Key agreements of the own key with others, as far as the browser has computed them.
#[derive(Debug, Default)]
pub(super) struct Secrets(BTreeMap<IdentityKey, Secret>);

#[derive(Debug)]
enum Secret {
    /// The browser computes it.
    Pending,
    Shared(SharedSecret),
    /// The other key is not valid.
    Invalid,
}

impl Secrets {
    /// A secret is needed. Returns the key when the browser must be asked to compute it.
    pub(super) fn request(&mut self, key: IdentityKey) -> Option<IdentityKey> {
        match self.0.get(&key) {
            Some(_) => None,
            None => {
                self.0.insert(key, Secret::Pending);
                Some(key)
            }
        }
    }

    /// The browser has computed a secret.
    pub(super) fn agreed(&mut self, key: IdentityKey, shared: Option<SharedSecret>) {
        if let Some(secret @ Secret::Pending) = self.0.get_mut(&key) {
            *secret = shared.map_or(Secret::Invalid, Secret::Shared);
        }
    }

    pub(super) fn is_pending(&self, key: &IdentityKey) -> bool {
        matches!(self.0.get(key), Some(Secret::Pending))
    }

    pub(super) fn retain(&mut self, needed: &BTreeSet<IdentityKey>) {
        self.0.retain(|key, _| needed.contains(key));
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, key: &IdentityKey) -> Option<&SharedSecret> {
        match self.0.get(key)? {
            Secret::Shared(shared) => Some(shared),
            Secret::Pending | Secret::Invalid => None,
        }
    }

    /// The pair secret of a User and this Helper.
    pub(super) fn pair(&self, user: &IdentityKey, own: &IdentityKey) -> Option<Pair> {
        Some(Pair::new(self.get(user)?, user, own))
    }
}

/// A tag that is watched, with the cards found under it.
#[derive(Debug)]
enum Watched {
    /// The tag of a contact. A card of another key is dropped.
    Pair { key: IdentityKey, day: Day, card: Option<PresenceCard> },
    /// The tag of the own desk; the server sends at most [`protocol::limits::CARDS_SHOWN`] cards.
    Desk { day: Day, cards: Vec<SealedCard> },
}

/// All tags that are watched.
#[derive(Debug, Default)]
pub(super) struct WatchedTags(BTreeMap<RendezvousTag, Watched>);

impl WatchedTags {
    /// Sets the tags to watch. Cards under tags that stay are not dropped.
    pub(super) fn set(
        &mut self,
        now: Utc,
        own: &IdentityKey,
        contacts: &Contacts,
        secrets: &Secrets,
    ) {
        let mut old = core::mem::take(&mut self.0);
        let mut watch = |tag: RendezvousTag, watched: Watched| {
            self.0.insert(tag, old.remove(&tag).unwrap_or(watched));
        };
        for day in Day::around(now) {
            watch(own.public_tag(day), Watched::Desk { day, cards: Vec::new() });
            for contact in contacts.iter() {
                if let Some(pair) = secrets.pair(&contact.key, own) {
                    watch(pair.tag(day), Watched::Pair { key: contact.key, day, card: None });
                }
            }
        }
    }

    pub(super) fn tags(&self) -> impl Iterator<Item = RendezvousTag> {
        self.0.keys().copied()
    }

    /// Watches nothing any more.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The server sends the cards under a tag. Those under a tag that is not watched are dropped.
    pub(super) fn put(
        &mut self,
        tag: RendezvousTag,
        waiting: Vec<SealedCard>,
        secrets: &Secrets,
        own: Option<&IdentityKey>,
    ) {
        match self.0.get_mut(&tag) {
            Some(Watched::Pair { key, card, .. }) => {
                let pair = own.and_then(|own| secrets.pair(key, own));
                let opened = |sealed: &SealedCard| sealed.open(pair.as_ref()?).ok();
                *card = waiting.iter().filter_map(opened).find(|card| card.key == *key);
            }
            Some(Watched::Desk { cards, .. }) => *cards = waiting,
            None => {}
        }
    }

    /// The keys with which secrets are needed to open the cards, and to connect.
    pub(super) fn needed_keys(
        &self,
        secrets: &Secrets,
        own: &IdentityKey,
    ) -> BTreeSet<IdentityKey> {
        let mut keys = BTreeSet::new();
        for watched in self.0.values() {
            if let Watched::Desk { cards, .. } = watched {
                keys.extend(cards.iter().filter_map(SealedCard::ephemeral_key));
                keys.extend(open(cards, secrets, own).map(|card| card.key));
            }
        }
        keys
    }

    /// The cards of all Users who wait and can be reached.
    fn cards(&self, secrets: &Secrets, own: &IdentityKey) -> Vec<(Day, PresenceCard)> {
        let mut found = Vec::new();
        for watched in self.0.values() {
            match watched {
                Watched::Pair { day, card, .. } => {
                    found.extend(card.iter().map(|card| (*day, card.clone())));
                }
                Watched::Desk { day, cards } => {
                    found.extend(open(cards, secrets, own).map(|card| (*day, card)));
                }
            }
        }
        found.retain(|(_, card)| secrets.get(&card.key).is_some());
        // A User who waits under two tags is listed once: a request counts first, then the later day.
        found.sort_by_key(|(day, card)| {
            (card.key, card.availability != Availability::AsksForHelp, core::cmp::Reverse(*day))
        });
        found.dedup_by_key(|(_, card)| card.key);
        found
    }

    /// The day of the tag under which a User waits.
    pub(super) fn day_of(
        &self,
        key: &IdentityKey,
        secrets: &Secrets,
        own: &IdentityKey,
    ) -> Option<Day> {
        let cards = self.cards(secrets, own);
        cards.into_iter().find(|(_, card)| card.key == *key).map(|(day, _)| day)
    }

    /// The queue.
    pub(super) fn entries(
        &self,
        now: Utc,
        own: &IdentityKey,
        contacts: &Contacts,
        secrets: &Secrets,
    ) -> Vec<Entry> {
        let cards = self.cards(secrets, own).into_iter().map(|(_, card)| card);
        let mut entries: Vec<Entry> = cards
            .filter(|card| is_fresh(card.since, now))
            .map(|card| Entry {
                key: card.key,
                name: contacts
                    .get(&card.key)
                    .map_or_else(|| card.name.clone(), |contact| contact.name.clone()),
                availability: card.availability,
                since: card.since,
                status: contacts.status(&card.name, &card.key),
            })
            .collect();
        entries.sort_by(|one, other| order(one).cmp(&order(other)));
        entries
    }
}

/// First Users who ask, by time; then computers, by name.
fn order(entry: &Entry) -> (bool, Option<Utc>, &str, IdentityKey) {
    let asks = entry.availability == Availability::AsksForHelp;
    (!asks, asks.then_some(entry.since), entry.name.as_str(), entry.key)
}

/// Opens the cards at the desk. Anyone who knows the Helper's public key can leave a card there, so cards
/// that ask for help are dropped: a computer can only say that it can be offered help.
fn open(
    cards: &[SealedCard],
    secrets: &Secrets,
    own: &IdentityKey,
) -> impl Iterator<Item = PresenceCard> {
    cards.iter().filter_map(|sealed| {
        let shared = secrets.get(&sealed.ephemeral_key()?)?;
        let card = sealed.open_public(own, shared).ok()?;
        (card.availability == Availability::AcceptsOffers).then_some(card)
    })
}

/// Whether a card is recent. One that is older than any invitation is a replay.
fn is_fresh(since: Utc, now: Utc) -> bool {
    let (since, now) = (since.as_unix(), now.as_unix());
    let (age, apart) = (CARD_LIFETIME.as_secs(), CLOCK_SKEW_MAX.as_secs());
    since <= now.saturating_add(apart) && now <= since.saturating_add(age).saturating_add(apart)
}
