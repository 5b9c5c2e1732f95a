//! What of the screen is never sent: rectangles of windows that are blanked in each capture, before anything else
//! is done with it.
//!
//! A window that has moved is blanked at both places for [`LINGER`]: its place is known before a compositor has
//! painted the screen anew.

use alloc::vec::Vec;
use core::time::Duration;

use protocol::geometry::Rect;
use protocol::time::{Tick, earliest};

/// Windows that are blanked. Of more, all places stay blank until the mask is cleared.
pub const MASKED_WINDOWS: usize = 8;

/// How long a place is blank that a window has left. A compositor paints the screen anew in less.
pub const LINGER: Duration = Duration::from_millis(300);

/// Places that a window leaves within this time become one rectangle, so that a window that is dragged has few.
const STEP: Duration = Duration::from_millis(75);

/// Rectangles of one window: where it is, and what it has left lately.
const RECTS_PER_WINDOW: usize = (LINGER.as_millis() / STEP.as_millis()) as usize + 2;

/// Rectangles of all windows.
const RECTS: usize = (MASKED_WINDOWS + 1) * RECTS_PER_WINDOW;

/// Stands for all windows beyond [`MASKED_WINDOWS`].
const OTHERS: u32 = 0;

/// What is in the picture instead: blue, green, red, unused. A quiet grey.
pub const BLANK: [u8; 4] = [0x70, 0x64, 0x5a, 0];

/// The mask of one picture. All rectangles are in px of the picture.
#[derive(Debug)]
pub struct Mask {
    places: Vec<Place>,
    /// Parts that have to be captured once more: they became blank, or are not blank any more.
    stale: Vec<Rect>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    window: u32,
    rect: Rect,
    /// The window has left it.
    left: Option<Left>,
}

/// When a window left a place.
#[derive(Clone, Copy, Debug)]
struct Left {
    first: Tick,
    last: Tick,
}

impl Mask {
    /// Nothing is blanked.
    pub fn new() -> Self {
        Self { places: Vec::with_capacity(RECTS), stale: Vec::with_capacity(RECTS) }
    }

    /// The window with this number, which is not 0, is there now; nowhere in the picture with `None`.
    pub fn cover(&mut self, window: u32, rect: Option<Rect>, now: Tick) {
        let rect = rect.filter(|rect| !rect.is_empty());
        let current = self.current(window);
        if current.map(|at| self.places[at].rect) == rect {
            return;
        }
        let windows = self.places.iter().filter(|place| place.left.is_none()).count();
        if current.is_none() && windows >= MASKED_WINDOWS {
            if let Some(rect) = rect {
                self.cover_other(rect);
            }
            return;
        }
        if let Some(at) = current {
            let Place { rect, .. } = self.places.swap_remove(at);
            self.leave(window, rect, now);
        }
        if let Some(rect) = rect {
            self.places.push(Place { window, rect, left: None });
            self.capture_anew(rect);
        }
    }

    fn current(&self, window: u32) -> Option<usize> {
        self.places.iter().position(|place| place.window == window && place.left.is_none())
    }

    /// Blanks the place of a window beyond those that are told apart.
    fn cover_other(&mut self, rect: Rect) {
        let mut all = rect;
        match self.current(OTHERS) {
            Some(at) => {
                all = all.union(self.places[at].rect);
                self.places[at].rect = all;
            }
            None => self.places.push(Place { window: OTHERS, rect, left: None }),
        }
        self.capture_anew(all);
    }

    fn leave(&mut self, window: u32, rect: Rect, now: Tick) {
        let lately = self.places.iter_mut().find_map(|place| {
            let left = place.left.as_mut().filter(|left| now < left.first + STEP)?;
            (place.window == window).then_some((&mut place.rect, left))
        });
        if let Some((left_rect, left)) = lately {
            *left_rect = left_rect.union(rect);
            left.last = now;
            // It is blank now between the two as well.
            let all = *left_rect;
            self.capture_anew(all);
        } else if self.places.len() < RECTS - MASKED_WINDOWS - 1 {
            let left = Some(Left { first: now, last: now });
            self.places.push(Place { window, rect, left });
        } else if let Some(place) = self.places.iter_mut().find(|place| place.left.is_some()) {
            // Many windows came and went: it is blank for longer, and nothing is seen.
            place.rect = place.rect.union(rect);
            place.left = place.left.map(|left| Left { last: now, ..left });
            let all = place.rect;
            self.capture_anew(all);
        }
    }

