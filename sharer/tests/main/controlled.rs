//! A session in which the Helper controls, by the session machine itself: nothing else makes events
//! that may be injected.

use std::time::Duration;

use protocol::channel::Channel;
use protocol::code::InvitationCode;
use protocol::handshake::{SealedChannel, ViewerHandshake};
use protocol::input::InputEvent;
use protocol::peer::{Phase, ToSharer};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ClaimId, FromSignal, ToSignal};
use protocol::time::Tick;
use rand_core::OsRng;
use session::gate::Admitted;
use session::{
    Answer, Input, Notice, Output, PersonInput, Session, SessionOptions, SignalInput,
    TransportInput,
};

pub(crate) struct Controlled {
    session: Session<OsRng>,
    now: Tick,
}

impl Controlled {
    /// The Helper sees the screen.
    pub(crate) fn new() -> Self {
        let options = SessionOptions {
            name: "Ada".parse().unwrap(),
            lifetime: Duration::from_secs(60),
            view_only: false,
            can_inject: true,
            secret: None,
            oldest_version: protocol::OLDEST_VERSION,
            waiting: None,
        };
        let now = Tick::from_millis(0);
        let mut it = Self { session: Session::new(options, OsRng, now), now };
        it.input(Input::Signal(SignalInput::Up));
        let slot = "7".parse().unwrap();
        let outputs = it.server(FromSignal::Opened { slot, expires_in_s: 60 });
        let code: InvitationCode = find(&outputs, |output| {
            if let Output::Notify(Notice::Invitation { code, .. }) = output {
                Some(code.clone())
            } else {
                None
            }
        });
        let (viewer, body) = ViewerHandshake::start(&code, &mut OsRng);
        let body = Body64::new(body).unwrap();
        let outputs = it.server(FromSignal::Claimed { claim: ClaimId(1), body });
        let (viewer, proof) = viewer.receive(&relayed(&outputs)).unwrap();
        let outputs = it.relay(proof);
        let mut sealed = viewer.confirm(&relayed(&outputs)).unwrap();
        let (name, version) = ("Jacky".parse().unwrap(), protocol::VERSION);
        let outputs = it.says(&mut sealed, &Introduction::Hello { name, version });
        it.agrees(&outputs);
        it.says(&mut sealed, &Introduction::Offer { sdp: "v=0".into() });
        it.input(Input::Transport(TransportInput::Up));
        assert_eq!(it.session.phase(), Phase::ScreenSharing);
        it
    }

    /// The Helper asks for control, and the User agrees.
    pub(crate) fn begin(&mut self) {
        // A second for each round, so that the gate counts anew.
        self.now = self.now + Duration::from_secs(2);
        let outputs = self.helper(Channel::Control, ToSharer::RequestControl {}.encode().into());
        self.agrees(&outputs);
        assert_eq!(self.session.phase(), Phase::ControlSharing);
    }

    /// The Helper does something; what of it may be injected.
    pub(crate) fn admit(&mut self, event: InputEvent) -> Vec<Admitted> {
        injected(&self.helper(Channel::Input, event.encode()))
    }

    /// The User takes control back; what the session would let go.
    pub(crate) fn end(&mut self) -> Vec<Admitted> {
        injected(&self.input(Input::Person(PersonInput::StopControl)))
    }

    fn input(&mut self, input: Input) -> Vec<Output> {
        self.session.handle(input, self.now);
        std::iter::from_fn(|| self.session.poll()).collect()
    }

    fn server(&mut self, message: FromSignal) -> Vec<Output> {
        self.input(Input::Signal(SignalInput::Message(message)))
    }

    fn relay(&mut self, body: Vec<u8>) -> Vec<Output> {
        self.server(FromSignal::Relay { body: Body64::new(body).unwrap() })
    }

    fn says(&mut self, sealed: &mut SealedChannel, message: &Introduction) -> Vec<Output> {
        let body = sealed.seal(&message.encode()).unwrap();
        self.relay(body)
    }

    fn helper(&mut self, channel: Channel, bytes: Vec<u8>) -> Vec<Output> {
        self.input(Input::Transport(TransportInput::Message { channel, bytes }))
    }

    fn agrees(&mut self, outputs: &[Output]) {
        let id = find(
            outputs,
            |output| if let Output::Ask { id, .. } = output { Some(*id) } else { None },
        );
        self.input(Input::Person(PersonInput::Answer { id, answer: Answer::Allow }));
    }
}

fn find<T>(outputs: &[Output], found: impl Fn(&Output) -> Option<T>) -> T {
    outputs.iter().find_map(found).expect("the session says so")
}

fn relayed(outputs: &[Output]) -> Vec<u8> {
    find(outputs, |output| {
        if let Output::Signal(ToSignal::Relay { body, .. }) = output {
            Some(body.as_bytes().to_vec())
        } else {
            None
        }
    })
}

fn injected(outputs: &[Output]) -> Vec<Admitted> {
    let injected = |output: &Output| {
        if let Output::Inject(admitted) = output { Some(*admitted) } else { None }
    };
    outputs.iter().filter_map(injected).collect()
}
