//! What a screen reader is told: the tree of a pane.

pub(crate) mod entry;
pub(crate) mod lines;
pub(crate) mod spoken;
pub(crate) mod told;

use accesskit::{
    Action, Live, Node, NodeId, Orientation, Rect as TreeRect, Role, Toggled, TreeId, TreeInfo,
    TreeUpdate,
};

use crate::element::{Status, Text};
use crate::geometry::Rect;
use crate::pane::Pane;
use crate::scene::{Id, Part, ROOT};

/// The whole tree of a pane. While a dialog is open, the rest of the window is not in it.
pub(crate) fn tree<A: Clone>(pane: &Pane<A>) -> TreeUpdate {
    let mut nodes = Vec::new();
    let top = pane.scene.dialog.map_or_else(|| children(pane, 0), |dialog| vec![dialog]);
    let mut root = Node::new(Role::Window);
    root.set_label(pane.title.as_str());
    root.set_bounds(rect(Rect::new(0.0, 0.0, pane.frame.size.width, pane.frame.size.height)));
    root.set_children(ids(pane, &top));
    nodes.push((NodeId(ROOT.0), root));
    let mut open = top;
    while let Some(index) = open.pop() {
        let below = children(pane, index);
        if let Some(node) = pane.scene.nodes.get(index) {
            add(pane, index, node.id, &below, &mut nodes);
        }
        open.extend(below);
    }
    join_log_lines(pane, &mut nodes);
    let mut info = TreeInfo::new(NodeId(ROOT.0));
    info.toolkit_name = Some("kit".to_owned());
    TreeUpdate { nodes, tree: Some(info), tree_id: TreeId::ROOT, focus: NodeId(pane.focus.0) }
}

/// The children of a node that are in the tree. A dialog that is not the open one is not.
fn children<A: Clone>(pane: &Pane<A>, index: usize) -> Vec<usize> {
    let children = pane.scene.nodes.get(index).map(|node| node.children.as_slice());
    let is_told = |child: &&usize| {
        pane.scene.nodes.get(**child).is_some_and(|node| {
            let is_dialog = matches!(node.part, Part::Dialog { .. });
            !node.silent && !is_dialog && !matches!(node.part, Part::Space(_))
        })
    };
    children.unwrap_or_default().iter().filter(is_told).copied().collect()
}

fn ids<A>(pane: &Pane<A>, indices: &[usize]) -> Vec<NodeId> {
    let nodes = indices.iter().filter_map(|index| pane.scene.nodes.get(*index));
    nodes.map(|node| NodeId(node.id.0)).collect()
}

fn add<A: Clone>(
    pane: &Pane<A>,
    index: usize,
    id: Id,
    below: &[usize],
    nodes: &mut Vec<(NodeId, Node)>,
) {
    let Some(crate::scene::Node { part, group, .. }) = pane.scene.nodes.get(index) else {
        return;
    };
    let mut node = Node::new(Role::GenericContainer);
    node.set_bounds(rect(pane.frame.at(index).bounds));
    node.set_children(ids(pane, below));
    describe(part, &mut node);
    if let Some(name) = group {
        node.set_role(Role::Group);
        node.set_label(name.as_str());
    }
    if pane.can_activate(index) {
        node.add_action(Action::Click);
    }
    if pane.can_focus(index) {
        node.add_action(Action::Focus);
    }
    if let Some(scroll) = pane.frame.at(index).scroll {
        // A platform leaves out what is clipped away, and so would not say what changes there.
        if !has_live(pane, index) {
            node.set_clips_children();
        }
        node.set_scroll_y(f64::from(scroll.offset));
        node.set_scroll_y_min(0.0);
        node.set_scroll_y_max(f64::from(scroll.most()));
        if scroll.most() > 0.0 {
            node.add_action(Action::ScrollUp);
            node.add_action(Action::ScrollDown);
        }
    }
    if let (Part::Entry(field), Some(editor)) = (part, pane.editor(id)) {
        let run = entry::entry(field, editor, id, pane, index, &mut node);
        nodes.push(run);
    }
    nodes.push((NodeId(id.0), node));
}

/// Each line of a log is said as one: who wrote it, and what.
fn join_log_lines<A: Clone>(pane: &Pane<A>, nodes: &mut [(NodeId, Node)]) {
    let logs = pane.scene.nodes.iter().filter(|node| matches!(node.part, Part::Log(_)));
    for line in logs.flat_map(|log| &log.children) {
        let (mut words, mut open) = (Vec::new(), vec![*line]);
        let is_said =
            !pane.scene.nodes.get(*line).is_some_and(
                |line| matches!(&line.part, Part::Text(text) if text.said == Some(false)),
            );
        while let Some(index) = open.pop() {
            let Some(below) = pane.scene.nodes.get(index) else { continue };
            if let Part::Text(text) = &below.part {
                words.push(text.words.as_str());
            }
            open.extend(below.children.iter().rev());
            let node = nodes.iter_mut().find(|(id, _)| id.0 == below.id.0);
            if let Some((_, node)) = node {
                let is_live = is_said && index == *line;
                node.set_live(if is_live { Live::Polite } else { Live::Off });
            }
        }
        let id = pane.scene.nodes.get(*line).map(|node| node.id.0);
        let node = nodes.iter_mut().find(|(node, _)| Some(node.0) == id);
        if let Some((_, node)) = node.filter(|(_, node)| node.role() == Role::GenericContainer) {
            node.set_role(Role::Group);
            node.set_label(words.join(": "));
        }
    }
}

