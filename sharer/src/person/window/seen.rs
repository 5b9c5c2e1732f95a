//! What the Helper sees, in the main window: whether it is shown, and the newest picture.

use kit::element::Pixels;

use super::local::Local;
use super::state::{Stage, State};
use crate::picture::preview::Preview;

/// What the User does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SeenAction {
    /// Shows or hides it.
    Show(bool),
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) is_shown: bool,
    /// The picture; `None` while there is none.
    pub(super) picture: Option<Pixels>,
    /// The number of the picture, as the slot counts them.
    number: u64,
}

impl Seen {
    pub(super) fn perform(&mut self, action: SeenAction) {
        match action {
            SeenAction::Show(is_shown) => self.is_shown = is_shown,
        }
    }
}

/// Whether the Helper sees nothing, whatever the last picture was.
pub(super) fn is_blind(state: &State) -> bool {
    state.is_paused || state.is_shielded || state.reach.lost_until.is_some()
}

/// Takes the newest picture, or says that none is wanted.
pub(super) fn refresh(preview: &Preview, state: &State, local: &mut Local) {
    let is_open = local.shows_chat || local.asks_to_leave || !state.alerts.is_empty();
    let seen = &mut local.seen;
    let is_wanted = seen.is_shown && state.stage == Stage::Sharing && is_open;
    preview.want(is_wanted);
    if !is_wanted || is_blind(state) {
        (seen.picture, seen.number) = (None, 0);
        return;
    }
    let picture = &mut seen.picture;
    let number = preview.read_after(seen.number, |pixels| {
        *picture = pixels.and_then(|of| Pixels::from_rgba(of.width, of.height, of.rgba).ok());
    });
    seen.number = number.unwrap_or(seen.number);
}
