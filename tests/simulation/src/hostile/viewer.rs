//! A malicious viewer.

use std::collections::VecDeque;

use protocol::channel::Channel;
use protocol::code::{InvitationCode, Slot};
use protocol::handshake::{
    SealedChannel, ViewerAwaitsConfirmation, ViewerAwaitsPake, ViewerHandshake,
};
use protocol::hex::Hex;
use protocol::peer::{EndReason, ToSharer};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ClaimId, FromSignal, Outcome, OwnerToken, ToSignal};
use protocol::trust::IdentityKey;

use crate::ends::{CANARY, name};
use crate::random::Chance;
use crate::random_input::input_event;

/// What a hostile viewer does.
#[derive(Clone, Debug)]
pub enum Move {
    /// Connects to the server again.
    Open,
    /// Leaves the server.
    Close,
    /// Sends any text to the server.
    Send(String),
    /// Begins a direct connection.
    OpenPeer,
    /// Applies the sharer's answer.
    SetAnswer(String),
    /// Sends any bytes on a channel.
    Direct(Channel, Vec<u8>),
    /// Closes the direct connection.
    Hangup,
}

enum Step {
    Nothing,
    Claimed(ViewerAwaitsPake),
    Confirming(ViewerAwaitsConfirmation),
    Proven(SealedChannel),
}

/// A viewer that skips steps, repeats them, sends garbage, and floods.
pub struct Hostile {
    chance: Chance,
    /// It floods, but breaks no rule for which it would be disconnected.
    sly: bool,
    code: Option<InvitationCode>,
    step: Step,
    offer: Option<String>,
    connected: bool,
    up: bool,
    /// Bodies sent before, to be sent again.
    old: Vec<Body64>,
    seq: u32,
    moves: VecDeque<Move>,
}

impl Hostile {
    /// A viewer that has not begun.
    pub fn new(mut chance: Chance) -> Self {
        Self {
            sly: chance.percent(50),
            chance,
            code: None,
            step: Step::Nothing,
            offer: None,
            connected: false,
            up: false,
            old: Vec::new(),
            seq: 0,
            moves: VecDeque::new(),
        }
    }

    /// What it does next.
    pub fn poll(&mut self) -> Option<Move> {
        self.moves.pop_front()
    }

    /// It learns a code, right or wrong.
    pub fn learn(&mut self, code: InvitationCode) {
        self.code = Some(code);
        self.step = Step::Nothing;
        // That of the connection before this one.
        self.offer = None;
        self.moves.push_back(Move::OpenPeer);
        self.moves.push_back(Move::Open);
    }

    /// The server is there.
    pub fn connected(&mut self) {
        self.connected = true;
        if self.chance.percent(15) {
            self.say_anything();
        }
        self.claim();
    }

    /// The server is gone.
    pub fn closed(&mut self) {
        self.connected = false;
        if self.chance.percent(50) {
            self.moves.push_back(Move::Open);
        }
    }

    /// Its browser has an offer.
    pub fn offered(&mut self, sdp: String) {
        self.offer = Some(sdp);
        self.offer();
    }

    /// The direct connection is up.
    pub fn up(&mut self) {
        self.up = true;
    }

    /// The sharer says something on the control channel.
    pub fn told(&mut self, _text: &str) {
        self.ping();
        if self.chance.percent(10) {
            self.direct();
        }
    }

    /// The server says something.
    pub fn hear(&mut self, text: &str) {
        match FromSignal::decode(text) {
            Ok(FromSignal::Relay { body }) => self.relayed(&body),
            Ok(FromSignal::Refused { .. } | FromSignal::PeerGone {}) => {
                self.step = Step::Nothing;
                if self.chance.percent(60) {
                    self.claim();
                }
            }
            Ok(_) | Err(_) => {}
        }
    }

    /// It does something of its own accord.
    pub fn act(&mut self) {
        self.ping();
        match self.chance.below(12) {
            0..=4 if self.sly => self.direct(),
            0 => self.say_anything(),
            1 | 2 => self.introduce(),
            3 if self.chance.percent(10) => self.moves.push_back(Move::Hangup),
            3 if self.chance.percent(10) => self.moves.push_back(Move::Close),
            4 if self.chance.percent(20) => self.moves.push_back(Move::Open),
            5 => self.moves.extend(self.old.last().cloned().map(relay)),
            _ => self.direct(),
        }
    }

    fn claim(&mut self) {
        let Some(code) = &self.code else { return };
        let (pake, body) = ViewerHandshake::start(code, &mut self.chance);
        let slot = code.slot;
        self.step = Step::Claimed(pake);
        let body = Body64::new(body).unwrap();
        let version = protocol::VERSION;
        let claim = ToSignal::Claim { version, slot, body };
        self.moves.push_back(Move::Send(claim.encode()));
        if self.chance.percent(10) {
            self.moves.push_back(Move::Send(claim.encode()));
        }
    }

    fn relayed(&mut self, body: &Body64) {
        match std::mem::replace(&mut self.step, Step::Nothing) {
            Step::Nothing => {}
            Step::Claimed(pake) => {
                let Ok((confirming, proof)) = pake.receive(body.as_bytes()) else {
                    return;
                };
                if self.chance.percent(10) {
                    self.say_anything();
                }
                self.relay(proof);
                self.step = Step::Confirming(confirming);
                self.hello();
                self.offer();
            }
            Step::Confirming(confirming) => {
                if let Ok(channel) = confirming.confirm(body.as_bytes()) {
                    self.step = Step::Proven(channel);
                }
            }
            Step::Proven(mut channel) => {
                let plain = channel.open(body.as_bytes());
                self.step = Step::Proven(channel);
                if let Ok(plain) = plain
                    && let Ok(Introduction::Answer { sdp }) = Introduction::decode(&plain)
                {
                    self.moves.push_back(Move::SetAnswer(sdp));
                }
            }
        }
    }

