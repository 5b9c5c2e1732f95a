//! Delivers an invitation as a file or by e-mail, beside what the User says themselves.
//!
//! Both are made from [`InviteFile`], which has no field for the secret.

mod address;
mod choose;
mod mail_error;
mod message;
mod program;
mod request;
mod save;
mod settings;
mod smtp;

use std::path::{Path, PathBuf};
use std::time::Duration;

use protocol::code::Slot;
use protocol::invite_file::{Fingerprint, InviteFile, ServerAddress, ServerAddressError};
use protocol::name::DisplayName;
use protocol::utc::Utc;
use tokio::sync::mpsc;

pub use address::{EmailAddress, EmailAddressError};
pub use choose::{WordsFile, WordsSource, chosen_secret};
pub use request::{DeliveryRequest, MailMethod, Way};
pub use save::InvitePath;
pub use settings::{EmailSettings, Tls};

use self::mail_error::MailError;
use self::message::{ATTACHMENT, Message};
use crate::platform::atomic_file::{self as atomic, TemporaryFolder};
use crate::policy::values::{EmailRule, Forbidden};
use crate::store::identity::Identity;
use crate::store::{contacts, private};
use crate::supervisor::{Part, Supervisor};
use crate::words;

/// Results that may wait; there are few messages in a session.
const RESULTS: usize = 4;

/// Messages of one session. More is no invitation of one Helper, and each has a file that a mail program may read.
const MESSAGES: usize = 5;

/// Why an invitation cannot be made or delivered.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// The options make no sense here.
    #[error("{0}")]
    Usage(String),
    /// Something else is wrong.
    #[error("{0}")]
    Failed(String),
    /// The owner of this computer does not allow it.
    #[error("forbidden by the policy")]
    Forbidden(Forbidden),
}

/// How an invitation is delivered.
#[derive(Debug)]
pub struct DeliveryOptions {
    /// The User's name.
    pub user: DisplayName,
    /// The server that the invitation names.
    pub server: Result<ServerAddress, ServerAddressError>,
    /// The file to save it as.
    pub save_as: Option<PathBuf>,
    /// Where to e-mail it.
    pub email: Option<EmailAddress>,
    /// How the owner of this computer lets it be e-mailed.
    pub rule: EmailRule,
}

/// The result of a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// It is saved in this file.
    Saved {
        /// The file.
        path: String,
    },
    /// It is sent, or shown in the User's mail program.
    Mailed {
        /// The address.
        to: String,
        /// Whether the User sends it from their mail program.
        by_program: bool,
    },
    /// An e-mail was sent before, and the number in it is no longer valid.
    MailedIsVoid,
    /// It failed.
    Failed {
        /// Which way it was to be delivered.
        way: Way,
        /// A sentence for the User.
        why: String,
    },
}

/// Delivers the invitation of one session.
#[derive(Debug)]
pub struct Delivery {
    user: DisplayName,
    server: Result<ServerAddress, ServerAddressError>,
    /// Where it is saved each time that it has another number.
    save_as: Option<PathBuf>,
    to: Option<EmailAddress>,
    rule: EmailRule,
    /// `None`: the desktop's mail program is used.
    mail_server: Option<EmailSettings>,
    /// The number and the end of the invitation, while it is open.
    open: Option<(Slot, Utc)>,
    /// Hold the attachments while a mail program may read them.
    attachments: Vec<TemporaryFolder>,
    /// The messages that were sent already.
    mailed: usize,
    results: mpsc::Sender<Delivered>,
    supervisor: Supervisor,
}

fn failed(way: Way, why: String) -> Delivered {
    Delivered::Failed { way, why }
}

/// When an invitation that lives so long from now expires.
pub(crate) fn expiry(lifetime: Duration) -> Utc {
    Utc::from_unix(contacts::now().as_unix().saturating_add(lifetime.as_secs()))
}

