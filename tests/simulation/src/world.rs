//! The whole in virtual time: one sharer, several viewers, one signal server, and a network in
//! between. One clock, no thread, no socket; a seed decides everything.

mod act;
mod connection;
mod direct;
mod helper;
mod known;
mod server;
mod user;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use protocol::channel::Channel;
use protocol::code::InvitationCode;
use protocol::peer::EndReason;
use protocol::time::{Tick, earliest};

use crate::ends::{CANARY, Who, name};
use crate::hostile::{Hostile, Mallory};
use crate::netem::{Conditions, Netem, Promise};
use crate::random::Chance;
use crate::reference::Reference;
use session::{
    Answer, Driver, Event, GuestId, PathId, PersonInput, SessionOptions, SignalInput,
    TransportInput,
};
use viewer::state;

pub use connection::{Direct, Side};
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
    /// A viewer's browser has made its offer.
    Offered(usize),
    /// The sharer's shell tries the server again.
    Reconnect,
    /// The User answers a question.
    Answer(u32, bool),
    /// The sharer's shell has looked for a Helper's key.
    Unable(GuestId),
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
}

impl Plan {
    /// One honest Helper who knows the code, and any network.
    pub fn any(chance: &mut Chance) -> Self {
        Self {
            viewers: 1,
            hostile: 0,
            right: 100,
            informed: 0,
            mallory: false,
            conditions: Conditions::any(chance),
            faults: chance.percent(50),
            allow: 85,
            leave: chance.percent(30),
            view_only: chance.percent(10),
            known: false,
        }
    }

