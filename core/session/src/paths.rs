//! The paths to one Helper, and which of them is used. The Helper's identity and rights do not depend on
//! a path.
//!
//! ```text
//!  New ── all channels open ──▶ Up ── failed, closed ──▶ Down
//! ```
//!
//! The direct path is better than the lane over the server. A path that is up is given up after
//! [`limits::PATH_SILENT`] when another one works, and a better one is used again when it has been heard for
//! [`limits::PATH_TRUSTED`] without a gap.

use alloc::vec::Vec;
use core::time::Duration;

use protocol::limits;
use protocol::time::{Tick, earliest};

use crate::ids::PathId;

/// What a path leads over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PathKind {
    /// The signal server's lane.
    Lane,
    /// ICE: directly, or over a TURN relay.
    Direct,
}

/// All paths to one Helper.
#[derive(Debug)]
pub(crate) struct Paths {
    all: Vec<Path>,
    active: Option<PathId>,
    /// Before that, a guest without a path waits for the direct one.
    lane_from: Tick,
    /// When the Helper was heard last, on whichever path: also on one that is down by now.
    heard: Tick,
}

#[derive(Debug)]
struct Path {
    id: PathId,
    kind: PathKind,
    state: PathState,
    /// Another one was used because this one was silent.
    was_given_up: bool,
    /// The Helper hears nothing on it, and has said so: it works in one direction only.
    is_deaf: bool,
    /// ICE candidates that were taken.
    candidates: u32,
}

#[derive(Clone, Copy, Debug)]
enum PathState {
    New,
    Up {
        /// When the Helper was heard last.
        heard: Tick,
        /// Since when the Helper has been heard without a gap.
        since: Tick,
    },
    Down,
}

impl Path {
    /// Until when it counts as working, unless the Helper is heard again.
    fn works_until(&self, is_active: bool) -> Option<Tick> {
        let PathState::Up { heard, .. } = self.state else { return None };
        if self.is_deaf {
            return None;
        }
        Some(match self.kind {
            PathKind::Lane if !is_active => heard + limits::SPARE_PATH_SILENT,
            PathKind::Lane | PathKind::Direct => heard + limits::PATH_SILENT,
        })
    }

    /// From when on it is used instead of a worse one that works.
    fn trusted_from(&self) -> Option<Tick> {
        match self.state {
            PathState::Up { since, .. } if self.was_given_up => Some(since + limits::PATH_TRUSTED),
            PathState::Up { since, .. } => Some(since),
            PathState::New | PathState::Down => None,
        }
    }
}

impl Paths {
    /// No path yet. `round_trip` is how long the Helper took to prove the code.
    pub(crate) fn new(round_trip: Duration, now: Tick) -> Self {
        let is_far = round_trip * limits::DIRECT_ROUND_TRIPS > limits::LANE_AFTER;
        let lane_from = if is_far { now } else { now + limits::LANE_AFTER };
        Self { all: Vec::new(), active: None, lane_from, heard: now }
    }

    /// A path is being set up. Returns paths that have to be closed to make room for it.
    pub(crate) fn open(&mut self, id: PathId, kind: PathKind) -> Vec<PathId> {
        self.all.push(Path {
            id,
            kind,
            state: PathState::New,
            was_given_up: false,
            is_deaf: false,
            candidates: 0,
        });
        // The newest of a kind replaces older ones as soon as it is up; until then one is kept.
        let mut closed = Vec::new();
        while self.all.iter().filter(|path| path.kind == kind).count() > limits::PATHS / 2 {
            let active = self.active;
            let oldest =
                self.all.iter().position(|path| path.kind == kind && Some(path.id) != active);
            let Some(oldest) = oldest else { break };
            closed.push(self.all.remove(oldest).id);
        }
        closed
    }

    /// All channels of a path are open. A second report changes nothing.
    pub(crate) fn up(&mut self, id: PathId, now: Tick) {
        if let Some(path) = self.find(id)
            && let PathState::New = path.state
        {
            path.state = PathState::Up { heard: now, since: now };
            self.heard = now;
        }
    }

