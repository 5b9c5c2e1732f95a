//! The rights beside the picture and control.

use crate::words::say::{Say, say, with_bare};
use protocol::limits;
use protocol::name::DisplayName;
use protocol::peer::Party;
use session::{Lasting, Question, Right};

use super::names::quoted;
use super::{files, marks};

/// For how many minutes a right is granted that is granted for a while.
const MINUTES: u64 = limits::RIGHT_TIME.as_secs() / 60;

/// What begins every answer on the terminal that allows the clipboard. Not a word of small talk.
const ALLOW_CLIPBOARD: Say = Say::TypedAllowClipboard;
/// What follows it to allow for a while.
pub const FOR_MINUTES: Say = Say::TypedForMinutes;
/// What follows it to allow until the session ends.
pub const FOR_SESSION: Say = Say::TypedForSession;

/// What begins every answer on the terminal that allows what is asked.
pub fn allow(question: Question) -> Say {
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
pub const CLIPBOARD_WORKS: Say = Say::RightsClipboardWorks;

/// The clipboard is not shared on this computer.
pub const NO_CLIPBOARD_HERE: Say = Say::RightsNoClipboardHere;

/// What the Helper sent was not taken, and what was copied before is gone.
pub const CLIPBOARD_EMPTIED: Say = Say::RightsClipboardEmptied;

/// Asks for the clipboard, to read it.
pub fn clipboard_read(asker: &str) -> String {
    say!(RightsClipboardRead, Asker = asker)
}

/// Asks for the clipboard, to put something in.
pub fn clipboard_write(asker: &str) -> String {
    say!(RightsClipboardWrite, Asker = asker)
}

/// How such a question can be answered, on the terminal.
pub fn answers(question: Question) -> String {
    let allow = allow(question);
    say!(
        AnswersLasting,
        Allow = allow.text(),
        Minutes = &format!("{allow} {FOR_MINUTES}"),
        Session = &format!("{allow} {FOR_SESSION}"),
        No = Say::TypedNo.text(),
        Never = Say::TypedNever.text()
    )
}

/// What a yes means, to read what is copied.
pub const READ_MEANING: Say = Say::RightsReadMeaning;

/// What a yes means, to put something in.
pub const WRITE_MEANING: Say = Say::RightsWriteMeaning;

/// What a right lets the Helper do, after "may" and before for how long.
fn what(right: Right) -> &'static str {
    let what = match right {
        Right::Look => Say::RightsWhatLook,
        Right::Control => Say::RightsWhatControl,
        Right::SystemPrompts => Say::RightsWhatSystemPrompts,
        Right::ClipboardRead => Say::RightsWhatClipboardRead,
        Right::ClipboardWrite => Say::RightsWhatClipboardWrite,
        Right::Point => Say::RightsWhatPoint,
        Right::Type => Say::RightsWhatType,
        Right::FileIn => Say::RightsWhatFileIn,
        Right::FileOut => Say::RightsWhatFileOut,
        Right::Sound => Say::RightsWhatSound,
        Right::Voice => Say::RightsWhatVoice,
        Right::Record => Say::RightsWhatRecord,
        Right::AnotherHelper => Say::RightsWhatAnotherHelper,
        Right::HandOver => Say::RightsWhatHandOver,
    };
    what.text()
}

/// In the list of what the Helper may do.
pub fn may(right: Right) -> String {
    say!(RightsMay, What = what(right))
}

/// A right was granted.
pub fn granted(helper: &DisplayName, right: Right, lasts: Lasting) -> String {
    let (helper, what, id) = (&quoted(helper), what(right), right.id());
    let said = match lasts {
        Lasting::ThisTime => say!(RightsGrantedOnce, Helper = helper, What = what, Right = id),
        Lasting::TenMinutes => {
            say!(RightsGrantedMinutes, Helper = helper, What = what, N = MINUTES, Right = id)
        }
        Lasting::Session => say!(RightsGrantedSession, Helper = helper, What = what, Right = id),
    };
    with_bare(&said, id)
}

/// A right is over.
pub fn ended(helper: &DisplayName, right: Right, by: Party, is_over: bool) -> String {
    let (helper, what) = (&quoted(helper), what(right));
    match (by, is_over) {
        (_, true) => say!(RightsEndedTime, Helper = helper, What = what),
        (Party::User, false) => say!(RightsEndedByUser, Helper = helper, What = what),
        (Party::Helper, false) => say!(RightsEndedByHelper, Helper = helper, What = what),
    }
}

/// What follows `/revoke` is not the name of a right.
pub fn unknown(rights: &str) -> String {
    say!(RightsUnknown, Rights = rights)
}

/// The window.
pub mod window {
    use crate::words::say::Say;

    /// Grants it one time.
    pub const THIS_TIME: Say = Say::WindowRightsThisTime;
    /// Grants it for a while.
    pub const TEN_MINUTES: Say = Say::WindowRightsTenMinutes;
    /// Grants it until the session ends.
    pub const SESSION: Say = Say::WindowRightsSession;
    /// Takes a right back.
    pub const REVOKE: Say = Say::WindowRightsRevoke;
    /// The title of the list of rights.
    pub const TITLE: Say = Say::WindowRightsTitle;
}
