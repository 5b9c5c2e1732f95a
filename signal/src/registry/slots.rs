//! PURE. What stands at each slot: an open invitation, or the memory of an ended one.

use std::collections::{BTreeMap, BTreeSet};

use protocol::code::Slot;
use protocol::limits::{SLOT_MAX, TOMBSTONE_LIFETIME, TOMBSTONES};
use protocol::signal::{ClaimId, OwnerToken, Refusal};
use protocol::time::{Tick, earliest};
use rand_core::RngCore;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use super::ConnectionId;
use crate::address::Source;

/// The highest slot of each range that slots are drawn from: two digits, three, up to seven.
const RANGES: [u32; 6] = [99, 999, 9_999, 99_999, 999_999, SLOT_MAX];

/// Draws before the next free slot is taken instead. A range is at most half full, so this many
/// draws in a row fail once in four billion.
const DRAWS: usize = 32;

/// The hash of an [`OwnerToken`]: enough to recognise the owner, useless to whoever reads it.
#[derive(Clone)]
pub(super) struct Owner([u8; 32]);

impl Owner {
    pub(super) fn of(token: &OwnerToken) -> Self {
        Self(Sha256::digest(token.as_bytes()).into())
    }

    /// Compares without telling by its duration how much is right.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

/// Who holds a claim on an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// Nobody.
    Free,
    /// A viewer is proving the code. The sharer is connected.
    Proving {
        id: ClaimId,
        viewer: ConnectionId,
        /// When the proof has taken too long.
        until: Tick,
        /// Bodies relayed within this claim.
        relayed: u32,
    },
    /// A viewer proved the code: nobody else gets this invitation.
    Proven { id: ClaimId, viewer: ConnectionId, relayed: u32 },
}

impl Claim {
    pub(super) fn viewer(self) -> Option<ConnectionId> {
        match self {
            Claim::Free => None,
            Claim::Proving { viewer, .. } | Claim::Proven { viewer, .. } => Some(viewer),
        }
    }
}

/// Where the one who opened an invitation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sharer {
    /// Connected.
    Here(ConnectionId),
    /// Without a connection; may come back until then.
    Lost { until: Tick },
}

impl Sharer {
    pub(super) fn connection(self) -> Option<ConnectionId> {
        match self {
            Sharer::Here(connection) => Some(connection),
            Sharer::Lost { .. } => None,
        }
    }
}

/// Whether an invitation can be claimed by its slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listing {
    /// Whoever names the slot may prove the code.
    Listed,
    /// Nobody but its owner learns what is or was at the slot; it is claimed by a tag.
    Unlisted,
}

pub(super) struct Invitation {
    pub(super) owner: Owner,
    pub(super) listing: Listing,
    /// Whose share of [`protocol::limits::INVITATIONS_PER_ADDRESS`] it takes.
    pub(super) source: Source,
    pub(super) sharer: Sharer,
    pub(super) claim: Claim,
    /// Does not count any more once the claim is proven.
    pub(super) expires: Tick,
    pub(super) wrong_codes: u8,
    /// What the next claim is called. Counts on as long as the invitation lives, whoever reconnects.
    pub(super) next_claim: ClaimId,
}

impl Invitation {
    /// Gives the invitation to `viewer`, to prove the code until then.
    pub(super) fn begin_claim(&mut self, viewer: ConnectionId, until: Tick) {
        let id = self.next_claim;
        self.claim = Claim::Proving { id, viewer, until, relayed: 0 };
        // When a number comes again, nothing that was said to the claim of before is under way.
        self.next_claim = ClaimId(id.0.wrapping_add(1));
    }

    /// When something about this invitation is due next.
    fn due(&self) -> Option<Tick> {
        let by_claim = match self.claim {
            Claim::Free => Some(self.expires),
            Claim::Proving { until, .. } => Some(until.min(self.expires)),
            Claim::Proven { .. } => None,
        };
        let by_sharer = match self.sharer {
            Sharer::Here(_) => None,
            Sharer::Lost { until } => Some(until),
        };
        earliest(by_claim, by_sharer)
    }
}

/// An ended invitation, kept to say what became of it.
pub(super) struct Tombstone {
    pub(super) owner: Owner,
    pub(super) listing: Listing,
    pub(super) reason: Refusal,
}

pub(super) enum Entry {
    Open(Invitation),
    Ended(Tombstone),
}

/// All slots in use.
#[derive(Default)]
pub(super) struct Slots {
    entries: BTreeMap<Slot, Entry>,
    // INVARIANT: holds (Invitation::due, slot) of each open entry that has a due time, and no more.
    due: BTreeSet<(Tick, Slot)>,
    // INVARIANT: holds each ended entry once, with the time at which it is forgotten; the oldest is
    // first.
    tombstones: BTreeSet<(Tick, Slot)>,
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

    /// Puts an invitation at a free slot.
    pub(super) fn insert(&mut self, slot: Slot, invitation: Invitation) {
        if let Some(due) = invitation.due() {
            self.due.insert((due, slot));
        }
        let replaced = self.entries.insert(slot, Entry::Open(invitation));
        debug_assert!(replaced.is_none(), "an invitation is put at a free slot only");
        self.count(slot, |taken| taken + 1);
    }

