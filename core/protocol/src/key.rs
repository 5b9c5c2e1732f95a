//! Keys by their position on the keyboard, independent of the layout.

use core::str::FromStr;

use crate::key_table::KEYS;

/// A key by its position, as `KeyboardEvent.code` names it (W3C UI Events). It is stored as the Linux
/// input event code (`linux/input-event-codes.h`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhysicalKey(u16);

/// The name or number of a key that is not in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a key of the W3C UI Events code table")]
pub struct UnknownKey;

impl PhysicalKey {
    /// Escape.
    pub const ESCAPE: Self = Self(1);
    /// The left Shift key.
    pub const SHIFT_LEFT: Self = Self(42);
    /// The right Shift key.
    pub const SHIFT_RIGHT: Self = Self(54);
    /// The left Control key.
    pub const CONTROL_LEFT: Self = Self(29);
    /// The left Alt key.
    pub const ALT_LEFT: Self = Self(56);
    /// The right Alt key, AltGr on most layouts.
    pub const ALT_RIGHT: Self = Self(100);
    /// The left Super (Windows, Command) key.
    pub const META_LEFT: Self = Self(125);
    /// Delete.
    pub const DELETE: Self = Self(111);

    /// Whether it is Control, Shift, Alt or Super, left or right.
    pub fn is_modifier(self) -> bool {
        matches!(self.0, 29 | 97 | 42 | 54 | 56 | 100 | 125 | 126)
    }

    /// The key with this Linux input event code.
    pub fn from_evdev(code: u16) -> Result<Self, UnknownKey> {
        KEYS.iter().find(|(_, known)| *known == code).map(|_| Self(code)).ok_or(UnknownKey)
    }

    /// The Linux input event code, 1 and up. An X11 key code is this plus 8.
    pub fn evdev(self) -> u16 {
        self.0
    }
}

impl FromStr for PhysicalKey {
    type Err = UnknownKey;

    /// Reads a `KeyboardEvent.code`, for example `KeyA` or `ShiftLeft`.
    fn from_str(code: &str) -> Result<Self, UnknownKey> {
        // Chromium uses `MetaLeft`; older Firefox versions use `OSLeft` for the same key.
        let code = match code {
            "OSLeft" => "MetaLeft",
            "OSRight" => "MetaRight",
            code => code,
        };
        let key = KEYS.iter().find(|(name, _)| *name == code);
        key.map(|(_, known)| Self(*known)).ok_or(UnknownKey)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_known_by_their_w3c_name() {
        for (name, evdev) in [
            ("Escape", 1),
            ("Digit1", 2),
            ("KeyQ", 16),
            ("Enter", 28),
            ("ControlLeft", 29),
            ("KeyA", 30),
            ("ShiftLeft", 42),
            ("ShiftRight", 54),
            ("AltLeft", 56),
            ("Space", 57),
            ("CapsLock", 58),
            ("F12", 88),
            ("IntlBackslash", 86),
            ("ControlRight", 97),
            ("AltRight", 100),
            ("ArrowUp", 103),
            ("Delete", 111),
            ("MetaLeft", 125),
            ("OSLeft", 125),
            ("NumpadEnter", 96),
            ("PrintScreen", 99),
        ] {
            assert_eq!(name.parse::<PhysicalKey>().map(PhysicalKey::evdev), Ok(evdev), "{name}");
        }
        assert_eq!("".parse::<PhysicalKey>(), Err(UnknownKey));
        assert_eq!("KeyÄ".parse::<PhysicalKey>(), Err(UnknownKey));
        assert_eq!(PhysicalKey::from_evdev(0), Err(UnknownKey));
        assert_eq!(PhysicalKey::from_evdev(9999), Err(UnknownKey));
    }

    #[test]
    fn each_key_of_the_table_has_one_name_and_is_known_by_its_code() {
        for (at, (name, code)) in KEYS.iter().enumerate() {
            assert_eq!(name.parse::<PhysicalKey>().map(PhysicalKey::evdev), Ok(*code), "{name}");
            assert_eq!(PhysicalKey::from_evdev(*code).map(PhysicalKey::evdev), Ok(*code));
            let rest = KEYS.iter().skip(at + 1);
            assert!(rest.clone().all(|(other, _)| other != name), "{name} is there twice");
            assert!(rest.clone().all(|(_, other)| other != code || *code == 119), "{code}");
        }
    }
}
