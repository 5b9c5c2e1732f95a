//! The whole in virtual time: one sharer, several viewers, one signal server, and a network in
//! between. One clock, no thread, no socket; a seed decides everything.

mod act;
mod connection;
mod direct;
mod helper;
mod known;
mod lane;
mod server;
mod sleep;
mod transfer;
mod user;
mod wire;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use protocol::channel::Channel;
use protocol::code::InvitationCode;
use protocol::network::LaneToken;
use protocol::peer::EndReason;
use protocol::right::Right;
use protocol::time::{Tick, earliest};
use protocol::word_list::CodeLanguage;

use crate::ends::{Who, name};
use crate::hostile::{Hostile, Mallory};
use crate::lanes::{Frame, Told};
use crate::netem::{Conditions, Netem, Promise};
use crate::random::Chance;
use crate::reference::Reference;
use ::transfer::shell::TransferInput;
use session::{
    Answer, ControlStop, Driver, Event, GuestId, LogNeed, PathId, PersonInput, SessionOptions,
    SignalInput, TransportInput,
};
use viewer::state;

pub use connection::{Direct, Side};
use connection::{LaneEnd, Way};
use known::Acquaintance;
use server::Server;

/// A link that carries packets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// From an end to the server, on one connection.
    Up(u64),
    /// Back.
    Down(u64),
    /// Between the ends of a direct connection.
    Direct(usize, Channel, Side),
    /// Nowhere: something that takes its time at one place.
    Here,
}

/// What is in flight.
#[derive(Clone, Debug)]
pub enum Packet {
    /// To the server: a connection.
    Connect(u64),
    /// To the server: a text.
    ToServer(u64, String),
    /// To the server: the end of a connection.
    Left(u64),
    /// To an end: the connection is there.
    Connected(u64),
    /// To an end: a text.
    FromServer(u64, String),
    /// To an end: the end of a connection.
    Closed(u64),
    /// Over a direct connection.
    Direct(usize, Side, Channel, Vec<u8>),
    /// The other side of a direct connection closed it.
    Hangup(usize, Side),
    /// The sharer's WebRTC has answered an offer.
    Answered(usize),
    /// A side's WebRTC has gathered a candidate.
    Candidate(usize, Side),
    /// A side's WebRTC is connected.
    Up(usize, Side),
    /// A side's WebRTC gives up.
    Failed(usize, Side),
    /// A viewer's browser has made an offer, and which.
    Offered(usize, usize),
    /// To an end: its connection to the lane is open.
    LaneOpened(u64),
    /// To the server: the token of a connection.
    LaneToken(u64, LaneToken),
    /// To the server: a message for the other end of the lane.
    LaneFrame(u64, Frame),
    /// To the server: the end of a connection.
    LaneLeft(u64),
    /// To an end: something on its connection to the lane.
    LaneTold(u64, Told),
    /// The sharer's shell tries the server again.
    Reconnect,
    /// The User answers a question.
    Answer(u32, bool),
    /// The sharer's shell has looked for a Helper's key.
    Unable(GuestId),
    /// The shell of the sharer has done something for a transfer.
    SharerTransfer(GuestId, TransferInput),
    /// The same of a viewer.
    ViewerTransfer(usize, TransferInput),
    /// A Helper types a code.
    Type(usize, bool),
}

/// What a run is like.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Helpers with an honest page.
    pub viewers: usize,
    /// Helpers without.
    pub hostile: usize,
    /// Those that claim and say nothing, before the others come.
    pub silent: usize,
    /// Of a hundred codes that are typed, how many are right.
    pub right: u64,
    /// Of a hundred hostile Helpers, how many know the code.
    pub informed: u64,
    /// Whether the signal server is malicious.
    pub mallory: bool,
    /// The network.
    pub conditions: Conditions,
    /// Whether connections break and the server restarts.
    pub faults: bool,
    /// Of a hundred questions, how many the User allows.
    pub allow: u64,
    /// Whether people leave by themselves.
    pub leave: bool,
    /// Whether the User shares for viewing only.
    pub view_only: bool,
    /// Whether the User waits for a Helper they know, without a code.
    pub known: bool,
    /// Of a hundred direct connections, how many come up.
    pub direct: u64,
    /// Whether the server has lanes.
    pub lanes: bool,
    /// Whether the signal server repeats what it has said before.
    pub repeats: bool,
}

