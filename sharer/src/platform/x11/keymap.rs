//! The desktop's key map in the terms of XKB: which key prints what, with which modifiers.

use std::collections::BTreeMap;

use protocol::limits::HELD_KEYS;

/// The Shift bit of a modifier mask.
pub(super) const SHIFT: u8 = 1 << 0;
/// The Caps Lock bit of a modifier mask.
pub(super) const LOCK: u8 = 1 << 1;

/// A number of a key in X11.
pub(super) type Keycode = u8;

/// The key map.
#[derive(Clone, Debug, Default)]
pub(super) struct Keymap {
    /// How modifiers choose a level, for all keys that do it the same way.
    pub(super) types: Vec<KeyType>,
    /// The keys.
    pub(super) keys: BTreeMap<Keycode, Key>,
}

/// How modifiers choose the level of a key.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyType {
    /// The modifiers that matter.
    pub(super) mask: u8,
    /// Which of them together mean which level; everything else means level 0.
    pub(super) levels: Vec<Level>,
}

/// A choice of level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Level {
    /// The modifiers that are in force, of those that matter.
    pub(super) modifiers: u8,
    /// The level they mean.
    pub(super) level: u8,
    /// Those of them that programs still apply themselves (preserved modifiers).
    pub(super) preserved: u8,
}

/// One key.
#[derive(Clone, Debug, Default)]
pub(super) struct Key {
    /// For each group (layout) the number of the key's type.
    pub(super) types: Vec<u8>,
    /// Levels kept for each group.
    pub(super) width: u8,
    /// What it prints as an X11 symbol and as a character: group by group, level by level.
    pub(super) symbols: Vec<Symbol>,
    /// The modifiers that it sets while it is down.
    pub(super) modifiers: u8,
    /// What stands for groups that the key does not have.
    pub(super) beyond: Beyond,
}

/// A keysym and what it prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Symbol {
    /// The keysym; 0 is none.
    pub(super) keysym: u32,
    /// What it prints in a text, if anything.
    pub(super) character: Option<char>,
}

/// What a key does in a group that it does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Beyond {
    /// Counts round.
    #[default]
    Wrap,
    /// Takes the last.
    Clamp,
    /// Takes this one.
    Redirect(u8),
}

/// The state of a keyboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Modifiers in force.
    pub(super) modifiers: u8,
    /// The group (layout) in force.
    pub(super) group: u8,
}

/// How to print a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chord {
    /// The key to press.
    pub(super) keycode: Keycode,
    /// The modifiers to press it with.
    pub(super) modifiers: u8,
}

/// `ISO_Level3_Shift`, which is AltGr.
const LEVEL3_SHIFT: u32 = 0xfe03;
/// `Shift_L` and `Shift_R`.
const SHIFTS: [u32; 2] = [0xffe1, 0xffe2];
/// The keypad's symbols print the same as others, but programs take them for something else.
const KEYPAD: std::ops::RangeInclusive<u32> = 0xff80..=0xffbd;

impl Keymap {
    /// What the key prints in this state, Caps Lock taken into account as programs do.
    pub(super) fn character(&self, keycode: Keycode, state: State) -> Option<char> {
        let key = self.keys.get(&keycode)?;
        let (symbol, consumed) = self.symbol(key, state)?;
        if KEYPAD.contains(&symbol.keysym) {
            return None;
        }
        let character = symbol.character?;
        // Programs capitalise what a key's levels leave alone.
        let is_capitalised = state.modifiers & LOCK != 0 && consumed & LOCK == 0;
        Some(if is_capitalised { upper(character).unwrap_or(character) } else { character })
    }

