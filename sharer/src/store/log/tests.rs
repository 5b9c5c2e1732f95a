use protocol::log::{Entry, EntryKind, LogCopy, LogWriter, UtcMillis, verify};
use rand_core::OsRng;

use super::*;

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("alongside-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn begun(events: &mut mpsc::Receiver<FileEvent>) -> PathBuf {
    match events.blocking_recv() {
        Some(FileEvent::Begun(path)) => path,
        other => panic!("expected a file, got {other:?}"),
    }
}

/// Lines of a log that verifies, one after another.
fn lines() -> impl FnMut() -> String {
    let (mut keeper, mut n) = (LogWriter::new(&mut OsRng), 0);
    move || {
        n += 1;
        let kind = if n == 1 { EntryKind::InvitationOpened } else { EntryKind::Paused };
        let mut entry = Entry::new(UtcMillis::from_millis(n), kind, "Ann", "");
        if n == 1 {
            entry = entry.with_key(keeper.public_key());
        }
        keeper.append(&entry, &LocalTime::default()).unwrap().line
    }
}

const NOW: LocalTime =
    LocalTime { year: 2008, month: 8, day: 13, hour: 15, minute: 45, second: 20 };

#[test]
fn at_every_moment_there_is_a_whole_file() {
    let folder = Folder::new("whole");
    let (sender, mut events) = mpsc::channel(4);
    let mut next = lines();
    let mut file = LogFile::new(LogFolder::Chosen(folder.0.join("a/b")), sender);
    let first = next();
    file.append(&first, &NOW);
    let path = begun(&mut events);
    assert_eq!(path, folder.0.join("a/b/20080813154520.xml"));
    // The session takes its events.
    let taker = std::thread::spawn(move || {
        let mut written = 0;
        while let Some(event) = events.blocking_recv() {
            let FileEvent::Written(bytes) = event else { panic!("{event:?}") };
            assert!(bytes > written, "more each time");
            written = bytes;
        }
        written
    });
    // Read again and again while it is written: whatever a kill would leave behind.
    let mut appended = first.len();
    let writer = std::thread::spawn(move || {
        for _ in 0..300 {
            let line = next();
            appended += line.len();
            file.append(&line, &NOW);
            std::thread::yield_now();
        }
        file.finish().unwrap();
        appended
    });
    let mut states = std::collections::BTreeSet::new();
    while !writer.is_finished() {
        let copy = LogCopy::read(&std::fs::read(&path).unwrap()).expect("a whole file");
        states.insert(verify(&copy).unwrap().entries());
    }
    let appended = writer.join().unwrap();
    assert_eq!(taker.join().unwrap(), appended, "all is reported");
    let copy = LogCopy::read(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(verify(&copy).unwrap().entries(), 301);
    assert!(states.len() > 1, "the reader saw it grow: {states:?}");
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "nobody else's business");
    }
    let left: Vec<_> = std::fs::read_dir(folder.0.join("a/b")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left beside it: {left:?}");
}

#[test]
fn a_second_session_in_the_same_second_has_its_own_file() {
    let folder = Folder::new("twice");
    let mut paths = Vec::new();
    for _ in 0..3 {
        let (sender, mut events) = mpsc::channel(4);
        let mut file = LogFile::new(LogFolder::Chosen(folder.0.clone()), sender);
        file.append(&lines()(), &NOW);
        paths.push(begun(&mut events).file_name().unwrap().to_owned());
    }
    assert_eq!(paths, ["20080813154520.xml", "20080813154520-2.xml", "20080813154520-3.xml"]);
}

#[test]
fn what_cannot_be_written_is_said_once_and_tried_again() {
    let folder = Folder::new("blocked");
    let (blocked, mut next) = (folder.0.join("in the way"), lines());
    std::fs::write(&blocked, "a file where the folder should be").unwrap();
    let (sender, mut events) = mpsc::channel(4);
    let mut file = LogFile::new(LogFolder::Chosen(blocked.clone()), sender);
    file.append(&next(), &NOW);
    match events.blocking_recv() {
        Some(FileEvent::Failed(error)) => {
            assert!(matches!(error, LogError::System(_)), "{error}");
        }
        other => panic!("expected a sentence, got {other:?}"),
    }
    std::fs::remove_file(&blocked).unwrap();
    file.append(&next(), &NOW);
    let path = begun(&mut events);
    let copy = LogCopy::read(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(verify(&copy).unwrap().entries(), 2, "nothing is missing");
    file.finish().unwrap();
    let rest: Vec<FileEvent> = std::iter::from_fn(|| events.try_recv().ok()).collect();
    assert!(matches!(rest[..], [FileEvent::Written(_)]), "{rest:?}");
}

#[test]
fn an_account_without_a_home_has_no_log() {
    let (sender, mut events) = mpsc::channel(4);
    let mut file = LogFile::new(LogFolder::Required(None), sender);
    file.append(&lines()(), &NOW);
    assert!(matches!(events.blocking_recv(), Some(FileEvent::Failed(_))));
    file.finish().unwrap();
}
