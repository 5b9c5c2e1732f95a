//! The kinds of entries. The log does not contain what was done on the screen.

use alloc::format;
use alloc::string::String;

/// A kind of entry: its element, and the sentence of its `EVENT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An invitation was created (in the shared log) or used (in a log that only the Helper has).
    InvitationOpened,
    /// The network address of the Helper, as the text.
    IncomingAddress,
    /// The User accepted the Helper. The text is the Helper's name.
    ConnectionEstablished,
    /// The User did not accept the Helper.
    ConnectionRefused,
    /// The Helper also keeps this log and signs it from this entry on. It carries the Helper's public key.
    LogShared,
    /// The Helper asked for control.
    ControlRequested,
    /// The User granted control.
    ControlGranted,
    /// The User did not grant control.
    ControlRefused,
    /// Control began.
    ControlStarted,
    /// Control ended.
    ControlEnded,
    /// A chat message. The text is `name: message`.
    Chat,
    /// A file was transferred. The text has its name and the direction.
    FileTransfer,
    /// The User paused the picture.
    Paused,
    /// The User resumed the picture.
    Unpaused,
    /// A lost connection was resumed.
    ConnectionResumed,
    /// A claimant entered a wrong code.
    WrongCode,
    /// An unknown claimant tried to connect without a code.
    Stranger,
    /// User and Helper remember each other from now on.
    Remembered,
    /// The log is full. Entries that can be flooded are no longer written.
    LogFull,
    /// The connection has ended.
    ConnectionEnded,
    /// The invitation is closed.
    InvitationClosed,
}

impl Kind {
    /// All kinds, in the order of a session.
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

    /// The name of its XML element.
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

    /// Its sentence, as Remote Assistance words it if it has such an entry. It is empty when the text is
    /// enough.
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

    /// Whether the Helper or an unknown claimant can cause any number of these entries.
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
