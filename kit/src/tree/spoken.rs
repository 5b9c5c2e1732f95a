//! What a screen reader says by itself, in the order in which it is read.
//!
//! Platforms say every live node of an update that is new or has other words: all at once in any order, and again when only
//! its place in the tree is another one. So what is new is told in updates of its own, one after the other, and what was there
//! before is told without being live.

use accesskit::{Live, NodeId, TreeUpdate};

/// Words that were said, or will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words {
    id: NodeId,
    pub(crate) words: String,
    /// They interrupt what is said.
    pub(crate) assertive: bool,
}

/// What was told so far.
#[derive(Debug, Default)]
pub(crate) struct Spoken {
    known: Option<Vec<Words>>,
    /// What stands behind the open dialog.
    behind: Option<Vec<Words>>,
}

/// The next tree as a reader is to be told it.
#[derive(Debug)]
pub(crate) struct Telling {
    /// One update after the other.
    pub(crate) updates: Vec<TreeUpdate>,
    /// What is said of it.
    pub(crate) said: Vec<Words>,
}

impl Spoken {
    /// A reader comes, and knows nothing.
    pub(crate) fn begin(&mut self) {
        (self.known, self.behind) = (None, None);
    }

    /// Tells the next tree. Of the first one, nothing is said unless `says_first`: a reader says that a window opens, and its
    /// user looks round in it.
    pub(crate) fn tell(&mut self, tree: TreeUpdate, says_first: bool) -> Telling {
        let all = live(&tree);
        let last = self.known.replace(all.clone());
        let is_first = last.is_none();
        let last = last.unwrap_or_default();
        let mut before = last.clone();
        // A dialog is all that there is while it is open. What comes back afterwards was said.
        if tree.nodes.iter().any(|(_, node)| node.is_modal()) {
            self.behind.get_or_insert_with(|| before.clone());
        } else {
            before.extend(self.behind.take().unwrap_or_default());
        }
        if is_first && !says_first {
            return Telling { updates: vec![tree], said: Vec::new() };
        }
        let said = new(&before, &all);
        let is_moved = |words: &&Words| !last.contains(words) && !said.contains(words);
        let moved: Vec<NodeId> = all.iter().filter(is_moved).map(|words| words.id).collect();
        let is_plain = moved.is_empty() && (said.is_empty() || said.len() == 1 && !is_first);
        let mut updates = Vec::new();
        if !is_plain {
            updates.extend((0..said.len().max(1)).map(|n| until(&tree, &said, n, &moved)));
        }
        updates.push(tree);
        Telling { updates, said }
    }
}

/// The tree in which so many of the words that are to be said are there, and what was moved is not live.
fn until(tree: &TreeUpdate, said: &[Words], count: usize, moved: &[NodeId]) -> TreeUpdate {
    let rest = said.get(count..).unwrap_or_default();
    let mut update = tree.clone();
    for (id, node) in &mut update.nodes {
        let waits = rest.iter().any(|words| words.id == *id);
        if waits {
            node.clear_label();
            node.clear_value();
        }
        if waits || moved.contains(id) {
            node.set_live(Live::Off);
        }
    }
    update
}

/// Which of these were not there before, at whatever place.
fn new(before: &[Words], now: &[Words]) -> Vec<Words> {
    let mut gone: Vec<&Words> = before.iter().filter(|words| !now.contains(words)).collect();
    let mut found = Vec::new();
    for words in now.iter().filter(|words| !before.contains(words)) {
        match gone.iter().position(|gone| gone.words == words.words) {
            Some(at) => {
                gone.swap_remove(at);
            }
            None => found.push(words.clone()),
        }
    }
    found
}

