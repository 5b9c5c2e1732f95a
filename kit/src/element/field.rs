//! A text entry of one line.

use std::fmt;
use std::sync::Arc;

use crate::key::Key;
use crate::limits::FIELD_CHARS;

/// Makes an action from the text of a field.
pub struct TextAction<A>(Arc<dyn Fn(String) -> A + Send + Sync>);

impl<A> TextAction<A> {
    /// The action for a text.
    #[must_use]
    pub fn make(&self, text: String) -> A {
        (self.0)(text)
    }
}

impl<A> Clone for TextAction<A> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<A> fmt::Debug for TextAction<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TextAction")
    }
}

/// A text entry of one line.
///
/// The kit keeps the text that is being entered. A `value` other than that of the last view replaces it; the
/// same value does not, so a late view does not undo what was typed since.
// fields: each is one independent property of the field, as in HTML's <input>.
#[derive(Debug, Clone)]
pub struct Field<A> {
    /// Its key in the window.
    pub key: Key,
    /// Its name, shown above it.
    pub label: String,
    /// The text.
    pub value: String,
    /// Shown while it is empty; no replacement for the label.
    pub placeholder: Option<String>,
    /// The most characters, at most [`FIELD_CHARS`].
    pub max_chars: usize,
    /// What each change reports.
    pub on_change: Option<TextAction<A>>,
    /// What Enter reports.
    pub on_submit: Option<TextAction<A>>,
    /// What a screen reader says after the label, shown below the field.
    pub description: Option<String>,
    /// What is wrong with the text, shown below the field.
    pub error: Option<String>,
    /// Whether it can be edited and focused.
    pub enabled: bool,
    /// It can be focused, selected and copied, not edited.
    pub read_only: bool,
    /// Large and in a font whose characters have one width.
    pub code: bool,
    /// The label is read by a screen reader, not shown.
    pub label_hidden: bool,
}

/// A text entry of one line; `label` is shown above it.
pub fn field<A>(key: impl Into<Key>, label: impl Into<String>) -> Field<A> {
    Field {
        key: key.into(),
        label: label.into(),
        value: String::new(),
        placeholder: None,
        max_chars: FIELD_CHARS,
        on_change: None,
        on_submit: None,
        description: None,
        error: None,
        enabled: true,
        read_only: false,
        code: false,
        label_hidden: false,
    }
}

impl<A> Field<A> {
    /// The text.
    #[must_use]
    pub fn value(self, value: impl Into<String>) -> Self {
        Self { value: value.into(), ..self }
    }

    /// Shown while it is empty.
    #[must_use]
    pub fn placeholder(self, placeholder: impl Into<String>) -> Self {
        Self { placeholder: Some(placeholder.into()), ..self }
    }

    /// At most so many characters.
    #[must_use]
    pub fn max_chars(self, max_chars: usize) -> Self {
        Self { max_chars: max_chars.min(FIELD_CHARS), ..self }
    }

    /// Reports each new text.
    #[must_use]
    pub fn on_change(self, action: impl Fn(String) -> A + Send + Sync + 'static) -> Self {
        Self { on_change: Some(TextAction(Arc::new(action))), ..self }
    }

    /// Reports the text on Enter.
    #[must_use]
    pub fn on_submit(self, action: impl Fn(String) -> A + Send + Sync + 'static) -> Self {
        Self { on_submit: Some(TextAction(Arc::new(action))), ..self }
    }

    /// Shown below the field, and said by a screen reader after the label.
    #[must_use]
    pub fn description(self, description: impl Into<String>) -> Self {
        Self { description: Some(description.into()), ..self }
    }

    /// What is wrong with the text, if anything.
    #[must_use]
    pub fn error(self, error: Option<String>) -> Self {
        Self { error, ..self }
    }

    /// Whether it can be edited and focused.
    #[must_use]
    pub fn enabled(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }

    /// Can be selected and copied, not edited: for a link.
    #[must_use]
    pub fn read_only(self) -> Self {
        Self { read_only: true, ..self }
    }

    /// Large and in a font whose characters have one width.
    #[must_use]
    pub fn code(self) -> Self {
        Self { code: true, ..self }
    }

    /// The label is read by a screen reader, not shown.
    #[must_use]
    pub fn label_hidden(self) -> Self {
        Self { label_hidden: true, ..self }
    }
}
