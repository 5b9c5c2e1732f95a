//! Which part of the screen has stood still, and is to be sent without loss next.
//!
//! Most looked at first: what is near the pointer, then what changed last. Nothing is chosen while
//! there is no room for it on the way, so that the choice is always made at the last moment.

use alloc::vec;
use alloc::vec::Vec;

use core::time::Duration;

use protocol::exact::{CELL, Grid};
use protocol::geometry::{Rect, Size};
use protocol::limits::{EXACT_AFTER, EXACT_DELAY, EXACT_IN_FLIGHT, EXACT_PIXELS, EXACT_TILE_BYTES};
use protocol::time::Tick;

/// Cells in a strip at most. A longer one takes more than a millisecond to pack, which a frame may
/// have to wait for.
const STRIP_CELLS: u32 = 8;

/// What may be spent at once after a rest: about what a window of text takes.
const BURST: Duration = Duration::from_millis(400);

/// A row of cells to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strip {
    /// Which part of the picture.
    pub rect: Rect,
    /// The frame, by its time of capture in µs of the media clock, since which it looks like this.
    pub since_us: u64,
}

/// What tiles may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allowance {
    /// What the way carries in kbit/s, as far as it is known; 0: nothing is sent. While the picture
    /// moves, tiles take half of it.
    pub kbit_s: u32,
    /// What they may never take more than, in kbit/s. While the picture rests nothing else bounds
    /// their rate here: the way itself tells how much it carries.
    pub cap_kbit_s: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    /// Not seen by any capture yet.
    Unknown,
    /// Changed then; since that frame the viewer may have it. `None`: no frame shows it yet.
    Changed { at: Tick, since_us: Option<u64> },
    /// The viewer has it, and has had it since that frame.
    Sent { since_us: u64 },
}

/// Keeps account of each cell of the picture.
#[derive(Debug)]
pub struct Still {
    grid: Grid,
    cells: Vec<Cell>,
    /// Where the pointer is, in cells.
    focus: Option<(u32, u32)>,
    /// The last time that anything changed.
    moved: Option<Tick>,
    in_flight: usize,
    /// Cells in the next strip at most.
    longest: u32,
    allowance: Allowance,
    /// Until then everything that may be spent is.
    spent_until: Tick,
}

impl Still {
    /// A picture of which nothing is known. Nothing is chosen until there is an allowance.
    pub fn new(size: Size) -> Self {
        let grid = Grid::new(size);
        // What is too large for the page to lay over the video is left to the video.
        let count = if is_too_large(size) { 0 } else { grid.len() };
        Self {
            cells: vec![Cell::Unknown; count],
            grid,
            focus: None,
            moved: None,
            in_flight: 0,
            longest: STRIP_CELLS,
            allowance: Allowance::default(),
            spent_until: Tick::default(),
        }
    }

    /// Forgets what the viewer has: another one looks, or the picture has another size.
    pub fn restart(&mut self, size: Size) {
        let (allowance, in_flight) = (self.allowance, self.in_flight);
        *self = Self { allowance, in_flight, ..Self::new(size) };
    }

    /// What may be spent from here on.
    pub fn allow(&mut self, allowance: Allowance) {
        self.allowance = allowance;
    }

    /// The pointer is at this pixel.
    pub fn look_at(&mut self, x: u32, y: u32) {
        self.focus = Some((x / CELL, y / CELL));
    }

    /// A capture found these parts changed.
    pub fn captured(&mut self, changed: impl Iterator<Item = Rect>, now: Tick) {
        self.moved = Some(now);
        for at in changed.flat_map(|rect| self.grid.touched(rect)) {
            if let Some(cell) = self.cells.get_mut(at) {
                *cell = Cell::Changed { at: now, since_us: None };
            }
        }
    }

