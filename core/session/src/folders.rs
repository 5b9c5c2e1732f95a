//! The folders that a Helper sends: what the User is told when all files of one are over.

use alloc::string::String;
use alloc::vec::Vec;

use protocol::file_name::FileName;
use protocol::files::FileBatch;

use crate::notice::{FolderFailure, FolderNotice};

/// The folders of which files are still to come, or are sent.
#[derive(Debug, Default)]
pub(crate) struct Folders(Vec<Folder>);

#[derive(Debug)]
struct Folder {
    /// That of its batch.
    number: u32,
    name: FileName,
    count: usize,
    over: usize,
    missing: usize,
    place: Option<(String, usize)>,
    failure: Option<FolderFailure>,
}

impl Folders {
    /// The User wants a batch with this number.
    pub(crate) fn agree(&mut self, number: u32, batch: &FileBatch) {
        if let Some(name) = batch.folder().cloned() {
            let (count, over, missing) = (batch.files.len(), 0, 0);
            let (place, failure) = (None, None);
            self.0.push(Folder { number, name, count, over, missing, place, failure });
        }
    }

    /// A file of a batch has arrived, within so many folders.
    pub(crate) fn arrived(
        &mut self,
        number: u32,
        path: Option<String>,
        depth: usize,
    ) -> Option<FolderNotice> {
        let folder = self.0.iter_mut().find(|folder| folder.number == number)?;
        folder.place = path.map(|path| (path, depth)).or(folder.place.take());
        self.over(number, 1, 0)
    }

    /// So many files of a batch do not arrive, for this reason.
    pub(crate) fn missed(
        &mut self,
        number: u32,
        count: usize,
        failure: FolderFailure,
    ) -> Option<FolderNotice> {
        let folder = self.0.iter_mut().find(|folder| folder.number == number)?;
        if count > 0 {
            folder.failure.get_or_insert(failure);
        }
        self.over(number, count, count)
    }

    fn over(&mut self, number: u32, over: usize, missing: usize) -> Option<FolderNotice> {
        let at = self.0.iter().position(|folder| folder.number == number)?;
        let folder = self.0.get_mut(at)?;
        folder.over += over;
        folder.missing += missing;
        if folder.over < folder.count {
            return None;
        }
        let Folder { name, count, missing, place, failure, .. } = self.0.remove(at);
        Some(FolderNotice { name, count, missing, place, failure })
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use protocol::files::OfferedFile;
    use protocol::folder_path::FolderPath;
    use protocol::transfer::TransferStop;

    use super::*;

    #[test]
    fn a_folder_is_told_once_when_all_its_files_are_over() {
        let folders = FolderPath::lossy(["Photos"]).unwrap();
        let file = OfferedFile { folders, ..OfferedFile::alone(FileName::lossy("a"), 1) };
        let batch = FileBatch::new(9, vec![file; 5]);
        let mut folders = Folders::default();
        folders.agree(1, &batch);
        assert_eq!(folders.arrived(1, Some("/d/Photos/a".into()), 1), None);
        let because =
            |name: &str, reason| FolderFailure { file: Some(FileName::lossy(name)), reason };
        let scanner = because("b", TransferStop::Scanner);
        assert_eq!(folders.missed(2, 9, scanner.clone()), None, "another batch");
        assert_eq!(folders.missed(1, 2, scanner.clone()), None);
        assert_eq!(folders.arrived(1, None, 1), None);
        let told = folders.missed(1, 1, because("c", TransferStop::Changed)).unwrap();
        assert_eq!((told.count, told.missing), (5, 3));
        assert_eq!(told.place, Some(("/d/Photos/a".into(), 1)));
        assert_eq!(told.failure, Some(scanner.clone()), "the first one");
        assert_eq!(folders.missed(1, 1, scanner), None);
        let alone = OfferedFile::alone(FileName::lossy("a"), 1);
        folders.agree(2, &FileBatch::new(9, vec![alone]));
        assert_eq!(folders.arrived(2, None, 0), None, "no folder");
    }
}
