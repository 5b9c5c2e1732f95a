//! What transfers read and write in the page: memory, for the clipboard.

use protocol::bulk::TransferId;
use protocol::transfer::{ClipboardSizes, TransferKind};
use transfer::shell::Chunk;

use crate::event::Copied;

/// The transfers of the session.
#[derive(Default)]
pub(in crate::app) struct Transfers {
    last_ticket: u64,
    /// What was offered to the viewer, and has no transfer yet.
    offered: Option<(u64, Vec<u8>, bool)>,
    outgoing: Vec<Outgoing>,
    incoming: Vec<Incoming>,
    /// What the User copied while this page had no focus.
    pub(in crate::app) waiting: Option<TransferId>,
    /// What the User copied last, until the Helper has taken it.
    pub(in crate::app) got: Option<Copied>,
}

struct Outgoing {
    id: TransferId,
    bytes: Vec<u8>,
    /// The keys that paste it follow.
    is_pasted: bool,
}

struct Incoming {
    id: TransferId,
    sizes: ClipboardSizes,
    bytes: Vec<u8>,
}

impl Transfers {
    /// Something that the Helper pasted is to be sent. Returns its ticket.
    pub(in crate::app) fn offer(&mut self, copied: Copied, is_pasted: bool) -> u64 {
        self.last_ticket += 1;
        self.offered = Some((self.last_ticket, copied.joined(), is_pasted));
        self.last_ticket
    }

    /// The viewer does not send it.
    pub(in crate::app) fn not_offered(&mut self, ticket: u64) {
        self.offered.take_if(|(offered, ..)| *offered == ticket);
    }

    pub(in crate::app) fn begin(
        &mut self,
        id: TransferId,
        what: &TransferKind,
        ticket: Option<u64>,
    ) {
        match (ticket, what) {
            (Some(ticket), _) => {
                let offered = self.offered.take_if(|(offered, ..)| *offered == ticket);
                if let Some((_, bytes, is_pasted)) = offered {
                    self.outgoing.push(Outgoing { id, bytes, is_pasted });
                }
            }
            (None, TransferKind::Clipboard(sizes)) => {
                let (sizes, bytes) = (*sizes, Vec::new());
                self.incoming.push(Incoming { id, sizes, bytes });
            }
            (None, TransferKind::File(_) | TransferKind::Unknown) => {}
        }
    }

    /// Bytes of what is sent; none when there is no such transfer any more.
    pub(in crate::app) fn read(&self, id: TransferId, chunk: Chunk) -> Vec<u8> {
        let outgoing = self.outgoing.iter().find(|outgoing| outgoing.id == id);
        let from = usize::try_from(chunk.offset).unwrap_or(usize::MAX);
        let bytes = outgoing.and_then(|it| it.bytes.get(from..from.checked_add(chunk.len)?));
        bytes.unwrap_or_default().to_vec()
    }

    /// Returns how many bytes there are now.
    pub(in crate::app) fn write(&mut self, id: TransferId, bytes: &[u8]) -> Option<u64> {
        let incoming = self.incoming.iter_mut().find(|incoming| incoming.id == id)?;
        incoming.bytes.extend_from_slice(bytes);
        Some(incoming.bytes.len() as u64)
    }

    /// What has arrived, if it is what it is called.
    pub(in crate::app) fn arrived(&mut self, id: TransferId) -> Option<Copied> {
        let at = self.incoming.iter().position(|incoming| incoming.id == id)?;
        let Incoming { sizes, bytes, .. } = self.incoming.swap_remove(at);
        Copied::of(bytes, sizes)
    }

    /// A transfer is over. Returns whether the keys that paste it may follow.
    pub(in crate::app) fn end(&mut self, id: TransferId) -> bool {
        self.waiting = self.waiting.filter(|waiting| *waiting != id);
        self.incoming.retain(|incoming| incoming.id != id);
        let at = self.outgoing.iter().position(|outgoing| outgoing.id == id);
        at.is_some_and(|at| self.outgoing.swap_remove(at).is_pasted)
    }
}
