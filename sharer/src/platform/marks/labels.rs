//! The pictures of labels, and where shapes with labels lie.

use std::collections::HashMap;

use kit::{Label, Labels};

use super::place::Place;
use super::shapes::{LABEL_PX, LABEL_WIDTH, Pixel, Shape};

/// Pictures of labels that are kept. With more, all are painted anew.
const LABELS: usize = 128;

/// See the module.
#[derive(Default)]
pub(in crate::platform) struct LabelPictures {
    /// Read when the first label is drawn.
    labels: Option<Labels>,
    painted: HashMap<(String, [u8; 3]), Label>,
}

impl LabelPictures {
    /// Where shapes lie, with the labels moved so that they are within these bounds, and cut to them.
    pub(super) fn place(
        &mut self,
        shapes: &mut [Shape],
        (from, to): (Pixel, Pixel),
    ) -> Option<Place> {
        let (mut least, mut most) = (to, from);
        let mut hold = |(x, y): Pixel, (width, height): Pixel| {
            least = (least.0.min(x), least.1.min(y));
            most = (most.0.max(x.saturating_add(width)), most.1.max(y.saturating_add(height)));
        };
        for shape in shapes {
            match shape {
                Shape::Line { points, width, .. } => {
                    let half = i32::from(*width) / 2 + 1;
                    for (x, y) in points {
                        let corner = (x.saturating_sub(half), y.saturating_sub(half));
                        hold(corner, (2 * half + 1, 2 * half + 1));
                    }
                }
                Shape::Polygon { points, .. } => {
                    points.iter().for_each(|point| hold(*point, (1, 1)));
                }
                Shape::Label { at, words, color } => {
                    let size = self.size(words, *color);
                    at.0 = at.0.min(to.0.saturating_sub(size.0)).max(from.0);
                    at.1 = at.1.min(to.1.saturating_sub(size.1)).max(from.1);
                    hold(*at, size);
                }
            }
        }
        let (least, most) =
            ((least.0.max(from.0), least.1.max(from.1)), (most.0.min(to.0), most.1.min(to.1)));
        let size = (most.0.saturating_sub(least.0), most.1.saturating_sub(least.1));
        (size.0 > 0 && size.1 > 0).then_some((least.0, least.1, size.0, size.1))
    }

    /// How large a label is.
    pub(in crate::platform) fn size(&mut self, words: &str, color: [u8; 3]) -> Pixel {
        let picture = self.label(words, color);
        let side = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
        (side(picture.width), side(picture.height))
    }

    /// A label as a picture.
    pub(in crate::platform) fn label(&mut self, words: &str, color: [u8; 3]) -> &Label {
        if self.painted.len() >= LABELS {
            self.painted.clear();
        }
        let labels = &mut self.labels;
        self.painted.entry((words.to_owned(), color)).or_insert_with(|| {
            labels.get_or_insert_with(Labels::new).paint(words, LABEL_PX, LABEL_WIDTH, color)
        })
    }
}
