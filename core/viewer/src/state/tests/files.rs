//! Files: folders only to a sharer that takes them, and those of the User's only where there is room.

use alloc::vec;

use protocol::bulk::TransferId;
use protocol::file_name::FileName;
use protocol::files::{ArchiveContents, OfferedFile};
use protocol::folder_path::FolderPath;
use protocol::limits::{CLIPBOARD_SHOWN_BYTES, FOLDER_FILES, FOLDER_LISTED};
use protocol::right::{HeldRight, Lasting, Right, RightSet};
use protocol::transfer::{
    ClipboardSizes, FileTransfer, TransferKind, TransferMessage, TransferStep, TransferStop,
};
use transfer::shell::{TransferEffect, TransferInput};

use super::*;
use crate::outcome::Notice;
use crate::state::{FileAct, FileState};
use crate::words::Words;

const OF_USER: TransferId = TransferId(2);

fn in_folder() -> OfferedFile {
    let folders = FolderPath::lossy(["Photos"]).unwrap();
    OfferedFile { folders, ..alone() }
}

fn alone() -> OfferedFile {
    OfferedFile::alone(FileName::lossy("a.txt"), 3)
}

impl Play {
    /// A session with a sharer that takes folders, or with an older one.
    fn with_files(folders: bool) -> Self {
        let mut play = Self::sharing();
        let requestable = RightSet::of([Right::FileIn, Right::ClipboardWrite]);
        play.say(&ToViewer::Rights { requestable, held: vec![], folders });
        play
    }

    fn sends(&mut self, files: Vec<OfferedFile>) -> Vec<Output> {
        let files = (1..).zip(files).collect();
        self.give(Input::Person(PersonInput::SendFiles(files, vec![])))
    }

    fn step(&mut self, step: TransferStep) -> Vec<Output> {
        self.say(&ToViewer::Transfer(TransferMessage { id: OF_USER, step }))
    }

    fn row(&self) -> FileState {
        self.viewer.view().files[0].state
    }

    /// The Helper wants a file of the User's. Returns what leads to.
    fn gets(&mut self) -> Vec<Output> {
        let what = TransferKind::File(FileTransfer::new(0, alone()));
        self.step(TransferStep::Offer { what });
        let key = self.viewer.view().files[0].key;
        self.give(Input::Person(PersonInput::File { key, act: FileAct::Get }))
    }
}

fn files_offered(outputs: &[Output]) -> usize {
    let count = |message: &ToSharer| match message {
        ToSharer::OfferFiles(batch) => batch.files.len(),
        _ => 0,
    };
    said(outputs).iter().map(count).sum()
}

#[test]
fn a_sharer_that_does_not_say_that_it_takes_folders_gets_none() {
    let mut older = Play::with_files(false);
    let outputs = older.sends(vec![in_folder(), alone()]);
    assert_eq!(files_offered(&outputs), 1, "the file that stands alone");
    assert!(outputs.contains(&Output::Notify(Notice::FoldersNotTaken)));
    let mut play = Play::with_files(true);
    let outputs = play.sends(vec![in_folder(), alone()]);
    assert_eq!(files_offered(&outputs), 2);
    assert!(!outputs.iter().any(|output| matches!(output, Output::Notify(_))));
}

#[test]
fn the_empty_folders_of_a_folder_are_offered_with_it_and_those_of_another_one_are_not() {
    let mut play = Play::with_files(true);
    let empty = |names: [&str; 2]| FolderPath::lossy(names).unwrap();
    let folders = vec![empty(["Photos", "later"]), empty(["Music", "later"])];
    let chosen = PersonInput::SendFiles(vec![(1, in_folder())], folders);
    let outputs = play.give(Input::Person(chosen));
    let offered = said(&outputs).into_iter().find_map(|message| match message {
        ToSharer::OfferFiles(batch) => Some(batch.clone()),
        _ => None,
    });
    assert_eq!(offered.unwrap().empty, [empty(["Photos", "later"])]);
}

#[test]
fn a_folder_with_too_many_files_is_not_offered_and_the_helper_is_told() {
    let mut play = Play::with_files(true);
    let outputs = play.sends(vec![in_folder(); FOLDER_FILES + 1]);
    assert_eq!(files_offered(&outputs), 0);
    assert!(outputs.contains(&Output::Notify(Notice::FolderTooLarge)));
    let outputs = play.sends(vec![in_folder(); FOLDER_FILES]);
    assert_eq!(files_offered(&outputs), FOLDER_FILES);
}

