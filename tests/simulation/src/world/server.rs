//! The signal server of the world: the real registry, or the attacker.

use std::collections::{BTreeSet, VecDeque};
use std::net::IpAddr;

use protocol::signal::ToSignal;
use protocol::time::Tick;

use crate::ends::Who;
use crate::hostile::Mallory;
use crate::random::Chance;
use signal_server::registry::{Command, ConnectionId, Input, Registry};

/// What a server says.
#[derive(Clone, Debug)]
pub(super) enum Reply {
    Send(u64, String),
    Close(u64),
}

pub(super) enum Server {
    Honest { registry: Box<Registry<Chance>>, replies: VecDeque<Reply>, live: BTreeSet<u64> },
    Mallory(Mallory),
}

impl Server {
    pub(super) fn honest(chance: Chance) -> Self {
        Self::Honest {
            registry: Box::new(Registry::new(chance)),
            replies: VecDeque::new(),
            live: BTreeSet::new(),
        }
    }

    /// Whether it is the real one.
    pub(super) fn is_honest(&self) -> bool {
        matches!(self, Server::Honest { .. })
    }

    pub(super) fn deadline(&self) -> Option<Tick> {
        match self {
            Server::Honest { registry, .. } => registry.deadline(),
            Server::Mallory(_) => None,
        }
    }

    pub(super) fn timeout(&mut self, now: Tick) {
        self.handle(Input::Timeout, now);
    }

    pub(super) fn connected(&mut self, id: u64, now: Tick) {
        match self {
            Server::Honest { live, .. } => {
                live.insert(id);
                let source = IpAddr::from([127, 0, 0, 1]).into();
                self.handle(Input::Connected { connection: ConnectionId(id), source }, now);
            }
            Server::Mallory(mallory) => mallory.connected(id),
        }
    }

    pub(super) fn message(&mut self, id: u64, who: Option<Who>, text: &str, now: Tick) {
        match self {
            Server::Honest { live, replies, .. } => {
                if !live.contains(&id) {
                    return;
                }
                match ToSignal::decode(text) {
                    Ok(message) => {
                        self.handle(Input::Message { connection: ConnectionId(id), message }, now);
                    }
                    // The shell closes what it cannot read.
                    Err(_) => {
                        replies.push_back(Reply::Close(id));
                        self.disconnected(id, now);
                    }
                }
            }
            Server::Mallory(mallory) => mallory.message(id, who, text),
        }
    }

    pub(super) fn disconnected(&mut self, id: u64, now: Tick) {
        match self {
            Server::Honest { live, .. } => {
                if live.remove(&id) {
                    self.handle(Input::Disconnected { connection: ConnectionId(id) }, now);
                }
            }
            Server::Mallory(mallory) => mallory.disconnected(id),
        }
    }

    pub(super) fn poll(&mut self) -> Option<Reply> {
        match self {
            Server::Honest { replies, .. } => replies.pop_front(),
            Server::Mallory(mallory) => mallory.poll().map(|(id, text)| Reply::Send(id, text)),
        }
    }

    fn handle(&mut self, input: Input, now: Tick) {
        let Server::Honest { registry, replies, live } = self else {
            return;
        };
        registry.handle(input, now);
        let mut commands = 0;
        while let Some(command) = registry.poll() {
            commands += 1;
            match command {
                Command::Send { to: ConnectionId(id), message } => {
                    replies.push_back(Reply::Send(id, message.encode()));
                }
                Command::SendAll { to: ConnectionId(id), messages } => {
                    replies
                        .extend(messages.iter().map(|message| Reply::Send(id, message.encode())));
                }
                Command::Close { connection: ConnectionId(id), .. } => {
                    live.remove(&id);
                    replies.push_back(Reply::Close(id));
                }
                // The network here has neither lanes nor relays yet.
                Command::Grant { .. } | Command::RevokeGrant { .. } | Command::Note(_) => {}
            }
        }
        // Property 7: one input concerns one invitation and its two ends.
        assert!(commands <= 16, "{commands} commands for one input");
    }
}
