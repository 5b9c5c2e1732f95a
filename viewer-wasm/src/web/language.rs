//! The language of the page. `boot.js` has the menu and loads the catalogues, beside the module.

use catalogue::Language;
use viewer::words::Words;

/// The words of the language with this tag, or English where its catalogue could not be had.
pub(crate) fn words_of(tag: &str, catalogue: Option<Vec<u8>>) -> Words {
    let language = Language::from_tag(tag);
    let words = language.zip(catalogue).map(|(language, bytes)| Words::read(language, bytes));
    words.and_then(Result::ok).unwrap_or_else(Words::english)
}
