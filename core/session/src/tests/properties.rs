//! What holds whatever happens, in whichever order.

use alloc::collections::BTreeMap;
use alloc::vec;

use proptest::prelude::*;
use protocol::network::LaneToken;
use protocol::peer::InputLoss;
use protocol::signal::Refusal;

use super::*;
use crate::Question;

/// What may happen next.
#[derive(Clone, Debug)]
enum Step {
    /// Time passes, up to the deadline or beyond it.
    Wait(u16),
    Deadline,
    Sleep,
    /// An offer with a number that is so much higher than the last one.
    Offer(u8),
    Up(u8),
    Down(u8),
    Ping(u8),
    PingAll,
    Says(u8, u8),
    Types(u8, bool),
    Answer(bool),
    User(u8),
    LinkUp,
    LinkDown,
    PeerGone,
    Opened(u8),
    Refused,
    /// A claim: with a right request, or with another body.
    Claim(bool, u8),
    /// The server opens an invitation, and the Helper claims it.
    Rejoin,
    Relay(u8),
    Prompt(bool),
    Lost,
    Screen(bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => (0u16..700).prop_map(Step::Wait),
        2 => (700u16..6_000).prop_map(Step::Wait),
        4 => Just(Step::Deadline),
        1 => Just(Step::Sleep),
        4 => prop_oneof![4 => Just(1u8), 1 => 0u8..4].prop_map(Step::Offer),
        6 => (0u8..8).prop_map(Step::Up),
        2 => (0u8..8).prop_map(Step::Down),
        4 => (0u8..8).prop_map(Step::Ping),
        16 => Just(Step::PingAll),
        4 => (0u8..8, 0u8..16).prop_map(|(path, what)| Step::Says(path, what)),
        8 => (0u8..8, any::<bool>()).prop_map(|(path, down)| Step::Types(path, down)),
        4 => any::<bool>().prop_map(Step::Answer),
        2 => (0u8..4).prop_map(Step::User),
        2 => Just(Step::LinkUp),
        2 => Just(Step::LinkDown),
        1 => Just(Step::PeerGone),
        3 => (0u8..4).prop_map(Step::Opened),
        1 => Just(Step::Refused),
        3 => (any::<bool>(), any::<u8>()).prop_map(|(right, n)| Step::Claim(right, n)),
        4 => Just(Step::Rejoin),
        1 => any::<u8>().prop_map(Step::Relay),
        1 => prop_oneof![Just(false), Just(false), Just(true)].prop_map(Step::Prompt),
        1 => Just(Step::Lost),
        1 => any::<bool>().prop_map(Step::Screen),
    ]
}

/// What an observer knows of a session by its inputs and effects alone.
struct Watch {
    play: Play,
    pictures: bool,
    consented: bool,
    /// Whether the key is down on the desktop.
    is_held: bool,
    /// The paths that are set up, and whether they are up.
    paths: BTreeMap<PathId, State>,
    /// A path was used.
    was_used: bool,
    /// The Helper has just said that the page goes away.
    goes_away: bool,
    /// When the Helper was heard last on a path that was up.
    heard: Tick,
    question: Option<u32>,
    /// The request to fence input that the page has not answered.
    fence: Option<u32>,
    last_offer: u32,
    counter: u32,
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum State {
    New,
    Up,
    Down,
}

impl Watch {
    /// A Helper is on their first path, and the User is asked.
    fn new() -> Self {
        let network = Network { ice_servers: vec![], lane: Some(LaneToken::new([7; 16])) };
        let mut play = Play { network, ..Play::new(|_| ()) };
        play.open();
        let code = play.code.clone().unwrap();
        assert!(play.prove(&code));
        let id = play.hello();
        play.connect();
        Self {
            pictures: false,
            consented: false,
            is_held: false,
            paths: BTreeMap::from([(PATH, State::Up), (PathId::lane(0), State::New)]),
            was_used: true,
            goes_away: false,
            heard: play.now,
            question: Some(id),
            fence: None,
            last_offer: PATH.0,
            counter: 0,
            play,
        }
    }

    fn is_reached(&self) -> bool {
        let is_up = self.paths.values().any(|state| *state == State::Up);
        self.was_used && is_up && self.play.now < self.heard + limits::HEARTBEAT_STALE
    }

    /// One of the paths that are set up, or one that is none.
    fn path(&self, n: u8) -> PathId {
        let known = self.paths.keys().nth(usize::from(n) % (self.paths.len() + 1));
        known.copied().unwrap_or(PathId(1_000 + u32::from(n)))
    }

