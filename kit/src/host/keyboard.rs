//! Keys of the window system as those of the kit.

use winit::event::KeyEvent;
use winit::keyboard::{Key, KeyCode, ModifiersState, NamedKey, PhysicalKey};

use crate::input::{KeyName, KeyPress, Modifiers};
use crate::platform::IS_COMMAND_SHORTCUT;

/// A key that was pressed, with what is held.
pub(super) fn key_press(event: &KeyEvent, held: ModifiersState) -> KeyPress {
    let shortcut = if IS_COMMAND_SHORTCUT { held.super_key() } else { held.control_key() };
    // Control and Alt together are AltGr on Windows: they enter characters.
    let is_shortcut = shortcut && !held.alt_key();
    let word = if IS_COMMAND_SHORTCUT { held.alt_key() } else { held.control_key() };
    let name = if is_shortcut { shortcut_name(event) } else { None };
    let text = event.text.as_ref().filter(|_| !is_shortcut).map(ToString::to_string);
    KeyPress {
        name: name.unwrap_or_else(|| key_name(&event.logical_key, event.physical_key, held)),
        text,
        modifiers: Modifiers { shift: held.shift_key(), word },
        repeat: event.repeat,
    }
}

/// The letter of a shortcut: the one of the layout when it is Latin, else the one at the key's place.
#[allow(clippy::wildcard_enum_match_arm, reason = "winit has more than a hundred keys")]
fn shortcut_name(event: &KeyEvent) -> Option<KeyName> {
    let letter = match &event.logical_key {
        Key::Character(letter) if letter.is_ascii() => letter.to_lowercase(),
        _other => match event.physical_key {
            PhysicalKey::Code(KeyCode::KeyC) => "c".to_owned(),
            PhysicalKey::Code(KeyCode::KeyX) => "x".to_owned(),
            PhysicalKey::Code(KeyCode::KeyV) => "v".to_owned(),
            PhysicalKey::Code(KeyCode::KeyA) => "a".to_owned(),
            _other => return None,
        },
    };
    match letter.as_str() {
        "c" => Some(KeyName::Copy),
        "x" => Some(KeyName::Cut),
        "v" => Some(KeyName::Paste),
        "a" => Some(KeyName::SelectAll),
        _other => None,
    }
}

#[allow(clippy::wildcard_enum_match_arm, reason = "winit has more than a hundred keys")]
fn key_name(key: &Key, physical: PhysicalKey, held: ModifiersState) -> KeyName {
    let Key::Named(named) = key else {
        return KeyName::Other;
    };
    match named {
        // With Alt or Control it is the window manager's.
        NamedKey::Tab if !held.alt_key() && !held.control_key() => KeyName::Tab,
        NamedKey::Enter => KeyName::Enter,
        NamedKey::Space => KeyName::Space,
        NamedKey::Escape => KeyName::Escape,
        NamedKey::ArrowLeft => KeyName::Left,
        NamedKey::ArrowRight => KeyName::Right,
        NamedKey::ArrowUp => KeyName::Up,
        NamedKey::ArrowDown => KeyName::Down,
        NamedKey::Home => KeyName::Home,
        NamedKey::End => KeyName::End,
        NamedKey::PageUp => KeyName::PageUp,
        NamedKey::PageDown => KeyName::PageDown,
        NamedKey::Backspace => KeyName::Backspace,
        NamedKey::Delete => KeyName::Delete,
        NamedKey::Copy => KeyName::Copy,
        NamedKey::Cut => KeyName::Cut,
        NamedKey::Paste => KeyName::Paste,
        NamedKey::Insert if held.shift_key() => KeyName::Paste,
        NamedKey::Insert if held.control_key() => KeyName::Copy,
        _other if physical == PhysicalKey::Code(KeyCode::NumpadEnter) => KeyName::Enter,
        _other => KeyName::Other,
    }
}
