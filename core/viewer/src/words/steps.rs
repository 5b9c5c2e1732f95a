//! The steps that the Helper suggests, in words.

use alloc::format;
use alloc::string::String;

use super::table::Say;
use crate::state::View;

/// How many steps are done, and what the one is at of which that was found last.
pub fn steps(view: &View) -> String {
    let steps = view.steps;
    let done = Say::StepsDone.english().replace("{count}", &format!("{}", steps.count));
    let done = done.replace("{done}", &format!("{}", steps.done));
    let Some((step, element)) = &view.step_element else { return done };
    let at = Say::StepAt.english().replace("{step}", &format!("{step}"));
    format!("{done}. {}", at.replace("{element}", &element.name))
}

#[cfg(test)]
mod tests {
    use protocol::element::{Element, ElementRole};

    use super::*;
    use crate::state::Steps;

    #[test]
    fn a_step_is_said_with_what_it_is_at() {
        let mut view = View { steps: Steps { count: 2, done: 1 }, ..View::default() };
        assert_eq!(steps(&view), "1 of 2 steps done");
        view.step_element = Element::new(ElementRole::Button, "Save {element}").map(|it| (2, it));
        assert_eq!(steps(&view), "1 of 2 steps done. Step 2 is at “Save {element}”");
    }
}
