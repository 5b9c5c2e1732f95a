//! Files.

use crate::words::say::{Say, joined, say};
use std::path::Path;

use protocol::file_name::FileName;
use protocol::files::{FileBatch, OfferedFile};
use protocol::folder_path::FolderPath;
use protocol::name::DisplayName;
use protocol::peer::Party;
use protocol::transfer::TransferStop;
use session::notice::{FileNotice, FileState, FolderNotice};
use session::{RightRefusal, right};

use super::names::{quoted, quoted_file, quoted_text};

/// Files that a question lists where nothing scrolls. There may be more.
const LISTED: usize = 8;

/// The same where it scrolls: nobody reads more, and each takes time to lay out.
const SCROLLED: usize = 200;

/// What allows files, on the terminal. Not a word of small talk.
pub const ALLOW: Say = Say::TypedAllowFiles;

/// Asks whether the User wants these files, which are listed below.
pub fn incoming(asker: &str, batch: &FileBatch, folder: &Path) -> String {
    let (size, place) = (&size(batch.total()), &folder.display().to_string());
    let n = batch.files.len();
    let Some(name) = batch.folder() else {
        return say!(FilesIncoming, Asker = asker, N = n, Size = size, Folder = place);
    };
    let name = &quoted_file(name);
    if batch.empty.is_empty() {
        return say!(
            FilesIncomingFolder,
            Asker = asker,
            Name = name,
            N = n,
            Size = size,
            Folder = place
        );
    }
    let empty = &say!(FilesEmptyFolders, N = batch.empty.len());
    say!(
        FilesIncomingFolderEmpty,
        Asker = asker,
        Name = name,
        N = n,
        Empty = empty,
        Size = size,
        Folder = place
    )
}

/// A file of a question, which has a line of its own.
pub fn offered(file: &OfferedFile) -> String {
    say!(FilesOffered, Name = &quoted_path(&file.folders, &file.name), Size = &size(file.size))
}

/// A file with the folders around it.
fn quoted_path(folders: &FolderPath, name: &FileName) -> String {
    quoted_text(&format!("{folders}{name}"))
}

/// The first files of a question, one in each line, and how many more there are.
pub fn listed(batch: &FileBatch) -> String {
    lines(batch, LISTED).join("\n")
}

/// The same where it scrolls.
pub fn scrolled(batch: &FileBatch) -> Vec<String> {
    lines(batch, SCROLLED)
}

/// Of more files than are listed, those that can run come first: a long list is no place to hide one.
fn lines(batch: &FileBatch, most: usize) -> Vec<String> {
    if batch.files.len() <= most {
        return batch.files.iter().map(offered).collect();
    }
    let (programs, others): (Vec<&OfferedFile>, Vec<_>) =
        batch.files.iter().partition(|file| file.name.is_program());
    let mut lines = Vec::with_capacity(most + 2);
    if !programs.is_empty() {
        lines.push(say!(FilesProgramsFirst, N = programs.len()));
    }
    let mut all = programs.into_iter().chain(others);
    lines.extend(all.by_ref().take(most).map(offered));
    let (count, bytes) =
        all.fold((0_usize, 0), |(count, bytes), file| (count + 1, bytes + file.size));
    lines.push(say!(FilesMore, N = count, Size = &size(bytes)));
    lines
}

/// The same without the files.
pub fn incoming_any(asker: &str) -> String {
    say!(FilesIncomingAny, Asker = asker)
}

/// Asks whether the Helper may get files.
pub fn outgoing(asker: &str) -> String {
    say!(FilesOutgoing, Asker = asker)
}

/// How the question about files of the Helper can be answered, on the terminal.
pub fn answers_incoming() -> String {
    let (no, never) = (Say::TypedNo.text(), Say::TypedNever.text());
    say!(AnswersFilesIn, Allow = ALLOW.text(), No = no, Never = never)
}

/// How the question about files of the User can be answered, on the terminal.
pub fn answers_outgoing() -> String {
    use super::rights::{FOR_MINUTES, FOR_SESSION};
    say!(
        AnswersFilesOut,
        Allow = ALLOW.text(),
        Minutes = &format!("{ALLOW} {FOR_MINUTES}"),
        Session = &format!("{ALLOW} {FOR_SESSION}"),
        No = Say::TypedNo.text(),
        Never = Say::TypedNever.text()
    )
}

