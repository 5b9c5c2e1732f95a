//! What a machine of sharer or page and its shell tell each other about transfers.

use alloc::string::String;
use alloc::vec::Vec;

use protocol::bulk::TransferId;
use protocol::party::Party;
use protocol::transfer::{TransferKind, TransferStop};

pub use crate::sender::Chunk;

/// What the shell reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransferInput {
    /// There is something for the other end. It is offered if the Helper has the right that it needs.
    Offer {
        /// The shell's own name for it: [`TransferEffect::Begin`] repeats it.
        ticket: u64,
        /// What.
        what: TransferKind,
    },
    /// The same of a file that the User has chosen.
    Chosen {
        /// The number of the choice.
        choice: u32,
        /// See [`TransferInput::Offer`].
        ticket: u64,
        /// What.
        what: TransferKind,
    },
    /// In answer to [`TransferEffect::Offered`]: this end takes it.
    Accept {
        /// Which transfer.
        id: TransferId,
    },
    /// In answer to [`TransferEffect::Offered`]: this end does not want it.
    Refuse {
        /// Which transfer.
        id: TransferId,
        /// Why.
        reason: TransferStop,
    },
    /// In answer to [`TransferEffect::Read`]. What cannot be read is empty.
    Read {
        /// Which transfer.
        id: TransferId,
        /// The offset of the first byte.
        offset: u64,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// In answer to [`TransferEffect::Write`].
    Written {
        /// Which transfer.
        id: TransferId,
        /// All bytes before this offset are written.
        bytes: u64,
    },
    /// In answer to [`TransferEffect::Arrived`]: it is where it belongs.
    Kept {
        /// Which transfer.
        id: TransferId,
    },
    /// The same of a file, which is at this path.
    Saved {
        /// Which transfer.
        id: TransferId,
        /// Where it is.
        path: String,
    },
    /// A file that the User has chosen cannot be read.
    Unreadable {
        /// The number of the choice.
        choice: u32,
    },
    /// The shell cannot go on with a transfer, or does not want to.
    Stop {
        /// Which transfer.
        id: TransferId,
        /// Why.
        reason: TransferStop,
    },
    /// In answer to [`TransferEffect::AskRoom`]: the path in use has room for a record.
    Room,
}

/// What the shell must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransferEffect {
    /// The other end offers this, and waits for an answer.
    Offered {
        /// Names it from now on.
        id: TransferId,
        /// What it is.
        what: TransferKind,
    },
    /// A transfer begins: get ready to read it, or to write it.
    Begin {
        /// Names it from now on.
        id: TransferId,
        /// What it is.
        what: TransferKind,
        /// Of what this end sends.
        ticket: Option<u64>,
    },
    /// Nobody may have it, or there is no room for another transfer.
    NotOffered {
        /// See [`TransferInput::Offer`].
        ticket: u64,
    },
    /// What the User has chosen is not sent any more, and may still be being opened: stop that.
    StopOpening {
        /// The number of the choice.
        choice: u32,
    },
    /// Ask whether the path in use has room for a record, now or later.
    AskRoom,
    /// Send this record on the path in use.
    Send(Vec<u8>),
    /// Read these bytes.
    Read {
        /// Of which transfer.
        id: TransferId,
        /// Which bytes.
        chunk: Chunk,
    },
    /// Write these bytes.
    Write {
        /// Of which transfer.
        id: TransferId,
        /// Where the first one belongs.
        offset: u64,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// All bytes are there, and intact. Put them where they belong.
    Arrived {
        /// Of which transfer.
        id: TransferId,
    },
    /// The transfer is over: nothing is read or written for it any more.
    Ended {
        /// Which.
        id: TransferId,
        /// Who sent it.
        sender: Party,
        /// Why it did not get to its end, if it did not.
        stopped: Option<TransferStop>,
    },
}
