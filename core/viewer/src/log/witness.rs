//! What the Helper's page has seen itself, so that it signs no other entry of the sharer.
//!
//! Each event that the page sees is kept until the sharer writes it down. An entry is signed when it tells exactly one
//! of them, with our own sentence. The messages of each person are in order. The order between what the two did at the
//! same time is that of the sharer.

use alloc::collections::VecDeque;

use protocol::limits::LOG_EVENTS_SEEN;
use protocol::log::{Digest, Entry, EntryKind, PublicKey, UtcMillis};
use protocol::name::DisplayName;
use protocol::peer::Party;

use super::LogEvent;

/// What an entry of the sharer is to this side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Testimony {
    /// This side saw the event.
    Seen,
    /// This side sees no events of this kind.
    OutOfSight,
    /// This side would have seen it, and saw no such event.
    NotSeen,
}

/// The events that wait for their entries, and the names in the sharer's log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Witness {
    pub(crate) events: VecDeque<Seen>,
    /// The User's name. It may differ from that of the contact.
    pub(crate) user: Option<DisplayName>,
    /// The Helper's name; `None` while a User who knows the Helper has not said how they call them.
    pub(crate) helper: Option<DisplayName>,
}

/// An event that this side saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) kind: EntryKind,
    pub(crate) from: Party,
    /// The hash of the message; that of an empty one for all that is no chat.
    pub(crate) message: Digest,
}

impl Witness {
    /// Keeps an event. `own` is the name with which this Helper came.
    pub(super) fn see(&mut self, event: &LogEvent, own: &str) {
        let mut see = |kind, from, message| self.keep(Seen { kind, from, message: hash(message) });
        match event {
            LogEvent::InvitationOpened | LogEvent::KnownUserCalled => {
                *self = Self::default();
                self.keep(Seen::of(EntryKind::InvitationOpened));
            }
            LogEvent::Connected { user, is_known } => {
                see(EntryKind::ConnectionEstablished, Party::User, "");
                see(EntryKind::LogShared, Party::User, "");
                self.user.clone_from(user);
                self.helper = own.parse().ok().filter(|_| !is_known);
            }
            LogEvent::ControlRequested => see(EntryKind::ControlRequested, Party::Helper, ""),
            LogEvent::ControlGranted => see(EntryKind::ControlGranted, Party::User, ""),
            LogEvent::ControlStarted => see(EntryKind::ControlStarted, Party::User, ""),
            LogEvent::ControlRefused(_) => see(EntryKind::ControlRefused, Party::User, ""),
            LogEvent::ControlEnded => see(EntryKind::ControlEnded, Party::User, ""),
            LogEvent::RightRequested(right) => {
                see(EntryKind::RightRequested, Party::Helper, right.id());
            }
            LogEvent::RightGranted(right, lasting) => {
                see(EntryKind::RightGranted, Party::User, &right.granted_entry(*lasting));
            }
            LogEvent::RightRefused(right, _) => {
                see(EntryKind::RightRefused, Party::User, right.id());
            }
            LogEvent::RightEnded(right) => see(EntryKind::RightEnded, Party::User, right.id()),
            LogEvent::Paused => see(EntryKind::Paused, Party::User, ""),
            LogEvent::Unpaused => see(EntryKind::Unpaused, Party::User, ""),
            LogEvent::PictureTaken => see(EntryKind::PictureTaken, Party::Helper, ""),
            LogEvent::ClipboardTransferred { sender, sizes } => {
                see(EntryKind::ClipboardTransfer, *sender, &sizes.entry(*sender));
            }
            LogEvent::File { file, sender, outcome } => {
                see(EntryKind::FileTransfer, *sender, &file.entry(*sender, *outcome));
            }
            LogEvent::Fenced => see(EntryKind::ConnectionResumed, Party::User, ""),
            LogEvent::Remembered => see(EntryKind::Remembered, Party::User, ""),
            LogEvent::Chat { from, text, under_control: false } => {
                see(EntryKind::Chat, *from, text);
            }
            LogEvent::Chat { from, text, under_control: true } => {
                see(EntryKind::ChatUnderControl, *from, text);
            }
            LogEvent::Resumed
            | LogEvent::Reloaded
            | LogEvent::NotRemembered(_)
            | LogEvent::Ended(_) => {}
        }
    }

    fn keep(&mut self, seen: Seen) {
        if self.events.len() >= LOG_EVENTS_SEEN {
            self.events.pop_front();
        }
        self.events.push_back(seen);
    }

    /// What an entry of the sharer is to this side, whose key in the log is `own_key`.
    pub(super) fn judge(&mut self, entry: &Entry, own_key: PublicKey) -> Testimony {
        let Some(kind) = EntryKind::of_element(&entry.element) else {
            return Testimony::OutOfSight;
        };
        if !kind.is_seen_by_helper() {
            return Testimony::OutOfSight;
        }
        let is_known = kind == EntryKind::ConnectionEstablished && self.helper.is_none();
        let helper = if is_known { entry.text.parse().ok() } else { self.helper.clone() };
        let name = helper.as_ref().map_or("?", DisplayName::as_str);
        let is_our_sentence = entry.event == kind.event(name);
        let has_its_key = if kind == EntryKind::LogShared {
            entry.key == Some(own_key)
        } else {
            entry.key.is_some() == (kind == EntryKind::InvitationOpened)
        };
        let tells = |seen: &Seen| {
            let text = entry.text.as_str();
            let message = match (kind, seen.from) {
                (EntryKind::ConnectionEstablished, _) => text.strip_prefix(name),
                (EntryKind::Chat, Party::Helper) => said_by(helper.as_ref(), text),
                (EntryKind::Chat, Party::User) => said_by(self.user.as_ref(), text),
                (_, _) => Some(text),
            };
            seen.kind == kind && message.is_some_and(|message| hash(message) == seen.message)
        };
        let found = self.events.iter().position(tells);
        let Some(index) = found.filter(|_| is_our_sentence && has_its_key) else {
            return Testimony::NotSeen;
        };
        self.helper = helper;
        let seen = self.events.remove(index);
        if matches!(kind, EntryKind::Chat | EntryKind::ChatUnderControl) {
            // Earlier messages of the same person cannot come any more.
            let is_chat = |it: &Seen| {
                let kinds = [EntryKind::Chat, EntryKind::ChatUnderControl];
                kinds.contains(&it.kind) && Some(it.from) == seen.map(|seen| seen.from)
            };
            let mut place = 0;
            self.events.retain(|it| {
                place += 1;
                place > index || !is_chat(it)
            });
        }
        Testimony::Seen
    }
}

impl Seen {
    fn of(kind: EntryKind) -> Self {
        Self { kind, from: Party::User, message: hash("") }
    }
}

/// What a person of this name says in the text of an entry.
fn said_by<'a>(name: Option<&DisplayName>, text: &'a str) -> Option<&'a str> {
    text.strip_prefix(name?.as_str())?.strip_prefix(": ")
}

/// The hash of a message as an entry holds it: without what XML cannot represent.
fn hash(message: &str) -> Digest {
    Entry::new(UtcMillis::from_millis(0), EntryKind::Chat, "", message).digest(None)
}
