//! Slots: which are in use, by an open invitation or by the tombstone of an ended one, and which is
//! drawn next.

use std::collections::{BTreeMap, BTreeSet};

use protocol::code::Slot;
use protocol::limits::{SLOT_MAX, TOMBSTONE_LIFETIME, TOMBSTONES};
use protocol::signal::Refusal;
use protocol::time::{Tick, earliest};
use rand_core::RngCore;

use super::invitation::{Entry, Invitation, Listing, Tombstone};

/// The highest slot of each range that slots are drawn from: two digits, three, up to seven.
const RANGES: [u32; 6] = [99, 999, 9_999, 99_999, 999_999, SLOT_MAX];

/// Draws before the next free slot is taken instead. A range is at most half full, so this many
/// draws in a row fail once in four billion.
const DRAWS: usize = 32;

/// All slots in use.
#[derive(Default)]
pub(super) struct Slots {
    entries: BTreeMap<Slot, Entry>,
    // INVARIANT: holds (Invitation::due, slot) of each open entry that has a due time, and no more.
    due: BTreeSet<(Tick, Slot)>,
    // INVARIANT: holds each ended entry once, with the time at which it is forgotten; the oldest is
    // first.
    tombstones: BTreeSet<(Tick, Slot)>,
    // INVARIANT: holds each open entry whose sharer is lost, with the time until which it is waited for.
    lost: BTreeSet<(Tick, Slot)>,
    // INVARIANT: the number of entries whose slot lies in the range of the same index.
    taken: [usize; RANGES.len()],
}

impl Slots {
    pub(super) fn get(&self, slot: Slot) -> Option<&Entry> {
        self.entries.get(&slot)
    }

    /// The open invitation at `slot`.
    pub(super) fn open(&self, slot: Slot) -> Option<&Invitation> {
        match self.entries.get(&slot)? {
            Entry::Open(invitation) => Some(invitation),
            Entry::Ended(_) => None,
        }
    }

    /// Number of open invitations.
    pub(super) fn invitations(&self) -> usize {
        self.entries.len() - self.tombstones.len()
    }

    /// Stores an invitation at a free slot.
    pub(super) fn insert(&mut self, slot: Slot, invitation: Invitation) {
        if let Some(due) = invitation.due() {
            self.due.insert((due, slot));
        }
        let replaced = self.entries.insert(slot, Entry::Open(invitation));
        debug_assert!(replaced.is_none(), "an invitation is put at a free slot only");
        self.count(slot, |taken| taken + 1);
    }

    /// Changes the invitation at `slot`, if one is open there. Returns what `change` does.
    pub(super) fn edit<T>(
        &mut self,
        slot: Slot,
        change: impl FnOnce(&mut Invitation) -> T,
    ) -> Option<T> {
        let Some(Entry::Open(invitation)) = self.entries.get_mut(&slot) else {
            return None;
        };
        let (before, was_lost) = (invitation.due(), invitation.sharer.lost());
        let changed = change(invitation);
        let (after, is_lost) = (invitation.due(), invitation.sharer.lost());
        if was_lost != is_lost {
            if let Some(until) = was_lost {
                self.lost.remove(&(until, slot));
            }
            if let Some(until) = is_lost {
                self.lost.insert((until, slot));
            }
        }
        if before != after {
            if let Some(due) = before {
                self.due.remove(&(due, slot));
            }
            if let Some(due) = after {
                self.due.insert((due, slot));
            }
        }
        Some(changed)
    }

    /// Ends the invitation at `slot` and leaves a tombstone.
    pub(super) fn end(&mut self, slot: Slot, reason: Refusal, now: Tick) -> Option<Invitation> {
        let Some(entry @ Entry::Open(_)) = self.entries.get_mut(&slot) else {
            return None;
        };
        let Entry::Open(Invitation { owner, listing, .. }) = entry else {
            return None;
        };
        let forgotten = now + TOMBSTONE_LIFETIME;
        let tombstone = Tombstone { owner: owner.clone(), listing: *listing, reason };
        let Entry::Open(invitation) = std::mem::replace(entry, Entry::Ended(tombstone)) else {
            return None;
        };
        if let Some(due) = invitation.due() {
            self.due.remove(&(due, slot));
        }
        if let Some(until) = invitation.sharer.lost() {
            self.lost.remove(&(until, slot));
        }
        self.tombstones.insert((forgotten, slot));
        if self.tombstones.len() > TOMBSTONES {
            self.forget_oldest();
        }
        Some(invitation)
    }

