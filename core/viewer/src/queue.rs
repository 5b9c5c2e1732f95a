//! The Helper's queue: which contacts wait for help at this moment, and which computers can be offered
//! help.
//!
//! While the first page is shown, [`Queue`] watches tags at the signal server: those of all contacts, and
//! the tag of the own desk ([`protocol::trust`]). The server answers with sealed cards; a card that cannot
//! be opened, or is too old, is not shown. So the server can hide a User who waits, but cannot invent one.

#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "a test picks what it looks at")]
mod tests;
mod watch;

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::vec::Vec;

use protocol::limits::{
    CONTACTS, PEER_PROTOCOL_ERRORS, WATCH_REFRESH, WATCH_RETRY_MAX, WATCH_RETRY_MIN,
};
use protocol::name::DisplayName;
use protocol::signal::{FromSignal, Refusal, ToSignal};
use protocol::time::{Tick, earliest};
use protocol::trust::{Availability, IdentityKey, RendezvousTag, SharedSecret};
use protocol::utc::Utc;
use rand_core::RngCore;

use crate::contact::{Contact, ContactStatus, Contacts, KnownUser};
use crate::state::SignalInput;
use watch::{Secrets, WatchedTags};

/// Something happened that concerns the queue.
#[derive(Clone, Debug)]
pub enum Input {
    /// This browser has an identity, with this public key.
    OwnKey(IdentityKey),
    /// A contact was saved.
    ContactSaved(Contact),
    /// A contact was deleted.
    ContactDeleted(IdentityKey),
    /// The answer to [`Output::AgreeKey`].
    Agreed {
        /// The other key.
        with: IdentityKey,
        /// The result of the key agreement; `None` when the other key is not valid.
        shared: Option<SharedSecret>,
    },
    /// Whether the queue is hidden: it is during a session.
    Hidden(bool),
    /// The queue's own connection to the signal server.
    Signal(SignalInput),
    /// The deadline passed.
    Timeout,
}

/// What the driver must do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Connect to the signal server.
    OpenSocket,
    /// Send a message to the signal server.
    Signal(ToSignal),
    /// Close the connection.
    CloseSocket,
    /// Compute the key agreement of the own key with this one; answer with [`Input::Agreed`].
    AgreeKey(IdentityKey),
    /// [`Queue::entries`] or [`Queue::contacts`] have changed, or a minute has passed: show them.
    Changed,
    /// Announce that this User has begun to ask for help.
    Announce(DisplayName),
}

/// The time, as the driver reads it.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// Of the monotonic clock.
    pub tick: Tick,
    /// Of the wall clock.
    pub utc: Utc,
}

/// A User who waits, or a computer that can be offered help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The User's key.
    pub key: IdentityKey,
    /// A contact's name as the Helper knows it; otherwise the name in the card.
    pub name: DisplayName,
    /// Asks for help, or can be offered it.
    pub availability: Availability,
    /// When the wait began.
    pub since: Utc,
    /// Whether this is a contact. An entry with [`ContactStatus::OtherKey`] is shown, but cannot be helped.
    pub status: ContactStatus,
}

impl Entry {
    /// The wait so far, in whole minutes.
    pub fn minutes(&self, now: Utc) -> u64 {
        now.as_unix().saturating_sub(self.since.as_unix()) / 60
    }
}

/// The connection to the signal server.
#[derive(Debug)]
enum Connection {
    /// Not needed.
    Off,
    Opening,
    Open {
        since: Tick,
        /// The tags that the server was asked to watch.
        watched: BTreeSet<RendezvousTag>,
        faults: u32,
    },
    /// Lost; the next attempt is made at this time.
    Backoff {
        until: Tick,
    },
    /// The server speaks another version than this page; only reloading helps.
    Incompatible,
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
    watched: WatchedTags,
    entries: Vec<Entry>,
    /// The Users that were announced, each with the time of the request.
    announced: BTreeMap<IdentityKey, Utc>,
    is_hidden: bool,
    connection: Connection,
    /// Attempts in a row that led to no lasting connection.
    failures: u32,
    refresh: Option<Tick>,
    out: VecDeque<Output>,
}

