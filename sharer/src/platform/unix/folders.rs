//! See [`crate::platform::folders`]. The environment names the folders (XDG Base Directory Specification).

use std::fs;
use std::path::{Path, PathBuf};

/// What a folder is called in `user-dirs.dirs`.
const DOCUMENTS: &str = "XDG_DOCUMENTS_DIR";
const DOWNLOADS: &str = "XDG_DOWNLOAD_DIR";

/// Whether folders are those of macOS.
const IS_MACOS: bool = cfg!(target_os = "macos");

pub(crate) fn home() -> Option<PathBuf> {
    absolute("HOME")
}

pub(crate) fn settings() -> Option<PathBuf> {
    if IS_MACOS {
        return application_support();
    }
    absolute("XDG_CONFIG_HOME").or_else(|| home().map(|home| home.join(".config")))
}

pub(crate) fn state() -> Option<PathBuf> {
    if IS_MACOS {
        return application_support();
    }
    absolute("XDG_STATE_HOME").or_else(|| home().map(|home| home.join(".local/state")))
}

pub(crate) fn documents() -> Option<PathBuf> {
    user_folder(DOCUMENTS, "Documents")
}

pub(crate) fn downloads() -> Option<PathBuf> {
    user_folder(DOWNLOADS, "Downloads")
}

pub(crate) fn documents_of(home: &Path) -> Option<PathBuf> {
    folder_in(&home.join(".config"), home, DOCUMENTS)
}

pub(crate) fn policy_file() -> PathBuf {
    PathBuf::from(if IS_MACOS {
        "/Library/Application Support/alongside/policy.toml"
    } else {
        "/etc/alongside/policy.toml"
    })
}

fn application_support() -> Option<PathBuf> {
    home().map(|home| home.join("Library/Application Support"))
}

/// An absolute path from the environment; anything else is not one (XDG Base Directory).
fn absolute(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}

/// A folder of the User's own, by what the desktop calls it or else by its English name.
fn user_folder(variable: &str, english: &str) -> Option<PathBuf> {
    let home = home()?;
    let config = absolute("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    Some(folder_in(&config, &home, variable).unwrap_or_else(|| home.join(english)))
}

fn folder_in(config: &Path, home: &Path, variable: &str) -> Option<PathBuf> {
    let dirs = fs::read_to_string(config.join("user-dirs.dirs")).unwrap_or_default();
    xdg_folder(&dirs, home, variable)
}

/// What `user-dirs.dirs` says (xdg-user-dirs): `XDG_DOCUMENTS_DIR="$HOME/Dokumente"`.
fn xdg_folder(dirs: &str, home: &Path, variable: &str) -> Option<PathBuf> {
    let value = |line: &str| {
        let value = line.trim().strip_prefix(variable)?.strip_prefix('=')?;
        Some(value.to_owned())
    };
    let value = dirs.lines().find_map(value)?;
    let value = value.trim().strip_prefix('"')?.strip_suffix('"')?;
    let path = match value.strip_prefix("$HOME") {
        Some(rest) => home.join(rest.trim_start_matches('/')),
        None => PathBuf::from(value),
    };
    path.is_absolute().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_where_the_desktop_says() {
        let home = Path::new("/h/ann");
        for (dirs, expected) in [
            ("", None),
            ("# XDG_DOCUMENTS_DIR=\"$HOME/Not\"\n", None),
            ("XDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\n", Some("/h/ann/Dokumente")),
            ("A=1\nXDG_DOCUMENTS_DIR=\"/data/docs\"", Some("/data/docs")),
            ("XDG_DOCUMENTS_DIR=\"$HOME/\"", Some("/h/ann/")),
            ("XDG_DOCUMENTS_DIR=\"docs\"", None),
            ("XDG_DOCUMENTS_DIR=docs", None),
        ] {
            let found = xdg_folder(dirs, home, DOCUMENTS);
            assert_eq!(found.as_deref(), expected.map(Path::new), "{dirs}");
        }
        let both = "XDG_DOCUMENTS_DIR=\"/a\"\nXDG_DOWNLOAD_DIR=\"/b\"\n";
        assert_eq!(xdg_folder(both, home, DOWNLOADS).as_deref(), Some(Path::new("/b")));
    }
}
