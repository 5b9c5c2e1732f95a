//! The virtual key codes of macOS, by position on the keyboard.

use std::collections::BTreeMap;

use protocol::key::PhysicalKey;

/// Each key by its W3C name, with the number that Carbon's `HIToolbox/Events.h` has for it (`kVK_…`). The numbers mean
/// positions: `KeyA` is the key that a US keyboard has A on, whatever it prints.
///
/// Keys that a Mac keyboard lacks are those that macOS takes a PC keyboard's key for: Insert is Help, NumLock is Clear,
/// and PrintScreen, ScrollLock and Pause are F13 to F15.
const KEYS: [(&str, u16); 122] = [
    ("Escape", 0x35),
    ("Digit1", 0x12),
    ("Digit2", 0x13),
    ("Digit3", 0x14),
    ("Digit4", 0x15),
    ("Digit5", 0x17),
    ("Digit6", 0x16),
    ("Digit7", 0x1a),
    ("Digit8", 0x1c),
    ("Digit9", 0x19),
    ("Digit0", 0x1d),
    ("Minus", 0x1b),
    ("Equal", 0x18),
    ("Backspace", 0x33),
    ("Tab", 0x30),
    ("KeyQ", 0x0c),
    ("KeyW", 0x0d),
    ("KeyE", 0x0e),
    ("KeyR", 0x0f),
    ("KeyT", 0x11),
    ("KeyY", 0x10),
    ("KeyU", 0x20),
    ("KeyI", 0x22),
    ("KeyO", 0x1f),
    ("KeyP", 0x23),
    ("BracketLeft", 0x21),
    ("BracketRight", 0x1e),
    ("Enter", 0x24),
    ("ControlLeft", 0x3b),
    ("KeyA", 0x00),
    ("KeyS", 0x01),
    ("KeyD", 0x02),
    ("KeyF", 0x03),
    ("KeyG", 0x05),
    ("KeyH", 0x04),
    ("KeyJ", 0x26),
    ("KeyK", 0x28),
    ("KeyL", 0x25),
    ("Semicolon", 0x29),
    ("Quote", 0x27),
    ("Backquote", 0x32),
    ("ShiftLeft", 0x38),
    ("Backslash", 0x2a),
    ("KeyZ", 0x06),
    ("KeyX", 0x07),
    ("KeyC", 0x08),
    ("KeyV", 0x09),
    ("KeyB", 0x0b),
    ("KeyN", 0x2d),
    ("KeyM", 0x2e),
    ("Comma", 0x2b),
    ("Period", 0x2f),
    ("Slash", 0x2c),
    ("ShiftRight", 0x3c),
    ("NumpadMultiply", 0x43),
    ("AltLeft", 0x3a),
    ("Space", 0x31),
    ("CapsLock", 0x39),
    ("F1", 0x7a),
    ("F2", 0x78),
    ("F3", 0x63),
    ("F4", 0x76),
    ("F5", 0x60),
    ("F6", 0x61),
    ("F7", 0x62),
    ("F8", 0x64),
    ("F9", 0x65),
    ("F10", 0x6d),
    ("NumLock", 0x47),
    ("ScrollLock", 0x6b),
    ("Numpad7", 0x59),
    ("Numpad8", 0x5b),
    ("Numpad9", 0x5c),
    ("NumpadSubtract", 0x4e),
    ("Numpad4", 0x56),
    ("Numpad5", 0x57),
    ("Numpad6", 0x58),
    ("NumpadAdd", 0x45),
    ("Numpad1", 0x53),
    ("Numpad2", 0x54),
    ("Numpad3", 0x55),
    ("Numpad0", 0x52),
    ("NumpadDecimal", 0x41),
    ("IntlBackslash", 0x0a),
    ("F11", 0x67),
    ("F12", 0x6f),
    ("IntlRo", 0x5e),
    ("NumpadEnter", 0x4c),
    ("ControlRight", 0x3e),
    ("NumpadDivide", 0x4b),
    ("PrintScreen", 0x69),
    ("AltRight", 0x3d),
    ("Home", 0x73),
    ("ArrowUp", 0x7e),
    ("PageUp", 0x74),
    ("ArrowLeft", 0x7b),
    ("ArrowRight", 0x7c),
    ("End", 0x77),
    ("ArrowDown", 0x7d),
    ("PageDown", 0x79),
    ("Insert", 0x72),
    ("Delete", 0x75),
    ("AudioVolumeMute", 0x4a),
    ("AudioVolumeDown", 0x49),
    ("AudioVolumeUp", 0x48),
    ("NumpadEqual", 0x51),
    ("Pause", 0x71),
    ("NumpadComma", 0x5f),
    ("Lang1", 0x68),
    ("Lang2", 0x66),
    ("IntlYen", 0x5d),
    ("MetaLeft", 0x37),
    ("MetaRight", 0x36),
    ("ContextMenu", 0x6e),
    ("F13", 0x69),
    ("F14", 0x6b),
    ("F15", 0x71),
    ("F16", 0x6a),
    ("F17", 0x40),
    ("F18", 0x4f),
    ("F19", 0x50),
    ("F20", 0x5a),
];

