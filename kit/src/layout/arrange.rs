//! Gives each node its rectangle.

use std::collections::HashMap;

use super::measure::{
    Layouter, bar_width, check_indent, dialog_padding, log_padding, panel_padding, root_padding,
};
use super::{Placed, ScrollAt, Scrolled};
use crate::element::{Align, Gap};
use crate::geometry::{Rect, Size};
use crate::scene::{FlowStyle, Id, Part};

/// The places of all nodes, from left to right.
pub(super) fn arrange<A>(
    layouter: &mut Layouter<'_, A>,
    size: Size,
    scrolls: &HashMap<Id, ScrollAt>,
) -> Vec<Placed> {
    let placed = vec![Placed::default(); layouter.scene.nodes.len()];
    let mut arranger = Arranger { layouter, scrolls, placed };
    arranger.root(size);
    if let Some(dialog) = arranger.layouter.scene.dialog {
        arranger.dialog(dialog, size);
    }
    arranger.placed
}

struct Arranger<'a, 'b, A> {
    layouter: &'a mut Layouter<'b, A>,
    scrolls: &'a HashMap<Id, ScrollAt>,
    placed: Vec<Placed>,
}

impl<A> Arranger<'_, '_, A> {
    /// The window: its content is as high as the window, or it can be scrolled.
    fn root(&mut self, size: Size) {
        let m = self.layouter.metrics;
        let whole = Rect::new(0.0, 0.0, size.width, size.height);
        let pad = root_padding(size, m);
        let inner = whole.inset(pad);
        let fits = self.layouter.room(0, inner.width).least <= inner.height;
        let width = if fits { inner.width } else { (inner.width - bar_width(m)).max(1.0) };
        let height = self.layouter.room(0, width).least.max(inner.height);
        let scroll = self.scrolled(0, whole, height + 2.0 * pad);
        self.place(0, whole, whole, Some(scroll));
        let content = Rect::new(pad, pad - scroll.offset, width, height);
        let children = &self.layouter.node(0).children;
        self.whole(children, content, whole);
    }

    /// A dialog: in the middle, as high as it needs and the window has. One that is alone is the window.
    fn dialog(&mut self, index: usize, size: Size) {
        let m = self.layouter.metrics;
        let is_alone = self.layouter.scene.is_alone(index);
        let margin = match (is_alone, size.width < m.px(480.0)) {
            (true, _) => 0.0,
            (false, true) => m.px(8.0),
            (false, false) => m.px(24.0),
        };
        let pad = dialog_padding(m);
        let node = self.layouter.node(index);
        let most = if is_alone { f32::INFINITY } else { m.px(node.max_width.unwrap_or(560.0)) };
        let width = (size.width - 2.0 * margin).min(most).max(1.0);
        let inner = (width - 2.0 * pad).max(1.0);
        let needed = self.layouter.column(&node.children, inner, m.gap(Gap::Normal));
        let room = (size.height - 2.0 * margin).max(0.0);
        // What can be scrolled in it gives way before the whole dialog is scrolled.
        let content = needed.height.min(needed.least.max(room - 2.0 * pad));
        let height = if is_alone { room } else { (content + 2.0 * pad).min(room) };
        let x = ((size.width - width) / 2.0).round();
        let y = ((size.height - height) / 2.0).round();
        let bounds = Rect::new(x, y, width, height);
        let whole = Rect::new(0.0, 0.0, size.width, size.height);
        let scroll = self.scrolled(index, bounds, content + 2.0 * pad);
        self.place(index, bounds, whole, Some(scroll));
        let content = Rect::new(x + pad, y + pad - scroll.offset, inner, content);
        let style = FlowStyle { gap: Gap::Normal, ..FlowStyle::plain() };
        self.column(&node.children, content, bounds.intersection(&whole), style);
    }

    fn place(&mut self, index: usize, bounds: Rect, clip: Rect, scroll: Option<Scrolled>) {
        if let Some(place) = self.placed.get_mut(index) {
            *place = Placed { bounds, clip, scroll };
        }
    }

