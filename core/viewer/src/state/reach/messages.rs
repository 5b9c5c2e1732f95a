//! What is sent to the sharer, and kept until it has arrived.

use protocol::channel::Channel;
use protocol::files::OfferedFile;
use protocol::input::InputEvent;
use protocol::peer::{Envelope, ToSharer};
use transport::delivery::OutboxFull;

use super::Reach;
use crate::state::context::Context;
use crate::state::output::Output;

impl Reach {
    /// Takes the envelope of a message off. `None` when it was received before.
    pub(in crate::state) fn receive<M>(&mut self, envelope: Envelope<M>) -> Option<M> {
        self.outbox.acknowledge(envelope.acknowledged);
        self.inputs.acknowledge(envelope.input);
        let is_new = envelope.number == 0 || self.inbox.accept(envelope.number);
        is_new.then_some(envelope.message)
    }

    /// Sends a message on the path in use, and on the next one if this one does not bring it.
    pub(in crate::state) fn say<R>(
        &mut self,
        message: ToSharer,
        cx: &mut Context<R>,
    ) -> Result<(), OutboxFull> {
        let number = self.outbox.push(message.clone(), size(&message))?;
        if let Some(path) = self.active {
            cx.push(Output::Control(path, self.envelope(number, message)));
        }
        Ok(())
    }

    /// Sends a message on the path in use alone: a newer one takes its place.
    pub(in crate::state) fn say_now<R>(&self, message: ToSharer, cx: &mut Context<R>) {
        if let Some(path) = self.active {
            cx.push(Output::Control(path, self.envelope(0, message)));
        }
    }

    /// Sends the last message on every path that is up: the sharer may have used none yet, and would wait.
    pub(in crate::state) fn say_last<R>(&mut self, message: ToSharer, cx: &mut Context<R>) {
        // If there is no room for it, the session ends in any case.
        let Ok(number) = self.outbox.push(message.clone(), size(&message)) else { return };
        for path in &self.paths {
            cx.push(Output::Control(path.id, self.envelope(number, message.clone())));
        }
    }

    /// Sends an event of keyboard or pointer: moves may be lost, everything else must arrive.
    pub(in crate::state) fn send_input<R>(
        &mut self,
        event: InputEvent,
        cx: &mut Context<R>,
    ) -> Result<(), OutboxFull> {
        let channel = match event {
            InputEvent::Move { .. } => Channel::Pointer,
            InputEvent::Button { .. }
            | InputEvent::Wheel { .. }
            | InputEvent::Key { .. }
            | InputEvent::Character { .. }
            | InputEvent::Picture { .. }
            | InputEvent::ReleaseAll => Channel::Input,
        };
        let number = match channel {
            Channel::Pointer => 0,
            Channel::Control
            | Channel::Input
            | Channel::Cursor
            | Channel::Frames
            | Channel::Tiles
            | Channel::Video
            | Channel::Bulk => self.inputs.push(event, size_of::<InputEvent>())?,
        };
        if let Some(path) = self.active {
            cx.push(Output::SendInput { path, channel, number, event });
        }
        Ok(())
    }

    /// How many events of keyboard and pointer were sent that must arrive, and may not have.
    pub(in crate::state) fn inputs_in_flight(&self) -> usize {
        self.inputs.len()
    }

    /// The number of the last event that was sent.
    pub(in crate::state) fn last_input(&self) -> u32 {
        self.inputs.last()
    }

    /// Gives up the events that may not have arrived: it is too late for them. The last picture that points
    /// refer to is none of those.
    pub(in crate::state) fn give_up_inputs(&mut self) {
        let unacknowledged = self.inputs.unacknowledged().map(|(_, event)| *event);
        let picture =
            unacknowledged.filter(|event| matches!(event, InputEvent::Picture { .. })).last();
        self.inputs.clear();
        if let Some(picture) = picture {
            // It was sent on this path before, and there is room to keep it for the next.
            let _ = self.inputs.push(picture, size_of::<InputEvent>());
        }
    }

    pub(super) fn envelope(&self, number: u32, message: ToSharer) -> Envelope<ToSharer> {
        Envelope { number, ..message.unnumbered(self.inbox.last(), 0) }
    }
}

/// About how many bytes of memory a message takes.
pub(super) fn size(message: &ToSharer) -> usize {
    match message {
        ToSharer::OfferFiles(batch) => {
            let file = |file: &OfferedFile| 64 + file.name_bytes();
            64 + batch.files.iter().map(file).sum::<usize>()
        }
        ToSharer::Chat { text } => 64 + text.len(),
        ToSharer::Mark { .. } => 2048,
        ToSharer::RequestControl {}
        | ToSharer::GiveUpControl {}
        | ToSharer::RequestRight { .. }
        | ToSharer::GiveUpRight { .. }
        | ToSharer::Ping { .. }
        | ToSharer::ShowDisplay { .. }
        | ToSharer::ShowsLosslessTiles {}
        | ToSharer::Decodes { .. }
        | ToSharer::RequestKeyframe {}
        | ToSharer::LogKey { .. }
        | ToSharer::LogSeen { .. }
        | ToSharer::Remember { .. }
        | ToSharer::RememberProof { .. }
        | ToSharer::RememberRefused {}
        | ToSharer::Bye { .. }
        | ToSharer::InputFenced { .. }
        | ToSharer::Away {}
        | ToSharer::Reloaded {}
        | ToSharer::PictureTaken {}
        | ToSharer::Transfer(_)
        | ToSharer::PointAt { .. }
        | ToSharer::Unknown => 256,
    }
}
