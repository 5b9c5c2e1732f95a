//! PURE: keyboard events of the browser, as keys by what they print or by where they are.
//!
//! A key that prints is sent by what it prints, so that layouts need not agree. Shortcuts,
//! modifiers and keys that print nothing are sent by position. Each oddity of a browser or system
//! is named where it is handled.

mod leaving;

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use protocol::input::{Action, InputEvent};
use protocol::key::PhysicalKey;
use protocol::limits::HELD_KEYS;
use protocol::time::Tick;

use super::typed_text;
use leaving::Leaving;

/// How long Windows may take between the Control it makes up and the AltGr it stands for. The two
/// come from one key press; the wait is only noticed when Control is pressed alone.
const ALT_GRAPH_WAIT: Duration = Duration::from_millis(50);

/// The number that browsers give to key events an input method has taken (UI Events §7.3.1).
const TAKEN_BY_INPUT_METHOD: u32 = 229;

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

/// A keyboard event, copied from the DOM.
#[derive(Clone, Debug)]
pub struct Stroke {
    /// `KeyboardEvent.code`.
    pub code: String,
    /// `KeyboardEvent.key`.
    pub key: String,
    /// Down or up.
    pub action: Action,
    /// `KeyboardEvent.repeat`.
    pub repeat: bool,
    /// `KeyboardEvent.isComposing`.
    pub composing: bool,
    /// `KeyboardEvent.keyCode`.
    pub number: u32,
    /// Which modifiers are down.
    pub modifiers: Modifiers,
}

/// The modifiers that the browser says are down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    /// Shift.
    pub shift: bool,
    /// Control.
    pub control: bool,
    /// Alt, Option.
    pub alt: bool,
    /// AltGr (`getModifierState("AltGraph")`).
    pub alt_graph: bool,
    /// Super, Windows, Command.
    pub meta: bool,
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

/// What a key that is held was sent as. Its release, and its repeats, must be sent alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sent {
    Key(PhysicalKey),
    Character(PhysicalKey, char),
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Shift,
    Control,
    Alt,
    Meta,
}

/// The keyboard under the Helper's hands.
///
/// Every call must be followed by draining [`Keyboard::poll`].
#[derive(Debug, Default)]
pub struct Keyboard {
    system: System,
    /// By the key's place on this keyboard.
    held: BTreeMap<PhysicalKey, Sent>,
    third: Third,
    /// A Control on Windows that may turn out to be part of AltGr, and until when.
    doubtful_control: Option<Tick>,
    leaving: Leaving,
    out: VecDeque<InputEvent>,
}

impl Keyboard {
    /// A keyboard of this system, with nothing held.
    pub fn new(system: System) -> Self {
        Self { system, ..Self::default() }
    }

    /// The next event to send.
    pub fn poll(&mut self) -> Option<InputEvent> {
        self.out.pop_front()
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
        let place = stroke.code.parse::<PhysicalKey>().ok();
        if self.doubtful_control.is_some() {
            if is_alt_graph(stroke) {
                self.doubtful_control = None;
            } else {
                self.believe_control();
            }
        }
        if stroke.composing || stroke.number == TAKEN_BY_INPUT_METHOD || stroke.key == "Process" {
            return Verdict::Left;
        }
        // Their state is already in the characters, and would turn them on the other side.
        if matches!(stroke.code.as_str(), "CapsLock" | "NumLock") {
            return Verdict::Taken;
        }
        if let Some(key) = place.filter(|_| self.is_third(stroke)) {
            if self.third == Third::Up {
                self.release_where(|held| held == key);
                self.third = Third::Down { key, used: false };
            }
            return Verdict::Taken;
        }
        if let (Some(key), Some(_)) = (place, family(&stroke.code)) {
            self.press_modifier(key, stroke, now);
            return Verdict::Taken;
        }
        self.reconcile(stroke.modifiers);
        let shortcut = self.is_shortcut(stroke.modifiers);
        if stroke.key == "Dead" && !shortcut {
            self.use_third();
            return Verdict::Left;
        }
        if let Some(key) = place
            && let Some(sent) = self.held.get(&key).copied()
        {
            if stroke.repeat {
                // Whatever the key would print by now: the other side must see the same key.
                self.emit(sent, Action::Press);
                return Verdict::Taken;
            }
            // The release was lost.
            self.held.remove(&key);
            self.emit(sent, Action::Release);
        }
        self.press_plain(stroke, place, shortcut)
    }

