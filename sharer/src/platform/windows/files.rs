//! See [`crate::platform::files`]. The profile's folder is closed to others by its access list, which
//! new files inherit; it is trusted, as SECURITY.md says.

use std::fs::{DirBuilder, Metadata, OpenOptions};
use std::io;
use std::path::Path;

use crate::platform::error::Exposure;

pub(crate) fn restrict(_: &mut OpenOptions) {}

pub(crate) fn restrict_folder(_: &mut DirBuilder) {}

/// Folders cannot be opened like files; the file system journals names by itself.
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail here")]
pub(crate) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[expect(clippy::unnecessary_wraps, reason = "other systems look")]
pub(crate) fn check_private(_: &Metadata, _: Option<&Metadata>) -> Result<(), Exposure> {
    Ok(())
}

/// Access lists are not checked here yet; SECURITY.md says so.
#[expect(clippy::unnecessary_wraps, reason = "other systems look")]
pub(crate) fn check_owner(_: &Metadata, _: u32) -> Result<(), Exposure> {
    Ok(())
}

/// As above.
#[expect(clippy::unnecessary_wraps, reason = "other systems look")]
pub(crate) fn check_kept(_: &Metadata, _: u32) -> Result<(), Exposure> {
    Ok(())
}

pub(crate) fn is_readable_by_others(_: &Metadata) -> bool {
    false
}
