//! A screen without a desktop: it shows its frame number in a form that a machine can read from the
//! decoded picture, and a block that moves. Beside it the [injector](recording) that only records.
//!
//! The number stands in a row of [`BLOCKS`] blocks along the top and again along the bottom: the
//! number's 20 bits, the highest first, white for 1, then the same bits inverted. A reader that finds
//! a bit equal to its complement knows that the picture is damaged.

use std::time::{Duration, Instant};

use protocol::geometry::{Rect, Size};

use super::error::PlatformError;
pub use super::parts::Motion;
use super::parts::{NoInput, Platform};
use super::screen::{
    BYTES_PER_PIXEL, FrameRef, Patch, RegionRef, ScreenChanges, ScreenSource, index, whole_len,
};
use super::wake::Sleeper;

pub mod recording;

/// Blocks in a row: [`BITS`] and their complement.
pub const BLOCKS: u32 = 2 * BITS;

/// Bits of a frame number; it begins again when they are used up.
pub const BITS: u32 = 20;

/// Height of a row of blocks in px.
pub const BLOCK_HEIGHT: u32 = 16;

/// The moving block's edge in px.
const MOVING_EDGE: u32 = 64;

/// The edge of a cell of natural video in px: small enough that they cost something, large enough that they do
/// not cost everything.
const CELL_EDGE: u32 = 8;

const WHITE: [u8; 4] = [255, 255, 255, 0];
const BLACK: [u8; 4] = [0, 0, 0, 0];
const MOVING: [u8; 4] = [40, 160, 240, 0];

/// A desktop that is nothing but a synthetic screen.
pub(super) fn open(size: Size, motion: Motion) -> Platform {
    Platform {
        screen: Box::new(move || Ok(Box::new(Synthetic::new(size, motion)))),
        input: Err(NoInput::Synthetic),
        prompts: None,
        appearance: None,
        asks: None,
        farewell: None,
        border: None,
        marks: None,
        elements: None,
        clipboard: None,
    }
}

/// See the module.
pub struct Synthetic {
    size: Size,
    motion: Motion,
    pixels: Vec<u8>,
    patches: Vec<Patch>,
    number: u32,
    /// When the next frame appears; `None` while the screen is not watched or nothing moves.
    next: Option<Instant>,
    /// Where the moving block was drawn last.
    block: Option<Rect>,
    /// The number that is to be drawn and was not captured yet.
    fresh: bool,
    /// Nothing was captured since the watch began.
    first: bool,
}

impl Synthetic {
    /// A screen of `size`.
    pub fn new(size: Size, motion: Motion) -> Self {
        let mut pixels = vec![0; whole_len(size)];
        background(&mut pixels, size);
        Self {
            size,
            motion,
            pixels,
            patches: Vec::with_capacity(4),
            number: 0,
            next: None,
            block: None,
            fresh: false,
            first: false,
        }
    }

    fn draw(&mut self) {
        let now = moving_block(self.number, self.size);
        // Not the block of the number before: a late capture leaves numbers out.
        let before = self.block.replace(now).unwrap_or(now);
        let rows = code_rows(self.size);
        restore(&mut self.pixels, self.size, before);
        fill(&mut self.pixels, self.size, now, MOVING);
        let video = video(self.motion, self.size);
        for cell in video.iter().flat_map(cells) {
            let shade = shade(cell, self.number);
            fill(&mut self.pixels, self.size, cell, [shade, shade, shade, 0]);
        }
        for row in rows {
            for block in 0..BLOCKS {
                let left = block * row.width / BLOCKS;
                let right = (block + 1) * row.width / BLOCKS;
                let rect = Rect { x: left, width: right - left, ..row };
                let colour = if bit(self.number, block) { WHITE } else { BLACK };
                fill(&mut self.pixels, self.size, rect, colour);
            }
        }
        self.patches.clear();
        let size = self.size;
        if std::mem::take(&mut self.first) {
            self.patches.push(Patch::of_whole(size.rect(), size));
            return;
        }
        let changed =
            rows.into_iter().chain([before, now]).chain(video).filter_map(|rect| rect.even(size));
        self.patches.extend(changed.map(|rect| Patch::of_whole(rect, size)));
    }
}

impl ScreenSource for Synthetic {
    fn size(&self) -> Size {
        self.size
    }

    fn watch(&mut self) -> Result<(), PlatformError> {
        self.first = true;
        self.fresh = true;
        self.next = interval(self.motion).map(|interval| now() + interval);
        Ok(())
    }

    fn unwatch(&mut self) -> Result<(), PlatformError> {
        self.next = None;
        Ok(())
    }

