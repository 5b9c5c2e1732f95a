//! Files.

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
pub const ALLOW: &str = "allow files";

/// Asks whether the User wants these files, which are listed below.
pub fn incoming(asker: &str, batch: &FileBatch, folder: &Path) -> String {
    let (files, they_are, them) = match (batch.folder(), batch.files.len()) {
        (None, 1) => ("a file".to_owned(), "It is", "it"),
        (None, count) => (format!("{count} files"), "They are", "them"),
        (Some(folder), count) => {
            let files = if count == 1 { "file" } else { "files" };
            let empty = match batch.empty.len() {
                0 => String::new(),
                1 => " and 1 empty folder".to_owned(),
                count => format!(" and {count} empty folders"),
            };
            let folder = quoted_file(folder);
            (format!("the folder {folder} with {count} {files}{empty}"), "It is", "it")
        }
    };
    format!(
        "{asker} wants to send you {files} ({}). {they_are} saved in {}, and not opened. Do you want {them}?",
        size(batch.total()),
        folder.display()
    )
}

/// A file of a question, which has a line of its own.
pub fn offered(file: &OfferedFile) -> String {
    format!("{}, {}", quoted_path(&file.folders, &file.name), size(file.size))
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
        lines.push(format!("{} of them can run as programs, and stand first:", programs.len()));
    }
    let mut all = programs.into_iter().chain(others);
    lines.extend(all.by_ref().take(most).map(offered));
    let (count, bytes) = all.fold((0, 0), |(count, bytes), file| (count + 1, bytes + file.size));
    lines.push(format!("and {count} more, {} together", size(bytes)));
    lines
}

/// The same without the files.
pub fn incoming_any(asker: &str) -> String {
    format!("{asker} wants to send you files. Do you want them?")
}

/// Asks whether the Helper may get files.
pub fn outgoing(asker: &str) -> String {
    format!(
        "{asker} asks you for a file. They get only files and folders that you choose yourself. Do you want to allow this?"
    )
}

/// How the question about files of the Helper can be answered, on the terminal.
pub fn answers_incoming() -> String {
    format!("Type \"{ALLOW}\" or no, then Enter; \"never\" means no, and not to be asked again:")
}

/// How the question about files of the User can be answered, on the terminal.
pub fn answers_outgoing() -> String {
    use super::rights::{FOR_MINUTES, FOR_SESSION};
    format!(
        "Type \"{ALLOW}\" for one file, \"{ALLOW} {FOR_MINUTES}\", \"{ALLOW} {FOR_SESSION}\", or no, then Enter; \
         \"never\" means no, and not to be asked again. To send one, or a folder, type /send and its path:"
    )
}

/// What a yes means, to files of the Helper.
pub const INCOMING_MEANING: &str = "They are saved on this computer under the names that your helper gave them. Open them only if you know what they are. \
     You can stop it at any moment.";

/// What a yes means, to files of the User.
pub const OUTGOING_MEANING: &str =
    "Nothing is sent by this alone: you choose each file. You can take it back at any moment.";

/// How far a file is, and what became of it.
pub fn notice(file: &FileNotice, helper: Option<&DisplayName>) -> String {
    let name = quoted_path(&file.folders, &file.name);
    let helper = helper.map_or_else(|| "your helper".to_owned(), quoted);
    match (&file.state, file.sender) {
        (FileState::Offered, Party::Helper) => format!("The file {name} is on its way to you."),
        (FileState::Offered, Party::User) => format!("The file {name} is offered to {helper}."),
        (FileState::Running { bytes }, _) => {
            format!("{name}: {} of {}.", size(*bytes), size(file.size))
        }
        (FileState::Paused, _) => format!("{name} is paused until you go on."),
        (FileState::Done { path, .. }, Party::Helper) => {
            format!("The file {name} has arrived. It is at {}", path.as_deref().unwrap_or_default())
        }
        (FileState::Done { .. }, Party::User) => format!("The file {name} was sent to {helper}."),
        (FileState::Failed { reason }, Party::Helper) => {
            format!("The file {name} has not arrived: {}.", failure(*reason))
        }
        (FileState::Failed { reason }, Party::User) => {
            format!("The file {name} was not sent: {}.", failure(*reason))
        }
    }
}

/// What became of a folder of the Helper's.
pub fn folder(folder: &FolderNotice) -> String {
    let FolderNotice { name, count, missing, failure, .. } = folder;
    let name = quoted_file(name);
    let why = failure.as_ref().map_or_else(String::new, |because| {
        let reason = self::failure(because.reason);
        match &because.file {
            Some(file) => format!(" The first is {}: {reason}.", quoted_file(file)),
            None => format!(" Why: {reason}."),
        }
    });
    let place = folder_path(folder).map(|path| format!(" It is at {}", path.display()));
    let place = place.unwrap_or_default();
    match missing {
        0 => format!("The folder {name} has arrived, with all {count} files.{place}"),
        _ if missing == count => format!("The folder {name} has not arrived.{why}"),
        _ => format!(
            "Of the folder {name}, {missing} of {count} files have not arrived.{why}{place}"
        ),
    }
}

/// Files that the User wants have not come.
pub fn not_come(count: usize) -> String {
    let (files, have) = if count == 1 { ("file", "has") } else { ("files", "have") };
    format!(
        "{count} {files} that you agreed to {have} not come for 5 minutes, and may not come any more."
    )
}