    /// Changes the invitation at `slot`.
    pub(super) fn edit(&mut self, slot: Slot, change: impl FnOnce(&mut Invitation)) {
        let Some(Entry::Open(invitation)) = self.entries.get_mut(&slot) else {
            return;
        };
        let before = invitation.due();
        change(invitation);
        let after = invitation.due();
        if before != after {
            if let Some(due) = before {
                self.due.remove(&(due, slot));
            }
            if let Some(due) = after {
                self.due.insert((due, slot));
            }
        }
    }

    /// Ends the invitation at `slot`; a tombstone takes its place.
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
        self.tombstones.insert((forgotten, slot));
        if self.tombstones.len() > TOMBSTONES {
            self.forget_oldest();
        }
        Some(invitation)
    }

    /// When something is due next.
    pub(super) fn next_due(&self) -> Option<Tick> {
        let first = |set: &BTreeSet<(Tick, Slot)>| set.first().map(|(tick, _)| *tick);
        earliest(first(&self.due), first(&self.tombstones))
    }

    /// Forgets old tombstones. Returns an invitation about which something is due.
    pub(super) fn due(&mut self, now: Tick) -> Option<Slot> {
        while self.tombstones.first().is_some_and(|(forgotten, _)| *forgotten <= now) {
            self.forget_oldest();
        }
        self.due.first().filter(|(due, _)| *due <= now).map(|(_, slot)| *slot)
    }

    /// Draws a free slot: from the smallest range that is at most half full, so that slots stay
    /// short to say. `None` only when more than half of all slots are in use. One that nobody will say
    /// leaves the short ones to others.
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
        for (slot, entry) in &self.entries {
            match entry {
                Entry::Open(invitation) => due.extend(invitation.due().map(|due| (due, *slot))),
                Entry::Ended(_) => {
                    tombstones.insert(*slot);
                }
            }
        }
        assert_eq!(self.due, due);
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
mod tests {
    use super::*;
    use crate::registry::tests::{Counter, token};

    fn invitation() -> Invitation {
        Invitation {
            owner: Owner::of(&token(1)),
            listing: Listing::Listed,
            source: std::net::IpAddr::from([127, 0, 0, 1]).into(),
            sharer: Sharer::Here(ConnectionId(1)),
            claim: Claim::Free,
            expires: Tick::from_millis(1000),
            wrong_codes: 0,
            next_claim: ClaimId(0),
        }
    }

    #[test]
    fn a_range_is_left_when_it_is_more_than_half_full() {
        let mut slots = Slots::default();
        let mut rng = Counter::default();
        for n in 1..=600 {
            let slot = slots.draw(&mut rng, Listing::Listed).unwrap();
            let longest = if n <= 50 { 99 } else { 999 };
            if n <= 500 {
                assert!(u32::from(slot) <= longest, "invitation {n} got slot {slot}");
            }
            slots.insert(slot, invitation());
        }
        slots.check();
    }

    #[test]
    fn a_slot_that_nobody_says_is_not_taken_from_the_short_ones() {
        let mut slots = Slots::default();
        let mut rng = Counter::default();
        rng.next_u32();
        for _ in 0..60 {
            let slot = slots.draw(&mut rng, Listing::Unlisted).unwrap();
            assert!(u32::from(slot) > 999, "{slot:?}");
            slots.insert(slot, invitation());
        }
        assert!(u32::from(slots.draw(&mut rng, Listing::Listed).unwrap()) <= 99);
    }

    #[test]
    fn a_stuck_source_of_randomness_still_gives_each_slot_once() {
        struct Stuck;
        impl RngCore for Stuck {
            fn next_u32(&mut self) -> u32 {
                u32::MAX
            }
            fn next_u64(&mut self) -> u64 {
                u64::MAX
            }
            fn fill_bytes(&mut self, bytes: &mut [u8]) {
                bytes.fill(0xff);
            }
            fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
                self.fill_bytes(bytes);
                Ok(())
            }
        }
        let mut slots = Slots::default();
        for _ in 0..120 {
            let slot = slots.draw(&mut Stuck, Listing::Listed).unwrap();
            slots.insert(slot, invitation());
        }
        assert_eq!(slots.invitations(), 120);
        slots.check();
    }

    #[test]
    fn tombstones_hold_their_slot_until_they_are_forgotten() {
        let mut slots = Slots::default();
        let slot = Slot::try_from(7).unwrap();
        slots.insert(slot, invitation());
        slots.end(slot, Refusal::Expired, Tick::from_millis(500)).unwrap();
        assert_eq!(slots.free(7), None);
        let forgotten = slots.next_due().unwrap();
        assert_eq!(forgotten, Tick::from_millis(500) + TOMBSTONE_LIFETIME);
        assert_eq!(slots.due(forgotten), None);
        assert_eq!(slots.free(7), Some(slot));
        slots.check();
    }

    #[test]
    fn the_oldest_tombstone_goes_first_when_there_are_too_many() {
        let mut slots = Slots::default();
        let count = u32::try_from(TOMBSTONES).unwrap() + 1;
        for number in 1..=count {
            let slot = Slot::try_from(number).unwrap();
            slots.insert(slot, invitation());
            slots.end(slot, Refusal::Revoked, Tick::from_millis(number.into())).unwrap();
        }
        assert!(slots.free(1).is_some());
        assert!(slots.free(2).is_none());
        slots.check();
    }
}
