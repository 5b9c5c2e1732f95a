//! Those who may come without a code, and where they are waited for.

use alloc::vec::Vec;

use protocol::limits;
use protocol::name::DisplayName;
use protocol::signal::{ClaimId, Outcome, Place, ToSignal};
use protocol::time::Tick;
use protocol::trust::{IdentityKey, PairCredential, Tag};
use rand_core::CryptoRngCore;

use super::{Notice, Output, Session, State};

/// How a Helper proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// They know the code.
    Code,
    /// They have the key of a contact.
    Contact,
    /// They have a key that the owner of the computer named.
    Policy,
}

/// A Helper who may come without a code, on one day.
#[derive(Clone, Debug)]
pub struct Known {
    /// What they prove themselves by.
    pub credential: PairCredential,
    /// What the User, or the owner, calls them.
    pub name: DisplayName,
    /// Their key.
    pub key: IdentityKey,
    /// What their proof is worth.
    pub proof: Proof,
}

/// A place at the server, and for whom it is.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The place.
    pub place: Place,
    /// Who watches it.
    pub helper: DisplayName,
}

/// Who may come without a code, and where they are waited for.
#[derive(Clone, Debug, Default)]
pub struct Waiting {
    /// At most [`limits::PLACES`].
    pub spots: Vec<Spot>,
    /// For each of the days that count.
    pub known: Vec<Known>,
    /// For how many there is no place.
    pub left_out: usize,
}

impl Waiting {
    pub(super) fn places(&self) -> Vec<Place> {
        self.spots.iter().map(|spot| spot.place.clone()).collect()
    }

    /// All who could come, each once.
    fn helpers(&self) -> Vec<DisplayName> {
        self.named(|_| true)
    }

    fn named(&self, picks: impl Fn(&Tag) -> bool) -> Vec<DisplayName> {
        let mut names: Vec<DisplayName> = Vec::new();
        for spot in self.spots.iter().filter(|spot| picks(&spot.place.tag)) {
            if !names.contains(&spot.helper) {
                names.push(spot.helper.clone());
            }
        }
        names
    }
}

/// Who of those who may come could do so now.
#[derive(Debug, Default)]
pub(super) struct Availability {
    now: Vec<DisplayName>,
    /// As the User was told.
    told: Vec<DisplayName>,
    /// No server makes us say it more often.
    again: Tick,
}

impl Availability {
    /// When the User has to be told; `None` while they know.
    pub(super) fn due(&self) -> Option<Tick> {
        (self.now != self.told).then_some(self.again)
    }
}

/// Claims of strangers: the User is told, but not as often as somebody tries.
#[derive(Debug, Default)]
pub(super) struct Strangers {
    untold: u32,
    told: Option<Tick>,
}

impl Strangers {
    /// One more. Returns how many there were since the User was told last, when it is time to.
    fn count(&mut self, now: Tick) -> Option<u32> {
        self.untold = self.untold.saturating_add(1);
        if self.told.is_some_and(|told| now < told + limits::STRANGER_NOTICE) {
            return None;
        }
        self.told = Some(now);
        Some(core::mem::take(&mut self.untold))
    }
}

impl<R: CryptoRngCore> Session<R> {
    /// Somebody came who is none of those who may. The invitation stays.
    pub(super) fn turn_away(&mut self, claim: ClaimId, now: Tick) {
        self.verdict(claim, Outcome::Stranger);
        if let Some(attempts) = self.strangers.count(now) {
            self.outputs.push_back(Output::Notify(Notice::Stranger { attempts }));
        }
    }

    /// Another day has begun, or another's end is near.
    pub(super) fn on_waiting(&mut self, waiting: Waiting) {
        let Some(before) = self.options.waiting.replace(waiting) else {
            // By code only: there is nobody who could come otherwise.
            self.options.waiting = None;
            return;
        };
        let Some(waiting) = &self.options.waiting else { return };
        let tags =
            |waiting: &Waiting| waiting.spots.iter().map(|spot| spot.place.tag).collect::<Vec<_>>();
        let moves = matches!(self.state, State::Waiting(_) | State::Proving(_));
        if moves && tags(&before) != tags(waiting) {
            let places = waiting.places();
            self.outputs.push_back(Output::Signal(ToSignal::Move { places }));
        }
    }

    /// A Helper watches some of our places, or none any more.
    pub(super) fn on_watched(&mut self, tags: &[Tag]) {
        if let Some(waiting) = &self.options.waiting {
            self.availability.now = waiting.named(|tag| tags.contains(tag));
        }
    }

    /// Tells the User who is available, when that has changed and they were not told just now.
    pub(super) fn follow_availability(&mut self, now: Tick) {
        let is_due = self.availability.due().is_some_and(|due| now >= due);
        if is_due && matches!(self.state, State::Waiting(_)) {
            self.announce_waiting(now);
        }
    }

    pub(super) fn announce_waiting(&mut self, now: Tick) {
        let Some(waiting) = &self.options.waiting else { return };
        let Availability { now: available, told, again } = &mut self.availability;
        told.clone_from(available);
        *again = now + limits::NEWS_SPACING;
        let (helpers, available) = (waiting.helpers(), told.clone());
        self.outputs.push_back(Output::Notify(Notice::Waiting { helpers, available }));
    }
}
