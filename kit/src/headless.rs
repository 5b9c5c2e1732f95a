//! A window without a display: for tests and screenshots.

use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use crate::app::{OwnClipboard, Paste};
use crate::geometry::{Point, Rect, Size};
use crate::input::{Input, KeyPress};
use crate::key::Key;
use crate::paint::Painter;
use crate::pane::{Pane, Tools, caret_width, entry_text};
use crate::scene::Id;
use crate::text::Texts;
use crate::theme::Look;
use crate::tree::spoken::Spoken;
pub use crate::tree::told::Told;
use crate::view::{Activation, View};
pub use accesskit::Role;

/// A picture: rows of R, G, B, A, from the top; opaque.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Four bytes for each pixel.
    pub rgba: Vec<u8>,
}

impl Snapshot {
    /// The colour of a pixel; `None` outside.
    #[must_use]
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 4]> {
        if x >= self.width {
            return None;
        }
        let at = (y as usize * self.width as usize + x as usize) * 4;
        self.rgba.get(at..at + 4)?.try_into().ok()
    }

    /// The bytes of a PNG file.
    ///
    /// # Errors
    /// The encoder refuses the size.
    pub fn png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.rgba)?;
        writer.finish()?;
        Ok(bytes)
    }
}

/// A window without a display. It has the keyboard, and time passes only when it is told to.
pub struct Headless<A> {
    pane: Pane<A>,
    texts: Texts,
    painter: Painter,
    clipboard: OwnClipboard,
    look: Look,
    now: Instant,
    spoken: Spoken,
    says_status: bool,
}

/// What a screen reader says by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub words: String,
    /// They interrupt what is said.
    pub assertive: bool,
}

impl<A: Clone> Headless<A> {
    /// A window of `width` and `height` physical pixels, at a scale factor; it shows nothing yet.
    #[must_use]
    pub fn new(width: u32, height: u32, scale: f32) -> Self {
        let size = Size::new(width as f32, height as f32);
        let mut headless = Self {
            pane: Pane::new(size, scale, start()),
            texts: Texts::new(),
            painter: Painter::new(),
            clipboard: OwnClipboard::default(),
            look: Look::default(),
            now: start(),
            spoken: Spoken::default(),
            says_status: false,
        };
        headless.input(Input::Focused(true));
        headless
    }

    /// The same on a system without fonts.
    #[must_use]
    pub fn without_system_fonts(self) -> Self {
        Self { texts: Texts::without_system_fonts(), ..self }
    }

