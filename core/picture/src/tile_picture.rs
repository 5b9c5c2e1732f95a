//! The picture as tiles alone, for a page that decodes no video on the path in use: which cells it needs, and in
//! which order they are sent.
//!
//! It keeps a copy of the screen as it was captured last, from which the tiles are made. So a tile always shows
//! one moment, and a part that changes all the time is sent as often as there is room. What changes
//! again before it is sent is sent once, as it is then.
//!
//! Small changes go first: what a person types, and a button that is pressed. Every second row is the one that
//! has waited longest, so that a small part that changes all the time does not hold up the rest.

use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;

use protocol::exact::{CELL, TileGrid};
use protocol::geometry::{Rect, Size};
use protocol::limits::{TILE_FRAME_TILES, TILE_LAYER_PIXELS, VIDEO_FRAME_BYTES};
use protocol::time::Tick;

/// Bytes of one pixel: blue, green, red, unused.
const PIXEL_BYTES: usize = 4;

/// Cells in a row at most. A browser decodes few long rows faster than many short ones.
pub const MAX_ROW_CELLS: u32 = 16;

/// Rows in one frame at most: to compress them takes about 50 ms, in which the media thread does nothing else.
pub const FRAME_ROWS: usize = 24;

const _: () = assert!(FRAME_ROWS <= TILE_FRAME_TILES);

/// The time that the path takes for one frame, about: two of them wait for it
/// ([`FRAME_QUEUE`](protocol::limits::FRAME_QUEUE)), and each may be twice as large as that.
const FRAME_TIME: Duration = Duration::from_millis(25);

/// The size of a frame on the slowest path: about one row of text.
const MIN_FRAME_BYTES: usize = 2 * 1024;

/// The size in bytes from which on nothing more is added to a frame, on a path of this bandwidth.
pub fn frame_bytes(kbit_s: u32) -> usize {
    let ms = usize::try_from(FRAME_TIME.as_millis()).unwrap_or(usize::MAX);
    let kbit_s = usize::try_from(kbit_s).unwrap_or(usize::MAX);
    (kbit_s.saturating_mul(ms) / 8).clamp(MIN_FRAME_BYTES, VIDEO_FRAME_BYTES / 4)
}

/// Keeps what is sent within the User's cap.
#[derive(Clone, Copy, Debug, Default)]
pub struct CapPace {
    /// In kbit/s.
    pub cap_kbit_s: Option<u32>,
    spent_until: Tick,
}

impl CapPace {
    /// A frame of so many bytes is sent.
    pub fn on_sent(&mut self, bytes: usize, now: Tick) {
        let Some(cap) = self.cap_kbit_s else { return };
        let bits = u64::try_from(bytes).unwrap_or(u64::MAX).saturating_mul(8);
        let took = Duration::from_millis(bits / u64::from(cap.max(1)));
        self.spent_until = self.spent_until.max(now) + took;
    }

    /// When the next one may be sent.
    pub fn allowed_at(&self) -> Tick {
        if self.cap_kbit_s.is_some() { self.spent_until } else { Tick::default() }
    }
}

/// Whether the page has a cell as it is on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    Sent,
    Changed {
        /// The capture that found the first change since it was sent, in µs of the media clock.
        first_us: u64,
        /// How many cells changed together with it, in the last change.
        together: usize,
        /// It was not sent since the picture began.
        is_new: bool,
    },
}

/// What the page's picture shows once all that was chosen has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Everything that changed up to this time of capture, in µs of the media clock.
    pub until_us: u64,
    /// There are cells that were not sent since the picture began. Then the time is that of the beginning.
    pub is_partial: bool,
}

/// See the module.
#[derive(Debug)]
pub struct TilePicture {
    grid: TileGrid,
    /// The screen as it was captured last, row by row.
    pixels: Vec<u8>,
    cells: Vec<Cell>,
    captured_us: Option<u64>,
    begun_us: u64,
    /// The next row is the one that has waited longest.
    takes_oldest: bool,
    /// One row of a patch with fewer colours.
    row: Vec<u8>,
}

impl TilePicture {
    /// A picture of which nothing is known. One that is too large for the page has no cells.
    pub fn new(size: Size) -> Self {
        let grid = TileGrid::new(size);
        let pixels = u64::from(size.width()) * u64::from(size.height());
        let fits = pixels <= TILE_LAYER_PIXELS;
        let bytes = if fits { usize::try_from(pixels).unwrap_or(0) * PIXEL_BYTES } else { 0 };
        Self {
            grid,
            pixels: vec![0; bytes],
            cells: if fits { vec![Cell::Sent; grid.len()] } else { Vec::new() },
            captured_us: None,
            begun_us: 0,
            takes_oldest: false,
            row: Vec::new(),
        }
    }

    /// The size of the picture.
    pub fn size(&self) -> Size {
        self.grid.size()
    }

    /// Whether there was a capture.
    pub fn is_captured(&self) -> bool {
        self.captured_us.is_some()
    }

    /// A capture has begun; its parts follow.
    pub fn on_capture(&mut self, captured_us: u64) {
        self.captured_us = Some(captured_us);
    }

