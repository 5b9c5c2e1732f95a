//! What the User is told.

use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use protocol::bulk::{Digest, TransferId};
use protocol::code::InvitationCode;
use protocol::file_name::FileName;
use protocol::files::ArchiveContents;
use protocol::folder_path::FolderPath;
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Party, Phase, RememberRefusal};
use protocol::right::{Lasting, Right};
use protocol::sealed::PageHash;
use protocol::signal::Refusal;
use protocol::transfer::{ClipboardSizes, TransferStop};
use protocol::trust::IdentityKey;

use crate::marks::Steps;
use crate::right::{ControlStop, RightRefusal, RightSet};

/// What the User is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The invitation is open (or open at another slot).
    Invitation {
        /// What to tell the Helper.
        code: InvitationCode,
        /// How long it lives from now.
        lifetime: Duration,
    },
    /// Known Helpers may come without a code.
    Waiting {
        /// All of them.
        helpers: Vec<DisplayName>,
        /// Those who could come now.
        available: Vec<DisplayName>,
    },
    /// A claimant came who is none of those who may.
    Stranger {
        /// How often since this was said last.
        attempts: u32,
    },
    /// The two remember each other.
    Remembered {
        /// The contact.
        name: DisplayName,
        /// Their key.
        key: IdentityKey,
        /// Whether they did already.
        already: bool,
    },
    /// They do not, and it is not the User's doing.
    NotRemembered {
        /// Why.
        reason: RememberRefusal,
    },
    /// The Helper has the name of a contact, or one that looks like it, and another key.
    OtherKey {
        /// The contact.
        name: DisplayName,
        /// The contact's key.
        key: IdentityKey,
    },
    /// The Helper's page says that it is of another build than the one of this program.
    OtherPage {
        /// What it says.
        theirs: PageHash,
        /// The page of this program.
        own: PageHash,
    },
    /// The phase that holds from here on.
    Phase {
        /// The phase.
        phase: Phase,
        /// Who is connected.
        helper: Option<DisplayName>,
        /// Why it ended, if it did.
        reason: Option<EndReason>,
        /// What ends control, when it is shared.
        stop: ControlStop,
    },
    /// The screen is hidden from the Helper.
    Paused {
        /// The phase, which pausing leaves as it is.
        phase: Phase,
        /// Who is connected.
        helper: DisplayName,
    },
    /// The rights that a Helper holds from here on.
    Rights {
        /// Which Helper.
        helper: DisplayName,
        /// All rights they hold.
        rights: RightSet,
    },
    /// The User granted a right beside the picture and control.
    RightGranted {
        /// Which Helper.
        helper: DisplayName,
        /// Which right.
        right: Right,
        /// For how long.
        lasts: Lasting,
    },
    /// Such a right is over.
    RightEnded {
        /// Which Helper.
        helper: DisplayName,
        /// Which right.
        right: Right,
        /// Who ended it.
        by: Party,
        /// Its time was over.
        is_over: bool,
    },
    /// Control ended.
    ControlEnded {
        /// Who ended it.
        by: Party,
        /// It ended by itself, since it lasts for a time only ([`ControlStop::limit`]).
        is_over: bool,
    },
    /// A system prompt is open (or no more) that the Helper neither sees nor answers.
    SystemPrompt {
        /// Whether it is open.
        open: bool,
    },
    /// System prompts are not noticed. The Helper can have control only together with them.
    PromptsUnwatched,
    /// What was typed would have allowed something, and may be the Helper's. Nothing has changed.
    NotAllowedByTyping,
    /// A chat message.
    Chat {
        /// Who wrote it.
        from: Party,
        /// The text.
        text: String,
        /// It was written at the User's computer while control was shared, so that the Helper may have typed it.
        under_control: bool,
    },
    /// The Helper has taken a picture of the screen.
    PictureTaken {
        /// Who.
        helper: DisplayName,
    },
    /// A file is sent by one of the two, or was.
    File(FileNotice),
    /// All files of a folder of the Helper's are over.
    Folder(FolderNotice),
    /// So many files that the User wants have not come for [`protocol::limits::FILE_STALLED`], and may not come any more.
    FilesNotCome {
        /// How many.
        count: usize,
    },
    /// A file that the User has chosen is not sent.
    FileNotSent {
        /// Where it is.
        path: String,
        /// Why.
        reason: RightRefusal,
    },
    /// What was copied went to the other computer.
    ClipboardTransferred {
        /// The Helper.
        helper: DisplayName,
        /// Whose computer it was copied at.
        sender: Party,
        /// Its formats and their sizes.
        sizes: ClipboardSizes,
    },
    /// The steps that the Helper suggests, at each change.
    Steps {
        /// Who.
        helper: DisplayName,
        /// All of them, and how many are done.
        steps: Steps,
    },
    /// A claimant tried a wrong code.
    WrongCode {
        /// Attempts until the invitation is burnt.
        attempts_left: u8,
    },
    /// The Helper has tried the right code before, and nobody who knows it answered: the connection broke, or the
    /// server played this computer to test guesses.
    TriedBefore {
        /// Who.
        helper: DisplayName,
        /// How often, as the Helper's page says.
        times: u8,
    },
    /// The server gave the invitation another number more than [`protocol::limits::SLOT_CHANGES`] times.
    SlotChanges,
    /// The Helper cannot be reached. They keep their rights, and nothing that they held is held any more.
    Reconnecting {
        /// Who.
        helper: DisplayName,
        /// How long it is tried from now.
        lasts: Duration,
    },
    /// The Helper is back.
    Reconnected {
        /// Who.
        helper: DisplayName,
    },
    /// The server does not open an invitation now.
    ServerRefused(Refusal),
    /// The Helper's copy of the session log is another one.
    LogDiffers,
    /// The Helper's side has not signed an entry of the session log in time that it can see itself.
    LogUnsigned,
    /// The session log cannot be written, for this reason; without one, the disk does not answer. The session
    /// goes on.
    LogNotKept(Option<String>),
    /// The same where the owner of the computer wants every session logged: the session ends.
    LogRequired(Option<String>),
    /// The Helper could not be remembered, for this reason.
    NotKept(String),
    /// Something of the shell did not work, for this reason.
    Failed(String),
}

