use protocol::log::{Agreement, LogCopy, compare, verify};
use rand_core::OsRng;

use std::string::String;
use std::vec::Vec;

use super::*;

const HERE: LocalTime =
    LocalTime { year: 2008, month: 8, day: 13, hour: 15, minute: 45, second: 20 };

fn at(millis: u64) -> WallTime {
    WallTime { utc: UtcMillis::from_millis(millis), local: HERE }
}

/// The sharer's side, with its own copy.
struct Sharer(LogWriter, Vec<String>);

impl Sharer {
    fn new() -> Self {
        Self(LogWriter::new(&mut OsRng), Vec::new())
    }

    fn send(&mut self, kind: EntryKind, text: &str) -> SharerEntry {
        let mut entry = Entry::new(UtcMillis::from_millis(7), kind, "Ann", text);
        if kind == EntryKind::InvitationOpened {
            entry = entry.with_key(self.0.public_key());
        }
        let added = self.0.append(&entry, &LocalTime::default()).unwrap();
        self.1.push(added.line);
        SharerEntry { number: added.number, entry, hash: added.hash, signature: added.signature }
    }

    fn receive(&mut self, answer: &ToSharer) {
        let ToSharer::LogSeen { number, signature } = answer else { panic!("{answer:?}") };
        self.1.push(self.0.countersign(*number, *signature).unwrap());
    }
}

fn elements(log: &SessionLog) -> Vec<String> {
    let copy = LogCopy::read(log.to_xml().as_bytes()).unwrap();
    verify(&copy).unwrap();
    copy.entries().map(|(entry, _, _)| entry.element.clone()).collect()
}

fn followed(sharer: &mut Sharer) -> SessionLog {
    let mut log = SessionLog::new("Ann", &mut OsRng);
    log.write(&LogEvent::InvitationOpened, "Bob", at(1));
    log.write(&LogEvent::Connected, "Bob", at(2));
    sharer.0.set_other_key(log.public_key()).unwrap();
    for (kind, text) in
        [(EntryKind::InvitationOpened, ""), (EntryKind::ConnectionEstablished, "Ann")]
    {
        let told = sharer.send(kind, text);
        sharer.receive(&log.append(&told, &HERE).unwrap());
    }
    let key = log.public_key();
    let entry =
        Entry::new(UtcMillis::from_millis(9), EntryKind::LogShared, "Ann", "").with_key(key);
    let added = sharer.0.append(&entry, &LocalTime::default()).unwrap();
    sharer.1.push(added.line);
    let (number, hash, signature) = (added.number, added.hash, added.signature);
    sharer.receive(&log.append(&SharerEntry { number, entry, hash, signature }, &HERE).unwrap());
    log
}

#[test]
fn who_was_not_let_in_has_a_log_that_says_so() {
    for reason in [EndReason::Declined, EndReason::NoAnswer] {
        let mut log = SessionLog::new("Ann", &mut OsRng);
        log.write(&LogEvent::InvitationOpened, "Bob", at(1));
        log.write(&LogEvent::Ended(Ending::Session(reason)), "Bob", at(2));
        let refused = ["INVITATION_OPENED", "CONNECTION_REFUSED", "INVITATION_CLOSED"];
        assert_eq!(elements(&log), refused);
        assert_eq!(log.file_name(), Some("20080813154520.xml"));
    }
    let mut log = SessionLog::new("Ann", &mut OsRng);
    log.write(&LogEvent::InvitationOpened, "Bob", at(1));
    log.write(&LogEvent::Ended(Ending::ServerUnreachable), "Bob", at(2));
    assert_eq!(elements(&log), ["INVITATION_OPENED", "INVITATION_CLOSED"]);
}

#[test]
fn the_helpers_copy_follows_the_sharers_and_both_agree() {
    let mut sharer = Sharer::new();
    let mut log = followed(&mut sharer);
    let chat = LogEvent::Chat { from: Party::Helper, text: "hi".into() };
    log.write(&chat, "Bob", at(5));
    for (kind, text) in [
        (EntryKind::Chat, "Ann: hi"),
        (EntryKind::ConnectionEnded, ""),
        (EntryKind::InvitationClosed, ""),
    ] {
        let told = sharer.send(kind, text);
        sharer.receive(&log.append(&told, &HERE).unwrap());
    }
    log.write(&LogEvent::Ended(Ending::Session(EndReason::UserLeft)), "Bob", at(6));
    let copy = |xml: &str| verify(&LogCopy::read(xml.as_bytes()).unwrap()).unwrap();
    let (own, theirs) = (copy(&log.to_xml()), copy(&file(&sharer.1)));
    assert_eq!(compare(&own, &theirs), Ok(Agreement::Same { entries: 6 }));
    assert_eq!((own.countersigned(), theirs.countersigned()), (6, 6));
    assert!(log.was_connected());
}

