//! What this computer knows of a Helper's key.

use protocol::trust::{IdentityKey, Pair};

use crate::contacts::Recognised;

/// What the shell finds out about a Helper's key.
#[derive(Clone, Debug)]
pub struct Recognition {
    /// The Helper's key, which was looked up.
    pub key: IdentityKey,
    /// The User's own key.
    pub own: IdentityKey,
    /// The secret that the two keys have in common.
    pub pair: Pair,
    /// Whether the Helper is a contact already.
    pub who: Recognised,
}
