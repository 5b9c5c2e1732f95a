//! Key combinations that the Helper sends by a menu: what their own system keeps for itself, and what is called
//! differently on the User's.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::input::{Action, InputEvent};
use protocol::key::PhysicalKey;
use protocol::system::System;

use super::keyboard::Modifiers;
use crate::words::{Say, Words};

/// Modifiers and a key, pressed one after the other and released in reverse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Combination {
    /// The modifiers that are held. AltGr is not offered.
    pub modifiers: Modifiers,
    /// The key that is pressed last; without one the modifiers are pressed alone.
    pub key: Option<MenuKey>,
}

/// A key of the menu, by its `KeyboardEvent.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MenuKey(&'static str);

/// What the Helper wants to do, whatever its shortcut is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Copies what is selected.
    Copy,
    /// Cuts it out.
    Cut,
    /// Pastes.
    Paste,
    /// Takes the last step back.
    Undo,
    /// Selects everything.
    SelectAll,
    /// Looks for a text.
    Find,
    /// Shows the programs that run, to end one.
    TaskManager,
    /// Starts a program by its name.
    Run,
}

/// An item of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// What it is called.
    pub label: String,
    /// The keys, where the label does not name them.
    pub keys: Option<String>,
    /// What it sends.
    pub combination: Combination,
}

/// The keys that can be chosen: names of `KeyboardEvent.code`, with what is printed on the key where that is not its
/// last letter or digit.
const KEYS: [(&str, Option<Say>); 72] = [
    ("KeyA", None),
    ("KeyB", None),
    ("KeyC", None),
    ("KeyD", None),
    ("KeyE", None),
    ("KeyF", None),
    ("KeyG", None),
    ("KeyH", None),
    ("KeyI", None),
    ("KeyJ", None),
    ("KeyK", None),
    ("KeyL", None),
    ("KeyM", None),
    ("KeyN", None),
    ("KeyO", None),
    ("KeyP", None),
    ("KeyQ", None),
    ("KeyR", None),
    ("KeyS", None),
    ("KeyT", None),
    ("KeyU", None),
    ("KeyV", None),
    ("KeyW", None),
    ("KeyX", None),
    ("KeyY", None),
    ("KeyZ", None),
    ("Digit0", None),
    ("Digit1", None),
    ("Digit2", None),
    ("Digit3", None),
    ("Digit4", None),
    ("Digit5", None),
    ("Digit6", None),
    ("Digit7", None),
    ("Digit8", None),
    ("Digit9", None),
    ("F1", None),
    ("F2", None),
    ("F3", None),
    ("F4", None),
    ("F5", None),
    ("F6", None),
    ("F7", None),
    ("F8", None),
    ("F9", None),
    ("F10", None),
    ("F11", None),
    ("F12", None),
    ("Escape", Some(Say::KeyEscape)),
    ("Tab", Some(Say::KeyTab)),
    ("Enter", Some(Say::KeyEnter)),
    ("Space", Some(Say::KeySpace)),
    ("Backspace", Some(Say::KeyBackspace)),
    ("Delete", Some(Say::KeyDelete)),
    ("Insert", Some(Say::KeyInsert)),
    ("Home", Some(Say::KeyHome)),
    ("End", Some(Say::KeyEnd)),
    ("PageUp", Some(Say::KeyPageUp)),
    ("PageDown", Some(Say::KeyPageDown)),
    ("ArrowUp", Some(Say::KeyUp)),
    ("ArrowDown", Some(Say::KeyDown)),
    ("ArrowLeft", Some(Say::KeyLeft)),
    ("ArrowRight", Some(Say::KeyRight)),
    ("PrintScreen", Some(Say::KeyPrint)),
    ("ScrollLock", Some(Say::KeyScrollLock)),
    ("Pause", Some(Say::KeyPause)),
    ("ContextMenu", Some(Say::KeyMenu)),
    ("Minus", Some(Say::KeyMinus)),
    ("Equal", Some(Say::KeyEqual)),
    ("Comma", Some(Say::KeyComma)),
    ("Period", Some(Say::KeyPeriod)),
    ("Slash", Some(Say::KeySlash)),
];