#[test]
fn a_lost_connection_ends_the_log_on_this_side() {
    let mut sharer = Sharer::new();
    let mut log = followed(&mut sharer);
    log.append(&sharer.send(EntryKind::ControlStarted, ""), &HERE).unwrap();
    log.write(&LogEvent::ControlEnded, "Bob", at(5));
    log.write(&LogEvent::Ended(Ending::Session(EndReason::ConnectionLost)), "Bob", at(6));
    let last = ["EXPERT_CONTROL_ENDED", "CONNECTION_ENDED", "INVITATION_CLOSED"];
    assert_eq!(elements(&log)[4..], last);
}

#[test]
fn what_does_not_fit_together_is_not_signed() {
    let mut sharer = Sharer::new();
    let mut log = followed(&mut sharer);
    let mut told = sharer.send(EntryKind::ControlGranted, "");
    told.entry.text = "more".into();
    assert_eq!(log.append(&told, &HERE), Err(LogWriterError::Differs));
    let next = sharer.send(EntryKind::ControlStarted, "");
    assert!(log.append(&next, &HERE).is_err(), "nor is anything after it");
    log.write(&LogEvent::ControlStarted, "Bob", at(5));
    assert_eq!(elements(&log).last().unwrap(), "EXPERT_CONTROL_STARTED", "its own log goes on");
}

#[test]
fn a_log_in_which_nothing_stands_gets_its_helper_and_a_used_one_gives_way() {
    let mut log = SessionLog::new("", &mut OsRng);
    let key = log.public_key();
    log.begin("Ann", &mut OsRng);
    assert_eq!(log.public_key(), key);
    log.write(&LogEvent::InvitationOpened, "Bob", at(1));
    log.write(&LogEvent::Connected, "Bob", at(2));
    assert!(log.to_xml().contains("Ann"));
    log.begin("Eve", &mut OsRng);
    assert_ne!(log.public_key(), key, "each session has a key of its own");
    assert!(log.lines().is_empty() && log.file_name().is_none());
}

#[test]
fn a_page_that_is_loaded_again_goes_on_with_the_copy_that_the_sharer_has_signed() {
    let mut sharer = Sharer::new();
    let mut log = followed(&mut sharer);
    let told = sharer.send(EntryKind::Chat, "Ann: hi");
    sharer.receive(&log.append(&told, &HERE).unwrap());
    let lines = log.lines().to_vec();
    let kept = log.keep().unwrap();
    let (mut log, is_whole) = SessionLog::resume(kept, lines, &mut OsRng);
    assert!(is_whole);
    for kind in [EntryKind::ConnectionResumed, EntryKind::ConnectionEnded] {
        let told = sharer.send(kind, "");
        sharer.receive(&log.append(&told, &HERE).unwrap());
    }
    let copy = |xml: &str| verify(&LogCopy::read(xml.as_bytes()).unwrap()).unwrap();
    let (own, theirs) = (copy(&log.to_xml()), copy(&file(&sharer.1)));
    assert_eq!(compare(&own, &theirs), Ok(Agreement::Same { entries: 6 }));
    assert_eq!((own.countersigned(), theirs.countersigned()), (6, 6));
    assert_eq!(log.file_name(), Some("20080813154520.xml"));
    assert!(log.was_connected());
}

#[test]
fn a_page_that_has_lost_lines_of_its_log_begins_another_one() {
    let mut sharer = Sharer::new();
    let log = followed(&mut sharer);
    let (lines, kept) = (log.lines().to_vec(), log.keep().unwrap());
    let fewer = lines[..lines.len() - 1].to_vec();
    let foreign = followed(&mut Sharer::new()).lines().to_vec();
    for lines in [fewer, foreign, Vec::new()] {
        let (mut log, is_whole) = SessionLog::resume(kept.clone(), lines, &mut OsRng);
        assert!(!is_whole);
        let told = sharer.send(EntryKind::ControlStarted, "");
        assert!(log.append(&told, &HERE).is_err(), "it does not sign what it cannot follow");
        log.write(&LogEvent::ControlStarted, "Bob", at(5));
        assert_eq!(elements(&log), ["EXPERT_CONTROL_STARTED"]);
    }
}
