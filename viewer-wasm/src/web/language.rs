//! The language of the page, and the words of codes in other ones. `boot.js` has the menu and loads the files, beside
//! the module.

use catalogue::Language;
use protocol::limits::OTHER_LISTS_BYTES;
use protocol::word_list::WordLists;
use viewer::words::Words;

/// The words of the language with this tag, or English where its catalogue could not be had.
pub(crate) fn words_of(tag: &str, catalogue: Option<Vec<u8>>) -> Words {
    let language = Language::from_tag(tag);
    let words = language.zip(catalogue).map(|(language, bytes)| Words::read(language, bytes));
    words.and_then(Result::ok).unwrap_or_else(Words::english)
}

/// The words of codes in all languages. They are kept as long as the page lives.
pub(crate) fn lists_of(text: Option<String>) -> Option<WordLists> {
    let text = text.filter(|text| text.len() <= OTHER_LISTS_BYTES)?;
    WordLists::read(text.leak())
}
