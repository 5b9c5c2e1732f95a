//! PURE: which exact tiles lie over the video, and when.
//!
//! No tile may be seen where the picture has changed since. A record therefore takes down at once what
//! changes with its frame, which has not even left the sharer; and should the video show a frame whose
//! record is not here yet, all tiles hide until it is. A tile is painted once the video shows the frame
//! since which it holds: never ahead, never behind.

use std::collections::VecDeque;

use protocol::exact::{CELL, ExactTile, FrameRecord, Grid, Stamp};
use protocol::geometry::{Rect, Size};
use protocol::limits::EXACT_PIXELS;

/// Names a tile while the browser reads its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(pub u64);

/// What the page must do, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// The picture has this size: the layer is as large, and empty.
    Resize(Size),
    /// Nothing is painted here any more.
    Clear(Rect),
    /// Read the picture and answer with [`Overlay::decoded`].
    Decode {
        /// Names it.
        ticket: Ticket,
        /// PNG.
        png: Vec<u8>,
        /// The size that it must have.
        rect: Rect,
    },
    /// Paint this part of the screen from the picture that was read.
    Paint {
        /// Which picture.
        ticket: Ticket,
        /// Where on the screen the picture begins.
        from: Rect,
        /// The part of the screen to paint.
        part: Rect,
    },
    /// The picture that was read, or is being read, is not needed any more.
    Forget(Ticket),
    /// The layer is seen, or is not.
    Visible(bool),
}

/// How many cells may wait in tiles, for each cell of the picture. Of more the oldest tile goes: an
/// honest sharer has no reason to send a cell again before the one before it is of no use.
const WAITING: usize = 2;

/// A tile that is not painted yet.
#[derive(Clone, Copy, Debug)]
struct Pending {
    ticket: Ticket,
    since: Stamp,
    rect: Rect,
    is_read: bool,
}

/// The tiles over one video.
#[derive(Debug, Default)]
pub struct Overlay {
    grid: Option<Grid>,
    /// The last frame with which each cell changed.
    changed: Vec<Option<Stamp>>,
    /// Where a tile lies.
    covered: Vec<bool>,
    /// The newest frame whose record is here.
    newest: Option<Stamp>,
    /// The newest frame that was shown.
    shown: Option<Stamp>,
    hidden: bool,
    pending: VecDeque<Pending>,
    next: u64,
    out: VecDeque<Output>,
}

impl Overlay {
    /// What the page must do next.
    pub fn poll(&mut self) -> Option<Output> {
        self.out.pop_front()
    }

    /// Another session begins: nothing of the last one stays.
    pub fn restart(&mut self) {
        self.take_down();
        let out = std::mem::take(&mut self.out);
        // Tickets count on: an answer to an old one must not be taken for one of a new one.
        *self = Self { next: self.next, out, ..Self::default() };
        self.out.push_back(Output::Visible(true));
    }

    /// A record came.
    pub fn record(&mut self, record: &FrameRecord) {
        if self.newest.is_some_and(|newest| !record.stamp.is_after(newest)) {
            return;
        }
        self.newest = Some(record.stamp);
        if pixels(record.size) > EXACT_PIXELS {
            return self.take_down();
        }
        if self.grid.is_none_or(|grid| grid.size() != record.size) {
            let grid = Grid::new(record.size);
            self.forget_pending(|_| true);
            self.grid = Some(grid);
            self.changed = vec![None; grid.len()];
            self.covered = vec![false; grid.len()];
            self.out.push_back(Output::Resize(record.size));
        }
        let Some(grid) = self.grid else { return };
        for rect in &record.changed {
            let mut was_covered = false;
            for at in grid.touched(*rect) {
                if let Some(changed) = self.changed.get_mut(at) {
                    *changed = Some(record.stamp);
                }
                if let Some(covered) = self.covered.get_mut(at) {
                    was_covered |= std::mem::take(covered);
                }
            }
            // What moves all the time costs the page nothing.
            if was_covered {
                self.out.push_back(Output::Clear(whole_cells(*rect, grid)));
            }
        }
        if !record.changed.is_empty() {
            let changed = std::mem::take(&mut self.changed);
            self.forget_pending(|tile| {
                !grid.touched(tile.rect).any(|at| is_good(&changed, at, tile.since))
            });
            self.changed = changed;
        }
        self.follow();
    }

    /// A tile came.
    pub fn tile(&mut self, tile: ExactTile) {
        let Some(grid) = self.grid else { return };
        let fits = tile.rect.clip(grid.size()) == Some(tile.rect);
        if !fits || !grid.touched(tile.rect).any(|at| is_good(&self.changed, at, tile.since)) {
            return;
        }
        let cells = |rect: Rect| grid.touched(rect).count();
        let mut waiting: usize = self.pending.iter().map(|tile| cells(tile.rect)).sum();
        while waiting + cells(tile.rect) > WAITING * grid.len()
            && let Some(oldest) = self.pending.pop_front()
        {
            waiting -= cells(oldest.rect);
            self.out.push_back(Output::Forget(oldest.ticket));
        }
        let ticket = Ticket(self.next);
        self.next += 1;
        let ExactTile { since, rect, png } = tile;
        self.pending.push_back(Pending { ticket, since, rect, is_read: false });
        self.out.push_back(Output::Decode { ticket, png, rect });
    }

