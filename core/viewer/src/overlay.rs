//! Which exact tiles lie over the video, and when.
//!
//! A tile must never be visible where the picture has changed since. So a record clears the cells that
//! change with its frame as soon as it arrives, which is before the frame; and while the video shows a
//! frame whose record has not arrived, all tiles are hidden. A tile is painted once the video shows the
//! frame from which on it is valid.

use alloc::collections::VecDeque;
use alloc::vec;
use alloc::vec::Vec;

use protocol::exact::{CELL, FrameRecord, LosslessTile, TileGrid};
use protocol::geometry::{Rect, Size};
use protocol::limits::TILE_LAYER_PIXELS;

use crate::frame::FrameStamp;

/// Names a tile while the browser decodes its image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TileId(pub u64);

/// What the page must do, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// The picture has this size: resize the layer, and clear it.
    Resize(Size),
    /// Clear this part of the layer.
    Clear(Rect),
    /// Decode the image and answer with [`Overlay::decoded`].
    Decode {
        /// Names the tile.
        id: TileId,
        /// PNG.
        png: Vec<u8>,
        /// The size that the image must have.
        rect: Rect,
    },
    /// Paint this part of the screen from a decoded image.
    Paint {
        /// The tile.
        id: TileId,
        /// The tile's part of the screen.
        from: Rect,
        /// The part of the screen to paint.
        part: Rect,
    },
    /// The tile's image, decoded or not, is not needed any more.
    Drop(TileId),
    /// Show or hide the layer.
    Visible(bool),
}

/// How many cells may wait in tiles, for each cell of the picture. Above that the oldest tile is dropped: an
/// honest sharer does not send a cell again before the previous one is outdated.
const WAITING: usize = 2;

/// Records that wait for the one before them. With more, tiles stay hidden for the rest of the session.
const AHEAD: usize = 512;

/// Tiles that wait for the record of their frame, which was sent long before them. Above that the oldest is
/// dropped.
const EARLY: usize = 64;

/// A tile that is not painted yet.
#[derive(Clone, Copy, Debug)]
struct Pending {
    id: TileId,
    since: FrameStamp,
    rect: Rect,
    is_decoded: bool,
}

/// The tiles over the video.
#[derive(Debug, Default)]
pub struct Overlay {
    grid: Option<TileGrid>,
    /// The last frame with which each cell changed.
    changed: Vec<Option<FrameStamp>>,
    /// For each cell under a tile, the frame from which on the tile is valid.
    covered: Vec<Option<FrameStamp>>,
    /// The newest frame whose record has arrived, with those of all frames before it.
    newest: Option<FrameStamp>,
    /// Frames whose records have arrived, each with the frame before it, whose record is missing.
    ahead: VecDeque<(FrameStamp, FrameStamp)>,
    /// The newest frame with a record: it determines the size of the picture.
    latest: Option<FrameStamp>,
    /// Tiles that arrived before the record of their frame, so that the size of the picture is not known.
    early: VecDeque<LosslessTile>,
    /// The newest frame that was shown.
    shown: Option<FrameStamp>,
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

    /// Another session begins: everything of the last one is dropped.
    pub fn restart(&mut self) {
        self.remove_all();
        let out = core::mem::take(&mut self.out);
        // Numbers continue: an answer about an old tile must not be taken for one about a new tile.
        *self = Self { next: self.next, out, ..Self::default() };
        self.out.push_back(Output::Visible(true));
    }

    /// A record arrived; possibly out of order, or again.
    pub fn record(&mut self, record: &FrameRecord) {
        let stamp = record.stamp;
        if self.newest.is_some_and(|newest| !stamp.is_after(newest))
            || self.ahead.iter().any(|(known, _)| *known == stamp)
        {
            return;
        }
        if record.after == stamp {
            self.begin_chain(stamp);
        }
        self.add_record(stamp, record.after);
        let is_latest = self.latest.is_none_or(|latest| stamp.is_after(latest));
        if is_latest {
            self.latest = Some(stamp);
            self.resize(record.size);
        }
        if let Some(grid) = self.grid.filter(|grid| grid.size() == record.size) {
            self.clear_changed(record, grid);
        }
        for tile in core::mem::take(&mut self.early) {
            self.tile(tile);
        }
        self.update_visibility();
    }

