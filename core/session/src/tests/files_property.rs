//! Files of the Helper's against a page, whatever the two people do meanwhile and however late each end hears of it: nothing of
//! a file passes after its right is gone, none gets its name while it is stopped, and none is lost that nobody has stopped for
//! good.

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::vec;

use proptest::prelude::*;
use protocol::bulk::TransferId;
use protocol::file_name::FileName;
use protocol::files::{FileBatch, OfferedFile};
use protocol::folder_path::FolderPath;
use protocol::peer::Party;
use protocol::transfer::{FileTransfer, TransferKind, TransferStop};
use transfer::exchange::{Exchange, Output};
use transfer::shell::{TransferEffect, TransferInput};

use super::*;

/// A file by the batch and its place there.
type File = (u32, usize);

/// What happens next.
#[derive(Clone, Debug)]
enum Step {
    /// The Helper chooses files of these sizes, in a folder or not.
    Choose(bool, Vec<u16>),
    Answer(bool),
    /// So many records move each way.
    Move(u8),
    /// So many control messages do, which are on another channel.
    Say(u8),
    Pause,
    Resume,
    Panic,
    Revoke,
    /// The User cancels one of those that are sent.
    Cancel(u8),
    /// The Helper does.
    Abandon(u8),
    /// The User pauses one of those that are sent, or goes on with it.
    Hold(u8, bool),
    /// Another path is used; records on their way are gone, and control messages are sent again.
    ChangePath,
    /// The page is loaded again, and counts anew.
    Reload,
}

fn step() -> impl Strategy<Value = Step> {
    let sizes = prop::collection::vec(0_u16..50_000, 1..4);
    prop_oneof![
        4 => (any::<bool>(), sizes).prop_map(|(folder, sizes)| Step::Choose(folder, sizes)),
        6 => prop::bool::weighted(0.8).prop_map(Step::Answer),
        20 => (1_u8..12).prop_map(Step::Move),
        20 => (1_u8..6).prop_map(Step::Say),
        1 => Just(Step::Pause),
        3 => Just(Step::Resume),
        1 => Just(Step::Panic),
        1 => Just(Step::Revoke),
        1 => any::<u8>().prop_map(Step::Cancel),
        1 => any::<u8>().prop_map(Step::Abandon),
        2 => any::<(u8, bool)>().prop_map(|(nth, is_held)| Step::Hold(nth, is_held)),
        2 => Just(Step::ChangePath),
        1 => Just(Step::Reload),
    ]
}

struct World {
    play: Play,
    path: PathId,
    page: Exchange,
    /// Records on their way.
    to_sharer: VecDeque<Vec<u8>>,
    to_page: VecDeque<Vec<u8>>,
    /// Control messages on their way.
    said_to_sharer: VecDeque<ToSharer>,
    said_to_page: VecDeque<ToViewer>,
    last_batch: u32,
    /// The last batch of the pages before this one.
    before: u32,
    batches: BTreeMap<u32, Vec<OfferedFile>>,
    /// What the page is still to offer of agreed batches.
    waiting: VecDeque<File>,
    running: BTreeMap<TransferId, File>,
    /// Those of them that the sharer knows of.
    begun: BTreeSet<TransferId>,
    written: BTreeMap<TransferId, Vec<u8>>,
    kept: BTreeSet<File>,
    /// Files that the User has stopped for good.
    stopped: BTreeSet<File>,
    /// Files that the Helper has.
    abandoned: BTreeSet<File>,
    /// Files that the panic key or the User has stopped for a while.
    held: BTreeSet<File>,
    agreed: BTreeSet<File>,
    has_right: bool,
    is_paused: bool,
    question: Option<u32>,
}

fn source(file: File, size: u64) -> Vec<u8> {
    let seed = file.0.wrapping_mul(31).wrapping_add(file.1 as u32);
    (0..size).map(|at| (at as u32).wrapping_mul(2_654_435_761).wrapping_add(seed) as u8).collect()
}

