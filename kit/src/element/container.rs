//! Elements that hold others.

use super::{Element, Tone};
use crate::key::Key;

/// The room between the elements of a row or column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Gap {
    /// None.
    None,
    /// Between what belongs together.
    Small,
    /// Between elements.
    #[default]
    Normal,
    /// Between parts of a view.
    Large,
}

/// Where the elements of a row or column are along the lines of text (start is where a line begins).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Align {
    /// At the start.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
}

/// A row or a column.
#[derive(Debug, Clone)]
pub struct Flow<A> {
    pub(crate) is_row: bool,
    /// The elements, in the order of reading and of Tab.
    pub children: Vec<Element<A>>,
    /// The room between them.
    pub gap: Gap,
    /// Where they are along the lines of text.
    pub align: Align,
    /// Where those of a row are across it when their heights differ: at its top, not in its middle.
    pub top: bool,
    /// Its name, which makes it a group for screen readers.
    pub name: Option<String>,
}

/// Elements beside each other, from start to end. Those that do not fit go on in the next line.
#[must_use]
pub fn row<A>() -> Flow<A> {
    Flow {
        is_row: true,
        children: Vec::new(),
        gap: Gap::Normal,
        align: Align::Start,
        top: false,
        name: None,
    }
}

/// Elements below each other.
#[must_use]
pub fn column<A>() -> Flow<A> {
    Flow { is_row: false, ..row() }
}

impl<A> Flow<A> {
    /// And this element.
    #[must_use]
    pub fn with(mut self, child: impl Into<Element<A>>) -> Self {
        self.children.push(child.into());
        self
    }

    /// And this element, if there is one.
    #[must_use]
    pub fn with_some<E: Into<Element<A>>>(mut self, child: Option<E>) -> Self {
        self.children.extend(child.map(Into::into));
        self
    }

    /// And these elements.
    #[must_use]
    pub fn with_all<E: Into<Element<A>>>(mut self, children: impl IntoIterator<Item = E>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// With this room between them.
    #[must_use]
    pub fn gap(self, gap: Gap) -> Self {
        Self { gap, ..self }
    }

    /// With them there along the lines of text.
    #[must_use]
    pub fn align(self, align: Align) -> Self {
        Self { align, ..self }
    }

    /// With the elements of a row at its top.
    #[must_use]
    pub fn top(self) -> Self {
        Self { top: true, ..self }
    }

    /// A group of this name for screen readers: what stands above the elements, which they do not say themselves.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }
}

/// A list: each child is a row.
#[derive(Debug, Clone)]
pub struct List<A> {
    /// What it is a list of.
    pub name: String,
    /// The rows.
    pub rows: Vec<Element<A>>,
}

/// A list of rows; `name` is for screen readers.
pub fn list<A>(name: impl Into<String>) -> List<A> {
    List { name: name.into(), rows: Vec::new() }
}

impl<A> List<A> {
    /// And this row.
    #[must_use]
    pub fn with(mut self, row: impl Into<Element<A>>) -> Self {
        self.rows.push(row.into());
        self
    }

    /// And these rows.
    #[must_use]
    pub fn with_all<E: Into<Element<A>>>(mut self, rows: impl IntoIterator<Item = E>) -> Self {
        self.rows.extend(rows.into_iter().map(Into::into));
        self
    }
}

/// Messages, the newest at the end. It shows the end unless the user scrolled away; a screen reader says new
/// ones. The arrow keys scroll it.
#[derive(Debug, Clone)]
pub struct Log<A> {
    /// Its key in the window.
    pub key: Key,
    /// What it is the log of.
    pub name: String,
    /// The messages, the oldest first.
    pub lines: Vec<Element<A>>,
}

/// Messages, the newest at the end; `name` is for screen readers.
pub fn log<A>(key: impl Into<Key>, name: impl Into<String>) -> Log<A> {
    Log { key: key.into(), name: name.into(), lines: Vec::new() }
}

impl<A> Log<A> {
    /// And this message.
    #[must_use]
    pub fn with(mut self, line: impl Into<Element<A>>) -> Self {
        self.lines.push(line.into());
        self
    }

