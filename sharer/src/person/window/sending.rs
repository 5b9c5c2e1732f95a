//! The open invitation as a file or by e-mail: what the User writes in the window, and what came of it.

use std::path::{Path, PathBuf};

use crate::invite::{DeliveryRequest, InvitePath, MailMethod, Way};
use crate::platform::folders;
use crate::words::sending as words;

/// What the User did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SendingAction {
    /// Shows the entries of this way, or hides them.
    Show(Option<Way>),
    /// The path that is being written.
    Path(String),
    /// Saves the invitation there.
    Save(String),
    /// The address that is being written.
    Address(String),
    /// E-mails the invitation there.
    Mail(String),
}

/// What is written, and what of it cannot be used.
#[derive(Debug, Default)]
pub(super) struct Sending {
    /// How an e-mail leaves this computer, or why it does not.
    pub(super) method: MailMethod,
    /// Whose entries are shown.
    pub(super) shown: Option<Way>,
    pub(super) path: String,
    pub(super) address: String,
    /// The entry whose text cannot be used.
    pub(super) wrong: Option<Way>,
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Sent {
    /// The last sentence about a file; an error if it was not saved.
    pub(super) file: Option<Result<String, String>>,
    /// The same about an e-mail.
    pub(super) mail: Option<Result<String, String>>,
    /// A message is being sent.
    pub(super) is_mailing: bool,
}

impl Sent {
    /// It was delivered, or not.
    pub(super) fn ended(&mut self, way: Way, result: Result<String, String>) {
        match way {
            Way::File => self.file = Some(result),
            Way::Mail => (self.mail, self.is_mailing) = (Some(result), false),
        }
    }
}

impl Sending {
    /// Another session begins.
    pub(super) fn begin(&mut self) {
        let method = std::mem::take(&mut self.method);
        *self = Self { method, ..Self::default() };
    }

    /// The User did this. Returns what the session is asked for.
    pub(super) fn perform(
        &mut self,
        action: SendingAction,
        sent: &mut Sent,
    ) -> Option<DeliveryRequest> {
        self.wrong = None;
        match action {
            SendingAction::Show(shown) => {
                self.shown = shown;
                if shown == Some(Way::File) && self.path.is_empty() {
                    self.path = proposed(&folder());
                }
                None
            }
            SendingAction::Path(path) => {
                self.path = path;
                None
            }
            SendingAction::Address(address) => {
                self.address = address;
                None
            }
            SendingAction::Save(path) => {
                let path = InvitePath::written(&path, &folder());
                self.wrong = path.is_none().then_some(Way::File);
                sent.file = None;
                path.map(DeliveryRequest::Save)
            }
            SendingAction::Mail(_) if sent.is_mailing => None,
            SendingAction::Mail(address) => {
                let address = address.trim().parse().ok();
                self.wrong = address.is_none().then_some(Way::Mail);
                (sent.mail, sent.is_mailing) = (None, address.is_some());
                address.map(DeliveryRequest::Mail)
            }
        }
    }
}

/// A free path in a folder.
fn proposed(folder: &Path) -> String {
    InvitePath::free(folder, words::FILE_NAME.text()).as_path().display().to_string()
}

/// Where the User looks for their documents; their home folder where there is none.
fn folder() -> PathBuf {
    let documents = folders::documents().filter(|folder| folder.is_dir());
    documents.or_else(folders::home).unwrap_or_else(|| PathBuf::from("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn perform(sending: &mut Sending, sent: &mut Sent, text: &str, way: Way) -> bool {
        let action = match way {
            Way::File => SendingAction::Save(text.into()),
            Way::Mail => SendingAction::Mail(text.into()),
        };
        sending.perform(action, sent).is_some()
    }

    #[test]
    fn what_cannot_be_used_is_said_at_its_entry_and_asks_for_nothing() {
        let (mut sending, mut sent) = (Sending::default(), Sent::default());
        for (text, way) in
            [("", Way::File), ("../x", Way::File), ("", Way::Mail), ("a b", Way::Mail)]
        {
            assert!(!perform(&mut sending, &mut sent, text, way), "{text}");
            assert_eq!(sending.wrong, Some(way), "{text}");
            assert!(!sent.is_mailing);
        }
        assert!(perform(&mut sending, &mut sent, "Help", Way::File));
        assert_eq!(sending.wrong, None);
        assert!(perform(&mut sending, &mut sent, " jacky@example.org ", Way::Mail));
        assert!(sent.is_mailing);
    }

    #[test]
    fn one_message_is_sent_at_a_time() {
        let (mut sending, mut sent) = (Sending::default(), Sent::default());
        let to = "jacky@example.org";
        assert!(perform(&mut sending, &mut sent, to, Way::Mail));
        assert!(!perform(&mut sending, &mut sent, to, Way::Mail));
        sent.ended(Way::Mail, Err("no".into()));
        assert!(perform(&mut sending, &mut sent, to, Way::Mail));
    }
}
