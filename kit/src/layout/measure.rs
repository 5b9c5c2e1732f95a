//! How much room each node takes.

use std::collections::HashMap;

use crate::element::{Align, Gap, Image, Status, TextSize};
use crate::geometry::Size;
use crate::scene::{FlowStyle, Node, Part, Scene};
use crate::text::{Measure, TextStyle};
use crate::theme::Metrics;

/// The room that a node takes at a width.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Room {
    pub(super) width: f32,
    pub(super) height: f32,
    /// The height to which it can be made smaller, because something in it can be scrolled.
    pub(super) least: f32,
}

impl Room {
    fn fixed(size: Size) -> Self {
        Self { width: size.width, height: size.height, least: size.height }
    }

    /// Larger on all sides.
    fn padded(self, by: f32) -> Self {
        Self {
            width: self.width + 2.0 * by,
            height: self.height + 2.0 * by,
            least: self.least + 2.0 * by,
        }
    }
}

/// A line of a row.
pub(super) struct Line {
    /// The children with their widths.
    pub(super) items: Vec<(usize, f32)>,
    pub(super) room: Room,
}

/// The least width of what grows, in logical pixels: in less room, words would be broken into short lines. If it
/// takes more than this, it begins the next line of its row.
const LEAST_GROWN: f32 = 240.0;

/// Measures nodes; remembers what it measured.
pub(super) struct Layouter<'a, A> {
    pub(super) scene: &'a Scene<A>,
    pub(super) metrics: Metrics,
    measure: &'a mut dyn Measure,
    memo: HashMap<(usize, u32), Room>,
}

impl<'a, A> Layouter<'a, A> {
    pub(super) fn new(scene: &'a Scene<A>, metrics: Metrics, measure: &'a mut dyn Measure) -> Self {
        Self { scene, metrics, measure, memo: HashMap::new() }
    }

