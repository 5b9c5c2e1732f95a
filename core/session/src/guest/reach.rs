//! Whether the Helper can be reached, and over which path.
//!
//! ```text
//!  Never ── a path is used ──▶ Reached ⇄ Lost ── until ──▶ the guest ends
//! ```
//!
//! While the Helper is lost they keep their rights, nothing that they held is held, and no picture is
//! sent. They come back on a path that is heard again, on another one that they offer through the
//! signal server, or after they have proven on a new claim that they are the same (`resume`).

use core::time::Duration;

use protocol::handshake::HandshakeError;
use protocol::limits;
use protocol::network::Network;
use protocol::peer::{EndReason, ToViewer};
use protocol::signal::ClaimId;
use protocol::time::{Tick, earliest};
use protocol::trust::RendezvousTag;
use rand_core::CryptoRngCore;

use super::{Guest, GuestPhase};
use crate::effect::Effect;
use crate::ids::PathId;
use crate::notice::Notice;
use crate::paths::PathKind;
use crate::right::{Right, RightRefusal};
use crate::shared::Shared;

/// Whether the Helper can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// No path has been used yet.
    Never,
    Reached,
    Lost {
        /// When they do not count as coming back any more.
        until: Tick,
        /// When another way to them is tried.
        rejoin: Tick,
        /// Why it ends then.
        reason: EndReason,
    },
}

impl Guest {
    /// Whether the Helper is there now.
    pub(crate) fn is_reached(&self) -> bool {
        self.reach == Reach::Reached
    }

    pub(super) fn was_reached(&self) -> bool {
        self.reach != Reach::Never
    }

    pub(crate) fn is_lost(&self) -> bool {
        matches!(self.reach, Reach::Lost { .. })
    }

    pub(super) fn reach_deadline(&self, now: Tick) -> Option<Tick> {
        let lost = match self.reach {
            Reach::Lost { until, rejoin, .. } => {
                earliest(Some(until), Some(rejoin).filter(|rejoin| *rejoin > now))
            }
            Reach::Never | Reach::Reached => None,
        };
        earliest(earliest(lost, self.paths.deadline(now)), self.lane_opens)
    }

    /// Where this Helper looks for us when the signal server has lost one of us. `None` while the server
    /// knows the claim, and the Helper may still bring news on it.
    pub(crate) fn wants_rejoin(&self, now: Tick) -> Option<RendezvousTag> {
        let is_due = match self.reach {
            Reach::Lost { rejoin, .. } => now >= rejoin,
            Reach::Reached => false,
            Reach::Never => return None,
        };
        let is_ended = matches!(self.phase, GuestPhase::Ended(_));
        let wants = !is_ended && (is_due || !self.identity.claim.is_connected);
        wants.then(|| self.identity.resumption.tag())
    }

    /// Follows the paths: uses the best one, and notices when there is none any more.
    pub(super) fn follow_reach(&mut self, shared: &mut Shared, now: Tick) {
        if matches!(self.phase, GuestPhase::Ended(_)) {
            return;
        }
        if self.lane_opens.is_some_and(|at| now >= at) {
            self.open_lane(shared);
        }
        if let Some(path) = self.paths.choose(now) {
            self.use_path(shared, path);
        }
        for path in self.paths.take_useless() {
            shared.push(Effect::ClosePath { guest: self.id, path });
        }
        match (self.reach, self.paths.is_reached(now)) {
            // Too late, even if they are heard now.
            (Reach::Lost { until, reason, .. }, _) if now >= until => self.end(shared, reason),
            (Reach::Never | Reach::Lost { .. }, true) => self.on_reached(shared, now),
            (Reach::Reached, false) => self.on_silence(shared, now),
            (Reach::Lost { .. } | Reach::Never, false) | (Reach::Reached, true) => {}
        }
    }

    /// Sends everything on another path from here on, beginning with what may not have arrived.
    fn use_path(&mut self, shared: &mut Shared, path: PathId) {
        self.transfers.on_path_changed();
        shared.push(Effect::UsePath { guest: self.id, path, received: self.received() });
    }

    fn on_reached(&mut self, shared: &mut Shared, now: Tick) {
        let was_lost = self.is_lost();
        self.reach = Reach::Reached;
        if was_lost {
            let count = self.fence.count();
            self.send(shared, ToViewer::FenceInput { count });
        }
        if !was_lost {
            self.announce_waiting(shared);
            if !self.paths.has(PathKind::Lane) {
                let at = now + limits::SPARE_LANE_AFTER;
                self.lane_opens = self.identity.claim.lane_opens(at);
            }
            return self.share_when_ready(shared, now);
        }
        // Also if the User has let them in meanwhile (`await_lost`).
        if self.holds(Right::Look) {
            shared.notify(Some(self.id), Notice::Reconnected { helper: self.identity.name() });
        }
        self.share_when_ready(shared, now);
        self.follow_pictures(shared);
    }

