//! The files of a session, without the session.

use alloc::vec;

use protocol::folder_path::FolderPath;
use protocol::limits::FOLDER_FILES;

use super::*;

fn file(name: &str) -> OfferedFile {
    OfferedFile::alone(FileName::lossy(name), 10)
}

fn chosen(count: u64) -> Vec<(u64, OfferedFile)> {
    (0..count).map(|ticket| (ticket, file("a.txt"))).collect()
}

fn states(files: &Files) -> Vec<FileState> {
    files.view().iter().map(|view| view.state).collect()
}

#[test]
fn a_batch_that_the_user_wants_is_sent_a_few_files_at_once() {
    let mut files = Files::default();
    let batches = files.choose(chosen(FILES_AT_ONCE as u64 + 1), &[]).offers;
    assert_eq!(batches.len(), 1);
    assert_eq!(files.next(), None, "the User is asked");
    files.answered(batches[0].batch, None);
    for n in 0..FILES_AT_ONCE as u32 {
        let next = files.next().unwrap();
        files.begun(next.ticket, TransferId(2 * n + 1));
    }
    assert_eq!(files.next(), None, "the last one waits");
    files.progressed(TransferId(1), 4);
    assert_eq!(states(&files)[0], FileState::Running { done: 4, is_paused: false });
    files.ended(TransferId(1), None);
    assert_eq!(states(&files)[0], FileState::Done);
    assert!(files.next().is_some());
    files.end_sending();
    assert_eq!(files.next(), None);
}

#[test]
fn what_is_refused_or_cancelled_is_not_sent() {
    let mut files = Files::default();
    let batches = files.choose(chosen(2), &[]).offers;
    files.cancel(files.view()[0].key);
    files.answered(batches[0].batch, None);
    assert_eq!(files.next().unwrap().ticket, 1);
    let mut files = Files::default();
    let batches = files.choose(chosen(2), &[]).offers;
    files.answered(batches[0].batch, Some(RightDenial::Declined));
    assert_eq!(states(&files), vec![FileState::Refused(RightDenial::Declined); 2]);
    assert_eq!(files.next(), None);
    assert!(!files.wants_to_send());
}

#[test]
fn many_files_are_several_batches_and_too_many_are_not_taken() {
    let mut files = Files::default();
    let batches = files.choose(chosen(FILES_PER_BATCH as u64 + 1), &[]).offers;
    assert_eq!(batches.iter().map(|it| it.files.len()).collect::<Vec<_>>(), [FILES_PER_BATCH, 1]);
    assert_eq!(files.choose(chosen(10_000), &[]).batches, FILE_BATCHES - 2);
    let taken = FILES_PER_BATCH + 1 + (FILE_BATCHES - 2) * FILES_PER_BATCH;
    assert_eq!(files.view().len(), taken);
}

#[test]
fn a_row_that_is_sent_stays_when_there_are_too_many() {
    let mut files = Files::default();
    files.offered(TransferId(2), &FileTransfer::new(0, file("b.txt")));
    let key = files.view()[0].key;
    for _ in 0..FILE_ROWS {
        files.add(asked_about(file("a.txt"), None), Vec::new());
    }
    assert_eq!(files.view().len(), FILE_ROWS);
    assert_eq!(files.transfers(key), [TransferId(2)]);
}

#[test]
fn a_file_of_the_users_comes_when_the_helper_wants_it() {
    let mut files = Files::default();
    files.offered(TransferId(2), &FileTransfer::new(0, file("b.txt")));
    let key = files.view()[0].key;
    assert_eq!(files.toggle_pause(key), (vec![], false), "it has not begun");
    assert_eq!(files.accept(key), Some(TransferId(2)));
    assert_eq!(files.accept(key), None);
    assert_eq!(files.toggle_pause(key), (vec![TransferId(2)], true));
    files.ended(TransferId(2), Some(TransferStop::NotAllowed));
    assert_eq!(states(&files), [FileState::Stopped(TransferStop::NotAllowed)]);
    assert_eq!(files.transfers(key), []);
}

