//! PURE: the Helper's queue: who of those the Helper knows waits at this moment, and which computers
//! may be offered help.
//!
//! While the first page is shown, [`Queue`] watches at the signal server the places of all contacts and
//! the own desk ([`protocol::trust`]). What waits there are sealed cards; one that cannot be opened, or
//! is too old, is not shown. The server is believed in nothing else: it can hide somebody who waits,
//! and cannot make anybody up.

mod places;
#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "a test picks what it looks at")]
mod tests;

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::string::String;
use alloc::vec::Vec;

use protocol::limits::{CONTACTS, PEER_FAULTS, WATCH_AGAIN, WATCH_AGAIN_LONGEST, WATCH_REFRESH};
use protocol::name::DisplayName;
use protocol::signal::{FromSignal, Refusal, ToSignal};
use protocol::time::{Tick, earliest};
use protocol::trust::{IdentityKey, Shared, Standing, Tag};
use protocol::utc::Utc;
use rand_core::RngCore;

use crate::contact::{Contact, Contacts, Known, Meeting};
use places::{Places, Secrets};

/// What happens to the queue.
#[derive(Clone, Debug)]
pub enum Input {
    /// This browser has an identity: its public key.
    Own(IdentityKey),
    /// Somebody is a contact from now on, or was one already.
    Keep(Contact),
    /// Somebody is none any more.
    Forget(IdentityKey),
    /// The answer to [`Output::Agree`]: the result, or `None` when the key is no honest one.
    Agreed {
        /// With whose key.
        with: IdentityKey,
        /// What the two have in common.
        shared: Option<Shared>,
    },
    /// A session begins, and the queue is not shown (`true`), or is shown again.
    Rest(bool),

    /// The link to the signal server is open.
    SocketOpen,
    /// A text from the signal server.
    SocketText(String),
    /// The link closed, or never opened.
    SocketClosed,

    /// The deadline passed.
    Timeout,
}

/// What the driver must do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Connect to the signal server.
    OpenSocket,
    /// Tell the signal server.
    Signal(ToSignal),
    /// Close the link.
    CloseSocket,
    /// Compute what the own key and this one have in common; answer with [`Input::Agreed`].
    Agree(IdentityKey),
    /// [`Queue::entries`] or [`Queue::contacts`] have changed, or a minute went by: show them.
    Show,
    /// Tell the Helper that somebody has begun to ask for help.
    Announce(DisplayName),
}

/// The clocks, as the driver reads them.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// The one that only moves forward.
    pub tick: Tick,
    /// The one on the wall.
    pub utc: Utc,
}

/// Somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Their key.
    pub key: IdentityKey,
    /// A contact's name as the Helper knows it; otherwise what the computer calls itself.
    pub name: DisplayName,
    /// What they wait for.
    pub standing: Standing,
    /// Since when.
    pub since: Utc,
    /// Whether the Helper knows them. One with [`Known::OtherKey`] is shown, and cannot be helped.
    pub known: Known,
}

impl Entry {
    /// How many whole minutes they have waited.
    pub fn minutes(&self, now: Utc) -> u64 {
        now.as_unix().saturating_sub(self.since.as_unix()) / 60
    }
}

#[derive(Debug)]
enum Link {
    /// Not wanted.
    Off,
    Opening,
    Open {
        since: Tick,
        /// What the server was told to watch.
        told: BTreeSet<Tag>,
        faults: u32,
    },
    /// Lost; it is tried again then.
    Pause {
        until: Tick,
    },
    /// The server speaks another version than this page; only a new page helps.
    Given,
}

/// The queue.
///
/// Every call of [`Queue::handle`] must be followed by draining [`Queue::poll`].
#[derive(Debug)]
pub struct Queue<R> {
    rng: R,
    own: Option<IdentityKey>,
    contacts: Contacts,
    secrets: Secrets,
    places: Places,
    entries: Vec<Entry>,
    /// Who was announced, and with which request.
    announced: BTreeMap<IdentityKey, Utc>,
    rests: bool,
    link: Link,
    /// Attempts in a row that brought no lasting link.
    failures: u32,
    refresh: Option<Tick>,
    out: VecDeque<Output>,
}

