use core::time::Duration;

use std::format;
use std::string::String;
use std::vec;
use std::vec::Vec;

use super::path::{PathId, PathInput, PathOutput};
use super::*;
use crate::frame::TakenFrame;
use crate::log::LogEvent;
use crate::outcome::NoPicture;
use protocol::channel::Channel;
use protocol::code::InvitationCode;
use protocol::exact::{FrameRecord, LosslessTile, RtpTimestamp};
use protocol::geometry::{Point, Size};
use protocol::handshake::{SealedChannel, SharerHandshake};
use protocol::hex::Hex;
use protocol::input::Action;
use protocol::input::InputEvent;
use protocol::key::PhysicalKey;
use protocol::limits::LAST_MESSAGES_TIMEOUT;
use protocol::limits::PEER_PROTOCOL_ERRORS;
use protocol::limits::PICTURES_TAKEN;
use protocol::limits::{CHAT_MESSAGES, TRANSPORT_TIMEOUT};
use protocol::limits::{HEARTBEAT_INTERVAL, HEARTBEAT_STALE, PROOF_TIMEOUT, RECONNECT_TIMEOUT};
use protocol::name::DisplayName;
use protocol::network::Network;
use protocol::peer::{ControlRefusal, EndReason, Envelope, InputLoss, Party, ToSharer};
use protocol::peer::{Phase as WirePhase, ToViewer};
use protocol::resumption::Resumption;
use protocol::sealed::{Introduction, PageHash};
use protocol::signal::Body64;
use protocol::signal::{FromSignal, Refusal, ToSignal};
use rand_core::{CryptoRng, RngCore, impls};

/// Counts: the same numbers in each run.
#[derive(Clone, Debug)]
struct Counting(u64);

impl RngCore for Counting {
    fn next_u32(&mut self) -> u32 {
        self.next_u64() as u32
    }

    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.0
    }

    fn fill_bytes(&mut self, dest: &mut [u8]) {
        impls::fill_bytes_via_next(self, dest);
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(dest);
        Ok(())
    }
}

impl CryptoRng for Counting {}

fn prepare() -> Input {
    Input::Session(SessionInput::Prepare)
}

fn connect(target: Target, name: DisplayName) -> Input {
    Input::Session(SessionInput::Connect { target, name })
}

/// Of the first path.
fn on_path(input: PathInput) -> Input {
    Input::Path(PathId::FIRST, input)
}

/// Of the first path.
fn path_output(output: PathOutput) -> Output {
    Output::Path(PathId::FIRST, output)
}

fn open_path() -> Output {
    path_output(PathOutput::Open { ice_servers: Vec::new() })
}

fn close_path() -> Output {
    path_output(PathOutput::Close)
}

/// Whether a path is opened, whichever.
fn opens_path(output: &Output) -> bool {
    matches!(output, Output::Path(_, PathOutput::Open { .. }))
}

/// On the first path.
fn control(text: String) -> Input {
    Input::Peer(PathId::FIRST, Channel::Control, PeerMessage::Text(text))
}

/// Timeouts that may come without the clock moving on.
const TIMEOUTS_AT_ONCE: u32 = 4;

/// A viewer, and its sharer played by hand.
struct Play {
    viewer: Viewer<Counting>,
    now: Tick,
    code: InvitationCode,
    /// What the server names with the claim.
    network: Network,
    sharer: Option<SealedChannel>,
    /// What the sharer can resume the session with.
    resumption: Option<Resumption>,
    /// The path that the sharer uses.
    path: PathId,
    /// Numbered messages of the sharer so far.
    said: u32,
    /// How often the sharer has said which path it uses.
    uses: u32,
    /// The page that the viewer is.
    page: Option<PageHash>,
}

fn code(n: usize) -> InvitationCode {
    let words: Vec<_> =
        protocol::word_list::CodeLanguage::English.words().skip(n).take(3).collect();
    format!("7-{}", words.join("-")).parse().unwrap()
}

impl Play {
    fn new() -> Self {
        let viewer = Viewer::new(Counting(7));
        Self {
            viewer,
            now: Tick::from_millis(1000),
            code: code(0),
            network: Network::default(),
            sharer: None,
            resumption: None,
            path: PathId::FIRST,
            said: 0,
            uses: 0,
            page: None,
        }
    }

    fn give(&mut self, input: Input) -> Vec<Output> {
        self.viewer.handle(input, self.now);
        core::iter::from_fn(|| self.viewer.poll()).collect()
    }

