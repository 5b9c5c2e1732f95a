//! Points and px.
//!
//! macOS measures the desktop in points, from the upper left corner of the main display, y down. A picture of a display
//! is measured in px; on a Retina display a point is two px wide. An [`Area`] has the corner of its display in points,
//! which tells displays apart, and its size in px, which is that of the picture.

use protocol::geometry::{Point, Rect, Size};
use protocol::name::DisplayName;

use session::display::Area;

use crate::platform::displays::Display;

/// A rectangle of the desktop, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    /// Its left edge.
    pub(super) x: f64,
    /// Its top edge.
    pub(super) y: f64,
    /// From left to right.
    pub(super) width: f64,
    /// From top to bottom.
    pub(super) height: f64,
}

/// A display as macOS describes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MacDisplay {
    /// Its number (`CGDirectDisplayID`), which it keeps while it is connected.
    pub(super) id: u32,
    /// Where it is.
    pub(super) bounds: Bounds,
    /// Px of a point.
    pub(super) scale: f64,
    /// It has the menu bar, and its corner is the origin.
    pub(super) is_main: bool,
    /// It is the display of a laptop or an iMac.
    pub(super) is_builtin: bool,
}

impl MacDisplay {
    /// The size of its picture; `None` when it is not from 1 px to the largest that is supported.
    pub(super) fn size(&self) -> Option<Size> {
        let px = |points: f64| (points * self.scale).round() as u32;
        Size::new(px(self.bounds.width), px(self.bounds.height)).ok()
    }

    /// How it is called. `NSScreen` knows nicer names, on the main thread only, which is not always ours.
    fn name(&self) -> DisplayName {
        let name = if self.is_builtin {
            "Built-in Display".into()
        } else {
            format!("Display {}", self.id)
        };
        DisplayName::lossy(&name).expect("a plain word is a name")
    }

    /// As the session knows it; `None` when it has no possible size.
    pub(super) fn display(&self) -> Option<Display> {
        let (x, y) = (self.bounds.x.round() as i32, self.bounds.y.round() as i32);
        let area = Area { x, y, size: self.size()? };
        Some(Display { name: self.name(), area, is_primary: self.is_main })
    }
}

/// The display that an area belongs to.
pub(super) fn display_of(all: &[MacDisplay], area: Area) -> Option<MacDisplay> {
    let is_it = |display: &&MacDisplay| display.display().is_some_and(|known| known.area == area);
    all.iter().find(is_it).copied()
}

/// Where a point of the picture is on the desktop, in points.
pub(super) fn to_desktop(point: Point, display: &MacDisplay) -> Option<(f64, f64)> {
    let size = display.size()?;
    let (x, y) = point.to_pixel(size);
    let Bounds { x: left, y: top, width, height } = display.bounds;
    let at = |px: u32, side: u32, points: f64| f64::from(px) * points / f64::from(side);
    Some((left + at(x, size.width(), width), top + at(y, size.height(), height)))
}

/// Where a place on the desktop, in points, is in the picture; `None` when it is not on the display.
pub(super) fn to_picture((x, y): (f64, f64), display: &MacDisplay) -> Option<Point> {
    let size = display.size()?;
    let Bounds { x: left, y: top, width, height } = display.bounds;
    let (x, y) = (x - left, y - top);
    let is_within = (0.0..width).contains(&x) && (0.0..height).contains(&y);
    let px = |at: f64, side: u32, points: f64| (at * f64::from(side) / points) as u32;
    is_within
        .then(|| Point::from_pixel(px(x, size.width(), width), px(y, size.height(), height), size))
}

