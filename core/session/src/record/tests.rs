use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use protocol::code::{InvitationCode, Secret};
use protocol::log::{Agreement, LOG_FOOT, LOG_HEAD, LogCopy, compare, verify};
use protocol::time::Tick;
use protocol::trust::IdentityKey;
use protocol::word_list::CodeLanguage;
use rand_core::OsRng;

use super::*;
use crate::effect::ReceivedNumbers;
use crate::ids::GuestId;
use crate::proof::Proof;
use crate::question::Question;
use crate::right::{ControlStop, GrantedFor};

const GUEST: GuestId = GuestId(1);

fn send(message: ToViewer) -> Effect {
    Effect::Say { guest: GUEST, message, received: ReceivedNumbers::default() }
}

fn notify(notice: Notice) -> Effect {
    Effect::Notify { guest: None, notice }
}

fn key_of(key: PublicKey) -> Effect {
    Effect::LogAnswer { guest: GUEST, answer: LogAnswer::Key(key) }
}

fn control_granted() -> Effect {
    let event = RightEvent::Granted { right: Right::Control, lasts: GrantedFor::ThisTime };
    Effect::Right { guest: GUEST, event }
}

fn control_refused(reason: RightRefusal) -> Effect {
    Effect::Right { guest: GUEST, event: RightEvent::Refused { right: Right::Control, reason } }
}

/// A recorder, and a Helper's end that keeps a copy of what it is told.
struct Rig {
    recorder: Recorder,
    lines: String,
    helper: LogWriter,
    helper_lines: String,
    answers: bool,
    now: u64,
}

impl Rig {
    fn new() -> Self {
        Self {
            recorder: Recorder::new("Bob".parse().unwrap(), &mut OsRng),
            lines: String::new(),
            helper: LogWriter::new(&mut OsRng),
            helper_lines: String::new(),
            answers: true,
            now: 1_700_000_000_000,
        }
    }

    fn now(&mut self) -> Moment {
        self.now += 1;
        Moment { utc: UtcMillis::from_millis(self.now), local: LocalTime::default() }
    }

    fn hear(&mut self, effect: &Effect) -> bool {
        let now = self.now();
        self.recorder.observe(effect, now);
        self.settle()
    }

    fn settle(&mut self) -> bool {
        let done = self.recorder.take();
        self.lines.push_str(&done.lines);
        let mut differs = done.differs;
        for message in done.helper {
            let ToViewer::Log { number, entry, hash, signature } = message else {
                panic!("{message:?} is no entry")
            };
            if number == 1 {
                self.helper.set_other_key(entry.key.unwrap()).unwrap();
            }
            let local = LocalTime::default();
            let kept = self.helper.follow(number, &entry, hash, &local).unwrap();
            self.helper_lines.push_str(&kept.line);
            self.helper_lines.push_str(&self.helper.countersign(number, signature).unwrap());
            if self.answers {
                let signature = kept.signature;
                let seen = LogAnswer::Seen { number, signature };
                differs |= self.hear(&Effect::LogAnswer { guest: GUEST, answer: seen });
            }
        }
        differs
    }

    fn invite(&mut self) {
        let slot = "7".parse().unwrap();
        let code =
            InvitationCode { slot, secret: Secret::generate(CodeLanguage::English, &mut OsRng) };
        let lifetime = core::time::Duration::from_secs(60);
        self.hear(&notify(Notice::Invitation { code, lifetime }));
    }

    fn ask(&mut self, question: Question) {
        let (helper, alias, proof) = ("Ann".parse().unwrap(), None, Proof::Code);
        if question == Question::Control {
            let event = RightEvent::Requested(Right::Control);
            self.hear(&Effect::Right { guest: GUEST, event });
        }
        self.hear(&Effect::Ask {
            id: 1,
            guest: GUEST,
            question,
            helper,
            alias,
            proof,
            resembles: None,
            files: None,
            until: Tick::from_millis(60_000),
        });
    }