    fn wait(&mut self, time: Duration) -> Vec<Output> {
        let until = self.now + time;
        let (mut outputs, mut at_once) = (Vec::new(), 0);
        while let Some(at) = self.viewer.deadline().filter(|at| *at <= until) {
            at_once = if at > self.now { 0 } else { at_once + 1 };
            assert!(at_once < TIMEOUTS_AT_ONCE, "it never sleeps");
            self.now = at.max(self.now);
            outputs.extend(self.give(Input::Timeout));
        }
        self.now = until;
        outputs
    }

    /// Lets time pass in which the sharer is heard on its path.
    fn live(&mut self, time: Duration) -> Vec<Output> {
        let until = self.now + time;
        let mut outputs = Vec::new();
        while self.now < until {
            let step = until.since(self.now).min(HEARTBEAT_INTERVAL);
            outputs.extend(self.wait(step));
            outputs.extend(self.pong(self.path));
        }
        outputs
    }

    /// The sharer answers a ping.
    fn pong(&mut self, path: PathId) -> Vec<Output> {
        let pong = ToViewer::Pong { at: 0, media: 0, seen: None };
        self.say_on(path, pong.unnumbered(0, 0))
    }

    fn connect(&mut self) -> Vec<Output> {
        let code = self.code.clone();
        self.give(connect(code.into(), "Ann".parse().unwrap()))
    }

    fn signal(&mut self, message: &FromSignal) -> Vec<Output> {
        self.give(Input::Signal(SignalInput::Text(message.encode())))
    }

    fn relay(&mut self, body: Vec<u8>) -> Vec<Output> {
        self.signal(&FromSignal::Relay { claim: None, body: Body64::new(body).unwrap() })
    }

    /// The sharer says something on the path that it uses, and has received nothing.
    fn say(&mut self, message: &ToViewer) -> Vec<Output> {
        self.said += 1;
        let number = self.said;
        let message = Envelope { number, ..message.clone().unnumbered(0, 0) };
        self.say_on(self.path, message)
    }

    fn say_on(&mut self, path: PathId, message: Envelope<ToViewer>) -> Vec<Output> {
        self.give(Input::Peer(path, Channel::Control, PeerMessage::Text(message.encode())))
    }

    /// The sharer uses a path from now on.
    fn use_path(&mut self, path: PathId) -> Vec<Output> {
        self.path = path;
        self.uses += 1;
        self.say_on(path, ToViewer::UsePath { count: self.uses }.unnumbered(0, 0))
    }

    fn introduce(&mut self, message: &Introduction) -> Vec<Output> {
        let body = self.sharer.as_mut().unwrap().seal(&message.encode()).unwrap();
        self.relay(body)
    }

    fn open(&mut self, outputs: &[Output]) -> Vec<Introduction> {
        let sharer = self.sharer.as_mut().unwrap();
        bodies(outputs)
            .map(|body| Introduction::decode(&sharer.open(body).unwrap()).unwrap())
            .collect()
    }

    /// Up to the proof; the sharer's code may be another one.
    fn prove(&mut self, sharers: &InvitationCode) -> Vec<Output> {
        match self.begin_proof(sharers).1 {
            Some(confirmation) => self.relay(confirmation),
            None => self.signal(&FromSignal::Refused { reason: Refusal::WrongCode }),
        }
    }

    /// Connects, and proves the code. Returns what that leads to, and the sharer's confirmation.
    fn begin_proof(&mut self, sharers: &InvitationCode) -> (Vec<Output>, Option<Vec<u8>>) {
        self.connect();
        self.give(on_path(PathInput::Offer { sdp: "offer".into() }));
        self.give(on_path(PathInput::Candidate(candidate("own-1"))));
        let claim = self.give(Input::Signal(SignalInput::Open));
        let [Output::Signal(ToSignal::Claim { body, .. })] = claim.as_slice() else {
            panic!("{claim:?}");
        };
        let (waiting, pake) =
            SharerHandshake::answer(sharers, body.as_bytes(), &mut Counting(9)).unwrap();
        self.signal(&FromSignal::ClaimBegun { network: self.network.clone() });
        let outputs = self.relay(pake);
        let proof = bodies(&outputs).next().unwrap().to_vec();
        match waiting.confirm(&proof) {
            Ok((channel, confirmation)) => {
                self.resumption = Some(Resumption::of(&channel));
                self.sharer = Some(channel);
                let first = outputs.iter().position(|it| matches!(it, Output::Signal(_))).unwrap();
                let said = self.open(&outputs[first + 1..]);
                let (named, said) = match said.as_slice() {
                    [Introduction::Page { hash }, said @ ..] => (Some(*hash), said),
                    said => (None, said),
                };
                assert_eq!(named, self.page);
                assert!(
                    matches!(
                        said,
                        [
                            Introduction::Hello { version: protocol::VERSION, .. },
                            Introduction::Offer { .. },
                            Introduction::Candidate { .. }
                        ]
                    ),
                    "{said:?}"
                );
                (outputs, Some(confirmation))
            }
            Err(_) => (outputs, None),
        }
    }