    /// The symbol of a key, and the modifiers that are used up by choosing it.
    fn symbol(&self, key: &Key, state: State) -> Option<(Symbol, u8)> {
        let count = u8::try_from(key.types.len()).ok().filter(|count| *count > 0)?;
        let group = match (state.group < count, key.beyond) {
            (true, _) => state.group,
            (false, Beyond::Wrap) => state.group % count,
            (false, Beyond::Clamp) => count - 1,
            (false, Beyond::Redirect(group)) => group.min(count - 1),
        };
        let key_type = self.types.get(usize::from(key.types[usize::from(group)]))?;
        let active = state.modifiers & key_type.mask;
        let level = key_type.levels.iter().find(|level| level.modifiers == active);
        let Level { level, preserved, .. } = level.copied().unwrap_or_default();
        if level >= key.width {
            return None;
        }
        let at = usize::from(group) * usize::from(key.width) + usize::from(level);
        Some((*key.symbols.get(at)?, key_type.mask & !preserved))
    }

    /// How to print the character with the fewest changes to the modifiers. `free` are those that
    /// may be set and cleared at will; the others stay as they are.
    pub(super) fn find(&self, character: char, state: State, free: u8) -> Option<Chord> {
        let mut best: Option<(u32, Chord)> = None;
        for modifiers in subsets(free).map(|set| state.modifiers & !free | set) {
            let changes = (modifiers ^ state.modifiers).count_ones();
            if best.is_some_and(|(fewest, _)| fewest <= changes) {
                continue;
            }
            let state = State { modifiers, ..state };
            let keycode = self.keys.iter().find(|(keycode, _)| {
                self.modifiers(**keycode) == 0
                    && self.character(**keycode, state) == Some(character)
            });
            if let Some((keycode, _)) = keycode {
                best = Some((changes, Chord { keycode: *keycode, modifiers }));
            }
        }
        best.map(|(_, chord)| chord)
    }

    /// A key that sets Shift.
    pub(super) fn shift(&self) -> Option<Keycode> {
        self.keys_with(|keysym| SHIFTS.contains(&keysym)).next()
    }

    /// A key that sets the third level (AltGr).
    pub(super) fn level3(&self) -> Option<Keycode> {
        (self.level3_mask() != 0).then(|| self.keys_with(|keysym| keysym == LEVEL3_SHIFT).next())?
    }

    /// The modifier of the third level; 0 when there is none.
    pub(super) fn level3_mask(&self) -> u8 {
        self.keys_with(|keysym| keysym == LEVEL3_SHIFT)
            .filter_map(|keycode| self.keys.get(&keycode))
            .map(|key| key.modifiers)
            .find(|modifiers| *modifiers != 0)
            .unwrap_or(0)
    }

    /// The modifiers that a key sets.
    pub(super) fn modifiers(&self, keycode: Keycode) -> u8 {
        let Some(key) = self.keys.get(&keycode) else {
            return 0;
        };
        // Some keys set a modifier by an action that stands nowhere else, and the map of modifiers
        // lists others that they set only together with Shift. Their keysyms name them.
        match key.symbols.first().map_or(0, |symbol| symbol.keysym) {
            LEVEL3_SHIFT => self.level3_mask(),
            keysym if SHIFTS.contains(&keysym) => SHIFT,
            _ => key.modifiers,
        }
    }

    fn keys_with(&self, is_it: impl Fn(u32) -> bool) -> impl Iterator<Item = Keycode> {
        self.keys
            .iter()
            .filter(move |(_, key)| key.symbols.first().is_some_and(|first| is_it(first.keysym)))
            .map(|(keycode, _)| *keycode)
    }

    /// Keys that print nothing and set nothing, for characters that no key prints.
    pub(super) fn unused(&self) -> impl Iterator<Item = Keycode> + '_ {
        // Programs treat key code 8 as no key.
        let is_unused =
            |key: &Key| key.modifiers == 0 && key.symbols.iter().all(|symbol| symbol.keysym == 0);
        self.keys
            .iter()
            .filter(move |(code, key)| **code > 8 && is_unused(key))
            .map(|(code, _)| *code)
    }
}

