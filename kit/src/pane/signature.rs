//! Whether a pane looks and says the same as before.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::Pane;
use super::parts::hash_rect;
use crate::layout::Scrolled;

impl<A: Clone> Pane<A> {
    /// A number that is the same as long as the window looks the same and says the same.
    pub(crate) fn signature(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.title.hash(&mut hasher);
        (self.focus, self.ring(), self.hover, self.pressed, self.active).hash(&mut hasher);
        (self.look.scheme, self.look.contrast, self.look.direction).hash(&mut hasher);
        (self.metrics.scale.to_bits(), self.metrics.text.to_bits()).hash(&mut hasher);
        (self.size.width.to_bits(), self.size.height.to_bits()).hash(&mut hasher);
        for (node, place) in self.scene.nodes.iter().zip(&self.frame.placed) {
            node.id.hash(&mut hasher);
            node.part.hash_look(&mut hasher);
            node.group.hash(&mut hasher);
            hash_rect(place.bounds, &mut hasher);
            hash_rect(place.clip, &mut hasher);
            if let Some(Scrolled { content, offset, .. }) = place.scroll {
                (content.to_bits(), offset.to_bits()).hash(&mut hasher);
            }
            if let Some(editor) = self.editors.get(&node.id) {
                (editor.shown(), editor.selected(), editor.moved.to_bits()).hash(&mut hasher);
            }
        }
        hasher.finish()
    }
}
