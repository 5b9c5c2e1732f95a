//! Files that end by themselves, or with all of their folder, and those that the panic key has stopped.

use protocol::bulk::{BulkRecord, TransferId};
use protocol::file_name::FileName;
use protocol::files::{FileBatch, OfferedFile};
use protocol::folder_path::FolderPath;
use protocol::transfer::{FileTransfer, TransferKind, TransferMessage, TransferStep, TransferStop};
use transfer::shell::TransferInput;

use super::*;
use crate::notice::{FileState, FolderFailure, FolderNotice};

const FIRST: TransferId = TransferId(1);
const SECOND: TransferId = TransferId(3);
const OF_USER: TransferId = TransferId(2);

fn says(id: TransferId, step: TransferStep) -> Effect {
    send(ToViewer::Transfer(TransferMessage { id, step }))
}

fn stalled() -> TransferStep {
    TransferStep::Cancel { reason: TransferStop::Stalled }
}

/// A batch of so many files, in a folder.
fn folder(number: u32, count: usize) -> FileBatch {
    let folders = FolderPath::lossy(["Photos"]).unwrap();
    let name = |nth| FileName::lossy(&alloc::format!("{number}-{nth}.txt"));
    let file = |nth| OfferedFile { folders: folders.clone(), ..OfferedFile::alone(name(nth), 9) };
    FileBatch::new(number, (0..count).map(file).collect())
}

impl Play {
    fn agreeing(number: u32, count: usize) -> Self {
        let offered = |options: &mut SessionOptions| {
            options.offered = options.offered.with(Right::FileIn).with(Right::FileOut);
        };
        let mut play = Self::sharing(offered);
        play.agrees(number, count);
        play
    }

    fn agrees(&mut self, number: u32, count: usize) {
        self.tells(&ToSharer::OfferFiles(folder(number, count)));
        let id = self.asked();
        self.person(PersonInput::Answer { id, answer: Answer::Allow });
    }

    fn begins(&mut self, id: TransferId, number: u32, nth: usize) {
        let file = folder(number, nth + 1).files[nth].clone();
        let what = TransferKind::File(FileTransfer::new(number, file));
        self.steps(id, TransferStep::Offer { what });
    }

    fn steps(&mut self, id: TransferId, step: TransferStep) {
        self.tells(&ToSharer::Transfer(TransferMessage { id, step }));
    }

    fn holds_right(&self, right: Right) -> bool {
        self.session.held(GUEST).contains(right)
    }

    /// The Helper stays there for so long. Returns what happens.
    fn stays(&mut self, time: Duration) -> Vec<Effect> {
        self.passes(time, &[PATH])
    }

    fn folder_notice(&self) -> Option<FolderNotice> {
        self.effects.iter().find_map(folder_notice)
    }
}

fn folder_notice(effect: &Effect) -> Option<FolderNotice> {
    match effect {
        Effect::Notify { notice: Notice::Folder(told), .. } => Some(told.clone()),
        _ => None,
    }
}

#[test]
fn a_file_of_which_nothing_comes_ends_by_itself_and_one_that_moves_does_not() {
    let almost = limits::FILE_STALLED - Duration::from_secs(5);
    let mut play = Play::agreeing(1, 1);
    play.begins(FIRST, 1, 0);
    assert!(!play.stays(almost).contains(&says(FIRST, stalled())));
    let chunk = BulkRecord::Chunk { id: FIRST, offset: 0, bytes: b"abc" }.encode();
    play.input(on_path(TransportInput::Message { channel: Channel::Bulk, bytes: chunk }));
    let input = TransferInput::Written { id: FIRST, bytes: 3 };
    play.input(Input::Transfer { guest: GUEST, input });
    assert!(!play.stays(almost).contains(&says(FIRST, stalled())), "it has moved");
    let effects = play.stays(Duration::from_secs(10));
    assert!(effects.contains(&says(FIRST, stalled())), "{effects:?}");
    let told = effects.iter().find_map(folder_notice).unwrap();
    assert_eq!(told.failure.unwrap().reason, TransferStop::Stalled);
    assert!(!play.holds_right(Right::FileIn));
}

#[test]
fn what_waits_for_somebody_does_not_end_by_itself() {
    let long = limits::FILE_STALLED + limits::FILE_STALLED;
    let mut play = Play::agreeing(1, 1);
    play.begins(FIRST, 1, 0);
    play.person(PersonInput::Pause);
    assert!(!play.stays(long).contains(&says(FIRST, stalled())));
    play.person(PersonInput::Resume);
    play.person(PersonInput::StopControl);
    assert!(!play.stays(long).contains(&says(FIRST, stalled())), "after the panic key");
    play.person(PersonInput::Resume);
    play.steps(FIRST, TransferStep::Pause {});
    assert!(!play.stays(long).contains(&says(FIRST, stalled())), "the Helper has paused it");
    play.steps(FIRST, TransferStep::Resume {});
    assert!(play.stays(long).contains(&says(FIRST, stalled())));
}

