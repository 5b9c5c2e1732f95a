use protocol::file_name::FileName;
use protocol::files::OfferedFile;
use protocol::limits::LOG_EVENTS_SEEN;
use protocol::log::{Agreement, LogCopy, compare, verify};
use protocol::transfer::{FileTransfer, TransferStop};
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

    /// The page signs what it saw.
    fn receive(&mut self, (testimony, answer): (Testimony, Option<ToSharer>)) {
        let Some(ToSharer::LogSeen { number, signature }) = answer else {
            return assert_eq!((testimony, answer), (Testimony::OutOfSight, None));
        };
        self.1.push(self.0.countersign(number, signature).unwrap());
    }

    /// An entry, and what the page makes of it.
    fn tells(&mut self, kind: EntryKind, text: &str, log: &mut SessionLog) -> Testimony {
        let sent = self.send(kind, text);
        let (testimony, answer) = log.append(&sent, &HERE).unwrap();
        assert_eq!(answer.is_some(), testimony == Testimony::Seen, "{kind:?}");
        testimony
    }
}

fn connected() -> LogEvent {
    LogEvent::Connected { user: Some("Bob".parse().unwrap()), is_known: false }
}

fn chat(from: Party, text: &str) -> LogEvent {
    LogEvent::Chat { from, text: text.into(), under_control: false }
}

fn elements(log: &SessionLog) -> Vec<String> {
    let copy = LogCopy::read(log.to_xml().as_bytes()).unwrap();
    verify(&copy).unwrap();
    copy.entries().map(|(entry, _, _)| entry.element.clone()).collect()
}

fn followed(sharer: &mut Sharer) -> SessionLog {
    let mut log = SessionLog::new("Ann", &mut OsRng);
    log.write(&LogEvent::InvitationOpened, "Bob", at(1));
    log.write(&connected(), "Bob", at(2));
    sharer.0.set_other_key(log.public_key()).unwrap();
    for (kind, text) in
        [(EntryKind::InvitationOpened, ""), (EntryKind::ConnectionEstablished, "Ann")]
    {
        let told = sharer.send(kind, text);
        sharer.receive(log.append(&told, &HERE).unwrap());
    }
    let key = log.public_key();
    let entry =
        Entry::new(UtcMillis::from_millis(9), EntryKind::LogShared, "Ann", "").with_key(key);
    let added = sharer.0.append(&entry, &LocalTime::default()).unwrap();
    sharer.1.push(added.line);
    let (number, hash, signature) = (added.number, added.hash, added.signature);
    sharer.receive(log.append(&SharerEntry { number, entry, hash, signature }, &HERE).unwrap());
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
    log.write(&chat(Party::Helper, "hi"), "Bob", at(5));
    for (kind, text) in [
        (EntryKind::Chat, "Ann: hi"),
        (EntryKind::ConnectionEnded, ""),
        (EntryKind::InvitationClosed, ""),
    ] {
        let told = sharer.send(kind, text);
        sharer.receive(log.append(&told, &HERE).unwrap());
    }
    log.write(&LogEvent::Ended(Ending::Session(EndReason::UserLeft)), "Bob", at(6));
    let copy = |xml: &str| verify(&LogCopy::read(xml.as_bytes()).unwrap()).unwrap();
    let (own, theirs) = (copy(&log.to_xml()), copy(&file(&sharer.1)));
    assert_eq!(compare(&own, &theirs), Ok(Agreement::Same { entries: 6 }));
    assert_eq!((own.countersigned(), theirs.countersigned()), (6, 4), "nobody answers the end");
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
    log.write(&connected(), "Bob", at(2));
    assert!(log.to_xml().contains("Ann"));
    log.begin("Eve", &mut OsRng);
    assert_ne!(log.public_key(), key, "each session has a key of its own");
    assert!(log.lines().is_empty() && log.file_name().is_none());
}