    fn wait(
        &mut self,
        sleeper: &Sleeper,
        timeout: Option<Duration>,
    ) -> Result<ScreenChanges, PlatformError> {
        let until_next = self.next.map(|next| next.saturating_duration_since(now()));
        let timeout = match (until_next, timeout) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        if timeout != Some(Duration::ZERO) {
            sleeper.sleep(timeout);
        }
        let mut noticed = ScreenChanges::default();
        if let (Some(next), Some(interval)) = (self.next, interval(self.motion)) {
            let now = now();
            if now >= next {
                self.number = (self.number + 1) & ((1 << BITS) - 1);
                self.fresh = true;
                noticed.damage = true;
                // A late screen does not make up for it.
                self.next = Some((next + interval).max(now));
            }
        }
        Ok(noticed)
    }

    fn capture(&mut self) -> Result<Option<FrameRef<'_>>, PlatformError> {
        if !std::mem::take(&mut self.fresh) {
            return Ok(None);
        }
        self.draw();
        Ok(Some(FrameRef { data: &self.pixels, patches: &self.patches, size: self.size }))
    }

    fn can_recapture(&self) -> bool {
        true
    }

    fn recapture(&mut self, rect: Rect) -> Result<Option<RegionRef<'_>>, PlatformError> {
        let Patch { offset, stride, .. } = Patch::of_whole(rect, self.size);
        let data = self.pixels.get(offset..).filter(|_| !self.fresh);
        Ok(data.map(|data| RegionRef { data, stride }))
    }
}

/// Reads the frame number from a picture of which `is_white` reads the pixels. `None` when the
/// blocks contradict each other.
pub fn read_number(size: Size, is_white: impl Fn(u32, u32) -> bool) -> Option<u32> {
    let read = |row: Rect| {
        let block = |n: u32| {
            let x = (2 * n + 1) * row.width / (2 * BLOCKS);
            is_white(x, row.y + row.height / 2)
        };
        (0..BITS).try_fold(0, |number, n| {
            (block(n) != block(n + BITS)).then(|| number << 1 | u32::from(block(n)))
        })
    };
    let [top, bottom] = code_rows(size).map(read);
    top.filter(|number| bottom == Some(*number))
}

fn bit(number: u32, block: u32) -> bool {
    let is_one = number >> (BITS - 1 - block % BITS) & 1 == 1;
    is_one == (block < BITS)
}

fn code_rows(size: Size) -> [Rect; 2] {
    let height = BLOCK_HEIGHT.min(size.height());
    let row = |y| Rect { x: 0, y, width: size.width(), height };
    [row(0), row(size.height() - height)]
}

fn moving_block(number: u32, size: Size) -> Rect {
    let across = size.width().saturating_sub(MOVING_EDGE).max(1);
    let down = size.height().saturating_sub(MOVING_EDGE + 2 * BLOCK_HEIGHT).max(1);
    let (x, y) = (number.wrapping_mul(8) % across, number.wrapping_mul(3) % down);
    let rect = Rect { x, y: y + BLOCK_HEIGHT, width: MOVING_EDGE, height: MOVING_EDGE };
    rect.clip(size).unwrap_or(Rect { x: 0, y: 0, width: 0, height: 0 })
}

/// Where the natural video is.
fn video(motion: Motion, size: Size) -> Option<Rect> {
    match motion {
        Motion::Busy(_) => {
            let (width, height) = (size.width() / 2, size.height() / 2);
            Some(Rect { x: width / 2, y: height / 2, width, height })
        }
        Motion::Fps(_) | Motion::Still => None,
    }
}

/// The cells of the natural video.
fn cells(video: &Rect) -> impl Iterator<Item = Rect> + use<> {
    let Rect { x: left, y: top, width, height } = *video;
    let (right, bottom) = (left + width, top + height);
    let edge = usize::try_from(CELL_EDGE).unwrap_or(1);
    (top..bottom).step_by(edge).flat_map(move |y| {
        let cell = move |x| Rect {
            x,
            y,
            width: CELL_EDGE.min(right - x),
            height: CELL_EDGE.min(bottom - y),
        };
        (left..right).step_by(edge).map(cell)
    })
}

/// A grey that no encoder can predict.
fn shade(cell: Rect, number: u32) -> u8 {
    let seed = cell.x.wrapping_mul(0x9e37_79b1) ^ cell.y.wrapping_mul(0x85eb_ca6b) ^ number;
    let mixed = seed.wrapping_mul(0xc2b2_ae35);
    ((mixed ^ mixed >> 15).wrapping_mul(0x27d4_eb2f) >> 24).to_le_bytes()[0]
}

