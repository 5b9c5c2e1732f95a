//! Device-independent bitmaps in memory: `CF_DIB` and `CF_DIBV5`
//! (<https://learn.microsoft.com/windows/win32/gdi/bitmap-header-types>).

use alloc::vec::Vec;

use protocol::limits::CLIPBOARD_IMAGE_BYTES;

/// Bytes of a `BITMAPV5HEADER`.
const V5: usize = 124;

/// Headers that are read: `BITMAPINFOHEADER`, the same with three and with four masks, `BITMAPV4HEADER`, `BITMAPV5HEADER`.
const HEADERS: [usize; 5] = [40, 52, 56, 108, V5];

/// `biCompression`: no masks.
const BI_RGB: u32 = 0;
/// Masks for red, green and blue. `BITMAPV4HEADER` and later ones have one for alpha, too.
const BI_BITFIELDS: u32 = 3;
/// Masks for red, green, blue and alpha behind a `BITMAPINFOHEADER`.
const BI_ALPHABITFIELDS: u32 = 6;

/// The usual masks of 32 bits.
const RED: u32 = 0x00ff_0000;
const GREEN: u32 = 0x0000_ff00;
const BLUE: u32 = 0x0000_00ff;
const ALPHA: u32 = 0xff00_0000;

/// `LCS_sRGB`, the colour space.
const SRGB: u32 = 0x7352_4742;
/// `LCS_GM_IMAGES`, how colours are matched.
const IMAGES: u32 = 4;

/// Bytes of a pixel in an [`Image`] and in what is written.
const PIXEL: usize = 4;

/// Pixels: red, green, blue and alpha, a byte each, from the top left. There are as many as the sides say.
#[derive(Clone, PartialEq, Eq)]
pub struct Image {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

/// Sides only: what people copy is not for a log.
impl core::fmt::Debug for Image {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let (width, height) = (self.width, self.height);
        f.debug_struct("Image")
            .field("width", &width)
            .field("height", &height)
            .finish_non_exhaustive()
    }
}

/// Why a bitmap is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DibError {
    /// There are fewer bytes than the header says.
    #[error("a bitmap is shorter than its header says")]
    Short,
    /// It has no pixels, or more than [`CLIPBOARD_IMAGE_BYTES`].
    #[error("a bitmap is empty, or larger than {CLIPBOARD_IMAGE_BYTES} bytes of pixels")]
    Size,
    /// A kind that is not known here, such as a compressed one.
    #[error("a bitmap is of an unknown kind")]
    Kind,
}

impl Image {
    /// An image of these pixels. `None` when there are not as many as the sides say, none, or more than
    /// [`CLIPBOARD_IMAGE_BYTES`].
    pub fn new(width: u32, height: u32, rgba: Vec<u8>) -> Option<Self> {
        (rgba_len(width, height)? == rgba.len()).then_some(Self { width, height, rgba })
    }

    /// Pixels in a row.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// The pixels.
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// Whether some pixel can be seen through.
    pub fn has_alpha(&self) -> bool {
        self.rgba.iter().skip(3).step_by(PIXEL).any(|alpha| *alpha != u8::MAX)
    }
}

/// Bytes of an [`Image`] with these sides. `None` when it has no pixels, or more than [`CLIPBOARD_IMAGE_BYTES`].
pub fn rgba_len(width: u32, height: u32) -> Option<usize> {
    let pixels = u64::from(width).checked_mul(height.into())?.checked_mul(PIXEL as u64)?;
    usize::try_from(pixels).ok().filter(|bytes| (1..=CLIPBOARD_IMAGE_BYTES).contains(bytes))
}

/// Reads a bitmap.
///
/// # Errors
/// It is not whole, too large, or of a kind that is not known.
pub fn read(bytes: &[u8]) -> Result<Image, DibError> {
    let header = Header::read(bytes)?;
    let (width, height) = (header.width, header.height);
    let rows = bytes.get(header.pixels..).ok_or(DibError::Short)?;
    // As many bytes as `Header::read` has found there.
    let rows = rows.chunks_exact(header.stride).take(index(height));
    let mut rgba = Vec::with_capacity(rgba_len(width, height).ok_or(DibError::Size)?);
    let mut add = |row: &[u8]| header.colors.add(row, index(width), &mut rgba);
    if header.is_top_down {
        rows.for_each(&mut add);
    } else {
        rows.rev().for_each(&mut add);
    }
    // A mask for alpha, and no pixel that can be seen: the program has not written any.
    if rgba.iter().skip(3).step_by(PIXEL).all(|alpha| *alpha == 0) {
        rgba.iter_mut().skip(3).step_by(PIXEL).for_each(|alpha| *alpha = u8::MAX);
    }
    Image::new(width, height, rgba).ok_or(DibError::Short)
}

