//! What the driver makes of the reports of a shell.

use alloc::borrow::ToOwned;
use alloc::string::String;

use protocol::log::{LocalTime, LogWriter, UtcMillis};
use protocol::peer::Party;

use super::*;
use crate::record::Moment;
use crate::{Driver, Event, Origin, Outcome};

/// A driver that is played by hand. The Helper comes as in [`Play`].
struct Rig {
    driver: Driver<OsRng>,
    now: Tick,
    effects: Vec<Effect>,
}

impl Rig {
    fn event(&mut self, event: Event) {
        let utc = UtcMillis::from_millis(1_700_000_000_000 + self.now.as_millis());
        let moment = Moment { utc, local: LocalTime::default() };
        self.driver.handle(event, self.now, moment);
        self.effects = core::iter::from_fn(|| self.driver.poll()).collect();
    }

    fn server(&mut self, message: FromSignal) {
        self.event(Event::Signal(SignalInput::Message(message)));
    }

    fn relay(&mut self, body: Vec<u8>) {
        self.server(FromSignal::Relay { body: Body64::new(body).unwrap() });
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

    fn person(&mut self, input: PersonInput) {
        self.line(Origin::Pipe, Some(input));
    }

    fn asked(&self) -> u32 {
        let mut effects = self.effects.iter();
        let id = effects
            .find_map(|effect| if let Effect::Ask { id, .. } = effect { Some(*id) } else { None });
        id.expect("a question was asked")
    }

    fn tells(&mut self, message: &ToSharer) {
        let (channel, bytes) = (Channel::Control, message.encode().into_bytes());
        let input = TransportInput::Message { channel, bytes };
        self.event(Event::Transport { guest: GUEST, path: PATH, input });
    }

    /// The invitation is open.
    fn open() -> (Self, InvitationCode) {
        let options = SessionOptions {
            name: "Ada".parse().unwrap(),
            lifetime: Duration::from_secs(60),
            view_only: false,
            can_inject: true,
            secret: None,
            oldest_version: protocol::OLDEST_VERSION,
            known_helpers: None,
            first_question: 1,
        };
        let now = Tick::from_millis(1_000);
        let mut rig = Self { driver: Driver::new(options, OsRng, now), now, effects: Vec::new() };
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
        let (mut rig, code) = Self::open();
        let (viewer, body) = ViewerHandshake::start(&code, &mut OsRng);
        rig.server(FromSignal::Claimed {
            claim: ClaimId(1),
            body: Body64::new(body).unwrap(),
            network: Default::default(),
        });
        let (viewer, confirmation) = viewer.receive(&rig.relayed()).unwrap();
        rig.relay(confirmation);
        let mut sealed = viewer.confirm(&rig.relayed()).unwrap();
        let (name, version) = ("Jacky".parse().unwrap(), protocol::VERSION);
        let hello = Introduction::Hello { name, version };
        rig.relay(sealed.seal(&hello.encode()).unwrap());
        let id = rig.asked();
        let offer = Introduction::Offer { sdp: "v=0".into() };
        rig.relay(sealed.seal(&offer.encode()).unwrap());
        let sdp = "v=0".into();
        assert_eq!(rig.effects, [Effect::AcceptOffer { guest: GUEST, path: PATH, sdp }]);
        (rig, id)
    }

    fn sharing() -> Self {
        let (mut rig, id) = Self::introduced();
        rig.event(Event::PathUp { guest: GUEST, path: PATH, address: None });
        rig.person(PersonInput::Answer { id, answer: Answer::Allow });
        assert_eq!(rig.driver.phase(), Phase::ScreenSharing);
        rig
    }

    fn controlling(answer: Answer) -> Self {
        let mut rig = Self::sharing();
        rig.tells(&ToSharer::RequestControl {});
        let id = rig.asked();
        rig.person(PersonInput::Answer { id, answer });
        assert_eq!(rig.driver.phase(), Phase::ControlSharing);
        rig
    }

    fn notices(&self) -> Vec<&Notice> {
        let notices = self.effects.iter().filter_map(|effect| {
            if let Effect::Notify { notice, .. } = effect { Some(notice) } else { None }
        });
        notices.collect()
    }

    fn logged(&self) -> String {
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
    assert!(matches!(rig.effects.get(1), Some(Effect::Send { .. })), "{:?}", rig.effects);
}

#[test]
fn what_cannot_be_sent_means_that_the_path_is_down() {
    let mut rig = Rig::sharing();
    rig.event(Event::PathFailed { guest: GUEST, path: PATH });
    assert!(rig.effects.contains(&STOP));
    rig.now = rig.now + limits::BYE_TIMEOUT;
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
        assert!(rig.notices().contains(&&Notice::ControlEnded { by: Party::User }));
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
        matches!(effect, Effect::Send { guest: GUEST, path: PATH, message: ToViewer::Log { .. } })
    };
    assert!(rig.effects.iter().any(is_entry), "{:?}", rig.effects);
    assert!(!rig.effects.iter().any(|effect| matches!(effect, Effect::LogAnswer { .. })));
    rig.person(PersonInput::Disconnect);
    let last_entry = rig.effects.iter().rposition(is_entry);
    let is_bye =
        |effect: &Effect| matches!(effect, Effect::Send { message: ToViewer::Bye { .. }, .. });
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
