//! Which view the main window shows while nothing is shared.

use kit::element::Element;

use super::super::action::Action;
use super::super::local::Local;
use super::super::setup::state::Page;
use super::super::state::{OffersWait, Stage, State};
use super::{device, end, people, settings, start};

/// Whether nothing is shared and nobody is invited.
pub(super) fn is_between(state: &State) -> bool {
    match (state.stage, state.offers) {
        (Stage::Start | Stage::Ended, _) | (Stage::Opening | Stage::Waiting, OffersWait::Yes) => {
            true
        }
        (Stage::Opening | Stage::Waiting, OffersWait::No | OffersWait::Ends)
        | (Stage::Sharing, _) => false,
    }
}

/// The view, where nothing is shared and nobody is invited.
pub(super) fn view(state: &State, local: &Local) -> Option<Element<Action>> {
    if !is_between(state) {
        return None;
    }
    if state.end.is_some() || state.stage == Stage::Ended {
        return Some(end::view(state, local));
    }
    Some(match local.setup.page {
        Page::Start => start::start(state, local),
        Page::People => people::view(local),
        Page::Settings => settings::view(local),
        Page::Device => device::view(local),
    })
}
