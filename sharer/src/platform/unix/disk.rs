//! See [`crate::platform::disk`].

use std::ffi::{OsStr, OsString};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use rustix::fs::{AtFlags, Dir, FileType, Mode, OFlags, open, openat, statat, statvfs};

use crate::platform::child::Child;

/// The note of macOS (quarantine): 0081 is what browsers write.
#[cfg(target_os = "macos")]
const QUARANTINE: (&str, &[u8]) = ("com.apple.quarantine", b"0081;00000000;Alongside;");

pub(crate) fn free_bytes(folder: &Path) -> io::Result<u64> {
    let disk = statvfs(folder)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(target_os = "macos")]
pub(crate) fn mark_as_received(file: &Path) -> io::Result<()> {
    let (name, value) = QUARANTINE;
    match rustix::fs::setxattr(file, name, value, rustix::fs::XattrFlags::empty()) {
        // A disk without such notes.
        Err(rustix::io::Errno::NOTSUP) => Ok(()),
        marked => Ok(marked?),
    }
}

/// Linux has no such note: a file that is not executable is not started.
#[cfg(not(target_os = "macos"))]
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail here")]
pub(crate) fn mark_as_received(_: &Path) -> io::Result<()> {
    Ok(())
}

pub(crate) fn open_source(path: &Path) -> io::Result<File> {
    let flags = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default();
    OpenOptions::new().read(true).custom_flags(flags).open(path)
}

pub(crate) fn identity(file: &File) -> io::Result<(u64, u64)> {
    let about = file.metadata()?;
    Ok((about.dev(), about.ino()))
}

/// See [`crate::platform::disk`]. Whoever moves a folder meanwhile leads nowhere else: what is in it is opened in it, not
/// by a path.
#[derive(Debug)]
pub(crate) struct OpenFolder(OwnedFd);

impl OpenFolder {
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(open(path, OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?))
    }

    pub(crate) fn names(&self, most: usize) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in Dir::read_from(&self.0)? {
            if names.len() == most {
                break;
            }
            let name = entry?.file_name().to_bytes().to_owned();
            if name != b"." && name != b".." {
                names.push(OsStr::from_bytes(&name).to_owned());
            }
        }
        Ok(names)
    }

    pub(crate) fn child(&self, name: &OsStr) -> io::Result<Child<Self>> {
        let flags = OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let about = statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW)?;
        let kind = FileType::from_raw_mode(about.st_mode);
        Ok(if kind == FileType::RegularFile {
            Child::File(openat(&self.0, name, flags, Mode::empty())?.into())
        } else if kind == FileType::Directory {
            let flags = flags | OFlags::DIRECTORY;
            Child::Folder(Self(openat(&self.0, name, flags, Mode::empty())?))
        } else {
            Child::Other
        })
    }
}
