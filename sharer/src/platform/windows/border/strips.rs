//! The four windows of the border.

use windows::Win32::Foundation::HWND;
use windows::core::{PCWSTR, w};

use session::display::Area;

use super::super::bitmap::Bitmap;
use super::super::layered::{Alpha, Layered};
use super::super::seen::{next_above, place_of};
use crate::platform::border::{BorderLook, strips};
use crate::platform::error::PlatformError;

/// Windows above the border that are examined. With more, it is raised.
const ABOVE: usize = 256;

/// The class of the windows, for tests and for who looks at the windows of a desktop.
const CLASS: PCWSTR = w!("AlongsideBorder");

/// See the module. They are destroyed when it is dropped, on the thread that has made them.
pub(super) struct Strips {
    windows: [Layered; 4],
    places: Option<[Area; 4]>,
}

impl Strips {
    /// Makes the windows, and shows none.
    pub(super) fn new() -> Result<Self, PlatformError> {
        let window = || Layered::new(CLASS);
        Ok(Self { windows: [window()?, window()?, window()?, window()?], places: None })
    }

    /// Shows them so, or not at all.
    pub(super) fn show(&mut self, border: Option<(Area, BorderLook)>) -> Result<(), PlatformError> {
        self.places = border.map(|(area, _)| strips(area));
        let (Some((_, look)), Some(places)) = (border, self.places) else {
            self.windows.iter().for_each(Layered::hide);
            return Ok(());
        };
        for (window, place) in self.windows.iter().zip(places) {
            paint(window, place, look)?;
        }
        self.raise();
        Ok(())
    }

    /// Whether a window lies over one of them.
    pub(super) fn are_covered(&self) -> bool {
        let Some(places) = self.places else {
            return false;
        };
        let mut examined = 0;
        for (window, place) in self.windows.iter().zip(places) {
            let mut above = next_above(window.window());
            while let Some(other) = above {
                examined += 1;
                let is_own = self.windows.iter().any(|own| own.window() == other);
                if examined > ABOVE || !is_own && meets(other, place) {
                    return true;
                }
                above = next_above(other);
            }
        }
        false
    }

    /// Raises them above all windows.
    pub(super) fn raise(&self) {
        self.windows.iter().for_each(Layered::raise);
    }
}

/// Shows a window there, in its colour.
fn paint(window: &Layered, place: Area, look: BorderLook) -> Result<(), PlatformError> {
    let [red, green, blue] = look.rgb();
    let mut bitmap = Bitmap::new(place.size)?;
    bitmap.pixels_mut().as_chunks_mut().0.fill([blue, green, red, u8::MAX]);
    window.show((place.x, place.y), &bitmap, Alpha::Unused)
}

/// Whether a window can be seen, and lies over a part of this area.
fn meets(window: HWND, area: Area) -> bool {
    let clip = |Area { x, y, size }: Area| area.clip(x, y, size.width(), size.height());
    place_of(window).and_then(clip).is_some()
}
