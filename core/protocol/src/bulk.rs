//! Records on [`Channel::Bulk`](crate::channel::Channel::Bulk): the bytes of files and of the clipboard, and their
//! acknowledgements.
//!
//! What is transferred, and whether it may be, is agreed on by control messages. An end sends nothing on this channel
//! before the other one has agreed: an older one does not know it.
//!
//! ```text
//! record = 0 ‖ transfer id (4) ‖ offset (8) ‖ bytes       chunk
//!        | 1 ‖ transfer id (4) ‖ bytes (8) ‖ time (4)     acknowledgement
//!        | 2 ‖ transfer id (4) ‖ size (8) ‖ SHA-256 (32)  end
//!        | 3 ‖ transfer id (4) ‖ outcome (1)              finished: 0 intact, 1 damaged
//! ```
//!
//! All numbers are little endian.

use alloc::vec::Vec;
use core::fmt;

use crate::bytes::Reader;
use crate::limits::TRANSFER_CHUNK_BYTES;

const CHUNK: u8 = 0;
const ACK: u8 = 1;
const END: u8 = 2;
const FINISHED: u8 = 3;

const INTACT: u8 = 0;
const DAMAGED: u8 = 1;

/// The length of a chunk without its bytes.
const CHUNK_HEADER_BYTES: usize = 13;

/// The length of the longest record.
pub const RECORD_BYTES: usize = CHUNK_HEADER_BYTES + TRANSFER_CHUNK_BYTES;

/// Names a transfer within a session. The end that sends the bytes chooses it; the two ends count apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransferId(pub u32);

impl fmt::Display for TransferId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The SHA-256 digest of all bytes of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest(pub [u8; 32]);

/// How a transfer has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All bytes have arrived as they were sent.
    Intact,
    /// The digest of what has arrived is another one.
    Damaged,
}

/// One message on the channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkRecord<'a> {
    /// Bytes of a transfer.
    Chunk {
        /// Which transfer.
        id: TransferId,
        /// Where they belong.
        offset: u64,
        /// From 1 to [`TRANSFER_CHUNK_BYTES`]. The offset after the last one is below 2⁶⁴.
        bytes: &'a [u8],
    },
    /// All bytes before an offset were taken.
    Ack {
        /// Which transfer.
        id: TransferId,
        /// The offset.
        taken_bytes: u64,
        /// When the last one of them arrived: the low 32 bits of the receiver's clock, in ms. Where that clock begins does not matter.
        arrived_ms: u32,
    },
    /// All chunks were sent.
    End {
        /// Which transfer.
        id: TransferId,
        /// The number of its bytes.
        size: u64,
        /// Their digest.
        digest: Digest,
    },
    /// The answer to [`BulkRecord::End`].
    Finished {
        /// Which transfer.
        id: TransferId,
        /// Whether the bytes are those that were sent.
        outcome: Outcome,
    },
}

/// The bytes are not a [`BulkRecord`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a record of a transfer, got something else")]
pub struct MalformedBulkRecord;

impl<'a> BulkRecord<'a> {
    /// Which transfer.
    pub fn id(&self) -> TransferId {
        match self {
            Self::Chunk { id, .. }
            | Self::Ack { id, .. }
            | Self::End { id, .. }
            | Self::Finished { id, .. } => *id,
        }
    }

    /// Encodes the record.
    pub fn encode(&self) -> Vec<u8> {
        let begin = |kind: u8, id: &TransferId, rest: usize| {
            let mut bytes = Vec::with_capacity(5 + rest);
            bytes.push(kind);
            bytes.extend_from_slice(&id.0.to_le_bytes());
            bytes
        };
        match self {
            Self::Chunk { id, offset, bytes } => {
                let mut message = begin(CHUNK, id, 8 + bytes.len());
                message.extend_from_slice(&offset.to_le_bytes());
                message.extend_from_slice(bytes);
                message
            }
            Self::Ack { id, taken_bytes, arrived_ms } => {
                let mut message = begin(ACK, id, 8 + 4);
                message.extend_from_slice(&taken_bytes.to_le_bytes());
                message.extend_from_slice(&arrived_ms.to_le_bytes());
                message
            }
            Self::End { id, size, digest } => {
                let mut message = begin(END, id, 8 + digest.0.len());
                message.extend_from_slice(&size.to_le_bytes());
                message.extend_from_slice(&digest.0);
                message
            }
            Self::Finished { id, outcome } => {
                let mut message = begin(FINISHED, id, 1);
                message.push(match outcome {
                    Outcome::Intact => INTACT,
                    Outcome::Damaged => DAMAGED,
                });
                message
            }
        }
    }

