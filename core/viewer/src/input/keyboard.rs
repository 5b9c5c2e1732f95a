//! Keyboard events of the browser, as keys by what they print or by their position.
//!
//! A key that prints is sent by what it prints, so that layouts need not agree; so is the letter of a shortcut, where the
//! User's system allows it. Modifiers and keys that print nothing are sent by position. Each quirk of a browser or system is named
//! where it is handled: `event` reads one event by itself, this file several in order. `pressed` records
//! what was sent.

mod command;
mod escape;
mod event;
mod pressed;

use core::time::Duration;

use protocol::input::{Action, InputEvent};
use protocol::key::PhysicalKey;
use protocol::system::System;
use protocol::time::Tick;

use command::Movement;
use escape::Escape;
use event::{Family, Printed};
pub use event::{KeyEvent, Modifiers};
use pressed::{PressedKeys, Sent};

/// How long Windows may take between the Control event that it generates and the AltGr event. Both come
/// from one key press; the wait is only noticed when Control is pressed alone.
const ALT_GRAPH_WAIT: Duration = Duration::from_millis(50);

/// What the browser should do with the event.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyResult {
    /// Nothing: it was handled.
    Handled,
    /// Its default action: an input method or dead key needs the event, or it has no meaning here.
    Default,
    /// Nothing, and the keyboard focus leaves the picture.
    Leave,
}

/// A key that selects the third level of the layout (ISO/IEC 9995): AltGr, or Option on a Mac.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Level3 {
    #[default]
    Up,
    /// Pressed, not sent: so far it only helped to print characters, or nothing yet.
    Down { key: PhysicalKey, used: bool },
    /// Sent by position, because it was used with a key that prints nothing.
    Sent { key: PhysicalKey },
}

/// The Helper's keyboard.
///
/// Every call must be followed by draining [`Keyboard::poll`].
#[derive(Debug, Default)]
pub struct Keyboard {
    system: System,
    /// The User's system.
    remote: System,
    pressed: PressedKeys,
    level3: Level3,
    /// A Control event on Windows that may turn out to be part of AltGr, and until when.
    pending_control: Option<Tick>,
    escape: Escape,
}

impl Keyboard {
    /// A keyboard of this system, with no key pressed.
    pub fn new(system: System) -> Self {
        Self { system, ..Self::default() }
    }

    /// The User's computer has this system.
    pub fn set_remote(&mut self, remote: System) {
        self.remote = remote;
    }

    /// The next event to send.
    pub fn poll(&mut self) -> Option<InputEvent> {
        self.pressed.poll()
    }

