//! The steps that the Helper suggests, in words.

use alloc::string::String;

use super::table::{Argument, Say, Words};
use crate::state::View;

impl Words {
    /// How many steps are done, and what the one is at of which that was found last.
    pub fn steps(&self, view: &View) -> String {
        let (done, count) = (view.steps.done.into(), view.steps.count.into());
        let mut arguments = [
            (Argument::Done, done),
            (Argument::Count, count),
            (Argument::Step, 0_u64.into()),
            (Argument::Element, "".into()),
        ];
        let Some((step, element)) = &view.step_element else {
            return self.fill(Say::StepsDone, &arguments);
        };
        arguments[2].1 = (*step).into();
        arguments[3].1 = (&element.name).into();
        self.fill(Say::StepsDoneAt, &arguments)
    }
}

#[cfg(test)]
mod tests {
    use protocol::element::{Element, ElementRole};

    use super::*;
    use crate::state::Steps;

    #[test]
    fn a_step_is_said_with_what_it_is_at() {
        let words = Words::english();
        let mut view = View { steps: Steps { count: 2, done: 1 }, ..View::default() };
        assert_eq!(words.steps(&view), "1 of 2 steps done");
        view.step_element = Element::new(ElementRole::Button, "Save {element}").map(|it| (2, it));
        assert_eq!(words.steps(&view), "1 of 2 steps done. Step 2 is at “Save {element}”");
        view.steps = Steps { count: 1, done: 0 };
        view.step_element = None;
        assert_eq!(words.steps(&view), "0 of 1 step done");
    }
}