    fn phase(&mut self, phase: Phase, reason: Option<EndReason>) {
        self.hear(&notify(Notice::Phase {
            phase,
            helper: None,
            reason,
            stop: ControlStop::PanicKey,
        }));
    }

    fn connect(&mut self) {
        self.invite();
        self.ask(Question::Connect);
        let now = self.now();
        self.recorder.connected(Some("192.0.2.7"), false, now);
        let key = self.helper.public_key();
        self.hear(&key_of(key));
        assert!(self.helper_lines.is_empty(), "nothing is told before the User consents");
        self.phase(Phase::ScreenSharing, None);
    }

    fn chat(&mut self, from: Party, text: &str) {
        let (text, under_control) = (text.into(), false);
        self.hear(&notify(Notice::Chat { from, text, under_control }));
    }

    fn copy(lines: &str) -> LogCopy {
        LogCopy::read([LOG_HEAD, lines, LOG_FOOT].concat().as_bytes()).unwrap()
    }

    /// Elements of the User's copy, each with its text.
    fn written(&self) -> Vec<String> {
        let line = |entry: &Entry| format!("{} {}", entry.element, entry.text).trim().to_owned();
        Self::copy(&self.lines).entries().map(|(entry, _, _)| line(entry)).collect()
    }
}

#[test]
fn a_session_is_written_down_in_order_and_alike_on_both_sides() {
    let mut rig = Rig::new();
    rig.connect();
    rig.ask(Question::Control);
    rig.hear(&control_granted());
    rig.phase(Phase::ControlSharing, None);
    rig.chat(Party::User, "hello");
    rig.chat(Party::Helper, "hi");
    let event = RightEvent::Ended { right: Right::Control, by: Party::User };
    rig.hear(&Effect::Right { guest: GUEST, event });
    rig.phase(Phase::ScreenSharing, None);
    let paused = Notice::Paused { phase: Phase::ScreenSharing, helper: "Ann".parse().unwrap() };
    rig.hear(&notify(paused));
    rig.phase(Phase::ScreenSharing, None);
    rig.hear(&send(ToViewer::Bye { reason: EndReason::UserLeft }));
    rig.phase(Phase::Ended, Some(EndReason::UserLeft));
    assert_eq!(
        rig.written(),
        [
            "INVITATION_OPENED",
            "INCOMING_IP_ADDRESS 192.0.2.7",
            "CONNECTION_ESTABLISHED Ann",
            "LOG_SHARED",
            "EXPERT_REQUEST_CONTROL",
            "EXPERT_GRANTED_CONTROL",
            "EXPERT_CONTROL_STARTED",
            "CHAT_MESSAGE Bob: hello",
            "CHAT_MESSAGE Ann: hi",
            "EXPERT_CONTROL_ENDED",
            "SHARING_PAUSED",
            "SHARING_RESUMED",
            "CONNECTION_ENDED",
            "INVITATION_CLOSED",
        ]
    );
    let user = verify(&Rig::copy(&rig.lines)).unwrap();
    let helper = verify(&Rig::copy(&rig.helper_lines)).unwrap();
    assert_eq!(compare(&user, &helper), Ok(Agreement::Same { entries: 14 }));
    assert_eq!((user.countersigned(), helper.countersigned()), (14, 14));
}

#[test]
fn who_was_not_let_in_is_written_down_and_told_nothing() {
    let mut rig = Rig::new();
    rig.invite();
    rig.hear(&notify(Notice::WrongCode { attempts_left: 2 }));
    rig.ask(Question::Connect);
    let now = rig.now();
    rig.recorder.connected(None, false, now);
    let key = rig.helper.public_key();
    rig.hear(&key_of(key));
    rig.hear(&send(ToViewer::Bye { reason: EndReason::Declined }));
    rig.phase(Phase::Ended, Some(EndReason::Declined));
    assert_eq!(
        rig.written(),
        [
            "INVITATION_OPENED",
            "WRONG_CODE",
            "INCOMING_IP_ADDRESS unknown",
            "CONNECTION_REFUSED Ann",
            "INVITATION_CLOSED",
        ]
    );
    assert!(rig.helper_lines.is_empty());
}

