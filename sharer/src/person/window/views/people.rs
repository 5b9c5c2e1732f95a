//! The contacts, and the Helpers in the policy.

use kit::element::{
    Build as _, Element, Gap, Tone, button, column, dialog, field, panel, row, text,
};
use protocol::limits::NAME_BYTES;

use super::super::action::Action;
use super::super::local::Local;
use super::super::setup::action::SetupAction;
use super::super::setup::state::{About, Page, Person};
use super::setup::framed;
use crate::person::printable::printable;
use crate::words::setup::{self as window, people as words};

/// All of them.
pub(super) fn view(local: &Local) -> Element<Action> {
    let facts = &local.setup.facts;
    let people = facts.people.iter().enumerate().map(|(n, one)| person(n as u64, one, local));
    let nobody =
        (facts.people.is_empty() && facts.people_error.is_none()).then(|| text(words::NOBODY));
    let unknown = facts
        .people_error
        .as_ref()
        .map(|why| text(window::people_unknown(&printable(why))).tone(Tone::Danger));
    let view = column()
        .with(text(words::TITLE).title())
        .with_some(unknown)
        .with_some(nobody)
        .with_all(people)
        .with_some(forgetting(local));
    framed((words::TITLE, Page::Start), view, local)
}

fn setup(action: SetupAction) -> Action {
    Action::Setup(action)
}

fn person(n: u64, person: &Person, local: &Local) -> Element<Action> {
    let fingerprint = &person.fingerprint;
    let about = local.setup.about.as_ref().filter(|(of, _)| of == fingerprint);
    let (shows_key, new_name) = match about {
        Some((_, About::Key)) => (true, None),
        Some((_, About::Renaming(name))) => (false, Some(name)),
        Some((_, About::Forgetting)) | None => (false, None),
    };
    let key_label = if shows_key { words::HIDE_KEY } else { words::KEY };
    let show = button(("key", n), key_label).quiet();
    let show = show.on(setup(SetupAction::Key(fingerprint.clone())));
    let (known, buttons) = match &person.last {
        Some(date) => {
            let ask = button(("ask-for-help", n), words::ASK).enabled(!local.cannot_allow);
            let rename = button(("rename", n), words::RENAME).quiet();
            let forget = button(("forget", n), words::FORGET).quiet();
            let buttons = row()
                .gap(Gap::Small)
                .with(ask.on(Action::Ask(person.name.clone())))
                .with(show)
                .with(rename.on(setup(SetupAction::Rename(fingerprint.clone()))))
                .with(forget.on(setup(SetupAction::Forget(fingerprint.clone()))));
            (window::last_helped(date), buttons)
        }
        None if local.setup.facts.can_offer() => (words::BY_OWNER.to_owned(), row().with(show)),
        None => (words::BY_OWNER_UNUSED.to_owned(), row().with(show)),
    };
    let key = shows_key.then(|| {
        column()
            .gap(Gap::Small)
            .with(text(words::KEY_IS).small())
            .with(text(fingerprint.clone()).monospace().said())
    });
    let view = column()
        .gap(Gap::Small)
        .with(text(person.name.to_string()).strong())
        .with(text(known).small().quiet())
        .with(buttons)
        .with_some(key)
        .with_some(new_name.map(|name| renaming(fingerprint, name)));
    panel(view).named(person.name.to_string()).into()
}

fn renaming(fingerprint: &str, name: &str) -> Element<Action> {
    let fingerprint = fingerprint.to_owned();
    let save = SetupAction::Renamed { fingerprint, name: name.to_owned() };
    // What is saved belongs to the button: if a program changes it, the button is another one.
    let button_save = button("save-name", window::SAVE).description(printable(name)).guarded();
    let name = field("new-name", words::NEW_NAME)
        .value(name)
        .max_chars(NAME_BYTES)
        .on_change(|text| setup(SetupAction::NewName(text)));
    column()
        .gap(Gap::Small)
        .with(name)
        .with(
            row()
                .with(button_save.on(setup(save)))
                .with(button("keep-name", window::CANCEL).quiet().on(setup(SetupAction::Keep))),
        )
        .into()
}

/// The question before somebody is forgotten.
fn forgetting(local: &Local) -> Option<Element<Action>> {
    let Some((fingerprint, About::Forgetting)) = &local.setup.about else { return None };
    let person = local.setup.facts.people.iter().find(|one| one.fingerprint == *fingerprint)?;
    let forget = setup(SetupAction::ReallyForget(fingerprint.clone()));
    let answers = row()
        .with(button("really-forget", words::FORGET).danger().on(forget).fill().grow())
        .with(button("keep", words::KEEP).on(setup(SetupAction::Keep)).fill().grow());
    let question = dialog("forgetting", window::forget(&person.name));
    let question = question.with(text(words::FORGETTING)).with(answers);
    Some(question.on_escape(setup(SetupAction::Keep)).into())
}