    /// One honest Helper, nothing breaks, everything is allowed.
    pub fn calm() -> Self {
        Self {
            viewers: 1,
            hostile: 0,
            right: 100,
            informed: 0,
            mallory: false,
            conditions: Conditions::GOOD,
            faults: false,
            allow: 100,
            leave: false,
            view_only: false,
            known: false,
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
    direct: Option<usize>,
    /// What the session calls the direct connection.
    path: Option<(GuestId, PathId)>,
    open_questions: BTreeSet<u32>,
    /// When the Helper was heard last on the direct connection.
    heard: Option<Tick>,
    /// When events other than releases were injected within the last second.
    injected: VecDeque<Tick>,
    /// When chat of the Helper was shown within the last window.
    chatted: VecDeque<Tick>,
    candidates: u32,
    /// Wrong codes that the User was notified of.
    pub wrong_codes: u32,
    /// Whether the User was notified that they wait.
    waits: bool,
    /// Strangers that the User was notified of, or that their session counted.
    pub strangers: u32,
    /// Codes proven.
    pub proven: u32,
    /// Chat of the Helper that the User saw.
    pub read: Vec<String>,
}

/// A viewer, with its shell.
pub struct ViewerEnd {
    /// The machine, or the attacker.
    pub helper: Helper,
    socket: Socket,
    direct: Option<usize>,
    /// What the Helper holds down, as the page counts it.
    pub held: BTreeSet<u16>,
    seq: u32,
    pings: u64,
    /// Chat of the User that the Helper saw.
    pub read: Vec<String>,
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
            secret: None,
            oldest_version: protocol::OLDEST_VERSION,
            known_helpers,
            first_question: 1,
        };
        let sharer = SharerEnd {
            driver: Driver::new(options, chance.fork(), Tick::from_millis(1_000)),
            reference: Reference::default(),
            code: None,
            socket: Socket::None,
            direct: None,
            path: None,
            open_questions: BTreeSet::new(),
            heard: None,
            injected: VecDeque::new(),
            chatted: VecDeque::new(),
            candidates: 0,
            wrong_codes: 0,
            waits: false,
            strangers: 0,
            proven: 0,
            read: Vec::new(),
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
        let server = if plan.mallory {
            Server::Mallory(Mallory::new(chance.fork()))
        } else {
            Server::honest(chance.fork())
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
    }

    /// Cuts the direct connections without notifying either end.
    pub fn sever(&mut self) {
        for (n, direct) in self.directs.iter_mut().enumerate() {
            direct.dead = true;
            for channel in Channel::ALL {
                self.net.cut(Link::Direct(n, channel, Side::Sharer));
                self.net.cut(Link::Direct(n, channel, Side::Viewer));
            }
        }
    }

    /// Nothing arrives for a while.
    pub fn black_out(&mut self, time: Duration) {
        self.net.black_out(self.now + time);
    }

    /// An end's process is gone: its direct connection is dead, its connection to the server breaks.
    pub fn vanish(&mut self, user: bool) {
        self.sever();
        let who = if user { Who::Sharer } else { Who::Viewer(0) };
        if let Some(id) = std::mem::replace(self.socket(who), Socket::None).id() {
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
        let mut due = earliest(self.net.next(), self.next_act);
        due = earliest(due, self.sharer.driver.deadline());
        due = earliest(due, self.server.deadline());
        for viewer in &self.viewers {
            due = earliest(due, viewer.deadline());
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
        if let Some((link, packet)) = self.net.pop(self.now) {
            self.arrive(link, packet);
        } else if self.sharer.driver.deadline().is_some_and(|due| due <= self.now) {
            self.event(Event::Timeout);
        } else if self.server.deadline().is_some_and(|due| due <= self.now) {
            self.server.timeout(self.now);
            self.serve();
        } else if let Some(n) = self.due_viewer() {
            self.viewer(n, state::Input::Timeout);
        } else {
            self.act();
        }
        true
    }

    fn due_viewer(&self) -> Option<usize> {
        self.viewers.iter().position(|v| v.deadline().is_some_and(|due| due <= self.now))
    }

    fn note(&mut self, text: impl FnOnce() -> String) {
        if self.traced {
            self.trace.push(format!("{:>8} {}", self.now.as_millis(), text()));
        }
    }

    // --- the network ---------------------------------------------------------------------------

    fn connect(&mut self, who: Who) {
        self.connected += 1;
        let id = self.connected;
        self.connections.insert(id, who);
        *self.socket(who) = Socket::Opening(id);
        self.net.send(Link::Up(id), Promise::Stream, Packet::Connect(id), self.now);
    }

    /// Closes an end's connection behind what was sent.
    fn disconnect(&mut self, who: Who) {
        if let Some(id) = std::mem::replace(self.socket(who), Socket::None).id() {
            self.net.send(Link::Up(id), Promise::Stream, Packet::Left(id), self.now);
        }
    }

    /// A connection to the server breaks in the middle; both sides notice.
    fn break_connection(&mut self, id: u64) {
        self.net.cut(Link::Up(id));
        self.net.cut(Link::Down(id));
        let (a, b) = (self.chance.between(0, 300), self.chance.between(0, 300));
        self.net.later(Link::Here, Packet::Left(id), a, self.now);
        self.net.later(Link::Here, Packet::Closed(id), b, self.now);
    }

    fn socket(&mut self, who: Who) -> &mut Socket {
        match who {
            Who::Sharer => &mut self.sharer.socket,
            Who::Viewer(n) => &mut self.viewers[n].socket,
        }
    }

    /// An end says something to the server. Nobody knows what a server keeps.
    fn say(&mut self, who: Who, text: String) {
        self.inspect(&text);
        if let Socket::Open(id) = *self.socket(who) {
            self.net.send(Link::Up(id), Promise::Stream, Packet::ToServer(id, text), self.now);
        }
    }

    /// Property 5: nothing that is secret is among the bytes handed to the server.
    fn inspect(&mut self, text: &str) {
        self.overheard += u64::try_from(text.len()).unwrap();
        let mut seen = vec![text.as_bytes().to_vec()];
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(text)
            && let Some(body) = value.get("body").and_then(|body| body.as_str())
        {
            use base64::Engine as _;
            seen.extend(base64::engine::general_purpose::STANDARD.decode(body));
        }
        let secret = self.sharer.code.as_ref().map(|code| code.secret.expose().to_owned());
        for bytes in seen {
            let text = String::from_utf8_lossy(&bytes);
            for needle in [CANARY, "User-canary", "Helper-canary", "candidate:"] {
                assert!(!text.contains(needle), "the server was handed {needle:?}");
            }
            if let Some(secret) = &secret {
                assert!(!text.contains(secret.as_str()), "the server was handed the secret");
            }
        }
    }

    fn serve(&mut self) {
        while let Some(reply) = self.server.poll() {
            match reply {
                server::Reply::Send(id, text) => {
                    self.note(|| format!("server → #{id} {text}"));
                    let packet = Packet::FromServer(id, text);
                    self.net.send(Link::Down(id), Promise::Stream, packet, self.now);
                }
                server::Reply::Close(id) => {
                    self.net.send(Link::Down(id), Promise::Stream, Packet::Closed(id), self.now);
                }
            }
        }
    }

    fn arrive(&mut self, link: Link, packet: Packet) {
        self.note(|| format!("{link:?} {packet:?}"));
        match packet {
            Packet::Connect(id) => {
                self.server.connected(id, self.now);
                self.net.send(Link::Down(id), Promise::Stream, Packet::Connected(id), self.now);
                self.serve();
            }
            Packet::ToServer(id, text) => {
                let who = self.connections.get(&id).copied();
                self.server.message(id, who, &text, self.now);
                self.serve();
            }
            Packet::Left(id) => {
                self.server.disconnected(id, self.now);
                self.serve();
            }
            Packet::Connected(id) => self.on_connected(id),
            Packet::FromServer(id, text) => self.on_server_text(id, text),
            Packet::Closed(id) => self.on_closed(id),
            Packet::Direct(n, side, channel, bytes) => self.on_direct(n, side, channel, bytes),
            Packet::Hangup(n, side) => self.on_hangup(n, side),
            Packet::Answered(n) => self.on_answered(n),
            Packet::Candidate(n, side) => self.on_candidate(n, side),
            Packet::Up(n, side) => self.on_up(n, side),
            Packet::Offered(n) => self.on_offered(n),
            Packet::Reconnect => {
                if self.sharer.driver.outcome().is_none() {
                    self.connect(Who::Sharer);
                }
            }
            Packet::Answer(id, allow) => {
                let answer = self.answer(allow);
                self.person(PersonInput::Answer { id, answer });
            }
            Packet::Unable(guest) => {
                let recognition = Err("this computer keeps no contacts".to_owned());
                self.event(Event::Recognised { guest, recognition });
            }
            Packet::Type(n, right) => self.type_code(n, right),
        }
    }

    /// Whose open connection this is, if it still is.
    fn owner(&mut self, id: u64) -> Option<Who> {
        let who = self.connections.get(&id).copied()?;
        (self.socket(who).id() == Some(id)).then_some(who)
    }

    fn on_connected(&mut self, id: u64) {
        let Some(who) = self.owner(id) else { return };
        *self.socket(who) = Socket::Open(id);
        match who {
            Who::Sharer => self.event(Event::Signal(SignalInput::Up)),
            Who::Viewer(n) => match &mut self.viewers[n].helper {
                Helper::Honest(_) => self.viewer(n, state::Input::Signal(state::SignalInput::Open)),
                Helper::Hostile(hostile) => {
                    hostile.connected();
                    self.obey_hostile(n);
                }
            },
        }
    }

    fn on_server_text(&mut self, id: u64, text: String) {
        match self.owner(id) {
            Some(Who::Sharer) => {
                // The shell drops what it cannot read.
                if let Ok(message) = protocol::signal::FromSignal::decode(&text) {
                    self.event(Event::Signal(SignalInput::Message(message)));
                }
            }
            Some(Who::Viewer(n)) => match &mut self.viewers[n].helper {
                Helper::Honest(_) => {
                    self.viewer(n, state::Input::Signal(state::SignalInput::Text(text)))
                }
                Helper::Hostile(hostile) => {
                    hostile.hear(&text);
                    self.obey_hostile(n);
                }
            },
            None => {}
        }
    }

    fn on_closed(&mut self, id: u64) {
        let Some(who) = self.owner(id) else { return };
        *self.socket(who) = Socket::None;
        match who {
            Who::Sharer => {
                self.event(Event::Signal(SignalInput::Down));
                let wait = self.chance.between(100, 3_000);
                self.net.later(Link::Here, Packet::Reconnect, wait, self.now);
            }
            Who::Viewer(n) => match &mut self.viewers[n].helper {
                Helper::Honest(_) => {
                    self.viewer(n, state::Input::Signal(state::SignalInput::Closed))
                }
                Helper::Hostile(hostile) => {
                    hostile.closed();
                    self.obey_hostile(n);
                }
            },
        }
    }
}

impl ViewerEnd {
    fn new(helper: Helper) -> Self {
        Self {
            helper,
            socket: Socket::None,
            direct: None,
            held: BTreeSet::new(),
            seq: 0,
            pings: 0,
            read: Vec::new(),
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
        let from = self.trace.len().saturating_sub(80);
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
        let secret = protocol::code::Secret::generate(chance);
        if secret != code.secret {
            return InvitationCode { slot: code.slot, secret };
        }
    }
}

/// Why the session ended, if it did.
pub fn reason(world: &World) -> Option<EndReason> {
    world.sharer.driver.outcome().map(|outcome| outcome.reason)
}
