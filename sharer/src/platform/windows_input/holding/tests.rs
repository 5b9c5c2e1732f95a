//! Strokes that Windows does not take, and strokes that it does not heed.

use super::super::keys::Scan;
use super::super::typing::{Chord, Code, Modifiers};
use super::*;

/// A keyboard with Latin letters at one place each; @ is AltGr+Q.
struct Latin;

impl Layout for Latin {
    fn virtual_key(&self, scan: Scan) -> u16 {
        u16::from(scan.code) + 0x100
    }

    fn key_of(&self, character: char) -> Option<Chord> {
        let (letter, shift, alt_gr) = match character {
            'a'..='z' => (character.to_ascii_uppercase(), false, false),
            'A'..='Z' => (character, true, false),
            '@' => ('Q', false, true),
            _ => return None,
        };
        let code = u8::try_from(letter).ok()?;
        let code =
            Code { virtual_key: code.into(), scan: Scan { code: 0x80 | code, extended: false } };
        Some(Chord { code, shift, alt_gr })
    }

    fn prints(&self, chord: Chord) -> Option<char> {
        let letter = char::from(u8::try_from(chord.code.virtual_key).ok()?);
        Some(match (chord.shift, chord.alt_gr) {
            (_, true) => '@',
            (true, false) => letter,
            (false, false) => letter.to_ascii_lowercase(),
        })
    }

    fn in_force(&self) -> Modifiers {
        Modifiers::default()
    }
}

/// A desktop that takes some strokes, and heeds them or not.
struct Desktop {
    /// How many strokes it takes from now on.
    takes: usize,
    /// A window of a higher integrity level is in front: strokes are taken and nothing comes of them.
    is_elevated: bool,
    /// Such a window is there, and nothing says so.
    is_deaf: bool,
    /// What is down, as the release of it.
    down: Vec<Stroke>,
    /// All strokes that were offered.
    offered: usize,
}

impl Desktop {
    fn taking(takes: usize) -> Self {
        Self { takes, is_elevated: false, is_deaf: false, down: Vec::new(), offered: 0 }
    }
}

const ALL: usize = usize::MAX;

fn release_of(stroke: Stroke) -> Stroke {
    match stroke {
        Stroke::Key(code, _) => Stroke::Key(code, Action::Release),
        Stroke::Unit(unit, _) => Stroke::Unit(unit, Action::Release),
        Stroke::Button(button, _) => Stroke::Button(button, Action::Release),
    }
}

impl Outlet for Desktop {
    fn send(&mut self, strokes: &[Stroke]) -> usize {
        self.offered += strokes.len();
        let count = strokes.len().min(self.takes);
        self.takes = if self.takes == ALL { ALL } else { self.takes - count };
        for stroke in &strokes[..count] {
            if self.is_elevated || self.is_deaf {
                continue;
            }
            let release = release_of(*stroke);
            self.down.retain(|other| *other != release);
            if release != *stroke {
                self.down.push(release);
            }
        }
        count
    }

    fn is_heeded(&mut self) -> bool {
        !self.is_elevated
    }

    fn is_down(&self, stroke: Stroke) -> bool {
        self.down.contains(&release_of(stroke))
    }
}

const CONTROL: PhysicalKey = PhysicalKey::CONTROL_LEFT;

/// A Helper who holds Control on a desktop that takes everything.
fn holding_control() -> (Holding, Desktop) {
    let (mut holding, mut desktop) = (Holding::default(), Desktop::taking(ALL));
    assert!(holding.press_key(CONTROL, &Latin, &mut desktop));
    assert_eq!(desktop.down.len(), 1);
    (holding, desktop)
}

#[test]
fn a_press_that_was_not_taken_leaves_nothing_behind() {
    let (mut holding, mut desktop) = (Holding::default(), Desktop::taking(0));
    assert!(!holding.press_key(CONTROL, &Latin, &mut desktop));
    assert!(!holding.press_button(Button::Left, Button::Left, &mut desktop));
    desktop.takes = ALL;
    // It would be lifted for a character, and pressed again.
    assert!(holding.press_character('a', &Latin, &mut desktop));
    holding.release_character('a', &mut desktop);
    assert_eq!(desktop.down, []);
    let offered = desktop.offered;
    holding.release_all(&mut desktop);
    assert_eq!(desktop.offered, offered, "a button of the User is not released");
}

