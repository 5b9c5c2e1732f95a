//! The key by which Helpers of earlier sessions recognise this computer (X25519, RFC 7748).
//!
//! It is made when it is needed for the first time, and never leaves `<settings>/alongside/identity`.
//! With a copy of it, an attacker can pose as this computer, and as any contact towards it; the
//! User is asked all the same. SECURITY.md says what to do then.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use protocol::trust::{IdentityKey, Pair, SharedSecret};
use rand_core::{CryptoRngCore, OsRng};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::store::private::{self, PrivateError};

/// The first line of the file. Another one is another version, or another file.
const HEAD: &str = "alongside identity 1";

/// Longer than the file is.
const MOST: u64 = 256;

/// Our own key pair. The private half is wiped from memory when it is dropped, and never shown.
pub struct Identity {
    secret: StaticSecret,
    key: IdentityKey,
}

impl Identity {
    /// The identity in this folder, if there is one.
    pub fn find(folder: &Path) -> Result<Option<Self>, PrivateError> {
        let path = file(folder);
        let Some(bytes) = private::read(&path, MOST)?.map(Zeroizing::new) else { return Ok(None) };
        match parse(&bytes) {
            Some(secret) => Ok(Some(Self::new(StaticSecret::from(*secret)))),
            None => Err(PrivateError::NoKey { path, head: HEAD }),
        }
    }

    /// The identity in this folder; made, if there is none.
    pub fn find_or_make(folder: &Path) -> Result<Self, PrivateError> {
        // The usual case, which also works in a folder that is read-only.
        if let Some(found) = Self::find(folder)? {
            return Ok(found);
        }
        let path = file(folder);
        // Two programs that start at once must not make one each.
        let _alone = private::lock(&path)?;
        if let Some(found) = Self::find(folder)? {
            return Ok(found);
        }
        let made = Self::new(StaticSecret::random_from_rng(OsRng));
        let secret = Zeroizing::new(STANDARD.encode(made.secret.as_bytes()));
        let text = Zeroizing::new(format!("{HEAD}\n{}\n", *secret));
        private::write(&path, text.as_bytes())?;
        Ok(made)
    }

    fn new(secret: StaticSecret) -> Self {
        let key = IdentityKey::new(PublicKey::from(&secret).to_bytes());
        Self { secret, key }
    }

    /// The public half.
    pub fn key(&self) -> IdentityKey {
        self.key
    }

    /// The secrets of this User and that Helper. `None` when the Helper's key is not valid (small order).
    pub fn meet(&self, helper: &IdentityKey) -> Option<Pair> {
        let shared = agree(&self.secret, helper)?;
        Some(Pair::new(&shared, &self.key, helper))
    }
}

/// An ephemeral key for one card, and its shared secret with the Helper's key: seals a card for a Helper who
/// does not know the sender. `None` when the Helper's key is not valid (small order).
pub fn passing(
    helper: &IdentityKey,
    rng: &mut impl CryptoRngCore,
) -> Option<(IdentityKey, SharedSecret)> {
    let passing = Identity::new(StaticSecret::random_from_rng(rng));
    let shared = agree(&passing.secret, helper)?;
    Some((passing.key, shared))
}

fn agree(secret: &StaticSecret, other: &IdentityKey) -> Option<SharedSecret> {
    let shared = secret.diffie_hellman(&PublicKey::from(*other.as_bytes()));
    SharedSecret::new(*shared.as_bytes())
}

fn file(folder: &Path) -> PathBuf {
    folder.join("identity")
}

/// Exactly two lines.
fn parse(bytes: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let key = text.strip_prefix(HEAD)?.strip_prefix('\n')?.strip_suffix('\n')?;
    let secret = Zeroizing::new(STANDARD.decode(key).ok()?);
    Some(Zeroizing::new(secret.as_slice().try_into().ok()?))
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(…)")
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::store::test_folder::Folder;

    #[test]
    fn a_key_is_made_once_for_its_owner_alone() {
        let folder = Folder::new();
        assert!(Identity::find(folder.path()).unwrap().is_none());
        let made = Identity::find_or_make(folder.path()).unwrap();
        assert_eq!(Identity::find_or_make(folder.path()).unwrap().key(), made.key());
        let mode = fs::metadata(file(folder.path())).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(format!("{made:?}"), "Identity(…)");
    }

    #[test]
    fn a_key_that_others_can_read_is_not_used_and_the_mend_is_named() {
        let folder = Folder::new();
        Identity::find_or_make(folder.path()).unwrap();
        for mode in [0o640, 0o604, 0o660] {
            fs::set_permissions(file(folder.path()), Permissions::from_mode(mode)).unwrap();
            let error = Identity::find_or_make(folder.path()).unwrap_err().to_string();
            assert!(error.contains("identity") && error.contains("chmod 600"), "{error}");
        }
        fs::set_permissions(file(folder.path()), Permissions::from_mode(0o600)).unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o777)).unwrap();
        let error = Identity::find(folder.path()).unwrap_err().to_string();
        assert!(error.contains("chmod go-w"), "{error}");
    }

    #[test]
    fn a_file_of_another_form_is_left_as_it_is() {
        for text in ["", "alongside identity 2\nAAAA\n", "alongside identity 1\nAAAA\n", "\u{0}"] {
            let folder = Folder::new();
            private::write(&file(folder.path()), text.as_bytes()).unwrap();
            assert!(Identity::find_or_make(folder.path()).is_err(), "{text:?}");
            assert_eq!(fs::read(file(folder.path())).unwrap(), text.as_bytes());
        }
    }

    #[test]
    fn two_who_meet_have_the_same_in_common_and_a_key_of_no_order_has_nothing() {
        let (user, helper) = (Folder::new(), Folder::new());
        let user = Identity::find_or_make(user.path()).unwrap();
        let helper = Identity::find_or_make(helper.path()).unwrap();
        let theirs = agree(&helper.secret, &user.key()).unwrap();
        let theirs = Pair::new(&theirs, &user.key(), &helper.key());
        let ours = user.meet(&helper.key()).unwrap();
        assert_eq!(
            ours.prove(protocol::trust::Party::User, &[1; 32]).0,
            theirs.prove(protocol::trust::Party::User, &[1; 32]).0
        );
        assert!(user.meet(&IdentityKey::new([0; 32])).is_none());
    }
}
