//! What is sent to the compositor for each thing that is injected, and what is down because of it.
//!
//! A pure state machine: it appends to a list what the portal is to be told, in order, and reads nothing
//! from the desktop. Keys and buttons that the User holds are not known here.

use std::collections::{BTreeMap, BTreeSet};

use protocol::input::{Action, Button};
use protocol::key::PhysicalKey;
use session::gate::Injection;

use super::keymap::{Chord, Keycode, Keymap, Printing};
use super::places::Places;

/// One message to the portal, as its `Notify…` methods take it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Notify {
    /// The pointer goes there within the stream.
    Motion { x: f64, y: f64 },
    /// The pointer goes so far, as the desktop counts.
    MotionBy { dx: f64, dy: f64 },
    /// A button, as a Linux input event code.
    Button { code: i32, is_down: bool },
    /// The wheel turns by so many steps.
    Scroll { axis: Axis, steps: i32 },
    /// A key.
    Key { code: Keycode, is_down: bool },
    /// Whatever key prints this in the layout that is active.
    Keysym { keysym: u32, is_down: bool },
}

/// What a wheel turns. The numbers are the portal's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    Vertical = 0,
    Horizontal = 1,
}

/// No key of the desktop prints the character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CannotPrint;

/// See the module.
#[derive(Debug)]
pub(super) struct Strokes {
    keymap: Keymap,
    /// Keys that are down, as far as the Helper knows.
    down: BTreeMap<Keycode, Down>,
    /// Characters that the compositor holds down for us, and their keysyms.
    keysyms: BTreeMap<char, u32>,
    /// Buttons that are down.
    buttons: BTreeSet<Button>,
    detour: Option<Detour>,
}

/// What a key is down as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Down {
    Key,
    Character(char),
}

/// Modifiers that are other than the Helper holds them, while a character is down that needs it.
#[derive(Debug)]
struct Detour {
    character: char,
    /// Held by the Helper, but up.
    lifted: Vec<Keycode>,
    /// Down, but not held by the Helper.
    added: Vec<Keycode>,
}

impl Default for Strokes {
    fn default() -> Self {
        Self {
            keymap: Keymap::unknown(),
            down: BTreeMap::new(),
            keysyms: BTreeMap::new(),
            buttons: BTreeSet::new(),
            detour: None,
        }
    }
}

impl Strokes {
    /// The desktop has this key map from now on. What is down is released as it was pressed.
    pub(super) fn set_keymap(&mut self, keymap: Keymap) {
        self.keymap = keymap;
    }

    /// What is sent for an event, in a stream with these places. What is in `out` has to be sent whatever is returned.
    pub(super) fn inject(
        &mut self,
        injection: Injection,
        places: Places,
        out: &mut Vec<Notify>,
    ) -> Result<(), CannotPrint> {
        match injection {
            Injection::Move(point) => {
                let ((x, y), beyond) = places.of(point);
                out.push(Notify::Motion { x, y });
                out.extend(beyond.map(|(dx, dy)| Notify::MotionBy { dx, dy }));
            }
            Injection::Character(character, Action::Release) => {
                self.release_character(character, out);
            }
            Injection::Button(button, action) => {
                self.undo_detour(out);
                self.button(button, action, out);
            }
            Injection::Scroll { right, down } => {
                self.undo_detour(out);
                for (steps, axis) in [(right, Axis::Horizontal), (down, Axis::Vertical)] {
                    if steps != 0 {
                        out.push(Notify::Scroll { axis, steps: steps.into() });
                    }
                }
            }
            Injection::Key(key, action) => {
                // The next event is meant with the modifiers that the Helper holds.
                self.undo_detour(out);
                match action {
                    Action::Press => self.press_key(key, out),
                    Action::Release => self.release_key(key, out),
                }
            }
            Injection::Character(character, Action::Press) => {
                // Programs repeat it by themselves, and with the modifiers that it has now.
                if !self.is_down(character) {
                    self.undo_detour(out);
                    return self.press_character(character, out);
                }
            }
        }
        Ok(())
    }

