//! Where a window goes so that nothing that grants is under the pointer when it appears. Pure.
//!
//! A hand that rests on the mouse, or is about to click for something else, has not chosen a button that came to it.

use crate::geometry::{Point, Rect};

/// How far a window moves, right and down in px, so that the pointer is beside all `guarded` parts and at least `margin`
/// away from the one it was on. All are in px of the screen. `None` if the pointer is on none of them, or where there
/// is no room for such a place: the shortest way that leaves the window on the screen is taken.
pub(super) fn aside(
    window: Rect,
    screen: Rect,
    guarded: &[Rect],
    pointer: Point,
    margin: f32,
) -> Option<(f32, f32)> {
    let under = guarded.iter().find(|place| place.contains(pointer))?;
    let mut ways = [
        (0.0, pointer.y + margin - under.y),
        (0.0, pointer.y - margin - under.bottom()),
        (pointer.x + margin - under.x, 0.0),
        (pointer.x - margin - under.right(), 0.0),
    ];
    ways.sort_by(|a, b| length(*a).total_cmp(&length(*b)));
    ways.into_iter().find(|(right, down)| {
        let there = window.moved(*right, *down);
        let is_clear = guarded.iter().all(|place| !place.moved(*right, *down).contains(pointer));
        is_clear && screen.intersection(&there).size() == there.size()
    })
}

fn length((right, down): (f32, f32)) -> f32 {
    right.abs() + down.abs()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SCREEN: Rect = Rect::new(0.0, 0.0, 1280.0, 800.0);
    const WINDOW: Rect = Rect::new(330.0, 150.0, 620.0, 500.0);
    const ALLOW: Rect = Rect::new(650.0, 500.0, 270.0, 48.0);

    #[test]
    fn a_window_goes_the_shortest_way_that_stays_on_the_screen() {
        let aside = |pointer| aside(WINDOW, SCREEN, &[ALLOW], pointer, 24.0);
        assert_eq!(aside(Point::new(500.0, 520.0)), None, "it is beside the button");
        assert_eq!(aside(Point::new(700.0, 510.0)), Some((0.0, 34.0)));
        assert_eq!(aside(Point::new(700.0, 540.0)), Some((0.0, -32.0)));
        let high = Rect::new(330.0, 0.0, 620.0, 800.0);
        let there = super::aside(high, SCREEN, &[ALLOW], Point::new(700.0, 520.0), 24.0);
        assert_eq!(there, Some((74.0, 0.0)), "there is room only beside it");
        let there = super::aside(SCREEN, SCREEN, &[ALLOW], Point::new(700.0, 520.0), 24.0);
        assert_eq!(there, None, "there is none");
    }

    proptest! {
        #[test]
        fn whatever_way_a_window_goes_nothing_guarded_is_under_the_pointer(
            (x, y) in (330f32..950.0, 150f32..650.0),
            other in (330f32..600.0, 150f32..600.0, 10f32..300.0, 10f32..50.0),
        ) {
            let pointer = Point::new(x, y);
            let other = Rect::new(other.0, other.1, other.2, other.3);
            let guarded = [ALLOW, other];
            if let Some((right, down)) = aside(WINDOW, SCREEN, &guarded, pointer, 24.0) {
                prop_assert!(guarded.iter().all(|p| !p.moved(right, down).contains(pointer)));
                let there = WINDOW.moved(right, down);
                prop_assert!(there.x >= 0.0 && there.right() <= 1280.0);
                prop_assert!(there.y >= 0.0 && there.bottom() <= 800.0);
            }
        }
    }
}
