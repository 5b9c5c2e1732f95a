//! The Helpers who may come without a code, and the places at the server where the User waits for
//! them.

use alloc::vec::Vec;

use protocol::limits;
use protocol::name::DisplayName;
use protocol::signal::WaitingPlace;
use protocol::time::Tick;
use protocol::trust::{IdentityKey, PairCredential, RendezvousTag};

use crate::proof::Proof;

/// A Helper who may come without a code, on one day.
#[derive(Clone, Debug)]
pub struct KnownHelper {
    /// What they prove themselves by.
    pub credential: PairCredential,
    /// What the User, or the owner of the computer, calls them.
    pub name: DisplayName,
    /// Their key.
    pub key: IdentityKey,
    /// What their proof rests on.
    pub proof: Proof,
}

/// A place at the server, and the Helper who watches it.
#[derive(Clone, Debug)]
pub struct WatchedPlace {
    /// The place.
    pub place: WaitingPlace,
    /// The Helper who watches it.
    pub helper: DisplayName,
}

/// Who may come without a code, and where the User waits for them.
#[derive(Clone, Debug, Default)]
pub struct KnownHelpers {
    /// At most [`limits::WAITING_PLACES`].
    pub places: Vec<WatchedPlace>,
    /// One for each Helper and each of the days that count.
    pub helpers: Vec<KnownHelper>,
    /// The number of Helpers that no waiting place is left for.
    pub left_out: usize,
}

impl KnownHelpers {
    /// The places, as the server is told of them.
    pub(crate) fn places(&self) -> Vec<WaitingPlace> {
        self.places.iter().map(|watched| watched.place.clone()).collect()
    }

    /// The tags of the places.
    pub(crate) fn tags(&self) -> Vec<RendezvousTag> {
        self.places.iter().map(|watched| watched.place.tag).collect()
    }

    /// All who could come, each once.
    pub(crate) fn names(&self) -> Vec<DisplayName> {
        self.names_where(|_| true)
    }

    /// Those who watch one of these tags, each once.
    pub(crate) fn names_at(&self, tags: &[RendezvousTag]) -> Vec<DisplayName> {
        self.names_where(|tag| tags.contains(tag))
    }

    fn names_where(&self, picks: impl Fn(&RendezvousTag) -> bool) -> Vec<DisplayName> {
        let mut names: Vec<DisplayName> = Vec::new();
        for watched in self.places.iter().filter(|watched| picks(&watched.place.tag)) {
            if !names.contains(&watched.helper) {
                names.push(watched.helper.clone());
            }
        }
        names
    }
}

/// Which of the known Helpers could come now.
#[derive(Debug, Default)]
pub(crate) struct Availability {
    current: Vec<DisplayName>,
    /// What the User was told last.
    announced: Vec<DisplayName>,
    /// The server cannot make us tell it more often.
    not_before: Tick,
}

impl Availability {
    /// The server says who is there.
    pub(crate) fn update(&mut self, available: Vec<DisplayName>) {
        self.current = available;
    }

    /// When the User has to be told; `None` while they know.
    pub(crate) fn due(&self) -> Option<Tick> {
        (self.current != self.announced).then_some(self.not_before)
    }

    /// What to tell the User now.
    pub(crate) fn announce(&mut self, now: Tick) -> Vec<DisplayName> {
        self.announced.clone_from(&self.current);
        self.not_before = now + limits::PRESENCE_SPACING;
        self.announced.clone()
    }
}

/// Claims of strangers. The User is told of them, but not at each one.
#[derive(Debug, Default)]
pub(crate) struct Strangers {
    unannounced: u32,
    announced: Option<Tick>,
}

impl Strangers {
    /// Counts one more. When it is time to tell the User, returns how many came since they were told
    /// last.
    pub(crate) fn count(&mut self, now: Tick) -> Option<u32> {
        self.unannounced = self.unannounced.saturating_add(1);
        if self.announced.is_some_and(|last| now < last + limits::UNKNOWN_CLAIMANT_NOTICE_SPACING) {
            return None;
        }
        self.announced = Some(now);
        Some(core::mem::take(&mut self.unannounced))
    }
}
