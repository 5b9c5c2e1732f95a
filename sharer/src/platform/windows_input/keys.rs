//! Keys by their position, as Windows numbers them: scan codes of set 1, and virtual keys.
//!
//! The scan codes are those that Windows itself uses ("Keyboard Input Overview", table of scan codes), which W3C UI Events
//! KeyboardEvent code Values follow. A key without a character has the same virtual key in all layouts; which one a key
//! with a character has is up to the layout.

use protocol::key::PhysicalKey;

/// A scan code of set 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scan {
    /// The last byte of the code.
    pub(crate) code: u8,
    /// Whether the byte 0xE0 precedes it.
    pub(crate) extended: bool,
}

/// A key of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// Where it is.
    pub(crate) scan: Scan,
    /// Its virtual key; `None` where the layout decides.
    pub(crate) virtual_key: Option<u16>,
}

const PLAIN: bool = false;
const EXTENDED: bool = true;
/// The layout decides: no virtual key has the number 0.
const BY_LAYOUT: u16 = 0;

/// The virtual key of Shift, left and right.
pub(crate) const SHIFTS: [u16; 2] = [0xa0, 0xa1];
/// The virtual key of Control, left and right.
pub(crate) const CONTROLS: [u16; 2] = [0xa2, 0xa3];
/// The virtual key of Alt, left and right.
pub(crate) const ALTS: [u16; 2] = [0xa4, 0xa5];
/// The virtual key of the Windows key, left and right.
pub(crate) const METAS: [u16; 2] = [0x5b, 0x5c];

