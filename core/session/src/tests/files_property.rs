//! Files of the Helper's against a page, whatever the two people do meanwhile: nothing of a file passes after its right is gone,
//! and none gets its name while it is stopped.

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};

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

/// What happens next. Records move in between.
#[derive(Clone, Debug)]
enum Step {
    /// The Helper chooses files of these sizes, in a folder or not.
    Choose(bool, Vec<u16>),
    Answer(bool),
    /// So many records move each way.
    Move(u8),
    Pause,
    Resume,
    Panic,
    Revoke,
    /// The User cancels one of those that are sent.
    Cancel(u8),
    /// The Helper does.
    Abandon(u8),
    /// Another path is used; what is on its way is gone.
    ChangePath,
}

fn step() -> impl Strategy<Value = Step> {
    let sizes = prop::collection::vec(0_u16..50_000, 1..4);
    prop_oneof![
        4 => (any::<bool>(), sizes).prop_map(|(folder, sizes)| Step::Choose(folder, sizes)),
        6 => prop::bool::weighted(0.8).prop_map(Step::Answer),
        20 => (1_u8..12).prop_map(Step::Move),
        1 => Just(Step::Pause),
        3 => Just(Step::Resume),
        1 => Just(Step::Panic),
        1 => Just(Step::Revoke),
        1 => any::<u8>().prop_map(Step::Cancel),
        1 => any::<u8>().prop_map(Step::Abandon),
        2 => Just(Step::ChangePath),
    ]
}

