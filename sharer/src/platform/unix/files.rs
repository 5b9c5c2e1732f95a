//! See [`crate::platform::files`]. Permission bits and the owner's number decide.

use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;

use crate::platform::error::Exposure;

pub(crate) fn restrict(options: &mut OpenOptions) {
    options.mode(0o600);
}

pub(crate) fn restrict_folder(builder: &mut DirBuilder) {
    builder.mode(0o700);
}

pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

pub(crate) fn check_private(file: &Metadata, folder: Option<&Metadata>) -> Result<(), Exposure> {
    if file.uid() != rustix::process::geteuid().as_raw() {
        return Err(Exposure::OtherOwner);
    }
    if is_readable_by_others(file) || folder.is_some_and(|folder| folder.mode() & 0o022 != 0) {
        return Err(Exposure::Others);
    }
    Ok(())
}

pub(crate) fn check_owner(metadata: &Metadata, owner: u32) -> Result<(), Exposure> {
    if metadata.uid() != owner {
        return Err(Exposure::OtherOwner);
    }
    if metadata.mode() & 0o022 != 0 {
        return Err(Exposure::Others);
    }
    Ok(())
}

/// The superuser's number.
const ROOT: u32 = 0;

/// In a folder with this bit, an entry is replaced by its own account or that of the folder only.
const STICKY: u32 = 0o1000;

pub(crate) fn check_kept(folder: &Metadata, owner: u32) -> Result<(), Exposure> {
    if ![ROOT, owner].contains(&folder.uid()) {
        return Err(Exposure::OtherOwner);
    }
    if folder.mode() & 0o022 != 0 && folder.mode() & STICKY == 0 {
        return Err(Exposure::Others);
    }
    Ok(())
}

pub(crate) fn is_readable_by_others(file: &Metadata) -> bool {
    file.mode() & 0o077 != 0
}
