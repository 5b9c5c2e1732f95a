//! Where the windows are that are not part of the picture. Windows reports no events to a thread without a message loop,
//! so that they are looked for: before each look at the picture, and after each copy of it.

use picture::mask::Mask;
use protocol::geometry::Rect;
use session::display::Area;

use crate::clock::Clock;
use crate::platform::own_windows::{OWN_WINDOWS, OwnWindows};
use crate::platform::windows::seen;

/// The windows, and the mask that they make.
pub(super) struct MaskedWindows {
    pub(super) mask: Mask,
    own: OwnWindows,
    /// The version of [`Self::own`] that is followed; `None` while nothing is.
    version: Option<u32>,
    followed: Vec<Followed>,
    clock: Clock,
}

struct Followed {
    window: u32,
    /// Where it was seen last.
    place: Option<Rect>,
    is_own: bool,
}

impl MaskedWindows {
    pub(super) fn new(own: OwnWindows) -> Self {
        Self {
            mask: Mask::new(),
            own,
            version: None,
            followed: Vec::with_capacity(OWN_WINDOWS),
            clock: Clock::start(),
        }
    }

    /// Looks where the windows are. Returns whether a part of the picture has to be captured once more.
    pub(super) fn look(&mut self, area: Area) -> bool {
        self.follow();
        let now = self.clock.now();
        let mask = &mut self.mask;
        self.followed.retain_mut(|Followed { window, place, is_own }| {
            let found = place_of(*window);
            let at = found.and_then(|(x, y, width, height)| area.clip(x, y, width, height));
            if let (Some(from), Some(to)) = (*place, at)
                && from != to
            {
                // It was between the two as well.
                mask.cover(*window, Some(from.union(to)), now);
            }
            mask.cover(*window, at, now);
            *place = at;
            // A window that is removed is closed soon; until then it can still be seen.
            *is_own || found.is_some()
        });
        self.mask.expire(now);
        self.mask.is_stale()
    }

    /// Takes the parts that have to be captured once more.
    pub(super) fn take_stale(&mut self, take: impl FnMut(Rect)) {
        self.mask.take_stale(take);
    }

    /// Another part of the desktop is shown, or none.
    pub(super) fn clear(&mut self) {
        self.mask.clear();
        self.followed.iter_mut().for_each(|followed| followed.place = None);
    }

    /// Takes over which windows are to be followed.
    fn follow(&mut self) {
        if !self.own.changed_since(self.version) {
            return;
        }
        let followed = &mut self.followed;
        followed.iter_mut().for_each(|followed| followed.is_own = false);
        self.version = Some(self.own.each(|window| {
            let known = followed.iter().position(|known| known.window == window);
            if let Some(known) = known.and_then(|at| followed.get_mut(at)) {
                known.is_own = true;
            } else if followed.len() < 2 * OWN_WINDOWS {
                followed.push(Followed { window, place: None, is_own: true });
            } else {
                tracing::warn!("too many windows are open or being closed: one is sent");
            }
        }));
    }
}

/// Where a window can be seen, in px of the virtual desktop: left, top, width and height.
fn place_of(window: u32) -> Option<(i32, i32, u32, u32)> {
    let area = seen::place_of(seen::window(window)?)?;
    Some((area.x, area.y, area.size.width(), area.size.height()))
}
