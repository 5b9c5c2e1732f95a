//! The enlarged view of the picture, on top of the zoom: moved by fingers, and by its own momentum.

use core::time::Duration;

use protocol::time::Tick;

use crate::fit::{Bounds, CssPx, Stage};

/// How much the picture can be enlarged.
const LARGEST: f64 = 8.0;

/// In this time the momentum falls to a third.
const FRICTION: Duration = Duration::from_millis(325);

/// Below this speed in CSS px per ms the picture stands.
const STANDS: f64 = 0.02;

/// How near to the edge of the stage the pointer of a trackpad comes before the picture moves.
const MARGIN: CssPx = 24.0;

/// Where the enlarged picture is on the stage.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    scale: f64,
    left: CssPx,
    top: CssPx,
}

/// The enlarged view; without one the picture lies where the zoom has laid it.
#[derive(Debug, Default)]
pub struct Magnifier {
    place: Option<Place>,
    /// CSS px per ms, and the time of the last step.
    fling: Option<((f64, f64), Tick)>,
}

impl Magnifier {
    /// Whether the view is not that of the zoom alone.
    pub fn is_active(&self) -> bool {
        self.place.is_some()
    }

    /// Back to the zoom alone.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The view begins where the picture is now, for example scrolled.
    pub fn begin(&mut self, at: Bounds) {
        self.place.get_or_insert(Place { scale: 1.0, left: at.left, top: at.top });
    }

    /// The box of a picture that the zoom lays at `base`.
    pub fn apply(&self, base: Bounds, stage: Stage) -> Bounds {
        let Some(place) = self.place else { return base };
        let (width, height) = (base.width * place.scale, base.height * place.scale);
        Bounds {
            left: kept(place.left, width, stage.width),
            top: kept(place.top, height, stage.height),
            width,
            height,
        }
    }

    /// Fingers enlarge the picture around a position on the stage, and move it.
    pub fn pinch(
        &mut self,
        factor: f64,
        center: (CssPx, CssPx),
        pan: (CssPx, CssPx),
        base: Bounds,
        stage: Stage,
    ) {
        let values = [factor, center.0, center.1, pan.0, pan.1];
        if !values.into_iter().all(f64::is_finite) {
            return;
        }
        let now = self.apply(base, stage);
        let before = self.place.map_or(1.0, |place| place.scale);
        let scale = (before * factor).clamp(1.0, LARGEST);
        let ratio = scale / before;
        self.fling = None;
        self.place = Some(Place {
            scale,
            left: center.0 - (center.0 - now.left) * ratio + pan.0,
            top: center.1 - (center.1 - now.top) * ratio + pan.1,
        });
        self.settle(base, stage);
    }

    /// The picture is let go at this speed.
    pub fn fling(&mut self, speed: (f64, f64), now: Tick) {
        if self.place.is_some() && speed.0.is_finite() && speed.1.is_finite() {
            self.fling = Some((speed, now));
        }
    }

    /// A finger holds the picture.
    pub fn stop(&mut self) {
        self.fling = None;
    }

    /// Whether the picture moves by its momentum.
    pub fn is_flying(&self) -> bool {
        self.fling.is_some()
    }

    /// A frame is painted: moves by the momentum. Returns whether it goes on.
    pub fn frame(&mut self, base: Bounds, stage: Stage, now: Tick) -> bool {
        let (Some(((x, y), since)), Some(place)) = (self.fling.take(), &mut self.place) else {
            return false;
        };
        let elapsed = now.since(since).as_secs_f64() * 1000.0;
        place.left += x * elapsed;
        place.top += y * elapsed;
        // The first terms of the exponential: frames are short, and long ones end it.
        let left = (1.0 - elapsed / (FRICTION.as_secs_f64() * 1000.0)).max(0.0);
        let before = (place.left, place.top);
        self.settle(base, stage);
        let Some(place) = self.place else { return false };
        // At an edge of the stage it stops.
        let speed = (
            if place.left == before.0 { x * left } else { 0.0 },
            if place.top == before.1 { y * left } else { 0.0 },
        );
        if speed.0.abs().max(speed.1.abs()) < STANDS {
            return false;
        }
        self.fling = Some((speed, now));
        true
    }