/// What the User is told of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNotice {
    /// Names the transfer.
    pub id: TransferId,
    /// The name of the file.
    pub name: FileName,
    /// The folders around it, if it is sent with them.
    pub folders: FolderPath,
    /// What is in it, if it is the archive of a folder.
    pub contents: Option<ArchiveContents>,
    /// Who sends it.
    pub sender: Party,
    /// All bytes.
    pub size: u64,
    /// How far it is.
    pub state: FileState,
}

/// What became of a folder of the Helper's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderNotice {
    /// Its name, as the Helper sent it.
    pub name: FileName,
    /// How many files the User has agreed to, and how many of them have not arrived.
    pub count: usize,
    /// See `count`.
    pub missing: usize,
    /// Where one of its files is, and how many folders of it are around that file.
    pub place: Option<(String, usize)>,
    /// Why the first one of those that are missing has not arrived.
    pub failure: Option<FolderFailure>,
}

/// Why a file of a folder has not arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderFailure {
    /// Its name; `None` where it never began.
    pub file: Option<FileName>,
    /// Why.
    pub reason: TransferStop,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It is agreed on.
    Offered,
    /// Its bytes are sent.
    Running {
        /// How many have arrived.
        bytes: u64,
    },
    /// It waits until the User goes on: the screen is paused, or the panic key was pressed.
    Paused,
    /// It has arrived as it was sent.
    Done {
        /// Where it is on the User's computer; `None` for one that the User has sent.
        path: Option<String>,
        /// The SHA-256 digest of its bytes.
        digest: Digest,
    },
    /// It is not sent to its end.
    Failed {
        /// Why.
        reason: TransferStop,
    },
}