    /// A path failed or closed. Returns whether it was one of ours.
    pub(crate) fn down(&mut self, id: PathId) -> bool {
        let Some(path) = self.find(id) else { return false };
        path.state = PathState::Down;
        true
    }

    /// Takes out the paths that are down, and those that a newer one of the same kind, which is up, has
    /// replaced. They have to be closed.
    pub(crate) fn take_useless(&mut self) -> Vec<PathId> {
        let newest_up = |kind| {
            let of_kind = self.all.iter().filter(|path| path.kind == kind);
            of_kind.filter(|path| matches!(path.state, PathState::Up { .. })).map(|p| p.id).max()
        };
        let newest = [PathKind::Lane, PathKind::Direct].map(|kind| (kind, newest_up(kind)));
        let active = self.active;
        let (useless, useful) = core::mem::take(&mut self.all).into_iter().partition(|path| {
            let is_replaced = newest.iter().any(|(kind, newest)| {
                *kind == path.kind && newest.is_some_and(|newest| newest > path.id)
            });
            let is_down = matches!(path.state, PathState::Down);
            (is_down || is_replaced) && Some(path.id) != active
        });
        self.all = useful;
        let useless: Vec<Path> = useless;
        useless.into_iter().map(|path| path.id).collect()
    }

    /// Whether all channels of a path are open.
    pub(crate) fn is_up(&self, id: PathId) -> bool {
        self.all.iter().any(|path| path.id == id && matches!(path.state, PathState::Up { .. }))
    }

    /// What was said of a path last with [`Self::set_deaf`].
    pub(crate) fn is_deaf(&self, id: PathId) -> bool {
        self.all.iter().any(|path| path.id == id && path.is_deaf)
    }

    /// Whether the Helper hears us on a path, as they say there. What arrives on one where they do not counts
    /// for nothing: nothing can be answered.
    pub(crate) fn set_deaf(&mut self, id: PathId, deaf: bool) {
        if let Some(path) = self.find(id) {
            path.is_deaf = deaf;
        }
    }

    /// A message of the Helper arrived on a path. Returns whether that path works.
    pub(crate) fn heard(&mut self, id: PathId, now: Tick) -> bool {
        let Some(Path { state: PathState::Up { heard, since }, is_deaf: false, .. }) =
            self.find(id)
        else {
            return false;
        };
        if now >= *heard + limits::PATH_SILENT {
            *since = now;
        }
        *heard = now;
        self.heard = now;
        true
    }

    /// The path that is used.
    #[cfg(test)]
    pub(crate) fn active(&self) -> Option<PathId> {
        self.active
    }

    /// All paths.
    pub(crate) fn ids(&self) -> impl Iterator<Item = PathId> {
        self.all.iter().map(|path| path.id)
    }

    /// Whether there is a path of this kind that is up or may come up.
    pub(crate) fn has(&self, kind: PathKind) -> bool {
        self.all.iter().any(|path| path.kind == kind && !matches!(path.state, PathState::Down))
    }

    /// Whether the Helper was heard a moment ago, and a path is up.
    pub(crate) fn is_reached(&self, now: Tick) -> bool {
        self.active.is_some() && self.silent_from().is_some_and(|silent| now < silent)
    }

    /// From when on the Helper counts as lost, unless they are heard. `None` when no path is up.
    pub(crate) fn silent_from(&self) -> Option<Tick> {
        let is_up = |path: &Path| matches!(path.state, PathState::Up { .. }) && !path.is_deaf;
        self.all.iter().any(is_up).then(|| self.heard + limits::HEARTBEAT_STALE)
    }

