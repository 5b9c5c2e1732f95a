//! The rights beside the picture and control.

use protocol::limits;
use protocol::name::DisplayName;
use protocol::peer::Party;
use session::{Lasting, Question, Right};

use super::names::quoted;
use super::{files, marks};

/// For how many minutes a right is granted that is granted for a while.
const MINUTES: u64 = limits::RIGHT_TIME.as_secs() / 60;

/// What begins every answer on the terminal that allows the clipboard. Not a word of small talk.
const ALLOW_CLIPBOARD: &str = "allow clipboard";
/// What follows it to allow for a while.
pub const FOR_MINUTES: &str = "10 minutes";
/// What follows it to allow until the session ends.
pub const FOR_SESSION: &str = "session";

/// What begins every answer on the terminal that allows what is asked.
pub fn allow(question: Question) -> &'static str {
    match question {
        Question::Point => marks::ALLOW,
        Question::FileIn | Question::FileOut => files::ALLOW,
        Question::ClipboardRead
        | Question::ClipboardWrite
        | Question::Connect
        | Question::Control
        | Question::Remember => ALLOW_CLIPBOARD,
    }
}
/// The doctor has opened the clipboard.
pub const CLIPBOARD_WORKS: &str =
    "What one of you copies, the other one can paste, once you agree.";

/// The clipboard is not shared on this computer.
pub const NO_CLIPBOARD_HERE: &str = "The clipboard cannot be shared on this desktop: what one of you copies, the other one cannot paste.";

/// What the Helper sent was not taken, and what was copied before is gone.
pub const CLIPBOARD_EMPTIED: &str = "Your clipboard is empty now: what the Helper sent could not be put in, and what you had copied before is lost.";

/// Asks for the clipboard, to read it.
pub fn clipboard_read(asker: &str) -> String {
    format!(
        "{asker} wants to get what you copy from now on: texts and pictures. What you copied before is not sent, \
         nor what a password manager marks as secret. Do you want to allow this?"
    )
}

/// Asks for the clipboard, to put something in.
pub fn clipboard_write(asker: &str) -> String {
    format!(
        "{asker} wants to put something into your clipboard, so that you can paste it. It takes the place of what \
         you copied last. Do you want to allow this?"
    )
}

/// How such a question can be answered, on the terminal.
pub fn answers(question: Question) -> String {
    let allow = allow(question);
    format!(
        "Type \"{allow}\" for this one time, \"{allow} {FOR_MINUTES}\", \"{allow} {FOR_SESSION}\", or no, then Enter; \
         \"never\" means no, and not to be asked again:"
    )
}

/// What a yes means, to read what is copied.
pub const READ_MEANING: &str =
    "This time means the next thing that you copy. You can take it back at any moment.";

/// What a yes means, to put something in.
pub const WRITE_MEANING: &str = "This time means one thing. Nothing is pasted or opened by itself.";

/// What a right lets the Helper do, after "may" and before for how long.
fn what(right: Right) -> &'static str {
    match right {
        Right::Look => "see your screen",
        Right::Control => "use your mouse and keyboard",
        Right::SystemPrompts => "see and answer password and system prompts",
        Right::ClipboardRead => "get what you copy",
        Right::ClipboardWrite => "put something into your clipboard",
        Right::Point => "point at your screen and draw on it",
        Right::Type => "type",
        Right::FileIn => "send you these files",
        Right::FileOut => "get a file that you choose",
        Right::Sound => "hear your computer",
        Right::Voice => "talk with you",
        Right::Record => "record the session",
        Right::AnotherHelper => "bring another helper",
        Right::HandOver => "hand over to another helper",
    }
}

/// In the list of what the Helper may do.
pub fn may(right: Right) -> String {
    format!("They may {}.", what(right))
}

/// A right was granted.
pub fn granted(helper: &DisplayName, right: Right, lasts: Lasting) -> String {
    let lasts = match lasts {
        Lasting::ThisTime => "one time".to_owned(),
        Lasting::TenMinutes => format!("for {MINUTES} minutes"),
        Lasting::Session => "until the session ends".to_owned(),
    };
    let (helper, what, id) = (quoted(helper), what(right), right.id());
    format!("{helper} may {what}, {lasts}. Take it back in the window, or with /revoke {id}.")
}

/// A right is over.
pub fn ended(helper: &DisplayName, right: Right, by: Party, is_over: bool) -> String {
    let (helper, what) = (quoted(helper), what(right));
    match (by, is_over) {
        (_, true) => format!("The time is over: {helper} may not {what} any more."),
        (Party::User, false) => format!("{helper} may not {what} any more."),
        (Party::Helper, false) => {
            format!("{helper} does not need it any more: they may not {what}.")
        }
    }
}

/// What follows `/revoke` is not the name of a right.
pub fn unknown(rights: &str) -> String {
    format!("Expected /revoke and one of: {rights}.")
}

/// The window.
pub mod window {
    /// Grants it one time.
    pub const THIS_TIME: &str = "Allow one time";
    /// Grants it for a while.
    pub const TEN_MINUTES: &str = "Allow for 10 minutes";
    /// Grants it until the session ends.
    pub const SESSION: &str = "Allow until the session ends";
    /// Takes a right back.
    pub const REVOKE: &str = "Take it back";
    /// The title of the list of rights.
    pub const TITLE: &str = "What your helper may do";
}
