//! From keys and characters to strokes: what `SendInput` gets.
//!
//! A character is typed by the key of the foreground window's layout that prints it, so that programs see a key of a
//! keyboard; where no key does, it is sent as UTF-16. All strokes of one character go out in one call, so that nothing
//! comes between them: modifiers are other than the Helper holds them only within that call.

use protocol::input::{Action, Button};
use protocol::key::PhysicalKey;

use super::keys::{self, ALTS, CONTROLS, METAS, SHIFTS, Scan};

/// A key as `SendInput` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    /// The virtual key; 0 where the layout has none for the scan code.
    pub(crate) virtual_key: u16,
    /// The scan code.
    pub(crate) scan: Scan,
}

/// One event for `SendInput`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stroke {
    /// A key.
    Key(Code, Action),
    /// A code unit of UTF-16.
    Unit(u16, Action),
    /// A button of a mouse.
    Button(Button, Action),
}

/// Modifiers that are down, whoever holds them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Modifiers {
    /// Shift.
    pub(crate) shift: bool,
    /// Control.
    pub(crate) control: bool,
    /// Alt.
    pub(crate) alt: bool,
    /// The Windows key.
    pub(crate) meta: bool,
}

/// A key that prints something, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chord {
    /// The key.
    pub(crate) code: Code,
    /// With Shift.
    pub(crate) shift: bool,
    /// With AltGr, which is Control and Alt.
    pub(crate) alt_gr: bool,
}

/// The layout of the foreground window, and the state of the keyboard.
pub(crate) trait Layout {
    /// The virtual key at a place; 0 if there is none.
    fn virtual_key(&self, scan: Scan) -> u16;
    /// The key that prints a character, by the layout's own table.
    fn key_of(&self, character: char) -> Option<Chord>;
    /// What a key prints now, Caps Lock taken into account. `None` for several characters, and for a dead key.
    fn prints(&self, chord: Chord) -> Option<char>;
    /// The modifiers that are down.
    fn in_force(&self) -> Modifiers;
}

/// The left Shift key, and the two keys that are AltGr together.
const SHIFT: Code = Code { virtual_key: SHIFTS[0], scan: Scan { code: 0x2a, extended: false } };
const ALT_GR: [Code; 2] = [
    Code { virtual_key: CONTROLS[0], scan: Scan { code: 0x1d, extended: false } },
    Code { virtual_key: ALTS[1], scan: Scan { code: 0x38, extended: true } },
];

/// A virtual key without a meaning. Alt opens a menu and the Windows key the Start menu when they come up and no other
/// key was pressed meanwhile; this is the other key.
const NO_KEY: Code = Code { virtual_key: 0xe8, scan: Scan { code: 0, extended: false } };

/// The keys that the Helper holds down.
///
/// What presses and releases is the state as it will be once all its strokes were taken: who sends them works on a copy,
/// and keeps that only then.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keyboard {
    /// As many as the gate admits ([`protocol::limits::HELD_KEYS`]).
    down: Vec<Down>,
}

#[derive(Clone, Copy, Debug)]
struct Down {
    held: Held,
    pressed: Pressed,
}

/// What the Helper holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Key(PhysicalKey),
    Character(char),
}

/// What is down for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pressed {
    Code(Code),
    /// Code units go up as soon as they are down.
    Units,
}

impl Keyboard {
    /// Presses a key, or repeats it: Windows repeats no injected key by itself, and the Helper's browser sends each
    /// repeat. A key that Windows does not know is nothing.
    pub(crate) fn press_key(&mut self, key: PhysicalKey, layout: &dyn Layout) -> Vec<Stroke> {
        let held = Held::Key(key);
        let code = match (self.pressed(held), keys::key(key)) {
            // The layout may be another one now: the key that went down is repeated, and comes up.
            (Some(Pressed::Code(code)), _) => code,
            (Some(Pressed::Units) | None, Some(key)) => Code {
                virtual_key: key.virtual_key.unwrap_or_else(|| layout.virtual_key(key.scan)),
                scan: key.scan,
            },
            (Some(Pressed::Units) | None, None) => return Vec::new(),
        };
        let mut strokes = self.take_over(held, code);
        strokes.push(Stroke::Key(code, Action::Press));
        strokes
    }

