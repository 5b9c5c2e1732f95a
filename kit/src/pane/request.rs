//! What assistive technology requests.

use accesskit::{Action, ActionData, ActionRequest};

use super::{Pane, Tools};
use crate::edit::Editor;
use crate::scene::Id;
use crate::text::Texts;
use crate::tree::entry::byte_of;
use crate::view::{Activation, Origin};

impl<A: Clone> Pane<A> {
    pub(super) fn request(
        &mut self,
        request: &ActionRequest,
        tools: &mut Tools<'_>,
    ) -> Vec<Activation<A>> {
        let id = Id(request.target_node.0);
        let Some(index) = self.scene.find(id).filter(|index| self.scene.is_reachable(*index))
        else {
            return Vec::new();
        };
        match (request.action, &request.data) {
            (Action::Click, _) if self.can_activate(index) => {
                self.activate(id, Origin::Accessibility, tools)
            }
            (Action::Click | Action::Focus, _) if self.can_focus(index) => {
                self.set_focus(id, Origin::Accessibility, tools);
                self.ring = true;
                self.reveal(id, tools);
                Vec::new()
            }
            (Action::SetValue, Some(ActionData::Value(text))) => {
                let edit = |editor: &mut Editor, texts: &mut Texts| editor.replace(text, texts);
                self.edit(id, Origin::Accessibility, tools, edit)
            }
            (Action::ReplaceSelectedText, Some(ActionData::Value(text))) => {
                let edit = |editor: &mut Editor, texts: &mut Texts| editor.insert(text, texts);
                self.edit(id, Origin::Accessibility, tools, edit)
            }
            (Action::SetTextSelection, Some(ActionData::SetTextSelection(selection))) => {
                let edit = |editor: &mut Editor, texts: &mut Texts| {
                    let byte = |position: accesskit::TextPosition| {
                        byte_of(editor, position.character_index)
                    };
                    let (anchor, focus) = (byte(selection.anchor), byte(selection.focus));
                    editor.select(anchor, focus, texts);
                    crate::edit::Edited::Used
                };
                self.edit(id, Origin::Accessibility, tools, edit)
            }
            (Action::ScrollIntoView, _) => {
                self.reveal(id, tools);
                Vec::new()
            }
            (Action::ScrollDown | Action::ScrollUp, _) => {
                if let Some(scroll) = self.frame.at(index).scroll {
                    let page = scroll.viewport.height * 0.9;
                    let by = if request.action == Action::ScrollDown { page } else { -page };
                    self.scroll_to(index, scroll, scroll.offset + by, tools);
                }
                Vec::new()
            }
            _other => Vec::new(),
        }
    }
}