impl Plan {
    /// One honest Helper who knows the code, and any network.
    pub fn any(chance: &mut Chance) -> Self {
        Self {
            viewers: 1,
            hostile: 0,
            silent: 0,
            right: 100,
            informed: 0,
            mallory: false,
            conditions: Conditions::any(chance),
            faults: chance.percent(50),
            allow: 85,
            leave: chance.percent(30),
            view_only: chance.percent(10),
            known: false,
            direct: *chance.pick(&[100, 100, 60, 0]),
            lanes: chance.percent(80),
            repeats: false,
        }
    }

    /// One honest Helper, nothing breaks, everything is allowed.
    pub fn calm() -> Self {
        Self {
            viewers: 1,
            hostile: 0,
            silent: 0,
            right: 100,
            informed: 0,
            mallory: false,
            conditions: Conditions::GOOD,
            faults: false,
            allow: 100,
            leave: false,
            view_only: false,
            known: false,
            direct: 100,
            lanes: true,
            repeats: false,
        }
    }
}

/// An end's WebSocket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Socket {
    None,
    Opening(u64),
    Open(u64),
}

impl Socket {
    fn id(self) -> Option<u64> {
        match self {
            Socket::None => None,
            Socket::Opening(id) | Socket::Open(id) => Some(id),
        }
    }
}

/// The sharer, with its shell.
pub struct SharerEnd {
    /// The machine: all that the real shell decides, too.
    pub driver: Driver<Chance>,
    /// What it may do.
    pub reference: Reference,
    /// The code, once there is one.
    pub code: Option<InvitationCode>,
    socket: Socket,
    /// The paths that it has.
    paths: BTreeMap<(GuestId, PathId), Way>,
    /// The one on which it sends.
    active: Option<PathId>,
    /// The viewer to whom they lead.
    helper: Option<usize>,
    open_questions: BTreeSet<u32>,
    /// When the Helper was heard last on any path.
    heard: Option<Tick>,
    /// When events other than releases were injected within the last second.
    injected: VecDeque<Tick>,
    /// When chat of the Helper was shown within the last window.
    chatted: VecDeque<Tick>,
    candidates: BTreeMap<PathId, u32>,
    /// The number of the last message of the Helper.
    number: u32,
    /// The last event of the wheel that was injected.
    wheel: u32,
    /// Questions that the User was asked.
    pub asked: u32,
    /// How often the Helper was lost while the User shared.
    pub lost: u32,
    /// Wrong codes that the User was notified of.
    pub wrong_codes: u32,
    /// Whether the User was notified that they wait.
    waits: bool,
    /// Strangers that the User was notified of, or that their session counted.
    pub strangers: u32,
    /// The last body that it sent confirms a handshake.
    confirms: bool,
    /// Codes proven.
    pub proven: u32,
    /// Claims that it has answered and not judged, and whose viewer is there.
    pub proving: BTreeSet<u32>,
    /// Chat of the Helper that the User saw.
    pub read: Vec<String>,
    /// Chat of the User that was sent.
    pub said: Vec<String>,
}

/// A viewer, with its shell.
pub struct ViewerEnd {
    /// The machine, or the attacker.
    pub helper: Helper,
    socket: Socket,
    paths: BTreeMap<PathId, Way>,
    /// The path in use.
    active: Option<PathId>,
    /// What the Helper holds down, as the page counts it.
    pub held: BTreeSet<u16>,
    seq: u32,
    pings: u64,
    /// Events of the wheel so far.
    wheel: u32,
    /// Chat of the User that the Helper saw.
    pub read: Vec<String>,
    /// Chat of the Helper that was sent.
    pub said: Vec<String>,
    /// Whether this Helper was ever shown a picture.
    pub saw: bool,
}

