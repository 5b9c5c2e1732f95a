//! Presence (RFC 2778): which sharers wait at which tags, and which pages watch those tags.
//!
//! A page is notified when the cards at a tag that it watches change. A sharer is notified when the
//! set of its tags that are watched changes. The first change is notified at once, the next not before
//! [`NEWS_SPACING`] has passed: then the state at that time is sent, if it differs from the one sent last.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use protocol::code::Slot;
use protocol::limits::{CARDS_SHOWN, NEWS_SPACING};
use protocol::signal::{FromSignal, Place};
use protocol::time::Tick;
use protocol::trust::{SealedCard, Tag};

use super::events::ConnectionId;

/// Notifications that are due.
#[derive(Default)]
pub(super) struct Notifications {
    /// For each page: one message about each watched tag whose cards changed.
    pub(super) to_watchers: BTreeMap<ConnectionId, Vec<Arc<FromSignal>>>,
    /// For the sharer of each slot: those of its tags that are watched.
    pub(super) to_sharers: Vec<(Slot, Vec<Tag>)>,
}

/// A connected sharer whose invitation can be claimed by a tag.
struct WaitingSharer {
    /// Counts up: the cards at a tag are shown in the order in which their sharers arrived.
    arrival: u64,
    places: BTreeMap<Tag, Option<SealedCard>>,
    /// The watched tags that it was notified of last.
    notified: Option<Vec<Tag>>,
    quiet_until: Tick,
}

/// Who waits and who watches at one tag.
#[derive(Default)]
struct TagEntry {
    /// The waiting sharers with this tag, in the order of their arrival.
    sharers: BTreeSet<(u64, Slot)>,
    watchers: BTreeSet<ConnectionId>,
    /// The message that the watchers were sent last; `None` when it had no cards, or when there is no
    /// watcher. All their queues share it, so that many watchers need little memory.
    notified: Option<Arc<FromSignal>>,
    quiet_until: Tick,
}

/// What a notification is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    /// The cards at a tag; for its watchers.
    Cards(Tag),
    /// Those tags of the sharer of this slot that are watched; for that sharer.
    WatchedTags(Slot),
}

/// All waiting sharers and all watchers.
#[derive(Default)]
pub(super) struct Presence {
    sharers: BTreeMap<Slot, WaitingSharer>,
    watchers: BTreeMap<ConnectionId, BTreeSet<Tag>>,
    // INVARIANT: has an entry for each tag of `sharers` and `watchers`, which lists exactly them.
    tags: BTreeMap<Tag, TagEntry>,
    // INVARIANT: the sum of the places of all waiting sharers.
    places: usize,
    // INVARIANT: the sum of the tags of all watchers.
    watches: usize,
    /// How many sharers have arrived.
    arrivals: u64,
    /// What may have changed since the last notification.
    changed: BTreeSet<Subject>,
    /// What changed too soon after its last notification, and when it is due.
    delayed: BTreeSet<(Tick, Subject)>,
}