    /// And these messages.
    #[must_use]
    pub fn with_all<E: Into<Element<A>>>(mut self, lines: impl IntoIterator<Item = E>) -> Self {
        self.lines.extend(lines.into_iter().map(Into::into));
        self
    }
}

/// A frame with a background around an element.
#[derive(Debug, Clone)]
pub struct Panel<A> {
    /// What is in it.
    pub child: Box<Element<A>>,
    /// Its meaning, as the colour of background and border.
    pub tone: Tone,
    /// Its name, which makes it a group for screen readers.
    pub name: Option<String>,
}

/// A frame with a background around an element.
pub fn panel<A>(child: impl Into<Element<A>>) -> Panel<A> {
    Panel { child: Box::new(child.into()), tone: Tone::Normal, name: None }
}

impl<A> Panel<A> {
    /// With this meaning.
    #[must_use]
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// A group of this name for screen readers.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }
}

/// A part that can be scrolled when it has less room than it needs. In a column it takes the room that is left.
#[derive(Debug, Clone)]
pub struct Scroll<A> {
    /// Its key in the window.
    pub key: Key,
    /// What it is, for screen readers.
    pub name: String,
    /// What is scrolled.
    pub child: Box<Element<A>>,
}

/// A part that can be scrolled; `name` is for screen readers.
pub fn scroll<A>(
    key: impl Into<Key>,
    name: impl Into<String>,
    child: impl Into<Element<A>>,
) -> Scroll<A> {
    Scroll { key: key.into(), name: name.into(), child: Box::new(child.into()) }
}

/// A modal dialog: it lies over the rest of the window, which can be neither operated nor read while it is open.
/// It can be anywhere in a view and takes no room there; the last one of a view is the open one.
///
/// When it opens, the focus goes to the element that [`focus`](Self::focus) names, else to the dialog itself, so
/// that neither Enter nor Space does anything until the user has chosen.
#[derive(Debug, Clone)]
pub struct Dialog<A> {
    /// Its key in the window. Another question is another key.
    pub key: Key,
    /// Its title; a screen reader says it when the dialog opens.
    pub title: String,
    /// What is in it, below the title.
    pub children: Vec<Element<A>>,
    /// What Escape reports.
    pub escape: Option<A>,
    /// The element that has the focus when it opens.
    pub focus: Option<Key>,
    /// Its meaning, as the colour of its border.
    pub tone: Tone,
}

/// A modal dialog with this title.
pub fn dialog<A>(key: impl Into<Key>, title: impl Into<String>) -> Dialog<A> {
    Dialog {
        key: key.into(),
        title: title.into(),
        children: Vec::new(),
        escape: None,
        focus: None,
        tone: Tone::Normal,
    }
}

impl<A> Dialog<A> {
    /// And this element.
    #[must_use]
    pub fn with(mut self, child: impl Into<Element<A>>) -> Self {
        self.children.push(child.into());
        self
    }

    /// And this element, if there is one.
    #[must_use]
    pub fn with_some<E: Into<Element<A>>>(mut self, child: Option<E>) -> Self {
        self.children.extend(child.map(Into::into));
        self
    }

    /// And these elements.
    #[must_use]
    pub fn with_all<E: Into<Element<A>>>(mut self, children: impl IntoIterator<Item = E>) -> Self {
        self.children.extend(children.into_iter().map(Into::into));
        self
    }

    /// Escape reports this action.
    #[must_use]
    pub fn on_escape(self, action: A) -> Self {
        Self { escape: Some(action), ..self }
    }

    /// This element has the focus when it opens.
    #[must_use]
    pub fn focus(self, key: impl Into<Key>) -> Self {
        Self { focus: Some(key.into()), ..self }
    }

    /// With this meaning.
    #[must_use]
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}
