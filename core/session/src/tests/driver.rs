//! What the driver makes of the reports of a shell.

use alloc::borrow::ToOwned;
use alloc::string::String;

use protocol::log::{LocalTime, LogWriter, UtcMillis};
use protocol::peer::Party;

use super::reconnection::{LANE, with_lane};
use super::*;
use crate::record::Moment;
use crate::{Driver, Event, Origin, Outcome};

/// A driver that is played by hand. The Helper comes as in [`Play`].
pub(super) struct Rig {
    pub(super) driver: Driver<OsRng>,
    pub(super) now: Tick,
    pub(super) effects: Vec<Effect>,
    sealed: Option<SealedChannel>,
    /// Messages of the Helper so far.
    said: u32,
    /// The number that the Helper acknowledges.
    read: u32,
}

impl Rig {
    pub(super) fn event(&mut self, event: Event) {
        let utc = UtcMillis::from_millis(1_700_000_000_000 + self.now.as_millis());
        let moment = Moment { utc, local: LocalTime::default() };
        self.driver.handle(event, self.now, moment);
        self.effects = core::iter::from_fn(|| self.driver.poll()).collect();
    }

    fn server(&mut self, message: FromSignal) {
        self.event(Event::Signal(SignalInput::Message(message)));
    }

    fn relay(&mut self, body: Vec<u8>) {
        let (claim, body) = (Some(ClaimId(1)), Body64::new(body).unwrap());
        self.server(FromSignal::Relay { claim, body });
    }

    fn relayed(&self) -> Vec<u8> {
        let mut effects = self.effects.iter();
        let body = effects.find_map(|effect| {
            let Effect::Signal(ToSignal::Relay { body, .. }) = effect else { return None };
            Some(body.as_bytes().to_vec())
        });
        body.expect("something was relayed")
    }

    fn line(&mut self, origin: Origin, input: Option<PersonInput>) {
        self.event(Event::Person { origin, input });
    }

    pub(super) fn person(&mut self, input: PersonInput) {
        self.line(Origin::Pipe, Some(input));
    }

    pub(super) fn asked(&self) -> u32 {
        let mut effects = self.effects.iter();
        let id = effects
            .find_map(|effect| if let Effect::Ask { id, .. } = effect { Some(*id) } else { None });
        id.expect("a question was asked")
    }

    pub(super) fn tells(&mut self, message: &ToSharer) {
        self.tells_on(PATH, message);
    }

    pub(super) fn tells_on(&mut self, path: PathId, message: &ToSharer) {
        self.said += 1;
        let number = if matches!(message, ToSharer::Ping { .. }) { 0 } else { self.said };
        let envelope = Envelope { number, ..message.clone().unnumbered(self.read, 0) };
        let (channel, bytes) = (Channel::Control, envelope.encode().into_bytes());
        self.event(Event::Transport {
            guest: GUEST,
            path,
            input: TransportInput::Message { channel, bytes },
        });
    }

    pub(super) fn offers(&mut self, path: PathId) {
        let offer = Introduction::Offer { path: path.0, sdp: "v=0".into() };
        let body = self.sealed.as_mut().unwrap().seal(&offer.encode()).unwrap();
        self.relay(body);
    }

    pub(super) fn on(&mut self, path: PathId, input: TransportInput) {
        self.event(Event::Transport { guest: GUEST, path, input });
    }

    /// What was sent on a path, with its numbers.
    pub(super) fn sent_on(&self, path: PathId) -> Vec<(u32, &ToViewer)> {
        let sent = self.effects.iter().filter_map(|effect| {
            let Effect::Send { path: on, message, .. } = effect else { return None };
            (*on == path).then_some((message.number, &message.message))
        });
        sent.collect()
    }

    /// The invitation is open.
    fn open() -> (Self, InvitationCode) {
        Self::open_with(options())
    }

