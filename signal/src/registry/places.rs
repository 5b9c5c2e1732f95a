//! PURE. Where sharers wait for those who know a tag, and which pages watch there.
//!
//! When the cards at a tag change, its watchers are told; when it changes at which of its tags anybody
//! watches, a sharer is told. Each at once, and not again within [`NEWS_SPACING`]: what changes in that
//! time is told at its end, and nothing is when it changed back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use protocol::code::Slot;
use protocol::limits::{CARDS_SHOWN, NEWS_SPACING};
use protocol::signal::{FromSignal, Place};
use protocol::time::Tick;
use protocol::trust::{SealedCard, Tag};

use super::ConnectionId;

/// What somebody is to be told.
#[derive(Default)]
pub(super) struct News {
    /// To each page, about tags that it watches.
    pub(super) waiting: BTreeMap<ConnectionId, Vec<Arc<FromSignal>>>,
    /// To the sharer of each slot: at which of its tags somebody watches.
    pub(super) watched: Vec<(Slot, Vec<Tag>)>,
}

/// A sharer that waits.
struct Stay {
    /// The first that came is shown first.
    came: u64,
    places: BTreeMap<Tag, Option<SealedCard>>,
    /// What it was told last.
    told: Option<Vec<Tag>>,
    quiet_until: Tick,
}

/// What is at a tag.
#[derive(Default)]
struct Spot {
    /// Whose stays name it, the first that came first.
    waiting: BTreeSet<(u64, Slot)>,
    watchers: BTreeSet<ConnectionId>,
    /// What the watchers were told last; `None` when nobody is shown, or nobody watches. It is the same
    /// value in all their queues, so that many watchers do not need much memory.
    shown: Option<Arc<FromSignal>>,
    quiet_until: Tick,
}

/// What changes, and is told to somebody.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    /// The cards at a tag.
    Cards(Tag),
    /// At which of its tags the sharer of this slot is watched.
    Watched(Slot),
}

/// All places and all watchers.
#[derive(Default)]
pub(super) struct Places {
    stays: BTreeMap<Slot, Stay>,
    watchers: BTreeMap<ConnectionId, BTreeSet<Tag>>,
    // INVARIANT: holds the tags of all stays and watchers, with just these, and no others.
    spots: BTreeMap<Tag, Spot>,
    // INVARIANT: the sum of the places of all stays.
    places: usize,
    // INVARIANT: the sum of the tags of all watchers.
    watches: usize,
    /// How many stays there were.
    came: u64,
    /// What may have changed since it was told.
    changed: BTreeSet<Subject>,
    /// What changed in its quiet time, and when that ends.
    later: BTreeSet<(Tick, Subject)>,
}

impl Places {
    /// Number of places at which sharers wait.
    pub(super) fn places(&self) -> usize {
        self.places
    }

    /// Number of tags that pages watch.
    pub(super) fn watches(&self) -> usize {
        self.watches
    }

    /// Number of places of one sharer.
    pub(super) fn places_of(&self, slot: Slot) -> usize {
        self.stays.get(&slot).map_or(0, |stay| stay.places.len())
    }

    /// Number of tags that one page watches.
    pub(super) fn watches_of(&self, page: ConnectionId) -> usize {
        self.watchers.get(&page).map_or(0, BTreeSet::len)
    }

    /// Whether the sharer of `slot` waits, be it at no place.
    pub(super) fn waits(&self, slot: Slot) -> bool {
        self.stays.contains_key(&slot)
    }

    /// Who waits at a tag, when it is one alone.
    pub(super) fn alone_at(&self, tag: Tag) -> Option<Slot> {
        let mut waiting = self.spots.get(&tag)?.waiting.iter();
        let (_, slot) = waiting.next()?;
        waiting.next().is_none().then_some(*slot)
    }

    /// Those of `tags` that somebody watches.
    pub(super) fn watched(&self, tags: impl IntoIterator<Item = Tag>) -> Vec<Tag> {
        watched(&self.spots, tags)
    }

