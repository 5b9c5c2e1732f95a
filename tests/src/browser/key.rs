//! The Helper's keyboard.

use serde_json::{Value, json};

/// A key of the Helper's keyboard.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// Its place, `KeyboardEvent.code`.
    pub code: &'a str,
    /// What it means, `KeyboardEvent.key`.
    pub key: &'a str,
    /// Modifiers that are down: 1 Alt, 2 Control, 4 Meta, 8 Shift.
    pub modifiers: u8,
}

impl<'a> Key<'a> {
    /// A key without modifiers.
    pub fn new(code: &'a str, key: &'a str) -> Self {
        Self { code, key, modifiers: 0 }
    }

    /// The same key with modifiers down.
    pub fn with(self, modifiers: u8) -> Self {
        Self { modifiers, ..self }
    }

    /// The character by which WebDriver names the key of an American keyboard that is in this place and means this.
    /// `None`: an American keyboard has no such key.
    pub(super) fn on_an_american_keyboard(self) -> Option<char> {
        if let Some((_, named)) = NAMED.iter().find(|(code, _)| *code == self.code) {
            return Some(*named);
        }
        let mut key = self.key.chars();
        let (Some(typed), None) = (key.next(), key.next()) else { return None };
        let place = AMERICAN.iter().find(|(code, _)| *code == self.code);
        let fits = match place {
            Some((_, keys)) => keys.contains(typed),
            None => self
                .code
                .strip_prefix("Key")
                .is_some_and(|letter| letter.eq_ignore_ascii_case(self.key)),
        };
        fits.then_some(typed)
    }

    /// The keys of its modifiers, as WebDriver writes them.
    pub(super) fn modifier_keys(self) -> impl Iterator<Item = char> {
        MODIFIERS.into_iter().filter(move |(bit, _)| self.modifiers & bit != 0).map(|(_, key)| key)
    }

    /// Whether WebDriver's name is that of a modifier.
    pub(super) fn is_modifier(typed: char) -> bool {
        MODIFIERS.iter().any(|(_, key)| *key == typed)
    }

    /// The event as a script would send it.
    pub(super) fn script(self, kind: &str) -> String {
        let has = |bit: u8| self.modifiers & bit != 0;
        let event = json!({
            "code": self.code, "key": self.key, "bubbles": true, "cancelable": true, "composed": true,
            "altKey": has(1), "ctrlKey": has(2), "metaKey": has(4), "shiftKey": has(8),
        });
        format!("void document.activeElement.dispatchEvent(new KeyboardEvent('{kind}', {event}))")
    }

    /// What Chromium is told.
    pub(super) fn event(self, kind: &str) -> Value {
        let mut event = json!({
            "type": kind,
            "code": self.code,
            "key": self.key,
            "modifiers": self.modifiers,
            "windowsVirtualKeyCode": virtual_key(self.code, self.key),
        });
        // Control and Meta make a shortcut of a key: it prints nothing.
        let prints = self.key.chars().count() == 1 && self.modifiers & (2 | 4) == 0;
        if kind == "keyDown" && (prints || self.key == "Enter") {
            event["text"] = json!(if self.key == "Enter" { "\r" } else { self.key });
        }
        event
    }
}

/// The modifiers by their bits, as WebDriver writes them.
const MODIFIERS: [(u8, char); 4] =
    [(1, '\u{e00a}'), (2, '\u{e009}'), (4, '\u{e03d}'), (8, '\u{e008}')];

/// Keys that type nothing, as WebDriver writes them (WebDriver section 17.4.2).
const NAMED: [(&str, char); 38] = [
    ("Backspace", '\u{e003}'),
    ("Tab", '\u{e004}'),
    ("Enter", '\u{e006}'),
    ("ShiftLeft", '\u{e008}'),
    ("ControlLeft", '\u{e009}'),
    ("AltLeft", '\u{e00a}'),
    ("Escape", '\u{e00c}'),
    ("Space", ' '),
    ("PageUp", '\u{e00e}'),
    ("PageDown", '\u{e00f}'),
    ("End", '\u{e010}'),
    ("Home", '\u{e011}'),
    ("ArrowLeft", '\u{e012}'),
    ("ArrowUp", '\u{e013}'),
    ("ArrowRight", '\u{e014}'),
    ("ArrowDown", '\u{e015}'),
    ("Insert", '\u{e016}'),
    ("Delete", '\u{e017}'),
    ("F1", '\u{e031}'),
    ("F2", '\u{e032}'),
    ("F3", '\u{e033}'),
    ("F4", '\u{e034}'),
    ("F5", '\u{e035}'),
    ("F6", '\u{e036}'),
    ("F7", '\u{e037}'),
    ("F8", '\u{e038}'),
    ("F9", '\u{e039}'),
    ("F10", '\u{e03a}'),
    ("F11", '\u{e03b}'),
    ("F12", '\u{e03c}'),
    ("MetaLeft", '\u{e03d}'),
    ("ShiftRight", '\u{e050}'),
    ("ControlRight", '\u{e051}'),
    ("MetaRight", '\u{e053}'),
    ("NumpadAdd", '\u{e024}'),
    ("NumpadEnter", '\u{e007}'),
    ("Numpad1", '\u{e01b}'),
    ("Numpad0", '\u{e01a}'),
];

/// What the keys of an American keyboard type, beside the letters.
const AMERICAN: [(&str, &str); 21] = [
    ("Digit1", "1!"),
    ("Digit2", "2@"),
    ("Digit3", "3#"),
    ("Digit4", "4$"),
    ("Digit5", "5%"),
    ("Digit6", "6^"),
    ("Digit7", "7&"),
    ("Digit8", "8*"),
    ("Digit9", "9("),
    ("Digit0", "0)"),
    ("Minus", "-_"),
    ("Equal", "=+"),
    ("BracketLeft", "[{"),
    ("BracketRight", "]}"),
    ("Backslash", "\\|"),
    ("Semicolon", ";:"),
    ("Quote", "'\""),
    ("Backquote", "`~"),
    ("Comma", ",<"),
    ("Period", ".>"),
    ("Slash", "/?"),
];

/// The Windows key code that Chromium wants beside the names.
fn virtual_key(code: &str, key: &str) -> u32 {
    let named = match code {
        "Backspace" => 8,
        "Tab" => 9,
        "Enter" => 13,
        "ShiftLeft" | "ShiftRight" => 16,
        "ControlLeft" | "ControlRight" => 17,
        "AltLeft" | "AltRight" => 18,
        "CapsLock" => 20,
        "Escape" => 27,
        "Space" => 32,
        "PageUp" => 33,
        "PageDown" => 34,
        "End" => 35,
        "Home" => 36,
        "ArrowLeft" => 37,
        "ArrowUp" => 38,
        "ArrowRight" => 39,
        "ArrowDown" => 40,
        "Delete" => 46,
        "MetaLeft" => 91,
        _ => 0,
    };
    if named != 0 {
        return named;
    }
    let place = code.strip_prefix("Key").or(code.strip_prefix("Digit"));
    let letter = place.and_then(|place| place.chars().next()).or(key.chars().next());
    letter.filter(char::is_ascii_alphanumeric).map_or(0, |c| u32::from(c.to_ascii_uppercase()))
}