/// What a yes means, to files of the Helper.
pub const INCOMING_MEANING: Say = Say::FilesIncomingMeaning;

/// What a yes means, to files of the User.
pub const OUTGOING_MEANING: Say = Say::FilesOutgoingMeaning;

/// How far a file is, and what became of it.
pub fn notice(file: &FileNotice, helper: Option<&DisplayName>) -> String {
    let name = &quoted_path(&file.folders, &file.name);
    let helper = &helper.map_or_else(|| Say::FilesYourHelper.to_owned(), quoted);
    match (&file.state, file.sender) {
        (FileState::Offered, Party::Helper) => say!(FilesNoticeComing, Name = name),
        (FileState::Offered, Party::User) => {
            say!(FilesNoticeOffered, Name = name, Helper = helper)
        }
        (FileState::Running { bytes }, _) => {
            let (part, size) = (&size(*bytes), &size(file.size));
            say!(FilesNoticeRunning, Name = name, Part = part, Size = size)
        }
        (FileState::Paused, _) => say!(FilesNoticePaused, Name = name),
        (FileState::Done { path, .. }, Party::Helper) => {
            say!(FilesNoticeArrived, Name = name, Path = path.as_deref().unwrap_or_default())
        }
        (FileState::Done { .. }, Party::User) => {
            say!(FilesNoticeSent, Name = name, Helper = helper)
        }
        (FileState::Failed { reason }, Party::Helper) => {
            say!(FilesNoticeNotArrived, Name = name, Why = failure(*reason).text())
        }
        (FileState::Failed { reason }, Party::User) => {
            say!(FilesNoticeNotSent, Name = name, Why = failure(*reason).text())
        }
    }
}

/// What became of a folder of the Helper's.
pub fn folder(folder: &FolderNotice) -> String {
    let FolderNotice { name, count, missing, failure, .. } = folder;
    let name = &quoted_file(name);
    let why = failure.as_ref().map(|because| {
        let reason = self::failure(because.reason).text();
        match &because.file {
            Some(file) => say!(FilesFolderFirst, File = &quoted_file(file), Why = reason),
            None => say!(FilesFolderWhy, Why = reason),
        }
    });
    let place =
        folder_path(folder).map(|path| say!(FilesFolderAt, Path = &path.display().to_string()));
    let followed = |said: String, more: Option<&String>| match more {
        Some(more) => joined(&said, more),
        None => said,
    };
    match missing {
        0 => followed(say!(FilesFolderArrived, Name = name, N = *count), place.as_ref()),
        _ if missing == count => followed(say!(FilesFolderNotArrived, Name = name), why.as_ref()),
        _ => {
            let said = say!(FilesFolderPartly, Name = name, N = *missing, Count = *count);
            followed(followed(said, why.as_ref()), place.as_ref())
        }
    }
}

/// Files that the User wants have not come.
pub fn not_come(count: usize) -> String {
    say!(FilesNotCome, N = count)
}

/// Where a folder is on this computer.
pub fn folder_path(folder: &FolderNotice) -> Option<&Path> {
    let (path, depth) = folder.place.as_ref()?;
    Path::new(path).ancestors().nth(*depth)
}

fn failure(reason: TransferStop) -> Say {
    match reason {
        TransferStop::Declined | TransferStop::Paused | TransferStop::Busy => {
            Say::FilesFailureCancelled
        }
        TransferStop::NotAllowed => Say::FilesFailureNotAllowed,
        TransferStop::Changed => Say::FilesFailureChanged,
        TransferStop::Damaged => Say::FilesFailureDamaged,
        TransferStop::DiskFull => Say::FilesFailureDiskFull,
        TransferStop::PageReloaded => Say::FilesFailurePageReloaded,
        TransferStop::Stalled => Say::FilesFailureStalled,
        TransferStop::Unanswered => Say::FilesFailureUnanswered,
        TransferStop::TooLarge => Say::FilesFailureTooLarge,
        TransferStop::Scanner => Say::FilesFailureScanner,
        TransferStop::Failed | TransferStop::Unknown => Say::FilesFailureFailed,
    }
}