    fn open_with(options: SessionOptions) -> (Self, InvitationCode) {
        let now = Tick::from_millis(1_000);
        let driver = Driver::new(options, OsRng, now);
        let mut rig = Self { driver, now, effects: Vec::new(), sealed: None, said: 0, read: 0 };
        rig.event(Event::Signal(SignalInput::Up));
        rig.server(FromSignal::Opened { slot: "7".parse().unwrap(), expires_in_s: 60 });
        let mut effects = rig.effects.iter();
        let code = effects.find_map(|effect| {
            let Effect::Notify { notice: Notice::Invitation { code, .. }, .. } = effect else {
                return None;
            };
            Some(code.clone())
        });
        let code = code.expect("there is an invitation");
        (rig, code)
    }

    /// The Helper is asked about, and the path is being set up. Returns the question.
    fn introduced() -> (Self, u32) {
        Self::introduced_in(Network::default())
    }

    fn introduced_in(network: Network) -> (Self, u32) {
        Self::introduced_to(Self::open(), network)
    }

    fn introduced_to((mut rig, code): (Self, InvitationCode), network: Network) -> (Self, u32) {
        let (viewer, body) = ViewerHandshake::start(&code, &mut OsRng);
        rig.server(FromSignal::Claimed {
            claim: ClaimId(1),
            body: Body64::new(body).unwrap(),
            network,
        });
        let (viewer, confirmation) = viewer.receive(&rig.relayed()).unwrap();
        rig.relay(confirmation);
        let mut sealed = viewer.confirm(&rig.relayed()).unwrap();
        let (name, version) = ("Jacky".parse().unwrap(), protocol::VERSION);
        let hello = Introduction::Hello { name, version };
        rig.relay(sealed.seal(&hello.encode()).unwrap());
        let id = rig.asked();
        rig.sealed = Some(sealed);
        rig.offers(PATH);
        let (sdp, ice_servers) = ("v=0".into(), Vec::new());
        let accept = Effect::AcceptOffer { guest: GUEST, path: PATH, sdp, ice_servers };
        assert_eq!(rig.effects, [accept]);
        (rig, id)
    }

    pub(super) fn sharing() -> Self {
        Self::sharing_in(Network::default())
    }

    fn sharing_in(network: Network) -> Self {
        Self::admitted(Self::introduced_in(network))
    }

    fn admitted((mut rig, id): (Self, u32)) -> Self {
        rig.event(Event::PathUp { guest: GUEST, path: PATH, address: None });
        rig.person(PersonInput::Answer { id, answer: Answer::Allow });
        assert_eq!(rig.driver.phase(), Phase::ScreenSharing);
        rig
    }

    pub(super) fn controlling(answer: Answer) -> Self {
        let mut rig = Self::sharing();
        rig.tells(&ToSharer::RequestControl {});
        let id = rig.asked();
        rig.person(PersonInput::Answer { id, answer });
        assert_eq!(rig.driver.phase(), Phase::ControlSharing);
        rig
    }

    pub(super) fn notices(&self) -> Vec<&Notice> {
        let notices = self.effects.iter().filter_map(|effect| {
            if let Effect::Notify { notice, .. } = effect { Some(notice) } else { None }
        });
        notices.collect()
    }

    pub(super) fn logged(&self) -> String {
        let lines = self.effects.iter().filter_map(|effect| {
            if let Effect::AppendLog(lines) = effect { Some(lines.as_str()) } else { None }
        });
        lines.collect()
    }
}

#[test]
fn the_address_is_logged_before_anything_else_that_comes_of_a_path() {
    let (mut rig, _) = Rig::introduced();
    let address = Some("192.0.2.7".to_owned());
    rig.event(Event::PathUp { guest: GUEST, path: PathId(9), address: address.clone() });
    assert_eq!(rig.effects, [], "an unknown path is no path");
    rig.event(Event::PathUp { guest: GUEST, path: PATH, address });
    let Some(Effect::AppendLog(lines)) = rig.effects.first() else {
        panic!("expected the address, got {:?}", rig.effects)
    };
    assert!(lines.contains("192.0.2.7"), "{lines}");
    assert!(matches!(rig.effects.get(1), Some(Effect::UsePath { .. })), "{:?}", rig.effects);
    assert!(matches!(rig.effects.get(2), Some(Effect::Send { .. })), "{:?}", rig.effects);
}

