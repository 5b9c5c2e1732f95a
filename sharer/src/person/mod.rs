//! The User: notices go out to them, commands come in from them.
//!
//! [`UserNotice`] is the one type for everything that the User is told, [`UserInput`] the one for
//! everything that they command. A [`Face`] turns notices into bytes and lines into commands: the
//! dialogue on a terminal, or JSON lines for scripts. [`PersonHandle`] joins them to the session:
//! notices wait in a bounded queue that a thread of their own writes out, so that a reader that
//! does not read never delays the session.

#[cfg(test)]
mod contract;
pub(crate) mod face;
pub(crate) mod handle;
pub(crate) mod input;
mod json;
pub(crate) mod notice;
mod qr;
mod queue;
pub(crate) mod stdin;
mod terminal;

pub use face::Face;
pub use handle::PersonHandle;
pub use input::{InputError, Origin, UserInput};
pub use json::Json;
pub use notice::{Note, UserError, UserNotice};
pub use stdin::{InputLine, StandardInput};
pub use terminal::Terminal;

/// Leaves out what would let text steer the terminal or hide itself: controls other than line
/// break and tab, and what changes the direction of the text that follows (Unicode UAX #9 §2).
pub(crate) fn printable(text: &str) -> String {
    let turns = |c| matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let steers = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || turns(c);
    text.chars().filter(|c| !steers(*c)).collect()
}
