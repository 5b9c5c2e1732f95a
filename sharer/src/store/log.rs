//! SHELL. The file of a session log.
//!
//! A thread writes it, since a disk may be slow or gone and the session must not wait for it. Each
//! time the whole file is written beside the old one and takes its place, so that at every moment,
//! whatever ends the program, there is a whole file. It is bounded ([`protocol::limits::LOG_BYTES`]).

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use protocol::log::{FOOT, HEAD, LocalTime};
use tokio::sync::mpsc;

/// Sessions that may begin in the same second, each with a file of its own.
const SAME_SECOND: u32 = 100;

/// How long the end of a session waits for its log to be written.
const FINISH: Duration = Duration::from_secs(2);

/// What becomes of the file.
#[derive(Debug)]
pub enum FileEvent {
    /// It is begun.
    Begun(PathBuf),
    /// It cannot be written, with the reason; reported once.
    Failed(String),
}

/// A file to be.
pub(crate) struct LogFile {
    folder: Option<PathBuf>,
    events: mpsc::Sender<FileEvent>,
    shared: Option<Arc<Shared>>,
}

/// What the thread is given: always all of it, so that nothing has to wait in a queue.
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
    pub(crate) fn new(folder: Option<PathBuf>, events: mpsc::Sender<FileEvent>) -> Self {
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
            if started.is_err() {
                shared.lock().done = true;
            }
            shared
        });
        shared.lock().lines.push_str(lines);
        shared.changed.notify_all();
    }

    /// Waits until all is written, or it is clear that it will not be.
    pub(crate) fn finish(&self) {
        let Some(shared) = &self.shared else { return };
        let mut state = shared.lock();
        state.last = true;
        shared.changed.notify_all();
        let done = shared.changed.wait_timeout_while(state, FINISH, |state| !state.done);
        drop(done);
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

/// The thread's own.
struct Writer {
    folder: Option<PathBuf>,
    stem: String,
    /// Where the file is, once it is begun.
    path: Option<PathBuf>,
    failed: bool,
}

impl Writer {
    fn run(mut self, shared: &Shared, events: &mpsc::Sender<FileEvent>) {
        loop {
            let mut state = shared.lock();
            while state.written == state.lines.len() && !state.last {
                state = shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            if state.written == state.lines.len() {
                break;
            }
            state.written = state.lines.len();
            let text = [HEAD, &state.lines, FOOT].concat();
            drop(state);
            let event = match self.write(&text) {
                Ok(None) => continue,
                Ok(Some(path)) => FileEvent::Begun(path),
                // The next entry tries again, with all of them.
                Err(_) if std::mem::replace(&mut self.failed, true) => continue,
                Err(error) => FileEvent::Failed(error.to_string()),
            };
            // Without room there, nobody listens any more.
            let _ = events.try_send(event);
        }
        shared.lock().done = true;
        shared.changed.notify_all();
    }

    /// Puts a whole file in the place of the last one. Returns its path when it is the first.
    fn write(&mut self, text: &str) -> io::Result<Option<PathBuf>> {
        let folder = self.folder.as_deref().ok_or(io::ErrorKind::NotFound)?;
        create_folder(folder)?;
        // Of this process alone, so that no other session in the same second uses it.
        let beside = folder.join(format!(".{}.{}.new", self.stem, std::process::id()));
        let written = create(&beside).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_data()
        });
        let placed = written.and_then(|()| match &self.path {
            Some(path) => std::fs::rename(&beside, path).map(|()| None),
            None => first_place(&beside, folder, &self.stem).map(Some),
        });
        match placed {
            Ok(begun) => {
                if let Some(path) = &begun {
                    self.path = Some(path.clone());
                }
                Ok(begun)
            }
            Err(error) => {
                let _ = std::fs::remove_file(&beside);
                Err(error)
            }
        }
    }
}

/// Gives the file a name that no other has.
fn first_place(beside: &Path, folder: &Path, stem: &str) -> io::Result<PathBuf> {
    for number in 1..=SAME_SECOND {
        let name = match number {
            1 => format!("{stem}.xml"),
            number => format!("{stem}-{number}.xml"),
        };
        let path = folder.join(name);
        match std::fs::hard_link(beside, &path) {
            Ok(()) => {
                std::fs::remove_file(beside)?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            // A file system without links (FAT): look, then take it.
            Err(_) if path.exists() => {}
            Err(_) => return std::fs::rename(beside, &path).map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The log is nobody else's business.
#[cfg(unix)]
fn create(path: &Path) -> io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let _ = std::fs::remove_file(path);
    std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn create(path: &Path) -> io::Result<std::fs::File> {
    std::fs::File::create(path)
}

#[cfg(unix)]
fn create_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn create_folder(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)
}

#[cfg(test)]
mod tests;
