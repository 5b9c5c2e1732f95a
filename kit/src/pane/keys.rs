//! What keys do.

use super::{Pane, Pasting, Tools};
use crate::edit::Edited;
use crate::input::{KeyName, KeyPress};
use crate::scene::{Id, Part};
use crate::view::{Activation, Origin};

impl<A: Clone> Pane<A> {
    pub(super) fn key(&mut self, key: &KeyPress, tools: &mut Tools<'_>) -> Vec<Activation<A>> {
        let focus = self.focus;
        if self.editors.contains_key(&focus) {
            self.ring = true;
            let mut edited = Edited::Unused;
            let activations = {
                let clipboard = &mut *tools.clipboard;
                let mut inner = Tools { texts: tools.texts, clipboard, now: tools.now };
                self.edit_by_key(focus, key, &mut inner, &mut edited)
            };
            if edited != Edited::Unused {
                return activations;
            }
        }
        match key.name {
            KeyName::Tab => {
                self.step(key.modifiers.shift, tools);
                Vec::new()
            }
            KeyName::Enter | KeyName::Space if key.repeat => Vec::new(),
            KeyName::Enter => self.enter(focus, tools),
            KeyName::Space => {
                self.ring = true;
                self.activate(focus, Origin::Key, tools)
            }
            KeyName::Escape => self.escape(tools),
            KeyName::Up
            | KeyName::Down
            | KeyName::PageUp
            | KeyName::PageDown
            | KeyName::Home
            | KeyName::End => {
                self.scroll_by_key(key.name, tools);
                Vec::new()
            }
            KeyName::Left
            | KeyName::Right
            | KeyName::Backspace
            | KeyName::Delete
            | KeyName::Copy
            | KeyName::Cut
            | KeyName::Paste
            | KeyName::SelectAll
            | KeyName::Other => Vec::new(),
        }
    }

    fn edit_by_key(
        &mut self,
        focus: Id,
        key: &KeyPress,
        tools: &mut Tools<'_>,
        edited: &mut Edited,
    ) -> Vec<Activation<A>> {
        if key.name == KeyName::Paste {
            self.pasting = Some(Pasting { field: focus, is_asked: false });
        }
        if let Some(editor) = self.editor_mut(focus) {
            *edited = editor.key(key, tools.texts, tools.clipboard);
        }
        let edited = *edited;
        self.edit(focus, Origin::Key, tools, |_, _| edited)
    }

    fn enter(&mut self, focus: Id, tools: &Tools<'_>) -> Vec<Activation<A>> {
        self.ring = true;
        match self.scene.node(focus).map(|node| &node.part) {
            Some(Part::Button(_)) => self.activate(focus, Origin::Key, tools),
            Some(Part::Entry(field)) => {
                let text = self.editor(focus).map(|editor| editor.text()).unwrap_or_default();
                let action = field.on_submit.as_ref().map(|on_submit| on_submit.make(text));
                let now = tools.now;
                let submitted =
                    action.map(|action| self.activation(focus, action, false, Origin::Key, now));
                submitted.into_iter().collect()
            }
            _other => Vec::new(),
        }
    }

    fn escape(&self, tools: &Tools<'_>) -> Vec<Activation<A>> {
        let dialog = self.scene.dialog.and_then(|index| self.scene.nodes.get(index));
        let Some((id, Part::Dialog { escape: Some(action), .. })) =
            dialog.map(|node| (node.id, &node.part))
        else {
            return Vec::new();
        };
        vec![self.activation(id, action.clone(), false, Origin::Key, tools.now)]
    }

    /// Scrolls what has the focus, or the nearest part around it that can be scrolled; without one the first that can.
    fn scroll_by_key(&mut self, name: KeyName, tools: &mut Tools<'_>) {
        let start = self.scene.find(self.focus).unwrap_or_default();
        let start = if start == 0 { self.scene.dialog.unwrap_or(0) } else { start };
        let can_scroll = |index: usize| {
            let scroll = self.frame.at(index).scroll?;
            (scroll.most() > 0.0).then_some((index, scroll))
        };
        let around = self.scene.ancestors(start).find_map(can_scroll);
        let reachable = (0..self.scene.nodes.len()).filter(|index| self.scene.is_reachable(*index));
        let found = around.or_else(|| reachable.into_iter().find_map(can_scroll));
        let Some((index, scroll)) = found else {
            return;
        };
        let line = self.metrics.px(48.0);
        let page = (scroll.viewport.height - line).max(line);
        let steps = [
            (KeyName::Up, scroll.offset - line),
            (KeyName::Down, scroll.offset + line),
            (KeyName::PageUp, scroll.offset - page),
            (KeyName::PageDown, scroll.offset + page),
            (KeyName::Home, 0.0),
            (KeyName::End, scroll.most()),
        ];
        let step = steps.iter().find(|(key, _)| *key == name);
        let offset = step.map_or(scroll.offset, |(_, offset)| *offset);
        self.scroll_to(index, scroll, offset, tools);
    }
}
