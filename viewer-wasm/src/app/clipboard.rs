//! The clipboard: what the User copied comes into the Helper's, and what the Helper pastes goes to the User's.

use crate::web::text::Spoken as _;
use protocol::right::Right;
use protocol::transfer::{TransferKind, TransferStop};
use transfer::shell::{TransferEffect, TransferInput};
use viewer::input::combination::{Combination, MenuKey};
use viewer::input::keyboard::{KeyEvent, Modifiers};
use viewer::state::{Input, PathId, RightState, System};
use viewer::words::Say;

use super::core::Core;
use crate::event::{ClipboardEvent, Copied, Event};
use crate::web::clipboard::{has_focus, put, save};
use crate::web::devices::system;
use protocol::channel::Channel;
use protocol::input::Action;

impl Core {
    fn give_transfer(&mut self, input: TransferInput) {
        self.give(Input::Transfer(input));
    }

    /// A path has room for records again.
    pub(super) fn on_bulk_room(&mut self, path: PathId) {
        if self.links.active() == Some(path) {
            self.give_transfer(TransferInput::Room);
        }
    }

    pub(super) fn perform_transfer(&mut self, effect: TransferEffect) {
        let Some(effect) = self.perform_file_transfer(effect) else { return };
        match effect {
            TransferEffect::Offered { id, what: TransferKind::Clipboard(_) } => {
                if has_focus() {
                    self.give_transfer(TransferInput::Accept { id });
                } else {
                    // The one before it was withdrawn by then.
                    self.transfers.waiting = Some(id);
                }
            }
            // Files are handled above.
            TransferEffect::Offered { id, what: TransferKind::File(_) | TransferKind::Unknown } => {
                self.give_transfer(TransferInput::Refuse { id, reason: TransferStop::Unknown });
            }
            TransferEffect::Begin { id, what, ticket } => self.transfers.begin(id, &what, ticket),
            TransferEffect::NotOffered { ticket } => {
                self.transfers.not_offered(ticket);
                self.note(Say::NoteCopyStopped);
            }
            // The page opens nothing that takes long.
            TransferEffect::StopOpening { .. } => {}
            TransferEffect::AskRoom => {
                if let Some(path) =
                    self.links.active().filter(|path| self.links.has_bulk_room(*path))
                {
                    (self.emit)(Event::BulkRoom(path));
                }
            }
            TransferEffect::Send(record) => {
                if let Some(path) = self.links.active() {
                    self.links.send(path, Channel::Bulk, &record);
                }
            }
            TransferEffect::Read { id, chunk } => {
                let bytes = self.transfers.read(id, chunk);
                self.give_transfer(TransferInput::Read { id, offset: chunk.offset, bytes });
            }
            TransferEffect::Write { id, bytes, .. } => {
                if let Some(bytes) = self.transfers.write(id, &bytes) {
                    self.give_transfer(TransferInput::Written { id, bytes });
                }
            }
            TransferEffect::Arrived { id } => match self.transfers.arrived(id) {
                Some(copied) => {
                    self.give_transfer(TransferInput::Kept { id });
                    self.take_copied(copied);
                }
                None => {
                    let reason = TransferStop::Failed;
                    self.give_transfer(TransferInput::Stop { id, reason });
                }
            },
            TransferEffect::Ended { id, stopped, .. } => {
                let is_pasted = self.transfers.end(id);
                match stopped {
                    None if is_pasted => self.press_paste(),
                    None => {}
                    Some(_) if is_pasted => self.note(Say::NoteCopyStopped),
                    Some(_) => {}
                }
            }
        }
    }

    /// The User's contents have come.
    fn take_copied(&mut self, copied: Copied) {
        self.widgets.clipboard.show_got(&copied);
        put(&copied, &self.emit);
        self.transfers.got = Some(copied);
        self.widgets.clipboard.show(self.viewer.view());
    }

    pub(super) fn on_clipboard(&mut self, event: ClipboardEvent) {
        match event {
            ClipboardEvent::Pasted(copied) => {
                if self.holds(Right::ClipboardWrite) {
                    self.send_copied(copied, self.viewer.is_controlling());
                }
            }
            ClipboardEvent::Send(copied) => {
                self.send_copied(copied, false);
                self.widgets.clipboard.clear_field();
            }
            ClipboardEvent::Focus => {
                if let Some(id) = self.transfers.waiting.take() {
                    self.give_transfer(TransferInput::Accept { id });
                }
            }
            ClipboardEvent::Copy => {
                if let Some(copied) = &self.transfers.got {
                    put(copied, &self.emit);
                    self.widgets.clipboard.copy_by_selection(copied);
                }
            }
            ClipboardEvent::Save => {
                if let Some(copied) = &self.transfers.got {
                    save(copied);
                }
            }
            ClipboardEvent::Put(true) => self.note(Say::NoteCopyCame),
            ClipboardEvent::Put(false) => self.note(Say::NoteCopyWaits),
        }
    }

    fn send_copied(&mut self, copied: Copied, is_pasted: bool) {
        let what = TransferKind::Clipboard(copied.sizes());
        if what.size().is_none() {
            if !copied.is_empty() {
                self.note(Say::NoteCopyTooLarge);
            }
            return;
        }
        let ticket = self.transfers.offer(copied, is_pasted);
        self.give_transfer(TransferInput::Offer { ticket, what });
    }

    /// Pastes at the User's computer, if the Helper controls it.
    fn press_paste(&mut self) {
        if self.viewer.is_controlling() {
            self.release_all();
            let is_apple = self.view().system == System::Apple;
            let modifiers =
                Modifiers { control: !is_apple, meta: is_apple, ..Modifiers::default() };
            let keys = Combination { modifiers, key: MenuKey::from_code("KeyV") };
            self.send_input(keys.events(self.view().system));
        }
    }

    /// Whether these keys paste what the Helper has copied: the browser tells what that is, and the keys follow.
    pub(super) fn is_paste(&self, event: &KeyEvent) -> bool {
        let Modifiers { control, meta, alt, alt_graph, .. } = event.modifiers;
        let is_held = if system() == System::Apple { meta } else { control };
        event.action == Action::Press
            && event.is_letter('v')
            && is_held
            && !alt
            && !alt_graph
            && self.holds(Right::ClipboardWrite)
    }

    fn holds(&self, right: Right) -> bool {
        let is_held = |state| matches!(state, RightState::Held { .. });
        self.view().rights.iter().any(|row| row.right == right && is_held(row.state))
    }

    fn note(&mut self, say: Say) {
        self.widgets.page.notify(&say.to(&self.user));
    }
}
