//! What names a Helper and a path in inputs and effects.

/// Names one Helper of a session. It is never used again within the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GuestId(pub u32);

/// Names one path to a Helper: a transport below the channels. It is never used again within the
/// session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PathId(pub u32);
