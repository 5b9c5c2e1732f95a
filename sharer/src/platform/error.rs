//! What can be wrong with a desktop, in words that fit every system. What only one system knows is a
//! [`Cause`] with that system's own sentence.

use std::fmt;

use protocol::peer::InputLoss;
use session::display::DisplayChoice;

/// An error of one system, with its own sentence.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why the desktop cannot be used. Each text says what is wrong and how to mend it.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// There is no desktop here that this system could show.
    #[error(transparent)]
    NoDesktop(Cause),
    /// The User said no to a question of the desktop itself.
    #[error(transparent)]
    Refused(Cause),
    /// The display that was asked for is not there.
    #[error(
        "there is no display {wanted}: choose one of {known}, or its number counted from 0, or all"
    )]
    NoSuchDisplay {
        /// What was asked for.
        wanted: DisplayChoice,
        /// The names of those that there are.
        known: String,
    },
    /// The connection to the desktop broke.
    #[error("the desktop went away ({0}): start alongside again when it is back")]
    Lost(Reason),
    /// The operating system refused something small.
    #[error("the system refused a resource ({0}): close some programs and start again")]
    System(#[from] std::io::Error),
    /// A capture was asked for that another operating system has.
    #[error("this system has no such capture: leave --screen out")]
    OtherSystem,
    /// This operating system is not supported yet.
    #[error("sharing the screen is not built for this system yet: use Linux with X11")]
    Unsupported,
}

/// Why an event could not be injected.
#[derive(Debug, thiserror::Error)]
pub enum InjectError {
    /// The desktop is not there or has gone.
    #[error(transparent)]
    Platform(#[from] PlatformError),
    /// The input library of this system failed.
    #[error(transparent)]
    Library(Cause),
    /// No key prints the character, and none could be made to.
    #[error("no key of this desktop can print the character")]
    Character,
    /// Such a window takes no input from this program, and keeps Esc from being noticed.
    #[error(
        "a window that runs as an administrator is in front: it takes no input from this program"
    )]
    OutOfReach,
    /// The desktop took nothing: another one has the keyboard, or there is no screen.
    #[error("the desktop takes no input now")]
    NotTaken,
    /// The injection thread has ended.
    #[error("input is injected no more: start alongside again")]
    Ended,
    /// The system refused a thread, or a file that records.
    #[error("the system refused a resource ({0}): close some programs and start again")]
    System(#[from] std::io::Error),
}

impl InjectError {
    /// What the Helper is told when the event is dropped and the next one may succeed; `None` where none will.
    pub fn passing(&self) -> Option<InputLoss> {
        match self {
            InjectError::Character => Some(InputLoss::Character),
            InjectError::OutOfReach => Some(InputLoss::OutOfReach),
            InjectError::NotTaken => Some(InputLoss::NotTaken),
            InjectError::Platform(_)
            | InjectError::Library(_)
            | InjectError::Ended
            | InjectError::System(_) => None,
        }
    }
}

/// The text of a library's error. One type serves the errors of all libraries.
#[derive(Debug)]
pub struct Reason(String);

impl Reason {
    /// The text of this error.
    pub fn of(error: impl fmt::Display) -> Self {
        Self(error.to_string())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which other accounts can use a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exposure {
    /// It belongs to another account.
    OtherOwner,
    /// Other accounts can read it or write there.
    Others,
}

/// The only one who may write a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The owner of this computer: root, or the accounts of Windows itself.
    System,
    /// The account with this number, which Windows does not have. Only tests of other systems name one.
    Account(u32),
}
