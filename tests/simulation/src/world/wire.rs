//! The connections to the server, and everything that arrives.

use protocol::signal::FromSignal;

use super::{
    Event, Helper, Link, Packet, PersonInput, Promise, SignalInput, Socket, World, server, state,
};
use crate::ends::{CANARY, Who};

impl World {
    pub(super) fn connect(&mut self, who: Who) {
        self.connected += 1;
        let id = self.connected;
        self.connections.insert(id, who);
        *self.socket(who) = Socket::Opening(id);
        self.net.send(Link::Up(id), Promise::Stream, Packet::Connect(id), self.now);
    }

    /// Closes an end's connection behind what was sent.
    pub(super) fn disconnect(&mut self, who: Who) {
        if let Some(id) = std::mem::replace(self.socket(who), Socket::None).id() {
            self.net.send(Link::Up(id), Promise::Stream, Packet::Left(id), self.now);
        }
    }

    /// The sharer's shell gives its connection up, and takes another one.
    pub(super) fn restart_signal(&mut self) {
        if let Some(id) = self.sharer.socket.id() {
            self.net.cut(Link::Down(id));
            self.net.later(Link::Here, Packet::Closed(id), 0, self.now);
            // The server notices, or is told by the network much later.
            let notices = self.chance.percent(70);
            let wait = if notices { self.chance.between(1, 300) } else { 50_000 };
            self.net.later(Link::Here, Packet::Left(id), wait, self.now);
        }
    }

    /// The server restarts, and has forgotten everything.
    pub fn restart_server(&mut self) {
        self.server = server::Server::honest(self.chance.fork(), self.plan.lanes);
        for id in self.live_sockets() {
            self.break_connection(id);
        }
        self.cut_lanes(false);
    }

    /// All connections to the server break.
    pub fn restart_sockets(&mut self) {
        self.live_sockets().into_iter().for_each(|id| self.break_connection(id));
    }

    /// The ends' connections to the server.
    pub(super) fn live_sockets(&self) -> Vec<u64> {
        let viewers = self.viewers.iter().map(|viewer| viewer.socket.id());
        std::iter::once(self.sharer.socket.id()).chain(viewers).flatten().collect()
    }

    fn at_server(&mut self, act: impl FnOnce(&mut server::Server)) {
        act(&mut self.server);
        self.serve();
    }

    /// A connection to the server breaks in the middle; both sides notice.
    pub(super) fn break_connection(&mut self, id: u64) {
        self.net.cut(Link::Up(id));
        self.net.cut(Link::Down(id));
        let (a, b) = (self.chance.between(0, 300), self.chance.between(0, 300));
        self.net.later(Link::Here, Packet::Left(id), a, self.now);
        self.net.later(Link::Here, Packet::Closed(id), b, self.now);
    }

    pub(super) fn socket(&mut self, who: Who) -> &mut Socket {
        match who {
            Who::Sharer => &mut self.sharer.socket,
            Who::Viewer(n) => &mut self.viewers[n].socket,
        }
    }

    /// An end says something to the server. Nobody knows what a server keeps.
    pub(super) fn say(&mut self, who: Who, text: String) {
        self.inspect(&text);
        if text.contains("claim_at") {
            self.claims_at.push(text.clone());
        }
        if let Socket::Open(id) = *self.socket(who) {
            self.net.send(Link::Up(id), Promise::Stream, Packet::ToServer(id, text), self.now);
        }
    }

    /// Property 5: nothing that is secret is among the bytes handed to the server.
    pub(super) fn inspect(&mut self, text: &str) {
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

    pub(super) fn serve(&mut self) {
        while let Some(reply) = self.server.poll() {
            match reply {
                server::Reply::Send(id, text) => {
                    self.note(|| format!("server → #{id} {text}"));
                    let packet = Packet::FromServer(id, text);
                    self.net.send(Link::Down(id), Promise::Stream, packet, self.now);
                }
                server::Reply::Lane(id, told) => {
                    let packet = Packet::LaneTold(id, told);
                    self.net.send(Link::Down(id), Promise::Stream, packet, self.now);
                }
                server::Reply::Close(id) => {
                    self.net.send(Link::Down(id), Promise::Stream, Packet::Closed(id), self.now);
                }
            }
        }
    }

    pub(super) fn arrive(&mut self, link: Link, packet: Packet) {
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
            Packet::Failed(n, side) => self.on_failed(n, side),
            Packet::Offered(n, number) => self.on_offered(n, number),
            Packet::LaneOpened(id) => self.on_lane_opened(id),
            Packet::LaneTold(id, told) => self.on_lane_told(id, told),
            Packet::LaneToken(id, token) => self.at_server(|server| server.lane_token(id, token)),
            Packet::LaneFrame(id, frame) => self.at_server(|server| server.lane_frame(id, frame)),
            Packet::LaneLeft(id) => self.at_server(|server| server.lane_left(id)),
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
            Packet::SharerTransfer(guest, input) => self.event(Event::Transfer { guest, input }),
            Packet::ViewerTransfer(n, input) => self.viewer(n, state::Input::Transfer(input)),
            Packet::Type(n, right) => self.type_code(n, right),
        }
    }

    /// Whose open connection this is, if it still is.
    pub(super) fn owner(&mut self, id: u64) -> Option<Who> {
        let who = self.connections.get(&id).copied()?;
        (self.socket(who).id() == Some(id)).then_some(who)
    }

    pub(super) fn on_connected(&mut self, id: u64) {
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

    pub(super) fn on_server_text(&mut self, id: u64, text: String) {
        match self.owner(id) {
            Some(Who::Sharer) => {
                // The shell drops what it cannot read.
                if let Ok(message) = FromSignal::decode(&text) {
                    if let FromSignal::PeerGone { claim: Some(claim) } = message {
                        self.sharer.proving.remove(&claim.0);
                    }
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

    pub(super) fn on_closed(&mut self, id: u64) {
        let Some(who) = self.owner(id) else { return };
        *self.socket(who) = Socket::None;
        match who {
            Who::Sharer => {
                self.sharer.proving.clear();
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
