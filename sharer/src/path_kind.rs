//! Which way the messages between two people take.

/// Which way a path takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PathKind {
    /// From one end to the other.
    Direct,
    /// Through a relay (TURN, RFC 8656), of either end.
    Relay,
    /// Over the signal server's lane.
    Server,
}
