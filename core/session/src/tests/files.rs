//! Files: each batch is asked about once, and a file leaves only when the User chooses it.

use alloc::string::ToString as _;
use alloc::vec;

use protocol::bulk::TransferId;
use protocol::file_name::FileName;
use protocol::files::{FileBatch, OfferedFile};
use protocol::folder_path::FolderPath;
use protocol::peer::Party;
use protocol::right::RightDenial;
use protocol::transfer::{FileTransfer, TransferKind, TransferMessage, TransferStep, TransferStop};
use transfer::shell::{TransferEffect, TransferInput};

use super::*;
use crate::question::Question;

fn batch(number: u32) -> FileBatch {
    let file = |name: &str| OfferedFile::alone(FileName::lossy(name), 3);
    FileBatch::new(number, vec![file("a.txt"), file("../b.txt")])
}

fn answered(batch: u32, refused: Option<RightDenial>) -> Effect {
    send(ToViewer::FilesAnswered { batch, refused })
}

impl Play {
    fn with_files() -> Self {
        let offered = |options: &mut SessionOptions| {
            options.offered = options.offered.with(Right::FileIn).with(Right::FileOut);
        };
        Self::sharing(offered)
    }

    fn offers_files(&mut self, number: u32) {
        self.tells(&ToSharer::OfferFiles(batch(number)));
    }

    /// The batch that the User is asked about.
    fn asked_about(&self) -> Option<FileBatch> {
        self.effects.iter().find_map(|effect| {
            let Effect::Ask { question: Question::FileIn, files, .. } = effect else { return None };
            files.clone()
        })
    }

    fn may(&self, right: Right) -> bool {
        self.session.held(GUEST).contains(right)
    }
}

#[test]
fn the_user_is_asked_about_each_batch_with_safe_names() {
    let mut play = Play::with_files();
    for number in [7, 8] {
        play.offers_files(number);
        let asked = play.asked_about().unwrap();
        assert_eq!(asked.batch, number);
        assert_eq!(asked.files[1].name.as_str(), "b.txt");
        let id = play.asked();
        play.person(PersonInput::Answer { id, answer: Answer::Allow });
        assert!(play.has(&answered(number, None)), "{:?}", play.effects);
        assert!(play.may(Right::FileIn));
    }
}

#[test]
fn a_batch_that_waits_is_asked_about_after_the_first_one() {
    let mut play = Play::with_files();
    play.offers_files(1);
    let id = play.asked();
    play.offers_files(2);
    assert_eq!(play.asked_about(), None);
    play.person(PersonInput::Answer { id, answer: Answer::Refuse });
    assert!(play.has(&answered(1, Some(RightDenial::Declined))));
    assert!(!play.may(Right::FileIn));
    assert_eq!(play.asked_about().unwrap().batch, 2);
}

#[test]
fn silence_a_pause_and_a_never_refuse_a_batch() {
    let mut play = Play::with_files();
    play.offers_files(1);
    play.person(PersonInput::Pause);
    assert!(play.has(&answered(1, Some(RightDenial::Paused))), "{:?}", play.effects);
    play.offers_files(2);
    assert!(play.has(&answered(2, Some(RightDenial::Paused))));
    play.person(PersonInput::Resume);
    play.offers_files(3);
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::RefuseForGood });
    play.offers_files(4);
    assert!(play.has(&answered(4, Some(RightDenial::TooOften))));
    assert!(!play.may(Right::FileIn));
}

#[test]
fn batches_without_an_answer_are_bounded() {
    let mut play = Play::with_files();
    let most = u32::try_from(limits::FILE_BATCHES).unwrap();
    for number in 0..most {
        play.offers_files(number);
        assert!(!play.has(&answered(number, Some(RightDenial::TooOften))));
    }
    play.offers_files(most);
    assert!(play.has(&answered(most, Some(RightDenial::TooOften))));
}

#[test]
fn where_files_are_not_offered_nobody_is_asked() {
    let mut play = Play::sharing(|_| ());
    play.offers_files(1);
    assert_eq!(play.asked_about(), None);
    assert!(play.has(&answered(1, Some(RightDenial::NotAvailable))));
    play.tells(&ToSharer::RequestRight { right: Some(Right::FileIn) });
    let reason = RightDenial::NotAvailable;
    assert!(!play.has(&send(ToViewer::RightRefused { right: Some(Right::FileIn), reason })));
}

