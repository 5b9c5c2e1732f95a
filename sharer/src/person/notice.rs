//! Everything that the User is told, as values. The words are in [`crate::words`], the form in
//! each face.

use std::time::Duration;

use appearance::Level;
use protocol::bulk::TransferId;
use protocol::files::FileBatch;
use protocol::name::DisplayName;
use protocol::utc::Utc;
use session::{ControlStop, Notice, Proof, Question};

use super::input::InputError;
use crate::invite::Way;
use crate::path_kind::PathKind;
use crate::platform::appearance::AppearanceEvent;
use crate::platform::screen::DesktopQuestion;
use crate::policy::values::{Forbidden, PolicyNote};
use crate::supervisor::Part;

/// One notice to the User.
#[derive(Debug)]
pub enum UserNotice {
    /// From the session itself.
    Session(Notice),
    /// The invitation is open: [`Notice::Invitation`] with its link.
    Invitation {
        /// `slot-word-word-word`.
        code: String,
        /// The address that the Helper opens.
        link: String,
        /// How long it lives.
        lifetime: Duration,
        /// When it expires.
        expires: Utc,
    },
    /// One contact is asked for help, without a code.
    WaitingForContact {
        /// The contact.
        helper: DisplayName,
        /// Whether the contact is online.
        available: bool,
    },
    /// Pictures take this way from now on.
    Path {
        /// Which.
        path: PathKind,
    },
    /// The Helper cannot be reached: [`Notice::Reconnecting`] with the time of its end.
    Reconnecting {
        /// Who.
        helper: DisplayName,
        /// How long it is tried.
        lasts: Duration,
        /// Until when.
        until: Utc,
    },
    /// The Helper is back: [`Notice::Reconnected`] with the way that pictures take.
    Reconnected {
        /// Who.
        helper: DisplayName,
        /// Which way.
        path: Option<PathKind>,
    },
    /// A question to the User.
    Question {
        /// Identifies the question.
        id: u32,
        /// What is asked.
        question: Question,
        /// Who asks.
        helper: DisplayName,
        /// How the Helper proved who they are.
        proof: Proof,
        /// The name that the User knows of somebody else, if the Helper's looks like it.
        resembles: Option<DisplayName>,
        /// The question in words.
        text: String,
        /// The files that are asked about.
        files: Option<FileBatch>,
        /// When it is withdrawn without an answer, on the clock of the computer that goes on during a suspension.
        until: Duration,
        /// What ends control, if that is what is asked.
        stop: ControlStop,
    },
    /// A question of the program itself, before a session: may the built-in server listen in this network, which counts as
    /// public?
    ListenQuestion {
        /// Identifies the question.
        id: u32,
        /// `ADDRESS:PORT` at which it would listen.
        address: String,
        /// When it is withdrawn without an answer, on the clock of the computer that goes on during a suspension.
        until: Duration,
    },
    /// A question is closed without an answer.
    QuestionWithdrawn {
        /// Identifies the question.
        id: u32,
    },
    /// A question is closed by the User's answer.
    QuestionAnswered {
        /// Identifies the question.
        id: u32,
    },
    /// The invitation is saved, without its secret.
    InvitationSaved {
        /// The file.
        path: String,
    },
    /// The invitation is sent by e-mail, without its secret.
    InvitationMailed {
        /// The recipient.
        to: String,
        /// Whether the User's mail program shows it, and the User sends it from there.
        by_program: bool,
    },
    /// The built-in server listens on the network.
    Listening {
        /// `ADDRESS:PORT`.
        address: String,
    },
    /// The session is logged.
    LogStarted {
        /// The file.
        path: String,
    },
    /// The bandwidth that is used, and the level that holds.
    Bandwidth {
        /// The level.
        level: Level,
        /// What the pictures take now, in kbit/s.
        kbit_s: u32,
        /// What they may take, in kbit/s.
        max_kbit: Option<u32>,
    },
    /// Notices before this one were dropped, because the reader did not read them in time.
    LeftOut {
        /// How many.
        count: u32,
    },
    /// A sentence without a form of its own in JSON.
    Note(Note),
    /// Something did not work; nothing has changed by it.
    Error(UserError),
}