#[test]
fn a_file_of_the_users_comes_once_the_page_has_room_for_it() {
    let accepts = |message: &ToSharer| matches!(message, ToSharer::Transfer(it) if it.step == TransferStep::Accept {});
    let mut play = Play::with_files(true);
    let outputs = play.gets();
    assert!(outputs.iter().any(|output| {
        matches!(output, Output::Transfer(TransferEffect::Offered { id: OF_USER, .. }))
    }));
    assert!(!said(&outputs).iter().any(accepts), "nothing comes before that");
    let outputs = play.give(Input::Transfer(TransferInput::Accept { id: OF_USER }));
    assert!(said(&outputs).iter().any(accepts), "{outputs:?}");
    assert_eq!(play.row(), FileState::Running { done: 0, is_paused: false });

    // The User may pause while the page looks for room: it is wanted all the same.
    let mut play = Play::with_files(true);
    play.gets();
    play.say(&ToViewer::Phase { phase: WirePhase::ScreenSharing, paused: true });
    let outputs = play.give(Input::Transfer(TransferInput::Accept { id: OF_USER }));
    assert!(said(&outputs).iter().any(accepts), "{outputs:?}");

    let mut play = Play::with_files(true);
    play.gets();
    let reason = TransferStop::DiskFull;
    let outputs = play.give(Input::Transfer(TransferInput::Refuse { id: OF_USER, reason }));
    let refusal = TransferMessage { id: OF_USER, step: TransferStep::Refuse { reason } };
    assert!(said(&outputs).contains(&ToSharer::Transfer(refusal)), "{outputs:?}");
    assert_eq!(play.row(), FileState::Stopped(reason));
    let outputs = play.give(Input::Transfer(TransferInput::Accept { id: OF_USER }));
    assert_eq!(said(&outputs), [], "it is over");
}

#[test]
fn a_page_that_is_loaded_again_has_seen_that_its_files_stop() {
    let mut play = Play::with_files(true);
    play.gets();
    play.give(Input::Transfer(TransferInput::Accept { id: OF_USER }));
    let (file, outcome) = (FileTransfer::new(0, alone()), Err(TransferStop::PageReloaded));
    let stopped = LogEvent::File { file, sender: Party::User, outcome };
    assert_eq!(play.viewer.stopped_by_reload(), [stopped]);
}

#[test]
fn a_folder_of_the_users_is_asked_about_with_the_names_of_its_files() {
    let mut play = Play::with_files(true);
    let zip = OfferedFile::alone(FileName::lossy("Photos.zip"), 5_000);
    let contents = Some(ArchiveContents { files: 3, first: vec![in_folder(), in_folder()] });
    let what = TransferKind::File(FileTransfer { contents, ..FileTransfer::new(0, zip) });
    play.step(TransferStep::Offer { what });
    let row = play.viewer.view().files[0].clone();
    assert_eq!(Words::english().file_title(&row), "Photos.zip (3 files)");
    let asked = Words::english().file(&row, "Ann");
    let expected = "Ann wants to send you this folder, as one ZIP archive (5.0 kB): Photos/a.txt, 3 B; Photos/a.txt, 3 B; and 1 more file";
    assert_eq!(asked, expected);
    let outputs = play.give(Input::Person(PersonInput::File { key: row.key, act: FileAct::Get }));
    assert!(outputs.iter().any(|output| {
        matches!(output, Output::Transfer(TransferEffect::Offered { id: OF_USER, .. }))
    }));
}

#[test]
fn more_names_than_a_folder_may_have_are_a_fault() {
    let mut play = Play::with_files(true);
    let first = vec![in_folder(); FOLDER_LISTED + 1];
    let contents = Some(ArchiveContents { files: 100, first });
    let what = TransferKind::File(FileTransfer { contents, ..FileTransfer::new(0, alone()) });
    play.step(TransferStep::Offer { what });
    assert!(play.viewer.view().files.is_empty());
}

#[test]
fn a_large_clipboard_is_shown_and_can_be_stopped() {
    let mut play = Play::with_files(true);
    play.give(Input::Person(PersonInput::RequestRight(Right::ClipboardWrite)));
    let right = Some(Right::ClipboardWrite);
    let held = HeldRight { right, lasting: Lasting::Session, left_s: None };
    play.say(&ToViewer::RightGranted { right: held });
    let offer = |play: &mut Play, ticket, bytes: u64| {
        let text = Some(u32::try_from(bytes).unwrap());
        let what = TransferKind::Clipboard(ClipboardSizes { text, ..ClipboardSizes::default() });
        play.give(Input::Transfer(TransferInput::Offer { ticket, what }))
    };
    offer(&mut play, 1, CLIPBOARD_SHOWN_BYTES - 1);
    assert_eq!(play.viewer.view().clipboard, None, "it is there at once");
    offer(&mut play, 2, CLIPBOARD_SHOWN_BYTES);
    assert_eq!(play.viewer.view().clipboard, Some(0));
    let outputs = play.give(Input::Person(PersonInput::CancelClipboard));
    let stops = |message: &&ToSharer| {
        let step = TransferStep::Cancel { reason: TransferStop::Declined };
        matches!(message, ToSharer::Transfer(it) if it.step == step)
    };
    assert_eq!(said(&outputs).iter().filter(stops).count(), 2, "{outputs:?}");
    assert_eq!(play.viewer.view().clipboard, None);
}
