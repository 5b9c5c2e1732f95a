//! What a session promises, said at its boundary.

use alloc::vec;
use alloc::vec::Vec;

mod known;
mod remember;

use core::time::Duration;

use protocol::channel::Channel;
use protocol::code::{InvitationCode, Slot};
use protocol::handshake::{SealedChannel, ViewerHandshake};
use protocol::input::{Action, InputEvent, Mark};
use protocol::key::PhysicalKey;
use protocol::limits;
use protocol::peer::{ControlRefusal, EndReason, Party, Phase, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ClaimId, FromSignal, Outcome, Refusal, ToSignal};
use protocol::time::Tick;
use rand_core::OsRng;

use super::*;
use crate::bandwidth::Wish;
use crate::display::{Area, Layout, Screen};
use crate::gate::Injection;

/// A session, and everything around it, played by hand.
struct Play {
    session: Session<OsRng>,
    now: Tick,
    /// What came out of the last input.
    outputs: Vec<Output>,
    code: Option<InvitationCode>,
    helper: Option<SealedChannel>,
    claim: ClaimId,
}

impl Play {
    fn new(change: impl FnOnce(&mut SessionOptions)) -> Self {
        let mut options = SessionOptions {
            name: "Ada".parse().unwrap(),
            lifetime: Duration::from_secs(60),
            view_only: false,
            can_inject: true,
            secret: None,
            oldest_version: protocol::OLDEST_VERSION,
            waiting: None,
        };
        change(&mut options);
        let now = Tick::from_millis(1_000);
        let session = Session::new(options, OsRng, now);
        let (outputs, claim) = (Vec::new(), ClaimId(0));
        Self { session, now, outputs, code: None, helper: None, claim }
    }

    fn input(&mut self, input: Input) {
        self.session.handle(input, self.now);
        self.outputs = core::iter::from_fn(|| self.session.poll()).collect();
        for output in &self.outputs {
            if let Output::Notify(Notice::Invitation { code, .. }) = output {
                self.code = Some(code.clone());
            }
        }
    }

    fn server(&mut self, message: FromSignal) {
        self.input(Input::Signal(SignalInput::Message(message)));
    }

    fn person(&mut self, input: PersonInput) {
        self.input(Input::Person(input));
    }

    fn after(&mut self, time: Duration) {
        self.now = self.now + time;
        self.input(Input::Timeout);
    }

    /// The invitation is open.
    fn open(&mut self) {
        self.input(Input::Signal(SignalInput::Up));
        let slot: Slot = "7".parse().unwrap();
        self.server(FromSignal::Opened { slot, expires_in_s: 60 });
        assert!(self.code.is_some());
    }

    fn relayed(&self) -> Vec<u8> {
        let relayed = self.outputs.iter().find_map(|output| {
            let Output::Signal(ToSignal::Relay { claim, body }) = output else { return None };
            assert_eq!(*claim, Some(self.claim));
            Some(body.as_bytes().to_vec())
        });
        relayed.expect("something was relayed")
    }

    fn relay(&mut self, body: Vec<u8>) {
        let body = Body64::new(body).unwrap();
        self.server(FromSignal::Relay { body });
    }

    /// Somebody claims the slot with this code; `true` when it is proven.
    fn prove(&mut self, code: &InvitationCode) -> bool {
        self.claim = ClaimId(self.claim.0 + 1);
        let (viewer, body) = ViewerHandshake::start(code, &mut OsRng);
        let body = Body64::new(body).unwrap();
        self.server(FromSignal::Claimed { claim: self.claim, body });
        let (viewer, confirmation) = viewer.receive(&self.relayed()).unwrap();
        self.relay(confirmation);
        let proven = self.has(&Output::Signal(ToSignal::Verdict {
            claim: self.claim,
            outcome: Outcome::Proven,
        }));
        if proven {
            self.helper = Some(viewer.confirm(&self.relayed()).unwrap());
        }
        proven
    }

