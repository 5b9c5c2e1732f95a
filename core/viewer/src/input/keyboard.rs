//! PURE: keyboard events of the browser, as keys by what they print or by where they are.
//!
//! A key that prints is sent by what it prints, so that layouts need not agree. Shortcuts,
//! modifiers and keys that print nothing are sent by position. Each oddity of a browser or system
//! is named where it is handled: what one event says by itself in `stroke`, what several say
//! together here. `held` remembers what was sent.

mod held;
mod leaving;
mod stroke;

use core::time::Duration;

use protocol::input::{Action, InputEvent};
use protocol::key::PhysicalKey;
use protocol::time::Tick;

use held::{Held, Sent};
use leaving::Leaving;
use stroke::{Family, Printed};
pub use stroke::{Modifiers, Stroke};

/// How long Windows may take between the Control it makes up and the AltGr it stands for. The two
/// come from one key press; the wait is only noticed when Control is pressed alone.
const ALT_GRAPH_WAIT: Duration = Duration::from_millis(50);

/// The system whose keyboard it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum System {
    /// macOS and iOS.
    Apple,
    /// Windows.
    Windows,
    /// Anything else: Linux, Android, ChromeOS.
    #[default]
    Other,
}

/// What the browser should do with the event.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing: it was taken.
    Taken,
    /// Its own work: an input method or dead key needs it, or it means nothing here.
    Left,
    /// Nothing, and the Helper wants to leave the picture.
    Leave,
}

/// A key that chooses the third level of the layout: AltGr, or Option on a Mac.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Third {
    #[default]
    Up,
    /// Held back: so far it only helped to make characters, or nothing yet.
    Down { key: PhysicalKey, used: bool },
    /// Sent by position, because it was used with a key that prints nothing.
    Sent { key: PhysicalKey },
}

/// The keyboard under the Helper's hands.
///
/// Every call must be followed by draining [`Keyboard::poll`].
#[derive(Debug, Default)]
pub struct Keyboard {
    system: System,
    held: Held,
    third: Third,
    /// A Control on Windows that may turn out to be part of AltGr, and until when.
    doubtful_control: Option<Tick>,
    leaving: Leaving,
}

impl Keyboard {
    /// A keyboard of this system, with nothing held.
    pub fn new(system: System) -> Self {
        Self { system, ..Self::default() }
    }

    /// The next event to send.
    pub fn poll(&mut self) -> Option<InputEvent> {
        self.held.poll()
    }

