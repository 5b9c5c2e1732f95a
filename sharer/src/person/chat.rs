//! Chat on a terminal, shown so that no message can look like a line of the program, push a question
//! away, or steer the terminal.

use std::collections::VecDeque;

use catalogue::{ISOLATE, ISOLATE_END};

use super::printable::{is_isolate, is_line_break, printable, shown};
use crate::words;

/// In front of each line of a message. The program begins no line of its own like this.
const MARK: &str = "  | ";

/// In front of the further lines of a message, after [`MARK`].
const INDENT: &str = "  ";

/// Columns that stay empty at the end of a line. A terminal that mirrors lines of a right-to-left script
/// shows the end of a line at its left edge, where lines of the program begin.
const MARGIN: usize = MARK.len();

/// The fewest columns of a line. A terminal that is narrower breaks the line by itself.
const NARROWEST: usize = 24;

/// Columns when standard output is no terminal, so that nobody knows how wide it is shown.
const UNKNOWN_WIDTH: usize = 80;

/// Lines of one message that are shown. A terminal has 24 lines, and one message must not take all of
/// them. The rest is left out, and the User is told so.
const LINES: usize = 16;

/// Messages that wait while a question is open. Of more, the oldest are left out, and the User is told
/// how many.
const WAITING: usize = 20;

/// A chat message, as lines of a terminal of so many columns, each with its line break.
pub(super) fn lines(author: &str, text: &str, columns: Option<usize>) -> String {
    let columns = columns.unwrap_or(UNKNOWN_WIDTH).max(NARROWEST);
    let width = columns - MARK.len() - INDENT.len() - MARGIN;
    let message = format!("{author}: {text}");
    // Blank lines would only push other lines away.
    let written = message.split(is_line_break).map(plain).filter(|line| !line.trim().is_empty());
    let mut shown = String::new();
    let mut count = 0;
    for line in written {
        for row in rows(&line, width) {
            if count == LINES {
                shown.push_str(words::CHAT_CUT.text());
                shown.push('\n');
                return shown;
            }
            shown.push_str(MARK);
            shown.push_str(if count == 0 { "" } else { INDENT });
            shown.push_str(row);
            shown.push('\n');
            count += 1;
        }
    }
    shown
}

/// A question, in rows of a terminal of so many columns. Each row but the first of a line is indented, so that no
/// row begins with what a name brings. On a terminal of unknown width, each line is one row.
pub(super) fn indented(question: &str, columns: Option<usize>) -> String {
    let width =
        columns.map_or(usize::MAX, |columns| columns.max(NARROWEST) - INDENT.len() - MARGIN);
    let mut text = String::new();
    for line in question.split(is_line_break).map(|line| shown(&line.replace('\t', " "))) {
        let mut open = 0;
        for (n, row) in rows(&line, width).enumerate() {
            text.push_str(if n == 0 { "" } else { INDENT });
            open = push_row(&mut text, row, open);
            text.push('\n');
        }
        if line.trim().is_empty() {
            text.push('\n');
        }
    }
    text
}

/// Adds a row of a line, before which so many isolates are open. Those that go on in the next row end with this one and
/// begin again there, since a terminal arranges each row for itself. Returns how many they are.
fn push_row(text: &mut String, row: &str, open: usize) -> usize {
    text.extend(std::iter::repeat_n(ISOLATE, open));
    text.push_str(row);
    let open = row.chars().fold(open, |open, c| match c {
        ISOLATE => open + 1,
        ISOLATE_END => open.saturating_sub(1),
        _ => open,
    });
    text.extend(std::iter::repeat_n(ISOLATE_END, open));
    open
}

/// A line without what moves the cursor. The width of a tab depends on the terminal.
fn plain(line: &str) -> String {
    printable(&line.replace('\t', " "))
}

/// A line in parts of at most so many columns, broken at spaces where there are some.
fn rows(line: &str, width: usize) -> impl Iterator<Item = &str> {
    let mut rest = line.trim_end();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let fits = fitting(rest, width);
        let at = match rest.get(..fits)?.rsplit_once(' ') {
            _ if fits == rest.len() => fits,
            // A break after nothing but spaces would leave an empty line.
            Some((before, _)) if !before.trim().is_empty() => before.len(),
            Some(_) | None => fits,
        };
        let (row, after) = rest.split_at(at);
        rest = after.trim_start();
        Some(row)
    })
}