    /// Chooses the path to use from now on. `Some` when it is another one than before.
    pub(crate) fn choose(&mut self, now: Tick) -> Option<PathId> {
        let active = self.active;
        let works = |path: &&Path| {
            path.works_until(active == Some(path.id)).is_some_and(|until| now < until)
        };
        let current = self.all.iter().filter(works).find(|path| Some(path.id) == active);
        let may_use_lane = active.is_some() || now >= self.lane_from || !self.has(PathKind::Direct);
        let best = self.all.iter().filter(works).filter(|path| match current {
            Some(current) => {
                // The page offers a newer one of the same kind when it does not hear us on this one.
                (path.kind, path.id) > (current.kind, current.id)
                    && path.trusted_from().is_some_and(|from| now >= from)
            }
            None => path.kind == PathKind::Direct || may_use_lane,
        });
        let best = best.max_by_key(|path| (path.kind, path.id))?.id;
        if active == Some(best) {
            return None;
        }
        let gave_up = current.is_none();
        if let Some(old) = active.and_then(|old| self.find(old)) {
            old.was_given_up |= gave_up;
        }
        self.active = Some(best);
        Some(best)
    }

    /// When [`Self::choose`] or [`Self::is_reached`] may answer otherwise.
    pub(crate) fn deadline(&self, now: Tick) -> Option<Tick> {
        let mut next = None;
        let mut consider = |at: Option<Tick>| next = earliest(next, at.filter(|at| *at > now));
        consider(self.silent_from());
        if self.active.is_none() {
            consider(Some(self.lane_from).filter(|_| self.has(PathKind::Lane)));
        }
        for path in &self.all {
            consider(path.works_until(self.active == Some(path.id)));
            consider(path.trusted_from());
        }
        next
    }

    /// Whether one more candidate is taken for a path.
    pub(crate) fn takes_candidate(&mut self, id: PathId) -> bool {
        let Some(path) = self.find(id) else { return false };
        path.candidates = path.candidates.saturating_add(1);
        path.candidates <= limits::CANDIDATES
    }

