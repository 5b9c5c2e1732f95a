//! Text in the clipboard (`CF_UNICODETEXT`): UTF-16 up to a zero, with two characters at the end of a line.

use alloc::string::String;
use alloc::vec::Vec;

/// The text, with one character at the end of a line. `None` when it has more than `room` bytes. Halves of characters are
/// replaced.
pub fn read(units: impl IntoIterator<Item = u16>, room: usize) -> Option<String> {
    let mut text = String::new();
    let mut is_after_return = false;
    let units = units.into_iter().take_while(|unit| *unit != 0);
    for letter in char::decode_utf16(units) {
        let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
        if letter == '\n' && is_after_return {
            text.pop();
        }
        is_after_return = letter == '\r';
        text.push(letter);
        // The return may be taken back.
        if text.len() > room.saturating_add(usize::from(is_after_return)) {
            return None;
        }
    }
    (text.len() <= room).then_some(text)
}

/// The text as Windows programs expect it. A zero would be its end, so that it is left out.
pub fn write(text: &str) -> Vec<u16> {
    let mut units = Vec::with_capacity(text.len() + 1);
    let mut before = '\0';
    for letter in text.chars().filter(|letter| *letter != '\0') {
        if letter == '\n' && before != '\r' {
            units.push(u16::from(b'\r'));
        }
        units.extend_from_slice(letter.encode_utf16(&mut [0; 2]));
        before = letter;
    }
    units.push(0);
    units
}