    /// A frame that was captured at `since_us` takes these changes to the viewer, who takes down what
    /// lies there.
    pub fn framed(&mut self, changed: &[Rect], since_us: u64, now: Tick) {
        for at in changed.iter().flat_map(|rect| self.grid.touched(*rect)) {
            if let Some(cell) = self.cells.get_mut(at) {
                let at = match *cell {
                    Cell::Changed { at, .. } => at,
                    Cell::Unknown | Cell::Sent { .. } => now,
                };
                *cell = Cell::Changed { at, since_us: Some(since_us) };
            }
        }
    }

    /// The next strip to send; it counts as being on its way.
    pub fn next(&mut self, now: Tick) -> Option<Strip> {
        if self.is_full() || now < self.open_at() {
            return None;
        }
        let (column, row) = self.best(now)?;
        // The row grows to both sides as long as it is due, too.
        let due = |column: u32| self.due(column, row, now).is_some();
        let (mut first, mut end) = (column, column + 1);
        while end - first < self.longest && end < self.grid.columns() && due(end) {
            end += 1;
        }
        while end - first < self.longest && first > 0 && due(first - 1) {
            first -= 1;
        }
        let since_us = (first..end).filter_map(|column| self.due(column, row, now)).max()?;
        let rect = self.grid.strip(first, row, end - first)?;
        self.mark(rect);
        self.in_flight += 1;
        Some(Strip { rect, since_us })
    }

    /// Whether a strip that takes so many bytes is better sent in shorter ones, so that nothing waits
    /// long behind it. [`Self::split`] does that.
    pub fn is_too_long(&self, strip: Strip, bytes: usize) -> bool {
        strip.rect.width > CELL && bytes > self.longest_bytes()
    }

    /// Takes back a strip that is too long: shorter ones take its place.
    pub fn split(&mut self, strip: Strip, now: Tick) {
        self.in_flight = self.in_flight.saturating_sub(1);
        self.longest = (strip.rect.width.div_ceil(CELL) / 2).max(1);
        let stood = u64::try_from(EXACT_AFTER.as_millis()).unwrap_or(u64::MAX);
        self.put_back(strip, Tick::from_millis(now.as_millis().saturating_sub(stood)));
    }

    /// A strip took so many bytes. Whether that was while the picture moved.
    pub fn spend(&mut self, bytes: usize, now: Tick) -> bool {
        if bytes.saturating_mul(2) <= self.longest_bytes() {
            self.longest = (self.longest * 2).min(STRIP_CELLS);
        }
        let is_moving = self.rests_at().is_some_and(|rest| now < rest);
        let cap = self.allowance.cap_kbit_s.unwrap_or(u32::MAX);
        let kbit_s = if is_moving { cap.min(self.allowance.kbit_s / 2) } else { cap };
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let took = Duration::from_millis(bytes.saturating_mul(8) / u64::from(kbit_s.max(1)));
        // What was not spent in a rest is there at once, up to the burst.
        let rested = self.spent_until.max(Tick::from_millis(
            now.as_millis().saturating_sub(u64::try_from(BURST.as_millis()).unwrap_or(0)),
        ));
        self.spent_until = rested + took;
        is_moving
    }

    /// A strip has left, or was thrown away.
    pub fn left(&mut self, strip: Strip, is_sent: bool, now: Tick) {
        self.in_flight = self.in_flight.saturating_sub(1);
        if !is_sent {
            self.put_back(strip, now);
        }
    }

    /// When [`Self::next`] may have something to send.
    pub fn deadline(&self) -> Option<Tick> {
        if self.is_full() {
            return None;
        }
        let first = self.cells.iter().filter_map(|cell| match cell {
            Cell::Changed { at, since_us: Some(_) } => Some(*at + EXACT_AFTER),
            Cell::Changed { since_us: None, .. } | Cell::Unknown | Cell::Sent { .. } => None,
        });
        first.min().map(|tick| tick.max(self.open_at()))
    }

    /// Whether the viewer has everything without loss.
    pub fn is_complete(&self) -> bool {
        self.cells.iter().all(|cell| matches!(cell, Cell::Sent { .. }))
    }

    fn is_full(&self) -> bool {
        self.in_flight >= EXACT_IN_FLIGHT || self.allowance.kbit_s == 0
    }