    fn says(&mut self, message: &Introduction) {
        let body = self.helper.as_mut().unwrap().seal(&message.encode()).unwrap();
        self.relay(body);
    }

    fn hello(&mut self) -> u32 {
        let name = "Jacky".parse().unwrap();
        self.says(&Introduction::Hello { name, version: protocol::VERSION });
        self.asked()
    }

    fn asked(&self) -> u32 {
        let asked = self
            .outputs
            .iter()
            .find_map(|output| if let Output::Ask { id, .. } = output { Some(*id) } else { None });
        asked.expect("a question was asked")
    }

    fn connect(&mut self) {
        self.says(&Introduction::Offer { sdp: "v=0".into() });
        self.input(Input::Transport(TransportInput::Up));
    }

    fn tells(&mut self, message: &ToSharer) {
        let (channel, bytes) = (Channel::Control, message.encode().into_bytes());
        self.input(Input::Transport(TransportInput::Message { channel, bytes }));
    }

    fn types(&mut self, key: &str, action: Action) {
        let key: PhysicalKey = key.parse().unwrap();
        let bytes = InputEvent::Key { key, action }.encode();
        let channel = Channel::Input;
        self.input(Input::Transport(TransportInput::Message { channel, bytes }));
    }

    /// A Helper who proved the code is connected and sees the screen.
    fn sharing(change: impl FnOnce(&mut SessionOptions)) -> Self {
        let mut play = Self::new(change);
        play.open();
        let code = play.code.clone().unwrap();
        assert!(play.prove(&code));
        let id = play.hello();
        play.connect();
        play.person(PersonInput::Answer { id, answer: Answer::Allow });
        assert_eq!(play.session.phase(), Phase::ScreenSharing);
        play
    }

    fn controlling() -> Self {
        let mut play = Self::sharing(|_| ());
        play.tells(&ToSharer::RequestControl {});
        let id = play.asked();
        play.person(PersonInput::Answer { id, answer: Answer::Allow });
        assert_eq!(play.session.phase(), Phase::ControlSharing);
        play
    }

    fn has(&self, output: &Output) -> bool {
        self.outputs.contains(output)
    }

    fn injected(&self) -> Vec<Injection> {
        let injected = self.outputs.iter().filter_map(|output| {
            if let Output::Inject(admitted) = output { Some(admitted.injection()) } else { None }
        });
        injected.collect()
    }
}

/// Another secret at the same slot.
fn wrong(code: &InvitationCode) -> InvitationCode {
    InvitationCode { slot: code.slot, secret: Secret::generate(&mut OsRng) }
}

#[test]
fn no_picture_is_sent_before_the_user_agreed() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    let id = play.hello();
    play.connect();
    assert!(!play.has(&Output::StartPictures));
    assert_eq!(play.session.phase(), Phase::WaitingForConnect);
    play.person(PersonInput::Answer { id: id + 1, answer: Answer::Allow });
    assert!(!play.has(&Output::StartPictures), "an answer to another question is none");
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert!(play.has(&Output::StartPictures));
}

#[test]
fn a_picture_is_made_ready_only_after_the_user_agreed() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    let id = play.hello();
    play.says(&Introduction::Offer { sdp: "v=0".into() });
    assert!(!play.has(&Output::PreparePictures));
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert!(play.has(&Output::PreparePictures), "the connection may take its time");
    assert!(!play.has(&Output::StartPictures), "to whom?");
    play.input(Input::Transport(TransportInput::Up));
    assert!(play.has(&Output::StartPictures));
}

#[test]
fn a_system_prompt_is_not_in_a_picture_made_ready() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    assert!(play.prove(&code));
    let id = play.hello();
    play.input(Input::SystemPrompt { open: true });
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert!(!play.has(&Output::PreparePictures));
}

