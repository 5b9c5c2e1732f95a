//! What a session promises, said at its boundary.

use alloc::vec::Vec;

mod control;
mod driver;
mod files;
#[expect(clippy::wildcard_enum_match_arm, reason = "a test picks what it looks at")]
mod files_property;
mod hand;
mod invitation;
mod keyboard;
mod known;
mod log_signatures;
mod log_watch;
mod marks;
mod pictures;
mod proofs;
mod properties;
mod reconnection;
mod rejoin;
mod remember;
mod rights;
#[expect(clippy::wildcard_enum_match_arm, reason = "a test picks what it looks at")]
mod stalls;
mod transfers;

use core::time::Duration;

use protocol::channel::Channel;
use protocol::code::{InvitationCode, Secret, Slot};
use protocol::handshake::{SealedChannel, ViewerHandshake};
use protocol::input::{Action, InputEvent, numbered};
use protocol::key::PhysicalKey;
use protocol::limits;
use protocol::network::Network;
use protocol::peer::{EndReason, Envelope, Phase, ToSharer, ToViewer};
use protocol::resumption::Resumption;
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ClaimId, FromSignal, Outcome, OwnerToken, ToSignal};
use protocol::time::Tick;
use protocol::word_list::CodeLanguage;
use rand_core::OsRng;

use crate::gate::Injection;
use crate::{
    Answer, ControlStop, Effect, GuestId, Host, Input, LogNeed, Notice, PathId, PersonInput,
    ReceivedNumbers, Right, RightEvent, RightRefusal, SessionOptions, SignalInput, TransportInput,
};

/// The only guest of these sessions, and their first path.
const GUEST: GuestId = GuestId(1);
const PATH: PathId = PathId(1);

const PREPARE: Effect = Effect::PreparePictures { guest: GUEST };
const START: Effect = Effect::StartPictures { guest: GUEST };
const STOP: Effect = Effect::StopPictures { guest: GUEST };

/// Something happens on the path.
fn on_path(input: TransportInput) -> Input {
    on(PATH, input)
}

fn on(path: PathId, input: TransportInput) -> Input {
    Input::Transport { guest: GUEST, path, input }
}

/// What was received is compared only where it matters.
const RECEIVED: ReceivedNumbers = ReceivedNumbers { control: 0, input: 0 };

fn send(message: ToViewer) -> Effect {
    Effect::Say { guest: GUEST, message, received: RECEIVED }
}

fn pong(path: PathId, at: u64) -> Effect {
    Effect::Pong { guest: GUEST, path, at, received: RECEIVED }
}

/// Without what was received, and without what every message acknowledges.
fn without_received(mut effect: Effect) -> Option<Effect> {
    if let Effect::Say { received, .. }
    | Effect::Pong { received, .. }
    | Effect::InputHandled { received, .. }
    | Effect::UsePath { received, .. } = &mut effect
    {
        *received = RECEIVED;
    }
    (!matches!(effect, Effect::Acknowledged { .. })).then_some(effect)
}

/// What the User decided, unless a test says otherwise.
fn options() -> SessionOptions {
    SessionOptions {
        name: "Ada".parse().unwrap(),
        lifetime: Duration::from_secs(60),
        view_only: false,
        can_inject: true,
        offered: crate::right::PICTURE_AND_CONTROL.with(Right::ClipboardRead),
        control_stop: ControlStop::PanicKey,
        system: protocol::system::System::default(),
        answers_prompts: true,
        secret: None,
        code_language: CodeLanguage::English,
        oldest_version: protocol::OLDEST_VERSION,
        reconnect_for: limits::RECONNECT_TIMEOUT,
        log: LogNeed::Optional,
        known_helpers: None,
        known_names: Vec::new(),
        page: None,
        first_question: 1,
    }
}

fn notify(notice: Notice) -> Effect {
    Effect::Notify { guest: None, notice }
}

/// What follows a request for control that is refused.
fn control_refused(reason: RightRefusal) -> [Effect; 2] {
    let event = RightEvent::Refused { right: Right::Control, reason };
    let message = ToViewer::ControlRefused { reason: reason.of_control() };
    [Effect::Right { guest: GUEST, event }, send(message)]
}