    /// Decodes a record.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, MalformedBulkRecord> {
        Self::read(bytes).ok_or(MalformedBulkRecord)
    }

    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let kind = reader.u8()?;
        let id = TransferId(reader.u32()?);
        let record = match kind {
            CHUNK => {
                let offset = reader.u64()?;
                let bytes = reader.take(reader.rest().len())?;
                offset.checked_add(u64::try_from(bytes.len()).ok()?)?;
                if !(1..=TRANSFER_CHUNK_BYTES).contains(&bytes.len()) {
                    return None;
                }
                Self::Chunk { id, offset, bytes }
            }
            ACK => Self::Ack { id, taken_bytes: reader.u64()?, arrived_ms: reader.u32()? },
            END => {
                let size = reader.u64()?;
                Self::End { id, size, digest: Digest(reader.take(32)?.try_into().ok()?) }
            }
            FINISHED => {
                let outcome = match reader.u8()? {
                    INTACT => Outcome::Intact,
                    DAMAGED => Outcome::Damaged,
                    _ => return None,
                };
                Self::Finished { id, outcome }
            }
            _ => return None,
        };
        reader.end()?;
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use proptest::prelude::*;

    const ID: TransferId = TransferId(0x0102_0304);

    /// Records of this version as bytes. A change here is another protocol.
    #[test]
    fn records_have_their_golden_bytes() {
        let digest = Digest([0xd5; 32]);
        let mut end = vec![2, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1];
        end.extend([0xd5; 32]);
        let number = 0x0102_0304_0506_0708;
        for (record, bytes) in [
            (
                BulkRecord::Chunk { id: ID, offset: number, bytes: b"ab" },
                vec![0, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1, b'a', b'b'],
            ),
            (
                BulkRecord::Ack { id: ID, taken_bytes: number, arrived_ms: 0x0a0b_0c0d },
                vec![1, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1, 13, 12, 11, 10],
            ),
            (BulkRecord::End { id: ID, size: number, digest }, end),
            (BulkRecord::Finished { id: ID, outcome: Outcome::Intact }, vec![3, 4, 3, 2, 1, 0]),
            (BulkRecord::Finished { id: ID, outcome: Outcome::Damaged }, vec![3, 4, 3, 2, 1, 1]),
        ] {
            assert_eq!(record.encode(), bytes);
            assert_eq!(BulkRecord::decode(&bytes), Ok(record));
            assert_eq!(record.id(), ID);
        }
    }

    #[test]
    fn what_is_no_record_is_refused() {
        let chunk = |offset, bytes| BulkRecord::Chunk { id: ID, offset, bytes }.encode();
        let most = vec![7; TRANSFER_CHUNK_BYTES];
        assert_eq!(chunk(0, &most).len(), RECORD_BYTES);
        assert!(BulkRecord::decode(&chunk(0, &most)).is_ok());
        assert!(BulkRecord::decode(&chunk(u64::MAX - 1, b"a")).is_ok());
        for malformed in [
            vec![],
            vec![4, 0, 0, 0, 0],
            chunk(0, b""),
            chunk(0, &vec![7; TRANSFER_CHUNK_BYTES + 1]),
            chunk(u64::MAX - 1, b"ab"),
            vec![1, 0, 0, 0, 0, 1, 2, 3],
            // That of a version before, without the time.
            vec![1, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8],
            vec![3, 0, 0, 0, 0, 2],
            vec![3, 0, 0, 0, 0, 0, 0],
        ] {
            assert_eq!(BulkRecord::decode(&malformed), Err(MalformedBulkRecord), "{malformed:?}");
        }
    }

    proptest! {
        #[test]
        fn each_record_has_one_form(bytes in prop::collection::vec(any::<u8>(), 0..64), kind in 0_u8..5) {
            let mut bytes = bytes;
            if let Some(first) = bytes.first_mut() {
                *first = kind;
            }
            if let Ok(record) = BulkRecord::decode(&bytes) {
                prop_assert_eq!(record.encode(), bytes);
            }
        }
    }
}
