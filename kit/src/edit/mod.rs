//! The text of a field: caret, selection, input method, clipboard.

mod keys;
mod line;

use parley::{
    Affinity, BaseDirection, Cursor, FontFamily, Layout, PlainEditor, PlainEditorDriver, Selection,
    StyleProperty,
};

use self::line::single_line;
use crate::element::Field;
use crate::geometry::Rect;
use crate::text::{LINE_HEIGHT, TextStyle, Texts};
use crate::theme::Direction;

/// The most characters that an input method may show before it commits them.
const PREEDIT_CHARS: usize = 256;

/// What an input did to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edited {
    /// Nothing: it is for others.
    Unused,
    /// Caret or selection moved, or nothing could be done.
    Used,
    /// The text is another one.
    Changed,
}

/// A field that is being edited.
#[derive(Debug, Clone)]
pub(crate) struct Editor {
    plain: PlainEditor<()>,
    /// The value of the last view: only another one replaces the text.
    seen: String,
    max_chars: usize,
    read_only: bool,
    style: Option<TextStyle>,
    /// The size of the text, in pixels: that of the style, or smaller so that a code is seen as a whole.
    px: f32,
    direction: Direction,
    /// How far the text is moved to the left, so that the caret is seen, in pixels.
    pub(crate) moved: f32,
}

impl Editor {
    pub(crate) fn new() -> Self {
        Self {
            plain: PlainEditor::new(16.0),
            seen: String::new(),
            max_chars: 0,
            read_only: false,
            style: None,
            px: 16.0,
            direction: Direction::LeftToRight,
            moved: 0.0,
        }
    }

    /// Takes over what a view says about the field.
    pub(crate) fn show<A>(
        &mut self,
        field: &Field<A>,
        style: TextStyle,
        direction: Direction,
        texts: &mut Texts,
    ) {
        self.max_chars = field.max_chars;
        self.read_only = field.read_only || !field.enabled;
        if self.style != Some(style) {
            self.style = Some(style);
            self.px = style.px;
            let styles = self.plain.edit_styles();
            styles.insert(StyleProperty::FontSize(style.px));
            let family: FontFamily<'static> = style.families();
            styles.insert(StyleProperty::FontFamily(family));
            styles.insert(StyleProperty::FontWeight(style.weight()));
            styles.insert(StyleProperty::LineHeight(LINE_HEIGHT));
        }
        if self.seen != field.value {
            self.seen.clone_from(&field.value);
            if self.text() != field.value {
                let text = single_line(&field.value, self.max_chars);
                self.plain.set_text(&text);
                self.with(texts, |driver| {
                    // What cannot be edited is read from its beginning.
                    if field.read_only {
                        driver.move_to_text_start();
                    } else {
                        driver.move_to_text_end();
                    }
                });
            }
        }
        self.direct(direction);
        self.lay_out(texts);
    }

    fn lay_out(&mut self, texts: &mut Texts) {
        if texts.cover(self.plain.raw_text()) {
            // What was laid out without the font is laid out again.
            let _ = self.plain.edit_styles();
        }
        self.plain.refresh_layout(&mut texts.fonts, &mut texts.context);
    }

    /// An empty field begins where the window's lines do; another one where its own text begins.
    fn direct(&mut self, direction: Direction) {
        self.direction = direction;
        let base = match direction {
            Direction::RightToLeft if self.plain.raw_text().is_empty() => BaseDirection::Rtl,
            Direction::LeftToRight | Direction::RightToLeft => BaseDirection::Auto,
        };
        if self.plain.base_direction() != base {
            self.plain.set_base_direction(base);
        }
    }

