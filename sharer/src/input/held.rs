//! The keys and buttons that the injection thread holds down, so that it can release them by itself.

use protocol::input::{Action, Button};
use protocol::key::PhysicalKey;

use session::gate::Injection;

/// Buttons and keys that are down, in the order of their presses.
#[derive(Debug, Default)]
pub(super) struct Held(Vec<Pressed>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pressed {
    Button(Button),
    Key(PhysicalKey),
    Character(char),
}

impl Held {
    /// Whether the event changes anything: the release of a key that is not down does not.
    pub(super) fn admits(&self, injection: Injection) -> bool {
        match pressed(injection) {
            Some((pressed, Action::Release)) => self.0.contains(&pressed),
            Some((_, Action::Press)) | None => true,
        }
    }

    /// The event was injected.
    pub(super) fn record(&mut self, injection: Injection) {
        let Some((pressed, action)) = pressed(injection) else {
            return;
        };
        match action {
            Action::Press if self.0.contains(&pressed) => {}
            Action::Press => self.0.push(pressed),
            Action::Release => self.0.retain(|held| *held != pressed),
        }
    }

    /// The releases of everything, the latest press first, the modifiers last.
    /// They stay held until each is recorded as injected.
    pub(super) fn releases(&self) -> Vec<Injection> {
        let (modifiers, others): (Vec<_>, Vec<_>) =
            self.0.iter().rev().partition(|held| held.is_modifier());
        others.into_iter().chain(modifiers).map(Pressed::release).collect()
    }
}

impl Pressed {
    fn is_modifier(&self) -> bool {
        match self {
            Pressed::Key(key) => key.is_modifier(),
            Pressed::Button(_) | Pressed::Character(_) => false,
        }
    }

    fn release(self) -> Injection {
        match self {
            Pressed::Button(button) => Injection::Button(button, Action::Release),
            Pressed::Key(key) => Injection::Key(key, Action::Release),
            Pressed::Character(character) => Injection::Character(character, Action::Release),
        }
    }
}

fn pressed(injection: Injection) -> Option<(Pressed, Action)> {
    Some(match injection {
        Injection::Button(button, action) => (Pressed::Button(button), action),
        Injection::Key(key, action) => (Pressed::Key(key), action),
        Injection::Character(character, action) => (Pressed::Character(character), action),
        Injection::Move(_) | Injection::Scroll { .. } => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn held_keys_are_released_with_modifiers_last() {
        let mut held = Held::default();
        for injection in [
            Injection::Key(PhysicalKey::CONTROL_LEFT, Action::Press),
            Injection::Button(Button::Left, Action::Press),
            Injection::Character('é', Action::Press),
            Injection::Character('é', Action::Press),
            Injection::Key(PhysicalKey::ESCAPE, Action::Press),
            Injection::Key(PhysicalKey::ESCAPE, Action::Release),
        ] {
            assert!(held.admits(injection));
            held.record(injection);
        }
        assert!(!held.admits(Injection::Key(PhysicalKey::ESCAPE, Action::Release)));
        let releases = [
            Injection::Character('é', Action::Release),
            Injection::Button(Button::Left, Action::Release),
            Injection::Key(PhysicalKey::CONTROL_LEFT, Action::Release),
        ];
        assert_eq!(held.releases(), releases);
        // One that was not injected is made again.
        held.record(releases[0]);
        assert_eq!(held.releases(), releases[1..]);
    }
}