    /// Moves the picture so that a position of it on the stage is visible.
    pub fn reveal(&mut self, at: (CssPx, CssPx), base: Bounds, stage: Stage) {
        let Some(place) = &mut self.place else { return };
        let missing = |at: CssPx, side: CssPx| {
            let margin = MARGIN.min(side / 4.0);
            if at < margin { margin - at } else { (side - margin - at).min(0.0) }
        };
        place.left += missing(at.0, stage.width);
        place.top += missing(at.1, stage.height);
        self.settle(base, stage);
    }

    /// Keeps the picture on the stage; a view that is that of the zoom is none.
    fn settle(&mut self, base: Bounds, stage: Stage) {
        let bounds = self.apply(base, stage);
        if let Some(place) = &mut self.place {
            (place.left, place.top) = (bounds.left, bounds.top);
            let fits = base.width <= stage.width + 1.0 && base.height <= stage.height + 1.0;
            if place.scale <= 1.001 && fits {
                self.reset();
            }
        }
    }
}

/// The nearest place of a picture that leaves no room beside it; a smaller one lies in the middle.
fn kept(at: CssPx, length: CssPx, room: CssPx) -> CssPx {
    if length <= room { (room - length) / 2.0 } else { at.clamp(room - length, 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STAGE: Stage = Stage { width: 360.0, height: 500.0, ratio: 2.0, left: 0.0, top: 0.0 };
    const BASE: Bounds = Bounds { left: 0.0, top: 148.75, width: 360.0, height: 202.5 };

    #[test]
    fn what_is_under_the_fingers_stays_there() {
        let mut magnifier = Magnifier::default();
        // Twice as large it is wider than the stage, four times also higher.
        magnifier.pinch(4.0, (90.0, 250.0), (0.0, 0.0), BASE, STAGE);
        let bounds = magnifier.apply(BASE, STAGE);
        assert_eq!((bounds.width, bounds.height), (1440.0, 810.0));
        assert_eq!((bounds.left, bounds.top), (-270.0, -155.0));
        magnifier.pinch(0.1, (0.0, 0.0), (0.0, 0.0), BASE, STAGE);
        assert!(!magnifier.is_active());
        assert_eq!(magnifier.apply(BASE, STAGE), BASE);
    }

    #[test]
    fn momentum_ends() {
        let mut magnifier = Magnifier::default();
        magnifier.pinch(8.0, (180.0, 250.0), (0.0, 0.0), BASE, STAGE);
        let before = magnifier.apply(BASE, STAGE).left;
        magnifier.fling((-1.0, 0.0), Tick::from_millis(0));
        let mut now = 0;
        while magnifier.frame(BASE, STAGE, Tick::from_millis(now)) {
            now += 16;
            assert!(now < 3000, "it moves without an end");
        }
        let moved = before - magnifier.apply(BASE, STAGE).left;
        assert!((200.0..450.0).contains(&moved), "{moved} px");
    }

    #[test]
    fn the_pointer_of_a_trackpad_is_kept_in_view() {
        let mut magnifier = Magnifier::default();
        magnifier.pinch(4.0, (0.0, 250.0), (0.0, 0.0), BASE, STAGE);
        magnifier.reveal((500.0, 250.0), BASE, STAGE);
        assert_eq!(magnifier.apply(BASE, STAGE).left, -164.0);
    }

    proptest! {
        #[test]
        fn no_gesture_loses_the_picture(
            steps in proptest::collection::vec((0.0..10.0f64, -900.0..900.0f64, -900.0..900.0f64, any::<bool>()), 0..50),
        ) {
            let mut magnifier = Magnifier::default();
            for (n, (factor, x, y, flies)) in (0..).zip(steps) {
                if flies {
                    magnifier.fling((x / 100.0, y / 100.0), Tick::from_millis(n * 100));
                    magnifier.frame(BASE, STAGE, Tick::from_millis(n * 100 + 50));
                } else {
                    magnifier.pinch(factor, (x, y), (y, x), BASE, STAGE);
                }
                let bounds = magnifier.apply(BASE, STAGE);
                for (at, length, room) in [
                    (bounds.left, bounds.width, STAGE.width),
                    (bounds.top, bounds.height, STAGE.height),
                ] {
                    prop_assert!(length.is_finite() && length >= BASE.height - 0.01);
                    let is_kept = if length <= room {
                        (at - (room - length) / 2.0).abs() < 0.01
                    } else {
                        at <= 0.01 && at + length >= room - 0.01
                    };
                    prop_assert!(is_kept, "{bounds:?}");
                }
            }
        }
    }
}
