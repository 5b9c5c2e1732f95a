//! What one window shows and how it reacts. Pure: it takes views, sizes, inputs and the time.

mod focus;
mod hand;
mod keys;
mod parts;
mod pointer;
mod request;
mod signature;

pub(crate) use parts::{Bar, Shape, caret_width, entry_text, text_origin};

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher};
use std::time::Instant;

use self::hand::Hand;
use crate::app::Clipboard;
use crate::edit::{Edited, Editor};
use crate::element::{Element, TextSize};
use crate::geometry::{Point, Rect, Size};
use crate::input::Input;
use crate::layout::{self, Frame, ScrollAt};
use crate::limits::FIELDS;
use crate::scene::build::build;
use crate::scene::{Id, Part, ROOT, Scene};
use crate::text::Texts;
use crate::theme::{Look, Metrics};
use crate::view::{Activation, Origin};

/// What a pane uses and does not own.
pub(crate) struct Tools<'a> {
    pub(crate) texts: &'a mut Texts,
    pub(crate) clipboard: &'a mut dyn Clipboard,
    pub(crate) now: Instant,
}

/// The content of a window.
// fields: the view, where it is, and what the user is doing with it.
pub(crate) struct Pane<A> {
    pub(crate) title: String,
    pub(crate) scene: Scene<A>,
    pub(crate) frame: Frame,
    pub(crate) metrics: Metrics,
    look: Look,
    scale: f32,
    size: Size,
    /// What has the focus; [`ROOT`] for nothing.
    pub(crate) focus: Id,
    /// Whether the focus is shown: it was moved by other means than the pointer.
    ring: bool,
    /// Whether the window has the keyboard.
    active: bool,
    pointer: Option<Point>,
    pub(crate) hover: Option<Id>,
    pub(crate) pressed: Option<Id>,
    drag: Option<Drag>,
    editors: HashMap<Id, Editor>,
    scrolls: HashMap<Id, ScrollAt>,
    shown: HashMap<Id, Shown>,
    /// It is known where the pointer was before the next motion: it has been in this window, or was looked for.
    knows_pointer: bool,
    hand: Hand,
    /// Since when the focus is where it is, and what moved it there.
    focused: (Instant, Origin),
    /// The dialog that was open in the last view, and what had the focus before it.
    dialog: Option<(Id, Id)>,
    /// What waits for the text of the clipboard.
    pasting: Option<Pasting>,
}

/// The size to which a code is made smaller so that it is seen as a whole, in logical pixels.
const LEAST_CODE: f32 = 15.0;

/// A field that waits for the text of the clipboard.
#[derive(Debug, Clone, Copy)]
struct Pasting {
    field: Id,
    /// Whether the clipboard was asked.
    is_asked: bool,
}

/// How long something that can be activated is where it is.
#[derive(Debug, Clone, Copy)]
struct Shown {
    /// Of its look, its place and its dialog.
    hash: u64,
    /// `None` until it was painted there.
    since: Option<Instant>,
    /// The pointer was there from the beginning.
    pointer_waited: bool,
}

/// What follows the pointer while it is pressed.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Drag {
    /// The selection of a field.
    Selection(Id),
    /// The thumb of a scroll bar, gripped this far below its top.
    Thumb(Id, f32),
}

impl<A: Clone> Pane<A> {
    /// A pane that shows nothing yet, of `size` physical pixels.
    pub(crate) fn new(size: Size, scale: f32, now: Instant) -> Self {
        let look = Look::default();
        Self {
            title: String::new(),
            scene: build(crate::element::column().into()),
            frame: Frame::default(),
            metrics: Metrics::new(scale, look),
            look,
            scale,
            size,
            focus: ROOT,
            ring: false,
            active: false,
            pointer: None,
            hover: None,
            pressed: None,
            drag: None,
            editors: HashMap::new(),
            scrolls: HashMap::new(),
            shown: HashMap::new(),
            knows_pointer: false,
            hand: Hand::new(),
            focused: (now, Origin::System),
            dialog: None,
            pasting: None,
        }
    }

    /// Shows a view.
    pub(crate) fn show(
        &mut self,
        title: &str,
        look: Look,
        element: Element<A>,
        tools: &mut Tools<'_>,
    ) {
        title.clone_into(&mut self.title);
        self.look = look;
        self.scene = build(element);
        tools.texts.begin();
        self.measure(tools);
        let moved = self.keep_focus(tools);
        if moved {
            self.reveal(self.focus, tools);
        }
    }

    /// The window has another size or is on another display.
    pub(crate) fn resize(&mut self, size: Size, scale: f32, tools: &mut Tools<'_>) {
        if (self.size, self.scale) != (size, scale) {
            (self.size, self.scale) = (size, scale);
            self.measure(tools);
        }
    }

