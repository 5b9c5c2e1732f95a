//! What a session promises, said at its boundary.

use alloc::vec::Vec;

mod control;
mod driver;
mod invitation;
mod keyboard;
mod known;
mod pictures;
mod remember;
mod rights;

use core::time::Duration;

use protocol::channel::Channel;
use protocol::code::{InvitationCode, Secret, Slot};
use protocol::handshake::{SealedChannel, ViewerHandshake};
use protocol::input::{Action, InputEvent};
use protocol::key::PhysicalKey;
use protocol::limits;
use protocol::peer::{EndReason, Phase, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ClaimId, FromSignal, Outcome, ToSignal};
use protocol::time::Tick;
use rand_core::OsRng;

use crate::gate::Injection;
use crate::{
    Answer, Effect, GuestId, Host, Input, Notice, PathId, PersonInput, Right, RightEvent,
    RightRefusal, SessionOptions, SignalInput, TransportInput,
};

/// The only guest of these sessions, and the only path to them.
const GUEST: GuestId = GuestId(1);
const PATH: PathId = PathId(1);

const PREPARE: Effect = Effect::PreparePictures { guest: GUEST };
const START: Effect = Effect::StartPictures { guest: GUEST };
const STOP: Effect = Effect::StopPictures { guest: GUEST };

/// Something happens on the path.
fn on_path(input: TransportInput) -> Input {
    Input::Transport { guest: GUEST, path: PATH, input }
}

fn send(message: ToViewer) -> Effect {
    Effect::Send { guest: GUEST, path: PATH, message }
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
            known_helpers: None,
            first_question: 1,
        };
        change(&mut options);
        let now = Tick::from_millis(1_000);
        let session = Host::new(options, OsRng, now);
        let (effects, claim) = (Vec::new(), ClaimId(0));
        Self { session, now, effects, code: None, helper: None, claim }
    }

    fn input(&mut self, input: Input) {
        self.session.handle(input, self.now);
        let effects = core::iter::from_fn(|| self.session.poll());
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
        let relayed = self.effects.iter().find_map(|effect| {
            let Effect::Signal(ToSignal::Relay { claim, body }) = effect else { return None };
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
        self.server(FromSignal::Claimed { claim: self.claim, body, network: Default::default() });
        let (viewer, confirmation) = viewer.receive(&self.relayed()).unwrap();
        self.relay(confirmation);
        let proven = self.has(&Effect::Signal(ToSignal::Verdict {
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
            .effects
            .iter()
            .find_map(|effect| if let Effect::Ask { id, .. } = effect { Some(*id) } else { None });
        asked.expect("a question was asked")
    }

    fn connect(&mut self) {
        self.says(&Introduction::Offer { sdp: "v=0".into() });
        self.input(on_path(TransportInput::Up));
    }

    fn tells(&mut self, message: &ToSharer) {
        let (channel, bytes) = (Channel::Control, message.encode().into_bytes());
        self.input(on_path(TransportInput::Message { channel, bytes }));
    }

    fn types(&mut self, key: &str, action: Action) {
        let key: PhysicalKey = key.parse().unwrap();
        let bytes = InputEvent::Key { key, action }.encode();
        let channel = Channel::Input;
        self.input(on_path(TransportInput::Message { channel, bytes }));
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

/// Another secret at the same slot.
fn wrong(code: &InvitationCode) -> InvitationCode {
    InvitationCode { slot: code.slot, secret: Secret::generate(&mut OsRng) }
}
