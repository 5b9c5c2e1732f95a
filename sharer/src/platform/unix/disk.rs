//! See [`crate::platform::disk`].

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use rustix::fs::{OFlags, statvfs};

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
