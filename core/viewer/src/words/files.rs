//! Files, in words.

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::String;

use protocol::files::OfferedFile;
use protocol::party::Party;
use protocol::transfer::TransferStop;

use super::refusal::right_refused;
use super::table::Say;
use crate::state::{FileState, FileView};

/// What a file is called; of a folder, how many files it has as well.
pub fn file_title(file: &FileView) -> String {
    let name = file.file.name.as_str();
    match file.count {
        Some(1) => format!("{name} (1 {})", Say::FilesOne.english()),
        Some(count) => format!("{name} ({count} {})", Say::FilesMany.english()),
        None => name.to_owned(),
    }
}

/// How far a file is.
pub fn file(file: &FileView, user: &str) -> String {
    let all = size(file.file.size);
    match file.state {
        FileState::Asked => Say::FilesAsked.to(user),
        FileState::Waiting => Say::FilesWaiting.english().to_owned(),
        FileState::Offered => match file.count {
            Some(count) => format!(
                "{} ({all}){}",
                Say::FilesOfferedFolder.to(user),
                listed(&file.listed, count)
            ),
            None => format!("{} ({all})", Say::FilesOffered.to(user)),
        },
        FileState::Running { is_paused: true, .. } => Say::FilesPaused.english().to_owned(),
        FileState::Running { done, .. } => format!("{} / {all}", size(done)),
        FileState::Done if file.sender == Party::Helper => Say::FilesSent.to(user),
        FileState::Done => Say::FilesSaved.english().to_owned(),
        FileState::Refused(reason) => right_refused(reason).to(user),
        FileState::Incomplete { missing, reason } => {
            let of = file.count.unwrap_or(missing);
            format!(
                "{} {missing} / {of}: {}",
                Say::FilesMissing.english(),
                stopped(reason, file.sender).to(user)
            )
        }
        FileState::Stopped(reason) => stopped(reason, file.sender).to(user),
    }
}

/// The files of a folder that are named, and how many more there are.
fn listed(files: &[OfferedFile], count: usize) -> String {
    let mut text = String::new();
    for (nth, file) in files.iter().enumerate() {
        let before = if nth == 0 { ": " } else { "; " };
        text.push_str(before);
        text.push_str(&format!("{}{}, {}", file.folders, file.name, size(file.size)));
    }
    let more = count.saturating_sub(files.len());
    if more > 0 && !files.is_empty() {
        text.push_str(&format!("; + {more}"));
    }
    text
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

/// A number of bytes.
fn size(bytes: u64) -> String {
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match units.into_iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) if bytes < 10 * unit => {
            format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit)
        }
        Some((unit, name)) => format!("{} {name}", bytes / unit),
        None => format!("{bytes} B"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_name_the_bound_of_what_is_kept_in_memory() {
        let bound = size(protocol::limits::MEMORY_FILE_BYTES);
        assert!(Say::FilesTooLargeHere.english().contains(&bound), "{bound}");
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
            assert_eq!(size(bytes), text);
        }
    }
}
