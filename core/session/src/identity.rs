//! Who a Helper is, as proven over the signal server, and the sealed channel that came of it.

use protocol::handshake::{HandshakeError, SealedChannel};
use protocol::name::DisplayName;
use protocol::network::Network;
use protocol::resumption::Resumption;
use protocol::signal::ClaimId;
use protocol::time::Tick;
use protocol::trust::IdentityKey;
use rand_core::CryptoRngCore;

use crate::ids::PathId;
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
    /// The Helper's name, once it is known.
    pub(crate) name: Option<DisplayName>,
    /// How they proved who they are.
    pub(crate) proof: Proof,
    /// Their key, if they proved it.
    pub(crate) key: Option<IdentityKey>,
    /// The name that the User knows of somebody else, if the Helper's looks like it.
    pub(crate) resembles: Option<DisplayName>,
    /// Identifies this Helper when they come back. It is that of the first handshake.
    pub(crate) resumption: Resumption,
    /// The channel binding of the first handshake (RFC 5056), which later ones do not change.
    pub(crate) binding: [u8; 32],
    pub(crate) claim: ProvenClaim,
}

/// The claim on which the Helper proved who they are: the first one, or the last resume.
#[derive(Debug)]
pub(crate) struct ProvenClaim {
    /// Names it to the server.
    pub(crate) id: ClaimId,
    pub(crate) channel: SealedChannel,
    /// What the server lets us use for it.
    pub(crate) network: Network,
    /// The counter of the resume; 0 of the first claim.
    counter: u32,
    /// The server knows the claim, and has not lost the Helper.
    pub(crate) is_connected: bool,
}

impl Identity {
    pub(crate) fn new(
        channel: SealedChannel,
        id: ClaimId,
        network: Network,
        claimant: ClaimantIdentity,
    ) -> Self {
        let (name, proof, key) = match claimant {
            ClaimantIdentity::ByCode => (None, Proof::Code, None),
            ClaimantIdentity::Known { name, key, proof } => (Some(name), proof, Some(key)),
        };
        let (resumption, binding) = (Resumption::of(&channel), *channel.binding());
        let claim = ProvenClaim { id, channel, network, counter: 0, is_connected: true };
        Self { name, proof, key, resembles: None, resumption, binding, claim }
    }

    /// The Helper's name. There is no question, and so no right, without one.
    pub(crate) fn name(&self) -> DisplayName {
        self.name.clone().unwrap_or_else(|| DisplayName::lossy("?").expect("? can be shown"))
    }

    /// Somebody who claims to be this Helper asks to go on. Returns the answer when it is them.
    pub(crate) fn resume(
        &mut self,
        id: ClaimId,
        network: Network,
        body: &[u8],
        rng: &mut impl CryptoRngCore,
    ) -> Result<alloc::vec::Vec<u8>, HandshakeError> {
        let (counter, channel, answer) = self.resumption.answer(self.claim.counter, body, rng)?;
        self.claim = ProvenClaim { id, channel, network, counter, is_connected: true };
        Ok(answer)
    }
}

impl ProvenClaim {
    /// The lane of this claim.
    pub(crate) fn lane(&self) -> PathId {
        PathId::lane(self.counter)
    }

    /// When its lane is opened; `None` when the server has none.
    pub(crate) fn lane_opens(&self, at: Tick) -> Option<Tick> {
        self.network.lane.as_ref().map(|_| at)
    }
}
