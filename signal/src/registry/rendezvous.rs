//! What a sharer and a Helper who know each other send: places, claims by tag, and which tags are
//! watched.

use protocol::code::Slot;
use protocol::limits::{
    SERVER_WAITING_PLACES, SERVER_WATCHED_TAGS, WAITING_PLACES_PER_ADDRESS,
    WATCHED_TAGS_PER_ADDRESS,
};
use protocol::signal::{Body64, FromSignal, Refusal, WaitingPlace};
use protocol::time::Tick;
use protocol::trust::RendezvousTag;
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
        self.presence.places() - before + count <= SERVER_WAITING_PLACES
            && of_source - before + count <= WAITING_PLACES_PER_ADDRESS
    }

    /// Makes a connected sharer wait at `places`, instead of its earlier ones. The caller has checked
    /// [`Registry::has_room`].
    pub(super) fn wait(&mut self, slot: Slot, source: Source, places: Vec<WaitingPlace>) {
        self.release(source, self.presence.places_of(slot), |usage| &mut usage.places);
        self.presence.wait(slot, places);
        let count = self.presence.places_of(slot);
        self.take(source, count, |usage| &mut usage.places);
    }

    /// Removes the places of a sharer: it lost its connection, its claim is proven, or its invitation
    /// has ended.
    pub(super) fn leave_places(&mut self, slot: Slot, source: Source) {
        let count = self.presence.leave(slot);
        self.release(source, count, |usage| &mut usage.places);
    }

    /// Moves a sharer to other places. A sharer whose claim is proven does not wait and is not moved.
    pub(super) fn move_to(
        &mut self,
        sharer: ConnectionId,
        slot: Slot,
        places: Vec<WaitingPlace>,
        now: Tick,
    ) {
        let Some(source) = self.slots.open(slot).map(|invitation| invitation.source) else {
            return;
        };
        if !self.presence.is_waiting(slot) {
            return;
        }
        if !self.has_room(source, Some(slot), places.len()) {
            return self.refuse(sharer, Refusal::Full);
        }
        let tags: Vec<_> = places.iter().map(|place| place.tag).collect();
        self.wait(slot, source, places);
        self.meet_waiting_claims(&tags, now);
    }

    pub(super) fn claim_at(
        &mut self,
        viewer: ConnectionId,
        tag: RendezvousTag,
        body: Body64,
        now: Tick,
    ) {
        let found = self.presence.only_sharer_at(tag).ok_or(Refusal::Unknown);
        self.claim_found(viewer, found, body, now);
    }

    /// Claims the invitation at a tag, or the next one that is opened there.
    pub(super) fn await_at(
        &mut self,
        viewer: ConnectionId,
        tag: RendezvousTag,
        body: Body64,
        now: Tick,
    ) {
        if self.presence.only_sharer_at(tag).is_some() {
            return self.claim_at(viewer, tag, body, now);
        }
        self.set_role(viewer, Role::Viewer(None));
        if let Some(replaced) = self.waiting_claims.put(tag, viewer, body) {
            self.refuse(replaced, Refusal::Unknown);
        }
    }

    /// A sharer waits at these places from now on: claims may have waited there for it.
    pub(super) fn meet_waiting_claims(&mut self, places: &[RendezvousTag], now: Tick) {
        for tag in places {
            if self.presence.only_sharer_at(*tag).is_some()
                && let Some((viewer, body)) = self.waiting_claims.take(*tag)
            {
                self.claim_at(viewer, *tag, body, now);
            }
        }
    }

    pub(super) fn watch(&mut self, page: ConnectionId, tags: Vec<RendezvousTag>) {
        let Some(source) = self.connections.get(&page).map(|c| c.source) else {
            return;
        };
        let before = self.presence.watches_of(page);
        let of_source = self.usage.get(&source).map_or(0, |usage| usage.watches);
        let room = self.presence.watches() - before + tags.len() <= SERVER_WATCHED_TAGS
            && of_source - before + tags.len() <= WATCHED_TAGS_PER_ADDRESS;
        if !room {
            return self.refuse(page, Refusal::Full);
        }
        let messages = self.presence.watch(page, tags);
        let after = self.presence.watches_of(page);
        self.release(source, before, |usage| &mut usage.watches);
        self.take(source, after, |usage| &mut usage.watches);
        self.set_role(page, Role::Watcher);
        if !messages.is_empty() {
            self.commands.push_back(Command::SendAll { to: page, messages });
        }
        self.note(Note::Watches);
    }

    pub(super) fn look(&mut self, user: ConnectionId, tags: Vec<RendezvousTag>) {
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
