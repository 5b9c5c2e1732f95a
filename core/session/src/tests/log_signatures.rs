//! Which entries of the session log the Helper's side signs, and what follows when it does not.

use alloc::string::String;
use alloc::vec;

use protocol::limits::{HEARTBEAT_INTERVAL, LOG_SIGNATURE_TIMEOUT, RECONNECT_TIMEOUT};
use protocol::log::{LocalTime, LogWriter};

use super::driver::Rig;
use super::*;

/// A Helper who sees the screen, and perhaps keeps a copy of the log.
struct Signed {
    rig: Rig,
    copy: LogWriter,
    /// Whether the Helper's side signs an entry.
    signs: fn(&str) -> bool,
    /// What the User was told of it.
    said: usize,
    lines: String,
}

impl Signed {
    fn new(signs: fn(&str) -> bool) -> Self {
        let (rig, copy) = (Rig::sharing(), LogWriter::new(&mut OsRng));
        let mut it = Self { rig, copy, signs, said: 0, lines: String::new() };
        it.follow();
        it
    }

    /// A Helper who sends the key of their copy.
    fn with_copy(signs: fn(&str) -> bool) -> Self {
        let mut it = Self::new(signs);
        let key = it.copy.public_key();
        it.tells(&ToSharer::LogKey { key });
        it
    }

    fn tells(&mut self, message: &ToSharer) {
        self.rig.tells(message);
        self.follow();
    }

    /// Answers what was just sent.
    fn follow(&mut self) {
        let is_said = |notice: &&&Notice| **notice == &Notice::LogUnsigned;
        self.said += self.rig.notices().iter().filter(is_said).count();
        self.lines.push_str(&self.rig.logged());
        let mut answers = vec![];
        for (_, message) in self.rig.sent_on(PATH) {
            let ToViewer::Log { number, entry, hash, .. } = message else { continue };
            let kept = self.copy.follow(*number, entry, *hash, &LocalTime::default()).unwrap();
            if (self.signs)(&entry.element) {
                answers.push(ToSharer::LogSeen { number: *number, signature: kept.signature });
            }
        }
        for answer in answers {
            self.tells(&answer);
        }
    }

    /// Time passes, and the page is there.
    fn passes(&mut self, time: Duration) {
        let until = self.rig.now + time;
        while self.rig.now < until {
            self.rig.now = until.min(self.rig.now + HEARTBEAT_INTERVAL / 2);
            self.rig.event(crate::Event::Timeout);
            self.follow();
            self.tells(&ToSharer::Ping { at: 1, deaf: false });
        }
    }

    /// The numbers in the entries about missing signatures.
    fn unsigned(&self) -> Vec<&str> {
        let rest = self.lines.split("<LOG_UNSIGNED ").skip(1);
        rest.map(|rest| rest.split_once('>').unwrap().1.split_once('<').unwrap().0).collect()
    }
}

/// What a page signs.
fn what_it_sees(element: &str) -> bool {
    let unseen = ["INCOMING_IP_ADDRESS", "WRONG_CODE", "CONNECTION_ENDED", "INVITATION_CLOSED"];
    !unseen.contains(&element)
}

#[test]
fn a_helper_who_signs_what_they_can_see_is_not_complained_about() {
    let mut it = Signed::with_copy(what_it_sees);
    it.passes(LOG_SIGNATURE_TIMEOUT * 2);
    it.rig.writes("hello");
    it.follow();
    it.passes(LOG_SIGNATURE_TIMEOUT * 2);
    assert_eq!((it.said, it.unsigned()), (0, vec![]));
    assert!(it.lines.matches("<COUNTERSIGNED ").count() >= 4, "{}", it.lines);
}