/// No modifiers.
const NONE: Modifiers =
    Modifiers { shift: false, control: false, alt: false, alt_graph: false, meta: false };
const CONTROL: Modifiers = Modifiers { control: true, ..NONE };
const ALT: Modifiers = Modifiers { alt: true, ..NONE };
const META: Modifiers = Modifiers { meta: true, ..NONE };

impl Intent {
    /// All of them, in the order of the menu.
    pub const ALL: [Intent; 8] = [
        Intent::Copy,
        Intent::Cut,
        Intent::Paste,
        Intent::Undo,
        Intent::SelectAll,
        Intent::Find,
        Intent::TaskManager,
        Intent::Run,
    ];

    fn say(self) -> Say {
        match self {
            Intent::Copy => Say::IntentCopy,
            Intent::Cut => Say::IntentCut,
            Intent::Paste => Say::IntentPaste,
            Intent::Undo => Say::IntentUndo,
            Intent::SelectAll => Say::IntentSelectAll,
            Intent::Find => Say::IntentFind,
            Intent::TaskManager => Say::IntentTaskManager,
            Intent::Run => Say::IntentRun,
        }
    }

    /// The keys for it on a system.
    pub fn combination(self, system: System) -> Combination {
        let edit = if system == System::Apple { META } else { CONTROL };
        let (modifiers, key) = match (self, system) {
            (Intent::Copy, _) => (edit, "KeyC"),
            (Intent::Cut, _) => (edit, "KeyX"),
            (Intent::Paste, _) => (edit, "KeyV"),
            (Intent::Undo, _) => (edit, "KeyZ"),
            (Intent::SelectAll, _) => (edit, "KeyA"),
            (Intent::Find, _) => (edit, "KeyF"),
            // To end programs; there is no key for its Activity Monitor.
            (Intent::TaskManager, System::Apple) => (Modifiers { alt: true, ..META }, "Escape"),
            (Intent::TaskManager, System::Windows | System::Other) => {
                (Modifiers { shift: true, ..CONTROL }, "Escape")
            }
            (Intent::Run, System::Apple) => (META, "Space"),
            (Intent::Run, System::Windows) => (META, "KeyR"),
            (Intent::Run, System::Other) => (ALT, "F2"),
        };
        Combination { modifiers, key: MenuKey::from_code(key) }
    }
}

impl MenuKey {
    /// All of them, in the order in which they are listed.
    pub fn all() -> impl Iterator<Item = Self> {
        KEYS.iter().map(|(code, _)| Self(code))
    }

    /// The key with this `KeyboardEvent.code`, if it can be chosen.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|key| key.0 == code)
    }

    /// Its `KeyboardEvent.code`.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// What is printed on it.
    pub fn label(self, words: &Words) -> &str {
        let named = KEYS.iter().find(|(code, _)| *code == self.0).and_then(|(_, say)| *say);
        match named {
            Some(say) => words.text(say),
            None => self.0.trim_start_matches("Key").trim_start_matches("Digit"),
        }
    }

    /// The key that has this ASCII letter or digit.
    pub fn printing(character: char) -> Option<Self> {
        let is_it = |key: &Self| {
            let label = key.0.strip_prefix("Key").or(key.0.strip_prefix("Digit"));
            label.and_then(|label| label.chars().next()) == Some(character.to_ascii_uppercase())
        };
        Self::all().find(is_it)
    }

    /// What it prints, for the keys whose position depends on the layout.
    fn character(self) -> Option<char> {
        let letter = self.0.strip_prefix("Key")?;
        letter.chars().next().map(|letter| letter.to_ascii_lowercase())
    }
}