/// The Linux input event code of each key, its scan code, and its virtual key. Pause has the code that Windows
/// reports, not the sequence that a keyboard sends; NumLock has the same one, extended. The keys of the number pad
/// are those with NumLock on: what a Helper types without it comes as the key that it stands for.
const KEYS: [(u16, u8, bool, u16); 148] = [
    (1, 0x01, PLAIN, 0x1b),
    (2, 0x02, PLAIN, BY_LAYOUT),
    (3, 0x03, PLAIN, BY_LAYOUT),
    (4, 0x04, PLAIN, BY_LAYOUT),
    (5, 0x05, PLAIN, BY_LAYOUT),
    (6, 0x06, PLAIN, BY_LAYOUT),
    (7, 0x07, PLAIN, BY_LAYOUT),
    (8, 0x08, PLAIN, BY_LAYOUT),
    (9, 0x09, PLAIN, BY_LAYOUT),
    (10, 0x0a, PLAIN, BY_LAYOUT),
    (11, 0x0b, PLAIN, BY_LAYOUT),
    (12, 0x0c, PLAIN, BY_LAYOUT),
    (13, 0x0d, PLAIN, BY_LAYOUT),
    (14, 0x0e, PLAIN, 0x08),
    (15, 0x0f, PLAIN, 0x09),
    (16, 0x10, PLAIN, BY_LAYOUT),
    (17, 0x11, PLAIN, BY_LAYOUT),
    (18, 0x12, PLAIN, BY_LAYOUT),
    (19, 0x13, PLAIN, BY_LAYOUT),
    (20, 0x14, PLAIN, BY_LAYOUT),
    (21, 0x15, PLAIN, BY_LAYOUT),
    (22, 0x16, PLAIN, BY_LAYOUT),
    (23, 0x17, PLAIN, BY_LAYOUT),
    (24, 0x18, PLAIN, BY_LAYOUT),
    (25, 0x19, PLAIN, BY_LAYOUT),
    (26, 0x1a, PLAIN, BY_LAYOUT),
    (27, 0x1b, PLAIN, BY_LAYOUT),
    (28, 0x1c, PLAIN, 0x0d),
    (29, 0x1d, PLAIN, 0xa2),
    (30, 0x1e, PLAIN, BY_LAYOUT),
    (31, 0x1f, PLAIN, BY_LAYOUT),
    (32, 0x20, PLAIN, BY_LAYOUT),
    (33, 0x21, PLAIN, BY_LAYOUT),
    (34, 0x22, PLAIN, BY_LAYOUT),
    (35, 0x23, PLAIN, BY_LAYOUT),
    (36, 0x24, PLAIN, BY_LAYOUT),
    (37, 0x25, PLAIN, BY_LAYOUT),
    (38, 0x26, PLAIN, BY_LAYOUT),
    (39, 0x27, PLAIN, BY_LAYOUT),
    (40, 0x28, PLAIN, BY_LAYOUT),
    (41, 0x29, PLAIN, BY_LAYOUT),
    (42, 0x2a, PLAIN, 0xa0),
    (43, 0x2b, PLAIN, BY_LAYOUT),
    (44, 0x2c, PLAIN, BY_LAYOUT),
    (45, 0x2d, PLAIN, BY_LAYOUT),
    (46, 0x2e, PLAIN, BY_LAYOUT),
    (47, 0x2f, PLAIN, BY_LAYOUT),
    (48, 0x30, PLAIN, BY_LAYOUT),
    (49, 0x31, PLAIN, BY_LAYOUT),
    (50, 0x32, PLAIN, BY_LAYOUT),
    (51, 0x33, PLAIN, BY_LAYOUT),
    (52, 0x34, PLAIN, BY_LAYOUT),
    (53, 0x35, PLAIN, BY_LAYOUT),
    (54, 0x36, PLAIN, 0xa1),
    (55, 0x37, PLAIN, 0x6a),
    (56, 0x38, PLAIN, 0xa4),
    (57, 0x39, PLAIN, 0x20),
    (58, 0x3a, PLAIN, 0x14),
    (59, 0x3b, PLAIN, 0x70),
    (60, 0x3c, PLAIN, 0x71),
    (61, 0x3d, PLAIN, 0x72),
    (62, 0x3e, PLAIN, 0x73),
    (63, 0x3f, PLAIN, 0x74),
    (64, 0x40, PLAIN, 0x75),
    (65, 0x41, PLAIN, 0x76),
    (66, 0x42, PLAIN, 0x77),
    (67, 0x43, PLAIN, 0x78),
    (68, 0x44, PLAIN, 0x79),
    (69, 0x45, EXTENDED, 0x90),
    (70, 0x46, PLAIN, 0x91),
    (71, 0x47, PLAIN, 0x67),
    (72, 0x48, PLAIN, 0x68),
    (73, 0x49, PLAIN, 0x69),
    (74, 0x4a, PLAIN, 0x6d),
    (75, 0x4b, PLAIN, 0x64),
    (76, 0x4c, PLAIN, 0x65),
    (77, 0x4d, PLAIN, 0x66),
    (78, 0x4e, PLAIN, 0x6b),
    (79, 0x4f, PLAIN, 0x61),
    (80, 0x50, PLAIN, 0x62),
    (81, 0x51, PLAIN, 0x63),
    (82, 0x52, PLAIN, 0x60),
    (83, 0x53, PLAIN, 0x6e),
    (86, 0x56, PLAIN, BY_LAYOUT),
    (87, 0x57, PLAIN, 0x7a),
    (88, 0x58, PLAIN, 0x7b),
    (89, 0x73, PLAIN, BY_LAYOUT),
    (90, 0x78, PLAIN, BY_LAYOUT),
    (91, 0x77, PLAIN, BY_LAYOUT),
    (92, 0x79, PLAIN, 0x1c),
    (93, 0x70, PLAIN, 0x15),
    (94, 0x7b, PLAIN, 0x1d),
    (96, 0x1c, EXTENDED, 0x0d),
    (97, 0x1d, EXTENDED, 0xa3),
    (98, 0x35, EXTENDED, 0x6f),
    (99, 0x37, EXTENDED, 0x2c),
    (100, 0x38, EXTENDED, 0xa5),
    (102, 0x47, EXTENDED, 0x24),
    (103, 0x48, EXTENDED, 0x26),
    (104, 0x49, EXTENDED, 0x21),
    (105, 0x4b, EXTENDED, 0x25),
    (106, 0x4d, EXTENDED, 0x27),
    (107, 0x4f, EXTENDED, 0x23),
    (108, 0x50, EXTENDED, 0x28),
    (109, 0x51, EXTENDED, 0x22),
    (110, 0x52, EXTENDED, 0x2d),
    (111, 0x53, EXTENDED, 0x2e),
    (113, 0x20, EXTENDED, 0xad),
    (114, 0x2e, EXTENDED, 0xae),
    (115, 0x30, EXTENDED, 0xaf),
    (117, 0x59, PLAIN, 0x92),
    (119, 0x45, PLAIN, 0x13),
    (121, 0x7e, PLAIN, 0xc2),
    (122, 0x72, PLAIN, 0x15),
    (123, 0x71, PLAIN, 0x19),
    (124, 0x7d, PLAIN, BY_LAYOUT),
    (125, 0x5b, EXTENDED, 0x5b),
    (126, 0x5c, EXTENDED, 0x5c),
    (127, 0x5d, EXTENDED, 0x5d),
    (128, 0x68, EXTENDED, 0xa9),
    (138, 0x3b, EXTENDED, 0x2f),
    (140, 0x21, EXTENDED, 0xb7),
    (142, 0x5f, EXTENDED, 0x5f),
    (144, 0x6b, EXTENDED, 0xb6),
    (155, 0x6c, EXTENDED, 0xb4),
    (156, 0x66, EXTENDED, 0xab),
    (158, 0x6a, EXTENDED, 0xa6),
    (159, 0x69, EXTENDED, 0xa7),
    (163, 0x19, EXTENDED, 0xb0),
    (164, 0x22, EXTENDED, 0xb3),
    (165, 0x10, EXTENDED, 0xb1),
    (166, 0x24, EXTENDED, 0xb2),
    (171, 0x6d, EXTENDED, 0xb5),
    (172, 0x32, EXTENDED, 0xac),
    (173, 0x67, EXTENDED, 0xa8),
    (183, 0x64, PLAIN, 0x7c),
    (184, 0x65, PLAIN, 0x7d),
    (185, 0x66, PLAIN, 0x7e),
    (186, 0x67, PLAIN, 0x7f),
    (187, 0x68, PLAIN, 0x80),
    (188, 0x69, PLAIN, 0x81),
    (189, 0x6a, PLAIN, 0x82),
    (190, 0x6b, PLAIN, 0x83),
    (191, 0x6c, PLAIN, 0x84),
    (192, 0x6d, PLAIN, 0x85),
    (193, 0x6e, PLAIN, 0x86),
    (194, 0x76, PLAIN, 0x87),
    (217, 0x65, EXTENDED, 0xaa),
];

