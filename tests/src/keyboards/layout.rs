//! The characters of a layout, with the keys that print them.

use std::collections::BTreeMap;
use std::ffi::OsStr;

use protocol::key::PhysicalKey;
use xkbcommon::xkb::compose;
use xkbcommon::xkb::{self, Keysym};

/// A Helper's keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Helper {
    /// What people call it.
    pub name: &'static str,
    /// What xkb-data calls it.
    layout: &'static str,
    /// What its input method writes, beside what its keys print.
    written: &'static str,
}

/// The keyboards that Helpers may have.
pub const HELPERS: [Helper; 12] = [
    Helper { name: "US", layout: "us", written: "" },
    Helper { name: "UK", layout: "gb", written: "" },
    Helper { name: "DE", layout: "de", written: "" },
    Helper { name: "FR", layout: "fr", written: "" },
    Helper { name: "ES", layout: "es", written: "" },
    Helper { name: "IT", layout: "it", written: "" },
    Helper { name: "PT-BR", layout: "br", written: "" },
    Helper { name: "CH", layout: "ch", written: "" },
    Helper { name: "SE", layout: "se", written: "" },
    Helper { name: "PL", layout: "pl", written: "" },
    Helper { name: "JP romaji", layout: "jp", written: KANA },
    Helper { name: "RU", layout: "ru", written: "" },
];

/// What a Japanese input method writes of romaji: kana, the marks beside them, and some kanji.
const KANA: &str = "ぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとど\
    なにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろわをん\
    ァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトド\
    ナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロワヲンヴー\
    、。「」・〜日本語漢字変換確定";

/// A key that is pressed and released, with the modifiers that are held meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Press {
    /// `KeyboardEvent.code`.
    pub code: &'static str,
    /// `KeyboardEvent.key`.
    pub key: String,
    /// Shift is held.
    pub shift: bool,
    /// AltGr is held.
    pub alt_graph: bool,
}

/// How a character is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keystroke {
    /// By keys: one, or a dead key and another one.
    Keys(Vec<Press>),
    /// By an input method.
    Written,
}

/// The keys that print, by their places.
const KEYS: [&str; 68] = [
    "Backquote",
    "Digit1",
    "Digit2",
    "Digit3",
    "Digit4",
    "Digit5",
    "Digit6",
    "Digit7",
    "Digit8",
    "Digit9",
    "Digit0",
    "Minus",
    "Equal",
    "IntlYen",
    "KeyQ",
    "KeyW",
    "KeyE",
    "KeyR",
    "KeyT",
    "KeyY",
    "KeyU",
    "KeyI",
    "KeyO",
    "KeyP",
    "BracketLeft",
    "BracketRight",
    "KeyA",
    "KeyS",
    "KeyD",
    "KeyF",
    "KeyG",
    "KeyH",
    "KeyJ",
    "KeyK",
    "KeyL",
    "Semicolon",
    "Quote",
    "Backslash",
    "IntlBackslash",
    "KeyZ",
    "KeyX",
    "KeyC",
    "KeyV",
    "KeyB",
    "KeyN",
    "KeyM",
    "Comma",
    "Period",
    "Slash",
    "IntlRo",
    "Space",
    "Numpad0",
    "Numpad1",
    "Numpad2",
    "Numpad3",
    "Numpad4",
    "Numpad5",
    "Numpad6",
    "Numpad7",
    "Numpad8",
    "Numpad9",
    "NumpadAdd",
    "NumpadComma",
    "NumpadDecimal",
    "NumpadDivide",
    "NumpadEqual",
    "NumpadMultiply",
    "NumpadSubtract",
];

/// The difference between an XKB key code and a Linux input event code.
const XKB_OFFSET: u32 = 8;
/// `ISO_Level3_Shift`, which is AltGr.
const LEVEL3_SHIFT: u32 = 0xfe03;
/// The keysyms of dead keys.
const DEAD: std::ops::RangeInclusive<u32> = 0xfe50..=0xfe9f;
/// Combinations of modifiers that choose one level.
const MASKS: usize = 32;