    pub(super) fn node(&self, index: usize) -> &'a Node<A> {
        &self.scene.nodes[index]
    }

    /// The room of a node in `available` pixels of width, which may be infinite.
    pub(super) fn room(&mut self, index: usize, available: f32) -> Room {
        let node = self.node(index);
        let most = node.max_width.map_or(f32::INFINITY, |width| self.metrics.px(width));
        let available = available.min(most).max(1.0);
        if let Some(room) = self.memo.get(&(index, available.to_bits())) {
            return *room;
        }
        let room = self.measured(node, index, available);
        self.memo.insert((index, available.to_bits()), room);
        room
    }

    fn measured(&mut self, node: &'a Node<A>, index: usize, available: f32) -> Room {
        let m = self.metrics;
        match &node.part {
            Part::Text(text) => {
                let style = m.style_of(text);
                let room = self.words(&text.words, style, available);
                if text.centered { fill(room, available) } else { room }
            }
            Part::Button(button) => {
                let pad = button_padding(m);
                let inner = available - 2.0 * pad.width;
                let words = self.words(&button.label, m.button_style(), inner);
                let height = (words.height + 2.0 * pad.height).max(m.px(48.0));
                let room = Room::fixed(Size::new(words.width + 2.0 * pad.width, height));
                if button.fill { fill(room, available) } else { room }
            }
            Part::Entry(field) => {
                let size = if field.code { TextSize::Code } else { TextSize::Body };
                let style = m.text_style(size, false, field.code);
                let line = self.words("X", style, f32::INFINITY).height;
                let height = (line + 2.0 * m.px(10.0)).max(m.px(48.0));
                fill(Room::fixed(Size::new(m.px(280.0), height)), available)
            }
            Part::Check(_) => {
                let indent = check_indent(m);
                let inner = self.column(&node.children, available - indent, m.gap(Gap::None));
                let height = (inner.height + 2.0 * m.px(8.0)).max(m.px(48.0));
                Room::fixed(Size::new(inner.width + indent, height))
            }
            Part::Image(image) => Room::fixed(image_size(image, m, available)),
            Part::Progress(_) => fill(Room::fixed(Size::new(m.px(280.0), m.px(12.0))), available),
            Part::Status(status) if !status.is_seen() => Room::default(),
            Part::Status(status) => {
                let pad = status_padding(status, m);
                let style = m.text_style(TextSize::Body, false, false);
                let room = self.words(&status.words, style, available - 2.0 * pad).padded(pad);
                if pad > 0.0 { fill(room, available) } else { room }
            }
            Part::Space(length) => {
                let in_row = matches!(self.node(node.parent).part, Part::Row(_));
                let length = m.px(*length);
                Room::fixed(if in_row {
                    Size::new(length.min(available), 0.0)
                } else {
                    Size::new(0.0, length)
                })
            }
            Part::Row(style) => self.row(index, *style, available),
            Part::Column(style) => self.column(&node.children, available, m.gap(style.gap)),
            Part::List(_) => fill(self.column(&node.children, available, 0.0), available),
            Part::ListRow => {
                let pad = m.px(10.0);
                let inner = self.column(&node.children, available, 0.0);
                let (height, least) = (inner.height + 2.0 * pad, inner.least + 2.0 * pad);
                fill(Room { height, least, ..inner }, available)
            }
            Part::Log(_) => {
                let (pad, bar) = (log_padding(m), bar_width(m));
                let inner = available - 2.0 * pad - bar;
                let inner = self.column(&node.children, inner, m.gap(Gap::Small));
                let room = inner.padded(pad);
                let height = room.height.max(m.px(96.0));
                let least = height.min(m.px(120.0));
                fill(Room { width: room.width + bar, height, least }, available)
            }
            Part::Panel { .. } => {
                let pad = panel_padding(m);
                let inner = self.column(&node.children, available - 2.0 * pad, 0.0);
                fill(inner.padded(pad), available)
            }
            Part::Scroll(_) => {
                let bar = bar_width(m);
                let inner = self.column(&node.children, available - bar, 0.0);
                let least = inner.height.min(m.px(120.0));
                fill(Room { width: inner.width + bar, height: inner.height, least }, available)
            }
            // Outside of the flow.
            Part::Dialog { .. } => Room::default(),
            Part::Root => self.column(&node.children, available, 0.0),
        }
    }

    pub(super) fn words(&mut self, words: &str, style: TextStyle, available: f32) -> Room {
        let width = available.is_finite().then_some(available.max(1.0));
        Room::fixed(self.measure.size(words, style, width))
    }

    /// Children below each other. Those without height take no gap.
    pub(super) fn column(&mut self, children: &[usize], available: f32, gap: f32) -> Room {
        let mut all = Room::default();
        let mut is_first = true;
        for child in children {
            let room = self.room(*child, available);
            if room.height <= 0.0 && !self.node(*child).grow {
                continue;
            }
            let before = if is_first { 0.0 } else { gap };
            is_first = false;
            all.width = all.width.max(room.width);
            all.height += before + room.height;
            all.least += before + room.least;
        }
        all
    }

    fn row(&mut self, index: usize, style: FlowStyle, available: f32) -> Room {
        let gap = self.metrics.gap(style.gap);
        let mut all = Room::default();
        for (number, line) in self.lines(index, style, available).iter().enumerate() {
            let before = if number == 0 { 0.0 } else { gap };
            all.width = all.width.max(line.room.width);
            all.height += before + line.room.height;
            all.least += before + line.room.least;
        }
        // What is not at the start needs the room before it.
        if style.align == Align::Start { all } else { fill(all, available) }
    }

    /// The size that a window needs in which nothing has to be scrolled: with this width, or with the width of
    /// the content as it is without line breaks.
    pub(super) fn needed(&mut self, width: Option<f32>) -> Size {
        let m = self.metrics;
        if let Some(dialog) = self.scene.dialog.filter(|dialog| self.scene.is_alone(*dialog)) {
            return self.padded(dialog, dialog_padding(m), width);
        }
        let small = self.padded(0, root_padding(Size::default(), m), width);
        let pad = root_padding(small, m);
        // With less around it, it would not be so small any more.
        if pad == root_padding(Size::default(), m) { small } else { self.padded(0, pad, width) }
    }

    /// The size with so much around the content of a node.
    fn padded(&mut self, index: usize, pad: f32, width: Option<f32>) -> Size {
        let m = self.metrics;
        let gap = if index == 0 { Gap::None } else { Gap::Normal };
        let children = &self.node(index).children;
        let inner = width.map_or(f32::INFINITY, |width| (width - 2.0 * pad).max(1.0));
        let natural = self.column(children, inner, m.gap(gap));
        let width = width.unwrap_or(natural.width + 2.0 * pad);
        let room = self.column(children, (width - 2.0 * pad).max(1.0), m.gap(gap));
        Size::new(width.ceil(), (room.height + 2.0 * pad).ceil())
    }

    /// The lines of a row in `available` pixels.
    pub(super) fn lines(&mut self, index: usize, style: FlowStyle, available: f32) -> Vec<Line> {
        let gap = self.metrics.gap(style.gap);
        let least_grown = self.metrics.px(LEAST_GROWN);
        let mut lines: Vec<Vec<(usize, f32)>> = Vec::new();
        let mut used = 0.0;
        for child in &self.node(index).children {
            let node = self.node(*child);
            if matches!(node.part, Part::Dialog { .. }) {
                continue;
            }
            let natural = self.room(*child, f32::INFINITY).width;
            // All that grow begin with the same, so that they end with the same.
            let base = if node.grow { least_grown } else { natural };
            let base = base.min(available);
            match lines.last_mut() {
                Some(line) if used + gap + base <= available => {
                    used += gap + base;
                    line.push((*child, base));
                }
                Some(_) | None => {
                    used = base;
                    lines.push(vec![(*child, base)]);
                }
            }
        }
        lines.into_iter().map(|items| self.line(items, gap, available)).collect()
    }

    /// A line whose growing items share the room that is left.
    fn line(&mut self, mut items: Vec<(usize, f32)>, gap: f32, available: f32) -> Line {
        let gaps = gap * items.len().saturating_sub(1) as f32;
        let used = gaps + items.iter().map(|(_, width)| width).sum::<f32>();
        let growing = items.iter().filter(|(child, _)| self.node(*child).grow).count();
        if growing > 0 && available.is_finite() {
            let share = ((available - used).max(0.0) / growing as f32).floor();
            for (child, width) in &mut items {
                if self.node(*child).grow {
                    *width += share;
                }
            }
        } else if growing > 0 {
            for (child, width) in &mut items {
                *width = self.room(*child, f32::INFINITY).width;
            }
        }
        let width = gaps + items.iter().map(|(_, width)| width).sum::<f32>();
        let mut room = Room { width, ..Room::default() };
        for (child, width) in &items {
            let item = self.room(*child, *width);
            room.height = room.height.max(item.height);
            room.least = room.least.max(item.least);
        }
        Line { items, room }
    }
}