impl<R: RngCore> Queue<R> {
    /// A queue without contacts. Its randomness, for the time between two attempts, comes from
    /// `rng`.
    pub fn new(rng: R) -> Self {
        Self {
            rng,
            own: None,
            contacts: Contacts::default(),
            secrets: Secrets::default(),
            watched: WatchedTags::default(),
            entries: Vec::new(),
            announced: BTreeMap::new(),
            is_hidden: false,
            connection: Connection::Off,
            failures: 0,
            refresh: None,
            out: VecDeque::new(),
        }
    }

    /// Advances the queue.
    pub fn handle(&mut self, input: Input, now: Now) {
        match input {
            Input::OwnKey(key) => self.own = Some(key),
            Input::ContactSaved(contact) => {
                self.contacts.save(contact);
                self.out.push_back(Output::Changed);
            }
            Input::ContactDeleted(key) => {
                self.contacts.delete(&key);
                self.out.push_back(Output::Changed);
            }
            Input::Agreed { with, shared } => self.secrets.agreed(with, shared),
            Input::Hidden(is_hidden) => self.is_hidden = is_hidden,
            Input::Signal(SignalInput::Open) => self.on_open(now),
            Input::Signal(SignalInput::Text(text)) => self.on_text(&text, now),
            Input::Signal(SignalInput::Closed) => self.on_closed(now),
            Input::Timeout if self.refresh.is_some_and(|at| at <= now.tick) => {
                self.refresh = None;
                self.out.push_back(Output::Changed);
            }
            Input::Timeout => {}
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
        let again = match self.connection {
            Connection::Backoff { until } => Some(until),
            Connection::Off
            | Connection::Opening
            | Connection::Open { .. }
            | Connection::Incompatible => None,
        };
        earliest(again, self.refresh)
    }

    /// Returns the entries: first Users who ask for help, the longest wait first, then computers.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the contacts.
    pub fn contacts(&self) -> &Contacts {
        &self.contacts
    }

    /// Returns the own key, once there is one.
    pub fn own(&self) -> Option<&IdentityKey> {
        self.own.as_ref()
    }

    /// Returns whether the queue is unknown because the server cannot be reached.
    pub fn is_away(&self) -> bool {
        matches!(self.connection, Connection::Backoff { .. } | Connection::Incompatible)
            && self.failures > 1
    }

    /// Returns how to connect to a User of the queue; `None` when the wait is over.
    pub fn known_user(&self, key: &IdentityKey) -> Option<KnownUser> {
        let entry = self.entries.iter().find(|entry| entry.key == *key)?;
        if entry.status == ContactStatus::OtherKey {
            return None;
        }
        let pair = self.secrets.pair(key, self.own.as_ref()?)?;
        let day = self.watched.day_of(key, &self.secrets, self.own.as_ref()?)?;
        Some(KnownUser::new(entry.name.clone(), *key, &pair, day))
    }

    /// Opens the connection when it is needed, and closes it when it is not.
    fn connect(&mut self, now: Now) {
        let is_needed = self.own.is_some() && !self.is_hidden;
        match self.connection {
            Connection::Off if is_needed => self.open(),
            Connection::Backoff { until } if is_needed && until <= now.tick => self.open(),
            Connection::Off | Connection::Incompatible => {}
            Connection::Opening | Connection::Open { .. } if !is_needed => {
                self.out.push_back(Output::CloseSocket);
                self.connection = Connection::Off;
                self.failures = 0;
            }
            Connection::Backoff { .. } if !is_needed => self.connection = Connection::Off,
            Connection::Opening | Connection::Open { .. } | Connection::Backoff { .. } => {}
        }
        self.refresh = match self.connection {
            Connection::Open { .. } => self.refresh.or(Some(now.tick + WATCH_REFRESH)),
            Connection::Off
            | Connection::Opening
            | Connection::Backoff { .. }
            | Connection::Incompatible => None,
        };
    }

    fn open(&mut self) {
        self.connection = Connection::Opening;
        self.out.push_back(Output::OpenSocket);
    }

    /// Sends the tags to watch to the server, when they have changed.
    fn watch(&mut self, now: Now) {
        let Some(own) = self.own else { return };
        for key in self.contacts.iter().map(|contact| contact.key) {
            self.out.extend(self.secrets.request(key).map(Output::AgreeKey));
        }
        // One message for all contacts, not one after each key agreement.
        if self.contacts.iter().any(|contact| self.secrets.is_pending(&contact.key)) {
            return;
        }
        let Connection::Open { watched, .. } = &mut self.connection else {
            self.watched.clear();
            return;
        };
        self.watched.set(now.utc, &own, &self.contacts, &self.secrets);
        let tags: BTreeSet<RendezvousTag> = self.watched.tags().collect();
        if *watched != tags {
            *watched = tags.clone();
            let (version, tags) = (protocol::VERSION, tags.into_iter().collect());
            self.out.push_back(Output::Signal(ToSignal::Watch { version, tags }));
        }
    }

    fn on_open(&mut self, now: Now) {
        if matches!(self.connection, Connection::Opening) {
            let (since, watched) = (now.tick, BTreeSet::new());
            self.connection = Connection::Open { since, watched, faults: 0 };
        }
    }

    fn on_text(&mut self, text: &str, now: Now) {
        let Connection::Open { faults, .. } = &mut self.connection else { return };
        let is_fault = match FromSignal::decode(text) {
            Ok(FromSignal::Waiting { tag, cards }) => {
                self.watched.put(tag, cards, &self.secrets, self.own.as_ref());
                false
            }
            Ok(FromSignal::Refused { reason: Refusal::Version }) => {
                self.out.push_back(Output::CloseSocket);
                self.connection = Connection::Incompatible;
                return;
            }
            Ok(FromSignal::Refused { .. } | FromSignal::Closing {}) => {
                self.out.push_back(Output::CloseSocket);
                return self.on_closed(now);
            }
            Ok(
                FromSignal::Opened { .. }
                | FromSignal::Claimed { .. }
                | FromSignal::ClaimBegun { .. }
                | FromSignal::Relay { .. }
                | FromSignal::PeerGone { .. }
                | FromSignal::Watched { .. },
            )
            | Err(_) => true,
        };
        if is_fault {
            *faults = faults.saturating_add(1);
            if *faults >= PEER_PROTOCOL_ERRORS {
                self.out.push_back(Output::CloseSocket);
                self.on_closed(now);
            }
        }
    }

    /// The connection is lost. The next attempt is made later each time, at a random time so that not all
    /// pages come back at once.
    fn on_closed(&mut self, now: Now) {
        match self.connection {
            Connection::Open { since, .. } if now.tick.since(since) >= WATCH_RETRY_MAX => {
                self.failures = 0;
            }
            Connection::Opening | Connection::Open { .. } => {}
            Connection::Off | Connection::Backoff { .. } | Connection::Incompatible => return,
        }
        let longest = WATCH_RETRY_MIN.saturating_mul(1 << self.failures.min(16));
        let longest = longest.min(WATCH_RETRY_MAX);
        self.failures = self.failures.saturating_add(1);
        let half = longest / 2;
        let share = f64::from(self.rng.next_u32()) / f64::from(u32::MAX);
        self.connection = Connection::Backoff { until: now.tick + half + half.mul_f64(share) };
    }

    /// Opens the cards that can be opened, requests the key agreements that are missing for the rest, and
    /// shows what has changed.
    fn list(&mut self, now: Now) {
        let entries = match self.own {
            Some(own) if matches!(self.connection, Connection::Open { .. }) => {
                for key in self.watched.needed_keys(&self.secrets, &own) {
                    self.out.extend(self.secrets.request(key).map(Output::AgreeKey));
                }
                self.watched.entries(now.utc, &own, &self.contacts, &self.secrets)
            }
            Some(_) | None => Vec::new(),
        };
        self.forget_secrets();
        if entries == self.entries {
            return;
        }
        for entry in entries.iter().filter(|entry| entry.availability == Availability::AsksForHelp)
        {
            if self.announced.insert(entry.key, entry.since) != Some(entry.since) {
                self.out.push_back(Output::Announce(entry.name.clone()));
            }
        }
        if self.announced.len() > CONTACTS {
            self.announced.retain(|key, _| entries.iter().any(|entry| entry.key == *key));
        }
        self.entries = entries;
        self.out.push_back(Output::Changed);
    }

    /// Deletes key agreements that are not needed any more.
    fn forget_secrets(&mut self) {
        let Some(own) = self.own else { return };
        let mut needed: BTreeSet<IdentityKey> =
            self.contacts.iter().map(|contact| contact.key).collect();
        needed.extend(self.watched.needed_keys(&self.secrets, &own));
        self.secrets.retain(&needed);
    }
}