    /// The code is proven; no path is up.
    fn connecting(network: Network) -> Self {
        let mut play = Self { network, ..Self::new() };
        let code = play.code.clone();
        play.prove(&code);
        play.introduce(&Introduction::Welcome {
            name: "Bob".parse().unwrap(),
            version: protocol::VERSION,
            view_only: false,
            reconnect_s: 120,
            system: System::default(),
        });
        play
    }

    fn connected() -> Self {
        Self::connected_in(Network::default())
    }

    fn connected_in(network: Network) -> Self {
        let mut play = Self::connecting(network);
        play.introduce(&answer(PathId::FIRST));
        play.give(on_path(PathInput::Up));
        play.use_path(PathId::FIRST);
        play
    }

    fn sharing() -> Self {
        Self::sharing_in(Network::default())
    }

    fn sharing_in(network: Network) -> Self {
        let mut play = Self::connected_in(network);
        play.phase(WirePhase::ScreenSharing);
        play
    }

    fn controlling() -> Self {
        Self::controlling_in(Network::default())
    }

    fn controlling_in(network: Network) -> Self {
        let mut play = Self::sharing_in(network);
        play.give(Input::Person(PersonInput::RequestControl));
        play.phase(WirePhase::ControlSharing);
        play
    }

    fn press(&mut self, action: Action) -> Vec<Output> {
        self.give(Input::Person(PersonInput::Control(key(action))))
    }

    fn phase(&mut self, phase: WirePhase) -> Vec<Output> {
        self.say(&ToViewer::Phase { phase, paused: false })
    }

    fn ending(&self) -> Ending {
        assert_eq!(self.viewer.view().phase, Phase::Ended);
        self.viewer.view().ending.unwrap()
    }
}

fn bodies(outputs: &[Output]) -> impl Iterator<Item = &[u8]> {
    outputs.iter().filter_map(|output| match output {
        Output::Signal(ToSignal::Relay { claim: None, body }) => Some(body.as_bytes()),
        _ => None,
    })
}

/// What is said on the control channels, with numbers of its own.
fn said(outputs: &[Output]) -> Vec<ToSharer> {
    said_on(outputs).into_iter().map(|(_, _, message)| message).collect()
}

fn said_on(outputs: &[Output]) -> Vec<(PathId, u32, ToSharer)> {
    outputs
        .iter()
        .filter_map(|output| match output {
            Output::Control(path, Envelope { number, message, .. }) => {
                Some((*path, *number, message.clone()))
            }
            _ => None,
        })
        .collect()
}

fn answer(path: PathId) -> Introduction {
    Introduction::Answer { path: path.0, sdp: "answer".into() }
}

fn candidate(text: &str) -> Candidate {
    Candidate { candidate: text.into(), mid: Some("0".into()), line: Some(0) }
}

fn key(action: Action) -> InputEvent {
    InputEvent::Key { key: PhysicalKey::ESCAPE, action }
}

fn sent(outputs: &[Output]) -> Vec<InputEvent> {
    outputs
        .iter()
        .filter_map(|output| match output {
            Output::SendInput { event, .. } => Some(*event),
            _ => None,
        })
        .collect()
}

#[test]
fn the_browser_prepares_while_the_server_is_asked() {
    let mut play = Play::new();
    let outputs = play.connect();
    assert_eq!(outputs.first(), Some(&open_path()));
    assert_eq!(outputs.get(1), Some(&Output::OpenSocket));
    assert_eq!(play.viewer.view().phase, Phase::Joining);
}

