//! Files that only their owner may read. Each system has the same functions:
//!
//! - `create_new(&Path)`: creates a file for its owner alone, to be written. It must not exist.
//! - `open_or_create(&Path)`: the same for a file that may exist, whose contents stay.
//! - `create_new_folder(&Path)`: the same for a folder. It must not exist.
//! - `rename_new(from, to)`: gives a file another name, in one step, which no other file has: else it fails with
//!   `AlreadyExists`. It fails, too, where the file system cannot do that.
//! - `sync_folder(&Path)`: the names in a folder are on the disk when it returns.
//! - `access_of(&File)`, `access_at(&Path)`: who can use it, as an `Access` for the functions that follow. A link counts
//!   as what it leads to.
//! - `check_private(file, folder)`: whether only this account can read the file, and replace it.
//! - `check_owner(access, owner)`: whether only `owner` can write there.
//! - `check_kept(folder, owner)`: whether only `owner` and the system can replace what the folder holds.
//! - `is_readable_by_others(access)`.
//!
//! The texts say to people what is expected here: `OWNER_OF_COMPUTER`, `HOW_TO_MAKE_PRIVATE`,
//! `HOW_TO_HIDE`, `HOW_TO_PROTECT`.

pub(crate) use super::error::{Exposure, Owner};
pub(crate) use super::os::files::{
    Access, HOW_TO_HIDE, HOW_TO_MAKE_PRIVATE, HOW_TO_PROTECT, OWNER_OF_COMPUTER, access_at,
    access_of, check_kept, check_owner, check_private, create_new, create_new_folder,
    is_readable_by_others, open_or_create, rename_new, sync_folder,
};