    /// Bytes that the way carries in the time that something may wait behind a tile.
    fn longest_bytes(&self) -> usize {
        let ms = usize::try_from(EXACT_DELAY.as_millis()).unwrap_or(usize::MAX);
        let kbit_s = usize::try_from(self.allowance.kbit_s).unwrap_or(usize::MAX);
        (kbit_s.saturating_mul(ms) / 8).min(EXACT_TILE_BYTES)
    }

    /// When the picture will have stood still for a while, unless it moves again.
    fn rests_at(&self) -> Option<Tick> {
        self.moved.map(|moved| moved + EXACT_AFTER)
    }

    /// From when on there is something to spend.
    fn open_at(&self) -> Tick {
        match (self.allowance.cap_kbit_s, self.rests_at()) {
            (None, Some(rest)) => self.spent_until.min(rest),
            (None, None) | (Some(_), _) => self.spent_until,
        }
    }

    /// Since which frame a cell has stood still for long enough, unless the viewer has it.
    fn due(&self, column: u32, row: u32, now: Tick) -> Option<u64> {
        match self.cells.get(self.grid.at(column, row))? {
            Cell::Changed { at, since_us } if now >= *at + EXACT_AFTER => *since_us,
            Cell::Changed { .. } | Cell::Unknown | Cell::Sent { .. } => None,
        }
    }

    fn best(&self, now: Tick) -> Option<(u32, u32)> {
        let cells = (0..self.grid.rows())
            .flat_map(|row| (0..self.grid.columns()).map(move |column| (column, row)));
        cells
            .filter_map(|(column, row)| {
                let since = self.due(column, row, now)?;
                let far = self.focus.map_or(0, |(x, y)| {
                    // A strip is wide: what is beside the pointer comes along with it.
                    column.abs_diff(x) / STRIP_CELLS + row.abs_diff(y)
                });
                Some(((far, core::cmp::Reverse(since), row, column), (column, row)))
            })
            .min()
            .map(|(_, place)| place)
    }

    fn mark(&mut self, rect: Rect) {
        for at in self.grid.touched(rect) {
            if let Some(cell) = self.cells.get_mut(at)
                && let Cell::Changed { since_us: Some(since_us), .. } = *cell
            {
                *cell = Cell::Sent { since_us };
            }
        }
    }

    fn put_back(&mut self, strip: Strip, at: Tick) {
        for place in self.grid.touched(strip.rect) {
            if let Some(cell) = self.cells.get_mut(place)
                && let Cell::Sent { since_us } = *cell
            {
                *cell = Cell::Changed { at, since_us: Some(since_us) };
            }
        }
    }
}

