//! An element tree as a flat list: bounded, each node with a stable id, composed elements taken apart.

pub(crate) mod build;
mod look;

use crate::element::{Align, Button, Check, Field, Gap, Image, Progress, Status, Text, Tone};
use crate::key::Key;

/// Which node: the same in each view that contains it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Id(pub(crate) u64);

/// The id of the window itself.
pub(crate) const ROOT: Id = Id(1);

/// What a node is. Parts hold no elements; those are the node's children.
#[derive(Debug, Clone)]
pub(crate) enum Part<A> {
    Root,
    Text(Text),
    Button(Button<A>),
    /// The box of a field; its label and what is below it are nodes of their own.
    Entry(Field<A>),
    /// A check box; its label and description are its children.
    Check(Check<A>),
    Image(Image),
    Progress(Progress),
    Status(Status),
    /// In logical pixels.
    Space(f32),
    Row(FlowStyle),
    Column(FlowStyle),
    List(String),
    ListRow,
    Log(String),
    Panel {
        tone: Tone,
        name: Option<String>,
    },
    Scroll(String),
    Dialog {
        title: String,
        escape: Option<A>,
        focus: Option<Key>,
        tone: Tone,
    },
}

/// How a row or column places what is in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FlowStyle {
    pub(crate) gap: Gap,
    pub(crate) align: Align,
    pub(crate) top: bool,
}

/// One node of a scene.
#[derive(Debug, Clone)]
pub(crate) struct Node<A> {
    pub(crate) id: Id,
    pub(crate) key: Option<Key>,
    /// The index of the parent; its own for the root.
    pub(crate) parent: usize,
    pub(crate) children: Vec<usize>,
    pub(crate) part: Part<A>,
    pub(crate) grow: bool,
    /// In logical pixels.
    pub(crate) max_width: Option<f32>,
    /// Painted, but not in the tree for screen readers: another node says it.
    pub(crate) silent: bool,
    /// Of a row or column: the name of the group that it is for screen readers.
    pub(crate) group: Option<String>,
}

/// The nodes of a view, parents before children, in the order of reading.
#[derive(Debug, Clone)]
pub(crate) struct Scene<A> {
    pub(crate) nodes: Vec<Node<A>>,
    /// The open dialog.
    pub(crate) dialog: Option<usize>,
    /// Whether a bound was exceeded, and something is left out or cut.
    pub(crate) exceeded: bool,
}

impl<A> Scene<A> {
    /// The index of the node of this id.
    pub(crate) fn find(&self, id: Id) -> Option<usize> {
        self.nodes.iter().position(|node| node.id == id)
    }

    /// The node of this id.
    pub(crate) fn node(&self, id: Id) -> Option<&Node<A>> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// The id of the element with this key.
    pub(crate) fn id_of(&self, key: &Key) -> Option<Id> {
        self.nodes.iter().find(|node| node.key.as_ref() == Some(key)).map(|node| node.id)
    }

    /// The indices from `index` up to the root.
    pub(crate) fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = Some(index);
        std::iter::from_fn(move || {
            let this = next?;
            let parent = self.nodes.get(this)?.parent;
            next = (parent != this).then_some(parent);
            Some(this)
        })
    }

    /// Whether this dialog is all that the window shows, so that it is the window.
    pub(crate) fn is_alone(&self, dialog: usize) -> bool {
        let is_only = |root: &Node<A>| root.children == [dialog];
        self.dialog == Some(dialog) && self.nodes.first().is_some_and(is_only)
    }

    /// Whether the node can be reached: no dialog is open, or it is in the open one.
    pub(crate) fn is_reachable(&self, index: usize) -> bool {
        self.dialog.is_none_or(|dialog| self.ancestors(index).any(|above| above == dialog))
    }
}

impl<A> Part<A> {
    /// The field that an entry is of.
    pub(crate) fn field(&self) -> Option<&Field<A>> {
        if let Self::Entry(field) = self { Some(field) } else { None }
    }

    /// What a dialog wants to have the focus when it opens.
    pub(crate) fn dialog_focus(&self) -> Option<&Key> {
        if let Self::Dialog { focus, .. } = self { focus.as_ref() } else { None }
    }
}