/// Where a folder is on this computer.
pub fn folder_path(folder: &FolderNotice) -> Option<&Path> {
    let (path, depth) = folder.place.as_ref()?;
    Path::new(path).ancestors().nth(*depth)
}

fn failure(reason: TransferStop) -> &'static str {
    match reason {
        TransferStop::Declined | TransferStop::Paused | TransferStop::Busy => "it was cancelled",
        TransferStop::NotAllowed => "it is not allowed any more",
        TransferStop::Changed => "it was changed while it was sent",
        TransferStop::Damaged => "it was damaged on its way",
        TransferStop::DiskFull => "the disk is full",
        TransferStop::PageReloaded => "your helper has loaded the page again",
        TransferStop::Stalled => "nothing of it has come for 5 minutes",
        TransferStop::Unanswered => {
            "your helper has not said within 15 minutes whether they want it"
        }
        TransferStop::TooLarge => "the other browser cannot keep so much",
        TransferStop::Scanner => "the virus scanner keeps it out",
        TransferStop::Failed | TransferStop::Unknown => "it could not be read or written",
    }
}

/// A file that the User has chosen is not sent.
pub fn not_sent(path: &str, reason: RightRefusal) -> String {
    let why = match reason {
        RightRefusal::NotAvailable => "the owner of this computer does not allow it",
        RightRefusal::Paused => "sharing is paused",
        RightRefusal::Phase | RightRefusal::Needs(right::Right::Look) | RightRefusal::NoAnswer => {
            "no helper is connected"
        }
        RightRefusal::Needs(_)
        | RightRefusal::WhileControlled
        | RightRefusal::ViewOnly
        | RightRefusal::NoInput
        | RightRefusal::TooOften
        | RightRefusal::Withdrawn
        | RightRefusal::Declined => "it is not possible now",
    };
    format!("{path} was not sent: {why}.")
}

/// A file cannot be read.
pub fn unreadable(path: &str, why: &str) -> String {
    format!("{path} was not sent: {why}.")
}

/// In a folder that is sent there are links and the like.
pub fn links_left_out(path: &str, count: usize) -> String {
    let (links, are) =
        if count == 1 { ("link or device", "is") } else { ("links or devices", "are") };
    format!("{count} {links} in {path} {are} not sent: only files and folders are.")
}

/// A number of bytes.
pub fn size(bytes: u64) -> String {
    let (mut value, mut unit) = (bytes, "bytes");
    let mut rest = 0;
    for next in ["kB", "MB", "GB", "TB"] {
        if value < 1000 {
            break;
        }
        (rest, value, unit) = (value % 1000 / 100, value / 1000, next);
    }
    match (unit, value) {
        ("bytes", 1) => "1 byte".to_owned(),
        ("bytes", _) => format!("{value} bytes"),
        (_, 0..10) => format!("{value}.{rest} {unit}"),
        (_, _) => format!("{value} {unit}"),
    }
}

/// The window.
pub mod window {
    /// Shows what sends a file.
    pub const SEND: &str = "Send a file or folder";
    /// Why none can be sent now.
    pub const WHILE_CONTROLLED: &str =
        "Not while control is shared: your helper could choose the file. Take control back first.";
    /// The files of a question, for screen readers.
    pub const OFFERED: &str = "Files";
    /// The field for its path.
    pub const PATH: &str = "File or folder to send";
    /// Chooses files in the desktop's dialog.
    pub const FILES: &str = "Choose files…";
    /// Chooses a folder there.
    pub const FOLDER: &str = "Choose a folder…";
    /// The title of the dialog for files.
    pub const FILES_TITLE: &str = "Files for your helper";
    /// The title of the dialog for a folder.
    pub const FOLDER_TITLE: &str = "A folder for your helper";
    /// What was chosen, for screen readers.
    pub const CHOSEN: &str = "What you have chosen";
    /// Sends it.
    pub const SEND_CHOSEN: &str = "Send what is chosen";
    /// Does not send it.
    pub const FORGET: &str = "Do not send";
    /// What was chosen does not count.
    pub const CHOSEN_WHILE_CONTROLLED: &str = "What you chose is not sent: control is shared, so that your helper could press in the dialog. Take control back, and choose again.";
    /// There is no dialog.
    pub const NO_DIALOG: &str = "This desktop has no dialog for it. Write the path.";
    /// The name of a file is no text.
    pub const STRANGE_NAME: &str =
        "This name cannot be used: it has characters that are none. Give it another name.";

    /// The dialog has failed.
    pub fn dialog_failed(why: &str) -> String {
        format!("The dialog has failed: {why}. Write the path.")
    }

    /// More was chosen than can be sent.
    pub fn too_many(count: usize, most: usize) -> String {
        format!(
            "These are {count} files. {most} can be sent at once: choose fewer, or the folder that they are in."
        )
    }

    /// Stops its transfer for a while.
    pub const PAUSE: &str = "Pause";
    /// Stops that of all files of a folder for a while.
    pub const PAUSE_FOLDER: &str = "Pause folder";
    /// Goes on with it.
    pub const CONTINUE: &str = "Go on";
    /// Ends its transfer.
    pub const CANCEL: &str = "Cancel";
    /// Ends that of all files of a folder.
    pub const CANCEL_FOLDER: &str = "Cancel folder";
    /// Sends it.
    pub const SEND_THIS: &str = "Send this";
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