impl<R: RngCore> Queue<R> {
    /// A queue that knows nobody yet. Its randomness, for the time between two attempts, comes from
    /// `rng`.
    pub fn new(rng: R) -> Self {
        Self {
            rng,
            own: None,
            contacts: Contacts::default(),
            secrets: Secrets::default(),
            places: Places::default(),
            entries: Vec::new(),
            announced: BTreeMap::new(),
            rests: false,
            link: Link::Off,
            failures: 0,
            refresh: None,
            out: VecDeque::new(),
        }
    }

    /// Advances the queue.
    pub fn handle(&mut self, input: Input, now: Now) {
        match input {
            Input::Own(key) => self.own = Some(key),
            Input::Keep(contact) => {
                self.contacts.keep(contact);
                self.out.push_back(Output::Show);
            }
            Input::Forget(key) => {
                self.contacts.forget(&key);
                self.out.push_back(Output::Show);
            }
            Input::Agreed { with, shared } => self.secrets.agreed(with, shared),
            Input::Rest(rests) => self.rests = rests,
            Input::SocketOpen if matches!(self.link, Link::Opening) => {
                self.link = Link::Open { since: now.tick, told: BTreeSet::new(), faults: 0 };
            }
            Input::SocketText(text) => self.heard(&text, now),
            Input::SocketClosed => self.lost(now),
            Input::Timeout if self.refresh.is_some_and(|at| at <= now.tick) => {
                self.refresh = None;
                self.out.push_back(Output::Show);
            }
            Input::SocketOpen | Input::Timeout => {}
        }
        self.connect(now);
        self.watch(now);
        self.list(now);
    }

    /// Returns what the driver must do next; `None` means nothing is left to do.
    pub fn poll(&mut self) -> Option<Output> {
        self.out.pop_front()
    }

