//! Inputs of the viewer, in groups, so that a state can ignore a whole group.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use protocol::channel::Channel;
use protocol::code::InvitationCode;
use protocol::exact::RtpTimestamp;
use protocol::files::OfferedFile;
use protocol::folder_path::FolderPath;
use protocol::geometry::Point;
use protocol::input::InputEvent;
use protocol::mark::{Mark, MarkColor};
use protocol::name::DisplayName;
use protocol::peer::ToSharer;
use protocol::right::Right;
use protocol::trust::{IdentityKey, SharedSecret};
use transfer::shell::TransferInput;

use super::kept::KeptSession;
use super::path::{PathId, PathInput};
use crate::contact::{ContactStatus, KnownUser};
use crate::frame::TakenFrame;

/// Something happened that concerns the viewer.
#[derive(Clone, Debug)]
pub enum Input {
    /// The Helper prepares, starts or leaves a session.
    Session(SessionInput),
    /// The Helper does something within a session.
    Person(PersonInput),
    /// Step of the exchange by which the two remember each other.
    Memory(MemoryInput),
    /// The connection to the signal server.
    Signal(SignalInput),
    /// A path to the sharer. Inputs of a path that is not open are ignored.
    Path(PathId, PathInput),
    /// A message of the sharer on one of the channels of a path, after its [`PathInput::Up`]. It is ignored,
    /// too, when the path is not open.
    Peer(PathId, Channel, PeerMessage),
    /// The page reports something about a transfer.
    Transfer(TransferInput),
    /// A message about the session's log, for the sharer.
    Record(ToSharer),
    /// The page shows a frame; `None` where the browser does not name it.
    FrameShown(Option<RtpTimestamp>),
    /// The deadline passed.
    Timeout,
}

/// The Helper prepares, starts or leaves a session.
#[derive(Clone, Debug)]
pub enum SessionInput {
    /// The Helper has begun to enter a code, or the link contains one: a session is likely to start.
    Prepare,
    /// The Helper typed a code and a name and pressed Connect, or chose a known User.
    Connect {
        /// Who to connect to.
        target: Target,
        /// The Helper's name.
        name: DisplayName,
    },
    /// This computer has another network, or its network is back.
    NetworkChanged,
    /// The Helper leaves: the button was pressed.
    Disconnect,
    /// The page is likely to go away, in a browser that may lose what is said at [`SessionInput::Away`].
    Leaving,
    /// The page goes away, and what [`Viewer::keep`](super::Viewer::keep) returned is stored. Without that it is
    /// [`SessionInput::Disconnect`].
    Away,
    /// The page was loaded again, and goes on with a session.
    Resume(Box<KeptSession>),
    /// The Helper goes back to the first page after the end.
    Reset,
}

/// The Helper does something within a session.
#[derive(Clone, Debug)]
pub enum PersonInput {
    /// Requests control.
    RequestControl,
    /// Ends control.
    GiveUpControl,
    /// Requests a right beside the picture and control.
    RequestRight(Right),
    /// Gives such a right up, or does not want it any more.
    GiveUpRight(Right),
    /// Points at a place of the picture; `None` when they point no more.
    PointAt(Option<Point>, MarkColor),
    /// Draws something on the picture.
    Mark(Mark),
    /// Would like to send files, each with the page's own name for it.
    SendFiles(Vec<(u64, OfferedFile)>, Vec<FolderPath>),
    /// Does something about a file that the page lists.
    File {
        /// The key of its row.
        key: u32,
        /// What.
        act: FileAct,
    },
    /// Stops the transfers of the clipboard, in both directions.
    CancelClipboard,
    /// Sends a chat message.
    Chat(String),
    /// Uses the keyboard or a pointer on the picture.
    Control(InputEvent),
    /// Points at another picture from now on: [`InputEvent::Picture`], in answer to
    /// [`Output::SwitchPicture`](super::Output::SwitchPicture).
    SwitchPicture(InputEvent),
    /// Asks for another display; `None` means all of them.
    ShowDisplay(Option<DisplayName>),
    /// Takes a picture of what is shown; the driver has composed it from this frame.
    TakePicture(TakenFrame),
}

/// What the Helper does about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileAct {
    /// Gets a file that the User has chosen.
    Get,
    /// Stops it for a while, or lets it go on.
    TogglePause,
    /// Does not want it any more, or not to send it.
    Cancel,
}

/// Step of the exchange by which the two remember each other.
#[derive(Clone, Debug)]
pub enum MemoryInput {
    /// The Helper proposes it.
    Propose,
    /// The Helper answers the User's proposal.
    Answer(bool),
    /// The answer to [`Output::CompareName`](super::Output::CompareName): the User's name is that of a contact,
    /// or looks like it.
    Resembles,
    /// The Helper has read the warning about another key, or about the name.
    DismissWarning,
    /// The answer to [`Output::LoadOwnKey`](super::Output::LoadOwnKey): the own key, or `None` when
    /// this browser cannot store one.
    OwnKey(Option<IdentityKey>),
    /// The answer to [`Output::AgreeKey`](super::Output::AgreeKey).
    Agreed {
        /// The result of the key agreement; `None` when the other key is not valid.
        shared: Option<SharedSecret>,
        /// What the contacts say about this name and key.
        status: ContactStatus,
    },
    /// The answer to [`Output::SaveContact`](super::Output::SaveContact).
    Saved {
        /// The contact's key.
        key: IdentityKey,
        /// Whether the contact was saved.
        done: bool,
    },
}

/// The connection to the signal server.
#[derive(Clone, Debug)]
pub enum SignalInput {
    /// It is open.
    Open,
    /// A text arrived.
    Text(String),
    /// It closed, or could not be opened.
    Closed,
}

/// A message as it arrived on a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeerMessage {
    /// A text message.
    Text(String),
    /// A binary message.
    Bytes(Vec<u8>),
    /// A message above the size limit; its content is not kept.
    TooLarge,
}

/// Who the Helper connects to.
#[derive(Clone, Debug)]
pub enum Target {
    /// The User of an invitation, by its code.
    Code(InvitationCode),
    /// A known User, without a code: the two remember each other, or the owner of the User's computer
    /// named the Helper.
    Known(Box<KnownUser>),
}

impl Target {
    pub(super) fn identity(&self) -> Option<Identity> {
        match self {
            Target::Code(_) => None,
            Target::Known(user) => {
                let KnownUser { name, key, .. } = user.as_ref();
                Some(Identity { name: name.clone(), key: *key })
            }
        }
    }
}

impl From<InvitationCode> for Target {
    fn from(code: InvitationCode) -> Self {
        Target::Code(code)
    }
}

impl From<KnownUser> for Target {
    fn from(user: KnownUser) -> Self {
        Target::Known(Box::new(user))
    }
}

/// The identity of the User, where the Helper connected without a code.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    pub(super) name: DisplayName,
    pub(super) key: IdentityKey,
}
