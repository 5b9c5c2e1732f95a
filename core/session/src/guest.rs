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
//! `messages` takes what the Helper says, `files` asks about what they would like to send, `reach` follows the paths to
//! them and what happens while there is none, `fence` keeps out what was typed then, `rights` requests and ends rights,
//! `phases` changes the phase, `displays` tells what the picture shows, `marks` shows what the Helper draws, `remember` makes the two contacts of each other, `transfers`
//! carries what they give each other.

mod displays;
mod fence;
mod files;
mod marks;
mod messages;
mod phases;
mod reach;
mod remember;
mod rights;
mod sent_files;
mod transfers;

use core::time::Duration;

use protocol::peer::{EndReason, Phase, ToViewer};
use protocol::sealed::Introduction;
use protocol::signal::{Body64, ToSignal};
use protocol::time::{Tick, earliest};
use transport::delivery::Inbox;

use crate::allowances::Allowances;
use crate::batches::Batches;
use crate::effect::{Effect, ReceivedNumbers};
use crate::gate::Gate;
use crate::identity::Identity;
use crate::ids::{GuestId, PathId};
use crate::marks::Marks;
use crate::paths::Paths;
use crate::question::Question;
use crate::questions::Request;
use crate::remembering::Remembering;
use crate::right::Right;
use crate::rights::Rights;
use crate::shared::Shared;
use crate::transfers::Transfers;
use fence::Fence;
use reach::Reach;

/// One Helper.
// fields: one each for a thing that is known of a Helper; the machines among them group what belongs together.
#[derive(Debug)]
pub(crate) struct Guest {
    pub(crate) id: GuestId,
    identity: Identity,
    paths: Paths,
    reach: Reach,
    news: News,
    /// When the lane is opened.
    lane_opens: Option<Tick>,
    inboxes: Inboxes,
    fence: Fence,
    phase: GuestPhase,
    rights: Rights,
    marks: Marks,
    /// [`Effect::ShowMarks`] does not show them: the User is asked something.
    marks_hidden: bool,
    /// [`Effect::ShowMarks`] showed some last.
    marks_shown: bool,
    allowances: Allowances,
    remembering: Remembering,
    batches: Batches,
    transfers: Transfers,
    /// [`Effect::StartPictures`] was said last.
    pictures_on: bool,
    /// The number of the picture at which the Helper points; `None` as long as the page has not said.
    pointed_at: Option<u32>,
    /// The Helper was told of displays.
    knows_displays: bool,
}

/// What the Helper has said through the signal server about ways to them.
#[derive(Debug, Default)]
struct News {
    /// The highest path that they have offered.
    last_offer: Option<u32>,
    /// When they spoke of a path that has not come up yet.
    at: Option<Tick>,
    /// Until then a loss means that their page has gone away.
    leaves: Option<Tick>,
}

/// What was received of the Helper.
#[derive(Debug, Default)]
struct Inboxes {
    control: Inbox,
    input: Inbox,
}

