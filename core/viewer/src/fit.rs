//! Where the picture lies on the page, and which of its points a position on the page is.

use protocol::geometry::{Point, Size};

use crate::number::{floor, round};

/// How large the picture is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// As large as fits. A smaller picture is enlarged by whole factors only, which keeps it sharp.
    #[default]
    Fit,
    /// One remote pixel on one pixel of this screen; a larger picture is scrolled.
    Actual,
    /// As large as fits, enlarged if need be.
    Fill,
}

impl Zoom {
    /// The zoom with this name, as in the page's select.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "fit" => Zoom::Fit,
            "actual" => Zoom::Actual,
            "fill" => Zoom::Fill,
            _ => return None,
        })
    }
}

/// A length in CSS px, as the browser measures.
pub type CssPx = f64;

/// The room there is for the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// In CSS px.
    pub width: CssPx,
    /// In CSS px.
    pub height: CssPx,
    /// Pixels of this screen per CSS px (`devicePixelRatio`).
    pub ratio: f64,
    /// Where the stage itself begins on the page.
    pub left: CssPx,
    /// Where the stage itself begins on the page.
    pub top: CssPx,
}

impl Stage {
    fn ratio(self) -> f64 {
        if self.ratio.is_finite() && self.ratio > 0.0 { self.ratio } else { 1.0 }
    }
}

/// The box of the picture on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    /// From the left.
    pub left: CssPx,
    /// From the top.
    pub top: CssPx,
    /// In CSS px.
    pub width: CssPx,
    /// In CSS px.
    pub height: CssPx,
}

/// Lays out a picture of `size` on the stage. Edges lie on whole pixels of this screen, so that a scale
/// of one stays sharp.
pub fn layout(zoom: Zoom, size: Size, stage: Stage) -> Bounds {
    let ratio = stage.ratio();
    let actual = 1.0 / ratio;
    let (width, height) = (f64::from(size.width()), f64::from(size.height()));
    let fitting = (stage.width / width).min(stage.height / height).max(0.0);
    let scale = match zoom {
        // Slightly less than a whole factor counts as one: lengths in CSS px are rounded.
        Zoom::Fit if fitting >= actual => floor(fitting * ratio + 1e-6) * actual,
        Zoom::Fit => fitting,
        Zoom::Actual => actual,
        Zoom::Fill => fitting,
    };
    let snap = |v: f64| round(v * ratio) / ratio;
    let (width, height) = (snap(width * scale), snap(height * scale));
    Bounds {
        left: snap(stage.left + ((stage.width - width) / 2.0).max(0.0)) - stage.left,
        top: snap(stage.top + ((stage.height - height) / 2.0).max(0.0)) - stage.top,
        width,
        height,
    }
}

/// How many pixels of this screen each pixel of the picture takes, in width and in height, if that is
/// a whole number: then no smoothing is needed.
pub fn whole_factor(bounds: Bounds, size: Size, stage: Stage) -> Option<u32> {
    let factor = round(bounds.width * stage.ratio() / f64::from(size.width()));
    let fits = |length: CssPx, pixels: u32| {
        (length * stage.ratio() - factor * f64::from(pixels)).abs() < 0.01
    };
    let is_whole = fits(bounds.width, size.width()) && fits(bounds.height, size.height());
    // No screen has so many pixels that the cast would truncate.
    (factor >= 1.0 && is_whole).then_some(factor as u32)
}

/// The point of the picture at a position on the page. Positions outside count as the nearest edge, which
/// suits a drag that leaves the picture.
pub fn point(x: CssPx, y: CssPx, bounds: Bounds, size: Size) -> Option<Point> {
    let x = pixel(x - bounds.left, bounds.width, size.width())?;
    let y = pixel(y - bounds.top, bounds.height, size.height())?;
    Some(Point::from_pixel(x, y, size))
}

