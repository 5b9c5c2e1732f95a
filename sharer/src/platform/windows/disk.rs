//! See [`crate::platform::disk`].

use std::ffi::{OsStr, OsString};
use std::fs::{File, OpenOptions};
use std::io;
use std::os::windows::io::AsRawHandle as _;
use std::path::{Path, PathBuf};

use windows::Win32::Foundation::HANDLE;
use windows::Win32::Storage::FileSystem::{
    BY_HANDLE_FILE_INFORMATION, GetDiskFreeSpaceExW, GetFileInformationByHandle,
};
use windows::core::HSTRING;

use crate::platform::child::Child;

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

pub(crate) fn identity(file: &File) -> io::Result<(u64, u64)> {
    let mut about = BY_HANDLE_FILE_INFORMATION::default();
    // SAFETY: the handle is open, and what is known of the file is written before the call is over.
    unsafe { GetFileInformationByHandle(HANDLE(file.as_raw_handle()), &raw mut about) }
        .map_err(io::Error::other)?;
    let index = (u64::from(about.nFileIndexHigh) << 32) | u64::from(about.nFileIndexLow);
    Ok((u64::from(about.dwVolumeSerialNumber), index))
}

/// See [`crate::platform::disk`].
#[derive(Debug)]
pub(crate) struct OpenFolder(PathBuf);

impl OpenFolder {
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(path.to_owned()))
    }

    pub(crate) fn names(&self, most: usize) -> io::Result<Vec<OsString>> {
        let entries = std::fs::read_dir(&self.0)?.take(most);
        entries.map(|entry| Ok(entry?.file_name())).collect()
    }

    pub(crate) fn child(&self, name: &OsStr) -> io::Result<Child<Self>> {
        let path = self.0.join(name);
        // Of a link, and of a folder that is another disk, it says that it is one.
        let about = std::fs::symlink_metadata(&path)?;
        Ok(if about.is_file() {
            Child::File(open_source(&path)?)
        } else if about.is_dir() {
            Child::Folder(Self(path))
        } else {
            Child::Other
        })
    }
}
