//! The windows, as values made of the state. Nothing here assumes a length of a sentence or where a line begins.

mod between;
mod device;
mod end;
mod files;
mod invitation;
mod mark;
mod parts;
mod people;
mod question;
mod seen;
mod sending;
mod session;
mod settings;
mod setup;
mod start;
mod title;

use kit::View;
use kit::element::{Build as _, Element, Tone, button, column, panel, row, status};
use kit::view::Spot;

pub(super) use parts::{BAR, MAIN, Moment, QUESTION};

use super::action::Action;
use super::local::Local;
use super::state::{Stage, State};
use crate::words::window as words;

/// How many times larger than usual a window is for large text.
const MOST: f32 = 3.0;

/// All windows that are open.
pub(super) fn windows(state: &State, local: &Local, now: Moment) -> Vec<View<Action>> {
    let mut windows = Vec::new();
    if has_main(state, local) {
        windows.push(main(state, local, now));
    }
    if state.stage == Stage::Sharing {
        windows.push(session::bar(state, local));
    }
    if let Some(asked) = &state.question {
        windows.push(question::window(asked, local, now));
    }
    for window in &mut windows {
        window.look = local.look.with_preferred(local.preferred);
        // Large text needs a large window. It is never larger than the screen.
        let factor = local.look.text_factor.clamp(1.0, MOST);
        window.size = (window.size.0 * factor, window.size.1 * factor);
    }
    windows
}

/// Whether the main window is open: in a session it is where there is something to read, with the conversation.
pub(super) fn has_main(state: &State, local: &Local) -> bool {
    let is_read = local.shows_chat || local.asks_to_leave || !state.alerts.is_empty();
    state.stage != Stage::Sharing || is_read
}

fn main(state: &State, local: &Local, now: Moment) -> View<Action> {
    let content = between::view(state, local).unwrap_or_else(|| match state.stage {
        Stage::Start | Stage::Opening => start::opening(),
        Stage::Waiting => invitation::view(state, local, now),
        Stage::Sharing => session::view(state, local),
        Stage::Ended => end::view(state, local),
    });
    let mut view = column();
    if let Some((number, sentence)) = state.alerts.front() {
        view = view.with(alert(*number, sentence));
    }
    let element: Element<Action> = view.with(content.grow()).into();
    View::new(MAIN, words::titled(title::of_main(state, local)), element)
        .size(720.0, 680.0)
        .spot(Spot::Middle)
        .raised(local.raised)
        .on_close(Action::Close)
}

/// Something to read first.
fn alert(number: u32, sentence: &str) -> Element<Action> {
    let words = status(sentence).tone(Tone::Warning).assertive();
    let read = button("read", words::ALERT_READ).guarded().on(Action::Read(number));
    panel(column().with(words).with(row().with(read)))
        .tone(Tone::Warning)
        .named(words::ALERT)
        .into()
}
