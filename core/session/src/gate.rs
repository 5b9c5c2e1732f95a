//! The gate between the Helper's input and the User's desktop.
//!
//! An [`Admitted`] event is the only thing that can be injected, and only a [`Gate`] makes one. A
//! gate cannot be opened without a [`ControlPermit`], so that it exists only while control is granted.
//! [`Gate::close`] returns the releases of everything that is held, so that no key can stay down.

use alloc::vec;
use alloc::vec::Vec;

use alloc::collections::BTreeMap;
use core::time::Duration;

use protocol::geometry::Point;
use protocol::input::{Action, Button, InputEvent};
use protocol::key::PhysicalKey;
use protocol::limits::{HELD_KEYS, INPUT_EVENTS_PER_SECOND};
use protocol::time::Tick;

use crate::allowances::Allowance;
use crate::rights::ControlPermit;

/// One thing that is done to the desktop. It is made only here, while control is shared or as the
/// release of what was pressed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admitted(Injection);

impl Admitted {
    /// What is to be done.
    pub fn injection(&self) -> Injection {
        self.0
    }
}

/// What can be done to the desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Injection {
    /// The pointer goes to a point of the shared display.
    Move(Point),
    /// A button goes down or comes up where the pointer is.
    Button(Button, Action),
    /// The wheel turns, in notches to the right and down.
    Scroll {
        /// Notches to the right.
        right: i16,
        /// Notches down.
        down: i16,
    },
    /// A key by position goes down or comes up.
    Key(PhysicalKey, Action),
    /// A character is pressed or released, by whatever key prints it.
    Character(char, Action),
}

/// The releases of everything that was held, in the order in which they must be done. Dropping them
/// would leave keys down, so the compiler warns.
#[must_use = "what is held must be released on the desktop"]
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Releases(Vec<Admitted>);

impl IntoIterator for Releases {
    type Item = Admitted;
    type IntoIter = vec::IntoIter<Admitted>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// What is held down, named so that its release is found even if the keyboard layout changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Held {
    Button(Button),
    Key(PhysicalKey),
    /// A character whose key the viewer could not name.
    Character(char),
}

/// Decides about each input event, and remembers what is held.
#[derive(Debug)]
pub struct Gate {
    /// Why it may be open.
    _permit: ControlPermit,
    /// What is down, and the release that lifts it.
    held: BTreeMap<Held, Admitted>,
    /// The newest pointer event; older ones that arrive late are dropped.
    pointer_seq: Option<u32>,
    /// Wheel turns in 1/120 notch that did not make a whole notch yet.
    wheel: (i32, i32),
    /// How many moves may pass. One that is dropped is made up for by the next.
    moves: Allowance,
    /// How many other events may pass.
    others: Allowance,
    dropped: u64,
    /// A press or a turn of the wheel was dropped that nothing makes up for.
    has_lost: bool,
}

impl Gate {
    /// Opens the gate: Control Sharing begins.
    pub(crate) fn open(permit: ControlPermit, now: Tick) -> Self {
        Self {
            _permit: permit,
            held: BTreeMap::new(),
            pointer_seq: None,
            wheel: (0, 0),
            moves: Allowance::new(INPUT_EVENTS_PER_SECOND, Duration::from_secs(1), now),
            others: Allowance::new(INPUT_EVENTS_PER_SECOND, Duration::from_secs(1), now),
            dropped: 0,
            has_lost: false,
        }
    }

    /// Closes the gate and gives the permit up. What is held is released.
    pub(crate) fn close(mut self) -> Releases {
        self.release_all()
    }

    /// Events dropped so far: late, repeated, too many.
    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    /// Whether a press or a turn of the wheel was dropped, since this was asked last, because it was too much.
    pub(crate) fn take_lost(&mut self) -> bool {
        core::mem::take(&mut self.has_lost)
    }

    /// Releases everything that is held, and stays open.
    pub(crate) fn release_all(&mut self) -> Releases {
        // Buttons and printing keys first, modifiers last: a release of Shift before the A it
        // capitalises would print nothing wrong, but a menu key released alone opens menus.
        let (modifiers, others): (Vec<_>, Vec<_>) =
            core::mem::take(&mut self.held).into_iter().partition(|(held, _)| is_modifier(*held));
        Releases(others.into_iter().chain(modifiers).map(|(_, release)| release).collect())
    }

