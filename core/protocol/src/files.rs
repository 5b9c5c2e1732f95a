//! What the two ends agree on before a file is sent.
//!
//! The Helper offers files in batches, and the User is asked about each batch once. Then each file of it is a transfer
//! of its own. A file of the User's needs no question: the User has chosen it.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::file_name::FileName;
use crate::limits::{FILE_BYTES, FILES_PER_BATCH};

/// A file that one end would like to send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedFile {
    /// Its name, which is safe whatever the other end said.
    pub name: FileName,
    /// Its size in bytes, at most [`FILE_BYTES`].
    pub size: u64,
}

impl OfferedFile {
    /// Whether it is within its bounds.
    pub fn is_within_bounds(&self) -> bool {
        self.size <= FILE_BYTES
    }
}

/// Files about which the User is asked at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileBatch {
    /// Names the batch; the page counts them.
    pub batch: u32,
    /// From 1 to [`FILES_PER_BATCH`].
    pub files: Vec<OfferedFile>,
}

impl FileBatch {
    /// Whether it is within its bounds.
    pub fn is_within_bounds(&self) -> bool {
        (1..=FILES_PER_BATCH).contains(&self.files.len())
            && self.files.iter().all(OfferedFile::is_within_bounds)
    }

    /// All bytes.
    pub fn total(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::vec;

    use super::*;
    use crate::limits::{CONTROL_MESSAGE_BYTES, FILE_NAME_BYTES};

    fn file(name: &str, size: u64) -> OfferedFile {
        OfferedFile { name: FileName::lossy(name), size }
    }

    #[test]
    fn the_longest_batch_fits_into_a_message() {
        let long = file(&"ü".repeat(FILE_NAME_BYTES), FILE_BYTES);
        let batch = FileBatch { batch: u32::MAX, files: vec![long; FILES_PER_BATCH] };
        assert!(batch.is_within_bounds());
        assert!(serde_json::to_string(&batch).unwrap().len() < CONTROL_MESSAGE_BYTES / 2);
        assert_eq!(batch.total(), FILE_BYTES * FILES_PER_BATCH as u64);
    }

    #[test]
    fn a_batch_without_files_or_with_too_many_or_too_large_ones_is_out_of_bounds() {
        for files in
            [vec![], vec![file("a", 1); FILES_PER_BATCH + 1], vec![file("a", FILE_BYTES + 1)]]
        {
            assert!(!FileBatch { batch: 1, files }.is_within_bounds());
        }
    }

    #[test]
    fn the_name_of_an_offered_file_is_safe_when_it_is_read() {
        let text = format!(r#"{{"batch":1,"files":[{{"name":"{}","size":3}}]}}"#, "../../.ssh/id");
        let batch: FileBatch = serde_json::from_str(&text).unwrap();
        assert_eq!(batch.files, [file("id", 3)]);
    }
}