    /// The invitation whose sharer has been lost for the longest time.
    pub(super) fn longest_lost(&self) -> Option<Slot> {
        self.lost.first().map(|(_, slot)| *slot)
    }

    /// The next deadline.
    pub(super) fn next_due(&self) -> Option<Tick> {
        let first = |set: &BTreeSet<(Tick, Slot)>| set.first().map(|(tick, _)| *tick);
        earliest(first(&self.due), first(&self.tombstones))
    }

    /// Removes expired tombstones. Returns the slot of an invitation whose deadline has passed.
    pub(super) fn due(&mut self, now: Tick) -> Option<Slot> {
        while self.tombstones.first().is_some_and(|(forgotten, _)| *forgotten <= now) {
            self.forget_oldest();
        }
        self.due.first().filter(|(due, _)| *due <= now).map(|(_, slot)| *slot)
    }

    /// Draws a free slot. A listed one, which people say aloud, is drawn from the smallest range that is
    /// at most half full, so that it is short; an unlisted one from the largest. `None` when more than
    /// half of all slots are in use.
    pub(super) fn draw(&self, rng: &mut impl RngCore, listing: Listing) -> Option<Slot> {
        let half_empty = |(top, taken): &(u32, usize)| *taken <= as_usize(*top) / 2;
        let mut ranges = RANGES.into_iter().zip(self.taken).filter(half_empty);
        let (top, _) = match listing {
            Listing::Listed => ranges.next()?,
            Listing::Unlisted => ranges.next_back()?,
        };
        let mut number = 1;
        for _ in 0..DRAWS {
            // Scales 32 random bits to 1..=top. The slot is no secret: the slight bias is harmless.
            let scaled = (u64::from(rng.next_u32()) * u64::from(top)) >> 32;
            number = u32::try_from(scaled).unwrap_or(0) + 1;
            if let Some(slot) = self.free(number) {
                return Some(slot);
            }
        }
        (number..=top).chain(1..number).find_map(|number| self.free(number))
    }

    fn free(&self, number: u32) -> Option<Slot> {
        Slot::try_from(number).ok().filter(|slot| !self.entries.contains_key(slot))
    }

    fn forget_oldest(&mut self) {
        if let Some((_, slot)) = self.tombstones.pop_first() {
            self.entries.remove(&slot);
            self.count(slot, |taken| taken.saturating_sub(1));
        }
    }

    fn count(&mut self, slot: Slot, change: impl Fn(usize) -> usize) {
        for (top, taken) in RANGES.into_iter().zip(&mut self.taken) {
            if u32::from(slot) <= top {
                *taken = change(*taken);
            }
        }
    }

    /// Panics where an invariant does not hold.
    #[cfg(test)]
    pub(super) fn check(&self) {
        let mut due = BTreeSet::new();
        let mut tombstones = BTreeSet::new();
        let mut lost = BTreeSet::new();
        for (slot, entry) in &self.entries {
            match entry {
                Entry::Open(invitation) => {
                    due.extend(invitation.due().map(|due| (due, *slot)));
                    lost.extend(invitation.sharer.lost().map(|until| (until, *slot)));
                }
                Entry::Ended(_) => {
                    tombstones.insert(*slot);
                }
            }
        }
        assert_eq!(self.due, due);
        assert_eq!(self.lost, lost);
        assert_eq!(self.tombstones.len(), tombstones.len());
        assert!(self.tombstones.iter().all(|(_, slot)| tombstones.contains(slot)));
        assert!(tombstones.len() <= TOMBSTONES);
        for (top, taken) in RANGES.into_iter().zip(self.taken) {
            assert_eq!(taken, self.entries.keys().filter(|slot| u32::from(**slot) <= top).count());
        }
    }

    /// All open invitations.
    #[cfg(test)]
    pub(super) fn all_open(&self) -> impl Iterator<Item = (Slot, &Invitation)> {
        self.entries.iter().filter_map(|(slot, entry)| match entry {
            Entry::Open(invitation) => Some((*slot, invitation)),
            Entry::Ended(_) => None,
        })
    }
}

fn as_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests;
