//! What names a Helper and a path in inputs and effects.

pub use transport::path::PathId;

/// Names one Helper of a session. It is never used again within the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GuestId(pub u32);
