use proptest::prelude::*;
use protocol::geometry::{Point, Size};

use super::super::keymap::{Layout, Prints};
use super::*;

const SIZE: (u32, u32) = (1280, 720);

fn places() -> Places {
    Places::of_desktop(Size::new(SIZE.0, SIZE.1).unwrap())
}

/// A layout with `a` on 30, `@` on AltGr+16, and Shift for capitals; `level3` is the AltGr key.
fn keymap(level3: Keycode, layouts: usize) -> Keymap {
    let mut layout = Layout::new();
    for (character, keycode, shift, level3) in [
        ('a', 30, false, false),
        ('A', 30, true, false),
        ('q', 16, false, false),
        ('@', 16, false, true),
    ] {
        let chords = vec![Chord { keycode, shift, level3 }];
        layout.insert(character, Prints { keysym: character.into(), chords });
    }
    let mut layouts = vec![layout; layouts];
    if let Some(second) = layouts.get_mut(1) {
        // Only the first layout has it.
        second.remove(&'q');
    }
    Keymap {
        layouts,
        composed: [
            ('â', [chord(41, false), chord(30, false)]),
            ('Â', [chord(41, false), chord(30, true)]),
        ]
        .into(),
        shifts: [42, 54].into_iter().collect(),
        level3s: [level3].into_iter().collect(),
    }
}

fn chord(keycode: Keycode, shift: bool) -> Chord {
    Chord { keycode, shift, level3: false }
}

fn strokes(level3: Keycode, layouts: usize) -> Strokes {
    let mut strokes = Strokes::default();
    strokes.set_keymap(keymap(level3, layouts));
    strokes
}

fn sent(strokes: &mut Strokes, injections: &[Injection]) -> Vec<Notify> {
    let mut out = Vec::new();
    for injection in injections {
        strokes.inject(*injection, places(), &mut out).unwrap();
    }
    out
}

fn key(code: Keycode, is_down: bool) -> Notify {
    Notify::Key { code, is_down }
}

fn character(character: char, is_down: bool) -> Injection {
    Injection::Character(character, if is_down { Action::Press } else { Action::Release })
}

#[test]
fn a_point_stays_within_the_stream() {
    let corners = [(0, 0), (u16::MAX, u16::MAX)];
    let corners = corners.map(|(x, y)| Injection::Move(Point { x, y }));
    assert_eq!(
        sent(&mut Strokes::default(), &corners),
        [Notify::Motion { x: 0.0, y: 0.0 }, Notify::Motion { x: 1279.0, y: 719.0 }]
    );
}

#[test]
fn keys_go_by_position_and_are_not_repeated() {
    let a = "KeyA".parse().unwrap();
    let press = Injection::Key(a, Action::Press);
    let out = sent(
        &mut Strokes::default(),
        &[press, press, Injection::Key(a, Action::Release), Injection::Key(a, Action::Release)],
    );
    assert_eq!(out, [key(30, true), key(30, false)]);
}

#[test]
fn the_wheel_turns_in_steps_to_the_right_and_down() {
    let out = sent(&mut Strokes::default(), &[Injection::Scroll { right: -1, down: 2 }]);
    assert_eq!(
        out,
        [
            Notify::Scroll { axis: Axis::Horizontal, steps: -1 },
            Notify::Scroll { axis: Axis::Vertical, steps: 2 }
        ]
    );
}

#[test]
fn a_capital_gets_shift_and_a_small_letter_lifts_it() {
    let mut strokes = strokes(100, 1);
    let out = sent(&mut strokes, &[character('A', true), character('A', false)]);
    assert_eq!(out, [key(42, true), key(30, true), key(30, false), key(42, false)]);

    let shift = Injection::Key(PhysicalKey::SHIFT_RIGHT, Action::Press);
    let out = sent(&mut strokes, &[shift, character('a', true), character('a', false)]);
    assert_eq!(out, [key(54, true), key(54, false), key(30, true), key(30, false), key(54, true)]);
}

#[test]
fn the_next_key_has_the_modifiers_that_the_helper_holds() {
    let delete = Injection::Key(PhysicalKey::DELETE, Action::Press);
    let out = sent(&mut strokes(100, 1), &[character('A', true), delete]);
    assert_eq!(out, [key(42, true), key(30, true), key(42, false), key(111, true)]);
}

#[test]
fn the_helpers_altgr_is_lifted_where_it_is_alt() {
    let altgr = Injection::Key(PhysicalKey::ALT_RIGHT, Action::Press);
    // Key 84 is the third level's where the right Alt key is not.
    let out = sent(&mut strokes(84, 1), &[altgr, character('@', true), character('@', false)]);
    assert_eq!(
        out,
        [
            key(100, true),
            key(100, false),
            key(84, true),
            key(16, true),
            key(16, false),
            key(84, false),
            key(100, true)
        ]
    );
    let out = sent(&mut strokes(100, 1), &[altgr, character('@', true), character('@', false)]);
    assert_eq!(out, [key(100, true), key(16, true), key(16, false)], "where it is AltGr it stays");
}

#[test]
fn what_only_the_compositor_can_choose_goes_as_a_keysym_without_modifiers() {
    let shift = Injection::Key(PhysicalKey::SHIFT_LEFT, Action::Press);
    let out = sent(&mut strokes(100, 2), &[shift, character('q', true), character('q', false)]);
    let keysym = |is_down| Notify::Keysym { keysym: 'q'.into(), is_down };
    assert_eq!(out, [key(42, true), key(42, false), keysym(true), keysym(false), key(42, true)]);
}

