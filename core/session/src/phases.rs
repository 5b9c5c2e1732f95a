//! The ways from one phase to another. There are no others.

use core::mem;

use protocol::peer::{ControlRefusal, EndReason, Party, Phase, ToViewer};
use protocol::sealed::Introduction;
use protocol::signal::ToSignal;
use protocol::time::Tick;
use rand_core::CryptoRngCore;

use super::{Consent, Introducing, Notice, Output, Remember, Session, Sharing, State};
use crate::gate::Gate;

impl<R: CryptoRngCore> Session<R> {
    /// Enters Sharing once the User agreed and the connection is up, in whichever order.
    pub(super) fn share_when_ready(&mut self) {
        let State::Introducing(Introducing { link, consent: Consent::Given, .. }) = &self.state
        else {
            return;
        };
        if !link.is_up() {
            return;
        }
        let state = self.take_state();
        if let State::Introducing(Introducing { link, .. }) = state {
            let key = link.key;
            self.state = State::Sharing(Sharing {
                link,
                paused: false,
                asking: None,
                refused: 0,
                refused_for_good: false,
                prompts_allowed: false,
                remember: Remember::default(),
            });
            if let Some(key) = key {
                self.outputs.push_back(Output::Met { key });
            }
            self.tell_screen();
            self.announce();
            self.follow_pictures();
            if self.prompt_open {
                self.announce_prompt();
            }
        } else {
            self.state = state;
        }
    }

    /// Enters Controlling: the gate opens.
    pub(super) fn enter_control(&mut self, now: Tick) {
        let state = self.take_state();
        if let State::Sharing(mut sharing) = state {
            sharing.refused = 0;
            self.state = State::Controlling(sharing, Gate::open(now));
            self.outputs.push_back(Output::ControlStarted);
            self.announce();
            self.follow_shield();
        } else {
            self.state = state;
        }
    }

    /// The only way out of control: everything that is held comes up.
    pub(super) fn leave_control(&mut self, by: Party) {
        let state = self.take_state();
        if let State::Controlling(mut sharing, gate) = state {
            sharing.prompts_allowed = false;
            self.outputs.extend(gate.close().into_iter().map(Output::Inject));
            self.outputs.push_back(Output::ControlEnded { by });
            self.state = State::Sharing(sharing);
            self.tell(ToViewer::ControlEnded { by });
            self.announce();
            self.follow_shield();
        } else {
            self.state = state;
        }
    }

    /// Ends the session, whatever it is doing.
    pub(super) fn end(&mut self, reason: EndReason) {
        if matches!(self.state, State::Ended(_)) {
            return;
        }
        self.leave_control(ended_by(reason));
        // Said while there is still somebody to say it to.
        if self.state.link_mut().is_some_and(|link| link.is_up()) {
            self.tell(ToViewer::Bye { reason });
        } else {
            self.say(&Introduction::Bye { reason });
        }
        self.withdraw_remembering();
        let state = mem::replace(&mut self.state, State::Ended(reason));
        let asked = match &state {
            State::Introducing(Introducing { consent: Consent::Asked(pending), .. }) => {
                Some(*pending)
            }
            State::Sharing(sharing) | State::Controlling(sharing, _) => sharing.asking,
            State::Introducing(_)
            | State::Opening(_)
            | State::Waiting(_)
            | State::Proving(_)
            | State::Ended(_) => None,
        };
        if let Some(pending) = asked {
            self.outputs.push_back(Output::Withdraw { id: pending.id });
        }
        self.follow_pictures();
        self.outputs.push_back(Output::Signal(ToSignal::Revoke {}));
        self.outputs.push_back(Output::CloseTransport);
        let ended = Notice::Phase { phase: Phase::Ended, helper: None, reason: Some(reason) };
        self.outputs.push_back(Output::Notify(ended));
    }

    /// Settles an open question about control without the User.
    pub(super) fn withdraw_control_question(&mut self, reason: ControlRefusal) {
        let State::Sharing(sharing) = &mut self.state else { return };
        let Some(pending) = sharing.asking.take() else { return };
        if reason == ControlRefusal::NoAnswer {
            sharing.refused += 1;
        }
        self.outputs.push_back(Output::Withdraw { id: pending.id });
        self.tell(ToViewer::ControlRefused { reason });
    }

    /// Starts or stops the pictures, as what holds now demands.
    pub(super) fn follow_pictures(&mut self) {
        let on = match &self.state {
            State::Sharing(sharing) | State::Controlling(sharing, _) => {
                let shielded = self.prompt_open && !sharing.prompts_allowed;
                sharing.link.is_up() && !sharing.paused && !shielded
            }
            State::Opening(_)
            | State::Waiting(_)
            | State::Proving(_)
            | State::Introducing(_)
            | State::Ended(_) => false,
        };
        if mem::replace(&mut self.pictures_on, on) != on {
            let output = if on { Output::StartPictures } else { Output::StopPictures };
            self.outputs.push_back(output);
        }
    }

    /// A system prompt is the User's alone: the Helper neither sees nor answers it, unless the User
    /// said so when they granted control.
    pub(super) fn on_system_prompt(&mut self, open: bool) {
        if mem::replace(&mut self.prompt_open, open) == open {
            return;
        }
        let is_shared = match &mut self.state {
            State::Controlling(sharing, _) if sharing.prompts_allowed => true,
            State::Controlling(_, gate) => {
                // A key that is held would go on into the prompt.
                self.outputs.extend(gate.release_all().into_iter().map(Output::Inject));
                false
            }
            State::Sharing(_) => false,
            State::Opening(_)
            | State::Waiting(_)
            | State::Proving(_)
            | State::Introducing(_)
            | State::Ended(_) => return,
        };
        if !is_shared {
            self.announce_prompt();
        }
        self.follow_pictures();
    }

    /// What the Helper may do changed while a prompt is open.
    fn follow_shield(&mut self) {
        if self.prompt_open {
            self.announce_prompt();
            self.follow_pictures();
        }
    }

    fn announce_prompt(&mut self) {
        let shielded = match &self.state {
            State::Sharing(_) => self.prompt_open,
            State::Controlling(sharing, _) => self.prompt_open && !sharing.prompts_allowed,
            State::Opening(_)
            | State::Waiting(_)
            | State::Proving(_)
            | State::Introducing(_)
            | State::Ended(_) => return,
        };
        self.tell(ToViewer::SystemPrompt { open: shielded });
        self.outputs.push_back(Output::Notify(Notice::SystemPrompt { open: shielded }));
    }

    /// Says the phase that holds to both people.
    pub(super) fn announce(&mut self) {
        let phase = self.phase();
        let (State::Sharing(sharing) | State::Controlling(sharing, _)) = &self.state else {
            return;
        };
        let (helper, paused) = (sharing.link.helper_name(), sharing.paused);
        self.tell(ToViewer::Phase { phase, paused });
        self.outputs.push_back(Output::Notify(if paused {
            Notice::Paused { phase, helper }
        } else {
            Notice::Phase { phase, helper: Some(helper), reason: None }
        }));
    }
}

/// Who takes control away when the session ends so.
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
