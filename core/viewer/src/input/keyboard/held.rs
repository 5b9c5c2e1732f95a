//! PURE: what is down on the other side, and the events that say so, in order.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

use protocol::input::{Action, InputEvent};
use protocol::key::PhysicalKey;
use protocol::limits::HELD_KEYS;

use crate::input::typed_text;

/// What a key was sent as. Its release, and its repeats, must be sent alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    Key(PhysicalKey),
    Character(PhysicalKey, char),
}

/// The keys that were sent as pressed and not yet as released.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// By the key's place on this keyboard.
    keys: BTreeMap<PhysicalKey, Sent>,
    out: VecDeque<InputEvent>,
}

impl Held {
    /// The next event to send.
    pub(super) fn poll(&mut self) -> Option<InputEvent> {
        self.out.pop_front()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub(super) fn contains(&self, key: PhysicalKey) -> bool {
        self.keys.contains_key(&key)
    }

    /// Two keys here may mean one key there, which is down once.
    pub(super) fn is_down(&self, sent: Sent) -> bool {
        self.keys.values().any(|held| *held == sent)
    }

    /// Presses a key, to hold it; one above the bound is dropped.
    pub(super) fn press(&mut self, key: PhysicalKey, sent: Sent) {
        if self.keys.len() < HELD_KEYS {
            self.keys.insert(key, sent);
            self.say(sent, Action::Press);
        }
    }

    /// Presses a held key once more, whatever it would print by now: the other side must see the
    /// same key. Returns whether it is held.
    pub(super) fn repeat(&mut self, key: PhysicalKey) -> bool {
        let held = self.keys.get(&key).copied();
        if let Some(sent) = held {
            self.say(sent, Action::Press);
        }
        held.is_some()
    }

    /// Releases a key. Returns whether it was held.
    pub(super) fn release(&mut self, key: PhysicalKey) -> bool {
        let held = self.keys.remove(&key);
        if let Some(sent) = held {
            self.say(sent, Action::Release);
        }
        held.is_some()
    }

    /// Releases the keys that are `up`.
    pub(super) fn release_where(&mut self, up: impl Fn(PhysicalKey) -> bool) {
        let released: Vec<_> = self.keys.extract_if(.., |key, _| up(*key)).collect();
        for (_, sent) in released {
            self.say(sent, Action::Release);
        }
    }

    /// Presses a key and releases it, so that it is not held.
    pub(super) fn tap(&mut self, sent: Sent) {
        self.say(sent, Action::Press);
        self.say(sent, Action::Release);
    }

    /// Types what no single key prints.
    pub(super) fn type_text(&mut self, text: &str) {
        self.out.extend(typed_text(text));
    }

    /// Says what a key does. Who says it of a key that is not held here keeps count itself.
    pub(super) fn say(&mut self, sent: Sent, action: Action) {
        self.out.push_back(match sent {
            Sent::Key(key) => InputEvent::Key { key, action },
            Sent::Character(key, character) => {
                InputEvent::Character { key: Some(key), character, action }
            }
        });
    }
}
