//! How the sharer can be reached: the paths, their heartbeats, and the messages that they bring.
//!
//! The sharer leads here, too: it says which path is used (`ToViewer::UsePath`). This end opens paths: the
//! direct one first; the lane when that one does not come up, and as a spare one; another direct one when
//! the one in use is silent.

use alloc::vec::Vec;
use core::time::Duration;

use protocol::channel::Channel;
use protocol::input::InputEvent;
use protocol::limits::{
    HEARTBEAT_INTERVAL, HEARTBEAT_STALE, LANE_OPENS_AFTER, PATH_SILENT, RECONNECT_TIMEOUT,
    REJOIN_AFTER, REJOIN_TIMEOUT, SPARE_LANE_AFTER, SPARE_PATH_PING,
};
use protocol::peer::{Envelope, ToSharer};
use protocol::time::{Tick, earliest};
use transport::delivery::{Inbox, Outbox, OutboxFull};

use super::context::Context;
use super::negotiation::Negotiation;
use super::output::Output;
use super::path::{PathId, PathOutput};
use super::signaling::Signaling;

/// How long after a direct path failed another one is tried while the lane works: doubled each time, up to
/// [`UPGRADE_MAX`].
const UPGRADE_MIN: Duration = Duration::from_secs(5);

/// See [`UPGRADE_MIN`].
const UPGRADE_MAX: Duration = Duration::from_secs(60);

/// How the sharer can be reached.
#[derive(Debug)]
pub(super) struct Reach {
    paths: Vec<Path>,
    /// The newest direct path.
    pub(super) direct: Negotiation,
    /// The path on which the sharer sends.
    active: Option<PathId>,
    /// The sharer has used a path.
    was_used: bool,
    outbox: Outbox<ToSharer>,
    inbox: Inbox,
    inputs: Outbox<InputEvent>,
    /// A lane is being opened, or is open.
    lane_is_open: bool,
    /// When the lane is opened.
    lane_opens: Option<Tick>,
    /// When another direct path is tried, while there is one that works.
    upgrade: Option<Tick>,
    upgrade_wait: Duration,
    /// When a new direct path counts as failed, if no path is up by then.
    attempt_ends: Option<Tick>,
    /// When the sharer was heard last, on any path.
    heard: Tick,
    /// That was longer than [`PATH_SILENT`] ago.
    is_silent: bool,
    /// The sharer has not been heard for [`HEARTBEAT_STALE`] since then; `None` while it is.
    lost: Option<Tick>,
}

/// A path that is up.
#[derive(Debug)]
struct Path {
    id: PathId,
    heard: Tick,
    ping: Tick,
}

/// What the time brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// Nothing new.
    None,
    /// From now on the picture counts as interrupted.
    Stale,
    /// The sharer is given up.
    Lost,
}

impl Reach {
    pub(super) fn new(direct: Negotiation, now: Tick) -> Self {
        let has_failed = direct.has_failed();
        Self {
            paths: Vec::new(),
            direct,
            active: None,
            was_used: false,
            outbox: Outbox::default(),
            inbox: Inbox::default(),
            inputs: Outbox::default(),
            lane_is_open: false,
            lane_opens: Some(if has_failed { now } else { now + LANE_OPENS_AFTER }),
            upgrade: None,
            upgrade_wait: UPGRADE_MIN,
            attempt_ends: None,
            heard: now,
            is_silent: false,
            lost: None,
        }
    }

    /// Whether the sharer has been silent for so long that the picture counts as interrupted.
    pub(super) fn is_stale(&self) -> bool {
        self.lost.is_some()
    }

    /// Until when the sharer is looked for, while it is lost.
    pub(super) fn until(&self) -> Option<Tick> {
        self.lost.map(|since| since + RECONNECT_TIMEOUT)
    }

    /// Whether a path works now.
    pub(super) fn is_reached(&self, now: Tick) -> bool {
        !self.paths.is_empty() && now < self.heard + PATH_SILENT
    }

    // --- paths -----------------------------------------------------------------------------------

