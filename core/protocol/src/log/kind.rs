//! The kinds of entries. The log does not contain what was done on the screen.

use alloc::format;
use alloc::string::String;

/// A kind of entry: its element, and the sentence of its `EVENT`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
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
    /// A chat message that was written at the User's computer while control was shared, so that the Helper may
    /// have typed it. The text is the message, without a name.
    ChatUnderControl,
    /// The Helper asked for a right beside the picture and control. The text is its id.
    RightRequested,
    /// The User granted it. The text is its id, and for how long.
    RightGranted,
    /// The User did not grant it. The text is its id.
    RightRefused,
    /// It ended. The text is its id.
    RightEnded,
    /// The Helper took a picture of the screen.
    PictureTaken,
    /// What was copied went to the other computer. The text has its direction, its formats and their sizes.
    ClipboardTransfer,
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
    /// The Helper has tried the code before, and nobody who knows it answered. The text is how often.
    TriedBefore,
    /// An unknown claimant tried to connect without a code.
    UnknownClaimant,
    /// User and Helper remember each other from now on.
    Remembered,
    /// The log is full. Entries that can be flooded are no longer written.
    LogFull,
    /// The Helper's side has not signed entries that it can see itself within
    /// [`LOG_SIGNATURE_TIMEOUT`](crate::limits::LOG_SIGNATURE_TIMEOUT). The text has the number of the first
    /// one, and how many follow.
    LogUnsigned,
    /// The connection has ended.
    ConnectionEnded,
    /// The invitation is closed.
    InvitationClosed,
}

impl EntryKind {
    /// All kinds: the first ones in the order of a session, then those that were added later.
    pub const ALL: [EntryKind; 30] = [
        EntryKind::InvitationOpened,
        EntryKind::WrongCode,
        EntryKind::UnknownClaimant,
        EntryKind::IncomingAddress,
        EntryKind::ConnectionEstablished,
        EntryKind::ConnectionRefused,
        EntryKind::LogShared,
        EntryKind::ControlRequested,
        EntryKind::ControlGranted,
        EntryKind::ControlRefused,
        EntryKind::ControlStarted,
        EntryKind::ControlEnded,
        EntryKind::Chat,
        EntryKind::FileTransfer,
        EntryKind::Paused,
        EntryKind::Unpaused,
        EntryKind::ConnectionResumed,
        EntryKind::Remembered,
        EntryKind::LogFull,
        EntryKind::ConnectionEnded,
        EntryKind::InvitationClosed,
        EntryKind::ChatUnderControl,
        EntryKind::LogUnsigned,
        EntryKind::TriedBefore,
        EntryKind::RightRequested,
        EntryKind::RightGranted,
        EntryKind::RightRefused,
        EntryKind::RightEnded,
        EntryKind::PictureTaken,
        EntryKind::ClipboardTransfer,
    ];

