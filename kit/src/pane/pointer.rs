//! What the pointer does.

use super::parts::{Bar, Shape, text_origin};
use super::{Drag, Pane, Tools};
use crate::geometry::{Point, Rect};
use crate::layout::Scrolled;
use crate::scene::{Id, Part};
use crate::view::{Activation, Origin};

impl<A: Clone> Pane<A> {
    /// What the pointer should look like where it is.
    pub(crate) fn shape(&self) -> Shape {
        match self.hover {
            Some(id) if self.editors.contains_key(&id) => Shape::Text,
            Some(_) => Shape::Hand,
            None => Shape::Arrow,
        }
    }

    /// What can be operated at a point.
    pub(super) fn hit(&self, at: Point) -> Option<Id> {
        let nodes = self.scene.nodes.iter().enumerate().rev();
        let mut at_point = nodes.filter(|(index, node)| {
            let part = &node.part;
            let is_field = matches!(part, Part::Entry(field) if field.enabled);
            let can = self.can_activate(*index) || is_field && self.scene.is_reachable(*index);
            can && self.frame.at(*index).visible().contains(at)
        });
        at_point.next().map(|(_, node)| node.id)
    }

    /// The window came to the pointer, or away from it: `at` is where the pointer is in it, `None` when it is elsewhere. What is
    /// under the pointer now was not chosen with it.
    pub(crate) fn find_pointer(&mut self, at: Option<Point>) {
        self.pointer = at;
        self.knows_pointer = true;
        self.hover = at.and_then(|at| self.hit(at));
        for (id, shown) in &mut self.shown {
            let place = self.scene.find(*id).map(|index| self.frame.at(index).visible());
            shown.pointer_waited = at.zip(place).is_some_and(|(at, place)| place.contains(at));
        }
    }

    /// Where what is guarded is in the window, and can be activated.
    pub(crate) fn guarded(&self) -> Vec<Rect> {
        let is_guarded = |index: usize| match self.scene.nodes.get(index).map(|node| &node.part) {
            Some(Part::Button(button)) => button.guarded,
            Some(Part::Check(check)) => check.guarded,
            _other => false,
        };
        let all = 0..self.scene.nodes.len();
        let guarded = all.filter(|index| is_guarded(*index) && self.can_activate(*index));
        guarded.map(|index| self.frame.at(index).visible()).collect()
    }

    pub(super) fn pointer_moved(&mut self, at: Point, tools: &mut Tools<'_>) {
        self.pointer = Some(at);
        self.hover = self.hit(at);
        match self.drag {
            Some(Drag::Selection(id)) => {
                if let Some((x, y)) = self.in_text(id, at)
                    && let Some(editor) = self.editor_mut(id)
                {
                    editor.drag(x, y, tools.texts);
                    self.lay_out(tools);
                }
            }
            Some(Drag::Thumb(id, grip)) => {
                let index = self.scene.find(id);
                let scroll = index.and_then(|index| self.frame.at(index).scroll);
                if let (Some(index), Some(scroll)) = (index, scroll)
                    && let Some(bar) = Bar::new(scroll, self.metrics)
                {
                    self.scroll_to(index, scroll, bar.offset_at(at.y - grip), tools);
                }
            }
            None => {}
        }
    }

    pub(super) fn pointer_pressed(&mut self, clicks: u8, tools: &mut Tools<'_>) {
        let Some(at) = self.pointer else {
            return;
        };
        self.ring = false;
        self.pressed = self.hit(at);
        let Some(id) = self.pressed else {
            self.grip(at, tools);
            return;
        };
        self.set_focus(id, Origin::Pointer, tools);
        if let Some((x, y)) = self.in_text(id, at)
            && let Some(editor) = self.editor_mut(id)
        {
            editor.press(x, y, clicks, tools.texts);
            self.drag = Some(Drag::Selection(id));
            self.lay_out(tools);
        }
    }

    pub(super) fn pointer_released(&mut self, tools: &Tools<'_>) -> Vec<Activation<A>> {
        self.drag = None;
        let pressed = self.pressed.take();
        // Released elsewhere: the user thought better of it.
        match pressed.filter(|id| self.pointer.and_then(|at| self.hit(at)) == Some(*id)) {
            Some(id) => self.activate(id, Origin::Pointer, tools),
            None => Vec::new(),
        }
    }

    pub(super) fn wheel(&mut self, by: f32, tools: &mut Tools<'_>) {
        if let Some(at) = self.pointer
            && let Some((index, scroll)) = self.scrollable_at(at, by)
        {
            self.scroll_to(index, scroll, scroll.offset + by, tools);
        }
    }

    /// The innermost part at a point that can be scrolled in this direction.
    fn scrollable_at(&self, at: Point, by: f32) -> Option<(usize, Scrolled)> {
        let indices = (0..self.scene.nodes.len()).rev();
        indices.filter(|index| self.scene.is_reachable(*index)).find_map(|index| {
            let place = self.frame.at(index);
            let scroll = place.scroll.filter(|_| place.visible().contains(at))?;
            let room = if by > 0.0 { scroll.most() - scroll.offset } else { scroll.offset };
            (room > 0.0).then_some((index, scroll))
        })
    }

    /// Grips the thumb of a scroll bar, or moves it to where the bar was pressed.
    fn grip(&mut self, at: Point, tools: &mut Tools<'_>) {
        let indices = (0..self.scene.nodes.len()).rev();
        let found = indices.filter(|index| self.scene.is_reachable(*index)).find_map(|index| {
            let place = self.frame.at(index);
            let scroll = place.scroll.filter(|_| place.visible().contains(at))?;
            let bar = Bar::new(scroll, self.metrics)?;
            bar.track.contains(at).then_some((index, scroll, bar))
        });
        let Some((index, scroll, bar)) = found else {
            return;
        };
        let grip = if bar.thumb.contains(at) { at.y - bar.thumb.y } else { bar.thumb.height / 2.0 };
        if let Some(node) = self.scene.nodes.get(index) {
            self.drag = Some(Drag::Thumb(node.id, grip));
        }
        self.scroll_to(index, scroll, bar.offset_at(at.y - grip), tools);
    }

    /// A point relative to the text of a field.
    fn in_text(&self, id: Id, at: Point) -> Option<(f32, f32)> {
        let index = self.scene.find(id)?;
        let editor = self.editor(id)?;
        let bounds = self.frame.at(index).bounds;
        let origin =
            text_origin(editor.layout()?, editor.moved, editor.is_rtl(), bounds, self.metrics);
        Some((at.x - origin.x, at.y - origin.y))
    }
}