#[test]
fn what_cannot_be_sent_means_that_the_path_is_down() {
    let mut rig = Rig::sharing();
    rig.event(Event::PathFailed { guest: GUEST, path: PATH });
    assert!(rig.effects.contains(&STOP));
    rig.now = rig.now + limits::RECONNECT_TIMEOUT;
    rig.event(Event::Timeout);
    let reason = EndReason::ConnectionLost;
    assert_eq!(rig.driver.outcome(), Some(Outcome { reason, helped: false, stop: false }));
    assert!(rig.effects.contains(&Effect::ClosePath { guest: GUEST, path: PATH }));
}

#[test]
fn injection_that_fails_and_the_panic_key_end_control() {
    let sentence = || "the desktop is gone".to_owned();
    for (event, is_said) in [
        (Event::InjectFailed(sentence()), true),
        (Event::PanicKey { failed: Some(sentence()) }, true),
        (Event::PanicKey { failed: None }, false),
    ] {
        let mut rig = Rig::controlling(Answer::Allow);
        rig.event(event);
        assert_eq!(rig.driver.phase(), Phase::ScreenSharing);
        assert_eq!(rig.notices().contains(&&Notice::Failed(sentence())), is_said);
        assert!(rig.notices().contains(&&Notice::ControlEnded { by: Party::User, is_over: false }));
        assert!(rig.logged().contains("CONTROL_ENDED"), "{}", rig.logged());
    }
}

#[test]
fn that_prompts_are_not_noticed_is_said_once_and_the_shield_stays_closed() {
    let mut rig = Rig::controlling(Answer::Allow);
    rig.event(Event::PromptsUnwatched);
    assert_eq!(rig.notices().first(), Some(&&Notice::PromptsUnwatched));
    assert_eq!(rig.driver.phase(), Phase::ScreenSharing, "control did not include prompts");
    rig.event(Event::PromptsUnwatched);
    assert_eq!(rig.effects, []);
    let mut rig = Rig::controlling(Answer::AllowWithPrompts);
    rig.event(Event::PromptsUnwatched);
    assert_eq!(rig.driver.phase(), Phase::ControlSharing);
}

#[test]
fn a_screen_that_is_lost_ends_the_session_and_is_said() {
    let mut rig = Rig::sharing();
    rig.event(Event::ScreenFailed("no display".to_owned()));
    assert_eq!(rig.notices().first(), Some(&&Notice::Failed("no display".to_owned())));
    assert_eq!(rig.driver.outcome().map(|it| it.reason), Some(EndReason::NoScreen));
}

#[test]
fn a_no_to_the_question_of_the_desktop_counts_as_a_no() {
    let mut rig = Rig::sharing();
    rig.event(Event::ScreenRefused("no".to_owned()));
    assert_eq!(rig.notices().first(), Some(&&Notice::Failed("no".to_owned())));
    assert_eq!(rig.driver.outcome().map(|it| it.reason), Some(EndReason::Declined));
}

#[test]
fn a_line_that_means_nothing_changes_nothing() {
    for origin in [Origin::Terminal, Origin::Pipe] {
        let mut rig = Rig::sharing();
        rig.line(origin, None);
        assert_eq!(rig.effects, []);
    }
}

