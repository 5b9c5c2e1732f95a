//! Who a Helper is, as proven over the signal server, and the sealed channel that came of it.

use core::time::Duration;

use protocol::handshake::SealedChannel;
use protocol::limits;
use protocol::name::DisplayName;
use protocol::signal::ClaimId;
use protocol::time::Tick;
use protocol::trust::IdentityKey;

use crate::proof::Proof;

/// How a claimant identified itself.
#[derive(Clone, Debug)]
pub(crate) enum ClaimantIdentity {
    /// Proved the code.
    ByCode,
    /// Proved the key of a Helper who is known to this computer.
    Known { name: DisplayName, key: IdentityKey, proof: Proof },
}

/// A Helper who proved who they are. It does not depend on the path to them.
#[derive(Debug)]
pub(crate) struct Identity {
    pub(crate) channel: SealedChannel,
    /// The Helper's name, once it is known.
    pub(crate) name: Option<DisplayName>,
    /// How they proved who they are.
    pub(crate) proof: Proof,
    /// Their key, if they proved it.
    pub(crate) key: Option<IdentityKey>,
    pub(crate) signaling: Signaling,
}

impl Identity {
    pub(crate) fn new(channel: SealedChannel, claim: ClaimId, claimant: ClaimantIdentity) -> Self {
        let (name, proof, key) = match claimant {
            ClaimantIdentity::ByCode => (None, Proof::Code, None),
            ClaimantIdentity::Known { name, key, proof } => (Some(name), proof, Some(key)),
        };
        let signaling = Signaling { claim, is_connected: true, peer_gone: None };
        Self { channel, name, proof, key, signaling }
    }

    /// The Helper's name. There is no question, and so no right, without one.
    pub(crate) fn name(&self) -> DisplayName {
        self.name.clone().unwrap_or_else(|| DisplayName::lossy("?").expect("? can be shown"))
    }
}

/// What the signal server knows of one Helper.
#[derive(Debug)]
pub(crate) struct Signaling {
    /// Names the claim to the server.
    pub(crate) claim: ClaimId,
    /// The connection to the server on which the claim was made is up. On another one the server does
    /// not know the claim.
    is_connected: bool,
    /// When the server said that it lost the Helper.
    peer_gone: Option<Tick>,
}

impl Signaling {
    pub(crate) fn disconnected(&mut self) {
        self.is_connected = false;
    }

    /// Whether sealed messages can go over the server.
    pub(crate) fn is_connected(&self) -> bool {
        self.is_connected
    }

    pub(crate) fn peer_gone(&mut self, now: Tick) {
        self.peer_gone = Some(now);
    }

    /// Whether the server said that the Helper left it.
    pub(crate) fn is_peer_gone(&self) -> bool {
        self.peer_gone.is_some()
    }

    /// The Helper is heard on a path: when that is long enough after the server's word, only their
    /// connection to the server broke.
    pub(crate) fn heard_on_path(&mut self, now: Tick) {
        if self.peer_gone.is_some_and(|since| now >= since + limits::HEARTBEAT_GONE) {
            self.peer_gone = None;
        }
    }

    /// How much silence on the path means that the Helper is lost.
    pub(crate) fn silence_limit(&self) -> Duration {
        match self.peer_gone {
            None => limits::HEARTBEAT_LOST,
            Some(_) => limits::HEARTBEAT_GONE,
        }
    }
}