fn is_too_large(size: Size) -> bool {
    u64::from(size.width()) * u64::from(size.height()) > EXACT_PIXELS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(ms: u64) -> Tick {
        Tick::from_millis(ms)
    }

    fn still(width: u32, height: u32) -> Still {
        let size = Size::new(width, height).unwrap();
        let mut still = Still::new(size);
        still.allow(Allowance { kbit_s: 16_000, cap_kbit_s: None });
        change(&mut still, size.rect(), 1, at(0));
        still
    }

    /// A capture finds this changed, and its frame leaves.
    fn change(still: &mut Still, rect: Rect, us: u64, now: Tick) {
        still.captured([rect].into_iter(), now);
        still.framed(&[rect], us, now);
    }

    fn send_all(still: &mut Still, mut now: Tick) -> Vec<Strip> {
        let mut sent = Vec::new();
        while let Some(deadline) = still.deadline() {
            now = now.max(deadline);
            let strip = still.next(now).expect("the deadline promised it");
            still.spend(10_000, now);
            still.left(strip, true, now);
            sent.push(strip);
        }
        sent
    }

    #[test]
    fn what_moves_is_not_sent_and_what_stands_is() {
        let mut still = still(640, 64);
        assert_eq!(still.next(at(299)), None);
        change(&mut still, Rect { x: 0, y: 0, width: 100, height: 10 }, 200_000, at(200));
        let strip = still.next(at(300)).unwrap();
        assert_eq!(
            strip,
            Strip { rect: Rect { x: 128, y: 0, width: 512, height: 64 }, since_us: 1 }
        );
        assert_eq!(still.next(at(499)), None);
        let strip = still.next(at(500)).unwrap();
        let rect = Rect { x: 0, y: 0, width: 128, height: 64 };
        assert_eq!(strip, Strip { rect, since_us: 200_000 });
    }

    #[test]
    fn what_was_sent_is_sent_again_only_when_it_changed() {
        let mut still = still(640, 480);
        send_all(&mut still, at(0));
        assert!(still.is_complete());
        assert_eq!(still.deadline(), None);
        change(&mut still, Rect { x: 70, y: 70, width: 1, height: 1 }, 9, at(60_000));
        let sent = send_all(&mut still, at(60_000));
        let rect = Rect { x: 64, y: 64, width: 64, height: 64 };
        assert_eq!(sent, [Strip { rect, since_us: 9 }]);
    }

    #[test]
    fn what_is_near_the_pointer_comes_first() {
        let mut still = still(1920, 1080);
        still.look_at(1000, 700);
        let strip = still.next(at(300)).unwrap();
        assert_eq!(strip.rect.y, 640);
        assert!((strip.rect.x..strip.rect.x + strip.rect.width).contains(&1000));
    }

    #[test]
    fn a_strip_that_was_thrown_away_is_sent_again() {
        let mut still = still(64, 64);
        let strip = still.next(at(300)).unwrap();
        still.left(strip, false, at(301));
        assert_eq!(still.next(at(600)), None, "and not in a hurry");
        assert_eq!(still.next(at(601)), Some(strip));
    }

    #[test]
    fn a_change_on_its_way_is_not_taken_for_sent() {
        let mut still = still(64, 64);
        let strip = still.next(at(300)).unwrap();
        change(&mut still, strip.rect, 2, at(310));
        still.left(strip, true, at(320));
        assert_eq!(still.next(at(610)).map(|strip| strip.since_us), Some(2));
    }

    #[test]
    fn only_so_much_is_on_its_way() {
        let mut still = still(1920, 1080);
        let strips: Vec<_> = core::iter::from_fn(|| still.next(at(400))).collect();
        assert_eq!(strips.len(), EXACT_IN_FLIGHT);
        assert_eq!(still.deadline(), None);
        still.left(strips[0], true, at(400));
        assert!(still.next(at(400)).is_some());
    }

    #[test]
    fn while_the_picture_moves_half_of_the_way_is_left_to_it() {
        let mut still = still(1920, 1080);
        let moving = Rect { x: 0, y: 0, width: 64, height: 64 };
        change(&mut still, moving, 2, at(400));
        let strip = still.next(at(400)).unwrap();
        still.left(strip, true, at(400));
        // Half of 16 Mbit/s are 1000 bytes a ms; the burst is spent, and 200 ms more.
        assert!(still.spend(600_000, at(400)));
        assert_eq!(still.deadline(), Some(at(600)));
        assert_eq!(still.next(at(599)), None);
        change(&mut still, moving, 3, at(550));
        let strip = still.next(at(600)).unwrap();
        still.left(strip, true, at(600));
        assert!(still.spend(1_000_000, at(600)));
        assert_eq!(still.deadline(), Some(at(850)), "all of it is there once the picture rests");
        assert!(still.next(at(850)).is_some());
        assert!(!still.spend(1_000_000, at(850)));
        assert!(still.next(at(850)).is_some());
    }

    #[test]
    fn what_the_user_caps_is_capped_also_at_rest() {
        let mut still = still(1920, 1080);
        still.allow(Allowance { kbit_s: 16_000, cap_kbit_s: Some(4_000) });
        still.spend(500_000, at(1000));
        assert_eq!(still.deadline(), Some(at(1600)));
        assert_eq!(still.next(at(1599)), None);
        assert!(still.next(at(1600)).is_some());
    }

    #[test]
    fn what_is_in_no_frame_yet_is_not_sent() {
        let mut still = still(64, 64);
        let all = Rect { x: 0, y: 0, width: 64, height: 64 };
        still.captured([all].into_iter(), at(100));
        assert_eq!((still.next(at(900)), still.deadline()), (None, None));
        still.framed(&[all], 7, at(1000));
        assert_eq!(still.next(at(1000)), Some(Strip { rect: all, since_us: 7 }));
    }

    #[test]
    fn what_a_frame_takes_down_is_sent_again() {
        let mut still = still(64, 64);
        send_all(&mut still, at(300));
        // Several captures whose frames the encoder left out: their changes are merged.
        still.framed(&[Rect { x: 0, y: 0, width: 9, height: 9 }], 5, at(1000));
        assert_eq!(still.next(at(1300)).map(|strip| strip.since_us), Some(5));
    }

    #[test]
    fn nothing_waits_long_behind_a_tile() {
        let mut still = still(512, 64);
        // 300 kbit/s are 37 bytes a ms.
        still.allow(Allowance { kbit_s: 300, cap_kbit_s: None });
        let mut widths = Vec::new();
        while let Some(strip) = still.next(at(300)) {
            let bytes = usize::try_from(strip.rect.width * 20).unwrap();
            if still.is_too_long(strip, bytes) {
                still.split(strip, at(300));
            } else {
                widths.push(strip.rect.width);
                still.spend(bytes, at(300));
                still.left(strip, true, at(300));
            }
        }
        assert_eq!(widths, [64; 8], "a cell is not cut");
        assert!(still.is_complete());
    }

    #[test]
    fn after_a_restart_an_answer_to_an_old_strip_spoils_nothing() {
        let mut still = still(64, 64);
        let old = still.next(at(300)).unwrap();
        let size = Size::new(64, 64).unwrap();
        still.restart(size);
        change(&mut still, size.rect(), 50, at(400));
        still.left(old, false, at(410));
        assert_eq!(send_all(&mut still, at(400)), [Strip { rect: size.rect(), since_us: 50 }]);
        assert!(still.is_complete());
    }

    #[test]
    fn without_an_allowance_nothing_is_sent() {
        let mut still = still(64, 64);
        still.allow(Allowance::default());
        assert_eq!((still.next(at(9000)), still.deadline()), (None, None));
    }

    #[test]
    fn a_picture_too_large_to_be_laid_over_is_left_to_the_video() {
        let mut still = still(16_000, 16_000);
        assert_eq!((still.next(at(9000)), still.deadline()), (None, None));
    }

    proptest! {
        /// Whatever changes whenever: in the end each cell was sent after its last change, whole.
        #[test]
        fn in_the_end_everything_was_sent_as_it_is(
            changes in proptest::collection::vec((0..700u32, 0..500u32, 1..300u32, 1..300u32, 0..400u64), 0..40),
            w in 1..700u32, h in 1..500u32,
        ) {
            let size = Size::new(w, h).unwrap();
            let grid = Grid::new(size);
            let mut still = still(w, h);
            let mut changed = vec![1; grid.len()];
            let mut shown = vec![0; grid.len()];
            let mut now = at(0);
            for (n, (x, y, width, height, wait)) in changes.into_iter().enumerate() {
                let us = 10 + n as u64;
                let rect = Rect { x, y, width, height };
                change(&mut still, rect, us, now);
                grid.touched(rect).for_each(|cell| changed[cell] = us);
                now = now + Duration::from_millis(wait);
                if let Some(strip) = still.next(now) {
                    grid.touched(strip.rect).for_each(|cell| shown[cell] = changed[cell]);
                    prop_assert!(grid.touched(strip.rect).all(|cell| changed[cell] <= strip.since_us));
                    still.left(strip, true, now);
                }
            }
            for strip in send_all(&mut still, now) {
                grid.touched(strip.rect).for_each(|cell| shown[cell] = changed[cell]);
            }
            prop_assert_eq!(shown, changed);
            prop_assert!(still.is_complete());
        }
    }
}