#[test]
fn the_whole_way_to_control_and_back() {
    let mut play = Play::new();
    let code = play.code.clone();
    play.prove(&code);
    assert_eq!(play.viewer.view().phase, Phase::WaitingForConnect);
    assert_eq!(play.viewer.view().step, Step::Connecting);
    let outputs = play.give(on_path(PathInput::Candidate(candidate("own-2"))));
    assert!(matches!(play.open(&outputs).as_slice(), [Introduction::Candidate { .. }]));

    assert_eq!(play.introduce(&candidate("early").message(PathId::FIRST)), []);
    let outputs = play.introduce(&answer(PathId::FIRST));
    assert_eq!(
        outputs,
        [
            path_output(PathOutput::SetAnswer { sdp: "answer".into() }),
            path_output(PathOutput::AddCandidate(candidate("early")))
        ],
        "a candidate that came first waits for the answer"
    );
    play.give(on_path(PathInput::Up));
    let outputs = play.use_path(PathId::FIRST);
    assert!(outputs.contains(&Output::UsePath(PathId::FIRST)));
    assert_eq!(said(&outputs), [ToSharer::ShowsLosslessTiles {}], "said on the path in use");
    assert_eq!(play.viewer.view().step, Step::Asking);
    assert_eq!(play.viewer.view().picture, Picture::Hidden, "not before the User says yes");

    play.say(&ToViewer::Screen {
        size: Size::new(1920, 1080).unwrap(),
        picture: 0,
        since: RtpTimestamp(0),
    });
    play.phase(WirePhase::ScreenSharing);
    let view = play.viewer.view();
    assert_eq!((view.phase, view.picture), (Phase::ScreenSharing, Picture::Shown));
    assert_eq!(view.control, Control::Available);
    assert_eq!(view.screen.map(Size::width), Some(1920));

    let outputs = play.give(Input::Person(PersonInput::RequestControl));
    assert_eq!(said(&outputs), [ToSharer::RequestControl {}]);
    assert_eq!(play.viewer.view().control, Control::Requested);
    play.phase(WirePhase::ControlSharing);
    assert!(play.viewer.is_controlling());

    let outputs = play.give(Input::Person(PersonInput::GiveUpControl));
    assert_eq!(sent(&outputs), [InputEvent::ReleaseAll]);
    assert_eq!(said(&outputs), [ToSharer::GiveUpControl {}]);
    assert_eq!(play.viewer.view().phase, Phase::ScreenSharing);

    let outputs = play.give(Input::Session(SessionInput::Disconnect));
    assert_eq!(said(&outputs), [ToSharer::Bye { reason: EndReason::HelperLeft }]);
    assert_eq!(
        play.open(&outputs),
        [Introduction::Bye { reason: EndReason::HelperLeft }],
        "said on both ways"
    );
    assert!(outputs.contains(&close_path()) && outputs.contains(&Output::CloseSocket));
    play.give(Input::Session(SessionInput::Reset));
    assert_eq!(play.viewer.view(), &View::default());
}

#[test]
fn no_input_leaves_outside_control_sharing() {
    let press = || Input::Person(PersonInput::Control(key(Action::Press)));
    for mut play in [Play::new(), Play::connected(), Play::sharing()] {
        assert_eq!(sent(&play.give(press())), []);
    }
    let mut play = Play::controlling();
    assert_eq!(sent(&play.give(press())), [key(Action::Press)]);

    play.say(&ToViewer::Phase { phase: WirePhase::ControlSharing, paused: true });
    assert_eq!(sent(&play.give(press())), [], "paused");
    assert_eq!(play.viewer.view().picture, Picture::Paused);
    play.phase(WirePhase::ControlSharing);
    assert_eq!(sent(&play.give(press())), [key(Action::Press)]);

    let outputs = play.say(&ToViewer::ControlEnded { by: Party::User });
    assert!(outputs.contains(&Output::ForgetPressed), "whatever is held is forgotten");
    assert_eq!(sent(&play.give(press())), [], "stopped by the User");
}

#[test]
fn the_helper_is_told_that_their_input_does_not_arrive_only_while_they_control() {
    let lost = ToViewer::InputLost { reason: InputLoss::OutOfReach };
    let told = Output::Notify(Notice::InputLost(InputLoss::OutOfReach));
    assert!(Play::controlling().say(&lost).contains(&told));
    assert!(!Play::sharing().say(&lost).contains(&told));
}

#[test]
fn a_sharer_that_declares_control_unasked_gets_no_key() {
    for mut play in [Play::connected(), Play::sharing()] {
        let before = play.viewer.view().clone();
        let outputs = play.phase(WirePhase::ControlSharing);
        assert_eq!(outputs, [], "no notice, and nothing in the log");
        assert_eq!(play.viewer.view(), &before);
        assert_eq!(sent(&play.press(Action::Press)), []);
        for _ in 1..PEER_PROTOCOL_ERRORS {
            play.phase(WirePhase::ControlSharing);
        }
        assert_eq!(play.ending(), Ending::Session(EndReason::Fault));
    }
}

#[test]
fn control_that_was_refused_or_has_ended_has_to_be_asked_for_again() {
    let mut refused = Play::sharing();
    refused.give(Input::Person(PersonInput::RequestControl));
    refused.say(&ToViewer::ControlRefused { reason: ControlRefusal::Declined });
    let mut ended = Play::controlling();
    ended.say(&ToViewer::ControlEnded { by: Party::User });
    let mut left = Play::controlling();
    left.phase(WirePhase::ScreenSharing);
    for mut play in [refused, ended, left] {
        play.phase(WirePhase::ControlSharing);
        assert_eq!(sent(&play.press(Action::Press)), []);
        assert_eq!(play.viewer.view().control, Control::Available);
        play.give(Input::Person(PersonInput::RequestControl));
        play.phase(WirePhase::ControlSharing);
        assert_eq!(sent(&play.press(Action::Press)), [key(Action::Press)]);
    }
}