#[test]
fn a_part_that_failed_takes_control_away_and_ends_the_session_with_a_whole_log() {
    let mut rig = Rig::controlling(Answer::Allow);
    rig.event(Event::PartFailed);
    assert_eq!(rig.driver.outcome().map(|it| it.reason), Some(EndReason::Fault));
    assert!(rig.notices().iter().any(|notice| matches!(notice, Notice::ControlEnded { .. })));
    for element in ["CONTROL_ENDED", "CONNECTION_ENDED"] {
        assert!(rig.logged().contains(element), "{}", rig.logged());
    }
}

#[test]
fn only_a_terminal_may_be_typed_on_by_the_helper() {
    for (origin, counts) in [(Origin::Terminal, false), (Origin::Pipe, true)] {
        let mut rig = Rig::controlling(Answer::Allow);
        rig.person(PersonInput::StopControl);
        rig.tells(&ToSharer::RequestControl {});
        let (id, answer) = (rig.asked(), Answer::Allow);
        rig.line(origin, Some(PersonInput::Answer { id, answer }));
        assert_eq!(rig.driver.phase() == Phase::ControlSharing, counts, "{origin:?}");
        assert_eq!(rig.notices().contains(&&Notice::NotAllowedByTyping), !counts, "{origin:?}");
    }
}

#[test]
fn whoever_leaves_before_a_helper_came_wants_no_other_session() {
    let stops = |rig: &Rig| rig.driver.outcome().map(|outcome| outcome.stop);
    let (mut rig, _) = Rig::open();
    rig.person(PersonInput::Disconnect);
    assert_eq!(stops(&rig), Some(true));
    let mut rig = Rig::sharing();
    rig.person(PersonInput::Disconnect);
    assert_eq!(stops(&rig), Some(false));
    let mut rig = Rig::sharing();
    rig.event(Event::Interrupted);
    assert_eq!(stops(&rig), Some(true));
}

#[test]
fn the_log_is_sent_on_the_path_and_its_last_entries_before_the_last_message() {
    let mut rig = Rig::sharing();
    let key = LogWriter::new(&mut OsRng).public_key();
    rig.tells(&ToSharer::LogKey { key });
    let is_entry = |effect: &Effect| {
        matches!(effect, Effect::Send { guest: GUEST, path: PATH, message }
            if matches!(message.message, ToViewer::Log { .. }) && message.number > 0)
    };
    assert!(rig.effects.iter().any(is_entry), "{:?}", rig.effects);
    assert!(!rig.effects.iter().any(|effect| matches!(effect, Effect::LogAnswer { .. })));
    rig.person(PersonInput::Disconnect);
    let last_entry = rig.effects.iter().rposition(is_entry);
    let is_bye = |effect: &Effect| {
        matches!(effect, Effect::Send { message, .. }
            if matches!(message.message, ToViewer::Bye { .. }))
    };
    let bye = rig.effects.iter().position(is_bye);
    assert!(last_entry.is_some() && last_entry < bye, "{:?}", rig.effects);
}

#[test]
fn the_questions_of_the_next_session_have_other_ids() {
    let (rig, id) = Rig::introduced();
    assert_eq!(rig.driver.next_question(), id + 1);
    let mut play = Play::new(|options| options.first_question = rig.driver.next_question());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    assert_eq!(play.hello(), id + 1);
}

/// The texts of chat messages, with their numbers.
fn chats(sent: &[(u32, &ToViewer)]) -> Vec<(u32, String)> {
    let chats = sent.iter().filter_map(|(number, message)| {
        if let ToViewer::Chat { text, .. } = message { Some((*number, text.clone())) } else { None }
    });
    chats.collect()
}

impl Rig {
    pub(super) fn writes(&mut self, text: &str) {
        self.person(PersonInput::Chat { text: text.to_owned() });
    }

    pub(super) fn after(&mut self, time: Duration) {
        self.now = self.now + time;
        self.event(Event::Timeout);
    }
}