    /// Where a part stands that has `content` pixels to show.
    fn scrolled(&self, index: usize, viewport: Rect, content: f32) -> Scrolled {
        let node = self.layouter.node(index);
        let at = self.scrolls.get(&node.id).copied().unwrap_or_default();
        let mut scrolled = Scrolled { viewport, content, offset: 0.0 };
        let follows_end = matches!(node.part, Part::Log(_)) && !at.away;
        let offset = if follows_end { scrolled.most() } else { at.offset };
        scrolled.offset = offset.clamp(0.0, scrolled.most()).round();
        scrolled
    }

    fn arrange(&mut self, index: usize, bounds: Rect, clip: Rect) {
        let m = self.layouter.metrics;
        let node = self.layouter.node(index);
        let children = &node.children;
        match &node.part {
            Part::Row(style) => self.row(index, bounds, clip, *style),
            Part::Column(style) => self.column(children, bounds, clip, *style),
            Part::List(_) => self.column(children, bounds, clip, FlowStyle::plain()),
            Part::ListRow => {
                let pad = m.px(10.0);
                let (y, height) = (bounds.y + pad, bounds.height - 2.0 * pad);
                let inner = Rect::new(bounds.x, y, bounds.width, height);
                self.column(children, inner, clip, FlowStyle::plain());
            }
            Part::Panel { .. } => self.whole(children, bounds.inset(panel_padding(m)), clip),
            Part::Check(_) => {
                let indent = check_indent(m);
                let width = (bounds.width - indent).max(1.0);
                let height = self.layouter.column(children, width, 0.0).height;
                let y = bounds.y + ((bounds.height - height) / 2.0).round();
                let inner = Rect::new(bounds.x + indent, y, width, height);
                self.column(children, inner, clip, FlowStyle::plain());
            }
            Part::Scroll(_) | Part::Log(_) => {
                return self.scroll(index, bounds, clip);
            }
            Part::Root
            | Part::Dialog { .. }
            | Part::Text(_)
            | Part::Button(_)
            | Part::Entry(_)
            | Part::Image(_)
            | Part::Progress(_)
            | Part::Status(_)
            | Part::Space(_) => {}
        }
        self.place(index, bounds, clip, None);
    }

    fn scroll(&mut self, index: usize, bounds: Rect, clip: Rect) {
        let m = self.layouter.metrics;
        let node = self.layouter.node(index);
        let is_log = matches!(node.part, Part::Log(_));
        let pad = if is_log { log_padding(m) } else { 0.0 };
        let gap = if is_log { Gap::Small } else { Gap::None };
        let width = (bounds.width - 2.0 * pad - bar_width(m)).max(1.0);
        let height = self.layouter.column(&node.children, width, m.gap(gap)).height;
        let scroll = self.scrolled(index, bounds, height + 2.0 * pad);
        self.place(index, bounds, clip, Some(scroll));
        let height = height.max(bounds.height - 2.0 * pad);
        let content = Rect::new(bounds.x + pad, bounds.y + pad - scroll.offset, width, height);
        let style = FlowStyle { gap, ..FlowStyle::plain() };
        if is_log {
            self.column(&node.children, content, clip.intersection(&bounds), style);
        } else {
            self.whole(&node.children, content, clip.intersection(&bounds));
        }
    }

    /// The only child of a part, as high as the part when it can use the height.
    fn whole(&mut self, children: &[usize], bounds: Rect, clip: Rect) {
        match children {
            [only] if self.uses_height(*only) => {
                let width = self.layouter.room(*only, bounds.width).width.min(bounds.width);
                self.arrange(*only, Rect { width, ..bounds }, clip);
            }
            _other => self.column(children, bounds, clip, FlowStyle::plain()),
        }
    }

    fn uses_height(&self, index: usize) -> bool {
        match &self.layouter.node(index).part {
            Part::Row(_)
            | Part::Column(_)
            | Part::Panel { .. }
            | Part::Scroll(_)
            | Part::Log(_) => true,
            Part::Root
            | Part::Text(_)
            | Part::Button(_)
            | Part::Entry(_)
            | Part::Check(_)
            | Part::Image(_)
            | Part::Progress(_)
            | Part::Status(_)
            | Part::Space(_)
            | Part::List(_)
            | Part::ListRow
            | Part::Dialog { .. } => false,
        }
    }

