//! What the User reads outside of the windows: in notifications of the desktop, and in the icon and its menu.

use crate::words::say::{Say, joined, say};
use protocol::name::DisplayName;
use session::Question;

use super::names::quoted;
use super::public_network;

/// In the menu: shows the window.
pub const SHOW: Say = Say::DeskShow;

/// The title of a notification: a question is open. No title has a name: some desktops take names for markup there.
pub const ASKED: Say = Say::DeskAsked;
/// A Helper sees the screen.
pub const SEEN: Say = Say::DeskSeen;
/// A Helper shares control.
pub const CONTROLLED: Say = Say::DeskControlled;
/// The Helper wrote.
pub const WROTE: Say = Say::DeskWrote;
/// The session has ended.
pub const ENDED: Say = Say::DeskEnded;

/// What is asked, and where the answer is given.
pub fn asked(question: Question, helper: &DisplayName) -> String {
    let helper = &quoted(helper);
    let what = match question {
        Question::Connect => say!(DeskAskedConnect, Helper = helper),
        Question::Control => say!(DeskAskedControl, Helper = helper),
        Question::Point => say!(DeskAskedPoint, Helper = helper),
        Question::ClipboardRead => say!(DeskAskedClipboardRead, Helper = helper),
        Question::ClipboardWrite => say!(DeskAskedClipboardWrite, Helper = helper),
        Question::FileIn => say!(DeskAskedFileIn, Helper = helper),
        Question::FileOut => say!(DeskAskedFileOut, Helper = helper),
        Question::Remember => say!(DeskAskedRemember, Helper = helper),
    };
    answered_there(&what)
}

/// The question about listening, and where the answer is given.
pub fn asked_to_listen() -> String {
    answered_there(public_network::ASKED.text())
}

fn answered_there(what: &str) -> String {
    joined(what, Say::DeskAnswer.text())
}

/// The Helper wrote, and what holds besides. What they wrote is in the window alone: a notification may be read by
/// others, and may stand on a locked screen.
pub fn wrote(helper: &DisplayName, shared: &str) -> String {
    joined(&say!(DeskWroteWhat, Helper = &quoted(helper)), shared)
}
