//! Files on the disk: identity, contacts, session logs. They are private, and written whole.

pub mod contacts;
mod contacts_file;
pub mod identity;
pub mod log;
pub mod log_folder;
pub mod private;
pub mod secret_file;
pub mod settings_file;
pub mod table;
pub(crate) mod table_edit;
#[cfg(test)]
pub(crate) mod test_folder;
pub mod value;
