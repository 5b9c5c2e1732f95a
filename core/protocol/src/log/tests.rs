use alloc::format;
use alloc::string::String;
use alloc::string::ToString;
use alloc::vec::Vec;

use proptest::prelude::*;
use rand_core::{CryptoRng, RngCore};

use super::*;
use crate::limits::{CHAT_BYTES, LOG_ENTRIES, LOG_TEXT_BYTES};

/// A deterministic random number generator, for golden files.
struct Counting(u64);

impl RngCore for Counting {
    fn next_u32(&mut self) -> u32 {
        u32::try_from(self.next_u64() & 0xffff_ffff).unwrap()
    }

    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.0
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        bytes.fill_with(|| self.next_u64().to_be_bytes()[0]);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

impl CryptoRng for Counting {}

const BEGIN: u64 = 1_210_165_449_123;

const fn local(hour: u32) -> LocalTime {
    LocalTime { year: 2008, month: 5, day: 7, hour, minute: 4, second: 9 }
}

/// Both ends of a session, each with its copy of the log.
struct Pair {
    user: LogWriter,
    helper: LogWriter,
    user_file: String,
    helper_file: String,
    now: u64,
    connected: bool,
}

impl Pair {
    /// The sharer has created an invitation.
    fn begin() -> Self {
        let (mut seed, connected) = (Counting(1), false);
        let (user, helper) = (LogWriter::new(&mut seed), LogWriter::new(&mut seed));
        let (user_file, helper_file) = (String::new(), String::new());
        let mut pair = Self { user, helper, user_file, helper_file, now: BEGIN, connected };
        let key = pair.user.public_key();
        pair.write(pair.entry(EntryKind::InvitationOpened, "").with_key(key));
        pair
    }

    /// Both ends are connected, and the page has sent its public key.
    fn connected() -> Self {
        let mut pair = Self::begin();
        pair.add(EntryKind::IncomingAddress, "fe80::1%eth0");
        pair.add(EntryKind::ConnectionEstablished, "Ann");
        pair.connected = true;
        let key = pair.helper.public_key();
        pair.user.set_other_key(key).unwrap();
        pair.helper.set_other_key(pair.user.public_key()).unwrap();
        // The earlier entries are sent at once.
        let before = LogCopy::read(pair.user_xml().as_bytes()).unwrap();
        for line in before.lines {
            let CopyLine::Entry { entry, stamp } = line else { unreachable!("nobody signed yet") };
            pair.tell(&entry, stamp.hash);
        }
        pair.write(pair.entry(EntryKind::LogShared, "").with_key(key));
        pair
    }

    fn entry(&self, kind: EntryKind, text: &str) -> Entry {
        Entry::new(UtcMillis::from_millis(self.now), kind, "Ann", text)
    }

    fn add(&mut self, kind: EntryKind, text: &str) {
        self.write(self.entry(kind, text));
    }

    fn write(&mut self, entry: Entry) {
        let written = self.user.append(&entry, &local(15)).unwrap();
        self.user_file.push_str(&written.line);
        self.now += 1000;
        if self.connected {
            self.tell(&entry, written.hash);
        }
    }

    /// The messages for one entry, in both directions.
    fn tell(&mut self, entry: &Entry, hash: Digest) {
        let (number, signature) = self.follow(entry, hash);
        self.user_file.push_str(&self.user.countersign(number, signature).unwrap());
    }

    /// The Helper's side writes an entry down. Returns its number, and the signature for the User's copy.
    fn follow(&mut self, entry: &Entry, hash: Digest) -> (u32, Signature) {
        let json = serde_json::to_string(entry).unwrap();
        let entry: Entry = serde_json::from_str(&json).unwrap();
        let number = u32::try_from(self.helper.len()).unwrap() + 1;
        let kept = self.helper.follow(number, &entry, hash, &local(9)).unwrap();
        self.helper_file.push_str(&kept.line);
        (number, kept.signature)
    }

    /// An entry that the Helper's side writes down, and does not sign.
    fn unsigned(&mut self, kind: EntryKind, text: &str) {
        let entry = self.entry(kind, text);
        let written = self.user.append(&entry, &local(15)).unwrap();
        self.user_file.push_str(&written.line);
        self.now += 1000;
        self.follow(&entry, written.hash);
    }

    fn user_xml(&self) -> String {
        [LOG_HEAD, &self.user_file, LOG_FOOT].concat()
    }

    fn helper_xml(&self) -> String {
        [LOG_HEAD, &self.helper_file, LOG_FOOT].concat()
    }

    /// An entry that only the sharer writes.
    fn alone(&mut self, kind: EntryKind) {
        self.connected = false;
        self.add(kind, "");
    }

