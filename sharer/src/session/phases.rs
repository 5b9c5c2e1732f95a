//! PURE. The ways from one phase to another. There are no others.

use std::mem;

use protocol::peer::{ControlRefusal, EndReason, Party, Phase, ToViewer};
use protocol::sealed::Introduction;
use protocol::signal::ToSignal;
use protocol::time::Tick;
use rand_core::CryptoRngCore;

use super::{Consent, Introducing, Notice, Output, Session, Sharing, State};
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
            self.state = State::Sharing(Sharing { link, paused: false, asking: None, refused: 0 });
            if let Some(size) = self.screen {
                self.tell(ToViewer::Screen { size });
            }
            self.announce();
            self.outputs.push_back(Output::StartPictures);
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
        } else {
            self.state = state;
        }
    }

    /// The only way out of control: everything that is held comes up.
    pub(super) fn leave_control(&mut self, by: Party) {
        let state = self.take_state();
        if let State::Controlling(sharing, gate) = state {
            self.outputs.extend(gate.close().into_iter().map(Output::Inject));
            self.outputs.push_back(Output::ControlEnded { by });
            self.state = State::Sharing(sharing);
            self.tell(ToViewer::ControlEnded { by });
            self.announce();
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
        if matches!(state, State::Sharing(_)) {
            self.outputs.push_back(Output::StopPictures);
        }
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
