//! PURE. What those may say who meet without a code: places, tags, and who is there.

use protocol::code::Slot;
use protocol::limits::{CARDS, CARDS_PER_ADDRESS, WATCHES, WATCHES_PER_ADDRESS};
use protocol::signal::{Body64, FromSignal, Place, Refusal};
use protocol::time::Tick;
use protocol::trust::Tag;
use rand_core::RngCore;

use super::places::News;
use super::{Command, ConnectionId, Note, Registry, Role};
use crate::address::Source;

impl<R: RngCore> Registry<R> {
    /// Whether `source` may have `count` places in the stead of those of `slot`.
    pub(super) fn has_room(&self, source: Source, slot: Option<Slot>, count: usize) -> bool {
        let before = slot.map_or(0, |slot| self.places.places_of(slot));
        let of_source = self.sources.get(&source).map_or(0, |tally| tally.places);
        self.places.places() - before + count <= CARDS
            && of_source - before + count <= CARDS_PER_ADDRESS
    }

    /// Lets a connected sharer wait at these places, and at no others. The caller asked for room.
    pub(super) fn wait(&mut self, slot: Slot, source: Source, places: Vec<Place>) {
        self.give_back(source, self.places.places_of(slot), |tally| &mut tally.places);
        self.places.wait(slot, places);
        self.sources.entry(source).or_default().places += self.places.places_of(slot);
    }

    /// Takes a sharer from its places: it is gone, given to a Helper, or ended.
    pub(super) fn leave_places(&mut self, slot: Slot, source: Source) {
        let count = self.places.leave(slot);
        self.give_back(source, count, |tally| &mut tally.places);
    }

    /// An invitation that was given to a Helper waits nowhere, whatever day it is.
    pub(super) fn move_to(&mut self, sharer: ConnectionId, slot: Slot, places: Vec<Place>) {
        let Some(source) = self.slots.open(slot).map(|invitation| invitation.source) else {
            return;
        };
        if !self.places.waits(slot) {
            return;
        }
        if !self.has_room(source, Some(slot), places.len()) {
            return self.refuse(sharer, Refusal::Full);
        }
        self.wait(slot, source, places);
    }

    pub(super) fn claim_at(&mut self, viewer: ConnectionId, tag: Tag, body: Body64, now: Tick) {
        let found = self.places.alone_at(tag).ok_or(Refusal::Unknown);
        self.claim_found(viewer, found, body, now);
    }

    pub(super) fn watch(&mut self, page: ConnectionId, tags: Vec<Tag>) {
        let Some(source) = self.connections.get(&page).map(|c| c.source) else {
            return;
        };
        let before = self.places.watches_of(page);
        let of_source = self.sources.get(&source).map_or(0, |tally| tally.watches);
        let room = self.places.watches() - before + tags.len() <= WATCHES
            && of_source - before + tags.len() <= WATCHES_PER_ADDRESS;
        if !room {
            return self.refuse(page, Refusal::Full);
        }
        let waiting = self.places.watch(page, tags);
        let after = self.places.watches_of(page);
        self.give_back(source, before, |tally| &mut tally.watches);
        self.sources.entry(source).or_default().watches += after;
        self.set_role(page, Role::Watcher);
        if !waiting.is_empty() {
            self.commands.push_back(Command::Show { to: page, waiting });
        }
        self.note(Note::Watches);
    }

    pub(super) fn look(&mut self, user: ConnectionId, tags: Vec<Tag>) {
        let tags = self.places.watched(tags);
        self.send(user, FromSignal::Watched { tags });
        self.note(Note::Looked);
    }

    /// Tells everybody what changed for them.
    pub(super) fn tell_news(&mut self, now: Tick) {
        let News { waiting, watched } = self.places.news(now);
        for (to, waiting) in waiting {
            self.commands.push_back(Command::Show { to, waiting });
        }
        for (slot, tags) in watched {
            let sharer =
                self.slots.open(slot).and_then(|invitation| invitation.sharer.connection());
            if let Some(sharer) = sharer {
                self.send(sharer, FromSignal::Watched { tags });
            }
        }
    }
}