    /// Nothing was heard for a while, or every path has failed. The time to come back counts from then, even
    /// if nobody looked: the computer slept, for example.
    fn on_silence(&mut self, shared: &mut Shared, now: Tick) {
        let since = self.paths.silent_from().map_or(now, |silent| silent.min(now));
        let lasts = (since + shared.options.reconnect_for).since(now);
        if lasts.is_zero() {
            self.release_all(shared);
            return self.end(shared, EndReason::ConnectionLost);
        }
        if self.news.leaves.is_some_and(|until| now < until) {
            return self.on_lost(
                shared,
                lasts.min(limits::RELOAD_TIMEOUT),
                EndReason::HelperLeft,
                now,
            );
        }
        self.on_lost(shared, lasts, EndReason::ConnectionLost, now);
    }

    /// A message has arrived. After a silence it ends the silence, if it is not too late.
    pub(super) fn on_heard(&mut self, shared: &mut Shared, path: PathId, now: Tick) {
        self.note_silence(shared, now);
        self.paths.heard(path, now);
        self.follow_reach(shared, now);
    }

    /// Notices a silence for which no timeout was due yet.
    pub(super) fn note_silence(&mut self, shared: &mut Shared, now: Tick) {
        if self.is_reached() && !self.paths.is_reached(now) {
            self.on_silence(shared, now);
        }
    }

    /// The Helper says whether they hear us on a path. Each change may be an interruption, of which the User
    /// is told.
    pub(super) fn on_deaf(&mut self, shared: &mut Shared, path: PathId, deaf: bool, now: Tick) {
        if self.paths.is_deaf(path) != deaf && self.allowances.hearing_changes.take(now) {
            self.paths.set_deaf(path, deaf);
        }
        self.on_heard(shared, path, now);
    }

    fn on_lost(&mut self, shared: &mut Shared, lasts: Duration, reason: EndReason, now: Tick) {
        let news = self.news.at.map_or(now, |news| news + limits::REJOIN_TIMEOUT);
        let (until, rejoin) = (now + lasts, news.max(now + limits::REJOIN_AFTER));
        self.reach = Reach::Lost { until, rejoin, reason };
        // Nothing stays pressed, and what is in flight is too late.
        self.fence.close();
        self.release_all(shared);
        // The Helper could not be told the answer.
        self.withdraw_right_questions(shared, RightRefusal::NoAnswer);
        self.withdraw_remembering(shared);
        self.follow_pictures(shared);
        self.announce_lost(shared, lasts);
    }

    /// The User has let in a Helper who is lost. They learn of it, and their answer does not hold for long: the
    /// Helper must not choose when the screen is shared.
    pub(super) fn await_lost(&mut self, shared: &mut Shared, now: Tick) {
        let is_lost = self.is_lost();
        if let GuestPhase::Introducing { until, .. } = &mut self.phase
            && is_lost
        {
            let lasts = limits::TRANSPORT_TIMEOUT;
            *until = now + lasts;
            let helper = self.identity.name();
            shared.notify(Some(self.id), Notice::Reconnecting { helper, lasts });
        }
    }

    fn announce_lost(&self, shared: &mut Shared, lasts: Duration) {
        if self.is_sharing() {
            let helper = self.identity.name();
            shared.notify(Some(self.id), Notice::Reconnecting { helper, lasts });
        }
    }

    /// The page is likely to go away, and may not be able to say so then.
    pub(super) fn on_leaving(&mut self, now: Tick) {
        self.news.leaves = Some(now + limits::LEAVING);
    }

    /// The page goes away, perhaps to be loaded again. It says so twice, on the path and through the signal
    /// server, and only the first time counts.
    pub(super) fn on_away(&mut self, shared: &mut Shared, now: Tick) {
        let at_most = match self.reach {
            // No path has been used, so there is no session that could go on.
            Reach::Never => return self.end(shared, EndReason::HelperLeft),
            Reach::Lost { reason: EndReason::HelperLeft, .. } => return,
            Reach::Lost { until, .. } => until.since(now),
            Reach::Reached => shared.options.reconnect_for,
        };
        for path in self.paths.ids().collect::<alloc::vec::Vec<_>>() {
            self.paths.down(path);
        }
        let lasts = limits::RELOAD_TIMEOUT.min(at_most);
        if self.is_reached() {
            self.on_lost(shared, lasts, EndReason::HelperLeft, now);
        } else {
            self.announce_lost(shared, lasts);
        }
        // It comes with a new claim, and soon.
        let (until, reason) = (now + lasts, EndReason::HelperLeft);
        self.reach = Reach::Lost { until, rejoin: now, reason };
    }