/// All subsets of a mask, the empty one first.
fn subsets(mask: u8) -> impl Iterator<Item = u8> {
    let mut next = Some(0u8);
    std::iter::from_fn(move || {
        let set = next?;
        let following = set.wrapping_sub(mask) & mask;
        next = (following != 0).then_some(following);
        Some(set)
    })
}

/// The capital of a letter, when it is one character.
fn upper(character: char) -> Option<char> {
    let mut capital = character.to_uppercase();
    let first = capital.next()?;
    capital.next().is_none().then_some(first)
}

/// Keys that were given a character of their own, the one unused for longest first.
#[derive(Debug, Default)]
pub(super) struct Borrowed(Vec<Keycode>);

impl Borrowed {
    /// The most keys that are borrowed.
    pub(super) const MOST: usize = 4 * HELD_KEYS;

    /// Chooses a key for another character: one that prints nothing, else the one of ours that was
    /// given its character longest ago. `is_down` names the keys that cannot be used.
    pub(super) fn choose(
        &mut self,
        keymap: &Keymap,
        is_down: impl Fn(Keycode) -> bool,
    ) -> Option<Keycode> {
        let unused = keymap.unused().find(|keycode| !is_down(*keycode));
        let keycode = match unused {
            // With enough of them, a key is given another character only long after its last press.
            Some(keycode) if self.0.len() < Self::MOST => keycode,
            Some(_) | None => *self.0.iter().find(|keycode| !is_down(**keycode))?,
        };
        self.0.retain(|borrowed| *borrowed != keycode);
        self.0.push(keycode);
        Some(keycode)
    }

    /// All of them, to make them print nothing again.
    pub(super) fn keycodes(&self) -> &[Keycode] {
        &self.0
    }