/// The fingerprint that the Helper can compare with the User's key later. An invitation without it is
/// valid, too.
fn own_key() -> Option<Fingerprint> {
    let folder = private::folder().ok()?;
    Identity::find_or_make(&folder).ok().map(|identity| Fingerprint::from(&identity.key()))
}

impl Delivery {
    /// Checks everything that can be wrong before the invitation is opened.
    pub fn prepare(
        options: DeliveryOptions,
        supervisor: &Supervisor,
    ) -> Result<(Self, mpsc::Receiver<Delivered>), InviteError> {
        let (results, from_delivery) = mpsc::channel(RESULTS);
        let mut delivery = Self {
            user: options.user,
            server: options.server,
            save_as: None,
            to: options.email,
            rule: options.rule,
            mail_server: None,
            open: None,
            attachments: Vec::new(),
            mailed: 0,
            results,
            supervisor: supervisor.clone(),
        };
        if options.save_as.is_none() && delivery.to.is_none() {
            return Ok((delivery, from_delivery));
        }
        if delivery.server.is_err() {
            return Err(InviteError::Failed(words::faults::server_address()));
        }
        if let Some(path) = options.save_as {
            save::check(&path).map_err(|error| InviteError::Failed(error.to_string()))?;
            delivery.save_as = Some(path);
        }
        if delivery.to.is_some() {
            delivery.mail_server = EmailSettings::load()
                .map_err(|error| InviteError::Failed(words::faults::settings(&error)))?;
            let rule = delivery.rule;
            rule.check(delivery.mail_server.is_some()).map_err(InviteError::Forbidden)?;
        }
        Ok((delivery, from_delivery))
    }

    /// Delivers the invitation that is open now. The result of an e-mail comes later, from the queue
    /// that [`Delivery::prepare`] returned.
    pub fn deliver(&mut self, slot: Slot, expires: Utc) -> Vec<Delivered> {
        self.open = Some((slot, expires));
        if self.save_as.is_none() && self.to.is_none() && self.mailed == 0 {
            return Vec::new();
        }
        let Ok(file) = self.file() else { return Vec::new() };
        let mut results = Vec::new();
        if let Some(path) = &self.save_as {
            results.push(match save::save(path, &file) {
                Ok(()) => Delivered::Saved { path: path.display().to_string() },
                Err(error) => failed(Way::File, error.to_string()),
            });
        }
        if self.mailed > 0 {
            // The server gave the invitation a new number. One e-mail is enough.
            results.push(Delivered::MailedIsVoid);
        } else if let Some(to) = self.to.clone()
            && let Err(why) = self.mail(Message::new(to, file))
        {
            results.push(failed(Way::Mail, why));
        }
        results
    }

    /// The invitation is not open any more: nothing is delivered until another one is.
    pub fn close(&mut self) {
        self.open = None;
    }

    /// The open invitation, as it is delivered. The error is one sentence.
    fn file(&self) -> Result<InviteFile, String> {
        let (slot, expires) = self.open.ok_or_else(|| words::sending::NOT_OPEN.to_owned())?;
        let server = self.server.clone().map_err(|_| words::faults::server_address())?;
        let (user, key) = (self.user.clone(), own_key());
        Ok(InviteFile { server, slot, expires, user, key })
    }

    /// Delivers the open invitation as the User asks. `None`: the result comes later, from the queue that
    /// [`Delivery::prepare`] returned.
    pub fn on_request(&mut self, request: DeliveryRequest) -> Option<Delivered> {
        match request {
            DeliveryRequest::Save(path) => {
                let saved = self.save(path.as_path());
                Some(saved.unwrap_or_else(|why| failed(Way::File, why)))
            }
            DeliveryRequest::Mail(to) => self.send(to).err().map(|why| failed(Way::Mail, why)),
        }
    }

