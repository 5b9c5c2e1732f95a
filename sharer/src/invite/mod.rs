//! Delivers an invitation as a file or by e-mail, beside what the User says themselves.
//!
//! Both are made from [`InviteFile`], which has no field for the secret.

mod address;
mod choose;
mod message;
mod program;
mod save;
mod settings;
mod smtp;

use std::path::PathBuf;
use std::time::Duration;

use protocol::code::Slot;
use protocol::invite_file::{Fingerprint, InviteFile, ServerAddress, ServerAddressError};
use protocol::name::DisplayName;
use protocol::utc::Utc;
use tokio::sync::mpsc;

pub use address::EmailAddress;
pub use choose::{WordsFile, WordsSource, chosen_secret};
pub use save::InvitePath;
pub use settings::{EmailSettings, Tls};

use self::message::{ATTACHMENT, Message};
use crate::platform::atomic_file::{self as atomic, TemporaryFolder};
use crate::policy::values::{EmailRule, Forbidden};
use crate::store::identity::Identity;
use crate::store::{contacts, private};
use crate::supervisor::{Part, Supervisor};

/// Results that may wait; there is one message in a session.
const RESULTS: usize = 4;

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
    /// It failed. The sentence is for the User.
    Failed(String),
}

/// Delivers the invitation of one session.
#[derive(Debug)]
pub struct Delivery {
    user: DisplayName,
    /// `None` when nothing is delivered.
    server: Option<ServerAddress>,
    save_as: Option<PathBuf>,
    to: Option<EmailAddress>,
    /// `None`: the desktop's mail program is used.
    mail_server: Option<EmailSettings>,
    /// Holds the attachment while a mail program may read it.
    attachment: Option<TemporaryFolder>,
    /// Whether a message was sent already.
    mailed: bool,
    results: mpsc::Sender<Delivered>,
    supervisor: Supervisor,
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
            server: None,
            save_as: None,
            to: options.email,
            mail_server: None,
            attachment: None,
            mailed: false,
            results,
            supervisor: supervisor.clone(),
        };
        if options.save_as.is_none() && delivery.to.is_none() {
            return Ok((delivery, from_delivery));
        }
        let server = options.server.map_err(|error| InviteError::Failed(error.to_string()))?;
        delivery.server = Some(server);
        if let Some(path) = options.save_as {
            save::check(&path).map_err(|error| InviteError::Failed(error.to_string()))?;
            delivery.save_as = Some(path);
        }
        if delivery.to.is_some() {
            delivery.mail_server = EmailSettings::load().map_err(InviteError::Failed)?;
            options.rule.check(delivery.mail_server.is_some()).map_err(InviteError::Forbidden)?;
        }
        Ok((delivery, from_delivery))
    }

    /// Delivers the invitation that is open now. The result of an e-mail comes later, from the queue
    /// that [`Delivery::prepare`] returned.
    pub fn deliver(&mut self, slot: Slot, expires: Utc) -> Vec<Delivered> {
        let Some(server) = self.server.clone() else { return Vec::new() };
        let (user, key) = (self.user.clone(), own_key());
        let file = InviteFile { server, slot, expires, user, key };
        let mut results = Vec::new();
        if let Some(path) = &self.save_as {
            results.push(match save::save(path, &file) {
                Ok(()) => Delivered::Saved { path: path.display().to_string() },
                Err(error) => Delivered::Failed(error.to_string()),
            });
        }
        if let Some(to) = self.to.clone() {
            if self.mailed {
                // The server gave the invitation a new number. One e-mail is enough.
                results.push(Delivered::MailedIsVoid);
            } else if let Err(text) = self.mail(Message::new(to, file)) {
                results.push(Delivered::Failed(text));
            }
        }
        results
    }

    fn mail(&mut self, message: Message) -> Result<(), String> {
        let (results, to) = (self.results.clone(), message.to.to_string());
        let result = move |sent: Result<(), String>, by_program| match sent {
            Ok(()) => Delivered::Mailed { to, by_program },
            Err(text) => Delivered::Failed(text),
        };
        self.mailed = true;
        if let Some(settings) = self.mail_server.clone() {
            self.supervisor.spawn(Part::Mail, async move {
                let sent = smtp::send(&settings, &message).await;
                // An error means that the session is over.
                let _ = results.send(result(sent, false)).await;
            });
            return Ok(());
        }
        let unwritten =
            |error: std::io::Error| format!("the attachment cannot be written: {error}");
        let folder = self.attachment.insert(TemporaryFolder::new().map_err(unwritten)?);
        let attachment = folder.file(ATTACHMENT);
        atomic::write_new(&attachment, message.file.encode().as_bytes()).map_err(unwritten)?;
        let call = program::of_this_system().call(&message, &attachment)?;
        self.supervisor.spawn(Part::Mail, async move {
            let shown = program::show(call).await;
            let _ = results.send(result(shown, true)).await;
        });
        Ok(())
    }
}