/// A sentence without a form of its own in JSON.
#[derive(Debug)]
pub enum Note {
    /// This computer cannot wait for so many Helpers at once.
    HelpersLeftOut {
        /// How many have no room.
        count: usize,
    },
    /// The desktop itself asks what may be seen, in a window of its own.
    DesktopAsks(DesktopQuestion),
    /// Control is not possible on this computer.
    ViewOnlyHere,
    /// The clipboard is not shared on this computer.
    NoClipboardHere,
    /// A window that runs as an administrator takes no input from the Helper.
    OutOfReach {
        /// It is in front, or no longer.
        in_front: bool,
    },
    /// In a folder that is sent there are links and the like, which are not.
    LinksLeftOut {
        /// The folder.
        path: String,
        /// How many.
        count: usize,
    },
    /// The network is public, so that no router is asked for a port.
    NoPortInPublic,
    /// An invitation was e-mailed whose number is no longer valid.
    MailedIsVoid,
    /// The time of the last session with a contact could not be saved, with the reason.
    NotNoted(String),
    /// The contacts could not be read, with the reason: a stranger with the name of one is not noticed.
    NamesUnknown(String),
    /// The owner's policy changed an option.
    Policy(PolicyNote),
    /// The appearance of the desktop changed, or could not be changed.
    Appearance(AppearanceEvent),
}

/// Why something did not work.
#[derive(Clone, Debug)]
pub enum UserError {
    /// A line of the User was not understood.
    Input(InputError),
    /// The owner of this computer does not allow it.
    Forbidden(Forbidden),
    /// A part of the program failed. If it is essential, the session ends.
    Part(Part),
    /// The invitation was not delivered this way, with the reason.
    Delivery {
        /// Which way.
        way: Way,
        /// A sentence.
        why: String,
    },
    /// A failure, in the words of its error type.
    Text(String),
}

/// What a notice says the state of. A newer notice with the same key replaces an older one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StateKey {
    Phase,
    Invitation,
    Waiting,
    SystemPrompt,
    Listening,
    Log,
    Bandwidth,
    Rights,
    Steps,
    Path,
    Reach,
    Question(u32),
    File(TransferId),
}

impl UserNotice {
    /// Its key, if the notice says how things are from here on; `None` if it says what happened.
    pub(super) fn state(&self) -> Option<StateKey> {
        match self {
            UserNotice::Session(Notice::Phase { .. } | Notice::Paused { .. }) => {
                Some(StateKey::Phase)
            }
            UserNotice::Session(Notice::Waiting { .. }) | UserNotice::WaitingForContact { .. } => {
                Some(StateKey::Waiting)
            }
            UserNotice::Session(Notice::SystemPrompt { .. }) => Some(StateKey::SystemPrompt),
            UserNotice::Session(Notice::Steps { .. }) => Some(StateKey::Steps),
            UserNotice::Session(Notice::Rights { .. }) => Some(StateKey::Rights),
            UserNotice::Session(Notice::File(file)) => Some(StateKey::File(file.id)),
            UserNotice::Reconnecting { .. } | UserNotice::Reconnected { .. } => {
                Some(StateKey::Reach)
            }
            UserNotice::Path { .. } => Some(StateKey::Path),
            UserNotice::Invitation { .. } => Some(StateKey::Invitation),
            UserNotice::Listening { .. } => Some(StateKey::Listening),
            UserNotice::LogStarted { .. } => Some(StateKey::Log),
            UserNotice::Bandwidth { .. } => Some(StateKey::Bandwidth),
            UserNotice::Question { id, .. }
            | UserNotice::ListenQuestion { id, .. }
            | UserNotice::QuestionWithdrawn { id }
            | UserNotice::QuestionAnswered { id } => Some(StateKey::Question(*id)),
            UserNotice::Session(
                Notice::Invitation { .. }
                | Notice::Stranger { .. }
                | Notice::Remembered { .. }
                | Notice::NotRemembered { .. }
                | Notice::OtherKey { .. }
                | Notice::OtherPage { .. }
                | Notice::RightGranted { .. }
                | Notice::RightEnded { .. }
                | Notice::ControlEnded { .. }
                | Notice::PromptsUnwatched
                | Notice::LogDiffers
                | Notice::LogUnsigned
                | Notice::PictureTaken { .. }
                | Notice::Folder(_)
                | Notice::FileNotSent { .. }
                | Notice::FilesNotCome { .. }
                | Notice::ClipboardTransferred { .. }
                | Notice::NotKept(_)
                | Notice::LogNotKept(_)
                | Notice::LogRequired(_)
                | Notice::Failed(_)
                | Notice::NotAllowedByTyping
                | Notice::Chat { .. }
                | Notice::WrongCode { .. }
                | Notice::TriedBefore { .. }
                | Notice::SlotChanges
                | Notice::Reconnecting { .. }
                | Notice::Reconnected { .. }
                | Notice::ServerRefused(_),
            )
            | UserNotice::InvitationSaved { .. }
            | UserNotice::InvitationMailed { .. }
            | UserNotice::LeftOut { .. }
            | UserNotice::Note(_)
            | UserNotice::Error(_) => None,
        }
    }
}