    fn with<R>(
        &mut self,
        texts: &mut Texts,
        edit: impl FnOnce(&mut PlainEditorDriver<'_, ()>) -> R,
    ) -> R {
        let result = edit(&mut self.plain.driver(&mut texts.fonts, &mut texts.context));
        self.direct(self.direction);
        self.lay_out(texts);
        result
    }

    /// Drops what an input method has not committed. Before every edit that is not the input method's: parley keeps
    /// the range of the preedit text wrongly when text is inserted into it, and panics at it later.
    fn settle(&mut self, texts: &mut Texts) {
        if self.plain.is_composing() {
            self.with(texts, |driver| driver.clear_compose());
        }
    }

    /// The text, without what an input method has not committed.
    pub(crate) fn text(&self) -> String {
        self.plain.text().to_string()
    }

    /// The text as it is shown, with what an input method has not committed.
    pub(crate) fn shown(&self) -> &str {
        self.plain.raw_text()
    }

    /// The text, laid out.
    pub(crate) fn layout(&self) -> Option<&Layout<()>> {
        self.plain.try_layout()
    }

    /// Whether the text runs from right to left.
    pub(crate) fn is_rtl(&self) -> bool {
        self.layout().map_or(self.direction == Direction::RightToLeft, Layout::is_rtl)
    }

    /// The bytes that are selected, or where the caret is; in the shown text.
    pub(crate) fn selected(&self) -> (usize, usize) {
        let selection = self.plain.raw_selection();
        (selection.anchor().index(), selection.focus().index())
    }

    /// Where the caret is, `width` pixels wide, relative to the text.
    pub(crate) fn caret(&self, width: f32) -> Option<Rect> {
        let caret = self.layout().and_then(|_| self.plain.cursor_geometry(width))?;
        Some(Rect::new(
            caret.x0 as f32,
            caret.y0 as f32,
            (caret.x1 - caret.x0) as f32,
            (caret.y1 - caret.y0) as f32,
        ))
    }

    /// What is selected, relative to the text.
    pub(crate) fn selection(&self) -> Vec<Rect> {
        if self.layout().is_none() {
            return Vec::new();
        }
        let rects = self.plain.selection_geometry().into_iter();
        rects
            .map(|(b, _)| {
                let (width, height) = (b.x1 - b.x0, b.y1 - b.y0);
                Rect::new(b.x0 as f32, b.y0 as f32, width as f32, height as f32)
            })
            .collect()
    }

    /// Makes the text so small that `width` pixels show all of it, but no smaller than `least`.
    pub(crate) fn shrink(&mut self, width: f32, least: f32, texts: &mut Texts) {
        let (Some(style), Some(now)) = (self.style, self.layout().map(Layout::full_width)) else {
            return;
        };
        let whole = now * style.px / self.px;
        let fitting = (style.px * width / whole).floor().max(least);
        let px = if whole > width { fitting.min(style.px) } else { style.px };
        // A difference that nobody sees would never end.
        if (px - self.px).abs() >= 1.0 {
            self.px = px;
            self.plain.edit_styles().insert(StyleProperty::FontSize(px));
            self.plain.refresh_layout(&mut texts.fonts, &mut texts.context);
        }
    }

    /// Moves the text so that the caret is within `width` pixels.
    pub(crate) fn follow_caret(&mut self, width: f32, caret_width: f32) {
        let whole = self.layout().map_or(0.0, |layout| layout.full_width()) + caret_width;
        let most = (whole - width).max(0.0);
        if let Some(caret) = self.caret(caret_width) {
            let least = (caret.right() - width).max(0.0);
            self.moved = self.moved.clamp(least, caret.x.max(least));
        }
        self.moved = self.moved.clamp(0.0, most);
    }

    /// Enters a text in place of what is selected; what exceeds the bound is left out.
    pub(crate) fn insert(&mut self, text: &str, texts: &mut Texts) -> Edited {
        if self.read_only {
            return Edited::Used;
        }
        self.settle(texts);
        let selected = self.plain.selected_text().map_or(0, |text| text.chars().count());
        let have = self.text().chars().count().saturating_sub(selected);
        let text = single_line(text, self.max_chars.saturating_sub(have));
        if text.is_empty() {
            return Edited::Used;
        }
        self.with(texts, |driver| driver.insert_or_replace_selection(&text));
        Edited::Changed
    }

    /// Replaces the whole text, for assistive technology.
    pub(crate) fn replace(&mut self, text: &str, texts: &mut Texts) -> Edited {
        if self.read_only {
            return Edited::Used;
        }
        let text = single_line(text, self.max_chars);
        self.plain.set_text(&text);
        self.with(texts, |driver| driver.move_to_text_end());
        Edited::Changed
    }

    /// Selects from one byte of the shown text to another.
    pub(crate) fn select(&mut self, anchor: usize, focus: usize, texts: &mut Texts) {
        self.settle(texts);
        self.with(texts, |driver| {
            let layout = driver.layout();
            let cursor = |index| Cursor::from_byte_index(layout, index, Affinity::Downstream);
            let selection = Selection::new(cursor(anchor), cursor(focus));
            driver.set_selection(selection);
        });
    }

    /// What an input method shows before it commits it; empty when it is done.
    pub(crate) fn preedit(
        &mut self,
        text: &str,
        caret: Option<(usize, usize)>,
        texts: &mut Texts,
    ) -> Edited {
        if self.read_only {
            return Edited::Used;
        }
        let shown = single_line(text, PREEDIT_CHARS);
        let is_inside = |at: usize| shown.is_char_boundary(at);
        let caret = caret.filter(|(start, end)| is_inside(*start) && is_inside(*end));
        self.with(texts, |driver| {
            if shown.is_empty() {
                driver.clear_compose();
            } else {
                driver.set_compose(&shown, caret);
            }
        });
        Edited::Used
    }

    /// The field lost the keyboard: what was not committed is dropped.
    pub(crate) fn leave(&mut self, texts: &mut Texts) {
        self.settle(texts);
        self.with(texts, |driver| driver.collapse_selection());
    }

    /// The pointer was pressed at a point of the text.
    pub(crate) fn press(&mut self, x: f32, y: f32, clicks: u8, texts: &mut Texts) {
        self.settle(texts);
        self.with(texts, |driver| match clicks {
            0 | 1 => driver.move_to_point(x, y),
            2 => driver.select_word_at_point(x, y),
            3.. => driver.select_all(),
        });
    }

    /// The pointer was moved while it was pressed.
    pub(crate) fn drag(&mut self, x: f32, y: f32, texts: &mut Texts) {
        self.settle(texts);
        self.with(texts, |driver| driver.extend_selection_to_point(x, y));
    }

    /// Selects everything.
    pub(crate) fn select_all(&mut self, texts: &mut Texts) {
        self.settle(texts);
        self.with(texts, |driver| driver.select_all());
    }
}