#[test]
fn another_path_begins_with_all_that_is_not_acknowledged_in_order_and_once_each() {
    let mut rig = Rig::sharing();
    rig.writes("one");
    let [(one, _)] = chats(&rig.sent_on(PATH))[..] else { panic!("{:?}", rig.effects) };
    rig.read = one;
    rig.tells(&ToSharer::Ping { at: 1, deaf: false });
    rig.writes("two");
    rig.writes("three");
    let other = PathId(2);
    rig.offers(other);
    // The first path fails, and the next one is up.
    rig.on(PATH, TransportInput::Down);
    rig.on(other, TransportInput::Up);
    let used = rig
        .effects
        .iter()
        .position(|effect| matches!(effect, Effect::UsePath { path, .. } if *path == other));
    let sends = |effect: &Effect| matches!(effect, Effect::Send { .. });
    let first = rig.effects.iter().position(sends);
    assert!(used < first, "pictures are on the path before anything is said on it");
    let sent = rig.sent_on(other);
    assert!(matches!(sent.first(), Some((0, ToViewer::UsePath { .. }))), "{sent:?}");
    let numbers: Vec<u32> = sent.iter().skip(1).map(|(number, _)| *number).collect();
    let expected: Vec<u32> = (one + 1..).take(numbers.len()).collect();
    assert_eq!(numbers, expected, "each once, in order: {sent:?}");
    let texts = chats(&sent);
    assert_eq!(texts, [(one + 1, "two".to_owned()), (one + 2, "three".to_owned())]);
    assert_eq!(rig.sent_on(PATH), []);
    // From now on everything is said there, and nothing twice.
    rig.writes("four");
    assert_eq!(chats(&rig.sent_on(other)).len(), 1);
    assert_eq!(rig.sent_on(other).len(), 1);
}

#[test]
fn what_is_said_while_the_helper_is_lost_comes_with_them_in_order_and_the_log_before_the_end() {
    let mut rig = Rig::sharing();
    rig.tells(&ToSharer::LogKey { key: LogWriter::new(&mut OsRng).public_key() });
    rig.on(PATH, TransportInput::Down);
    let last = rig.said;
    for text in ["one", "two", "three"] {
        rig.writes(text);
        rig.after(Duration::from_secs(5));
    }
    let other = PathId(2);
    rig.offers(other);
    rig.on(other, TransportInput::Up);
    let sent = rig.sent_on(other);
    let texts: Vec<String> = chats(&sent).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["one", "two", "three"]);
    let numbers: Vec<u32> = sent.iter().map(|(number, _)| *number).collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
    assert!(rig.logged().contains("CONNECTION_RESUMED"), "{}", rig.logged());
    let resumes = |effect: &Effect| {
        matches!(effect, Effect::Send { message, .. }
            if matches!(&message.message, ToViewer::Log { entry, .. }
                if entry.element == "CONNECTION_RESUMED"))
    };
    assert!(rig.effects.iter().any(resumes), "the Helper's copy has it, too");
    assert_eq!(rig.said, last);
    rig.person(PersonInput::Disconnect);
    let sent = rig.sent_on(other);
    let Some(((_, ToViewer::Bye { .. }), before)) = sent.split_last() else {
        panic!("expected Bye at the end, got {sent:?}")
    };
    assert!(before.iter().any(|(_, message)| matches!(message, ToViewer::Log { .. })));
}

