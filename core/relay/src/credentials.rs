//! The table of credentials, with what each has in use.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString as _};

use crate::limits::{BYTES_PER_CREDENTIAL, CREDENTIALS};
use protocol::time::Tick;

use crate::bucket::{Bucket, Rate};
use crate::stun::long_term_key;

/// What all credentials belong to (RFC 8489 §9.2).
pub(crate) const REALM: &str = "alongside";

const BYTES: Rate = Rate::bytes(BYTES_PER_CREDENTIAL);

/// The relay has [`CREDENTIALS`] credentials already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableFull;

/// Names a credential; never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CredentialId(u64);

/// A user's key, and what the user has.
pub(crate) struct Credential {
    pub(crate) key: [u8; 16],
    pub(crate) allocations: usize,
    bytes: Bucket,
}

impl Credential {
    pub(crate) fn has_bytes(&mut self, bytes: u64, now: Tick) -> bool {
        self.bytes.has(BYTES, bytes, now)
    }

    pub(crate) fn take_bytes(&mut self, bytes: u64) {
        self.bytes.take(bytes);
    }
}

/// All credentials.
#[derive(Default)]
pub(crate) struct Credentials {
    // INVARIANT: the values of `by_name` are the keys of `by_id`.
    by_name: BTreeMap<String, CredentialId>,
    by_id: BTreeMap<CredentialId, Credential>,
    next: u64,
}

impl Credentials {
    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Adds a credential. The caller has removed one of the same name.
    pub(crate) fn add(&mut self, name: &str, password: &str, now: Tick) -> Result<(), TableFull> {
        if self.by_id.len() >= CREDENTIALS {
            return Err(TableFull);
        }
        let id = CredentialId(self.next);
        self.next += 1;
        let key = long_term_key(name, REALM, password);
        self.by_name.insert(name.to_string(), id);
        let bytes = Bucket::full(BYTES, now);
        self.by_id.insert(id, Credential { key, allocations: 0, bytes });
        Ok(())
    }

    pub(crate) fn remove(&mut self, name: &str) -> Option<CredentialId> {
        let id = self.by_name.remove(name)?;
        self.by_id.remove(&id);
        Some(id)
    }

    /// The id and key of a user.
    pub(crate) fn find(&self, name: &[u8]) -> Option<(CredentialId, [u8; 16])> {
        let id = self.by_name.get(core::str::from_utf8(name).ok()?)?;
        Some((*id, self.by_id.get(id)?.key))
    }

    pub(crate) fn get_mut(&mut self, id: CredentialId) -> Option<&mut Credential> {
        self.by_id.get_mut(&id)
    }
}
