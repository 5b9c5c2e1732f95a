//! What holds in any order of inputs and times, whatever the sharer and the server do.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;
use core::time::Duration;

use proptest::prelude::*;
use protocol::limits::{PATHS, UNACKNOWLEDGED};

use super::paths::with_lane;
use super::*;

/// Something that happens.
#[derive(Clone, Debug)]
enum Step {
    /// Time passes, and the timer rings when it is due.
    Wait(u64),
    /// The computer sleeps: no timer rings.
    Sleep(u64),
    /// Something on the path at this place of the open ones.
    Path(usize, PathStep),
    Person(PersonStep),
    Server(ServerStep),
}

#[derive(Clone, Copy, Debug)]
enum PathStep {
    Offer,
    Candidate,
    Answer,
    Up,
    Down,
    Failed,
    Use,
    /// With these acknowledgements.
    Pong(u32, u32),
    Phase(WirePhase, bool),
    Prompt(bool),
    StopControl,
    Nonsense,
}

#[derive(Clone, Copy, Debug)]
enum PersonStep {
    Press,
    Move,
    RequestControl,
    GiveUpControl,
    Chat,
    SwitchPicture,
}

#[derive(Clone, Copy, Debug)]
enum ServerStep {
    Open,
    Closed,
    Refuses,
    PeerGone,
    Closing,
    /// The right answer to the last request to resume.
    Resumes,
    Nonsense,
    NamesServers,
}

