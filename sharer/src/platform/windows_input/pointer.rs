//! Places of the pointer as `SendInput` takes them: parts of 65536 of the whole virtual desktop.

/// The virtual desktop: all displays, in px.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct VirtualDesktop {
    /// The left edge.
    pub(crate) x: i32,
    /// The upper edge.
    pub(crate) y: i32,
    /// The width.
    pub(crate) width: i32,
    /// The height.
    pub(crate) height: i32,
}

impl VirtualDesktop {
    /// The place of a pixel; one outside of the desktop is moved to its edge. `None` while there is no display.
    pub(crate) fn place(self, (x, y): (i32, i32)) -> Option<(i32, i32)> {
        Some((along(x, self.x, self.width)?, along(y, self.y, self.height)?))
    }
}

/// Windows computes the pixel back as `place * length / 65536`, rounded down. So a place is rounded up.
fn along(at: i32, from: i32, length: i32) -> Option<i32> {
    if length <= 0 {
        return None;
    }
    let (at, from, length) = (i64::from(at), i64::from(from), i64::from(length));
    let offset = (at - from).clamp(0, length - 1);
    i32::try_from((offset * 65_536 + length - 1) / length).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The pixel that Windows computes.
    fn pixel(place: i32, from: i32, length: i32) -> i64 {
        i64::from(from) + i64::from(place) * i64::from(length) / 65_536
    }

    proptest! {
        #[test]
        fn windows_computes_the_wanted_pixel_back(
            (length, offset) in (1..=65_536i32).prop_flat_map(|length| (Just(length), 0..length)),
            from in -32_768..32_768i32,
        ) {
            let place = along(from + offset, from, length).unwrap();
            prop_assert_eq!(pixel(place, from, length), i64::from(from + offset));
            prop_assert!((0..65_536).contains(&place));
        }

        #[test]
        fn a_pixel_outside_is_the_nearest_at_the_edge(at: i32, from: i32, length: i32) {
            let Some(place) = along(at, from, length) else {
                prop_assert!(length <= 0);
                return Ok(());
            };
            let edge = i64::from(from) + i64::from(length) - 1;
            let nearest = i64::from(at).clamp(i64::from(from), edge);
            if length <= 65_536 {
                prop_assert_eq!(pixel(place, from, length), nearest);
            }
        }
    }

    #[test]
    fn displays_left_of_the_first_one_have_negative_pixels() {
        let desktop = VirtualDesktop { x: -1280, y: 0, width: 3200, height: 1080 };
        assert_eq!(desktop.place((-1280, 0)), Some((0, 0)));
        assert_eq!(desktop.place((0, 540)), Some((26_215, 32_768)));
        assert_eq!(VirtualDesktop { width: 0, ..desktop }.place((0, 0)), None);
    }
}