    /// Admits an event: what is to be done, in order. Empty when it is dropped.
    pub(crate) fn admit(&mut self, event: InputEvent, now: Tick) -> Vec<Admitted> {
        if !self.within_rate(event, now) {
            self.dropped += 1;
            return Vec::new();
        }
        let injections = self.judge(event);
        if injections.is_empty() {
            self.dropped += 1;
        }
        injections
    }

    fn judge(&mut self, event: InputEvent) -> Vec<Admitted> {
        match event {
            InputEvent::Move { seq, point } => {
                if !self.is_newer(seq) {
                    return Vec::new();
                }
                vec![Admitted(Injection::Move(point))]
            }
            InputEvent::Button { seq, point, button, action } => {
                let Some(step) = self.turn(
                    Held::Button(button),
                    action,
                    Injection::Button(button, Action::Press),
                    Injection::Button(button, Action::Release),
                ) else {
                    return Vec::new();
                };
                // A button is never dropped for being late: it carries its own point.
                self.is_newer(seq);
                vec![Admitted(Injection::Move(point)), step]
            }
            InputEvent::Wheel { seq, point, dx, dy } => {
                self.is_newer(seq);
                let right = notches(&mut self.wheel.0, dx);
                let down = notches(&mut self.wheel.1, dy);
                let mut steps = vec![Admitted(Injection::Move(point))];
                if right != 0 || down != 0 {
                    steps.push(Admitted(Injection::Scroll { right, down }));
                }
                steps
            }
            InputEvent::Key { key, action } => self
                .turn(
                    Held::Key(key),
                    action,
                    Injection::Key(key, Action::Press),
                    Injection::Key(key, Action::Release),
                )
                .into_iter()
                .collect(),
            InputEvent::Character { key, character, action } => self
                .turn(
                    key.map_or(Held::Character(character), Held::Key),
                    action,
                    Injection::Character(character, Action::Press),
                    Injection::Character(character, Action::Release),
                )
                .into_iter()
                .collect(),
            // Moves of the picture before may still be in flight.
            InputEvent::Picture { seq, .. } => {
                self.is_newer(seq);
                Vec::new()
            }
            InputEvent::ReleaseAll => self.release_all().into_iter().collect(),
        }
    }

    /// Presses or releases one thing. A repeated press passes (the viewer's auto-repeat) as long
    /// as it presses the same; a release of what is not held is dropped.
    fn turn(
        &mut self,
        held: Held,
        action: Action,
        press: Injection,
        release: Injection,
    ) -> Option<Admitted> {
        match action {
            Action::Press => {
                let release = Admitted(release);
                match self.held.get(&held) {
                    Some(known) if *known != release => return None,
                    Some(_) => {}
                    None if self.held.len() >= HELD_KEYS => {
                        self.has_lost = true;
                        return None;
                    }
                    None => {
                        self.held.insert(held, release);
                    }
                }
                Some(Admitted(press))
            }
            // What lifts it is what was pressed, not what the key would print now.
            Action::Release => self.held.remove(&held),
        }
    }

    fn is_newer(&mut self, seq: u32) -> bool {
        // Serial number arithmetic (RFC 1982): the counter may wrap.
        let newer =
            self.pointer_seq.is_none_or(|last| seq.wrapping_sub(last).wrapping_sub(1) < 1 << 31);
        if newer {
            self.pointer_seq = Some(seq);
        }
        newer
    }

    fn within_rate(&mut self, event: InputEvent, now: Tick) -> bool {
        if let InputEvent::Move { .. } = event {
            return self.moves.take(now);
        }
        let is_within = is_release(event) || self.others.take(now);
        self.has_lost |= !is_within;
        is_within
    }
}

#[cfg(feature = "testing")]
pub mod testing {
    //! A gate without a session, for tests of what injects.

    use alloc::vec::Vec;

    use protocol::input::InputEvent;
    use protocol::time::Tick;

    use super::{Admitted, ControlPermit, Gate, Releases};

    /// Opens a gate as a grant of control does.
    pub fn open(now: Tick) -> Gate {
        Gate::open(ControlPermit::for_tests(), now)
    }

    /// Admits an event as Control Sharing does.
    pub fn admit(gate: &mut Gate, event: InputEvent, now: Tick) -> Vec<Admitted> {
        gate.admit(event, now)
    }

