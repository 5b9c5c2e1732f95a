//! What the User reads about an invitation as a file or by e-mail.

use crate::policy::values::{EmailRule, Forbidden};
use crate::words::say::Say;

/// The invitation ended before it could be delivered.
pub const NOT_OPEN: Say = Say::SendingNotOpen;

/// More messages were asked for than one session sends.
pub const ENOUGH_MAIL: Say = Say::SendingEnoughMail;

/// The name that is proposed for the file.
pub const FILE_NAME: Say = Say::SendingFileName;

/// Introduces the other ways.
pub const TITLE: Say = Say::SendingTitle;

/// Unfolds how it is saved.
pub const FILE: Say = Say::SendingFile;

/// The name of the entry for the path.
pub const PATH: Say = Say::SendingPath;

/// Saves it.
pub const SAVE: Say = Say::SendingSave;

/// The path cannot be used.
pub const PATH_ERROR: Say = Say::SendingPathError;

/// Unfolds how it is e-mailed.
pub const MAIL: Say = Say::SendingMail;

/// The name of the entry for the address.
pub const ADDRESS: Say = Say::SendingAddress;

/// The address cannot be used.
pub const ADDRESS_ERROR: Say = Say::SendingAddressError;

/// While a message is being sent.
pub const SENDING: Say = Say::SendingSending;

/// While the mail program is being opened.
pub const OPENING: Say = Say::SendingOpening;

/// What neither a file nor a message holds.
pub const WITHOUT_WORDS: Say = Say::SendingWithoutWords;

/// Sends the message.
pub const SEND: Say = Say::SendingSend;

/// Opens the program that sends it.
pub const OPEN: Say = Say::SendingOpen;

/// Why no message can be sent from here.
pub fn forbidden(forbidden: &Forbidden) -> Say {
    match forbidden {
        Forbidden::EmailMethod { only: EmailRule::Smtp } => Say::SendingForbiddenProgram,
        Forbidden::EmailMethod { .. } => Say::SendingForbiddenServer,
        Forbidden::Email
        | Forbidden::Invitations
        | Forbidden::Offers
        | Forbidden::Control
        | Forbidden::Lifetime { .. }
        | Forbidden::Version { .. }
        | Forbidden::MapPort
        | Forbidden::NoLog
        | Forbidden::LogFolder
        | Forbidden::Reconnect { .. }
        | Forbidden::Level { .. }
        | Forbidden::AssistiveDevice => Say::SendingForbiddenAll,
    }
}