    /// The key map was replaced, and with it the characters that we gave to keys.
    pub(super) fn forget_unless(&mut self, is_ours: impl Fn(Keycode) -> bool) {
        self.0.retain(|keycode| is_ours(*keycode));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVEL3: u8 = 1 << 7;

    /// A keyboard with Q (q Q @), 7 (7 / {), ё in the second group, Shift and AltGr.
    fn keymap() -> Keymap {
        let symbol =
            |character: char| Symbol { keysym: u32::from(character), character: Some(character) };
        let levels = |levels: &[(u8, u8, u8)]| {
            let level = |(modifiers, level, preserved)| Level { modifiers, level, preserved };
            levels.iter().copied().map(level).collect()
        };
        let four_level = KeyType {
            mask: SHIFT | LEVEL3,
            levels: levels(&[(SHIFT, 1, 0), (LEVEL3, 2, 0), (SHIFT | LEVEL3, 3, 0)]),
        };
        let alphabetic =
            KeyType { mask: SHIFT | LOCK, levels: levels(&[(SHIFT, 1, 0), (LOCK, 1, 0)]) };
        let four_level_semialphabetic = KeyType {
            mask: SHIFT | LOCK | LEVEL3,
            levels: levels(&[
                (SHIFT, 1, 0),
                (LOCK, 1, 0),
                (LEVEL3, 2, 0),
                (LEVEL3 | SHIFT, 3, 0),
                (LEVEL3 | LOCK, 2, LOCK),
                (LEVEL3 | SHIFT | LOCK, 3, LOCK),
            ]),
        };
        let key = |types: &[u8], text: &str| Key {
            types: types.to_vec(),
            width: u8::try_from(text.chars().count() / types.len()).unwrap(),
            symbols: text.chars().map(symbol).collect(),
            ..Key::default()
        };
        let modifier = |keysym, modifiers| Key {
            types: vec![0],
            width: 1,
            symbols: vec![Symbol { keysym, character: None }],
            modifiers,
            ..Key::default()
        };
        Keymap {
            types: vec![four_level, alphabetic, four_level_semialphabetic],
            keys: BTreeMap::from([
                (8, Key::default()),
                (16, key(&[0], "7/{ÿ")),
                (24, key(&[2], "qQ@ω")),
                (25, key(&[1, 1], "eEёЁ")),
                (50, modifier(SHIFTS[0], SHIFT | LOCK)),
                (92, modifier(LEVEL3_SHIFT, LEVEL3)),
                (108, modifier(LEVEL3_SHIFT, 0)),
                (97, Key::default()),
            ]),
        }
    }

    fn find(character: char, modifiers: u8, group: u8) -> Option<(Keycode, u8)> {
        let chord = keymap().find(character, State { modifiers, group }, SHIFT | LEVEL3);
        chord.map(|chord| (chord.keycode, chord.modifiers))
    }

    #[test]
    fn a_character_is_found_with_the_modifiers_it_needs() {
        assert_eq!(find('q', 0, 0), Some((24, 0)));
        assert_eq!(find('q', SHIFT, 0), Some((24, 0)), "Shift has to be lifted");
        assert_eq!(find('Q', 0, 0), Some((24, SHIFT)));
        assert_eq!(find('@', SHIFT, 0), Some((24, LEVEL3)));
        assert_eq!(find('{', LEVEL3, 0), Some((16, LEVEL3)));
        assert_eq!(find('ß', 0, 0), None);
    }

    #[test]
    fn caps_lock_is_taken_into_account() {
        assert_eq!(find('Q', LOCK, 0), Some((24, LOCK)));
        assert_eq!(find('7', LOCK, 0), Some((16, LOCK)));
        assert_eq!(find('@', LOCK, 0), Some((24, LOCK | LEVEL3)));
        assert_eq!(find('ω', LOCK, 0), None, "the key leaves Caps Lock to programs there");
        assert_eq!(find('Ω', LOCK, 0), Some((24, LOCK | LEVEL3 | SHIFT)));
        // The 7 key ignores Caps Lock, so that programs capitalise.
        assert_eq!(find('Ÿ', LOCK, 0), Some((16, LOCK | LEVEL3 | SHIFT)));
        assert_eq!(find('ÿ', LOCK, 0), None);
    }

    #[test]
    fn the_layout_in_force_decides() {
        assert_eq!(find('e', 0, 0), Some((25, 0)));
        assert_eq!(find('e', 0, 1), None);
        assert_eq!(find('Ё', 0, 1), Some((25, SHIFT)));
        assert_eq!(find('q', 0, 1), Some((24, 0)), "a key with one group counts round");
    }

    #[test]
    fn modifiers_that_are_not_free_stay() {
        let state = State { modifiers: SHIFT, group: 0 };
        assert_eq!(keymap().find('q', state, LEVEL3), None);
        assert_eq!(
            keymap().find('Q', state, LEVEL3),
            Some(Chord { keycode: 24, modifiers: SHIFT })
        );
    }

    #[test]
    fn a_modifier_key_is_known_by_its_name() {
        let keymap = keymap();
        assert_eq!((keymap.shift(), keymap.level3()), (Some(50), Some(92)));
        assert_eq!((keymap.modifiers(50), keymap.modifiers(108)), (SHIFT, LEVEL3));
        assert_eq!(Keymap::default().level3(), None);
    }

    #[test]
    fn keys_to_borrow_print_nothing_and_are_not_down() {
        let keymap = keymap();
        let mut borrowed = Borrowed::default();
        assert_eq!(borrowed.choose(&keymap, |_| false), Some(97));
        assert_eq!(borrowed.keycodes(), [97]);
        assert_eq!(borrowed.choose(&keymap, |keycode| keycode == 97), None);
    }

    #[test]
    fn every_subset_comes_once() {
        let mut sets: Vec<u8> = subsets(0b1010_0001).collect();
        assert_eq!(sets.len(), 8);
        sets.sort_unstable();
        sets.dedup();
        assert_eq!(sets.len(), 8);
        assert_eq!(subsets(0).collect::<Vec<_>>(), [0]);
    }
}