/// As wide as there is room, if that is known.
fn fill(room: Room, available: f32) -> Room {
    if available.is_finite() { Room { width: available, ..room } } else { room }
}

/// An image at its wanted width, smaller when there is less room.
fn image_size(image: &Image, metrics: Metrics, available: f32) -> Size {
    let (width, height) = (image.pixels.width() as f32, image.pixels.height() as f32);
    let wanted = metrics.px(image.width.unwrap_or(width));
    let shown = wanted.min(available).max(1.0).floor();
    Size::new(shown, (shown * height / width).round().max(1.0))
}

/// Beside and above the words on a button.
pub(crate) fn button_padding(metrics: Metrics) -> Size {
    Size::new(metrics.px(22.0), metrics.px(10.0))
}

/// From the start of a check box to its words.
pub(crate) fn check_indent(metrics: Metrics) -> f32 {
    metrics.check_side() + metrics.px(14.0)
}

/// Around the words of a status.
pub(crate) fn status_padding(status: &Status, metrics: Metrics) -> f32 {
    match status.tone {
        crate::element::Tone::Normal | crate::element::Tone::Quiet => 0.0,
        crate::element::Tone::Accent
        | crate::element::Tone::Success
        | crate::element::Tone::Warning
        | crate::element::Tone::Danger => metrics.px(14.0),
    }
}

/// Around what is in a panel.
pub(crate) fn panel_padding(metrics: Metrics) -> f32 {
    metrics.px(20.0)
}

/// Around the lines of a log.
pub(crate) fn log_padding(metrics: Metrics) -> f32 {
    metrics.px(14.0)
}

/// The room kept for a scroll bar.
pub(crate) fn bar_width(metrics: Metrics) -> f32 {
    metrics.px(14.0)
}

/// Around the content of a window: a small bar has no room to lose.
pub(super) fn root_padding(size: Size, m: Metrics) -> f32 {
    let is_small = size.width.min(size.height) < m.px(200.0);
    m.px(if is_small { 10.0 } else { 24.0 })
}

/// Around the content of a dialog.
pub(super) fn dialog_padding(m: Metrics) -> f32 {
    m.px(28.0)
}