    /// When [`Keyboard::timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        self.pending_control
    }

    /// The deadline passed.
    pub fn timeout(&mut self, now: Tick) {
        if self.pending_control.is_some_and(|until| now >= until) {
            self.confirm_control();
        }
    }

    /// Whether any key is pressed.
    pub fn is_pressed(&self) -> bool {
        !self.pressed.is_empty() || self.pending_control.is_some() || self.level3 != Level3::Up
    }

    /// Forgets every pressed key, without events: the caller sends one for all.
    pub fn clear(&mut self) {
        *self = Self { remote: self.remote, ..Self::new(self.system) };
    }

    /// Handles an event.
    pub fn handle(&mut self, event: &KeyEvent, now: Tick) -> KeyResult {
        let leave = self.escape.handle(event);
        let result = match event.action {
            Action::Press => self.press(event, now),
            Action::Release => self.release(event),
        };
        if leave { KeyResult::Leave } else { result }
    }

    fn press(&mut self, event: &KeyEvent, now: Tick) -> KeyResult {
        let position = event.position();
        if self.pending_control.is_some() {
            if event.is_alt_graph() {
                self.pending_control = None;
            } else {
                self.confirm_control();
            }
        }
        if event.is_taken_by_input_method() {
            return KeyResult::Default;
        }
        // It would change the lock on the other side.
        if event.is_lock() {
            return KeyResult::Handled;
        }
        if let Some(key) = position.filter(|_| self.is_level3(event)) {
            if self.level3 == Level3::Up {
                self.pressed.release(key);
                self.level3 = Level3::Down { key, used: false };
            }
            return KeyResult::Handled;
        }
        if let (Some(key), Some(_)) = (position, event.family()) {
            self.press_modifier(key, event, now);
            return KeyResult::Handled;
        }
        self.reconcile(event.modifiers);
        let shortcut = self.is_shortcut(event.modifiers);
        if event.key == "Dead" && !shortcut {
            self.use_level3();
            return KeyResult::Default;
        }
        if let Some(key) = position {
            if event.repeat {
                // Its press may have been for something else, such as a tool that is off now.
                let _ = self.pressed.repeat(key);
                return KeyResult::Handled;
            }
            // Its release was lost.
            self.pressed.release(key);
        }
        self.press_plain(event, position, shortcut)
    }

    fn press_plain(
        &mut self,
        event: &KeyEvent,
        position: Option<PhysicalKey>,
        shortcut: bool,
    ) -> KeyResult {
        match (event.prints(), position) {
            (Printed::One(character), Some(key)) if !shortcut => {
                self.use_level3();
                self.press_key(key, Sent::Character(key, character), event);
            }
            (Printed::One(_) | Printed::Several, None) if !shortcut => {
                self.pressed.type_text(&event.key);
            }
            (Printed::Several, Some(_)) if !shortcut => {
                self.use_level3();
                self.pressed.type_text(&event.key);
            }
            // By the letter, so that layouts need not agree on where it is.
            (Printed::One(letter), Some(key)) if self.names_letter(letter) => {
                self.send_level3();
                let shifted = if event.modifiers.shift {
                    letter.to_ascii_uppercase()
                } else {
                    letter.to_ascii_lowercase()
                };
                self.press_key(key, Sent::Character(key, shifted), event);
            }
            (_, Some(key)) => {
                self.send_level3();
                let key_sent = event.numpad_key().unwrap_or(key);
                match command::movement(key_sent) {
                    Some(movement) if event.modifiers.meta && self.maps_command() => {
                        self.move_cursor(movement);
                    }
                    Some(_) | None => self.press_key(key, Sent::Key(key_sent), event),
                }
            }
            // On-screen keyboards and remote controls name the key but not its position.
            (_, None) => match event.key.parse::<PhysicalKey>() {
                Ok(key) if self.pressed.is_down(Sent::Key(key)) => {}
                Ok(key) => self.pressed.tap(Sent::Key(key)),
                Err(_) => return KeyResult::Default,
            },
        }
        KeyResult::Handled
    }

    fn release(&mut self, event: &KeyEvent) -> KeyResult {
        let Some(key) = event.position() else {
            return KeyResult::Default;
        };
        if self.pending_control.is_some() && key == PhysicalKey::CONTROL_LEFT {
            self.confirm_control();
        }
        match self.level3 {
            Level3::Down { key: modifier, used } if modifier == key => {
                self.level3 = Level3::Up;
                if !used {
                    self.pressed.tap(Sent::Key(key));
                }
                return KeyResult::Handled;
            }
            Level3::Sent { key: modifier } if modifier == key => {
                self.level3 = Level3::Up;
                self.pressed.send(Sent::Key(key), Action::Release);
                return KeyResult::Handled;
            }
            Level3::Up | Level3::Down { .. } | Level3::Sent { .. } => {}
        }
        let was_pressed = self.pressed.release(key);
        // Windows reports no release of the first of two Shift keys.
        if event.family() == Some(Family::Shift) && !event.modifiers.shift {
            self.pressed.release_where(|key| Family::of(key) == Some(Family::Shift));
        }
        // macOS reports no release of keys while Command is pressed.
        if self.system == System::Apple && event.family() == Some(Family::Meta) {
            self.pressed.release_where(|key| Family::of(key).is_none());
        }
        if was_pressed { KeyResult::Handled } else { KeyResult::Default }
    }

    fn press_modifier(&mut self, key: PhysicalKey, event: &KeyEvent, now: Tick) {
        let is_level3 = match self.level3 {
            Level3::Down { key: modifier, .. } | Level3::Sent { key: modifier } => modifier == key,
            Level3::Up => false,
        };
        if is_level3 || self.pending_control.is_some() || self.pressed.contains(key) {
            return;
        }
        // Windows generates a left Control before every AltGr.
        if self.system == System::Windows && key == PhysicalKey::CONTROL_LEFT && !event.repeat {
            self.pending_control = Some(now + ALT_GRAPH_WAIT);
            return;
        }
        let sent = if self.maps_command() { command::key(key) } else { key };
        self.press_key(key, Sent::Key(sent), event);
    }

    /// Whether a shortcut with this letter can be sent by it: where the sharer leaves the modifiers as they are for a
    /// character. It lifts the right Alt key, which makes other characters. Caps Lock counts for no shortcut.
    fn names_letter(&self, letter: char) -> bool {
        let right_alt = self.pressed.is_down(Sent::Key(PhysicalKey::ALT_RIGHT));
        letter.is_ascii_alphabetic()
            && self.remote != System::Apple
            && !right_alt
            && matches!(self.level3, Level3::Up)
    }

    /// Whether Command is Control on the other side.
    fn maps_command(&self) -> bool {
        self.system == System::Apple && self.remote != System::Apple
    }

    /// Command is pressed on the other side as Control, which has to be up for a movement within the line.
    fn move_cursor(&mut self, movement: Movement) {
        match movement {
            Movement::InText(key) => self.pressed.tap(Sent::Key(key)),
            Movement::InLine(key) => {
                let held = self.pressed.held_as(Family::Control);
                for sent in &held {
                    self.pressed.send(*sent, Action::Release);
                }
                self.pressed.tap(Sent::Key(key));
                for sent in held {
                    self.pressed.send(sent, Action::Press);
                }
            }
        }
    }

    /// No AltGr followed: it was Control.
    fn confirm_control(&mut self) {
        if self.pending_control.take().is_some() {
            let control = PhysicalKey::CONTROL_LEFT;
            self.pressed.press(control, Sent::Key(control));
        }
    }

    /// Whether the event is of a key that selects the third level. On a Mac it is Option: most layouts
    /// have characters there that have no other position, the at sign among them.
    fn is_level3(&self, event: &KeyEvent) -> bool {
        event.is_alt_graph()
            || (self.system == System::Apple && event.family() == Some(Family::Alt))
    }

    fn is_shortcut(&self, modifiers: Modifiers) -> bool {
        let level3 = self.level3 != Level3::Up || modifiers.alt_graph;
        // While AltGr is pressed, Windows reports Control and Alt as pressed.
        let control = modifiers.control && !(level3 && self.system == System::Windows);
        let alt = modifiers.alt && !level3 && self.system != System::Apple;
        control || alt || modifiers.meta
    }

    fn use_level3(&mut self) {
        if let Level3::Down { used, .. } = &mut self.level3 {
            *used = true;
        }
    }

    /// A key that prints nothing is pressed together with it: it is sent as a modifier.
    fn send_level3(&mut self) {
        if let Level3::Down { key, .. } = self.level3 {
            self.level3 = Level3::Sent { key };
            self.pressed.send(Sent::Key(key), Action::Press);
        }
    }

    /// Releases modifiers that the browser reports as up: their release went to another window.
    fn reconcile(&mut self, modifiers: Modifiers) {
        self.pressed.release_where(|key| match Family::of(key) {
            Some(Family::Shift) => !modifiers.shift,
            Some(Family::Control) => !modifiers.control,
            Some(Family::Alt) => !modifiers.alt,
            Some(Family::Meta) => !modifiers.meta,
            None => false,
        });
    }

    /// Presses a key; one whose release is not reported is released at once.
    fn press_key(&mut self, key: PhysicalKey, sent: Sent, event: &KeyEvent) {
        let plain = Family::of(key).is_none();
        let no_release = (self.system == System::Apple && event.modifiers.meta && plain)
            || event.is_language_key();
        if self.pressed.is_down(sent) {
            return;
        }
        if no_release {
            self.pressed.tap(sent);
        } else {
            self.pressed.press(key, sent);
        }
    }
}

#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "a test picks what it looks at")]
mod tests;
