//! The words that codes are made of: one list for each of four languages.
//!
//! No two words of all lists have the same first four letters. So each word tells its list, a code says by itself
//! which language it is in, and both ends find the same words whichever lists they look into first. All words are
//! written with the letters a to z alone: there is one way to write each, and every keyboard has it.

use alloc::string::String;
use core::fmt;

use crate::limits::{CODE_WORD_LETTERS, LIST_WORDS, OTHER_LISTS_BYTES};

/// The number of first letters that identify a word.
const PREFIX: usize = 4;

/// A language that has a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeLanguage {
    /// Also of everybody whose language has no list.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
}

impl CodeLanguage {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::English, Self::German, Self::French, Self::Spanish];

    /// The language of codes for people who speak the language with this tag (BCP 47, without a region).
    pub fn of_tag(tag: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.tag() == tag).unwrap_or(Self::English)
    }

    /// Its tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
        }
    }

    /// The words of its list, in alphabetical order.
    pub fn words(self) -> impl Iterator<Item = &'static str> {
        let all = WordLists::all().words();
        all.filter(move |(language, _)| *language == self).map(|(_, word)| word)
    }
}

/// The lists that are there. A program has all of them. The page has English inside and loads the others.
#[derive(Clone, Copy)]
pub struct WordLists {
    /// Those of the other languages, one after the other, a word in each line; empty when they are missing.
    others: &'static str,
}

// No constants: each crate that used one would have the words once more.
static ENGLISH: &str = include_str!("words/en.txt");
static OTHERS: &str = concat!(
    include_str!("words/de.txt"),
    include_str!("words/fr.txt"),
    include_str!("words/es.txt")
);

impl WordLists {
    /// English alone.
    pub fn english() -> Self {
        Self { others: "" }
    }

    /// All of them.
    pub fn all() -> Self {
        Self { others: OTHERS }
    }

    /// English, and the other lists as the build of the page writes them: one after the other, in the order of
    /// [`CodeLanguage`]. `None` when it is something else.
    pub fn read(others: &'static str) -> Option<Self> {
        let is_it = others.len() <= OTHER_LISTS_BYTES
            && others.lines().count() == (CodeLanguage::ALL.len() - 1) * LIST_WORDS
            && others.lines().all(is_word);
        is_it.then_some(Self { others })
    }

    /// Whether no list is missing.
    pub fn are_complete(self) -> bool {
        !self.others.is_empty()
    }

    /// All words with their languages: list after list, each in alphabetical order.
    pub fn words(self) -> impl Iterator<Item = (CodeLanguage, &'static str)> {
        let words = [ENGLISH, self.others].into_iter().flat_map(str::lines).enumerate();
        words.filter_map(|(n, word)| Some((*CodeLanguage::ALL.get(n / LIST_WORDS)?, word)))
    }

    /// The words that begin with `prefix` (any case, look-alikes), in the same order.
    pub fn complete(self, prefix: &str) -> impl Iterator<Item = (CodeLanguage, &'static str)> {
        let prefix = fold(prefix, 'l');
        self.words().filter(move |(_, word)| word.starts_with(&prefix))
    }

    /// The word of the lists for `typed`, and its language: the same word, or the only one with the same first four
    /// letters.
    pub fn find(self, typed: &str) -> Option<(CodeLanguage, &'static str)> {
        // A 1 can be an l or an i. Both readings are looked up, and only a word of a list counts.
        ['l', 'i'].into_iter().find_map(|one| {
            let folded = fold(typed, one);
            let tells_a_word = folded.chars().count() >= PREFIX;
            self.words().find(|(_, word)| tells_a_word && word.starts_with(&folded))
        })
    }
}

impl fmt::Debug for WordLists {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WordLists")
    }
}

/// Whether this can be a word of a list.
pub(crate) fn is_word(text: &str) -> bool {
    CODE_WORD_LETTERS.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase())
}

/// Converts to lower case, and replaces digits that look like letters.
fn fold(typed: &str, one: char) -> String {
    typed
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '0' => 'o',
            '1' => one,
            '5' => 's',
            '8' => 'b',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use alloc::borrow::ToOwned as _;
    use alloc::boxed::Box;
    use alloc::collections::BTreeSet;
    use alloc::format;
    use alloc::string::ToString as _;
    use alloc::vec::Vec;

    use super::*;

    fn read(text: String) -> Option<WordLists> {
        WordLists::read(Box::leak(text.into_boxed_str()))
    }

    #[test]
    fn the_lists_are_fit_for_the_phone() {
        let mut all = Vec::new();
        for language in CodeLanguage::ALL {
            let words: Vec<_> = language.words().collect();
            assert_eq!(words.len(), LIST_WORDS, "ten bits a word");
            assert!(words.is_sorted(), "{language:?}");
            assert!(words.iter().all(|word| is_word(word)), "{language:?}");
            all.extend(words);
        }
        let prefixes: BTreeSet<_> = all.iter().map(|word| prefix(word)).collect();
        assert_eq!(prefixes.len(), all.len(), "four letters tell every word from every other");
    }

    fn prefix(word: &str) -> &str {
        word.get(..PREFIX).unwrap_or(word)
    }

    #[test]
    fn a_word_is_found_with_its_language_however_it_is_typed() {
        for language in CodeLanguage::ALL {
            for word in language.words().step_by(17) {
                let digits = word.replace('o', "0").replace('l', "1").replace('s', "5");
                for typed in [word, prefix(word), &word.to_uppercase(), &digits] {
                    assert_eq!(WordLists::all().find(typed), Some((language, word)), "{typed}");
                }
            }
        }
        assert_eq!(WordLists::all().find("zzzz"), None);
        assert_eq!(WordLists::all().find("apf"), None, "three letters do not tell a word");
    }

    #[test]
    fn the_page_gets_the_same_lists_as_the_program_has() {
        let lists = read(OTHERS.to_owned()).unwrap();
        assert!(lists.are_complete() && !WordLists::english().are_complete());
        assert!(lists.words().eq(WordLists::all().words()));
    }

    #[test]
    fn what_is_no_file_of_lists_is_refused() {
        let file = OTHERS;
        for other in [
            String::new(),
            "<!doctype html>".into(),
            format!("{file}\nmore\n"),
            file.replacen("abend\n", "", 1),
            file.replacen("abend\n", "Abend\n", 1),
            file.replacen("abend\n", "abendbrote\n", 1),
            file.replacen('\n', "\n\n", 1),
            "\n".repeat(OTHER_LISTS_BYTES + 1),
        ] {
            assert!(
                read(other.clone()).is_none(),
                "{}",
                other.chars().take(40).collect::<String>()
            );
        }
        assert!(OTHER_LISTS_BYTES >= file.len());
        assert!(!format!("{:?}", WordLists::all()).contains("lamp"));
    }

    #[test]
    fn each_language_without_a_list_has_codes_in_english() {
        for (tag, first) in
            [("de", "abbiegen"), ("fr", "abeille"), ("es", "abajo"), ("ar", "abacus")]
        {
            let words = CodeLanguage::of_tag(tag).words().next().map(|word| word.to_string());
            assert_eq!(words.as_deref(), Some(first), "{tag}");
        }
    }
}
