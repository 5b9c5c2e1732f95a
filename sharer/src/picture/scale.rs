//! Scales pictures down that are larger than the encoder takes.

use std::ops::Range;

use h264::ChromaFormat;
use protocol::geometry::Size;
use protocol::limits::{ENCODED_EDGE_LONG, ENCODED_EDGE_SHORT};

use super::convert::Picture;

/// The size at which a screen of `size` is encoded: its own, or the largest of the same shape that
/// fits.
pub fn encoded_size(size: Size) -> Size {
    let (width, height) = (even(size.width()), even(size.height()));
    let (long, short) = (width.max(height), width.min(height));
    if long <= ENCODED_EDGE_LONG && short <= ENCODED_EDGE_SHORT {
        return size;
    }
    // The side that is too large by the larger factor decides.
    let (over, limit) = if u64::from(long) * u64::from(ENCODED_EDGE_SHORT)
        > u64::from(short) * u64::from(ENCODED_EDGE_LONG)
    {
        (long, ENCODED_EDGE_LONG)
    } else {
        (short, ENCODED_EDGE_SHORT)
    };
    let scaled = |side: u32| {
        let side = u64::from(side) * u64::from(limit) / u64::from(over);
        u32::try_from(side).unwrap_or(limit).max(2) & !1
    };
    Size::new(scaled(width), scaled(height)).unwrap_or(size)
}

fn even(side: u32) -> u32 {
    side.next_multiple_of(2)
}

/// Scales pictures down by averaging.
#[derive(Debug)]
pub struct Scaler {
    scaled: Picture,
}

impl Scaler {
    /// A scaler for a screen of `size`, or `None` when it needs none.
    pub fn new(size: Size) -> Option<Self> {
        let encoded = encoded_size(size);
        (encoded != size).then(|| Self { scaled: Picture::black(encoded, ChromaFormat::Yuv420) })
    }

    /// The picture in the size that is encoded.
    pub fn scale(&mut self, picture: &Picture) -> &Picture {
        let from = (picture.width(), picture.height());
        let to = (self.scaled.width(), self.scaled.height());
        let half = |(width, height): (usize, usize)| (width / 2, height / 2);
        let (y, u, v) = picture.planes();
        let (to_y, to_u, to_v) = self.scaled.planes_mut();
        average(y, from, to_y, to);
        average(u, half(from), to_u, half(to));
        average(v, half(from), to_v, half(to));
        &self.scaled
    }
}

/// Makes each pixel of `to` the mean of the pixels of `from` that it covers.
pub(super) fn average(
    from: &[u8],
    from_size: (usize, usize),
    to: &mut [u8],
    to_size: (usize, usize),
) {
    for (row, to) in to.chunks_exact_mut(to_size.0).enumerate() {
        let rows = span(row, from_size.1, to_size.1);
        for (column, to) in to.iter_mut().enumerate() {
            let columns = span(column, from_size.0, to_size.0);
            let count = rows.len() * columns.len();
            let sum: usize = rows
                .clone()
                .map(|row| {
                    let row = &from[row * from_size.0..][columns.clone()];
                    row.iter().map(|pixel| usize::from(*pixel)).sum::<usize>()
                })
                .sum();
            *to = u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX);
        }
    }
}

/// The pixels of `from` that pixel `at` of `to` covers.
pub(super) fn span(at: usize, from: usize, to: usize) -> Range<usize> {
    let start = at * from / to;
    start..((at + 1) * from).div_ceil(to).clamp(start + 1, from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use protocol::limits::DISPLAY_EDGE;

    #[test]
    fn only_what_is_too_large_is_scaled() {
        let size = |(width, height)| Size::new(width, height).unwrap();
        for (screen, encoded) in [
            ((1920, 1080), (1920, 1080)),
            ((1367, 767), (1367, 767)),
            ((3840, 2160), (3840, 2160)),
            ((2160, 3840), (2160, 3840)),
            ((5120, 2880), (3840, 2160)),
            ((3840, 2400), (3456, 2160)),
            ((7680, 1080), (3840, 540)),
            ((3839, 2159), (3839, 2159)),
        ] {
            assert_eq!(encoded_size(size(screen)), size(encoded), "{screen:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_the_screen_the_encoder_takes_it(w in 1..=DISPLAY_EDGE, h in 1..=DISPLAY_EDGE) {
            let encoded = encoded_size(Size::new(w, h).unwrap());
            let (long, short) =
                (encoded.width().max(encoded.height()), encoded.width().min(encoded.height()));
            prop_assert!(even(long) <= ENCODED_EDGE_LONG && even(short) <= ENCODED_EDGE_SHORT);
        }
    }

    #[test]
    fn a_pixel_is_the_mean_of_those_it_covers() {
        let from = [0, 100, 50, 60, 200, 100, 70, 80];
        let mut to = [0; 2];
        average(&from, (4, 2), &mut to, (2, 1));
        assert_eq!(to, [100, 65]);
    }
}
