//! Lossless tiles: unchanged parts of the screen, sent without loss and painted over the video.
//!
//! H.264 with 4:2:0 chroma cannot reproduce text exactly. Parts of the screen that have not changed for
//! a moment are therefore sent again without loss, in the background. The page paints them over the
//! video until they change.
//!
//! Two channels carry this. A [`FrameRecord`] lists the rectangles that change with a video frame; it is
//! sent before the frame, and once more after it. The page removes the tiles in these rectangles. It
//! removes all tiles when it displays a frame whose record, or the record of an earlier frame, is
//! missing. A [`LosslessTile`] carries the pixels, and the first frame for which they are valid.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::bytes::Reader;
use crate::geometry::{Rect, Size};
use crate::limits::{DAMAGE_RECTS, TILE_BYTES};

/// The side of a cell in px. A tile is a row of whole cells (cut at the edge of the picture), and a change
/// invalidates whole cells.
pub const CELL: u32 = 64;

/// An RTP timestamp of the video (90 kHz, RFC 3550 §5.1). It wraps around.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RtpTimestamp(pub u32);

impl RtpTimestamp {
    /// Converts a time of the media clock in µs.
    pub fn of_micros(micros: u64) -> Self {
        let ticks = u128::from(micros) * 9 / 100;
        Self(u32::try_from(ticks & u128::from(u32::MAX)).unwrap_or(0))
    }

    /// Whether it is later than `other`, in serial number arithmetic (RFC 1982).
    pub fn is_after(self, other: RtpTimestamp) -> bool {
        (self.0.wrapping_sub(other.0) as i32) > 0
    }
}

/// The changes of one video frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameRecord {
    /// The frame's RTP timestamp.
    pub stamp: RtpTimestamp,
    /// The RTP timestamp of the previous frame, to detect a missing record. The first frame has its own
    /// timestamp here.
    pub after: RtpTimestamp,
    /// The size of the whole picture.
    pub size: Size,
    /// The rectangles that changed since the previous frame, at most [`DAMAGE_RECTS`].
    pub changed: Vec<Rect>,
}

/// A lossless part of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LosslessTile {
    /// The first frame for which these pixels are valid.
    pub since: RtpTimestamp,
    /// The part of the picture: a row of cells.
    pub rect: Rect,
    /// The pixels as a PNG image (ISO/IEC 15948) of that size, at most [`TILE_BYTES`] long. Other
    /// chunks (colour profiles, texts, animations) are refused: they could change the colours, or
    /// decompress to a large size.
    pub png: Vec<u8>,
}

/// The bytes are not a message of these channels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a record of a frame or an exact tile, got something else")]
pub struct MalformedTile;

pub(crate) fn put_rect(bytes: &mut Vec<u8>, rect: Rect) {
    for field in [rect.x, rect.y, rect.width, rect.height] {
        // Rectangles lie within a `Size`, whose sides are below 2¹⁶.
        bytes.extend_from_slice(&u16::try_from(field).unwrap_or(u16::MAX).to_le_bytes());
    }
}

pub(crate) fn take_rect(reader: &mut Reader<'_>) -> Option<Rect> {
    let mut field = || reader.u16().map(u32::from);
    let (x, y, width, height) = (field()?, field()?, field()?, field()?);
    (width > 0 && height > 0).then_some(Rect { x, y, width, height })
}

impl FrameRecord {
    /// Encodes the message.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(12 + 8 * self.changed.len());
        bytes.extend_from_slice(&self.stamp.0.to_le_bytes());
        bytes.extend_from_slice(&self.after.0.to_le_bytes());
        for side in [self.size.width(), self.size.height()] {
            bytes.extend_from_slice(&u16::try_from(side).unwrap_or(u16::MAX).to_le_bytes());
        }
        for rect in &self.changed {
            put_rect(&mut bytes, *rect);
        }
        bytes
    }

    /// Decodes a message. It is malformed if a rectangle lies outside of the picture.
    pub fn decode(bytes: &[u8]) -> Result<Self, MalformedTile> {
        Self::read(bytes).ok_or(MalformedTile)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let stamp = RtpTimestamp(reader.u32()?);
        let after = RtpTimestamp(reader.u32()?);
        let size = Size::new(reader.u16()?.into(), reader.u16()?.into()).ok()?;
        let mut changed = Vec::new();
        while reader.end().is_none() {
            let rect = take_rect(&mut reader)?;
            if changed.len() == DAMAGE_RECTS || rect.clip(size) != Some(rect) {
                return None;
            }
            changed.push(rect);
        }
        Some(Self { stamp, after, size, changed })
    }
}

impl LosslessTile {
    /// Encodes the message.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(12 + self.png.len());
        bytes.extend_from_slice(&self.since.0.to_le_bytes());
        put_rect(&mut bytes, self.rect);
        bytes.extend_from_slice(&self.png);
        bytes
    }

    /// Decodes a message. It checks that the PNG has the size of the rectangle; the browser decodes the
    /// pixels.
    pub fn decode(bytes: &[u8]) -> Result<Self, MalformedTile> {
        Self::read(bytes).ok_or(MalformedTile)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let since = RtpTimestamp(reader.u32()?);
        let rect = take_rect(&mut reader)?;
        let png = reader.rest();
        is_tile(rect, png).then(|| Self { since, rect, png: png.to_vec() })
    }
}