#[test]
fn an_invitation_that_nobody_used_is_opened_and_closed() {
    let mut rig = Rig::new();
    rig.phase(Phase::WaitingForConnect, None);
    rig.invite();
    rig.invite();
    rig.phase(Phase::Ended, Some(EndReason::Expired));
    assert_eq!(rig.written(), ["INVITATION_OPENED", "INVITATION_CLOSED"]);
    let mut never = Rig::new();
    never.phase(Phase::Ended, Some(EndReason::UserLeft));
    assert!(never.lines.is_empty(), "without an invitation there is nothing to log");
}

#[test]
fn a_refusal_without_a_question_is_written_down_once_for_each_reason() {
    let mut rig = Rig::new();
    rig.connect();
    let before = rig.written().len();
    for reason in [RightRefusal::ViewOnly, RightRefusal::ViewOnly, RightRefusal::Paused] {
        rig.hear(&control_refused(reason));
    }
    let pair = ["EXPERT_REQUEST_CONTROL", "EXPERT_REFUSED_CONTROL"];
    assert_eq!(rig.written()[before..], [pair, pair].concat());
    rig.ask(Question::Control);
    rig.hear(&control_refused(RightRefusal::Declined));
    assert_eq!(rig.written()[before + 4..], pair);
}

#[test]
fn a_flood_of_messages_leaves_room_for_what_matters() {
    let mut rig = Rig::new();
    rig.answers = false;
    rig.connect();
    for _ in 0..LOG_ENTRIES {
        rig.chat(Party::Helper, "spam");
    }
    rig.hear(&control_granted());
    rig.phase(Phase::Ended, Some(EndReason::HelperLeft));
    let written = rig.written();
    assert!(written.len() < LOG_ENTRIES && rig.lines.len() < LOG_BYTES);
    assert_eq!(written.iter().filter(|line| *line == "LOG_FULL").count(), 1);
    let [.., granted, started, _, closed] = written.as_slice() else { panic!("{written:?}") };
    let last = [granted.as_str(), started, closed];
    assert_eq!(last, ["EXPERT_GRANTED_CONTROL", "EXPERT_CONTROL_STARTED", "INVITATION_CLOSED"]);
}

#[test]
fn a_helper_who_comes_back_again_and_again_leaves_room_for_what_matters() {
    let mut rig = Rig::new();
    rig.answers = false;
    rig.connect();
    for _ in 0..LOG_ENTRIES {
        rig.hear(&notify(Notice::Reconnected { helper: "Ann".parse().unwrap() }));
    }
    rig.hear(&control_granted());
    let written = rig.written();
    let resumed = written.iter().filter(|line| *line == "CONNECTION_RESUMED").count();
    assert!(resumed > 1_000 && resumed < LOG_ENTRIES - LOG_RESERVE + 1, "{resumed}");
    assert!(written.ends_with(&["EXPERT_CONTROL_STARTED".to_owned()]));
}

#[test]
fn a_signature_that_is_none_is_said_once_and_no_more_are_looked_at() {
    let mut rig = Rig::new();
    rig.answers = false;
    rig.connect();
    let signature = protocol::log::Hex([7; 64]);
    let wrong =
        Effect::LogAnswer { guest: GUEST, answer: LogAnswer::Seen { number: 1, signature } };
    assert!(rig.hear(&wrong));
    assert!(!rig.hear(&wrong));
    let told = rig.helper_lines.len();
    rig.chat(Party::User, "still in the User's own log");
    assert_eq!(rig.helper_lines.len(), told);
    assert!(rig.written().last().unwrap().ends_with("own log"));
}

