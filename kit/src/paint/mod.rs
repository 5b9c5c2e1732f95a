//! From a pane to pixels, without a GPU.

mod brush;
mod control;
mod label;
mod sketch;

use vello_cpu::{Pixmap, RenderContext, Resources};

use self::brush::Brush;
pub use self::label::{Label, Labels};
pub use self::sketch::Sketch;
use crate::element::TextSize;
use crate::geometry::Rect;
use crate::layout::{Placed, status_padding};
use crate::pane::{Bar, Pane};
use crate::scene::{Node, Part};
use crate::text::Texts;
use crate::theme::{Color, Palette};

/// What painting keeps from one picture to the next: glyphs, and the memory of the picture.
pub(crate) struct Painter {
    resources: Resources,
    context: Option<RenderContext>,
    pixmap: Pixmap,
}

/// What a node is painted with.
struct Canvas<'a, A> {
    pane: &'a Pane<A>,
    palette: &'static Palette,
    brush: Brush<'a>,
    texts: &'a mut Texts,
}

impl Painter {
    pub(crate) fn new() -> Self {
        Self { resources: Resources::new(), context: None, pixmap: Pixmap::new(1, 1) }
    }

    /// Paints a pane of at least one pixel. The picture is as large as the pane, up to the bound.
    pub(crate) fn paint<A: Clone>(
        &mut self,
        pane: &Pane<A>,
        palette: &'static Palette,
        texts: &mut Texts,
    ) -> &Pixmap {
        let (width, height) = picture_size(pane);
        if (self.pixmap.width(), self.pixmap.height()) != (width, height) {
            self.pixmap = Pixmap::new(width, height);
        }
        let context = self.context.get_or_insert_with(|| RenderContext::new(width, height));
        if (context.width(), context.height()) == (width, height) {
            context.reset();
        } else {
            context.reset_and_resize(width, height);
        }
        let brush = Brush { context, resources: &mut self.resources };
        let mut canvas = Canvas { pane, palette, brush, texts };
        canvas.window();
        context.flush();
        context.render(&mut self.pixmap, &mut self.resources);
        &self.pixmap
    }
}

impl Painter {
    /// The last picture.
    pub(crate) fn picture(&self) -> &Pixmap {
        &self.pixmap
    }
}

fn picture_size<A>(pane: &Pane<A>) -> (u16, u16) {
    let side = |length: f32| length.clamp(1.0, crate::limits::WINDOW_SIDE as f32) as u16;
    (side(pane.frame.size.width), side(pane.frame.size.height))
}

