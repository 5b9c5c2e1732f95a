//! What the program leaves undone in a network of strangers, unless the User allows it.
//!
//! In a network that counts as public, the built-in server listens only after the User has said so in this run, on the
//! command line or when asked (`listen_question`); and no router is asked for a port.

use std::net::SocketAddr;
use std::time::Duration;

use protocol::limits::CONSENT_TIMEOUT;

use crate::platform::{self, network_kind::NetworkKind};
use crate::policy::listen::{ListenAddress, ListenAnswer, ListenFor, Listening};

/// The kind of the network that the computer is in.
pub(super) async fn kind() -> NetworkKind {
    kind_by(platform::network_kind).await
}

async fn kind_by(look: fn() -> NetworkKind) -> NetworkKind {
    tokio::task::spawn_blocking(look).await.unwrap_or(NetworkKind::Unclear)
}

/// What is known in one run about public networks, and what the User has answered. It is forgotten with the run.
#[derive(Debug)]
pub(super) struct PublicNetworks {
    /// Looks up the kind of the network.
    pub(super) look: fn() -> NetworkKind,
    pub(super) answer: ListenAnswer,
    /// Somebody can read a question before a session, and answer it.
    pub(super) can_ask: bool,
    /// How long an answer is waited for.
    pub(super) patience: Duration,
}

impl PublicNetworks {
    /// At the start of a run.
    pub(super) fn new(can_ask: bool) -> Self {
        Self {
            look: platform::network_kind,
            answer: ListenAnswer::NotAsked,
            can_ask,
            patience: CONSENT_TIMEOUT,
        }
    }

    /// Whether the built-in server may listen at this moment.
    pub(super) async fn listening(&self, plan: ListenPlan) -> Listening {
        if !plan.address.depends_on_network() {
            // To look it up can take a moment.
            return Listening::Allowed;
        }
        let kind = kind_by(self.look).await;
        match plan.address.listening(kind, self.answer, plan.listen_for) {
            Listening::Ask if !self.can_ask => Listening::Refused,
            listening @ (Listening::Allowed | Listening::Ask | Listening::Refused) => listening,
        }
    }
}

/// Where the built-in server listens, and for what.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListenPlan {
    /// The address of the socket.
    pub(super) at: SocketAddr,
    /// Its kind.
    pub(super) address: ListenAddress,
    /// For what.
    pub(super) listen_for: ListenFor,
}