#[test]
fn a_file_that_the_helper_neither_takes_nor_refuses_ends_by_itself() {
    let cancelled = |reason| says(OF_USER, TransferStep::Cancel { reason });
    let unanswered = cancelled(TransferStop::Unanswered);
    let almost = limits::FILE_UNANSWERED - Duration::from_secs(5);
    let mut play = Play::agreeing(1, 1);
    play.person(PersonInput::Revoke(Right::FileIn));
    play.person(PersonInput::SendFile { path: "a".into() });
    play.opens_choice(1, 1);
    assert!(!play.stays(almost).contains(&unanswered));
    play.person(PersonInput::Pause);
    assert!(!play.stays(almost).contains(&unanswered), "the Helper cannot take it in a pause");
    play.person(PersonInput::Resume);
    assert!(!play.stays(almost).contains(&unanswered), "it counts anew");
    let effects = play.stays(Duration::from_secs(10));
    assert!(effects.contains(&unanswered), "{effects:?}");
    let reason = TransferStop::Unanswered;
    let is_told = |effect: &Effect| match effect {
        Effect::Notify { notice: Notice::File(file), .. } => {
            file.state == FileState::Failed { reason }
        }
        _ => false,
    };
    assert!(effects.iter().any(is_told), "{effects:?}");
    assert!(!play.holds_right(Right::FileOut), "nothing needs it any more");

    // From when the Helper takes it, it is late as every other file is.
    play.person(PersonInput::SendFile { path: "b".into() });
    play.opens_choice(2, 2);
    play.stays(almost);
    let second = TransferId(4);
    play.steps(second, TransferStep::Accept {});
    let stalled = says(second, stalled());
    let effects = play.stays(limits::FILE_STALLED - Duration::from_secs(5));
    assert!(!effects.contains(&stalled), "{effects:?}");
    assert!(play.stays(Duration::from_secs(10)).contains(&stalled));
}

#[test]
fn a_batch_of_which_no_file_comes_ends_by_itself_and_gives_its_right_back() {
    let mut play = Play::agreeing(1, 3);
    play.begins(FIRST, 1, 0);
    play.steps(FIRST, TransferStep::Cancel { reason: TransferStop::Changed });
    let effects = play.stays(limits::FILE_STALLED - Duration::from_secs(5));
    assert!(effects.iter().all(|effect| folder_notice(effect).is_none()));
    assert!(play.holds_right(Right::FileIn));
    let effects = play.stays(Duration::from_secs(10));
    assert!(effects.contains(&notify(Notice::FilesNotCome { count: 2 })), "{effects:?}");
    let told = effects.iter().find_map(folder_notice).unwrap();
    assert_eq!((told.count, told.missing), (3, 3));
    assert!(!play.holds_right(Right::FileIn));
    play.begins(SECOND, 1, 1);
    let reason = TransferStop::NotAllowed;
    assert!(play.has(&says(SECOND, TransferStep::Refuse { reason })), "{:?}", play.effects);
}

#[test]
fn with_a_file_of_a_folder_the_user_cancels_all_of_it_and_reads_why_it_is_not_there() {
    let mut play = Play::agreeing(1, 4);
    play.begins(FIRST, 1, 0);
    play.begins(SECOND, 1, 1);
    play.agrees(2, 1);
    play.person(PersonInput::CancelFile { id: FIRST });
    let cancelled = TransferStep::Cancel { reason: TransferStop::Declined };
    for id in [FIRST, SECOND] {
        assert!(play.has(&says(id, cancelled.clone())), "{:?}", play.effects);
    }
    let told = play.folder_notice().unwrap();
    assert_eq!((told.count, told.missing), (4, 4));
    let reason = TransferStop::Declined;
    assert_eq!(told.failure, Some(FolderFailure { file: None, reason }));
    assert!(play.holds_right(Right::FileIn), "for the other folder");
    play.begins(TransferId(5), 1, 2);
    let refuse = TransferStep::Refuse { reason: TransferStop::NotAllowed };
    assert!(play.has(&says(TransferId(5), refuse)), "{:?}", play.effects);
    play.begins(TransferId(7), 2, 0);
    assert!(play.has(&says(TransferId(7), TransferStep::Accept {})), "{:?}", play.effects);
}

