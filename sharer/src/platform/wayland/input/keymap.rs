//! What the keys of the compositor's key map print.
//!
//! Which of several layouts is active is known only to the client that has the keyboard focus, which this
//! program does not have. A key is chosen here only if it prints the character in each layout; otherwise
//! the compositor gets the keysym and chooses the key itself.

use std::collections::{BTreeMap, BTreeSet};

use protocol::key::PhysicalKey;
use xkeysym::Keysym;

/// A key, as a Linux input event code.
pub(super) type Keycode = u16;

/// A key, and those of Shift and AltGr that it is pressed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Chord {
    pub(super) keycode: Keycode,
    pub(super) shift: bool,
    pub(super) level3: bool,
}

/// How one layout prints one character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Prints {
    /// The keysym that the layout has for it.
    pub(super) keysym: u32,
    /// Each way to print it, in the order of the keys.
    pub(super) chords: Vec<Chord>,
}

/// The characters of one layout.
pub(super) type Layout = BTreeMap<char, Prints>;

/// The key map.
#[derive(Clone, Debug, Default)]
pub(super) struct Keymap {
    pub(super) layouts: Vec<Layout>,
    /// What a dead key and another key print together, if there is one layout.
    pub(super) composed: BTreeMap<char, [Chord; 2]>,
    /// The keys that set Shift.
    pub(super) shifts: BTreeSet<Keycode>,
    /// The keys that set the third level (AltGr).
    pub(super) level3s: BTreeSet<Keycode>,
}

/// How a character is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Printing {
    /// By this key.
    Chord(Chord),
    /// By a dead key, and the key after it.
    Composed([Chord; 2]),
    /// By the key that the compositor finds for this keysym.
    Keysym(u32),
    /// No layout has it.
    Nowhere,
}

impl Keymap {
    /// How to print the character. `held` says whether Shift and AltGr are down now: the way that changes
    /// least is chosen.
    pub(super) fn printing(&self, character: char, held: (bool, bool)) -> Printing {
        let Some((first, others)) = self.layouts.split_first() else {
            return Printing::Keysym(keysym(character));
        };
        let in_each = |chord: &&Chord| {
            let prints = |layout: &Layout| {
                layout.get(&character).is_some_and(|prints| prints.chords.contains(chord))
            };
            others.iter().all(prints)
        };
        let chords = first.get(&character).into_iter().flat_map(|prints| &prints.chords);
        let changes =
            |chord: &&Chord| u8::from(chord.shift != held.0) + u8::from(chord.level3 != held.1);
        if let Some(chord) = chords.filter(in_each).min_by_key(changes) {
            return Printing::Chord(*chord);
        }
        let prints = self.layouts.iter().find_map(|layout| layout.get(&character));
        match (prints, self.composed.get(&character)) {
            (Some(prints), _) => Printing::Keysym(prints.keysym),
            (None, Some(keys)) => Printing::Composed(*keys),
            (None, None) => Printing::Nowhere,
        }
    }

    /// Whether every layout that is known has the character.
    pub(super) fn is_in_each_layout(&self, character: char) -> bool {
        self.layouts.iter().all(|layout| layout.contains_key(&character))
    }

    /// A key that sets Shift.
    pub(super) fn shift(&self) -> Keycode {
        self.shifts.first().copied().unwrap_or(PhysicalKey::SHIFT_LEFT.evdev())
    }

    /// A key that sets the third level.
    pub(super) fn level3(&self) -> Keycode {
        self.level3s.first().copied().unwrap_or(PhysicalKey::ALT_RIGHT.evdev())
    }

    /// What most keyboards have, for a compositor whose key map could not be read.
    pub(super) fn unknown() -> Self {
        let shifts = [PhysicalKey::SHIFT_LEFT, PhysicalKey::SHIFT_RIGHT];
        Self {
            layouts: Vec::new(),
            composed: BTreeMap::new(),
            shifts: shifts.into_iter().map(PhysicalKey::evdev).collect(),
            level3s: BTreeSet::from([PhysicalKey::ALT_RIGHT.evdev()]),
        }
    }
}

/// The keysym of a character.
fn keysym(character: char) -> u32 {
    Keysym::from_char(character).raw()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chord(keycode: Keycode, shift: bool, level3: bool) -> Chord {
        Chord { keycode, shift, level3 }
    }

    fn layout(entries: &[(char, &[Chord])]) -> Layout {
        let entry = |(character, chords): &(char, &[Chord])| {
            (*character, Prints { keysym: keysym(*character), chords: chords.to_vec() })
        };
        entries.iter().map(entry).collect()
    }

    #[test]
    fn the_way_that_changes_least_is_chosen() {
        let (plain, shifted) = (chord(12, false, false), chord(53, true, false));
        let keymap =
            Keymap { layouts: vec![layout(&[('/', &[plain, shifted])])], ..Keymap::default() };
        assert_eq!(keymap.printing('/', (false, false)), Printing::Chord(plain));
        assert_eq!(keymap.printing('/', (true, false)), Printing::Chord(shifted));
        assert_eq!(keymap.printing('é', (false, false)), Printing::Nowhere);
    }

    #[test]
    fn of_several_layouts_only_what_they_share_is_a_key_of_ours() {
        let (a, q, y) = (chord(30, false, false), chord(16, false, false), chord(21, false, false));
        let keymap = Keymap {
            layouts: vec![layout(&[('y', &[y]), ('a', &[a])]), layout(&[('y', &[y]), ('a', &[q])])],
            ..Keymap::default()
        };
        let none = (false, false);
        assert_eq!(keymap.printing('y', none), Printing::Chord(y));
        assert_eq!(
            keymap.printing('a', none),
            Printing::Keysym(0x61),
            "the compositor knows which"
        );
        assert_eq!(keymap.printing('ж', none), Printing::Nowhere);
    }

    #[test]
    fn without_a_key_map_the_compositor_finds_the_key() {
        assert_eq!(Keymap::unknown().printing('é', (false, false)), Printing::Keysym(0xe9));
        assert_eq!(Keymap::unknown().printing('€', (false, false)), Printing::Keysym(0x20ac));
    }
}