/// The User pauses just as the Helper gives control up: the sharer's message about it is no grant, and no
/// fault.
#[test]
fn control_that_was_given_up_does_not_come_back_with_a_message_from_before() {
    let mut play = Play::controlling();
    play.give(Input::Person(PersonInput::GiveUpControl));
    play.give(Input::Person(PersonInput::RequestControl));
    for _ in 0..PEER_PROTOCOL_ERRORS {
        play.say(&ToViewer::Phase { phase: WirePhase::ControlSharing, paused: true });
        play.phase(WirePhase::ControlSharing);
        assert_eq!(sent(&play.press(Action::Press)), []);
    }
    play.say(&ToViewer::ControlEnded { by: Party::Helper });
    play.phase(WirePhase::ScreenSharing);
    assert_eq!(play.viewer.view().control, Control::Requested, "the new request stands");
    play.phase(WirePhase::ControlSharing);
    assert_eq!(sent(&play.press(Action::Press)), [key(Action::Press)]);
}

#[test]
fn moves_may_be_lost_and_nothing_else() {
    let mut play = Play::controlling();
    let to = InputEvent::Move { seq: 1, point: Point { x: 1, y: 2 } };
    let press = key(Action::Press);
    for (event, channel, number) in [(to, Channel::Pointer, 0), (press, Channel::Input, 1)] {
        assert_eq!(
            play.give(Input::Person(PersonInput::Control(event))),
            [Output::SendInput { path: PathId::FIRST, channel, number, event }]
        );
    }
}

#[test]
fn the_wrong_words_are_said_to_be_wrong() {
    let mut play = Play::new();
    play.prove(&code(100));
    assert_eq!(play.ending(), Ending::Refused(Refusal::WrongCode));
}

/// The server answers in the sharer's place, with a proof it cannot have.
#[test]
fn a_server_that_plays_the_sharer_is_found_out() {
    let mut play = Play::new();
    play.connect();
    play.give(on_path(PathInput::Offer { sdp: "offer".into() }));
    let claim = play.give(Input::Signal(SignalInput::Open));
    let [Output::Signal(ToSignal::Claim { body, .. })] = claim.as_slice() else {
        panic!("{claim:?}");
    };
    let (_, pake) = SharerHandshake::answer(&code(500), body.as_bytes(), &mut Counting(1)).unwrap();
    play.relay(pake);
    let mut guess = vec![2];
    guess.extend([0; 32]);
    play.relay(guess);
    assert_eq!(play.ending(), Ending::Refused(Refusal::WrongCode));
}

#[test]
fn every_refusal_of_the_server_ends_the_attempt() {
    for reason in [Refusal::Unknown, Refusal::Taken, Refusal::Busy, Refusal::Burnt] {
        let mut play = Play::new();
        play.connect();
        play.give(Input::Signal(SignalInput::Open));
        play.signal(&FromSignal::Refused { reason });
        assert_eq!(play.ending(), Ending::Refused(reason));
    }
}

#[test]
fn every_wait_has_an_end() {
    let mut play = Play::new();
    play.connect();
    play.wait(PROOF_TIMEOUT);
    assert_eq!(play.ending(), Ending::ServerUnreachable);

    let mut play = Play::new();
    play.connect();
    play.give(Input::Signal(SignalInput::Open));
    play.wait(PROOF_TIMEOUT);
    assert_eq!(play.ending(), Ending::NotAnswering);

    let mut play = Play::new();
    let code = play.code.clone();
    play.prove(&code);
    play.wait(TRANSPORT_TIMEOUT);
    assert_eq!(play.ending(), Ending::Session(EndReason::NoPath));

    let mut play = Play::connecting(Network::default());
    play.introduce(&answer(PathId::FIRST));
    play.give(on_path(PathInput::Up));
    let outputs = play.wait(TRANSPORT_TIMEOUT);
    assert_eq!(play.ending(), Ending::Session(EndReason::NoPath), "the sharer never used it");
    let is_bye = |output: &Output| {
        matches!(output, Output::Control(PathId::FIRST, envelope)
            if envelope.message == ToSharer::Bye { reason: EndReason::NoPath })
    };
    assert!(outputs.iter().any(is_bye), "it may think that we are there: {outputs:?}");

    for mut play in [Play::connected(), Play::sharing(), Play::controlling()] {
        play.wait(HEARTBEAT_STALE + RECONNECT_TIMEOUT);
        assert_eq!(play.ending(), Ending::Session(EndReason::ConnectionLost));
    }
}

