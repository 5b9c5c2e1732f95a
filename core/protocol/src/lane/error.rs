//! Why a lane cannot go on.

use crate::fragment::FragmentError;

/// Why a lane cannot go on. Each is final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LaneError {
    /// The first message is not a [`super::LaneHello`], or it is our own.
    #[error("expected the hello of the other end, got something else")]
    Hello,
    /// A record was changed, replayed, reordered or reflected, or belongs to another pairing.
    #[error("a message of the lane was changed on its way")]
    Tampered,
    /// The bytes are not a [`super::Record`].
    #[error("expected a record of a lane, got something else")]
    Malformed,
    /// A fragment cannot be used.
    #[error(transparent)]
    Fragment(#[from] FragmentError),
    /// An acknowledgement of fewer bytes than the one before, or of more than were sent.
    #[error("expected an acknowledgement of what was sent, got another one")]
    Acknowledged,
    /// The record is larger than the server forwards, or there were too many.
    #[error("the message is too large for the lane")]
    TooLarge,
}
