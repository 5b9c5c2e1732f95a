//! Buttons, fields, check boxes, progress.

use super::Canvas;
use crate::element::{Button, ButtonKind, Check, Field, TextSize};
use crate::geometry::{Point, Rect};
use crate::layout::button_padding;
use crate::pane::{caret_width, entry_text, text_origin};
use crate::scene::Id;
use crate::text::TextStyle;
use crate::theme::{Color, Direction};

impl<A: Clone> Canvas<'_, A> {
    pub(super) fn words(&mut self, words: &str, style: TextStyle, bounds: Rect, color: Color) {
        if bounds.width > 0.0 && !words.is_empty() {
            let layout = self.texts.layout(words, style, Some(bounds.width));
            self.brush.text(&layout, Point::new(bounds.x, bounds.y), color);
        }
    }

    pub(super) fn button(&mut self, id: Id, button: &Button<A>, bounds: Rect) {
        let surface = self.palette.button(button.kind, button.is_active());
        let is_hovered = self.pane.hover == Some(id) && button.is_active();
        let is_pressed = is_hovered && self.pane.pressed == Some(id);
        let fill = match (is_pressed, is_hovered) {
            (true, _) => mixed(surface.fill, surface.text, 0.20),
            (false, true) => mixed(surface.fill, surface.text, 0.09),
            (false, false) => surface.fill,
        };
        let is_bare = button.kind == ButtonKind::Quiet && !self.palette.is_outlined;
        if !button.is_active() {
            self.framed_disabled(bounds, 10.0);
        } else if is_bare && !is_hovered {
            // Words alone, in a colour of their own.
        } else if is_bare {
            self.brush.fill(bounds, self.px(10.0), fill);
        } else {
            let border = if surface.border == surface.fill { fill } else { surface.border };
            self.framed(bounds, 10.0, fill, border);
        }
        let style = self.pane.metrics.button_style();
        let inner = bounds.inset(0.0);
        let pad = button_padding(self.pane.metrics).width;
        let width = (inner.width - 2.0 * pad).max(1.0);
        let layout = self.texts.layout(&button.label, style, Some(width));
        let y = bounds.y + ((bounds.height - layout.height()) / 2.0).round();
        self.brush.text(&layout, Point::new(bounds.x + pad, y), surface.text);
    }

    pub(super) fn entry(&mut self, id: Id, field: &Field<A>, bounds: Rect, clip: Rect) {
        let metrics = self.pane.metrics;
        let surface = if field.enabled { self.palette.entry } else { self.palette.disabled };
        let fill = if field.read_only { self.palette.window.fill } else { surface.fill };
        let border =
            if field.error.is_some() { self.palette.tones[3].border } else { surface.border };
        if field.enabled || !self.palette.is_outlined {
            self.framed(bounds, 8.0, fill, border);
        } else {
            self.framed_disabled(bounds, 8.0);
        }
        let Some(editor) = self.pane.editor(id) else {
            return;
        };
        let inner = entry_text(bounds, metrics);
        self.brush.push_clip(inner.inset(-caret_width(metrics)).intersection(&clip));
        let is_focused = self.pane.focus == id;
        if editor.shown().is_empty()
            && let Some(placeholder) = &field.placeholder
        {
            let size = if field.code { TextSize::Code } else { TextSize::Body };
            let style = metrics.text_style(size, false, field.code);
            let layout = self.texts.layout(placeholder, style, Some(inner.width.max(1.0)));
            let line = layout.lines().next().map_or(0.0, |line| line.metrics().line_height);
            let y = (inner.y + (inner.height - line) / 2.0).round();
            self.brush.text(&layout, Point::new(inner.x, y), self.palette.quiet);
        }
        if let Some(layout) = editor.layout() {
            let origin = text_origin(layout, editor.moved, editor.is_rtl(), bounds, metrics);
            if is_focused {
                for rect in editor.selection() {
                    let rect = rect.moved(origin.x, origin.y);
                    self.brush.fill(rect, 0.0, self.palette.selection.fill);
                    if self.palette.is_outlined {
                        let border = self.palette.selection.border;
                        self.brush.stroke(rect, 0.0, self.line(), border);
                    }
                }
            }
            let color = if field.enabled { surface.text } else { self.palette.disabled.text };
            self.brush.text(layout, origin, color);
            if let Some(caret) = editor.caret(caret_width(metrics)).filter(|_| is_focused) {
                self.brush.fill(caret.moved(origin.x, origin.y), 0.0, surface.text);
            }
        }
        self.brush.pop_clip();
    }

    pub(super) fn check(&mut self, id: Id, check: &Check<A>, bounds: Rect) {
        let side = self.pane.metrics.check_side();
        let x = match self.pane.metrics.direction {
            Direction::LeftToRight => bounds.x,
            Direction::RightToLeft => bounds.right() - side,
        };
        // Beside the first line of the label.
        let line = self.pane.metrics.text_style(TextSize::Body, false, false).px * 1.4;
        let has_description = check.description.is_some();
        let room = if has_description { line + 2.0 * self.px(8.0) } else { bounds.height };
        let y = bounds.y + ((room - side) / 2.0).round();
        let square = Rect::new(x, y, side, side);
        let surface = match (check.is_active(), check.checked) {
            (false, _) => self.palette.disabled,
            (true, true) => self.palette.primary,
            (true, false) => self.palette.entry,
        };
        let is_hovered = self.pane.hover == Some(id);
        let fill = if is_hovered { mixed(surface.fill, surface.text, 0.09) } else { surface.fill };
        if check.is_active() {
            self.framed(square, 6.0, fill, surface.border);
        } else {
            self.framed_disabled(square, 6.0);
        }
        if check.checked {
            let at = |x: f32, y: f32| Point::new(square.x + x * side, square.y + y * side);
            let mark = [at(0.24, 0.52), at(0.43, 0.71), at(0.77, 0.31)];
            self.brush.line(&mark, (side / 9.0).round(), surface.text);
        }
    }

    pub(super) fn progress(&mut self, part: Option<f32>, bounds: Rect) {
        let radius = bounds.height / 2.0;
        if self.palette.is_outlined {
            let surface = self.palette.entry;
            self.framed(bounds, radius / self.pane.metrics.scale, surface.fill, surface.border);
        } else {
            self.brush.fill(bounds, radius, self.palette.window.border);
        }
        let done = match part.filter(|part| part.is_finite()) {
            Some(part) => {
                let width = bounds.width * part.clamp(0.0, 1.0);
                let x = match self.pane.metrics.direction {
                    Direction::LeftToRight => bounds.x,
                    Direction::RightToLeft => bounds.right() - width,
                };
                Rect::new(x, bounds.y, width, bounds.height)
            }
            // Nothing moves: a block in the middle says that something goes on.
            None => Rect::new(
                bounds.x + bounds.width * 0.35,
                bounds.y,
                bounds.width * 0.3,
                bounds.height,
            ),
        };
        self.brush.fill(done, radius, self.palette.primary.fill);
    }
}

/// A colour between two: `part` of the second.
fn mixed(a: Color, b: Color, part: f32) -> Color {
    let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * part).round() as u8;
    Color { red: mix(a.red, b.red), green: mix(a.green, b.green), blue: mix(a.blue, b.blue) }
}