#[test]
fn whatever_part_of_a_press_is_taken_everything_comes_up() {
    for before in [None, Some('a'), Some('q'), Some('@')] {
        for character in ['a', 'A', '@', '\u{416}', '\u{1f600}'] {
            for takes in 0..12 {
                let (mut holding, mut desktop) = holding_control();
                if let Some(before) = before {
                    holding.press_character(before, &Latin, &mut desktop);
                }
                desktop.takes = takes;
                let is_taken = holding.press_character(character, &Latin, &mut desktop);
                desktop.takes = ALL;
                // The gate knows nothing of a press that was not taken.
                if is_taken {
                    holding.release_character(character, &mut desktop);
                }
                if let Some(before) = before {
                    holding.release_character(before, &mut desktop);
                }
                holding.release_key(CONTROL, &mut desktop);
                holding.press_character('z', &Latin, &mut desktop);
                holding.release_character('z', &mut desktop);
                assert_eq!(desktop.down, [], "{before:?} {character} {takes}");
                assert!(!holding.owes());
            }
        }
    }
}

#[test]
fn a_release_that_is_not_taken_is_tried_until_the_key_is_up() {
    let (mut holding, mut desktop) = holding_control();
    holding.press_button(Button::Left, Button::Right, &mut desktop);
    desktop.takes = 0;
    holding.release_key(CONTROL, &mut desktop);
    holding.release_button(Button::Left, &mut desktop);
    for _ in 0..3 {
        holding.settle(&mut desktop);
        assert!(holding.owes());
    }
    desktop.takes = ALL;
    holding.settle(&mut desktop);
    assert_eq!((desktop.down.len(), holding.owes()), (0, false));
}

#[test]
fn nothing_is_released_where_windows_does_not_heed_it() {
    let (mut holding, mut desktop) = holding_control();
    holding.press_button(Button::Left, Button::Left, &mut desktop);
    let offered = desktop.offered;
    desktop.is_elevated = true;
    holding.release_key(CONTROL, &mut desktop);
    holding.release_button(Button::Left, &mut desktop);
    holding.settle(&mut desktop);
    assert_eq!((desktop.offered, holding.owes()), (offered, true));
    desktop.is_elevated = false;
    holding.settle(&mut desktop);
    assert_eq!((desktop.down.len(), holding.owes()), (0, false));
}

#[test]
fn a_release_that_was_taken_and_not_heeded_is_still_owed() {
    let (mut holding, mut desktop) = holding_control();
    desktop.is_deaf = true;
    holding.release_key(CONTROL, &mut desktop);
    assert!(holding.owes());
    desktop.is_deaf = false;
    holding.settle(&mut desktop);
    assert_eq!((desktop.down.len(), holding.owes()), (0, false));
}

#[test]
fn what_is_pressed_again_is_not_released_by_what_was_owed() {
    let (mut holding, mut desktop) = holding_control();
    holding.press_button(Button::Left, Button::Left, &mut desktop);
    desktop.takes = 0;
    holding.release_key(CONTROL, &mut desktop);
    holding.release_button(Button::Left, &mut desktop);
    desktop.takes = ALL;
    holding.press_key(CONTROL, &Latin, &mut desktop);
    holding.press_button(Button::Left, Button::Left, &mut desktop);
    holding.settle(&mut desktop);
    assert_eq!((desktop.down.len(), holding.owes()), (2, false));
    holding.release_all(&mut desktop);
    assert_eq!(desktop.down, []);
}

#[test]
fn what_is_owed_has_a_bound() {
    let (mut holding, mut desktop) = (Holding::default(), Desktop::taking(ALL));
    for code in 2..1024 {
        let Ok(key) = PhysicalKey::from_evdev(code) else { continue };
        desktop.is_elevated = false;
        desktop.is_deaf = true;
        holding.press_key(key, &Latin, &mut desktop);
        desktop.is_elevated = true;
        holding.release_key(key, &mut desktop);
    }
    assert_eq!(holding.owed.len(), OWED);
    desktop.is_elevated = false;
    holding.release_all(&mut desktop);
    assert!(!holding.owes());
}
