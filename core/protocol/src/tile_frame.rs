//! Pictures made of PNG tiles, for a page that can decode no video on the path in use.
//!
//! They go on [`Channel::Video`](crate::channel::Channel::Video), in the place of [`crate::video::VideoFrame`]s. Each
//! brings a part of what has changed; what it leaves out stays as it is on the page.
//!
//! ```text
//! message = RTP timestamp (4 bytes, little endian) ‖ flags (1 byte: 2 always, 1 begins, 4 is partial)
//!         ‖ width (2) ‖ height (2) ‖ tile*
//! tile    = x (2) ‖ y (2) ‖ width (2) ‖ height (2) ‖ length (4) ‖ PNG
//! ```

use alloc::vec::Vec;

use crate::bytes::Reader;
use crate::exact::{RtpTimestamp, is_tile, put_rect, take_rect};
use crate::geometry::{Rect, Size};
use crate::limits::{TILE_FRAME_TILES, TILE_LAYER_PIXELS, VIDEO_FRAME_BYTES};

const BEGINS: u8 = 1;
/// A [`crate::video::VideoFrame`] never has this flag.
const TILES: u8 = 2;
const PARTIAL: u8 = 4;

/// The length of a message without tiles, and of a tile without its image.
const HEADER_BYTES: usize = 9;
const TILE_HEADER_BYTES: usize = 12;

/// A part of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Which part: a row of cells ([`crate::exact::CELL`]), cut at the edge of the picture.
    pub rect: Rect,
    /// Its pixels as a PNG image, as in [`crate::exact::LosslessTile::png`].
    pub png: Vec<u8>,
}

/// Changed parts of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileFrame {
    /// With this frame, the picture shows everything that changed up to this time. Of a partial frame it is the
    /// time at which the picture began.
    pub timestamp: RtpTimestamp,
    /// The picture begins anew: what the page has of it counts no more.
    pub begins: bool,
    /// There are parts of the picture that were not sent since it began.
    pub is_partial: bool,
    /// The size of the whole picture.
    pub size: Size,
    /// The tiles, at most [`TILE_FRAME_TILES`]. None is larger than the picture, nor are all together.
    pub tiles: Vec<Tile>,
}

/// The bytes are not a [`TileFrame`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a picture of tiles, got something else")]
pub struct MalformedTileFrame;

impl TileFrame {
    /// The length of the message in bytes.
    pub fn encoded_len(&self) -> usize {
        let tiles = self.tiles.iter().map(|tile| TILE_HEADER_BYTES + tile.png.len());
        HEADER_BYTES + tiles.sum::<usize>()
    }

    /// Encodes the message.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.encoded_len());
        bytes.extend_from_slice(&self.timestamp.0.to_le_bytes());
        let begins = if self.begins { BEGINS } else { 0 };
        let partial = if self.is_partial { PARTIAL } else { 0 };
        bytes.push(TILES | begins | partial);
        for side in [self.size.width(), self.size.height()] {
            bytes.extend_from_slice(&u16::try_from(side).unwrap_or(u16::MAX).to_le_bytes());
        }
        for Tile { rect, png } in &self.tiles {
            put_rect(&mut bytes, *rect);
            bytes.extend_from_slice(&u32::try_from(png.len()).unwrap_or(u32::MAX).to_le_bytes());
            bytes.extend_from_slice(png);
        }
        bytes
    }

    /// Decodes a message. It checks that each PNG has the size of its rectangle; the browser decodes the
    /// pixels. A picture of more than [`TILE_LAYER_PIXELS`] or with more than [`TILE_FRAME_TILES`] is malformed.
    pub fn decode(bytes: &[u8]) -> Result<Self, MalformedTileFrame> {
        Self::read(bytes).ok_or(MalformedTileFrame)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        let timestamp = RtpTimestamp(reader.u32()?);
        let flags = reader.u8()?;
        let size = Size::new(reader.u16()?.into(), reader.u16()?.into()).ok()?;
        let mut pixels_left = pixels(size.rect());
        let is_known = flags & TILES != 0 && flags & !(BEGINS | TILES | PARTIAL) == 0;
        if !is_known || pixels_left > TILE_LAYER_PIXELS || bytes.len() > VIDEO_FRAME_BYTES {
            return None;
        }
        let mut tiles = Vec::new();
        while reader.end().is_none() {
            let rect = take_rect(&mut reader)?;
            let length = usize::try_from(reader.u32()?).ok()?;
            let png = reader.take(length)?;
            pixels_left = pixels_left.checked_sub(pixels(rect))?;
            let has_room = tiles.len() < TILE_FRAME_TILES;
            if !has_room || rect.clip(size) != Some(rect) || !is_tile(rect, png) {
                return None;
            }
            tiles.push(Tile { rect, png: png.to_vec() });
        }
        let (begins, is_partial) = (flags & BEGINS != 0, flags & PARTIAL != 0);
        Some(Self { timestamp, begins, is_partial, size, tiles })
    }
}

