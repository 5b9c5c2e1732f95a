//! Makes a scene of an element.

use std::collections::HashSet;

use super::{FlowStyle, Id, Node, Part, ROOT, Scene};
use crate::element::{
    Align, Check, Dialog, Element, Field, Flow, Gap, Kind, Text, TextSize, Tone, text,
};
use crate::key::Key;
use crate::limits::{DEPTH, ELEMENTS, TEXT_CHARS, WINDOW_SIDE};

const TIGHT: FlowStyle = FlowStyle { gap: Gap::Small, align: Align::Start, top: false };

/// What the builder knows about where it adds a node.
#[derive(Clone, Copy)]
struct At {
    parent: usize,
    depth: usize,
    silent: bool,
}

/// Characters from which on the title of a dialog is as large as a large text only.
const LONG_TITLE: usize = 48;

/// The scene of a view's element.
pub(crate) fn build<A>(element: Element<A>) -> Scene<A> {
    let root = Node {
        id: ROOT,
        key: None,
        parent: 0,
        children: Vec::new(),
        part: Part::Root,
        grow: false,
        max_width: None,
        silent: false,
        group: None,
    };
    let mut builder = Builder {
        scene: Scene { nodes: vec![root], dialog: None, exceeded: false },
        taken: HashSet::from([ROOT]),
    };
    builder.add(At { parent: 0, depth: 0, silent: false }, element);
    let mut scene = builder.scene;
    let is_dialog = |node: &Node<A>| matches!(node.part, Part::Dialog { .. });
    scene.dialog = scene.nodes.iter().rposition(is_dialog);
    if scene.exceeded {
        tracing::warn!("a view exceeds a bound of the kit; a part of it is left out");
    }
    scene
}

struct Builder<A> {
    scene: Scene<A>,
    taken: HashSet<Id>,
}

impl<A> Builder<A> {
    fn add(&mut self, at: At, element: Element<A>) {
        if at.depth > DEPTH || self.scene.nodes.len() >= ELEMENTS {
            return self.leave_out(at);
        }
        let Element { kind, grow, max_width } = element;
        let place = |part| (part, grow, max_width);
        match kind {
            Kind::Text(mut text) => {
                self.cut(&mut text.words);
                self.push(at, None, place(Part::Text(text)));
            }
            Kind::Button(mut button) => {
                self.cut(&mut button.label);
                self.push(at, Some(button.key.clone()), place(Part::Button(button)));
            }
            Kind::Field(field) => self.add_field(at, field, grow, max_width),
            Kind::Check(check) => self.add_check(at, check, grow, max_width),
            Kind::Image(image) => {
                self.push(at, None, place(Part::Image(image)));
            }
            Kind::Progress(progress) => {
                self.push(at, None, place(Part::Progress(progress)));
            }
            Kind::Status(mut status) => {
                self.cut(&mut status.words);
                self.push(at, None, place(Part::Status(status)));
            }
            Kind::Space(space) => {
                // `max` first: what is no number is no space.
                let length = space.length.max(0.0).min(WINDOW_SIDE as f32);
                self.push(at, None, place(Part::Space(length)));
            }
            Kind::Row(flow) => self.add_flow(at, flow, grow, max_width),
            Kind::Column(flow) => self.add_flow(at, flow, grow, max_width),
            Kind::List(list) => {
                let index = self.push(at, None, place(Part::List(list.name)));
                for row in list.rows {
                    let within = At { parent: index, depth: at.depth + 1, ..at };
                    let row_index = self.push(within, None, (Part::ListRow, false, None));
                    self.add(At { parent: row_index, depth: at.depth + 2, ..at }, row);
                }
            }
            Kind::Log(log) => {
                let index = self.push(at, Some(log.key), place(Part::Log(log.name)));
                self.add_all(index, at, log.lines);
            }
            Kind::Panel(panel) => {
                let part = Part::Panel { tone: panel.tone, name: panel.name };
                let index = self.push(at, None, place(part));
                self.add_all(index, at, [*panel.child]);
            }
            Kind::Scroll(scroll) => {
                let index = self.push(at, Some(scroll.key), place(Part::Scroll(scroll.name)));
                self.add_all(index, at, [*scroll.child]);
            }
            Kind::Dialog(dialog) => self.add_dialog(at, dialog, grow, max_width),
        }
    }

    fn add_flow(&mut self, at: At, flow: Flow<A>, grow: bool, max_width: Option<f32>) {
        let style = FlowStyle { gap: flow.gap, align: flow.align, top: flow.top };
        let part = if flow.is_row { Part::Row(style) } else { Part::Column(style) };
        let index = self.push(at, None, (part, grow, max_width));
        if let Some(node) = self.scene.nodes.get_mut(index) {
            node.group = flow.name;
        }
        self.add_all(index, at, flow.children);
    }