    /// The first record on a path. If another path carried the picture before, records may be lost with it: what
    /// changed until this frame is not known, so no tile from before counts.
    fn begin_chain(&mut self, stamp: FrameStamp) {
        // The very first record may also be overtaken by later ones.
        if self.newest.is_none() && !self.ahead.iter().any(|(known, _)| stamp.is_after(*known)) {
            return;
        }
        self.newest = None;
        self.ahead.retain(|(known, _)| known.is_after(stamp));
        if let Some(grid) = self.grid {
            for changed in &mut self.changed {
                if changed.is_none_or(|changed| stamp.is_after(changed)) {
                    *changed = Some(stamp);
                }
            }
            self.drop_pending(|tile| stamp.is_after(tile.since));
            self.covered.fill(None);
            self.out.push_back(Output::Clear(grid.size().rect()));
        }
    }

    /// A record has arrived: updates how far the records reach without a gap.
    fn add_record(&mut self, stamp: FrameStamp, after: FrameStamp) {
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
    fn resize(&mut self, size: Size) {
        if pixels(size) > TILE_LAYER_PIXELS {
            self.remove_all();
        } else if self.grid.is_none_or(|grid| grid.size() != size) {
            let grid = TileGrid::new(size);
            self.drop_pending(|_| true);
            self.grid = Some(grid);
            self.changed = vec![None; grid.len()];
            self.covered = vec![None; grid.len()];
            self.out.push_back(Output::Resize(size));
        }
    }

    /// Clears the cells that a frame changes, unless their tile is of that frame or a later one.
    fn clear_changed(&mut self, record: &FrameRecord, grid: TileGrid) {
        let stamp = record.stamp;
        for at in record.changed.iter().flat_map(|rect| grid.touched(*rect)) {
            if let Some(changed) = self.changed.get_mut(at)
                && changed.is_none_or(|changed| stamp.is_after(changed))
            {
                *changed = Some(stamp);
            }
        }
        for rect in &record.changed {
            // Moving content, which has no tiles, must cost nothing.
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
                    let mut cells = grid.touched(cell);
                    let is_old = |at: usize| {
                        self.covered.get(at).copied().flatten().is_some_and(|s| stamp.is_after(s))
                    };
                    if cells.any(is_old) {
                        self.uncover(cell, grid);
                    }
                }
            }
        }
        if !record.changed.is_empty() {
            let changed = core::mem::take(&mut self.changed);
            self.drop_pending(|tile| {
                !grid.touched(tile.rect).any(|at| is_unchanged(&changed, at, tile.since))
            });
            self.changed = changed;
        }
    }

    fn uncover(&mut self, rect: Rect, grid: TileGrid) {
        for at in grid.touched(rect) {
            if let Some(covered) = self.covered.get_mut(at) {
                *covered = None;
            }
        }
        self.out.push_back(Output::Clear(rect));
    }

    /// A tile arrived.
    pub fn tile(&mut self, tile: LosslessTile) {
        if self.latest.is_none_or(|latest| tile.since.is_after(latest)) {
            if self.early.len() >= EARLY {
                self.early.pop_front();
            }
            return self.early.push_back(tile);
        }
        let Some(grid) = self.grid else { return };
        let fits = tile.rect.clip(grid.size()) == Some(tile.rect);
        if !fits || !grid.touched(tile.rect).any(|at| is_unchanged(&self.changed, at, tile.since)) {
            return;
        }
        let cells = |rect: Rect| grid.touched(rect).count();
        let mut waiting: usize = self.pending.iter().map(|tile| cells(tile.rect)).sum();
        while waiting + cells(tile.rect) > WAITING * grid.len()
            && let Some(oldest) = self.pending.pop_front()
        {
            waiting -= cells(oldest.rect);
            self.out.push_back(Output::Drop(oldest.id));
        }
        let id = TileId(self.next);
        self.next += 1;
        let LosslessTile { since, rect, png } = tile;
        self.pending.push_back(Pending { id, since, rect, is_decoded: false });
        self.out.push_back(Output::Decode { id, png, rect });
    }

    /// The browser has decoded a tile's image, or could not.
    pub fn decoded(&mut self, id: TileId, is_decoded: bool) {
        let Some(at) = self.pending.iter().position(|tile| tile.id == id) else {
            return self.out.push_back(Output::Drop(id));
        };
        if is_decoded {
            if let Some(tile) = self.pending.get_mut(at) {
                tile.is_decoded = true;
            }
            self.paint();
        } else {
            self.pending.remove(at);
            self.out.push_back(Output::Drop(id));
        }
    }

    /// The video shows a frame; `None` in a browser that does not name it.
    pub fn shown(&mut self, stamp: Option<FrameStamp>) {
        // The newest frame with a record is then the best guess.
        let Some(stamp) = stamp.or(self.newest) else { return };
        self.shown = Some(stamp);
        self.update_visibility();
        self.paint();
    }

    /// Removes all tiles: the picture has none.
    fn remove_all(&mut self) {
        self.drop_pending(|_| true);
        if let Some(grid) = self.grid.take() {
            self.out.push_back(Output::Clear(grid.size().rect()));
        }
        self.changed.clear();
        self.covered.clear();
    }

    /// Hides the layer while the video is ahead of the records.
    fn update_visibility(&mut self) {
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

    /// Paints the decoded tiles that are valid for the shown frame.
    fn paint(&mut self) {
        let (Some(grid), Some(shown)) = (self.grid, self.shown) else { return };
        let (changed, covered, out) = (&self.changed, &mut self.covered, &mut self.out);
        self.pending.retain(|tile| {
            if !tile.is_decoded || tile.since.is_after(shown) {
                return true;
            }
            for part in parts(tile, grid, changed) {
                for at in grid.touched(part) {
                    if let Some(covered) = covered.get_mut(at) {
                        *covered = Some(tile.since);
                    }
                }
                out.push_back(Output::Paint { id: tile.id, from: tile.rect, part });
            }
            out.push_back(Output::Drop(tile.id));
            false
        });
    }

    fn drop_pending(&mut self, is_outdated: impl Fn(&Pending) -> bool) {
        let out = &mut self.out;
        self.pending.retain(|tile| {
            let outdated = is_outdated(tile);
            if outdated {
                out.push_back(Output::Drop(tile.id));
            }
            !outdated
        });
    }
}