/// Whether a node, or one below it, says what changes.
fn has_live<A>(pane: &Pane<A>, index: usize) -> bool {
    let mut open = vec![index];
    while let Some(index) = open.pop() {
        let Some(node) = pane.scene.nodes.get(index) else { continue };
        let is_said = matches!(&node.part, Part::Status(status) if !status.unsaid);
        if is_said || matches!(node.part, Part::Log(_)) {
            return true;
        }
        open.extend(&node.children);
    }
    false
}

/// Role, name and state.
fn describe<A>(part: &Part<A>, node: &mut Node) {
    match part {
        Part::Root | Part::Row(_) | Part::Column(_) | Part::Space(_) => {}
        Part::Text(text) => describe_text(text, node),
        Part::Button(button) => {
            node.set_role(Role::Button);
            named(node, &button.label, button.description.as_deref(), button.is_active());
            if let Some(is_chosen) = button.chosen {
                node.set_role(Role::RadioButton);
                node.set_toggled(if is_chosen { Toggled::True } else { Toggled::False });
            }
            if let Some(is_expanded) = button.expanded {
                node.set_expanded(is_expanded);
            }
        }
        Part::Check(check) => {
            node.set_role(Role::CheckBox);
            named(node, &check.label, check.description.as_deref(), check.is_active());
            node.set_toggled(if check.checked { Toggled::True } else { Toggled::False });
        }
        Part::Entry(field) => {
            node.set_role(Role::TextInput);
            let words = [field.error.as_deref(), field.description.as_deref()];
            let words: Vec<_> = words.into_iter().flatten().collect();
            let description = (!words.is_empty()).then(|| words.join(" "));
            named(node, &field.label, description.as_deref(), field.enabled);
        }
        Part::Image(image) => {
            node.set_role(Role::Image);
            node.set_label(image.name.as_str());
        }
        Part::Progress(progress) => {
            node.set_role(Role::ProgressIndicator);
            node.set_label(progress.name.as_str());
            node.set_orientation(Orientation::Horizontal);
            if let Some(part) = progress.part.filter(|part| part.is_finite()) {
                node.set_numeric_value(f64::from((part.clamp(0.0, 1.0) * 100.0).round()));
                node.set_min_numeric_value(0.0);
                node.set_max_numeric_value(100.0);
            }
        }
        Part::Status(status) => describe_status(status, node),
        Part::List(name) => {
            node.set_role(Role::List);
            node.set_label(name.as_str());
        }
        Part::ListRow => node.set_role(Role::ListItem),
        Part::Log(name) => {
            // Its lines are live, each by itself.
            node.set_role(Role::Log);
            node.set_label(name.as_str());
        }
        Part::Panel { name: Some(name), .. } => {
            node.set_role(Role::Group);
            node.set_label(name.as_str());
        }
        Part::Panel { name: None, .. } => {}
        Part::Scroll(name) => {
            node.set_role(Role::ScrollView);
            node.set_label(name.as_str());
        }
        Part::Dialog { title, .. } => {
            node.set_role(Role::AlertDialog);
            node.set_label(title.as_str());
            node.set_modal();
        }
    }
}

fn describe_text(text: &Text, node: &mut Node) {
    match text.heading {
        Some(level) => {
            node.set_role(Role::Heading);
            node.set_level(usize::from(level));
            node.set_label(text.words.as_str());
        }
        None => {
            node.set_role(Role::Label);
            node.set_value(text.words.as_str());
        }
    }
    if text.said == Some(true) {
        node.set_live(Live::Polite);
    }
}

fn describe_status(status: &Status, node: &mut Node) {
    if status.unsaid {
        node.set_role(Role::Label);
        node.set_value(status.words.as_str());
        return;
    }
    node.set_role(if status.assertive { Role::Alert } else { Role::Status });
    node.set_live(if status.assertive { Live::Assertive } else { Live::Polite });
    node.set_live_atomic();
    node.set_value(status.words.as_str());
    node.set_label(status.words.as_str());
}

fn named(node: &mut Node, name: &str, description: Option<&str>, enabled: bool) {
    node.set_label(name);
    if let Some(description) = description {
        node.set_description(description);
    }
    if !enabled {
        node.set_disabled();
    }
}

fn rect(bounds: Rect) -> TreeRect {
    TreeRect {
        x0: f64::from(bounds.x),
        y0: f64::from(bounds.y),
        x1: f64::from(bounds.right()),
        y1: f64::from(bounds.bottom()),
    }
}