    /// Releases everything that is down, modifiers last.
    pub(super) fn release_all(&mut self, out: &mut Vec<Notify>) {
        for button in std::mem::take(&mut self.buttons) {
            out.push(Notify::Button { code: code(button), is_down: false });
        }
        for keysym in std::mem::take(&mut self.keysyms).into_values() {
            out.push(Notify::Keysym { keysym, is_down: false });
        }
        let (modifiers, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.down).into_keys().partition(|key| self.is_modifier(*key));
        let detour = self.detour.take();
        let (added, lifted) =
            detour.map_or_else(Default::default, |detour| (detour.added, detour.lifted));
        let modifiers = modifiers.into_iter().filter(|key| !lifted.contains(key));
        for code in others.into_iter().chain(added).chain(modifiers) {
            out.push(Notify::Key { code, is_down: false });
        }
    }

    /// Whether a key of the keyboard is needed for this event.
    pub(super) fn needs_keyboard(injection: Injection) -> bool {
        match injection {
            Injection::Key(..) | Injection::Character(..) => true,
            Injection::Move(_) | Injection::Button(..) | Injection::Scroll { .. } => false,
        }
    }

    fn is_modifier(&self, keycode: Keycode) -> bool {
        PhysicalKey::from_evdev(keycode).is_ok_and(PhysicalKey::is_modifier)
            || self.keymap.level3s.contains(&keycode)
            || self.keymap.shifts.contains(&keycode)
    }

    fn button(&mut self, button: Button, action: Action, out: &mut Vec<Notify>) {
        let changes = match action {
            Action::Press => self.buttons.insert(button),
            Action::Release => self.buttons.remove(&button),
        };
        if changes {
            out.push(Notify::Button { code: code(button), is_down: action == Action::Press });
        }
    }

    fn press_key(&mut self, key: PhysicalKey, out: &mut Vec<Notify>) {
        let code = key.evdev();
        match self.down.insert(code, Down::Key) {
            // Programs repeat a key that is held by themselves.
            Some(Down::Key) => return,
            Some(Down::Character(_)) => out.push(Notify::Key { code, is_down: false }),
            None => {}
        }
        out.push(Notify::Key { code, is_down: true });
    }

    fn release_key(&mut self, key: PhysicalKey, out: &mut Vec<Notify>) {
        let code = key.evdev();
        if self.down.get(&code) == Some(&Down::Key) {
            self.down.remove(&code);
            out.push(Notify::Key { code, is_down: false });
        }
    }

    fn is_down(&self, character: char) -> bool {
        let is_it = |down: &Down| *down == Down::Character(character);
        self.keysyms.contains_key(&character) || self.down.values().any(is_it)
    }

    fn press_character(
        &mut self,
        character: char,
        out: &mut Vec<Notify>,
    ) -> Result<(), CannotPrint> {
        let held = |keys: &BTreeSet<Keycode>| keys.iter().any(|key| self.down.contains_key(key));
        let held = (held(&self.keymap.shifts), held(&self.keymap.level3s));
        if !self.keymap.is_in_each_layout(character)
            && let Some(keycode) = self.place_in_shortcut(character)
        {
            let chord = Chord { keycode, shift: held.0, level3: held.1 };
            self.press_chord(character, chord, out);
            return Ok(());
        }
        match self.keymap.printing(character, held) {
            Printing::Nowhere => return Err(CannotPrint),
            Printing::Chord(chord) => {
                self.arrange(character, chord.shift, chord.level3, out);
                self.press_chord(character, chord, out);
            }
            // Released at once: held down, programs would repeat the second key alone.
            Printing::Composed(keys) => {
                for chord in keys {
                    self.arrange(character, chord.shift, chord.level3, out);
                    self.press_chord(character, chord, out);
                    self.release_character(character, out);
                }
            }
            // The compositor adds the modifiers that it needs, and lifts none.
            Printing::Keysym(keysym) => {
                self.arrange(character, false, false, out);
                self.keysyms.insert(character, keysym);
                out.push(Notify::Keysym { keysym, is_down: true });
            }
        }
        Ok(())
    }