    /// All channels of a path are open.
    pub(super) fn up(&mut self, id: PathId, now: Tick) {
        if self.paths.iter().any(|path| path.id == id) {
            return;
        }
        self.paths.push(Path { id, heard: now, ping: now });
        self.heard = now;
        if id == self.direct.id() {
            (self.upgrade, self.attempt_ends) = (None, None);
            self.upgrade_wait = UPGRADE_MIN;
            self.lane_opens = Some(now + SPARE_LANE_AFTER);
        }
    }

    /// Whether a path is up or may come up without a new offer.
    pub(super) fn has_hope(&self, signaling: &Signaling) -> bool {
        let may_have_lane = self.lane_opens.is_some() && signaling.network().lane.is_some();
        may_have_lane || !self.paths.is_empty() || !self.direct.has_failed() || self.lane_is_open
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
        let was_up = self.paths.iter().any(|path| path.id == id);
        self.paths.retain(|path| path.id != id);
        if self.active == Some(id) {
            self.active = None;
        }
        if id.is_lane() && !may_come_back {
            self.lane_is_open = false;
        }
        if id == self.direct.id() {
            self.direct.fail();
            self.attempt_ends = (!was_up).then_some(now);
            self.upgrade.get_or_insert(now + self.upgrade_wait);
            self.upgrade_wait = (self.upgrade_wait * 2).min(UPGRADE_MAX);
            // Without a direct path the lane is needed.
            if signaling.is_open() {
                self.lane_opens = Some(now);
            }
        }
    }

    /// The sharer sends on this path from now on: so does this end, beginning with what may not have
    /// arrived. Older direct paths have done their work.
    pub(super) fn use_path<R>(&mut self, id: PathId, cx: &mut Context<R>) {
        if self.active == Some(id) {
            return;
        }
        self.active = Some(id);
        self.was_used = true;
        cx.push(Output::UsePath(id));
        for (number, message) in self.outbox.unacknowledged() {
            cx.push(Output::Control(id, self.envelope(number, message.clone())));
        }
        for (number, event) in self.inputs.unacknowledged() {
            let (channel, event) = (Channel::Input, *event);
            cx.push(Output::SendInput { path: id, channel, number, event });
        }
        let is_replaced = |path: &Path| path.id.is_lane() == id.is_lane() && path.id < id;
        let replaced: Vec<PathId> =
            self.paths.iter().filter(|path| is_replaced(path)).map(|path| path.id).collect();
        for old in replaced {
            cx.close_path(old);
            self.paths.retain(|path| path.id != old);
        }
    }

    /// The signal server has paired the two ends anew: there may be other ways to the sharer.
    pub(super) fn resumed<R>(&mut self, signaling: &Signaling, cx: &mut Context<R>, now: Tick) {
        let is_reached = self.is_reached(now);
        self.lane_opens = Some(if is_reached { now + SPARE_LANE_AFTER } else { now });
        if !is_reached {
            self.open_direct(signaling, cx, now);
        }
    }

    fn open_direct<R>(&mut self, signaling: &Signaling, cx: &mut Context<R>, now: Tick) {
        // One that has not come up will not any more.
        let old = self.direct.id();
        if !self.paths.iter().any(|path| path.id == old) {
            cx.close_path(old);
        }
        self.direct = Negotiation::open(signaling.network().ice_servers.clone(), cx);
        self.attempt_ends = Some(now + REJOIN_TIMEOUT);
        self.upgrade = None;
    }

    fn open_lane<R>(&mut self, signaling: &Signaling, cx: &mut Context<R>) {
        self.lane_opens = None;
        let Some((id, secret)) = signaling.lane() else { return };
        let Some(token) = signaling.network().lane else { return };
        if cx.is_open(id) {
            return;
        }
        cx.add_path(id);
        self.lane_is_open = true;
        cx.push(Output::Path(id, PathOutput::OpenLane { token, secret }));
    }

    // --- time ------------------------------------------------------------------------------------