/// How many bytes of a line fit into so many columns, at least one character.
fn fitting(line: &str, width: usize) -> usize {
    let mut used = 0;
    let fits = line.char_indices().find(|(at, c)| {
        used += most_columns(*c);
        used > width && *at > 0
    });
    fits.map_or(line.len(), |(at, _)| at)
}

/// The most columns that a character takes. Wide ones begin with Hangul (Unicode UAX #11); some that
/// follow are narrow, so that their line is broken a little early.
fn most_columns(c: char) -> usize {
    match c {
        c if is_isolate(c) => 0,
        c if c < '\u{1100}' => 1,
        _ => 2,
    }
}

/// Messages that wait until a question is settled.
#[derive(Debug, Default)]
pub(super) struct WaitingChat {
    /// Author and text.
    messages: VecDeque<(String, String)>,
    left_out: u32,
}

impl WaitingChat {
    /// Keeps a message.
    pub(super) fn push(&mut self, author: String, text: String) {
        if self.messages.len() == WAITING {
            self.messages.pop_front();
            self.left_out = self.left_out.saturating_add(1);
        }
        self.messages.push_back((author, text));
    }

    /// All that waited, as lines. Nothing waits afterwards.
    pub(super) fn take(&mut self, columns: Option<usize>) -> String {
        let Self { messages, left_out } = std::mem::take(self);
        let mut shown = String::new();
        if left_out > 0 {
            shown.push_str(&words::chat_left_out(left_out));
            shown.push('\n');
        }
        shown.extend(messages.iter().map(|(author, text)| lines(author, text, columns)));
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_message_is_marked_on_each_line() {
        assert_eq!(lines("Jacky", "hi", Some(80)), "  | Jacky: hi\n");
        let text = "one\n\n \ntwo\r\nthree\u{2028}four";
        assert_eq!(
            lines("Jacky", text, Some(80)),
            "  | Jacky: one\n  |   two\n  |   three\n  |   four\n"
        );
        let text = "The session has ended. Nobody can see your screen.";
        assert_eq!(
            lines("Jacky", text, Some(40)),
            "  | Jacky: The session has ended.\n  |   Nobody can see your screen.\n"
        );
    }

    #[test]
    fn a_long_message_is_cut_and_the_user_is_told() {
        let shown = lines("Jacky", &"x\n".repeat(8_000), Some(80));
        assert_eq!(shown.lines().count(), LINES + 1);
        assert!(shown.ends_with(&format!("{}\n", words::CHAT_CUT)), "{shown}");
        let whole = lines("Jacky", &"x\n".repeat(LINES), Some(80));
        assert_eq!(whole.lines().count(), LINES, "{whole}");
    }

    #[test]
    fn of_many_messages_the_newest_wait() {
        let mut waiting = WaitingChat::default();
        for number in 0..100 {
            waiting.push("Jacky".into(), number.to_string());
        }
        let shown = waiting.take(None);
        assert_eq!(shown.lines().count(), WAITING + 1);
        assert!(shown.starts_with(&words::chat_left_out(80)), "{shown}");
        assert!(shown.ends_with("  | Jacky: 99\n"), "{shown}");
        assert_eq!(waiting.take(None), "");
    }

    proptest! {
        #[test]
        fn no_text_leaves_its_marked_lines(
            text in "([ a-z\\n\\t\\r]|\\PC|\\p{C}|漢|ה|\u{202e}|\u{2028}|\u{1b}){0,400}",
            columns in 0_usize..200,
        ) {
            for line in lines("Jacky", &text, Some(columns)).lines() {
                if line == words::CHAT_CUT.text() {
                    continue;
                }
                let width: usize = line.chars().map(most_columns).sum();
                prop_assert!(line.starts_with(MARK), "{line:?}");
                prop_assert!(width <= columns.max(NARROWEST) - MARGIN, "{line:?}");
                prop_assert!(!line.contains(|c: char| c.is_control() || is_line_break(c)));
                prop_assert_eq!(&printable(line), line);
            }
        }
    }
}
