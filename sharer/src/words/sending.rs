//! What the User reads about an invitation as a file or by e-mail.

use crate::policy::values::{EmailRule, Forbidden};

/// The invitation ended before it could be delivered.
pub const NOT_OPEN: &str =
    "the invitation is not open any more, so there is nothing to send. Ask for help again";

/// More messages were asked for than one session sends.
pub const ENOUGH_MAIL: &str =
    "no more e-mail is sent for this invitation. Save it as a file, or tell your helper the code";

/// The name that is proposed for the file.
pub const FILE_NAME: &str = "Invitation";

/// Introduces the other ways.
pub const TITLE: &str = "Or give your helper an invitation:";

/// Unfolds how it is saved.
pub const FILE: &str = "Save as a file";

/// The name of the entry for the path.
pub const PATH: &str = "File to save";

/// Saves it.
pub const SAVE: &str = "Save";

/// The path cannot be used.
pub const PATH_ERROR: &str =
    "Please write the name of a file, or its whole path beginning with a slash.";

/// Unfolds how it is e-mailed.
pub const MAIL: &str = "Send by e-mail";

/// The name of the entry for the address.
pub const ADDRESS: &str = "E-mail address of your helper";

/// The address cannot be used.
pub const ADDRESS_ERROR: &str = "Please write one e-mail address, such as jacky@example.org.";

/// While a message is being sent.
pub const SENDING: &str = "The e-mail is being sent…";

/// While the mail program is being opened.
pub const OPENING: &str = "Your mail program is being opened…";

/// What neither a file nor a message holds.
pub const WITHOUT_WORDS: &str = "It says where your helper can reach you, and until when. The words of the code are \
    not in it: tell them by phone.";

/// Sends the message.
pub const SEND: &str = "Send the e-mail";

/// Opens the program that sends it.
pub const OPEN: &str = "Open in my mail program";

/// Why no message can be sent from here.
pub fn forbidden(forbidden: &Forbidden) -> &'static str {
    match forbidden {
        Forbidden::EmailMethod { only: EmailRule::Smtp } => {
            "The owner of this computer has decided that e-mail is sent only through a mail server, and your settings \
             name none."
        }
        Forbidden::EmailMethod { .. } => {
            "The owner of this computer has decided that e-mail is sent only by the mail program of the desktop, and \
             your settings name a mail server."
        }
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
        | Forbidden::AssistiveDevice => {
            "The owner of this computer has decided that invitations are not sent by e-mail."
        }
    }
}
