//! Records: what a sealed message of a lane says.
//!
//! ```text
//! record = 0 ‖ channel id (1 byte) ‖ fragment     a part of a message on a channel
//!        | 1 ‖ bytes (8 bytes, little endian)     acknowledgement
//!        | 2                                      keyframe request
//! ```

use alloc::vec::Vec;

use super::error::LaneError;
use crate::channel::Channel;
use crate::fragment::{self, Fragment};
use crate::limits::{LANE_FRAGMENT_BYTES, LANE_MESSAGE_BYTES};
use crate::sealing::{SEAL_BYTES, Sealer};

const MESSAGE: u8 = 0;
const ACK: u8 = 1;
const KEYFRAME_REQUEST: u8 = 2;

/// What one message of a lane says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record<'a> {
    /// A part of a message on a channel.
    Message {
        /// The channel.
        channel: Channel,
        /// The part.
        fragment: Fragment<'a>,
    },
    /// How many bytes have arrived since the lane was paired: the sealed size of all records of the kind
    /// [`Record::Message`]. Others do not count, or two idle ends would acknowledge acknowledgements for
    /// ever.
    Ack {
        /// See [`Record::Ack`].
        received_bytes: u64,
    },
    /// The viewer cannot decode the video until the next keyframe.
    KeyframeRequest,
}

impl<'a> Record<'a> {
    fn write(&self, bytes: &mut Vec<u8>) {
        match self {
            Record::Message { channel, fragment } => {
                // Ids of channels are below 256.
                bytes.extend([MESSAGE, u8::try_from(channel.id()).unwrap_or(u8::MAX)]);
                fragment.write(bytes);
            }
            Record::Ack { received_bytes } => {
                bytes.push(ACK);
                bytes.extend_from_slice(&received_bytes.to_le_bytes());
            }
            Record::KeyframeRequest => bytes.push(KEYFRAME_REQUEST),
        }
    }

    /// Encodes a record, before it is sealed.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        bytes
    }

    /// Decodes a record that was opened.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, LaneError> {
        let (kind, rest) = bytes.split_first().ok_or(LaneError::Malformed)?;
        match *kind {
            MESSAGE => {
                let (channel, fragment) = rest.split_first().ok_or(LaneError::Malformed)?;
                let channel = Channel::of_id(u16::from(*channel)).ok_or(LaneError::Malformed)?;
                let fragment = Fragment::decode(fragment)?;
                if fragment.payload.len() > LANE_FRAGMENT_BYTES {
                    return Err(LaneError::TooLarge);
                }
                Ok(Record::Message { channel, fragment })
            }
            ACK => {
                let received = rest.try_into().map_err(|_| LaneError::Malformed)?;
                Ok(Record::Ack { received_bytes: u64::from_le_bytes(received) })
            }
            KEYFRAME_REQUEST if rest.is_empty() => Ok(Record::KeyframeRequest),
            _ => Err(LaneError::Malformed),
        }
    }
}

/// Seals the records of one end, in the order in which they are sent.
pub struct LaneSender {
    sealer: Sealer,
    sent_bytes: u64,
}

impl LaneSender {
    pub(super) fn new(sealer: Sealer) -> Self {
        Self { sealer, sent_bytes: 0 }
    }

    /// Seals a record. It must be sent before the next one, as one binary message.
    pub fn seal(&mut self, record: &Record<'_>) -> Result<Vec<u8>, LaneError> {
        let (payload, is_counted) = match record {
            Record::Message { fragment, .. } => (fragment.payload.len(), true),
            Record::Ack { .. } | Record::KeyframeRequest => (0, false),
        };
        if payload > LANE_FRAGMENT_BYTES {
            return Err(LaneError::TooLarge);
        }
        // The longest header is that of an acknowledgement.
        let mut message = Vec::with_capacity(payload + 9 + SEAL_BYTES);
        record.write(&mut message);
        self.sealer.seal_in_place(&mut message).map_err(|_| LaneError::TooLarge)?;
        debug_assert!(message.len() <= LANE_MESSAGE_BYTES, "the server forwards it");
        if is_counted {
            self.sent_bytes += message.len() as u64;
        }
        Ok(message)
    }

    /// Cuts and seals a whole message. The results must be sent in this order, each as one binary message.
    pub fn seal_message(
        &mut self,
        channel: Channel,
        is_text: bool,
        message: &[u8],
    ) -> Result<Vec<Vec<u8>>, LaneError> {
        if message.len() > channel.message_bytes() {
            return Err(LaneError::TooLarge);
        }
        fragment::cut(message, is_text, LANE_FRAGMENT_BYTES)
            .map(|fragment| self.seal(&Record::Message { channel, fragment }))
            .collect()
    }

    /// The bytes that [`Record::Ack`] counts, as far as they were sealed.
    pub fn sent_bytes(&self) -> u64 {
        self.sent_bytes
    }
}

impl core::fmt::Debug for LaneSender {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("LaneSender(…)")
    }
}
