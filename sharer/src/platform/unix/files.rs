//! See [`crate::platform::files`]. Permission bits and the owner's number decide.

use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use rustix::fs::{CWD, RenameFlags};

use crate::platform::error::{Exposure, Owner};

/// Who can use a file: its owner and its permission bits.
pub(crate) type Access = Metadata;

pub(crate) const OWNER_OF_COMPUTER: &str = "root";
pub(crate) const HOW_TO_MAKE_PRIVATE: &str = "chmod 600 it, and chmod go-w its folder";
pub(crate) const HOW_TO_HIDE: &str = "make it private with chmod 600";
pub(crate) const HOW_TO_PROTECT: &str = "expected chmod go-w";

pub(crate) fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

pub(crate) fn open_or_create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path)
}

pub(crate) fn create_new_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(folder)
}

pub(crate) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    Ok(rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
}

pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

pub(crate) fn access_of(file: &File) -> io::Result<Access> {
    file.metadata()
}

pub(crate) fn access_at(path: &Path) -> io::Result<Access> {
    std::fs::metadata(path)
}

pub(crate) fn check_private(file: &Access, folder: Option<&Access>) -> Result<(), Exposure> {
    let account = rustix::process::geteuid().as_raw();
    if file.uid() != account {
        return Err(Exposure::OtherOwner);
    }
    // The folder's owner may replace what is in it.
    let is_exposed =
        |folder: &Access| folder.mode() & 0o022 != 0 || ![ROOT, account].contains(&folder.uid());
    if is_readable_by_others(file) || folder.is_some_and(is_exposed) {
        return Err(Exposure::Others);
    }
    Ok(())
}

pub(crate) fn check_owner(access: &Access, owner: Owner) -> Result<(), Exposure> {
    if access.uid() != number(owner) {
        return Err(Exposure::OtherOwner);
    }
    if access.mode() & 0o022 != 0 {
        return Err(Exposure::Others);
    }
    Ok(())
}

/// The superuser's number.
const ROOT: u32 = 0;

fn number(owner: Owner) -> u32 {
    match owner {
        Owner::System => ROOT,
        Owner::Account(number) => number,
    }
}

/// In a folder with this bit, an entry is replaced by its own account or that of the folder only.
const STICKY: u32 = 0o1000;

pub(crate) fn check_kept(folder: &Access, owner: Owner) -> Result<(), Exposure> {
    if ![ROOT, number(owner)].contains(&folder.uid()) {
        return Err(Exposure::OtherOwner);
    }
    if folder.mode() & 0o022 != 0 && folder.mode() & STICKY == 0 {
        return Err(Exposure::Others);
    }
    Ok(())
}

pub(crate) fn is_readable_by_others(file: &Access) -> bool {
    file.mode() & 0o077 != 0
}
