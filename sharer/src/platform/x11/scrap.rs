//! The screen through the `scrap` library: portable, but it does not report what changed. While the
//! screen is watched, it is captured at regular intervals and compared with the capture before.
//!
//! It shows the main display of the desktop that the `DISPLAY` variable names, and no cursor.

use std::time::{Duration, Instant};

use protocol::geometry::{Rect, Size};
use scrap::{Capturer, Display};

use super::error::X11Error;
use crate::platform::damage::Damage;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::screen::{
    BYTES_PER_PIXEL, FrameRef, Patch, ScreenChanges, ScreenSource, index, whole_len,
};
use crate::platform::wake::Sleeper;

/// The time between two captures.
const INTERVAL: Duration = Duration::from_millis(33);

/// Height of the strips that are compared, in px. It is even.
const STRIP: usize = 32;

/// See the module.
pub(super) struct ScrapSource {
    capturer: Capturer,
    size: Size,
    /// The picture of the last capture.
    last: Vec<u8>,
    damage: Damage,
    patches: Vec<Patch>,
    /// When to capture again; `None` while the screen is not watched.
    next: Option<Instant>,
    everything: bool,
}

impl ScrapSource {
    /// Opens the main display.
    pub(super) fn open() -> Result<Self, PlatformError> {
        let display = Display::primary().map_err(refused)?;
        let capturer = Capturer::new(display).map_err(refused)?;
        let [width, height] =
            [capturer.width(), capturer.height()].map(|side| u32::try_from(side).unwrap_or(0));
        let size =
            Size::new(width, height).map_err(|error| PlatformError::Lost(Reason::of(error)))?;
        Ok(Self {
            capturer,
            size,
            last: vec![0; whole_len(size)],
            damage: Damage::new(),
            patches: Vec::new(),
            next: None,
            everything: true,
        })
    }
}

impl ScreenSource for ScrapSource {
    fn size(&self) -> Size {
        self.size
    }

    fn watch(&mut self) -> Result<(), PlatformError> {
        self.everything = true;
        self.next = Some(now());
        Ok(())
    }

    fn unwatch(&mut self) -> Result<(), PlatformError> {
        self.next = None;
        Ok(())
    }

    fn wait(
        &mut self,
        sleeper: &Sleeper,
        timeout: Option<Duration>,
    ) -> Result<ScreenChanges, PlatformError> {
        let until_next = self.next.map(|next| next.saturating_duration_since(now()));
        let timeout = match (until_next, timeout) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        if timeout != Some(Duration::ZERO) {
            sleeper.sleep(timeout);
        }
        let is_due = self.next.is_some_and(|next| now() >= next);
        if is_due {
            self.next = Some(now() + INTERVAL);
        }
        Ok(ScreenChanges { damage: is_due, ..ScreenChanges::default() })
    }

    fn capture(&mut self) -> Result<Option<FrameRef<'_>>, PlatformError> {
        // A call returns the picture that the call before it asked for, however old.
        self.capturer.frame().map_err(lost)?;
        let frame = self.capturer.frame().map_err(lost)?;
        let len = index(self.size.width()) * index(self.size.height()) * BYTES_PER_PIXEL;
        let last = &mut self.last[..len];
        if frame.len() != len {
            return Err(PlatformError::Lost(Reason::of("its size changed")));
        }
        self.damage.clear();
        if std::mem::take(&mut self.everything) {
            self.damage.add(self.size.rect());
        } else {
            compare(last, &frame, self.size, &mut self.damage);
        }
        if self.damage.rects().is_empty() {
            return Ok(None);
        }
        last.copy_from_slice(&frame);
        self.damage.align(self.size);
        self.patches.clear();
        let size = self.size;
        self.patches.extend(self.damage.rects().iter().map(|rect| Patch::of_whole(*rect, size)));
        Ok(Some(FrameRef { data: &self.last, patches: &self.patches, size }))
    }
}

/// Adds the strips of two pictures that differ, each cut to the columns that do.
fn compare(before: &[u8], after: &[u8], size: Size, damage: &mut Damage) {
    let stride = index(size.width()) * BYTES_PER_PIXEL;
    let strips = before.chunks(stride * STRIP).zip(after.chunks(stride * STRIP));
    for (n, (before, after)) in strips.enumerate() {
        if before == after {
            continue;
        }
        let (mut left, mut right) = (stride, 0);
        for (before, after) in before.chunks(stride).zip(after.chunks(stride)) {
            if before == after {
                continue;
            }
            let differs = |at: &usize| before[*at] != after[*at];
            left = (0..left).find(differs).unwrap_or(left);
            right = (right..stride).rfind(differs).map_or(right, |at| at + 1);
        }
        let pixels = |bytes: usize| u32::try_from(bytes / BYTES_PER_PIXEL).unwrap_or(u32::MAX);
        let x = pixels(left);
        let width = pixels(right.next_multiple_of(BYTES_PER_PIXEL)) - x;
        let row = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        damage.add(Rect { x, y: row(n * STRIP), width, height: row(before.len() / stride) });
    }
}

fn refused(error: std::io::Error) -> PlatformError {
    X11Error::Refused(Reason::of(error)).into()
}

fn lost(error: std::io::Error) -> PlatformError {
    PlatformError::Lost(Reason::of(error))
}

#[expect(clippy::disallowed_methods, reason = "this source has to look at the screen by itself")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_pixel_is_found_and_little_else() {
        let size = Size::new(100, 70).unwrap();
        let before = vec![7; 100 * 70 * 4];
        for (x, y) in [(0, 0), (99, 69), (50, 33), (3, 31)] {
            let mut after = before.clone();
            after[(y * 100 + x) * 4 + 1] = 8;
            let mut damage = Damage::new();
            compare(&before, &after, size, &mut damage);
            let [rect] = damage.rects() else { panic!("{:?}", damage.rects()) };
            assert_eq!((index(rect.x), rect.width), (x, 1));
            assert!((index(rect.y)..index(rect.y + rect.height)).contains(&y));
            assert!(index(rect.height) <= STRIP);
        }
        let mut damage = Damage::new();
        compare(&before, &before, size, &mut damage);
        assert_eq!(damage.rects(), []);
    }
}
