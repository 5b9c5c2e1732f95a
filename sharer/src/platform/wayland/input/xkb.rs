//! Reads a key map in the text form that a compositor hands to its clients, by libxkbcommon.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;

use xkbcommon::xkb::compose;
use xkbcommon::xkb::{self, Keysym};

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

/// The keysyms of dead keys.
const DEAD: std::ops::RangeInclusive<u32> = 0xfe50..=0xfe9f;
/// The locale whose compositions are used where that of the desktop has none.
const USUAL_LOCALE: &str = "en_US.UTF-8";

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
        composed: BTreeMap::new(),
    };
    let mask = |keys: &BTreeSet<Keycode>| keys.first().map_or(0, |key| modifiers(&map, *key));
    let masks = (mask(&keymap.shifts), mask(&keymap.level3s));
    let layouts = map.num_layouts().min(LAYOUTS);
    keymap.layouts = (0..layouts).map(|number| layout(&chords(&map, number, masks))).collect();
    // Of several layouts it is not known which dead key is where.
    if let [only] = keymap.layouts.as_slice() {
        keymap.composed = composed(&context, chords(&map, 0, masks), only);
    }
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

/// What the keys of one layout are without modifiers and with Shift and AltGr, whose masks are given.
fn chords(
    map: &xkb::Keymap,
    number: u32,
    (shift, level3): (xkb::ModMask, xkb::ModMask),
) -> Vec<(Keysym, Chord)> {
    let mut chords = Vec::new();
    for (key, keycode) in keys(map) {
        let layouts = map.num_layouts_for_key(key);
        if layouts == 0 {
            continue;
        }
        // A key with fewer layouts than there are counts round, unless its map says otherwise.
        let own = number % layouts;
        for level in 0..map.num_levels_for_key(key, own).min(LEVELS) {
            let [keysym] = map.key_get_syms_by_level(key, own, level) else { continue };
            let mut masks = [0; MASKS];
            let count = map.key_get_mods_for_level(key, own, level, &mut masks).min(MASKS);
            let chord = masks[..count].iter().find_map(|mask| {
                let is_pure = mask & !(shift | level3) == 0;
                let is_set = |wanted: xkb::ModMask| wanted != 0 && mask & wanted == wanted;
                is_pure.then(|| Chord { keycode, shift: is_set(shift), level3: is_set(level3) })
            });
            chords.extend(chord.map(|chord| (*keysym, chord)));
        }
    }
    chords
}

/// What the keys print.
fn layout(chords: &[(Keysym, Chord)]) -> Layout {
    let mut layout = Layout::new();
    for (keysym, chord) in chords {
        let character = keysym.key_char().filter(|character| !character.is_control());
        if let Some(character) = character.filter(|_| !KEYPAD.contains(&keysym.raw())) {
            let prints = Prints { keysym: keysym.raw(), chords: Vec::new() };
            layout.entry(character).or_insert(prints).chords.push(*chord);
        }
    }
    layout
}

/// What dead keys make with the next key, as programs compose it, beside what keys print by themselves.
fn composed(
    context: &xkb::Context,
    mut chords: Vec<(Keysym, Chord)>,
    layout: &Layout,
) -> BTreeMap<char, [Chord; 2]> {
    let table = |locale: OsString| {
        compose::Table::new_from_locale(context, &locale, compose::COMPILE_NO_FLAGS).ok()
    };
    let Some(table) = table(locale()).or_else(|| table(USUAL_LOCALE.into())) else {
        tracing::warn!("it is not known what dead keys compose");
        return BTreeMap::new();
    };
    let mut state = compose::State::new(&table, compose::STATE_NO_FLAGS);
    // Two dead keys last, and those that need the fewest modifiers first.
    chords.sort_by_key(|(keysym, chord)| {
        let modifiers = u8::from(chord.shift) + u8::from(chord.level3);
        (DEAD.contains(&keysym.raw()), modifiers, *chord)
    });
    let mut all = BTreeMap::new();
    for (dead, first) in chords.iter().filter(|(keysym, _)| DEAD.contains(&keysym.raw())) {
        for (base, second) in &chords {
            state.reset();
            state.feed(*dead);
            state.feed(*base);
            let text = state.utf8().filter(|_| state.status() == compose::Status::Composed);
            let text = text.unwrap_or_default();
            let mut characters = text.trim_end_matches('\0').chars();
            if let (Some(character), None) = (characters.next(), characters.next())
                && !layout.contains_key(&character)
                && !character.is_control()
            {
                all.entry(character).or_insert([*first, *second]);
            }
        }
    }
    all
}

/// The locale of this desktop, as programs find it (POSIX, 8.2 Internationalization Variables).
fn locale() -> OsString {
    let is_set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(is_set).unwrap_or(USUAL_LOCALE.into())
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
    fn a_dead_key_prints_with_the_next_one_where_one_layout_is_known() {
        let keymap = read(text("de").unwrap()).unwrap();
        let none = (false, false);
        let chord = |keycode, shift| Chord { keycode, shift, level3: false };
        let (acute, e, space) = (chord(13, false), chord(18, false), chord(57, false));
        assert_eq!(keymap.printing('é', none), Printing::Composed([acute, e]));
        let circumflex = chord(41, false);
        assert_eq!(keymap.printing('^', none), Printing::Composed([circumflex, space]));
        assert_eq!(keymap.printing('`', none), Printing::Composed([chord(13, true), space]));
        let keymap = read(text("de,us").unwrap()).unwrap();
        assert_eq!(keymap.printing('é', none), Printing::Nowhere);
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
