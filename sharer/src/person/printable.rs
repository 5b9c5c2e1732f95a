//! Text of others, made safe to print.

/// Leaves out what would let text steer the terminal or hide itself: controls other than line
/// break and tab, and what changes the direction of the text that follows (Unicode UAX #9 §2).
pub(crate) fn printable(text: &str) -> String {
    let turns = |c| matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let steers = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || turns(c);
    text.chars().filter(|c| !steers(*c)).collect()
}
