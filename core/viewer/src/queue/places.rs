//! PURE: the places that are watched, and what is seen there.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use protocol::limits::{CARD_LIFETIME, CLOCKS_APART};
use protocol::trust::{Card, Day, IdentityKey, Pair, SealedCard, Shared, Standing, Tag};
use protocol::utc::Utc;

use super::Entry;
use crate::contact::Contacts;

/// What the own key has in common with others, as far as the browser has computed it.
#[derive(Debug, Default)]
pub(super) struct Secrets(BTreeMap<IdentityKey, Secret>);

#[derive(Debug)]
enum Secret {
    /// The browser is at it.
    Asked,
    Shared(Shared),
    /// The key is no honest one.
    None,
}

impl Secrets {
    /// Notes that a secret is needed. Returns the key when it must be asked for.
    pub(super) fn want(&mut self, key: IdentityKey) -> Option<IdentityKey> {
        match self.0.get(&key) {
            Some(_) => None,
            None => {
                self.0.insert(key, Secret::Asked);
                Some(key)
            }
        }
    }

    /// Takes what was asked for.
    pub(super) fn agreed(&mut self, key: IdentityKey, shared: Option<Shared>) {
        if let Some(secret @ Secret::Asked) = self.0.get_mut(&key) {
            *secret = shared.map_or(Secret::None, Secret::Shared);
        }
    }

    pub(super) fn is_asked(&self, key: &IdentityKey) -> bool {
        matches!(self.0.get(key), Some(Secret::Asked))
    }

    pub(super) fn retain(&mut self, needed: &BTreeSet<IdentityKey>) {
        self.0.retain(|key, _| needed.contains(key));
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, key: &IdentityKey) -> Option<&Shared> {
        match self.0.get(key)? {
            Secret::Shared(shared) => Some(shared),
            Secret::Asked | Secret::None => None,
        }
    }

    /// The pair of a User and this Helper.
    pub(super) fn pair(&self, user: &IdentityKey, own: &IdentityKey) -> Option<Pair> {
        Some(Pair::new(self.get(user)?, user, own))
    }
}

/// A place that is watched, and what waits there.
#[derive(Debug)]
enum Place {
    /// Of a contact. A card that is not theirs is not kept.
    Pair { key: IdentityKey, day: Day, card: Option<Card> },
    /// The own desk; the server sends at most [`protocol::limits::CARDS_SHOWN`] cards.
    Desk { day: Day, cards: Vec<SealedCard> },
}

/// All places.
#[derive(Debug, Default)]
pub(super) struct Places(BTreeMap<Tag, Place>);

impl Places {
    /// Watches these from now on. What was seen at places that stay is kept.
    pub(super) fn set(
        &mut self,
        now: Utc,
        own: &IdentityKey,
        contacts: &Contacts,
        secrets: &Secrets,
    ) {
        let mut old = core::mem::take(&mut self.0);
        let mut watch = |tag: Tag, place: Place| {
            self.0.insert(tag, old.remove(&tag).unwrap_or(place));
        };
        for day in Day::around(now) {
            watch(own.desk(day), Place::Desk { day, cards: Vec::new() });
            for contact in contacts.iter() {
                if let Some(pair) = secrets.pair(&contact.key, own) {
                    watch(pair.tag(day), Place::Pair { key: contact.key, day, card: None });
                }
            }
        }
    }

    pub(super) fn tags(&self) -> impl Iterator<Item = Tag> {
        self.0.keys().copied()
    }

    /// Nothing is watched any more.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes the cards of a place. Those of one that is not watched (any more) are nothing.
    pub(super) fn put(
        &mut self,
        tag: Tag,
        waiting: Vec<SealedCard>,
        secrets: &Secrets,
        own: Option<&IdentityKey>,
    ) {
        match self.0.get_mut(&tag) {
            Some(Place::Pair { key, card, .. }) => {
                let pair = own.and_then(|own| secrets.pair(key, own));
                let opened = |sealed: &SealedCard| sealed.open(pair.as_ref()?).ok();
                *card = waiting.iter().filter_map(opened).find(|card| card.key == *key);
            }
            Some(Place::Desk { cards, .. }) => *cards = waiting,
            None => {}
        }
    }

    /// The keys with which secrets are needed to open what waits, and to go there.
    pub(super) fn wanted(&self, secrets: &Secrets, own: &IdentityKey) -> BTreeSet<IdentityKey> {
        let mut wanted = BTreeSet::new();
        for place in self.0.values() {
            if let Place::Desk { cards, .. } = place {
                wanted.extend(cards.iter().filter_map(SealedCard::passing));
                wanted.extend(open(cards, secrets, own).map(|card| card.key));
            }
        }
        wanted
    }

    /// All who wait and can be reached.
    fn cards(&self, secrets: &Secrets, own: &IdentityKey) -> Vec<(Day, Card)> {
        let mut found = Vec::new();
        for place in self.0.values() {
            match place {
                Place::Pair { day, card, .. } => {
                    found.extend(card.iter().map(|card| (*day, card.clone())));
                }
                Place::Desk { day, cards } => {
                    found.extend(open(cards, secrets, own).map(|card| (*day, card)));
                }
            }
        }
        found.retain(|(_, card)| secrets.get(&card.key).is_some());
        // Who waits at two places is one: what they ask for counts, and the later day.
        found.sort_by_key(|(day, card)| {
            (card.key, card.standing != Standing::Asks, core::cmp::Reverse(*day))
        });
        found.dedup_by_key(|(_, card)| card.key);
        found
    }

    /// On which day's place somebody waits.
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
                standing: card.standing,
                since: card.since,
                known: contacts.know(&card.name, &card.key),
            })
            .collect();
        entries.sort_by(|one, other| order(one).cmp(&order(other)));
        entries
    }
}

/// First who asks, by their time; then the computers, by their name.
fn order(entry: &Entry) -> (bool, Option<Utc>, &str, IdentityKey) {
    let asks = entry.standing == Standing::Asks;
    (!asks, asks.then_some(entry.since), entry.name.as_str(), entry.key)
}

/// What waits at the desk. Whoever knows the Helper's public key can leave a card there, so that nobody
/// asks for help in another's name this way: a computer may only say that it can be offered some.
fn open(cards: &[SealedCard], secrets: &Secrets, own: &IdentityKey) -> impl Iterator<Item = Card> {
    cards.iter().filter_map(|sealed| {
        let shared = secrets.get(&sealed.passing()?)?;
        let card = sealed.open_at(own, shared).ok()?;
        (card.standing == Standing::Listens).then_some(card)
    })
}

/// A card that is older than any invitation was kept by somebody to be shown again.
fn is_fresh(since: Utc, now: Utc) -> bool {
    let (since, now) = (since.as_unix(), now.as_unix());
    let (age, apart) = (CARD_LIFETIME.as_secs(), CLOCKS_APART.as_secs());
    since <= now.saturating_add(apart) && now <= since.saturating_add(age).saturating_add(apart)
}