#[test]
fn a_page_that_is_loaded_again_goes_on_with_the_copy_that_the_sharer_has_signed() {
    let mut sharer = Sharer::new();
    let mut log = followed(&mut sharer);
    log.write(&chat(Party::Helper, "hi"), "Bob", at(3));
    log.write(&chat(Party::Helper, "there"), "Bob", at(4));
    let told = sharer.send(EntryKind::Chat, "Ann: hi");
    sharer.receive(log.append(&told, &HERE).unwrap());
    let lines = log.lines().to_vec();
    let half = FileTransfer::new(0, OfferedFile::alone(FileName::lossy("a.txt"), 3));
    let (sender, outcome) = (Party::User, Err(TransferStop::PageReloaded));
    let stopped = half.entry(sender, outcome);
    let kept = log.keep(&[LogEvent::File { file: half, sender, outcome }]).unwrap();
    let (mut log, is_whole) = SessionLog::resume(kept, lines, &mut OsRng);
    assert!(is_whole);
    log.write(&LogEvent::Fenced, "Bob", at(5));
    for (kind, text) in [
        (EntryKind::ConnectionResumed, ""),
        (EntryKind::FileTransfer, &stopped),
        (EntryKind::Chat, "Ann: there"),
        (EntryKind::ConnectionEnded, ""),
    ] {
        let told = sharer.send(kind, text);
        sharer.receive(log.append(&told, &HERE).unwrap());
    }
    let copy = |xml: &str| verify(&LogCopy::read(xml.as_bytes()).unwrap()).unwrap();
    let (own, theirs) = (copy(&log.to_xml()), copy(&file(&sharer.1)));
    assert_eq!(compare(&own, &theirs), Ok(Agreement::Same { entries: 8 }));
    assert_eq!((own.countersigned(), theirs.countersigned()), (8, 7));
    assert_eq!(log.file_name(), Some("20080813154520.xml"));
    assert!(log.was_connected());
}

