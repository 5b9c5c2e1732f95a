//! The text of a field in the tree.

use accesskit::{Action, Invalid, Node, NodeId, Role, TextDirection, TextPosition, TextSelection};

use crate::edit::Editor;
use crate::element::Field;
use crate::pane::Pane;
use crate::scene::Id;
use crate::theme::Direction;

/// What is told of a field's text: the value, and a run of characters in which the caret stands.
pub(super) fn entry<A: Clone>(
    field: &Field<A>,
    editor: &Editor,
    id: Id,
    pane: &Pane<A>,
    index: usize,
    node: &mut Node,
) -> (NodeId, Node) {
    let shown = editor.shown();
    node.set_value(shown);
    if let Some(placeholder) = &field.placeholder {
        node.set_placeholder(placeholder.as_str());
    }
    if field.error.is_some() {
        node.set_invalid(Invalid::True);
    }
    if field.read_only {
        node.set_read_only();
    } else if pane.can_focus(index) {
        node.add_action(Action::SetValue);
        node.add_action(Action::ReplaceSelectedText);
    }
    node.add_action(Action::SetTextSelection);
    let run_id = NodeId(id.0 ^ RUN);
    let lengths = character_lengths(editor);
    let position = |byte| TextPosition { node: run_id, character_index: index_of(&lengths, byte) };
    let (anchor, focus) = editor.selected();
    node.set_text_selection(TextSelection { anchor: position(anchor), focus: position(focus) });
    node.push_child(run_id);
    let mut run = Node::new(Role::TextRun);
    run.set_value(shown);
    if let Some(bounds) = node.bounds() {
        run.set_bounds(bounds);
    }
    let is_rtl =
        editor.is_rtl() || shown.is_empty() && pane.metrics.direction == Direction::RightToLeft;
    run.set_text_direction(if is_rtl {
        TextDirection::RightToLeft
    } else {
        TextDirection::LeftToRight
    });
    run.set_character_lengths(lengths);
    (run_id, run)
}

/// Makes the id of a field's run from that of the field.
const RUN: u64 = 0x5275_6e00_0000_0000;

/// The bytes of each character of an editor's text, as the user sees characters.
fn character_lengths(editor: &Editor) -> Vec<u8> {
    let shown = editor.shown();
    let mut ranges = Vec::new();
    for line in editor.layout().iter().flat_map(|layout| layout.lines()) {
        for run in line.runs() {
            ranges.extend(run.clusters().map(|cluster| cluster.text_range()));
        }
    }
    // Runs are in visual order.
    ranges.sort_by_key(|range| range.start);
    let mut end = 0;
    let mut lengths = Vec::new();
    for range in ranges {
        match u8::try_from(range.len()) {
            Ok(length) if range.start == end => lengths.push(length),
            Ok(_) | Err(_) => break,
        }
        end = range.end;
    }
    if end == shown.len() {
        return lengths;
    }
    shown.chars().map(|c| c.len_utf8() as u8).collect()
}

fn index_of(lengths: &[u8], byte: usize) -> usize {
    let mut end = 0;
    let before = lengths.iter().take_while(|length| {
        end += usize::from(**length);
        end <= byte
    });
    before.count()
}

/// The byte of an editor's text at which a character begins; its end for one that is not there.
pub(crate) fn byte_of(editor: &Editor, character: usize) -> usize {
    character_lengths(editor).iter().take(character).map(|length| usize::from(*length)).sum()
}