/// A key as Windows numbers it. `None` for keys that Windows does not know, and for Power and Wake Up, which only
/// the computer itself handles.
pub(crate) fn key(key: PhysicalKey) -> Option<Key> {
    let found = KEYS.iter().find(|(evdev, ..)| *evdev == key.evdev());
    found.map(|(_, code, extended, virtual_key)| Key {
        scan: Scan { code: *code, extended: *extended },
        virtual_key: Some(*virtual_key).filter(|key| *key != BY_LAYOUT),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(name: &str) -> Option<u16> {
        let key = key(name.parse().unwrap())?;
        Some(u16::from(key.scan.code) | if key.scan.extended { 0xe000 } else { 0 })
    }

    #[test]
    fn each_key_has_the_scan_code_that_windows_gives_it() {
        for (name, code) in [
            ("Escape", 0x01),
            ("KeyA", 0x1e),
            ("Enter", 0x1c),
            ("NumpadEnter", 0xe01c),
            ("ControlRight", 0xe01d),
            ("ShiftRight", 0x36),
            ("AltRight", 0xe038),
            ("NumpadMultiply", 0x37),
            ("PrintScreen", 0xe037),
            ("NumLock", 0xe045),
            ("Pause", 0x45),
            ("Numpad7", 0x47),
            ("Home", 0xe047),
            ("Delete", 0xe053),
            ("NumpadDivide", 0xe035),
            ("MetaLeft", 0xe05b),
            ("ContextMenu", 0xe05d),
            ("IntlBackslash", 0x56),
            ("IntlRo", 0x73),
            ("IntlYen", 0x7d),
            ("F12", 0x58),
            ("F24", 0x76),
            ("MediaPlayPause", 0xe022),
            ("AudioVolumeUp", 0xe030),
        ] {
            assert_eq!(scan(name), Some(code), "{name}");
        }
        assert_eq!((scan("Power"), scan("WakeUp"), scan("MediaRewind")), (None, None, None));
    }

    #[test]
    fn each_key_is_one_key_and_those_without_a_key_on_windows_are_few() {
        let all: Vec<_> = (0..1024).filter_map(|code| PhysicalKey::from_evdev(code).ok()).collect();
        let known: Vec<Key> = all.iter().filter_map(|physical| key(*physical)).collect();
        assert_eq!(known.len(), KEYS.len(), "each row is a key of the protocol");
        for (at, first) in known.iter().enumerate() {
            assert!(known[at + 1..].iter().all(|other| other.scan != first.scan), "{first:?}");
        }
        // What a keyboard of a PC has on its main block, its cursor block and its number pad is there.
        assert!(all.iter().filter(|key| key.evdev() <= 111).all(|physical| {
            // Zenkaku/Hankaku is the key with the position of Backquote on Windows.
            key(*physical).is_some() || physical.evdev() == 85
        }));
    }

    #[test]
    fn keys_that_print_are_left_to_the_layout_and_the_others_are_not() {
        let virtual_key = |name: &str| key(name.parse().unwrap()).unwrap().virtual_key;
        for name in ["KeyA", "Digit1", "Minus", "Backslash", "IntlBackslash", "IntlRo", "Slash"] {
            assert_eq!(virtual_key(name), None, "{name}");
        }
        for (name, known) in [
            ("Escape", 0x1b),
            ("ShiftLeft", SHIFTS[0]),
            ("ShiftRight", SHIFTS[1]),
            ("ControlLeft", CONTROLS[0]),
            ("ControlRight", CONTROLS[1]),
            ("AltLeft", ALTS[0]),
            ("AltRight", ALTS[1]),
            ("MetaLeft", METAS[0]),
            ("MetaRight", METAS[1]),
            ("ArrowLeft", 0x25),
            ("Numpad0", 0x60),
            ("F1", 0x70),
            ("F13", 0x7c),
            ("Pause", 0x13),
            ("Space", 0x20),
        ] {
            assert_eq!(virtual_key(name), Some(known), "{name}");
        }
    }
}