#[test]
fn what_a_dead_key_makes_is_two_keys_which_are_up_at_once() {
    let tap = |code| [key(code, true), key(code, false)];
    let out = sent(&mut strokes(100, 1), &[character('â', true), character('â', false)]);
    assert_eq!(out, [tap(41), tap(30)].concat());
    // Shift, which the Helper holds, is not the dead key's.
    let shift = Injection::Key(PhysicalKey::SHIFT_LEFT, Action::Press);
    let out = sent(&mut strokes(100, 1), &[shift, character('Â', true), character('Â', false)]);
    let lifted = [&[key(42, true), key(42, false)][..], &tap(41), &[key(42, true)], &tap(30)];
    assert_eq!(out, lifted.concat());
}

#[test]
fn what_no_key_prints_is_an_error_and_nothing_is_sent() {
    let mut out = Vec::new();
    let failed = strokes(100, 1).inject(character('ж', true), places(), &mut out);
    assert_eq!((failed, out), (Err(CannotPrint), Vec::new()));
}

#[test]
fn a_letter_of_a_shortcut_that_a_layout_lacks_goes_by_its_place() {
    let control = |action| Injection::Key(PhysicalKey::CONTROL_LEFT, action);
    for (layouts, letter, place) in [(1, 'c', 46), (2, 'q', 16), (1, 'a', 30)] {
        let press = [control(Action::Press), character(letter, true), character(letter, false)];
        let out = sent(&mut strokes(100, layouts), &press);
        assert_eq!(out, [key(29, true), key(place, true), key(place, false)], "{letter}");
    }
    // The first layout that has the letter decides: a French one has A where an American one has Q.
    let mut keymap = keymap(100, 3);
    let french = Prints { keysym: 'a'.into(), chords: vec![chord(16, false)] };
    keymap.layouts[0].remove(&'a');
    keymap.layouts[1].insert('a', french);
    let mut french = Strokes::default();
    french.set_keymap(keymap);
    let out = sent(&mut french, &[control(Action::Press), character('a', true)]);
    assert_eq!(out, [key(29, true), key(16, true)]);
    // Without Control it is no shortcut.
    let mut strokes = strokes(100, 1);
    sent(&mut strokes, &[Injection::Key(PhysicalKey::SHIFT_LEFT, Action::Press)]);
    assert_eq!(strokes.inject(character('c', true), places(), &mut Vec::new()), Err(CannotPrint));
}

#[test]
fn a_new_key_map_changes_nothing_that_is_down() {
    let mut strokes = strokes(100, 1);
    sent(&mut strokes, &[character('@', true)]);
    strokes.set_keymap(Keymap::unknown());
    let out = sent(&mut strokes, &[character('@', false)]);
    assert_eq!(out, [key(16, false), key(100, false)]);
}

/// The keys, keysyms and buttons that a compositor has down.
#[derive(Default)]
struct Compositor(BTreeSet<(u8, i64)>);

impl Compositor {
    fn take(&mut self, notify: Notify) -> Result<(), TestCaseError> {
        let (what, is_down) = match notify {
            Notify::Motion { .. } | Notify::MotionBy { .. } | Notify::Scroll { .. } => {
                return Ok(());
            }
            Notify::Button { code, is_down } => ((0, code.into()), is_down),
            Notify::Key { code, is_down } => ((1, code.into()), is_down),
            Notify::Keysym { keysym, is_down } => ((2, keysym.into()), is_down),
        };
        let changed = if is_down { self.0.insert(what) } else { self.0.remove(&what) };
        prop_assert!(changed, "{notify:?} changes nothing");
        Ok(())
    }
}

proptest! {
    #[test]
    fn everything_comes_up_and_each_message_changes_something(
        events in proptest::collection::vec((0..4u8, 0..8usize, any::<bool>()), 0..60),
        layouts in 0..3usize,
    ) {
        let mut strokes = strokes(100, layouts);
        let mut compositor = Compositor::default();
        let keys = [
            PhysicalKey::SHIFT_LEFT,
            PhysicalKey::SHIFT_RIGHT,
            PhysicalKey::ALT_RIGHT,
            PhysicalKey::CONTROL_LEFT,
            PhysicalKey::DELETE,
            "KeyA".parse().unwrap(),
            "KeyQ".parse().unwrap(),
            PhysicalKey::ESCAPE,
        ];
        let characters = ['a', 'A', 'q', '@', 'ж', 'é', '€', 'a'];
        for (kind, number, is_down) in events {
            let action = if is_down { Action::Press } else { Action::Release };
            let injection = match kind {
                0 => Injection::Key(keys[number], action),
                1 | 2 => Injection::Character(characters[number], action),
                _ if number < 5 => {
                    let button = Button::from_w3c(i16::try_from(number).unwrap()).unwrap();
                    Injection::Button(button, action)
                }
                _ => Injection::Move(Point::default()),
            };
            let mut out = Vec::new();
            let _ = strokes.inject(injection, places(), &mut out);
            for notify in out {
                compositor.take(notify)?;
            }
        }
        let mut out = Vec::new();
        strokes.release_all(&mut out);
        for notify in out {
            compositor.take(notify)?;
        }
        prop_assert!(compositor.0.is_empty(), "{:?} stays down", compositor.0);
    }
}