/// The code of the key that has esc on it.
const ESCAPE: u16 = 0x35;

/// Whether a key press is the panic key: Esc, and not typed by the Helper. Other programs post events, too: an on-screen
/// keyboard is the User's.
pub(in crate::platform::macos) fn is_panic(code: i64, is_ours: bool) -> bool {
    code == i64::from(ESCAPE) && !is_ours
}

/// The code of each key that macOS has one for.
pub(super) fn table() -> BTreeMap<PhysicalKey, u16> {
    let key = |name: &str| name.parse().expect("the table has names of the W3C table only");
    KEYS.iter().map(|(name, code)| (key(name), *code)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys of the W3C table without a code, by their Linux code: those of Japanese keyboards that no Mac has (85 to
    /// 94), power, F21 to F24 (191 to 194), and the keys for media, browsers and applications.
    const LEFT_OUT: [u16; 57] = [
        85, 90, 91, 92, 93, 94, 116, 120, 128, 129, 131, 132, 133, 134, 135, 136, 137, 138, 140,
        142, 143, 144, 155, 156, 158, 159, 161, 163, 164, 165, 166, 167, 168, 171, 172, 173, 179,
        180, 191, 192, 193, 194, 207, 208, 217, 224, 225, 227, 231, 232, 233, 372, 579, 580, 581,
        583, 584,
    ];

    #[test]
    fn every_key_has_a_code_of_its_own_or_is_left_out_on_purpose() {
        let table = table();
        assert_eq!(table.len(), KEYS.len(), "a key is there twice");
        let every: Vec<_> = (0..u16::MAX).filter_map(|c| PhysicalKey::from_evdev(c).ok()).collect();
        let left_out: Vec<_> =
            every.iter().filter(|key| !table.contains_key(key)).map(|key| key.evdev()).collect();
        assert_eq!(left_out, LEFT_OUT);
        for (key, code) in &table {
            assert!(*code < 0x80, "{key:?}");
            let same: Vec<_> = table.iter().filter(|(_, other)| *other == code).collect();
            // F13 to F15 are printed on a PC keyboard as PrintScreen, ScrollLock and Pause.
            let expected = if [0x69, 0x6b, 0x71].contains(code) { 2 } else { 1 };
            assert_eq!(same.len(), expected, "{key:?} and others have {code:#x}");
        }
        assert_eq!(table.get(&PhysicalKey::ESCAPE), Some(&ESCAPE));
    }

    #[test]
    fn esc_is_the_panic_key_unless_the_helper_typed_it() {
        assert!(is_panic(0x35, false));
        assert!(!is_panic(0x35, true));
        assert!(!is_panic(0x00, false));
    }
}
