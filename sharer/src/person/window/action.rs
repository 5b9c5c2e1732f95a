//! What the elements of the window report.

use appearance::Level;
use protocol::bulk::TransferId;
use protocol::name::DisplayName;
use session::{Answer, Right};

use super::seen::SeenAction;
use super::sending::SendingAction;
use super::setup::action::SetupAction;
use super::speaking::SpeakingAction;
use crate::platform::file_chooser::Choosable;

/// What the User did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// Invites a Helper.
    GetHelp,
    /// Asks a contact for help.
    Ask(DisplayName),
    /// Delivers the invitation as a file or by e-mail.
    Sending(SendingAction),
    /// Says the code aloud, or stops that.
    Speaking(SpeakingAction),
    /// Shows the folder of the log, after the session.
    ShowLog,
    /// Withdraws the invitation, and makes another.
    NewCode,
    /// Withdraws the invitation.
    Cancel,
    /// Shows or hides the letters of the code.
    Spell(bool),
    /// Copies the link.
    CopyLink,
    /// Copies a text for a messenger.
    CopyMessage,
    /// Whether a yes to this question is to include system prompts.
    WithPrompts {
        /// The id of the question.
        id: u32,
        /// Whether it is.
        with: bool,
    },
    /// Answers a question.
    Answer {
        /// The id of the question.
        id: u32,
        /// The answer.
        answer: Answer,
    },
    /// Takes control back.
    StopControl,
    /// Has done the step that is next.
    NextStep,
    /// Takes another right back.
    Revoke(Right),
    /// Shows or hides what sends a file.
    ShowSendFile(bool),
    /// The path of the file that is to be sent, as far as it is written.
    FilePath(String),
    /// Chooses files or a folder in the desktop's own dialog.
    ChooseFiles(Choosable),
    /// Does not want to send what was chosen.
    ForgetFiles,
    /// Sends these files or folders.
    SendFiles(Vec<String>),
    /// Ends a transfer of a file.
    CancelFile(TransferId),
    /// Stops a file for a while.
    PauseFile(TransferId),
    /// Goes on with it.
    ResumeFile(TransferId),
    /// Hides the screen.
    Pause,
    /// Shows it again.
    Resume,
    /// Remembers the Helper.
    Remember,
    /// Shows or hides the window with the conversation.
    Chat(bool),
    /// The message that is being written.
    Draft(String),
    /// Sends a message.
    Send(String),
    /// Shows or hides what helps on a slow connection.
    Slow(bool),
    /// Asks how much is sent.
    Rate,
    /// Chooses a level.
    Level(Level),
    /// Sets the most that is sent, in kbit/s, as it was written.
    Cap(String),
    /// Wants to end the session, and is asked.
    Leave,
    /// Ends the session.
    Disconnect,
    /// Does not want to end it.
    Stay,
    /// Has read the alert of this number.
    Read(u32),
    /// Does something with people and settings.
    Setup(SetupAction),
    /// Has seen how the session ended.
    Seen,
    /// Shows or hides what the Helper sees.
    Preview(SeenAction),
    /// Closes the window: ends the program where nothing is shared, else asks.
    Close,
}

impl Action {
    /// Whether it takes a person's press: it gives a right, resumes one, or is for the User alone to choose. While
    /// control is shared the Helper can press everything else, too.
    pub(super) fn needs_person(&self, is_controlled: bool) -> bool {
        match self {
            Action::Answer { answer, .. } => answer.allows(),
            Action::WithPrompts { with, .. } => *with,
            Action::Resume | Action::ResumeFile(_) | Action::Remember | Action::SendFiles(_) => true,
            Action::Read(_) => is_controlled,
            Action::Setup(action) => action.needs_person(),
            Action::GetHelp
            | Action::Ask(_)
            // What is delivered has no word of the code, and lets nobody in.
            | Action::Sending(_)
            | Action::Speaking(_)
            | Action::ShowLog
            | Action::NewCode
            | Action::Cancel
            | Action::Spell(_)
            | Action::CopyLink
            | Action::CopyMessage
            | Action::StopControl
            | Action::NextStep
            | Action::Revoke(_)
            | Action::ShowSendFile(_)
            | Action::FilePath(_)
            // What is chosen there is sent by another press.
            | Action::ChooseFiles(_)
            | Action::ForgetFiles
            | Action::CancelFile(_)
            | Action::PauseFile(_)
            | Action::Pause
            | Action::Chat(_)
            | Action::Draft(_)
            | Action::Send(_)
            | Action::Slow(_)
            | Action::Rate
            | Action::Level(_)
            | Action::Cap(_)
            | Action::Leave
            | Action::Disconnect
            | Action::Stay
            | Action::Seen
            | Action::Preview(_)
            | Action::Close => false,
        }
    }

    /// Whether only a device of this computer will do, whichever other one the User has named.
    pub(super) fn needs_device(&self) -> bool {
        matches!(self, Action::Setup(action) if action.needs_device())
    }
}
