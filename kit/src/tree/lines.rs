//! A tree as text, for tests.

use accesskit::{Live, NodeId, Role, TreeUpdate};

/// A tree as lines: role, name, state and value, and the rectangle when `bounds`.
pub(crate) fn text(tree: &TreeUpdate, bounds: bool) -> String {
    let mut lines = String::new();
    if let Some(info) = &tree.tree {
        write_node(tree, info.root, 0, bounds, &mut lines);
    }
    lines
}

fn write_node(tree: &TreeUpdate, id: NodeId, depth: usize, bounds: bool, lines: &mut String) {
    let Some((_, node)) = tree.nodes.iter().find(|(node, _)| *node == id) else {
        return;
    };
    // Containers without a name say nothing.
    let is_said = node.role() != Role::GenericContainer && node.role() != Role::TextRun;
    if is_said {
        let mut line = format!("{}{:?}", "  ".repeat(depth), node.role());
        let mut add = |word: String| {
            line.push(' ');
            line.push_str(&word);
        };
        if let Some(name) = node.label() {
            add(format!("{name:?}"));
        }
        if let Some(value) = node.value().filter(|value| node.label() != Some(*value)) {
            add(format!("={value:?}"));
        }
        if let Some(value) = node.numeric_value() {
            add(format!("={value}"));
        }
        if let Some(description) = node.description() {
            add(format!("({description})"));
        }
        if let Some(toggled) = node.toggled() {
            add(format!("toggled={toggled:?}"));
        }
        if let Some(live) = node.live().filter(|live| *live != Live::Off) {
            add(format!("live={live:?}"));
        }
        if let Some(is_expanded) = node.is_expanded() {
            add(format!("expanded={is_expanded}"));
        }
        let states = [
            (node.is_disabled(), "disabled"),
            (node.is_modal(), "modal"),
            (node.is_read_only(), "read-only"),
            (node.invalid().is_some(), "invalid"),
            (tree.focus == id && depth > 0, "focused"),
        ];
        for (_, state) in states.iter().filter(|(is, _)| *is) {
            add((*state).to_owned());
        }
        if let Some(rect) = node.bounds().filter(|_| bounds) {
            add(format!("[{} {} {} {}]", rect.x0, rect.y0, rect.width(), rect.height()));
        }
        lines.push_str(&line);
        lines.push('\n');
    }
    let below = if is_said { depth + 1 } else { depth };
    for child in node.children() {
        write_node(tree, *child, below, bounds, lines);
    }
}