/// A session, and everything around it, played by hand.
struct Play {
    session: Host<OsRng>,
    now: Tick,
    /// What came out of the last input.
    effects: Vec<Effect>,
    code: Option<InvitationCode>,
    helper: Option<SealedChannel>,
    claim: ClaimId,
    /// What the server lets us use in the next claim.
    network: Network,
    /// Messages of the Helper so far: on the control channel, and on the input channel.
    said: (u32, u32),
    /// What the two resume the session with.
    resumption: Option<Resumption>,
    /// The sharer's invitations, as it asked the server for them.
    tokens: Vec<OwnerToken>,
}

impl Play {
    fn new(change: impl FnOnce(&mut SessionOptions)) -> Self {
        let mut options = options();
        change(&mut options);
        let now = Tick::from_millis(1_000);
        let session = Host::new(options, OsRng, now);
        Self {
            session,
            now,
            effects: Vec::new(),
            code: None,
            helper: None,
            claim: ClaimId(0),
            network: Network::default(),
            said: (0, 0),
            resumption: None,
            tokens: Vec::new(),
        }
    }

    fn input(&mut self, input: Input) {
        self.session.handle(input, self.now);
        let effects = core::iter::from_fn(|| self.session.poll());
        let effects = effects.filter_map(without_received);
        // Tests compare what is told; which guest it is about is checked here.
        self.effects = effects
            .map(|effect| {
                let Effect::Notify { guest, notice } = effect else { return effect };
                assert!(guest.is_none_or(|guest| guest == GUEST), "{notice:?} about {guest:?}");
                notify(notice)
            })
            .collect();
        for effect in &self.effects {
            if let Effect::Notify { notice: Notice::Invitation { code, .. }, .. } = effect {
                self.code = Some(code.clone());
            }
            if let Effect::Signal(ToSignal::Open { token, .. }) = effect
                && !self.tokens.contains(token)
            {
                self.tokens.push(token.clone());
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
        self.all_relayed().into_iter().next().expect("something was relayed")
    }

    fn all_relayed(&self) -> Vec<Vec<u8>> {
        let relayed = self.effects.iter().filter_map(|effect| {
            let Effect::Signal(ToSignal::Relay { claim, body }) = effect else { return None };
            assert_eq!(*claim, Some(self.claim));
            Some(body.as_bytes().to_vec())
        });
        relayed.collect()
    }

    /// What the Helper reads in the body that was relayed as the n-th, from 0.
    fn opens(&mut self, nth: usize) -> Introduction {
        let body = &self.all_relayed()[nth];
        let plain = self.helper.as_mut().unwrap().open(body).unwrap();
        Introduction::decode(&plain).unwrap()
    }

    fn relay(&mut self, body: Vec<u8>) {
        let body = Body64::new(body).unwrap();
        self.server(FromSignal::Relay { claim: Some(self.claim), body });
    }

    /// Somebody claims the slot with this code; `true` when it is proven.
    fn prove(&mut self, code: &InvitationCode) -> bool {
        self.claim = ClaimId(self.claim.0 + 1);
        let (viewer, body) = ViewerHandshake::start(code, &mut OsRng);
        let body = Body64::new(body).unwrap();
        let (claim, network) = (self.claim, self.network.clone());
        self.server(FromSignal::Claimed { claim, body, network });
        let (viewer, confirmation) = viewer.receive(&self.relayed()).unwrap();
        self.relay(confirmation);
        let proven = self.has(&Effect::Signal(ToSignal::Verdict {
            claim: self.claim,
            outcome: Outcome::Proven,
        }));
        if proven {
            self.helper = Some(viewer.confirm(&self.relayed()).unwrap());
            self.resumption = self.helper.as_ref().map(Resumption::of);
            let mut welcome = self.opens(1);
            if matches!(welcome, Introduction::Page { .. }) {
                welcome = self.opens(2);
            }
            assert!(matches!(welcome, Introduction::Welcome { .. }), "{welcome:?}");
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
            .effects
            .iter()
            .find_map(|effect| if let Effect::Ask { id, .. } = effect { Some(*id) } else { None });
        asked.expect("a question was asked")
    }

    fn connect(&mut self) {
        self.offers(PATH);
        self.input(on_path(TransportInput::Up));
    }

    fn offers(&mut self, path: PathId) {
        self.says(&Introduction::Offer { path: path.0, sdp: "v=0".into() });
    }

    fn tells(&mut self, message: &ToSharer) {
        self.tells_on(PATH, message);
    }

    fn tells_on(&mut self, path: PathId, message: &ToSharer) {
        self.said.0 += 1;
        let number = if matches!(message, ToSharer::Ping { .. }) { 0 } else { self.said.0 };
        self.repeats_on(path, number, message);
    }

    /// A message that the Helper gives this number.
    fn repeats_on(&mut self, path: PathId, number: u32, message: &ToSharer) {
        let bytes = encoded(number, message);
        self.input(on(path, TransportInput::Message { channel: Channel::Control, bytes }));
    }

    fn pings_on(&mut self, path: PathId) {
        self.tells_on(path, &ToSharer::Ping { at: 1, deaf: false });
    }

    /// What was just heard has ended an interruption: the page answers that all it has sent is to be dropped.
    fn fences_on(&mut self, path: PathId) {
        let count = self.effects.iter().find_map(fence).expect("input is fenced");
        self.tells_on(path, &ToSharer::InputFenced { count, last: self.said.1 });
    }

    /// Time passes, and the Helper pings on these paths as a page does.
    fn passes(&mut self, time: Duration, paths: &[PathId]) -> Vec<Effect> {
        let (end, mut all) = (self.now + time, Vec::new());
        while self.now < end {
            let step = end.since(self.now).min(limits::HEARTBEAT_INTERVAL / 2);
            self.after(step);
            all.append(&mut self.effects);
            for path in paths {
                self.pings_on(*path);
                let effects = core::mem::take(&mut self.effects).into_iter();
                all.extend(effects.filter(|effect| !matches!(effect, Effect::Pong { .. })));
            }
        }
        all
    }

    fn types(&mut self, key: &str, action: Action) {
        self.types_on(PATH, key, action);
    }

    fn types_on(&mut self, path: PathId, key: &str, action: Action) {
        let key: PhysicalKey = key.parse().unwrap();
        self.acts_on(path, &InputEvent::Key { key, action }.encode());
    }

    fn acts_on(&mut self, path: PathId, event: &[u8]) {
        self.said.1 += 1;
        self.acts_again_on(path, self.said.1, event);
    }

    /// An event that the Helper gives this number.
    fn acts_again_on(&mut self, path: PathId, number: u32, event: &[u8]) {
        let (channel, bytes) = (Channel::Input, numbered(number, event));
        self.input(on(path, TransportInput::Message { channel, bytes }));
    }

    /// A Helper who proved the code is connected and sees the screen.
    fn sharing(change: impl FnOnce(&mut SessionOptions)) -> Self {
        Self::sharing_in(Network::default(), change)
    }

    /// With what the server lets us use.
    fn sharing_in(network: Network, change: impl FnOnce(&mut SessionOptions)) -> Self {
        let mut play = Self { network, ..Self::new(change) };
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
        Self::sharing(|_| ()).in_control()
    }

    fn in_control(mut self) -> Self {
        let play = &mut self;
        play.tells(&ToSharer::RequestControl {});
        let id = play.asked();
        play.person(PersonInput::Answer { id, answer: Answer::Allow });
        assert_eq!(play.session.phase(), Phase::ControlSharing);
        self
    }

    fn has(&self, effect: &Effect) -> bool {
        self.effects.contains(effect)
    }

    fn injected(&self) -> Vec<Injection> {
        let injected = self.effects.iter().filter_map(|effect| {
            if let Effect::Inject { event, .. } = effect { Some(event.injection()) } else { None }
        });
        injected.collect()
    }
}

/// The count of a request to fence input.
fn fence(effect: &Effect) -> Option<u32> {
    if let Effect::Say { message: ToViewer::FenceInput { count }, .. } = effect {
        Some(*count)
    } else {
        None
    }
}

fn encoded(number: u32, message: &ToSharer) -> Vec<u8> {
    Envelope { number, ..message.clone().unnumbered(0, 0) }.encode().into_bytes()
}

/// Another secret at the same slot.
fn wrong(code: &InvitationCode) -> InvitationCode {
    InvitationCode { slot: code.slot, secret: Secret::generate(CodeLanguage::English, &mut OsRng) }
}
