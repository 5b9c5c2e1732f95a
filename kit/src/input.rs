//! What the user does, as values: keys, pointer, input method, assistive technology.

use accesskit::ActionRequest;

use crate::geometry::Point;

/// A key that the kit knows. Shortcuts of the system are recognised by the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyName {
    /// To the next element.
    Tab,
    /// Activates a button, submits a field.
    Enter,
    /// Activates a button or check box.
    Space,
    /// Leaves a dialog.
    Escape,
    /// To the left.
    Left,
    /// To the right.
    Right,
    /// Up.
    Up,
    /// Down.
    Down,
    /// To the beginning.
    Home,
    /// To the end.
    End,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// Deletes backwards.
    Backspace,
    /// Deletes forwards.
    Delete,
    /// The shortcut that copies.
    Copy,
    /// The shortcut that cuts.
    Cut,
    /// The shortcut that pastes.
    Paste,
    /// The shortcut that selects everything.
    SelectAll,
    /// Any other key; its text counts.
    Other,
}

/// Which modifier keys are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Modifiers {
    /// Shift: selects, or goes backwards.
    pub shift: bool,
    /// Moves by words: Control, or Option on macOS.
    pub word: bool,
}

/// A key that was pressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPress {
    /// Which key.
    pub name: KeyName,
    /// What it enters into a field; none for a shortcut.
    pub text: Option<String>,
    /// What is held with it.
    pub modifiers: Modifiers,
    /// It repeats because it is held.
    pub repeat: bool,
}

impl KeyPress {
    /// A key that enters nothing, alone.
    #[must_use]
    pub fn new(name: KeyName) -> Self {
        let text = (name == KeyName::Space).then(|| " ".to_owned());
        Self { name, text, modifiers: Modifiers::default(), repeat: false }
    }

    /// A key that enters `text`.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: Some(text.into()), ..Self::new(KeyName::Other) }
    }

    /// With Shift.
    #[must_use]
    pub fn shift(mut self) -> Self {
        self.modifiers.shift = true;
        self
    }
}

/// Something that the user did in a window.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// The pointer is at this place of the window.
    PointerMoved(Point),
    /// A finger is at this place of the window; it is the pointer until that moves.
    TouchMoved(Point),
    /// The pointer left the window.
    PointerLeft,
    /// The main button of the pointer was pressed; `clicks` is 2 for a double click.
    PointerPressed {
        /// 1, 2 or 3, as they follow each other.
        clicks: u8,
    },
    /// The main button of the pointer was released.
    PointerReleased,
    /// The wheel was turned; positive shows what is further down, in pixels.
    Wheel(f32),
    /// A key was pressed.
    Key(KeyPress),
    /// The input method shows this text at the caret, with its own caret at these bytes.
    Preedit(String, Option<(usize, usize)>),
    /// The input method enters this text.
    Commit(String),
    /// The text of the clipboard that was asked for is here.
    Pasted(String),
    /// The window got or lost the keyboard.
    Focused(bool),
    /// Assistive technology requests an action.
    Accessibility(ActionRequest),
}