    /// Types a character, or repeats it. With a letter of the Latin alphabet the Helper means a shortcut, if they hold a
    /// modifier of one.
    pub(crate) fn press_character(&mut self, character: char, layout: &dyn Layout) -> Vec<Stroke> {
        let held = Held::Character(character);
        let ours = self.modifiers();
        if makes_shortcut(&ours)
            && let Some(code) = letter(character, layout)
        {
            let mut strokes = self.take_over(held, code);
            strokes.push(Stroke::Key(code, Action::Press));
            return strokes;
        }
        let others = of_others(&ours, layout.in_force());
        let chord = find(character, layout).filter(|chord| others.fits(*chord));
        let Some(chord) = chord else {
            self.forget(held);
            self.down.push(Down { held, pressed: Pressed::Units });
            return units(character, &ours);
        };
        let mut strokes = self.take_over(held, chord.code);
        // Shift, AltGr, and what the Helper holds and the character does not need.
        let is_needed = |code: &Code| chord.needs(*code);
        let (kept, lifted): (Vec<_>, Vec<_>) = ours.into_iter().partition(is_needed);
        let is_there = |family: [u16; 2]| {
            others.has(family) || kept.iter().any(|code| family.contains(&code.virtual_key))
        };
        let mut added = Vec::new();
        if chord.shift && !is_there(SHIFTS) {
            added.push(SHIFT);
        }
        if chord.alt_gr {
            added.extend(
                ALT_GR
                    .into_iter()
                    .zip([CONTROLS, ALTS])
                    .filter_map(|(code, family)| (!is_there(family)).then_some(code)),
            );
        }
        let press = |code: &Code| Stroke::Key(*code, Action::Press);
        let release = |code: &Code| Stroke::Key(*code, Action::Release);
        strokes.extend(lift(&lifted));
        strokes.extend(added.iter().map(press));
        strokes.push(press(&chord.code));
        strokes.extend(added.iter().rev().map(release));
        strokes.extend(lifted.iter().map(press));
        strokes
    }

    /// Releases a key. Nothing if it is not down.
    pub(crate) fn release_key(&mut self, key: PhysicalKey) -> Vec<Stroke> {
        self.release(Held::Key(key))
    }

    /// Releases the key that typed a character. Nothing if it is not down.
    pub(crate) fn release_character(&mut self, character: char) -> Vec<Stroke> {
        self.release(Held::Character(character))
    }

    /// Releases everything, modifiers last.
    pub(crate) fn release_all(&mut self) -> Vec<Stroke> {
        let codes = self.down.drain(..).rev().filter_map(|down| down.pressed.code());
        let (modifiers, others): (Vec<_>, Vec<_>) = codes.partition(|code| is_modifier(*code));
        others.into_iter().chain(modifiers).map(|code| Stroke::Key(code, Action::Release)).collect()
    }

    /// Only these of the strokes of a press were taken, and this is the state before it. What came up with them is down
    /// no more. Returns the releases of what went down and is down for nothing.
    pub(crate) fn after_part(&mut self, taken: &[Stroke]) -> Vec<Stroke> {
        let mut left = undo(taken);
        self.down.retain(|down| {
            let release = down.pressed.code().map(|code| Stroke::Key(code, Action::Release));
            release.is_none_or(|release| !taken.contains(&release) || left.contains(&release))
        });
        left.retain(|release| !self.needs(*release));
        left
    }

    /// Whether this release is still to come, because the key is down for something.
    pub(crate) fn needs(&self, release: Stroke) -> bool {
        let mut codes = self.down.iter().filter_map(|down| down.pressed.code());
        codes.any(|code| release == Stroke::Key(code, Action::Release))
    }

    fn release(&mut self, held: Held) -> Vec<Stroke> {
        let code = self.pressed(held).and_then(Pressed::code);
        self.forget(held);
        code.map(|code| Stroke::Key(code, Action::Release)).into_iter().collect()
    }

    fn pressed(&self, held: Held) -> Option<Pressed> {
        self.down.iter().find(|down| down.held == held).map(|down| down.pressed)
    }

    fn forget(&mut self, held: Held) {
        self.down.retain(|down| down.held != held);
    }

    /// A key is down for this from now on. What it was down for before comes up.
    fn take_over(&mut self, held: Held, code: Code) -> Vec<Stroke> {
        let mut strokes = Vec::new();
        for down in self.down.extract_if(.., |down| {
            let other = down.pressed.code();
            // The same place has another virtual key in another layout.
            let is_same_place = other.is_some_and(|other| other.scan == code.scan);
            if down.held == held { other != Some(code) } else { is_same_place }
        }) {
            strokes.extend(down.pressed.code().map(|code| Stroke::Key(code, Action::Release)));
        }
        if self.pressed(held).is_none() {
            self.down.push(Down { held, pressed: Pressed::Code(code) });
        }
        strokes
    }

    /// The modifiers that the Helper holds.
    fn modifiers(&self) -> Vec<Code> {
        let codes = self.down.iter().filter_map(|down| down.pressed.code());
        codes.filter(|code| is_modifier(*code)).collect()
    }
}

impl Pressed {
    fn code(self) -> Option<Code> {
        match self {
            Pressed::Code(code) => Some(code),
            Pressed::Units => None,
        }
    }
}

impl Chord {
    /// Whether a modifier that is down may stay.
    fn needs(self, code: Code) -> bool {
        let is = |family: [u16; 2]| family.contains(&code.virtual_key);
        is(SHIFTS) && self.shift || (is(CONTROLS) || is(ALTS)) && self.alt_gr
    }
}