/// Bytes that [`write()`] needs.
pub fn written_len(image: &Image) -> usize {
    V5 + image.rgba.len()
}

/// Writes a bitmap as `CF_DIBV5`, with alpha. Windows makes `CF_DIB` and `CF_BITMAP` of it for programs that want those.
/// `out` has [`written_len`] bytes; what is longer is left as it is.
pub fn write(image: &Image, out: &mut [u8]) {
    let mut header = [0; V5];
    let mut put = |at: usize, value: u32| {
        header[at..at + 4].copy_from_slice(&value.to_le_bytes());
    };
    put(0, V5 as u32);
    put(4, image.width);
    // Positive: rows begin at the bottom, which every program can read.
    put(8, image.height);
    put(12, 1 | 32 << 16);
    // Not `BI_BITFIELDS`: some readers, Wine's among them, look for the masks behind the header once more then.
    put(16, BI_RGB);
    put(20, u32::try_from(image.rgba.len()).unwrap_or(0));
    for (at, mask) in [(40, RED), (44, GREEN), (48, BLUE), (52, ALPHA)] {
        put(at, mask);
    }
    put(56, SRGB);
    put(108, IMAGES);
    let pixels = image.rgba.chunks_exact(index(image.width) * PIXEL).rev().flatten();
    for (to, byte) in out.iter_mut().zip(header.iter().chain(pixels)) {
        *to = *byte;
    }
    // Blue first.
    for pixel in out.get_mut(V5..).unwrap_or_default().chunks_exact_mut(PIXEL) {
        pixel.swap(0, 2);
    }
}

/// What a header says, checked against the bytes that there are.
struct Header {
    width: u32,
    height: u32,
    is_top_down: bool,
    colors: Colors,
    /// Where the pixels begin.
    pixels: usize,
    /// Bytes from one row to the next.
    stride: usize,
}

impl Header {
    fn read(bytes: &[u8]) -> Result<Self, DibError> {
        let number = |at: usize| number(bytes, at).ok_or(DibError::Short);
        let len = usize::try_from(number(0)?).map_err(|_| DibError::Kind)?;
        if !HEADERS.contains(&len) {
            return Err(DibError::Kind);
        }
        let (width, height) = (number(4)?.cast_signed(), number(8)?.cast_signed());
        let (is_top_down, height) = (height < 0, height.unsigned_abs());
        let width = u32::try_from(width).map_err(|_| DibError::Size)?;
        rgba_len(width, height).ok_or(DibError::Size)?;
        let (bits, compression) = (number(12)? >> 16, number(16)?);
        let (masks, behind) = masks(bytes, len, compression, bits)?;
        let used = usize::try_from(number(32)?).map_err(|_| DibError::Size)?;
        let (colors, entries) = Colors::new(bits, masks, used)?;
        let palette = len + behind;
        let pixels = entries.checked_mul(PIXEL).and_then(|bytes| bytes.checked_add(palette));
        let mut pixels = pixels.ok_or(DibError::Short)?;
        // Both are small enough: at most 2^24 pixels of 32 bits.
        let stride = index(width) * index(bits);
        let stride = stride.div_ceil(32) * 4;
        let size = stride.checked_mul(index(height)).ok_or(DibError::Size)?;
        let room = bytes.len().checked_sub(pixels).ok_or(DibError::Short)?;
        // Windows repeats the masks behind a header that has them when it makes `CF_DIBV5` of `CF_DIB`.
        let again = bytes.get(40..52).filter(|masks| {
            len > 40 && compression == BI_BITFIELDS && bytes.get(len..len + 12) == Some(masks)
        });
        if again.is_some() && room.checked_sub(12).is_some_and(|room| room >= size) {
            pixels += 12;
        } else if room < size {
            return Err(DibError::Short);
        }
        let colors = match colors {
            Colors::Indexed { bits, .. } => {
                Colors::Indexed { bits, palette: entries_of(bytes, palette, entries)? }
            }
            colors @ (Colors::Bytes | Colors::Masked { .. }) => colors,
        };
        Ok(Self { width, height, is_top_down, colors, pixels, stride })
    }
}