    /// The same on a system that tells no window where it is.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        self.pane.without_places();
        self
    }

    /// Shows a view. Its size and the rest about the window are not looked at.
    pub fn show(&mut self, view: View<A>) {
        self.look = view.look;
        self.says_status = view.says_status;
        let (pane, mut tools) = self.parts();
        pane.show(&view.title, view.look, view.element, &mut tools);
        pane.painted(tools.now);
    }

    fn parts(&mut self) -> (&mut Pane<A>, Tools<'_>) {
        let tools = Tools { texts: &mut self.texts, clipboard: &mut self.clipboard, now: self.now };
        (&mut self.pane, tools)
    }

    /// The user does something. Returns what it reports to the application.
    pub fn input(&mut self, input: Input) -> Vec<Activation<A>> {
        let (pane, mut tools) = self.parts();
        let mut activations = pane.handle(input, &mut tools);
        if pane.asks_to_paste() {
            let (give, given) = sync_channel(1);
            tools.clipboard.read(Paste::new(move |text| {
                let _ = give.try_send(text);
            }));
            if let Ok(text) = given.try_recv() {
                activations.extend(pane.handle(Input::Pasted(text), &mut tools));
            }
        }
        activations
    }

    /// A key is pressed.
    pub fn key(&mut self, key: KeyPress) -> Vec<Activation<A>> {
        self.input(Input::Key(key))
    }

    /// Text is typed, a character at a time.
    pub fn type_text(&mut self, text: &str) -> Vec<Activation<A>> {
        text.chars().flat_map(|c| self.key(KeyPress::text(c))).collect()
    }

    /// The pointer is pressed and released at a point.
    pub fn click_at(&mut self, at: Point) -> Vec<Activation<A>> {
        self.input(Input::PointerMoved(at));
        self.input(Input::PointerPressed { clicks: 1 });
        self.input(Input::PointerReleased)
    }

    /// The pointer is pressed and released in the middle of an element. Nothing is reported when there is none, or
    /// it cannot be seen.
    pub fn click(&mut self, key: impl Into<Key>) -> Vec<Activation<A>> {
        let Some(bounds) = self.bounds(key).filter(|bounds| !bounds.is_empty()) else {
            return Vec::new();
        };
        let middle = Point::new(bounds.x + bounds.width / 2.0, bounds.y + bounds.height / 2.0);
        self.click_at(middle)
    }

    /// The window came to where the pointer is here in it, or outside of it.
    pub fn find_pointer(&mut self, at: Option<Point>) {
        self.pane.find_pointer(at);
    }

    /// The window has another size.
    pub fn resize(&mut self, width: u32, height: u32, scale: f32) {
        let (pane, mut tools) = self.parts();
        pane.resize(Size::new(width as f32, height as f32), scale, &mut tools);
    }

    /// The size of the window, in physical pixels.
    #[must_use]
    pub fn size(&self) -> (f32, f32) {
        (self.pane.frame.size.width, self.pane.frame.size.height)
    }

    /// The size in which nothing has to be scrolled: with this width, or with that of the content.
    pub fn needed(&mut self, width: Option<f32>) -> Size {
        let (pane, mut tools) = self.parts();
        pane.needed(width, &mut tools)
    }

    /// Time passes.
    pub fn wait(&mut self, time: Duration) {
        self.now += time;
    }

    /// The time in this window.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.now
    }

    /// What is seen of an element, in physical pixels; `None` when the view has none of this key.
    #[must_use]
    pub fn bounds(&self, key: impl Into<Key>) -> Option<Rect> {
        let id = self.pane.scene.id_of(&key.into())?;
        let index = self.pane.scene.find(id)?;
        Some(self.pane.frame.at(index).visible())
    }

    /// Where an element is, in physical pixels, also what of it is not seen; `None` when the view has none of this key.
    #[must_use]
    pub fn place(&self, key: impl Into<Key>) -> Option<Rect> {
        let id = self.pane.scene.id_of(&key.into())?;
        Some(self.pane.frame.at(self.pane.scene.find(id)?).bounds)
    }

    /// What is never seen as a whole however the user scrolls: it reaches over a side of the window, or of the part
    /// in which it is. Each with its rectangle, as text.
    #[must_use]
    pub fn cut_off(&self) -> Vec<String> {
        let mut cut = Vec::new();
        for (index, node) in self.pane.scene.nodes.iter().enumerate() {
            let bounds = self.pane.frame.at(index).bounds;
            // A dialog lies over the window, and what is behind it is not for now.
            if !self.pane.scene.is_reachable(index) || self.pane.scene.dialog == Some(index) {
                continue;
            }
            let around = self.pane.scene.ancestors(index).skip(1);
            let scroll = around.filter_map(|around| self.pane.frame.at(around).scroll).next();
            let Some(scroll) = scroll.filter(|_| !bounds.is_empty()) else { continue };
            let top = bounds.y - scroll.viewport.y + scroll.offset;
            let is_inside = bounds.x >= scroll.viewport.x - 1.0
                && bounds.right() <= scroll.viewport.right() + 1.0
                && top >= -1.0
                && top + bounds.height <= scroll.content.max(scroll.viewport.height) + 1.0;
            if !is_inside {
                cut.push(format!("{:?} {bounds:?} in {scroll:?}", node.key));
            }
        }
        cut
    }

    /// The key of what has the focus; `None` for nothing.
    #[must_use]
    pub fn focus(&self) -> Option<Key> {
        self.pane.scene.node(self.pane.focus)?.key.clone()
    }

    /// The keys in the order of Tab.
    #[must_use]
    pub fn tab_order(&self) -> Vec<Key> {
        let key = |id: Id| self.pane.scene.node(id)?.key.clone();
        self.pane.order().into_iter().filter_map(key).collect()
    }

    /// The text of a field, as it is entered so far.
    #[must_use]
    pub fn field_text(&self, key: impl Into<Key>) -> Option<String> {
        let id = self.pane.scene.id_of(&key.into())?;
        self.pane.editor(id).map(|editor| editor.text())
    }

    /// Whether a field shows all of its text, so that nothing has to be scrolled in it.
    #[must_use]
    pub fn shows_all_text(&self, key: impl Into<Key>) -> Option<bool> {
        let id = self.pane.scene.id_of(&key.into())?;
        let bounds = self.pane.frame.at(self.pane.scene.find(id)?).bounds;
        let room = entry_text(bounds, self.pane.metrics).width - caret_width(self.pane.metrics);
        Some(self.pane.editor(id)?.layout()?.full_width() <= room)
    }

    /// Where the caret of a field is, in bytes of its text.
    #[must_use]
    pub fn caret(&self, key: impl Into<Key>) -> Option<usize> {
        let id = self.pane.scene.id_of(&key.into())?;
        self.pane.editor(id).map(|editor| editor.selected().1)
    }

    /// What a screen reader is told.
    #[must_use]
    pub fn tree(&self) -> accesskit::TreeUpdate {
        crate::tree::tree(&self.pane)
    }

    /// What a screen reader is told of each element, in the order of the tree.
    #[must_use]
    pub fn told(&self) -> Vec<Told> {
        crate::tree::told::told(&self.tree())
    }

    /// What a screen reader says by itself since it was asked last, in this order.
    pub fn hear(&mut self) -> Vec<Said> {
        let said = self.spoken.tell(self.tree(), self.says_status).said;
        said.into_iter()
            .map(|words| Said { words: words.words, assertive: words.assertive })
            .collect()
    }

    /// What a screen reader is told, as lines: role, name, state, and the rectangle when `bounds`.
    #[must_use]
    pub fn tree_text(&self, bounds: bool) -> String {
        crate::tree::lines::text(&self.tree(), bounds)
    }

    /// A number that is the same as long as the window looks the same.
    #[must_use]
    pub fn signature(&self) -> u64 {
        self.pane.signature()
    }

    /// What the window looks like.
    pub fn snapshot(&mut self) -> Snapshot {
        let palette = self.look.palette(false);
        let pixmap = self.painter.paint(&self.pane, palette, &mut self.texts);
        Snapshot {
            width: u32::from(pixmap.width()),
            height: u32::from(pixmap.height()),
            rgba: pixmap.data_as_u8_slice().to_vec(),
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "a start for a clock that only `wait` moves")]
fn start() -> Instant {
    Instant::now()
}