#[test]
fn a_mark_is_answered_only_while_the_helper_controls() {
    let mark = |number| {
        let bytes = Mark { number }.encode();
        Input::Transport(TransportInput::Message { channel: Channel::Input, bytes })
    };
    let mut play = Play::sharing(|_| ());
    play.input(mark(1));
    assert!(!play.has(&Output::Taken { number: 1 }));
    let mut play = Play::controlling();
    play.input(mark(2));
    assert!(play.has(&Output::Taken { number: 2 }));
    assert_eq!(play.injected(), [], "it does nothing");
}

#[test]
fn a_no_ends_it_and_withdraws_nothing() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    play.prove(&code);
    let id = play.hello();
    play.connect();
    play.person(PersonInput::Answer { id, answer: Answer::Refuse });
    assert_eq!(play.session.end_reason(), Some(EndReason::Declined));
    assert!(play.has(&Output::Tell(ToViewer::Bye { reason: EndReason::Declined })));
    assert!(!play.has(&Output::Withdraw { id }), "the User knows that they answered");
}

#[test]
fn a_helper_older_than_the_policy_wants_is_not_asked_about() {
    for (oldest, met) in [(0, true), (protocol::VERSION, true), (protocol::VERSION + 1, false)] {
        let mut play = Play::new(|options| options.oldest_version = oldest);
        play.open();
        let code = play.code.clone().unwrap();
        assert!(play.prove(&code));
        let name = "Jacky".parse().unwrap();
        play.says(&Introduction::Hello { name, version: protocol::VERSION });
        let ended = if met { None } else { Some(EndReason::Version) };
        assert_eq!(play.session.end_reason(), ended, "{oldest}");
        let asked = play.outputs.iter().any(|output| matches!(output, Output::Ask { .. }));
        assert_eq!(asked, met, "{oldest}");
    }
}

#[test]
fn silence_is_a_no() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    play.prove(&code);
    let id = play.hello();
    play.connect();
    for _ in 0..limits::CONSENT_TIMEOUT.as_secs() - 1 {
        play.after(Duration::from_secs(1));
        play.tells(&ToSharer::Ping { at: 1 });
    }
    assert_eq!(play.session.end_reason(), None);
    play.after(Duration::from_secs(1));
    assert_eq!(play.session.end_reason(), Some(EndReason::NoAnswer));
    assert!(play.has(&Output::Withdraw { id }));
}

#[test]
fn three_wrong_codes_burn_the_invitation() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    for left in [2, 1] {
        assert!(!play.prove(&wrong(&code)));
        assert!(play.has(&Output::Notify(Notice::WrongCode { attempts_left: left })));
        assert_eq!(play.session.end_reason(), None);
    }
    assert!(!play.prove(&wrong(&code)));
    assert_eq!(play.session.end_reason(), Some(EndReason::Burnt));
}

#[test]
fn a_claimant_who_goes_silent_frees_the_slot() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    let (_, body) = ViewerHandshake::start(&code, &mut OsRng);
    let body = Body64::new(body).unwrap();
    let claim = ClaimId(9);
    play.server(FromSignal::Claimed { claim, body });
    play.after(limits::PROOF_TIMEOUT);
    let outcome = Outcome::Abandoned;
    assert!(play.has(&Output::Signal(ToSignal::Verdict { claim, outcome })));
    assert!(play.prove(&code), "the next one gets in");
}

#[test]
fn a_helper_who_never_says_hello_is_shown_out() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.clone().unwrap();
    play.prove(&code);
    play.connect();
    let mut waited = Duration::ZERO;
    while play.session.end_reason().is_none() {
        play.after(Duration::from_millis(500));
        play.tells(&ToSharer::Ping { at: 1 });
        waited += Duration::from_millis(500);
        assert!(waited <= limits::TRANSPORT_TIMEOUT, "nobody says anything for ever");
    }
    assert_eq!(play.session.end_reason(), Some(EndReason::Fault));
}

