//! PURE: one keyboard event, and what it says by itself, whatever came before it.

use alloc::string::String;

use protocol::input::Action;
use protocol::key::PhysicalKey;

/// The number that browsers give to key events an input method has taken (UI Events §7.3.1).
const TAKEN_BY_INPUT_METHOD: u32 = 229;

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

/// The modifier that a key is, left or right alike.
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

impl Stroke {
    /// The key's place on this keyboard, where it has one.
    pub(super) fn place(&self) -> Option<PhysicalKey> {
        self.code.parse().ok()
    }

    /// By place, not by name: with Shift held, Chromium on Linux calls Alt `Meta`.
    pub(super) fn family(&self) -> Option<Family> {
        Family::named(&self.code)
    }

    pub(super) fn is_alt_graph(&self) -> bool {
        self.key == "AltGraph" && self.code == "AltRight"
    }

    /// Whether an input method has taken it.
    pub(super) fn is_taken(&self) -> bool {
        self.composing || self.number == TAKEN_BY_INPUT_METHOD || self.key == "Process"
    }

    /// Keys whose state is already in the characters.
    pub(super) fn is_lock(&self) -> bool {
        matches!(self.code.as_str(), "CapsLock" | "NumLock")
    }

    /// Keys that switch a Japanese keyboard; Windows reports them going down only.
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

    /// The key that the number pad means while NumLock is off: sent by position, it would depend on
    /// the NumLock of the other side.
    pub(super) fn meant_by_numpad(&self) -> Option<PhysicalKey> {
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
