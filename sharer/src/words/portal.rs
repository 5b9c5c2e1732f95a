//! What the User reads about a question of the desktop itself.

use crate::words::say::{Say, joined, say};
use std::path::Path;

use crate::platform::screen::{DesktopQuestion, InputQuestion};

/// The desktop is about to ask what may be seen.
pub fn desktop_asks(question: &DesktopQuestion) -> String {
    if let Some(file) = &question.remembered_in {
        return restored(file, question.input);
    }
    match question.input {
        InputQuestion::Nothing => Say::PortalAsks.to_owned(),
        InputQuestion::Switch => joined(Say::PortalAsks.text(), Say::PortalAsksSwitch.text()),
        // Some of these desktops ask nothing (KDE Plasma 5).
        InputQuestion::Included => Say::PortalMayAsk.to_owned(),
    }
}

/// The desktop may share what it was told to remember.
fn restored(file: &Path, input: InputQuestion) -> String {
    let shares = say!(PortalRestored, File = &file.display().to_string());
    match input {
        InputQuestion::Nothing => shares,
        InputQuestion::Switch | InputQuestion::Included => {
            joined(&shares, Say::PortalRestoredInput.text())
        }
    }
}