    /// The sharer of `slot` waits at these places from now on, and at no others.
    pub(super) fn wait(&mut self, slot: Slot, places: Vec<Place>) {
        let places: BTreeMap<_, _> = places.into_iter().map(|p| (p.tag, p.card)).collect();
        let stay = self.stays.entry(slot).or_insert_with(|| {
            self.came += 1;
            let (places, quiet_until) = (BTreeMap::new(), Tick::default());
            Stay { came: self.came, places, told: None, quiet_until }
        });
        let came = stay.came;
        self.places = self.places + places.len() - stay.places.len();
        let before = std::mem::replace(&mut stay.places, places);
        for tag in stay.places.keys() {
            self.spots.entry(*tag).or_default().waiting.insert((came, slot));
            self.changed.insert(Subject::Cards(*tag));
        }
        let left = before.into_keys().filter(|tag| !stay.places.contains_key(tag));
        for tag in left {
            edit(&mut self.spots, tag, |spot| spot.waiting.remove(&(came, slot)));
            self.changed.insert(Subject::Cards(tag));
        }
        self.changed.insert(Subject::Watched(slot));
    }

    /// The sharer of `slot` waits no longer. Returns how many places it had.
    pub(super) fn leave(&mut self, slot: Slot) -> usize {
        let Some(Stay { came, places, .. }) = self.stays.remove(&slot) else {
            return 0;
        };
        for tag in places.keys() {
            edit(&mut self.spots, *tag, |spot| spot.waiting.remove(&(came, slot)));
            self.changed.insert(Subject::Cards(*tag));
        }
        self.places -= places.len();
        places.len()
    }

    /// A page watches these tags from now on, and no others. Returns what it is shown there.
    pub(super) fn watch(
        &mut self,
        page: ConnectionId,
        tags: impl IntoIterator<Item = Tag>,
    ) -> Vec<Arc<FromSignal>> {
        let tags: BTreeSet<Tag> = tags.into_iter().collect();
        let before = self.watchers.remove(&page).unwrap_or_default();
        for tag in before.difference(&tags) {
            self.unwatch_tag(page, *tag);
        }
        for tag in tags.difference(&before) {
            let spot = self.spots.entry(*tag).or_default();
            if spot.watchers.is_empty() {
                spot.shown = shown(&self.stays, *tag, spot);
                self.changed.extend(sharers_at(spot));
            }
            spot.watchers.insert(page);
        }
        self.watches = self.watches + tags.len() - before.len();
        let shown = tags.iter().filter_map(|tag| self.spots.get(tag)?.shown.clone()).collect();
        self.watchers.insert(page, tags);
        shown
    }

    /// A page watches no longer. Returns how many tags it watched.
    pub(super) fn unwatch(&mut self, page: ConnectionId) -> usize {
        let tags = self.watchers.remove(&page).unwrap_or_default();
        for tag in &tags {
            self.unwatch_tag(page, *tag);
        }
        self.watches -= tags.len();
        tags.len()
    }

    fn unwatch_tag(&mut self, page: ConnectionId, tag: Tag) {
        let changed = &mut self.changed;
        edit(&mut self.spots, tag, |spot| {
            spot.watchers.remove(&page);
            if spot.watchers.is_empty() {
                spot.shown = None;
                changed.extend(sharers_at(spot));
            }
        });
    }

    /// When something is to be told that was kept back.
    pub(super) fn next_due(&self) -> Option<Tick> {
        self.later.first().map(|(due, _)| *due)
    }

    /// Takes what is to be told now.
    pub(super) fn news(&mut self, now: Tick) -> News {
        while self.later.first().is_some_and(|(due, _)| *due <= now) {
            self.changed.extend(self.later.pop_first().map(|(_, subject)| subject));
        }
        let mut news = News::default();
        for subject in std::mem::take(&mut self.changed) {
            let kept_back = match subject {
                Subject::Cards(tag) => self.tell_watchers(tag, &mut news, now),
                Subject::Watched(slot) => self.tell_sharer(slot, &mut news, now),
            };
            self.later.extend(kept_back.map(|until| (until, subject)));
        }
        news
    }

    /// Returns until when the news is kept back, if it is. Only then is looked whether there is any: so
    /// often at most, whatever anybody does.
    fn tell_watchers(&mut self, tag: Tag, news: &mut News, now: Tick) -> Option<Tick> {
        let spot = self.spots.get_mut(&tag).filter(|spot| !spot.watchers.is_empty())?;
        if spot.quiet_until > now {
            return Some(spot.quiet_until);
        }
        let shown = shown(&self.stays, tag, spot);
        if shown == spot.shown {
            return None;
        }
        let nobody = || Arc::new(FromSignal::Waiting { tag, cards: Vec::new() });
        let message = shown.clone().unwrap_or_else(nobody);
        for page in &spot.watchers {
            news.waiting.entry(*page).or_default().push(Arc::clone(&message));
        }
        spot.shown = shown;
        spot.quiet_until = now + NEWS_SPACING;
        None
    }