    /// Saves the open invitation, never over a file of something else.
    fn save(&mut self, path: &Path) -> Result<Delivered, String> {
        let file = self.file()?;
        let is_ours = self.save_as.as_deref() == Some(path);
        let saved = if is_ours { save::save(path, &file) } else { save::save_new(path, &file) };
        saved.map_err(|error| error.to_string())?;
        self.save_as = Some(path.to_owned());
        Ok(Delivered::Saved { path: path.display().to_string() })
    }

    fn send(&mut self, to: EmailAddress) -> Result<(), String> {
        if self.mailed >= MESSAGES {
            return Err(words::sending::ENOUGH_MAIL.to_owned());
        }
        // It may have been set up since.
        self.mail_server =
            EmailSettings::load().map_err(|error| words::faults::settings(&error))?;
        self.rule
            .check(self.mail_server.is_some())
            .map_err(|forbidden| words::policy::forbidden(&forbidden))?;
        let file = self.file()?;
        self.mail(Message::new(to, file))
    }

    fn mail(&mut self, message: Message) -> Result<(), String> {
        let (results, to) = (self.results.clone(), message.to.to_string());
        let result = move |sent: Result<(), MailError>, by_program| match sent {
            Ok(()) => Delivered::Mailed { to, by_program },
            Err(why) => failed(Way::Mail, why.to_string()),
        };
        self.mailed += 1;
        if let Some(settings) = self.mail_server.clone() {
            self.supervisor.spawn(Part::Mail, async move {
                let sent = smtp::send(&settings, &message).await;
                // An error means that the session is over.
                let _ = results.send(result(sent, false)).await;
            });
            return Ok(());
        }
        let call = self.attach(&message).map_err(|error| error.to_string())?;
        self.supervisor.spawn(Part::Mail, async move {
            let shown = program::show(call).await;
            let _ = results.send(result(shown, true)).await;
        });
        Ok(())
    }

    /// Writes the attachment, for the mail program.
    fn attach(&mut self, message: &Message) -> Result<program::Call, MailError> {
        let folder = TemporaryFolder::new().map_err(MailError::Unattached)?;
        let attachment = folder.file(ATTACHMENT);
        self.attachments.push(folder);
        let written = atomic::write_new(&attachment, message.file.encode().as_bytes());
        written.map_err(MailError::Unattached)?;
        program::of_this_system().call(message, &attachment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::atomic_file::TemporaryFolder;

    fn delivery(rule: EmailRule) -> Delivery {
        let options = DeliveryOptions {
            user: "Ursula".parse().unwrap(),
            server: "https://help.example.org".parse(),
            save_as: None,
            email: None,
            rule,
        };
        Delivery::prepare(options, &Supervisor::new().0).unwrap().0
    }

    fn why(delivered: Option<Delivered>, by: Way) -> String {
        let Some(Delivered::Failed { way, why }) = delivered else { panic!("{delivered:?}") };
        assert_eq!(way, by);
        why
    }

    #[test]
    fn nothing_is_delivered_while_no_invitation_is_open() {
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a.alongside-invite");
        let save = || DeliveryRequest::Save(path.to_str().unwrap().parse().unwrap());
        let mut delivery = delivery(EmailRule::Any);
        assert_eq!(why(delivery.on_request(save()), Way::File), words::sending::NOT_OPEN.text());
        assert_eq!(delivery.deliver(7.try_into().unwrap(), expiry(Duration::ZERO)), []);
        delivery.close();
        assert_eq!(why(delivery.on_request(save()), Way::File), words::sending::NOT_OPEN.text());
        assert!(!path.exists());
    }

    #[test]
    fn the_owners_rule_holds_for_what_is_asked_for_later() {
        let mut delivery = delivery(EmailRule::Off);
        delivery.deliver(7.try_into().unwrap(), expiry(Duration::ZERO));
        let mail = DeliveryRequest::Mail("jacky@example.org".parse().unwrap());
        let why = why(delivery.on_request(mail), Way::Mail);
        assert!(why.contains("the owner of this computer"), "{why}");
    }
}
