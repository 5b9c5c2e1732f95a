//! A tree as a list, for tests that look at each element.

use accesskit::{Action, Live, NodeId, Role, Toggled, TreeUpdate};

use crate::geometry::Rect;

/// What a screen reader is told of one element.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its role.
    pub role: Role,
    /// Its name; of other words than those of a control, what they say.
    pub name: String,
    /// What is written in it.
    pub value: String,
    /// What is said after the name.
    pub description: String,
    /// The names of the groups in which it is, the outermost first.
    pub groups: Vec<String>,
    /// Whether a change of it is said, and interrupts.
    pub live: Option<bool>,
    /// It is one of several, or ticked: whether it holds.
    pub toggled: Option<bool>,
    /// It can have the keyboard.
    pub can_focus: bool,
    /// It can be pressed.
    pub can_press: bool,
    /// Where it is in the window, in physical pixels.
    pub bounds: Rect,
}

/// All elements that say something, in the order of the tree.
pub(crate) fn told(tree: &TreeUpdate) -> Vec<Told> {
    let mut all = Vec::new();
    if let Some(info) = &tree.tree {
        add(tree, info.root, &[], &mut all);
    }
    all
}

fn add(tree: &TreeUpdate, id: NodeId, groups: &[String], all: &mut Vec<Told>) {
    let Some((_, node)) = tree.nodes.iter().find(|(node, _)| *node == id) else { return };
    let name = node.label().or(node.value()).unwrap_or_default().to_owned();
    let mut within = groups.to_vec();
    if matches!(node.role(), Role::Group | Role::Log | Role::AlertDialog) {
        within.push(name.clone());
    }
    if node.role() != Role::GenericContainer && node.role() != Role::TextRun {
        let bounds = node.bounds().unwrap_or_default();
        let [x, y, width, height] = [bounds.x0, bounds.y0, bounds.width(), bounds.height()];
        all.push(Told {
            role: node.role(),
            name,
            value: node.value().unwrap_or_default().to_owned(),
            description: node.description().unwrap_or_default().to_owned(),
            groups: groups.to_vec(),
            live: match node.live() {
                Some(Live::Polite) => Some(false),
                Some(Live::Assertive) => Some(true),
                Some(Live::Off) | None => None,
            },
            toggled: node.toggled().map(|toggled| toggled == Toggled::True),
            can_focus: node.supports_action(Action::Focus),
            can_press: node.supports_action(Action::Click),
            bounds: Rect::new(x as f32, y as f32, width as f32, height as f32),
        });
    }
    for child in node.children() {
        add(tree, *child, &within, all);
    }
}