#[test]
fn a_missing_signature_is_said_once_and_each_is_written_down_within_ten_seconds() {
    // Without a key, and with one that signs nothing.
    for mut it in [Signed::new(|_| false), Signed::with_copy(|_| false)] {
        it.passes(LOG_SIGNATURE_TIMEOUT);
        assert_eq!((it.said, it.unsigned()), (0, vec![]));
        let due = it.rig.driver.deadline().unwrap();
        assert!(due <= it.rig.now + Duration::from_secs(1), "it wakes");
        it.passes(Duration::from_secs(2));
        assert_eq!(it.said, 1);
        assert_eq!(it.unsigned().len(), 1, "{}", it.lines);
        it.rig.writes("hello");
        it.follow();
        it.passes(Duration::from_secs(10));
        assert_eq!(it.said, 1, "the User is told once");
        assert_eq!(it.unsigned().len(), 2, "{}", it.lines);
        assert_eq!(it.rig.driver.outcome(), None);
    }
}

#[test]
fn the_entry_that_was_not_signed_is_named_and_the_others_count() {
    let mut it = Signed::with_copy(|element| what_it_sees(element) && element != "CHAT_MESSAGE");
    it.rig.writes("hello");
    it.follow();
    it.rig.event(crate::Event::Person {
        origin: crate::Origin::Pipe,
        input: Some(PersonInput::Pause),
    });
    it.follow();
    it.passes(Duration::from_secs(10));
    // After the invitation, the address, the connection and the key.
    assert_eq!((it.said, it.unsigned()), (1, vec!["5"]));
}

#[test]
fn no_signature_is_missed_while_the_helper_is_lost_and_the_time_before_it_counts() {
    let mut it = Signed::with_copy(|_| false);
    it.passes(LOG_SIGNATURE_TIMEOUT / 2);
    it.rig.on(PATH, TransportInput::Down);
    it.follow();
    for _ in 0..10 {
        it.rig.after(LOG_SIGNATURE_TIMEOUT);
        it.follow();
    }
    assert!(LOG_SIGNATURE_TIMEOUT * 10 < RECONNECT_TIMEOUT, "they are waited for");
    assert_eq!((it.said, it.unsigned()), (0, vec![]));
    let other = PathId(2);
    it.rig.offers(other);
    it.rig.on(other, TransportInput::Up);
    for _ in 0..6 {
        it.rig.after(Duration::from_secs(1));
        it.follow();
        it.rig.tells_on(other, &ToSharer::Ping { at: 1, deaf: false });
        it.follow();
    }
    assert_eq!(it.said, 1, "half of the time had passed before");
}

#[test]
fn a_computer_that_slept_misses_no_signature() {
    let mut it = Signed::with_copy(|_| false);
    it.passes(Duration::from_secs(1));
    it.rig.after(Duration::from_secs(60));
    it.follow();
    assert_eq!((it.said, it.unsigned()), (0, vec![]));
}

#[test]
fn the_helper_hears_of_an_event_before_its_entry() {
    let mut rig = Rig::sharing();
    rig.tells(&ToSharer::LogKey { key: LogWriter::new(&mut OsRng).public_key() });
    rig.tells(&ToSharer::RequestControl {});
    let id = rig.asked();
    let place = |rig: &Rig, is: &dyn Fn(&ToViewer) -> bool| {
        rig.sent_on(PATH).iter().position(|(_, message)| is(message)).expect("it is sent")
    };
    let entry = |element: &'static str| move |message: &ToViewer| matches!(message, ToViewer::Log { entry, .. } if entry.element == element);
    rig.person(PersonInput::Answer { id, answer: Answer::Allow });
    let begins = place(&rig, &|message| {
        matches!(message, ToViewer::Phase { phase: Phase::ControlSharing, .. })
    });
    assert!(begins < place(&rig, &entry("EXPERT_GRANTED_CONTROL")));
    rig.person(PersonInput::Disconnect);
    let ends = place(&rig, &|message| matches!(message, ToViewer::ControlEnded { .. }));
    let bye = place(&rig, &|message| matches!(message, ToViewer::Bye { .. }));
    let entry = place(&rig, &entry("EXPERT_CONTROL_ENDED"));
    assert!(ends < entry && entry < bye);
}
