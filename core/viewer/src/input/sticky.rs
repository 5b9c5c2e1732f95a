//! Modifiers that are tapped in the row of keys above an on-screen keyboard: they hold for the next key.

use alloc::vec::Vec;

use protocol::input::InputEvent;
use protocol::system::System;

use super::combination::{Combination, MenuKey};
use super::keyboard::Modifiers;
use super::text::typed_text;

/// A modifier of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// Control.
    Control,
    /// Alt, Option.
    Alt,
    /// Shift.
    Shift,
    /// Super, Windows, Command.
    Meta,
}

/// The modifiers that hold for the next key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sticky(Modifiers);

impl Sticky {
    /// Which ones.
    pub fn modifiers(self) -> Modifiers {
        self.0
    }

    /// One of them was tapped.
    pub fn toggle(&mut self, modifier: Modifier) {
        let held = match modifier {
            Modifier::Control => &mut self.0.control,
            Modifier::Alt => &mut self.0.alt,
            Modifier::Shift => &mut self.0.shift,
            Modifier::Meta => &mut self.0.meta,
        };
        *held = !*held;
    }

    /// A key of the row was tapped.
    pub fn press(&mut self, key: MenuKey, system: System) -> Vec<InputEvent> {
        let modifiers = core::mem::take(self).0;
        Combination { modifiers, key: Some(key) }.events(system)
    }

    /// The keyboard typed a text. Modifiers hold for its first letter or digit; others have no key of their own.
    pub fn typed(&mut self, text: &str, system: System) -> Vec<InputEvent> {
        let first = text.chars().next().filter(|_| *self != Self::default());
        let Some((first, key)) = first.and_then(|first| Some((first, MenuKey::printing(first)?)))
        else {
            return typed_text(text);
        };
        let rest = text.strip_prefix(first).unwrap_or_default();
        let mut events = self.press(key, system);
        events.extend(typed_text(rest));
        events
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(modifiers: &[Modifier]) -> Sticky {
        let mut sticky = Sticky::default();
        for modifier in modifiers {
            sticky.toggle(*modifier);
        }
        sticky
    }

    #[test]
    fn a_modifier_holds_for_one_key() {
        let mut sticky = held(&[Modifier::Control]);
        let copy = Combination {
            modifiers: Modifiers { control: true, ..Modifiers::default() },
            key: MenuKey::from_code("KeyC"),
        };
        assert_eq!(sticky.typed("c", System::Other), copy.events(System::Other));
        assert_eq!(sticky, Sticky::default());
        assert_eq!(sticky.typed("c", System::Other), typed_text("c"));
    }

    #[test]
    fn a_second_tap_takes_it_back() {
        assert_eq!(held(&[Modifier::Alt, Modifier::Alt]), Sticky::default());
    }

    #[test]
    fn a_text_behind_the_key_is_typed_as_it_is() {
        let events = held(&[Modifier::Shift, Modifier::Meta]).typed("Añb", System::Windows);
        assert!(events.ends_with(&typed_text("ñb")));
        assert_eq!(events.len(), 6 + 4);
        let mut sticky = held(&[Modifier::Control]);
        assert_eq!(sticky.typed("ñ", System::Other), typed_text("ñ"));
        assert_eq!(
            sticky,
            held(&[Modifier::Control]),
            "it waits for a key that it can be held with"
        );
    }
}
