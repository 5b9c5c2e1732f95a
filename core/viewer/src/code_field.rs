//! The code field: reads a link or a part of a code, and completes words.

use alloc::borrow::ToOwned as _;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use protocol::code::{InvitationCode, ParseCodeError, Slot};
use protocol::limits::CODE_TEXT_BYTES;
use protocol::word_list::{CodeLanguage, WordLists};

/// Suggestions shown at once: more would not be read.
pub const SUGGESTIONS: usize = 5;

/// What the fragment of a link contains (the part behind `#`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// No part of a code.
    Nothing,
    /// The slot alone: the User says the words in another way.
    Slot(Slot),
    /// A text that begins like a code.
    Code(String),
}

/// Reads the fragment of a link.
pub fn fragment(text: &str) -> Fragment {
    let text = text.strip_prefix('#').unwrap_or(text).trim();
    if text.is_empty() || text.len() > CODE_TEXT_BYTES {
        return Fragment::Nothing;
    }
    let mut parts = parts(text);
    match (parts.next().map(|range| pick(text, range).parse::<Slot>()), parts.next()) {
        (Some(Ok(slot)), None) => Fragment::Slot(slot),
        (Some(Ok(_)), Some(_)) => Fragment::Code(text.to_owned()),
        (Some(Err(_)) | None, _) => Fragment::Nothing,
    }
}

/// The code in a typed or pasted text: of a link, the fragment.
pub fn code_text(typed: &str) -> &str {
    typed.rsplit_once('#').map_or(typed, |(_, behind)| behind).trim()
}

/// Parses a typed or pasted code with the lists that are there. `linked` is what the link of the page brought: it was
/// written by a program, so no list is needed to understand it.
pub fn code(typed: &str, lists: WordLists, linked: &str) -> Result<InvitationCode, ParseCodeError> {
    let text = code_text(typed);
    let code = InvitationCode::read(text, lists);
    if lacks_lists(&code, lists) && text == linked {
        return InvitationCode::of_link(text).map_or(code, Ok);
    }
    code
}

/// Whether this is no code for want of lists.
pub fn lacks_lists(code: &Result<InvitationCode, ParseCodeError>, lists: WordLists) -> bool {
    matches!(code, Err(ParseCodeError::UnknownWord(_))) && !lists.are_complete()
}

/// The word being typed, and what it could become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The position of the word in the text, in bytes.
    pub range: Range<usize>,
    /// Words that begin with it, at most [`SUGGESTIONS`].
    pub words: Vec<&'static str>,
}

/// Completes the last word of the text, in the language of the words before it; without any, in that of the Helper
/// first. The slot, an empty word and a complete word are not completed.
pub fn completion(text: &str, lists: WordLists, own: CodeLanguage) -> Option<Completion> {
    if text.len() > CODE_TEXT_BYTES {
        return None;
    }
    let range = parts(text).skip(1).last().filter(|range| range.end == text.len())?;
    let typed = pick(text, range.clone());
    let before = text.get(..range.start).unwrap_or_default();
    let of_code = parts(before).skip(1).find_map(|range| lists.find(pick(before, range)));
    let preferred = of_code.map_or(own, |(language, _)| language);
    let (mut words, mut others) = (Vec::new(), Vec::new());
    for (language, word) in lists.complete(typed) {
        if language == preferred { &mut words } else { &mut others }.push(word);
    }
    if of_code.is_none() || words.is_empty() {
        words.append(&mut others);
    }
    words.truncate(SUGGESTIONS);
    match words.as_slice() {
        [] => None,
        [only] if *only == typed => None,
        _ => Some(Completion { range, words }),
    }
}

/// The text with a suggestion accepted.
pub fn accept(text: &str, completion: &Completion, word: &str) -> String {
    let mut taken = text.get(..completion.range.start).unwrap_or_default().to_owned();
    taken.push_str(word);
    let words = parts(&taken).count().saturating_sub(1);
    if words < protocol::limits::SECRET_WORDS {
        taken.push('-');
    }
    taken
}

/// The runs of letters and digits in a text.
fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = text.char_indices().peekable();
    core::iter::from_fn(move || {
        let (start, _) = rest.find(|(_, c)| c.is_alphanumeric())?;
        while rest.next_if(|(_, c)| c.is_alphanumeric()).is_some() {}
        let end = rest.peek().map_or(text.len(), |(at, _)| *at);
        Some(start..end)
    })
}