impl Combination {
    /// The events that press and release it. Letters go by what they print where the sharer leaves the modifiers
    /// as they are meanwhile, so that the layout of the User's keyboard does not matter; else by position.
    pub fn events(self, system: System) -> Vec<InputEvent> {
        let key = self.key.and_then(|key| {
            let position: PhysicalKey = key.0.parse().ok()?;
            Some(match key.character().filter(|_| system != System::Apple) {
                // As it is printed with Shift: the sharer lifts no modifier for it.
                Some(character) if self.modifiers.shift => {
                    Pressed::Character(character.to_ascii_uppercase())
                }
                Some(character) => Pressed::Character(character),
                None => Pressed::Key(position),
            })
        });
        let modifiers = self.modifiers.keys().map(Pressed::Key);
        let keys: Vec<Pressed> = modifiers.chain(key).collect();
        let down = keys.iter().map(|key| key.event(Action::Press));
        let up = keys.iter().rev().map(|key| key.event(Action::Release));
        down.chain(up).collect()
    }

    /// The names of its keys, as that system calls them.
    pub fn label(self, system: System, words: &Words) -> String {
        let Modifiers { shift, control, alt, alt_graph: _, meta } = self.modifiers;
        let (alt_name, meta_name) = match system {
            System::Apple => (Say::KeyOption, Say::KeyCommand),
            System::Windows => (Say::KeyAlt, Say::KeyWindows),
            System::Other => (Say::KeyAlt, Say::KeySuper),
        };
        let names = [
            (control, Say::KeyControl),
            (alt, alt_name),
            (shift, Say::KeyShift),
            (meta, meta_name),
        ];
        let names =
            names.into_iter().filter(|(is_held, _)| *is_held).map(|(_, say)| words.text(say));
        let all: Vec<&str> = names.chain(self.key.map(|key| key.label(words))).collect();
        all.join(" + ")
    }
}

/// A key, or what it prints.
enum Pressed {
    Key(PhysicalKey),
    Character(char),
}

impl Pressed {
    fn event(&self, action: Action) -> InputEvent {
        match *self {
            Pressed::Key(key) => InputEvent::Key { key, action },
            Pressed::Character(character) => InputEvent::Character { key: None, character, action },
        }
    }
}

impl Modifiers {
    /// The left keys of these modifiers, in the order in which they are pressed.
    pub(super) fn keys(self) -> impl Iterator<Item = PhysicalKey> {
        let keys = [
            (self.control, PhysicalKey::CONTROL_LEFT),
            (self.alt, PhysicalKey::ALT_LEFT),
            (self.shift, PhysicalKey::SHIFT_LEFT),
            (self.meta, PhysicalKey::META_LEFT),
        ];
        keys.into_iter().filter_map(|(is_held, key)| is_held.then_some(key))
    }
}

/// The items for what the Helper wants to do.
pub fn intents(system: System, words: &Words) -> Vec<MenuItem> {
    let item = |intent: Intent| {
        let combination = intent.combination(system);
        let keys = Some(combination.label(system, words));
        MenuItem { label: words.text(intent.say()).to_owned(), keys, combination }
    };
    Intent::ALL.into_iter().map(item).collect()
}

/// The combinations that the Helper's own system or browser keeps for itself.
pub fn system_keys(system: System, words: &Words) -> Vec<MenuItem> {
    let shift_control = Modifiers { shift: true, ..CONTROL };
    [
        (Modifiers { alt: true, ..CONTROL }, Some("Delete")),
        (shift_control, Some("Escape")),
        (META, None),
        (META, Some("KeyR")),
        (ALT, Some("Tab")),
        (ALT, Some("F4")),
        (NONE, Some("PrintScreen")),
        (NONE, Some("Escape")),
    ]
    .into_iter()
    .map(|(modifiers, key)| item(modifiers, key, system, words))
    .collect()
}

