//! Pictures, as they are painted, captured and compared.

use sharer::platform::border::{BORDER_WIDTH, BorderLook};

/// RGB pixels, rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// In px.
    pub width: usize,
    /// In px.
    pub height: usize,
    /// `width * height` of them.
    pub pixels: Vec<[u8; 3]>,
}

/// Edge of the blocks in which a number is painted, in px. Large enough to survive any codec.
const BLOCK: usize = 32;

/// Bits of a painted number.
const BITS: usize = 12;

impl Image {
    /// A picture of one colour.
    pub fn plain(width: usize, height: usize, colour: [u8; 3]) -> Self {
        Self { width, height, pixels: vec![colour; width * height] }
    }

    /// A picture with what codecs find easy and what they find hard: slopes, edges, fields of strong
    /// colour, fine lines.
    pub fn pattern(width: usize, height: usize) -> Self {
        let mut image = Self::plain(width, height, [40, 44, 52]);
        let byte =
            |part: usize, whole: usize| u8::try_from(part * 255 / whole.max(1)).unwrap_or(255);
        for y in 0..height {
            for x in 0..width {
                let pixel = &mut image.pixels[y * width + x];
                *pixel = if y < height / 3 {
                    [byte(x, width), byte(x, width), byte(x, width)]
                } else if y < 2 * height / 3 {
                    let field = COLOURS[(x * COLOURS.len() / width).min(COLOURS.len() - 1)];
                    [field[0], field[1], field[2]]
                } else if (x / 8 + y / 8) % 2 == 0 {
                    [230, 230, 230]
                } else {
                    [60, 60, 60]
                };
            }
        }
        image
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, x: usize, y: usize, width: usize, height: usize, colour: [u8; 3]) {
        for row in y..(y + height).min(self.height) {
            for column in x..(x + width).min(self.width) {
                self.pixels[row * self.width + column] = colour;
            }
        }
    }

    /// Paints the border that the sharer shows round a display while a Helper sees it.
    pub fn paint_border(&mut self, look: BorderLook) {
        let (width, height, strip) = (self.width, self.height, usize::from(BORDER_WIDTH));
        for (x, y, width, height) in [
            (0, 0, width, strip),
            (0, height - strip, width, strip),
            (0, 0, strip, height),
            (width - strip, 0, strip, height),
        ] {
            self.fill(x, y, width, height, look.rgb());
        }
    }

    /// Paints a number into the upper left corner: [`BITS`] blocks, white for one.
    pub fn paint_number(&mut self, number: u16) {
        for bit in 0..BITS {
            let colour = if number >> bit & 1 == 1 { [255; 3] } else { [0; 3] };
            self.fill(bit * BLOCK, 0, BLOCK, BLOCK, colour);
        }
    }

    /// Reads a number that was painted; `None` when a block is neither black nor white.
    pub fn number(&self) -> Option<u16> {
        let mut number = 0;
        for bit in 0..BITS {
            let luma = self.mean(bit * BLOCK + BLOCK / 4, BLOCK / 4, BLOCK / 2, BLOCK / 2);
            match luma.iter().map(|part| usize::from(*part)).sum::<usize>() / 3 {
                0..80 => {}
                176.. => number |= 1 << bit,
                _ => return None,
            }
        }
        Some(number)
    }

    /// The mean colour of a rectangle.
    pub fn mean(&self, x: usize, y: usize, width: usize, height: usize) -> [u8; 3] {
        let mut sum = [0usize; 3];
        let mut count = 0;
        for row in y..(y + height).min(self.height) {
            for pixel in
                &self.pixels[row * self.width + x..row * self.width + (x + width).min(self.width)]
            {
                for (sum, part) in sum.iter_mut().zip(pixel) {
                    *sum += usize::from(*part);
                }
                count += 1;
            }
        }
        sum.map(|sum| u8::try_from(sum / count.max(1)).unwrap_or(255))
    }

    /// How alike two pictures are in brightness, in dB (PSNR); infinite when they are equal.
    ///
    /// # Panics
    /// When they differ in size.
    pub fn psnr(&self, other: &Image) -> f64 {
        let sizes = ((self.width, self.height), (other.width, other.height));
        assert_eq!(sizes.0, sizes.1, "pictures of different sizes");
        let error: f64 =
            self.pixels.iter().zip(&other.pixels).map(|(a, b)| (luma(*a) - luma(*b)).powi(2)).sum();
        let error = error / (self.pixels.len().max(1) as f64);
        10.0 * (255.0 * 255.0 / error).log10()
    }
}

/// Strong colours.
pub const COLOURS: [[u8; 3]; 7] = [
    [220, 30, 30],
    [30, 200, 40],
    [30, 60, 220],
    [230, 210, 40],
    [40, 200, 210],
    [200, 50, 200],
    [240, 240, 240],
];

/// Whether two colours are the same as far as a codec keeps them.
pub fn alike(a: [u8; 3], b: [u8; 3], tolerance: u8) -> bool {
    a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= tolerance)
}

/// BT.709.
fn luma([r, g, b]: [u8; 3]) -> f64 {
    0.2126 * f64::from(r) + 0.7152 * f64::from(g) + 0.0722 * f64::from(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_it_was_painted() {
        let mut image = Image::pattern(640, 480);
        for number in [0, 1, 0x5a5, 0xfff] {
            image.paint_number(number);
            assert_eq!(image.number(), Some(number));
        }
        assert_eq!(Image::plain(640, 480, [128; 3]).number(), None);
    }

    #[test]
    fn pictures_differ_by_their_brightness() {
        let image = Image::pattern(64, 48);
        assert!(image.psnr(&image).is_infinite());
        assert!(image.psnr(&Image::plain(64, 48, [128; 3])) < 15.0);
    }
}
