//! Where the programs of the desktop are.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// Folders that are looked into. A longer `PATH` is cut.
const FOLDERS: usize = 64;

/// The folders that hold programs.
#[derive(Clone, Debug)]
pub(super) struct ProgramFolders(Vec<PathBuf>);

impl ProgramFolders {
    /// Those of `PATH`. Others are left out than those from the root on: what they mean depends on where this program
    /// was started.
    pub(super) fn of_path() -> Self {
        let path = env::var_os("PATH").unwrap_or_default();
        Self::new(env::split_paths(&path))
    }

    pub(super) fn new(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        Self(folders.into_iter().filter(|folder| folder.is_absolute()).take(FOLDERS).collect())
    }

    /// The program of this name in the first folder that has it.
    pub(super) fn find(&self, name: &str) -> Option<PathBuf> {
        self.0.iter().map(|folder| folder.join(name)).find(|path| is_program(path))
    }
}

fn is_program(path: &Path) -> bool {
    let found = fs::metadata(path);
    found.is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::atomic_file::TemporaryFolder;

    #[test]
    fn a_program_is_an_executable_file_in_a_folder_from_the_root_on() {
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("voice");
        let folders = || ProgramFolders::new([PathBuf::from("."), folder.file("")]);
        assert_eq!(folders().find("voice"), None);
        fs::write(&path, "").unwrap();
        assert_eq!(folders().find("voice"), None, "it is no program");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
        assert_eq!(folders().find("voice"), Some(path));
        assert!(ProgramFolders::new([PathBuf::new(), "bin".into()]).0.is_empty());
    }
}