/// Who sits at a viewer.
pub enum Helper {
    /// The page.
    Honest(Box<state::Viewer<Chance>>),
    /// Something that speaks the protocol as it likes.
    Hostile(Box<Hostile>),
}

/// Everything.
pub struct World {
    /// The time.
    pub now: Tick,
    /// How the run goes.
    pub plan: Plan,
    /// The sharer.
    pub sharer: SharerEnd,
    /// The viewers.
    pub viewers: Vec<ViewerEnd>,
    /// Direct connections, past ones too.
    pub directs: Vec<Direct>,
    known: Acquaintance,
    chance: Chance,
    net: Netem<Link, Packet>,
    server: Server,
    /// The ends' connections to lanes, until the end closes them.
    lanes: BTreeMap<u64, LaneEnd>,
    /// Who sleeps, and until when.
    asleep: BTreeMap<Who, Tick>,
    /// What came for them meanwhile.
    waiting: BTreeMap<Who, VecDeque<(Link, Packet)>>,
    /// What viewers said to the server to claim an invitation by its tag.
    pub claims_at: Vec<String>,
    /// Who is at the other end of a connection to the server.
    connections: BTreeMap<u64, Who>,
    connected: u64,
    /// When a person acts next; `None` when no one acts any more.
    next_act: Option<Tick>,
    /// Steps taken without the clock moving.
    standing: u32,
    /// Bytes handed to the server, counted.
    pub overheard: u64,
    trace: Vec<String>,
    traced: bool,
}

impl World {
    /// A world at its beginning.
    pub fn new(mut chance: Chance, plan: Plan) -> Self {
        let known = Acquaintance::new(name("Helper-canary known"));
        let known_helpers = plan.known.then(|| known.helpers(name("User-canary"), &mut chance));
        let options = SessionOptions {
            name: name("User-canary"),
            lifetime: Duration::from_secs(chance.between(30, 1800)),
            view_only: plan.view_only,
            can_inject: true,
            offered: session::right::PICTURE_AND_CONTROL
                .with(Right::ClipboardRead)
                .with(Right::ClipboardWrite)
                .with(Right::Point),
            control_stop: ControlStop::PanicKey,
            system: protocol::system::System::default(),
            answers_prompts: true,
            secret: None,
            code_language: CodeLanguage::English,
            oldest_version: protocol::OLDEST_VERSION,
            reconnect_for: protocol::limits::RECONNECT_TIMEOUT,
            log: LogNeed::Optional,
            known_helpers,
            known_names: Vec::new(),
            page: None,
            first_question: 1,
        };
        let sharer = SharerEnd {
            driver: Driver::new(options, chance.fork(), Tick::from_millis(1_000)),
            reference: Reference::default(),
            code: None,
            socket: Socket::None,
            paths: BTreeMap::new(),
            active: None,
            helper: None,
            open_questions: BTreeSet::new(),
            heard: None,
            injected: VecDeque::new(),
            chatted: VecDeque::new(),
            candidates: BTreeMap::new(),
            number: 0,
            wheel: 0,
            asked: 0,
            lost: 0,
            wrong_codes: 0,
            waits: false,
            strangers: 0,
            confirms: false,
            proven: 0,
            proving: BTreeSet::new(),
            read: Vec::new(),
            said: Vec::new(),
        };
        let mut viewers: Vec<ViewerEnd> = Vec::new();
        for _ in 0..plan.viewers {
            let viewer = state::Viewer::new(chance.fork());
            viewers.push(ViewerEnd::new(Helper::Honest(Box::new(viewer))));
        }
        for _ in 0..plan.hostile {
            let hostile = Hostile::new(chance.fork());
            viewers.push(ViewerEnd::new(Helper::Hostile(Box::new(hostile))));
        }
        for _ in 0..plan.silent {
            let silent = Hostile::silent(chance.fork());
            viewers.push(ViewerEnd::new(Helper::Hostile(Box::new(silent))));
        }
        let server = if plan.repeats {
            Server::Mallory(Box::new(Mallory::repeating(chance.fork())))
        } else if plan.mallory {
            Server::Mallory(Box::new(Mallory::new(chance.fork())))
        } else {
            Server::honest(chance.fork(), plan.lanes)
        };
        let mut world = Self {
            now: Tick::from_millis(1_000),
            net: Netem::new(chance.fork(), plan.conditions),
            next_act: Some(Tick::from_millis(1_000)),
            plan,
            sharer,
            viewers,
            directs: Vec::new(),
            server,
            lanes: BTreeMap::new(),
            asleep: BTreeMap::new(),
            waiting: BTreeMap::new(),
            claims_at: Vec::new(),
            connections: BTreeMap::new(),
            connected: 0,
            standing: 0,
            overheard: 0,
            trace: Vec::new(),
            known,
            traced: std::env::var_os("ALONGSIDE_SEED").is_some(),
            chance,
        };
        world.connect(Who::Sharer);
        world
    }

