//! See [`crate::platform::disk`].

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use windows::Win32::Storage::FileSystem::GetDiskFreeSpaceExW;
use windows::core::HSTRING;

/// The note of Windows ("mark of the web"), in a stream beside the contents. Zone 3 is the internet.
const STREAM: &str = ":Zone.Identifier";
const ZONE: &[u8] = b"[ZoneTransfer]\r\nZoneId=3\r\n";

pub(crate) fn free_bytes(folder: &Path) -> io::Result<u64> {
    let mut free = 0;
    // SAFETY: the path ends with a zero, and the number is written before the call is over.
    unsafe { GetDiskFreeSpaceExW(&HSTRING::from(folder), Some(&raw mut free), None, None) }
        .map_err(io::Error::other)?;
    Ok(free)
}

pub(crate) fn mark_as_received(file: &Path) -> io::Result<()> {
    let mut stream = file.as_os_str().to_owned();
    stream.push(STREAM);
    // A file system without streams (FAT) refuses the name.
    match std::fs::write(PathBuf::from(stream), ZONE) {
        Err(error) if error.kind() == io::ErrorKind::InvalidFilename => Ok(()),
        marked => marked,
    }
}

pub(crate) fn open_source(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}
