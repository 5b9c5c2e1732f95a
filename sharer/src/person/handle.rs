//! The session's end of the dialogue with the User, and the thread that writes.

use std::io::{self, ErrorKind, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use protocol::limits::LAST_NOTICES_TIMEOUT;
use session::PersonInput;
use tracing::{error, warn};

use super::face::Face;
use super::input::{FromUser, InputError, Origin, UserInput};
use super::json::Json;
use super::notice::{UserError, UserNotice};
use super::qr;
use super::queue::{Entry, NoticeQueue};
use super::stdin::StandardInput;
use super::terminal::Terminal;
use crate::clock::Clock;

/// How long the writer waits when standard output is set to refuse instead of to block.
const WRITE_AGAIN: Duration = Duration::from_millis(50);

/// Tells the User what happens, and reads their commands. No method waits for a reader but
/// [`Self::finish`], which does so for a bounded time.
#[derive(Clone)]
pub struct PersonHandle {
    shared: Arc<Shared>,
}

/// What the session and the writer share.
struct Shared {
    queue: NoticeQueue,
    /// Locked to render or to parse, never while bytes are written.
    shown: Mutex<Shown>,
    clock: Clock,
}

/// The face, and the session whose notices it shows. A reader who is behind still reads those of the
/// session before.
struct Shown {
    face: Box<dyn Face>,
    /// The session of the notice that was rendered last.
    rendered: u32,
    /// The session of the notice that was written last.
    written: u32,
}

impl PersonHandle {
    /// Starts the writer to standard output, as JSON lines or as a dialogue on a terminal.
    pub fn to_stdout(json: bool) -> io::Result<Self> {
        let face: Box<dyn Face> = if json {
            Box::new(Json)
        } else {
            Box::new(Terminal::new(qr::terminal_size_with_colours(), terminal_columns))
        };
        Self::start(face, io::stdout())
    }

    /// Starts a thread that writes what `face` shows to `out`. It ends after [`Self::finish`], or with
    /// the process.
    pub(crate) fn start(face: Box<dyn Face>, out: impl Write + Send + 'static) -> io::Result<Self> {
        let shown = Mutex::new(Shown { face, rendered: 0, written: 0 });
        let shared =
            Arc::new(Shared { queue: NoticeQueue::default(), shown, clock: Clock::start() });
        let writer = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("notices".into());
        thread.spawn(move || writer.write_notices(out))?;
        Ok(Self { shared })
    }

    /// A session begins. An answer counts only for questions of this one from here on.
    pub fn begin_session(&self) {
        self.shared.queue.begin_session();
    }

    /// Tells the User, now or when they read again. Never waits.
    pub fn notify(&self, notice: UserNotice) {
        self.shared.queue.send(notice);
    }

    /// The command in what comes from the User. They are told if it is not understood.
    pub(crate) fn command(&self, typed: &StandardInput, given: FromUser) -> UserInput {
        match given {
            FromUser::Line(line) => self.read(typed.origin(), typed.text(line)),
            FromUser::Command(command) => command,
            // Nothing that a session's rules know. Where no invitation is open it has no effect.
            FromUser::Deliver(_) => UserInput { origin: Origin::Window, command: None },
        }
    }

    /// Reads a line, and tells the User if it is not understood.
    pub(super) fn read(&self, origin: Origin, line: Result<String, InputError>) -> UserInput {
        let command = line.and_then(|line| self.shared.parse(&line)).unwrap_or_else(|error| {
            self.notify(UserNotice::Error(UserError::Input(error)));
            None
        });
        UserInput { origin, command }
    }

    /// Waits until everything so far is written, for at most [`LAST_NOTICES_TIMEOUT`].
    pub(crate) async fn written(&self) {
        let shared = Arc::clone(&self.shared);
        let wait = move || shared.queue.wait_until_written(LAST_NOTICES_TIMEOUT);
        if !tokio::task::spawn_blocking(wait).await.unwrap_or(false) {
            warn!("the notices of a session were not read");
        }
    }

    /// Waits until everything is written, for at most [`LAST_NOTICES_TIMEOUT`]. Nothing is accepted afterwards.
    pub async fn finish(self) {
        let close = move || self.shared.queue.close(LAST_NOTICES_TIMEOUT);
        if !tokio::task::spawn_blocking(close).await.unwrap_or(false) {
            warn!("the last notices were not read");
        }
    }
}

/// The columns that the terminal has now, if there is one.
fn terminal_columns() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size()?;
    Some(usize::from(width.0)).filter(|columns| *columns > 0)
}