    /// Returns when [`Input::Timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        let again = match self.link {
            Link::Pause { until } => Some(until),
            Link::Off | Link::Opening | Link::Open { .. } | Link::Given => None,
        };
        earliest(again, self.refresh)
    }

    /// Returns who waits: first those who ask, the one who waits longest before all others.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns whom the Helper knows.
    pub fn contacts(&self) -> &Contacts {
        &self.contacts
    }

    /// Returns the own key, once there is one.
    pub fn own(&self) -> Option<&IdentityKey> {
        self.own.as_ref()
    }

    /// Returns whether nothing can be said of who waits, since the server was not reached.
    pub fn is_away(&self) -> bool {
        matches!(self.link, Link::Pause { .. } | Link::Given) && self.failures > 1
    }

    /// Returns with what the Helper goes to somebody who waits; `None` when they do not any more.
    pub fn take(&self, key: &IdentityKey) -> Option<Meeting> {
        let entry = self.entries.iter().find(|entry| entry.key == *key)?;
        if entry.known == Known::OtherKey {
            return None;
        }
        let pair = self.secrets.pair(key, self.own.as_ref()?)?;
        let day = self.places.day_of(key, &self.secrets, self.own.as_ref()?)?;
        Some(Meeting::new(entry.name.clone(), *key, &pair, day))
    }

    /// Opens the link when it is wanted, and closes it when it is not.
    fn connect(&mut self, now: Now) {
        let wanted = self.own.is_some() && !self.rests;
        match self.link {
            Link::Off if wanted => self.open(),
            Link::Pause { until } if wanted && until <= now.tick => self.open(),
            Link::Off | Link::Given => {}
            Link::Opening | Link::Open { .. } if !wanted => {
                self.out.push_back(Output::CloseSocket);
                self.link = Link::Off;
                self.failures = 0;
            }
            Link::Pause { .. } if !wanted => self.link = Link::Off,
            Link::Opening | Link::Open { .. } | Link::Pause { .. } => {}
        }
        self.refresh = match self.link {
            Link::Open { .. } => self.refresh.or(Some(now.tick + WATCH_REFRESH)),
            Link::Off | Link::Opening | Link::Pause { .. } | Link::Given => None,
        };
    }

    fn open(&mut self) {
        self.link = Link::Opening;
        self.out.push_back(Output::OpenSocket);
    }

    /// Tells the server what is watched, when that is something else than before.
    fn watch(&mut self, now: Now) {
        let Some(own) = self.own else { return };
        for key in self.contacts.iter().map(|contact| contact.key) {
            self.out.extend(self.secrets.want(key).map(Output::Agree));
        }
        // One message for all contacts, not one for each that the browser has computed.
        if self.contacts.iter().any(|contact| self.secrets.is_asked(&contact.key)) {
            return;
        }
        let Link::Open { told, .. } = &mut self.link else {
            self.places.clear();
            return;
        };
        self.places.set(now.utc, &own, &self.contacts, &self.secrets);
        let tags: BTreeSet<Tag> = self.places.tags().collect();
        if *told != tags {
            *told = tags.clone();
            let (version, tags) = (protocol::VERSION, tags.into_iter().collect());
            self.out.push_back(Output::Signal(ToSignal::Watch { version, tags }));
        }
    }

    fn heard(&mut self, text: &str, now: Now) {
        let Link::Open { faults, .. } = &mut self.link else { return };
        let is_fault = match FromSignal::decode(text) {
            Ok(FromSignal::Waiting { tag, cards }) => {
                self.places.put(tag, cards, &self.secrets, self.own.as_ref());
                false
            }
            Ok(FromSignal::Refused { reason: Refusal::Version }) => {
                self.out.push_back(Output::CloseSocket);
                self.link = Link::Given;
                return;
            }
            Ok(FromSignal::Refused { .. } | FromSignal::Closing {}) => {
                self.out.push_back(Output::CloseSocket);
                return self.lost(now);
            }
            Ok(
                FromSignal::Opened { .. }
                | FromSignal::Claimed { .. }
                | FromSignal::Relay { .. }
                | FromSignal::PeerGone {}
                | FromSignal::Watched { .. },
            )
            | Err(_) => true,
        };
        if is_fault {
            *faults = faults.saturating_add(1);
            if *faults >= PEER_FAULTS {
                self.out.push_back(Output::CloseSocket);
                self.lost(now);
            }
        }
    }

    /// The link is no more: another attempt later, and later each time, but not for all pages at once.
    fn lost(&mut self, now: Now) {
        match self.link {
            Link::Open { since, .. } if now.tick.since(since) >= WATCH_AGAIN_LONGEST => {
                self.failures = 0;
            }
            Link::Opening | Link::Open { .. } => {}
            Link::Off | Link::Pause { .. } | Link::Given => return,
        }
        let longest = WATCH_AGAIN.saturating_mul(1 << self.failures.min(16));
        let longest = longest.min(WATCH_AGAIN_LONGEST);
        self.failures = self.failures.saturating_add(1);
        let half = longest / 2;
        let share = f64::from(self.rng.next_u32()) / f64::from(u32::MAX);
        self.link = Link::Pause { until: now.tick + half + half.mul_f64(share) };
    }

    /// Opens what can be opened, asks for what is missing for the rest, and shows what has changed.
    fn list(&mut self, now: Now) {
        let entries = match self.own {
            Some(own) if matches!(self.link, Link::Open { .. }) => {
                for key in self.places.wanted(&self.secrets, &own) {
                    self.out.extend(self.secrets.want(key).map(Output::Agree));
                }
                self.places.entries(now.utc, &own, &self.contacts, &self.secrets)
            }
            Some(_) | None => Vec::new(),
        };
        self.forget_secrets();
        if entries == self.entries {
            return;
        }
        for entry in entries.iter().filter(|entry| entry.standing == Standing::Asks) {
            if self.announced.insert(entry.key, entry.since) != Some(entry.since) {
                self.out.push_back(Output::Announce(entry.name.clone()));
            }
        }
        if self.announced.len() > CONTACTS {
            self.announced.retain(|key, _| entries.iter().any(|entry| entry.key == *key));
        }
        self.entries = entries;
        self.out.push_back(Output::Show);
    }

    /// Keeps what the two have in common only while it is needed.
    fn forget_secrets(&mut self) {
        let Some(own) = self.own else { return };
        let mut needed: BTreeSet<IdentityKey> =
            self.contacts.iter().map(|contact| contact.key).collect();
        needed.extend(self.places.wanted(&self.secrets, &own));
        self.secrets.retain(&needed);
    }
}
