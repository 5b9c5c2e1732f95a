//! Feedback about one packet, and the round-trip time.

/// What feedback says about one packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PacketFeedback {
    /// Its RTP sequence number; `None` for a retransmission, which has numbers of its own (RFC 4588
    /// §4).
    pub sequence_number: Option<u16>,
    /// Its size.
    pub bytes: usize,
    /// When it was sent, in µs.
    pub departed_us: u64,
    /// When it arrived, in µs of the Helper's clock; `None` when it did not.
    pub arrived_us: Option<u64>,
}

/// The round-trip time now, queues included, in µs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RoundTrip(pub(crate) u64);
