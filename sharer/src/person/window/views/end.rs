//! After a session.

use kit::element::{Element, Gap, button, column, row, text};

use super::super::action::Action;
use super::super::state::State;
use super::parts::page;
use crate::words::window::{self, end as words, start};

/// What happened, and where the log is.
pub(super) fn view(state: &State) -> Element<Action> {
    page(
        column()
            .gap(Gap::Large)
            .with(text(words::TITLE).title())
            .with_some(state.end.clone().map(|why| text(why).large()))
            .with_some(state.log.as_deref().map(|path| text(window::log_at(path)).quiet()))
            .with(
                row()
                    .with(button("get-help", start::AGAIN).primary().on(Action::GetHelp))
                    .with(button("close", start::QUIT).on(Action::Close)),
            ),
    )
}