fn folder(count: u64) -> Vec<(u64, OfferedFile)> {
    let folders = FolderPath::lossy(["Photos", "2026"]).unwrap();
    let file = OfferedFile { folders, ..file("a.txt") };
    (0..count).map(|ticket| (ticket, file.clone())).collect()
}

/// A folder of so many files, of which the User has wanted all.
fn sending(count: u64) -> Files {
    let mut files = Files::default();
    let chosen = files.choose(folder(count), &[]);
    assert_eq!(chosen.batches, 1);
    files.answered(chosen.offers[0].batch, None);
    files
}

#[test]
fn a_folder_is_one_question_and_one_row() {
    let mut files = Files::default();
    let mut all = folder(FOLDER_FILES as u64);
    all.extend(chosen(1));
    let chosen = files.choose(all, &[]);
    assert_eq!((chosen.batches, chosen.offers.len()), (2, 17));
    let views = files.view();
    assert_eq!(views.len(), 2);
    assert_eq!((views[1].file.name.as_str(), views[1].count), ("Photos", Some(FOLDER_FILES)));
    assert_eq!(views[1].file.size, 10 * FOLDER_FILES as u64);
    let none = files.choose(folder(FOLDER_FILES as u64 + 1), &[]);
    assert!(none.has_too_large_folder && none.offers.is_empty());
    assert_eq!(files.view().len(), 2);
}

#[test]
fn the_files_of_a_folder_are_sent_one_after_the_other() {
    let mut files = sending(FILES_AT_ONCE as u64 + 2);
    let key = files.view()[0].key;
    let begin = |files: &mut Files, id| {
        let next = files.next().unwrap();
        files.begun(next.ticket, TransferId(id));
    };
    for n in 0..FILES_AT_ONCE as u32 {
        begin(&mut files, 2 * n + 1);
    }
    assert_eq!(files.next(), None);
    files.ended(TransferId(1), None);
    files.progressed(TransferId(3), 5);
    assert_eq!(states(&files), [FileState::Running { done: 15, is_paused: false }]);
    assert_eq!(files.toggle_pause(key), (vec![TransferId(3), TransferId(5)], true));
    assert_eq!(files.next(), None, "none begins in a pause");
    files.toggle_pause(key);
    begin(&mut files, 7);
    files.ended(TransferId(3), Some(TransferStop::DiskFull));
    begin(&mut files, 9);
    for id in [5, 7, 9] {
        files.ended(TransferId(id), None);
    }
    let reason = TransferStop::DiskFull;
    assert_eq!(states(&files), [FileState::Incomplete { missing: 1, reason }]);
    assert!(!files.wants_to_send());
}

#[test]
fn a_folder_that_is_cancelled_sends_nothing_more() {
    let mut files = sending(9);
    let key = files.view()[0].key;
    let next = files.next().unwrap();
    files.begun(next.ticket, TransferId(1));
    files.cancel(key);
    assert_eq!(files.next(), None);
    assert_eq!(files.transfers(key), [TransferId(1)], "it is to be stopped");
    files.ended(TransferId(1), Some(TransferStop::Declined));
    assert_eq!(states(&files), [FileState::Stopped(TransferStop::Declined)]);

    let mut files = sending(2);
    let next = files.next().unwrap();
    files.begun(next.ticket, TransferId(1));
    files.end_sending();
    files.ended(TransferId(1), None);
    let reason = TransferStop::NotAllowed;
    assert_eq!(states(&files), [FileState::Incomplete { missing: 1, reason }]);
}

#[test]
fn with_a_file_that_the_user_cancels_all_of_its_folder_ends() {
    let mut files = sending(10);
    let next = files.next().unwrap();
    files.begun(next.ticket, TransferId(1));
    files.ended(TransferId(1), Some(TransferStop::Declined));
    assert_eq!(files.next(), None);
    assert_eq!(states(&files), [FileState::Stopped(TransferStop::Declined)]);

    let mut files = sending(10);
    let next = files.next().unwrap();
    files.begun(next.ticket, TransferId(1));
    files.ended(TransferId(1), Some(TransferStop::Scanner));
    assert!(files.next().is_some(), "the others are sent");
}
