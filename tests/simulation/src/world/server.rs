//! The signal server of the world: the real registry, or the attacker.

use std::collections::{BTreeSet, VecDeque};
use std::net::{IpAddr, Ipv4Addr};

use protocol::network::{IceServer, LaneToken, Network};
use protocol::signal::{FromSignal, ToSignal};
use protocol::time::Tick;

use crate::ends::Who;
use crate::hostile::Mallory;
use crate::lanes::{Frame, Lanes, Told};
use crate::random::Chance;
use signal_server::registry::{Command, ConnectionId, Input, Registry};

/// What a server says.
#[derive(Clone, Debug)]
pub(super) enum Reply {
    Send(u64, String),
    Close(u64),
    Lane(u64, Told),
}

/// The real registry, with what its shell does.
pub(super) struct Honest {
    registry: Box<Registry<Chance>>,
    replies: VecDeque<Reply>,
    live: BTreeSet<u64>,
    lanes: Lanes,
    /// Whether lanes are offered.
    has_lanes: bool,
    /// Whether relays are.
    has_relays: bool,
}

pub(super) enum Server {
    Honest(Honest),
    Mallory(Box<Mallory>),
}

impl Server {
    pub(super) fn honest(mut chance: Chance, has_lanes: bool) -> Self {
        Self::Honest(Honest {
            has_relays: chance.percent(50),
            registry: Box::new(Registry::new(chance)),
            replies: VecDeque::new(),
            live: BTreeSet::new(),
            lanes: Lanes::default(),
            has_lanes,
        })
    }

    /// Whether it is the real one.
    pub(super) fn is_honest(&self) -> bool {
        matches!(self, Server::Honest(_))
    }

    pub(super) fn deadline(&self) -> Option<Tick> {
        match self {
            Server::Honest(honest) => honest.registry.deadline(),
            Server::Mallory(_) => None,
        }
    }

    pub(super) fn timeout(&mut self, now: Tick) {
        if let Server::Honest(honest) = self {
            honest.handle(Input::Timeout, now);
        }
    }

    pub(super) fn connected(&mut self, id: u64, now: Tick) {
        match self {
            Server::Honest(honest) => {
                honest.live.insert(id);
                // Each connection comes from an address of its own.
                let number = u32::try_from(id).expect("few connections");
                let source = IpAddr::V4(Ipv4Addr::from_bits(0x0a00_0000 | number)).into();
                honest.handle(Input::Connected { connection: ConnectionId(id), source }, now);
            }
            Server::Mallory(mallory) => mallory.connected(id),
        }
    }

    pub(super) fn message(&mut self, id: u64, who: Option<Who>, text: &str, now: Tick) {
        match self {
            Server::Honest(honest) => {
                if !honest.live.contains(&id) {
                    return;
                }
                match ToSignal::decode(text) {
                    Ok(message) => {
                        honest
                            .handle(Input::Message { connection: ConnectionId(id), message }, now);
                    }
                    // The shell closes what it cannot read.
                    Err(_) => {
                        honest.replies.push_back(Reply::Close(id));
                        honest.disconnected(id, now);
                    }
                }
            }
            Server::Mallory(mallory) => mallory.message(id, who, text),
        }
    }

    pub(super) fn disconnected(&mut self, id: u64, now: Tick) {
        match self {
            Server::Honest(honest) => honest.disconnected(id, now),
            Server::Mallory(mallory) => mallory.disconnected(id),
        }
    }

    pub(super) fn lane_token(&mut self, id: u64, token: LaneToken) {
        match self {
            Server::Honest(honest) => honest.lanes.sit(id, token),
            Server::Mallory(mallory) => mallory.lane_token(id, token),
        }
    }

    pub(super) fn lane_frame(&mut self, id: u64, frame: Frame) {
        match self {
            Server::Honest(honest) => honest.lanes.forward(id, frame),
            Server::Mallory(mallory) => mallory.lane_frame(id, frame),
        }
    }

    pub(super) fn lane_left(&mut self, id: u64) {
        match self {
            Server::Honest(honest) => honest.lanes.leave(id),
            Server::Mallory(mallory) => mallory.lanes.leave(id),
        }
    }

    pub(super) fn poll(&mut self) -> Option<Reply> {
        let (reply, lanes) = match self {
            Server::Honest(honest) => (honest.replies.pop_front(), &mut honest.lanes),
            Server::Mallory(mallory) => {
                (mallory.poll().map(|(id, text)| Reply::Send(id, text)), &mut mallory.lanes)
            }
        };
        reply.or_else(|| lanes.poll().map(|(id, told)| Reply::Lane(id, told)))
    }
}

impl Honest {
    fn disconnected(&mut self, id: u64, now: Tick) {
        if self.live.remove(&id) {
            self.handle(Input::Disconnected { connection: ConnectionId(id) }, now);
        }
    }

    fn handle(&mut self, input: Input, now: Tick) {
        self.registry.handle(input, now);
        let mut commands = 0;
        while let Some(command) = self.registry.poll() {
            commands += 1;
            match command {
                Command::Send { to: ConnectionId(id), message } => {
                    let message = self.with_network(message);
                    self.replies.push_back(Reply::Send(id, message.encode()));
                }
                Command::SendAll { to: ConnectionId(id), messages } => {
                    let texts = messages.iter().map(|message| Reply::Send(id, message.encode()));
                    self.replies.extend(texts);
                }
                Command::Grant { grant, sharer, viewer } => {
                    self.lanes.grant(grant.0, [sharer.lane, viewer.lane]);
                }
                Command::RevokeGrant { grant } => self.lanes.revoke(grant.0),
                Command::Close { connection: ConnectionId(id), .. } => {
                    self.live.remove(&id);
                    self.replies.push_back(Reply::Close(id));
                }
                Command::Note(_) => {}
            }
        }
        // Property 7: one input concerns one invitation, its sharer, and those who claim it.
        let most = 18 + 3 * self.live.len();
        assert!(commands <= most, "{commands} commands for one input");
    }

    /// What the server's shell makes of the network that the registry grants.
    fn with_network(&self, message: FromSignal) -> FromSignal {
        let change = |network: Network| Network {
            lane: network.lane.filter(|_| self.has_lanes),
            ice_servers: if self.has_relays { vec![relay()] } else { Vec::new() },
        };
        match message {
            FromSignal::Claimed { claim, body, network } => {
                FromSignal::Claimed { claim, body, network: change(network) }
            }
            FromSignal::ClaimBegun { network } => {
                FromSignal::ClaimBegun { network: change(network) }
            }
            other @ (FromSignal::Opened { .. }
            | FromSignal::Relay { .. }
            | FromSignal::PeerGone { .. }
            | FromSignal::Waiting { .. }
            | FromSignal::Watched { .. }
            | FromSignal::Refused { .. }
            | FromSignal::Closing {}) => other,
        }
    }
}

fn relay() -> IceServer {
    let urls = vec!["turn:relay.example:3478".to_owned()];
    let (username, credential) = (Some("u".to_owned()), Some("c".to_owned()));
    IceServer { urls, username, credential }
}
