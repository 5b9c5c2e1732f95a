//! What follows when the lines of the session log do not get to the disk.

use protocol::limits::LOG_WRITE_TIMEOUT;
use protocol::log::{LocalTime, UtcMillis};
use protocol::word_list::CodeLanguage;

use super::*;
use crate::record::Moment;
use crate::{Driver, Event};

/// A session with an open invitation, whose log has its first lines.
struct Logged {
    driver: Driver<OsRng>,
    now: Tick,
    /// Bytes of all lines.
    appended: usize,
    notices: Vec<Notice>,
}

impl Logged {
    fn new(log: LogNeed) -> Self {
        let now = Tick::from_millis(1_000);
        let lifetime = Duration::from_secs(3_600);
        let options = SessionOptions { log, lifetime, ..options() };
        let driver = Driver::new(options, OsRng, now);
        let mut it = Self { driver, now, appended: 0, notices: Vec::new() };
        it.event(Event::Signal(SignalInput::Up));
        let opened = FromSignal::Opened { slot: "7".parse().unwrap(), expires_in_s: 3_600 };
        it.event(Event::Signal(SignalInput::Message(opened)));
        assert!(it.appended > 0, "the invitation is an entry");
        it
    }

    fn event(&mut self, event: Event) {
        let utc = UtcMillis::from_millis(1_700_000_000_000 + self.now.as_millis());
        self.driver.handle(event, self.now, Moment { utc, local: LocalTime::default() });
        while let Some(effect) = self.driver.poll() {
            if let Effect::AppendLog(lines) = &effect {
                self.appended += lines.len();
            }
            if let Effect::Notify { notice, .. } = effect {
                self.notices.push(notice);
            }
        }
    }

    fn wait(&mut self, time: Duration) {
        self.now = self.now + time;
        self.event(Event::Timeout);
    }

    /// A claim by somebody who is not known makes another entry.
    fn writes(&mut self) {
        let before = self.appended;
        self.event(Event::Signal(SignalInput::Message(FromSignal::Claimed {
            claim: ClaimId(1),
            body: Body64::new(ViewerHandshake::start(&other_code(), &mut OsRng).1).unwrap(),
            network: Network::default(),
        })));
        let (claim, body) = (Some(ClaimId(1)), Body64::new([0; 32].to_vec()).unwrap());
        self.event(Event::Signal(SignalInput::Message(FromSignal::Relay { claim, body })));
        assert!(self.appended > before, "the wrong code is an entry");
    }

    fn end(&self) -> Option<EndReason> {
        self.driver.outcome().map(|outcome| outcome.reason)
    }
}

fn other_code() -> InvitationCode {
    InvitationCode {
        slot: "7".parse().unwrap(),
        secret: Secret::generate(CodeLanguage::English, &mut OsRng),
    }
}

#[test]
fn a_log_that_fails_ends_the_session_only_where_it_is_required() {
    let why = || Some("the disk is full".into());
    let mut it = Logged::new(LogNeed::Required);
    it.event(Event::LogFailed(why()));
    assert_eq!(it.end(), Some(EndReason::Fault));
    assert!(it.notices.contains(&Notice::LogRequired(why())));
    let mut it = Logged::new(LogNeed::Optional);
    it.event(Event::LogFailed(why()));
    assert_eq!(it.end(), None);
    assert!(it.notices.contains(&Notice::LogNotKept(why())));
}

#[test]
fn a_disk_that_does_not_answer_ends_the_session_where_its_log_is_required() {
    let mut it = Logged::new(LogNeed::Required);
    it.wait(LOG_WRITE_TIMEOUT - Duration::from_millis(1));
    assert_eq!(it.end(), None);
    assert!(it.driver.deadline().unwrap() <= it.now + Duration::from_millis(1), "it wakes");
    it.wait(Duration::from_millis(1));
    assert_eq!(it.end(), Some(EndReason::Fault));
    assert_eq!(it.notices.iter().filter(|it| **it == Notice::LogRequired(None)).count(), 1);

    // Where it is not, nobody waits.
    let mut it = Logged::new(LogNeed::Optional);
    it.wait(LOG_WRITE_TIMEOUT * 3);
    assert_eq!(it.end(), None);
}

#[test]
fn only_what_is_not_on_the_disk_is_waited_for() {
    let mut it = Logged::new(LogNeed::Required);
    for _ in 0..2 {
        it.wait(LOG_WRITE_TIMEOUT - Duration::from_millis(1));
        it.event(Event::LogWritten { bytes: it.appended });
        it.wait(LOG_WRITE_TIMEOUT * 3);
        assert_eq!(it.end(), None, "nothing is missing");
        it.writes();
    }
    // An old report is none of the new lines.
    it.event(Event::LogWritten { bytes: 1 });
    it.wait(LOG_WRITE_TIMEOUT);
    assert_eq!(it.end(), Some(EndReason::Fault));
}