#[test]
fn a_ping_is_said_every_heartbeat_from_the_start() {
    let mut play = Play::connected();
    let pings = |outputs: &[Output]| {
        outputs.iter().filter(|output| matches!(output, Output::Ping { .. })).count()
    };
    assert_eq!(pings(&play.wait(Duration::ZERO)), 1);
    assert_eq!(pings(&play.live(HEARTBEAT_INTERVAL * 3)), 3);
    let outputs = play.say(&ToViewer::Pong { at: 5, media: 6, seen: None });
    assert_eq!(outputs, [Output::Pong { at: 5, media: 6, seen: None }]);
}

#[test]
fn silence_releases_everything_and_shows_it() {
    let mut play = Play::controlling();
    let outputs = play.wait(HEARTBEAT_STALE);
    assert!(outputs.contains(&Output::ForgetPressed));
    assert_eq!(sent(&outputs), [InputEvent::ReleaseAll]);
    let view = play.viewer.view();
    assert_eq!(view.picture, Picture::Interrupted);
    assert_eq!(view.reconnecting, Some(play.now + RECONNECT_TIMEOUT));
    assert_eq!(view.phase, Phase::ControlSharing, "the rights stay");
    assert_eq!(sent(&play.press(Action::Press)), []);
    assert!(!play.viewer.is_controlling());
    let outputs = play.pong(PathId::FIRST);
    assert!(outputs.contains(&Output::Log(LogEvent::Resumed)));
    let view = play.viewer.view();
    assert_eq!((view.picture, view.reconnecting), (Picture::Shown, None), "the network is back");
    assert_eq!(sent(&play.press(Action::Press)), [key(Action::Press)]);
}

#[test]
fn the_server_cannot_end_a_direct_session() {
    let mut play = Play::sharing();
    play.signal(&FromSignal::Refused { reason: Refusal::Expired });
    play.relay(vec![3, 1, 2, 3]);
    play.signal(&FromSignal::Closing {});
    assert_eq!(play.viewer.view().phase, Phase::ScreenSharing);
}

#[test]
fn the_users_goodbye_is_told_with_its_reason() {
    for reason in [EndReason::Declined, EndReason::NoAnswer, EndReason::UserLeft] {
        let mut play = Play::connected();
        play.say(&ToViewer::Bye { reason });
        assert_eq!(play.ending(), Ending::Session(reason));
        let mut play = Play::connected();
        play.introduce(&Introduction::Bye { reason });
        play.wait(LAST_MESSAGES_TIMEOUT);
        assert_eq!(play.ending(), Ending::Session(reason), "through the server, sealed");
    }
}

#[test]
fn a_goodbye_through_the_server_lets_the_last_messages_of_the_path_come() {
    let reason = EndReason::UserLeft;
    let mut play = Play::sharing();
    play.introduce(&Introduction::Bye { reason });
    assert_eq!(play.viewer.view().phase, Phase::ScreenSharing, "the path has more to say");
    play.say(&ToViewer::Bye { reason });
    assert_eq!(play.ending(), Ending::Session(reason), "it has said it");

    let mut play = Play::sharing();
    play.introduce(&Introduction::Bye { reason });
    play.give(Input::Path(PathId::FIRST, PathInput::Down));
    assert_eq!(play.ending(), Ending::Session(reason), "the path was closed");
}

#[test]
fn too_many_faults_end_the_session_and_one_does_not() {
    let mut play = Play::sharing();
    play.give(control("{}".into()));
    play.give(Input::Peer(PathId::FIRST, Channel::Cursor, PeerMessage::Bytes(vec![77])));
    assert_eq!(play.viewer.view().phase, Phase::ScreenSharing);
    for _ in 0..PEER_PROTOCOL_ERRORS {
        play.give(control("nonsense".into()));
    }
    assert_eq!(play.ending(), Ending::Session(EndReason::Fault));
}

#[test]
fn faults_of_one_session_do_not_count_in_the_next() {
    let mut play = Play::sharing();
    for _ in 1..PEER_PROTOCOL_ERRORS {
        play.give(control("nonsense".into()));
    }
    play.give(Input::Session(SessionInput::Disconnect));
    play.connect();
    play.give(Input::Signal(SignalInput::Open));
    play.give(Input::Signal(SignalInput::Text("nonsense".into())));
    assert_eq!(play.viewer.view().phase, Phase::Joining);
}

