//! The characters that an XML 1.0 document can hold (XML 1.0 §2.2).

use alloc::string::String;

/// Whether no XML 1.0 document can hold the character (§2.2, production `Char`).
pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Replaces each character that XML cannot hold by U+FFFD.
pub(super) fn allowed(text: &str) -> String {
    text.chars().map(|c| if is_forbidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
