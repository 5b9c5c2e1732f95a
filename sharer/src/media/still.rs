//! PURE. Which part of the screen has stood still, and is to be sent without loss next.
//!
//! Most looked at first: what is near the pointer, then what changed last. Nothing is chosen while
//! there is no room for it on the way, so that the choice is always made at the last moment.

use std::time::Duration;

use protocol::exact::{CELL, Grid};
use protocol::geometry::{Rect, Size};
use protocol::limits::{EXACT_AFTER, EXACT_IN_FLIGHT};
use protocol::time::Tick;

/// Cells in a strip at most. A longer one would hold up what comes behind it.
const STRIP_CELLS: u32 = 8;

/// What may be spent at once after a rest: about what a window of text takes.
const BURST: Duration = Duration::from_millis(400);

/// A row of cells to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strip {
    /// Which part of the picture.
    pub rect: Rect,
    /// The capture, in µs of the media clock, since which it looks like this.
    pub since_us: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    /// Not seen by any capture yet.
    Unknown,
    /// Changed with the capture of that time, and not sent since.
    Changed { at: Tick, captured_us: u64 },
    /// The viewer has it.
    Sent,
}

/// Keeps account of each cell of the picture.
#[derive(Debug)]
pub struct Still {
    grid: Grid,
    cells: Vec<Cell>,
    /// Where the pointer is, in cells.
    focus: Option<(u32, u32)>,
    in_flight: usize,
    /// Cells in the next strip at most.
    longest: u32,
    /// Bytes per second that may be spent.
    rate: u64,
    /// Until then everything that may be spent is.
    spent_until: Tick,
}

impl Still {
    /// A picture of which nothing is known. Nothing is chosen until there is a rate.
    pub fn new(size: Size) -> Self {
        let grid = Grid::new(size);
        Self {
            cells: vec![Cell::Unknown; grid.len()],
            grid,
            focus: None,
            in_flight: 0,
            longest: STRIP_CELLS,
            rate: 0,
            spent_until: Tick::default(),
        }
    }

    /// Forgets what the viewer has: another one looks, or the picture has another size.
    pub fn restart(&mut self, size: Size) {
        *self = Self { rate: self.rate, ..Self::new(size) };
    }

    /// What may be spent, in kbit/s: what the video leaves over.
    pub fn set_rate(&mut self, kbit_s: u32) {
        self.rate = u64::from(kbit_s) * 125;
    }

    /// The pointer is at this pixel.
    pub fn look_at(&mut self, x: u32, y: u32) {
        self.focus = Some((x / CELL, y / CELL));
    }

    /// A capture, at `captured_us`, found these parts changed.
    pub fn captured(&mut self, changed: impl Iterator<Item = Rect>, captured_us: u64, now: Tick) {
        for rect in changed {
            for at in self.grid.touched(rect) {
                if let Some(cell) = self.cells.get_mut(at) {
                    *cell = Cell::Changed { at: now, captured_us };
                }
            }
        }
    }

