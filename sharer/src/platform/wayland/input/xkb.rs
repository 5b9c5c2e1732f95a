//! Reads a key map in the text form that a compositor hands to its clients, by libxkbcommon.

use std::collections::BTreeSet;

use xkbcommon::xkb;

use super::keymap::{Chord, Keycode, Keymap, Layout, Prints};

/// Layouts that are read. XKB has no more than four in most versions.
const LAYOUTS: u32 = 32;
/// Levels of a key that are read. Shift and AltGr choose one of four.
const LEVELS: u32 = 8;
/// Combinations of modifiers that choose one level; further ones are not looked at.
const MASKS: usize = 32;
/// The highest Linux input event code.
const LAST_KEY: u32 = 0x2ff;
/// The difference between an XKB key code and a Linux input event code.
const XKB_OFFSET: u32 = 8;

/// `ISO_Level3_Shift`, which is AltGr.
const LEVEL3_SHIFT: u32 = 0xfe03;
/// `Shift_L` and `Shift_R`.
const SHIFTS: [u32; 2] = [0xffe1, 0xffe2];
/// The keypad's symbols print the same as others, but programs take them for something else.
const KEYPAD: std::ops::RangeInclusive<u32> = 0xff80..=0xffbd;

/// Reads the key map; `None` when it is none.
pub(super) fn read(text: String) -> Option<Keymap> {
    let mut context =
        xkb::Context::new(xkb::CONTEXT_NO_DEFAULT_INCLUDES | xkb::CONTEXT_NO_ENVIRONMENT_NAMES);
    // What is wrong with a key map of the desktop is not the User's concern.
    context.set_log_level(xkb::LogLevel::Critical);
    let (format, flags) = (xkb::KEYMAP_FORMAT_TEXT_V1, xkb::KEYMAP_COMPILE_NO_FLAGS);
    let map = xkb::Keymap::new_from_string(&context, text, format, flags)?;

    let mut keymap = Keymap {
        shifts: keys_with(&map, |keysym| SHIFTS.contains(&keysym)),
        level3s: keys_with(&map, |keysym| keysym == LEVEL3_SHIFT),
        layouts: Vec::new(),
    };
    let mask = |keys: &BTreeSet<Keycode>| keys.first().map_or(0, |key| modifiers(&map, *key));
    let masks = (mask(&keymap.shifts), mask(&keymap.level3s));
    let layouts = map.num_layouts().min(LAYOUTS);
    keymap.layouts = (0..layouts).map(|number| layout(&map, number, masks)).collect();
    Some(keymap)
}

/// The keys, and their Linux input event codes.
fn keys(map: &xkb::Keymap) -> impl Iterator<Item = (xkb::Keycode, Keycode)> {
    let last = map.max_keycode().raw().min(LAST_KEY + XKB_OFFSET);
    let first = map.min_keycode().raw().max(XKB_OFFSET + 1);
    (first..=last).filter_map(|key| {
        let keycode = Keycode::try_from(key - XKB_OFFSET).ok()?;
        Some((xkb::Keycode::new(key), keycode))
    })
}

/// The keys whose first symbol is one of these.
fn keys_with(map: &xkb::Keymap, is_it: impl Fn(u32) -> bool) -> BTreeSet<Keycode> {
    let has_it = |key: &xkb::Keycode| {
        map.num_levels_for_key(*key, 0) > 0
            && map.key_get_syms_by_level(*key, 0, 0).iter().any(|keysym| is_it(keysym.raw()))
    };
    keys(map).filter(|(key, _)| has_it(key)).map(|(_, keycode)| keycode).collect()
}

/// The modifiers that a key sets while it is down.
fn modifiers(map: &xkb::Keymap, keycode: Keycode) -> xkb::ModMask {
    let mut state = xkb::State::new(map);
    let _ = state
        .update_key(xkb::Keycode::new(u32::from(keycode) + XKB_OFFSET), xkb::KeyDirection::Down);
    state.serialize_mods(xkb::STATE_MODS_DEPRESSED)
}