#[test]
fn a_malformed_record_or_tile_is_a_fault_and_no_control_message() {
    for channel in [Channel::Frames, Channel::Tiles] {
        for message in [
            PeerMessage::Bytes(vec![77]),
            PeerMessage::Bytes(Vec::new()),
            PeerMessage::Text("nonsense".into()),
            PeerMessage::TooLarge,
        ] {
            let mut play = Play::sharing();
            play.wait(HEARTBEAT_STALE);
            let input = Input::Peer(PathId::FIRST, channel, message);
            assert_eq!(play.give(input.clone()), [], "it ends no interruption");
            assert_eq!(play.viewer.view().picture, Picture::Interrupted);
            for _ in 1..PEER_PROTOCOL_ERRORS {
                play.give(input.clone());
            }
            assert_eq!(play.ending(), Ending::Session(EndReason::Fault));
        }
    }
}

/// The chunks of a PNG picture of this size, with empty check sums.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], data: &[u8]| {
        bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        bytes.extend([kind, data, &[0; 4]].concat());
    };
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    chunk(b"IHDR", &header);
    chunk(b"IDAT", &[0]);
    chunk(b"IEND", &[]);
    bytes
}

#[test]
fn records_and_tiles_are_passed_on() {
    let (size, rect) = (
        Size::new(64, 64).unwrap(),
        protocol::geometry::Rect { x: 0, y: 0, width: 64, height: 64 },
    );
    let record =
        FrameRecord { stamp: RtpTimestamp(2), after: RtpTimestamp(1), size, changed: vec![rect] };
    let tile = LosslessTile { since: RtpTimestamp(2), rect, png: png(64, 64) };
    let mut play = Play::sharing();
    let input = Input::Peer(PathId::FIRST, Channel::Frames, PeerMessage::Bytes(record.encode()));
    assert_eq!(play.give(input), [Output::Frame(record)]);
    let input = Input::Peer(PathId::FIRST, Channel::Tiles, PeerMessage::Bytes(tile.encode()));
    assert_eq!(play.give(input), [Output::Tile(tile)]);
}

