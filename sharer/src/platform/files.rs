//! Files that only their owner may read. Each system has the same functions:
//!
//! - `restrict(&mut OpenOptions)`: a file that is created so is for its owner alone.
//! - `restrict_folder(&mut DirBuilder)`: the same for a folder.
//! - `sync_folder(&Path)`: the names in a folder are on the disk when it returns.
//! - `check_private(file, folder)`: whether only this account can read the file, and replace it.
//! - `check_owner(metadata, owner)`: whether only `owner` can write there.
//! - `check_kept(folder, owner)`: whether only `owner` and the system can replace what the folder holds.
//! - `is_readable_by_others(metadata)`.

pub(crate) use super::error::Exposure;
pub(crate) use super::os::files::{
    check_kept, check_owner, check_private, is_readable_by_others, restrict, restrict_folder,
    sync_folder,
};