#[test]
fn without_a_slot_the_invitation_expires_all_the_same() {
    let mut play = Play::new(|_| ());
    play.input(Input::Signal(SignalInput::Up));
    play.server(FromSignal::Refused { reason: Refusal::Full });
    assert_eq!(play.session.deadline(), Some(play.now + limits::OPEN_AGAIN));
    play.after(limits::OPEN_AGAIN);
    assert!(matches!(play.outputs[..], [Output::Signal(ToSignal::Open { slot: None, .. })]));
    play.after(Duration::from_secs(50));
    assert_eq!(play.session.end_reason(), Some(EndReason::Expired));
}

#[test]
fn a_server_that_wants_fewer_requests_gets_fewer() {
    let mut play = Play::new(|_| ());
    play.input(Input::Signal(SignalInput::Up));
    play.server(FromSignal::Refused { reason: Refusal::RateLimited });
    play.input(Input::Signal(SignalInput::Down));
    play.input(Input::Signal(SignalInput::Up));
    assert_eq!(play.outputs, [], "a new connection is no reason");
    play.after(limits::OPEN_AGAIN);
    assert_eq!(play.outputs.len(), 1);
}

#[test]
fn a_helper_who_lost_only_the_server_is_trusted_like_before() {
    let mut play = Play::sharing(|_| ());
    play.server(FromSignal::PeerGone {});
    for _ in 0..6 {
        play.after(Duration::from_millis(500));
        play.tells(&ToSharer::Ping { at: 1 });
    }
    play.after(limits::HEARTBEAT_GONE);
    assert_eq!(play.session.end_reason(), None);
    let mut play = Play::sharing(|_| ());
    play.server(FromSignal::PeerGone {});
    play.after(limits::HEARTBEAT_GONE);
    assert_eq!(play.session.end_reason(), Some(EndReason::ConnectionLost));
}

#[test]
fn a_server_that_comes_back_gets_the_same_invitation() {
    let mut play = Play::new(|_| ());
    play.open();
    let code = play.code.take().unwrap();
    play.input(Input::Signal(SignalInput::Down));
    play.after(Duration::from_secs(20));
    play.input(Input::Signal(SignalInput::Up));
    let Some(Output::Signal(ToSignal::Open { lifetime_s, slot, .. })) = play.outputs.first() else {
        panic!("expected the invitation to be opened, got {:?}", play.outputs);
    };
    assert_eq!((*lifetime_s, *slot), (40, Some(code.slot)));
    play.server(FromSignal::Opened { slot: code.slot, expires_in_s: 3600 });
    assert!(play.code.is_none(), "the same code is not said twice");
    assert_eq!(play.session.deadline(), Some(Tick::from_millis(61_000)), "nor does it live longer");
}

#[test]
fn input_before_and_after_control_is_dropped() {
    let mut play = Play::sharing(|_| ());
    play.types("KeyA", Action::Press);
    assert_eq!(play.injected(), []);
    let mut play = Play::controlling();
    play.types("KeyA", Action::Press);
    assert_eq!(play.injected().len(), 1);
    play.person(PersonInput::StopControl);
    play.types("KeyB", Action::Press);
    assert_eq!(play.injected(), []);
    assert_eq!(play.session.end_reason(), None, "it was only late");
}

type Way = fn(&mut Play);

#[test]
fn leaving_control_in_any_way_releases_held_keys() {
    let key: PhysicalKey = "KeyA".parse().unwrap();
    let release = [Injection::Key(key, Action::Release)];
    let ways: [(&str, Way); 10] = [
        ("stop", |play| play.person(PersonInput::StopControl)),
        ("pause", |play| play.person(PersonInput::Pause)),
        ("disconnect", |play| play.person(PersonInput::Disconnect)),
        ("give up", |play| play.tells(&ToSharer::GiveUpControl {})),
        ("bye", |play| play.tells(&ToSharer::Bye { reason: EndReason::HelperLeft })),
        ("down", |play| play.input(Input::Transport(TransportInput::Down))),
        ("silence", |play| play.after(limits::HEARTBEAT_STALE)),
        ("no screen", |play| play.input(Input::ScreenFailed)),
        ("a fault", |play| play.input(Input::Fault)),
        ("nonsense", |play| {
            let nonsense = || TransportInput::Message { channel: Channel::Control, bytes: vec![0] };
            while play.session.end_reason().is_none() {
                play.input(Input::Transport(nonsense()));
            }
        }),
    ];
    for (name, leave) in ways {
        let mut play = Play::controlling();
        play.types("KeyA", Action::Press);
        leave(&mut play);
        assert_eq!(play.injected(), release, "{name}");
    }
}