#[test]
fn tries_before_are_written_into_the_log() {
    let mut rig = Rig::new();
    rig.invite();
    rig.hear(&notify(Notice::TriedBefore { helper: "Ann".parse().unwrap(), times: 2 }));
    let last = rig.written().last().cloned();
    assert_eq!(last.as_deref(), Some("TRIED_BEFORE 2"));
}

#[test]
fn waiting_without_a_code_is_no_log_and_who_comes_begins_one() {
    let mut rig = Rig::new();
    let helpers: Vec<DisplayName> = vec!["Ann".parse().unwrap()];
    rig.hear(&notify(Notice::Waiting { helpers, available: Vec::new() }));
    rig.phase(Phase::Ended, Some(EndReason::Expired));
    assert!(rig.lines.is_empty());
    let mut rig = Rig::new();
    rig.hear(&notify(Notice::Stranger { attempts: 2 }));
    let now = rig.now();
    rig.recorder.connected(None, false, now);
    rig.ask(Question::Connect);
    rig.phase(Phase::ScreenSharing, None);
    let (name, key, already) = ("Ann".parse().unwrap(), IdentityKey::new([1; 32]), false);
    rig.hear(&notify(Notice::Remembered { name, key, already }));
    assert_eq!(
        rig.written(),
        [
            "INVITATION_OPENED",
            "STRANGER",
            "INCOMING_IP_ADDRESS unknown",
            "CONNECTION_ESTABLISHED Ann",
            "CONTACT_REMEMBERED",
        ]
    );
}

#[test]
fn a_clock_that_jumps_costs_no_entry_and_no_agreement() {
    let mut rig = Rig::new();
    rig.connect();
    let day = 86_400_000;
    for (at, text) in [(rig.now - day, "back"), (0, "at the beginning"), (rig.now + day, "ahead")] {
        rig.now = at;
        rig.chat(Party::Helper, text);
    }
    rig.phase(Phase::Ended, Some(EndReason::UserLeft));
    let verified = |lines: &str| verify(&Rig::copy(lines)).unwrap();
    let (user, helper) = (verified(&rig.lines), verified(&rig.helper_lines));
    let entries = user.entries();
    assert_eq!(compare(&user, &helper), Ok(Agreement::Same { entries }));
    let said = |text: &str| rig.written().contains(&format!("CHAT_MESSAGE Ann: {text}"));
    assert!(said("back") && said("at the beginning") && said("ahead"), "{:?}", rig.written());
}

#[test]
fn what_is_typed_under_control_has_an_entry_without_the_users_name() {
    let mut rig = Rig::new();
    rig.connect();
    let (from, text) = (Party::User, "I agree".into());
    rig.hear(&notify(Notice::Chat { from, text, under_control: true }));
    assert_eq!(rig.written().last().unwrap(), "CHAT_UNDER_CONTROL I agree");
    assert!(rig.lines.contains("While Ann was sharing control"), "{}", rig.lines);
}

#[test]
fn an_entry_that_the_helper_did_not_sign_is_written_down_with_its_number() {
    let mut rig = Rig::new();
    rig.connect();
    for (first, more, text) in [(5, 0, "LOG_UNSIGNED 5"), (7, 3, "LOG_UNSIGNED 7 and 3 more")] {
        let now = rig.now();
        rig.recorder.unsigned(first, more, now);
        rig.settle();
        assert_eq!(rig.written().last().unwrap(), text);
    }
}

#[test]
fn a_picture_that_the_helper_took_is_written_down_with_their_name() {
    let mut rig = Rig::new();
    rig.connect();
    rig.hear(&notify(Notice::PictureTaken { helper: "Ann".parse().unwrap() }));
    assert_eq!(rig.written().last().unwrap(), "PICTURE_TAKEN");
    assert!(rig.lines.contains("Ann has taken a picture of the screen."), "{}", rig.lines);
}
