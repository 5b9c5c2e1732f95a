//! Display names of people.

use alloc::borrow::ToOwned;
use alloc::string::String;

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::limits::NAME_BYTES;

/// The name that a person has chosen: trimmed, not empty, bounded, without characters that could
/// disguise it (control characters, line breaks, text-direction overrides).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DisplayName(String);

/// Why a text is not a display name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing is left after trimming.
    #[error("the name is empty")]
    Empty,
    /// More than [`NAME_BYTES`] bytes.
    #[error("the name is longer than {NAME_BYTES} bytes")]
    TooLong,
    /// A character that is invisible, or that changes how other characters are displayed.
    #[error("the name holds a character that cannot be shown")]
    Unprintable,
}

impl DisplayName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest valid name: unprintable characters are removed, and a long name is cut. `None` when
    /// nothing is left.
    pub fn lossy(text: &str) -> Option<Self> {
        let mut kept = String::new();
        for c in text.trim().chars().filter(|c| is_shown(*c)) {
            if kept.len() + c.len_utf8() > NAME_BYTES {
                break;
            }
            kept.push(c);
        }
        kept.parse().ok()
    }
}

impl FromStr for DisplayName {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NameError::Empty);
        }
        if text.len() > NAME_BYTES {
            return Err(NameError::TooLong);
        }
        if !text.chars().all(is_shown) {
            return Err(NameError::Unprintable);
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for DisplayName {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        text.parse()
    }
}

impl From<DisplayName> for String {
    fn from(name: DisplayName) -> String {
        name.0
    }
}

impl fmt::Display for DisplayName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether `c` may stand in a name. Left out: controls, line and paragraph separators, and the
/// invisible format characters that reorder or join text (Unicode UAX #9, "Trojan Source").
fn is_shown(c: char) -> bool {
    !(c.is_control()
        || matches!(c,
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_could_deceive_is_refused() {
        for (text, error) in [
            ("", NameError::Empty),
            (" \t ", NameError::Empty),
            ("Ann\nBob", NameError::Unprintable),
            ("Ann\u{202e}nimdA", NameError::Unprintable),
            (&"x".repeat(NAME_BYTES + 1), NameError::TooLong),
        ] {
            assert_eq!(text.parse::<DisplayName>(), Err(error), "{text:?}");
        }
        assert_eq!("  Jacky Žižek  ".parse::<DisplayName>().unwrap().as_str(), "Jacky Žižek");
    }

    #[test]
    fn a_lossy_name_is_always_valid_and_cut_between_characters() {
        let long = "é".repeat(NAME_BYTES);
        assert_eq!(DisplayName::lossy(&long).unwrap().as_str().len(), NAME_BYTES);
        assert_eq!(DisplayName::lossy("a\u{0}b").unwrap().as_str(), "ab");
        assert_eq!(DisplayName::lossy("\u{202e}"), None);
    }
}
