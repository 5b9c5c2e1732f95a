//! After a session.

use kit::element::{Element, Gap, Tone, button, column, row, status, text};

use super::super::action::Action;
use super::super::local::Local;
use super::super::state::State;
use super::parts::page;
use crate::words::window::{self, end as words, start};

/// What happened, and where the log is.
pub(super) fn view(state: &State, local: &Local) -> Element<Action> {
    page(
        words::TITLE,
        column()
            .gap(Gap::Large)
            .with(text(words::TITLE).title().unsaid())
            .with_some(state.end.clone().map(status))
            .with_some(state.log.as_deref().map(|path| log(path, local)))
            .with(
                row()
                    .with(button("get-help", start::AGAIN).primary().on(Action::GetHelp))
                    .with(button("seen", start::BEGINNING).on(Action::Seen))
                    .with(button("close", start::QUIT).on(Action::Close)),
            ),
    )
}

/// Where the log is, and what shows it there.
fn log(path: &str, local: &Local) -> Element<Action> {
    let show = button("show-log", words::SHOW_LOG).on(Action::ShowLog);
    let failed = local.folder_error.clone().map(|why| status(why).tone(Tone::Warning));
    column()
        .gap(Gap::Small)
        .with(text(window::log_at(path)).quiet())
        .with_some(local.can_show_folders.then(|| row().with(show)))
        .with_some(failed)
        .into()
}
