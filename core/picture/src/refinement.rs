//! Lossless refinement: which part of the screen has not changed for a while, and is sent next as a tile
//! without loss.
//!
//! The screen is a grid of cells ([`protocol::exact::TileGrid`]); a tile is a row of neighbouring cells.
//! Tiles near the pointer come first, then what changed last. Nothing is chosen while there is no room
//! for it in flight, so that each choice is made at the last moment.

use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;

use protocol::exact::{CELL, TileGrid};
use protocol::geometry::{Rect, Size};
use protocol::limits::{
    QUICK_TILES_KBIT_S, REFINEMENTS, REFINEMENTS_BEFORE_SLOW_TILES, REFINEMENTS_BEFORE_TILES,
    TILE_BYTES, TILE_DELAY, TILE_LAYER_PIXELS, TILE_QUEUE_DELAY, TILES_IN_FLIGHT,
};
use protocol::time::Tick;

/// Cells in a row at most. A longer row takes more than a millisecond to compress, which a frame may
/// have to wait for.
const MAX_ROW_CELLS: u32 = 8;

/// What tiles may use at once after a pause: about what a window of text takes.
const BURST: Duration = Duration::from_millis(400);

/// A row of cells to be sent as one tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellRow {
    /// Which part of the picture.
    pub rect: Rect,
    /// The frame that shows it as it is, by its time of capture in µs of the media clock.
    pub since_us: u64,
}

/// The bandwidth that tiles may use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TileBudget {
    /// The estimated bandwidth in kbit/s; 0: no tile is sent. While the picture changes, tiles use half
    /// of it.
    pub kbit_s: u32,
    /// The most they may use at any time, in kbit/s. While the picture does not change nothing else
    /// bounds their rate here: the window of bytes in flight does.
    pub cap_kbit_s: Option<u32>,
}

