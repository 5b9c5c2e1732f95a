//! How the sharer can be reached: the paths, their heartbeats, and the messages that they bring.
//!
//! The sharer leads here, too: it says which path is used (`ToViewer::UsePath`). This end opens paths: the
//! lane of the first claim and a direct one at once; the lane of each later claim; another direct one when the
//! one in use is silent. `messages` sends on the one in use.

mod messages;

mod reload;

use alloc::vec::Vec;
use core::time::Duration;

use protocol::channel::Channel;
use protocol::input::InputEvent;
use protocol::limits::{
    HEARTBEAT_INTERVAL, HEARTBEAT_STALE, PATH_SILENT, REJOIN_TIMEOUT, SPARE_LANE_AFTER,
    SPARE_PATH_PING, TRANSPORT_TIMEOUT,
};
use protocol::peer::ToSharer;
use protocol::time::{Tick, earliest};
use transport::delivery::{Inbox, Outbox};

use self::messages::size;
use super::context::Context;
use super::first_lane::FirstLane;
use super::negotiation::Negotiation;
use super::output::Output;
use super::path::{PathId, PathOutput};
use super::signaling::Signaling;

/// How long after a direct path failed another one is tried while the lane works: doubled each time, up to
/// [`UPGRADE_MAX`].
const UPGRADE_MIN: Duration = Duration::from_secs(5);

/// See [`UPGRADE_MIN`].
const UPGRADE_MAX: Duration = Duration::from_secs(60);

/// How long an attempt may take to find a path through the connection to the signal server that there is, while
/// no other path works. After that another connection is opened.
const ATTEMPT: Duration = Duration::from_millis(2_750);

/// How long the sharer may take to answer such an attempt. Without an answer that connection is dead: this
/// computer may have changed its network.
const ANSWERED_WITHIN: Duration = Duration::from_secs(1);

/// How long the sharer is looked for at least after a long sleep of this computer: the time for it is over at once
/// then; the sharer, which gave up long ago unless it slept, too, is asked once more.
const LOOK_AT_LEAST: Duration = Duration::from_secs(30);

/// How the sharer can be reached.
// fields: the paths, what waits for them, and the times by which each step must have come about; every
// step reads most of them.
#[derive(Debug)]
pub(super) struct Reach {
    paths: Vec<Path>,
    /// The newest direct path.
    pub(super) direct: Negotiation,
    /// The path on which the sharer sends.
    active: Option<PathId>,
    /// The sharer has used a path.
    was_used: bool,
    /// The count of the last path that the sharer has chosen.
    uses: u32,
    outbox: Outbox<ToSharer>,
    inbox: Inbox,
    inputs: Outbox<InputEvent>,
    /// The newest lane. One that has failed is not opened again: its id names it once.
    lane: Option<PathId>,
    /// That lane is being opened, or is open.
    lane_is_open: bool,
    /// When the lane is opened.
    lane_opens: Option<Tick>,
    /// When another direct path is tried, while there is one that works.
    upgrade: Option<Tick>,
    upgrade_wait: Duration,
    /// When a new direct path counts as failed, if no path is up by then.
    attempt_ends: Option<Tick>,
    /// By then the sharer must have answered that attempt, while no path is up.
    answer_until: Option<Tick>,
    /// By then the sharer must have used a path.
    first_use_until: Tick,
    /// When the sharer was heard last, on any path.
    heard: Tick,
    /// That was longer than [`PATH_SILENT`] ago.
    is_silent: bool,
    /// The sharer has not been heard for [`HEARTBEAT_STALE`], and is looked for until then; `None` while it
    /// is heard.
    lost_until: Option<Tick>,
}

/// A path that is up.
#[derive(Debug)]
struct Path {
    id: PathId,
    /// When it is pinged next.
    ping: Tick,
    /// When the sharer was heard on it last.
    heard: Tick,
    /// The sharer was told that it is not heard there.
    said_deaf: bool,
}

impl Path {
    /// From when on the sharer counts as not heard here. `None` for a spare lane, which is pinged seldom.
    fn deaf_from(&self, active: Option<PathId>) -> Option<Tick> {
        let is_spare_lane = self.id.is_lane() && active != Some(self.id);
        (!is_spare_lane).then(|| self.heard + PATH_SILENT)
    }
}

/// What the time brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// Nothing new.
    None,
    /// The sharer has not used any path in time.
    NeverUsed,
    /// The sharer is given up.
    Lost,
}

