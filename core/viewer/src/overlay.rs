//! PURE: which exact tiles lie over the video, and when.
//!
//! No tile may be seen where the picture has changed since. A record therefore takes down at once what
//! changes with its frame, which has not even left the sharer; and should the video show a frame whose
//! record is not here yet, all tiles hide until it is. A tile is painted once the video shows the frame
//! since which it holds: never ahead, never behind.

use alloc::collections::VecDeque;
use alloc::vec;
use alloc::vec::Vec;

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

/// Records that wait for one before them. With more, tiles hide for the rest of the session.
const AHEAD: usize = 512;

/// Tiles that wait for the record of their frame, which has left long before them. Of more the oldest
/// goes.
const EARLY: usize = 64;

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
    /// Where a tile lies, and since which frame it holds.
    covered: Vec<Option<Stamp>>,
    /// The newest frame whose record is here, and those of all before it.
    newest: Option<Stamp>,
    /// Frames whose records are here, each with the frame before it, whose record is missing.
    ahead: VecDeque<(Stamp, Stamp)>,
    /// The newest frame of which there is a record at all: it says how large the picture is.
    latest: Option<Stamp>,
    /// Tiles that are here before the record of their frame, so that their picture's size is not known.
    early: VecDeque<ExactTile>,
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
        let out = core::mem::take(&mut self.out);
        // Tickets count on: an answer to an old one must not be taken for one of a new one.
        *self = Self { next: self.next, out, ..Self::default() };
        self.out.push_back(Output::Visible(true));
    }

    /// A record came; not necessarily the next one, nor for the first time.
    pub fn record(&mut self, record: &FrameRecord) {
        let stamp = record.stamp;
        if self.newest.is_some_and(|newest| !stamp.is_after(newest))
            || self.ahead.iter().any(|(known, _)| *known == stamp)
        {
            return;
        }
        self.follow_on(stamp, record.after);
        let is_latest = self.latest.is_none_or(|latest| stamp.is_after(latest));
        if is_latest {
            self.latest = Some(stamp);
            self.measure(record.size);
        }
        if let Some(grid) = self.grid.filter(|grid| grid.size() == record.size) {
            self.change(record, grid);
        }
        for tile in core::mem::take(&mut self.early) {
            self.tile(tile);
        }
        self.follow();
    }

    /// Notes that a record is here, and how far they go without a gap.
    fn follow_on(&mut self, stamp: Stamp, after: Stamp) {
        if self.ahead.len() >= AHEAD {
            self.ahead.pop_front();
        }
        self.ahead.push_back((stamp, after));
        while let Some(at) = self.ahead.iter().position(|(stamp, after)| {
            Some(*after) == self.newest || self.newest.is_none() && after == stamp
        }) {
            self.newest = self.ahead.remove(at).map(|(stamp, _)| stamp);
        }
    }

    /// The picture has this size from now on.
    fn measure(&mut self, size: Size) {
        if pixels(size) > EXACT_PIXELS {
            self.take_down();
        } else if self.grid.is_none_or(|grid| grid.size() != size) {
            let grid = Grid::new(size);
            self.forget_pending(|_| true);
            self.grid = Some(grid);
            self.changed = vec![None; grid.len()];
            self.covered = vec![None; grid.len()];
            self.out.push_back(Output::Resize(size));
        }
    }

    /// Takes down what a frame changes, unless it is a tile of that frame or a later one.
    fn change(&mut self, record: &FrameRecord, grid: Grid) {
        let stamp = record.stamp;
        for at in record.changed.iter().flat_map(|rect| grid.touched(*rect)) {
            if let Some(changed) = self.changed.get_mut(at)
                && changed.is_none_or(|changed| stamp.is_after(changed))
            {
                *changed = Some(stamp);
            }
        }
        for rect in &record.changed {
            // What moves all the time costs the page nothing.
            let (mut is_covered, mut is_newer) = (false, false);
            for at in grid.touched(*rect) {
                if let Some(since) = self.covered.get(at).copied().flatten() {
                    is_covered |= stamp.is_after(since);
                    is_newer |= !stamp.is_after(since);
                }
            }
            if is_covered && !is_newer {
                self.uncover(whole_cells(*rect, grid), grid);
            } else if is_covered {
                for cell in grid.cells(*rect) {
                    let mut places = grid.touched(cell);
                    let is_old = |at: usize| {
                        self.covered.get(at).copied().flatten().is_some_and(|s| stamp.is_after(s))
                    };
                    if places.any(is_old) {
                        self.uncover(cell, grid);
                    }
                }
            }
        }
        if !record.changed.is_empty() {
            let changed = core::mem::take(&mut self.changed);
            self.forget_pending(|tile| {
                !grid.touched(tile.rect).any(|at| is_good(&changed, at, tile.since))
            });
            self.changed = changed;
        }
    }

    fn uncover(&mut self, rect: Rect, grid: Grid) {
        for at in grid.touched(rect) {
            if let Some(covered) = self.covered.get_mut(at) {
                *covered = None;
            }
        }
        self.out.push_back(Output::Clear(rect));
    }

    /// A tile came.
    pub fn tile(&mut self, tile: ExactTile) {
        if self.latest.is_none_or(|latest| tile.since.is_after(latest)) {
            if self.early.len() >= EARLY {
                self.early.pop_front();
            }
            return self.early.push_back(tile);
        }
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
                        *covered = Some(tile.since);
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
