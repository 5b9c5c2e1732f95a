//! Files: what the Helper chooses or drops goes to the User, and what the User has chosen is saved here.

use protocol::folder_path::FolderPath;
use protocol::transfer::TransferKind;
use transfer::shell::{TransferEffect, TransferInput};
use viewer::state::{Input, PersonInput, Phase};

use super::core::Core;
use crate::web::file_sink::SinkEvent;
use crate::web::file_store::{ChosenFile, FileBlock};
use crate::web::invitation_file;

impl Core {
    /// The Helper has chosen files to send, and folders among which these are empty.
    pub(super) fn on_files_chosen(&mut self, chosen: Vec<ChosenFile>, empty: Vec<FolderPath>) {
        let chosen = chosen.into_iter().map(|file| {
            let offered = file.offered();
            (self.files.add(file), offered)
        });
        let chosen = chosen.collect();
        self.give(Input::Person(PersonInput::SendFiles(chosen, empty)));
    }

    /// Files were dropped on the page: during a session they are to be sent, before it one is an invitation.
    pub(super) fn on_files_dropped(&mut self, dropped: Vec<ChosenFile>, empty: Vec<FolderPath>) {
        match self.view().phase {
            Phase::ScreenSharing | Phase::ControlSharing => self.on_files_chosen(dropped, empty),
            Phase::Idle | Phase::Joining | Phase::WaitingForConnect | Phase::Ended => {
                if let Some(file) = dropped.into_iter().next().filter(ChosenFile::is_alone) {
                    invitation_file::read(file, &self.emit);
                }
            }
        }
    }

    /// A block of a file was read.
    pub(super) fn on_file_block(&mut self, block: FileBlock) {
        let id = block.id;
        self.files.on_block(block);
        // One by one: what is read while they are given waits behind them.
        while let Some((offset, bytes)) = self.files.next_waiting(id, &self.emit) {
            self.give(Input::Transfer(TransferInput::Read { id, offset, bytes }));
        }
    }

    /// A file that arrives has a place, or was written or saved.
    pub(super) fn on_file_sink(&mut self, event: SinkEvent) {
        if let Some(input) = self.files.on_sink(event) {
            self.give(Input::Transfer(input));
        }
    }

    /// Does what a transfer of a file asks for. Returns what is about something else.
    pub(super) fn perform_file_transfer(
        &mut self,
        effect: TransferEffect,
    ) -> Option<TransferEffect> {
        match effect {
            TransferEffect::Begin { id, what: TransferKind::File(_), ticket } => {
                // What arrives has a place already.
                if let Some(ticket) = ticket {
                    self.files.begin_source(id, ticket);
                }
            }
            TransferEffect::Offered { id, what: TransferKind::File(offered) } => {
                self.files.open_sink(id, &offered.file, &self.emit);
            }
            TransferEffect::Read { id, chunk } if self.files.knows(id) => {
                if let Some(bytes) = self.files.read(id, chunk, &self.emit) {
                    let offset = chunk.offset;
                    self.give(Input::Transfer(TransferInput::Read { id, offset, bytes }));
                }
            }
            TransferEffect::Write { id, bytes, .. } if self.files.knows(id) => {
                if let Some(input) = self.files.write(id, &bytes) {
                    self.give(Input::Transfer(input));
                }
            }
            TransferEffect::Arrived { id } if self.files.knows(id) => self.files.finish(id),
            TransferEffect::Ended { id, .. } if self.files.knows(id) => self.files.forget(id),
            other @ (TransferEffect::Offered { .. }
            | TransferEffect::Begin { .. }
            | TransferEffect::NotOffered { .. }
            | TransferEffect::StopOpening { .. }
            | TransferEffect::AskRoom
            | TransferEffect::Send(_)
            | TransferEffect::Read { .. }
            | TransferEffect::Write { .. }
            | TransferEffect::Arrived { .. }
            | TransferEffect::Ended { .. }) => return Some(other),
        }
        None
    }
}
