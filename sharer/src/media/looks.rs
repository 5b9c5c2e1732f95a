//! PURE. How the screen is shown: what a slow line, a large screen and the viewer's decoder leave of it.

use h264::planes::Sampling;
use protocol::geometry::{Rect, Size};
use protocol::limits::{FULL_COLOUR_PIXELS, LARGE_CHANGE_PART};

use super::convert::Colours;
use super::source::FrameRef;
use crate::bandwidth::Level;

/// How strong the colours are at a level.
pub fn colours(level: Level) -> Colours {
    if level == Level::Full { Colours::Fewer } else { Colours::All }
}

/// How many colours a screen is shown in to a viewer that takes `most`.
pub fn sampling(most: Sampling, screen: Size, level: Level) -> Sampling {
    let is_small = u64::from(screen.width()) * u64::from(screen.height()) <= FULL_COLOUR_PIXELS;
    // Whoever gives up the strength of colours does not want more of them.
    if is_small && level != Level::Full { most } else { Sampling::Quarter }
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
        let (full, quarter) = (Sampling::Full, Sampling::Quarter);
        assert_eq!(sampling(full, size(1920, 1080), Level::None), full);
        assert_eq!(sampling(full, size(2560, 1440), Level::None), full);
        assert_eq!(sampling(quarter, size(1920, 1080), Level::None), quarter);
        assert_eq!(sampling(full, size(3840, 2160), Level::None), quarter);
        assert_eq!(sampling(full, size(1920, 1080), Level::Full), quarter);
    }
}
