//! What the User reads outside of the windows: in notifications of the desktop, and in the icon and its menu.

use protocol::name::DisplayName;
use session::Question;

use super::marks;
use super::names::quoted;
use super::public_network;

/// In the menu: shows the window.
pub const SHOW: &str = "Show the window";

/// The title of a notification: a question is open. No title has a name: some desktops take names for markup there.
pub const ASKED: &str = "Alongside asks you something";
/// A Helper sees the screen.
pub const SEEN: &str = "Your screen can be seen";
/// A Helper shares control.
pub const CONTROLLED: &str = "Your helper shares control";
/// The Helper wrote.
pub const WROTE: &str = "Your helper wrote to you";
/// The session has ended.
pub const ENDED: &str = "The session has ended";

/// What is asked, and where the answer is given.
pub fn asked(question: Question, helper: &DisplayName) -> String {
    let helper = quoted(helper);
    let what = match question {
        Question::Connect => format!("{helper} wants to connect and see your screen."),
        Question::Control => format!("{helper} wants to share control of your computer."),
        Question::Point => marks::asked(&helper),
        Question::ClipboardRead => format!("{helper} wants to get what you copy."),
        Question::ClipboardWrite => format!("{helper} wants to put something into your clipboard."),
        Question::FileIn => format!("{helper} wants to send you files."),
        Question::FileOut => format!("{helper} asks you for a file."),
        Question::Remember => format!("Do you want to remember {helper}?"),
    };
    answered_there(&what)
}

/// The question about listening, and where the answer is given.
pub fn asked_to_listen() -> String {
    answered_there(public_network::ASKED)
}

fn answered_there(what: &str) -> String {
    format!("{what} Answer in the window. If you do nothing, it is not allowed.")
}

/// The Helper wrote, and what holds besides. What they wrote is in the window alone: a notification may be read by
/// others, and may stand on a locked screen.
pub fn wrote(helper: &DisplayName, shared: &str) -> String {
    format!("{} wrote to you. {shared}", quoted(helper))
}
