//! Which chroma format the screen is encoded in: 4:4:4 or 4:2:0.

use protocol::geometry::Size;
use protocol::limits::{CHROMA_444_KBIT_S, CHROMA_444_PIXELS, LARGE_CHANGE_PART};

/// Whether a screen is encoded in 4:4:4, for a viewer that takes it, at this bit rate. `is_444` is the
/// format so far: the two directions have different thresholds, since each change takes a keyframe.
/// `saves_colour`: the strength of colours is reduced, so more of them would be a waste.
pub fn is_444(screen: Size, kbit_s: u32, saves_colour: bool, is_444: bool) -> bool {
    let (stay_kbit_s, begin_kbit_s) = CHROMA_444_KBIT_S;
    let needed_kbit_s = if is_444 { stay_kbit_s } else { begin_kbit_s };
    area(screen) <= CHROMA_444_PIXELS && kbit_s >= needed_kbit_s && !saves_colour
}

/// Whether changes of so many pixels in all are a large part of the screen.
pub fn is_large_change(screen: Size, changed_pixels: u64) -> bool {
    changed_pixels >= area(screen) / LARGE_CHANGE_PART
}

fn area(size: Size) -> u64 {
    u64::from(size.width()) * u64::from(size.height())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(width: u32, height: u32) -> Size {
        Size::new(width, height).unwrap()
    }

    #[test]
    fn the_format_is_444_unless_something_speaks_against_it() {
        let at = |screen, saves_colour| is_444(screen, 6_000, saves_colour, false);
        assert!(at(size(1920, 1080), false));
        assert!(at(size(2560, 1440), false));
        assert!(!at(size(3840, 2160), false));
        assert!(!at(size(1920, 1080), true));
    }

    #[test]
    fn a_rate_that_varies_a_little_does_not_change_the_format() {
        let mut now = true;
        let mut changes = 0;
        for kbit_s in [6_000, 2_000, 1_600, 2_400, 1_400, 1_600, 2_400, 1_000, 2_600, 1_900] {
            let next = is_444(size(1920, 1080), kbit_s, false, now);
            changes += usize::from(next != now);
            now = next;
        }
        assert_eq!((changes, now), (2, true));
    }

    #[test]
    fn a_sixteenth_of_the_screen_is_large() {
        assert!(is_large_change(size(160, 100), 1_000));
        assert!(!is_large_change(size(160, 100), 999));
    }
}