/// A changed rectangle of a frame, in px, as whole px within the picture. `None` when it is none, so that nobody knows
/// what changed.
pub(super) fn whole_px(rect: Bounds, size: Size) -> Option<Rect> {
    let Bounds { x, y, width, height } = rect;
    let is_rect = [x, y, width, height].iter().all(|side| side.is_finite());
    if !is_rect || width < 0.0 || height < 0.0 {
        return None;
    }
    // Numbers below 0 become 0, and those that are too large the largest.
    let (left, top) = (x.floor() as u32, y.floor() as u32);
    let (right, bottom) = ((x + width).ceil() as u32, (y + height).ceil() as u32);
    let (width, height) = (right.saturating_sub(left), bottom.saturating_sub(top));
    let rect = Rect { x: left, y: top, width, height };
    Some(rect.clip(size).unwrap_or(Rect { x: 0, y: 0, width: 0, height: 0 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laptop() -> MacDisplay {
        let bounds = Bounds { x: 0.0, y: 0.0, width: 1440.0, height: 900.0 };
        MacDisplay { id: 1, bounds, scale: 2.0, is_main: true, is_builtin: true }
    }

    /// Above and to the left of the laptop, without Retina.
    fn beamer() -> MacDisplay {
        let bounds = Bounds { x: -1920.0, y: -180.0, width: 1920.0, height: 1080.0 };
        MacDisplay { id: 7, bounds, scale: 1.0, is_main: false, is_builtin: false }
    }

    #[test]
    fn a_display_has_a_name_of_its_own_and_the_px_of_its_picture() {
        let known = |display: MacDisplay| {
            let Display { name, area: Area { x, y, size }, is_primary } =
                display.display().unwrap();
            (name.as_str().to_owned(), (x, y), (size.width(), size.height()), is_primary)
        };
        let laptop_is = ("Built-in Display".to_owned(), (0, 0), (2880, 1800), true);
        let beamer_is = ("Display 7".to_owned(), (-1920, -180), (1920, 1080), false);
        assert_eq!((known(laptop()), known(beamer())), (laptop_is, beamer_is));
        // A display of no size shows nothing.
        assert_eq!(MacDisplay { scale: 0.0, ..laptop() }.display(), None);
    }

    #[test]
    fn a_click_lands_on_the_px_that_was_pointed_at_on_each_display() {
        for display in [laptop(), beamer()] {
            let size = display.size().unwrap();
            for (x, y) in
                [(0, 0), (1, 1), (size.width() / 3, 500), (size.width() - 1, size.height() - 1)]
            {
                let (left, top) = to_desktop(Point::from_pixel(x, y, size), &display).unwrap();
                let (width, height) = (display.bounds.width, display.bounds.height);
                assert!((display.bounds.x..display.bounds.x + width).contains(&left), "{left}");
                assert!((display.bounds.y..display.bounds.y + height).contains(&top), "{top}");
                let back = to_picture((left, top), &display).unwrap();
                assert_eq!(back.to_pixel(size), (x, y));
            }
        }
        let half = Point::from_pixel(1441, 901, laptop().size().unwrap());
        assert_eq!(to_desktop(half, &laptop()), Some((720.5, 450.5)));
        assert_eq!(to_desktop(Point { x: 0, y: 0 }, &beamer()), Some((-1920.0, -180.0)));
    }

    #[test]
    fn a_pointer_on_another_display_is_not_in_the_picture() {
        assert_eq!(to_picture((-1.0, 10.0), &laptop()), None);
        assert_eq!(to_picture((1440.0, 10.0), &laptop()), None);
        assert!(to_picture((-1.0, 10.0), &beamer()).is_some());
        assert!(to_picture((1439.9, 899.9), &laptop()).is_some());
        assert_eq!(to_picture((f64::NAN, 0.0), &laptop()), None);
    }

    #[test]
    fn an_area_finds_its_display_again_and_no_other() {
        let all = [laptop(), beamer()];
        let area = beamer().display().unwrap().area;
        assert_eq!(display_of(&all, area), Some(beamer()));
        // Its resolution was changed meanwhile: the points of the old picture lie nowhere.
        assert_eq!(display_of(&[laptop(), MacDisplay { scale: 2.0, ..beamer() }], area), None);
    }

    #[test]
    fn a_changed_rectangle_holds_every_px_that_it_touches_and_none_outside() {
        let size = Size::new(100, 50).unwrap();
        let rect = |x, y, width, height| whole_px(Bounds { x, y, width, height }, size);
        let is = |x, y, width, height| Some(Rect { x, y, width, height });
        assert_eq!(rect(1.0, 2.0, 3.0, 4.0), is(1, 2, 3, 4));
        assert_eq!(rect(1.5, 2.5, 3.0, 4.0), is(1, 2, 4, 5));
        assert_eq!(rect(-5.0, -5.0, 10.0, 10.0), is(0, 0, 5, 5));
        assert_eq!(rect(90.0, 40.0, 1e9, 1e9), is(90, 40, 10, 10));
        assert_eq!(rect(200.0, 0.0, 10.0, 10.0), is(0, 0, 0, 0));
        assert_eq!(rect(f64::NAN, 0.0, 1.0, 1.0), None);
        assert_eq!(rect(f64::INFINITY, 0.0, 1.0, 1.0), None);
        assert_eq!(rect(0.0, 0.0, -1.0, 1.0), None);
    }
}
