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
use crate::person::News;
use crate::policy::rules::EmailRule;
use crate::store::identity::Identity;
use crate::store::private;
use crate::words;

/// News of messages that may wait; there is one message in a run.
const NEWS: usize = 4;

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
    news: mpsc::Sender<News>,
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
    ) -> Result<(Self, mpsc::Receiver<News>), Failure> {
        let (news, from_post) = mpsc::channel(NEWS);
        let mut post = Self {
            user: options.name.clone(),
            server: None,
            save_as: None,
            to: options.email.clone(),
            mail_server: None,
            scratch: None,
            mailed: false,
            news,
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

    /// Carries the invitation that is open now. What takes time is told later, through the queue
    /// that [`Post::prepare`] gave.
    pub fn carry(&mut self, slot: Slot, lifetime: Duration) -> Vec<News> {
        let Some(server) = self.server.clone() else { return Vec::new() };
        let expires = Utc::from_unix(now().as_unix().saturating_add(lifetime.as_secs()));
        let (user, key) = (self.user.clone(), own_key());
        let file = InviteFile { server, slot, expires, user, key };
        let mut news = Vec::new();
        if let Some(path) = &self.save_as {
            news.push(match save::save(path, &file) {
                Ok(()) => News::Saved { path: path.display().to_string() },
                Err(error) => News::Error(error.to_string()),
            });
        }
        if let Some(to) = self.to.clone() {
            if self.mailed {
                // The server forgot the first one. A second message could be one too many.
                news.push(News::Note(words::MAILED_IS_VOID.to_owned()));
            } else if let Err(text) = self.mail(Message::new(to, file)) {
                news.push(News::Error(text));
            }
        }
        news
    }

    fn mail(&mut self, message: Message) -> Result<(), String> {
        let (news, to) = (self.news.clone(), message.to.to_string());
        let told = move |sent: Result<(), String>, by_program| match sent {
            Ok(()) => News::Mailed { to, by_program },
            Err(text) => News::Error(text),
        };
        self.mailed = true;
        if let Some(settings) = self.mail_server.clone() {
            tokio::spawn(async move {
                let sent = smtp::send(&settings, &message).await;
                // Nobody hears it when the session is over.
                let _ = news.send(told(sent, false)).await;
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
            let _ = news.send(told(shown, true)).await;
        });
        Ok(())
    }
}

/// The time that everybody's calendar shows.
#[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
fn now() -> Utc {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Utc::from_unix(since.map_or(0, |since| since.as_secs()))
}
