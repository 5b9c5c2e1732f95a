//! The program that shows folders: `xdg-open` of the freedesktop systems, Explorer of Windows.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::desktop_programs::ShowFolder;

/// File managers that may be open at once. On some desktops of Linux the program waits for them.
const OPEN: usize = 4;

/// The program, and those of it that run.
#[derive(Debug)]
pub(super) struct FileManager {
    program: PathBuf,
    open: Vec<Child>,
}

impl FileManager {
    /// The program is at this path.
    pub(super) fn new(program: PathBuf) -> Self {
        Self { program, open: Vec::new() }
    }
}

impl ShowFolder for FileManager {
    fn show(&mut self, folder: &Path) -> io::Result<()> {
        // From the root on it is neither an option nor the address of a page.
        if !folder.is_absolute() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        if !folder.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        self.open.retain_mut(|child| matches!(child.try_wait(), Ok(None)));
        if self.open.len() >= OPEN {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        let child = Command::new(&self.program)
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        self.open.push(child);
        Ok(())
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;
    use crate::platform::atomic_file::TemporaryFolder;

    #[test]
    fn the_file_manager_gets_the_folder_alone() {
        let folder = TemporaryFolder::new().unwrap();
        let (program, said) = (folder.file("xdg-open"), folder.file("said"));
        let script = format!("#!/bin/sh\nprintf '%s\\n' \"$#\" \"$1\" > '{}'\n", said.display());
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
        let mut opener = FileManager::new(program.clone());
        let odd = folder.file("a 'b' $(c)");
        fs::create_dir(&odd).unwrap();
        opener.show(&odd).unwrap();
        opener.open[0].wait().unwrap();
        assert_eq!(fs::read_to_string(said).unwrap(), format!("1\n{}\n", odd.display()));
        for path in ["--help", "http://example.org", ""] {
            assert!(opener.show(Path::new(path)).is_err(), "{path}");
        }
        assert!(opener.show(&program).is_err(), "it is no folder");
    }

    #[test]
    fn file_managers_are_not_opened_without_end() {
        let folder = TemporaryFolder::new().unwrap();
        let program = folder.file("xdg-open");
        fs::write(&program, "#!/bin/sh\nexec sleep 60\n").unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700)).unwrap();
        let mut opener = FileManager::new(program.clone());
        for _ in 0..OPEN {
            opener.show(&folder.file("")).unwrap();
        }
        assert!(opener.show(&folder.file("")).is_err());
        for child in &mut opener.open {
            child.kill().unwrap();
            child.wait().unwrap();
        }
        opener.show(&folder.file("")).unwrap();
        opener.open[0].kill().unwrap();
        opener.open[0].wait().unwrap();
    }
}