/// Whether the rectangle is a row of cells, and the image has its size and nothing but pixels.
pub(crate) fn is_tile(rect: Rect, png: &[u8]) -> bool {
    let is_row = rect.x.is_multiple_of(CELL) && rect.y.is_multiple_of(CELL) && rect.height <= CELL;
    is_row && png.len() <= TILE_BYTES && plain_png(png) == Some((rect.width, rect.height))
}

/// The size of a PNG image that has only the chunks IHDR, PLTE, IDAT and IEND, with at most eight bits per
/// channel. `None` for any other image.
fn plain_png(bytes: &[u8]) -> Option<(u32, u32)> {
    const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";
    let mut rest = bytes.strip_prefix(&SIGNATURE)?;
    let mut size = None;
    loop {
        let (length, after) = rest.split_first_chunk()?;
        let (kind, after) = after.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (data, after) = after.split_at_checked(length)?;
        // The browser checks the CRC.
        let (_, after) = after.split_first_chunk::<4>()?;
        match (kind, size) {
            (b"IHDR", None) => {
                let (width, data) = data.split_first_chunk()?;
                let (height, data) = data.split_first_chunk()?;
                if !matches!(data, [1 | 2 | 4 | 8, _, 0, 0, 0]) {
                    return None;
                }
                size = Some((u32::from_be_bytes(*width), u32::from_be_bytes(*height)));
            }
            (b"PLTE" | b"IDAT", Some(_)) => {}
            (b"IEND", Some(size)) => return (length == 0 && after.is_empty()).then_some(size),
            _ => return None,
        }
        rest = after;
    }
}

/// The cells of a picture, in row-major order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TileGrid {
    size: Size,
}

impl TileGrid {
    /// The grid of a picture.
    pub fn new(size: Size) -> Self {
        Self { size }
    }

    /// The picture's size.
    pub fn size(self) -> Size {
        self.size
    }

    /// The number of cells in a row.
    pub fn columns(self) -> u32 {
        self.size.width().div_ceil(CELL)
    }

    /// The number of rows.
    pub fn rows(self) -> u32 {
        self.size.height().div_ceil(CELL)
    }

    /// The number of cells.
    pub fn len(self) -> usize {
        index(self.columns()) * index(self.rows())
    }

    /// Always `false`: a grid has at least one cell.
    pub fn is_empty(self) -> bool {
        false
    }

    /// The index of a cell.
    pub fn at(self, column: u32, row: u32) -> usize {
        index(row) * index(self.columns()) + index(column)
    }

    /// The indices of the cells that intersect a rectangle, within the picture.
    pub fn touched(self, rect: Rect) -> impl Iterator<Item = usize> {
        let rect = rect.clip(self.size).unwrap_or(Rect { x: 0, y: 0, width: 0, height: 0 });
        let columns = rect.x / CELL..(rect.x + rect.width).div_ceil(CELL);
        let rows = if rect.is_empty() {
            0..0
        } else {
            rect.y / CELL..(rect.y + rect.height).div_ceil(CELL)
        };
        rows.flat_map(move |row| columns.clone().map(move |column| self.at(column, row)))
    }

    /// The cells that intersect a rectangle, each cut at the edge of the picture.
    pub fn cells(self, rect: Rect) -> impl Iterator<Item = Rect> {
        let columns = self.columns();
        self.touched(rect).filter_map(move |at| {
            let at = u32::try_from(at).ok()?;
            self.strip(at % columns, at / columns, 1)
        })
    }