    fn column(&mut self, children: &[usize], bounds: Rect, clip: Rect, style: FlowStyle) {
        let gap = self.layouter.metrics.gap(style.gap);
        let mut shown = Vec::new();
        for child in children {
            let room = self.layouter.room(*child, bounds.width);
            let grow = self.layouter.node(*child).grow;
            if room.height > 0.0 || grow {
                shown.push((*child, room, grow));
            } else {
                self.arrange(*child, Rect::new(bounds.x, bounds.y, 0.0, 0.0), clip);
            }
        }
        let gaps = gap * shown.len().saturating_sub(1) as f32;
        let wanted: Vec<_> =
            shown.iter().map(|(_, room, grow)| (room.height, room.least, *grow)).collect();
        let heights = share(&wanted, bounds.height - gaps);
        let mut y = bounds.y;
        for ((child, room, _), height) in shown.into_iter().zip(heights) {
            let width = room.width.min(bounds.width);
            let x = bounds.x + aligned(style.align, bounds.width - width);
            self.arrange(child, Rect::new(x, y, width, height), clip);
            y += height + gap;
        }
    }

    fn row(&mut self, index: usize, bounds: Rect, clip: Rect, style: FlowStyle) {
        let gap = self.layouter.metrics.gap(style.gap);
        let lines = self.layouter.lines(index, style, bounds.width);
        let is_single = lines.len() == 1;
        let gaps = gap * lines.len().saturating_sub(1) as f32;
        let wanted: Vec<_> =
            lines.iter().map(|line| (line.room.height, line.room.least, is_single)).collect();
        let heights = share(&wanted, bounds.height - gaps);
        let mut y = bounds.y;
        for (line, line_height) in lines.into_iter().zip(heights) {
            let mut x = bounds.x + aligned(style.align, bounds.width - line.room.width);
            for (child, width) in line.items {
                let room = self.layouter.room(child, width);
                let height = if self.stretches(child, room.height > room.least) {
                    line_height
                } else {
                    room.height
                };
                let above = if style.top { 0.0 } else { ((line_height - height) / 2.0).round() };
                self.arrange(child, Rect::new(x, y + above.max(0.0), width, height), clip);
                x += width + gap;
            }
            y += line_height + gap;
        }
    }

    /// Whether a child of a row is as high as its line.
    fn stretches(&self, index: usize, can_shrink: bool) -> bool {
        let part = &self.layouter.node(index).part;
        can_shrink || matches!(part, Part::Panel { .. } | Part::Scroll(_) | Part::Log(_))
    }
}

impl FlowStyle {
    const fn plain() -> Self {
        Self { gap: Gap::None, align: Align::Start, top: false }
    }
}

/// How far from the start something is that leaves `rest` pixels.
fn aligned(align: Align, rest: f32) -> f32 {
    let rest = rest.max(0.0);
    match align {
        Align::Start => 0.0,
        Align::Center => (rest / 2.0).round(),
        Align::End => rest,
    }
}

/// Shares a height between parts, each with its wanted height, its least one, and whether it grows.
fn share(parts: &[(f32, f32, bool)], height: f32) -> Vec<f32> {
    let wanted: f32 = parts.iter().map(|(wanted, ..)| wanted).sum();
    let growing = parts.iter().filter(|(.., grow)| *grow).count();
    if wanted <= height {
        let extra = if growing == 0 { 0.0 } else { ((height - wanted) / growing as f32).floor() };
        return parts
            .iter()
            .map(|(wanted, _, grow)| if *grow { wanted + extra } else { *wanted })
            .collect();
    }
    let slack: f32 = parts.iter().map(|(wanted, least, _)| wanted - least).sum();
    let part = if slack > 0.0 { ((wanted - height) / slack).min(1.0) } else { 0.0 };
    parts.iter().map(|(wanted, least, _)| (wanted - (wanted - least) * part).floor()).collect()
}
