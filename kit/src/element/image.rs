//! Pictures.

use std::sync::Arc;

use crate::limits::IMAGE_SIDE;

/// The pixels of a picture. A clone shares them.
#[derive(Clone, PartialEq, Eq)]
pub struct Pixels {
    width: u32,
    height: u32,
    rgba: Arc<[u8]>,
}

/// Why bytes are not the pixels of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PixelsError {
    /// A side is 0 or above the bound.
    #[error("a picture of {width} by {height} pixels: each side must be from 1 to {IMAGE_SIDE}")]
    Side {
        /// The width, in pixels.
        width: u32,
        /// The height, in pixels.
        height: u32,
    },
    /// There are more or fewer bytes than four for each pixel.
    #[error("{got} bytes of pixels where the size needs {expected}")]
    Length {
        /// The bytes there are.
        got: usize,
        /// The bytes that the size needs.
        expected: usize,
    },
}

impl Pixels {
    /// Pixels from rows of R, G, B, A (not premultiplied), from the top.
    ///
    /// # Errors
    /// A side is 0 or above [`IMAGE_SIDE`], or there are not four bytes for each pixel.
    pub fn from_rgba(
        width: u32,
        height: u32,
        rgba: impl Into<Arc<[u8]>>,
    ) -> Result<Self, PixelsError> {
        let rgba = rgba.into();
        let is_side = |side| (1..=IMAGE_SIDE).contains(&side);
        if !is_side(width) || !is_side(height) {
            return Err(PixelsError::Side { width, height });
        }
        let expected = width as usize * height as usize * 4;
        if rgba.len() != expected {
            return Err(PixelsError::Length { got: rgba.len(), expected });
        }
        Ok(Self { width, height, rgba })
    }

    /// Pixels that are black where `dark(x, y)`, else white: for a QR code.
    ///
    /// # Errors
    /// `side` is 0 or above [`IMAGE_SIDE`].
    pub fn from_modules(side: u32, dark: impl Fn(u32, u32) -> bool) -> Result<Self, PixelsError> {
        if !(1..=IMAGE_SIDE).contains(&side) {
            return Err(PixelsError::Side { width: side, height: side });
        }
        let points = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
        let rgba: Vec<u8> = points
            .flat_map(|(x, y)| {
                let level = if dark(x, y) { 0 } else { 255 };
                [level, level, level, 255]
            })
            .collect();
        Self::from_rgba(side, side, rgba)
    }

    /// The width, in pixels.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.width
    }

    /// The height, in pixels.
    #[must_use]
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Rows of R, G, B, A, from the top.
    #[must_use]
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }
}

impl std::fmt::Debug for Pixels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Pixels({} x {})", self.width, self.height)
    }
}

/// A picture. It keeps its aspect, and becomes smaller when there is less room.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// What a screen reader says instead.
    pub name: String,
    /// The pixels.
    pub pixels: Pixels,
    /// The width that it wants, in logical pixels; without it, one for each of its pixels.
    pub width: Option<f32>,
    /// Its pixels stay squares with sharp sides when it is enlarged: for a QR code.
    pub sharp: bool,
}

/// A picture; `name` is what a screen reader says instead.
pub fn image(name: impl Into<String>, pixels: Pixels) -> Image {
    Image { name: name.into(), pixels, width: None, sharp: false }
}

impl Image {
    /// Wants to be `width` logical pixels wide.
    #[must_use]
    pub fn width(self, width: f32) -> Self {
        Self { width: Some(width), ..self }
    }

    /// Keeps sharp squares when it is enlarged: for a QR code.
    #[must_use]
    pub fn sharp(self) -> Self {
        Self { sharp: true, ..self }
    }
}