#[test]
fn a_file_leaves_when_the_user_chooses_it_and_not_by_typing_while_control_is_shared() {
    let path = "/users/ann/a.txt".to_string();
    let sent = Effect::SendFile { guest: GUEST, choice: 1, path: path.clone() };
    let chosen = PersonInput::SendFile { path: path.clone() };
    let mut play = Play::with_files();
    play.person(chosen.clone());
    assert!(play.has(&sent), "{:?}", play.effects);
    assert!(play.may(Right::FileOut));
    play.tells(&ToSharer::RequestControl {});
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    play.input(Input::Typed(Some(chosen.clone())));
    assert!(!play.has(&sent), "the Helper may have typed it");
    play.person(chosen.clone());
    let sent = Effect::SendFile { guest: GUEST, choice: 2, path: path.clone() };
    assert!(play.has(&sent));
    play.person(PersonInput::Pause);
    play.person(PersonInput::Revoke(Right::FileOut));
    assert!(play.has(&send(ToViewer::RightEnded { right: Some(Right::FileOut), by: Party::User })));
    play.person(chosen);
    let reason = RightRefusal::Paused;
    let notice = Notice::FileNotSent { path, reason };
    assert!(play.has(&notify(notice)), "{:?}", play.effects);
}

#[test]
fn a_request_for_a_file_is_met_by_the_file() {
    let mut play = Play::with_files();
    play.tells(&ToSharer::RequestRight { right: Some(Right::FileOut) });
    let id = play.asked();
    play.person(PersonInput::SendFile { path: "a".to_string() });
    assert!(play.has(&Effect::Withdraw { id }), "{:?}", play.effects);
    assert!(play.may(Right::FileOut));
}

const OF_HELPER: TransferId = TransferId(1);
const OF_USER: TransferId = TransferId(2);

fn says(id: TransferId, step: TransferStep) -> Effect {
    send(ToViewer::Transfer(TransferMessage { id, step }))
}

impl Play {
    /// A file of an agreed batch is on its way to the User.
    fn receiving() -> Self {
        let mut play = Self::with_files();
        play.offers_files(1);
        let id = play.asked();
        play.person(PersonInput::Answer { id, answer: Answer::Allow });
        play.offers_file(OF_HELPER, 0);
        assert!(play.has(&says(OF_HELPER, TransferStep::Accept {})), "{:?}", play.effects);
        play
    }

    /// The page offers one of the files of batch 1.
    fn offers_file(&mut self, id: TransferId, nth: usize) {
        let file = batch(1).files[nth].clone();
        let what = TransferKind::File(FileTransfer::new(1, file));
        self.step(id, TransferStep::Offer { what });
    }

    fn step(&mut self, id: TransferId, step: TransferStep) {
        self.tells(&ToSharer::Transfer(TransferMessage { id, step }));
    }

    /// The User has chosen a file, which was opened.
    fn offering() -> Self {
        let mut play = Self::with_files();
        play.chooses();
        play
    }

    fn chooses(&mut self) {
        self.person(PersonInput::SendFile { path: "a.txt".to_string() });
        let file = OfferedFile::alone(FileName::lossy("a.txt"), 3);
        let what = TransferKind::File(FileTransfer::new(0, file));
        self.shell(TransferInput::Chosen { choice: 1, ticket: 1, what });
    }

    fn shell(&mut self, input: TransferInput) {
        self.input(Input::Transfer { guest: GUEST, input });
    }

    fn reads(&self) -> bool {
        let reads = |effect: &Effect| {
            let Effect::Transfer { effect, .. } = effect else { return false };
            matches!(effect, TransferEffect::Read { .. })
        };
        self.effects.iter().any(reads)
    }
}

#[test]
fn files_pause_with_the_sharing_and_before_a_prompt_that_the_helper_does_not_see() {
    let pauses = [
        (Input::Person(PersonInput::Pause), Input::Person(PersonInput::Resume)),
        (Input::SystemPrompt { open: true }, Input::SystemPrompt { open: false }),
    ];
    for (pause, resume) in pauses {
        let mut play = Play::receiving();
        play.input(pause.clone());
        assert!(play.has(&says(OF_HELPER, TransferStep::Pause {})), "{:?}", play.effects);
        play.input(resume.clone());
        assert!(play.has(&says(OF_HELPER, TransferStep::Resume {})), "{:?}", play.effects);

        let mut play = Play::offering();
        play.input(pause);
        play.step(OF_USER, TransferStep::Accept {});
        assert!(!play.reads(), "{:?}", play.effects);
        play.input(resume);
        assert!(play.reads(), "{:?}", play.effects);
    }
}

#[test]
fn the_panic_key_stops_the_files_that_are_still_to_come_however_often_it_is_pressed() {
    let pause = says(TransferId(3), TransferStep::Pause {});
    let mut play = Play::with_files();
    play.offers_files(1);
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    // None is on its way at the moment.
    play.person(PersonInput::StopControl);
    play.offers_file(OF_HELPER, 0);
    assert!(play.has(&says(OF_HELPER, TransferStep::Pause {})), "{:?}", play.effects);
    play.step(OF_HELPER, TransferStep::Cancel { reason: TransferStop::Declined });
    play.person(PersonInput::StopControl);
    play.offers_file(TransferId(3), 1);
    assert!(play.has(&pause), "{:?}", play.effects);
    play.person(PersonInput::Resume);
    assert!(play.has(&says(TransferId(3), TransferStep::Resume {})), "{:?}", play.effects);
}