impl World {
    fn new() -> Self {
        let offered = |options: &mut SessionOptions| {
            options.offered = options.offered.with(Right::FileIn);
        };
        let mut page = Exchange::new(Party::Helper);
        page.on_path_changed();
        Self {
            play: Play::sharing(offered),
            path: PATH,
            page,
            to_sharer: VecDeque::new(),
            to_page: VecDeque::new(),
            said_to_sharer: VecDeque::new(),
            said_to_page: VecDeque::new(),
            last_batch: 0,
            before: 0,
            batches: BTreeMap::new(),
            waiting: VecDeque::new(),
            running: BTreeMap::new(),
            begun: BTreeSet::new(),
            written: BTreeMap::new(),
            kept: BTreeSet::new(),
            stopped: BTreeSet::new(),
            abandoned: BTreeSet::new(),
            held: BTreeSet::new(),
            agreed: BTreeSet::new(),
            has_right: false,
            is_paused: false,
            question: None,
        }
    }

    /// Files that the User wants, that have not come, and that nobody has stopped for good.
    fn pending(&self) -> BTreeSet<File> {
        let over = [&self.kept, &self.stopped, &self.abandoned];
        let is_pending = |file: &&File| over.iter().all(|over| !over.contains(file));
        self.agreed.iter().filter(is_pending).copied().collect()
    }

    fn size(&self, (batch, nth): File) -> u64 {
        self.batches[&batch][nth].size
    }

    fn input(&mut self, input: Input) {
        self.play.input(input);
        self.perform();
    }

    fn person(&mut self, input: PersonInput) {
        self.input(Input::Person(input));
    }

    fn shell(&mut self, input: TransferInput) {
        self.play.input(Input::Transfer { guest: GUEST, input });
    }