impl Reach {
    pub(super) fn new<R>(
        direct: Negotiation,
        lane: FirstLane,
        signaling: &Signaling,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Self {
        lane.greet(signaling, cx);
        Self {
            lane: lane.id(),
            lane_is_open: lane == FirstLane::Open,
            // If the direct path has failed before, `on_time` is due now: without a lane the session ends.
            lane_opens: direct.has_failed().then_some(now),
            ..Self::without_lane(direct, now)
        }
    }

    /// There is no lane before the next claim.
    fn without_lane(direct: Negotiation, now: Tick) -> Self {
        Self {
            paths: Vec::new(),
            direct,
            active: None,
            was_used: false,
            uses: 0,
            outbox: Outbox::default(),
            inbox: Inbox::default(),
            inputs: Outbox::default(),
            lane: None,
            lane_is_open: false,
            lane_opens: None,
            upgrade: None,
            upgrade_wait: UPGRADE_MIN,
            attempt_ends: None,
            answer_until: None,
            first_use_until: now + TRANSPORT_TIMEOUT,
            heard: now,
            is_silent: false,
            lost_until: None,
        }
    }

    /// Whether the sharer has been silent for so long that the picture counts as interrupted.
    pub(super) fn is_stale(&self) -> bool {
        self.lost_until.is_some()
    }

    /// Until when the sharer is looked for, while it is lost.
    pub(super) fn until(&self) -> Option<Tick> {
        self.lost_until
    }

    /// Whether a path works now.
    pub(super) fn is_reached(&self, now: Tick) -> bool {
        !self.paths.is_empty() && now < self.heard + PATH_SILENT
    }

    // --- paths -----------------------------------------------------------------------------------

    /// All channels of a path are open.
    pub(super) fn up(&mut self, id: PathId, now: Tick) {
        if self.is_up(id) {
            return;
        }
        self.paths.push(Path { id, ping: now, heard: now, said_deaf: false });
        (self.heard, self.is_silent) = (now, false);
        if id == self.direct.id() {
            (self.upgrade, self.attempt_ends, self.answer_until) = (None, None, None);
            self.upgrade_wait = UPGRADE_MIN;
            self.lane_opens = Some(now + SPARE_LANE_AFTER);
        }
    }

    /// Whether all channels of a path are open.
    fn is_up(&self, id: PathId) -> bool {
        self.paths.iter().any(|path| path.id == id)
    }

    /// Whether the sharer has used a path, one is up, or one may come up without a new offer.
    pub(super) fn has_hope(&self, signaling: &Signaling) -> bool {
        let may_have_lane = self.lane_opens.is_some() && self.untried_lane(signaling).is_some();
        let may_come_up = may_have_lane || self.lane_is_open || !self.direct.has_failed();
        self.was_used || !self.paths.is_empty() || may_come_up
    }

    /// The lane of the newest claim, if it was not opened yet.
    fn untried_lane(&self, signaling: &Signaling) -> Option<(PathId, [PathOutput; 2])> {
        let (id, secret) = signaling.lane().filter(|(id, _)| self.lane != Some(*id))?;
        let token = signaling.network().lane?;
        Some((id, [PathOutput::OpenLane { token }, PathOutput::GreetLane { secret }]))
    }

    /// A path has failed or closed. A lane whose `other_end` is gone stays open: it may come back.
    pub(super) fn down<R>(
        &mut self,
        id: PathId,
        other_end: bool,
        signaling: &Signaling,
        cx: &mut Context<R>,
        now: Tick,
    ) {
        let may_come_back = other_end && id.is_lane();
        if !may_come_back {
            cx.close_path(id);
        }
        let was_up = self.is_up(id);
        self.paths.retain(|path| path.id != id);
        if self.active == Some(id) {
            self.active = None;
        }
        if Some(id) == self.lane && !may_come_back {
            self.lane_is_open = false;
        }
        if id == self.direct.id() {
            self.direct.fail();
            if was_up {
                (self.attempt_ends, self.answer_until) = (None, None);
            }
            self.upgrade_later(now);
            // Without a direct path the lane is needed.
            if signaling.is_open() {
                self.lane_opens = Some(now);
            }
        }
    }

    /// Another direct path is tried after a while, unless that was planned before.
    fn upgrade_later(&mut self, now: Tick) {
        if self.upgrade.is_none() {
            self.upgrade = Some(now + self.upgrade_wait);
            self.upgrade_wait = (self.upgrade_wait * 2).min(UPGRADE_MAX);
        }
    }

    /// The sharer sends on this path from now on: so does this end, beginning with what may not have
    /// arrived. Older paths of the same kind have done their work.
    pub(super) fn use_path<R>(
        &mut self,
        id: PathId,
        count: u32,
        cx: &mut Context<R>,
        now: Tick,
    ) -> bool {
        // One that was overtaken on another path says nothing about now.
        if count <= self.uses {
            return false;
        }
        self.uses = count;
        if self.active == Some(id) || !self.is_up(id) {
            return false;
        }
        self.active = Some(id);
        // A spare path is pinged seldom, the one in use is not.
        for path in self.paths.iter_mut().filter(|path| path.id == id) {
            path.ping = path.ping.min(now + HEARTBEAT_INTERVAL);
            path.heard = now;
        }
        self.was_used = true;
        cx.push(Output::UsePath(id));
        for (number, message) in self.outbox.unacknowledged() {
            cx.push(Output::Control(id, self.envelope(number, message.clone())));
        }
        for (number, event) in self.inputs.unacknowledged() {
            let (channel, event) = (Channel::Input, *event);
            cx.push(Output::SendInput { path: id, channel, number, event });
        }
        self.close(cx, |path| path.is_lane() == id.is_lane() && path < id);
        true
    }

    /// Closes the paths that are up and useless.
    fn close<R>(&mut self, cx: &mut Context<R>, is_useless: impl Fn(PathId) -> bool) {
        self.paths.retain(|path| {
            if is_useless(path.id) {
                cx.close_path(path.id);
            }
            !is_useless(path.id)
        });
    }

    /// The signal server has paired the two ends anew: there may be other ways to the sharer.
    pub(super) fn resumed<R>(&mut self, signaling: &Signaling, cx: &mut Context<R>, now: Tick) {
        let is_reached = self.is_reached(now);
        self.lane_opens = Some(if is_reached { now + SPARE_LANE_AFTER } else { now });
        if !is_reached {
            self.open_direct(signaling, cx, now);
        } else if !self.is_up(self.direct.id()) {
            // What was said about it on the old channel may be lost.
            self.upgrade_later(now);
        }
    }

    fn open_direct<R>(&mut self, signaling: &Signaling, cx: &mut Context<R>, now: Tick) {
        // One that has not come up will not any more. Of those that are up, only the one in use is kept, so
        // that there are never more than [`protocol::limits::PATHS`].
        let active = self.active;
        cx.close_path_unless_used(self.direct.id(), active);
        self.close(cx, |path| !path.is_lane() && Some(path) != active);
        self.direct = Negotiation::open(signaling.network().ice_servers.clone(), cx);
        self.attempt_ends = Some(now + REJOIN_TIMEOUT);
        (self.upgrade, self.answer_until) = (None, None);
    }

    fn open_lane<R>(&mut self, signaling: &Signaling, cx: &mut Context<R>) {
        self.lane_opens = None;
        let Some((id, open)) = self.untried_lane(signaling) else { return };
        let active = self.active;
        if let Some(old) = self.lane {
            cx.close_path_unless_used(old, active);
        }
        self.close(cx, |path| path.is_lane() && Some(path) != active);
        cx.add_path(id);
        (self.lane, self.lane_is_open) = (Some(id), true);
        for output in open {
            cx.push(Output::Path(id, output));
        }
    }

    // --- time ------------------------------------------------------------------------------------

    /// When [`Self::on_time`] is due.
    pub(super) fn deadline(&self) -> Option<Tick> {
        let silence = match self.lost_until {
            Some(until) => until,
            None if self.is_silent => self.heard + HEARTBEAT_STALE,
            None => self.heard + PATH_SILENT,
        };
        let attempt = earliest(self.attempt_ends, self.answer_until);
        let mut next = earliest(self.lane_opens, attempt);
        if self.was_used {
            next = earliest(earliest(next, self.upgrade), Some(silence));
        } else {
            next = earliest(next, Some(self.first_use_until));
        }
        for path in &self.paths {
            next = earliest(next, Some(path.ping));
            if !path.said_deaf {
                next = earliest(next, path.deaf_from(self.active));
            }
        }
        next
    }

    /// Pings, and opens what is due.
    pub(super) fn on_time<R>(
        &mut self,
        signaling: &mut Signaling,
        cx: &mut Context<R>,
        now: Tick,
    ) -> Silence {
        self.ping(cx, now);
        if self.lane_opens.is_some_and(|at| now >= at) {
            self.open_lane(signaling, cx);
        }
        let mut attempt_failed = self.attempt_ends.is_some_and(|at| now >= at);
        if self.answer_until.is_some_and(|at| now >= at) {
            self.answer_until = None;
            attempt_failed |= !self.direct.is_answered();
        }
        if attempt_failed {
            (self.attempt_ends, self.answer_until) = (None, None);
        }
        if !self.was_used {
            let is_over = now >= self.first_use_until;
            return if is_over { Silence::NeverUsed } else { Silence::None };
        }
        let is_upgrade_due = self.upgrade.is_some_and(|at| now >= at);
        if is_upgrade_due {
            self.upgrade = None;
        }
        self.is_silent |= now >= self.heard + PATH_SILENT;
        if !self.is_reached(now) {
            self.look_for_path(attempt_failed, signaling, cx, now);
        } else if is_upgrade_due && signaling.is_open() {
            self.open_direct(signaling, cx, now);
        } else if is_upgrade_due || (attempt_failed && !self.is_up(self.direct.id())) {
            self.upgrade_later(now);
        }
        if self.lost_until.is_some_and(|until| now >= until) {
            Silence::Lost
        } else {
            Silence::None
        }
    }

    /// No path works: another direct one is offered through the signal server, and if nothing comes of
    /// that, the signal server is connected to anew.
    fn look_for_path<R>(
        &mut self,
        attempt_failed: bool,
        signaling: &mut Signaling,
        cx: &mut Context<R>,
        now: Tick,
    ) {
        signaling.hurry(now);
        if attempt_failed || self.attempt_ends.is_some_and(|_| !signaling.is_open()) {
            signaling.lose(false, cx, now);
            (self.attempt_ends, self.answer_until) = (None, None);
        } else if self.attempt_ends.is_none() && signaling.is_open() {
            self.open_direct(signaling, cx, now);
            self.attempt_ends = Some(now + ATTEMPT);
            self.answer_until = Some(now + ANSWERED_WITHIN);
        }
    }

    fn ping<R>(&mut self, cx: &mut Context<R>, now: Tick) {
        let is_quiet = now >= self.heard + 2 * HEARTBEAT_INTERVAL;
        let acknowledged = self.inbox.last();
        for path in &mut self.paths {
            let is_spare_lane = path.id.is_lane() && self.active != Some(path.id);
            // Once, and then as often as the others.
            if is_spare_lane && is_quiet && path.ping > now + HEARTBEAT_INTERVAL {
                path.ping = now;
            }
            // The sharer may still hear us, and would not notice that it is not heard.
            let deaf = path.deaf_from(self.active).is_some_and(|from| now >= from);
            if deaf != path.said_deaf {
                (path.said_deaf, path.ping) = (deaf, now);
            }
            if now >= path.ping {
                let seldom = is_spare_lane && !is_quiet;
                path.ping = now + if seldom { SPARE_PATH_PING } else { HEARTBEAT_INTERVAL };
                cx.push(Output::Ping { path: path.id, acknowledged, deaf });
            }
        }
    }

    /// Whether from now on the picture counts as interrupted. It is asked before anything else that happens
    /// at this time: a computer that wakes up may bring a message or a key before the timeout.
    pub(super) fn becomes_stale(&mut self, reconnect_for: Duration, now: Tick) -> bool {
        let stale_from = self.heard + HEARTBEAT_STALE;
        if !self.was_used || self.lost_until.is_some() || now < stale_from {
            return false;
        }
        let until = stale_from + reconnect_for;
        // Without a sleep it is asked at the time itself.
        let least = reconnect_for.min(LOOK_AT_LEAST);
        self.lost_until = Some(until.max(now + least));
        true
    }

    /// A message of the sharer arrived. Returns whether that ends an interruption.
    pub(super) fn heard(&mut self, id: PathId, now: Tick) -> bool {
        let Some(path) = self.paths.iter_mut().find(|path| path.id == id) else { return false };
        path.heard = now;
        if path.said_deaf {
            // It is told at once that it is heard again.
            path.ping = now;
        }
        (self.heard, self.is_silent) = (now, false);
        self.lost_until.take().is_some()
    }
}