fn pixel(v: CssPx, length: CssPx, pixels: u32) -> Option<u32> {
    if !(v.is_finite() && length.is_finite() && length > 0.0) {
        return None;
    }
    let last = f64::from(pixels.saturating_sub(1));
    let at = floor(v / length * f64::from(pixels)).clamp(0.0, last);
    // In 0..DISPLAY_EDGE by the clamp.
    Some(at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn size(width: u32, height: u32) -> Size {
        Size::new(width, height).unwrap()
    }

    fn stage(width: f64, height: f64, ratio: f64) -> Stage {
        Stage { width, height, ratio, left: 0.0, top: 0.0 }
    }

    #[test]
    fn a_small_picture_is_enlarged_by_whole_factors_unless_asked() {
        let room = stage(1500.0, 900.0, 1.0);
        let fit = layout(Zoom::Fit, size(800, 450), room);
        assert_eq!(fit, Bounds { left: 350.0, top: 225.0, width: 800.0, height: 450.0 });
        assert_eq!(layout(Zoom::Fill, size(800, 450), room).width, 1500.0);
        let twice = layout(Zoom::Fit, size(750, 400), room);
        assert_eq!(twice, Bounds { left: 0.0, top: 50.0, width: 1500.0, height: 800.0 });
        assert_eq!(whole_factor(twice, size(750, 400), room), Some(2));
    }

    #[test]
    fn a_large_picture_fits_with_bars_on_two_sides() {
        let fit = layout(Zoom::Fit, size(1920, 1080), stage(960.0, 1000.0, 1.0));
        assert_eq!(fit, Bounds { left: 0.0, top: 230.0, width: 960.0, height: 540.0 });
    }

    #[test]
    fn pixel_for_pixel_means_pixels_of_this_screen() {
        let actual = layout(Zoom::Actual, size(1920, 1080), stage(800.0, 600.0, 2.0));
        assert_eq!(actual, Bounds { left: 0.0, top: 30.0, width: 960.0, height: 540.0 });
    }

    #[test]
    fn edges_lie_on_whole_pixels_of_this_screen() {
        let at = layout(Zoom::Actual, size(801, 601), stage(1000.0, 777.0, 1.0));
        assert_eq!((at.left.fract(), at.top.fract()), (0.0, 0.0));
    }

    #[test]
    fn a_place_without_a_picture_is_no_point() {
        assert_eq!(point(1.0, 1.0, Bounds::default(), size(10, 10)), None);
        let bounds = Bounds { width: 10.0, height: 10.0, ..Bounds::default() };
        assert_eq!(point(f64::NAN, 1.0, bounds, size(10, 10)), None);
    }

    proptest! {
        #[test]
        fn every_remote_pixel_can_be_pointed_at_one_to_one(
            w in 1..4000u32, h in 1..4000u32, x in 0..4000u32, y in 0..4000u32,
            ratio in prop_oneof![Just(1.0), Just(1.25), Just(1.5), Just(2.0), Just(3.0)],
        ) {
            let size = size(w, h);
            let (x, y) = (x.min(w - 1), y.min(h - 1));
            let bounds = layout(Zoom::Actual, size, stage(1000.0, 700.0, ratio));
            let middle = |v: u32, from: f64| from + (f64::from(v) + 0.5) / ratio;
            let at = point(middle(x, bounds.left), middle(y, bounds.top), bounds, size).unwrap();
            prop_assert_eq!(at.to_pixel(size), (x, y));
        }

        #[test]
        fn pixel_for_pixel_is_so_on_every_screen_wherever_the_stage_lies(
            w in 1..4000u32, h in 1..4000u32, left in 0..400u32, top in 0..400u32,
            ratio in prop_oneof![Just(1.0), Just(1.25), Just(1.5), Just(2.0), Just(3.0)],
        ) {
            // Boxes of a page may begin at any 64th of a CSS px.
            let (left, top) = (f64::from(left) / 64.0, f64::from(top) / 64.0);
            let stage = Stage { left, top, ..stage(1000.0, 700.0, ratio) };
            let bounds = layout(Zoom::Actual, size(w, h), stage);
            prop_assert_eq!(whole_factor(bounds, size(w, h), stage), Some(1));
            for edge in [left + bounds.left, top + bounds.top] {
                prop_assert!((edge * ratio - (edge * ratio).round()).abs() < 1e-6);
            }
        }

        #[test]
        fn what_is_at_most_half_of_the_room_is_enlarged_by_a_whole_factor(
            w in 1..500u32, h in 1..350u32,
            ratio in prop_oneof![Just(1.0), Just(1.25), Just(1.5), Just(2.0)],
        ) {
            let stage = stage(1000.0, 700.0, ratio);
            let bounds = layout(Zoom::Fit, size(w, h), stage);
            let factor = whole_factor(bounds, size(w, h), stage).unwrap();
            prop_assert!(factor >= 2);
            let larger = |pixels: u32| f64::from((factor + 1) * pixels) / ratio;
            prop_assert!(larger(w) > 1000.0 || larger(h) > 700.0);
        }

        #[test]
        fn a_place_anywhere_is_a_point_of_the_picture(x in -1e9..1e9f64, y in -1e9..1e9f64) {
            let size = size(640, 480);
            let bounds = layout(Zoom::Fit, size, stage(333.0, 222.0, 1.5));
            let (px, py) = point(x, y, bounds, size).unwrap().to_pixel(size);
            prop_assert!(px < 640 && py < 480);
        }

        #[test]
        fn fit_never_leaves_the_stage(w in 1..8000u32, h in 1..8000u32, sw in 1..3000u32, sh in 1..3000u32) {
            let room = stage(f64::from(sw), f64::from(sh), 1.0);
            let bounds = layout(Zoom::Fit, size(w, h), room);
            prop_assert!(bounds.width <= room.width + 0.5 && bounds.height <= room.height + 0.5);
        }
    }
}
