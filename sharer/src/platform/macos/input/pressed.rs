//! What the Helper holds down.

use std::collections::BTreeSet;

use protocol::input::{Action, Button};
use protocol::key::PhysicalKey;

use session::gate::Injection;

/// Keys, characters and buttons that are down.
#[derive(Debug, Default)]
pub(super) struct Pressed {
    keys: BTreeSet<PhysicalKey>,
    characters: BTreeSet<char>,
    buttons: BTreeSet<Button>,
}

impl Pressed {
    /// The keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = &PhysicalKey> {
        self.keys.iter()
    }

    /// The button that a move drags with: the primary one, if it is among those that are down.
    pub(super) fn dragging(&self) -> Option<Button> {
        self.buttons.first().copied()
    }

    /// A key goes down or comes up. Whether it was down.
    pub(super) fn key(&mut self, key: PhysicalKey, action: Action) -> bool {
        set(&mut self.keys, key, action)
    }

    /// A character goes down or comes up. Whether it was down.
    pub(super) fn character(&mut self, character: char, action: Action) -> bool {
        set(&mut self.characters, character, action)
    }

    /// A button goes down or comes up. Whether it was down.
    pub(super) fn button(&mut self, button: Button, action: Action) -> bool {
        set(&mut self.buttons, button, action)
    }

    /// The releases of everything, modifiers last.
    pub(super) fn releases(&self) -> Vec<Injection> {
        let (modifiers, keys): (Vec<_>, Vec<_>) =
            self.keys.iter().copied().partition(|key| key.is_modifier());
        let up = Action::Release;
        let buttons = self.buttons.iter().map(|button| Injection::Button(*button, up));
        let characters =
            self.characters.iter().map(|character| Injection::Character(*character, up));
        let keys = keys.into_iter().chain(modifiers).map(|key| Injection::Key(key, up));
        buttons.chain(characters).chain(keys).collect()
    }
}

fn set<T: Ord>(down: &mut BTreeSet<T>, one: T, action: Action) -> bool {
    match action {
        Action::Press => !down.insert(one),
        Action::Release => down.remove(&one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_down_is_released_with_modifiers_last() {
        let mut pressed = Pressed::default();
        assert!(!pressed.key(PhysicalKey::META_LEFT, Action::Press));
        assert!(!pressed.key(PhysicalKey::DELETE, Action::Press));
        assert!(pressed.key(PhysicalKey::DELETE, Action::Press), "it repeats");
        assert!(!pressed.character('ä', Action::Press));
        assert!(!pressed.button(Button::Right, Action::Press));
        assert_eq!(pressed.dragging(), Some(Button::Right));
        assert!(!pressed.button(Button::Left, Action::Press));
        assert_eq!(pressed.dragging(), Some(Button::Left));
        let releases = pressed.releases();
        assert_eq!(
            releases,
            [
                Injection::Button(Button::Left, Action::Release),
                Injection::Button(Button::Right, Action::Release),
                Injection::Character('ä', Action::Release),
                Injection::Key(PhysicalKey::DELETE, Action::Release),
                Injection::Key(PhysicalKey::META_LEFT, Action::Release),
            ]
        );
        assert!(pressed.key(PhysicalKey::META_LEFT, Action::Release));
        assert!(!pressed.key(PhysicalKey::META_LEFT, Action::Release));
        assert!(
            pressed.key(PhysicalKey::DELETE, Action::Release),
            "the repeat was no second press"
        );
        assert_eq!(pressed.keys().count(), 0);
    }
}
