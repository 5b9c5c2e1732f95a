//! Text: fonts, laid out paragraphs, and how much room they take.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use parley::fontique::{Collection, CollectionOptions, SourceCache};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontWeight, GenericFamily,
    Layout, LayoutContext, LineHeight, OverflowWrap, StyleProperty,
};

use crate::fonts::Fallbacks;
use crate::geometry::Size;
use crate::limits::CACHED_TEXTS;
use crate::theme::Direction;

/// How a text is set. Sizes are in physical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// The size of the font.
    pub px: f32,
    /// Bold.
    pub strong: bool,
    /// All characters have one width.
    pub monospace: bool,
    /// Where lines are aligned.
    pub alignment: Alignment,
    /// In which direction a line begins, where its words do not say it themselves.
    pub base: BaseDirection,
}

impl TextStyle {
    /// Aligned at the start of lines of this direction, or centred.
    pub(crate) fn aligned(self, direction: Direction, centered: bool) -> Self {
        // Not by the direction of the words: an English name in an Arabic list is at the list's start.
        let alignment = match direction {
            _ if centered => Alignment::Center,
            Direction::LeftToRight => Alignment::Left,
            Direction::RightToLeft => Alignment::Right,
        };
        // A sentence of an Arabic window that begins with an English name is still an Arabic sentence.
        let base = match direction {
            Direction::LeftToRight => BaseDirection::Ltr,
            Direction::RightToLeft => BaseDirection::Rtl,
        };
        Self { alignment, base, ..self }
    }

    /// In the direction of its first letter, when `own`.
    pub(crate) fn own_direction(self, own: bool) -> Self {
        if own { Self { base: BaseDirection::Auto, ..self } } else { self }
    }

    /// The families, the first preferred.
    pub(crate) fn families(self) -> FontFamily<'static> {
        let family =
            if self.monospace { GenericFamily::Monospace } else { GenericFamily::SystemUi };
        FontFamily::from(family)
    }

    /// The weight.
    pub(crate) fn weight(self) -> FontWeight {
        if self.strong { FontWeight::BOLD } else { FontWeight::NORMAL }
    }
}

/// Lines are this much higher than the font: scripts with high marks need it, and sentences are easier to read.
pub(crate) const LINE_HEIGHT: LineHeight = LineHeight::FontSizeRelative(1.4);

/// How much room a text takes.
pub trait Measure {
    /// The size of `words` in lines of at most `width` pixels; without a width in one line for each paragraph.
    fn size(&mut self, words: &str, style: TextStyle, width: Option<f32>) -> Size;
}

/// Fonts, and the texts laid out with them. One for all windows of a thread.
pub struct Texts {
    pub(crate) fonts: FontContext,
    pub(crate) context: LayoutContext<()>,
    fallbacks: Fallbacks,
    cache: HashMap<u64, Cached>,
    /// Counts the views, so that what no view uses is dropped first.
    age: u64,
}

struct Cached {
    words: String,
    layout: Rc<Layout<()>>,
    used: u64,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Texts({} cached)", self.cache.len())
    }
}

impl Texts {
    /// With the system's fonts, and the kit's own for the scripts that no font of the system has. Reads the list of
    /// the system's fonts, which takes some tenths of a second.
    #[must_use]
    pub fn new() -> Self {
        Self::with(FontContext::new())
    }

    /// With the kit's own fonts alone: what a system without fonts shows.
    #[must_use]
    pub fn without_system_fonts() -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let collection = Collection::new(options);
        Self::with(FontContext { collection, source_cache: SourceCache::default() })
    }

    fn with(mut fonts: FontContext) -> Self {
        let fallbacks = Fallbacks::begin(&mut fonts);
        let context = LayoutContext::new();
        Self { fonts, context, fallbacks, cache: HashMap::new(), age: 0 }
    }

    /// Sees to it that there is a font for each script of a text. Whether one was added, so that what is laid out
    /// already has to be laid out again.
    pub(crate) fn cover(&mut self, words: &str) -> bool {
        self.fallbacks.cover(words, &mut self.fonts)
    }

    /// A view begins: what the views before the last one used may be dropped.
    pub(crate) fn begin(&mut self) {
        self.age += 1;
        if self.cache.len() > CACHED_TEXTS {
            let age = self.age;
            self.cache.retain(|_, cached| cached.used + 1 >= age);
        }
    }

    /// A text, laid out.
    pub(crate) fn layout(
        &mut self,
        words: &str,
        style: TextStyle,
        width: Option<f32>,
    ) -> Rc<Layout<()>> {
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        (style.px.to_bits(), style.strong, style.monospace).hash(&mut hasher);
        (style.alignment as u8, style.base as u8, width.map(f32::to_bits)).hash(&mut hasher);
        let key = hasher.finish();
        if let Some(cached) = self.cache.get_mut(&key).filter(|cached| cached.words == words) {
            cached.used = self.age;
            return Rc::clone(&cached.layout);
        }
        let layout = Rc::new(self.build(words, style, width));
        // A single view of more texts than the bound is laid out anew each time.
        if self.cache.len() >= 2 * CACHED_TEXTS {
            self.cache.clear();
        }
        let cached = Cached { words: words.to_owned(), layout: Rc::clone(&layout), used: self.age };
        self.cache.insert(key, cached);
        layout
    }

    fn build(&mut self, words: &str, style: TextStyle, width: Option<f32>) -> Layout<()> {
        self.cover(words);
        let mut builder = self.context.ranged_builder(&mut self.fonts, words, 1.0, true);
        builder.set_base_direction(style.base);
        builder.push_default(StyleProperty::FontSize(style.px));
        builder.push_default(StyleProperty::FontFamily(style.families()));
        builder.push_default(StyleProperty::FontWeight(style.weight()));
        builder.push_default(StyleProperty::LineHeight(LINE_HEIGHT));
        // A word longer than its line is broken, not cut.
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        let mut layout = builder.build(words);
        layout.break_all_lines(width);
        layout.align(style.alignment, AlignmentOptions::default());
        layout
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self::new()
    }
}

impl Measure for Texts {
    fn size(&mut self, words: &str, style: TextStyle, width: Option<f32>) -> Size {
        let layout = self.layout(words, style, width);
        // Rounded up, so that the text fits into the lines of the size it asked for.
        Size::new(layout.width().ceil(), layout.height().ceil())
    }
}

#[test]
fn texts_of_old_views_are_dropped() {
    let mut texts = Texts::new();
    let look = crate::theme::Metrics::new(1.0, crate::theme::Look::default());
    for view in 0..20 {
        texts.begin();
        for number in 0..CACHED_TEXTS / 4 {
            let words = format!("text {number} of view {view}");
            texts.size(&words, look.button_style(), None);
        }
    }
    assert!(texts.cache.len() <= 2 * CACHED_TEXTS, "{}", texts.cache.len());
}
