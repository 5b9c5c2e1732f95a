//! What the two ends agree on before a file is sent.
//!
//! The Helper offers files in batches, and the User is asked about each batch once. Then each file of it is a transfer
//! of its own. A folder is a batch whose files name the folders around them; only a sharer that has said so gets one
//! ([`crate::peer::ToViewer::Rights`]): an older one would put all files side by side. A file of the User's needs no question: the User has chosen it.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::file_name::FileName;
use crate::folder_path::FolderPath;
use crate::limits::{BATCH_BYTES, BATCH_PART_BYTES, FILE_BYTES, FILES_PER_BATCH, FOLDER_FILES};

/// A file that one end would like to send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedFile {
    /// Its name, which is safe whatever the other end said.
    pub name: FileName,
    /// Its size in bytes, at most [`FILE_BYTES`].
    pub size: u64,
    /// The folders around it, if it is sent with them.
    #[serde(default, skip_serializing_if = "FolderPath::is_empty")]
    pub folders: FolderPath,
}

impl OfferedFile {
    /// A file that stands alone.
    pub fn alone(name: FileName, size: u64) -> Self {
        Self { name, size, folders: FolderPath::default() }
    }

    /// The length of its name and of those of its folders.
    pub fn name_bytes(&self) -> usize {
        self.name.as_str().len() + self.folders.bytes()
    }

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
    /// In one message, from 1 to [`FILES_PER_BATCH`], whose names have at most [`BATCH_PART_BYTES`] bytes. In all, a batch
    /// has at most [`FOLDER_FILES`], with [`BATCH_BYTES`].
    pub files: Vec<OfferedFile>,
    /// Further files of the same batch follow in the next message.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub more: bool,
}

impl FileBatch {
    /// The messages that offer these files. `None` when they are none, or out of the bounds of a batch.
    pub fn parts(batch: u32, files: Vec<OfferedFile>) -> Option<Vec<Self>> {
        let whole = Self { batch, files, more: false };
        if whole.files.is_empty() || !whole.is_whole_within_bounds() {
            return None;
        }
        let mut parts: Vec<Self> = Vec::new();
        for file in whole.files {
            match parts.last_mut() {
                Some(part) if part.has_room_for(&file) => part.files.push(file),
                last => {
                    if let Some(part) = last {
                        part.more = true;
                    }
                    parts.push(Self { batch, files: Vec::from([file]), more: false });
                }
            }
        }
        Some(parts)
    }

    fn has_room_for(&self, file: &OfferedFile) -> bool {
        self.files.len() < FILES_PER_BATCH
            && self.name_bytes() + file.name_bytes() <= BATCH_PART_BYTES
    }

    fn name_bytes(&self) -> usize {
        self.files.iter().map(OfferedFile::name_bytes).sum()
    }

    /// Whether one message is within its bounds.
    pub fn is_within_bounds(&self) -> bool {
        (1..=FILES_PER_BATCH).contains(&self.files.len())
            && self.name_bytes() <= BATCH_PART_BYTES
            && self.files.iter().all(OfferedFile::is_within_bounds)
    }

    /// Whether all messages together are within their bounds.
    pub fn is_whole_within_bounds(&self) -> bool {
        self.files.len() <= FOLDER_FILES
            && self.name_bytes() <= BATCH_BYTES
            && self.files.iter().all(OfferedFile::is_within_bounds)
    }

