//! Where the page keeps a file of the User's while it arrives, whether there is room for it, and when a copy that the
//! browser has saved is removed.

use core::time::Duration;

use protocol::limits::{DISK_RESERVE, MEMORY_FILE_BYTES, SAVED_FILE_BYTES_PER_S, SAVED_FILE_KEPT};
use protocol::transfer::TransferStop;

/// Where a file is kept until it is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// On the disk, in the origin private file system.
    Disk {
        /// How many bytes the browser still gives the page there; `None` where it does not say.
        free: Option<u64>,
    },
    /// In memory: the browser has no such file system, or none for this page.
    Memory,
}

/// Whether there is room for a file of so many bytes, beside `promised` bytes that are still to come of other files.
///
/// # Errors
/// Why it is refused.
pub fn check_room(shelf: Shelf, size: u64, promised: u64) -> Result<(), TransferStop> {
    let needed = size.saturating_add(promised);
    match shelf {
        Shelf::Disk { free: Some(free) } if needed.saturating_add(DISK_RESERVE) > free => {
            Err(TransferStop::DiskFull)
        }
        Shelf::Memory if needed > MEMORY_FILE_BYTES => Err(TransferStop::TooLarge),
        Shelf::Disk { .. } | Shelf::Memory => Ok(()),
    }
}

/// How long the page keeps its copy of a file after it has told the browser to save it.
pub fn kept_for(size: u64) -> Duration {
    SAVED_FILE_KEPT + Duration::from_secs(size / SAVED_FILE_BYTES_PER_S)
}

/// Whether a file of a page that is closed is removed, by its size and the time since it was written last. One that was
/// never complete is empty; one that is complete may still be read by the browser that saves it.
pub fn is_abandoned(size: u64, age: Duration) -> bool {
    size == 0 || age >= kept_for(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GB: u64 = 1_000_000_000;

    #[test]
    fn a_file_is_taken_where_there_is_room_for_it_and_for_those_before_it() {
        let disk = |free| Shelf::Disk { free };
        let just = 9 * GB + DISK_RESERVE;
        assert_eq!(check_room(disk(Some(just)), 5 * GB, 4 * GB), Ok(()));
        assert_eq!(check_room(disk(Some(just - 1)), 5 * GB, 4 * GB), Err(TransferStop::DiskFull));
        assert_eq!(check_room(disk(Some(0)), u64::MAX, u64::MAX), Err(TransferStop::DiskFull));
        assert_eq!(check_room(disk(None), 5 * GB, 0), Ok(()), "the disk itself says it then");
    }

    #[test]
    fn memory_takes_files_up_to_its_bound() {
        assert_eq!(check_room(Shelf::Memory, MEMORY_FILE_BYTES, 0), Ok(()));
        assert_eq!(check_room(Shelf::Memory, MEMORY_FILE_BYTES, 1), Err(TransferStop::TooLarge));
        assert_eq!(check_room(Shelf::Memory, 3 * GB, 0), Err(TransferStop::TooLarge));
    }

    #[test]
    fn a_copy_stays_until_the_browser_must_have_saved_it() {
        assert_eq!(kept_for(0), SAVED_FILE_KEPT);
        assert_eq!(kept_for(5 * GB), SAVED_FILE_KEPT + Duration::from_secs(1000));
        assert!(!is_abandoned(1, SAVED_FILE_KEPT - Duration::from_millis(1)));
        assert!(is_abandoned(1, SAVED_FILE_KEPT));
        assert!(!is_abandoned(5 * GB, SAVED_FILE_KEPT));
        assert!(is_abandoned(0, Duration::ZERO), "it was never complete");
    }
}