    fn find(&mut self, id: PathId) -> Option<&mut Path> {
        self.all.iter_mut().find(|path| path.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANE: PathId = PathId(100);
    const DIRECT: PathId = PathId(1);
    const NEAR: Duration = Duration::from_millis(80);

    fn at(ms: u64) -> Tick {
        Tick::from_millis(ms)
    }

    /// A lane and a direct path, both up at 0 ms; the direct one is used.
    fn both() -> Paths {
        let mut paths = Paths::new(NEAR, at(0));
        for (id, kind) in [(LANE, PathKind::Lane), (DIRECT, PathKind::Direct)] {
            assert!(paths.open(id, kind).is_empty());
            paths.up(id, at(0));
        }
        assert_eq!(paths.choose(at(0)), Some(DIRECT));
        paths
    }

    #[test]
    fn a_lane_is_used_at_once_where_no_direct_path_can_be_up_soon() {
        let mut paths = Paths::new(NEAR + Duration::from_millis(1), at(0));
        paths.open(DIRECT, PathKind::Direct);
        paths.open(LANE, PathKind::Lane);
        assert_eq!(paths.choose(at(0)), None);
        paths.up(LANE, at(20));
        assert_eq!(paths.choose(at(20)), Some(LANE));
    }

    #[test]
    fn a_lane_is_used_at_once_where_no_direct_path_is_offered() {
        let mut paths = Paths::new(NEAR, at(0));
        paths.open(LANE, PathKind::Lane);
        paths.up(LANE, at(20));
        assert_eq!(paths.choose(at(20)), Some(LANE));
    }

    #[test]
    fn the_direct_path_has_the_first_try() {
        let mut paths = Paths::new(NEAR, at(0));
        paths.open(DIRECT, PathKind::Direct);
        paths.open(LANE, PathKind::Lane);
        paths.up(LANE, at(100));
        assert_eq!(paths.choose(at(399)), None);
        assert_eq!(paths.deadline(at(100)), Some(at(400)));
        assert_eq!(paths.choose(at(400)), Some(LANE));
        paths.up(DIRECT, at(450));
        assert_eq!(paths.choose(at(450)), Some(DIRECT), "at once: it was never given up");
    }

    #[test]
    fn a_silent_path_is_given_up_when_another_one_works() {
        let mut paths = both();
        assert_eq!(paths.choose(at(1_249)), None);
        assert_eq!(paths.choose(at(1_250)), Some(LANE));
        // It is heard again: it is used when it has been for long enough.
        for ms in (1_500..=3_400).step_by(100) {
            paths.heard(DIRECT, at(ms));
            paths.heard(LANE, at(ms));
            assert_eq!(paths.choose(at(ms)), None, "{ms}");
        }
        paths.heard(DIRECT, at(3_500));
        assert_eq!(paths.choose(at(3_500)), Some(DIRECT));
    }

    #[test]
    fn without_another_path_a_silent_one_stays() {
        let mut paths = both();
        paths.down(LANE);
        assert_eq!(paths.choose(at(60_000)), None);
        assert_eq!(paths.active(), Some(DIRECT));
        assert!(!paths.is_reached(at(2_000)) && paths.is_reached(at(1_999)));
    }

    #[test]
    fn a_path_that_is_down_is_left_at_once() {
        let mut paths = both();
        paths.down(DIRECT);
        assert_eq!(paths.choose(at(1)), Some(LANE));
        assert_eq!(paths.take_useless(), [DIRECT]);
        paths.down(LANE);
        assert_eq!(paths.choose(at(2)), None);
        assert!(!paths.is_reached(at(2)));
    }

    #[test]
    fn a_path_that_fails_leaves_time_to_hear_the_helper_on_the_spare_lane() {
        let mut paths = both();
        for ms in (500..=5_000).step_by(500) {
            paths.heard(DIRECT, at(ms));
        }
        // The lane was heard five seconds ago.
        paths.down(DIRECT);
        assert_eq!(paths.choose(at(5_001)), Some(LANE));
        assert!(paths.is_reached(at(5_001)) && paths.is_reached(at(6_999)));
        assert_eq!(paths.deadline(at(6_500)), Some(at(7_000)));
        assert!(!paths.is_reached(at(7_000)), "nothing was heard there either");
        paths.heard(LANE, at(7_001));
        assert!(paths.is_reached(at(7_001)));
    }

    #[test]
    fn a_newer_path_replaces_an_older_one_of_its_kind_once_it_is_up() {
        let mut paths = both();
        paths.open(PathId(2), PathKind::Direct);
        assert!(paths.take_useless().is_empty());
        paths.up(PathId(2), at(2_000));
        paths.heard(LANE, at(2_000));
        assert_eq!(paths.choose(at(2_000)), Some(PathId(2)), "the old one is silent");
        assert_eq!(paths.take_useless(), [DIRECT]);
    }

    /// Both ends count a path as silent after the same time: they would replace paths in turns for ever.
    #[test]
    fn a_newer_path_is_used_at_once_although_the_older_one_was_just_heard() {
        let mut paths = both();
        paths.open(PathId(2), PathKind::Direct);
        paths.heard(DIRECT, at(1_000));
        paths.up(PathId(2), at(1_000));
        assert_eq!(paths.choose(at(1_000)), Some(PathId(2)));
    }

    #[test]
    fn no_more_paths_are_kept_than_the_bound() {
        let mut paths = both();
        let mut closed = Vec::new();
        for n in 2..20 {
            closed.extend(paths.open(PathId(n), PathKind::Direct));
        }
        assert_eq!(paths.all.len(), limits::PATHS - 1);
        assert_eq!(closed, (2..19).map(PathId).collect::<Vec<_>>(), "never the one in use");
    }

    #[test]
    fn no_deadline_is_in_the_past() {
        let mut paths = both();
        let mut now = at(0);
        for _ in 0..100 {
            paths.choose(now);
            let Some(next) = paths.deadline(now) else { return };
            assert!(next > now);
            now = next;
        }
        assert!(now < at(0) + Duration::from_secs(60), "it wakes for ever");
    }
}
