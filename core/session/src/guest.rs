//! One Helper: who they are, the path to them, their phase and their rights.
//!
//! ```text
//!  Introducing ── look granted ∧ path up ──▶ Sharing ⇄ Controlling      any ── end ──▶ Ended
//! ```
//!
//! Pictures flow only between [`Effect::StartPictures`] and [`Effect::StopPictures`], and the first
//! is made only while [`Right::Look`] is held. [`Effect::Inject`] is made only by the gate, which
//! cannot be opened unless [`Right::Control`] is granted.
//!
//! `messages` takes what the Helper says, `rights` requests and ends rights, `phases` changes the phase,
//! `displays` tells what the picture shows, `remember` makes the two contacts of each other.

mod displays;
mod messages;
mod phases;
mod remember;
mod rights;

use protocol::peer::{EndReason, Phase, ToViewer};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ClaimId, ToSignal};
use protocol::time::{Tick, earliest};

use crate::allowances::Allowances;
use crate::effect::Effect;
use crate::gate::Gate;
use crate::identity::Identity;
use crate::ids::{GuestId, PathId};
use crate::path::Path;
use crate::question::Question;
use crate::questions::Request;
use crate::remembering::Remembering;
use crate::right::Right;
use crate::rights::Rights;
use crate::shared::Shared;

/// One Helper.
#[derive(Debug)]
pub(crate) struct Guest {
    pub(crate) id: GuestId,
    identity: Identity,
    /// There is none before the Helper's offer. Another path may take its place while the guest lives.
    path: Option<Path>,
    phase: GuestPhase,
    rights: Rights,
    allowances: Allowances,
    remembering: Remembering,
    /// [`Effect::StartPictures`] was said last.
    pictures_on: bool,
    /// The number of the picture at which the Helper points; `None` as long as the page has not said.
    pointed_at: Option<u32>,
    /// The Helper was told of displays.
    knows_displays: bool,
}

#[derive(Debug)]
enum GuestPhase {
    /// The path comes up while the User is asked.
    Introducing {
        /// The Helper has said who they are.
        has_said_hello: bool,
        /// Until then the Helper must have done so, and the path must be up.
        until: Tick,
    },
    /// Pictures flow. Input is dropped.
    Sharing,
    /// Pictures flow, and input passes the gate.
    Controlling(Gate),
    Ended(EndReason),
}

impl Guest {
    pub(crate) fn new(id: GuestId, identity: Identity, now: Tick) -> Self {
        let until = now + protocol::limits::TRANSPORT_TIMEOUT;
        Self {
            id,
            identity,
            path: None,
            phase: GuestPhase::Introducing { has_said_hello: false, until },
            rights: Rights::default(),
            allowances: Allowances::new(now),
            remembering: Remembering::default(),
            pictures_on: false,
            pointed_at: None,
            knows_displays: false,
        }
    }

    /// The claim by which the server knows this Helper.
    pub(crate) fn claim(&self) -> ClaimId {
        self.identity.signaling.claim
    }

    /// The path to this Helper.
    pub(crate) fn path(&self) -> Option<PathId> {
        self.path.as_ref().map(|path| path.id)
    }

    /// The phase that the User is shown.
    pub(crate) fn phase(&self) -> Phase {
        match &self.phase {
            GuestPhase::Introducing { .. } => Phase::WaitingForConnect,
            GuestPhase::Sharing => Phase::ScreenSharing,
            GuestPhase::Controlling(_) => Phase::ControlSharing,
            GuestPhase::Ended(_) => Phase::Ended,
        }
    }

    /// Why it ended, once it has.
    pub(crate) fn end_reason(&self) -> Option<EndReason> {
        if let GuestPhase::Ended(reason) = &self.phase { Some(*reason) } else { None }
    }

    /// Whether the Helper was let in and is still there.
    pub(crate) fn is_sharing(&self) -> bool {
        matches!(self.phase, GuestPhase::Sharing | GuestPhase::Controlling(_))
    }