    /// Lets the world go on for `time`, or until the session has ended and all is quiet.
    pub fn run(&mut self, time: Duration) {
        let until = self.now + time;
        while self.step(until) {}
        self.now = self.now.max(until);
    }

    /// Lets the world go on until `done`, or at most for `time`. Returns whether it is done.
    pub fn run_until(&mut self, time: Duration, done: impl Fn(&World) -> bool) -> bool {
        let until = self.now + time;
        while !done(self) {
            if !self.step(until) {
                return done(self);
            }
        }
        true
    }

    /// Nobody does anything of their own accord any more, and nothing breaks any more.
    pub fn quiet(&mut self) {
        self.next_act = None;
        self.plan.conditions = Conditions::GOOD;
        self.net.set(Conditions::GOOD);
        if !self.plan.lanes {
            self.plan.direct = 100;
        }
    }

    /// Cuts every path without notifying either end.
    pub fn sever(&mut self) {
        self.cut_directs();
        self.cut_lanes(true);
    }

    /// Whether the sharer uses the lane.
    pub fn is_on_lane(&self) -> bool {
        self.sharer.active.is_some_and(PathId::is_lane)
    }

    /// A hostile viewer overhears how another one has claimed an invitation.
    pub fn overhear(&mut self, n: usize, claim: String) {
        if let Helper::Hostile(hostile) = &mut self.viewers[n].helper {
            hostile.overhear(claim);
            self.obey_hostile(n);
        }
    }

    /// Nothing arrives for a while.
    pub fn black_out(&mut self, time: Duration) {
        self.net.black_out(self.now + time);
    }

    /// An end's process is gone: its paths are dead, its connection to the server breaks.
    pub fn vanish(&mut self, user: bool) {
        self.sever();
        let who = if user { Who::Sharer } else { Who::Viewer(0) };
        self.asleep.insert(who, Tick::from_millis(u64::MAX));
        if let Some(id) = self.socket(who).id() {
            self.net.later(Link::Here, Packet::Left(id), 1, self.now);
        }
    }

    /// Nothing arrives anywhere any more.
    pub fn freeze(&mut self) {
        self.next_act = None;
        while self.net.pop(Tick::from_millis(u64::MAX)).is_some() {}
        self.net.black_out(Tick::from_millis(u64::MAX));
    }