#[test]
fn a_request_while_paused_is_answered() {
    let mut play = Play::sharing(|_| ());
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Pause);
    let refused = Output::Tell(ToViewer::ControlRefused { reason: ControlRefusal::Paused });
    assert!(play.has(&Output::Withdraw { id }) && play.has(&refused));
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert_eq!(play.session.phase(), Phase::ScreenSharing, "the question was withdrawn");
    play.tells(&ToSharer::RequestControl {});
    assert!(play.has(&refused));
    play.person(PersonInput::Resume);
    assert!(play.has(&Output::StartPictures));
    play.tells(&ToSharer::RequestControl {});
    play.asked();
}

#[test]
fn a_helper_who_asks_again_and_again_is_refused_without_a_question() {
    let mut play = Play::sharing(|_| ());
    for _ in 0..limits::CONTROL_REQUESTS {
        play.tells(&ToSharer::RequestControl {});
        let id = play.asked();
        play.person(PersonInput::Answer { id, answer: Answer::Refuse });
    }
    play.tells(&ToSharer::RequestControl {});
    let reason = ControlRefusal::TooOften;
    assert_eq!(play.outputs, [Output::Tell(ToViewer::ControlRefused { reason })]);
}

#[test]
fn a_view_only_session_has_no_way_to_control() {
    let mut play = Play::sharing(|options| options.view_only = true);
    play.tells(&ToSharer::RequestControl {});
    let reason = ControlRefusal::ViewOnly;
    assert_eq!(play.outputs, [Output::Tell(ToViewer::ControlRefused { reason })]);
}

#[test]
fn a_closed_page_is_a_helper_who_left_whichever_news_comes_first() {
    let mut play = Play::sharing(|_| ());
    play.server(FromSignal::PeerGone {});
    assert_eq!(play.session.end_reason(), None, "what is direct needs no server");
    play.input(Input::Transport(TransportInput::Down));
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));

    let mut play = Play::sharing(|_| ());
    play.input(Input::Transport(TransportInput::Down));
    assert!(play.has(&Output::StopPictures));
    play.server(FromSignal::PeerGone {});
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));

    let mut play = Play::sharing(|_| ());
    play.input(Input::Transport(TransportInput::Down));
    play.tells(&ToSharer::Bye { reason: EndReason::HelperLeft });
    assert_eq!(play.session.end_reason(), Some(EndReason::HelperLeft));

    let mut play = Play::sharing(|_| ());
    play.input(Input::Transport(TransportInput::Down));
    play.after(limits::LAST_WORD);
    assert_eq!(play.session.end_reason(), Some(EndReason::ConnectionLost));
}

#[test]
fn a_direct_session_outlives_the_server() {
    let mut play = Play::sharing(|_| ());
    play.input(Input::Signal(SignalInput::Down));
    for _ in 0..60 {
        play.after(Duration::from_secs(1));
        play.tells(&ToSharer::Ping { at: 7 });
        assert!(play.has(&Output::Pong { at: 7 }));
    }
    assert_eq!(play.session.end_reason(), None);
    play.input(Input::Signal(SignalInput::Up));
    assert_eq!(play.outputs, [], "a proven session has nothing to open");
}

