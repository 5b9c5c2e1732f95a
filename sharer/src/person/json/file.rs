//! Files and folders in JSON.

use protocol::file_name::FileName;
use protocol::hex::Hex;
use protocol::peer::Party;
use session::notice::{FileNotice, FileState, FolderNotice};

use super::Event;
use crate::words;

impl<'a> Event<'a> {
    /// How far a file is.
    pub(super) fn of_file(file: &'a FileNotice) -> Self {
        let (state, bytes) = match &file.state {
            FileState::Offered => ("offered", 0),
            FileState::Running { bytes } => ("running", *bytes),
            FileState::Paused => ("paused", 0),
            FileState::Done { .. } => ("done", file.size),
            FileState::Failed { .. } => ("failed", 0),
        };
        let (path, sha256) = match &file.state {
            FileState::Done { path, digest } => (path.as_deref(), Some(Hex(digest.0).to_string())),
            FileState::Offered
            | FileState::Running { .. }
            | FileState::Paused
            | FileState::Failed { .. } => (None, None),
        };
        let reason = match &file.state {
            FileState::Failed { reason } => Some(reason.id()),
            FileState::Offered
            | FileState::Running { .. }
            | FileState::Paused
            | FileState::Done { .. } => None,
        };
        let direction = match file.sender {
            Party::Helper => "in",
            Party::User => "out",
        };
        let (id, name, total) = (file.id.0, file.name.as_str(), file.size);
        let folder = (!file.folders.is_empty()).then(|| file.folders.to_string());
        Event::File { id, name, folder, direction, bytes, total, state, path, sha256, reason }
    }

    /// What became of a folder.
    pub(super) fn of_folder(folder: &'a FolderNotice) -> Self {
        let FolderNotice { name, count, missing, failure, .. } = folder;
        let path = words::files::folder_path(folder).map(|path| path.display().to_string());
        let reason = failure.as_ref().map(|failure| failure.reason.id());
        let first = failure.as_ref().and_then(|failure| failure.file.as_ref());
        let first_missing = first.map(FileName::as_str);
        let (name, count, missing) = (name.as_str(), *count, *missing);
        Event::Folder { name, count, missing, path, reason, first_missing }
    }
}