/// What one layout prints without modifiers and with Shift and AltGr, whose masks are given.
fn layout(map: &xkb::Keymap, number: u32, (shift, level3): (xkb::ModMask, xkb::ModMask)) -> Layout {
    let mut layout = Layout::new();
    for (key, keycode) in keys(map) {
        let layouts = map.num_layouts_for_key(key);
        if layouts == 0 {
            continue;
        }
        // A key with fewer layouts than there are counts round, unless its map says otherwise.
        let own = number % layouts;
        for level in 0..map.num_levels_for_key(key, own).min(LEVELS) {
            let [keysym] = map.key_get_syms_by_level(key, own, level) else { continue };
            let character = keysym.key_char().filter(|character| !character.is_control());
            let Some(character) = character.filter(|_| !KEYPAD.contains(&keysym.raw())) else {
                continue;
            };
            let mut masks = [0; MASKS];
            let count = map.key_get_mods_for_level(key, own, level, &mut masks).min(MASKS);
            let chord = masks[..count].iter().find_map(|mask| {
                let is_pure = mask & !(shift | level3) == 0;
                let is_set = |wanted: xkb::ModMask| wanted != 0 && mask & wanted == wanted;
                is_pure.then(|| Chord { keycode, shift: is_set(shift), level3: is_set(level3) })
            });
            if let Some(chord) = chord {
                let keysym = keysym.raw();
                let prints = Prints { keysym, chords: Vec::new() };
                layout.entry(character).or_insert(prints).chords.push(chord);
            }
        }
    }
    layout
}

#[cfg(test)]
mod tests {
    use super::super::keymap::Printing;
    use super::*;

    /// A key map of this machine's XKB data, in the form that a compositor sends.
    fn text(layouts: &str) -> Option<String> {
        let context = xkb::Context::new(xkb::CONTEXT_NO_FLAGS);
        let flags = xkb::KEYMAP_COMPILE_NO_FLAGS;
        xkb::Keymap::new_from_names(&context, "evdev", "pc105", layouts, "", None, flags)
            .map(|map| map.get_as_string(xkb::KEYMAP_FORMAT_TEXT_V1))
    }

    fn chord(keycode: Keycode, shift: bool, level3: bool) -> Printing {
        Printing::Chord(Chord { keycode, shift, level3 })
    }

    #[test]
    fn a_german_layout_prints_with_its_own_keys() {
        let keymap = read(text("de").unwrap()).unwrap();
        let none = (false, false);
        assert_eq!(keymap.printing('z', none), chord(21, false, false), "QWERTZ");
        assert_eq!(keymap.printing('ß', none), chord(12, false, false));
        assert_eq!(keymap.printing('?', none), chord(12, true, false));
        assert_eq!(keymap.printing('@', none), chord(16, false, true));
        assert_eq!(keymap.printing('5', none), chord(6, false, false), "not the keypad's");
        assert_eq!(keymap.printing('ж', none), Printing::Nowhere);
        assert_eq!(keymap.printing('\r', none), Printing::Nowhere, "Enter is a key");
        assert!(keymap.shifts.contains(&42) && keymap.level3s.contains(&100));
    }

    #[test]
    fn two_layouts_share_digits_and_not_letters() {
        let keymap = read(text("us,ru").unwrap()).unwrap();
        assert_eq!(keymap.layouts.len(), 2);
        let none = (false, false);
        assert_eq!(keymap.printing('1', none), chord(2, false, false));
        assert!(matches!(keymap.printing('a', none), Printing::Keysym(0x61)));
        assert!(matches!(keymap.printing('ж', none), Printing::Keysym(0x6d6)), "as the map has it");
        assert_eq!(keymap.printing('é', none), Printing::Nowhere);
    }

    #[test]
    fn what_is_no_key_map_is_none() {
        for text in ["", "xkb_keymap {", "\0\0\0", "xkb_keymap { xkb_keycodes { <A> = 9 } }"] {
            assert!(read(text.to_owned()).is_none(), "{text:?}");
        }
    }
}
