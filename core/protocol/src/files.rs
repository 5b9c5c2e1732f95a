//! What the two ends agree on before a file is sent.
//!
//! The Helper offers files in batches, and the User is asked about each batch once. Then each file of it is a transfer
//! of its own. A folder is a batch whose files name the folders around them; only a sharer that has said so gets one
//! ([`crate::peer::ToViewer::Rights`]): an older one would put all files side by side. A file of the User's needs no question: the User has chosen it.
//! A folder of theirs is one file, an archive: a browser saves no folders.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::file_name::FileName;
use crate::folder_path::FolderPath;
use crate::limits::{
    BATCH_BYTES, BATCH_PART_BYTES, FILE_BYTES, FILES_PER_BATCH, FOLDER_FILES, FOLDER_LISTED,
};

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

/// What is in the archive of a folder, as the Helper reads it before they take it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveContents {
    /// How many files: at most [`FOLDER_FILES`].
    pub files: u32,
    /// At most [`FOLDER_LISTED`] of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<OfferedFile>,
}

impl ArchiveContents {
    /// Whether they are within their bounds.
    pub fn is_within_bounds(&self) -> bool {
        self.first.len() <= FOLDER_LISTED
            && self.first.len() <= self.files as usize
            && self.files as usize <= FOLDER_FILES
            && self.first.iter().all(OfferedFile::is_within_bounds)
    }

    /// What the session log says of them, behind the archive: how many, and those of them that the Helper was told.
    pub(crate) fn entry(&self) -> String {
        let files = self.files;
        let mut text = format!("; files in it: {files}");
        let mut mark = ": ";
        for OfferedFile { name, size, folders } in &self.first {
            text.push_str(&format!("{mark}{folders}{name} ({size} bytes)"));
            mark = ", ";
        }
        if !self.first.is_empty() && (self.first.len() as u64) < u64::from(files) {
            text.push_str(", …");
        }
        text
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
    /// The folders of it in which there is nothing. They count as files, and so do their names. A batch of nothing else is
    /// none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub empty: Vec<FolderPath>,
    /// Further files of the same batch follow in the next message.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub more: bool,
}

impl FileBatch {
    /// These files, without an empty folder.
    pub fn new(batch: u32, files: Vec<OfferedFile>) -> Self {
        Self { batch, files, empty: Vec::new(), more: false }
    }

    /// The messages that offer these files. `None` when they are none, or out of the bounds of a batch.
    pub fn parts(batch: u32, files: Vec<OfferedFile>, empty: Vec<FolderPath>) -> Option<Vec<Self>> {
        let whole = Self { empty, ..Self::new(batch, files) };
        if whole.files.is_empty() || !whole.is_whole_within_bounds() {
            return None;
        }
        let mut parts: Vec<Self> = Vec::new();
        for file in whole.files {
            Self::with_room(&mut parts, batch, file.name_bytes()).files.push(file);
        }
        for folder in whole.empty {
            Self::with_room(&mut parts, batch, folder.bytes()).empty.push(folder);
        }
        Some(parts)
    }

    /// The last one, or a new one if it has no room.
    fn with_room(parts: &mut Vec<Self>, batch: u32, name_bytes: usize) -> &mut Self {
        let has_room = |part: &Self| {
            part.count() < FILES_PER_BATCH && part.name_bytes() + name_bytes <= BATCH_PART_BYTES
        };
        if !parts.last().is_some_and(has_room) {
            if let Some(full) = parts.last_mut() {
                full.more = true;
            }
            parts.push(Self::new(batch, Vec::new()));
        }
        parts.last_mut().expect("one was added if there was none")
    }

    /// How many files and empty folders there are.
    pub fn count(&self) -> usize {
        self.files.len() + self.empty.len()
    }

    fn name_bytes(&self) -> usize {
        let files: usize = self.files.iter().map(OfferedFile::name_bytes).sum();
        files + self.empty.iter().map(FolderPath::bytes).sum::<usize>()
    }

