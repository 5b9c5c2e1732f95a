//! What is written down. What was done on the screen is not.

use alloc::format;
use alloc::string::String;

/// A kind of entry: its element, and the sentence of its `EVENT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An invitation was made (in the User's copy) or used (in a copy that is the Helper's alone).
    InvitationOpened,
    /// From where the Helper came; the address is the text.
    IncomingAddress,
    /// The User let the Helper in; the Helper's name is the text.
    ConnectionEstablished,
    /// The User did not.
    ConnectionRefused,
    /// The Helper keeps this log as well, and signs it from here on. Carries the Helper's key.
    LogShared,
    /// The Helper asked for control.
    ControlRequested,
    /// The User granted it.
    ControlGranted,
    /// The User did not grant it.
    ControlRefused,
    /// It began.
    ControlStarted,
    /// It ended.
    ControlEnded,
    /// A message; the text is `name: message`.
    Chat,
    /// A file went over; the text says which, and which way.
    FileTransfer,
    /// The User paused the picture.
    Paused,
    /// The picture goes on.
    Unpaused,
    /// The connection broke, and is back.
    ConnectionResumed,
    /// Somebody entered a wrong code.
    WrongCode,
    /// Somebody tried to come without a code who is not known.
    Stranger,
    /// User and Helper remember each other from here on.
    Remembered,
    /// There were more entries than fit; messages are not written down any more.
    LogFull,
    /// The connection is over.
    ConnectionEnded,
    /// The invitation is closed.
    InvitationClosed,
}

impl Kind {
    /// Every kind, in the order of a session.
    pub const ALL: [Kind; 21] = [
        Kind::InvitationOpened,
        Kind::WrongCode,
        Kind::Stranger,
        Kind::IncomingAddress,
        Kind::ConnectionEstablished,
        Kind::ConnectionRefused,
        Kind::LogShared,
        Kind::ControlRequested,
        Kind::ControlGranted,
        Kind::ControlRefused,
        Kind::ControlStarted,
        Kind::ControlEnded,
        Kind::Chat,
        Kind::FileTransfer,
        Kind::Paused,
        Kind::Unpaused,
        Kind::ConnectionResumed,
        Kind::Remembered,
        Kind::LogFull,
        Kind::ConnectionEnded,
        Kind::InvitationClosed,
    ];

    /// Its element.
    pub const fn element(self) -> &'static str {
        match self {
            Kind::InvitationOpened => "INVITATION_OPENED",
            Kind::IncomingAddress => "INCOMING_IP_ADDRESS",
            Kind::ConnectionEstablished => "CONNECTION_ESTABLISHED",
            Kind::ConnectionRefused => "CONNECTION_REFUSED",
            Kind::LogShared => "LOG_SHARED",
            Kind::ControlRequested => "EXPERT_REQUEST_CONTROL",
            Kind::ControlGranted => "EXPERT_GRANTED_CONTROL",
            Kind::ControlRefused => "EXPERT_REFUSED_CONTROL",
            Kind::ControlStarted => "EXPERT_CONTROL_STARTED",
            Kind::ControlEnded => "EXPERT_CONTROL_ENDED",
            Kind::Chat => "CHAT_MESSAGE",
            Kind::FileTransfer => "FILE_TRANSFER",
            Kind::Paused => "SHARING_PAUSED",
            Kind::Unpaused => "SHARING_RESUMED",
            Kind::ConnectionResumed => "CONNECTION_RESUMED",
            Kind::WrongCode => "WRONG_CODE",
            Kind::Stranger => "STRANGER",
            Kind::Remembered => "CONTACT_REMEMBERED",
            Kind::LogFull => "LOG_FULL",
            Kind::ConnectionEnded => "CONNECTION_ENDED",
            Kind::InvitationClosed => "INVITATION_CLOSED",
        }
    }

    /// Its sentence, in the words of Remote Assistance where it has them; empty for what is said
    /// by the text alone.
    pub fn event(self, helper: &str) -> String {
        match self {
            Kind::InvitationOpened => "A Remote Assistance invitation has been opened.".into(),
            Kind::IncomingAddress | Kind::Chat => String::new(),
            Kind::ConnectionEstablished => {
                "A Remote Assistance connection has been established.".into()
            }
            Kind::ConnectionRefused => "A Remote Assistance connection has been refused.".into(),
            Kind::LogShared => "Both sides keep this log from here on.".into(),
            Kind::ControlRequested => {
                format!("{helper} has requested to share control of the computer.")
            }
            Kind::ControlGranted => {
                format!("{helper} has been granted permission to share control of the computer.")
            }
            Kind::ControlRefused => format!(
                "{helper} has not been granted permission to share control of the computer."
            ),
            Kind::ControlStarted => format!("{helper} is sharing control of the computer."),
            Kind::ControlEnded => format!("{helper} is not sharing control of the computer."),
            Kind::FileTransfer => "A file has been transferred.".into(),
            Kind::Paused => "The sharing of the screen has been paused.".into(),
            Kind::Unpaused => "The sharing of the screen has been resumed.".into(),
            Kind::ConnectionResumed => "The Remote Assistance connection has been resumed.".into(),
            Kind::WrongCode => "A wrong code has been entered.".into(),
            Kind::Stranger => "Somebody who is not known tried to connect without a code.".into(),
            Kind::Remembered => format!("The user and {helper} remember each other."),
            Kind::LogFull => "The log is full; messages are not written down any more.".into(),
            Kind::ConnectionEnded => "The Remote Assistance connection has ended.".into(),
            Kind::InvitationClosed => "A Remote Assistance invitation has been closed.".into(),
        }
    }

    /// Whether the Helper or a stranger can make any number of these.
    pub const fn can_be_flooded(self) -> bool {
        match self {
            Kind::Chat
            | Kind::ControlRequested
            | Kind::ControlRefused
            | Kind::FileTransfer
            | Kind::Stranger => true,
            Kind::InvitationOpened
            | Kind::IncomingAddress
            | Kind::ConnectionEstablished
            | Kind::ConnectionRefused
            | Kind::LogShared
            | Kind::ControlGranted
            | Kind::ControlStarted
            | Kind::ControlEnded
            | Kind::Paused
            | Kind::Unpaused
            | Kind::ConnectionResumed
            | Kind::WrongCode
            | Kind::Remembered
            | Kind::LogFull
            | Kind::ConnectionEnded
            | Kind::InvitationClosed => false,
        }
    }
}
