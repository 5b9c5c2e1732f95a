//! What has the focus, and in which order it moves.

use super::{Pane, Tools};
use crate::edit::Editor;
use crate::layout::{ScrollAt, Scrolled};
use crate::scene::{Id, Part, ROOT};
use crate::view::{Activation, Origin};

impl<A: Clone> Pane<A> {
    /// Whether a node can be activated: shown enabled, and no dialog in front of it.
    pub(crate) fn can_activate(&self, index: usize) -> bool {
        let is_active = match self.scene.nodes.get(index).map(|node| &node.part) {
            Some(Part::Button(button)) => button.is_active(),
            Some(Part::Check(check)) => check.is_active(),
            _other => false,
        };
        is_active && self.scene.is_reachable(index)
    }

    /// Whether a node can have the focus.
    pub(crate) fn can_focus(&self, index: usize) -> bool {
        let Some(node) = self.scene.nodes.get(index) else {
            return false;
        };
        let takes = match &node.part {
            Part::Button(_) | Part::Check(_) => return self.can_activate(index),
            Part::Entry(field) => field.enabled,
            Part::Scroll(_) | Part::Log(_) => {
                self.frame.at(index).scroll.is_some_and(|scroll| scroll.most() > 0.0)
            }
            Part::Dialog { .. } => Some(index) == self.scene.dialog,
            Part::Root
            | Part::Text(_)
            | Part::Image(_)
            | Part::Progress(_)
            | Part::Status(_)
            | Part::Space(_)
            | Part::Row(_)
            | Part::Column(_)
            | Part::List(_)
            | Part::ListRow
            | Part::Panel { .. } => false,
        };
        takes && self.scene.is_reachable(index)
    }

    /// What Tab goes through, in the order of reading.
    pub(crate) fn order(&self) -> Vec<Id> {
        let nodes = self.scene.nodes.iter().enumerate();
        // A dialog has the focus when it opens; Tab does not return to it.
        let stops = nodes.filter(|(index, node)| {
            !matches!(node.part, Part::Dialog { .. }) && self.can_focus(*index)
        });
        stops.map(|(_, node)| node.id).collect()
    }

    /// Moves the focus to the next element, or to the one before.
    pub(super) fn step(&mut self, backwards: bool, tools: &mut Tools<'_>) {
        let order = self.order();
        let Some(last) = order.len().checked_sub(1) else {
            return;
        };
        let next = match (order.iter().position(|id| *id == self.focus), backwards) {
            (None, false) => 0,
            (None, true) | (Some(0), true) => last,
            (Some(at), true) => at - 1,
            (Some(at), false) => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
        };
        if let Some(id) = order.get(next) {
            self.set_focus(*id, Origin::Key, tools);
            self.ring = true;
            if let Some(editor) = self.editors.get_mut(id) {
                editor.select_all(tools.texts);
            }
            self.reveal(*id, tools);
        }
    }

    /// Gives the focus to an element, which leaves another one.
    pub(super) fn set_focus(&mut self, id: Id, origin: Origin, tools: &mut Tools<'_>) {
        if self.focus != id {
            self.focused = (tools.now, origin);
            if let Some(editor) = self.editors.get_mut(&self.focus) {
                editor.leave(tools.texts);
            }
            self.focus = id;
        }
    }

    /// After a new view: a dialog that opened takes the focus, one that closed gives it back, and what is gone
    /// leaves it to nothing, never to another element, which Enter could then activate unseen. Returns whether
    /// the focus moved.
    pub(super) fn keep_focus(&mut self, tools: &mut Tools<'_>) -> bool {
        let before = self.focus;
        let open = self.scene.dialog.and_then(|index| self.scene.nodes.get(index));
        match (open.map(|node| node.id), self.dialog) {
            (Some(id), Some((was, _))) if id == was => {}
            (Some(id), was) => {
                let return_to = was.map_or(self.focus, |(_, return_to)| return_to);
                self.dialog = Some((id, return_to));
                let wanted = open.and_then(|node| node.part.dialog_focus());
                let wanted = wanted.and_then(|key| self.scene.id_of(key));
                let wanted = wanted.filter(|id| self.can_focus_id(*id)).unwrap_or(id);
                self.set_focus(wanted, Origin::System, tools);
                self.ring = true;
                self.pressed = None;
                self.drag = None;
            }
            (None, Some((_, return_to))) => {
                self.dialog = None;
                self.set_focus(return_to, Origin::System, tools);
            }
            (None, None) => {}
        }
        if self.focus != ROOT && !self.can_focus_id(self.focus) {
            let fallback = open_dialog_or_root(&self.scene);
            self.focus = fallback;
            self.focused = (tools.now, Origin::System);
        }
        self.focus != before
    }

    fn can_focus_id(&self, id: Id) -> bool {
        self.scene.find(id).is_some_and(|index| self.can_focus(index))
    }

    /// Scrolls so that an element is seen.
    pub(super) fn reveal(&mut self, id: Id, tools: &mut Tools<'_>) {
        let Some(index) = self.scene.find(id) else {
            return;
        };
        let above: Vec<_> = self.scene.ancestors(index).skip(1).collect();
        let margin = self.metrics.px(12.0);
        for ancestor in above {
            let Some(scroll) = self.frame.at(ancestor).scroll else {
                continue;
            };
            let bounds = self.frame.at(index).bounds.inset(-margin);
            let view = scroll.viewport;
            let by = if bounds.y < view.y {
                bounds.y - view.y
            } else {
                (bounds.bottom() - view.bottom()).max(0.0).min(bounds.y - view.y)
            };
            if by != 0.0 {
                self.scroll_to(ancestor, scroll, scroll.offset + by, tools);
            }
        }
    }

    /// Scrolls a part to an offset.
    pub(super) fn scroll_to(
        &mut self,
        index: usize,
        scroll: Scrolled,
        offset: f32,
        tools: &mut Tools<'_>,
    ) {
        let Some(node) = self.scene.nodes.get(index) else {
            return;
        };
        let offset = offset.clamp(0.0, scroll.most());
        let away = offset + 1.0 < scroll.most();
        self.scrolls.insert(node.id, ScrollAt { offset, away });
        self.lay_out(tools);
    }

    /// Activates a button or check box.
    pub(super) fn activate(&self, id: Id, origin: Origin, tools: &Tools<'_>) -> Vec<Activation<A>> {
        let Some(index) = self.scene.find(id).filter(|index| self.can_activate(*index)) else {
            return Vec::new();
        };
        let (action, guarded) = match self.scene.nodes.get(index).map(|node| &node.part) {
            Some(Part::Button(button)) => (button.action.clone(), button.guarded),
            Some(Part::Check(check)) => (check.action.clone(), check.guarded),
            _other => (None, false),
        };
        let activation = |action| self.activation(id, action, guarded, origin, tools.now);
        action.map(activation).into_iter().collect()
    }

    /// The editor of a field.
    pub(super) fn editor_mut(&mut self, id: Id) -> Option<&mut Editor> {
        self.editors.get_mut(&id)
    }
}

fn open_dialog_or_root<A>(scene: &crate::scene::Scene<A>) -> Id {
    scene.dialog.and_then(|index| scene.nodes.get(index)).map_or(ROOT, |node| node.id)
}