    /// All bytes.
    pub fn total(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    /// Whether it is one folder, or files without any: what the User is told of a folder is about all of its files.
    pub fn is_one_folder_or_none(&self) -> bool {
        self.folder().is_some() || self.files.iter().all(|file| file.folders.root().is_none())
    }

    /// The folder that is sent, if all files are in one.
    pub fn folder(&self) -> Option<&FileName> {
        let root = self.files.first()?.folders.root()?;
        self.files.iter().all(|file| file.folders.root() == Some(root)).then_some(root)
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::vec;

    use super::*;
    use crate::limits::{CONTROL_MESSAGE_BYTES, FILE_NAME_BYTES};

    fn file(name: &str, size: u64) -> OfferedFile {
        OfferedFile::alone(FileName::lossy(name), size)
    }

    #[test]
    fn the_longest_batch_fits_into_a_message() {
        let long = file(&"ü".repeat(FILE_NAME_BYTES), FILE_BYTES);
        let batch = FileBatch { batch: u32::MAX, files: vec![long; FILES_PER_BATCH], more: true };
        assert!(batch.is_within_bounds());
        assert!(serde_json::to_string(&batch).unwrap().len() < CONTROL_MESSAGE_BYTES / 2);
        assert_eq!(batch.total(), FILE_BYTES * FILES_PER_BATCH as u64);
    }

    #[test]
    fn a_batch_without_files_or_with_too_many_or_too_large_ones_is_out_of_bounds() {
        for files in
            [vec![], vec![file("a", 1); FILES_PER_BATCH + 1], vec![file("a", FILE_BYTES + 1)]]
        {
            assert!(!FileBatch { batch: 1, files, more: false }.is_within_bounds());
        }
    }

    #[test]
    fn the_name_of_an_offered_file_is_safe_when_it_is_read() {
        let text = format!(r#"{{"batch":1,"files":[{{"name":"{}","size":3}}]}}"#, "../../.ssh/id");
        let batch: FileBatch = serde_json::from_str(&text).unwrap();
        assert_eq!(batch.files, [file("id", 3)]);
    }

    fn in_folders(name: &str, folders: &[&str]) -> OfferedFile {
        let folders = FolderPath::lossy(folders.iter().copied()).unwrap();
        OfferedFile { folders, ..file(name, FILE_BYTES) }
    }

    #[test]
    fn a_folder_is_offered_in_messages_that_fit() {
        let name = "a".repeat(FILE_NAME_BYTES);
        let deep = in_folders(&name, &[&*"b".repeat(FILE_NAME_BYTES); 5]);
        let short = in_folders("a", &["b"]);
        for (file, count, parts) in [(deep, 213, 8), (short, FOLDER_FILES, 16)] {
            let files = vec![file; count];
            let offered = FileBatch::parts(u32::MAX, files.clone()).unwrap();
            assert_eq!(offered.len(), parts);
            for (nth, part) in offered.iter().enumerate() {
                assert!(part.is_within_bounds());
                assert!(serde_json::to_string(part).unwrap().len() < CONTROL_MESSAGE_BYTES - 1024);
                assert_eq!(part.more, nth + 1 < parts);
            }
            let all: Vec<OfferedFile> = offered.into_iter().flat_map(|part| part.files).collect();
            assert_eq!(all, files);
        }
    }

    #[test]
    fn too_many_files_and_too_long_names_are_no_batch() {
        let short = in_folders("a", &["b"]);
        assert_eq!(FileBatch::parts(1, vec![short.clone(); FOLDER_FILES + 1]), None);
        assert_eq!(FileBatch::parts(1, vec![]), None);
        let long = in_folders("a", &[&*"b".repeat(FILE_NAME_BYTES); 5]);
        assert_eq!(FileBatch::parts(1, vec![long; 300]), None);
    }

    #[test]
    fn a_batch_is_a_folder_if_all_its_files_are_in_it() {
        let of = |files| FileBatch { batch: 1, files, more: false };
        let (one, two) = (in_folders("a", &["x", "y"]), in_folders("a", &["z"]));
        assert_eq!(of(vec![one.clone()]).folder().unwrap().as_str(), "x");
        assert_eq!(of(vec![one.clone(), two]).folder(), None);
        assert_eq!(of(vec![one, file("a", 1)]).folder(), None);
    }

    #[test]
    fn a_file_in_folders_has_its_golden_text() {
        let text = r#"{"name":"a.txt","size":3,"folders":["x","y"]}"#;
        let file: OfferedFile = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&file).unwrap(), text);
        for hostile in ["..", "/etc", "NUL", ".ssh"] {
            let text = format!(r#"{{"name":"a.txt","size":3,"folders":["x",{hostile:?}]}}"#);
            assert!(serde_json::from_str::<OfferedFile>(&text).is_err(), "{hostile}");
        }
    }
}