    fn hello(&mut self) {
        if self.chance.percent(90) {
            let (name, version) = (name("Helper-canary H"), protocol::VERSION);
            self.seal(&Introduction::Hello { name, version }.encode());
        }
    }

    fn offer(&mut self) {
        if let Some(sdp) = self.offer.clone() {
            self.seal(&Introduction::Offer { sdp }.encode());
        }
    }

    fn seal(&mut self, plain: &[u8]) {
        let sealed = match &mut self.step {
            Step::Nothing | Step::Claimed(_) => return,
            Step::Confirming(confirming) => confirming.seal(plain),
            Step::Proven(channel) => channel.seal(plain),
        };
        if let Ok(body) = sealed {
            self.relay(body);
        }
    }

    fn relay(&mut self, body: Vec<u8>) {
        if let Some(body) = Body64::new(body) {
            self.old.push(body.clone());
            self.moves.push_back(relay(body));
        }
    }

    fn ping(&mut self) {
        if self.up && self.chance.percent(80) {
            self.control(&ToSharer::Ping { at: 1 });
        }
    }

    fn control(&mut self, message: &ToSharer) {
        let bytes = message.encode().into_bytes();
        self.moves.push_back(Move::Direct(Channel::Control, bytes));
    }

    /// Says something to the server that has no place here.
    fn say_anything(&mut self) {
        let body = Body64::new(self.chance.bytes(200)).unwrap();
        let slot = Slot::try_from(u32::try_from(self.chance.between(1, 99)).unwrap()).unwrap();
        let (version, token) = (protocol::VERSION, OwnerToken::generate(&mut self.chance));
        let claim = ClaimId(u32::try_from(self.chance.below(4)).unwrap());
        let text = match self.chance.below(9) {
            0 => "{".repeat(500),
            1 => String::from_utf8_lossy(&self.chance.bytes(300)).into_owned(),
            2 => ToSignal::Revoke {}.encode(),
            3 => ToSignal::Verdict { claim, outcome: Outcome::Proven }.encode(),
            4 => {
                let slot = self.code.as_ref().map(|code| code.slot);
                ToSignal::Open {
                    version,
                    lifetime_s: u32::MAX,
                    token,
                    slot,
                    unlisted: false,
                    places: Vec::new(),
                }
                .encode()
            }
            5 => ToSignal::Claim { version, slot, body }.encode(),
            6 => ToSignal::Relay { claim: Some(claim), body }.encode(),
            _ => ToSignal::Relay { claim: None, body }.encode(),
        };
        self.moves.push_back(Move::Send(text));
    }

    /// Says something sealed that has no place here.
    fn introduce(&mut self) {
        match self.chance.below(9) {
            0 => self.hello(),
            1 => self.offer(),
            2 => self.seal(&Introduction::Offer { sdp: "hostile".repeat(4_000) }.encode()),
            3 => {
                for _ in 0..self.chance.between(1, 150) {
                    let candidate = format!("candidate: {CANARY}");
                    let (mid, line) = (None, None);
                    self.seal(&Introduction::Candidate { candidate, mid, line }.encode());
                }
            }
            4 => {
                let (name, version) = (name("User-canary"), protocol::VERSION);
                self.seal(&Introduction::Welcome { name, version, view_only: false }.encode());
            }
            5 => self.seal(&Introduction::Answer { sdp: "hostile".into() }.encode()),
            6 => {
                let garbage = self.chance.bytes(300);
                self.seal(&garbage);
            }
            7 if self.chance.percent(10) => {
                self.seal(&Introduction::Bye { reason: EndReason::UserLeft }.encode());
            }
            _ => self.hello(),
        }
    }

    /// Says something on a channel.
    fn direct(&mut self) {
        match self.chance.below(12) {
            0 | 1 => self.control(&ToSharer::RequestControl {}),
            2 if self.chance.percent(20) => {
                (0..20).for_each(|_| self.control(&ToSharer::RequestControl {}));
            }
            3..=6 if self.sly => self.hand(),
            3 => self.control(&ToSharer::GiveUpControl {}),
            8 if self.chance.percent(50) => {
                for n in 0..self.chance.between(1, 100) {
                    self.control(&ToSharer::Chat { text: format!("{n}") });
                }
            }
            5 if self.chance.percent(10) => {
                self.control(&ToSharer::Bye { reason: EndReason::Declined });
            }
            6 => {
                let channel = *self.chance.pick(&Channel::ALL);
                let bytes = self.chance.bytes(100);
                self.moves.push_back(Move::Direct(channel, bytes));
            }
            7 if self.chance.percent(20) => {
                for _ in 0..self.chance.between(1, 5_000) {
                    self.hand();
                }
            }
            9 => {
                self.control(&ToSharer::Remember { key: IdentityKey::new([7; 32]) });
                self.control(&ToSharer::RememberProof { proof: Hex([7; 32]) });
            }
            _ => (0..10).for_each(|_| self.hand()),
        }
    }

    fn hand(&mut self) {
        let event = input_event(&mut self.chance, &mut self.seq);
        let channel = *self.chance.pick(&[Channel::Input, Channel::Input, Channel::Pointer]);
        self.moves.push_back(Move::Direct(channel, event.encode()));
    }
}

fn relay(body: Body64) -> Move {
    Move::Send(ToSignal::Relay { claim: None, body }.encode())
}
