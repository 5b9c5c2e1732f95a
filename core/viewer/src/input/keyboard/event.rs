//! One keyboard event, read by itself.

use alloc::string::String;

use protocol::input::Action;
use protocol::key::PhysicalKey;

/// The `keyCode` of key events that an input method has handled (UI Events §7.3.1).
const TAKEN_BY_INPUT_METHOD: u32 = 229;

/// A keyboard event, copied from the DOM.
#[derive(Clone, Debug)]
pub struct KeyEvent {
    /// `KeyboardEvent.code`.
    pub code: String,
    /// `KeyboardEvent.key`.
    pub key: String,
    /// Press or release.
    pub action: Action,
    /// `KeyboardEvent.repeat`.
    pub repeat: bool,
    /// `KeyboardEvent.isComposing`.
    pub composing: bool,
    /// `KeyboardEvent.keyCode`.
    pub number: u32,
    /// The modifiers that are pressed.
    pub modifiers: Modifiers,
}

/// The modifiers that the browser reports as pressed.
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

/// A modifier, left or right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Shift,
    Control,
    Alt,
    Meta,
}

/// What a key prints.
pub(super) enum Printed {
    /// One character.
    One(char),
    /// Several at once, as some Arabic and Indic keys print.
    Several,
    /// None: the key has a name.
    Nothing,
}

impl KeyEvent {
    /// Whether it is the key of this letter, as shortcuts are sent: by what it prints, and by its place where the layout has
    /// no Latin letters.
    pub fn is_letter(&self, letter: char) -> bool {
        let mut printed = self.key.chars();
        match (printed.next(), printed.next()) {
            (Some(one), None) if one.is_ascii_alphabetic() => one.eq_ignore_ascii_case(&letter),
            _ => {
                self.code.strip_prefix("Key")
                    == Some(letter.to_ascii_uppercase().encode_utf8(&mut [0; 4]))
            }
        }
    }

    /// The key's position on the keyboard, where it has one.
    pub(super) fn position(&self) -> Option<PhysicalKey> {
        self.code.parse().ok()
    }

    /// By position, not by name: while Shift is pressed, Chromium on Linux calls Alt `Meta`.
    pub(super) fn family(&self) -> Option<Family> {
        Family::named(&self.code)
    }

    pub(super) fn is_alt_graph(&self) -> bool {
        self.key == "AltGraph" && self.code == "AltRight"
    }

    /// Whether an input method handles the event.
    pub(super) fn is_taken_by_input_method(&self) -> bool {
        self.composing || self.number == TAKEN_BY_INPUT_METHOD || self.key == "Process"
    }

    /// Keys whose state shows in the characters already.
    pub(super) fn is_lock(&self) -> bool {
        matches!(self.code.as_str(), "CapsLock" | "NumLock")
    }

    /// Keys that switch a Japanese keyboard; Windows reports no release of them.
    pub(super) fn is_language_key(&self) -> bool {
        matches!(
            self.key.as_str(),
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

    /// The key that a number pad key stands for while NumLock is off: sent by position, it would depend on
    /// the NumLock of the other side.
    pub(super) fn numpad_key(&self) -> Option<PhysicalKey> {
        if !self.code.starts_with("Numpad") || self.code == "NumpadEnter" {
            return None;
        }
        self.key.parse().ok()
    }

    pub(super) fn prints(&self) -> Printed {
        let mut chars = self.key.chars();
        match (chars.next(), chars.next()) {
            (Some(character), None) if !character.is_control() => Printed::One(character),
            // Named keys are ASCII (UI Events KeyboardEvent key Values).
            (Some(_), Some(_)) if !self.key.is_ascii() => Printed::Several,
            _ => Printed::Nothing,
        }
    }
}

impl Family {
    fn named(code: &str) -> Option<Self> {
        Some(match code {
            "ShiftLeft" | "ShiftRight" => Family::Shift,
            "ControlLeft" | "ControlRight" => Family::Control,
            "AltLeft" | "AltRight" => Family::Alt,
            "MetaLeft" | "MetaRight" | "OSLeft" | "OSRight" => Family::Meta,
            _ => return None,
        })
    }

    pub(super) fn of(key: PhysicalKey) -> Option<Self> {
        ["ShiftLeft", "ShiftRight", "ControlLeft", "ControlRight"]
            .into_iter()
            .chain(["AltLeft", "AltRight", "MetaLeft", "MetaRight"])
            .find(|code| code.parse() == Ok(key))
            .and_then(Self::named)
    }
}