/// A file that the User has chosen is not sent.
pub fn not_sent(path: &str, reason: RightRefusal) -> String {
    let why = match reason {
        RightRefusal::NotAvailable => Say::FilesNotSentOwner,
        RightRefusal::Paused => Say::FilesNotSentPaused,
        RightRefusal::Phase | RightRefusal::Needs(right::Right::Look) | RightRefusal::NoAnswer => {
            Say::FilesNotSentNobody
        }
        RightRefusal::Needs(_)
        | RightRefusal::WhileControlled
        | RightRefusal::ViewOnly
        | RightRefusal::NoInput
        | RightRefusal::TooOften
        | RightRefusal::Withdrawn
        | RightRefusal::Declined => Say::FilesNotSentNow,
    };
    say!(FilesNotSent, Path = path, Why = why.text())
}

/// A file cannot be read.
pub fn unreadable(path: &str, why: &str) -> String {
    say!(FilesNotSent, Path = path, Why = why)
}

/// In a folder that is sent there are links and the like.
pub fn links_left_out(path: &str, count: usize) -> String {
    say!(FilesLinksLeftOut, Path = path, N = count)
}

/// A number of bytes.
pub fn size(bytes: u64) -> String {
    let (mut value, mut unit) = (bytes, None);
    let mut rest = 0;
    for next in ["kB", "MB", "GB", "TB"] {
        if value < 1000 {
            break;
        }
        (rest, value, unit) = (value % 1000 / 100, value / 1000, Some(next));
    }
    match (unit, value) {
        (None, n) => say!(FilesSizeBytes, N = n),
        (Some(unit), 0..10) => format!("{value}{}{rest} {unit}", Say::FilesDecimalMark),
        (Some(unit), _) => format!("{value} {unit}"),
    }
}

/// The window.
pub mod window {
    use crate::words::say::{Say, say};

    /// Shows what sends a file.
    pub const SEND: Say = Say::WindowFilesSend;
    /// Why none can be sent now.
    pub const WHILE_CONTROLLED: Say = Say::WindowFilesWhileControlled;
    /// The files of a question, for screen readers.
    pub const OFFERED: Say = Say::WindowFilesOffered;
    /// The field for its path.
    pub const PATH: Say = Say::WindowFilesPath;
    /// Chooses files in the desktop's dialog.
    pub const FILES: Say = Say::WindowFilesFiles;
    /// Chooses a folder there.
    pub const FOLDER: Say = Say::WindowFilesFolder;
    /// The title of the dialog for files.
    pub const FILES_TITLE: Say = Say::WindowFilesFilesTitle;
    /// The title of the dialog for a folder.
    pub const FOLDER_TITLE: Say = Say::WindowFilesFolderTitle;
    /// What was chosen, for screen readers.
    pub const CHOSEN: Say = Say::WindowFilesChosen;
    /// Sends it.
    pub const SEND_CHOSEN: Say = Say::WindowFilesSendChosen;
    /// Does not send it.
    pub const FORGET: Say = Say::WindowFilesForget;
    /// What was chosen does not count.
    pub const CHOSEN_WHILE_CONTROLLED: Say = Say::WindowFilesChosenWhileControlled;
    /// There is no dialog.
    pub const NO_DIALOG: Say = Say::WindowFilesNoDialog;
    /// What was chosen is on another computer.
    pub const ELSEWHERE: Say = Say::FilesDialogElsewhere;
    /// The name of a file is no text.
    pub const STRANGE_NAME: Say = Say::WindowFilesStrangeName;

    /// The dialog has failed.
    pub fn dialog_failed(why: &str) -> String {
        say!(FilesDialogFailed, Why = why)
    }

    /// More was chosen than can be sent.
    pub fn too_many(count: usize, most: usize) -> String {
        say!(FilesTooMany, N = count, Most = most)
    }

    /// Stops its transfer for a while.
    pub const PAUSE: Say = Say::WindowFilesPause;
    /// Stops that of all files of a folder for a while.
    pub const PAUSE_FOLDER: Say = Say::WindowFilesPauseFolder;
    /// Goes on with it.
    pub const CONTINUE: Say = Say::WindowFilesContinue;
    /// Ends its transfer.
    pub const CANCEL: Say = Say::WindowFilesCancel;
    /// Ends that of all files of a folder.
    pub const CANCEL_FOLDER: Say = Say::WindowFilesCancelFolder;
    /// Sends it.
    pub const SEND_THIS: Say = Say::WindowFilesSendThis;
}

#[cfg(test)]
mod tests {
    use session::notice::FolderFailure;