#[test]
fn a_helper_who_acknowledges_nothing_is_not_kept_for_without_bound() {
    let mut rig = Rig::sharing();
    for n in 0..=limits::UNACKNOWLEDGED {
        assert!(n < limits::UNACKNOWLEDGED, "nothing ends it");
        rig.tells(&ToSharer::Ping { at: 1, deaf: false });
        rig.writes("hi");
        if rig.driver.outcome().is_some() {
            break;
        }
    }
    let reason = rig.driver.outcome().map(|outcome| outcome.reason);
    assert_eq!(reason, Some(EndReason::ConnectionLost));
    assert!(rig.effects.contains(&STOP) && rig.logged().contains("CONNECTION_ENDED"));
    assert_eq!(rig.driver.deadline(), None);
    // Who acknowledges can be told any number of things, also by long messages.
    let mut rig = Rig::sharing();
    let long = "x".repeat(limits::CHAT_BYTES);
    for n in 0..limits::UNACKNOWLEDGED + 50 {
        rig.writes(if n % 8 == 0 { &long } else { "hi" });
        rig.read = rig.sent_on(PATH).last().map_or(rig.read, |(number, _)| *number);
        rig.tells(&ToSharer::Ping { at: 1, deaf: false });
    }
    assert_eq!(rig.driver.outcome(), None);
    // A number that was never sent acknowledges what was, and does no harm.
    rig.read = u32::MAX;
    rig.tells(&ToSharer::Ping { at: 1, deaf: false });
    rig.writes("hi");
    assert_eq!(rig.sent_on(PATH).len(), 1);
}

#[test]
fn what_is_too_long_to_keep_ends_it_by_bytes() {
    let mut rig = Rig::sharing();
    let long = "x".repeat(limits::CHAT_BYTES);
    let most = limits::UNACKNOWLEDGED_BYTES / limits::CHAT_BYTES;
    for _ in 0..most + 1 {
        rig.writes(&long);
    }
    let reason = rig.driver.outcome().map(|outcome| outcome.reason);
    assert_eq!(reason, Some(EndReason::ConnectionLost));
}

#[test]
fn each_other_address_is_logged_once_and_no_more_than_the_bound() {
    let mut rig = Rig::sharing_in(with_lane());
    rig.after(limits::SPARE_LANE_AFTER);
    let mut lines = String::new();
    rig.event(Event::PathUp { guest: GUEST, path: LANE, address: None });
    assert!(rig.logged().contains("through the server"), "{}", rig.logged());
    for n in 2..200u32 {
        // The Helper may open more paths only after a while.
        rig.after(Duration::from_secs(1));
        rig.offers(PathId(n));
        let address = Some(alloc::format!("192.0.2.{n}"));
        for _ in 0..2 {
            let address = address.clone();
            rig.event(Event::PathUp { guest: GUEST, path: PathId(n), address });
            lines.push_str(&rig.logged());
        }
    }
    assert_eq!(rig.driver.outcome(), None);
    let count = lines.matches("<INCOMING_IP_ADDRESS").count();
    let two = lines.matches("192.0.2.2<").count();
    // Two were logged before.
    assert_eq!((count, two), (30, 1), "{lines}");
    // What is reported of a path that was closed long ago is no address.
    let address = Some("203.0.113.1".to_owned());
    rig.event(Event::PathUp { guest: GUEST, path: PathId(2), address });
    assert_eq!(rig.logged(), "");
}

/// Otherwise a Helper could fill it with chat, and what follows would be written nowhere.
#[test]
fn a_full_log_ends_the_session_where_it_is_required() {
    for (log, ended) in [(LogNeed::Required, Some(EndReason::Fault)), (LogNeed::Optional, None)] {
        let open = Rig::open_with(SessionOptions { log, ..options() });
        let mut rig = Rig::admitted(Rig::introduced_to(open, Network::default()));
        // The disk is quick.
        rig.event(Event::LogWritten { bytes: usize::MAX });
        let mut is_full = false;
        // Written as `&quot;`: six bytes each.
        let text = "\"".repeat(limits::CHAT_BYTES / 2);
        for _ in 0..limits::LOG_ENTRIES {
            rig.tells(&ToSharer::Chat { text: text.clone() });
            is_full |= rig.logged().contains("<LOG_FULL");
            if is_full {
                break;
            }
            rig.after(limits::CHAT_WINDOW / limits::CHAT_MESSAGES);
        }
        assert!(is_full, "{:?}", rig.driver.outcome());
        assert_eq!(rig.driver.outcome().map(|outcome| outcome.reason), ended, "{log:?}");
    }
}