    /// An entry that only the page writes.
    fn helper_alone(&mut self, kind: EntryKind) {
        let entry = self.entry(kind, "");
        self.now += 1;
        self.helper_file.push_str(&self.helper.append(&entry, &local(9)).unwrap().line);
    }
}

/// A session with all kinds of entries.
fn whole() -> Pair {
    let mut pair = Pair::connected();
    let is_there = |kind: &EntryKind| {
        [
            EntryKind::InvitationOpened,
            EntryKind::IncomingAddress,
            EntryKind::ConnectionEstablished,
            EntryKind::LogShared,
        ]
        .contains(kind)
    };
    for kind in EntryKind::ALL.into_iter().filter(|kind| !is_there(kind)) {
        let text = if kind == EntryKind::Chat {
            "Ann: <b> ]]> & \u{1} \"x\"\r\n\u{202e}right\u{1f600}"
        } else if kind == EntryKind::FileTransfer {
            "letter.txt, 5 bytes, to the User"
        } else {
            ""
        };
        pair.add(kind, text);
    }
    pair
}

fn checked(xml: &str) -> Verified {
    verify(&LogCopy::read(xml.as_bytes()).unwrap()).unwrap()
}

fn is_found(xml: &[u8]) -> bool {
    LogCopy::read(xml).map(|copy| verify(&copy)).is_ok_and(|verified| verified.is_err())
        || LogCopy::read(xml).is_err()
}

#[test]
fn the_file_is_the_one_of_remote_assistance_with_our_attributes() {
    let golden = include_str!("../../tests/data/session.xml");
    let xml = whole().user_xml();
    if xml != golden {
        let new = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/session.new.xml");
        std::fs::write(new, &xml).unwrap();
        panic!("the form of the log has changed; compare session.xml with {new}");
    }
}

#[test]
fn the_file_of_an_older_build_is_verified_as_before() {
    let golden = include_str!("../../tests/data/session_before_disputes.xml");
    let verified = checked(golden);
    assert_eq!((verified.entries(), verified.countersigned()), (21, 21));
    let now = whole().user_xml();
    let body = golden.strip_suffix(LOG_FOOT).unwrap();
    assert!(now.starts_with(body), "what was added is at the end");
}

#[test]
fn times_are_written_as_remote_assistance_wrote_them() {
    for (hour, time) in [(0, "12:04 AM"), (11, "11:04 AM"), (12, "12:04 PM"), (15, "3:04 PM")] {
        assert_eq!(local(hour).time(), time);
    }
    assert_eq!(local(15).date(), "Wednesday, May 07, 2008");
    let first = LocalTime { year: 2008, month: 8, day: 13, hour: 15, minute: 45, second: 20 };
    assert_eq!(first.file_stem(), "20080813154520");
    for (millis, text) in [
        (0, "1970-01-01T00:00:00.000Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (BEGIN, "2008-05-07T13:04:09.123Z"),
        (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
        (u64::MAX, "9999-12-31T23:59:59.999Z"),
    ] {
        let utc = UtcMillis::from_millis(millis);
        assert_eq!(utc.to_string(), text);
        assert_eq!(UtcMillis::parse(text), Some(utc));
    }
    for wrong in ["", "2008-05-07", "2008-02-30T00:00:00.000Z", "2008-05-07 13:04:09.123Z"] {
        assert_eq!(UtcMillis::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn two_copies_of_one_session_agree() {
    let pair = whole();
    let (user, helper) = (checked(&pair.user_xml()), checked(&pair.helper_xml()));
    assert_eq!(user.countersigned(), user.entries());
    assert_eq!(helper.countersigned(), 0, "the test's Helper wrote no signatures down");
    let entries = user.entries();
    assert_eq!(compare(&user, &helper), Ok(Agreement::Same { entries }));
}

#[test]
fn what_each_side_wrote_alone_is_no_difference() {
    let mut pair = Pair::connected();
    pair.add(EntryKind::Paused, "");
    pair.helper_alone(EntryKind::ConnectionEnded);
    pair.alone(EntryKind::ConnectionEnded);
    pair.alone(EntryKind::InvitationClosed);
    let (user, helper) = (checked(&pair.user_xml()), checked(&pair.helper_xml()));
    assert_eq!(compare(&user, &helper), Ok(Agreement::UpTo { entries: 5, one: 2, other: 1 }));
}

#[test]
fn what_a_side_signed_it_cannot_leave_out() {
    let mut pair = Pair::connected();
    pair.add(EntryKind::ControlRequested, "");
    pair.add(EntryKind::ControlGranted, "");
    let user = checked(&pair.user_xml());
    let shorter: String =
        pair.helper_file.lines().take(5).map(|line| format!("{line}\n")).collect();
    let shorter = checked(&[LOG_HEAD, &shorter, LOG_FOOT].concat());
    assert_eq!(compare(&user, &shorter), Err(Difference::Missing(6)));
    assert_eq!(compare(&shorter, &user), Err(Difference::Missing(6)));
    let other = checked(&whole_of_another_session());
    assert_eq!(compare(&user, &other), Err(Difference::OtherSession));
}

#[test]
fn what_a_side_did_not_see_it_leaves_unsigned_and_signs_what_follows() {
    let mut pair = Pair::connected();
    pair.unsigned(EntryKind::Chat, "Ann: I never said that");
    pair.unsigned(EntryKind::WrongCode, "");
    pair.add(EntryKind::Paused, "");
    let (user, helper) = (checked(&pair.user_xml()), checked(&pair.helper_xml()));
    let unsigned: Vec<_> = user.numbered().filter(|(_, entry)| !entry.is_countersigned).collect();
    let [(5, chat), (6, wrong_code)] = unsigned.as_slice() else { panic!("{unsigned:?}") };
    assert!(chat.kind.is_some_and(EntryKind::is_seen_by_helper));
    assert!(!wrong_code.kind.is_some_and(EntryKind::is_seen_by_helper));
    assert_eq!(compare(&user, &helper), Ok(Agreement::Same { entries: 7 }));

    // The signature of a later entry holds the place of those that are not signed.
    let lines: Vec<_> = pair.helper_file.lines().take(5).collect();
    let cut = checked(&[LOG_HEAD, &lines.join("\n"), "\n", LOG_FOOT].concat());
    assert_eq!(compare(&user, &cut), Err(Difference::Missing(6)));
    assert_eq!(pair.user.countersign(5, Hex([0; 64])), Err(LogWriterError::OutOfOrder));
}

#[test]
fn an_entry_that_a_side_disputes_is_no_agreement() {
    let mut pair = Pair::connected();
    pair.unsigned(EntryKind::Chat, "Ann: I never said that");
    let line = pair.helper.dispute().unwrap();
    pair.helper_file.push_str(&line);
    pair.add(EntryKind::Paused, "");
    let (user, helper) = (checked(&pair.user_xml()), checked(&pair.helper_xml()));
    let disputed = helper.numbered().filter(|(_, entry)| entry.is_disputed);
    assert_eq!(disputed.map(|(number, _)| number).collect::<Vec<_>>(), [5]);
    assert_eq!(compare(&user, &helper), Err(Difference::Disputed(5)));
    assert_eq!(compare(&helper, &user), Err(Difference::Disputed(5)));
    // The line is that of this entry and this side.
    let xml = pair.helper_xml();
    let moved = xml.replace(&line, "").replace(LOG_FOOT, &(line.clone() + LOG_FOOT));
    assert!(is_found(moved.as_bytes()));
    assert!(is_found(xml.replace(&line, &line.replace("DISPUTED", "COUNTERSIGNED")).as_bytes()));
    let by_other = [pair.user_xml().strip_suffix(LOG_FOOT).unwrap(), &line, LOG_FOOT].concat();
    assert!(is_found(by_other.as_bytes()));
}

fn whole_of_another_session() -> String {
    let mut keeper = LogWriter::new(&mut Counting(77));
    let entry = Entry::new(UtcMillis::from_millis(BEGIN), EntryKind::InvitationOpened, "", "");
    let line = keeper.append(&entry.with_key(keeper.public_key()), &local(1)).unwrap().line;
    [LOG_HEAD, &line, LOG_FOOT].concat()
}

#[test]
fn a_changed_byte_anywhere_is_found() {
    let mut pair = Pair::connected();
    pair.add(EntryKind::Chat, "Ann: a <b> & \"c\"\n");
    let xml = pair.user_xml();
    assert!(!is_found(xml.as_bytes()));
    // Change each byte once, as a person or a disk error could do.
    for (n, byte) in xml.bytes().enumerate() {
        let mut changed = xml.clone().into_bytes();
        changed[n] = match n % 3 {
            0 => byte ^ 1,
            1 => byte ^ 0x20,
            _ => byte.wrapping_add(1),
        };
        assert!(is_found(&changed), "byte {n} of {}", String::from_utf8_lossy(&changed));
    }
}

#[test]
fn a_line_added_left_out_or_moved_is_found() {
    let xml = whole().helper_xml();
    let lines: Vec<&str> = xml.split_inclusive('\n').collect();
    // Missing last lines can be detected only with the other copy.
    for n in 2..lines.len() - 3 {
        let mut changed = lines.clone();
        changed.remove(n);
        assert!(is_found(changed.concat().as_bytes()), "line {n} left out");
        let mut changed = lines.clone();
        changed.insert(n, lines[n]);
        assert!(is_found(changed.concat().as_bytes()), "line {n} twice");
        let mut changed = lines.clone();
        changed.swap(n, n + 1);
        assert!(is_found(changed.concat().as_bytes()), "line {n} moved");
    }
}

#[test]
fn a_copy_cut_off_anywhere_is_no_copy() {
    let xml = Pair::connected().user_xml();
    for n in 0..xml.len() {
        assert!(LogCopy::read(&xml.as_bytes()[..n]).is_err(), "{n} bytes");
    }
}

#[test]
fn whatever_is_typed_fits() {
    let name = "n".repeat(96);
    for text in ["\u{1}", "\n", "\"", "\u{fffe}", "😀"] {
        let text = text.repeat(CHAT_BYTES / text.len());
        let entry = Entry::new(
            UtcMillis::from_millis(0),
            EntryKind::Chat,
            &name,
            &format!("{name}: {text}"),
        );
        assert!(entry.check().is_ok() && entry.text.len() <= LOG_TEXT_BYTES);
        let length = serde_json::to_string(&entry).unwrap().len() + 512;
        assert!(length <= crate::limits::CONTROL_MESSAGE_BYTES, "{length} bytes of JSON");
        assert_eq!(entry.text.chars().count(), name.len() + 2 + text.chars().count(), "not cut");
    }
}

#[test]
fn a_keeper_takes_no_entry_out_of_order_and_no_signature_of_another() {
    let mut pair = Pair::connected();
    let entry = pair.entry(EntryKind::Paused, "");
    let hash = entry.digest(None);
    let follow = |number, keeper: &mut LogWriter| keeper.follow(number, &entry, hash, &local(1));
    assert_eq!(follow(1, &mut pair.helper), Err(LogWriterError::OutOfOrder));
    assert_eq!(follow(5, &mut pair.helper), Err(LogWriterError::Differs));
    let written = pair.user.append(&entry, &local(1)).unwrap();
    let own = pair.user.countersign(5, written.signature);
    assert_eq!(own, Err(LogWriterError::Signature), "its own is not the other side's");
    assert_eq!(pair.user.countersign(4, written.signature), Err(LogWriterError::OutOfOrder));
    assert_eq!(pair.user.countersign(6, written.signature), Err(LogWriterError::OutOfOrder));
    let faulty = Entry { element: "script".into(), ..entry.clone() };
    assert_eq!(pair.user.append(&faulty, &local(1)), Err(EntryError::Element.into()));
    let faulty = Entry { text: "\u{0}".into(), ..entry.clone() };
    assert_eq!(pair.user.append(&faulty, &local(1)), Err(EntryError::Forbidden.into()));
}

#[test]
fn a_log_is_bounded() {
    let mut keeper = LogWriter::new(&mut Counting(3));
    let entry = Entry::new(UtcMillis::from_millis(0), EntryKind::Paused, "", "");
    for _ in 0..LOG_ENTRIES {
        keeper.digests_for_test(entry.digest(None));
    }
    assert_eq!(keeper.append(&entry, &local(1)), Err(LogWriterError::Full));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_comes_back_as_it_was_written(text in any::<String>(), helper in any::<String>()) {
        let mut keeper = LogWriter::new(&mut Counting(5));
        let entry = Entry::new(UtcMillis::from_millis(BEGIN), EntryKind::ControlRequested, &helper, &text);
        let entry = entry.with_key(keeper.public_key());
        let line = keeper.append(&entry, &local(1)).unwrap().line;
        prop_assert_eq!(line.matches('\n').count(), 1);
        let copy = LogCopy::read([LOG_HEAD, &line, LOG_FOOT].concat().as_bytes()).unwrap();
        prop_assert_eq!(copy.entries().next().unwrap().0, &entry);
        if !text.chars().any(characters::is_forbidden) && text.len() < LOG_TEXT_BYTES {
            prop_assert_eq!(&entry.text, &text);
        }
    }

    #[test]
    fn no_file_makes_the_reader_panic(bytes in any::<Vec<u8>>(), line in ".{0,200}") {
        let _ = LogCopy::read(&bytes);
        let _ = LogCopy::read([LOG_HEAD, "  <", &line, ">\n", LOG_FOOT].concat().as_bytes()).map(|c| verify(&c));
    }
}