impl Helper {
    /// The keyboard with this name.
    ///
    /// # Panics
    /// When there is none.
    pub fn named(name: &str) -> Self {
        *HELPERS.iter().find(|helper| helper.name == name).expect("the name of a keyboard")
    }

    /// Every character that it types, with the simplest way: one key, else a dead key before another, else the input
    /// method.
    ///
    /// # Panics
    /// When xkb-data or the table of compositions is missing.
    pub fn characters(self) -> BTreeMap<char, Keystroke> {
        let presses = self.presses();
        let mut characters = BTreeMap::new();
        for (press, keysym) in &presses {
            if let Some(character) = printed(*keysym) {
                let keys = || Keystroke::Keys(vec![press.clone()]);
                characters.entry(character).or_insert_with(keys);
            }
        }
        let context = context();
        let locale = OsStr::new("en_US.UTF-8");
        let table = compose::Table::new_from_locale(&context, locale, compose::COMPILE_NO_FLAGS)
            .expect("libX11's table of compositions is there");
        let mut state = compose::State::new(&table, compose::STATE_NO_FLAGS);
        // Those on AltGr are many on Linux alone.
        let dead = presses.iter().filter(|(press, _)| press.key == "Dead" && !press.alt_graph);
        for (dead, mark) in dead {
            for (base, keysym) in presses.iter().filter(|(press, _)| !press.alt_graph) {
                state.reset();
                state.feed(*mark);
                state.feed(*keysym);
                let composed = state.utf8().filter(|_| state.status() == compose::Status::Composed);
                let composed = composed.as_deref().and_then(single);
                if let Some(character) = composed {
                    let base = Press { key: character.to_string(), ..base.clone() };
                    let keys = || Keystroke::Keys(vec![dead.clone(), base]);
                    characters.entry(character).or_insert_with(keys);
                }
            }
        }
        for character in self.written.chars() {
            characters.entry(character).or_insert(Keystroke::Written);
        }
        characters
    }

    /// The characters that one key prints.
    pub fn characters_of_keys(self) -> BTreeMap<char, Keystroke> {
        let mut characters = self.characters();
        let is_one = |keystroke: &Keystroke| matches!(keystroke, Keystroke::Keys(presses) if presses.len() == 1);
        characters.retain(|_, keystroke| is_one(keystroke));
        characters
    }

    /// What each key is in each of its levels, the lowest levels first.
    fn presses(self) -> Vec<(Press, Keysym)> {
        let (flags, none) = (xkb::KEYMAP_COMPILE_NO_FLAGS, None);
        let map =
            xkb::Keymap::new_from_names(&context(), "evdev", "pc105", self.layout, "", none, flags)
                .expect("xkb-data has the layout");
        let held = |code: &str| {
            let mut state = xkb::State::new(&map);
            let _ = state.update_key(keycode(code), xkb::KeyDirection::Down);
            state.serialize_mods(xkb::STATE_MODS_EFFECTIVE)
        };
        let alt_right = map.key_get_syms_by_level(keycode("AltRight"), 0, 0);
        let has_level3 = alt_right.iter().any(|keysym| keysym.raw() == LEVEL3_SHIFT);
        let masks = [
            (0, false, false),
            (held("ShiftLeft"), true, false),
            (if has_level3 { held("AltRight") } else { 0 }, false, true),
            (held("ShiftLeft") | held("AltRight"), true, true),
        ];
        let mut presses = Vec::new();
        for (mask, shift, alt_graph) in masks {
            if alt_graph && !has_level3 {
                continue;
            }
            // What NumLock does to the number pad, Shift would undo.
            let is_pad = |code: &str| code.starts_with("Numpad");
            let codes = KEYS.iter().filter(|code| !is_pad(code) || !shift && !alt_graph);
            for code in codes {
                let wanted = if is_pad(code) { held("NumLock") } else { mask };
                let Some(keysym) = at(&map, keycode(code), wanted) else { continue };
                let key = if DEAD.contains(&keysym.raw()) {
                    "Dead".to_owned()
                } else if let Some(character) = printed(keysym) {
                    character.to_string()
                } else {
                    continue;
                };
                presses.push((Press { code, key, shift, alt_graph }, keysym));
            }
        }
        presses
    }
}