fn path_step() -> impl Strategy<Value = PathStep> {
    let phase = prop_oneof![
        1 => Just(WirePhase::WaitingForConnect),
        1 => Just(WirePhase::ScreenSharing),
        3 => Just(WirePhase::ControlSharing),
    ];
    prop_oneof![
        1 => Just(PathStep::Offer),
        1 => Just(PathStep::Candidate),
        1 => Just(PathStep::Answer),
        3 => Just(PathStep::Up),
        1 => Just(PathStep::Down),
        1 => Just(PathStep::Failed),
        3 => Just(PathStep::Use),
        2 => (0u32..20, 0u32..20).prop_map(|(said, input)| PathStep::Pong(said, input)),
        3 => (phase, prop::bool::weighted(0.1)).prop_map(|(phase, paused)| {
            PathStep::Phase(phase, paused)
        }),
        1 => prop::bool::weighted(0.2).prop_map(PathStep::Prompt),
        1 => Just(PathStep::StopControl),
        1 => Just(PathStep::Nonsense),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let person = prop_oneof![
        4 => Just(PersonStep::Press),
        1 => Just(PersonStep::Move),
        3 => Just(PersonStep::RequestControl),
        1 => Just(PersonStep::GiveUpControl),
        1 => Just(PersonStep::Chat),
        1 => Just(PersonStep::SwitchPicture),
    ];
    let server = prop_oneof![
        3 => Just(ServerStep::Open),
        1 => Just(ServerStep::Closed),
        1 => Just(ServerStep::Refuses),
        1 => Just(ServerStep::PeerGone),
        1 => Just(ServerStep::Closing),
        3 => Just(ServerStep::Resumes),
        1 => Just(ServerStep::Nonsense),
        1 => Just(ServerStep::NamesServers),
    ];
    prop_oneof![
        4 => prop_oneof![0u64..600, 0u64..6_000].prop_map(Step::Wait),
        1 => prop_oneof![9 => 0u64..4_000, 1 => Just(3_600_000)].prop_map(Step::Sleep),
        6 => (0usize..4, path_step()).prop_map(|(path, step)| Step::Path(path, step)),
        4 => person.prop_map(Step::Person),
        3 => server.prop_map(Step::Server),
    ]
}

/// A session in any order.
struct Disorder {
    play: Play,
    /// The paths that are open.
    open: Vec<PathId>,
    has_socket: bool,
    /// All that were opened.
    known: BTreeSet<PathId>,
    /// The last request to resume, and the counter of the last one that was accepted.
    request: Option<Vec<u8>>,
    resumed: u32,
    /// The Helper has requested control, and the control that followed has not ended.
    has_asked: bool,
    at_once: u32,
}

impl Disorder {
    fn new(is_connected: bool) -> Self {
        let network = with_lane();
        let play =
            if is_connected { Play::controlling_in(network) } else { Play::connecting(network) };
        let paths = [PathId::FIRST, PathId::lane(0)];
        let (open, known) = (paths.into(), paths.into());
        Self {
            play,
            open,
            has_socket: true,
            known,
            request: None,
            resumed: 0,
            has_asked: is_connected,
            at_once: 0,
        }
    }

    /// Gives an input, and checks what must always hold.
    fn give(&mut self, input: Input) {
        let now = self.play.now;
        let was_controlling = self.play.viewer.view().phase == Phase::ControlSharing;
        let outputs = self.play.give(input.clone());
        if was_controlling && self.play.viewer.view().phase != Phase::ControlSharing {
            self.has_asked = false;
        }
        self.has_asked |= matches!(input, Input::Person(PersonInput::RequestControl))
            && self.play.viewer.view().control == Control::Requested;
        for output in &outputs {
            self.follow(output);
        }
        assert!(self.open.len() <= PATHS, "{:?}", self.open);

        let presses = sent(&outputs).into_iter().filter(|event| *event == key(Action::Press));
        assert!(
            presses.count() == 0 || self.play.viewer.is_controlling(),
            "a key without control: {input:?} {outputs:?}"
        );
        assert!(
            self.has_asked || self.play.viewer.view().phase != Phase::ControlSharing,
            "control that nobody asked for: {input:?}"
        );
        assert!(outputs.len() <= 2 * UNACKNOWLEDGED + 32);
        let repeats =
            |output: &&Output| !matches!(output, Output::Control(..) | Output::SendInput { .. });
        assert!(outputs.iter().filter(repeats).count() <= 16, "{input:?} {outputs:?}");

        let is_ended = self.play.viewer.view().phase == Phase::Ended;
        assert_eq!(self.play.viewer.deadline().is_none(), is_ended, "every wait has an end");
        if matches!(input, Input::Timeout) {
            let is_due = self.play.viewer.deadline().is_some_and(|at| at <= now);
            self.at_once = if is_due { self.at_once + 1 } else { 0 };
            assert!(self.at_once < TIMEOUTS_AT_ONCE, "it never sleeps");
        }
    }

    /// Nothing is said on a path that is closed, and none is opened twice.
    fn follow(&mut self, output: &Output) {
        match output {
            Output::Signal(ToSignal::AwaitAt { body, .. }) => {
                self.request = Some(body.as_bytes().to_vec());
            }
            Output::OpenSocket => {
                assert!(!self.has_socket, "the old connection to the server is closed first");
                self.has_socket = true;
            }
            Output::CloseSocket => self.has_socket = false,
            Output::Path(id, PathOutput::Open { .. } | PathOutput::OpenLane { .. }) => {
                assert!(self.known.insert(*id), "{id:?} is opened again");
                self.open.push(*id);
            }
            Output::Path(id, PathOutput::Close) => {
                assert!(self.open.contains(id), "{id:?} is closed twice");
                self.open.retain(|path| path != id);
            }
            Output::Path(id, _)
            | Output::UsePath(id)
            | Output::Control(id, _)
            | Output::Ping { path: id, .. }
            | Output::SendInput { path: id, .. } => {
                assert!(self.open.contains(id), "{output:?} on a path that is closed");
            }
            _ => {}
        }
    }

    fn wait(&mut self, ms: u64) {
        let until = self.play.now + Duration::from_millis(ms);
        while let Some(at) = self.play.viewer.deadline().filter(|at| *at <= until) {
            self.play.now = self.play.now.max(at);
            self.give(Input::Timeout);
        }
        self.play.now = until;
    }

    fn say(&mut self, path: PathId, message: Envelope<ToViewer>) {
        self.give(Input::Peer(path, Channel::Control, PeerMessage::Text(message.encode())));
    }

    fn say_numbered(&mut self, path: PathId, message: ToViewer) {
        self.play.said += 1;
        let number = self.play.said;
        self.say(path, Envelope { number, ..message.unnumbered(0, 0) });
    }

    fn on_path(&mut self, path: usize, step: PathStep) {
        let Some(path) = self.open.get(path % self.open.len().max(1)).copied() else { return };
        match step {
            PathStep::Offer => {
                self.give(Input::Path(path, PathInput::Offer { sdp: "offer".into() }));
            }
            PathStep::Candidate => {
                self.give(Input::Path(path, PathInput::Candidate(candidate("own"))));
            }
            PathStep::Answer => {
                let body = self.play.sharer.as_mut().unwrap().seal(&answer(path).encode()).unwrap();
                self.text(&FromSignal::Relay { claim: None, body: Body64::new(body).unwrap() });
            }
            PathStep::Up => self.give(Input::Path(path, PathInput::Up)),
            PathStep::Down => self.give(Input::Path(path, PathInput::Down)),
            PathStep::Failed => self.give(Input::Path(path, PathInput::Failed)),
            PathStep::Use => {
                self.play.uses += 1;
                let count = self.play.uses;
                self.say(path, ToViewer::UsePath { count }.unnumbered(0, 0));
            }
            PathStep::Pong(said, input) => {
                let pong = ToViewer::Pong { at: 0, media: 0, seen: None };
                self.say(path, pong.unnumbered(said, input));
            }
            PathStep::Phase(phase, paused) => {
                self.say_numbered(path, ToViewer::Phase { phase, paused });
            }
            PathStep::Prompt(open) => self.say_numbered(path, ToViewer::SystemPrompt { open }),
            PathStep::StopControl => {
                self.say_numbered(path, ToViewer::ControlEnded { by: Party::User });
            }
            PathStep::Nonsense => {
                self.give(Input::Peer(path, Channel::Frames, PeerMessage::TooLarge));
            }
        }
    }

    fn text(&mut self, message: &FromSignal) {
        self.give(Input::Signal(SignalInput::Text(message.encode())));
    }

    fn server(&mut self, step: ServerStep) {
        match step {
            ServerStep::Open => self.give(Input::Signal(SignalInput::Open)),
            ServerStep::Closed => self.give(Input::Signal(SignalInput::Closed)),
            ServerStep::Refuses => self.text(&FromSignal::Refused { reason: Refusal::Unknown }),
            ServerStep::PeerGone => self.text(&FromSignal::PeerGone { claim: None }),
            ServerStep::Closing => self.text(&FromSignal::Closing {}),
            ServerStep::Resumes => {
                let Some(request) = &self.request else { return };
                let resumption = self.play.resumption.as_ref().unwrap();
                let answer = resumption.answer(self.resumed, request, &mut Counting(9));
                let Ok((counter, channel, body)) = answer else { return };
                self.resumed = counter;
                self.play.sharer = Some(channel);
                self.text(&FromSignal::ClaimBegun { network: with_lane() });
                self.text(&FromSignal::Relay { claim: None, body: Body64::new(body).unwrap() });
            }
            ServerStep::Nonsense => {
                self.text(&FromSignal::Relay {
                    claim: None,
                    body: Body64::new([3, 1, 2].into()).unwrap(),
                });
            }
            ServerStep::NamesServers => {
                self.text(&FromSignal::ClaimBegun { network: with_lane() });
            }
        }
    }

    fn person(&mut self, step: PersonStep) {
        self.give(Input::Person(match step {
            PersonStep::Press => PersonInput::Control(key(Action::Press)),
            PersonStep::Move => {
                PersonInput::Control(InputEvent::Move { seq: 1, point: Point { x: 1, y: 2 } })
            }
            PersonStep::RequestControl => PersonInput::RequestControl,
            PersonStep::GiveUpControl => PersonInput::GiveUpControl,
            PersonStep::Chat => PersonInput::Chat("hello".into()),
            PersonStep::SwitchPicture => {
                PersonInput::SwitchPicture(InputEvent::Picture { seq: 1, number: 1 })
            }
        }));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    /// The page sleeps between timeouts, keeps few paths, and sends no key that the Helper may not press.
    #[test]
    fn no_order_of_events_wakes_the_page_without_end_or_sends_a_key_without_asked_for_control(
        is_connected in prop::bool::weighted(0.8),
        steps in proptest::collection::vec(step(), 1..120),
    ) {
        let mut all = Disorder::new(is_connected);
        for step in steps {
            match step {
                Step::Wait(ms) => all.wait(ms),
                Step::Sleep(ms) => all.play.now = all.play.now + Duration::from_millis(ms),
                Step::Path(path, step) => all.on_path(path, step),
                Step::Person(step) => all.person(step),
                Step::Server(step) => all.server(step),
            }
        }
        // Nobody says anything any more.
        all.wait(10 * 60 * 1000);
        prop_assert_eq!(all.play.viewer.view().phase, Phase::Ended);
    }
}
