//! The names of all sentences, and what they say in one language.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use catalogue::{Catalogue, Language, Unreadable, Value};

use crate::state::View;

// Made by the build, of `words/en/page.ftl`: Say, Argument, KEYS and SCHEMA.
include!(concat!(env!("OUT_DIR"), "/table.rs"));

/// The English catalogue.
static ENGLISH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.bin"));

impl Say {
    /// The sentence that the page asks for by its number in the table, which the build has written into the page.
    pub fn from_index(index: &str) -> Option<Self> {
        Self::ALL.get(index.parse::<usize>().ok()?).copied()
    }

    /// The sentence that `www/index.html` asks for by its name.
    #[cfg(test)]
    pub(super) fn from_key(key: &str) -> Option<Self> {
        let at = KEYS.split(' ').position(|known| known == key)?;
        Self::from_index(&format!("{at}"))
    }
}

/// Every sentence, in one language.
#[derive(Clone, Debug)]
pub struct Words {
    language: Language,
    catalogue: Catalogue,
}

impl Words {
    /// In English.
    pub fn english() -> Self {
        let catalogue = Catalogue::read(ENGLISH, SCHEMA);
        Self { language: Language::English, catalogue: catalogue.expect("the build has made it") }
    }

    /// In another language, from the bytes of its catalogue.
    ///
    /// # Errors
    /// It is no catalogue, or one of another build.
    pub fn read(language: Language, catalogue: Vec<u8>) -> Result<Self, Unreadable> {
        let catalogue = Catalogue::read(catalogue, SCHEMA)?;
        if catalogue.len() != Say::ALL.len() {
            return Err(Unreadable);
        }
        Ok(Self { language, catalogue })
    }

    /// Its language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A sentence or label that has no argument.
    pub fn text(&self, say: Say) -> &str {
        self.catalogue.text(say as usize)
    }

    /// A sentence with its arguments. What is put in is not looked into.
    pub fn fill(&self, say: Say, arguments: &[(Argument, Value<'_>)]) -> String {
        let arguments: Vec<_> =
            arguments.iter().map(|(name, value)| (*name as u8, *value)).collect();
        self.catalogue.fill(say as usize, &arguments)
    }

    /// The same; it begins with a capital letter, where the language has them: a sentence can begin with the name
    /// of a person.
    pub fn sentence(&self, say: Say, arguments: &[(Argument, Value<'_>)]) -> String {
        let sentence = self.fill(say, arguments);
        let mut chars = sentence.chars();
        match chars.next() {
            Some(first) => first.to_uppercase().chain(chars).collect(),
            None => sentence,
        }
    }

    /// A sentence about the User.
    pub fn to(&self, say: Say, user: &str) -> String {
        self.sentence(say, &[(Argument::User, user.into())])
    }

    /// The name of the User in sentences: the name, or "the User" until it is known.
    pub fn user_of<'a>(&'a self, view: &'a View) -> &'a str {
        view.user.as_ref().map_or(self.text(Say::TheUser), |name| name.as_str())
    }

    /// A number with one decimal, from tenths.
    pub fn tenths(&self, tenths: u64) -> String {
        format!("{}{}{}", tenths / 10, self.text(Say::DecimalMark), tenths % 10)
    }
}

/// As `4:59`.
pub(super) fn minutes_and_seconds(left: Duration) -> String {
    let seconds = left.as_millis().div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_by_its_key() {
        assert_eq!(Say::from_key("brand"), Some(Say::Brand));
        assert_eq!(Say::from_key("session-heading"), Some(Say::SessionHeading));
        assert_eq!(Say::from_key("session"), None);
        assert_eq!((Say::from_index("0"), Say::from_index("brand")), (Some(Say::Brand), None));
        assert_eq!(Say::from_index(&format!("{}", Say::ALL.len())), None);
        assert_eq!(KEYS.split(' ').count(), Say::ALL.len());
    }

    #[test]
    fn a_name_is_filled_in_once_and_not_looked_into() {
        let words = Words::english();
        assert_eq!(words.to(Say::EndUserLeft, "{user}"), "{user} disconnected.");
        assert_eq!(words.to(Say::EndUserLeft, "the User"), "The User disconnected.");
        assert_eq!(words.to(Say::AskingTitle, "Ann"), "Ann is being asked");
        assert_eq!(words.user_of(&View::default()), "the User");
    }

    #[test]
    fn a_name_that_is_written_from_right_to_left_turns_no_sentence_of_the_page_around() {
        let words = Words::english();
        assert_eq!(words.to(Say::EndUserLeft, "أحمد"), "\u{2068}أحمد\u{2069} disconnected.");
    }

    #[test]
    fn a_catalogue_of_another_build_is_not_read() {
        let words = Words::read(Language::Polish, ENGLISH.to_vec()).unwrap();
        assert_eq!((words.language(), words.text(Say::Brand)), (Language::Polish, "Alongside"));
        let mut other = ENGLISH.to_vec();
        *other.get_mut(4).unwrap() ^= 1;
        assert!(Words::read(Language::Polish, other).is_err());
    }
}