    /// Something is heard on a path.
    fn hears(&mut self, path: PathId) {
        if self.paths.get(&path) == Some(&State::Up) {
            self.heard = self.play.now;
        }
    }

    fn message(&mut self, path: PathId, message: &ToSharer) {
        self.hears(path);
        let is_away = *message == (ToSharer::Away {}) && self.paths.contains_key(&path);
        self.goes_away = is_away && self.is_reached();
        self.play.tells_on(path, message);
    }

    fn step(&mut self, step: &Step) {
        let play = &mut self.play;
        match step {
            Step::Wait(ms) => play.after(Duration::from_millis(u64::from(*ms))),
            Step::Deadline => {
                let Some(at) = play.session.deadline() else { return };
                play.after(at.since(play.now));
            }
            Step::Sleep => play.after(Duration::from_secs(60)),
            Step::Offer(more) => {
                self.last_offer += u32::from(*more);
                play.offers(PathId(self.last_offer));
            }
            Step::Up(n) | Step::Down(n) | Step::Ping(n) | Step::Says(n, _) | Step::Types(n, _) => {
                self.on_path(step, self.path(*n));
            }
            Step::PingAll => {
                let paths: Vec<PathId> = self.paths.keys().copied().collect();
                for path in paths {
                    self.message(path, &ToSharer::Ping { at: 1, deaf: false });
                    self.check(step);
                }
                if let (Some(count), Some(path)) = (self.fence, self.paths.keys().next().copied()) {
                    self.fence = None;
                    let last = self.play.said.1;
                    self.message(path, &ToSharer::InputFenced { count, last });
                }
            }
            Step::Answer(yes) => {
                let Some(id) = self.question else { return };
                // Most often yes, or nothing would be seen.
                let answer = if *yes || id % 3 > 0 { Answer::Allow } else { Answer::Refuse };
                self.consented |= id == 1 && answer == Answer::Allow;
                play.person(PersonInput::Answer { id, answer });
            }
            Step::User(what) => play.person(match what {
                0 => PersonInput::StopControl,
                1 => PersonInput::Pause,
                2 => PersonInput::Resume,
                _ => PersonInput::Chat { text: "hi".into() },
            }),
            Step::LinkUp => play.input(Input::Signal(SignalInput::Up)),
            Step::LinkDown => play.input(Input::Signal(SignalInput::Down)),
            Step::PeerGone => play.server(FromSignal::PeerGone { claim: Some(play.claim) }),
            Step::Opened(n) => {
                let slot = alloc::format!("{}", n + 7).parse().unwrap();
                play.server(FromSignal::Opened { slot, expires_in_s: 60 });
            }
            Step::Refused => play.server(FromSignal::Refused { reason: Refusal::Full }),
            Step::Claim(is_right, n) => self.claim(*is_right, *n),
            Step::Rejoin => {
                for _ in 0..2 {
                    self.step(&Step::Opened(0));
                    self.check(step);
                }
                self.claim(true, 0);
            }
            Step::Relay(n) => play.relay(vec![*n; usize::from(*n)]),
            Step::Prompt(open) => play.input(Input::SystemPrompt { open: *open }),
            Step::Lost => play.input(Input::InputLost(InputLoss::NotTaken)),
            Step::Screen(other) => play.input(pictures::screen(i32::from(*other) * 100, 10)),
        }
    }

    fn on_path(&mut self, step: &Step, path: PathId) {
        if matches!(step, Step::Up(_)) {
            if let Some(state @ State::New) = self.paths.get_mut(&path) {
                *state = State::Up;
                self.heard = self.play.now;
            }
            self.play.input(on(path, TransportInput::Up));
        } else if matches!(step, Step::Down(_)) {
            self.paths.entry(path).and_modify(|state| *state = State::Down);
            self.play.input(on(path, TransportInput::Down));
        } else if let Step::Types(_, down) = step {
            let action = if *down { Action::Press } else { Action::Release };
            self.hears(path);
            self.play.types_on(path, "KeyA", action);
        } else if let Step::Says(_, what) = step {
            let message = match what {
                0..=5 => ToSharer::RequestControl {},
                6 => ToSharer::GiveUpControl {},
                7 => ToSharer::Away {},
                8 => ToSharer::Chat { text: "hi".into() },
                9 => ToSharer::ShowDisplay { name: None },
                10 => ToSharer::ShowsLosslessTiles {},
                11 => ToSharer::Reloaded {},
                12 => ToSharer::RequestRight { right: Some(Right::ClipboardRead) },
                13 => ToSharer::GiveUpRight { right: Some(Right::ClipboardRead) },
                14 => ToSharer::PictureTaken {},
                _ => ToSharer::RememberRefused {},
            };
            self.message(path, &message);
        } else {
            self.message(path, &ToSharer::Ping { at: 1, deaf: false });
        }
    }

