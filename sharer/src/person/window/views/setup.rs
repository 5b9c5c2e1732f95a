//! What the views of the main window have in common while nothing is shared.

use kit::element::{Build as _, Element, Tone, button, check, column, row, scroll, status, text};

use super::super::action::Action;
use super::super::local::Local;
use super::super::setup::action::SetupAction;
use super::super::setup::setting::Setting;
use super::super::setup::state::{Outcome, Page};
use super::super::state::{OffersWait, State};
use super::parts::MAIN;
use crate::person::printable::{printable, shown};
use crate::words::{Say, setup as words};

/// A view with a way back and an answer above what may be longer than the window.
pub(super) fn framed(
    (title, back): (Say, Page),
    content: impl Into<Element<Action>>,
    local: &Local,
) -> Element<Action> {
    let name = match local.setup.page {
        Page::Start => "start-page",
        Page::People => "people-page",
        Page::Settings => "settings-page",
        Page::Device => "device-page",
    };
    column()
        .with(row().with(door("back", words::BACK, back)))
        .with_some(answer(local))
        .with(scroll(name, title, content).grow())
        .into()
}

/// Leads to another view.
pub(super) fn door(key: &'static str, label: Say, page: Page) -> Element<Action> {
    button(key, label).quiet().on(Action::Setup(SetupAction::Open(page))).into()
}

/// The ways from the first view.
pub(super) fn doors() -> Element<Action> {
    row()
        .with(door("people", words::PEOPLE, Page::People))
        .with(door("settings", words::SETTINGS, Page::Settings))
        .into()
}

/// What came of the last press, and of the last change.
pub(super) fn answer(local: &Local) -> Option<Element<Action>> {
    let refusal = local.refusal_in(MAIN).map(|why| status(why).tone(Tone::Danger).assertive());
    let setup = &local.setup;
    let answer = match &setup.outcome {
        _ if setup.is_busy => Some(status(words::BUSY)),
        Some(Outcome::Done) => Some(status(words::DONE).tone(Tone::Success)),
        Some(Outcome::Failed(why)) => Some(status(shown(why)).tone(Tone::Danger).assertive()),
        None => None,
    };
    (refusal.is_some() || answer.is_some())
        .then(|| column().with_some(refusal).with_some(answer).into())
}

/// On the first view: whether offers are waited for, where somebody could make one.
pub(super) fn offers(state: &State, local: &Local) -> Option<Element<Action>> {
    let facts = &local.setup.facts;
    if !facts.can_offer() || local.cannot_allow {
        return None;
    }
    let is_set = facts.is_set(Setting::Offers);
    let value = if is_set { "no" } else { "yes" };
    let set = Action::Setup(SetupAction::Set(Setting::Offers, Some(value.to_owned())));
    let waiting = state.waiting_for.clone().filter(|_| state.offers == OffersWait::Yes);
    let failed = local.setup.offers_error.as_ref().map(|why| words::offers::failed(&shown(why)));
    let is_locked = facts.row(Setting::Offers).is_some_and(|row| row.decided.is_locked());
    let view = column()
        .with(check("offers", words::offers::ALLOW, is_set).guarded().enabled(!is_locked).on(set))
        .with_some(answer(local))
        .with_some(waiting.is_none().then(|| text(words::offers::WHAT).quiet()))
        .with_some(waiting.map(|sentence| status(sentence).tone(Tone::Success)))
        .with_some(failed.map(|sentence| status(sentence).tone(Tone::Warning)));
    Some(view.max_width(560.0))
}

/// A device of programs counts: the User sees that all the time.
pub(super) fn device_note(local: &Local) -> Option<Element<Action>> {
    let device = local.setup.facts.device.as_deref()?;
    let sentence = words::device_counts(&printable(device));
    Some(status(sentence).tone(Tone::Warning).max_width(560.0))
}