impl Modifiers {
    /// Whether a chord prints the same with these held by others, who cannot be made to let go.
    fn fits(self, chord: Chord) -> bool {
        (chord.shift || !self.shift) && (chord.alt_gr || !self.control && !self.alt) && !self.meta
    }

    fn has(self, family: [u16; 2]) -> bool {
        match family {
            SHIFTS => self.shift,
            CONTROLS => self.control,
            ALTS => self.alt,
            _ => self.meta,
        }
    }
}

/// The strokes that end what the first of these have begun, if the rest was not taken.
fn undo(taken: &[Stroke]) -> Vec<Stroke> {
    let mut down = Vec::new();
    for stroke in taken {
        match stroke {
            Stroke::Key(code, Action::Press) => down.push(Stroke::Key(*code, Action::Release)),
            Stroke::Unit(unit, Action::Press) => down.push(Stroke::Unit(*unit, Action::Release)),
            Stroke::Button(button, Action::Press) => {
                down.push(Stroke::Button(*button, Action::Release));
            }
            release @ (Stroke::Key(..) | Stroke::Unit(..) | Stroke::Button(..)) => {
                down.retain(|other| other != release);
            }
        }
    }
    down.into_iter().rev().collect()
}

/// The key that prints a character now. Caps Lock turns Shift round for letters; it belongs to the User, and stays.
fn find(character: char, layout: &dyn Layout) -> Option<Chord> {
    let chord = layout.key_of(character)?;
    let with_shift = |shift| Chord { shift, ..chord };
    let mut chords = [chord.shift, !chord.shift].into_iter().map(with_shift);
    chords.find(|chord| layout.prints(*chord) == Some(character))
}

/// The key of a letter, whatever else it takes to print it. A layout without Latin letters has the shortcuts of such a
/// letter where an American keyboard has it. `None` for what is no such letter.
fn letter(character: char, layout: &dyn Layout) -> Option<Code> {
    if !character.is_ascii_alphabetic() {
        return None;
    }
    if let Some(chord) = layout.key_of(character.to_ascii_lowercase()) {
        return Some(chord.code);
    }
    let name = format!("Key{}", character.to_ascii_uppercase());
    let scan = keys::key(name.parse().ok()?)?.scan;
    Some(Code { virtual_key: layout.virtual_key(scan), scan })
}

/// Whether a letter is a shortcut with these modifiers. Shift makes capitals, and the right Alt key other characters.
fn makes_shortcut(held: &[Code]) -> bool {
    let any = |keys: &[u16]| held.iter().any(|code| keys.contains(&code.virtual_key));
    !any(&ALTS[1..]) && (any(&CONTROLS) || any(&METAS) || any(&ALTS))
}

/// The modifiers that are down and not the Helper's.
fn of_others(ours: &[Code], in_force: Modifiers) -> Modifiers {
    let is_ours = |family: [u16; 2]| ours.iter().any(|code| family.contains(&code.virtual_key));
    Modifiers {
        shift: in_force.shift && !is_ours(SHIFTS),
        control: in_force.control && !is_ours(CONTROLS),
        alt: in_force.alt && !is_ours(ALTS),
        meta: in_force.meta && !is_ours(METAS),
    }
}

/// A character by its code units. Each goes up before the next goes down, as a key does: a surrogate that is released as
/// the other one is not understood. Shift changes nothing here, and stays.
fn units(character: char, ours: &[Code]) -> Vec<Stroke> {
    let is_shift = |code: &Code| SHIFTS.contains(&code.virtual_key);
    let lifted: Vec<_> = ours.iter().copied().filter(|code| !is_shift(code)).collect();
    let mut strokes = lift(&lifted);
    for unit in character.encode_utf16(&mut [0; 2]) {
        strokes.extend([Action::Press, Action::Release].map(|action| Stroke::Unit(*unit, action)));
    }
    strokes.extend(lifted.into_iter().map(|code| Stroke::Key(code, Action::Press)));
    strokes
}

/// Releases modifiers so that nothing follows from it.
fn lift(lifted: &[Code]) -> Vec<Stroke> {
    let opens = |code: &Code| ALTS.contains(&code.virtual_key) || METAS.contains(&code.virtual_key);
    let mut strokes = Vec::new();
    if lifted.iter().any(opens) {
        strokes.extend([Action::Press, Action::Release].map(|action| Stroke::Key(NO_KEY, action)));
    }
    strokes.extend(lifted.iter().map(|code| Stroke::Key(*code, Action::Release)));
    strokes
}

fn is_modifier(code: Code) -> bool {
    [SHIFTS, CONTROLS, ALTS, METAS].iter().any(|family| family.contains(&code.virtual_key))
}

#[cfg(test)]
mod tests;