    fn claim(&mut self, is_right: bool, n: u8) {
        let play = &mut self.play;
        let before = play.claim;
        play.claim = ClaimId(play.claim.0 + 1);
        let (claim, network) = (play.claim, play.network.clone());
        self.counter += u32::from(is_right);
        let resumption = play.resumption.clone().unwrap();
        let (resuming, mut bytes) = resumption.request(self.counter, &mut OsRng);
        if !is_right {
            let at = usize::from(n) % bytes.len();
            bytes[at] ^= 1;
        }
        let body = Body64::new(bytes).unwrap();
        play.server(FromSignal::Claimed { claim, body, network });
        let outcome = Outcome::Proven;
        if play.has(&Effect::Signal(ToSignal::Verdict { claim, outcome })) {
            assert!(is_right, "a false claim is proven");
            play.helper = Some(resuming.finish(&play.relayed()).unwrap());
        } else {
            play.claim = before;
        }
    }

    /// Follows what came of a step.
    fn check(&mut self, step: &Step) {
        let effects = core::mem::take(&mut self.play.effects);
        assert!(effects.len() <= 40, "{step:?} does too much: {effects:?}");
        for effect in &effects {
            #[expect(clippy::wildcard_enum_match_arm, reason = "others are judged by other tests")]
            match effect {
                Effect::AcceptOffer { path, .. } | Effect::OpenLane { path, .. } => {
                    assert_eq!(self.paths.insert(*path, State::New), None, "{step:?}");
                }
                Effect::ClosePath { path, .. } => {
                    assert!(self.paths.remove(path).is_some(), "{step:?}: {effects:?}");
                }
                Effect::UsePath { path, .. } => {
                    assert!(self.paths.get(path) == Some(&State::Up), "{step:?}: {effects:?}");
                    self.was_used = true;
                }
                Effect::StartPictures { .. } => {
                    assert!(self.consented, "{step:?}");
                    assert!(!core::mem::replace(&mut self.pictures, true), "{step:?}");
                }
                Effect::StopPictures { .. } => {
                    assert!(core::mem::replace(&mut self.pictures, false), "{step:?}");
                }
                Effect::Inject { event, .. } => {
                    let Injection::Key(_, action) = event.injection() else { unreachable!() };
                    self.is_held = action == Action::Press;
                    assert!(!self.is_held || self.is_reached(), "{step:?}: {effects:?}");
                    assert!(!self.is_held || self.fence.is_none(), "{step:?}: typed before");
                }
                Effect::Ask { id, question, .. } => {
                    let is_first = *question == Question::Connect;
                    assert!(!is_first && self.consented && self.is_reached(), "{step:?}");
                    self.question = Some(*id);
                }
                Effect::Withdraw { .. } => self.question = None,
                Effect::Say { message: ToViewer::FenceInput { count }, .. } => {
                    self.fence = Some(*count);
                }
                Effect::Send { .. } => panic!("only a driver sends"),
                _ => {}
            }
        }
        if core::mem::take(&mut self.goes_away) {
            self.paths.values_mut().for_each(|state| *state = State::Down);
        }
        let has_ended = self.play.session.end_reason().is_some();
        let may_see = self.is_reached() && !has_ended;
        assert!(may_see || !self.pictures, "{step:?}: pictures without a Helper");
        assert!(may_see || !self.is_held, "{step:?}: a key stays down");
        assert!(self.paths.len() <= limits::PATHS, "{step:?}: {:?}", self.paths.keys());
        let deadline = self.play.session.deadline();
        let now = self.play.now;
        assert!(deadline.is_none_or(|at| at > now), "{step:?}: {deadline:?} is over at {now}");
        assert_eq!(deadline.is_none(), has_ended, "{step:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn whatever_happens_a_helper_who_is_not_there_sees_holds_and_does_nothing(
        begin in 0usize..4,
        steps in proptest::collection::vec(step(), 1..150),
    ) {
        let mut watch = Watch::new();
        // Some begin in control.
        let (yes, ask) = (Step::Answer(true), Step::Says(0, 0));
        for step in [&yes, &ask, &yes].into_iter().take(begin) {
            watch.step(step);
            watch.check(step);
        }
        for step in &steps {
            watch.step(step);
            watch.check(step);
            if watch.play.session.end_reason().is_some() {
                break;
            }
        }
    }
}
