//! Text of others, made safe to print.

use catalogue::{ISOLATE, ISOLATE_END, is_mark};

use crate::words;

/// Leaves out what would let text steer the terminal or hide itself: all that [`steers`] but line break and
/// tab.
pub(crate) fn printable(text: &str) -> String {
    text.chars().filter(|c| !steers(*c) || matches!(c, '\n' | '\t')).collect()
}

/// The same for a sentence of ours, in which isolates stand round what was put in, where the language of either is written
/// from right to left. They stay in pairs, which turn nothing around outside of them.
pub(crate) fn shown(text: &str) -> String {
    let line = |line: &str| match words::are_paired(line) {
        true => line.chars().filter(|c| !steers(*c) || *c == '\t' || is_isolate(*c)).collect(),
        false => printable(line),
    };
    text.split('\n').map(line).collect::<Vec<String>>().join("\n")
}

pub(super) fn is_isolate(c: char) -> bool {
    matches!(c, ISOLATE | ISOLATE_END)
}

/// Whether a character steers a terminal: a control, or what changes the direction of the text that
/// follows (Unicode UAX #9 §2).
pub(super) fn steers(c: char) -> bool {
    c.is_control() || is_mark(c)
}

/// Whether one terminal or program or another takes a character as the end of a line (Unicode UAX #14,
/// classes BK, CR, LF and NL).
pub(super) fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
