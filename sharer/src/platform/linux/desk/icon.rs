//! The icon, drawn: the mark of the program with the User alone, with a Helper, or with a Helper and a red disc.
//! What it says differs in shape, not in colour alone.

use crate::platform::desk::Mark;

/// A picture: width, height, and rows of A, R, G, B from the top.
pub(super) type Pixels = (i32, i32, Vec<u8>);

/// The sides of the pictures, in px: for panels of usual size, and for those of twice the density.
const SIDES: [u16; 2] = [22, 44];

/// The side of the drawing, in its own units.
const SIDE: f32 = 32.0;

/// Samples of a pixel in each direction.
const SAMPLES: u16 = 4;

const USER: [u8; 3] = [0x2b, 0xa8, 0xa0];
const HELPER: [u8; 3] = [0xe0, 0x8e, 0x3c];
const CONTROL: [u8; 3] = [0xc6, 0x28, 0x28];
const RING: [u8; 3] = [0xff, 0xff, 0xff];

/// The icon in all its sizes.
pub(super) fn icon(mark: Mark) -> Vec<Pixels> {
    SIDES.iter().map(|side| picture(mark, *side)).collect()
}

fn picture(mark: Mark, side: u16) -> Pixels {
    let mut pixels = Vec::with_capacity(usize::from(side) * usize::from(side) * 4);
    for y in 0..side {
        for x in 0..side {
            pixels.extend(pixel(mark, x, y, SIDE / f32::from(side)));
        }
    }
    (side.into(), side.into(), pixels)
}

/// The mean of the samples of a pixel.
fn pixel(mark: Mark, x: u16, y: u16, unit: f32) -> [u8; 4] {
    let at = |pixel: u16, sample: u16| {
        (f32::from(pixel) + (f32::from(sample) + 0.5) / f32::from(SAMPLES)) * unit
    };
    let (mut sum, mut hits) = ([0u16; 3], 0u16);
    for row in 0..SAMPLES {
        for column in 0..SAMPLES {
            if let Some(color) = color(mark, at(x, column), at(y, row)) {
                hits += 1;
                for (sum, part) in sum.iter_mut().zip(color) {
                    *sum += u16::from(part);
                }
            }
        }
    }
    let part = |sum: u16| sum.checked_div(hits).and_then(|part| u8::try_from(part).ok());
    let alpha = u8::try_from(hits * 255 / (SAMPLES * SAMPLES)).unwrap_or(u8::MAX);
    let [red, green, blue] = sum.map(|sum| part(sum).unwrap_or(0));
    [alpha, red, green, blue]
}

/// The colour at a point of the drawing; `None` where it is clear.
fn color(mark: Mark, x: f32, y: f32) -> Option<[u8; 3]> {
    let disc = |left: f32, top: f32, radius: f32| (x - left).hypot(y - top) <= radius;
    // Shoulders: half a disc on a block.
    let body = |middle: f32, top: f32, half: f32| {
        y <= 28.0 && (disc(middle, top, half) || y > top && (x - middle).abs() <= half)
    };
    if mark == Mark::Controlled {
        if disc(24.5, 24.5, 5.8) {
            return Some(CONTROL);
        }
        if disc(24.5, 24.5, 7.2) {
            return Some(RING);
        }
    }
    let is_user = disc(10.0, 8.4, 4.9) || body(10.0, 22.5, 8.1);
    if is_user {
        return Some(USER);
    }
    let is_helper = disc(22.4, 10.6, 4.0) || x >= 19.5 && body(22.4, 24.0, 7.4);
    (is_helper && mark != Mark::Unseen).then_some(HELPER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_has_a_shape_of_its_own_in_each_size() {
        let shape = |mark| -> Vec<Vec<bool>> {
            let clear = |pixels: &Vec<u8>| pixels.chunks(4).map(|pixel| pixel[0] > 127).collect();
            icon(mark).iter().map(|(_, _, pixels)| clear(pixels)).collect()
        };
        let shapes = [Mark::Unseen, Mark::Seen, Mark::Controlled].map(shape);
        for (n, side) in SIDES.iter().enumerate() {
            assert!(shapes.iter().all(|shape| shape[n].len() == usize::from(side * side)));
            assert!(shapes[0][n] != shapes[1][n] && shapes[1][n] != shapes[2][n]);
        }
    }
}
