//! SHELL. Standard input, line by line.
//!
//! A terminal may stand on the very desktop that the Helper controls. A line counts as the User's
//! only when all of it was typed after [`Typed::discard`]: the part that waits in the system is
//! thrown away, and what was read of a line that is not whole yet is told apart by its number.

use std::io::{BufRead as _, IsTerminal as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::mpsc;

use crate::platform;

/// A line that is longer is an error.
const LINE_BYTES: usize = 64 * 1024;

/// How many lines wait for the loop.
const LINES: usize = 16;

/// What is known of standard input.
#[derive(Clone, Debug)]
pub struct Typed {
    /// Whether it is a terminal, at whose keyboard the Helper may be, too.
    is_terminal: bool,
    /// How often what was typed was thrown away.
    discarded: Arc<AtomicU64>,
}

/// A line of standard input.
#[derive(Debug)]
pub struct Line {
    /// What it says, or why it cannot be read.
    pub text: Result<String, String>,
    /// How often things had been thrown away when its first byte came.
    begun: u64,
}

impl Typed {
    /// Begins to read. A thread does, since a terminal cannot be read asynchronously; it ends with
    /// the process.
    pub fn read() -> (Self, mpsc::Receiver<Line>) {
        let is_terminal = std::io::stdin().is_terminal();
        let discarded = Arc::new(AtomicU64::new(0));
        let (lines, received) = mpsc::channel(LINES);
        let theirs = Arc::clone(&discarded);
        std::thread::spawn(move || follow(is_terminal, &theirs, &lines));
        (Self { is_terminal, discarded }, received)
    }

    /// Whether a line may have been typed by the Helper.
    pub fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Whether a part of the line was typed before [`Self::discard`].
    pub fn is_stale(&self, line: &Line) -> bool {
        self.is_terminal && line.begun != self.discarded.load(Ordering::SeqCst)
    }

    /// Throws away what was typed so far, the beginning of a line included.
    pub fn discard(&self) {
        if self.is_terminal {
            // First the system's part: whoever sees the new number reads only what came after it.
            platform::discard_input();
            self.discarded.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Reads until the end.
fn follow(is_terminal: bool, discarded: &AtomicU64, lines: &mpsc::Sender<Line>) {
    let mut input = std::io::stdin().lock();
    let mut whole = Whole::default();
    loop {
        // What is read after this number was looked up can only be newer than the number says.
        let is_open = is_terminal && platform::wait_for_input();
        let number = discarded.load(Ordering::SeqCst);
        let taken = match input.fill_buf() {
            // The key for the end of the input ends a line of a terminal; it takes nobody's voice.
            Ok([]) if is_open => 0,
            Ok([]) | Err(_) => {
                if let Some(line) = whole.end() {
                    let _ = lines.blocking_send(line);
                }
                return;
            }
            Ok(bytes) => {
                for line in whole.take(bytes, number) {
                    if lines.blocking_send(line).is_err() {
                        return;
                    }
                }
                bytes.len()
            }
        };
        input.consume(taken);
    }
}

/// Puts lines together.
#[derive(Debug, Default)]
struct Whole {
    bytes: Vec<u8>,
    /// The number at the first byte of the line at hand.
    begun: Option<u64>,
    is_too_long: bool,
}

impl Whole {
    /// Takes bytes that came together. Returns the lines that end in them.
    fn take(&mut self, bytes: &[u8], number: u64) -> Vec<Line> {
        let mut lines = Vec::new();
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.begun.get_or_insert(number);
            if self.bytes.len() + part.len() > LINE_BYTES {
                self.is_too_long = true;
                self.bytes.clear();
            } else {
                self.bytes.extend_from_slice(part);
            }
            if part.ends_with(b"\n") {
                lines.extend(self.end());
            }
        }
        lines
    }

    /// The line at hand, if there is one.
    fn end(&mut self) -> Option<Line> {
        let begun = self.begun?;
        let Self { bytes, is_too_long, .. } = std::mem::take(self);
        let text = if is_too_long {
            Err(format!("expected a line of at most {LINE_BYTES} bytes"))
        } else {
            String::from_utf8(bytes).map_err(|_| "expected UTF-8 text".to_owned())
        };
        Some(Line { text, begun })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: Vec<Line>) -> Vec<(Result<String, String>, u64)> {
        lines.into_iter().map(|line| (line.text, line.begun)).collect()
    }

    #[test]
    fn a_line_is_as_old_as_its_first_byte() {
        let mut whole = Whole::default();
        assert!(whole.take(b"ye", 4).is_empty());
        let lines = texts(whole.take(b"s\nno\nye", 5));
        assert_eq!(lines, [(Ok("yes\n".into()), 4), (Ok("no\n".into()), 5)]);
        assert_eq!(texts(whole.take(b"s\n", 6)), [(Ok("yes\n".into()), 5)]);
        assert!(whole.end().is_none());
    }

    #[test]
    fn a_line_that_is_too_long_is_one_error() {
        let mut whole = Whole::default();
        let long = vec![b'x'; LINE_BYTES];
        assert!(whole.take(&long, 0).is_empty());
        assert!(whole.take(&long, 0).is_empty());
        let lines = texts(whole.take(b"yes\nyes\n", 0));
        assert!(lines[0].0.is_err(), "{lines:?}");
        assert_eq!(lines[1..], [(Ok("yes\n".into()), 0)]);
        assert!(texts(whole.take(b"\xff\n", 0))[0].0.is_err());
    }
}
