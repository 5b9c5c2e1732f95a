//! What is kept on the disk: identity, contacts, session logs; written whole, and private.

pub mod contacts;
mod contacts_file;
pub mod identity;
pub mod log;
pub mod log_folder;
pub mod private;
pub(crate) mod secret_file;
#[cfg(unix)]
#[cfg(test)]
pub(crate) mod test_folder;
