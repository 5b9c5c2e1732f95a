//! Lines and polygons as a picture, without a window, on a ground that can be seen through.

use vello_cpu::kurbo::{BezPath, Stroke};
use vello_cpu::{Pixmap, RenderContext, Resources};

use super::brush::color;
use crate::theme::Color;

/// A picture to draw on. Coordinates are those of pixels, whose middle is meant.
pub struct Sketch {
    context: RenderContext,
}

impl std::fmt::Debug for Sketch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let size = (self.context.width(), self.context.height());
        f.debug_tuple("Sketch").field(&size).finish()
    }
}

impl Sketch {
    /// A picture of this size in pixels, on which nothing is drawn yet.
    #[must_use]
    pub fn new(width: u16, height: u16) -> Self {
        Self { context: RenderContext::new(width.max(1), height.max(1)) }
    }

    /// A line through points, with round ends and corners. The colour is red, green, blue.
    pub fn line(&mut self, points: &[(i32, i32)], width: u16, rgb: [u8; 3]) {
        self.paint(rgb);
        // The ends and corners of a line are round where nothing else is said.
        self.context.set_stroke(Stroke::new(f64::from(width)));
        self.context.stroke_path(&path(points));
    }

    /// A filled polygon.
    pub fn polygon(&mut self, corners: &[(i32, i32)], rgb: [u8; 3]) {
        self.paint(rgb);
        let mut path = path(corners);
        if !path.elements().is_empty() {
            path.close_path();
        }
        self.context.fill_path(&path);
    }

    /// The picture: rows of R, G, B, A, from the top. The colours are multiplied by A already.
    #[must_use]
    pub fn finish(mut self) -> Vec<[u8; 4]> {
        let mut pixmap = Pixmap::new(self.context.width(), self.context.height());
        self.context.flush();
        self.context.render(&mut pixmap, &mut Resources::new());
        pixmap.data().iter().map(|pixel| [pixel.r, pixel.g, pixel.b, pixel.a]).collect()
    }

    fn paint(&mut self, [red, green, blue]: [u8; 3]) {
        self.context.set_paint(color(Color { red, green, blue }, u8::MAX));
    }
}

fn path(points: &[(i32, i32)]) -> BezPath {
    let mut path = BezPath::new();
    for (number, (x, y)) in points.iter().enumerate() {
        let point = (f64::from(*x) + 0.5, f64::from(*y) + 0.5);
        if number == 0 { path.move_to(point) } else { path.line_to(point) }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: [u8; 3] = [0xd0, 0x10, 0x20];

    #[test]
    fn a_line_covers_its_width_and_its_ends_are_round() {
        let mut sketch = Sketch::new(40, 20);
        sketch.line(&[(10, 10), (30, 10)], 5, RED);
        let pixels = sketch.finish();
        let at = |x: usize, y: usize| pixels[y * 40 + x];
        let [red, green, blue] = RED;
        for y in 8..=12 {
            assert_eq!(at(20, y), [red, green, blue, 255], "{y}");
        }
        assert_eq!([at(20, 7), at(20, 13), at(0, 0)], [[0; 4]; 3]);
        assert!(at(8, 10)[3] > 200, "the end reaches beyond the point");
        assert!(at(8, 8)[3] < 128, "its corner is cut off");
        // Multiplied: no part is brighter than the pixel is opaque.
        assert!(pixels.iter().all(|[r, g, b, a]| r <= a && g <= a && b <= a));
    }

    #[test]
    fn a_polygon_is_filled_and_what_lies_outside_of_the_picture_is_cut() {
        let mut sketch = Sketch::new(20, 20);
        sketch.polygon(&[(-50, -50), (10, -50), (10, 10), (-50, 10)], RED);
        sketch.polygon(&[], RED);
        let pixels = sketch.finish();
        assert_eq!((pixels[0][3], pixels[5 * 20 + 5][3], pixels[15 * 20 + 15][3]), (255, 255, 0));
    }
}
