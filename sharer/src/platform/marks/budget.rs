//! How much memory marks take.

use protocol::geometry::Size;

use super::place::Place;

/// All marks together are as large as so many shared areas. Each has a picture as large as its box, and on X11 a mask:
/// 64 boxes as large as a 4K screen would take 2 GB.
const AREAS: u64 = 2;

/// Which of these marks, the lowest first, are shown. The newest are the most important ones.
pub(in crate::platform) fn fitting(places: &[Place], area: Size) -> Vec<bool> {
    let mut left = AREAS * u64::from(area.width()) * u64::from(area.height());
    let mut fit: Vec<bool> = places.iter().rev().map(|place| take(&mut left, *place)).collect();
    fit.reverse();
    fit
}

fn take(left: &mut u64, (_, _, width, height): Place) -> bool {
    let side = |length: i32| u64::try_from(length).unwrap_or(0);
    let rest = left.checked_sub(side(width) * side(height));
    *left = rest.unwrap_or(*left);
    rest.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_marks_are_shown_within_two_shared_areas() {
        let area = Size::new(3840, 2160).unwrap();
        let (whole, small) = ((0, 0, 3840, 2160), (9, 9, 100, 100));
        let fit = fitting(&[whole; 64], area);
        assert_eq!(fit.iter().filter(|fits| **fits).count(), 2);
        assert!(fit.ends_with(&[false, true, true]));
        assert_eq!(fitting(&[small, whole, whole, whole], area), [false, false, true, true]);
        // A small one fits beside a large one that does not.
        assert_eq!(fitting(&[small, whole, whole, small], area), [true, false, true, true]);
    }
}
