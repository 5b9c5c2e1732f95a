//! The pointer: where it is, and whether a device or a program moved it there.

use std::collections::VecDeque;
use std::time::Duration;

use protocol::time::Tick;

use super::OnScreen;
use crate::platform::press_watch::area::Area;

/// Places to which a device moves the pointer that are kept: it arrives at each of them after the hook was called.
const TARGETS: usize = 8;

/// For how long such a place is kept when the mouse has moved on. It has arrived long before, unless the computer is
/// busy. The last place is kept until it arrives.
const ARRIVES: Duration = Duration::from_millis(250);

/// How far from such a place the pointer may arrive, in px: Windows rounds where displays differ in their scale.
const NEAR: u32 = 2;

/// For how long after a program has moved the pointer a motion of a device is not taken for the person's: it may be the
/// rest of one.
const SETTLING: Duration = Duration::from_millis(500);

/// For how long a place that nothing has led to waits for the motion that leads there. Only Wine hands over a motion
/// late.
const AHEAD: Duration = Duration::from_secs(2);

/// See the module.
#[derive(Debug)]
pub(super) struct Pointer {
    /// All displays.
    desktop: Area,
    track: Track,
    ahead: Option<Ahead>,
}

/// What led the pointer to where it is.
#[derive(Clone, Debug)]
pub(super) struct Track {
    /// Where it was last.
    pub(super) at: OnScreen,
    /// Where devices move it, the last place at the end.
    targets: VecDeque<(OnScreen, Tick)>,
    /// When a program moved it last.
    pub(super) moved_by_program: Option<Tick>,
    /// No device has moved it since.
    pub(super) is_by_program: bool,
}

/// A look found the pointer where nothing has led it. It counts as moved by a program from then on. But Wine asks the X
/// server where the pointer is, and so may say it before the hook is called for the motion that led there.
///
/// Such a motion explains the place: a device makes it, it begins where devices had left the pointer before the look,
/// and it leads to that very place. Then no program moved the pointer: where it is when a hook is called is what the
/// motion is added to, and a jump by a program shows there.
#[derive(Debug)]
struct Ahead {
    /// Where the look found it.
    place: OnScreen,
    since: Tick,
    /// What is true if no program moved it.
    track: Track,
    /// At this event of the mouse the pointer is known to be where `track` says.
    is_where_it_was: bool,
}

impl Pointer {
    /// A pointer that is here, on these displays.
    pub(super) fn new(desktop: Area, at: OnScreen) -> Self {
        let track = Track {
            at,
            targets: VecDeque::with_capacity(TARGETS),
            moved_by_program: None,
            is_by_program: false,
        };
        Self { desktop, track, ahead: None }
    }

    /// Where it was last.
    pub(super) fn at(&self) -> OnScreen {
        self.track.at
    }

    /// What led it there.
    pub(super) fn track(&self) -> &Track {
        &self.track
    }

    /// Whether the pointer was here, or a device moves it here.
    pub(super) fn is_expected(&self, at: OnScreen, now: Tick) -> bool {
        is_near(self.track.at, at) || self.track.target(at, now).is_some()
    }

    /// A device moves it.
    pub(super) fn by_device(&mut self, to: OnScreen, now: Tick) {
        let to = self.on_desktop(to);
        self.track.by_device(to, now);
        let Some(mut ahead) = self.ahead.take() else { return };
        if !ahead.is_where_it_was || now.since(ahead.since) >= AHEAD {
            return;
        }
        ahead.track.by_device(to, now);
        if ahead.place == to {
            self.track = ahead.track;
        } else {
            ahead.is_where_it_was = false;
            self.ahead = Some(ahead);
        }
    }

    /// A program moves it.
    pub(super) fn by_program(&mut self, at: OnScreen, now: Tick) {
        self.ahead = None;
        self.track.by_program(self.on_desktop(at), now);
    }

    /// It is here when an event of the mouse is handled, before that takes effect.
    pub(super) fn at_event(&mut self, at: OnScreen, now: Tick) {
        if let Some(mut ahead) = self.ahead.take() {
            ahead.is_where_it_was = ahead.track.arrive(at, now);
            self.ahead = Some(ahead).filter(|ahead| ahead.is_where_it_was);
        }
        if !self.track.arrive(at, now) {
            self.track.by_program(self.on_desktop(at), now);
        }
    }

    /// It is not known where it is before a motion takes effect.
    pub(super) fn at_unknown_event(&mut self) {
        self.ahead = None;
    }

    /// A look finds it here.
    pub(super) fn at_look(&mut self, at: OnScreen, now: Tick) {
        let mut ahead = self.ahead.take().filter(|ahead| now.since(ahead.since) < AHEAD);
        if let Some(ahead) = &mut ahead
            && !ahead.track.arrive(at, now)
        {
            ahead.place = at;
        }
        let before = self.track.clone();
        if !self.track.arrive(at, now) {
            self.track.by_program(self.on_desktop(at), now);
            ahead.get_or_insert(Ahead {
                place: at,
                since: now,
                track: before,
                is_where_it_was: false,
            });
        }
        self.ahead = ahead;
    }

    /// A motion that leads beyond the screen ends at its edge.
    fn on_desktop(&self, (x, y): OnScreen) -> OnScreen {
        let along = |at: i32, from: i32, length: i32| {
            at.clamp(from, from.saturating_add(length.max(1) - 1).max(from))
        };
        let desktop = self.desktop;
        (along(x, desktop.x, desktop.width), along(y, desktop.y, desktop.height))
    }
}

impl Track {
    fn by_device(&mut self, to: OnScreen, now: Tick) {
        if self.targets.len() == TARGETS {
            self.targets.pop_front();
        }
        self.targets.push_back((to, now));
        let is_settled = |at: Tick| now.since(at) > SETTLING;
        if self.moved_by_program.is_none_or(is_settled) {
            self.is_by_program = false;
        }
    }

    fn by_program(&mut self, at: OnScreen, now: Tick) {
        self.at = at;
        self.targets.clear();
        self.moved_by_program = Some(now);
        self.is_by_program = true;
    }

    /// The pointer is here. Returns whether it was here, or a device moved it here; the places that it passed on its way
    /// are not expected any more, or a program could put it back there.
    fn arrive(&mut self, at: OnScreen, now: Tick) -> bool {
        if at == self.at {
            return true;
        }
        if let Some(target) = self.target(at, now) {
            self.targets.drain(..=target);
            self.at = at;
            return true;
        }
        // What is beside it stays beside that place: many small steps lead away.
        is_near(self.at, at)
    }

    /// The first place here to which a device moves the pointer.
    fn target(&self, at: OnScreen, now: Tick) -> Option<usize> {
        let last = self.targets.len().checked_sub(1)?;
        let mut targets = self.targets.iter().enumerate();
        let (target, _) = targets.find(|(target, (place, since))| {
            is_near(*place, at) && (*target == last || now.since(*since) < ARRIVES)
        })?;
        Some(target)
    }
}

/// Whether both places may be the same one.
fn is_near(one: OnScreen, other: OnScreen) -> bool {
    one.0.abs_diff(other.0) <= NEAR && one.1.abs_diff(other.1) <= NEAR
}
