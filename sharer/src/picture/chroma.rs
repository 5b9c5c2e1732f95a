//! PURE. How the screen is shown: what a slow line, a large screen and the viewer's decoder leave of it.

use h264::ChromaFormat;
use protocol::geometry::{Rect, Size};
use protocol::limits::{FULL_COLOUR_KBIT, FULL_COLOUR_PIXELS, LARGE_CHANGE_PART};

use super::convert::Colours;
use crate::platform::screen::FrameRef;
use appearance::Level;

/// How strong the colours are at a level.
pub fn colours(level: Level) -> Colours {
    if level == Level::Full { Colours::Fewer } else { Colours::All }
}

/// How many colours a screen is shown in at a bit rate, to a viewer that takes `most` and has seen
/// `now` so far.
pub fn sampling(
    most: ChromaFormat,
    screen: Size,
    level: Level,
    kbit_s: u32,
    now: ChromaFormat,
) -> ChromaFormat {
    let is_small = u64::from(screen.width()) * u64::from(screen.height()) <= FULL_COLOUR_PIXELS;
    let enough = match now {
        ChromaFormat::Yuv444 => FULL_COLOUR_KBIT.0,
        ChromaFormat::Yuv420 => FULL_COLOUR_KBIT.1,
    };
    // Whoever gives up the strength of colours does not want more of them.
    let is_wanted = is_small && kbit_s >= enough && level != Level::Full;
    if is_wanted { most } else { ChromaFormat::Yuv420 }
}

/// Whether a large part of the picture changed.
pub fn is_large(frame: &FrameRef<'_>) -> bool {
    let area = |rect: Rect| u64::from(rect.width) * u64::from(rect.height);
    let changed: u64 = frame.patches.iter().map(|patch| area(patch.rect)).sum();
    changed >= area(frame.size.rect()) / LARGE_CHANGE_PART
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pixel_has_its_colour_unless_something_speaks_against_it() {
        let size = |width, height| Size::new(width, height).unwrap();
        let (full, quarter) = (ChromaFormat::Yuv444, ChromaFormat::Yuv420);
        let on = |most, screen, level| sampling(most, screen, level, 6_000, quarter);
        assert_eq!(on(full, size(1920, 1080), Level::None), full);
        assert_eq!(on(full, size(2560, 1440), Level::None), full);
        assert_eq!(on(quarter, size(1920, 1080), Level::None), quarter);
        assert_eq!(on(full, size(3840, 2160), Level::None), quarter);
        assert_eq!(on(full, size(1920, 1080), Level::Full), quarter);
    }

    #[test]
    fn a_rate_that_swings_a_little_does_not_change_the_colours() {
        let size = Size::new(1920, 1080).unwrap();
        let mut now = ChromaFormat::Yuv444;
        let mut changes = 0;
        for kbit_s in [6_000, 2_000, 1_600, 2_400, 1_400, 1_600, 2_400, 1_000, 2_600, 1_900] {
            let next = sampling(ChromaFormat::Yuv444, size, Level::None, kbit_s, now);
            changes += usize::from(next != now);
            now = next;
        }
        assert_eq!((changes, now), (2, ChromaFormat::Yuv444));
    }
}
