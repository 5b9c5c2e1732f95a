//! An invitation file that the Helper opened.
//!
//! A file makes the page neither fetch nor navigate: for an invitation of another server, the address is
//! shown, which the Helper can follow.

use alloc::string::String;
use alloc::vec::Vec;

use protocol::code::Slot;
use protocol::invite_file::{InviteFile, InviteFileError, ServerAddress};
use protocol::name::DisplayName;

use crate::words::Say;

/// Tolerance for differing clocks before an invitation counts as expired, in s. The server decides in the
/// end.
const CLOCK_SLACK: u64 = 5 * 60;

/// A file as the browser has read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// Its content.
    Bytes(Vec<u8>),
    /// Larger than any invitation, and not read.
    TooLarge,
    /// It could not be read.
    Unreadable,
}

/// The result of opening a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// An invitation of this page's server.
    Here {
        /// The slot of the invitation.
        slot: Slot,
        /// The name of the User in the file.
        user: DisplayName,
    },
    /// An invitation of another server.
    Elsewhere {
        /// The page of that server.
        link: String,
    },
    /// The invitation has expired.
    Expired {
        /// The User, who can make a new one.
        user: DisplayName,
    },
    /// Not an invitation that this page can use.
    Refused(Say),
}

/// Opens a file. `page` is this page's address without the part behind `#`, `now` the Helper's
/// clock in seconds since 1970.
pub fn open(file: &File, page: &str, now: u64) -> Opened {
    let bytes = match file {
        File::Bytes(bytes) => bytes,
        File::TooLarge => return Opened::Refused(Say::FileTooLarge),
        File::Unreadable => return Opened::Refused(Say::FileUnreadable),
    };
    let invitation = match InviteFile::decode(bytes) {
        Ok(invitation) => invitation,
        Err(error) => {
            return Opened::Refused(match error {
                InviteFileError::TooLarge => Say::FileTooLarge,
                InviteFileError::Malformed => Say::FileNoInvitation,
                InviteFileError::Version(_) => Say::FileOtherVersion,
            });
        }
    };
    if invitation.expires.as_unix().saturating_add(CLOCK_SLACK) < now {
        Opened::Expired { user: invitation.user }
    } else if address(page).as_ref() == Some(&invitation.server) {
        Opened::Here { slot: invitation.slot, user: invitation.user }
    } else {
        Opened::Elsewhere { link: invitation.link() }
    }
}

/// The address of the server that this page belongs to.
fn address(page: &str) -> Option<ServerAddress> {
    let (folder, _) = page.rsplit_once('/')?;
    folder.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::format;
    use std::vec;

    use super::*;
    use protocol::limits::INVITE_FILE_BYTES;

    const PAGE: &str = "https://help.example.org/";

    fn invitation(server: &str) -> InviteFile {
        InviteFile {
            server: server.parse().unwrap(),
            slot: Slot::try_from(7).unwrap(),
            expires: "2026-11-22T19:30:00Z".parse().unwrap(),
            user: "Ursula".parse().unwrap(),
            key: None,
        }
    }

    fn opened(invitation: &InviteFile, page: &str, late: i64) -> Opened {
        let now = invitation.expires.as_unix().saturating_add_signed(late);
        open(&File::Bytes(invitation.encode().into()), page, now)
    }

    #[test]
    fn an_invitation_of_this_server_brings_its_number() {
        let (slot, user) = (Slot::try_from(7).unwrap(), "Ursula".parse().unwrap());
        let here = Opened::Here { slot, user };
        for (server, page) in [
            ("https://help.example.org", PAGE),
            ("https://help.example.org", "https://help.example.org/index.html"),
            ("https://example.org/help", "https://example.org/help/"),
            ("http://127.0.0.1:7575", "http://127.0.0.1:7575/"),
        ] {
            assert_eq!(opened(&invitation(server), page, -60), here, "{server} {page}");
        }
    }

    #[test]
    fn an_invitation_of_another_server_is_only_an_address() {
        for server in [
            "https://other.example.org",
            "http://help.example.org",
            "https://help.example.org:8443",
            "https://help.example.org/help",
        ] {
            let link = format!("{server}/#7");
            let got = opened(&invitation(server), PAGE, -60);
            assert_eq!(got, Opened::Elsewhere { link });
        }
    }

    #[test]
    fn an_invitation_ends_although_clocks_differ_a_little() {
        let invitation = invitation("https://help.example.org");
        assert!(matches!(opened(&invitation, PAGE, 60), Opened::Here { .. }));
        let user = invitation.user.clone();
        assert_eq!(opened(&invitation, PAGE, 301), Opened::Expired { user });
    }

    #[test]
    fn each_file_that_is_no_invitation_has_its_sentence() {
        let large = vec![b' '; INVITE_FILE_BYTES + 1];
        for (file, say) in [
            (File::Bytes(b"PK\x03\x04".to_vec()), Say::FileNoInvitation),
            (File::Bytes(Vec::new()), Say::FileNoInvitation),
            (File::Bytes(br#"{"alongside_invite":2}"#.to_vec()), Say::FileOtherVersion),
            (File::Bytes(large), Say::FileTooLarge),
            (File::TooLarge, Say::FileTooLarge),
            (File::Unreadable, Say::FileUnreadable),
        ] {
            assert_eq!(open(&file, PAGE, 0), Opened::Refused(say));
        }
    }
}