    /// The page was loaded again, and knows nothing of the picture.
    pub(super) fn on_reloaded(&mut self, shared: &mut Shared, now: Tick) {
        self.news.leaves = None;
        // What the page held down it does not know any more, even if it was never missed.
        self.release_all(shared);
        self.forget_transfers(shared);
        if !self.is_sharing() {
            return self.announce_waiting(shared);
        }
        self.send_screen(shared);
        self.tell_rights(shared, now);
        self.tell_phase(shared);
        self.tell_prompt(shared);
        self.count_steps(shared);
        if self.pictures_on {
            // They begin anew: the shape of the cursor, the tiles and a keyframe.
            let guest = self.id;
            shared.push(Effect::StopPictures { guest });
            shared.push(Effect::StartPictures { guest });
        }
    }

    /// A path has failed or closed.
    pub(super) fn on_path_down(&mut self, shared: &mut Shared, path: PathId, now: Tick) {
        if !self.paths.down(path) {
            return;
        }
        let claim = &self.identity.claim;
        if path == claim.lane() && self.was_reached() {
            // It is opened again, in case that it is needed.
            self.lane_opens = Some(now + limits::SPARE_LANE_AFTER);
        }
        // None has ever worked, and none is to come.
        if self.reach == Reach::Never
            && !self.paths.has(PathKind::Direct)
            && !self.paths.has(PathKind::Lane)
            && self.lane_opens.is_none()
        {
            return self.end(shared, EndReason::NoPath);
        }
        self.follow_reach(shared, now);
    }

    /// The claim of this Helper at the server.
    pub(crate) fn claim(&self) -> ClaimId {
        self.identity.claim.id
    }

    /// Whether the server knows the claim of this Helper.
    pub(crate) fn is_claim_connected(&self) -> bool {
        self.identity.claim.is_connected
    }

    /// The connection to the server on which the claim was made is lost, or the claim is given up.
    pub(crate) fn on_signal_down(&mut self) {
        self.identity.claim.is_connected = false;
    }

    /// The server lost the Helper.
    pub(crate) fn on_peer_gone(&mut self, shared: &mut Shared) {
        self.identity.claim.is_connected = false;
        if self.reach == Reach::Never {
            self.end(shared, EndReason::HelperLeft);
        }
    }

    /// Opens the lane of the claim, if the server has one and it is not open.
    fn open_lane(&mut self, shared: &mut Shared) {
        self.lane_opens = None;
        let claim = &self.identity.claim;
        let path = claim.lane();
        let Some(token) = claim.network.lane else { return };
        if self.paths.ids().any(|id| id == path) {
            return;
        }
        let secret = claim.channel.lane_secret();
        self.open_path(shared, path, PathKind::Lane);
        shared.push(Effect::OpenLane { guest: self.id, path, token, secret });
    }

    /// Counts a path that is about to be set up.
    pub(super) fn open_path(&mut self, shared: &mut Shared, path: PathId, kind: PathKind) {
        for closed in self.paths.open(path, kind) {
            shared.push(Effect::ClosePath { guest: self.id, path: closed });
        }
    }

    /// The Helper offers another path: it is given time to come up before anything else is tried.
    pub(super) fn on_news(&mut self, now: Tick) {
        self.news.at = Some(now);
        if let Reach::Lost { rejoin, .. } = &mut self.reach {
            *rejoin = now + limits::REJOIN_TIMEOUT;
        }
    }

    /// Somebody claims to be this Helper, on a new claim. Returns the answer when it is them.
    pub(crate) fn resume_claim(
        &mut self,
        id: ClaimId,
        network: Network,
        body: &[u8],
        rng: &mut impl CryptoRngCore,
        now: Tick,
    ) -> Result<alloc::vec::Vec<u8>, HandshakeError> {
        let answer = self.identity.resume(id, network, body, rng)?;
        self.on_news(now);
        let wait = if self.is_reached() { limits::SPARE_LANE_AFTER } else { Duration::ZERO };
        self.lane_opens = self.identity.claim.lane_opens(now + wait);
        Ok(answer)
    }
}
