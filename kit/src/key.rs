//! Names that elements and windows keep from one view to the next.

use std::borrow::Cow;

/// The name of an interactive element in its window, or of a window.
///
/// Focus, the state of a field and the position of a scroll belong to the key, so they survive a new view.
/// Two elements of one window must not have the same key: the second one's state is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    name: Cow<'static, str>,
    index: u64,
}

impl Key {
    /// A key of a name alone.
    #[must_use]
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self { name: name.into(), index: 0 }
    }

    /// A key for one of several elements of a kind, such as the buttons of a list's rows.
    #[must_use]
    pub fn at(name: impl Into<Cow<'static, str>>, index: u64) -> Self {
        Self { name: name.into(), index }
    }

    /// The name, without the index.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The index; 0 for a key of a name alone.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }
}

impl From<&'static str> for Key {
    fn from(name: &'static str) -> Self {
        Self::new(name)
    }
}

impl From<String> for Key {
    fn from(name: String) -> Self {
        Self::new(name)
    }
}

impl From<(&'static str, u64)> for Key {
    fn from((name, index): (&'static str, u64)) -> Self {
        Self::at(name, index)
    }
}