fn pixels(rect: Rect) -> u64 {
    u64::from(rect.width) * u64::from(rect.height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::tests::png;
    use crate::video::VideoFrame;
    use alloc::vec;

    fn tile(x: u32, y: u32, width: u32, height: u32) -> Tile {
        Tile { rect: Rect { x, y, width, height }, png: png(width, height, &[]) }
    }

    fn frame(tiles: Vec<Tile>) -> TileFrame {
        let size = Size::new(200, 100).unwrap();
        let timestamp = RtpTimestamp(0x0102_0304);
        TileFrame { timestamp, begins: true, is_partial: false, size, tiles }
    }

    fn read(tiles: Vec<Tile>) -> Result<TileFrame, MalformedTileFrame> {
        TileFrame::decode(&frame(tiles).encode())
    }

    #[test]
    fn a_picture_of_tiles_survives_being_sent() {
        for (begins, is_partial) in [(false, false), (true, false), (false, true), (true, true)] {
            let tiles = vec![tile(64, 0, 128, 64), tile(192, 64, 8, 36)];
            let frame = TileFrame { begins, is_partial, ..frame(tiles) };
            let bytes = frame.encode();
            assert_eq!(bytes.len(), frame.encoded_len());
            assert_eq!(TileFrame::decode(&bytes).unwrap(), frame);
            assert!(VideoFrame::decode(&bytes).is_err(), "it is never taken for H.264");
        }
    }

    #[test]
    fn what_is_no_picture_of_tiles_is_refused() {
        assert!(read(vec![]).is_ok());
        let whole = frame(vec![tile(0, 0, 64, 64)]).encode();
        for cut in 0..whole.len() {
            let is_whole_without_tile = cut == HEADER_BYTES;
            assert_eq!(TileFrame::decode(&whole[..cut]).is_ok(), is_whole_without_tile, "{cut}");
        }
        for (at, byte) in [(4, 0), (4, 1), (4, 10), (5, 0), (9, 1), (17, 255)] {
            let mut changed = whole.clone();
            changed[at] = byte;
            if at == 5 {
                changed[6] = 0;
            }
            assert!(TileFrame::decode(&changed).is_err(), "{at}");
        }
        for outside in [tile(192, 64, 9, 36), tile(192, 64, 8, 37), tile(256, 0, 64, 64)] {
            assert_eq!(read(vec![outside]), Err(MalformedTileFrame));
        }
        let other = Tile { png: png(64, 63, &[]), ..tile(0, 0, 64, 64) };
        assert_eq!(read(vec![other]), Err(MalformedTileFrame));
    }

    #[test]
    fn no_message_holds_more_pixels_than_the_picture() {
        let row = |y, height| tile(0, y, 200, height);
        assert!(read(vec![row(0, 64), row(64, 36)]).is_ok());
        assert!(read(vec![row(0, 64), row(0, 36)]).is_ok());
        assert_eq!(read(vec![row(0, 64), row(0, 64)]), Err(MalformedTileFrame));
        // However small they are, there are not too many.
        let smallest = |count| read(vec![tile(0, 0, 1, 1); count]);
        assert!(smallest(TILE_FRAME_TILES).is_ok());
        assert_eq!(smallest(TILE_FRAME_TILES + 1), Err(MalformedTileFrame));
        // Larger than the page's canvas.
        let size = Size::new(16_384, 16_384).unwrap();
        let bytes = TileFrame { size, ..frame(vec![]) }.encode();
        assert_eq!(TileFrame::decode(&bytes), Err(MalformedTileFrame));
    }
}