    /// Closes it as leaving Control Sharing does.
    pub fn close(gate: Gate) -> Releases {
        gate.close()
    }
}

/// Whether the event only lets go: such an event is never dropped for its rate.
fn is_release(event: InputEvent) -> bool {
    match event {
        InputEvent::Button { action, .. }
        | InputEvent::Key { action, .. }
        | InputEvent::Character { action, .. } => action == Action::Release,
        InputEvent::Picture { .. } | InputEvent::ReleaseAll => true,
        InputEvent::Move { .. } | InputEvent::Wheel { .. } => false,
    }
}

fn is_modifier(held: Held) -> bool {
    match held {
        Held::Key(key) => key.is_modifier(),
        Held::Button(_) | Held::Character(_) => false,
    }
}

/// Adds to a wheel's rest and takes the whole notches out of it, at most eight at once.
fn notches(rest: &mut i32, turned: i16) -> i16 {
    let turned = i32::from(turned);
    if turned.signum() * rest.signum() < 0 {
        *rest = 0;
    }
    *rest += turned;
    let whole = *rest / 120;
    *rest -= whole * 120;
    i16::try_from(whole.clamp(-8, 8)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;
    use alloc::string::String;
    use proptest::prelude::*;

    fn key(name: &str) -> PhysicalKey {
        name.parse().unwrap()
    }

    fn press(name: &str) -> InputEvent {
        InputEvent::Key { key: key(name), action: Action::Press }
    }

    fn injections(admitted: impl IntoIterator<Item = Admitted>) -> Vec<Injection> {
        admitted.into_iter().map(|a| a.injection()).collect()
    }

    #[test]
    fn closing_the_gate_releases_what_is_held_modifiers_last() {
        let now = Tick::from_millis(0);
        let mut gate = Gate::open(ControlPermit::for_tests(), now);
        gate.admit(press("ShiftLeft"), now);
        gate.admit(press("KeyA"), now);
        let point = Point { x: 9, y: 9 };
        let (button, action) = (Button::Left, Action::Press);
        gate.admit(InputEvent::Button { seq: 1, point, button, action }, now);
        assert_eq!(
            injections(gate.close()),
            [
                Injection::Button(Button::Left, Action::Release),
                Injection::Key(key("KeyA"), Action::Release),
                Injection::Key(key("ShiftLeft"), Action::Release),
            ]
        );
    }

    #[test]
    fn a_character_is_released_as_it_was_pressed() {
        let now = Tick::from_millis(0);
        let mut gate = Gate::open(ControlPermit::for_tests(), now);
        let event =
            |character, action| InputEvent::Character { key: Some(key("KeyE")), character, action };
        gate.admit(event('É', Action::Press), now);
        let released = gate.admit(event('é', Action::Release), now);
        assert_eq!(injections(released), [Injection::Character('É', Action::Release)]);
        assert_eq!(injections(gate.close()), []);
    }

    #[test]
    fn a_late_move_does_not_drag_the_pointer_back() {
        let now = Tick::from_millis(0);
        let mut gate = Gate::open(ControlPermit::for_tests(), now);
        let event = |seq| InputEvent::Move { seq, point: Point { x: 1, y: 1 } };
        assert_eq!(gate.admit(event(u32::MAX), now).len(), 1);
        assert_eq!(gate.admit(event(1), now).len(), 1, "the counter wraps");
        assert_eq!(gate.admit(event(0), now).len(), 0);
        assert_eq!(gate.admit(event(1), now).len(), 0);
    }

    const MOST: usize = INPUT_EVENTS_PER_SECOND as usize;

    fn flood(gate: &mut Gate, event: InputEvent, now: Tick) -> usize {
        (0..10_000).filter(|_| !gate.admit(event, now).is_empty()).count()
    }

    #[test]
    fn a_flood_is_cut_but_releases_pass() {
        let now = Tick::from_millis(0);
        let mut gate = Gate::open(ControlPermit::for_tests(), now);
        gate.admit(press("KeyA"), now);
        let turn = InputEvent::Wheel { seq: 1, point: Point::default(), dx: 0, dy: 120 };
        assert_eq!(flood(&mut gate, turn, now), MOST - 1);
        let release = InputEvent::Key { key: key("KeyA"), action: Action::Release };
        assert_eq!(gate.admit(release, now).len(), 1);
        let soon = now + Duration::from_millis(2);
        assert_eq!(flood(&mut gate, press("KeyA"), soon), 1, "one comes back");
        assert_eq!(flood(&mut gate, press("KeyA"), soon + Duration::from_secs(1)), MOST);
    }

    #[test]
    fn a_flood_of_moves_costs_no_key_and_is_no_loss() {
        let now = Tick::from_millis(0);
        let mut gate = Gate::open(ControlPermit::for_tests(), now);
        let to = |seq| InputEvent::Move { seq, point: Point::default() };
        assert_eq!((0..10_000).filter(|seq| !gate.admit(to(*seq), now).is_empty()).count(), MOST);
        assert_eq!(gate.admit(press("KeyA"), now).len(), 1);
        assert!(!gate.take_lost());
    }

    #[test]
    fn what_is_too_much_is_known_to_be_lost() {
        let now = Tick::from_millis(0);
        let mut gate = Gate::open(ControlPermit::for_tests(), now);
        assert_eq!((0..MOST).filter(|_| gate.admit(press("KeyA"), now).is_empty()).count(), 0);
        assert!(!gate.take_lost(), "all within the bound");
        gate.admit(press("KeyA"), now);
        assert!(gate.take_lost() && !gate.take_lost(), "once");
        let later = now + Duration::from_secs(1);
        let keys = (1..200).filter_map(|code| PhysicalKey::from_evdev(code).ok());
        let keys: Vec<_> = keys.take(HELD_KEYS + 1).collect();
        for (n, key) in keys.into_iter().enumerate() {
            gate.admit(InputEvent::Key { key, action: Action::Press }, later);
            // Beside A, which is held.
            assert_eq!(gate.take_lost(), n + 1 >= HELD_KEYS, "{n}");
        }
    }

    #[test]
    fn wheel_turns_add_up_to_notches() {
        let now = Tick::from_millis(0);
        let mut gate = Gate::open(ControlPermit::for_tests(), now);
        let turn = |dy| InputEvent::Wheel { seq: 1, point: Point::default(), dx: 0, dy };
        assert_eq!(gate.admit(turn(60), now).len(), 1, "half a notch only moves");
        let scroll = injections(gate.admit(turn(60), now));
        assert_eq!(scroll.last(), Some(&Injection::Scroll { right: 0, down: 1 }));
        let back = injections(gate.admit(turn(-240), now));
        assert_eq!(back.last(), Some(&Injection::Scroll { right: 0, down: -2 }));
    }

    proptest! {
        #[test]
        fn what_was_pressed_is_released_once(
            events in proptest::collection::vec((0..6u8, 0..40u16, any::<bool>()), 0..200)
        ) {
            let now = Tick::from_millis(0);
            let mut gate = Gate::open(ControlPermit::for_tests(), now);
            let mut down: BTreeMap<String, i32> = BTreeMap::new();
            let mut apply = |steps: Vec<Admitted>| {
                for step in steps {
                    match step.injection() {
                        Injection::Key(key, Action::Press) => { down.insert(format!("{key:?}"), 1); }
                        Injection::Key(key, Action::Release) => { down.remove(&format!("{key:?}")).unwrap(); }
                        Injection::Button(b, Action::Press) => { down.insert(format!("{b:?}"), 1); }
                        Injection::Button(b, Action::Release) => { down.remove(&format!("{b:?}")).unwrap(); }
                        Injection::Move(_) | Injection::Scroll { .. } | Injection::Character(..) => {}
                    }
                }
                assert!(down.len() <= HELD_KEYS);
            };
            for (kind, n, press) in events {
                let action = if press { Action::Press } else { Action::Release };
                let event = match kind {
                    0 => InputEvent::ReleaseAll,
                    1 => {
                        let button = Button::from_w3c(i16::try_from(n % 5).unwrap()).unwrap();
                        InputEvent::Button { seq: 0, point: Point::default(), button, action }
                    }
                    _ => match PhysicalKey::from_evdev(n + 1) {
                        Ok(key) => InputEvent::Key { key, action },
                        Err(_) => continue,
                    },
                };
                apply(gate.admit(event, now));
            }
            apply(gate.close().into_iter().collect());
            prop_assert!(down.is_empty(), "{down:?} stayed down");
        }
    }
}
