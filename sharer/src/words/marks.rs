//! Pointing, drawing and the steps that a Helper suggests.

use crate::words::say::{Argument, Say, say};
use protocol::element::{Element, ElementRole};
use protocol::name::DisplayName;
use session::marks::Steps;

use super::names::quoted;

/// What allows pointing, on the terminal. Not a word of small talk.
pub const ALLOW: Say = Say::TypedAllowPointing;

/// Asks whether the Helper may point.
pub fn question(asker: &str) -> String {
    say!(MarksQuestion, Asker = asker)
}

/// What a yes means.
pub const MEANING: Say = Say::MarksMeaning;

/// What to do in a step, and at what, if that is known.
pub fn text(steps: &Steps, index: usize) -> Option<String> {
    let text = steps.texts.get(index)?;
    Some(match steps.elements.get(index).and_then(Option::as_ref) {
        Some(element) => about(text, element),
        None => text.clone(),
    })
}

/// What an element is, and its name.
fn about(text: &str, element: &Element) -> String {
    let say = match element.role {
        ElementRole::Button => Say::MarksStepButton,
        ElementRole::CheckBox => Say::MarksStepCheckBox,
        ElementRole::RadioButton => Say::MarksStepRadioButton,
        ElementRole::Switch => Say::MarksStepSwitch,
        ElementRole::Link => Say::MarksStepLink,
        ElementRole::Menu => Say::MarksStepMenu,
        ElementRole::MenuItem => Say::MarksStepMenuItem,
        ElementRole::Field => Say::MarksStepField,
        ElementRole::List => Say::MarksStepList,
        ElementRole::Item => Say::MarksStepItem,
        ElementRole::Tab => Say::MarksStepTab,
        ElementRole::Slider => Say::MarksStepSlider,
        ElementRole::Other => Say::MarksStepOther,
    };
    let name = element.name.to_string();
    say.fill(&[(Argument::Text, text.into()), (Argument::Name, (&name).into())])
}

/// The step that is next, or that all are done; `None` where there is no step.
pub fn next(steps: &Steps) -> Option<String> {
    let count = steps.texts.len();
    if count == 0 {
        return None;
    }
    Some(match text(steps, steps.done) {
        Some(text) => say!(MarksNext, N = steps.done + 1, Count = count, Text = &text),
        None => Say::MarksAllDone.to_owned(),
    })
}

/// Who suggests the step that is next, and its words, on the terminal; `None` where there is none.
pub fn suggested(helper: &DisplayName, steps: &Steps) -> Option<(String, String)> {
    let text = text(steps, steps.done)?;
    let (helper, number, count) = (&quoted(helper), steps.done + 1, steps.texts.len());
    Some((say!(MarksSuggested, Helper = helper, N = number, Count = count), text))
}

/// What the steps are from here on, in a sentence of the program.
pub fn steps(helper: &DisplayName, steps: &Steps) -> String {
    let helper = &quoted(helper);
    match next(steps) {
        None => say!(MarksNone, Helper = helper),
        Some(next) if steps.done < steps.texts.len() => {
            say!(MarksSuggests, Helper = helper, Step = &next)
        }
        Some(done) => done,
    }
}

/// The window.
pub mod window {
    use crate::words::say::Say;

    /// The title of the list of steps.
    pub const TITLE: Say = Say::WindowStepsTitle;
    /// The step is done, and another one follows.
    pub const NEXT: Say = Say::WindowStepsNext;
    /// The last step is done.
    pub const DONE: Say = Say::WindowStepsDone;
}

/// A step in the list.
pub fn listed(number: usize, text: &str, is_done: bool) -> String {
    if is_done {
        say!(MarksListedDone, N = number, Text = text)
    } else {
        say!(MarksListed, N = number, Text = text)
    }
}
