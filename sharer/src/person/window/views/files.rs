//! What sends files during a session: the field for a path, the desktop's dialog, and what was chosen there.

use kit::element::{
    Build as _, Element, Gap, Tone, button, column, field, row, scroll, status, text,
};

use super::super::action::Action;
use super::super::choosing::Choosing;
use super::super::local::Local;
use super::super::state::State;
use crate::person::printable::printable;
use crate::platform::file_chooser::Choosable;
use crate::words::files::window as words;

/// Shows what sends a file. Not while control is shared: the Helper could write the path that the User sends.
pub(super) fn switch(state: &State, local: &Local) -> Element<Action> {
    let switch = button("send-file", words::SEND)
        .enabled(!state.is_controlled)
        .expanded(local.file.is_some())
        .on(Action::ShowSendFile(local.file.is_none()));
    if state.is_controlled {
        switch.description(words::WHILE_CONTROLLED).into()
    } else {
        switch.into()
    }
}

/// What sends files, while it is shown; why a choice does not count, also while control is shared.
pub(super) fn sending(state: &State, local: &Local) -> Option<Element<Action>> {
    let Choosing { why, chosen, is_missing, .. } = &local.choosing;
    let why = why.as_ref().map(|why| status(printable(why)).tone(Tone::Danger));
    let path = local.file.as_deref().filter(|_| !state.is_controlled);
    let Some(path) = path else { return why.map(Into::into) };
    let ways = (!is_missing).then(|| {
        row()
            .with(button("choose-files", words::FILES).on(Action::ChooseFiles(Choosable::Files)))
            .with(button("choose-folder", words::FOLDER).on(Action::ChooseFiles(Choosable::Folder)))
    });
    let what = if chosen.is_empty() { written(path) } else { self::chosen(chosen) };
    Some(column().gap(Gap::Small).with_some(ways).with_some(why).with(what).into())
}

/// The field for a path.
fn written(path: &str) -> Element<Action> {
    let field = field("file-path", words::PATH)
        .value(path)
        .on_change(Action::FilePath)
        .on_submit(|path| Action::SendFiles(vec![path]));
    let send = button("send-this-file", words::SEND_THIS)
        .guarded()
        .enabled(!path.trim().is_empty())
        .on(Action::SendFiles(vec![path.trim().to_owned()]));
    row().with(field.grow()).with(send).into()
}

/// What was chosen, to be read before it is sent.
fn chosen(paths: &[String]) -> Element<Action> {
    let lines = column().gap(Gap::None).with_all(paths.iter().map(|path| text(printable(path))));
    let send =
        button("send-chosen", words::SEND_CHOSEN).guarded().on(Action::SendFiles(paths.to_vec()));
    let forget = button("forget-chosen", words::FORGET).on(Action::ForgetFiles);
    column()
        .gap(Gap::Small)
        .with(scroll("chosen-files", words::CHOSEN, lines))
        .with(row().with(send).with(forget))
        .into()
}
