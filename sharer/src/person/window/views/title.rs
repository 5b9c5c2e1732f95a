//! What the main window is, in a list of windows and for a screen reader that comes to it. Nothing of it is from others.

use super::super::local::Local;
use super::super::setup::state::Page;
use super::super::state::{Stage, State};
use super::between::is_between;
use crate::words::window::{end, invitation, sharing, start};
use crate::words::{Say, setup};

/// What the main window is now.
pub(super) fn of_main(state: &State, local: &Local) -> Say {
    if state.has_ended() || state.stage == Stage::Ended {
        return end::TITLE;
    }
    if is_between(state) {
        return match local.setup.page {
            Page::Start => start::TITLE,
            Page::People => setup::people::TITLE,
            Page::Settings => setup::settings::TITLE,
            Page::Device => setup::device::TITLE,
        };
    }
    match state.stage {
        Stage::Sharing => sharing::CHAT,
        Stage::Waiting if state.invitation.is_some() => invitation::TITLE,
        Stage::Start | Stage::Opening | Stage::Waiting | Stage::Ended => start::TITLE,
    }
}