    /// Takes the next step that is due before `until`.
    fn step(&mut self, until: Tick) -> bool {
        let sharer = self.awake(Who::Sharer, self.sharer.driver.deadline());
        let mut due = earliest(self.net.next(), self.next_act);
        due = earliest(due, sharer);
        due = earliest(due, self.server.deadline());
        due = earliest(due, self.next_waking());
        for n in 0..self.viewers.len() {
            due = earliest(due, self.awake(Who::Viewer(n), self.viewers[n].deadline()));
        }
        let Some(due) = due.filter(|due| *due <= until) else {
            return false;
        };
        if due > self.now {
            self.now = due;
            self.standing = 0;
        }
        self.standing += 1;
        assert!(self.standing < 20_000, "the clock stands still at {}: {self:?}", self.now);
        let is_sharer_due = sharer.is_some_and(|due| due <= self.now);
        // Who wakes may first find that time has passed, or first read what has come.
        let reads_first = self.asleep.is_empty() || self.chance.percent(50);
        if let Some((link, packet)) = self.net.pop(self.now) {
            if let Some((link, packet)) = self.wait_for(link, packet) {
                self.arrive(link, packet);
            }
        } else if reads_first && let Some((link, packet)) = self.next_waiting() {
            self.arrive(link, packet);
        } else if is_sharer_due {
            self.event(Event::Timeout);
        } else if self.server.deadline().is_some_and(|due| due <= self.now) {
            self.server.timeout(self.now);
            self.serve();
        } else if let Some(n) = self.due_viewer() {
            self.viewer(n, state::Input::Timeout);
        } else if let Some((link, packet)) = self.next_waiting() {
            self.arrive(link, packet);
        } else if self.next_act.is_some_and(|act| act <= self.now) {
            self.act();
        }
        true
    }

    fn due_viewer(&self) -> Option<usize> {
        let is_due = |(n, viewer): (usize, &ViewerEnd)| {
            self.awake(Who::Viewer(n), viewer.deadline()).is_some_and(|due| due <= self.now)
        };
        self.viewers.iter().enumerate().position(is_due)
    }

    fn note(&mut self, text: impl FnOnce() -> String) {
        if self.traced {
            self.trace.push(format!("{:>8} {}", self.now.as_millis(), text()));
        }
    }
}

impl ViewerEnd {
    fn new(helper: Helper) -> Self {
        Self {
            helper,
            socket: Socket::None,
            paths: BTreeMap::new(),
            active: None,
            held: BTreeSet::new(),
            seq: 0,
            pings: 0,
            wheel: 0,
            read: Vec::new(),
            said: Vec::new(),
            saw: false,
        }
    }

    fn deadline(&self) -> Option<Tick> {
        match &self.helper {
            Helper::Honest(viewer) => viewer.deadline(),
            Helper::Hostile(_) => None,
        }
    }

    /// What the page shows.
    pub fn view(&self) -> Option<&state::View> {
        match &self.helper {
            Helper::Honest(viewer) => Some(viewer.view()),
            Helper::Hostile(_) => None,
        }
    }
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{:#?} at {}, {:?}", self.plan, self.now, self.sharer.driver.phase())?;
        if !self.traced {
            writeln!(f, "(with ALONGSIDE_SEED set, the last steps are shown here)")?;
        }
        let shown =
            std::env::var("ALONGSIDE_TRACE").ok().and_then(|n| n.parse().ok()).unwrap_or(80);
        let from = self.trace.len().saturating_sub(shown);
        self.trace[from..].iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if std::thread::panicking() && self.traced {
            eprintln!("{self:?}");
        }
    }
}

/// A code for the same slot whose words are others.
pub fn wrong(code: &InvitationCode, chance: &mut Chance) -> InvitationCode {
    loop {
        let secret = protocol::code::Secret::generate(CodeLanguage::English, chance);
        if secret != code.secret {
            return InvitationCode { slot: code.slot, secret };
        }
    }
}

/// Why the session ended, if it did.
pub fn reason(world: &World) -> Option<EndReason> {
    world.sharer.driver.outcome().map(|outcome| outcome.reason)
}