    fn press_plain(
        &mut self,
        stroke: &Stroke,
        place: Option<PhysicalKey>,
        shortcut: bool,
    ) -> Verdict {
        let printed = printed(&stroke.key);
        match (printed, place) {
            (Printed::One(character), Some(key)) if !shortcut => {
                self.use_third();
                self.hold(key, Sent::Character(key, character), stroke);
            }
            (Printed::One(_) | Printed::Several, None) if !shortcut => {
                self.out.extend(typed_text(&stroke.key));
            }
            (Printed::Several, Some(_)) if !shortcut => {
                self.use_third();
                self.out.extend(typed_text(&stroke.key));
            }
            (_, Some(key)) => {
                self.send_third();
                let meant = meant_by_numpad(stroke).unwrap_or(key);
                self.hold(key, Sent::Key(meant), stroke);
            }
            // On-screen keyboards and remote controls name the key but not its place.
            (_, None) => match stroke.key.parse::<PhysicalKey>() {
                Ok(key) if self.is_down(Sent::Key(key)) => {}
                Ok(key) => self.tap(Sent::Key(key)),
                Err(_) => return Verdict::Left,
            },
        }
        Verdict::Taken
    }

    fn release(&mut self, stroke: &Stroke) -> Verdict {
        let Ok(key) = stroke.code.parse::<PhysicalKey>() else {
            return Verdict::Left;
        };
        if self.doubtful_control.is_some() && key == PhysicalKey::CONTROL_LEFT {
            self.believe_control();
        }
        match self.third {
            Third::Down { key: third, used } if third == key => {
                self.third = Third::Up;
                if !used {
                    self.tap(Sent::Key(key));
                }
                return Verdict::Taken;
            }
            Third::Sent { key: third } if third == key => {
                self.third = Third::Up;
                self.emit(Sent::Key(key), Action::Release);
                return Verdict::Taken;
            }
            Third::Up | Third::Down { .. } | Third::Sent { .. } => {}
        }
        let held = self.held.remove(&key);
        if let Some(sent) = held {
            self.emit(sent, Action::Release);
        }
        // Windows says nothing of the first of two Shift keys to come up.
        if family(&stroke.code) == Some(Family::Shift) && !stroke.modifiers.shift {
            self.release_where(|key| family_of(key) == Some(Family::Shift));
        }
        // macOS says nothing of keys that come up while Command is down.
        if self.system == System::Apple && family(&stroke.code) == Some(Family::Meta) {
            self.release_where(|key| family_of(key).is_none());
        }
        if held.is_some() { Verdict::Taken } else { Verdict::Left }
    }

    fn press_modifier(&mut self, key: PhysicalKey, stroke: &Stroke, now: Tick) {
        let known = match self.third {
            Third::Down { key: third, .. } | Third::Sent { key: third } => third == key,
            Third::Up => false,
        };
        if known || self.doubtful_control.is_some() || self.held.contains_key(&key) {
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
            self.held.insert(control, Sent::Key(control));
            self.emit(Sent::Key(control), Action::Press);
        }
    }

