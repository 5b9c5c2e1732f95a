//! Standard input, line by line.
//!
//! The terminal may be a window on the desktop that the Helper controls. A line counts as the User's
//! only when all of it was typed after [`StandardInput::discard`]: what the system holds is thrown
//! away, and the beginning of a line that was read already is recognized by its generation.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::mpsc;

use super::input::{FromUser, InputError, Origin};
use crate::platform;

/// A line that is longer is an error.
const LINE_BYTES: usize = 64 * 1024;

/// Lines that may wait for the session. When it is full, reading stops until there is room.
const LINES: usize = 16;

/// The reader of standard input.
#[derive(Clone, Debug)]
pub struct StandardInput {
    origin: Origin,
    /// How often typed text was thrown away.
    generation: Arc<AtomicU64>,
}

/// A line of standard input.
#[derive(Debug)]
pub struct InputLine {
    text: Result<String, InputError>,
    /// The generation in which its first byte came.
    generation: u64,
}

impl StandardInput {
    /// Starts a thread that reads, since a terminal cannot be read asynchronously. It ends with the
    /// process.
    pub fn start() -> io::Result<(Self, mpsc::Receiver<FromUser>)> {
        let is_terminal = io::stdin().is_terminal();
        let origin = if is_terminal { Origin::Terminal } else { Origin::Pipe };
        let generation = Arc::new(AtomicU64::new(0));
        let (lines, received) = mpsc::channel(LINES);
        let of_reader = Arc::clone(&generation);
        let thread = std::thread::Builder::new().name("stdin".into());
        thread.spawn(move || read_lines(is_terminal, &of_reader, &lines))?;
        Ok((Self { origin, generation }, received))
    }

    /// No standard input, since the User has a window. Commands can be sent in the place of its lines.
    pub fn none() -> (Self, mpsc::Sender<FromUser>, mpsc::Receiver<FromUser>) {
        let (commands, received) = mpsc::channel(LINES);
        (Self { origin: Origin::Window, generation: Arc::default() }, commands, received)
    }

    /// Where its lines are written.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The text of a line, if all of it was typed after [`Self::discard`].
    pub fn text(&self, line: InputLine) -> Result<String, InputError> {
        let is_terminal = self.origin == Origin::Terminal;
        if is_terminal && line.generation != self.generation.load(Ordering::SeqCst) {
            return Err(InputError::TypedTooEarly);
        }
        line.text
    }

    /// Throws away what was typed so far, the beginning of a line included.
    pub fn discard(&self) {
        if self.origin == Origin::Terminal {
            // First what the system holds: a reader that sees the new generation has read only
            // newer bytes.
            platform::discard_input();
            self.generation.fetch_add(1, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
impl StandardInput {
    /// Input that a test writes, as if it came from there.
    pub(crate) fn of_test_from(
        origin: Origin,
    ) -> (Self, mpsc::Sender<FromUser>, mpsc::Receiver<FromUser>) {
        let (lines, received) = mpsc::channel(LINES);
        (Self { origin, generation: Arc::default() }, lines, received)
    }
}

#[cfg(test)]
impl InputLine {
    /// A line that a test writes.
    pub(crate) fn of_test(text: &str) -> FromUser {
        FromUser::Line(Self { text: Ok(text.to_owned()), generation: 0 })
    }
}

/// Reads until the end of the input.
fn read_lines(is_terminal: bool, generation: &AtomicU64, lines: &mpsc::Sender<FromUser>) {
    let mut input = io::stdin().lock();
    let mut whole = LineBuffer::default();
    loop {
        // Bytes that are read after this can only be newer than this generation.
        let is_open = is_terminal && platform::wait_for_input();
        let generation = generation.load(Ordering::SeqCst);
        let taken = match input.fill_buf() {
            // Ctrl-D ends a line of a terminal; more can be typed after it.
            Ok([]) if is_open => 0,
            Ok([]) | Err(_) => {
                if let Some(line) = whole.end() {
                    let _ = lines.blocking_send(FromUser::Line(line));
                }
                return;
            }
            Ok(bytes) => {
                for line in whole.take(bytes, generation) {
                    if lines.blocking_send(FromUser::Line(line)).is_err() {
                        return;
                    }
                }
                bytes.len()
            }
        };
        input.consume(taken);
    }
}

/// Joins the parts of a line that come apart.
#[derive(Debug, Default)]
struct LineBuffer {
    bytes: Vec<u8>,
    /// The generation of the first byte of the current line.
    generation: Option<u64>,
    is_too_long: bool,
}

impl LineBuffer {
    /// Takes bytes of one read. Returns the lines that end in them.
    fn take(&mut self, bytes: &[u8], generation: u64) -> Vec<InputLine> {
        let mut lines = Vec::new();
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.generation.get_or_insert(generation);
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

    /// Ends the current line, if there is one.
    fn end(&mut self) -> Option<InputLine> {
        let generation = self.generation?;
        let Self { bytes, is_too_long, .. } = std::mem::take(self);
        let text = if is_too_long {
            Err(InputError::TooLong(LINE_BYTES))
        } else {
            String::from_utf8(bytes).map_err(|_| InputError::NotUtf8)
        };
        Some(InputLine { text, generation })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: Vec<InputLine>) -> Vec<(Result<String, InputError>, u64)> {
        lines.into_iter().map(|line| (line.text, line.generation)).collect()
    }

    #[test]
    fn a_line_is_as_old_as_its_first_byte() {
        let mut whole = LineBuffer::default();
        assert!(whole.take(b"ye", 4).is_empty());
        let lines = texts(whole.take(b"s\nno\nye", 5));
        assert_eq!(lines, [(Ok("yes\n".into()), 4), (Ok("no\n".into()), 5)]);
        assert_eq!(texts(whole.take(b"s\n", 6)), [(Ok("yes\n".into()), 5)]);
        assert!(whole.end().is_none());
    }

    #[test]
    fn a_line_that_is_too_long_is_one_error() {
        let mut whole = LineBuffer::default();
        let long = vec![b'x'; LINE_BYTES];
        assert!(whole.take(&long, 0).is_empty());
        assert!(whole.take(&long, 0).is_empty());
        let lines = texts(whole.take(b"yes\nyes\n", 0));
        assert_eq!(lines[0].0, Err(InputError::TooLong(LINE_BYTES)), "{lines:?}");
        assert_eq!(lines[1..], [(Ok("yes\n".into()), 0)]);
        assert_eq!(texts(whole.take(b"\xff\n", 0))[0].0, Err(InputError::NotUtf8));
    }
}
