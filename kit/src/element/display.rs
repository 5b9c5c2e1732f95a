//! Elements that show something: text, progress, status.

/// How large a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum TextSize {
    /// For what is rarely read.
    Small,
    /// For sentences.
    #[default]
    Body,
    /// For what matters most in a view.
    Large,
    /// For the title of a view.
    Title,
    /// For a code that is read aloud or typed: large, wide, each character distinct.
    Code,
}

/// What a text or panel means, as a colour. The words must say it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tone {
    /// No particular meaning.
    #[default]
    Normal,
    /// Less important.
    Quiet,
    /// Something to notice.
    Accent,
    /// All is well.
    Success,
    /// Something to be careful about.
    Warning,
    /// Something is wrong, or can do harm.
    Danger,
}

/// Words. They wrap, and are never cut.
// fields: each is one independent property of the words.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The words.
    pub words: String,
    /// How large.
    pub size: TextSize,
    /// Bold.
    pub strong: bool,
    /// In a font whose characters have one width.
    pub monospace: bool,
    /// What it means.
    pub tone: Tone,
    /// The level of the heading that it is, from 1.
    pub heading: Option<u8>,
    /// In the middle of its width, not at the start.
    pub centered: bool,
    /// It runs in the direction of its first letter, not in that of the window.
    pub own_direction: bool,
    /// Whether a screen reader says it when it appears. Without a word about it, it does so in a log.
    pub said: Option<bool>,
}

/// Words of body size.
pub fn text(words: impl Into<String>) -> Text {
    Text {
        words: words.into(),
        size: TextSize::Body,
        strong: false,
        monospace: false,
        tone: Tone::Normal,
        heading: None,
        centered: false,
        own_direction: false,
        said: None,
    }
}

impl Text {
    /// In this size.
    #[must_use]
    pub fn size(self, size: TextSize) -> Self {
        Self { size, ..self }
    }

    /// Small.
    #[must_use]
    pub fn small(self) -> Self {
        self.size(TextSize::Small)
    }

    /// Large.
    #[must_use]
    pub fn large(self) -> Self {
        self.size(TextSize::Large)
    }

    /// The title of the view: large, bold, a heading of level 1. A screen reader says it when the view appears.
    #[must_use]
    pub fn title(self) -> Self {
        Self { size: TextSize::Title, strong: true, heading: Some(1), said: Some(true), ..self }
    }

    /// A screen reader says it when it appears: for what the user has asked for.
    #[must_use]
    pub fn said(self) -> Self {
        Self { said: Some(true), ..self }
    }

    /// A screen reader does not say it when it appears: something else does.
    #[must_use]
    pub fn unsaid(self) -> Self {
        Self { said: Some(false), ..self }
    }

    /// The heading of a part of the view, of level 2.
    #[must_use]
    pub fn heading(self) -> Self {
        Self { size: TextSize::Large, strong: true, heading: Some(2), ..self }
    }

    /// A code that is read aloud or typed. It runs in its own direction.
    #[must_use]
    pub fn code(self) -> Self {
        Self { size: TextSize::Code, strong: true, ..self.monospace() }
    }

    /// Runs in the direction of its first letter: for what a person wrote, such as a message, not a sentence of
    /// the application. A name within a sentence is to be isolated instead (U+2068 before it, U+2069 after it).
    #[must_use]
    pub fn own_direction(self) -> Self {
        Self { own_direction: true, ..self }
    }

    /// Bold.
    #[must_use]
    pub fn strong(self) -> Self {
        Self { strong: true, ..self }
    }

    /// In a font whose characters have one width, in its own direction: for addresses and keys.
    #[must_use]
    pub fn monospace(self) -> Self {
        Self { monospace: true, own_direction: true, ..self }
    }

    /// With this meaning.
    #[must_use]
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// Less important.
    #[must_use]
    pub fn quiet(self) -> Self {
        self.tone(Tone::Quiet)
    }

    /// In the middle of its width.
    #[must_use]
    pub fn centered(self) -> Self {
        Self { centered: true, ..self }
    }
}

/// How far something is.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// What it is of.
    pub name: String,
    /// From 0.0 to 1.0; `None` when it is not known.
    pub part: Option<f32>,
}

/// How far something is: `part` from 0.0 to 1.0, `None` when it is not known.
pub fn progress(name: impl Into<String>, part: Option<f32>) -> Progress {
    Progress { name: name.into(), part }
}

/// Words that a screen reader says when they change.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// The words; while empty it takes no room, but stays in the tree, so that a change is heard.
    pub words: String,
    /// What they mean.
    pub tone: Tone,
    /// Interrupts what the screen reader says.
    pub assertive: bool,
    /// Not said when it changes: it is said elsewhere.
    pub unsaid: bool,
    /// Said, and not seen.
    pub unseen: bool,
}

/// Words that a screen reader says when they change.
pub fn status(words: impl Into<String>) -> Status {
    Status {
        words: words.into(),
        tone: Tone::Normal,
        assertive: false,
        unsaid: false,
        unseen: false,
    }
}

impl Status {
    /// With this meaning.
    #[must_use]
    pub fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// Interrupts what the screen reader says: for what must be known at once.
    #[must_use]
    pub fn assertive(self) -> Self {
        Self { assertive: true, ..self }
    }

    /// Read as other words are, and not said when it changes: another element says the same then.
    #[must_use]
    pub fn unsaid(self) -> Self {
        Self { unsaid: true, ..self }
    }
}

impl Status {
    /// For a screen reader alone, and without room: for what others can see elsewhere.
    #[must_use]
    pub fn unseen(self) -> Self {
        Self { unseen: true, ..self }
    }

    /// Whether it is painted.
    pub(crate) fn is_seen(&self) -> bool {
        !self.unseen && !self.words.is_empty()
    }
}

/// Nothing, with a size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Space {
    /// Along the row or column, in logical pixels.
    pub length: f32,
}

/// A space of `length` logical pixels along the row or column.
pub fn space(length: f32) -> Space {
    Space { length }
}
