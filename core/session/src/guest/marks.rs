//! What a Helper draws over the User's screen. It needs [`Right::Point`], and is drawn only while pictures are sent:
//! nothing is drawn on what the Helper does not see.
//!
//! While the Helper is lost, the steps and what was drawn to be kept stay: the User may be in the middle of them. The
//! page needs to be told nothing: what it knows of the steps still holds.

use alloc::vec::Vec;

use protocol::element::Element;
use protocol::geometry::Point;
use protocol::mark::{Mark, MarkColor};
use protocol::peer::ToViewer;
use protocol::time::Tick;

use super::Guest;
use crate::effect::Effect;
use crate::notice::Notice;
use crate::right::Right;
use crate::shared::Shared;

impl Guest {
    fn may_mark(&self) -> bool {
        self.holds(Right::Point) && self.pictures_on
    }

    /// Whether what was drawn before may stay.
    fn may_keep_marks(&self, shared: &Shared) -> bool {
        self.holds(Right::Point) && self.may_see(shared)
    }

    /// The Helper draws something on a picture.
    pub(super) fn on_mark(&mut self, shared: &mut Shared, picture: u32, mark: Mark, now: Tick) {
        let is_allowed = if self.marks.changes_steps(&mark) {
            self.allowances.steps.take(now)
        } else {
            self.allowances.marks.take(now)
        };
        if !is_allowed {
            return;
        }
        let is_step = matches!(mark, Mark::Step { .. });
        let is_shown = picture == shared.screen.number && self.may_mark();
        if !is_shown || self.marks.draw(mark, now).is_err() {
            self.marks_refused(shared, now);
        } else if let Some(step) = self.marks.new_step().filter(|_| is_step) {
            shared.push(Effect::FindElement { guest: self.id, step: step.id, at: step.at });
        }
    }

    /// A step is at this element. What is found after the right has ended, or after the step is gone, is told nobody.
    pub(crate) fn on_element(
        &mut self,
        shared: &mut Shared,
        step: u32,
        element: Element,
        corners: [Point; 2],
    ) {
        if !self.may_keep_marks(shared) || shared.prompts.is_open {
            return;
        }
        if let Some(step) = self.marks.set_element(step, element.clone(), corners) {
            self.send(shared, ToViewer::StepElement { step, element });
        }
    }

    /// The Helper points at a place of a picture.
    pub(super) fn on_point_at(
        &mut self,
        shared: &mut Shared,
        picture: u32,
        at: Option<Point>,
        color: MarkColor,
        now: Tick,
    ) {
        if !self.allowances.pointer_places.take(now) {
            return;
        }
        if self.may_mark() {
            let at = at.filter(|_| picture == shared.screen.number);
            self.marks.point(at, color, now);
        } else if at.is_some() {
            self.marks_refused(shared, now);
        }
    }

    fn marks_refused(&mut self, shared: &mut Shared, now: Tick) {
        if self.is_sharing() && self.allowances.marks_refused.take(now) {
            self.send(shared, ToViewer::MarksCleared {});
        }
    }

    /// Takes everything away that the Helper drew, and tells them.
    pub(super) fn clear_marks(&mut self, shared: &mut Shared) {
        if !self.marks.is_empty() {
            self.marks.clear();
            self.send(shared, ToViewer::MarksCleared {});
        }
    }

    /// The User has done the step that is next.
    pub(crate) fn on_next_step(&mut self) {
        self.marks.next_step();
    }

    /// Shows what has changed. While the User is asked something, by this program or by the system, nothing is shown: it
    /// could lie over the question.
    pub(crate) fn follow_marks(&mut self, shared: &mut Shared) {
        if !self.may_keep_marks(shared) {
            self.clear_marks(shared);
        } else if !self.pictures_on {
            self.marks.fade();
        }
        let is_hidden = !shared.questions.is_empty() || shared.prompts.is_open;
        let was_hidden = core::mem::replace(&mut self.marks_hidden, is_hidden);
        if self.marks.take_change() || was_hidden != is_hidden {
            let marks = if is_hidden { Vec::new() } else { self.marks.shown() };
            let are_shown = !marks.is_empty();
            if !core::mem::replace(&mut self.marks_shown, are_shown) && !are_shown {
                return self.tell_steps(shared);
            }
            let helper = self.identity.name();
            shared.push(Effect::ShowMarks { guest: self.id, helper, marks });
        }
        self.tell_steps(shared);
    }

    /// Tells the page how many steps there are.
    pub(super) fn count_steps(&self, shared: &mut Shared) {
        let number = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        let (count, done) = self.marks.step_counts();
        self.send(shared, ToViewer::Steps { count: number(count), done: number(done) });
    }

    fn tell_steps(&mut self, shared: &mut Shared) {
        if let Some(steps) = self.marks.take_steps() {
            self.count_steps(shared);
            let helper = self.identity.name();
            shared.notify(Some(self.id), Notice::Steps { helper, steps });
        }
    }
}
