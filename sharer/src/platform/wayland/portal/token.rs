//! The restore token of the desktop portal: with it, the desktop restores what the User has chosen in its dialog
//! earlier, and asks nothing. The desktop gives one only where the User lets it remember the choice.
//!
//! A token is for one use, and the portal answers with the next one (xdg-desktop-portal 1.16 with the same one). It is
//! removed before it is used, so that one that the portal refuses is not tried again. Whoever has the token can see the screen without a dialog, so that it is
//! kept like a key; it is read after the User has agreed here, like all that opens the portal.

use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::offer::Offer;
use crate::platform::atomic_file::{self as atomic, Existing, Synced};
use crate::platform::{files, folders};

/// The first line of the file. Another one is another version, or another file.
const HEAD: &str = "alongside portal-token 1";

/// Bytes of a token. xdg-desktop-portal makes UUIDs, of 36.
const LONGEST: usize = 256;

/// Longer than the file is.
const MOST: u64 = 512;

/// The file of one kind of session.
#[derive(Debug)]
pub(super) struct TokenFile(PathBuf);

impl TokenFile {
    /// The file for sessions with what this portal offers; `None` where it restores none, or the account has no folder
    /// for settings. A permission to see the screen is no permission to control it, so that each has its own.
    pub(super) fn of(offer: Offer) -> Option<Self> {
        let name = match (offer.can_restore(), offer.has_input()) {
            (false, _) => return None,
            (true, false) => "portal-token-screen",
            (true, true) => "portal-token-control",
        };
        Some(Self(folders::settings()?.join("alongside").join(name)))
    }

    /// Its path, if there is a token.
    pub(super) fn found(self) -> Option<PathBuf> {
        self.0.is_file().then_some(self.0)
    }

    /// The token, which is then in no file any more.
    pub(super) fn take(&self) -> Option<String> {
        let taken = read(&self.0).and_then(|text| std::fs::remove_file(&self.0).map(|()| text));
        match taken {
            Ok(text) => parse(&text).map(str::to_owned),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => {
                let file = self.0.display();
                tracing::warn!(%error, %file, "the earlier permission of the desktop is not used");
                None
            }
        }
    }

    /// Keeps a token for the next session.
    pub(super) fn keep(&self, token: &str) {
        let kept = if is_token(token) {
            let text = format!("{HEAD}\n{token}\n");
            atomic::create_folder(atomic::folder_of(&self.0)).and_then(|()| {
                atomic::write(&self.0, text.as_bytes(), Existing::Replace, Synced::Contents)
            })
        } else {
            Err(io::Error::other("it has a form of its own"))
        };
        if let Err(error) = kept {
            tracing::warn!(%error, "the permission of the desktop is not kept");
        }
    }
}

/// Reads the file, if nobody else can read or replace it.
fn read(path: &Path) -> io::Result<String> {
    let file = File::open(path)?;
    let folder = files::access_at(atomic::folder_of(path))?;
    if files::check_private(&files::access_of(&file)?, Some(&folder)).is_err() {
        let mend = files::HOW_TO_MAKE_PRIVATE;
        return Err(io::Error::other(format!("others could read or change it; {mend}")));
    }
    let mut text = String::new();
    file.take(MOST).read_to_string(&mut text)?;
    Ok(text)
}

/// Exactly two lines.
fn parse(text: &str) -> Option<&str> {
    let token = text.strip_prefix(HEAD)?.strip_prefix('\n')?.strip_suffix('\n')?;
    is_token(token).then_some(token)
}

fn is_token(text: &str) -> bool {
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use std::fs::{Permissions, set_permissions, write};
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::platform::atomic_file::TemporaryFolder;

    const TOKEN: &str = "1b9a7c1e-0000-4000-8000-000000000001";

    fn file(folder: &TemporaryFolder) -> TokenFile {
        TokenFile(folder.file("made/portal-token-screen"))
    }

    #[test]
    fn a_token_is_kept_for_this_account_alone_and_taken_once() {
        let folder = TemporaryFolder::new().unwrap();
        let file = file(&folder);
        assert_eq!(file.take(), None);
        file.keep("of an earlier session");
        file.keep("earlier");
        file.keep(TOKEN);
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file.0), mode(file.0.parent().unwrap())), (0o600, 0o700));
        assert_eq!(file.take().as_deref(), Some(TOKEN));
        assert_eq!(file.take(), None);
        assert_eq!(file.found(), None);
    }

    #[test]
    fn a_token_that_others_can_read_or_that_is_none_is_not_used() {
        let folder = TemporaryFolder::new().unwrap();
        let file = file(&folder);
        file.keep(TOKEN);
        set_permissions(&file.0, Permissions::from_mode(0o640)).unwrap();
        assert_eq!(file.take(), None);
        set_permissions(&file.0, Permissions::from_mode(0o600)).unwrap();
        for text in ["", TOKEN, "alongside portal-token 2\nx\n", "alongside portal-token 1\n\n"] {
            write(&file.0, text).unwrap();
            set_permissions(&file.0, Permissions::from_mode(0o600)).unwrap();
            assert_eq!((file.take(), file.0.exists()), (None, false), "{text:?}");
        }
        for token in ["", "two words", "two\nlines", &"x".repeat(LONGEST + 1)] {
            file.keep(token);
            assert!(!file.0.exists(), "{token:?}");
        }
    }
}
