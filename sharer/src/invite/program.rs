//! The desktop's own mail program: it shows the message, and the User sends it.
//!
//! Programs are started directly, never through a shell, and every text is an argument of its own.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Stdio;

use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use super::mail_error::MailError;
use super::message::Message;
use crate::platform::atomic_file::write_new;
use crate::platform::{SYSTEM, System};

/// A program to start, and its input.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Call {
    program: &'static str,
    arguments: Vec<OsString>,
    /// What it reads from standard input.
    input: &'static str,
    /// Whether its exit status is meaningful.
    has_status: bool,
}

/// How one system opens a mail program.
pub(super) trait MailProgram: Send + Sync {
    /// What to start, so that `message` with the file `attachment` is shown. Other files that it needs are
    /// written into the attachment's folder.
    fn call(&self, message: &Message, attachment: &Path) -> Result<Call, MailError>;
}

/// How this system does it.
pub(super) fn of_this_system() -> &'static dyn MailProgram {
    match SYSTEM {
        System::Windows => &Draft,
        System::MacOs => &AppleMail,
        System::Freedesktop => &XdgEmail,
    }
}

/// `xdg-email` of the freedesktop systems, which finds the program that the User chose.
struct XdgEmail;

impl MailProgram for XdgEmail {
    fn call(&self, message: &Message, attachment: &Path) -> Result<Call, MailError> {
        // It passes texts to mail programs between apostrophes.
        let text = |text: &str| OsString::from(text.replace('\'', "’"));
        Ok(Call {
            program: "xdg-email",
            arguments: vec![
                "--utf8".into(),
                "--subject".into(),
                text(&message.subject),
                "--body".into(),
                text(&message.text),
                "--attach".into(),
                attachment.into(),
                // An address begins with a letter or digit, so that it is no option.
                message.to.as_str().into(),
            ],
            input: "",
            has_status: true,
        })
    }
}

/// Mail of macOS. The script is fixed; what it is about are its arguments.
struct AppleMail;

const APPLE_SCRIPT: &str = r#"on run argv
  set theFile to POSIX file (item 4 of argv)
  tell application "Mail"
    set theMessage to make new outgoing message with properties {visible:true, subject:(item 2 of argv), content:(item 3 of argv)}
    tell theMessage
      make new to recipient at end of to recipients with properties {address:(item 1 of argv)}
      tell content to make new attachment with properties {file name:theFile} at after last paragraph
    end tell
    activate
  end tell
end run
"#;

impl MailProgram for AppleMail {
    fn call(&self, message: &Message, attachment: &Path) -> Result<Call, MailError> {
        Ok(Call {
            program: "osascript",
            arguments: vec![
                "-".into(),
                message.to.as_str().into(),
                message.subject.clone().into(),
                message.text.clone().into(),
                attachment.into(),
            ],
            input: APPLE_SCRIPT,
            has_status: true,
        })
    }
}

/// Windows: a draft in a file, which the User's mail program opens for sending.
struct Draft;

impl MailProgram for Draft {
    fn call(&self, message: &Message, attachment: &Path) -> Result<Call, MailError> {
        let draft = attachment.with_extension("eml");
        let bytes = message.draft().map_err(|error| MailError::Unwritten(error.to_string()))?;
        write_new(&draft, &bytes).map_err(|error| MailError::Unwritten(error.to_string()))?;
        Ok(Call {
            program: "explorer.exe",
            arguments: vec![draft.into()],
            input: "",
            // Its exit status is always 1.
            has_status: false,
        })
    }
}

/// Starts the program and waits for it. It is the User's, and may outlive this program.
pub(super) async fn show(call: Call) -> Result<(), MailError> {
    let Call { program, arguments, input, has_status } = call;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| {
            if error.kind() == ErrorKind::NotFound {
                MailError::NoProgram(program)
            } else {
                MailError::ProgramFailed(program, error)
            }
        })?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read it does not need it.
        let _ = stdin.write_all(input.as_bytes()).await;
    }
    let status = child.wait().await.map_err(|error| MailError::ProgramFailed(program, error))?;
    if status.success() || !has_status { Ok(()) } else { Err(MailError::Unopened(program, status)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invite::message::tests::message;
    use crate::platform::atomic_file::TemporaryFolder;

    #[test]
    fn each_text_is_one_argument() {
        let message = message();
        let file = Path::new("/tmp/x/Invitation.alongside-invite");
        let call = XdgEmail.call(&message, file).unwrap();
        let texts: Vec<_> = call.arguments.iter().map(|text| text.to_str().unwrap()).collect();
        assert_eq!(call.program, "xdg-email");
        assert_eq!(
            texts[..3],
            ["--utf8", "--subject", "Ursula O’Hara asks you for help with their computer"]
        );
        assert_eq!(texts[5..], ["--attach", file.to_str().unwrap(), "jacky@example.org"]);
        assert!(!texts.iter().any(|text| text.contains('\'')));

        let call = AppleMail.call(&message, file).unwrap();
        assert_eq!(call.arguments[1], "jacky@example.org");
        assert_eq!(call.arguments[3], message.text.as_str());
        assert!(!call.input.contains("jacky"), "the script is the same for everybody");
    }

    #[test]
    fn a_draft_lies_beside_its_attachment() {
        let folder = TemporaryFolder::new().unwrap();
        let call = Draft.call(&message(), &folder.file("Invitation.alongside-invite")).unwrap();
        let draft = folder.file("Invitation.eml");
        assert_eq!(call.arguments, [draft.clone().into_os_string()]);
        assert!(std::fs::read(&draft).unwrap().starts_with(b"To: jacky@example.org\r\n"));
    }
}
