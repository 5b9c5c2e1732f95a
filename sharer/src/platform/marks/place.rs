//! Where something is on the desktop.

/// A part of the screen: x, y, width, height in px.
pub(in crate::platform) type Place = (i32, i32, i32, i32);

/// Whether two places have a part in common.
pub(in crate::platform) fn meet(a: Place, b: Place) -> bool {
    let overlap = |a: i32, a_length: i32, b: i32, b_length: i32| {
        a < b.saturating_add(b_length) && b < a.saturating_add(a_length)
    };
    overlap(a.0, a.2, b.0, b.2) && overlap(a.1, a.3, b.1, b.3)
}
