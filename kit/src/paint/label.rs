//! A text as a picture, without a window: white on a colour.

use vello_cpu::{Pixmap, RenderContext, Resources};

use super::brush::Brush;
use crate::geometry::{Point, Rect};
use crate::text::{Measure as _, TextStyle, Texts};
use crate::theme::Color;

/// The longest side of a label in pixels. A longer one is cut.
const SIDE: f32 = 2048.0;

/// A label: rows of R, G, B, A, from the top; opaque.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Four bytes for each pixel.
    pub rgba: Vec<u8>,
}

/// Paints labels, and keeps fonts and glyphs from one to the next.
pub struct Labels {
    texts: Texts,
    resources: Resources,
}

impl std::fmt::Debug for Labels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Labels").field(&self.texts).finish()
    }
}

impl Labels {
    /// Reads the list of the system's fonts, which takes some tenths of a second.
    #[must_use]
    pub fn new() -> Self {
        Self { texts: Texts::new(), resources: Resources::new() }
    }

    /// Words of `px` pixels, white on `fill` (red, green, blue), in lines of at most `width` pixels.
    pub fn paint(&mut self, words: &str, px: f32, width: f32, fill: [u8; 3]) -> Label {
        let [red, green, blue] = fill;
        let style = TextStyle {
            px,
            strong: true,
            monospace: false,
            alignment: parley::Alignment::Start,
            base: parley::BaseDirection::Auto,
        };
        let pad = (px / 3.0).ceil();
        self.texts.begin();
        let size = self.texts.size(words, style, Some(width));
        let side = |length: f32| (length + 2.0 * pad).clamp(1.0, SIDE);
        let (width, height) = (side(size.width), side(size.height));
        let layout = self.texts.layout(words, style, Some(size.width.max(1.0)));
        let mut context = RenderContext::new(width as u16, height as u16);
        let mut brush = Brush { context: &mut context, resources: &mut self.resources };
        brush.fill(Rect::new(0.0, 0.0, width, height), 0.0, Color { red, green, blue });
        brush.text(&layout, Point::new(pad, pad), Color { red: 255, green: 255, blue: 255 });
        let mut pixmap = Pixmap::new(width as u16, height as u16);
        context.flush();
        context.render(&mut pixmap, &mut self.resources);
        let rgba = pixmap.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b, pixel.a]);
        let rgba = rgba.collect();
        Label { width: pixmap.width().into(), height: pixmap.height().into(), rgba }
    }
}

impl Default for Labels {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_as_large_as_its_words_and_wraps_at_the_width() {
        let mut labels = Labels::new();
        let fill = [0x15, 0x5f, 0xc0];
        let short = labels.paint("Ann", 16.0, 300.0, fill);
        let long = labels.paint("Press the button at the end of the line", 16.0, 100.0, fill);
        assert!(short.width < long.width && short.height * 2 < long.height);
        assert!(long.width <= 100 + 12, "{}", long.width);
        assert_eq!(short.rgba[..4], [0x15, 0x5f, 0xc0, 255]);
        let is_white = |pixel: &[u8]| pixel.iter().all(|part| *part > 0xf0);
        assert!(short.rgba.as_chunks::<4>().0.iter().any(|pixel| is_white(pixel)));
    }
}
