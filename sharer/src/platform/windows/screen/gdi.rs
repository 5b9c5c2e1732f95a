//! Capture by GDI: it works everywhere, also for all displays together, and does not say what has changed.

use std::time::Duration;

use protocol::time::Tick;

use super::shown::Shown;
use crate::clock::Clock;
use crate::platform::error::PlatformError;
use crate::platform::screen::index;
use crate::platform::windows::bitmap::{Bitmap, ScreenDc};
use crate::platform::windows_screen::pace::{Pauses, PollPace};

/// A picture that was read so long ago is sent without reading it once more.
const FRESH: Duration = Duration::from_millis(8);

/// From one look to the next while nothing happens.
const PAUSES: Pauses =
    Pauses { still: Duration::from_millis(100), quiet: Duration::from_millis(250) };

/// Nothing of the desktop may be seen, not even its device context.
#[derive(Debug, thiserror::Error)]
#[error(
    "Windows shows this program no desktop: start it from the desktop of a user who is logged in"
)]
pub(in crate::platform) struct NoDesktop;

fn no_desktop() -> PlatformError {
    PlatformError::NoDesktop(Box::new(NoDesktop))
}

/// See the module.
pub(super) struct Gdi {
    screen: ScreenDc,
    bitmap: Bitmap,
    pub(super) pace: PollPace,
    /// When all of the picture was read.
    read_at: Option<Tick>,
}

impl Gdi {
    /// For a picture of this size.
    pub(super) fn open(shown: &Shown, now: Tick) -> Result<Self, PlatformError> {
        let size = shown.area.size;
        Ok(Self {
            screen: ScreenDc::open().ok_or_else(no_desktop)?,
            bitmap: Bitmap::new(size)?,
            pace: PollPace::new(size, PAUSES, now),
            read_at: None,
        })
    }

    /// Looks at a part of the picture. Returns whether something changed.
    pub(super) fn look(&mut self, shown: &mut Shown, clock: Clock) -> bool {
        if shown.kept.has_changed() && self.read_at.is_some() {
            // That is known already, and captured soon, with all of the picture.
            self.pace.looked(0, Duration::ZERO, clock.now());
            return false;
        }
        let now = clock.now();
        let mut hot = self.pace.hot();
        // While nothing happens it is read with the others, which costs less.
        if self.pace.is_lively(now)
            && let Some(hot) = hot.take()
            && self.read(std::iter::once(hot), shown, clock, PollPace::looked) == Some(true)
        {
            return true;
        }
        let strips = hot.into_iter().chain(self.pace.strips_to_look_at(now));
        let read = self.read(strips, shown, clock, PollPace::looked);
        // What could not be read so far can be read now.
        let is_first = self.read_at.is_none();
        read.is_some_and(|has_changed| has_changed || is_first)
    }

    /// Brings the picture up to date. Returns whether there is one: it cannot be read while the secure desktop is shown.
    pub(super) fn read_all(&mut self, shown: &mut Shown, clock: Clock) -> bool {
        let now = clock.now();
        if self.read_at.is_none_or(|at| now >= at + FRESH) {
            let strips = self.pace.all_strips();
            if self.read(strips, shown, clock, PollPace::captured).is_some() {
                self.read_at = Some(now);
            }
        }
        self.read_at.is_some()
    }

    /// Reads these strips, and hands to `note` how many, and how long it took. Returns whether something changed; `None` when they cannot be read.
    fn read(
        &mut self,
        strips: impl Iterator<Item = u32> + Clone,
        shown: &mut Shown,
        clock: Clock,
        note: fn(&mut PollPace, u32, Duration, Tick),
    ) -> Option<bool> {
        let begun = clock.micros();
        let (mut count, mut is_complete) = (0, true);
        for rect in strips.clone().filter_map(|strip| self.pace.rect(strip)) {
            is_complete &= self.bitmap.fetch(&self.screen, shown.area, rect);
            count += 1;
        }
        let stride = self.bitmap.stride();
        let pixels = self.bitmap.pixels_mut();
        // A window may have moved before its pixels were read. What it leaves is stale, and read by the next look.
        shown.masked.look(shown.area);
        let mut has_changed = false;
        let now = clock.now();
        // The secure desktop was shown meanwhile: what was read is nothing, or black.
        for strip in strips.filter(|_| is_complete) {
            let Some(rect) = self.pace.rect(strip) else {
                continue;
            };
            let first = stride * index(rect.y);
            if let Some(pixels) = pixels.get_mut(first..) {
                shown.masked.mask.blank(rect, pixels, stride);
                if shown.kept.update(rect, pixels, stride) {
                    self.pace.strip_changed(strip, now);
                    has_changed = true;
                }
            }
        }
        let took = Duration::from_micros(clock.micros().saturating_sub(begun));
        note(&mut self.pace, count, took, now);
        is_complete.then_some(has_changed)
    }
}