    /// Takes what changed about metrics and fields, and lays out.
    fn measure(&mut self, tools: &mut Tools<'_>) {
        self.metrics = Metrics::new(self.scale, self.look);
        let metrics = self.metrics;
        self.editors.retain(|id, _| {
            self.scene.node(*id).is_some_and(|node| matches!(node.part, Part::Entry(_)))
        });
        for node in &self.scene.nodes {
            if let Part::Entry(field) = &node.part {
                if self.editors.len() >= FIELDS && !self.editors.contains_key(&node.id) {
                    tracing::warn!("a view has more than {FIELDS} fields");
                    continue;
                }
                let size = if field.code { TextSize::Code } else { TextSize::Body };
                let style = metrics.text_style(size, false, field.code);
                let editor = self.editors.entry(node.id).or_insert_with(Editor::new);
                editor.show(field, style, metrics.direction, tools.texts);
            }
        }
        self.lay_out(tools);
    }

    fn lay_out(&mut self, tools: &mut Tools<'_>) {
        self.frame =
            layout::layout(&self.scene, self.size, self.metrics, &self.scrolls, tools.texts);
        let mut scrolls = HashMap::new();
        for (node, place) in self.scene.nodes.iter().zip(&self.frame.placed) {
            if let Some(scroll) = place.scroll {
                let away = self.scrolls.get(&node.id).is_some_and(|at| at.away);
                scrolls.insert(node.id, ScrollAt { offset: scroll.offset, away });
            }
            if let Some(editor) = self.editors.get_mut(&node.id) {
                let (inner, caret) =
                    (entry_text(place.bounds, self.metrics).width, caret_width(self.metrics));
                if node.part.field().is_some_and(|field| field.code) {
                    editor.shrink(inner - caret, self.metrics.px(LEAST_CODE), tools.texts);
                }
                editor.follow_caret(inner, caret);
            }
        }
        self.scrolls = scrolls;
        self.note_shown();
        self.hover = self.pointer.and_then(|at| self.hit(at));
    }

    /// Notes what can be activated, and where. The same button in another dialog is another one.
    fn note_shown(&mut self) {
        let mut shown = HashMap::new();
        let dialog = self.scene.dialog.and_then(|index| self.scene.nodes.get(index));
        for (index, node) in self.scene.nodes.iter().enumerate() {
            if !self.can_activate(index) {
                continue;
            }
            let place = self.frame.at(index).visible();
            let mut hasher = DefaultHasher::new();
            node.part.hash_look(&mut hasher);
            parts::hash_rect(place, &mut hasher);
            if let Some(dialog) = dialog {
                dialog.id.hash(&mut hasher);
                dialog.part.hash_look(&mut hasher);
            }
            let hash = hasher.finish();
            let before = self.shown.get(&node.id).filter(|before| before.hash == hash);
            let pointer_waited = self.pointer.is_some_and(|at| place.contains(at));
            let anew = Shown { hash, since: None, pointer_waited };
            shown.insert(node.id, before.copied().unwrap_or(anew));
        }
        self.shown = shown;
    }

    /// The user can see the picture: what is new in it is shown from now on.
    pub(crate) fn painted(&mut self, now: Instant) {
        for shown in self.shown.values_mut() {
            shown.since.get_or_insert(now);
        }
    }

    /// Notes what the pointer has left. Where it is when the window hears of it for the first time, it may have
    /// been from the beginning.
    fn note_pointer(&mut self) {
        let is_first = self.pointer.is_some() && !self.knows_pointer;
        self.knows_pointer |= is_first;
        for (id, shown) in &mut self.shown {
            let place = self.scene.find(*id).map(|index| self.frame.at(index).visible());
            let is_there = self.pointer.zip(place).is_some_and(|(at, place)| place.contains(at));
            shown.pointer_waited = is_there && (shown.pointer_waited || is_first);
        }
    }

    /// The pointer, or a finger, is here. A finger chooses where it comes down: nothing waits under it where it was not before.
    fn moved(&mut self, at: Point, is_touch: bool, tools: &mut Tools<'_>) -> Vec<Activation<A>> {
        self.hand.moves(tools.now);
        self.hand.is_touch = is_touch;
        self.knows_pointer |= is_touch && !self.hand.knows_places;
        self.pointer_moved(at, tools);
        self.note_pointer();
        Vec::new()
    }

    /// The window system tells no window where it is, so that [`Self::find_pointer`] is never called.
    pub(crate) fn without_places(&mut self) {
        self.hand.knows_places = false;
    }