#[test]
fn the_files_of_a_session_are_fewer_than_the_log_has_room_for() {
    let mut play = Play::with_files();
    let mut agreed = 0;
    for number in 1..=4 {
        for part in folder(number, limits::FOLDER_FILES) {
            play.tells(&ToSharer::OfferFiles(part));
        }
        if play.asked_about().is_none() {
            break;
        }
        let id = play.asked();
        play.person(PersonInput::Answer { id, answer: Answer::Allow });
        agreed += limits::FOLDER_FILES;
        // Nothing of it is still to come.
        play.tells(&ToSharer::GiveUpRight { right: Some(Right::FileIn) });
    }
    assert_eq!(agreed, limits::FILES_PER_SESSION);
    assert!(agreed < limits::LOG_ENTRIES - limits::LOG_RESERVE);
}

#[test]
fn empty_folders_count_among_the_files_of_a_session() {
    let mut play = Play::with_files();
    for number in 1..=4 {
        let file = folder(number, 1).remove(0).files.remove(0);
        let empty = |nth: usize| FolderPath::lossy(["x", &nth.to_string()]).unwrap();
        let empty = (1..limits::FOLDER_FILES).map(empty).collect();
        let root = FolderPath::lossy(["x"]).unwrap();
        let files = vec![OfferedFile { folders: root, ..file }];
        for part in FileBatch::parts(number, files, empty).unwrap() {
            play.tells(&ToSharer::OfferFiles(part));
        }
        let is_asked = play.asked_about().is_some();
        assert_eq!(is_asked, number < 4, "{number}");
        if is_asked {
            let id = play.asked();
            play.person(PersonInput::Answer { id, answer: Answer::Allow });
            play.tells(&ToSharer::GiveUpRight { right: Some(Right::FileIn) });
        }
    }
}

#[test]
fn a_batch_with_a_folder_and_something_else_is_never_asked_about() {
    let mut play = Play::with_files();
    let mut mixed = folder(1, 1).remove(0);
    mixed.files.push(OfferedFile::alone(FileName::lossy("a.txt"), 3));
    play.tells(&ToSharer::OfferFiles(mixed));
    assert_eq!(play.asked_about(), None);
}

#[test]
fn a_question_about_files_that_a_reload_has_withdrawn_counts_as_asked() {
    let mut play = Play::with_files();
    let mut asked = 0;
    for _ in 0..2 * limits::CONTROL_REQUESTS {
        play.offers_files(1);
        asked += usize::from(play.asked_about().is_some());
        play.tells(&ToSharer::Reloaded {});
    }
    assert!(asked <= usize::try_from(limits::CONTROL_REQUESTS).unwrap(), "{asked}");
}

#[test]
fn a_chosen_file_that_cannot_be_offered_is_told_and_gives_its_right_back() {
    let mut play = Play::with_files();
    play.person(PersonInput::SendFile { path: "a.txt".to_string() });
    play.person(PersonInput::Pause);
    let file = OfferedFile::alone(FileName::lossy("a.txt"), 3);
    let what = TransferKind::File(FileTransfer::new(0, file));
    play.shell(TransferInput::Chosen { choice: 1, ticket: 1, what });
    let reason = RightRefusal::Paused;
    let notice = Notice::FileNotSent { path: "a.txt".to_string(), reason };
    assert!(play.has(&notify(notice)), "{:?}", play.effects);
    assert!(!play.may(Right::FileOut));
}

#[test]
fn a_page_that_was_loaded_again_has_no_batch() {
    let mut play = Play::receiving();
    play.offers_files(2);
    let id = play.asked();
    play.tells(&ToSharer::Reloaded {});
    assert!(play.has(&Effect::Withdraw { id }), "{:?}", play.effects);
    assert!(!play.may(Right::FileIn));
    play.offers_files(1);
    assert_eq!(play.asked_about().unwrap().batch, 1, "its numbers begin again");
}

#[test]
fn a_file_that_was_refused_keeps_no_right() {
    let mut play = Play::with_files();
    let files: Vec<OfferedFile> = (0..=limits::TRANSFERS).map(in_folder).collect();
    play.tells(&ToSharer::OfferFiles(FileBatch::new(1, files.clone())));
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    let mut ids = vec![TransferId::first(Party::Helper)];
    for file in files {
        let what = TransferKind::File(FileTransfer::new(1, file));
        let id = *ids.last().unwrap();
        play.step(id, TransferStep::Offer { what });
        ids.extend(id.next());
    }
    let reason = TransferStop::Busy;
    let last = ids[limits::TRANSFERS];
    assert!(play.has(&says(last, TransferStep::Refuse { reason })), "{:?}", play.effects);
    for id in &ids[..limits::TRANSFERS] {
        assert!(play.may(Right::FileIn));
        play.step(*id, TransferStep::Cancel { reason: TransferStop::Failed });
    }
    assert!(!play.may(Right::FileIn));
}

