//! What the User reads about a question of the desktop itself.

use std::path::Path;

use crate::platform::screen::{DesktopQuestion, InputQuestion};

/// The desktop is about to ask what may be seen.
pub fn desktop_asks(question: &DesktopQuestion) -> String {
    if let Some(file) = &question.remembered_in {
        return restored(file, question.input);
    }
    let asks = "Your desktop asks now which screen your helper may see: choose it there and agree. Nothing is seen \
                before that, and a no ends the session.";
    match question.input {
        InputQuestion::Nothing => asks.to_owned(),
        InputQuestion::Switch => format!(
            "{asks} If your helper may ever use your mouse and keyboard, turn on \"Allow remote interaction\" there as \
             well: nobody uses them before you have agreed here once more."
        ),
        // Some of these desktops ask nothing (KDE Plasma 5).
        InputQuestion::Included => "Your desktop may ask now which screen your helper may see, and about mouse and \
                                    keyboard: choose and agree there. A no ends the session. Nobody uses mouse and \
                                    keyboard before you have agreed here once more."
            .to_owned(),
    }
}

/// The desktop may share what it was told to remember.
fn restored(file: &Path, input: InputQuestion) -> String {
    let file = file.display();
    let shares = format!(
        "You let your desktop remember what your helper may see. It may show that now without asking. To choose anew \
         next time, delete {file}."
    );
    match input {
        InputQuestion::Nothing => shares,
        InputQuestion::Switch | InputQuestion::Included => {
            format!(
                "{shares} Nobody uses mouse and keyboard before you have agreed here once more."
            )
        }
    }
}
