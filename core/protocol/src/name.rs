//! Display names of people.

use alloc::borrow::ToOwned;
use alloc::string::String;

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::limits::NAME_BYTES;

/// The name that a person has chosen: trimmed, not empty, at most [`NAME_BYTES`] bytes, without characters
/// that could disguise it (control characters, line breaks, text-direction overrides, invisible ones).
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
    #[error("the name holds a character that cannot be seen")]
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

/// Whether `c` may stand in a name. Left out is what is not seen, or not for what it is: controls, line
/// breaks, what reorders text (Unicode UAX #9, "Trojan Source"), what is blank or nothing in most fonts,
/// and private use.
pub(crate) fn is_shown(c: char) -> bool {
    !(c.is_control()
        || is_ignorable(c)
        || matches!(c,
        '\u{2028}'..='\u{202e}' | '\u{2800}' | '\u{e000}'..='\u{f8ff}'
        | '\u{fff9}'..='\u{fffc}' | '\u{fffe}'..='\u{ffff}' | '\u{f0000}'..))
}

/// Whether a program shows nothing for `c`: `Default_Ignorable_Code_Point` of the Unicode Character
/// Database (DerivedCoreProperties.txt), a stable set that includes code points which are not assigned yet.
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use std::format;

    use icu_properties::CodePointSetData;
    use icu_properties::props::DefaultIgnorableCodePoint;
    use proptest::prelude::*;

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
    fn no_name_has_a_character_that_is_not_seen() {
        let ignored = CodePointSetData::new::<DefaultIgnorableCodePoint>();
        let blanks = ['\u{2800}', '\u{fffc}', '\u{2028}', '\u{2029}'];
        for c in ('\0'..=char::MAX).filter(|c| ignored.contains(*c) || blanks.contains(c)) {
            let name = format!("Jac{c}ky");
            assert_eq!(name.parse::<DisplayName>(), Err(NameError::Unprintable), "{c:?}");
            assert_eq!(DisplayName::lossy(&name).unwrap().as_str(), "Jacky", "{c:?}");
            let json = serde_json::to_string(&name).unwrap();
            assert!(serde_json::from_str::<DisplayName>(&json).is_err(), "{c:?}");
        }
    }

    #[test]
    fn names_of_all_scripts_are_taken() {
        for name in [
            "Zoë",
            "Jürgen Groß",
            "Алексей",
            "Ελένη",
            "محمد",
            "山田　太郎",
            "김민수",
            "अनिल",
            "O’Neil ☂",
        ] {
            assert_eq!(name.parse::<DisplayName>().unwrap().as_str(), name);
        }
    }

    proptest! {
        #[test]
        fn every_text_has_a_valid_name_nearby_or_none(text in "(\\PC|\\p{C}|\\p{Default_Ignorable_Code_Point}| ){0,64}") {
            if let Some(name) = DisplayName::lossy(&text) {
                prop_assert_eq!(name.as_str().parse::<DisplayName>(), Ok(name.clone()));
            }
            if let Ok(name) = text.parse::<DisplayName>() {
                prop_assert_eq!(DisplayName::lossy(&text), Some(name));
            }
        }
    }

    #[test]
    fn a_lossy_name_is_always_valid_and_cut_between_characters() {
        let long = "é".repeat(NAME_BYTES);
        assert_eq!(DisplayName::lossy(&long).unwrap().as_str().len(), NAME_BYTES);
        assert_eq!(DisplayName::lossy("a\u{0}b").unwrap().as_str(), "ab");
        assert_eq!(DisplayName::lossy("\u{202e}"), None);
    }
}
