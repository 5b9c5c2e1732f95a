//! Where each system keeps settings, state and the owner's policy.

use std::path::PathBuf;

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

/// The home folder, as the environment names it; `None` where it does not.
pub fn home() -> Option<PathBuf> {
    ["HOME", "USERPROFILE"].into_iter().find_map(absolute)
}

/// The folder for a user's settings; `None` where the system names none.
pub fn settings() -> Option<PathBuf> {
    match SYSTEM {
        System::Windows => absolute("APPDATA"),
        System::MacOs => absolute("HOME").map(|home| home.join("Library/Application Support")),
        // XDG Base Directory Specification.
        System::Freedesktop => absolute("XDG_CONFIG_HOME")
            .or_else(|| absolute("HOME").map(|home| home.join(".config"))),
    }
}

/// The folder for what a program has to remember on this computer; `None` where the system names none.
pub fn state() -> Option<PathBuf> {
    match SYSTEM {
        System::Windows => absolute("LOCALAPPDATA"),
        System::MacOs => absolute("HOME").map(|home| home.join("Library/Application Support")),
        System::Freedesktop => absolute("XDG_STATE_HOME")
            .or_else(|| absolute("HOME").map(|home| home.join(".local/state"))),
    }
}

/// The file with the rules of this computer's owner. No variable names another one: the user could
/// otherwise put their own rules above the owner's.
pub fn policy_file() -> PathBuf {
    PathBuf::from(match SYSTEM {
        // Not %ProgramData%: the user could set it.
        System::Windows => r"C:\ProgramData\alongside\policy.toml",
        System::MacOs => "/Library/Application Support/alongside/policy.toml",
        System::Freedesktop => "/etc/alongside/policy.toml",
    })
}

fn absolute(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}
