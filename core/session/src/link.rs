//! The proven link to one Helper.

use protocol::handshake::SealedChannel;
use protocol::limits;
use protocol::name::DisplayName;
use protocol::signal::ClaimId;
use protocol::time::Tick;
use protocol::trust::IdentityKey;

use super::{Comer, Proof};

/// What is known of the Helper who proved the code, and the bounds of what they may do.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) channel: SealedChannel,
    /// Names the claim to the server.
    pub(super) claim: ClaimId,
    pub(super) helper: Option<DisplayName>,
    /// How they proved who they are.
    pub(super) proof: Proof,
    /// Their key, when it is by it that they did.
    pub(super) key: Option<IdentityKey>,
    server: Server,
    /// The connection by which the server knows us as the owner of the claim.
    server_hears: bool,
    transport: Transport,
    stale: bool,
    faults: u32,
    candidates: u32,
    chat: u32,
    chat_window: Tick,
}

/// What the server knows of the Helper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Server {
    /// It has not said that the Helper left; it may not be there to say it.
    Silent,
    /// It lost the Helper.
    PeerGone {
        /// When it said so.
        since: Tick,
    },
}

#[derive(Clone, Copy, Debug)]
enum Transport {
    None,
    Building,
    Up {
        /// When the Helper was heard last.
        heard: Tick,
    },
    /// It was up. The Helper's last word may still be on its way.
    Down {
        /// When it went down.
        since: Tick,
    },
}

impl Link {
    pub(super) fn new(channel: SealedChannel, claim: ClaimId, comer: Comer, now: Tick) -> Self {
        let (helper, proof, key) = match comer {
            Comer::ByCode => (None, Proof::Code, None),
            Comer::Known { name, key, proof } => (Some(name), proof, Some(key)),
        };
        Self {
            channel,
            claim,
            helper,
            proof,
            key,
            server: Server::Silent,
            server_hears: true,
            transport: Transport::None,
            stale: false,
            faults: 0,
            candidates: 0,
            chat: 0,
            chat_window: now,
        }
    }

    /// The Helper's name. They cannot get past the question without one.
    pub(super) fn helper_name(&self) -> DisplayName {
        self.helper.clone().unwrap_or_else(|| DisplayName::lossy("?").expect("? can be shown"))
    }

    /// Whether an offer may be accepted now: once.
    pub(super) fn begin_transport(&mut self) -> bool {
        match self.transport {
            Transport::None => {
                self.transport = Transport::Building;
                true
            }
            Transport::Building | Transport::Up { .. } | Transport::Down { .. } => false,
        }
    }

    pub(super) fn up(&mut self, now: Tick) {
        if let Transport::Building = self.transport {
            self.transport = Transport::Up { heard: now };
        }
    }

    /// The connection is down; a second report changes nothing.
    pub(super) fn down(&mut self, now: Tick) {
        if let Transport::Up { .. } = self.transport {
            self.transport = Transport::Down { since: now };
        }
    }

    pub(super) fn was_up(&self) -> bool {
        matches!(self.transport, Transport::Up { .. } | Transport::Down { .. })
    }

    /// The connection to the server broke. On another one the server does not know the claim.
    pub(super) fn signal_lost(&mut self) {
        self.server_hears = false;
    }

    /// Whether what is sealed can go by way of the server.
    pub(super) fn server_hears(&self) -> bool {
        self.server_hears
    }

    pub(super) fn peer_gone(&mut self, now: Tick) {
        self.server = Server::PeerGone { since: now };
    }

    /// Whether the server said that the Helper left it.
    pub(super) fn is_gone(&self) -> bool {
        matches!(self.server, Server::PeerGone { .. })
    }

    pub(super) fn is_up(&self) -> bool {
        matches!(self.transport, Transport::Up { .. })
    }

    pub(super) fn hear(&mut self, now: Tick) {
        if let Transport::Up { heard } = &mut self.transport {
            *heard = now;
            self.stale = false;
            // Still here: only the Helper's way to the server broke.
            if let Server::PeerGone { since } = self.server
                && now >= since + limits::HEARTBEAT_GONE
            {
                self.server = Server::Silent;
            }
        }
    }

    /// Whether the Helper has been silent for too long.
    pub(super) fn is_lost(&self, now: Tick) -> bool {
        match self.transport {
            Transport::None | Transport::Building => false,
            Transport::Up { heard } => now >= heard + self.patience(),
            Transport::Down { since } => now >= since + limits::LAST_WORD,
        }
    }

    /// `true` once, when the silence becomes long enough to let go of what is held.
    pub(super) fn turned_stale(&mut self, now: Tick) -> bool {
        let Transport::Up { heard } = self.transport else { return false };
        let stale = now >= heard + limits::HEARTBEAT_STALE;
        stale && !core::mem::replace(&mut self.stale, stale)
    }

    /// When the silence has to be judged again.
    pub(super) fn deadline(&self) -> Option<Tick> {
        match self.transport {
            Transport::None | Transport::Building => None,
            Transport::Up { heard } => {
                let end = heard + self.patience();
                Some(if self.stale { end } else { end.min(heard + limits::HEARTBEAT_STALE) })
            }
            Transport::Down { since } => Some(since + limits::LAST_WORD),
        }
    }

    fn patience(&self) -> core::time::Duration {
        match self.server {
            Server::Silent => limits::HEARTBEAT_LOST,
            Server::PeerGone { .. } => limits::HEARTBEAT_GONE,
        }
    }

    /// Counts a broken rule. `true` when it was one too many.
    pub(super) fn fault(&mut self) -> bool {
        self.faults += 1;
        self.faults >= limits::PEER_FAULTS
    }

    /// Whether one more candidate is taken.
    pub(super) fn takes_candidate(&mut self) -> bool {
        self.candidates += 1;
        self.candidates <= limits::CANDIDATES && !matches!(self.transport, Transport::None)
    }

    /// Whether one more chat message is taken.
    pub(super) fn takes_chat(&mut self, now: Tick) -> bool {
        if now.since(self.chat_window) >= limits::CHAT_WINDOW {
            self.chat_window = now;
            self.chat = 0;
        }
        self.chat += 1;
        self.chat <= limits::CHAT_MESSAGES
    }
}