    fn capture_anew(&mut self, rect: Rect) {
        if self.stale.len() < RECTS {
            self.stale.push(rect);
        } else if let Some(last) = self.stale.last_mut() {
            *last = last.union(rect);
        }
    }

    /// The time is `now`: what was left long enough ago is shown again.
    pub fn expire(&mut self, now: Tick) {
        let mut at = 0;
        while let Some(place) = self.places.get(at) {
            if place.left.is_some_and(|left| now >= left.last + LINGER) {
                let Place { rect, .. } = self.places.swap_remove(at);
                self.capture_anew(rect);
            } else {
                at += 1;
            }
        }
    }

    /// When [`Self::expire`] has something to do.
    pub fn deadline(&self) -> Option<Tick> {
        let left = |place: &Place| place.left.map(|left| left.last + LINGER);
        self.places.iter().map(left).fold(None, earliest)
    }

    /// Whether a part has to be captured once more.
    pub fn is_stale(&self) -> bool {
        !self.stale.is_empty()
    }

    /// Takes the parts that have to be captured once more.
    pub fn take_stale(&mut self, take: impl FnMut(Rect)) {
        self.stale.drain(..).for_each(take);
    }

    /// Whether all of a rectangle is blank, so that a change there changes nothing.
    pub fn hides(&self, rect: Rect) -> bool {
        self.places.iter().any(|place| common(place.rect, rect) == Some(rect))
    }

    /// Blanks what is masked in the pixels of `rect`: four bytes for each, the first is its first, one row every
    /// `stride` bytes. What is not in `pixels` is left out.
    pub fn blank(&self, rect: Rect, pixels: &mut [u8], stride: usize) {
        for common in self.places.iter().filter_map(|place| common(place.rect, rect)) {
            let index = |px: u32| usize::try_from(px).unwrap_or(usize::MAX);
            let first = index(common.x - rect.x) * BLANK.len();
            let (top, height) = (index(common.y - rect.y), index(common.height));
            let end = first + index(common.width) * BLANK.len();
            for row in top..top + height {
                let start = row * stride;
                if let Some(row) = pixels.get_mut(start + first..start + end) {
                    row.as_chunks_mut().0.fill(BLANK);
                }
            }
        }
    }

    /// Forgets all: another part of the desktop is shown, or none.
    pub fn clear(&mut self) {
        self.places.clear();
        self.stale.clear();
    }
}

impl Default for Mask {
    fn default() -> Self {
        Self::new()
    }
}

/// What two rectangles have in common.
fn common(a: Rect, b: Rect) -> Option<Rect> {
    if !a.meets(b) {
        return None;
    }
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let right = a.x.saturating_add(a.width).min(b.x.saturating_add(b.width));
    let bottom = a.y.saturating_add(a.height).min(b.y.saturating_add(b.height));
    Some(Rect { x, y, width: right - x, height: bottom - y })
}

#[cfg(test)]
mod tests {
    use std::vec;

    use proptest::prelude::*;

    use super::*;

    const SIDE: u32 = 40;

    fn tick(ms: u64) -> Tick {
        Tick::from_millis(ms)
    }

    fn rect(x: u32, y: u32, width: u32, height: u32) -> Rect {
        Rect { x, y, width, height }
    }

    /// The pixels of a whole picture after blanking; `true` is blank.
    fn blanked(mask: &Mask) -> Vec<bool> {
        let whole = rect(0, 0, SIDE, SIDE);
        let mut pixels = vec![1; (SIDE * SIDE * 4) as usize];
        mask.blank(whole, &mut pixels, (SIDE * 4) as usize);
        pixels.as_chunks::<4>().0.iter().map(|pixel| *pixel == BLANK).collect()
    }

    fn pixels(rect: Rect) -> impl Iterator<Item = usize> {
        let rows = rect.y..rect.y + rect.height;
        rows.flat_map(move |y| (rect.x..rect.x + rect.width).map(move |x| (y * SIDE + x) as usize))
    }

