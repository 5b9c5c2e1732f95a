//! See [`crate::platform::folders`]. The environment names the folders (XDG Base Directory Specification).

use std::fs;
use std::path::{Path, PathBuf};

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
    let home = home()?;
    let config = absolute("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    Some(documents_in(&config, &home).unwrap_or_else(|| home.join("Documents")))
}

pub(crate) fn documents_of(home: &Path) -> Option<PathBuf> {
    documents_in(&home.join(".config"), home)
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

fn documents_in(config: &Path, home: &Path) -> Option<PathBuf> {
    let dirs = fs::read_to_string(config.join("user-dirs.dirs")).unwrap_or_default();
    xdg_documents(&dirs, home)
}

/// What `user-dirs.dirs` says (xdg-user-dirs): `XDG_DOCUMENTS_DIR="$HOME/Dokumente"`.
fn xdg_documents(dirs: &str, home: &Path) -> Option<PathBuf> {
    let value = dirs.lines().find_map(|line| line.trim().strip_prefix("XDG_DOCUMENTS_DIR="))?;
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
    fn documents_are_where_the_desktop_says() {
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
            assert_eq!(xdg_documents(dirs, home).as_deref(), expected.map(Path::new), "{dirs}");
        }
    }
}
