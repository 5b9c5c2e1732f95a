//! What the User chooses in the menu of the icon. Any program of the desktop can choose it as well.

use session::{Origin, PersonInput};

use super::model::Model;
use super::shell::Outlets;
use super::state::Stage;
use crate::platform::desk::Choice;

/// Does it, past the windows: stopping does not need them to answer. Nothing here grants.
pub(crate) fn choose(model: &Model, outlets: &Outlets, choice: Choice) {
    let mut both = match choice {
        // Without the lock, which windows that hang may hold.
        Choice::StopControl => return outlets.stop_control(),
        Choice::Pause => return outlets.command(Origin::Window, PersonInput::Pause),
        Choice::Show | Choice::Disconnect => model.lock(),
    };
    let is_shared = both.state.stage == Stage::Sharing;
    if choice == Choice::Disconnect {
        both.local.asks_to_leave = is_shared;
    } else if both.state.question.is_none() {
        both.local.shows_chat |= is_shared;
    }
    both.local.raised = both.local.raised.wrapping_add(1);
    drop(both);
    model.wake();
}