#[test]
fn control_that_ends_is_said_to_both_with_who_ended_it() {
    let mut play = Play::controlling();
    play.person(PersonInput::StopControl);
    let by = Party::User;
    assert!(play.has(&Output::ControlEnded { by }));
    assert!(play.has(&Output::Tell(ToViewer::ControlEnded { by })));
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
}

/// A Helper in control while the system asks for a password.
fn prompted(answer: Answer) -> Play {
    let mut play = Play::sharing(|_| ());
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer });
    play.types("ShiftLeft", Action::Press);
    play.input(Input::SystemPrompt { open: true });
    play
}

#[test]
fn a_system_prompt_is_the_users_alone() {
    let mut play = prompted(Answer::Allow);
    let shift = "ShiftLeft".parse().unwrap();
    assert_eq!(play.injected(), [Injection::Key(shift, Action::Release)]);
    assert!(play.has(&Output::StopPictures));
    assert!(play.has(&Output::Tell(ToViewer::SystemPrompt { open: true })));
    play.types("KeyA", Action::Press);
    assert_eq!(play.injected(), []);
    play.person(PersonInput::Pause);
    play.person(PersonInput::Resume);
    assert!(!play.has(&Output::StartPictures), "resuming shows no prompt");
    play.input(Input::SystemPrompt { open: false });
    assert!(play.has(&Output::StartPictures));
    assert!(play.has(&Output::Tell(ToViewer::SystemPrompt { open: false })));
}

#[test]
fn a_user_may_let_the_helper_answer_system_prompts() {
    let mut play = prompted(Answer::AllowWithPrompts);
    assert!(!play.has(&Output::StopPictures));
    play.types("KeyA", Action::Press);
    assert_eq!(play.injected().len(), 1);
    play.person(PersonInput::StopControl);
    assert!(play.has(&Output::StopPictures), "the right ends with control");
}

#[test]
fn a_prompt_that_is_open_before_anybody_comes_is_not_shown() {
    let mut play = Play::new(|_| ());
    play.input(Input::SystemPrompt { open: true });
    play.open();
    let code = play.code.clone().unwrap();
    play.prove(&code);
    let id = play.hello();
    play.connect();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
    assert!(!play.has(&Output::StartPictures));
    assert!(play.has(&Output::Tell(ToViewer::SystemPrompt { open: true })));
}

#[test]
fn a_user_who_says_never_is_not_asked_again() {
    let mut play = Play::sharing(|_| ());
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::RefuseForGood });
    play.tells(&ToSharer::RequestControl {});
    let reason = ControlRefusal::TooOften;
    assert_eq!(play.outputs, [Output::Tell(ToViewer::ControlRefused { reason })]);
}

/// Everything that a User can type, with whether it lets the Helper do or see more.
fn typed(id: u32) -> Vec<(PersonInput, bool)> {
    let answer = |answer| PersonInput::Answer { id, answer };
    vec![
        (answer(Answer::Allow), true),
        (answer(Answer::AllowWithPrompts), true),
        (PersonInput::Resume, true),
        (PersonInput::Bandwidth(Wish { level: None, max_kbit: Some(800) }), true),
        (PersonInput::Bandwidth(Wish::default()), false),
        (answer(Answer::Refuse), false),
        (answer(Answer::RefuseForGood), false),
        (PersonInput::Chat { text: "hi".into() }, false),
        (PersonInput::Pause, false),
        (PersonInput::StopControl, false),
        (PersonInput::Disconnect, false),
    ]
}

#[test]
fn what_is_typed_while_control_is_shared_grants_nothing() {
    let in_vain = Output::Notify(Notice::NotAllowedByTyping);
    for (input, grants) in typed(9) {
        let mut play = Play::controlling();
        play.input(Input::Typed(Some(input.clone())));
        assert_eq!(play.has(&in_vain), grants, "{input:?}");
        assert!(!grants || play.outputs.len() == 1, "{:?}", play.outputs);
        play.person(input);
        assert!(!play.has(&in_vain), "a program is nobody's keyboard");
    }
}