    /// Whether the stroke is of a key that chooses the third level. On a Mac it is Option: most
    /// layouts have characters there that have no other place, the at sign among them.
    fn is_third(&self, stroke: &Stroke) -> bool {
        is_alt_graph(stroke)
            || (self.system == System::Apple && family(&stroke.code) == Some(Family::Alt))
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
            self.emit(Sent::Key(key), Action::Press);
        }
    }

    /// Lets go of modifiers that the browser says are up: their release went to another window.
    fn reconcile(&mut self, modifiers: Modifiers) {
        self.release_where(|key| match family_of(key) {
            Some(Family::Shift) => !modifiers.shift,
            Some(Family::Control) => !modifiers.control,
            Some(Family::Alt) => !modifiers.alt,
            Some(Family::Meta) => !modifiers.meta,
            None => false,
        });
    }

    fn release_where(&mut self, up: impl Fn(PhysicalKey) -> bool) {
        let released: Vec<_> = self.held.extract_if(.., |key, _| up(*key)).collect();
        for (_, sent) in released {
            self.emit(sent, Action::Release);
        }
    }

    fn hold(&mut self, key: PhysicalKey, sent: Sent, stroke: &Stroke) {
        let plain = family_of(key).is_none();
        if self.is_down(sent) {
            return;
        }
        let unreleased = (self.system == System::Apple && stroke.modifiers.meta && plain)
            || is_language_key(&stroke.key);
        if unreleased {
            self.tap(sent);
        } else if self.held.len() < HELD_KEYS {
            self.held.insert(key, sent);
            self.emit(sent, Action::Press);
        }
    }

    /// Two keys here may mean one key there, which is down once.
    fn is_down(&self, sent: Sent) -> bool {
        self.held.values().any(|held| *held == sent)
    }

    fn tap(&mut self, sent: Sent) {
        self.emit(sent, Action::Press);
        self.emit(sent, Action::Release);
    }

    fn emit(&mut self, sent: Sent, action: Action) {
        self.out.push_back(match sent {
            Sent::Key(key) => InputEvent::Key { key, action },
            Sent::Character(key, character) => {
                InputEvent::Character { key: Some(key), character, action }
            }
        });
    }
}

fn is_alt_graph(stroke: &Stroke) -> bool {
    stroke.key == "AltGraph" && stroke.code == "AltRight"
}

/// By place, not by name: with Shift held, Chromium on Linux calls Alt `Meta`.
fn family(code: &str) -> Option<Family> {
    Some(match code {
        "ShiftLeft" | "ShiftRight" => Family::Shift,
        "ControlLeft" | "ControlRight" => Family::Control,
        "AltLeft" | "AltRight" => Family::Alt,
        "MetaLeft" | "MetaRight" | "OSLeft" | "OSRight" => Family::Meta,
        _ => return None,
    })
}

fn family_of(key: PhysicalKey) -> Option<Family> {
    ["ShiftLeft", "ShiftRight", "ControlLeft", "ControlRight"]
        .into_iter()
        .chain(["AltLeft", "AltRight", "MetaLeft", "MetaRight"])
        .find(|code| code.parse() == Ok(key))
        .and_then(family)
}

/// Keys that switch a Japanese keyboard; Windows reports them going down only.
fn is_language_key(key: &str) -> bool {
    matches!(
        key,
        "Alphanumeric"
            | "Eisu"
            | "Hankaku"
            | "Hiragana"
            | "HiraganaKatakana"
            | "KanaMode"
            | "Katakana"
            | "Romaji"
            | "Zenkaku"
            | "ZenkakuHankaku"
    )
}

/// The key that the number pad means while NumLock is off: sent by position, it would depend on
/// the NumLock of the other side.
fn meant_by_numpad(stroke: &Stroke) -> Option<PhysicalKey> {
    if !stroke.code.starts_with("Numpad") || stroke.code == "NumpadEnter" {
        return None;
    }
    stroke.key.parse().ok()
}

enum Printed {
    /// One character.
    One(char),
    /// Several at once, as some Arabic and Indic keys print.
    Several,
    /// None: the key has a name.
    Nothing,
}

fn printed(key: &str) -> Printed {
    let mut chars = key.chars();
    match (chars.next(), chars.next()) {
        (Some(character), None) if !character.is_control() => Printed::One(character),
        // Named keys are ASCII (UI Events KeyboardEvent key Values).
        (Some(_), Some(_)) if !key.is_ascii() => Printed::Several,
        _ => Printed::Nothing,
    }
}

#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "a test picks what it looks at")]
mod tests;