    /// Something happened. Returns what it means to the application.
    pub(crate) fn handle(&mut self, input: Input, tools: &mut Tools<'_>) -> Vec<Activation<A>> {
        match input {
            Input::PointerMoved(at) => self.moved(at, false, tools),
            Input::TouchMoved(at) => self.moved(at, true, tools),
            Input::PointerLeft => {
                self.pointer = None;
                self.hover = None;
                self.knows_pointer &= self.hand.knows_places;
                self.note_pointer();
                Vec::new()
            }
            Input::PointerPressed { clicks } => {
                if let Some(at) = self.pointer {
                    self.hand.presses(at, tools.now);
                }
                self.pointer_pressed(clicks, tools);
                Vec::new()
            }
            Input::PointerReleased => self.pointer_released(tools),
            Input::Wheel(by) => {
                self.wheel(by, tools);
                Vec::new()
            }
            Input::Key(key) => {
                self.hand.types(&key, tools.now);
                self.key(&key, tools)
            }
            Input::Preedit(text, caret) => {
                let edit =
                    |editor: &mut Editor, texts: &mut Texts| editor.preedit(&text, caret, texts);
                self.edit(self.focus, Origin::Key, tools, edit)
            }
            Input::Commit(text) => {
                self.hand.enters(&text, tools.now);
                let edit = |editor: &mut Editor, texts: &mut Texts| {
                    editor.preedit("", None, texts);
                    editor.insert(&text, texts)
                };
                self.edit(self.focus, Origin::Key, tools, edit)
            }
            Input::Pasted(text) => self.pasted(&text, tools),
            Input::Focused(active) => {
                self.active = active;
                if !active {
                    self.pressed = None;
                    self.drag = None;
                }
                Vec::new()
            }
            Input::Accessibility(request) => self.request(&request, tools),
        }
    }

    /// Whether the clipboard is to be asked for its text now; [`Input::Pasted`] is the answer.
    pub(crate) fn asks_to_paste(&mut self) -> bool {
        self.pasting.as_mut().is_some_and(|pasting| !std::mem::replace(&mut pasting.is_asked, true))
    }

    /// The text of the clipboard is here. It may come late: where the focus is elsewhere by then, nobody expects it.
    fn pasted(&mut self, text: &str, tools: &mut Tools<'_>) -> Vec<Activation<A>> {
        let field = self.pasting.take().map(|pasting| pasting.field);
        match field.filter(|field| *field == self.focus) {
            Some(field) => {
                self.edit(field, Origin::Key, tools, |editor, texts| editor.insert(text, texts))
            }
            None => Vec::new(),
        }
    }

    /// Edits a field, and reports the change.
    fn edit(
        &mut self,
        id: Id,
        origin: Origin,
        tools: &mut Tools<'_>,
        edit: impl FnOnce(&mut Editor, &mut Texts) -> Edited,
    ) -> Vec<Activation<A>> {
        let Some(editor) = self.editors.get_mut(&id) else {
            return Vec::new();
        };
        let edited = edit(editor, tools.texts);
        let text = editor.text();
        self.lay_out(tools);
        if edited != Edited::Changed {
            return Vec::new();
        }
        let node = self.scene.node(id);
        let field = node.and_then(|node| node.part.field());
        let action = field.and_then(|field| Some(field.on_change.as_ref()?.make(text)));
        action
            .map(|action| self.activation(id, action, false, origin, tools.now))
            .into_iter()
            .collect()
    }

    fn activation(
        &self,
        id: Id,
        action: A,
        guarded: bool,
        origin: Origin,
        at: Instant,
    ) -> Activation<A> {
        let shown = self.shown.get(&id);
        Activation {
            action,
            origin,
            guarded,
            at,
            shown_since: shown.and_then(|shown| shown.since).unwrap_or(at),
            place: self
                .scene
                .find(id)
                .map(|index| self.frame.at(index).visible())
                .unwrap_or_default(),
            pointer_waited: shown.is_some_and(|shown| shown.pointer_waited),
            focused: (self.focus == id).then_some(self.focused),
            press: self.hand.press(origin, at),
            typed: self.hand.typed,
        }
    }

    /// The size of the window in which nothing has to be scrolled: with this width, or with that of the content.
    pub(crate) fn needed(&self, width: Option<f32>, tools: &mut Tools<'_>) -> Size {
        layout::needed(&self.scene, width, self.metrics, tools.texts)
    }

    /// Where the pointer is, when it is in the window.
    pub(crate) fn pointer(&self) -> Option<Point> {
        self.pointer
    }

    /// The editor of a field.
    pub(crate) fn editor(&self, id: Id) -> Option<&Editor> {
        self.editors.get(&id)
    }

    /// What has a visible ring: nothing while the window has no keyboard, or the pointer moved the focus.
    pub(crate) fn ring(&self) -> Option<Id> {
        let is_field = self.editors.contains_key(&self.focus);
        (self.active && self.focus != ROOT && (self.ring || is_field)).then_some(self.focus)
    }

    /// Whether text can be entered: whether the input method is needed, and where its caret is.
    pub(crate) fn input_method(&self) -> Option<Rect> {
        let index = self.scene.find(self.focus)?;
        let field = self.scene.nodes.get(index)?.part.field()?;
        let inner = entry_text(self.frame.at(index).bounds, self.metrics);
        (field.enabled && !field.read_only).then(|| {
            let caret = self.editor(self.focus).and_then(|editor| editor.caret(2.0));
            let caret = caret.unwrap_or_default();
            Rect::new(inner.x + caret.x, inner.y, 2.0, inner.height)
        })
    }
}