    use super::*;

    #[test]
    fn sizes_are_short() {
        for (bytes, text) in [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_000, "1.0 kB"),
            (12_345, "12 kB"),
            (1_950_000, "1.9 MB"),
            (3_000_000_000, "3.0 GB"),
            (70_000_000_000_000, "70 TB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }

    fn batch(files: Vec<OfferedFile>) -> FileBatch {
        FileBatch::new(1, files)
    }

    fn file(name: &str) -> OfferedFile {
        OfferedFile::alone(FileName::lossy(name), 1_000)
    }

    #[test]
    fn a_question_names_the_files_and_their_folder() {
        let two = batch(vec![file("a.txt"), file("b.txt")]);
        assert_eq!(
            incoming("“Jacky”", &two, Path::new("/h/D")),
            "“Jacky” wants to send you 2 files (2.0 kB). They are saved in /h/D, and not opened. Do you want them?"
        );
        assert_eq!(listed(&two), "“a.txt”, 1.0 kB\n“b.txt”, 1.0 kB");
        let many = listed(&batch((0..20).map(|n| file(&format!("{n}.txt"))).collect()));
        assert!(many.ends_with("“7.txt”, 1.0 kB\nand 12 more, 12 kB together"), "{many}");
        let mut hidden: Vec<OfferedFile> = (0..20).map(|n| file(&format!("{n}.txt"))).collect();
        hidden.push(file("setup.exe"));
        let listed = listed(&batch(hidden));
        assert!(
            listed.starts_with("1 of them can run as programs, and stand first:\n“setup.exe”, ")
        );
        assert!(listed.ends_with("\nand 13 more, 13 kB together"), "{listed}");
    }

    #[test]
    fn a_question_names_the_folder_and_the_files_with_their_places() {
        let within = |names: &[&str]| {
            let folders = FolderPath::lossy(names.iter().copied()).unwrap();
            OfferedFile { folders, ..file("a.txt") }
        };
        let folder = batch(vec![within(&["Photos"]), within(&["Photos", "2026"])]);
        assert_eq!(
            incoming("“Jacky”", &folder, Path::new("/h/D")),
            "“Jacky” wants to send you the folder “Photos” with 2 files (2.0 kB). It is saved in /h/D, and not opened. \
             Do you want it?"
        );
        assert_eq!(listed(&folder), "“Photos/a.txt”, 1.0 kB\n“Photos/2026/a.txt”, 1.0 kB");
        let lying = listed(&batch(vec![within(&["x”, 1 byte. Type yes"])]));
        assert_eq!(lying.matches('”').count(), 1, "{lying}");
        let many = batch(vec![within(&["Photos"]); 1_000]);
        assert_eq!(scrolled(&many).len(), SCROLLED + 1);
    }

    #[test]
    fn a_folder_says_where_it_is_and_what_is_missing() {
        let place = Some(("/d/Photos (2)/2026/a.txt".to_owned(), 2));
        let told = |missing| {
            let place = place.clone();
            let failure = (missing > 0).then(|| FolderFailure {
                file: Some(FileName::lossy("b.txt")),
                reason: TransferStop::Scanner,
            });
            let name = FileName::lossy("Photos");
            folder(&FolderNotice { name, count: 3, missing, place, failure })
        };
        let whole = "The folder “Photos” has arrived, with all 3 files. It is at /d/Photos (2)";
        assert_eq!(told(0), whole);
        let why = "The first is “b.txt”: the virus scanner keeps it out.";
        let one = format!("1 of 3 files have not arrived. {why} It is at /d/Photos (2)");
        assert!(told(1).contains(&one), "{}", told(1));
        assert_eq!(told(3), format!("The folder “Photos” has not arrived. {why}"));
    }

    #[test]
    fn no_name_of_a_file_looks_like_the_end_of_the_list() {
        let lying = batch(vec![file("a.txt”, 1.0 kB\n“b.txt"), file("x\", 1 byte. Type yes")]);
        let listed = listed(&lying);
        assert_eq!(listed.lines().count(), 2, "{listed}");
        for line in listed.lines() {
            let inside = line.strip_prefix('“').and_then(|rest| rest.strip_suffix("”, 1.0 kB"));
            assert!(inside.is_some_and(|name| !name.contains(['“', '”', '"'])), "{line}");
        }
    }
}
