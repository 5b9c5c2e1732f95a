//! How a session ends, and what the Helper is notified of while it lasts.

use protocol::peer::{ControlRefusal, EndReason, InputLoss, Party, RememberRefusal};
use protocol::right::{Right, RightDenial};
use protocol::signal::Refusal;

/// Why the session ended, as the Helper reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// One of the two ends ended it, or noticed its end.
    Session(EndReason),
    /// The signal server refused, or the sharer through it.
    Refused(Refusal),
    /// The signal server was not reached.
    ServerUnreachable,
    /// The connection to the signal server closed before the two ends were connected.
    ServerLost,
    /// The User's computer did not answer during the handshake.
    NotAnswering,
    /// This code was tried [`protocol::limits::CODE_TRIES`] times, and nobody who knows it answered.
    TriedTooOften,
}

/// Something that the Helper is notified of once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Control was granted.
    ControlGranted,
    /// Control was not granted.
    ControlRefused(ControlRefusal),
    /// Control ended.
    ControlEnded(Party),
    /// A right beside the picture and control was granted.
    RightGranted(Right),
    /// It was not granted.
    RightRefused(Right, RightDenial),
    /// It ended.
    RightEnded(Right, Party),
    /// The page was loaded again while files were sent: they have stopped.
    FilesReloaded,
    /// The sharer is of an older version, and takes no folders.
    FoldersNotTaken,
    /// A folder has more files, deeper folders or longer names than it may have.
    FolderTooLarge,
    /// What the Helper types or clicks does not arrive.
    InputLost(InputLoss),
    /// The sharer speaks another version of the protocol, which is still understood.
    OtherVersion,
    /// The sharer was built with another page than this one, as it says.
    OtherPage,
    /// The chat message was too long to be sent.
    ChatTooLong,
    /// The two remember each other from now on.
    Remembered,
    /// The two remembered each other before.
    RememberedAlready,
    /// The two do not remember each other.
    NotRemembered(NotRemembered),
    /// A picture was not taken.
    NoPicture(NoPicture),
}

/// Why a picture of the screen is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPicture {
    /// None is shown yet.
    Missing,
    /// The User paused it.
    Paused,
    /// The User answers a system prompt.
    SystemPrompt,
    /// The one that is shown may not be what the screen shows now.
    Old,
    /// The Helper has just taken [`protocol::limits::PICTURES_TAKEN`].
    TooOften,
}

/// Why the two do not remember each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRemembered {
    /// The User's side refused.
    Refused(RememberRefusal),
    /// The Helper declined.
    Declined,
    /// A contact of this name has another key.
    OtherKey,
    /// The list of contacts is full.
    Full,
    /// This browser cannot store a key or a contact.
    Unable,
    /// The User's key was not proven.
    Unproven,
}
