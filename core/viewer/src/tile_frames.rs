//! Shows the picture that arrives as tiles alone ([`protocol::tile_frame`]): which tiles the browser decodes, and how
//! current the picture is then.
//!
//! One batch of tiles is decoded at a time, and painted as a whole. What arrives meanwhile is merged, so that a browser
//! that is slower than the path leaves out what was replaced, and nothing queues up.

use alloc::vec::Vec;
use core::time::Duration;

use protocol::exact::{CELL, TileGrid};
use protocol::geometry::{Rect, Size};
use protocol::tile_frame::{Tile, TileFrame};
use protocol::time::Tick;

use crate::frame::FrameStamp;

/// How many whole pictures may wait in tiles ([`cost`]): the rows of cells are not always cut in the same way, so
/// that a tile may be replaced in part. Above that everything is dropped, and the sharer is asked to begin anew.
const WAITING: u64 = 2;

/// The pixels of a whole cell.
const CELL_PIXELS: u64 = CELL as u64 * CELL as u64;

/// Bytes for which a tile counts as one pixel: an image without compression has no more.
const PIXEL_BYTES: u64 = 4;

/// The shortest time between two such requests.
const REQUEST_SPACING: Duration = Duration::from_secs(1);

/// What the page must decode and paint as a whole. It answers with [`TileFrames::decoded`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Names the batch in the answer.
    pub number: u32,
    /// The size of the picture.
    pub size: Size,
    /// What is painted so far is not needed any more.
    pub clears: bool,
    /// The tiles, in the order in which they are painted.
    pub tiles: Vec<Tile>,
}

/// What the picture shows from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Painted {
    /// The frame, for the order of the layers.
    pub stamp: FrameStamp,
    /// The picture shows everything that changed up to that frame. Else parts of it are missing.
    pub is_whole: bool,
}

/// The sharer is to begin the picture anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestKeyframe;

/// See the module.
#[derive(Debug, Default)]
pub struct TileFrames {
    waiting: Option<Waiting>,
    /// The batch that is being decoded, and what the picture shows once it is painted.
    decoding: Option<(u32, Painted)>,
    /// Batches so far.
    count: u32,
    /// The size of the picture.
    size: Option<Size>,
    /// Parts of the picture are missing until it begins anew.
    has_gap: bool,
    requested: Option<Tick>,
}

#[derive(Debug)]
struct Waiting {
    size: Size,
    clears: bool,
    painted: Painted,
    tiles: Vec<Tile>,
}

impl TileFrames {
    /// Another session begins: everything of the last one is dropped.
    pub fn restart(&mut self) {
        // An answer about an old batch must not be taken for one about a new one.
        *self = Self { count: self.count, has_gap: true, ..Self::default() };
    }

    /// Frames are missing before the next one, as when another path carries the picture.
    pub fn gap(&mut self) {
        (self.waiting, self.has_gap) = (None, true);
    }

    /// A frame arrived.
    pub fn receive(&mut self, frame: TileFrame, now: Tick) -> Option<RequestKeyframe> {
        let TileFrame { timestamp, begins, is_partial, size, tiles } = frame;
        if begins {
            (self.waiting, self.has_gap) = (None, false);
        } else if self.size != Some(size) {
            self.gap();
        }
        self.size = Some(size);
        let painted = Painted { stamp: timestamp, is_whole: !is_partial && !self.has_gap };
        let none = Waiting { size, clears: begins, painted, tiles: Vec::new() };
        let waiting = self.waiting.get_or_insert(none);
        waiting.painted = painted;
        waiting.tiles.retain(|old| !tiles.iter().any(|new| contains(new.rect, old.rect)));
        waiting.tiles.extend(tiles);
        if waiting.tiles.iter().map(cost).sum::<u64>() > WAITING * cost_of(size) {
            self.gap();
        }
        if self.has_gap { self.request(now) } else { None }
    }

    /// What is to be decoded next, if nothing is being decoded.
    pub fn next_batch(&mut self) -> Option<Batch> {
        if self.decoding.is_some() {
            return None;
        }
        let Waiting { size, clears, painted, tiles } = self.waiting.take()?;
        let number = self.count;
        self.count = number.wrapping_add(1);
        self.decoding = Some((number, painted));
        Some(Batch { number, size, clears, tiles })
    }

    /// The browser has decoded a batch, or could not. Returns what the picture shows once it is painted; `None` if it
    /// must not be painted.
    pub fn decoded(&mut self, number: u32, is_decoded: bool) -> Option<Painted> {
        let (_, painted) = self.decoding.take_if(|(wanted, _)| *wanted == number)?;
        if !is_decoded {
            // A picture that begins anew mends that.
            self.has_gap |= self.waiting.as_ref().is_none_or(|waiting| !waiting.clears);
            return None;
        }
        Some(Painted { is_whole: painted.is_whole && !self.has_gap, ..painted })
    }

    /// Whether the sharer is to begin anew, after a batch that could not be decoded.
    pub fn request(&mut self, now: Tick) -> Option<RequestKeyframe> {
        let is_due = self.requested.is_none_or(|last| now.since(last) >= REQUEST_SPACING);
        if !self.has_gap || !is_due {
            return None;
        }
        self.requested = Some(now);
        Some(RequestKeyframe)
    }
}

/// Whether the whole of `inner` lies in `outer`.
fn contains(outer: Rect, inner: Rect) -> bool {
    outer.union(inner) == outer
}

/// What a tile that waits costs the page, in pixels. The smallest one counts as a whole cell, so that the number
/// of tiles is bounded, too.
fn cost(tile: &Tile) -> u64 {
    let pixels = u64::from(tile.rect.width) * u64::from(tile.rect.height);
    let bytes = u64::try_from(tile.png.len()).unwrap_or(u64::MAX);
    pixels.max(bytes / PIXEL_BYTES).max(CELL_PIXELS)
}

/// What a whole picture costs at most, if no tile of it is replaced.
fn cost_of(size: Size) -> u64 {
    u64::try_from(TileGrid::new(size).len()).unwrap_or(u64::MAX).saturating_mul(CELL_PIXELS)
}

#[cfg(test)]
#[path = "tile_frames/tests.rs"]
mod tests;