    /// The rectangle of `count` cells in a row, from (`column`, `row`) on, cut at the edge of the picture.
    pub fn strip(self, column: u32, row: u32, count: u32) -> Option<Rect> {
        let (x, y) = (column.checked_mul(CELL)?, row.checked_mul(CELL)?);
        Rect { x, y, width: count.checked_mul(CELL)?, height: CELL }.clip(self.size)
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use alloc::vec;
    use proptest::prelude::*;

    /// The chunks of a PNG image of this size, with additional chunks.
    pub(crate) fn png(width: u32, height: u32, other: &[&[u8; 4]]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut chunk = |kind: &[u8; 4], data: &[u8]| {
            bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
            bytes.extend(kind);
            bytes.extend(data);
            bytes.extend([0; 4]);
        };
        let header =
            [&width.to_be_bytes()[..], &height.to_be_bytes()[..], &[8, 2, 0, 0, 0]].concat();
        chunk(b"IHDR", &header);
        other.iter().for_each(|kind| chunk(kind, &[7; 9]));
        chunk(b"IDAT", &[1, 2, 3]);
        chunk(b"IEND", &[]);
        bytes
    }

    #[test]
    fn a_picture_holds_nothing_but_its_pixels() {
        let rect = Rect { x: 64, y: 0, width: 64, height: 64 };
        let read = |png| {
            LosslessTile::decode(&LosslessTile { since: RtpTimestamp(1), rect, png }.encode())
        };
        assert!(read(png(64, 64, &[])).is_ok());
        assert!(read(png(64, 64, &[b"PLTE"])).is_ok());
        for other in [b"iCCP", b"zTXt", b"acTL", b"gAMA", b"IHDR", b"IEND"] {
            assert_eq!(read(png(64, 64, &[other])), Err(MalformedTile), "{other:?}");
        }
        // A small file can claim to have a billion pixels.
        for (width, height) in [(30_000, 30_000), (64, 65), (63, 64), (0, 0)] {
            assert_eq!(read(png(width, height, &[])), Err(MalformedTile));
        }
        let whole = png(64, 64, &[]);
        for cut in 0..whole.len() {
            assert_eq!(read(whole[..cut].to_vec()), Err(MalformedTile), "{cut}");
        }
        assert_eq!(read([whole, vec![0]].concat()), Err(MalformedTile));
        assert_eq!(read(b"<svg/>".to_vec()), Err(MalformedTile));
    }

    #[test]
    fn messages_come_back_as_they_were_said() {
        let size = Size::new(1920, 1080).unwrap();
        let rect = Rect { x: 1856, y: 1024, width: 64, height: 56 };
        for changed in [vec![], vec![rect], vec![rect; DAMAGE_RECTS]] {
            let record = FrameRecord {
                stamp: RtpTimestamp(3),
                after: RtpTimestamp(u32::MAX),
                size,
                changed,
            };
            assert_eq!(FrameRecord::decode(&record.encode()), Ok(record));
        }
        let tile = LosslessTile { since: RtpTimestamp(7), rect, png: png(64, 56, &[]) };
        assert_eq!(LosslessTile::decode(&tile.encode()), Ok(tile));
    }

    #[test]
    fn what_is_out_of_bounds_is_no_message() {
        let size = Size::new(100, 100).unwrap();
        let inside = Rect { x: 0, y: 0, width: 100, height: 100 };
        let outside = Rect { x: 64, y: 0, width: 64, height: 64 };
        for changed in [vec![outside], vec![inside; DAMAGE_RECTS + 1]] {
            let record =
                FrameRecord { stamp: RtpTimestamp(1), after: RtpTimestamp(1), size, changed };
            assert_eq!(FrameRecord::decode(&record.encode()), Err(MalformedTile));
        }
        let rect = Rect { x: 64, y: 0, width: 64, height: 64 };
        for wrong in [
            LosslessTile {
                since: RtpTimestamp(1),
                rect: Rect { x: 1, ..rect },
                png: png(64, 64, &[]),
            },
            LosslessTile {
                since: RtpTimestamp(1),
                rect: Rect { height: 65, ..rect },
                png: png(64, 65, &[]),
            },
            LosslessTile {
                since: RtpTimestamp(1),
                rect: Rect { width: 0, ..rect },
                png: png(0, 64, &[]),
            },
            LosslessTile { since: RtpTimestamp(1), rect, png: vec![] },
            LosslessTile {
                since: RtpTimestamp(1),
                rect,
                png: png(64, 64, &[b"PLTE"; TILE_BYTES / 20]),
            },
        ] {
            assert_eq!(LosslessTile::decode(&wrong.encode()), Err(MalformedTile));
        }
    }

    #[test]
    fn later_is_later_also_where_the_clock_wraps() {
        assert!(RtpTimestamp(5).is_after(RtpTimestamp(u32::MAX - 5)));
        assert!(!RtpTimestamp(u32::MAX - 5).is_after(RtpTimestamp(5)));
        assert!(!RtpTimestamp(5).is_after(RtpTimestamp(5)));
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_readers_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(record) = FrameRecord::decode(&bytes) {
                prop_assert_eq!(record.encode(), bytes.clone());
            }
            if let Ok(tile) = LosslessTile::decode(&bytes) {
                prop_assert_eq!(tile.encode(), bytes);
            }
        }

        #[test]
        fn a_change_touches_each_cell_it_lies_in(
            w in 1..700u32, h in 1..500u32, x in 0..800u32, y in 0..600u32, dw in 1..300u32, dh in 1..300u32,
        ) {
            let grid = TileGrid::new(Size::new(w, h).unwrap());
            let rect = Rect { x, y, width: dw, height: dh };
            let touched: alloc::collections::BTreeSet<_> = grid.touched(rect).collect();
            for row in 0..grid.rows() {
                for column in 0..grid.columns() {
                    let cell = grid.strip(column, row, 1).unwrap();
                    let meets = rect.x < cell.x + cell.width && cell.x < rect.x + rect.width
                        && rect.y < cell.y + cell.height && cell.y < rect.y + rect.height;
                    prop_assert_eq!(touched.contains(&grid.at(column, row)), meets);
                }
            }
            prop_assert!(touched.iter().all(|at| *at < grid.len()));
        }
    }
}
