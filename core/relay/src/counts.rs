//! Numbers for an administrator. None of them names an address or a user.

/// Why something was refused or dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Credentials are missing, unknown or wrong (401), or are not those of the allocation (441).
    Credentials,
    /// The nonce is too old (438).
    StaleNonce,
    /// The request is malformed or not supported (400, 420, 437, 440, 442, 443).
    Request,
    /// The peer's address is denied (403).
    Peer,
    /// A quota is used up (486, 508).
    Quota,
    /// More requests than are answered: dropped.
    RequestRate,
    /// More bytes than are relayed: dropped.
    ByteRate,
    /// A packet that no permission or channel lets through: dropped.
    Permission,
    /// More bytes than are sent to peers that have not answered: dropped.
    Unanswered,
}

/// Number of [`Refusal`]s.
pub const REFUSALS: usize = 9;

impl Refusal {
    /// All of them.
    pub const ALL: [Self; REFUSALS] = [
        Self::Credentials,
        Self::StaleNonce,
        Self::Request,
        Self::Peer,
        Self::Quota,
        Self::RequestRate,
        Self::ByteRate,
        Self::Permission,
        Self::Unanswered,
    ];

    /// A word for a metric's label.
    pub fn name(self) -> &'static str {
        match self {
            Self::Credentials => "credentials",
            Self::StaleNonce => "stale_nonce",
            Self::Request => "request",
            Self::Peer => "peer",
            Self::Quota => "quota",
            Self::RequestRate => "request_rate",
            Self::ByteRate => "byte_rate",
            Self::Permission => "permission",
            Self::Unanswered => "unanswered",
        }
    }
}

/// What the server did so far, and what it has now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Allocations now.
    pub allocations: usize,
    /// Credentials now.
    pub credentials: usize,
    /// Allocations ever made.
    pub allocated: u64,
    /// Binding requests answered.
    pub bindings: u64,
    /// Packets relayed, in both directions.
    pub packets: u64,
    /// Bytes relayed, without headers.
    pub bytes: u64,
    pub(crate) refused: [u64; REFUSALS],
}

impl Counts {
    /// How often something was refused for this reason.
    pub fn refused(&self, reason: Refusal) -> u64 {
        let index = Refusal::ALL.iter().position(|known| *known == reason);
        index.and_then(|index| self.refused.get(index)).copied().unwrap_or_default()
    }

    pub(crate) fn refuse(&mut self, reason: Refusal) {
        let index = Refusal::ALL.iter().position(|known| *known == reason);
        if let Some(number) = index.and_then(|index| self.refused.get_mut(index)) {
            *number += 1;
        }
    }

    pub(crate) fn relay(&mut self, bytes: usize) {
        self.packets += 1;
        self.bytes += u64::try_from(bytes).unwrap_or(u64::MAX);
    }
}
