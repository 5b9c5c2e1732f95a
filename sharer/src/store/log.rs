//! The file of a session log.
//!
//! A thread writes it: a disk may be slow or full, and the session must not wait for it. The whole file
//! is replaced each time, so that it is complete at every moment, however the program ends. Its size is
//! bounded ([`protocol::limits::LOG_BYTES`]).

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use protocol::log::{LOG_FOOT, LOG_HEAD, LocalTime};
use tokio::sync::mpsc;

use super::log_folder::{LogError, LogFolder};
use crate::platform::atomic_file::{self as atomic, Existing, Synced};

/// Sessions that may begin in the same second, each with a file of its own.
const SAME_SECOND: u32 = 100;

/// How long the end of a session waits for its log to be written.
const FINISH: Duration = Duration::from_secs(2);

/// What happens to the file.
#[derive(Debug)]
pub enum FileEvent {
    /// It was created.
    Begun(PathBuf),
    /// So many bytes of all lines are in it.
    Written(usize),
    /// It cannot be written, with the reason; reported once.
    Failed(LogError),
    /// The thread that writes it has panicked.
    WriterDied,
}

/// The file of one session, created with its first line.
pub(crate) struct LogFile {
    folder: LogFolder,
    events: mpsc::Sender<FileEvent>,
    shared: Option<Arc<Shared>>,
}

/// What the session and the thread share: always all lines, so that no queue is needed.
#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    lines: String,
    /// Lines that are written come up to here.
    written: usize,
    /// Whether nothing more follows.
    last: bool,
    /// Whether the thread has ended.
    done: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LogFile {
    /// A file in a folder, begun with the first line.
    pub(crate) fn new(folder: LogFolder, events: mpsc::Sender<FileEvent>) -> Self {
        Self { folder, events, shared: None }
    }

    /// Adds lines. `now` names the file, the first time.
    pub(crate) fn append(&mut self, lines: &str, now: &LocalTime) {
        let shared = self.shared.get_or_insert_with(|| {
            let shared = Arc::new(Shared::default());
            let (folder, stem) = (self.folder.clone(), now.file_stem());
            let writer = Writer { folder, stem, path: None, failed: false };
            let (theirs, events) = (shared.clone(), self.events.clone());
            let started = std::thread::Builder::new()
                .name("session-log".into())
                .spawn(move || writer.run(&theirs, &events));
            if let Err(error) = started {
                // The queue of a new log has room.
                let _ = self.events.try_send(FileEvent::Failed(error.into()));
                shared.lock().done = true;
            }
            shared
        });
        shared.lock().lines.push_str(lines);
        shared.changed.notify_all();
    }

    /// Waits until all is written, or it is clear that it will not be. Fails when the disk does not answer.
    pub(crate) fn finish(&self) -> Result<(), LogError> {
        let Some(shared) = &self.shared else { return Ok(()) };
        let mut state = shared.lock();
        state.last = true;
        shared.changed.notify_all();
        let waited = shared.changed.wait_timeout_while(state, FINISH, |state| !state.done);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if state.done { Ok(()) } else { Err(LogError::Silent) }
    }
}

impl Drop for LogFile {
    fn drop(&mut self) {
        if let Some(shared) = &self.shared {
            shared.lock().last = true;
            shared.changed.notify_all();
        }
    }
}

/// Reports the end of the thread, also after a panic: [`LogFile::finish`] waits for it.
struct DoneGuard<'a> {
    shared: &'a Shared,
    events: &'a mpsc::Sender<FileEvent>,
}

impl Drop for DoneGuard<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.events.try_send(FileEvent::WriterDied);
        }
        self.shared.lock().done = true;
        self.shared.changed.notify_all();
    }
}

/// What the thread owns.
struct Writer {
    folder: LogFolder,
    stem: String,
    /// Where the file is, once it was created.
    path: Option<PathBuf>,
    failed: bool,
}

impl Writer {
    fn run(mut self, shared: &Shared, events: &mpsc::Sender<FileEvent>) {
        let _guard = DoneGuard { shared, events };
        loop {
            let mut state = shared.lock();
            while state.written == state.lines.len() && !state.last {
                state = shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            if state.written == state.lines.len() {
                break;
            }
            state.written = state.lines.len();
            let (text, written) = ([LOG_HEAD, &state.lines, LOG_FOOT].concat(), state.written);
            drop(state);
            let event = match self.write(&text) {
                Ok(begun) => {
                    if let Some(path) = begun {
                        let _ = events.blocking_send(FileEvent::Begun(path));
                    }
                    FileEvent::Written(written)
                }
                // The next entry tries again, with all of them.
                Err(_) if std::mem::replace(&mut self.failed, true) => continue,
                Err(error) => FileEvent::Failed(error),
            };
            // A full queue empties: the session loop takes from it. A closed one means that the session has ended.
            let _ = events.blocking_send(event);
        }
    }

    /// Writes the whole file. Returns its path when it is the first time.
    fn write(&mut self, text: &str) -> Result<Option<PathBuf>, LogError> {
        // Each time: the folder may have been removed or replaced.
        let folder = self.folder.create()?;
        if let Some(path) = &self.path {
            atomic::write(path, text.as_bytes(), Existing::Replace, Synced::Contents)?;
            check_there(path, text)?;
            return Ok(None);
        }
        let path = write_first(&folder, &self.stem, text)?;
        check_there(&path, text)?;
        self.path = Some(path.clone());
        Ok(Some(path))
    }
}

/// Checks that the file has what was written: some file systems accept everything and keep nothing.
fn check_there(path: &Path, text: &str) -> Result<(), LogError> {
    let kept = std::fs::symlink_metadata(path)?;
    let is_whole = kept.is_file() && usize::try_from(kept.len()).is_ok_and(|len| len == text.len());
    if is_whole { Ok(()) } else { Err(LogError::NotThere(path.to_owned())) }
}

/// Writes the file under a name that no other file has.
fn write_first(folder: &Path, stem: &str, text: &str) -> io::Result<PathBuf> {
    for number in 1..=SAME_SECOND {
        let name = match number {
            1 => format!("{stem}.xml"),
            number => format!("{stem}-{number}.xml"),
        };
        let path = folder.join(name);
        match atomic::write(&path, text.as_bytes(), Existing::Keep, Synced::Contents) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests;