#[test]
fn what_was_typed_ahead_in_control_grants_nothing_afterwards() {
    let in_vain = Output::Notify(Notice::NotAllowedByTyping);
    let mut play = Play::controlling();
    play.person(PersonInput::StopControl);
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    let yes = || Input::Typed(Some(PersonInput::Answer { id, answer: Answer::Allow }));
    // What the Helper pasted goes on arriving, in lines that mean something and others.
    for said in [yes(), Input::Typed(None), yes(), Input::Typed(None), yes()] {
        play.now = play.now + limits::KEYBOARD_SETTLES * 9 / 10;
        let is_yes = matches!(said, Input::Typed(Some(_)));
        play.input(said);
        assert_eq!((play.has(&in_vain), play.outputs.len()), (is_yes, usize::from(is_yes)));
        play.tells(&ToSharer::Ping { at: 0 });
    }
    assert_eq!(play.session.phase(), Phase::ScreenSharing);
    assert_eq!(play.session.deadline().map(|at| at > play.now), Some(true));
    play.after(limits::KEYBOARD_SETTLES);
    assert_eq!(play.outputs, [Output::DiscardTyped], "what is not a whole line yet goes, too");
    play.input(yes());
    assert_eq!(play.session.phase(), Phase::ControlSharing, "now it is the User's");
}

fn screen(x: i32, since_us: u64) -> Input {
    let size = protocol::geometry::Size::new(100, 100).unwrap();
    let names = ["LEFT", "RIGHT"].map(|name| name.parse().unwrap());
    let displays =
        names.clone().map(|name| protocol::geometry::Display { name, size, is_primary: false });
    let shown = Some(names[usize::from(x > 0)].clone());
    let area = Area { x, y: 0, size };
    let layout = Layout { area, displays: displays.into(), shown };
    Input::Screen(Screen { layout, since_us })
}

#[test]
fn no_click_meant_for_one_display_lands_on_another() {
    let mut play = Play::controlling();
    let point = protocol::geometry::Point { x: 1, y: 1 };
    let event = |play: &mut Play, event: InputEvent| {
        let bytes = event.encode();
        play.input(Input::Transport(TransportInput::Message { channel: Channel::Input, bytes }));
        play.outputs.iter().filter(|output| matches!(output, Output::Inject(_))).count()
    };
    let click = |seq| InputEvent::Button {
        seq,
        point,
        button: protocol::input::Button::Left,
        action: Action::Press,
    };
    play.input(screen(0, 10));
    assert_eq!(event(&mut play, InputEvent::Picture { seq: 1, number: 0 }), 0);
    assert_eq!(event(&mut play, click(2)), 2);
    play.input(screen(100, 20));
    let is_release = |output: &&Output| matches!(output, Output::Inject(_));
    assert_eq!(play.outputs.iter().filter(is_release).count(), 1, "the button comes up");
    assert_eq!(event(&mut play, click(3)), 0, "the page shows the other display yet");
    assert_eq!(event(&mut play, InputEvent::Picture { seq: 4, number: 1 }), 0);
    assert_eq!(event(&mut play, InputEvent::Move { seq: 3, point }), 0, "it was on its way");
    assert_eq!(event(&mut play, click(5)), 2);
}

#[test]
fn the_helper_sees_no_display_that_is_not_offered() {
    let mut play = Play::sharing(|_| {});
    play.input(screen(0, 10));
    let asks = |play: &mut Play, name: &str| {
        play.tells(&ToSharer::ShowDisplay { name: name.parse().ok() });
        play.outputs.iter().any(|output| matches!(output, Output::ShowDisplay(_)))
    };
    assert!(asks(&mut play, "RIGHT") && asks(&mut play, ""));
    assert!(!asks(&mut play, "HIDDEN"));
    play.person(PersonInput::Pause);
    assert!(!asks(&mut play, "RIGHT"), "what is paused is not looked at");
}
