//! A session in which the Helper controls, by the session machine itself: nothing else makes events
//! that may be injected.

use std::time::Duration;

use protocol::channel::Channel;
use protocol::code::InvitationCode;
use protocol::handshake::{SealedChannel, ViewerHandshake};
use protocol::input::{InputEvent, numbered};
use protocol::peer::{Envelope, Phase, ToSharer};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ClaimId, FromSignal, ToSignal};
use protocol::time::Tick;
use protocol::word_list::CodeLanguage;
use rand_core::OsRng;
use session::gate::Admitted;
use session::{
    Answer, ControlStop, Effect, GuestId, Host, Input, LogNeed, Notice, PathId, PersonInput,
    SessionOptions, SignalInput, TransportInput,
};

pub(crate) struct Controlled {
    session: Host<OsRng>,
    now: Tick,
    /// Messages of the Helper so far, on the two channels.
    said: u32,
    typed: u32,
}

impl Controlled {
    /// The Helper sees the screen.
    pub(crate) fn new() -> Self {
        let options = SessionOptions {
            name: "Ada".parse().unwrap(),
            lifetime: Duration::from_secs(60),
            view_only: false,
            can_inject: true,
            offered: session::right::PICTURE_AND_CONTROL,
            control_stop: ControlStop::PanicKey,
            system: protocol::system::System::default(),
            answers_prompts: true,
            secret: None,
            code_language: CodeLanguage::English,
            oldest_version: protocol::OLDEST_VERSION,
            reconnect_for: protocol::limits::RECONNECT_TIMEOUT,
            log: LogNeed::Optional,
            known_helpers: None,
            known_names: Vec::new(),
            page: None,
            first_question: 1,
        };
        let now = Tick::from_millis(0);
        let mut it = Self { session: Host::new(options, OsRng, now), now, said: 0, typed: 0 };
        it.input(Input::Signal(SignalInput::Up));
        let slot = "7".parse().unwrap();
        let effects = it.server(FromSignal::Opened { slot, expires_in_s: 60 });
        let code: InvitationCode = find(&effects, |effect| {
            if let Effect::Notify { notice: Notice::Invitation { code, .. }, .. } = effect {
                Some(code.clone())
            } else {
                None
            }
        });
        let (viewer, body) = ViewerHandshake::start(&code, &mut OsRng);
        let body = Body64::new(body).unwrap();
        let effects =
            it.server(FromSignal::Claimed { claim: ClaimId(1), body, network: Default::default() });
        let (viewer, proof) = viewer.receive(&relayed(&effects)).unwrap();
        let effects = it.relay(proof);
        let mut sealed = viewer.confirm(&relayed(&effects)).unwrap();
        let (name, version) = ("Jacky".parse().unwrap(), protocol::VERSION);
        let effects = it.says(&mut sealed, &Introduction::Hello { name, version });
        it.agrees(&effects);
        it.says(&mut sealed, &Introduction::Offer { path: 1, sdp: "v=0".into() });
        it.input(on_path(TransportInput::Up));
        assert_eq!(it.session.phase(), Phase::ScreenSharing);
        it
    }

    /// The Helper asks for control, and the User agrees.
    pub(crate) fn begin(&mut self) {
        // Two seconds for each round, so that the gate counts anew. The Helper is heard meanwhile.
        for _ in 0..2 {
            self.now = self.now + Duration::from_secs(1);
            let ping = ToSharer::Ping { at: 0, deaf: false }.unnumbered(0, 0);
            self.helper(Channel::Control, ping.encode().into());
        }
        self.said += 1;
        let request = ToSharer::RequestControl {}.unnumbered(0, 0);
        let request = Envelope { number: self.said, ..request };
        let effects = self.helper(Channel::Control, request.encode().into());
        self.agrees(&effects);
        assert_eq!(self.session.phase(), Phase::ControlSharing);
    }

    /// The Helper does something; what of it may be injected.
    pub(crate) fn admit(&mut self, event: InputEvent) -> Vec<Admitted> {
        self.typed += 1;
        injected(&self.helper(Channel::Input, numbered(self.typed, &event.encode())))
    }

    /// The User takes control back; what the session would release.
    pub(crate) fn end(&mut self) -> Vec<Admitted> {
        injected(&self.input(Input::Person(PersonInput::StopControl)))
    }

    fn input(&mut self, input: Input) -> Vec<Effect> {
        self.session.handle(input, self.now);
        std::iter::from_fn(|| self.session.poll()).collect()
    }

    fn server(&mut self, message: FromSignal) -> Vec<Effect> {
        self.input(Input::Signal(SignalInput::Message(message)))
    }

    fn relay(&mut self, body: Vec<u8>) -> Vec<Effect> {
        let (claim, body) = (Some(ClaimId(1)), Body64::new(body).unwrap());
        self.server(FromSignal::Relay { claim, body })
    }

    fn says(&mut self, sealed: &mut SealedChannel, message: &Introduction) -> Vec<Effect> {
        let body = sealed.seal(&message.encode()).unwrap();
        self.relay(body)
    }

    fn helper(&mut self, channel: Channel, bytes: Vec<u8>) -> Vec<Effect> {
        self.input(on_path(TransportInput::Message { channel, bytes }))
    }

    fn agrees(&mut self, effects: &[Effect]) {
        let id = find(
            effects,
            |effect| if let Effect::Ask { id, .. } = effect { Some(*id) } else { None },
        );
        self.input(Input::Person(PersonInput::Answer { id, answer: Answer::Allow }));
    }
}

/// Something happens on the path of the only guest.
fn on_path(input: TransportInput) -> Input {
    Input::Transport { guest: GuestId(1), path: PathId(1), input }
}

fn find<T>(effects: &[Effect], found: impl Fn(&Effect) -> Option<T>) -> T {
    effects.iter().find_map(found).expect("the session says so")
}

fn relayed(effects: &[Effect]) -> Vec<u8> {
    find(effects, |effect| {
        if let Effect::Signal(ToSignal::Relay { body, .. }) = effect {
            Some(body.as_bytes().to_vec())
        } else {
            None
        }
    })
}

fn injected(effects: &[Effect]) -> Vec<Admitted> {
    let injected = |effect: &Effect| {
        if let Effect::Inject { event, .. } = effect { Some(*event) } else { None }
    };
    effects.iter().filter_map(injected).collect()
}
