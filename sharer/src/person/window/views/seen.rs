//! The small picture of what the Helper sees.

use kit::element::{Element, Gap, Tone, button, column, image, panel, status, text};

use super::super::action::Action;
use super::super::local::Local;
use super::super::seen::{SeenAction, is_blind};
use super::super::state::State;
use crate::words::seen as words;

/// How large the picture is at most, in logical px: the conversation below it is still seen.
const WIDTH: f32 = 288.0;
const HEIGHT: f32 = 180.0;

/// Shows or hides the picture.
pub(super) fn switch(local: &Local) -> Element<Action> {
    let is_shown = local.seen.is_shown;
    let name = if is_shown { words::HIDE } else { words::SHOW };
    button("seen", name).on(Action::Preview(SeenAction::Show(!is_shown))).into()
}

/// The picture and what it is, if the User wants to see it.
pub(super) fn picture(state: &State, local: &Local) -> Option<Element<Action>> {
    local.seen.is_shown.then(|| match &local.seen.picture {
        Some(picture) if !is_blind(state) => {
            let shape = picture.width() as f32 / picture.height() as f32;
            let wide = WIDTH.min(HEIGHT * shape);
            let picture = image(words::PICTURE, picture.clone()).width(wide);
            column().gap(Gap::Small).with(picture).with(text(words::WHAT).small().quiet()).into()
        }
        Some(_) | None => {
            let why = if is_blind(state) { words::NOTHING } else { words::SOON };
            panel(column().with(status(why).tone(Tone::Quiet))).tone(Tone::Quiet).into()
        }
    })
}