struct World {
    play: Play,
    path: PathId,
    page: Exchange,
    /// Records on their way.
    to_sharer: VecDeque<Vec<u8>>,
    to_page: VecDeque<Vec<u8>>,
    last_batch: u32,
    batches: BTreeMap<u32, Vec<OfferedFile>>,
    /// What the page is still to offer of agreed batches.
    waiting: VecDeque<File>,
    running: BTreeMap<TransferId, File>,
    written: BTreeMap<TransferId, Vec<u8>>,
    kept: BTreeSet<File>,
    /// Files that somebody has stopped for good.
    excused: BTreeSet<File>,
    /// Files that the panic key has stopped.
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
            last_batch: 0,
            batches: BTreeMap::new(),
            waiting: VecDeque::new(),
            running: BTreeMap::new(),
            written: BTreeMap::new(),
            kept: BTreeSet::new(),
            excused: BTreeSet::new(),
            held: BTreeSet::new(),
            agreed: BTreeSet::new(),
            has_right: false,
            is_paused: false,
            question: None,
        }
    }

    fn pending(&self) -> BTreeSet<File> {
        let over = |file: &&File| !self.kept.contains(file) && !self.excused.contains(file);
        self.agreed.iter().filter(over).copied().collect()
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
                Effect::Say { message, .. } => self.on_said(message),
                Effect::Transfer { effect, .. } => self.on_transfer(effect),
                _ => {}
            }
            effects.extend(core::mem::take(&mut self.play.effects));
            effects.extend(self.follow_page());
        }
    }

    fn on_right(&mut self, event: RightEvent) {
        match event {
            RightEvent::Granted { right: Right::FileIn, .. } => self.has_right = true,
            RightEvent::Ended { right: Right::FileIn, .. } => self.has_right = false,
            _ => {}
        }
    }

    fn on_said(&mut self, message: ToViewer) {
        match message {
            ToViewer::Transfer(message) => {
                self.page.on_step(message.id, &message.step).unwrap();
            }
            ToViewer::FilesAnswered { batch, refused: None } => {
                let all = (0..self.batches[&batch].len()).map(|nth| (batch, nth));
                self.agreed.extend(all.clone());
                self.waiting.extend(all);
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
        assert!(!self.excused.contains(&file), "{file:?} after it was cancelled");
    }

    /// No file gets its name while it is stopped. What of it was on its way may still come.
    fn may_arrive(&self, id: TransferId) {
        let file = self.running[&id];
        self.may_pass(id);
        assert!(!self.is_paused, "{file:?} in a pause");
        assert!(!self.held.contains(&file), "{file:?} after the panic key");
    }

    /// Does what the page does next. Returns what that leads to.
    fn follow_page(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        loop {
            if !self.is_paused
                && self.page.ids().count() < 3
                && let Some(file) = self.waiting.pop_front()
            {
                let offered = self.batches[&file.0][file.1].clone();
                let what = TransferKind::File(FileTransfer::new(file.0, offered));
                let id = self.page.offer(what).unwrap();
                self.running.insert(id, file);
            }
            let Some(output) = self.page.poll(self.play.now) else { return effects };
            match output {
                Output::Say(message) => {
                    self.play.tells_on(self.path, &ToSharer::Transfer(message));
                    effects.append(&mut self.play.effects);
                }
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

    fn act(&mut self, step: Step) {
        self.play.now = self.play.now + Duration::from_millis(1);
        match step {
            Step::Choose(in_folder, sizes) => {
                self.last_batch += 1;
                let batch = self.last_batch;
                let names = in_folder.then_some("Photos");
                let folders = FolderPath::lossy(names).unwrap();
                let file = |(nth, size): (usize, u16)| OfferedFile {
                    name: FileName::lossy(&alloc::format!("{nth}.txt")),
                    size: u64::from(size),
                    folders: folders.clone(),
                };
                let files: Vec<OfferedFile> = sizes.into_iter().enumerate().map(file).collect();
                self.batches.insert(batch, files.clone());
                let offer = ToSharer::OfferFiles(FileBatch::new(batch, files));
                self.play.tells_on(self.path, &offer);
                self.perform();
            }
            Step::Answer(allow) => {
                if let Some(id) = self.question.take() {
                    let answer = if allow { Answer::Allow } else { Answer::Refuse };
                    self.person(PersonInput::Answer { id, answer });
                }
            }
            Step::Move(count) => self.move_records(count),
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
                if self.has_right {
                    self.excused.extend(self.pending());
                }
                self.person(PersonInput::Revoke(Right::FileIn));
            }
            Step::Cancel(nth) => {
                if let Some(id) = self.nth_running(nth) {
                    let file = self.running[&id];
                    let in_folder = !self.batches[&file.0][file.1].folders.is_empty();
                    let ends = |other: &File| *other == file || (in_folder && other.0 == file.0);
                    self.excused.extend(self.pending().into_iter().filter(ends));
                    self.person(PersonInput::CancelFile { id });
                }
            }
            Step::Abandon(nth) => {
                if let Some(id) = self.nth_running(nth) {
                    self.excused.insert(self.running[&id]);
                    self.page.stop(id, TransferStop::Failed);
                    self.play.effects = self.follow_page();
                    self.perform();
                }
            }
            Step::ChangePath => self.change_path(),
        }
    }

    fn nth_running(&self, nth: u8) -> Option<TransferId> {
        let ids: Vec<TransferId> = self.page.ids().collect();
        let id = *ids.get(usize::from(nth) % ids.len().max(1))?;
        self.pending().contains(&self.running[&id]).then_some(id)
    }

    fn move_records(&mut self, count: u8) {
        for _ in 0..count {
            if let Some(record) = self.to_sharer.pop_front() {
                let message = TransportInput::Message { channel: Channel::Bulk, bytes: record };
                self.input(on(self.path, message));
            }
            if let Some(record) = self.to_page.pop_front() {
                self.page.on_record(&record, self.play.now).unwrap();
                self.play.effects = self.follow_page();
                self.perform();
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
        self.play.fences_if_asked(next);
        self.perform();
    }

    /// Nobody does anything more, and what can come comes. A file may stay behind: that none does is not claimed.
    fn settle(&mut self) {
        self.act(Step::Resume);
        for _ in 0..300 {
            self.move_records(4);
            if self.to_sharer.is_empty() && self.to_page.is_empty() {
                let effects = self.play.passes(Duration::from_millis(50), &[self.path]);
                self.play.effects = effects;
                self.perform();
                self.play.effects = self.follow_page();
                self.perform();
            }
        }
    }
}

impl Play {
    fn fences_if_asked(&mut self, path: PathId) {
        if self.effects.iter().any(|effect| fence(effect).is_some()) {
            self.fences_on(path);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_byte_of_a_file_passes_after_its_right_is_gone(
        steps in prop::collection::vec(step(), 1..120),
    ) {
        let mut world = World::new();
        for step in steps {
            world.act(step);
        }
        world.settle();
    }
}
