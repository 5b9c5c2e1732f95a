//! Where everything is: from a scene to rectangles. Pure, given how large texts are.
//!
//! Everything flows from start to end. It is laid out from left to right, and mirrored for the other direction,
//! so no rule can be forgotten in one of them.

mod arrange;
mod measure;
#[cfg(test)]
mod tests;

pub(crate) use measure::{button_padding, status_padding};

use std::collections::HashMap;

use crate::geometry::{Rect, Size};
use crate::scene::{Id, Scene};
use crate::text::Measure;
use crate::theme::{Direction, Metrics};

/// Where a part that can be scrolled stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct ScrollAt {
    /// How far its content is moved up, in pixels.
    pub(crate) offset: f32,
    /// The user scrolled it away from the end; until then a log shows its end.
    pub(crate) away: bool,
}

/// Where one node is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Placed {
    pub(crate) bounds: Rect,
    /// What lies outside is not seen.
    pub(crate) clip: Rect,
    /// For a part that can be scrolled.
    pub(crate) scroll: Option<Scrolled>,
}

impl Placed {
    /// What is seen of it.
    pub(crate) fn visible(&self) -> Rect {
        self.bounds.intersection(&self.clip)
    }
}

/// What can be scrolled, and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Scrolled {
    pub(crate) viewport: Rect,
    /// The height of what is in it.
    pub(crate) content: f32,
    pub(crate) offset: f32,
}

impl Scrolled {
    /// The largest offset; 0 when everything is seen.
    pub(crate) fn most(&self) -> f32 {
        (self.content - self.viewport.height).max(0.0)
    }
}

/// The places of a scene's nodes, by their indices.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Frame {
    pub(crate) size: Size,
    pub(crate) placed: Vec<Placed>,
}

impl Frame {
    /// The place of a node; nowhere for one that the frame does not know.
    pub(crate) fn at(&self, index: usize) -> Placed {
        self.placed.get(index).copied().unwrap_or_default()
    }
}

/// Below this width, in logical pixels, the content is cut at its end: words would be broken at each letter.
const LEAST_WIDTH: f32 = 120.0;

/// Lays a scene out in a window of `size` physical pixels.
pub(crate) fn layout<A>(
    scene: &Scene<A>,
    size: Size,
    metrics: Metrics,
    scrolls: &HashMap<Id, ScrollAt>,
    measure: &mut dyn Measure,
) -> Frame {
    let mut layouter = measure::Layouter::new(scene, metrics, measure);
    let wide = Size::new(size.width.max(metrics.px(LEAST_WIDTH)), size.height);
    let mut placed = arrange::arrange(&mut layouter, wide, scrolls);
    if metrics.direction == Direction::RightToLeft {
        let mirror = |rect: &mut Rect| rect.x = size.width - rect.x - rect.width;
        for place in &mut placed {
            mirror(&mut place.bounds);
            mirror(&mut place.clip);
            if let Some(scroll) = &mut place.scroll {
                mirror(&mut scroll.viewport);
            }
        }
    }
    Frame { size, placed }
}

/// The size of a window, in physical pixels, in which nothing of the scene has to be scrolled: with this width, or
/// with the one of the content as it is without line breaks.
pub(crate) fn needed<A>(
    scene: &Scene<A>,
    width: Option<f32>,
    metrics: Metrics,
    measure: &mut dyn Measure,
) -> Size {
    measure::Layouter::new(scene, metrics, measure).needed(width)
}
