//! Shapes, text and pictures on a vello context.

use std::sync::Arc;

use parley::{Layout, PositionedLayoutItem};
use vello_cpu::color::{AlphaColor, PremulRgba8, Srgb};
use vello_cpu::kurbo::{Affine, Cap, Rect as Shape, RoundedRect, Shape as _, Stroke};
use vello_cpu::peniko::{ImageQuality, ImageSampler};
use vello_cpu::{Glyph, Image, ImageSource, Pixmap, RenderContext, Resources};

use crate::element::Pixels;
use crate::geometry::{Point, Rect};
use crate::theme::Color;

pub(super) struct Brush<'a> {
    pub(super) context: &'a mut RenderContext,
    pub(super) resources: &'a mut Resources,
}

pub(super) fn color(color: Color, alpha: u8) -> AlphaColor<Srgb> {
    AlphaColor::from_rgba8(color.red, color.green, color.blue, alpha)
}

fn shape(rect: Rect) -> Shape {
    let (x, y) = (f64::from(rect.x), f64::from(rect.y));
    Shape::new(x, y, x + f64::from(rect.width), y + f64::from(rect.height))
}

fn rounded(rect: Rect, radius: f32) -> RoundedRect {
    let most = (rect.width.min(rect.height) / 2.0).max(0.0);
    RoundedRect::from_rect(shape(rect), f64::from(radius.clamp(0.0, most)))
}

/// How far a drawn curve may be from the exact one, in pixels.
const TOLERANCE: f64 = 0.1;

impl Brush<'_> {
    pub(super) fn fill(&mut self, rect: Rect, radius: f32, fill: Color) {
        if rect.is_empty() {
            return;
        }
        self.context.set_paint(color(fill, 255));
        if radius <= 0.0 {
            self.context.fill_rect(&shape(rect));
        } else {
            self.context.fill_path(&rounded(rect, radius).to_path(TOLERANCE));
        }
    }

    /// A line around `rect`, with its middle on the sides.
    pub(super) fn stroke(&mut self, rect: Rect, radius: f32, width: f32, line: Color) {
        if rect.is_empty() {
            return;
        }
        self.context.set_paint(color(line, 255));
        self.context.set_stroke(Stroke::new(f64::from(width)));
        self.context.stroke_path(&rounded(rect, radius).to_path(TOLERANCE));
    }

    /// The same as dashes.
    pub(super) fn broken_stroke(&mut self, rect: Rect, radius: f32, width: f32, line: Color) {
        if rect.is_empty() {
            return;
        }
        let width = f64::from(width);
        self.context.set_paint(color(line, 255));
        self.context.set_stroke(
            Stroke::new(width).with_caps(Cap::Butt).with_dashes(0.0, [3.0 * width, 2.0 * width]),
        );
        self.context.stroke_path(&rounded(rect, radius).to_path(TOLERANCE));
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: &[Point], width: f32, line: Color) {
        let mut path = vello_cpu::kurbo::BezPath::new();
        for (number, point) in points.iter().enumerate() {
            let point = (f64::from(point.x), f64::from(point.y));
            if number == 0 { path.move_to(point) } else { path.line_to(point) }
        }
        self.context.set_paint(color(line, 255));
        self.context.set_stroke(Stroke::new(f64::from(width)));
        self.context.stroke_path(&path);
    }

    /// Darkens what is behind a dialog.
    pub(super) fn dim(&mut self, rect: Rect) {
        self.context.set_paint(color(Color::hex(0x0A0D11), 128));
        self.context.fill_rect(&shape(rect));
    }

    /// A soft shadow, a little below `rect`.
    pub(super) fn shadow(&mut self, rect: Rect, radius: f32, blur: f32) {
        if rect.is_empty() {
            return;
        }
        self.context.set_paint(color(Color::hex(0), 90));
        let below = shape(rect.moved(0.0, blur / 3.0));
        self.context.fill_blurred_rounded_rect(&below, radius, blur, false);
    }

    pub(super) fn push_clip(&mut self, rect: Rect) {
        self.context.push_clip_path(&shape(rect).to_path(TOLERANCE));
    }

    pub(super) fn pop_clip(&mut self) {
        self.context.pop_clip_path();
    }

    /// A laid out text, with its upper left corner at `at`.
    pub(super) fn text(&mut self, layout: &Layout<()>, at: Point, fill: Color) {
        let move_to = Affine::translate((f64::from(at.x), f64::from(at.y)));
        self.context.set_transform(move_to);
        self.context.set_paint(color(fill, 255));
        for line in layout.lines() {
            for item in line.items() {
                let PositionedLayoutItem::GlyphRun(glyphs) = item else {
                    continue;
                };
                let run = glyphs.run();
                let coords: Vec<i16> =
                    run.normalized_coords().iter().map(|coord| coord.to_bits()).collect();
                self.context
                    .glyph_run(self.resources, run.font())
                    .font_size(run.font_size())
                    .normalized_coords(&coords)
                    .hint(true)
                    .fill_glyphs(glyphs.positioned_glyphs().map(|g| Glyph {
                        id: g.id,
                        x: g.x,
                        y: g.y,
                    }));
                if glyphs.style().underline.is_some() {
                    self.context.fill_rect(&underline(&glyphs));
                }
            }
        }
        self.context.set_transform(Affine::IDENTITY);
    }

    /// A picture that fills `rect`.
    pub(super) fn image(&mut self, pixels: &Pixels, rect: Rect, sharp: bool) {
        let (Ok(width), Ok(height)) =
            (u16::try_from(pixels.width()), u16::try_from(pixels.height()))
        else {
            return;
        };
        if rect.is_empty() {
            return;
        }
        let premultiplied = pixels.rgba().as_chunks::<4>().0.iter().map(|[r, g, b, a]| {
            let times = |part: u8| ((u16::from(part) * u16::from(*a) + 127) / 255) as u8;
            PremulRgba8 { r: times(*r), g: times(*g), b: times(*b), a: *a }
        });
        let pixmap = Pixmap::from_parts(premultiplied.collect(), width, height);
        let quality = if sharp { ImageQuality::Low } else { ImageQuality::Medium };
        let image = Image {
            image: ImageSource::Pixmap(Arc::new(pixmap)),
            sampler: ImageSampler { quality, ..ImageSampler::default() },
        };
        let (x, y) =
            (f64::from(rect.width) / f64::from(width), f64::from(rect.height) / f64::from(height));
        self.context.set_paint(image);
        self.context.set_paint_transform(
            Affine::translate((f64::from(rect.x), f64::from(rect.y)))
                * Affine::scale_non_uniform(x, y),
        );
        self.context.fill_rect(&shape(rect));
        self.context.reset_paint_transform();
    }
}

/// The line below text that an input method has not committed.
fn underline(glyphs: &parley::GlyphRun<'_, ()>) -> Shape {
    let metrics = glyphs.run().font_metrics();
    let x = f64::from(glyphs.offset());
    let y = f64::from(glyphs.baseline() - metrics.underline_offset);
    let size = f64::from(metrics.underline_size.max(1.0));
    Shape::new(x, y, x + f64::from(glyphs.advance()), y + size)
}