/// A folder of so many files, as the page offers it.
fn folder(number: u32, count: usize) -> Vec<FileBatch> {
    let folders = FolderPath::lossy(["Photos", "2026"]).unwrap();
    let file = |n| OfferedFile { folders: folders.clone(), ..in_folder(n) };
    FileBatch::parts(number, (0..count).map(file).collect(), vec![]).unwrap()
}

fn in_folder(n: usize) -> OfferedFile {
    OfferedFile::alone(FileName::lossy(&alloc::format!("{n}.txt")), 3)
}

#[test]
fn a_folder_is_asked_about_once_and_whole() {
    let mut play = Play::with_files();
    let parts = folder(1, limits::FOLDER_FILES);
    let last = parts.len() - 1;
    for (nth, part) in parts.into_iter().enumerate() {
        play.tells(&ToSharer::OfferFiles(part));
        assert_eq!(play.asked_about().is_some(), nth == last);
    }
    let asked = play.asked_about().unwrap();
    assert_eq!(asked.folder().unwrap().as_str(), "Photos");
    assert_eq!(asked.files.len(), limits::FOLDER_FILES);
    let id = play.asked();
    play.person(PersonInput::Answer { id, answer: Answer::Allow });
    assert!(play.has(&answered(1, None)), "{:?}", play.effects);
    // All of them are taken at once, however many they are.
    let mut id = OF_HELPER;
    for file in asked.files {
        let what = TransferKind::File(FileTransfer::new(1, file));
        play.step(id, TransferStep::Offer { what });
        assert!(play.has(&says(id, TransferStep::Accept {})), "{:?}", play.effects);
        play.step(id, TransferStep::Cancel { reason: TransferStop::Changed });
        id = id.next().unwrap();
        if id.0 > 400 {
            break;
        }
    }
}

#[test]
fn a_folder_with_too_many_files_or_a_hostile_path_is_never_asked_about() {
    let mut play = Play::with_files();
    for mut part in folder(1, limits::FOLDER_FILES).into_iter().chain(folder(1, 64)) {
        part.more = true;
        play.tells(&ToSharer::OfferFiles(part));
    }
    let mut end = folder(1, 1);
    play.tells(&ToSharer::OfferFiles(end.remove(0)));
    let asked = play.asked_about().map(|asked| asked.files.len());
    assert_eq!(asked, Some(1), "what was too much is forgotten, and a batch begins again");
}

#[test]
fn each_batch_has_a_number_of_its_own_also_after_a_reload() {
    let mut play = Play::with_files();
    let mut numbers = Vec::new();
    for id in [OF_HELPER, TransferId(3)] {
        play.tells(&ToSharer::OfferFiles(folder(1, 1).remove(0)));
        let asked = play.asked();
        play.person(PersonInput::Answer { id: asked, answer: Answer::Allow });
        let file = folder(1, 1).remove(0).files.remove(0);
        let what = TransferKind::File(FileTransfer::new(1, file));
        play.step(id, TransferStep::Offer { what });
        numbers.extend(play.effects.iter().find_map(|effect| {
            let Effect::Transfer { effect: TransferEffect::Begin { what, .. }, .. } = effect else {
                return None;
            };
            let TransferKind::File(file) = what else { return None };
            Some(file.batch)
        }));
        play.step(id, TransferStep::Cancel { reason: TransferStop::Changed });
        if id == OF_HELPER {
            play.tells(&ToSharer::Reloaded {});
        }
    }
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn a_file_of_the_users_is_offered_again_to_a_page_that_was_loaded_again() {
    let mut play = Play::offering();
    play.step(OF_USER, TransferStep::Accept {});
    play.tells(&ToSharer::Reloaded {});
    let stopped = Some(TransferStop::PageReloaded);
    let ended = TransferEffect::Ended { id: OF_USER, sender: Party::User, stopped };
    assert!(play.has(&Effect::Transfer { guest: GUEST, effect: ended }), "{:?}", play.effects);
    assert!(play.may(Right::FileOut));
    let file = OfferedFile::alone(FileName::lossy("a.txt"), 3);
    let what = TransferKind::File(FileTransfer::new(0, file));
    play.shell(TransferInput::Offer { ticket: 2, what: what.clone() });
    assert!(play.has(&says(TransferId(4), TransferStep::Offer { what })), "{:?}", play.effects);
    play.step(TransferId(4), TransferStep::Refuse { reason: TransferStop::Declined });
    assert!(!play.may(Right::FileOut), "it is over with the file");
}