    /// When [`Keyboard::timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        self.doubtful_control
    }

    /// The deadline passed.
    pub fn timeout(&mut self, now: Tick) {
        if self.doubtful_control.is_some_and(|until| now >= until) {
            self.believe_control();
        }
    }

    /// Whether anything is held.
    pub fn holds(&self) -> bool {
        !self.held.is_empty() || self.doubtful_control.is_some() || self.third != Third::Up
    }

    /// Forgets everything that is held, without events: the caller says so in one.
    pub fn clear(&mut self) {
        *self = Self::new(self.system);
    }

    /// Takes an event.
    pub fn handle(&mut self, stroke: &Stroke, now: Tick) -> Verdict {
        let leave = self.leaving.watch(stroke);
        let verdict = match stroke.action {
            Action::Press => self.press(stroke, now),
            Action::Release => self.release(stroke),
        };
        if leave { Verdict::Leave } else { verdict }
    }

    fn press(&mut self, stroke: &Stroke, now: Tick) -> Verdict {
        let place = stroke.place();
        if self.doubtful_control.is_some() {
            if stroke.is_alt_graph() {
                self.doubtful_control = None;
            } else {
                self.believe_control();
            }
        }
        if stroke.is_taken() {
            return Verdict::Left;
        }
        // They would turn the locks on the other side.
        if stroke.is_lock() {
            return Verdict::Taken;
        }
        if let Some(key) = place.filter(|_| self.is_third(stroke)) {
            if self.third == Third::Up {
                self.held.release(key);
                self.third = Third::Down { key, used: false };
            }
            return Verdict::Taken;
        }
        if let (Some(key), Some(_)) = (place, stroke.family()) {
            self.press_modifier(key, stroke, now);
            return Verdict::Taken;
        }
        self.reconcile(stroke.modifiers);
        let shortcut = self.is_shortcut(stroke.modifiers);
        if stroke.key == "Dead" && !shortcut {
            self.use_third();
            return Verdict::Left;
        }
        if let Some(key) = place {
            if stroke.repeat && self.held.repeat(key) {
                return Verdict::Taken;
            }
            // Held all the same: its release was lost.
            self.held.release(key);
        }
        self.press_plain(stroke, place, shortcut)
    }

    fn press_plain(
        &mut self,
        stroke: &Stroke,
        place: Option<PhysicalKey>,
        shortcut: bool,
    ) -> Verdict {
        match (stroke.prints(), place) {
            (Printed::One(character), Some(key)) if !shortcut => {
                self.use_third();
                self.hold(key, Sent::Character(key, character), stroke);
            }
            (Printed::One(_) | Printed::Several, None) if !shortcut => {
                self.held.type_text(&stroke.key);
            }
            (Printed::Several, Some(_)) if !shortcut => {
                self.use_third();
                self.held.type_text(&stroke.key);
            }
            (_, Some(key)) => {
                self.send_third();
                let meant = stroke.meant_by_numpad().unwrap_or(key);
                self.hold(key, Sent::Key(meant), stroke);
            }
            // On-screen keyboards and remote controls name the key but not its place.
            (_, None) => match stroke.key.parse::<PhysicalKey>() {
                Ok(key) if self.held.is_down(Sent::Key(key)) => {}
                Ok(key) => self.held.tap(Sent::Key(key)),
                Err(_) => return Verdict::Left,
            },
        }
        Verdict::Taken
    }

    fn release(&mut self, stroke: &Stroke) -> Verdict {
        let Some(key) = stroke.place() else {
            return Verdict::Left;
        };
        if self.doubtful_control.is_some() && key == PhysicalKey::CONTROL_LEFT {
            self.believe_control();
        }
        match self.third {
            Third::Down { key: third, used } if third == key => {
                self.third = Third::Up;
                if !used {
                    self.held.tap(Sent::Key(key));
                }
                return Verdict::Taken;
            }
            Third::Sent { key: third } if third == key => {
                self.third = Third::Up;
                self.held.say(Sent::Key(key), Action::Release);
                return Verdict::Taken;
            }
            Third::Up | Third::Down { .. } | Third::Sent { .. } => {}
        }
        let held = self.held.release(key);
        // Windows says nothing of the first of two Shift keys to come up.
        if stroke.family() == Some(Family::Shift) && !stroke.modifiers.shift {
            self.held.release_where(|key| Family::of(key) == Some(Family::Shift));
        }
        // macOS says nothing of keys that come up while Command is down.
        if self.system == System::Apple && stroke.family() == Some(Family::Meta) {
            self.held.release_where(|key| Family::of(key).is_none());
        }
        if held { Verdict::Taken } else { Verdict::Left }
    }

    fn press_modifier(&mut self, key: PhysicalKey, stroke: &Stroke, now: Tick) {
        let known = match self.third {
            Third::Down { key: third, .. } | Third::Sent { key: third } => third == key,
            Third::Up => false,
        };
        if known || self.doubtful_control.is_some() || self.held.contains(key) {
            return;
        }
        // Windows makes up a left Control in front of every AltGr.
        if self.system == System::Windows && key == PhysicalKey::CONTROL_LEFT && !stroke.repeat {
            self.doubtful_control = Some(now + ALT_GRAPH_WAIT);
            return;
        }
        self.hold(key, Sent::Key(key), stroke);
    }

    /// No AltGr came: it was Control after all.
    fn believe_control(&mut self) {
        if self.doubtful_control.take().is_some() {
            let control = PhysicalKey::CONTROL_LEFT;
            self.held.press(control, Sent::Key(control));
        }
    }

    /// Whether the stroke is of a key that chooses the third level. On a Mac it is Option: most
    /// layouts have characters there that have no other place, the at sign among them.
    fn is_third(&self, stroke: &Stroke) -> bool {
        stroke.is_alt_graph()
            || (self.system == System::Apple && stroke.family() == Some(Family::Alt))
    }

    fn is_shortcut(&self, modifiers: Modifiers) -> bool {
        let third = self.third != Third::Up || modifiers.alt_graph;
        // With AltGr down, Windows says that Control and Alt are.
        let control = modifiers.control && !(third && self.system == System::Windows);
        let alt = modifiers.alt && !third && self.system != System::Apple;
        control || alt || modifiers.meta
    }

    fn use_third(&mut self) {
        if let Third::Down { used, .. } = &mut self.third {
            *used = true;
        }
    }

    /// A key that prints nothing is pressed with it: it is a modifier after all.
    fn send_third(&mut self) {
        if let Third::Down { key, .. } = self.third {
            self.third = Third::Sent { key };
            self.held.say(Sent::Key(key), Action::Press);
        }
    }

    /// Lets go of modifiers that the browser says are up: their release went to another window.
    fn reconcile(&mut self, modifiers: Modifiers) {
        self.held.release_where(|key| match Family::of(key) {
            Some(Family::Shift) => !modifiers.shift,
            Some(Family::Control) => !modifiers.control,
            Some(Family::Alt) => !modifiers.alt,
            Some(Family::Meta) => !modifiers.meta,
            None => false,
        });
    }

    /// Presses a key, and holds it where its release will be heard of.
    fn hold(&mut self, key: PhysicalKey, sent: Sent, stroke: &Stroke) {
        let plain = Family::of(key).is_none();
        let unreleased = (self.system == System::Apple && stroke.modifiers.meta && plain)
            || stroke.is_language_key();
        if self.held.is_down(sent) {
            return;
        }
        if unreleased {
            self.held.tap(sent);
        } else {
            self.held.press(key, sent);
        }
    }
}

#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "a test picks what it looks at")]
mod tests;