fn context() -> xkb::Context {
    xkb::Context::new(xkb::CONTEXT_NO_FLAGS)
}

fn keycode(code: &str) -> xkb::Keycode {
    let key: PhysicalKey = code.parse().expect("a key of the protocol");
    xkb::Keycode::new(u32::from(key.evdev()) + XKB_OFFSET)
}

/// What a key is while these modifiers are in force.
fn at(map: &xkb::Keymap, key: xkb::Keycode, mask: xkb::ModMask) -> Option<Keysym> {
    let mut state = xkb::State::new(map);
    state.update_mask(mask, 0, 0, 0, 0, 0);
    let [keysym] = state.key_get_syms(key) else { return None };
    // A level that the key has not falls back to another: then the modifiers count for nothing.
    let mut masks = [0; MASKS];
    let level = state.key_get_level(key, 0);
    let count = map.key_get_mods_for_level(key, 0, level, &mut masks).min(MASKS);
    masks[..count].contains(&mask).then_some(*keysym)
}

fn printed(keysym: Keysym) -> Option<char> {
    single(&xkb::keysym_to_utf8(keysym))
}

/// The one character of a text, if a person can see it or the space it leaves.
fn single(text: &str) -> Option<char> {
    let mut characters = text.trim_end_matches('\0').chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) if !character.is_control() => Some(character),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(name: &str, character: char) -> Option<Vec<(&'static str, String, bool, bool)>> {
        match Helper::named(name).characters().remove(&character)? {
            Keystroke::Keys(presses) => {
                let parts = |press: Press| (press.code, press.key, press.shift, press.alt_graph);
                Some(presses.into_iter().map(parts).collect())
            }
            Keystroke::Written => None,
        }
    }

    fn one(
        code: &'static str,
        key: &str,
        shift: bool,
        alt_graph: bool,
    ) -> Option<Vec<(&'static str, String, bool, bool)>> {
        Some(vec![(code, key.to_owned(), shift, alt_graph)])
    }

    #[test]
    fn a_character_is_typed_as_on_the_keyboard_of_its_country() {
        assert_eq!(keys("US", 'a'), one("KeyA", "a", false, false));
        assert_eq!(keys("FR", 'a'), one("KeyQ", "a", false, false));
        assert_eq!(keys("DE", 'Z'), one("KeyY", "Z", true, false));
        assert_eq!(keys("DE", '@'), one("KeyQ", "@", false, true));
        assert_eq!(keys("UK", '£'), one("Digit3", "£", true, false));
        assert_eq!(keys("SE", '<'), one("IntlBackslash", "<", false, false));
        assert_eq!(keys("JP romaji", '@'), one("BracketLeft", "@", false, false));
        assert_eq!(keys("RU", 'ж'), one("Semicolon", "ж", false, false));
        assert_eq!(keys("US", 'é'), None);
    }

    #[test]
    fn a_dead_key_composes_with_the_next_one() {
        let typed = keys("ES", 'á').unwrap();
        assert_eq!(typed[0].1, "Dead");
        assert_eq!((typed[1].0, typed[1].1.as_str()), ("KeyA", "á"));
        assert_eq!(typed[0].0, "Quote");
        assert!(keys("FR", 'ê').is_some() && keys("PT-BR", 'ã').is_some());
    }

    #[test]
    fn every_keyboard_has_what_ascii_has_or_its_letters() {
        for helper in HELPERS {
            let characters = helper.characters();
            let has = |character: char| characters.contains_key(&character);
            let letters = if helper.name == "RU" { 'а'..='я' } else { 'a'..='z' };
            assert!(letters.clone().all(has), "{}", helper.name);
            let signs = if helper.name == "RU" {
                "0123456789.,!?%+-=()/\\"
            } else {
                "~`@#$%^&*()[]{}|\\<>'\""
            };
            // Where it is on AltGr as a dead key, as those are left out.
            let lacks = ["CH", "SE"].contains(&helper.name).then_some('~');
            let missing: String = signs.chars().filter(|sign| !has(*sign)).collect();
            assert!(missing.chars().eq(lacks), "{}: {missing}", helper.name);
        }
        assert!(Helper::named("JP romaji").characters().contains_key(&'漢'));
    }
}
