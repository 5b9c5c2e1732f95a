//! What is sent to each Helper: numbered, and kept until it is acknowledged.

use alloc::collections::{BTreeMap, VecDeque};

use protocol::peer::{Envelope, ToViewer};
use transport::delivery::{Outbox, OutboxFull};

use crate::effect::{Effect, ReceivedNumbers};
use crate::ids::{GuestId, PathId};

/// What is sent to each Helper.
#[derive(Debug, Default)]
pub(crate) struct Outgoing {
    guests: BTreeMap<GuestId, Conversation>,
}

#[derive(Debug, Default)]
struct Conversation {
    outbox: Outbox<ToViewer>,
    /// The path in use.
    path: Option<PathId>,
    /// How often another path was used.
    uses: u32,
    received: ReceivedNumbers,
}

impl Outgoing {
    /// Sends a message to a Helper on the path in use, if there is one, and keeps it.
    ///
    /// # Errors
    /// When the Helper has acknowledged nothing for too long.
    pub(crate) fn say(
        &mut self,
        guest: GuestId,
        message: ToViewer,
        received: Option<ReceivedNumbers>,
        effects: &mut VecDeque<Effect>,
    ) -> Result<(), OutboxFull> {
        let conversation = self.guests.entry(guest).or_default();
        if let Some(received) = received {
            conversation.received = received;
        }
        let number = conversation.outbox.push(message.clone(), size(&message))?;
        if let Some(path) = conversation.path {
            effects.push_back(send(guest, path, number, message, conversation.received));
        }
        Ok(())
    }

    /// Another path is used: what may not have arrived is sent there first.
    pub(crate) fn use_path(
        &mut self,
        guest: GuestId,
        path: PathId,
        received: ReceivedNumbers,
        effects: &mut VecDeque<Effect>,
    ) {
        let conversation = self.guests.entry(guest).or_default();
        (conversation.path, conversation.received) = (Some(path), received);
        conversation.uses = conversation.uses.saturating_add(1);
        let message = ToViewer::UsePath { count: conversation.uses };
        effects.push_back(send(guest, path, 0, message, received));
        for (number, message) in conversation.outbox.unacknowledged() {
            effects.push_back(send(guest, path, number, message.clone(), received));
        }
    }

    /// A path is closed.
    pub(crate) fn close_path(&mut self, guest: GuestId, path: PathId) {
        if let Some(conversation) = self.guests.get_mut(&guest) {
            conversation.path = conversation.path.filter(|used| *used != path);
        }
    }

    /// The Helper has received all messages up to this number.
    pub(crate) fn acknowledge(&mut self, guest: GuestId, number: u32) {
        if let Some(conversation) = self.guests.get_mut(&guest) {
            conversation.outbox.acknowledge(number);
        }
    }
}

fn send(
    guest: GuestId,
    path: PathId,
    number: u32,
    message: ToViewer,
    received: ReceivedNumbers,
) -> Effect {
    let message = Envelope { number, ..received.envelope(message) };
    Effect::Send { guest, path, message }
}

/// About how many bytes of memory a message takes.
fn size(message: &ToViewer) -> usize {
    match message {
        ToViewer::Chat { text, .. } => 64 + text.len(),
        ToViewer::Log { entry, .. } => 512 + entry.event.len() + entry.text.len(),
        ToViewer::Displays { .. } | ToViewer::Rights { .. } => 4096,
        ToViewer::StepElement { element, .. } => 64 + element.name.len(),
        ToViewer::Phase { .. }
        | ToViewer::Screen { .. }
        | ToViewer::ControlRefused { .. }
        | ToViewer::ControlEnded { .. }
        | ToViewer::RightGranted { .. }
        | ToViewer::RightRefused { .. }
        | ToViewer::RightEnded { .. }
        | ToViewer::SystemPrompt { .. }
        | ToViewer::InputLost { .. }
        | ToViewer::Pong { .. }
        | ToViewer::InputHandled { .. }
        | ToViewer::RememberProposal {}
        | ToViewer::Remember { .. }
        | ToViewer::Remembered {}
        | ToViewer::RememberRefused { .. }
        | ToViewer::UsePath { .. }
        | ToViewer::FenceInput { .. }
        | ToViewer::MarksCleared {}
        | ToViewer::Steps { .. }
        | ToViewer::FilesAnswered { .. }
        | ToViewer::Bye { .. }
        | ToViewer::Transfer(_)
        | ToViewer::Unknown => 256,
    }
}