#[derive(Debug)]
enum GuestPhase {
    /// The path comes up while the User is asked.
    Introducing {
        /// The Helper has said who they are.
        has_said_hello: bool,
        /// How often they have tried the code before, if they have said so.
        tried_before: Option<u8>,
        has_named_page: bool,
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
    /// A Helper who has just proven who they are, which took `round_trip`.
    pub(crate) fn new(id: GuestId, identity: Identity, round_trip: Duration, now: Tick) -> Self {
        let until = now + protocol::limits::TRANSPORT_TIMEOUT;
        let lane_opens = identity.claim.lane_opens(now);
        Self {
            id,
            identity,
            paths: Paths::new(round_trip, now),
            reach: Reach::Never,
            news: News::default(),
            lane_opens,
            inboxes: Inboxes::default(),
            fence: Fence::default(),
            phase: GuestPhase::Introducing {
                has_said_hello: false,
                has_named_page: false,
                tried_before: None,
                until,
            },
            rights: Rights::default(),
            marks: Marks::default(),
            marks_hidden: false,
            marks_shown: false,
            allowances: Allowances::new(now),
            remembering: Remembering::default(),
            batches: Batches::default(),
            transfers: Transfers::new(),
            pictures_on: false,
            pointed_at: None,
            knows_displays: false,
        }
    }

    /// All paths to this Helper.
    pub(crate) fn paths(&self) -> impl Iterator<Item = PathId> {
        self.paths.ids()
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

    /// When [`Guest::on_time`] is due.
    pub(crate) fn deadline(&self, now: Tick) -> Option<Tick> {
        let incomplete = match &self.phase {
            GuestPhase::Introducing { until, .. } if self.is_incomplete() => Some(*until),
            GuestPhase::Introducing { .. } | GuestPhase::Sharing | GuestPhase::Controlling(_) => {
                None
            }
            GuestPhase::Ended(_) => return None,
        };
        let rest = earliest(self.remembering.deadline(), self.rights.deadline());
        let rest = earliest(rest, self.transfers.deadline());
        let rest = earliest(rest, self.marks.deadline());
        earliest(earliest(incomplete, self.reach_deadline(now)), rest)
    }

    /// Whether something is missing that does not depend on the User.
    fn is_incomplete(&self) -> bool {
        matches!(self.phase, GuestPhase::Introducing { has_said_hello: false, .. })
            || !self.was_reached()
            || (self.is_lost() && self.holds(Right::Look))
    }

    /// Lets time pass.
    pub(crate) fn on_time(&mut self, shared: &mut Shared, now: Tick) {
        let late = match &self.phase {
            GuestPhase::Introducing { until, .. } => now >= *until && self.is_incomplete(),
            GuestPhase::Sharing | GuestPhase::Controlling(_) => false,
            GuestPhase::Ended(_) => return,
        };
        if late {
            let reason = match self.reach {
                Reach::Never => EndReason::NoPath,
                // The User has let them in, and they are not there.
                Reach::Lost { .. } => EndReason::ConnectionLost,
                // The path is up, but no Hello came: the peer is not a viewer.
                Reach::Reached => EndReason::Fault,
            };
            return self.end(shared, reason);
        }
        self.follow_reach(shared, now);
        self.expire_rights(shared, now);
        self.marks.expire(now);
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

    /// Sends on the path in use, and on the next one if this one does not bring it.
    pub(crate) fn send(&self, shared: &mut Shared, message: ToViewer) {
        let received = self.received();
        shared.push(Effect::Say { guest: self.id, message, received });
    }

    /// What was received of the Helper, to acknowledge it.
    fn received(&self) -> ReceivedNumbers {
        ReceivedNumbers { control: self.inboxes.control.last(), input: self.inboxes.input.last() }
    }

    /// Sends sealed over the signal server, if it knows the claim.
    pub(crate) fn send_sealed(&mut self, shared: &mut Shared, message: &Introduction) {
        let claim = &mut self.identity.claim;
        if !claim.is_connected {
            return;
        }
        if let Ok(body) = claim.channel.seal(&message.encode())
            // A body longer than the server relays is dropped; the other end times out.
            && let Some(body) = Body64::new(body)
        {
            shared.push(Effect::Signal(ToSignal::Relay { claim: Some(claim.id), body }));
        }
    }

    /// Puts a question about this Helper into the queue. Returns `false` when there is no room.
    fn ask(&self, shared: &mut Shared, question: Question) -> bool {
        let (guest, helper, proof) = (self.id, self.identity.name(), self.identity.proof);
        let resembles = self.identity.resembles.clone();
        let (alias, files) = (None, None);
        shared.ask(Request { guest, question, helper, alias, proof, resembles, files })
    }

    /// The rights that are held.
    #[cfg(test)]
    pub(crate) fn held(&self) -> crate::right::RightSet {
        self.rights.held()
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