fn pick(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::format;

    use super::*;
    use proptest::prelude::*;

    fn word(n: usize) -> &'static str {
        CodeLanguage::English.words().nth(n).unwrap()
    }

    fn completion(text: &str) -> Option<Completion> {
        super::completion(text, WordLists::english(), CodeLanguage::English)
    }

    #[test]
    fn a_link_brings_a_slot_or_a_code() {
        let slot = Slot::try_from(7).unwrap();
        for (text, meaning) in [
            ("", Fragment::Nothing),
            ("#", Fragment::Nothing),
            ("#chat", Fragment::Nothing),
            ("#7", Fragment::Slot(slot)),
            ("7", Fragment::Slot(slot)),
            ("#7-", Fragment::Slot(slot)),
            ("#7-lamp-or", Fragment::Code("7-lamp-or".to_owned())),
        ] {
            assert_eq!(fragment(text), meaning, "{text}");
        }
    }

    #[test]
    fn a_pasted_link_is_read_behind_its_hash() {
        let plain = format!("7-{}-{}-{}", word(1), word(2), word(3));
        for typed in [plain.clone(), format!("http://host:7575/#{plain}"), format!(" #{plain} ")] {
            let read = code(&typed, WordLists::english(), "").unwrap();
            assert_eq!(read.expose().as_str(), plain, "{typed}");
        }
        assert_eq!(code(" ", WordLists::english(), ""), Err(ParseCodeError::Empty));
    }

    #[test]
    fn a_code_without_its_list_is_understood_from_the_link_of_the_page_alone() {
        let text = "7-apfel-nube-lapin";
        let read = |typed: &str, lists, linked: &str| code(typed, lists, linked);
        let known = read(text, WordLists::all(), "");
        assert!(known.is_ok());
        assert_eq!(read(text, WordLists::english(), text), known);
        for (typed, linked) in [(text, ""), ("7-apfe-nube-lapi", text), ("7-apfel-nube-zzzz", text)]
        {
            let lacking = read(typed, WordLists::english(), linked);
            assert!(lacks_lists(&lacking, WordLists::english()), "{lacking:?}");
        }
        assert!(!lacks_lists(&read("7-zzzz", WordLists::all(), ""), WordLists::all()));
        assert!(!lacks_lists(&read("7-lamp", WordLists::english(), ""), WordLists::english()));
    }

    #[test]
    fn the_words_before_tell_the_language_of_what_is_suggested() {
        let words = |text: &str, own| {
            super::completion(text, WordLists::all(), own).map(|found| found.words)
        };
        let [english, german] = [CodeLanguage::English, CodeLanguage::German];
        assert_eq!(words("7-apf", english), Some(["apfel"].to_vec()));
        assert_eq!(words("7-lap", english), Some(["lapel", "lapin"].to_vec()));
        assert_eq!(words("7-cerise-lap", english), Some(["lapin"].to_vec()));
        assert_eq!(words("7-cerise-apf", english), Some(["apfel"].to_vec()), "they may be mixed");
        let own_first = words("7-ba", german).unwrap();
        assert!(own_first.iter().all(|word| german.words().any(|it| it == *word)), "{own_first:?}");
    }

    #[test]
    fn the_word_being_typed_is_completed() {
        let start: String = word(500).chars().take(2).collect();
        let text = format!("7-{}-{start}", word(1));
        let completion = completion(&text).unwrap();
        assert!(completion.words.iter().all(|word| word.starts_with(&start)));
        assert!(completion.words.len() <= SUGGESTIONS);
        let first = completion.words[0];
        assert_eq!(accept(&text, &completion, first), format!("7-{}-{first}-", word(1)));
    }

    #[test]
    fn the_last_word_gets_no_separator() {
        let start: String = word(9).chars().take(3).collect();
        let text = format!("7 {} {} {start}", word(1), word(2));
        let taken = accept(&text, &completion(&text).unwrap(), word(9));
        assert_eq!(taken, format!("7 {} {} {}", word(1), word(2), word(9)));
    }

    #[test]
    fn nothing_is_suggested_where_nothing_is_missing() {
        for text in ["", "7", "7-", &format!("7-{}", word(3)), &format!("7-{}-", word(3)), "7-zzzz"]
        {
            assert_eq!(completion(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm(text: String) {
            let _ = fragment(&text);
            let _ = code(&text, WordLists::all(), &text);
            let found = super::completion(&text, WordLists::all(), CodeLanguage::German);
            if let Some(completion) = found {
                let _ = accept(&text, &completion, "word");
            }
        }
    }
}
