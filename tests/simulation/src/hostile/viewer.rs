//! A malicious viewer.

use std::collections::VecDeque;

use protocol::channel::Channel;
use protocol::code::{InvitationCode, Slot};
use protocol::geometry::Point;
use protocol::handshake::{
    LaneSecret, SealedChannel, ViewerAwaitsConfirmation, ViewerAwaitsPake, ViewerHandshake,
};
use protocol::hex::Hex;
use protocol::input::numbered;
use protocol::mark::{Mark, MarkColor, MarkShape};
use protocol::network::LaneToken;
use protocol::peer::{EndReason, Envelope, ToSharer};
use protocol::resumption::{Resumption, ViewerResuming};
use protocol::right::Right;
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ClaimId, FromSignal, Outcome, OwnerToken, ToSignal};
use protocol::trust::IdentityKey;
use session::PathId;

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
    OpenPeer(PathId),
    /// Opens a lane.
    OpenLane(PathId, LaneToken, LaneSecret),
    /// Applies the sharer's answer.
    SetAnswer(PathId, String),
    /// Sends any bytes on a channel.
    Tell(PathId, Channel, Vec<u8>),
    /// Closes a path.
    Hangup(PathId),
}

enum Step {
    Nothing,
    Claimed(ViewerAwaitsPake),
    Confirming(ViewerAwaitsConfirmation),
    Proven(SealedChannel),
    Resuming(ViewerResuming),
}