#[test]
fn a_page_that_has_lost_lines_of_its_log_begins_another_one() {
    let mut sharer = Sharer::new();
    let log = followed(&mut sharer);
    let (lines, kept) = (log.lines().to_vec(), log.keep(&[]).unwrap());
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

#[test]
fn the_page_signs_only_what_it_saw_and_says_what_it_did_not_see() {
    use EntryKind as K;
    use Testimony::{NotSeen, OutOfSight, Seen};
    let mut sharer = Sharer::new();
    let mut log = followed(&mut sharer);
    // (what the page saw, what the sharer writes, what the page makes of it)
    let asked = [LogEvent::ControlRequested, LogEvent::ControlGranted, LogEvent::ControlStarted];
    let table: [(&[LogEvent], K, &str, Testimony); 19] = [
        (&[], K::Chat, "Ann: I take over", NotSeen),
        (&[chat(Party::Helper, "hi")], K::Chat, "Ann: hi!", NotSeen),
        (&[], K::Chat, "Bob: hi", NotSeen),
        (&[], K::Chat, "Ann: hi", Seen),
        (&[], K::Chat, "Ann: hi", NotSeen),
        (&[chat(Party::User, "hello")], K::Chat, "Bob: hello", Seen),
        (&[], K::ControlRequested, "", NotSeen),
        (&asked, K::ControlRequested, "", Seen),
        (&[], K::ControlGranted, "", Seen),
        (&[], K::ControlStarted, "and more", NotSeen),
        (&[], K::ControlStarted, "", Seen),
        (&[], K::ControlStarted, "", NotSeen),
        (&[], K::ControlEnded, "", NotSeen),
        (&[LogEvent::ControlEnded], K::ControlEnded, "", Seen),
        (&[LogEvent::Resumed], K::ConnectionResumed, "", NotSeen),
        (&[LogEvent::Paused], K::Paused, "", Seen),
        (&[], K::Unpaused, "", NotSeen),
        (&[], K::WrongCode, "", OutOfSight),
        (&[], K::ConnectionEnded, "", OutOfSight),
    ];
    for (row, (seen, kind, text, expected)) in table.into_iter().enumerate() {
        for event in seen {
            log.write(event, "Bob", at(5));
        }
        assert_eq!(sharer.tells(kind, text, &mut log), expected, "row {row}: {kind:?} {text}");
    }
    let copy = verify(&LogCopy::read(log.to_xml().as_bytes()).unwrap()).unwrap();
    let disputed = copy.numbered().filter(|(_, entry)| entry.is_disputed).count();
    assert_eq!(disputed, 10, "its own copy says so");
    assert_eq!(copy.countersigned(), copy.entries(), "the sharer stands by all it wrote");
}

#[test]
fn messages_are_signed_in_the_order_in_which_they_were_written() {
    let mut sharer = Sharer::new();
    let mut log = followed(&mut sharer);
    for text in ["one", "two", "three"] {
        log.write(&chat(Party::Helper, text), "Bob", at(5));
        log.write(&chat(Party::User, text), "Bob", at(5));
    }
    // One that the sharer did not take is left out; an earlier one cannot come after it.
    assert_eq!(sharer.tells(EntryKind::Chat, "Ann: two", &mut log), Testimony::Seen);
    assert_eq!(sharer.tells(EntryKind::Chat, "Ann: one", &mut log), Testimony::NotSeen);
    assert_eq!(sharer.tells(EntryKind::Chat, "Bob: one", &mut log), Testimony::Seen);
    assert_eq!(sharer.tells(EntryKind::Chat, "Ann: three", &mut log), Testimony::Seen);
}

#[test]
fn a_message_that_was_typed_under_control_is_not_signed_as_the_users_word() {
    let mut sharer = Sharer::new();
    let mut log = followed(&mut sharer);
    let typed = || LogEvent::Chat { from: Party::User, text: "ok".into(), under_control: true };
    log.write(&typed(), "Bob", at(5));
    assert_eq!(sharer.tells(EntryKind::Chat, "Bob: ok", &mut log), Testimony::NotSeen);
    assert_eq!(sharer.tells(EntryKind::ChatUnderControl, "ok", &mut log), Testimony::Seen);
    // Nor does the page's own log say that it is.
    let mut own = SessionLog::new("Ann", &mut OsRng);
    own.write(&LogEvent::InvitationOpened, "Bob", at(1));
    own.write(&typed(), "Bob", at(5));
    assert_eq!(elements(&own), ["INVITATION_OPENED", "CHAT_UNDER_CONTROL"]);
}

#[test]
fn a_sentence_that_is_not_ours_or_another_key_is_not_signed() {
    let mut sharer = Sharer::new();
    let mut log = followed(&mut sharer);
    log.write(&LogEvent::Paused, "Bob", at(5));
    let mut append = |change: &dyn Fn(&mut Entry)| {
        let mut entry = Entry::new(UtcMillis::from_millis(7), EntryKind::Paused, "Ann", "");
        change(&mut entry);
        let added = sharer.0.append(&entry, &LocalTime::default()).unwrap();
        let (number, hash, signature) = (added.number, added.hash, added.signature);
        log.append(&SharerEntry { number, entry, hash, signature }, &HERE).unwrap().0
    };
    assert_eq!(append(&|entry| entry.event.push_str(" Ann owes Bob money.")), Testimony::NotSeen);
    assert_eq!(append(&|entry| entry.key = Some(protocol::log::Hex([3; 32]))), Testimony::NotSeen);
    assert_eq!(append(&|entry| entry.element = "NEWER_THAN_US".into()), Testimony::OutOfSight);
    assert_eq!(append(&|_| {}), Testimony::Seen);
}

#[test]
fn a_user_who_knows_the_helper_has_a_name_for_them_that_stays_the_same() {
    let mut sharer = Sharer::new();
    let mut log = SessionLog::new("Ann of the help desk", &mut OsRng);
    log.write(&LogEvent::KnownUserCalled, "Bobby", at(1));
    let connected = LogEvent::Connected { user: Some("Bob".parse().unwrap()), is_known: true };
    log.write(&connected, "Bobby", at(2));
    assert_eq!(sharer.tells(EntryKind::InvitationOpened, "", &mut log), Testimony::Seen);
    let told = sharer.tells(EntryKind::ConnectionEstablished, "Ann", &mut log);
    assert_eq!(told, Testimony::Seen);
    log.write(&chat(Party::Helper, "hi"), "Bobby", at(3));
    log.write(&chat(Party::User, "hello"), "Bobby", at(4));
    for (text, expected) in [
        ("Eve: hi", Testimony::NotSeen),
        ("Ann: hi", Testimony::Seen),
        ("Bobby: hello", Testimony::NotSeen),
        ("Bob: hello", Testimony::Seen),
    ] {
        assert_eq!(sharer.tells(EntryKind::Chat, text, &mut log), expected, "{text}");
    }
}

#[test]
fn what_waits_for_its_entry_is_bounded() {
    let mut sharer = Sharer::new();
    let mut log = followed(&mut sharer);
    for n in 0..=LOG_EVENTS_SEEN {
        log.write(&chat(Party::Helper, &format!("{n}")), "Bob", at(5));
    }
    assert_eq!(sharer.tells(EntryKind::Chat, "Ann: 0", &mut log), Testimony::NotSeen);
    assert_eq!(sharer.tells(EntryKind::Chat, "Ann: 1", &mut log), Testimony::Seen);
}