impl Presence {
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
        self.sharers.get(&slot).map_or(0, |sharer| sharer.places.len())
    }

    /// Number of tags that one page watches.
    pub(super) fn watches_of(&self, page: ConnectionId) -> usize {
        self.watchers.get(&page).map_or(0, BTreeSet::len)
    }

    /// Whether the sharer of `slot` waits, even if it has no place.
    pub(super) fn is_waiting(&self, slot: Slot) -> bool {
        self.sharers.contains_key(&slot)
    }

    /// The sharer that waits at a tag; `None` when there are several.
    pub(super) fn only_sharer_at(&self, tag: Tag) -> Option<Slot> {
        let mut sharers = self.tags.get(&tag)?.sharers.iter();
        let (_, slot) = sharers.next()?;
        sharers.next().is_none().then_some(*slot)
    }

    /// Those of `tags` that a page watches.
    pub(super) fn watched(&self, tags: impl IntoIterator<Item = Tag>) -> Vec<Tag> {
        watched(&self.tags, tags)
    }

    /// The sharer of `slot` waits at `places` from now on. They replace its earlier ones.
    pub(super) fn wait(&mut self, slot: Slot, places: Vec<Place>) {
        let places: BTreeMap<_, _> = places.into_iter().map(|p| (p.tag, p.card)).collect();
        let sharer = self.sharers.entry(slot).or_insert_with(|| {
            self.arrivals += 1;
            let (places, quiet_until) = (BTreeMap::new(), Tick::default());
            WaitingSharer { arrival: self.arrivals, places, notified: None, quiet_until }
        });
        let arrival = sharer.arrival;
        self.places = self.places + places.len() - sharer.places.len();
        let before = std::mem::replace(&mut sharer.places, places);
        for tag in sharer.places.keys() {
            self.tags.entry(*tag).or_default().sharers.insert((arrival, slot));
            self.changed.insert(Subject::Cards(*tag));
        }
        let removed = before.into_keys().filter(|tag| !sharer.places.contains_key(tag));
        for tag in removed {
            edit(&mut self.tags, tag, |entry| entry.sharers.remove(&(arrival, slot)));
            self.changed.insert(Subject::Cards(tag));
        }
        self.changed.insert(Subject::WatchedTags(slot));
    }

    /// The sharer of `slot` no longer waits. Returns how many places it had.
    pub(super) fn leave(&mut self, slot: Slot) -> usize {
        let Some(WaitingSharer { arrival, places, .. }) = self.sharers.remove(&slot) else {
            return 0;
        };
        for tag in places.keys() {
            edit(&mut self.tags, *tag, |entry| entry.sharers.remove(&(arrival, slot)));
            self.changed.insert(Subject::Cards(*tag));
        }
        self.places -= places.len();
        places.len()
    }

    /// A page watches `tags` from now on. They replace its earlier ones. Returns the messages about
    /// those that have cards.
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
            let entry = self.tags.entry(*tag).or_default();
            if entry.watchers.is_empty() {
                entry.notified = cards_at(&self.sharers, *tag, entry);
                self.changed.extend(sharers_at(entry));
            }
            entry.watchers.insert(page);
        }
        self.watches = self.watches + tags.len() - before.len();
        let messages = tags.iter().filter_map(|tag| self.tags.get(tag)?.notified.clone()).collect();
        self.watchers.insert(page, tags);
        messages
    }

    /// A page no longer watches. Returns how many tags it watched.
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
        edit(&mut self.tags, tag, |entry| {
            entry.watchers.remove(&page);
            if entry.watchers.is_empty() {
                entry.notified = None;
                changed.extend(sharers_at(entry));
            }
        });
    }

    /// When the next delayed notification is due.
    pub(super) fn next_due(&self) -> Option<Tick> {
        self.delayed.first().map(|(due, _)| *due)
    }

    /// Takes the notifications that are due by `now`.
    pub(super) fn take_notifications(&mut self, now: Tick) -> Notifications {
        while self.delayed.first().is_some_and(|(due, _)| *due <= now) {
            self.changed.extend(self.delayed.pop_first().map(|(_, subject)| subject));
        }
        let mut due = Notifications::default();
        for subject in std::mem::take(&mut self.changed) {
            let delayed_until = match subject {
                Subject::Cards(tag) => self.notify_watchers(tag, &mut due, now),
                Subject::WatchedTags(slot) => self.notify_sharer(slot, &mut due, now),
            };
            self.delayed.extend(delayed_until.map(|until| (until, subject)));
        }
        due
    }

    /// Returns until when the notification is delayed, if it is. The state is compared only when it is
    /// not: this bounds the work that a client can cause.
    fn notify_watchers(&mut self, tag: Tag, due: &mut Notifications, now: Tick) -> Option<Tick> {
        let entry = self.tags.get_mut(&tag).filter(|entry| !entry.watchers.is_empty())?;
        if entry.quiet_until > now {
            return Some(entry.quiet_until);
        }
        let cards = cards_at(&self.sharers, tag, entry);
        if cards == entry.notified {
            return None;
        }
        let no_cards = || Arc::new(FromSignal::Waiting { tag, cards: Vec::new() });
        let message = cards.clone().unwrap_or_else(no_cards);
        for page in &entry.watchers {
            due.to_watchers.entry(*page).or_default().push(Arc::clone(&message));
        }
        entry.notified = cards;
        entry.quiet_until = now + NEWS_SPACING;
        None
    }

    /// Returns until when the notification is delayed, as [`Presence::notify_watchers`].
    fn notify_sharer(&mut self, slot: Slot, due: &mut Notifications, now: Tick) -> Option<Tick> {
        let sharer = self.sharers.get_mut(&slot)?;
        if sharer.quiet_until > now {
            return Some(sharer.quiet_until);
        }
        let watched = watched(&self.tags, sharer.places.keys().copied());
        let has_no_places = sharer.notified.is_none() && sharer.places.is_empty();
        if has_no_places || sharer.notified.as_ref() == Some(&watched) {
            return None;
        }
        sharer.notified = Some(watched.clone());
        sharer.quiet_until = now + NEWS_SPACING;
        due.to_sharers.push((slot, watched));
        None
    }
}