/// A viewer that skips steps, repeats them, sends garbage, and floods.
pub struct Hostile {
    chance: Chance,
    /// It floods, but breaks no rule for which it would be disconnected.
    sly: bool,
    /// It claims, and says nothing then.
    silent: bool,
    code: Option<InvitationCode>,
    step: Step,
    offer: Option<(PathId, String)>,
    connected: bool,
    /// Its paths that are up.
    up: Vec<PathId>,
    /// The direct path that it has opened last.
    last: PathId,
    /// What opens its end of the lane.
    token: Option<LaneToken>,
    /// What it resumes its session with.
    resumption: Option<Resumption>,
    resumes: u32,
    /// The number of the last message.
    number: u32,
    /// Claims of others that it has overheard.
    overheard: Vec<String>,
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
            silent: false,
            chance,
            code: None,
            step: Step::Nothing,
            offer: None,
            connected: false,
            up: Vec::new(),
            last: PathId::FIRST,
            token: None,
            resumption: None,
            resumes: 0,
            number: 0,
            overheard: Vec::new(),
            old: Vec::new(),
            seq: 0,
            moves: VecDeque::new(),
        }
    }

    /// One that claims, and says nothing then.
    pub fn silent(chance: Chance) -> Self {
        Self { silent: true, ..Self::new(chance) }
    }

    /// What it does next.
    pub fn poll(&mut self) -> Option<Move> {
        self.moves.pop_front()
    }

    /// It learns a code, right or wrong.
    pub fn learn(&mut self, code: InvitationCode) {
        self.code = Some(code);
        self.step = Step::Nothing;
        if self.silent {
            return self.moves.push_back(Move::Open);
        }
        // That of the connection before this one.
        self.offer = None;
        self.open_peer();
        self.moves.push_back(Move::Open);
    }

    /// The server is there.
    pub fn connected(&mut self) {
        self.connected = true;
        if !self.silent && self.chance.percent(15) {
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

    /// It overhears how another viewer claimed an invitation.
    pub fn overhear(&mut self, claim: String) {
        if !self.overheard.contains(&claim) {
            self.overheard.push(claim);
        }
        if !self.connected {
            self.moves.push_back(Move::Open);
        }
    }

    fn open_peer(&mut self) {
        // Sometimes it names the path like the one before.
        if self.chance.percent(90) {
            self.last = self.last.next();
        }
        self.moves.push_back(Move::OpenPeer(self.last));
    }

    /// Its browser has an offer.
    pub fn offered(&mut self, path: PathId, sdp: String) {
        self.offer = Some((path, sdp));
        self.offer();
    }

    /// A path is up.
    pub fn up(&mut self, path: PathId) {
        self.up.push(path);
    }

    /// A path is down.
    pub fn down(&mut self, path: PathId) {
        self.up.retain(|up| *up != path);
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
            Ok(FromSignal::Relay { body, .. }) => self.relayed(&body),
            Ok(FromSignal::ClaimBegun { network }) => self.token = network.lane,
            Ok(FromSignal::Refused { .. } | FromSignal::PeerGone { .. }) => {
                self.step = Step::Nothing;
                if self.chance.percent(30) {
                    self.resume();
                } else if self.chance.percent(60) {
                    self.claim();
                }
            }
            Ok(_) | Err(_) => {}
        }
    }

    /// It does something of its own accord.
    pub fn act(&mut self) {
        if self.silent {
            return;
        }
        self.ping();
        match self.chance.below(12) {
            0..=4 if self.sly => self.direct(),
            0 => self.say_anything(),
            1 | 2 => self.introduce(),
            3 if self.chance.percent(10) => {
                let path = self.path();
                self.moves.push_back(Move::Hangup(path));
            }
            3 if self.chance.percent(10) => self.moves.push_back(Move::Close),
            3 if self.chance.percent(20) => self.open_peer(),
            3 if self.chance.percent(20) => self.open_lane(),
            6 if !self.overheard.is_empty() => self.replay(),
            4 if self.chance.percent(20) && self.resumption.is_some() => self.resume(),
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

    /// Asks to go on with its session, also while it is going on.
    fn resume(&mut self) {
        let Some(resumption) = &self.resumption else { return };
        if self.chance.percent(80) {
            self.resumes += 1;
        }
        let (resuming, body) = resumption.request(self.resumes, &mut self.chance);
        let (version, tag) = (protocol::VERSION, resumption.tag());
        let body = Body64::new(body).unwrap();
        self.step = Step::Resuming(resuming);
        self.moves.push_back(Move::Send(ToSignal::AwaitAt { version, tag, body }.encode()));
    }

    /// Claims what another one has claimed: with the same words, changed ones, or those of its own.
    fn replay(&mut self) {
        let text = self.chance.pick(&self.overheard).clone();
        let Ok(ToSignal::AwaitAt { version, tag, body }) = ToSignal::decode(&text) else { return };
        let mut bytes = body.as_bytes().to_vec();
        match self.chance.below(3) {
            0 => {}
            1 => {
                let at = usize::try_from(self.chance.below(bytes.len() as u64)).unwrap();
                bytes[at] ^= 1 << self.chance.below(8);
            }
            _ => {
                bytes =
                    self.resumption.as_ref().map_or(bytes, |own| own.request(9, &mut self.chance).1)
            }
        }
        let body = Body64::new(bytes).unwrap();
        self.moves.push_back(Move::Send(ToSignal::ClaimAt { version, tag, body }.encode()));
    }

    /// Opens a lane with what it was granted last.
    fn open_lane(&mut self) {
        if let (Some(token), Step::Proven(channel)) = (self.token, &self.step) {
            let path = PathId::lane(self.resumes);
            self.moves.push_back(Move::OpenLane(path, token, channel.lane_secret()));
        }
    }

    fn relayed(&mut self, body: &Body64) {
        if self.silent {
            return;
        }
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
                    self.resumption = Some(Resumption::of(&channel));
                    self.resumes = 0;
                    self.step = Step::Proven(channel);
                }
            }
            Step::Resuming(resuming) => {
                if let Ok(channel) = resuming.finish(body.as_bytes()) {
                    self.step = Step::Proven(channel);
                    self.open_lane();
                    self.open_peer();
                }
            }
            Step::Proven(mut channel) => {
                let plain = channel.open(body.as_bytes());
                self.step = Step::Proven(channel);
                if let Ok(plain) = plain
                    && let Ok(Introduction::Answer { path, sdp }) = Introduction::decode(&plain)
                {
                    self.moves.push_back(Move::SetAnswer(PathId(path), sdp));
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
        if let Some((path, sdp)) = self.offer.clone() {
            self.seal(&Introduction::Offer { path: path.0, sdp }.encode());
        }
    }

    fn seal(&mut self, plain: &[u8]) {
        let sealed = match &mut self.step {
            Step::Nothing | Step::Claimed(_) | Step::Resuming(_) => return,
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
        if self.up.is_empty() {
            return;
        }
        if self.chance.percent(80) {
            let ping = ToSharer::Ping { at: 1, deaf: false }.unnumbered(self.number(), 0);
            let path = self.path();
            self.moves.push_back(Move::Tell(path, Channel::Control, ping.encode().into_bytes()));
        }
    }

    /// One of its paths, or one that it has not.
    fn path(&mut self) -> PathId {
        if self.up.is_empty() || self.chance.percent(3) {
            return self.last;
        }
        *self.chance.pick(&self.up)
    }

    /// The next number of a message, or any other.
    fn number(&mut self) -> u32 {
        match self.chance.below(200) {
            0 if !self.sly => u32::MAX,
            1..=9 => u32::try_from(self.chance.below(100)).unwrap(),
            _ => {
                self.number = self.number.saturating_add(1);
                self.number
            }
        }
    }

    fn control(&mut self, message: &ToSharer) {
        let (number, acknowledged, input) = (self.number(), self.number(), 0);
        let envelope = Envelope { number, acknowledged, input, message: message.clone() };
        let path = self.path();
        self.moves.push_back(Move::Tell(path, Channel::Control, envelope.encode().into_bytes()));
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
            7 => ToSignal::ClaimAt { version, tag: Hex([1; 16]), body }.encode(),
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
            2 => {
                let path = self.number();
                let sdp = "hostile".repeat(4_000);
                self.seal(&Introduction::Offer { path, sdp }.encode());
            }
            3 => {
                for _ in 0..self.chance.between(1, 150) {
                    let candidate = format!("candidate: {CANARY}");
                    let (mid, line) = (None, None);
                    let path = self.path().0;
                    self.seal(&Introduction::Candidate { path, candidate, mid, line }.encode());
                }
            }
            4 => {
                let (name, version) = (name("User-canary"), protocol::VERSION);
                self.seal(
                    &Introduction::Welcome {
                        name,
                        version,
                        view_only: false,
                        reconnect_s: 120,
                        system: protocol::system::System::default(),
                    }
                    .encode(),
                );
            }
            5 => self.seal(&Introduction::Answer { path: 1, sdp: "hostile".into() }.encode()),
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
            3 if self.chance.percent(50) => {
                let right = Some(*self.chance.pick(&Right::ALL));
                (0..20).for_each(|_| self.control(&ToSharer::RequestRight { right }));
                self.control(&ToSharer::GiveUpRight { right });
            }
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
                let path = self.path();
                self.moves.push_back(Move::Tell(path, channel, bytes));
            }
            10 if self.chance.percent(10) => self.control(&ToSharer::Away {}),
            10 if self.chance.percent(40) => self.control(&ToSharer::PictureTaken {}),
            10 if self.chance.percent(40) => {
                let right = Some(Right::Point);
                self.control(&ToSharer::RequestRight { right });
                let (at, color, kept) = (Point::default(), MarkColor::Red, true);
                let shape = MarkShape::Freehand;
                let mark = Mark::Begin { shape, color, kept, at };
                self.control(&ToSharer::Mark { picture: 0, mark });
                self.control(&ToSharer::PointAt { picture: 0, at: Some(at), color });
            }
            10 if self.chance.percent(50) => self.control(&ToSharer::Reloaded {}),
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
        let bytes = match channel {
            Channel::Input => numbered(self.number(), &event.encode()),
            _ => event.encode(),
        };
        let path = self.path();
        self.moves.push_back(Move::Tell(path, channel, bytes));
    }
}

fn relay(body: Body64) -> Move {
    Move::Send(ToSignal::Relay { claim: None, body }.encode())
}