    /// A window, where it goes, and how long after the one before.
    type Step = (u32, Option<(u32, u32, u32, u32)>, u64);

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let place = (0..30u32, 0..30u32, 1..10u32, 1..10u32);
        proptest::collection::vec((1..12u32, proptest::option::of(place), 0..120u64), 1..60)
    }

    proptest! {
        #[test]
        fn where_a_window_is_or_was_lately_all_is_blank(steps in steps()) {
            let mut mask = Mask::new();
            let room = (mask.places.capacity(), mask.stale.capacity());
            let mut now = 0;
            // Where each window was, and until when.
            let mut were: Vec<(u32, Rect, Option<u64>)> = Vec::new();
            for (window, place, pause) in steps {
                now += pause;
                mask.expire(tick(now));
                let place = place.map(|(x, y, w, h)| rect(x, y, w, h));
                for (_, _, until) in were.iter_mut().filter(|w| w.0 == window && w.2.is_none()) {
                    *until = Some(now);
                }
                were.extend(place.map(|place| (window, place, None)));
                mask.cover(window, place, tick(now));
                let blank = blanked(&mask);
                let linger = LINGER.as_millis() as u64;
                for (_, rect, until) in &were {
                    if until.is_none_or(|until| now < until + linger) {
                        prop_assert!(pixels(*rect).all(|at| blank[at]), "{:?} at {}", rect, now);
                    }
                }
                // Nothing is allocated later.
                prop_assert_eq!((mask.places.capacity(), mask.stale.capacity()), room);
            }
        }

        /// The picture that a capture of the stale parts leaves is the same as that of a whole capture.
        #[test]
        fn what_becomes_blank_or_visible_is_captured_anew(steps in steps()) {
            let mut mask = Mask::new();
            let mut picture = vec![false; (SIDE * SIDE) as usize];
            let mut now = 0;
            for (window, place, pause) in steps {
                now += pause;
                mask.expire(tick(now));
                mask.cover(window, place.map(|(x, y, w, h)| rect(x, y, w, h)), tick(now));
                let mut stale = Vec::new();
                mask.take_stale(|rect| stale.push(rect));
                let whole = blanked(&mask);
                for at in stale.into_iter().flat_map(pixels) {
                    picture[at] = whole[at];
                }
                prop_assert_eq!(&picture, &whole);
            }
        }

        #[test]
        fn a_part_is_blanked_as_the_whole_is(
            steps in steps(), x in 0..30u32, y in 0..30u32, w in 1..10u32, h in 1..10u32,
        ) {
            let mut mask = Mask::new();
            for (window, place, _) in steps {
                mask.cover(window, place.map(|(x, y, w, h)| rect(x, y, w, h)), tick(0));
            }
            let part = rect(x, y, w, h);
            let stride = (w * 4 + 8) as usize;
            let mut bytes = vec![1; stride * h as usize];
            mask.blank(part, &mut bytes, stride);
            let whole = blanked(&mask);
            let got: Vec<bool> = (0..h as usize)
                .flat_map(|row| bytes[row * stride..][..w as usize * 4].as_chunks::<4>().0)
                .map(|pixel| *pixel == BLANK)
                .collect();
            let expected: Vec<bool> = pixels(part).map(|at| whole[at]).collect();
            prop_assert_eq!(got, expected.clone());
            // Beside the rows nothing is written.
            for row in bytes.chunks(stride) {
                prop_assert_eq!(&row[w as usize * 4..], &[1; 8]);
            }
            if mask.hides(part) {
                prop_assert!(expected.into_iter().all(|blank| blank));
            }
        }
    }

    #[test]
    fn a_place_that_was_left_is_shown_again_and_a_mask_that_does_not_change_asks_for_nothing() {
        let mut mask = Mask::new();
        let (here, there) = (rect(0, 0, 9, 9), rect(20, 20, 9, 9));
        mask.cover(7, Some(here), tick(0));
        mask.take_stale(|rect| assert_eq!(rect, here));
        assert_eq!((mask.deadline(), mask.is_stale()), (None, false));
        mask.cover(7, Some(here), tick(10));
        assert!(!mask.is_stale(), "it has not moved");
        mask.cover(7, Some(there), tick(20));
        mask.take_stale(|rect| assert_eq!(rect, there));
        assert!(mask.hides(here) && mask.hides(there));
        let until = tick(20) + LINGER;
        assert_eq!(mask.deadline(), Some(until));
        mask.expire(tick(19) + LINGER);
        assert!(mask.hides(here) && !mask.is_stale());
        mask.expire(until);
        assert!(!mask.hides(here) && mask.hides(there));
        mask.take_stale(|rect| assert_eq!(rect, here));
        assert_eq!(mask.deadline(), None);
        mask.cover(7, None, tick(500));
        mask.clear();
        assert!(!mask.hides(there) && mask.deadline().is_none() && !mask.is_stale());
    }

    #[test]
    fn the_places_of_too_many_windows_stay_blank() {
        let mut mask = Mask::new();
        for window in 1..=12 {
            mask.cover(window, Some(rect(window * 2, 0, 2, 2)), tick(0));
        }
        for window in 1..=12 {
            assert!(mask.hides(rect(window * 2, 0, 2, 2)), "{window}");
        }
    }
}