impl<A: Clone> Canvas<'_, A> {
    fn whole(&self) -> Rect {
        let size = self.pane.frame.size;
        Rect::new(0.0, 0.0, size.width, size.height)
    }

    fn window(&mut self) {
        let whole = self.whole();
        self.brush.fill(whole, 0.0, self.palette.window.fill);
        let dialog = self.pane.scene.dialog;
        for index in 0..self.pane.scene.nodes.len() {
            if dialog.is_none() || !self.pane.scene.is_reachable(index) {
                self.node(index);
            }
        }
        let Some(dialog) = dialog else {
            return;
        };
        if !self.pane.scene.is_alone(dialog) {
            self.brush.dim(whole);
        }
        for index in dialog..self.pane.scene.nodes.len() {
            if self.pane.scene.is_reachable(index) {
                self.node(index);
            }
        }
    }

    fn node(&mut self, index: usize) {
        let pane = self.pane;
        let Some(node) = pane.scene.nodes.get(index) else {
            return;
        };
        let place = pane.frame.at(index);
        // Room for the ring and the shadow.
        let reach = pane.metrics.px(8.0);
        if place.bounds.inset(-reach).intersection(&place.clip).is_empty() {
            return;
        }
        let is_clipped = place.bounds.inset(-reach).intersection(&place.clip)
            != place.bounds.inset(-reach)
            && place.clip != Rect::new(0.0, 0.0, pane.frame.size.width, pane.frame.size.height);
        if is_clipped {
            self.brush.push_clip(place.clip);
        }
        self.part(node, place);
        let is_window = matches!(node.part, Part::Dialog { .. }) && place.bounds == self.whole();
        if pane.ring() == Some(node.id) && !is_window {
            self.ring(&node.part, place);
        }
        if is_clipped {
            self.brush.pop_clip();
        }
    }

    fn part(&mut self, node: &Node<A>, place: Placed) {
        let bounds = place.bounds;
        match &node.part {
            Part::Root => self.scroll_bar(place),
            Part::Space(_) | Part::Row(_) | Part::Column(_) | Part::List(_) => {}
            Part::Text(text) => {
                let style = self.pane.metrics.style_of(text);
                let color = self.palette.tone(text.tone).text;
                self.words(&text.words, style, bounds, color);
            }
            Part::Button(button) => self.button(node.id, button, bounds),
            Part::Entry(field) => self.entry(node.id, field, bounds, place.clip),
            Part::Check(check) => self.check(node.id, check, bounds),
            Part::Image(image) => self.brush.image(&image.pixels, bounds, image.sharp),
            Part::Progress(progress) => self.progress(progress.part, bounds),
            Part::Status(status) if !status.is_seen() => {}
            Part::Status(status) => {
                let pad = status_padding(status, self.pane.metrics);
                let surface = self.palette.tone(status.tone);
                if pad > 0.0 {
                    self.framed(bounds, 8.0, surface.fill, surface.border);
                }
                let style = self.pane.metrics.text_style(TextSize::Body, false, false);
                self.words(&status.words, style, bounds.inset(pad), surface.text);
            }
            Part::ListRow => self.separator(node, bounds),
            Part::Log(_) => {
                let surface = self.palette.panel;
                self.framed(bounds, 10.0, surface.fill, surface.border);
                self.scroll_bar(place);
            }
            Part::Panel { tone, .. } => {
                let surface = self.palette.tone(*tone);
                self.framed(bounds, 12.0, surface.fill, surface.border);
            }
            Part::Scroll(_) => self.scroll_bar(place),
            Part::Dialog { .. } if place.bounds == self.whole() => self.scroll_bar(place),
            Part::Dialog { tone, .. } => {
                let fill = self.palette.panel;
                let border = self.palette.tone(*tone).border;
                self.brush.shadow(bounds, self.px(16.0), self.px(18.0));
                self.framed(bounds, 16.0, fill.fill, border);
                self.scroll_bar(place);
            }
        }
    }

    /// Between the rows of a list, above each but the first.
    fn separator(&mut self, node: &Node<A>, bounds: Rect) {
        let siblings = self.pane.scene.nodes.get(node.parent).map(|list| list.children.as_slice());
        let first =
            siblings.and_then(|rows| rows.first()).and_then(|at| self.pane.scene.nodes.get(*at));
        if first.is_none_or(|first| first.id != node.id) {
            let height = self.line();
            let line = Rect::new(bounds.x, bounds.y, bounds.width, height);
            self.brush.fill(line, 0.0, self.palette.window.border);
        }
    }

    fn scroll_bar(&mut self, place: Placed) {
        let Some(bar) = place.scroll.and_then(|scroll| Bar::new(scroll, self.pane.metrics)) else {
            return;
        };
        let thumb = bar.thumb.inset(self.px(3.0));
        self.brush.fill(thumb, thumb.width / 2.0, self.palette.entry.border);
    }

    /// The ring around what has the focus: outside of a control, inside of a part that scrolls.
    fn ring(&mut self, part: &Part<A>, place: Placed) {
        let logical = if self.palette.is_outlined { 4.0 } else { 3.0 };
        let width = self.px(logical).max(2.0);
        let (outset, radius) = if matches!(part, Part::Scroll(_) | Part::Log(_) | Part::Check(_)) {
            (-width / 2.0, 10.0)
        } else if matches!(part, Part::Dialog { .. }) {
            (width / 2.0, 17.0)
        } else {
            (width / 2.0 + self.px(2.0), 12.0)
        };
        let bounds = place.bounds.inset(-outset);
        self.brush.stroke(bounds, self.px(radius), width, self.palette.focus);
    }

    /// A filled and bordered rectangle; the radius is in logical pixels.
    fn framed(&mut self, bounds: Rect, radius: f32, fill: Color, border: Color) {
        let radius = self.px(radius);
        let line = self.line();
        self.brush.fill(bounds, radius, fill);
        self.brush.stroke(bounds.inset(line / 2.0), radius - line / 2.0, line, border);
    }

    /// The same for a control that cannot be used.
    fn framed_disabled(&mut self, bounds: Rect, radius: f32) {
        let surface = self.palette.disabled;
        if !self.palette.is_outlined {
            return self.framed(bounds, radius, surface.fill, surface.border);
        }
        let (radius, line) = (self.px(radius), self.line());
        self.brush.fill(bounds, radius, surface.fill);
        let around = bounds.inset(line / 2.0);
        self.brush.broken_stroke(around, radius - line / 2.0, line, surface.border);
    }

    /// How thick the borders are.
    fn line(&self) -> f32 {
        let logical = if self.palette.is_outlined { 2.0 } else { 1.0 };
        self.px(logical).max(1.0)
    }

    fn px(&self, logical: f32) -> f32 {
        self.pane.metrics.px(logical)
    }
}