    /// The kind with this element.
    pub fn of_element(element: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.element() == element)
    }

    /// The name of its XML element.
    pub const fn element(self) -> &'static str {
        match self {
            EntryKind::InvitationOpened => "INVITATION_OPENED",
            EntryKind::IncomingAddress => "INCOMING_IP_ADDRESS",
            EntryKind::ConnectionEstablished => "CONNECTION_ESTABLISHED",
            EntryKind::ConnectionRefused => "CONNECTION_REFUSED",
            EntryKind::LogShared => "LOG_SHARED",
            EntryKind::ControlRequested => "EXPERT_REQUEST_CONTROL",
            EntryKind::ControlGranted => "EXPERT_GRANTED_CONTROL",
            EntryKind::ControlRefused => "EXPERT_REFUSED_CONTROL",
            EntryKind::ControlStarted => "EXPERT_CONTROL_STARTED",
            EntryKind::ControlEnded => "EXPERT_CONTROL_ENDED",
            EntryKind::Chat => "CHAT_MESSAGE",
            EntryKind::ChatUnderControl => "CHAT_UNDER_CONTROL",
            EntryKind::RightRequested => "RIGHT_REQUESTED",
            EntryKind::RightGranted => "RIGHT_GRANTED",
            EntryKind::RightRefused => "RIGHT_REFUSED",
            EntryKind::RightEnded => "RIGHT_ENDED",
            EntryKind::PictureTaken => "PICTURE_TAKEN",
            EntryKind::ClipboardTransfer => "CLIPBOARD_TRANSFER",
            EntryKind::FileTransfer => "FILE_TRANSFER",
            EntryKind::Paused => "SHARING_PAUSED",
            EntryKind::Unpaused => "SHARING_RESUMED",
            EntryKind::ConnectionResumed => "CONNECTION_RESUMED",
            EntryKind::WrongCode => "WRONG_CODE",
            EntryKind::TriedBefore => "TRIED_BEFORE",
            EntryKind::UnknownClaimant => "STRANGER",
            EntryKind::Remembered => "CONTACT_REMEMBERED",
            EntryKind::LogFull => "LOG_FULL",
            EntryKind::LogUnsigned => "LOG_UNSIGNED",
            EntryKind::ConnectionEnded => "CONNECTION_ENDED",
            EntryKind::InvitationClosed => "INVITATION_CLOSED",
        }
    }

    /// Its sentence, as Remote Assistance words it if it has such an entry. It is empty when the text is
    /// enough.
    pub fn event(self, helper: &str) -> String {
        match self {
            EntryKind::InvitationOpened => "A Remote Assistance invitation has been opened.".into(),
            EntryKind::IncomingAddress | EntryKind::Chat => String::new(),
            EntryKind::ConnectionEstablished => {
                "A Remote Assistance connection has been established.".into()
            }
            EntryKind::ConnectionRefused => {
                "A Remote Assistance connection has been refused.".into()
            }
            EntryKind::LogShared => "Both sides keep this log from here on.".into(),
            EntryKind::ControlRequested => {
                format!("{helper} has requested to share control of the computer.")
            }
            EntryKind::ControlGranted => {
                format!("{helper} has been granted permission to share control of the computer.")
            }
            EntryKind::ControlRefused => format!(
                "{helper} has not been granted permission to share control of the computer."
            ),
            EntryKind::ControlStarted => format!("{helper} is sharing control of the computer."),
            EntryKind::ControlEnded => format!("{helper} is not sharing control of the computer."),
            EntryKind::ChatUnderControl => format!(
                "While {helper} was sharing control, this message was typed at the user's computer:"
            ),
            EntryKind::RightRequested => format!("{helper} has requested a right:"),
            EntryKind::RightGranted => format!("{helper} has been granted a right:"),
            EntryKind::RightRefused => format!("{helper} has not been granted a right:"),
            EntryKind::RightEnded => format!("A right of {helper} has ended:"),
            EntryKind::PictureTaken => format!("{helper} has taken a picture of the screen."),
            EntryKind::ClipboardTransfer => "What was copied has been transferred:".into(),
            EntryKind::FileTransfer => "A file has been transferred.".into(),
            EntryKind::Paused => "The sharing of the screen has been paused.".into(),
            EntryKind::Unpaused => "The sharing of the screen has been resumed.".into(),
            EntryKind::ConnectionResumed => {
                "The Remote Assistance connection has been resumed.".into()
            }
            EntryKind::WrongCode => "A wrong code has been entered.".into(),
            EntryKind::TriedBefore => {
                "The code was tried before, and nobody who knows it answered.".into()
            }
            EntryKind::UnknownClaimant => {
                "Somebody who is not known tried to connect without a code.".into()
            }
            EntryKind::Remembered => format!("The user and {helper} remember each other."),
            EntryKind::LogFull => "The log is full; messages are not written down any more.".into(),
            EntryKind::LogUnsigned => {
                "The helper's side has not signed what it can see itself, from this entry on:"
                    .into()
            }
            EntryKind::ConnectionEnded => "The Remote Assistance connection has ended.".into(),
            EntryKind::InvitationClosed => "A Remote Assistance invitation has been closed.".into(),
        }
    }

    /// Whether the Helper or an unknown claimant can cause any number of these entries.
    pub const fn can_be_flooded(self) -> bool {
        match self {
            EntryKind::Chat
            | EntryKind::ChatUnderControl
            | EntryKind::ControlRequested
            | EntryKind::ControlRefused
            | EntryKind::RightRequested
            | EntryKind::RightRefused
            | EntryKind::PictureTaken
            | EntryKind::ClipboardTransfer
            | EntryKind::FileTransfer
            | EntryKind::ConnectionResumed
            | EntryKind::UnknownClaimant
            | EntryKind::LogUnsigned => true,
            EntryKind::InvitationOpened
            | EntryKind::IncomingAddress
            | EntryKind::ConnectionEstablished
            | EntryKind::ConnectionRefused
            | EntryKind::LogShared
            | EntryKind::ControlGranted
            | EntryKind::ControlStarted
            | EntryKind::ControlEnded
            | EntryKind::RightGranted
            | EntryKind::RightEnded
            | EntryKind::Paused
            | EntryKind::Unpaused
            | EntryKind::WrongCode
            | EntryKind::TriedBefore
            | EntryKind::Remembered
            | EntryKind::LogFull
            | EntryKind::ConnectionEnded
            | EntryKind::InvitationClosed => false,
        }
    }

    /// Whether the Helper's side sees such an event itself, so that its signature says that it happened. It
    /// signs no other entries. The end is not among them: both sides see it, but nothing can be sent after it.
    pub const fn is_seen_by_helper(self) -> bool {
        match self {
            EntryKind::InvitationOpened
            | EntryKind::ConnectionEstablished
            | EntryKind::LogShared
            | EntryKind::ControlRequested
            | EntryKind::ControlGranted
            | EntryKind::ControlRefused
            | EntryKind::ControlStarted
            | EntryKind::ControlEnded
            | EntryKind::RightRequested
            | EntryKind::RightGranted
            | EntryKind::RightRefused
            | EntryKind::RightEnded
            | EntryKind::Chat
            | EntryKind::ChatUnderControl
            | EntryKind::PictureTaken
            | EntryKind::ClipboardTransfer
            | EntryKind::FileTransfer
            | EntryKind::Paused
            | EntryKind::Unpaused
            | EntryKind::ConnectionResumed
            | EntryKind::Remembered => true,
            EntryKind::IncomingAddress
            | EntryKind::ConnectionRefused
            | EntryKind::WrongCode
            | EntryKind::TriedBefore
            | EntryKind::UnknownClaimant
            | EntryKind::LogFull
            | EntryKind::LogUnsigned
            | EntryKind::ConnectionEnded
            | EntryKind::InvitationClosed => false,
        }
    }
}