#[test]
fn what_a_newer_sharer_says_is_no_fault() {
    let mut play = Play::sharing();
    for _ in 0..PEER_PROTOCOL_ERRORS * 2 {
        play.give(control(r#"{"m":{"type":"hologram"}}"#.into()));
    }
    assert_eq!(play.viewer.view().phase, Phase::ScreenSharing);
}

#[test]
fn chat_goes_both_ways_once_the_user_said_yes() {
    let mut play = Play::connected();
    assert_eq!(play.give(Input::Person(PersonInput::Chat("hello".into()))), []);
    let mut play = Play::sharing();
    let outputs = play.give(Input::Person(PersonInput::Chat(" hello ".into())));
    assert_eq!(said(&outputs), [ToSharer::Chat { text: "hello".into() }]);
    assert_eq!(play.give(Input::Person(PersonInput::Chat("  ".into()))), []);
    let long = "x".repeat(protocol::limits::CHAT_BYTES + 1);
    assert_eq!(
        play.give(Input::Person(PersonInput::Chat(long))),
        [Output::Notify(Notice::ChatTooLong)]
    );

    let mut shown = 0;
    for _ in 0..CHAT_MESSAGES + 5 {
        shown += play.say(&ToViewer::Chat { text: "hi".into(), under_control: false }).len();
    }
    assert_eq!(u32::try_from(shown), Ok(CHAT_MESSAGES), "a flood is dropped");
}

#[test]
fn what_the_user_writes_while_control_is_shared_counts_as_typed_under_control() {
    let log = |outputs: Vec<Output>| {
        let mut events = outputs.into_iter();
        events.find_map(|output| match output {
            Output::Log(LogEvent::Chat { under_control, .. }) => Some(under_control),
            _ => None,
        })
    };
    let chat = |under_control| ToViewer::Chat { text: "hi".into(), under_control };
    let mut play = Play::sharing();
    assert_eq!(log(play.say(&chat(false))), Some(false));
    // Control has ended a moment ago.
    assert_eq!(log(play.say(&chat(true))), Some(true));
    let mut play = Play::controlling();
    assert_eq!(log(play.say(&chat(true))), Some(true));
    assert_eq!(log(play.say(&chat(false))), Some(true), "whatever the sharer says");
}

#[test]
fn a_refusal_may_be_followed_by_another_request() {
    let mut play = Play::sharing();
    play.give(Input::Person(PersonInput::RequestControl));
    let again = play.give(Input::Person(PersonInput::RequestControl));
    assert_eq!(again, [], "one question at a time");
    let outputs = play.say(&ToViewer::ControlRefused { reason: ControlRefusal::Declined });
    assert!(outputs.contains(&Output::Notify(Notice::ControlRefused(ControlRefusal::Declined))));
    assert_eq!(play.viewer.view().control, Control::Available);
}

#[test]
fn another_build_of_the_sharer_is_said_and_ends_nothing() {
    let page = |byte| Hex([byte; 32]);
    for (own, theirs, expected) in
        [(Some(page(1)), page(1), false), (Some(page(1)), page(2), true), (None, page(2), false)]
    {
        let mut play = Play::new();
        play.page = own;
        if let Some(own) = own {
            play.viewer.set_page(own);
        }
        let code = play.code.clone();
        play.prove(&code);
        let outputs = play.introduce(&Introduction::Page { hash: theirs });
        assert_eq!(outputs.contains(&Output::Notify(Notice::OtherPage)), expected);
        play.introduce(&Introduction::Welcome {
            name: "Bob".parse().unwrap(),
            version: protocol::VERSION,
            view_only: false,
            reconnect_s: 120,
            system: System::default(),
        });
        assert_eq!(play.viewer.view().phase, Phase::WaitingForConnect);
    }
}

#[test]
fn who_shares_for_viewing_only_is_not_asked() {
    let mut play = Play::new();
    let code = play.code.clone();
    play.prove(&code);
    play.introduce(&Introduction::Welcome {
        name: "Bob".parse().unwrap(),
        version: protocol::VERSION,
        view_only: true,
        reconnect_s: 120,
        system: System::default(),
    });
    play.introduce(&answer(PathId::FIRST));
    play.give(on_path(PathInput::Up));
    play.phase(WirePhase::ScreenSharing);
    assert_eq!(play.viewer.view().control, Control::ViewOnly);
    assert_eq!(play.give(Input::Person(PersonInput::RequestControl)), []);
}

#[test]
fn a_system_prompt_hides_the_picture_and_stops_the_hand() {
    let mut play = Play::controlling();
    let outputs = play.say(&ToViewer::SystemPrompt { open: true });
    assert!(outputs.contains(&Output::ForgetPressed));
    assert_eq!(play.viewer.view().picture, Picture::SystemPrompt);
    assert_eq!(play.viewer.view().phase, Phase::ControlSharing);
    assert_eq!(play.give(Input::Person(PersonInput::Control(InputEvent::ReleaseAll))), []);
    play.say(&ToViewer::SystemPrompt { open: false });
    assert_eq!(play.viewer.view().picture, Picture::Shown);
}

#[test]
fn a_picture_is_told_to_the_sharer_before_it_is_saved_and_only_one_that_is_seen() {
    let mut play = Play::connected();
    let take =
        |play: &mut Play| play.give(Input::Person(PersonInput::TakePicture(TakenFrame::Current)));
    let refused = |why| [Output::Notify(Notice::NoPicture(why))];
    assert_eq!(take(&mut play), refused(NoPicture::Missing));
    play.phase(WirePhase::ScreenSharing);
    let outputs = take(&mut play);
    let saved = outputs.iter().position(|output| *output == Output::SavePicture).unwrap();
    assert_eq!(said(&outputs[..saved]), [ToSharer::PictureTaken {}]);
    assert!(outputs.contains(&Output::Log(LogEvent::PictureTaken)));
    play.say(&ToViewer::Phase { phase: WirePhase::ScreenSharing, paused: true });
    assert_eq!(take(&mut play), refused(NoPicture::Paused));
    play.phase(WirePhase::ScreenSharing);
    for _ in 1..PICTURES_TAKEN {
        assert!(take(&mut play).contains(&Output::SavePicture));
    }
    assert_eq!(take(&mut play), refused(NoPicture::TooOften), "and the sharer is told nothing");
}

#[test]
fn an_older_sharer_than_is_understood_is_told() {
    let mut play = Play::new();
    let code = play.code.clone();
    play.prove(&code);
    let name = "Bob".parse().unwrap();
    play.introduce(&Introduction::Welcome {
        name,
        version: 0,
        view_only: false,
        reconnect_s: 120,
        system: System::default(),
    });
    assert_eq!(play.ending(), Ending::Session(EndReason::Version));
}

#[test]
fn neither_words_nor_names_nor_descriptions_reach_the_server_in_clear() {
    let mut play = Play::new();
    let code = play.code.clone();
    let mut outputs = play.connect();
    outputs.extend(play.give(on_path(PathInput::Offer { sdp: "v=0 fingerprint".into() })));
    outputs.extend(play.give(Input::Signal(SignalInput::Open)));
    let texts: String = outputs
        .iter()
        .filter_map(|output| match output {
            Output::Signal(message) => Some(message.encode()),
            _ => None,
        })
        .collect();
    assert!(!texts.is_empty());
    for secret in code.secret.expose().split('-').chain(["Ann", "fingerprint"]) {
        assert!(!texts.contains(secret), "{secret}");
    }
}

mod files;
mod pacing;
mod paths;
mod properties;
mod ready;
mod reload;
mod remember;
mod resuming;
mod tries;
