//! What the shells of both ends do for transfers: what is copied are zeros, and a path has room at once or a little later.

use ::transfer::shell::{TransferEffect, TransferInput};
use protocol::channel::Channel;

use super::{GuestId, Link, Packet, World};

impl World {
    pub(super) fn perform_transfer(&mut self, guest: GuestId, effect: TransferEffect) {
        if let TransferEffect::Send(record) = effect {
            let way = self.sharer.active.and_then(|path| self.sharer.paths.get(&(guest, path)));
            if let Some(way) = way.copied() {
                self.send(way, super::Side::Sharer, Channel::Bulk, record);
            }
        } else if let Some(input) = answer(effect) {
            let time = self.chance.between(0, 20);
            self.net.later(Link::Here, Packet::SharerTransfer(guest, input), time, self.now);
        }
    }

    pub(super) fn perform_viewer_transfer(&mut self, n: usize, effect: TransferEffect) {
        if let TransferEffect::Send(record) = effect {
            let path = self.viewers[n].active;
            if let Some(path) = path.filter(|path| self.viewers[n].paths.contains_key(path)) {
                self.tell_sharer(n, path, Channel::Bulk, record);
            }
        } else if let Some(input) = answer(effect) {
            let time = self.chance.between(0, 20);
            self.net.later(Link::Here, Packet::ViewerTransfer(n, input), time, self.now);
        }
    }
}

/// What a shell answers.
fn answer(effect: TransferEffect) -> Option<TransferInput> {
    Some(match effect {
        TransferEffect::Offered { id, .. } => TransferInput::Accept { id },
        TransferEffect::AskRoom => TransferInput::Room,
        TransferEffect::Read { id, chunk } => {
            TransferInput::Read { id, offset: chunk.offset, bytes: vec![0; chunk.len] }
        }
        TransferEffect::Write { id, offset, bytes } => {
            assert!(bytes.iter().all(|byte| *byte == 0), "bytes that nobody sent");
            TransferInput::Written { id, bytes: offset + bytes.len() as u64 }
        }
        TransferEffect::Arrived { id } => TransferInput::Kept { id },
        TransferEffect::Begin { .. }
        | TransferEffect::NotOffered { .. }
        | TransferEffect::StopOpening { .. }
        | TransferEffect::Send(_)
        | TransferEffect::Ended { .. } => return None,
    })
}