/// The masks of a header, if it says that it has some, and how many bytes they take behind it.
fn masks(
    bytes: &[u8],
    len: usize,
    kind: u32,
    bits: u32,
) -> Result<(Option<[u32; 4]>, usize), DibError> {
    let count = match kind {
        BI_RGB => {
            // Alpha is where browsers write it, although the header says that no mask counts.
            let has_alpha = len >= 108 && bits == 32 && number(bytes, 52) == Some(ALPHA);
            return Ok((has_alpha.then_some([RED, GREEN, BLUE, ALPHA]), 0));
        }
        BI_BITFIELDS if len == 40 || len == 52 => 3,
        BI_BITFIELDS | BI_ALPHABITFIELDS => 4,
        _ => return Err(DibError::Kind),
    };
    let mut masks = [0; 4];
    for (n, mask) in masks.iter_mut().take(count).enumerate() {
        *mask = number(bytes, 40 + 4 * n).ok_or(DibError::Short)?;
    }
    Ok((Some(masks), (40 + 4 * count).saturating_sub(len)))
}

fn entries_of(bytes: &[u8], at: usize, count: usize) -> Result<Vec<[u8; 3]>, DibError> {
    let entries = bytes.get(at..).and_then(|bytes| bytes.get(..count * PIXEL));
    let entries = entries.ok_or(DibError::Short)?.chunks_exact(PIXEL);
    Ok(entries.map(|entry| [entry[2], entry[1], entry[0]]).collect())
}

/// What the bits of a pixel mean.
enum Colors {
    /// Numbers of 1, 4 or 8 bits in a palette of red, green and blue. Further ones are black.
    Indexed { bits: u8, palette: Vec<[u8; 3]> },
    /// Blue, green and red.
    Bytes,
    /// So many bytes with these parts.
    Masked { bytes: usize, parts: [Part; 4] },
}

impl Colors {
    /// With how many entries there are in the palette, which is to be read.
    fn new(bits: u32, masks: Option<[u32; 4]>, used: usize) -> Result<(Self, usize), DibError> {
        let (bytes, usual) = match (bits, masks) {
            (1 | 4 | 8, None) => {
                let most = 1 << bits;
                let entries = if used == 0 { most } else { used };
                let bits = u8::try_from(bits).map_err(|_| DibError::Kind)?;
                let colors = Self::Indexed { bits, palette: Vec::new() };
                return if entries <= most { Ok((colors, entries)) } else { Err(DibError::Kind) };
            }
            // A palette of such a bitmap is a hint for displays of few colours.
            (24, None) => return Ok((Self::Bytes, used)),
            (16, _) => (2, [0x7c00, 0x03e0, 0x001f, 0]),
            (32, _) => (4, [RED, GREEN, BLUE, 0]),
            _ => return Err(DibError::Kind),
        };
        Ok((Self::Masked { bytes, parts: masks.unwrap_or(usual).map(Part::new) }, used))
    }

    /// Adds the pixels of a row.
    fn add(&self, row: &[u8], width: usize, rgba: &mut Vec<u8>) {
        match self {
            Self::Indexed { bits, palette } => {
                let (of_byte, mask) = (usize::from(8 / bits), (1_u16 << bits) - 1);
                for n in 0..width {
                    let byte = row.get(n / of_byte).copied().unwrap_or(0);
                    let shift = 8 - bits - bits * (n % of_byte) as u8;
                    let color = usize::from(u16::from(byte) >> shift & mask);
                    let [red, green, blue] = palette.get(color).copied().unwrap_or_default();
                    rgba.extend([red, green, blue, u8::MAX]);
                }
            }
            Self::Bytes => {
                for pixel in row.chunks_exact(3).take(width) {
                    rgba.extend([pixel[2], pixel[1], pixel[0], u8::MAX]);
                }
            }
            Self::Masked { bytes, parts: [red, green, blue, alpha] } => {
                for pixel in row.chunks_exact(*bytes).take(width) {
                    let bits =
                        pixel.iter().rev().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
                    let alpha = if alpha.mask == 0 { u8::MAX } else { alpha.of(bits) };
                    rgba.extend([red.of(bits), green.of(bits), blue.of(bits), alpha]);
                }
            }
        }
    }
}

/// A part of a pixel: those bits of it.
struct Part {
    mask: u32,
    shift: u32,
}

impl Part {
    fn new(mask: u32) -> Self {
        // A mask without bits is not shifted by all of them.
        Self { mask, shift: mask.trailing_zeros() % u32::BITS }
    }

    /// The part, of 255.
    fn of(&self, pixel: u32) -> u8 {
        let (most, part) = (self.mask >> self.shift, (pixel & self.mask) >> self.shift);
        if most == 0 {
            return 0;
        }
        let part = (u64::from(part) * 255 + u64::from(most) / 2) / u64::from(most);
        u8::try_from(part).unwrap_or(u8::MAX)
    }
}

/// A number of 32 bits.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