fn pixels(size: Size) -> u64 {
    u64::from(size.width()) * u64::from(size.height())
}

/// Whether a cell has not changed since a frame.
fn is_unchanged(changed: &[Option<FrameStamp>], at: usize, since: FrameStamp) -> bool {
    changed.get(at).is_some_and(|changed| changed.is_none_or(|changed| !changed.is_after(since)))
}

/// The cells that a rectangle touches, as one rectangle within the picture.
fn whole_cells(rect: Rect, grid: TileGrid) -> Rect {
    let (x, y) = (rect.x / CELL * CELL, rect.y / CELL * CELL);
    let right = (rect.x + rect.width).div_ceil(CELL) * CELL;
    let bottom = (rect.y + rect.height).div_ceil(CELL) * CELL;
    Rect { x, y, width: right - x, height: bottom - y }.clip(grid.size()).unwrap_or(rect)
}

/// The runs of cells of a tile that have not changed since.
fn parts(tile: &Pending, grid: TileGrid, changed: &[Option<FrameStamp>]) -> Vec<Rect> {
    let row = tile.rect.y / CELL;
    let columns = tile.rect.x / CELL..(tile.rect.x + tile.rect.width).div_ceil(CELL);
    let mut parts: Vec<Rect> = Vec::new();
    for column in columns {
        let Some(cell) = grid.strip(column, row, 1) else { continue };
        // A tile that ends within its last cell is cut there.
        let width = cell.width.min(tile.rect.x + tile.rect.width - cell.x);
        let cell = Rect { width, height: cell.height.min(tile.rect.height), ..cell };
        if !is_unchanged(changed, grid.at(column, row), tile.since) {
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
