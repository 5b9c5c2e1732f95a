//! Files, in words.

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::String;

use protocol::files::OfferedFile;
use protocol::party::Party;
use protocol::transfer::TransferStop;

use super::refusal::right_refused;
use super::table::{Argument, Say, Words};
use crate::state::{FileState, FileView};

impl Words {
    /// What a file is called; of a folder, how many files it has as well.
    pub fn file_title(&self, file: &FileView) -> String {
        let name = file.file.name.as_str();
        match file.count {
            Some(count) => self.fill(
                Say::FilesFolder,
                &[(Argument::File, name.into()), (Argument::N, count.into())],
            ),
            None => name.to_owned(),
        }
    }

    /// How far a file is.
    pub fn file(&self, file: &FileView, user: &str) -> String {
        let all = self.size(file.file.size);
        match file.state {
            FileState::Asked => self.to(Say::FilesAsked, user),
            FileState::Waiting => self.text(Say::FilesWaiting).to_owned(),
            FileState::Offered => self.offered(file, user, &all),
            FileState::Running { is_paused: true, .. } => self.text(Say::FilesPaused).to_owned(),
            FileState::Running { done, .. } => {
                let done = self.size(done);
                let arguments = [(Argument::Done, (&done).into()), (Argument::Size, (&all).into())];
                self.fill(Say::FilesProgress, &arguments)
            }
            FileState::Done if file.sender == Party::Helper => self.to(Say::FilesSent, user),
            FileState::Done => self.text(Say::FilesSaved).to_owned(),
            FileState::Refused(reason) => self.to(right_refused(reason), user),
            FileState::Incomplete { missing, reason } => {
                let reason =
                    self.fill(stopped(reason, file.sender), &[(Argument::User, user.into())]);
                let arguments = [
                    (Argument::N, missing.into()),
                    (Argument::Count, file.count.unwrap_or(missing).into()),
                    (Argument::Reason, (&reason).into()),
                ];
                self.fill(Say::FilesMissing, &arguments)
            }
            FileState::Stopped(reason) => self.to(stopped(reason, file.sender), user),
        }
    }

    /// What is offered: a file; or a folder, with the files that are named, and how many more there are.
    fn offered(&self, file: &FileView, user: &str, size: &str) -> String {
        let Some(count) = file.count else {
            let arguments = [(Argument::User, user.into()), (Argument::Size, size.into())];
            return self.sentence(Say::FilesOffered, &arguments);
        };
        let mut list = String::new();
        for (nth, named) in file.listed.iter().enumerate() {
            let item = self.listed(named);
            list = if nth == 0 {
                item
            } else {
                let arguments =
                    [(Argument::List, (&list).into()), (Argument::File, (&item).into())];
                self.fill(Say::FilesAnd, &arguments)
            };
        }
        let more = count.saturating_sub(file.listed.len());
        let say = match (file.listed.is_empty(), more) {
            (true, _) => Say::FilesOfferedFolder,
            (false, 0) => Say::FilesOfferedList,
            (false, _) => Say::FilesOfferedListMore,
        };
        let arguments = [
            (Argument::User, user.into()),
            (Argument::Size, size.into()),
            (Argument::List, (&list).into()),
            (Argument::N, more.into()),
        ];
        self.sentence(say, &arguments)
    }

    fn listed(&self, file: &OfferedFile) -> String {
        let name = format!("{}{}", file.folders, file.name);
        let size = self.size(file.size);
        self.fill(
            Say::FilesItem,
            &[(Argument::File, (&name).into()), (Argument::Size, (&size).into())],
        )
    }

    /// A number of bytes.
    fn size(&self, bytes: u64) -> String {
        let units = [
            (1_000_000_000, Say::SizeGigabytes),
            (1_000_000, Say::SizeMegabytes),
            (1_000, Say::SizeKilobytes),
            (1, Say::SizeBytes),
        ];
        let of = units.into_iter().find(|(unit, _)| bytes >= *unit);
        let (unit, say) = of.unwrap_or((1, Say::SizeBytes));
        let number = if unit > 1 && bytes < 10 * unit {
            self.tenths(bytes / (unit / 10))
        } else {
            format!("{}", bytes / unit)
        };
        self.fill(say, &[(Argument::Size, (&number).into())])
    }
}

fn stopped(reason: TransferStop, sender: Party) -> Say {
    match reason {
        TransferStop::DiskFull if sender == Party::User => Say::FilesNoRoomHere,
        TransferStop::TooLarge => Say::FilesTooLargeHere,
        TransferStop::Declined => Say::FilesCancelled,
        TransferStop::NotAllowed => Say::FilesNotAllowed,
        TransferStop::Paused => Say::FilesPaused,
        TransferStop::Changed => Say::FilesChanged,
        TransferStop::Damaged => Say::FilesDamaged,
        TransferStop::DiskFull => Say::FilesDiskFull,
        TransferStop::Scanner => Say::FilesScanner,
        TransferStop::PageReloaded => Say::FilesReloaded,
        TransferStop::Stalled => Say::FilesStalled,
        TransferStop::Unanswered => Say::FilesUnanswered,
        TransferStop::Busy | TransferStop::Failed | TransferStop::Unknown => Say::FilesFailed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_name_the_bound_of_what_is_kept_in_memory() {
        let words = Words::english();
        let bound = words.size(protocol::limits::MEMORY_FILE_BYTES);
        assert!(words.text(Say::FilesTooLargeHere).contains(&bound), "{bound}");
    }

    #[test]
    fn sizes_are_short() {
        for (bytes, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_900, "1.9 kB"),
            (12_345_678, "12 MB"),
            (3 << 30, "3.2 GB"),
        ] {
            assert_eq!(Words::english().size(bytes), text);
        }
    }
}
