//! The icon, drawn: the mark of the program with the User alone, with a Helper, or with a Helper and a red disc.
//! What it says differs in shape, not in colour alone.

use crate::platform::desk::Mark;

/// A picture: width, height, and rows of A, R, G, B from the top.
pub(in crate::platform) type Pixels = (i32, i32, Vec<u8>);

/// The sides of the pictures, in px: for panels of usual size, and for those of twice the density.
#[cfg(any(target_os = "linux", test))]
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
#[cfg(any(target_os = "linux", test))]
pub(in crate::platform) fn icon(mark: Mark) -> Vec<Pixels> {
    SIDES.iter().map(|side| picture(mark, *side)).collect()
}

/// The icon with sides of this many px.
pub(in crate::platform) fn picture(mark: Mark, side: u16) -> Pixels {
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

    /// The sides of the pictures in the program's file, in px, for the scales of Windows.
    const FILE_SIDES: [u16; 7] = [16, 20, 24, 32, 40, 48, 64];

    /// The drawing as a file of icons: a directory, and a bitmap for each side with its mask, the lowest row first
    /// (<https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)>).
    fn file(mark: Mark) -> Vec<u8> {
        let (mut directory, mut bitmaps) = (Vec::new(), Vec::new());
        let words =
            |words: &[u16]| -> Vec<u8> { words.iter().flat_map(|w| w.to_le_bytes()).collect() };
        directory.extend(words(&[0, 1, 7]));
        for side in FILE_SIDES {
            let (_, _, pixels) = picture(mark, side);
            let mask = usize::from(side.div_ceil(32)) * 4 * usize::from(side);
            let size = u32::try_from(40 + pixels.len() + mask).unwrap();
            let at = u32::try_from(6 + 16 * FILE_SIDES.len() + bitmaps.len()).unwrap();
            let side_byte = u8::try_from(side).unwrap();
            directory.extend([side_byte, side_byte, 0, 0]);
            directory.extend(words(&[1, 32]));
            directory.extend(size.to_le_bytes().into_iter().chain(at.to_le_bytes()));
            for number in [40, u32::from(side), 2 * u32::from(side), 1 | 32 << 16] {
                bitmaps.extend(number.to_le_bytes());
            }
            bitmaps.extend([0; 24]);
            for row in pixels.chunks(usize::from(side) * 4).rev() {
                bitmaps.extend(row.chunks(4).flat_map(|pixel| pixel.iter().rev()));
            }
            bitmaps.extend(vec![0; mask]);
        }
        directory.extend(bitmaps);
        directory
    }

    #[test]
    fn the_icon_of_the_programs_file_is_the_drawing() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/windows/alongside.ico");
        let drawn = file(Mark::Seen);
        if std::env::var_os("ALONGSIDE_WRITE_ICON").is_some() {
            std::fs::write(path, &drawn).unwrap();
        }
        assert!(std::fs::read(path).unwrap() == drawn, "set ALONGSIDE_WRITE_ICON to write it anew");
    }
}