impl TileBudget {
    /// How often the encoder refines a picture that does not change: seldom, when tiles follow soon.
    pub fn video_refinements(self) -> u32 {
        match self.kbit_s {
            0 => REFINEMENTS,
            1..QUICK_TILES_KBIT_S => REFINEMENTS_BEFORE_SLOW_TILES,
            QUICK_TILES_KBIT_S.. => REFINEMENTS_BEFORE_TILES,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    /// In no capture yet.
    Unknown,
    /// Changed at that time. The frame since which the viewer may have it; `None`: no frame shows it yet.
    Changed { at: Tick, since_us: Option<u64> },
    /// Sent without loss, as it is since that frame.
    Sent { since_us: u64 },
}

/// The state of each cell of the picture.
#[derive(Debug)]
pub struct LosslessRefinement {
    grid: TileGrid,
    cells: Vec<Cell>,
    /// The cell under the pointer.
    pointer: Option<(u32, u32)>,
    /// When anything changed last.
    changed_at: Option<Tick>,
    in_flight: usize,
    /// Cells in the next row at most.
    max_cells: u32,
    budget: TileBudget,
    /// The budget is used up until then.
    spent_until: Tick,
}

impl LosslessRefinement {
    /// A picture of which nothing is known. Nothing is chosen until there is a budget.
    pub fn new(size: Size) -> Self {
        let grid = TileGrid::new(size);
        // A picture too large for the page to overlay is left to the video.
        let count = if has_no_tiles(size) { 0 } else { grid.len() };
        Self {
            cells: vec![Cell::Unknown; count],
            grid,
            pointer: None,
            changed_at: None,
            in_flight: 0,
            max_cells: MAX_ROW_CELLS,
            budget: TileBudget::default(),
            spent_until: Tick::default(),
        }
    }

    /// Starts anew: for another viewer, or a picture of another size.
    pub fn restart(&mut self, size: Size) {
        let (budget, in_flight) = (self.budget, self.in_flight);
        *self = Self { budget, in_flight, ..Self::new(size) };
    }

    /// The budget from here on.
    pub fn set_budget(&mut self, budget: TileBudget) {
        self.budget = budget;
    }

    /// The pointer is at this pixel.
    pub fn set_pointer(&mut self, x: u32, y: u32) {
        self.pointer = Some((x / CELL, y / CELL));
    }

    /// A capture found these parts changed.
    pub fn on_capture(&mut self, changed: impl Iterator<Item = Rect>, now: Tick) {
        self.changed_at = Some(now);
        for index in changed.flat_map(|rect| self.grid.touched(rect)) {
            if let Some(cell) = self.cells.get_mut(index) {
                *cell = Cell::Changed { at: now, since_us: None };
            }
        }
    }

    /// A frame captured at `since_us` brings these changes to the viewer, which removes the tiles there.
    pub fn on_frame(&mut self, changed: &[Rect], since_us: u64, now: Tick) {
        for index in changed.iter().flat_map(|rect| self.grid.touched(*rect)) {
            if let Some(cell) = self.cells.get_mut(index) {
                let at = match *cell {
                    Cell::Changed { at, .. } => at,
                    Cell::Unknown | Cell::Sent { .. } => now,
                };
                *cell = Cell::Changed { at, since_us: Some(since_us) };
            }
        }
    }

    /// The next row to send; it counts as in flight.
    pub fn next_row(&mut self, now: Tick) -> Option<CellRow> {
        if self.is_full() || now < self.allowed_at() {
            return None;
        }
        let (column, row) = self.best_cell(now)?;
        // The row grows to both sides while the neighbours are due, too.
        let due = |column: u32| self.due(column, row, now).is_some();
        let (mut first, mut end) = (column, column + 1);
        while end - first < self.max_cells && end < self.grid.columns() && due(end) {
            end += 1;
        }
        while end - first < self.max_cells && first > 0 && due(first - 1) {
            first -= 1;
        }
        let since_us = (first..end).filter_map(|column| self.due(column, row, now)).max()?;
        let rect = self.grid.strip(first, row, end - first)?;
        self.mark_sent(rect);
        self.in_flight += 1;
        Some(CellRow { rect, since_us })
    }

    /// Whether a row of so many bytes is better split, so that nothing waits long behind it.
    /// [`Self::split`] does that.
    pub fn is_too_large(&self, row: CellRow, bytes: usize) -> bool {
        row.rect.width > CELL && bytes > self.max_tile_bytes()
    }

    /// Takes back a row that is too large: shorter ones take its place.
    pub fn split(&mut self, row: CellRow, now: Tick) {
        self.in_flight = self.in_flight.saturating_sub(1);
        self.max_cells = (row.rect.width.div_ceil(CELL) / 2).max(1);
        let unchanged = u64::try_from(TILE_DELAY.as_millis()).unwrap_or(u64::MAX);
        self.put_back(row, Tick::from_millis(now.as_millis().saturating_sub(unchanged)));
    }

    /// A row was compressed to so many bytes. Returns whether the picture changes at this time.
    pub fn on_compressed(&mut self, bytes: usize, now: Tick) -> bool {
        if bytes.saturating_mul(2) <= self.max_tile_bytes() {
            self.max_cells = (self.max_cells * 2).min(MAX_ROW_CELLS);
        }
        let is_changing = self.settles_at().is_some_and(|settled| now < settled);
        let cap = self.budget.cap_kbit_s.unwrap_or(u32::MAX);
        let kbit_s = if is_changing { cap.min(self.budget.kbit_s / 2) } else { cap };
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        let took = Duration::from_millis(bytes.saturating_mul(8) / u64::from(kbit_s.max(1)));
        // What was not used in a pause may be used at once, up to the burst.
        let from = self.spent_until.max(Tick::from_millis(
            now.as_millis().saturating_sub(u64::try_from(BURST.as_millis()).unwrap_or(0)),
        ));
        self.spent_until = from + took;
        is_changing
    }

    /// A row was sent, or dropped.
    pub fn on_sent(&mut self, row: CellRow, is_sent: bool, now: Tick) {
        self.in_flight = self.in_flight.saturating_sub(1);
        if !is_sent {
            self.put_back(row, now);
        }
    }

    /// When [`Self::next_row`] may have something to send.
    pub fn deadline(&self) -> Option<Tick> {
        if self.is_full() {
            return None;
        }
        let first = self.cells.iter().filter_map(|cell| match cell {
            Cell::Changed { at, since_us: Some(_) } => Some(*at + TILE_DELAY),
            Cell::Changed { since_us: None, .. } | Cell::Unknown | Cell::Sent { .. } => None,
        });
        first.min().map(|tick| tick.max(self.allowed_at()))
    }

    /// Whether the viewer has everything without loss.
    pub fn is_complete(&self) -> bool {
        self.cells.iter().all(|cell| matches!(cell, Cell::Sent { .. }))
    }

    fn is_full(&self) -> bool {
        self.in_flight >= TILES_IN_FLIGHT || self.budget.kbit_s == 0
    }

    /// Bytes that the path carries in the time that something may wait behind a tile.
    fn max_tile_bytes(&self) -> usize {
        let ms = usize::try_from(TILE_QUEUE_DELAY.as_millis()).unwrap_or(usize::MAX);
        let kbit_s = usize::try_from(self.budget.kbit_s).unwrap_or(usize::MAX);
        (kbit_s.saturating_mul(ms) / 8).min(TILE_BYTES)
    }

    /// When the picture will have been unchanged for long enough, unless it changes again.
    fn settles_at(&self) -> Option<Tick> {
        self.changed_at.map(|at| at + TILE_DELAY)
    }

    /// When the budget allows the next tile.
    fn allowed_at(&self) -> Tick {
        match (self.budget.cap_kbit_s, self.settles_at()) {
            (None, Some(settled)) => self.spent_until.min(settled),
            (None, None) | (Some(_), _) => self.spent_until,
        }
    }

    /// The frame that shows a cell as it is, if it has been unchanged for long enough and was not sent.
    fn due(&self, column: u32, row: u32, now: Tick) -> Option<u64> {
        match self.cells.get(self.grid.at(column, row))? {
            Cell::Changed { at, since_us } if now >= *at + TILE_DELAY => *since_us,
            Cell::Changed { .. } | Cell::Unknown | Cell::Sent { .. } => None,
        }
    }

    fn best_cell(&self, now: Tick) -> Option<(u32, u32)> {
        let cells = (0..self.grid.rows())
            .flat_map(|row| (0..self.grid.columns()).map(move |column| (column, row)));
        cells
            .filter_map(|(column, row)| {
                let since = self.due(column, row, now)?;
                let distance = self.pointer.map_or(0, |(x, y)| {
                    // A row is wide: cells beside the pointer come along with it.
                    column.abs_diff(x) / MAX_ROW_CELLS + row.abs_diff(y)
                });
                Some(((distance, core::cmp::Reverse(since), row, column), (column, row)))
            })
            .min()
            .map(|(_, cell)| cell)
    }

    fn mark_sent(&mut self, rect: Rect) {
        for index in self.grid.touched(rect) {
            if let Some(cell) = self.cells.get_mut(index)
                && let Cell::Changed { since_us: Some(since_us), .. } = *cell
            {
                *cell = Cell::Sent { since_us };
            }
        }
    }

    fn put_back(&mut self, row: CellRow, at: Tick) {
        for index in self.grid.touched(row.rect) {
            if let Some(cell) = self.cells.get_mut(index)
                && let Cell::Sent { since_us } = *cell
            {
                *cell = Cell::Changed { at, since_us: Some(since_us) };
            }
        }
    }
}

fn has_no_tiles(size: Size) -> bool {
    u64::from(size.width()) * u64::from(size.height()) > TILE_LAYER_PIXELS
}

#[cfg(test)]
mod tests;