    /// The next strip to send; it counts as being on its way.
    pub fn next(&mut self, now: Tick) -> Option<Strip> {
        if self.in_flight >= EXACT_IN_FLIGHT || self.rate == 0 || now < self.spent_until {
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

    /// A strip took so many bytes.
    pub fn spend(&mut self, bytes: usize, now: Tick) {
        self.longest = (self.longest * 2).min(STRIP_CELLS);
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let took = Duration::from_millis(bytes.saturating_mul(1000) / self.rate.max(1));
        // What was not spent in a rest is there at once, up to the burst.
        let rested = self.spent_until.max(Tick::from_millis(
            now.as_millis().saturating_sub(u64::try_from(BURST.as_millis()).unwrap_or(0)),
        ));
        self.spent_until = rested + took;
    }

    /// A strip has left, or was thrown away.
    pub fn left(&mut self, strip: Strip, is_sent: bool, now: Tick) {
        self.in_flight = self.in_flight.saturating_sub(1);
        if !is_sent {
            self.put_back(strip, now);
        }
    }

    fn put_back(&mut self, strip: Strip, changed: Tick) {
        for at in self.grid.touched(strip.rect) {
            if let Some(cell @ Cell::Sent) = self.cells.get_mut(at) {
                *cell = Cell::Changed { at: changed, captured_us: strip.since_us };
            }
        }
    }

    /// A strip has too much in it for one tile: it is sent in shorter ones.
    pub fn split(&mut self, strip: Strip, now: Tick) {
        self.in_flight = self.in_flight.saturating_sub(1);
        self.longest = (strip.rect.width.div_ceil(CELL) / 2).max(1);
        let stood = u64::try_from(EXACT_AFTER.as_millis()).unwrap_or(u64::MAX);
        self.put_back(strip, Tick::from_millis(now.as_millis().saturating_sub(stood)));
    }

    /// When [`Self::next`] may have something to send.
    pub fn deadline(&self) -> Option<Tick> {
        if self.in_flight >= EXACT_IN_FLIGHT || self.rate == 0 {
            return None;
        }
        let first = self.cells.iter().filter_map(|cell| match cell {
            Cell::Changed { at, .. } => Some(*at + EXACT_AFTER),
            Cell::Unknown | Cell::Sent => None,
        });
        first.min().map(|tick| tick.max(self.spent_until))
    }

    /// Whether the viewer has everything without loss.
    pub fn is_complete(&self) -> bool {
        self.cells.iter().all(|cell| *cell == Cell::Sent)
    }

    /// Since which capture a cell has stood still for long enough, unless the viewer has it.
    fn due(&self, column: u32, row: u32, now: Tick) -> Option<u64> {
        match self.cells.get(self.grid.at(column, row))? {
            Cell::Changed { at, captured_us } if now >= *at + EXACT_AFTER => Some(*captured_us),
            Cell::Changed { .. } | Cell::Unknown | Cell::Sent => None,
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
                Some(((far, std::cmp::Reverse(since), row, column), (column, row)))
            })
            .min()
            .map(|(_, place)| place)
    }

    fn mark(&mut self, rect: Rect) {
        for at in self.grid.touched(rect) {
            if let Some(cell) = self.cells.get_mut(at) {
                *cell = Cell::Sent;
            }
        }
    }
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
        still.set_rate(8_000);
        still.captured([size.rect()].into_iter(), 1, at(0));
        still
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
        still.captured([Rect { x: 0, y: 0, width: 100, height: 10 }].into_iter(), 200_000, at(200));
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
        still.captured([Rect { x: 70, y: 70, width: 1, height: 1 }].into_iter(), 9, at(60_000));
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
        still.captured([strip.rect].into_iter(), 2, at(310));
        still.left(strip, true, at(320));
        assert_eq!(still.next(at(610)).map(|strip| strip.since_us), Some(2));
    }

    #[test]
    fn only_so_much_is_on_its_way_and_only_so_much_is_spent() {
        let mut still = still(1920, 1080);
        let strips: Vec<_> = std::iter::from_fn(|| still.next(at(400))).collect();
        assert_eq!(strips.len(), EXACT_IN_FLIGHT);
        assert_eq!(still.deadline(), None);
        for strip in strips {
            still.left(strip, true, at(400));
        }
        // 8 Mbit/s are 1000 bytes a ms.
        still.spend(1_000_000, at(400));
        assert_eq!(still.deadline(), Some(at(1000)));
        assert_eq!(still.next(at(999)), None);
        assert!(still.next(at(1000)).is_some());
    }

    #[test]
    fn what_is_too_much_for_one_tile_is_sent_in_shorter_ones_at_once() {
        let mut still = still(512, 64);
        let mut widths = Vec::new();
        while let Some(strip) = still.next(at(300)) {
            if strip.rect.width > 128 {
                still.split(strip, at(300));
            } else {
                widths.push(strip.rect.width);
                still.spend(1, at(300));
                still.left(strip, true, at(300));
            }
        }
        assert_eq!(widths.iter().sum::<u32>(), 512, "{widths:?}");
        assert!(still.is_complete());
    }

    #[test]
    fn without_a_rate_nothing_is_sent() {
        let mut still = still(64, 64);
        still.set_rate(0);
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
                still.captured([rect].into_iter(), us, now);
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
