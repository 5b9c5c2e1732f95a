//! The keys that are pressed on the other side, and the events that were sent for them.

use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec::Vec;

use protocol::input::{Action, InputEvent};
use protocol::key::PhysicalKey;
use protocol::limits::HELD_KEYS;

use super::event::Family;
use crate::input::text::typed_text;

/// What a key was sent as. Its release and its repeats must be sent as the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    Key(PhysicalKey),
    Character(PhysicalKey, char),
}

/// The keys that were sent as pressed and not yet as released.
#[derive(Debug, Default)]
pub(super) struct PressedKeys {
    /// By the key's position on this keyboard.
    keys: BTreeMap<PhysicalKey, Sent>,
    out: VecDeque<InputEvent>,
}

impl PressedKeys {
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

    /// Whether a key is pressed on the other side: two keys here may stand for one there.
    pub(super) fn is_down(&self, sent: Sent) -> bool {
        self.keys.values().any(|known| *known == sent)
    }

    /// The modifiers of this family that are pressed on the other side, whatever keys they are here.
    pub(super) fn held_as(&self, family: Family) -> Vec<Sent> {
        let is_it = |sent: &Sent| match sent {
            Sent::Key(key) => Family::of(*key) == Some(family),
            Sent::Character(..) => false,
        };
        self.keys.values().copied().filter(is_it).collect()
    }

    /// Presses a key; one above [`HELD_KEYS`] is dropped.
    pub(super) fn press(&mut self, key: PhysicalKey, sent: Sent) {
        if self.keys.len() < HELD_KEYS {
            self.keys.insert(key, sent);
            self.send(sent, Action::Press);
        }
    }

    /// Repeats a pressed key as what it was sent, whatever it would print by now. Returns whether it is
    /// pressed.
    pub(super) fn repeat(&mut self, key: PhysicalKey) -> bool {
        let known = self.keys.get(&key).copied();
        if let Some(sent) = known {
            self.send(sent, Action::Press);
        }
        known.is_some()
    }

    /// Releases a key. Returns whether it was pressed.
    pub(super) fn release(&mut self, key: PhysicalKey) -> bool {
        let known = self.keys.remove(&key);
        if let Some(sent) = known {
            self.send(sent, Action::Release);
        }
        known.is_some()
    }

    /// Releases the keys that are `up`.
    pub(super) fn release_where(&mut self, up: impl Fn(PhysicalKey) -> bool) {
        let released: Vec<_> = self.keys.extract_if(.., |key, _| up(*key)).collect();
        for (_, sent) in released {
            self.send(sent, Action::Release);
        }
    }

    /// Presses and releases a key.
    pub(super) fn tap(&mut self, sent: Sent) {
        self.send(sent, Action::Press);
        self.send(sent, Action::Release);
    }

    /// Types a text that no single key prints.
    pub(super) fn type_text(&mut self, text: &str) {
        self.out.extend(typed_text(text));
    }

    /// Sends an event of a key. For a key that is not in this list, the caller records its state.
    pub(super) fn send(&mut self, sent: Sent, action: Action) {
        self.out.push_back(match sent {
            Sent::Key(key) => InputEvent::Key { key, action },
            Sent::Character(key, character) => {
                InputEvent::Character { key: Some(key), character, action }
            }
        });
    }
}