fn fill(pixels: &mut [u8], size: Size, rect: Rect, colour: [u8; 4]) {
    for_rows(pixels, size, rect, |_, row| {
        for pixel in row.chunks_exact_mut(BYTES_PER_PIXEL) {
            pixel.copy_from_slice(&colour);
        }
    });
}

fn background(pixels: &mut [u8], size: Size) {
    restore(pixels, size, size.rect());
}

/// Paints what lies behind everything: coloured stripes that show wrong colours and wrong sizes.
fn restore(pixels: &mut [u8], size: Size, rect: Rect) {
    for_rows(pixels, size, rect, |y, row| {
        for (x, pixel) in (rect.x..).zip(row.chunks_exact_mut(BYTES_PER_PIXEL)) {
            let shade = |v: u32| u8::try_from(v & 0xff).unwrap_or(0);
            pixel.copy_from_slice(&[
                shade(x / 32 * 24),
                shade(y / 32 * 24),
                shade((x ^ y) & 0xc0),
                0,
            ]);
        }
    });
}

fn for_rows(pixels: &mut [u8], size: Size, rect: Rect, mut paint: impl FnMut(u32, &mut [u8])) {
    let stride = index(size.width()) * BYTES_PER_PIXEL;
    let (left, width) = (index(rect.x) * BYTES_PER_PIXEL, index(rect.width) * BYTES_PER_PIXEL);
    let rows = pixels.chunks_exact_mut(stride).skip(index(rect.y)).take(index(rect.height));
    for (y, row) in (rect.y..).zip(rows) {
        paint(y, &mut row[left..left + width]);
    }
}

fn interval(motion: Motion) -> Option<Duration> {
    match motion {
        Motion::Fps(fps) | Motion::Busy(fps) => Some(Duration::from_secs(1) / fps.clamp(1, 240)),
        Motion::Still => None,
    }
}

#[expect(clippy::disallowed_methods, reason = "this screen is its own clock")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::wake;

    fn number_of(source: &Synthetic) -> Option<u32> {
        read_number(source.size, |x, y| {
            source.pixels[(index(y) * index(source.size.width()) + index(x)) * 4] > 127
        })
    }

    #[test]
    fn every_frame_number_can_be_read() {
        for (width, height) in [(640, 360), (1367, 767), (80, 40)] {
            let mut source = Synthetic::new(Size::new(width, height).unwrap(), Motion::Still);
            for number in [0, 1, 2, 0x5_5555, 0xf_ffff, 0xa_aaaa, 12345] {
                source.number = number;
                source.draw();
                assert_eq!(number_of(&source), Some(number));
            }
            source.pixels[..4 * index(width)].fill(255);
            source.pixels[4 * index(width)..4 * index(width) * index(BLOCK_HEIGHT)].fill(255);
            assert_eq!(number_of(&source), None, "damage is noticed");
        }
    }

    #[test]
    fn the_patches_hold_everything_that_changed() {
        for motion in [Motion::Fps(30), Motion::Busy(30)] {
            the_patches_hold_all_of(motion);
        }
    }

    fn the_patches_hold_all_of(motion: Motion) {
        let size = Size::new(321, 203).unwrap();
        let mut source = Synthetic::new(size, motion);
        source.watch().unwrap();
        let mut copy = source.pixels.clone();
        for number in 0..200 {
            source.number = 3 * number / 2;
            source.fresh = true;
            let frame = source.capture().unwrap().unwrap();
            for patch in frame.patches {
                for y in 0..index(patch.rect.height) {
                    let at = patch.offset + y * patch.stride;
                    let row = at..at + index(patch.rect.width) * 4;
                    copy[row.clone()].copy_from_slice(&frame.data[row]);
                }
            }
            assert_eq!(copy, source.pixels, "frame {number}");
            let mut alone = Synthetic::new(size, motion);
            alone.number = source.number;
            alone.draw();
            assert!(copy == alone.pixels, "frame {number} shows what was there before");
        }
    }

    #[test]
    fn a_still_screen_changes_once() {
        let (waker, sleeper) = wake::pair().unwrap();
        let mut source = Synthetic::new(Size::new(64, 64).unwrap(), Motion::Still);
        source.watch().unwrap();
        assert!(source.capture().unwrap().is_some());
        assert!(source.capture().unwrap().is_none());
        waker.wake();
        assert_eq!(source.wait(&sleeper, None).unwrap(), ScreenChanges::default());
    }
}
