//! What the User asks for while an invitation is open.

use super::address::EmailAddress;
use super::save::InvitePath;
use super::settings::EmailSettings;
use crate::policy::values::{EmailRule, Forbidden};

/// How an invitation is delivered, beside what the User says themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As a file.
    File,
    /// By e-mail.
    Mail,
}

/// The User asks for the open invitation to be delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryRequest {
    /// Save it as this file, which must not exist.
    Save(InvitePath),
    /// Send it to this address.
    Mail(EmailAddress),
}

/// How an e-mail leaves this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MailMethod {
    /// The desktop's mail program shows it, and the User sends it there.
    #[default]
    Program,
    /// It is sent through the mail server of the settings.
    Server,
    /// Not at all: the owner of this computer has decided so.
    Forbidden(Forbidden),
}

impl MailMethod {
    /// The method of this account under the owner's rule. Settings that cannot be read are an error when they are used.
    pub fn under(rule: EmailRule) -> Self {
        let has_server = EmailSettings::load().is_ok_and(|settings| settings.is_some());
        match rule.check(has_server) {
            Err(forbidden) => MailMethod::Forbidden(forbidden),
            Ok(()) if has_server => MailMethod::Server,
            Ok(()) => MailMethod::Program,
        }
    }
}
