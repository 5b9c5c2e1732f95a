//! The changes of one Helper's phase, and of what depends on it: pictures and the prompt shield.

use core::mem;

use protocol::peer::{EndReason, InputLoss, Party, ToViewer};
use protocol::sealed::Introduction;
use protocol::time::Tick;

use super::{Guest, GuestPhase};
use crate::effect::Effect;
use crate::notice::Notice;
use crate::question::Question;
use crate::right::{Right, RightRefusal};
use crate::shared::Shared;

impl Guest {
    /// Enters Sharing once the User agreed and the path is up, in whichever order.
    pub(super) fn share_when_ready(&mut self, shared: &mut Shared, now: Tick) {
        let is_introduced = matches!(self.phase, GuestPhase::Introducing { .. });
        if !is_introduced || !self.holds(Right::Look) || !self.is_reached() {
            return;
        }
        self.phase = GuestPhase::Sharing;
        if let Some(key) = self.identity.key {
            shared.push(Effect::KnownHelperAdmitted { guest: self.id, key });
        }
        self.send_screen(shared);
        self.tell_rights(shared, now);
        if shared.is_paused {
            // The User paused before. It is written down as shared, and as paused.
            let (phase, helper) = (self.phase(), Some(self.identity.name()));
            let stop = shared.options.control_stop;
            shared.notify(Some(self.id), Notice::Phase { phase, helper, reason: None, stop });
        }
        self.announce_phase(shared);
        self.follow_pictures(shared);
        if shared.prompts.is_open {
            self.announce_prompt(shared);
        }
    }

    /// Ends it, whatever the Helper is doing.
    pub(crate) fn end(&mut self, shared: &mut Shared, reason: EndReason) {
        if matches!(self.phase, GuestPhase::Ended(_)) {
            return;
        }
        let by = ended_by(reason);
        self.end_control(shared, by);
        for right in self.rights.held().iter().filter(|right| *right != Right::Look) {
            self.end_right(shared, right, by);
        }
        // While it can still be sent.
        if self.was_reached() {
            self.send(shared, ToViewer::Bye { reason });
        }
        // A path that has just come up here may not be up at the page, and one that is closed may lose what was sent last.
        self.send_sealed(shared, &Introduction::Bye { reason });
        self.withdraw_remembering(shared);
        for question in Right::ALL.into_iter().filter_map(Question::of_right) {
            shared.withdraw(self.id, question);
        }
        self.phase = GuestPhase::Ended(reason);
        self.end_right(shared, Right::Look, by);
        self.follow_pictures(shared);
    }

    /// The User hides the screen.
    pub(crate) fn pause(&mut self, shared: &mut Shared) {
        self.withdraw_right_questions(shared, RightRefusal::Paused);
        self.follow_pictures(shared);
        self.announce_phase(shared);
    }

    /// The User shows the screen again.
    pub(crate) fn resume(&mut self, shared: &mut Shared) {
        self.follow_pictures(shared);
        self.announce_phase(shared);
    }

    /// Whether a prompt is open that the Helper neither sees nor answers.
    pub(super) fn is_shielded(&self, shared: &Shared) -> bool {
        shared.prompts.is_open && !self.holds(Right::SystemPrompts)
    }

    /// Whether the Helper may see the screen, wherever they are.
    pub(super) fn may_see(&self, shared: &Shared) -> bool {
        self.is_sharing()
            && self.holds(Right::Look)
            && !shared.is_paused
            && !self.is_shielded(shared)
    }

    /// Starts or stops the pictures, as the state requires.
    pub(super) fn follow_pictures(&mut self, shared: &mut Shared) {
        let on = self.is_reached() && self.may_see(shared);
        if mem::replace(&mut self.pictures_on, on) != on {
            let guest = self.id;
            shared.push(if on {
                Effect::StartPictures { guest }
            } else {
                Effect::StopPictures { guest }
            });
        }
    }

    /// A system prompt has opened or closed. It is the User's alone: the Helper neither sees nor
    /// answers it, unless the User said so when they granted control.
    pub(crate) fn on_system_prompt(&mut self, shared: &mut Shared) {
        if !self.is_sharing() {
            return;
        }
        if !self.holds(Right::SystemPrompts) {
            // A key that is held would go on into the prompt.
            self.release_all(shared);
            self.announce_prompt(shared);
        }
        self.follow_pictures(shared);
    }

    /// System prompts are not noticed any more. Control goes on only together with them.
    pub(crate) fn on_prompts_unwatched(&mut self, shared: &mut Shared) {
        if !self.holds(Right::SystemPrompts) {
            self.end_control(shared, Party::User);
        }
    }

    /// The rights of the Helper changed, perhaps while a prompt is open.
    pub(super) fn follow_shield(&mut self, shared: &mut Shared) {
        if shared.prompts.is_open {
            self.announce_prompt(shared);
            self.follow_pictures(shared);
        }
    }

    fn announce_prompt(&self, shared: &mut Shared) {
        if !self.is_sharing() {
            return;
        }
        self.tell_prompt(shared);
        let open = self.is_shielded(shared);
        shared.notify(Some(self.id), Notice::SystemPrompt { open });
    }

    /// Tells the Helper whether a prompt is open that is not theirs.
    pub(super) fn tell_prompt(&self, shared: &mut Shared) {
        let open = self.is_shielded(shared);
        self.send(shared, ToViewer::SystemPrompt { open });
    }

    /// Tells the Helper that what they type or click does not arrive.
    pub(crate) fn on_input_lost(&mut self, shared: &mut Shared, reason: InputLoss, now: Tick) {
        if self.is_controlling() && self.allowances.input_losses.take(now) {
            self.send(shared, ToViewer::InputLost { reason });
        }
    }

    /// Tells the Helper the phase that holds.
    pub(super) fn tell_phase(&self, shared: &mut Shared) {
        let (phase, paused) = (self.phase(), shared.is_paused);
        self.send(shared, ToViewer::Phase { phase, paused });
    }

    /// Tells both people the phase that holds.
    pub(super) fn announce_phase(&self, shared: &mut Shared) {
        match self.phase {
            // Nobody knows who they are.
            GuestPhase::Introducing { has_said_hello: false, .. } | GuestPhase::Ended(_) => return,
            GuestPhase::Introducing { .. } => {}
            GuestPhase::Sharing | GuestPhase::Controlling(_) => self.tell_phase(shared),
        }
        let (phase, helper, paused) = (self.phase(), self.identity.name(), shared.is_paused);
        let notice = if paused {
            Notice::Paused { phase, helper }
        } else {
            let stop = shared.options.control_stop;
            Notice::Phase { phase, helper: Some(helper), reason: None, stop }
        };
        shared.notify(Some(self.id), notice);
    }
}

/// Who ends the rights when the session ends for this reason.
fn ended_by(reason: EndReason) -> Party {
    match reason {
        EndReason::HelperLeft
        | EndReason::ConnectionLost
        | EndReason::NoPath
        | EndReason::NoDecoder
        | EndReason::Version
        | EndReason::Fault => Party::Helper,
        EndReason::UserLeft
        | EndReason::Declined
        | EndReason::NoAnswer
        | EndReason::Expired
        | EndReason::Burnt
        | EndReason::NoScreen => Party::User,
    }
}
