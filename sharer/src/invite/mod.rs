//! SHELL. The ways an invitation travels besides the User's own voice: as a file, by e-mail.
//!
//! What travels is made from [`InviteFile`], which has no place for the secret.

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
use protocol::invite_file::{Fingerprint, InviteFile, ServerAddress};
use protocol::name::DisplayName;
use protocol::utc::Utc;
use tokio::sync::mpsc;

pub use address::EmailAddress;
pub use choose::{WordsFile, chosen_secret};
pub use save::InvitePath;
pub use settings::{EmailSettings, Tls};

use self::message::{ATTACHMENT, Message};
use self::save::Scratch;
use crate::cli::exit::Failure;
use crate::cli::options::Share;
use crate::link::signal::ServerUrl;
use crate::person::{Note, UserError, UserNotice};
use crate::policy::rules::EmailRule;
use crate::store::identity::Identity;
use crate::store::private;

/// Notices about messages that may wait; there is one message in a run.
const NOTICES: usize = 4;

/// Carries an invitation where the User wants it.
#[derive(Debug)]
pub struct Post {
    user: DisplayName,
    /// `None` when nothing is to be carried.
    server: Option<ServerAddress>,
    save_as: Option<PathBuf>,
    to: Option<EmailAddress>,
    /// Without it the desktop's mail program is asked.
    mail_server: Option<EmailSettings>,
    /// Where the attachment lies while a mail program may want it.
    scratch: Option<Scratch>,
    /// Whether a message is on its way already.
    mailed: bool,
    notices: mpsc::Sender<UserNotice>,
}

/// What the Helper may compare with the User's key later. Without one that can be used, the invitation
/// says none: it is as good without.
fn own_key() -> Option<Fingerprint> {
    let folder = private::folder().ok()?;
    Identity::find_or_make(&folder).ok().map(|identity| Fingerprint::from(&identity.key()))
}

impl Post {
    /// Looks at everything that can be wrong before somebody waits for the invitation.
    pub fn prepare(
        options: &Share,
        url: &ServerUrl,
        rule: EmailRule,
    ) -> Result<(Self, mpsc::Receiver<UserNotice>), Failure> {
        let (notices, from_post) = mpsc::channel(NOTICES);
        let mut post = Self {
            user: options.name.clone(),
            server: None,
            save_as: None,
            to: options.email.clone(),
            mail_server: None,
            scratch: None,
            mailed: false,
            notices,
        };
        if options.save_as.is_none() && options.email.is_none() {
            return Ok((post, from_post));
        }
        post.server = Some(url.address().map_err(|error| Failure::Failed(error.to_string()))?);
        if let Some(path) = &options.save_as {
            save::check(path.as_path()).map_err(|error| Failure::Failed(error.to_string()))?;
            post.save_as = Some(path.as_path().to_owned());
        }
        if post.to.is_some() {
            post.mail_server = EmailSettings::load().map_err(Failure::Failed)?;
            rule.check(post.mail_server.is_some())?;
        }
        Ok((post, from_post))
    }

    /// Saves and sends the invitation that is open now. What takes time is reported later, through the
    /// queue that [`Post::prepare`] returned.
    pub fn carry(&mut self, slot: Slot, expires: Utc) -> Vec<UserNotice> {
        let Some(server) = self.server.clone() else { return Vec::new() };
        let (user, key) = (self.user.clone(), own_key());
        let file = InviteFile { server, slot, expires, user, key };
        let mut notices = Vec::new();
        if let Some(path) = &self.save_as {
            notices.push(match save::save(path, &file) {
                Ok(()) => UserNotice::InvitationSaved { path: path.display().to_string() },
                Err(error) => UserNotice::Error(UserError::Text(error.to_string())),
            });
        }
        if let Some(to) = self.to.clone() {
            if self.mailed {
                // The server forgot the first one. A second message could be one too many.
                notices.push(UserNotice::Note(Note::MailedIsVoid));
            } else if let Err(text) = self.mail(Message::new(to, file)) {
                notices.push(UserNotice::Error(UserError::Text(text)));
            }
        }
        notices
    }

    fn mail(&mut self, message: Message) -> Result<(), String> {
        let (notices, to) = (self.notices.clone(), message.to.to_string());
        let notice = move |sent: Result<(), String>, by_program| match sent {
            Ok(()) => UserNotice::InvitationMailed { to, by_program },
            Err(text) => UserNotice::Error(UserError::Text(text)),
        };
        self.mailed = true;
        if let Some(settings) = self.mail_server.clone() {
            tokio::spawn(async move {
                let sent = smtp::send(&settings, &message).await;
                // It is dropped when the session is over.
                let _ = notices.send(notice(sent, false)).await;
            });
            return Ok(());
        }
        let unwritten =
            |error: std::io::Error| format!("the attachment cannot be written: {error}");
        let scratch = self.scratch.insert(Scratch::new().map_err(unwritten)?);
        let attachment = scratch.file(ATTACHMENT);
        save::write_new(&attachment, message.file.encode().as_bytes()).map_err(unwritten)?;
        let call = program::of_this_system().call(&message, &attachment)?;
        tokio::spawn(async move {
            let shown = program::show(call).await;
            let _ = notices.send(notice(shown, true)).await;
        });
        Ok(())
    }
}

/// When an invitation that lives so long from now expires.
pub(crate) fn expiry(lifetime: Duration) -> Utc {
    Utc::from_unix(now().as_unix().saturating_add(lifetime.as_secs()))
}

/// The time of day, in UTC.
#[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
fn now() -> Utc {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Utc::from_unix(since.map_or(0, |since| since.as_secs()))
}