/// F1 to F12.
pub fn function_keys(system: System, words: &Words) -> Vec<MenuItem> {
    let is_one =
        |key: &MenuKey| key.0.strip_prefix('F').is_some_and(|number| number.parse::<u8>().is_ok());
    MenuKey::all().filter(is_one).map(|key| item(NONE, Some(key.0), system, words)).collect()
}

fn item(modifiers: Modifiers, key: Option<&str>, system: System, words: &Words) -> MenuItem {
    let combination = Combination { modifiers, key: key.and_then(MenuKey::from_code) };
    MenuItem { label: combination.label(system, words), keys: None, combination }
}

#[cfg(test)]
#[expect(clippy::wildcard_enum_match_arm, reason = "a test picks what it looks at")]
mod tests {
    use super::*;

    fn label(intent: Intent, system: System) -> String {
        intent.combination(system).label(system, &Words::english())
    }

    #[test]
    fn an_intent_has_the_keys_of_the_users_system() {
        for (intent, other, windows, apple) in [
            (Intent::Copy, "Ctrl + C", "Ctrl + C", "Cmd + C"),
            (Intent::Cut, "Ctrl + X", "Ctrl + X", "Cmd + X"),
            (Intent::Paste, "Ctrl + V", "Ctrl + V", "Cmd + V"),
            (Intent::Undo, "Ctrl + Z", "Ctrl + Z", "Cmd + Z"),
            (Intent::SelectAll, "Ctrl + A", "Ctrl + A", "Cmd + A"),
            (Intent::Find, "Ctrl + F", "Ctrl + F", "Cmd + F"),
            (Intent::TaskManager, "Ctrl + Shift + Esc", "Ctrl + Shift + Esc", "Option + Cmd + Esc"),
            (Intent::Run, "Alt + F2", "Windows + R", "Cmd + Space"),
        ] {
            let labels =
                [System::Other, System::Windows, System::Apple].map(|system| label(intent, system));
            assert_eq!(labels, [other, windows, apple]);
        }
    }

    #[test]
    fn whatever_is_pressed_is_released_in_reverse() {
        let words = &Words::english();
        for system in [System::Other, System::Windows, System::Apple] {
            let menus = [intents, system_keys, function_keys].map(|menu| menu(system, words));
            for item in menus.concat() {
                let events = item.combination.events(system);
                let (down, up) = events.split_at(events.len() / 2);
                assert!(!down.is_empty(), "{item:?}");
                let released = down.iter().rev().map(|event| match *event {
                    InputEvent::Key { key, action: Action::Press } => {
                        InputEvent::Key { key, action: Action::Release }
                    }
                    InputEvent::Character { key, character, action: Action::Press } => {
                        InputEvent::Character { key, character, action: Action::Release }
                    }
                    other => panic!("{other:?}"),
                });
                assert!(released.eq(up.iter().copied()), "{events:?}");
            }
        }
    }

    #[test]
    fn letters_go_by_what_they_print_where_that_makes_a_shortcut() {
        let undo = Intent::Undo.combination(System::Other);
        let is_character = |event: &InputEvent| matches!(event, InputEvent::Character { .. });
        assert!(undo.events(System::Other).iter().any(is_character));
        assert!(undo.events(System::Windows).iter().any(is_character));
        assert!(!undo.events(System::Apple).iter().any(is_character));
    }

    #[test]
    fn each_key_that_can_be_chosen_is_one_and_has_a_name_of_its_own() {
        let words = &Words::english();
        let mut labels: Vec<&str> = MenuKey::all().map(|key| key.label(words)).collect();
        assert!(MenuKey::all().all(|key| key.code().parse::<PhysicalKey>().is_ok()));
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), KEYS.len());
        assert_eq!(MenuKey::from_code("Digit7").map(|key| key.label(words)), Some("7"));
        assert_eq!(MenuKey::from_code("ControlLeft"), None);
    }
}