    /// As [`Places::tell_watchers`].
    fn tell_sharer(&mut self, slot: Slot, news: &mut News, now: Tick) -> Option<Tick> {
        let stay = self.stays.get_mut(&slot)?;
        if stay.quiet_until > now {
            return Some(stay.quiet_until);
        }
        let watched = watched(&self.spots, stay.places.keys().copied());
        let never_told = stay.told.is_none() && stay.places.is_empty();
        if never_told || stay.told.as_ref() == Some(&watched) {
            return None;
        }
        stay.told = Some(watched.clone());
        stay.quiet_until = now + NEWS_SPACING;
        news.watched.push((slot, watched));
        None
    }
}

/// Those of `tags` that somebody watches.
fn watched(spots: &BTreeMap<Tag, Spot>, tags: impl IntoIterator<Item = Tag>) -> Vec<Tag> {
    let is_watched = |tag: &Tag| spots.get(tag).is_some_and(|spot| !spot.watchers.is_empty());
    tags.into_iter().filter(is_watched).collect()
}

/// Changes what is at a tag, and forgets the tag when nothing is left there.
fn edit<T>(spots: &mut BTreeMap<Tag, Spot>, tag: Tag, change: impl FnOnce(&mut Spot) -> T) {
    let Some(spot) = spots.get_mut(&tag) else {
        return;
    };
    change(spot);
    if spot.waiting.is_empty() && spot.watchers.is_empty() {
        spots.remove(&tag);
    }
}

fn sharers_at(spot: &Spot) -> impl Iterator<Item = Subject> {
    spot.waiting.iter().map(|(_, slot)| Subject::Watched(*slot))
}

/// What those who watch a tag are shown: nothing where nobody shows a card.
fn shown(stays: &BTreeMap<Slot, Stay>, tag: Tag, spot: &Spot) -> Option<Arc<FromSignal>> {
    let card = |(_, slot): &(u64, Slot)| stays.get(slot)?.places.get(&tag)?.as_ref();
    let cards: Vec<_> = spot.waiting.iter().filter_map(card).take(CARDS_SHOWN).cloned().collect();
    (!cards.is_empty()).then(|| Arc::new(FromSignal::Waiting { tag, cards }))
}

#[cfg(test)]
impl Places {
    /// Panics where an invariant does not hold.
    pub(super) fn check(&self) {
        let mut waiting: BTreeMap<Tag, BTreeSet<(u64, Slot)>> = BTreeMap::new();
        let mut watchers: BTreeMap<Tag, BTreeSet<ConnectionId>> = BTreeMap::new();
        for (slot, stay) in &self.stays {
            for tag in stay.places.keys() {
                waiting.entry(*tag).or_default().insert((stay.came, *slot));
            }
        }
        for (page, tags) in &self.watchers {
            for tag in tags {
                watchers.entry(*tag).or_default().insert(*page);
            }
        }
        assert_eq!(self.places, self.stays.values().map(|stay| stay.places.len()).sum::<usize>());
        assert_eq!(self.watches, self.watchers.values().map(BTreeSet::len).sum::<usize>());
        for (tag, spot) in &self.spots {
            assert!(!spot.waiting.is_empty() || !spot.watchers.is_empty());
            assert_eq!(spot.waiting, waiting.remove(tag).unwrap_or_default());
            assert_eq!(spot.watchers, watchers.remove(tag).unwrap_or_default());
            assert!(spot.shown.is_none() || !spot.watchers.is_empty());
        }
        assert!(waiting.is_empty() && watchers.is_empty());
        assert!(self.changed.is_empty(), "news that nobody took");
    }

    /// Whose sharers wait.
    pub(super) fn stays(&self) -> impl Iterator<Item = Slot> {
        self.stays.keys().copied()
    }

    /// Whether nothing is kept about anybody.
    pub(super) fn is_empty(&self) -> bool {
        self.stays.is_empty()
            && self.watchers.is_empty()
            && self.spots.is_empty()
            && self.later.is_empty()
    }
}
