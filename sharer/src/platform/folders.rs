//! Where each system keeps settings, state, documents and the owner's policy. Each has the same functions:
//!
//! - `home()`: the home folder of the User.
//! - `settings()`, `state()`: the folder for a user's settings, and for what a program has to remember on this computer.
//! - `documents()`: where the User's documents are, whether the folder exists or not.
//! - `downloads()`: the same for what comes from other computers.
//! - `documents_of(home)`: the same for the account with this home, whatever the environment says.
//! - `policy_file()`: the file with the rules of this computer's owner. No variable names another one: the user could
//!   otherwise put their own rules above the owner's.
//!
//! All but the last are `None` where the system names none.

pub(crate) use super::os::folders::{
    documents, documents_of, downloads, home, policy_file, settings, state,
};

/// The families of systems that keep their files in different places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Linux and its relatives.
    Freedesktop,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

/// The system that this program was built for.
pub const SYSTEM: System = if cfg!(windows) {
    System::Windows
} else if cfg!(target_os = "macos") {
    System::MacOs
} else {
    System::Freedesktop
};
