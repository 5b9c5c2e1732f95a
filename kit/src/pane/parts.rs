//! The geometry of controls: carets, scroll bars, text within its box.

use std::hash::{Hash, Hasher};

use crate::geometry::{Point, Rect};
use crate::layout::Scrolled;
use crate::theme::{Direction, Metrics};

/// What the pointer should look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    Arrow,
    /// Over what can be pressed.
    Hand,
    /// Over text that can be selected.
    Text,
}

/// Where the text of a field is, within its box.
pub(crate) fn entry_text(bounds: Rect, metrics: Metrics) -> Rect {
    let pad = metrics.px(14.0);
    Rect::new(bounds.x + pad, bounds.y, bounds.width - 2.0 * pad, bounds.height)
}

/// The width of a caret.
pub(crate) fn caret_width(metrics: Metrics) -> f32 {
    metrics.px(2.0).max(1.0)
}

/// Where the text of a field begins: in the middle of its height, at the side where its lines begin.
pub(crate) fn text_origin(
    layout: &parley::Layout<()>,
    moved: f32,
    is_rtl: bool,
    bounds: Rect,
    metrics: Metrics,
) -> Point {
    let inner = entry_text(bounds, metrics);
    let caret = caret_width(metrics);
    let free = inner.width - layout.full_width() - caret;
    let x = if is_rtl && free > 0.0 { inner.x + free } else { inner.x - moved };
    Point::new(x.round(), (inner.y + (inner.height - layout.height()) / 2.0).round())
}

/// The scroll bar of a part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bar {
    pub(crate) track: Rect,
    pub(crate) thumb: Rect,
    most: f32,
}

impl Bar {
    /// None when everything is seen.
    pub(crate) fn new(scroll: Scrolled, metrics: Metrics) -> Option<Self> {
        let most = scroll.most();
        if most <= 0.0 || scroll.viewport.height <= 0.0 {
            return None;
        }
        let view = scroll.viewport;
        let width = metrics.px(12.0);
        let x = match metrics.direction {
            Direction::LeftToRight => view.right() - width,
            Direction::RightToLeft => view.x,
        };
        let track = Rect::new(x, view.y, width, view.height);
        let part = view.height / scroll.content;
        let height = (view.height * part).max(metrics.px(36.0)).min(view.height);
        let y = view.y + (view.height - height) * (scroll.offset / most);
        Some(Self { track, thumb: Rect::new(x, y, width, height), most })
    }

    /// The offset at which the top of the thumb is at `y`.
    pub(super) fn offset_at(&self, y: f32) -> f32 {
        let free = self.track.height - self.thumb.height;
        if free <= 0.0 { 0.0 } else { (y - self.track.y) / free * self.most }
    }
}

/// Hashes where something is.
pub(super) fn hash_rect(rect: Rect, hasher: &mut impl Hasher) {
    [rect.x, rect.y, rect.width, rect.height].map(f32::to_bits).hash(hasher);
}