    /// A part of the capture, from its first pixel on, one row every `stride` bytes. A part outside of the
    /// picture is ignored, and so are pixels that are the same as before. With `fewer_colours`, half of the bits of
    /// each colour are dropped.
    pub fn update(&mut self, rect: Rect, data: &[u8], stride: usize, fewer_colours: bool) {
        let Some(captured_us) = self.captured_us else { return };
        if rect.clip(self.grid.size()) != Some(rect) || self.cells.is_empty() {
            return;
        }
        let mut changed = Vec::new();
        let row_bytes = index(rect.width) * PIXEL_BYTES;
        for n in 0..rect.height {
            let from = index(n).saturating_mul(stride);
            let Some(row) = data.get(from..).and_then(|rest| rest.get(..row_bytes)) else { break };
            if fewer_colours {
                self.row.clear();
                self.row.extend(row.iter().map(|byte| byte & 0xf0 | byte >> 4));
                let row = core::mem::take(&mut self.row);
                self.update_row(rect, rect.y + n, &row, &mut changed);
                self.row = row;
            } else {
                self.update_row(rect, rect.y + n, row, &mut changed);
            }
        }
        changed.sort_unstable();
        changed.dedup();
        let together = changed.len();
        for at in changed {
            if let Some(cell) = self.cells.get_mut(at) {
                let (first_us, is_new) = match *cell {
                    Cell::Changed { first_us, is_new, .. } => (first_us, is_new),
                    Cell::Sent => (captured_us, false),
                };
                *cell = Cell::Changed { first_us, together, is_new };
            }
        }
    }

    /// Takes over one row of pixels, and notes the cells in which it differs.
    fn update_row(&mut self, rect: Rect, y: u32, row: &[u8], changed: &mut Vec<usize>) {
        let (mut x, end) = (rect.x, rect.x + rect.width);
        while x < end {
            let next = (x / CELL + 1).saturating_mul(CELL).min(end);
            let new = row.get(index(x - rect.x) * PIXEL_BYTES..index(next - rect.x) * PIXEL_BYTES);
            let at = self.offset(x, y);
            let old = self.pixels.get_mut(at..at + index(next - x) * PIXEL_BYTES);
            if let (Some(new), Some(old)) = (new, old)
                && new != old
            {
                old.copy_from_slice(new);
                let cell = self.grid.at(x / CELL, y / CELL);
                // Rows of the same cells follow each other.
                if !changed.iter().rev().take(1 + index(rect.width / CELL)).any(|at| *at == cell) {
                    changed.push(cell);
                }
            }
            x = next;
        }
    }

    /// The picture begins anew: the page has nothing of it.
    pub fn begin(&mut self) {
        self.begun_us = self.captured_us.unwrap_or(0);
        let (first_us, together) = (self.begun_us, self.cells.len());
        self.cells.fill(Cell::Changed { first_us, together, is_new: true });
    }

    /// The next row of at most `max_cells` cells that the page needs. [`Self::mark_sent`] must follow if it is
    /// sent.
    pub fn next_row(&mut self, max_cells: u32) -> Option<Rect> {
        let takes_oldest = self.takes_oldest;
        let order = |cell: Cell| match cell {
            Cell::Changed { first_us, together, .. } => {
                Some((if takes_oldest { 0 } else { together }, first_us))
            }
            Cell::Sent => None,
        };
        let due = self.cells.iter().enumerate().filter_map(|(at, cell)| Some((order(*cell)?, at)));
        let (_, at) = due.min()?;
        self.takes_oldest = !takes_oldest;
        let columns = index(self.grid.columns());
        let (column, row) = (number(at % columns), number(at / columns));
        // The row grows to both sides while the neighbours are due, too.
        let is_due = |column: u32| {
            let cell = self.cells.get(self.grid.at(column, row));
            cell.is_some_and(|cell| *cell != Cell::Sent)
        };
        let (mut first, mut end) = (column, column + 1);
        while end - first < max_cells && end < self.grid.columns() && is_due(end) {
            end += 1;
        }
        while end - first < max_cells && first > 0 && is_due(first - 1) {
            first -= 1;
        }
        self.grid.strip(first, row, end - first)
    }

    /// A row is sent as it is now.
    pub fn mark_sent(&mut self, row: Rect) {
        for at in self.grid.touched(row) {
            if let Some(cell) = self.cells.get_mut(at) {
                *cell = Cell::Sent;
            }
        }
    }

    /// The pixels from the first one of a part on, and the bytes from one row to the next.
    pub fn pixels(&self, rect: Rect) -> Option<(&[u8], usize)> {
        let pixels = self.pixels.get(self.offset(rect.x, rect.y)..)?;
        Some((pixels, index(self.grid.size().width()) * PIXEL_BYTES))
    }

    /// Whether everything was sent.
    pub fn is_complete(&self) -> bool {
        self.cells.iter().all(|cell| *cell == Cell::Sent)
    }

    /// What the page's picture shows once it has what was sent; `None` before the first capture.
    pub fn shown(&self) -> Option<Shown> {
        let captured_us = self.captured_us?;
        let (mut oldest, mut is_partial) = (None, false);
        for cell in &self.cells {
            if let Cell::Changed { first_us, is_new, .. } = *cell {
                oldest = Some(oldest.map_or(first_us, |oldest: u64| oldest.min(first_us)));
                is_partial |= is_new;
            }
        }
        let until_us = match oldest {
            _ if is_partial => self.begun_us,
            // All captures before it are there.
            Some(first_us) => first_us.saturating_sub(1).max(self.begun_us),
            None => captured_us,
        };
        Some(Shown { until_us, is_partial })
    }

    fn offset(&self, x: u32, y: u32) -> usize {
        (index(y) * index(self.grid.size().width()) + index(x)) * PIXEL_BYTES
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
