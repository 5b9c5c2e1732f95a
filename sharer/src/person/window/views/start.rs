//! Before a session.

use kit::element::{
    Align, Build as _, Element, Gap, Tone, button, column, progress, row, space, status, text,
};

use protocol::name::DisplayName;

use super::super::action::Action;
use super::super::local::Local;
use super::super::state::State;
use super::mark::mark;
use super::parts::page;
use super::setup::{device_note, doors, offers};
use crate::words::window::{invitation, start as words};

/// Contacts that are shown. `alongside share --to` knows all.
const CONTACTS: usize = 12;

/// The first view.
pub(super) fn start(state: &State, local: &Local) -> Element<Action> {
    page(
        words::TITLE,
        column()
            .gap(Gap::Large)
            .align(Align::Center)
            .with(space(24.0))
            .with_some(mark())
            .with(text(words::TITLE).title().centered())
            .with(text(words::WHAT).large().centered().max_width(560.0))
            .with(help(local))
            .with_some(device_note(local))
            .with_some(
                (!local.contacts.is_empty() && !local.cannot_allow).then(|| known(&local.contacts)),
            )
            .with_some(offers(state, local))
            .with(text(words::SAFE).quiet().centered().max_width(560.0))
            .with(doors()),
    )
}

/// Asks for help, where a Helper could be let in afterwards.
fn help(local: &Local) -> Element<Action> {
    if local.cannot_allow {
        return status(words::CANNOT_ALLOW).tone(Tone::Warning).into();
    }
    button("get-help", words::GET_HELP).primary().on(Action::GetHelp).into()
}

/// Those who can be asked without a code.
fn known(contacts: &[DisplayName]) -> Element<Action> {
    let ask = |(n, contact): (usize, &DisplayName)| {
        button(("ask", n as u64), contact.to_string()).on(Action::Ask(contact.clone()))
    };
    let shown = contacts.iter().enumerate().take(CONTACTS).map(ask);
    column()
        .align(Align::Center)
        .with(text(words::KNOWN).centered())
        .with(row().align(Align::Center).named(words::KNOWN).with_all(shown))
        .into()
}

/// While the session is opened.
pub(super) fn opening() -> Element<Action> {
    column()
        .align(Align::Center)
        .with(status(words::OPENING))
        .with(progress(words::OPENING, None))
        .with(button("cancel", invitation::CANCEL).on(Action::Cancel))
        .into()
}