    /// Whether one message is within its bounds.
    pub fn is_within_bounds(&self) -> bool {
        (1..=FILES_PER_BATCH).contains(&self.count())
            && self.name_bytes() <= BATCH_PART_BYTES
            && self.files.iter().all(OfferedFile::is_within_bounds)
    }

    /// Whether all messages together are within their bounds.
    pub fn is_whole_within_bounds(&self) -> bool {
        self.count() <= FOLDER_FILES
            && self.name_bytes() <= BATCH_BYTES
            && self.files.iter().all(OfferedFile::is_within_bounds)
    }

    /// All bytes.
    pub fn total(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    /// Whether it is one folder, or files without any: what the User is told of a folder is about all of its files.
    pub fn is_one_folder_or_none(&self) -> bool {
        let root = self.folder();
        let is_alone = |file: &OfferedFile| file.folders.root().is_none();
        (root.is_some() || self.files.iter().all(is_alone))
            && self.empty.iter().all(|folder| root.is_some() && folder.root() == root)
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
        let batch =
            FileBatch { more: true, ..FileBatch::new(u32::MAX, vec![long; FILES_PER_BATCH]) };
        assert!(batch.is_within_bounds());
        assert!(serde_json::to_string(&batch).unwrap().len() < CONTROL_MESSAGE_BYTES / 2);
        assert_eq!(batch.total(), FILE_BYTES * FILES_PER_BATCH as u64);
    }

    #[test]
    fn a_batch_without_files_or_with_too_many_or_too_large_ones_is_out_of_bounds() {
        for files in
            [vec![], vec![file("a", 1); FILES_PER_BATCH + 1], vec![file("a", FILE_BYTES + 1)]]
        {
            assert!(!FileBatch::new(1, files).is_within_bounds());
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
            let offered = FileBatch::parts(u32::MAX, files.clone(), vec![]).unwrap();
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
        assert_eq!(FileBatch::parts(1, vec![short.clone(); FOLDER_FILES + 1], vec![]), None);
        assert_eq!(FileBatch::parts(1, vec![], vec![]), None);
        let long = in_folders("a", &[&*"b".repeat(FILE_NAME_BYTES); 5]);
        assert_eq!(FileBatch::parts(1, vec![long; 300], vec![]), None);
    }

    #[test]
    fn empty_folders_count_as_files_and_need_one() {
        let folder = |name: &str| FolderPath::lossy(["x", name]).unwrap();
        let parts = |files: usize, empty: usize| {
            FileBatch::parts(1, vec![in_folders("a", &["x"]); files], vec![folder("e"); empty])
        };
        assert_eq!(parts(0, 1), None, "nothing else");
        assert_eq!(parts(1, FOLDER_FILES), None);
        let offered = parts(1, FOLDER_FILES - 1).unwrap();
        assert!(offered.iter().all(FileBatch::is_within_bounds));
        assert_eq!(offered.iter().map(|part| part.empty.len()).sum::<usize>(), FOLDER_FILES - 1);
        assert_eq!(offered.iter().filter(|part| !part.more).count(), 1);

        let mut batch = FileBatch::new(1, vec![in_folders("a", &["x"])]);
        let text = serde_json::to_string(&batch).unwrap();
        assert!(!text.contains("empty"), "{text}");
        batch.empty = vec![folder("e")];
        assert!(batch.is_one_folder_or_none());
        let text = serde_json::to_string(&batch).unwrap();
        assert!(text.ends_with(r#""empty":[["x","e"]]}"#), "{text}");
        assert_eq!(serde_json::from_str::<FileBatch>(&text).unwrap(), batch);
        batch.empty.push(FolderPath::lossy(["y"]).unwrap());
        assert!(!batch.is_one_folder_or_none(), "of another folder");
        let alone = FileBatch { empty: vec![folder("e")], ..FileBatch::new(1, vec![file("a", 1)]) };
        assert!(!alone.is_one_folder_or_none());
    }

    #[test]
    fn a_batch_is_a_folder_if_all_its_files_are_in_it() {
        let of = |files| FileBatch::new(1, files);
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
