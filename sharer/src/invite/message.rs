//! The message that brings an invitation. It is made from the saved form, which has no secret.

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use protocol::invite_file::{InviteFile, MEDIA_TYPE};
use rand_core::{OsRng, RngCore as _};

use super::address::EmailAddress;
use crate::words;

/// What the attached file is called.
pub(super) const ATTACHMENT: &str = "Invitation.alongside-invite";

/// A message to a Helper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) to: EmailAddress,
    pub(super) subject: String,
    pub(super) text: String,
    /// The invitation.
    pub(super) file: InviteFile,
}

/// A message that cannot be written down. Its parts were checked, so this is a fault of ours.
type Fault = Box<dyn std::error::Error + Send + Sync>;

impl Message {
    pub(super) fn new(to: EmailAddress, file: InviteFile) -> Self {
        Self { to, subject: words::email_subject(&file.user), text: words::email_text(&file), file }
    }

    /// The message as mail servers take it.
    pub(super) fn from(&self, from: &EmailAddress) -> Result<lettre::Message, Fault> {
        let name = self.file.user.to_string();
        let from_box = Mailbox::new(Some(name), from.as_str().parse()?);
        // With the sender's domain: the name of this computer stays private.
        let id = format!("<{:032x}@{}>", random(), from.domain());
        let attached = Attachment::new(ATTACHMENT.to_owned())
            .body(self.file.encode(), ContentType::parse(MEDIA_TYPE)?);
        Ok(lettre::Message::builder()
            .from(from_box)
            .to(Mailbox::new(None, self.to.as_str().parse()?))
            .subject(self.subject.clone())
            .message_id(Some(id))
            .multipart(
                MultiPart::mixed()
                    .singlepart(SinglePart::plain(self.text.clone()))
                    .singlepart(attached),
            )?)
    }

    /// The message as a draft that mail programs open for the User to send.
    pub(super) fn draft(&self) -> Result<Vec<u8>, Fault> {
        let mut message = self.from(&self.to)?;
        let headers = message.headers_mut();
        // The mail program knows who its User is.
        headers.remove_raw("From");
        let unsent = HeaderName::new_from_ascii_str("X-Unsent");
        headers.insert_raw(HeaderValue::new(unsent, "1".to_owned()));
        Ok(message.formatted())
    }
}

fn random() -> u128 {
    u128::from(OsRng.next_u64()) << 64 | u128::from(OsRng.next_u64())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::invite) fn message() -> Message {
        let file = InviteFile {
            server: "https://help.example.org".parse().unwrap(),
            slot: 7.try_into().unwrap(),
            expires: "2026-11-22T19:30:00Z".parse().unwrap(),
            user: "Ursula O'Hara".parse().unwrap(),
            key: None,
        };
        Message::new("jacky@example.org".parse().unwrap(), file)
    }

    #[test]
    fn the_message_says_where_until_when_and_what_is_missing() {
        let message = message();
        assert_eq!(message.subject, "Ursula O'Hara asks you for help with their computer");
        for part in
            ["https://help.example.org/#7", "22 November 2026, 19:30 UTC", "the words of the code"]
        {
            assert!(message.text.contains(part), "{part}: {}", message.text);
        }
    }

    #[test]
    fn mail_servers_get_the_text_and_the_file() {
        let from = "desk@example.org".parse().unwrap();
        let sent = String::from_utf8(message().from(&from).unwrap().formatted()).unwrap();
        for part in [
            " <desk@example.org>\r\n",
            "To: jacky@example.org\r\n",
            "filename=\"Invitation.alongside-invite\"",
            "application/x-alongside-invite",
            "@example.org>\r\n",
        ] {
            assert!(sent.contains(part), "{part}: {sent}");
        }
    }

    #[test]
    fn a_draft_is_nobodys_yet() {
        let draft = String::from_utf8(message().draft().unwrap()).unwrap();
        assert!(draft.contains("X-Unsent: 1\r\n") && !draft.contains("From:"), "{draft}");
    }
}
