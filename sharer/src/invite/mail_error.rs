//! Why a message was not sent.

use std::io;
use std::process::ExitStatus;

use crate::words::say;

/// Each text is one sentence for the User, in their language. What a library or a server says is quoted as it is.
#[derive(Debug, thiserror::Error)]
pub(super) enum MailError {
    /// The message cannot be put into its form, or into a file.
    #[error("{}", say!(MailUnwritten, Why = .0))]
    Unwritten(String),
    /// The attachment cannot be put into a file.
    #[error("{}", say!(MailUnattached, Why = &.0.to_string()))]
    Unattached(io::Error),
    /// There is no program of this name that opens a mail program.
    #[error("{}", say!(MailNoProgram, Program = *.0))]
    NoProgram(&'static str),
    /// It cannot be started or waited for.
    #[error("{}", say!(MailProgramFailed, Program = *.0, Why = &.1.to_string()))]
    ProgramFailed(&'static str, io::Error),
    /// It opened none.
    #[error("{}", say!(MailUnopened, Program = *.0, Status = &.1.to_string()))]
    Unopened(&'static str, ExitStatus),
    /// The password is of no use, for this reason.
    #[error("{0}")]
    Password(String),
    /// The mail server does not take the message in time.
    #[error("{}", say!(MailSlow, Host = .0))]
    Slow(String),
    /// It does not answer.
    #[error("{}", say!(MailSilent, Host = .0))]
    Silent(String),
    /// It does not accept name and password.
    #[error("{}", say!(MailLogin, Host = .0))]
    Login(String),
    /// It does not accept the message, and says so.
    #[error("{}", say!(MailRefused, Host = .0, Reply = .1))]
    Refused(String, String),
    /// There is no secure connection.
    #[error("{}", say!(MailInsecure, Host = .0, Why = .1))]
    Insecure(String, String),
    /// Anything else about it.
    #[error("{}", say!(MailUnusable, Host = .0, Why = .1))]
    Unusable(String, String),
}

#[cfg(test)]
mod tests {
    use catalogue::Language;

    use super::*;
    use crate::words::{speak, without_marks};

    fn errors() -> Vec<MailError> {
        let system = || io::Error::other("the reason");
        let [why, host] = ["the reason", "mail.example.org"].map(str::to_owned);
        vec![
            MailError::Unwritten(why.clone()),
            MailError::Unattached(system()),
            MailError::NoProgram("xdg-email"),
            MailError::ProgramFailed("xdg-email", system()),
            MailError::Unopened("xdg-email", ExitStatus::default()),
            MailError::Slow(host.clone()),
            MailError::Silent(host.clone()),
            MailError::Login(host.clone()),
            MailError::Refused(host.clone(), why.clone()),
            MailError::Insecure(host.clone(), why.clone()),
            MailError::Unusable(host, why),
        ]
    }

    #[test]
    fn why_a_message_was_not_sent_is_told_in_the_language_of_the_program() {
        let english: Vec<String> = errors().iter().map(ToString::to_string).collect();
        let parts = ["the reason", "mail.example.org", "xdg-email", "[email]", "password_file"];
        for language in Language::ALL.iter().filter(|language| **language != Language::English) {
            speak(*language);
            for (error, english) in errors().iter().zip(&english) {
                let said = without_marks(&error.to_string());
                assert_ne!(said, *english, "{language:?}");
                for part in parts {
                    assert_eq!(said.contains(part), english.contains(part), "{said}");
                }
            }
        }
    }
}