    fn add_field(&mut self, at: At, mut field: Field<A>, grow: bool, max_width: Option<f32>) {
        self.cut(&mut field.label);
        let label = (!field.label_hidden).then(|| text(field.label.clone()).strong());
        let description = field.description.clone().map(|words| text(words).small().quiet());
        let error = field.error.clone().map(|words| text(words).small().tone(Tone::Danger));
        let key = Some(field.key.clone());
        let part = (Part::Column(TIGHT), grow, max_width);
        let index = self.push(at, None, part);
        let within = At { parent: index, depth: at.depth + 1, silent: true };
        if let Some(words) = label {
            self.add(within, words.into());
        }
        self.push(At { silent: at.silent, ..within }, key, (Part::Entry(field), false, None));
        for words in [error, description].into_iter().flatten() {
            self.add(within, words.into());
        }
    }

    fn add_check(&mut self, at: At, check: Check<A>, grow: bool, max_width: Option<f32>) {
        let label = text(check.label.clone());
        let label = if check.is_active() { label } else { label.quiet() };
        let description = check.description.clone().map(|words| text(words).small().quiet());
        let key = Some(check.key.clone());
        let index = self.push(at, key, (Part::Check(check), grow, max_width));
        let within = At { parent: index, depth: at.depth + 1, silent: true };
        self.add(within, label.into());
        if let Some(words) = description {
            self.add(within, words.into());
        }
    }

    fn add_dialog(&mut self, at: At, dialog: Dialog<A>, grow: bool, max_width: Option<f32>) {
        let Dialog { key, mut title, children, escape, focus, tone } = dialog;
        self.cut(&mut title);
        // A whole question in the size of a title would fill the window.
        let is_long = title.chars().nth(LONG_TITLE).is_some();
        let size = if is_long { TextSize::Large } else { TextSize::Title };
        let heading = Text { size, ..text(title.clone()).strong() };
        let part = Part::Dialog { title, escape, focus, tone };
        let index = self.push(at, Some(key), (part, grow, max_width));
        let within = At { parent: index, depth: at.depth + 1, silent: true };
        self.add(within, heading.into());
        self.add_all(index, at, children);
    }

    fn add_all(&mut self, parent: usize, at: At, elements: impl IntoIterator<Item = Element<A>>) {
        for element in elements {
            self.add(At { parent, depth: at.depth + 1, ..at }, element);
        }
    }

    /// A line at the place of what a bound leaves out, once for each parent.
    fn leave_out(&mut self, at: At) {
        self.scene.exceeded = true;
        let last = self.scene.nodes.get(at.parent).and_then(|node| node.children.last().copied());
        let last = last.and_then(|last| self.scene.nodes.get(last));
        let is_said = |node: &Node<A>| matches!(&node.part, Part::Text(text) if text.words == "…");
        // A bound on the number of elements holds for these lines too.
        if !last.is_some_and(is_said) && self.scene.nodes.len() < ELEMENTS + DEPTH {
            self.push(at, None, (Part::Text(text("…")), false, None));
        }
    }

    fn cut(&mut self, words: &mut String) {
        if let Some((end, _)) = words.char_indices().nth(TEXT_CHARS) {
            words.truncate(end);
            words.push('…');
            self.scene.exceeded = true;
        }
    }

    fn push(&mut self, at: At, key: Option<Key>, part: (Part<A>, bool, Option<f32>)) -> usize {
        let (part, grow, max_width) = part;
        let index = self.scene.nodes.len();
        let (parent_id, position) = match self.scene.nodes.get_mut(at.parent) {
            Some(parent) => {
                parent.children.push(index);
                (parent.id, parent.children.len())
            }
            None => (ROOT, index),
        };
        let mut id = match &key {
            Some(key) => hash(key.name().as_bytes(), key.index()),
            None => hash(&parent_id.0.to_le_bytes(), position as u64),
        };
        // A key that is used twice: the second element is another one.
        while !self.taken.insert(id) {
            id = hash(&id.0.to_le_bytes(), position as u64);
        }
        let node = Node {
            id,
            key,
            parent: at.parent,
            children: Vec::new(),
            part,
            grow,
            max_width,
            silent: at.silent,
            group: None,
        };
        self.scene.nodes.push(node);
        index
    }
}

/// FNV-1a: the ids are the same in each build, so that trees can be compared as text.
fn hash(bytes: &[u8], number: u64) -> Id {
    let all = bytes.iter().copied().chain([0]).chain(number.to_le_bytes());
    Id(all.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}