    /// The place of a letter, while the Helper holds what makes a shortcut of it, where the layouts differ: programs know the
    /// shortcuts of a layout without Latin letters by the first layout that has them, or by the place on an American
    /// keyboard.
    fn place_in_shortcut(&self, character: char) -> Option<Keycode> {
        let makes_shortcut = |code: &Keycode| {
            let is_key = self.down.get(code) == Some(&Down::Key);
            let key = PhysicalKey::from_evdev(*code).ok().filter(|_| is_key);
            key.is_some_and(|key| key.is_modifier())
                && !self.keymap.shifts.contains(code)
                && !self.keymap.level3s.contains(code)
        };
        if !character.is_ascii_alphabetic() || !self.down.keys().any(makes_shortcut) {
            return None;
        }
        let letter = character.to_ascii_lowercase();
        let mut layouts = self.keymap.layouts.iter();
        if let Some(chord) = layouts.find_map(|layout| layout.get(&letter)?.chords.first()) {
            return Some(chord.keycode);
        }
        let name = format!("Key{}", character.to_ascii_uppercase());
        name.parse().ok().map(PhysicalKey::evdev)
    }

    fn press_chord(&mut self, character: char, chord: Chord, out: &mut Vec<Notify>) {
        let code = chord.keycode;
        if self.down.insert(code, Down::Character(character)).is_some() {
            out.push(Notify::Key { code, is_down: false });
        }
        out.push(Notify::Key { code, is_down: true });
    }

    fn release_character(&mut self, character: char, out: &mut Vec<Notify>) {
        if let Some(keysym) = self.keysyms.remove(&character) {
            out.push(Notify::Keysym { keysym, is_down: false });
        }
        let is_it = |(_, down): &(&Keycode, &Down)| **down == Down::Character(character);
        if let Some(code) = self.down.iter().find(is_it).map(|(code, _)| *code) {
            self.down.remove(&code);
            out.push(Notify::Key { code, is_down: false });
        }
        if self.detour.as_ref().is_some_and(|detour| detour.character == character) {
            self.undo_detour(out);
        }
    }

    /// Sets Shift and AltGr as the character needs them.
    fn arrange(&mut self, character: char, shift: bool, level3: bool, out: &mut Vec<Notify>) {
        let mut detour = Detour { character, lifted: Vec::new(), added: Vec::new() };
        let keymap = &self.keymap;
        for (wanted, keys, key) in
            [(shift, &keymap.shifts, keymap.shift()), (level3, &keymap.level3s, keymap.level3())]
        {
            let held: Vec<Keycode> =
                keys.iter().copied().filter(|key| self.down.contains_key(key)).collect();
            match (held.is_empty(), wanted) {
                (true, true) => detour.added.push(key),
                (false, false) => detour.lifted.extend(held),
                (true, false) | (false, true) => {}
            }
        }
        // What a Helper types with the right Alt key is a character of its AltGr, even where this desktop takes
        // the key for Alt.
        let alt_right = PhysicalKey::ALT_RIGHT.evdev();
        if self.down.contains_key(&alt_right) && !keymap.level3s.contains(&alt_right) {
            detour.lifted.push(alt_right);
        }
        out.extend(detour.lifted.iter().map(|code| Notify::Key { code: *code, is_down: false }));
        out.extend(detour.added.iter().map(|code| Notify::Key { code: *code, is_down: true }));
        if !detour.lifted.is_empty() || !detour.added.is_empty() {
            self.detour = Some(detour);
        }
    }

    /// Brings the modifiers back to what the Helper holds.
    fn undo_detour(&mut self, out: &mut Vec<Notify>) {
        let Some(detour) = self.detour.take() else { return };
        out.extend(
            detour.added.iter().rev().map(|code| Notify::Key { code: *code, is_down: false }),
        );
        for code in detour.lifted {
            if self.down.contains_key(&code) {
                out.push(Notify::Key { code, is_down: true });
            }
        }
    }
}

/// The Linux input event code of a button.
fn code(button: Button) -> i32 {
    match button {
        Button::Left => 0x110,
        Button::Right => 0x111,
        Button::Middle => 0x112,
        Button::Back => 0x113,
        Button::Forward => 0x114,
    }
}

#[cfg(test)]
mod tests;
