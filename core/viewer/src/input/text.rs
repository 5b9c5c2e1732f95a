//! Text and key combinations that no key of this keyboard produced.

use alloc::vec::Vec;

use protocol::input::{Action, InputEvent};
use protocol::key::PhysicalKey;
use protocol::limits::INPUT_WAITING;

/// Characters taken from one text of an input method or on-screen keyboard: more than can wait for their turn, so that the
/// Helper is told of what is lost.
const TEXT_CHARS: usize = INPUT_WAITING;

/// The events that type a text of an input method, a dead key or an on-screen keyboard. A line break is
/// the Enter key, U+0008 the Backspace key; other control characters are dropped.
pub fn typed_text(text: &str) -> Vec<InputEvent> {
    let mut events = Vec::new();
    for character in text.chars().take(TEXT_CHARS) {
        if character == '\n' {
            events.extend(chord(&["Enter"]));
        } else if character == '\u{8}' {
            events.extend(chord(&["Backspace"]));
        } else if !character.is_control() {
            events.extend([Action::Press, Action::Release].map(|action| InputEvent::Character {
                key: None,
                character,
                action,
            }));
        }
    }
    events
}

/// The events that press keys one after the other and release them in reverse, by their W3C names.
/// For combinations that the Helper's own system handles itself.
pub fn chord(codes: &[&str]) -> Vec<InputEvent> {
    let keys: Vec<PhysicalKey> = codes.iter().filter_map(|code| code.parse().ok()).collect();
    let down = keys.iter().map(|key| InputEvent::Key { key: *key, action: Action::Press });
    let up = keys.iter().rev().map(|key| InputEvent::Key { key: *key, action: Action::Release });
    down.chain(up).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chord_comes_up_in_reverse() {
        let events = chord(&["ControlLeft", "AltLeft", "Delete"]);
        let down = [PhysicalKey::CONTROL_LEFT, PhysicalKey::ALT_LEFT, PhysicalKey::DELETE];
        let press = down.map(|key| InputEvent::Key { key, action: Action::Press });
        let mut release = down.map(|key| InputEvent::Key { key, action: Action::Release });
        release.reverse();
        assert_eq!(events, [press, release].concat());
    }

    #[test]
    fn text_is_typed_character_by_character_and_bounded() {
        assert_eq!(typed_text("é\u{7}語").len(), 4);
        assert_eq!(typed_text("\n"), chord(&["Enter"]));
        assert_eq!(typed_text("\u{8}"), chord(&["Backspace"]));
        assert_eq!(typed_text(&"x".repeat(10_000)).len(), TEXT_CHARS * 2);
    }
}
