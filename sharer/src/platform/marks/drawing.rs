//! What is drawn for each mark, and where.

use super::WantedMarks;
use super::budget::fitting;
use super::labels::LabelPictures;
use super::place::Place;
use super::shapes::{Pixel, Shape, inner, shapes};

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::platform) struct Drawing {
    /// Which mark.
    pub(in crate::platform) id: u32,
    /// Its box on the desktop.
    pub(in crate::platform) place: Place,
    /// Its shapes, counted from the corner of its place.
    pub(in crate::platform) shapes: Vec<Shape>,
}

/// What is shown of these marks, the lowest first: within the border of the shared area, and no more than memory is
/// given to.
pub(in crate::platform) fn drawings(
    labels: &mut LabelPictures,
    wanted: &WantedMarks,
) -> Vec<Drawing> {
    let Some(bounds) = inner(wanted.area) else { return Vec::new() };
    let drawing = |mark: &session::marks::ShownMark| {
        let mut shapes = shapes(mark, &wanted.helper, wanted.area);
        let place = labels.place(&mut shapes, bounds)?;
        move_shapes(&mut shapes, (place.0, place.1));
        Some(Drawing { id: mark.id, place, shapes })
    };
    let mut drawings: Vec<Drawing> = wanted.marks.iter().filter_map(drawing).collect();
    let places: Vec<Place> = drawings.iter().map(|drawing| drawing.place).collect();
    let mut fits = fitting(&places, wanted.area.size).into_iter();
    drawings.retain(|_| fits.next().unwrap_or(false));
    drawings
}

fn move_shapes(shapes: &mut [Shape], corner: Pixel) {
    let shift = |at: &mut Pixel| {
        *at = (at.0.saturating_sub(corner.0), at.1.saturating_sub(corner.1));
    };
    for shape in shapes {
        match shape {
            Shape::Line { points, .. } | Shape::Polygon { points, .. } => {
                points.iter_mut().for_each(shift);
            }
            Shape::Label { at, .. } => shift(at),
        }
    }
}
