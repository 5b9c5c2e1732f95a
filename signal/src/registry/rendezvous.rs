//! What a sharer and a Helper who know each other send: places, claims by tag, and which tags are
//! watched.

use protocol::code::Slot;
use protocol::limits::{CARDS, CARDS_PER_ADDRESS, WATCHES, WATCHES_PER_ADDRESS};
use protocol::signal::{Body64, FromSignal, Place, Refusal};
use protocol::time::Tick;
use protocol::trust::Tag;
use rand_core::RngCore;

use super::events::{Command, ConnectionId, Note};
use super::presence::Notifications;
use super::state::{Registry, Role};
use crate::address::Source;

impl<R: RngCore> Registry<R> {
    /// Whether the limits allow `source` to have `count` places instead of those of `slot`.
    pub(super) fn has_room(&self, source: Source, slot: Option<Slot>, count: usize) -> bool {
        let before = slot.map_or(0, |slot| self.presence.places_of(slot));
        let of_source = self.usage.get(&source).map_or(0, |usage| usage.places);
        self.presence.places() - before + count <= CARDS
            && of_source - before + count <= CARDS_PER_ADDRESS
    }

    /// Makes a connected sharer wait at `places`, instead of its earlier ones. The caller has checked
    /// [`Registry::has_room`].
    pub(super) fn wait(&mut self, slot: Slot, source: Source, places: Vec<Place>) {
        self.release(source, self.presence.places_of(slot), |usage| &mut usage.places);
        self.presence.wait(slot, places);
        self.usage.entry(source).or_default().places += self.presence.places_of(slot);
    }

    /// Removes the places of a sharer: it lost its connection, its claim is proven, or its invitation
    /// has ended.
    pub(super) fn leave_places(&mut self, slot: Slot, source: Source) {
        let count = self.presence.leave(slot);
        self.release(source, count, |usage| &mut usage.places);
    }

    /// Moves a sharer to other places. A sharer whose claim is proven does not wait and is not moved.
    pub(super) fn move_to(&mut self, sharer: ConnectionId, slot: Slot, places: Vec<Place>) {
        let Some(source) = self.slots.open(slot).map(|invitation| invitation.source) else {
            return;
        };
        if !self.presence.is_waiting(slot) {
            return;
        }
        if !self.has_room(source, Some(slot), places.len()) {
            return self.refuse(sharer, Refusal::Full);
        }
        self.wait(slot, source, places);
    }

    pub(super) fn claim_at(&mut self, viewer: ConnectionId, tag: Tag, body: Body64, now: Tick) {
        let found = self.presence.only_sharer_at(tag).ok_or(Refusal::Unknown);
        self.claim_found(viewer, found, body, now);
    }

    pub(super) fn watch(&mut self, page: ConnectionId, tags: Vec<Tag>) {
        let Some(source) = self.connections.get(&page).map(|c| c.source) else {
            return;
        };
        let before = self.presence.watches_of(page);
        let of_source = self.usage.get(&source).map_or(0, |usage| usage.watches);
        let room = self.presence.watches() - before + tags.len() <= WATCHES
            && of_source - before + tags.len() <= WATCHES_PER_ADDRESS;
        if !room {
            return self.refuse(page, Refusal::Full);
        }
        let messages = self.presence.watch(page, tags);
        let after = self.presence.watches_of(page);
        self.release(source, before, |usage| &mut usage.watches);
        self.usage.entry(source).or_default().watches += after;
        self.set_role(page, Role::Watcher);
        if !messages.is_empty() {
            self.commands.push_back(Command::SendAll { to: page, messages });
        }
        self.note(Note::Watches);
    }

    pub(super) fn look(&mut self, user: ConnectionId, tags: Vec<Tag>) {
        let tags = self.presence.watched(tags);
        self.send(user, FromSignal::Watched { tags });
        self.note(Note::Looked);
    }

    /// Sends the notifications that are due.
    pub(super) fn notify(&mut self, now: Tick) {
        let Notifications { to_watchers, to_sharers } = self.presence.take_notifications(now);
        for (to, messages) in to_watchers {
            self.commands.push_back(Command::SendAll { to, messages });
        }
        for (slot, tags) in to_sharers {
            let sharer =
                self.slots.open(slot).and_then(|invitation| invitation.sharer.connection());
            if let Some(sharer) = sharer {
                self.send(sharer, FromSignal::Watched { tags });
            }
        }
    }
}