/// What is live in a tree and has words, in the order of reading.
fn live(tree: &TreeUpdate) -> Vec<Words> {
    let mut found = Vec::new();
    let mut open: Vec<NodeId> = tree.tree.iter().map(|info| info.root).collect();
    while let Some(id) = open.pop() {
        let Some((_, node)) = tree.nodes.iter().find(|(node, _)| *node == id) else { continue };
        open.extend(node.children().iter().rev());
        let words = node.label().or(node.value()).unwrap_or_default();
        let is_live = matches!(node.live(), Some(Live::Polite | Live::Assertive));
        if is_live && !words.is_empty() {
            let assertive = node.live() == Some(Live::Assertive);
            found.push(Words { id, words: words.to_owned(), assertive });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use accesskit::{Node, Role, TreeId, TreeInfo};

    use super::*;

    const ROOT: NodeId = NodeId(1);

    /// A window that shows these words, each at its place.
    fn tree(words: &[(u64, &str)]) -> TreeUpdate {
        let mut root = Node::new(Role::Window);
        root.set_children(words.iter().map(|(id, _)| NodeId(*id)).collect::<Vec<_>>());
        let mut nodes = vec![(ROOT, root)];
        for (id, words) in words {
            let mut node = Node::new(Role::Status);
            node.set_label(*words);
            node.set_live(Live::Polite);
            nodes.push((NodeId(*id), node));
        }
        let info = Some(TreeInfo::new(ROOT));
        TreeUpdate { nodes, tree: info, tree_id: TreeId::ROOT, focus: ROOT }
    }

    /// A dialog that hides all else.
    fn dialog() -> TreeUpdate {
        let mut update = tree(&[(9, "")]);
        for (_, node) in update.nodes.iter_mut().skip(1) {
            node.set_role(Role::AlertDialog);
            node.set_modal();
            node.set_live(Live::Off);
        }
        update
    }

    /// What a platform says of updates: each live node that is new or has other words.
    #[derive(Default)]
    struct Platform(HashMap<NodeId, String>);

    impl Platform {
        fn says(&mut self, update: &TreeUpdate) -> Vec<String> {
            let words = |node: &Node| node.label().unwrap_or_default().to_owned();
            let is_live = |node: &Node| matches!(node.live(), Some(Live::Polite | Live::Assertive));
            let mut said = Vec::new();
            for (id, node) in &update.nodes {
                if is_live(node) && self.0.get(id) != Some(&words(node)) {
                    said.push(words(node));
                }
            }
            self.0 = update.nodes.iter().map(|(id, node)| (*id, words(node))).collect();
            said
        }
    }

    /// What is said of one tree after another, as it comes out of a platform.
    fn said(trees: &[TreeUpdate], says_first: bool) -> Vec<Vec<String>> {
        let (mut spoken, mut platform) = (Spoken::default(), Platform::default());
        let mut all = Vec::new();
        for (n, tree) in trees.iter().enumerate() {
            let Telling { updates, said } = spoken.tell(tree.clone(), says_first);
            assert_eq!(updates.last(), Some(tree), "it ends with the whole tree");
            let mut heard = Vec::new();
            for update in &updates {
                let words = platform.says(update);
                assert!(n == 0 || words.len() <= 1, "one at a time: {words:?}");
                heard.extend(words);
            }
            // A platform says nothing of the first tree.
            if n > 0 || says_first {
                let expected: Vec<_> = said.into_iter().map(|words| words.words).collect();
                assert_eq!(heard, expected);
                all.push(heard);
            }
        }
        all
    }

    #[test]
    fn what_is_new_is_said_one_after_the_other() {
        let trees = [tree(&[(2, "a")]), tree(&[(2, "a"), (4, "c"), (3, "b"), (5, "d")])];
        assert_eq!(said(&trees, false), [["c", "b", "d"]]);
    }

    #[test]
    fn what_is_moved_is_not_said_again() {
        // The first is gone: every other one has another place.
        let trees = [
            tree(&[(2, "a"), (3, "b"), (4, "c")]),
            tree(&[(2, "b"), (3, "c"), (4, "d")]),
            tree(&[(2, "x"), (3, "b"), (4, "c"), (5, "d")]),
            tree(&[(7, "b"), (8, "c")]),
        ];
        assert_eq!(said(&trees, false), [vec!["d"], vec!["x"], vec![]]);
    }

    #[test]
    fn the_same_words_twice_are_said_twice() {
        let trees = [tree(&[(2, "a")]), tree(&[(2, "a"), (3, "a")])];
        assert_eq!(said(&trees, false), [["a"]]);
    }

    #[test]
    fn what_stood_behind_a_dialog_is_not_said_again() {
        let before = tree(&[(2, "a"), (3, "b")]);
        let trees = [before.clone(), dialog(), dialog(), tree(&[(2, "a"), (3, "b"), (4, "c")])];
        assert_eq!(said(&trees, false), [vec![], vec![], vec!["c"]]);
    }

    #[test]
    fn a_window_without_the_keyboard_says_what_stands_in_it() {
        let first = tree(&[(2, "a"), (3, "b")]);
        assert_eq!(said(std::slice::from_ref(&first), true), [["a", "b"]]);
        assert_eq!(said(&[first], false), [[""; 0]; 0]);
    }
}