/// Those of `tags` that a page watches.
fn watched(entries: &BTreeMap<Tag, TagEntry>, tags: impl IntoIterator<Item = Tag>) -> Vec<Tag> {
    let is_watched = |tag: &Tag| entries.get(tag).is_some_and(|entry| !entry.watchers.is_empty());
    tags.into_iter().filter(is_watched).collect()
}

/// Changes the entry of a tag, and removes it when it has become empty.
fn edit<T>(
    entries: &mut BTreeMap<Tag, TagEntry>,
    tag: Tag,
    change: impl FnOnce(&mut TagEntry) -> T,
) {
    let Some(entry) = entries.get_mut(&tag) else {
        return;
    };
    change(entry);
    if entry.sharers.is_empty() && entry.watchers.is_empty() {
        entries.remove(&tag);
    }
}

fn sharers_at(entry: &TagEntry) -> impl Iterator<Item = Subject> {
    entry.sharers.iter().map(|(_, slot)| Subject::WatchedTags(*slot))
}

/// The message with the cards at a tag; `None` where there is no card.
fn cards_at(
    sharers: &BTreeMap<Slot, WaitingSharer>,
    tag: Tag,
    entry: &TagEntry,
) -> Option<Arc<FromSignal>> {
    let card = |(_, slot): &(u64, Slot)| sharers.get(slot)?.places.get(&tag)?.as_ref();
    let cards: Vec<_> = entry.sharers.iter().filter_map(card).take(CARDS_SHOWN).cloned().collect();
    (!cards.is_empty()).then(|| Arc::new(FromSignal::Waiting { tag, cards }))
}

#[cfg(test)]
impl Presence {
    /// Panics where an invariant does not hold.
    pub(super) fn check(&self) {
        let mut waiting: BTreeMap<Tag, BTreeSet<(u64, Slot)>> = BTreeMap::new();
        let mut watchers: BTreeMap<Tag, BTreeSet<ConnectionId>> = BTreeMap::new();
        for (slot, sharer) in &self.sharers {
            for tag in sharer.places.keys() {
                waiting.entry(*tag).or_default().insert((sharer.arrival, *slot));
            }
        }
        for (page, tags) in &self.watchers {
            for tag in tags {
                watchers.entry(*tag).or_default().insert(*page);
            }
        }
        assert_eq!(self.places, self.sharers.values().map(|s| s.places.len()).sum::<usize>());
        assert_eq!(self.watches, self.watchers.values().map(BTreeSet::len).sum::<usize>());
        for (tag, entry) in &self.tags {
            assert!(!entry.sharers.is_empty() || !entry.watchers.is_empty());
            assert_eq!(entry.sharers, waiting.remove(tag).unwrap_or_default());
            assert_eq!(entry.watchers, watchers.remove(tag).unwrap_or_default());
            assert!(entry.notified.is_none() || !entry.watchers.is_empty());
        }
        assert!(waiting.is_empty() && watchers.is_empty());
        assert!(self.changed.is_empty(), "changes whose notifications were not taken");
    }

    /// The slots of the sharers that wait.
    pub(super) fn waiting(&self) -> impl Iterator<Item = Slot> {
        self.sharers.keys().copied()
    }

    /// Whether nothing is stored.
    pub(super) fn is_empty(&self) -> bool {
        self.sharers.is_empty()
            && self.watchers.is_empty()
            && self.tags.is_empty()
            && self.delayed.is_empty()
    }
}
