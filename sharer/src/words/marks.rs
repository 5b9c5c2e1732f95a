//! Pointing, drawing and the steps that a Helper suggests.

use protocol::element::{Element, ElementRole};
use protocol::name::DisplayName;
use session::marks::Steps;

use super::names::quoted;

/// What allows pointing, on the terminal. Not a word of small talk.
pub const ALLOW: &str = "allow pointing";

/// Asks whether the Helper may point.
pub fn question(asker: &str) -> String {
    format!(
        "{asker} wants to point at things on your screen, draw on it, and suggest steps. What they draw lies over your \
         windows and clicks nothing. Do you want to allow this?"
    )
}

/// What a yes means.
pub const MEANING: &str = "Esc, a pause, or taking it back removes everything they drew.";

/// In a notice of the desktop.
pub fn asked(helper: &str) -> String {
    format!("{helper} wants to point at things on your screen.")
}

/// What to do in a step, and at what, if that is known.
pub fn text(steps: &Steps, index: usize) -> Option<String> {
    let text = steps.texts.get(index)?;
    Some(match steps.elements.get(index).and_then(Option::as_ref) {
        Some(element) => format!("{text} ({})", named(element)),
        None => text.clone(),
    })
}

/// What an element is, and its name.
fn named(element: &Element) -> String {
    let kind = match element.role {
        ElementRole::Button => "button ",
        ElementRole::CheckBox => "check box ",
        ElementRole::RadioButton => "choice ",
        ElementRole::Switch => "switch ",
        ElementRole::Link => "link ",
        ElementRole::Menu => "menu ",
        ElementRole::MenuItem => "menu item ",
        ElementRole::Field => "field ",
        ElementRole::List => "list ",
        ElementRole::Item => "entry ",
        ElementRole::Tab => "tab ",
        ElementRole::Slider => "slider ",
        ElementRole::Other => "",
    };
    format!("{kind}“{}”", element.name)
}

/// The step that is next, or that all are done; `None` where there is no step.
pub fn next(steps: &Steps) -> Option<String> {
    let count = steps.texts.len();
    if count == 0 {
        return None;
    }
    Some(match text(steps, steps.done) {
        Some(text) => format!("Step {} of {count}: {text}", steps.done + 1),
        None => "All steps are done.".to_owned(),
    })
}

/// Who suggests the step that is next, and its words, on the terminal; `None` where there is none.
pub fn suggested(helper: &DisplayName, steps: &Steps) -> Option<(String, String)> {
    let text = text(steps, steps.done)?;
    let (helper, number, count) = (quoted(helper), steps.done + 1, steps.texts.len());
    Some((format!("{helper} suggests, step {number} of {count} (/next when it is done)"), text))
}

/// What the steps are from here on, in a sentence of the program.
pub fn steps(helper: &DisplayName, steps: &Steps) -> String {
    let helper = quoted(helper);
    match next(steps) {
        None => format!("{helper} suggests no steps any more."),
        Some(next) if steps.done < steps.texts.len() => {
            format!("{helper} suggests: {next} When it is done, type /next.")
        }
        Some(done) => done,
    }
}

/// The window.
pub mod window {
    /// The title of the list of steps.
    pub const TITLE: &str = "What your helper suggests";
    /// The step is done, and another one follows.
    pub const NEXT: &str = "Next step";
    /// The last step is done.
    pub const DONE: &str = "Done";
    /// Before a step that is done.
    pub const CHECKED: &str = "Done:";
}

/// A step in the list.
pub fn listed(number: usize, text: &str, is_done: bool) -> String {
    if is_done {
        format!("{} {number}. {text}", window::CHECKED)
    } else {
        format!("{number}. {text}")
    }
}