#[test]
fn a_yes_to_new_files_does_not_let_those_go_on_that_the_panic_key_has_stopped() {
    let mut play = Play::agreeing(1, 2);
    play.begins(FIRST, 1, 0);
    play.person(PersonInput::SendFile { path: "a".into() });
    play.person(PersonInput::StopControl);
    assert!(play.has(&says(FIRST, TransferStep::Pause {})), "{:?}", play.effects);
    play.agrees(2, 1);
    assert!(!play.has(&says(FIRST, TransferStep::Resume {})), "{:?}", play.effects);
    play.begins(SECOND, 2, 0);
    assert!(play.has(&says(SECOND, TransferStep::Accept {})), "{:?}", play.effects);
    assert!(!play.has(&says(SECOND, TransferStep::Pause {})), "a new one: {:?}", play.effects);
    let old = TransferId(5);
    play.begins(old, 1, 1);
    assert!(play.has(&says(old, TransferStep::Pause {})), "an old one: {:?}", play.effects);
    // What the User had chosen before that was still being opened, and is open after what they chose later.
    play.person(PersonInput::SendFile { path: "b".into() });
    play.opens_choice(2, 1);
    assert!(!play.has(&says(OF_USER, TransferStep::Pause {})), "{:?}", play.effects);
    play.opens_choice(1, 2);
    assert!(play.has(&says(TransferId(4), TransferStep::Pause {})), "{:?}", play.effects);
    play.tells(&ToSharer::Reloaded {});
    let input = TransferInput::Offer { ticket: 3, what: file_of_user() };
    play.input(Input::Transfer { guest: GUEST, input });
    assert!(play.has(&says(TransferId(6), TransferStep::Pause {})), "{:?}", play.effects);
    play.person(PersonInput::Resume);
    assert!(play.has(&says(TransferId(6), TransferStep::Resume {})), "{:?}", play.effects);
}

#[test]
fn a_file_that_is_offered_when_the_user_has_just_paused_waits_for_the_end_of_the_pause() {
    let mut play = Play::agreeing(1, 2);
    play.person(PersonInput::Pause);
    play.begins(FIRST, 1, 0);
    let at = |step| {
        let said = says(FIRST, step);
        play.effects.iter().position(|effect| *effect == said)
    };
    let steps = [TransferStep::Pause {}, TransferStep::Accept {}];
    let [paused, accepted] = steps.map(|step| at(step).expect("it was said"));
    assert!(paused < accepted, "nothing is sent: {:?}", play.effects);
    play.person(PersonInput::Resume);
    assert!(play.has(&says(FIRST, TransferStep::Resume {})), "{:?}", play.effects);
}

#[test]
fn the_user_pauses_a_folder_with_one_of_its_files_and_nothing_else() {
    let mut play = Play::agreeing(1, 2);
    play.agrees(2, 1);
    play.begins(FIRST, 1, 0);
    play.begins(SECOND, 2, 0);
    let (pause, resume) = (TransferStep::Pause {}, TransferStep::Resume {});
    play.person(PersonInput::PauseFile { id: FIRST });
    assert!(play.has(&says(FIRST, pause.clone())), "{:?}", play.effects);
    assert!(!play.has(&says(SECOND, pause.clone())), "another folder: {:?}", play.effects);
    let third = TransferId(5);
    play.begins(third, 1, 1);
    assert!(play.has(&says(third, pause)), "the same folder: {:?}", play.effects);
    play.person(PersonInput::ResumeFile { id: third });
    for id in [FIRST, third] {
        assert!(play.has(&says(id, resume.clone())), "{:?}", play.effects);
    }
}

#[test]
fn what_is_still_being_opened_when_the_right_ends_is_not_sent_by_a_later_grant() {
    let mut play = Play::agreeing(1, 1);
    play.person(PersonInput::SendFile { path: "slow".into() });
    play.person(PersonInput::Revoke(Right::FileOut));
    let stop = transfer::shell::TransferEffect::StopOpening { choice: 1 };
    assert!(play.has(&Effect::Transfer { guest: GUEST, effect: stop }), "{:?}", play.effects);
    play.person(PersonInput::SendFile { path: "b".into() });
    assert!(play.holds_right(Right::FileOut));
    play.opens_choice(1, 1);
    let not_offered = transfer::shell::TransferEffect::NotOffered { ticket: 1 };
    assert!(
        play.has(&Effect::Transfer { guest: GUEST, effect: not_offered }),
        "{:?}",
        play.effects
    );
    let offered = TransferStep::Offer { what: file_of_user() };
    assert!(!play.has(&says(OF_USER, offered.clone())), "{:?}", play.effects);
    play.opens_choice(2, 2);
    assert!(play.has(&says(OF_USER, offered)), "{:?}", play.effects);
}

fn file_of_user() -> TransferKind {
    TransferKind::File(FileTransfer::new(0, folder(1, 1).files.remove(0)))
}

impl Play {
    /// A file that the User has chosen is open.
    fn opens_choice(&mut self, choice: u32, ticket: u64) {
        let input = TransferInput::Chosen { choice, ticket, what: file_of_user() };
        self.input(Input::Transfer { guest: GUEST, input });
    }
}