impl Shared {
    fn shown(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn parse(&self, line: &str) -> Result<Option<PersonInput>, InputError> {
        let mut shown = self.shown();
        let command = shown.face.parse(line, self.clock.now())?;
        let is_answer = matches!(command, Some(PersonInput::Answer { .. }));
        if is_answer && shown.written != self.queue.session() {
            // Whoever answers has read the questions of an earlier session only.
            return Err(InputError::TooSoon);
        }
        Ok(command)
    }

    fn write_notices(&self, mut out: impl Write) {
        while let Some(entry) = self.queue.take() {
            // A notice that cannot be rendered must not end all that follow.
            let written = catch_unwind(AssertUnwindSafe(|| self.write(&entry, &mut out)));
            if written.is_err() {
                error!("a notice could not be shown");
            }
            self.queue.written();
        }
    }

    fn write(&self, Entry { notice, session }: &Entry, out: &mut impl Write) {
        let mut shown = self.shown();
        if shown.rendered != *session {
            shown.face.begin_session();
            shown.rendered = *session;
        }
        let bytes = shown.face.render(notice);
        drop(shown);
        // A reader that is gone does not end the session: the User may still be helped.
        let _ = write_whole(out, &bytes);
        let mut shown = self.shown();
        shown.written = *session;
        shown.face.written(self.clock.now());
    }
}

/// Writes all of it, also to an output that refuses instead of blocking.
fn write_whole(out: &mut impl Write, mut bytes: &[u8]) -> io::Result<()> {
    loop {
        let done = if bytes.is_empty() { out.flush().map(|()| 0) } else { out.write(bytes) };
        match done {
            Ok(0) => return Ok(()),
            Ok(count) => bytes = &bytes[count..],
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                std::thread::sleep(WRITE_AGAIN);
            }
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::notice::Note;
    use session::{Answer, ControlStop, Proof, Question};
    use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

    /// An output that takes a write only when the test takes it.
    struct Gate(SyncSender<Vec<u8>>);

    impl Write for Gate {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.send(bytes.to_vec()).map_err(|_| ErrorKind::BrokenPipe)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn json() -> (PersonHandle, Receiver<Vec<u8>>) {
        let (out, written) = sync_channel(0);
        (PersonHandle::start(Box::new(Json), Gate(out)).unwrap(), written)
    }

    fn question() -> UserNotice {
        UserNotice::Question {
            id: 1,
            question: Question::Connect,
            helper: "Jacky".parse().unwrap(),
            proof: Proof::Code,
            resembles: None,
            text: "?".into(),
            files: None,
            until: Duration::ZERO,
            stop: ControlStop::PanicKey,
        }
    }

    #[test]
    fn a_reader_that_does_not_read_delays_nothing() {
        let (person, written) = json();
        for _ in 0..10_000 {
            person.notify(UserNotice::Note(Note::ViewOnlyHere));
        }
        let pause = person.read(Origin::Pipe, Ok(r#"{"command":"pause"}"#.into()));
        assert_eq!(pause.command, Some(PersonInput::Pause));
        let close = person.shared.queue.close(Duration::from_millis(1));
        assert!(!close, "it ends all the same");
        let left_out = written
            .iter()
            .find(|line| !String::from_utf8_lossy(line).contains("\"note\""))
            .unwrap();
        let left_out = String::from_utf8(left_out).unwrap();
        assert!(left_out.contains("\"error\"") && left_out.contains("left out"), "{left_out}");
    }

    #[test]
    fn an_answer_to_a_question_of_another_session_changes_nothing() {
        let (person, written) = json();
        let note = || person.notify(UserNotice::Note(Note::ViewOnlyHere));
        let yes =
            || person.read(Origin::Pipe, Ok(r#"{"command":"answer","id":1,"allow":true}"#.into()));
        let allow = PersonInput::Answer { id: 1, answer: Answer::Allow };
        person.begin_session();
        person.notify(question());
        note();
        written.recv().unwrap();
        written.recv().unwrap();
        assert_eq!(yes().command, Some(allow.clone()));
        person.begin_session();
        person.notify(question());
        assert_eq!(yes().command, None, "the other question is not read yet");
        // The question, and the error.
        written.recv().unwrap();
        written.recv().unwrap();
        assert_eq!(yes().command, Some(allow));
    }

    #[test]
    fn a_reader_that_is_gone_ends_nothing() {
        let (person, written) = json();
        drop(written);
        person.notify(question());
        person.notify(question());
        assert!(person.shared.queue.close(Duration::from_secs(20)));
    }
}
