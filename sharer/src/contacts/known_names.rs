//! The names that belong to keys that this computer knows.

use protocol::trust::IdentityKey;

use crate::policy::rules::TrustedHelper;
use crate::store::contacts::{Store, StoreError};
use crate::store::private;
use session::names::KnownName;

/// The names of the contacts, and of the Helpers in the owner's policy. When the contacts
/// cannot be read, the error is returned with the others.
pub fn known_names(helpers: &[TrustedHelper]) -> (Vec<KnownName>, Option<StoreError>) {
    let named = helpers
        .iter()
        .map(|helper| KnownName { name: helper.name.clone(), key: IdentityKey::new(helper.key) });
    let contacts = private::folder().and_then(|folder| Store::new(&folder).read());
    match contacts {
        Ok(book) => (book.names().chain(named).collect(), None),
        Err(error) => (named.collect(), Some(error.into())),
    }
}
