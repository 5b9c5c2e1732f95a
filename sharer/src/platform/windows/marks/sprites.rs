//! The windows of marks.

use protocol::geometry::Size;
use windows::core::{PCWSTR, w};

use super::super::bitmap::Bitmap;
use super::super::layered::{Alpha, Layered};
use super::super::seen::{highest, next_below, place_of};
use super::own::OwnPlaces;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::marks::WantedMarks;
use crate::platform::marks::drawing::{Drawing, drawings};
use crate::platform::marks::labels::LabelPictures;
use crate::platform::marks::paint::{covered, paint};
use crate::platform::marks::place::Place;

/// Windows above the marks that are examined. With more, they are raised.
const ABOVE: usize = 256;

/// The class of the windows, for tests and for who looks at the windows of a desktop.
const CLASS: PCWSTR = w!("AlongsideMark");

/// Fails where no mark can be shown.
pub(super) fn try_one() -> Result<(), PlatformError> {
    Layered::new(CLASS).map(drop)
}

struct Sprite {
    window: Layered,
    drawing: Drawing,
    /// What is left out, counted from the corner of its place.
    covered: Vec<Place>,
}

/// See the module. They are destroyed when it is dropped, on the thread that has made them.
#[derive(Default)]
pub(super) struct Sprites {
    labels: LabelPictures,
    /// The lowest first.
    shown: Vec<Sprite>,
}

impl Sprites {
    /// Shows nothing.
    pub(super) fn clear(&mut self) {
        self.shown.clear();
    }

    /// Shows these marks, none of them over an own window.
    pub(super) fn show(
        &mut self,
        wanted: &WantedMarks,
        own: &OwnPlaces,
    ) -> Result<(), PlatformError> {
        let drawings = drawings(&mut self.labels, wanted);
        // What goes, goes before anything is drawn: its memory is free by then.
        let mut before = std::mem::take(&mut self.shown);
        before.retain(|sprite| drawings.iter().any(|drawing| drawing.id == sprite.drawing.id));
        for drawing in drawings {
            let covered = covered(drawing.place, own.places());
            let known = before.iter().position(|sprite| sprite.drawing.id == drawing.id);
            let sprite = match known.map(|at| before.remove(at)) {
                Some(known) if known.drawing == drawing && known.covered == covered => known,
                Some(known) => self.draw(known.window, drawing, covered)?,
                None => self.draw(Layered::new(CLASS)?, drawing, covered)?,
            };
            self.shown.push(sprite);
        }
        Ok(())
    }

    /// Shows a mark in a window. Its place and its picture change at the same moment.
    fn draw(
        &mut self,
        window: Layered,
        drawing: Drawing,
        covered: Vec<Place>,
    ) -> Result<Sprite, PlatformError> {
        let (x, y, width, height) = drawing.place;
        let side = |length: i32| u16::try_from(length).unwrap_or(u16::MAX).max(1);
        let (width, height) = (side(width), side(height));
        let size = Size::new(width.into(), height.into())
            .map_err(|error| PlatformError::Lost(Reason::of(error)))?;
        let mut bitmap = Bitmap::new(size)?;
        let pixels = bitmap.pixels_mut().as_chunks_mut().0;
        paint(&mut self.labels, &drawing.shapes, (width, height), &covered, pixels);
        window.show((x, y), &bitmap, Alpha::Multiplied)?;
        Ok(Sprite { window, drawing, covered })
    }

    /// Whether a window that is not ours lies over one of them.
    pub(super) fn are_covered(&self, own: &OwnPlaces) -> bool {
        let mut left = self.shown.len();
        let (mut examined, mut at) = (0, highest());
        while let Some(window) = at.filter(|_| left > 0) {
            at = next_below(window);
            if self.shown.iter().any(|sprite| sprite.window.window() == window) {
                left -= 1;
            } else if !own.contains(window)
                && let Some(area) = place_of(window)
            {
                examined += 1;
                let meets = |sprite: &Sprite| {
                    let (x, y, width, height) = sprite.drawing.place;
                    let side = |length: i32| u32::try_from(length).unwrap_or(0);
                    area.clip(x, y, side(width), side(height)).is_some()
                };
                if examined > ABOVE || self.shown.iter().any(meets) {
                    return true;
                }
            }
        }
        false
    }

    /// Raises them above all windows, in their order.
    pub(super) fn raise(&self) {
        self.shown.iter().for_each(|sprite| sprite.window.raise());
    }
}
