//! What an exchange puts out.

use alloc::vec::Vec;

use protocol::bulk::{Digest, TransferId};
use protocol::transfer::{TransferKind, TransferMessage, TransferStop};

use crate::sender::Chunk;

/// What the caller has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Send this control message.
    Say(TransferMessage),
    /// Ask whether the path has room for a record, and answer with [`super::Exchange::on_room`] once it has.
    AskRoom,
    /// Send this record on the bulk channel.
    Send(Vec<u8>),
    /// Read these bytes of the source, and answer with [`super::Exchange::on_read`].
    Read {
        /// Which transfer.
        id: TransferId,
        /// Which bytes.
        chunk: Chunk,
    },
    /// Write these bytes, and answer with [`super::Exchange::on_written`].
    Write {
        /// Which transfer.
        id: TransferId,
        /// Where the first one belongs.
        offset: u64,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// All bytes have come, intact. Put them where they belong, and answer with [`super::Exchange::done`] or
    /// [`super::Exchange::stop`].
    Arrived {
        /// Which transfer.
        id: TransferId,
        /// What it is.
        what: TransferKind,
    },
    /// The other end has put it where it belongs: the transfer of this end is over.
    Delivered {
        /// Which transfer.
        id: TransferId,
        /// What it was.
        what: TransferKind,
        /// The digest of its bytes.
        digest: Option<Digest>,
    },
    /// The transfer is over before its end, and forgotten.
    Stopped {
        /// Which transfer.
        id: TransferId,
        /// What it was.
        what: TransferKind,
        /// Why.
        reason: TransferStop,
    },
}

/// Whether an output moves the bytes of a transfer.
pub(super) fn is_about(output: &Output, transfer: TransferId) -> bool {
    match output {
        Output::Read { id, .. } | Output::Write { id, .. } | Output::Arrived { id, .. } => {
            *id == transfer
        }
        Output::Say(_)
        | Output::AskRoom
        | Output::Send(_)
        | Output::Delivered { .. }
        | Output::Stopped { .. } => false,
    }
}
