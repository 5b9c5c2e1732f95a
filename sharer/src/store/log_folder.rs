//! Where session logs are kept.

use std::path::{Path, PathBuf};

/// The folder's name, as Windows 7 Remote Assistance had it.
const FOLDER: &str = "Remote Assistance Logs";

/// `<Documents>/Remote Assistance Logs`; `None` for an account without a home.
pub(crate) fn default() -> Option<PathBuf> {
    let home = ["HOME", "USERPROFILE"].into_iter().find_map(folder)?;
    let config = folder("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
    let dirs = std::fs::read_to_string(config.join("user-dirs.dirs")).unwrap_or_default();
    let documents = xdg_documents(&dirs, &home).unwrap_or_else(|| home.join("Documents"));
    Some(documents.join(FOLDER))
}

/// An absolute path from the environment; anything else is not one (XDG Base Directory).
fn folder(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
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