    /// When [`Self::on_time`] is due.
    pub(super) fn deadline(&self) -> Option<Tick> {
        let silence = match self.until() {
            Some(until) => until,
            None if self.is_silent => self.heard + HEARTBEAT_STALE,
            None => self.heard + PATH_SILENT,
        };
        let mut next = earliest(self.lane_opens, self.attempt_ends);
        if self.was_used {
            next = earliest(earliest(next, self.upgrade), Some(silence));
        }
        for path in &self.paths {
            next = earliest(next, Some(path.ping));
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
        let attempt_failed = self.attempt_ends.is_some_and(|at| now >= at);
        if attempt_failed {
            self.attempt_ends = None;
        }
        if !self.was_used {
            return Silence::None;
        }
        self.is_silent |= now >= self.heard + PATH_SILENT;
        if !self.is_reached(now) {
            self.look_for_path(attempt_failed, signaling, cx, now);
        } else if self.upgrade.is_some_and(|at| now >= at) {
            if signaling.is_open() {
                self.open_direct(signaling, cx, now);
            } else {
                self.upgrade = Some(now + self.upgrade_wait);
            }
        }
        self.silence(now)
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
            signaling.lose(cx, now);
            self.attempt_ends = None;
        } else if self.attempt_ends.is_none() && signaling.is_open() {
            self.open_direct(signaling, cx, now);
            self.attempt_ends = Some(now + REJOIN_AFTER + PATH_SILENT);
        }
    }

    fn ping<R>(&mut self, cx: &mut Context<R>, now: Tick) {
        let is_quiet = now >= self.heard + 2 * HEARTBEAT_INTERVAL;
        let acknowledged = self.inbox.last();
        for path in &mut self.paths {
            let is_spare_lane = path.id.is_lane() && self.active != Some(path.id);
            if is_spare_lane && is_quiet {
                path.ping = path.ping.min(now);
            }
            if now >= path.ping {
                let seldom = is_spare_lane && !is_quiet;
                path.ping = now + if seldom { SPARE_PATH_PING } else { HEARTBEAT_INTERVAL };
                cx.push(Output::Ping { path: path.id, acknowledged });
            }
        }
    }

    fn silence(&mut self, now: Tick) -> Silence {
        match self.lost {
            Some(since) if now >= since + RECONNECT_TIMEOUT => Silence::Lost,
            Some(_) => Silence::None,
            None if now >= self.heard + HEARTBEAT_STALE => {
                self.lost = Some(now);
                // What was typed meanwhile is too late.
                self.inputs.clear();
                Silence::Stale
            }
            None => Silence::None,
        }
    }

    /// A message of the sharer arrived. Returns whether that ends an interruption.
    pub(super) fn heard(&mut self, id: PathId, now: Tick) -> bool {
        let Some(path) = self.paths.iter_mut().find(|path| path.id == id) else { return false };
        path.heard = now;
        self.heard = now;
        self.is_silent = false;
        self.was_used && self.lost.take().is_some()
    }

    // --- messages --------------------------------------------------------------------------------

    /// Takes the envelope of a message off. `None` when it was received before.
    pub(super) fn receive<M>(&mut self, envelope: Envelope<M>) -> Option<M> {
        self.outbox.acknowledge(envelope.acknowledged);
        self.inputs.acknowledge(envelope.input);
        let is_new = envelope.number == 0 || self.inbox.accept(envelope.number);
        is_new.then_some(envelope.message)
    }

    /// Sends a message on the path in use, and on the next one if this one does not bring it.
    pub(super) fn say<R>(
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

    /// Sends an event of keyboard or pointer: moves may be lost, everything else must arrive.
    pub(super) fn send_input<R>(
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
            | Channel::Video => self.inputs.push(event, size_of::<InputEvent>())?,
        };
        if let Some(path) = self.active {
            cx.push(Output::SendInput { path, channel, number, event });
        }
        Ok(())
    }

    fn envelope(&self, number: u32, message: ToSharer) -> Envelope<ToSharer> {
        Envelope { number, ..message.unnumbered(self.inbox.last(), 0) }
    }
}

/// About how many bytes of memory a message takes.
fn size(message: &ToSharer) -> usize {
    match message {
        ToSharer::Chat { text } => 64 + text.len(),
        ToSharer::RequestControl {}
        | ToSharer::GiveUpControl {}
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
        | ToSharer::Away {}
        | ToSharer::Unknown => 256,
    }
}