    pub(crate) fn is_controlling(&self) -> bool {
        matches!(self.phase, GuestPhase::Controlling(_))
    }

    pub(crate) fn is_up(&self) -> bool {
        self.path.as_ref().is_some_and(Path::is_up)
    }

    fn was_up(&self) -> bool {
        self.path.as_ref().is_some_and(Path::was_up)
    }

    /// When [`Guest::on_time`] is due.
    pub(crate) fn deadline(&self) -> Option<Tick> {
        let incomplete = match &self.phase {
            GuestPhase::Introducing { until, .. } if self.is_incomplete() => Some(*until),
            GuestPhase::Introducing { .. } | GuestPhase::Sharing | GuestPhase::Controlling(_) => {
                None
            }
            GuestPhase::Ended(_) => return None,
        };
        let silence = self.identity.signaling.silence_limit();
        let path = self.path.as_ref().and_then(|path| path.deadline(silence));
        let rest = earliest(self.remembering.deadline(), self.rights.deadline());
        earliest(earliest(incomplete, path), rest)
    }

    /// Whether something is missing that does not depend on the User.
    fn is_incomplete(&self) -> bool {
        matches!(self.phase, GuestPhase::Introducing { has_said_hello: false, .. })
            || !self.was_up()
    }

    /// Lets time pass.
    pub(crate) fn on_time(&mut self, shared: &mut Shared, now: Tick) {
        let late = match &self.phase {
            GuestPhase::Introducing { until, .. } => now >= *until && self.is_incomplete(),
            GuestPhase::Sharing | GuestPhase::Controlling(_) => false,
            GuestPhase::Ended(_) => return,
        };
        if late {
            // The path is up, but no Hello came: the peer is not a viewer.
            let reason = if self.was_up() { EndReason::Fault } else { EndReason::NoPath };
            return self.end(shared, reason);
        }
        let silence = self.identity.signaling.silence_limit();
        if let Some(path) = &mut self.path {
            if path.is_lost(silence, now) {
                return self.end(shared, EndReason::ConnectionLost);
            }
            if path.turned_stale(now) {
                // The Helper may be gone: nothing stays pressed.
                self.release_all(shared);
            }
        }
        self.expire_rights(shared, now);
        self.expire_remembering(shared, now);
    }

    /// Lets go of everything that the Helper holds down.
    fn release_all(&mut self, shared: &mut Shared) {
        if let GuestPhase::Controlling(gate) = &mut self.phase {
            let guest = self.id;
            let releases = gate.release_all().into_iter();
            shared.effects.extend(releases.map(|event| Effect::Inject { guest, event }));
        }
    }

    /// Sends on the path, if it is up.
    pub(crate) fn send(&self, shared: &mut Shared, message: ToViewer) {
        if let Some(path) = self.path.as_ref().filter(|path| path.is_up()) {
            shared.push(Effect::Send { guest: self.id, path: path.id, message });
        }
    }

    /// Sends sealed over the signal server, if it knows the claim.
    pub(crate) fn send_sealed(&mut self, shared: &mut Shared, message: &Introduction) {
        if !self.identity.signaling.is_connected() {
            return;
        }
        let claim = Some(self.claim());
        if let Ok(body) = self.identity.channel.seal(&message.encode())
            // A body longer than the server relays is dropped; the other end times out.
            && let Some(body) = Body64::new(body)
        {
            shared.push(Effect::Signal(ToSignal::Relay { claim, body }));
        }
    }

    /// Puts a question about this Helper into the queue. Returns `false` when there is no room.
    fn ask(&self, shared: &mut Shared, question: Question) -> bool {
        let (guest, helper, proof) = (self.id, self.identity.name(), self.identity.proof);
        shared.ask(Request { guest, question, helper, alias: None, proof })
    }

    /// Whether a right is held.
    fn holds(&self, right: Right) -> bool {
        self.rights.holds(right)
    }

    /// Counts a broken rule.
    fn fault(&mut self, shared: &mut Shared) {
        if self.allowances.fault() {
            self.end(shared, EndReason::Fault);
        }
    }
}
