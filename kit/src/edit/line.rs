//! What a field makes of keys and texts.

use parley::PlainEditorDriver;

use crate::input::KeyName;

pub(super) fn move_caret(
    driver: &mut PlainEditorDriver<'_, ()>,
    name: KeyName,
    shift: bool,
    word: bool,
) {
    let is_left = name == KeyName::Left;
    match (name == KeyName::Home, name == KeyName::End) {
        (true, _) if shift => driver.select_to_line_start(),
        (true, _) => driver.move_to_line_start(),
        (_, true) if shift => driver.select_to_line_end(),
        (_, true) => driver.move_to_line_end(),
        (false, false) => match (is_left, shift, word) {
            (true, false, false) => driver.move_left(),
            (true, false, true) => driver.move_word_left(),
            (true, true, false) => driver.select_left(),
            (true, true, true) => driver.select_word_left(),
            (false, false, false) => driver.move_right(),
            (false, false, true) => driver.move_word_right(),
            (false, true, false) => driver.select_right(),
            (false, true, true) => driver.select_word_right(),
        },
    }
}

/// A text in one line, of at most `max_chars` characters: breaks and tabs are spaces, other controls are left out.
/// The marks that order and isolate directions stay: without them some names read wrongly.
pub(super) fn single_line(text: &str, max_chars: usize) -> String {
    let text = text.trim_matches(['\n', '\r']).replace("\r\n", " ");
    let chars = text.chars().map(|c| match c {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        other => other,
    });
    chars.filter(|c| !c.is_control()).take(max_chars).collect()
}