    /// Does what the session asks for, in order.
    fn perform(&mut self) {
        let mut effects = VecDeque::from(core::mem::take(&mut self.play.effects));
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Right { event, .. } => self.on_right(event),
                Effect::Ask { id, .. } => self.question = Some(id),
                Effect::Withdraw { .. } => self.question = None,
                Effect::Say { message, .. } => {
                    if let ToViewer::FilesAnswered { batch, refused: None } = message {
                        self.agreed.extend(self.files(batch));
                    }
                    self.said_to_page.push_back(message);
                }
                Effect::Transfer { effect, .. } => self.on_transfer(effect),
                _ => {}
            }
            effects.extend(core::mem::take(&mut self.play.effects));
        }
    }

    fn on_right(&mut self, event: RightEvent) {
        match event {
            RightEvent::Granted { right: Right::FileIn, .. } => self.has_right = true,
            RightEvent::Ended { right: Right::FileIn, .. } => self.has_right = false,
            _ => {}
        }
    }

    /// The files of a batch that the page has given this number.
    fn files(&self, batch: u32) -> impl Iterator<Item = File> + use<> {
        let batch = self.before + batch;
        (0..self.batches[&batch].len()).map(move |nth| (batch, nth))
    }

    /// The page hears this.
    fn on_said(&mut self, message: ToViewer) {
        match message {
            ToViewer::Transfer(message) => {
                self.page.on_step(message.id, &message.step).unwrap();
            }
            ToViewer::FilesAnswered { batch, refused: None } => {
                self.waiting.extend(self.files(batch));
            }
            ToViewer::RightEnded { right: Some(Right::FileIn), .. } => {
                self.waiting.clear();
                for id in self.page.ids().collect::<Vec<_>>() {
                    self.page.stop(id, TransferStop::NotAllowed);
                }
            }
            _ => {}
        }
    }

    fn on_transfer(&mut self, effect: TransferEffect) {
        match effect {
            TransferEffect::AskRoom => self.shell(TransferInput::Room),
            TransferEffect::Begin { id, .. } => _ = self.begun.insert(id),
            TransferEffect::Ended { id, .. } => _ = self.begun.remove(&id),
            TransferEffect::Send(record) => self.to_page.push_back(record),
            TransferEffect::Write { id, offset, bytes } => {
                self.may_pass(id);
                let written = self.written.entry(id).or_default();
                assert_eq!(written.len() as u64, offset, "in order, and once");
                written.extend(bytes);
                let bytes = written.len() as u64;
                self.shell(TransferInput::Written { id, bytes });
            }
            TransferEffect::Arrived { id } => {
                self.may_arrive(id);
                let file = self.running[&id];
                let written = self.written.remove(&id).unwrap_or_default();
                assert_eq!(written, source(file, self.size(file)), "as it was sent");
                assert!(self.kept.insert(file), "{file:?} has come twice");
                self.shell(TransferInput::Saved { id, path: "a".into() });
            }
            _ => {}
        }
    }

    /// The property: bytes of a file pass only with its right, and while nobody wants it no more.
    fn may_pass(&self, id: TransferId) {
        let file = self.running[&id];
        assert!(self.has_right, "{file:?} after its right is gone");
        assert!(!self.stopped.contains(&file), "{file:?} after it was cancelled");
    }

    /// No file gets its name while it is stopped. What of it was on its way may still come.
    fn may_arrive(&self, id: TransferId) {
        let file = self.running[&id];
        self.may_pass(id);
        assert!(!self.is_paused, "{file:?} in a pause");
        assert!(!self.held.contains(&file), "{file:?} after the panic key, or paused");
    }

    /// Does what the page does next. It may not have heard of a pause.
    fn follow_page(&mut self) {
        loop {
            if self.page.ids().count() < 3
                && let Some(file) = self.waiting.pop_front()
            {
                let offered = self.batches[&file.0][file.1].clone();
                let batch = file.0 - self.before;
                let what = TransferKind::File(FileTransfer::new(batch, offered));
                let id = self.page.offer(what).unwrap();
                self.running.insert(id, file);
            }
            let Some(output) = self.page.poll(self.play.now) else { return };
            match output {
                Output::Say(message) => self.said_to_sharer.push_back(ToSharer::Transfer(message)),
                Output::AskRoom => self.page.on_room(),
                Output::Send(record) => self.to_sharer.push_back(record),
                Output::Read { id, chunk } => {
                    let file = self.running[&id];
                    let bytes = source(file, self.size(file));
                    let from = usize::try_from(chunk.offset).unwrap();
                    self.page.on_read(id, chunk.offset, &bytes[from..from + chunk.len]);
                }
                Output::Write { .. } | Output::Arrived { .. } => unreachable!("nothing comes"),
                Output::Delivered { .. } => {}
                Output::Stopped { id, reason: TransferStop::Declined, .. } => {
                    // As the page does: with a file of a folder, all of it ends.
                    let (batch, nth) = self.running[&id];
                    if !self.batches[&batch][nth].folders.is_empty() {
                        self.waiting.retain(|(other, _)| *other != batch);
                    }
                }
                Output::Stopped { .. } => {}
            }
        }
    }

    fn choose(&mut self, in_folder: bool, sizes: Vec<u16>) {
        self.last_batch += 1;
        let names = in_folder.then_some("Photos");
        let folders = FolderPath::lossy(names).unwrap();
        let file = |(nth, size): (usize, u16)| OfferedFile {
            name: FileName::lossy(&alloc::format!("{nth}.txt")),
            size: u64::from(size),
            folders: folders.clone(),
        };
        let files: Vec<OfferedFile> = sizes.into_iter().enumerate().map(file).collect();
        self.batches.insert(self.last_batch, files.clone());
        let batch = FileBatch::new(self.last_batch - self.before, files);
        self.said_to_sharer.push_back(ToSharer::OfferFiles(batch));
    }

    fn act(&mut self, step: Step) {
        self.play.now = self.play.now + Duration::from_millis(1);
        match step {
            Step::Choose(in_folder, sizes) => self.choose(in_folder, sizes),
            Step::Answer(allow) => {
                if let Some(id) = self.question.take() {
                    let answer = if allow { Answer::Allow } else { Answer::Refuse };
                    self.person(PersonInput::Answer { id, answer });
                }
            }
            Step::Move(count) => self.move_records(count),
            Step::Say(count) => self.move_messages(count),
            Step::Pause => {
                self.is_paused = true;
                self.person(PersonInput::Pause);
            }
            Step::Resume => {
                self.is_paused = false;
                self.held.clear();
                self.person(PersonInput::Resume);
            }
            Step::Panic => {
                self.held = self.pending();
                self.person(PersonInput::StopControl);
            }
            Step::Revoke => {
                self.stopped.extend(self.pending());
                self.person(PersonInput::Revoke(Right::FileIn));
            }
            Step::Cancel(nth) => {
                if let Some((id, all)) = self.nth_begun(nth) {
                    self.stopped.extend(self.pending().intersection(&all));
                    self.person(PersonInput::CancelFile { id });
                }
            }
            Step::Hold(nth, is_held) => {
                let Some((id, all)) = self.nth_begun(nth) else { return };
                if is_held {
                    self.held.extend(self.pending().intersection(&all));
                    self.person(PersonInput::PauseFile { id });
                } else {
                    // Also one that the Helper has stopped meanwhile: its last bytes may be on their way.
                    self.held.retain(|file| !all.contains(file));
                    self.person(PersonInput::ResumeFile { id });
                }
            }
            Step::Abandon(nth) => {
                let ids: Vec<TransferId> = self.page.ids().collect();
                if let Some(id) = nth_of(&ids, nth) {
                    self.abandoned.insert(self.running[&id]);
                    self.page.stop(id, TransferStop::Failed);
                    self.follow_page();
                }
            }
            // A page that opens more paths, or begins more often, breaks the rules.
            Step::ChangePath if self.path.0 < limits::PATH_OFFERS => self.change_path(),
            Step::Reload if self.path.0 < limits::PATH_OFFERS.min(limits::RELOADS) => self.reload(),
            Step::ChangePath | Step::Reload => {}
        }
    }

    /// One of the files that are sent, and what goes with it: the others of its folder.
    fn nth_begun(&self, nth: u8) -> Option<(TransferId, BTreeSet<File>)> {
        let begun: Vec<TransferId> = self.begun.iter().copied().collect();
        let id = nth_of(&begun, nth)?;
        let file = self.running[&id];
        let in_folder = !self.batches[&file.0][file.1].folders.is_empty();
        let is_with_it = |other: &File| *other == file || (in_folder && other.0 == file.0);
        Some((id, self.agreed.iter().copied().filter(is_with_it).collect()))
    }

    fn move_records(&mut self, count: u8) {
        for _ in 0..count {
            if let Some(record) = self.to_sharer.pop_front() {
                let message = TransportInput::Message { channel: Channel::Bulk, bytes: record };
                self.input(on(self.path, message));
            }
            if let Some(record) = self.to_page.pop_front() {
                self.page.on_record(&record, self.play.now).unwrap();
                self.follow_page();
            }
        }
    }

    fn move_messages(&mut self, count: u8) {
        for _ in 0..count {
            if let Some(message) = self.said_to_sharer.pop_front() {
                self.play.tells_on(self.path, &message);
                self.perform();
            }
            if let Some(message) = self.said_to_page.pop_front() {
                self.on_said(message);
                self.follow_page();
            }
        }
    }

    fn change_path(&mut self) {
        let (before, next) = (self.path, PathId(self.path.0 + 1));
        self.to_sharer.clear();
        self.to_page.clear();
        self.input(on(before, TransportInput::Down));
        self.play.offers(next);
        self.perform();
        self.path = next;
        self.input(on(next, TransportInput::Up));
        self.page.on_path_changed();
        self.follow_page();
    }

    /// The page that is loaded again has none of the files, and knows nothing of what was on its way to the one before it. What that
    /// one has said comes first.
    fn reload(&mut self) {
        self.move_messages(u8::MAX);
        self.waiting.clear();
        self.page = Exchange::new(Party::Helper);
        self.change_path();
        self.stopped.extend(self.pending());
        self.play.tells_on(self.path, &ToSharer::Reloaded {});
        self.perform();
        self.said_to_page.clear();
        self.running.clear();
        self.written.clear();
        self.before = self.last_batch;
    }

    /// Nobody does anything more, and all that can come comes.
    fn settle(&mut self) {
        self.act(Step::Resume);
        for _ in 0..3_000 {
            self.act(Step::Answer(true));
            self.move_messages(4);
            self.move_records(4);
            let is_said = self.said_to_sharer.is_empty() && self.said_to_page.is_empty();
            if is_said && self.to_sharer.is_empty() && self.to_page.is_empty() {
                if self.pending().is_empty() && self.question.is_none() {
                    return;
                }
                let effects = self.play.passes(Duration::from_millis(50), &[self.path]);
                self.play.effects = effects;
                self.perform();
                self.follow_page();
            }
        }
        panic!("lost: {:?}, of {:?}", self.pending(), self.page);
    }
}

fn nth_of(ids: &[TransferId], nth: u8) -> Option<TransferId> {
    ids.get(usize::from(nth) % ids.len().max(1)).copied()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_byte_of_a_file_passes_after_its_right_is_gone_and_none_is_lost_while_it_lasts(
        steps in prop::collection::vec(step(), 1..120),
    ) {
        let mut world = World::new();
        for step in steps {
            world.act(step);
        }
        world.settle();
    }
}