    /// The browser read a tile's picture, or could not.
    pub fn decoded(&mut self, ticket: Ticket, is_read: bool) {
        let Some(at) = self.pending.iter().position(|tile| tile.ticket == ticket) else {
            return self.out.push_back(Output::Forget(ticket));
        };
        if is_read {
            if let Some(tile) = self.pending.get_mut(at) {
                tile.is_read = true;
            }
            self.paint();
        } else {
            self.pending.remove(at);
            self.out.push_back(Output::Forget(ticket));
        }
    }

    /// The video shows a frame; `None` in a browser that does not say which.
    pub fn shown(&mut self, stamp: Option<Stamp>) {
        // Without knowing better: all that has a record is there.
        let Some(stamp) = stamp.or(self.newest) else { return };
        self.shown = Some(stamp);
        self.follow();
        self.paint();
    }

    /// The picture is one over which no tiles are laid.
    fn take_down(&mut self) {
        self.forget_pending(|_| true);
        if let Some(grid) = self.grid.take() {
            self.out.push_back(Output::Clear(grid.size().rect()));
        }
        self.changed.clear();
        self.covered.clear();
    }

    /// Hides everything while the video is ahead of the records.
    fn follow(&mut self) {
        let hidden = match (self.shown, self.newest) {
            (Some(shown), Some(newest)) => shown.is_after(newest),
            (Some(_), None) => true,
            (None, _) => false,
        };
        if hidden != self.hidden {
            self.hidden = hidden;
            self.out.push_back(Output::Visible(!hidden));
        }
    }

    /// Paints what is read and whose time has come.
    fn paint(&mut self) {
        let (Some(grid), Some(shown)) = (self.grid, self.shown) else { return };
        let (changed, covered, out) = (&self.changed, &mut self.covered, &mut self.out);
        self.pending.retain(|tile| {
            if !tile.is_read || tile.since.is_after(shown) {
                return true;
            }
            for part in parts(tile, grid, changed) {
                for at in grid.touched(part) {
                    if let Some(covered) = covered.get_mut(at) {
                        *covered = true;
                    }
                }
                out.push_back(Output::Paint { ticket: tile.ticket, from: tile.rect, part });
            }
            out.push_back(Output::Forget(tile.ticket));
            false
        });
    }

    fn forget_pending(&mut self, is_over: impl Fn(&Pending) -> bool) {
        let out = &mut self.out;
        self.pending.retain(|tile| {
            let over = is_over(tile);
            if over {
                out.push_back(Output::Forget(tile.ticket));
            }
            !over
        });
    }
}

fn pixels(size: Size) -> u64 {
    u64::from(size.width()) * u64::from(size.height())
}

/// Whether a cell still looks as it did since `since`.
fn is_good(changed: &[Option<Stamp>], at: usize, since: Stamp) -> bool {
    changed.get(at).is_some_and(|changed| changed.is_none_or(|changed| !changed.is_after(since)))
}

/// The cells that a rectangle touches, as one rectangle within the picture.
fn whole_cells(rect: Rect, grid: Grid) -> Rect {
    let (x, y) = (rect.x / CELL * CELL, rect.y / CELL * CELL);
    let right = (rect.x + rect.width).div_ceil(CELL) * CELL;
    let bottom = (rect.y + rect.height).div_ceil(CELL) * CELL;
    Rect { x, y, width: right - x, height: bottom - y }.clip(grid.size()).unwrap_or(rect)
}

/// The runs of cells of a tile that have not changed since.
fn parts(tile: &Pending, grid: Grid, changed: &[Option<Stamp>]) -> Vec<Rect> {
    let row = tile.rect.y / CELL;
    let columns = tile.rect.x / CELL..(tile.rect.x + tile.rect.width).div_ceil(CELL);
    let mut parts: Vec<Rect> = Vec::new();
    for column in columns {
        let Some(cell) = grid.strip(column, row, 1) else { continue };
        // A tile that ends within its last cell is cut there.
        let width = cell.width.min(tile.rect.x + tile.rect.width - cell.x);
        let cell = Rect { width, height: cell.height.min(tile.rect.height), ..cell };
        if !is_good(changed, grid.at(column, row), tile.since) {
            continue;
        }
        match parts.last_mut() {
            Some(last) if last.x + last.width == cell.x => *last = last.union(cell),
            _ => parts.push(cell),
        }
    }
    parts
}

#[cfg(test)]
#[path = "overlay/tests.rs"]
mod tests;
