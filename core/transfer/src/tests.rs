//! Both ends over paths that end in the middle, in virtual time.

use alloc::collections::VecDeque;
use alloc::vec;
use alloc::vec::Vec;
use core::time::Duration;

use proptest::prelude::*;
use protocol::bulk::{BulkRecord, Digest, Outcome, TransferId};
use protocol::limits::{
    TRANSFER_ACK_BYTES, TRANSFER_CHUNK_BYTES, TRANSFER_READS, TRANSFER_WINDOW, TRANSFERS,
};
use protocol::time::Tick;

use crate::Progress;
use crate::incoming::{Answer, Incoming, Received};
use crate::outgoing::{NotBegun, Outgoing, Output};
use crate::receiver::{ReceiveError, Receiver, Write};
use crate::sender::{Chunk, SendError, Sender};

const ID: TransferId = TransferId(7);
const CHUNK: u64 = TRANSFER_CHUNK_BYTES as u64;

fn at(ms: u64) -> Tick {
    Tick::from_millis(ms)
}

/// Bytes that differ from place to place.
fn source(id: TransferId, size: usize) -> Vec<u8> {
    let byte = |at: usize| (at as u32).wrapping_mul(2_654_435_761).wrapping_add(id.0) >> 13;
    (0..size).map(|at| byte(at) as u8).collect()
}

/// One path: the records that are on their way in each direction.
#[derive(Default)]
struct Wire {
    forth: VecDeque<Vec<u8>>,
    back: VecDeque<Vec<u8>>,
}

/// Both ends, and all paths that there were.
struct World {
    now: u64,
    outgoing: Outgoing,
    incoming: Incoming,
    sources: Vec<(TransferId, Vec<u8>)>,
    /// What the receiver's shell has written, and what it still has to.
    sinks: Vec<(TransferId, Vec<u8>)>,
    unwritten: VecDeque<(TransferId, u64)>,
    paths: Vec<Wire>,
    /// In the order of their ends, as each end saw it.
    sent: Vec<(TransferId, Outcome)>,
    received: Vec<(TransferId, Outcome)>,
    /// How often a chunk of each was sent.
    turns: Vec<TransferId>,
}

impl World {
    fn new(sizes: &[usize]) -> Self {
        let (mut outgoing, mut incoming) = (Outgoing::default(), Incoming::default());
        let ids = || (1..).map(TransferId);
        for (id, size) in ids().zip(sizes) {
            outgoing.begin(id, *size as u64).unwrap();
            incoming.expect(id, *size as u64).unwrap();
        }
        Self {
            now: 0,
            outgoing,
            incoming,
            sources: ids().zip(sizes).map(|(id, size)| (id, source(id, *size))).collect(),
            sinks: ids().zip(sizes).map(|(id, _)| (id, Vec::new())).collect(),
            unwritten: VecDeque::new(),
            paths: vec![Wire::default()],
            sent: Vec::new(),
            received: Vec::new(),
            turns: Vec::new(),
        }
    }

    fn now(&self) -> Tick {
        at(self.now)
    }

    /// The sender does what it has to.
    fn send(&mut self) {
        while let Some(output) = self.outgoing.poll(self.now()) {
            match output {
                Output::Read { id, chunk } => {
                    let (_, source) = self.sources.iter().find(|(known, _)| *known == id).unwrap();
                    let from = chunk.offset as usize;
                    let bytes = source[from..from + chunk.len].to_vec();
                    let record = self.outgoing.on_read(id, chunk.offset, &bytes).unwrap();
                    self.outgoing.on_sent(&BulkRecord::decode(&record).unwrap(), self.now());
                    self.turns.push(id);
                    self.paths.last_mut().unwrap().forth.push_back(record);
                }
                Output::Send(record) => self.paths.last_mut().unwrap().forth.push_back(record),
                Output::Finished { id, outcome } => self.sent.push((id, outcome)),
                Output::Failed { id, error } => panic!("{id}: {error}"),
            }
            assert!(self.outgoing.in_flight() <= TRANSFER_WINDOW);
        }
    }

    fn deliver(&mut self, path: usize, is_twice: bool) {
        let Some(record) = self.paths[path].forth.pop_front() else { return };
        let now = self.now();
        for _ in 0..=u8::from(is_twice) {
            let record = BulkRecord::decode(&record).unwrap();
            if let Received::Write { id, write } = self.incoming.on_record(&record, now).unwrap() {
                let (_, sink) = self.sinks.iter_mut().find(|(known, _)| *known == id).unwrap();
                assert_eq!(write.offset, sink.len() as u64);
                sink.extend_from_slice(write.bytes);
                self.unwritten.push_back((id, sink.len() as u64));
            }
        }
    }

    /// The disk writes something.
    fn write(&mut self) {
        if let Some((id, written)) = self.unwritten.pop_front() {
            self.incoming.on_written(id, written, self.now());
        }
    }

    fn answer(&mut self) {
        while let Some(Answer { record, over, .. }) = self.incoming.poll(self.now()) {
            self.received.extend(over);
            self.paths.last_mut().unwrap().back.push_back(record);
        }
    }

    fn deliver_back(&mut self, path: usize) {
        if let Some(record) = self.paths[path].back.pop_front() {
            self.outgoing.on_record(&BulkRecord::decode(&record).unwrap(), self.now());
        }
    }

    fn change_path(&mut self) {
        self.paths.push(Wire::default());
        self.outgoing.on_path_changed();
    }

    /// Everything goes on without a loss until nothing happens any more.
    fn run(&mut self) {
        let last = self.paths.len() - 1;
        for _ in 0..20_000 {
            self.send();
            for _ in 0..4 {
                self.deliver(last, false);
                self.write();
            }
            self.answer();
            self.deliver_back(last);
            self.now += 1;
            if self.sent.len() == self.sources.len() && self.received.len() == self.sources.len() {
                return;
            }
        }
        panic!("it is stuck: {:?}", self.outgoing);
    }

    fn assert_all_arrived(&self) {
        for ((id, source), (_, sink)) in self.sources.iter().zip(&self.sinks) {
            assert!(source == sink, "{id}");
            assert!(self.sent.contains(&(*id, Outcome::Intact)));
            assert!(self.received.contains(&(*id, Outcome::Intact)));
        }
    }
}

#[test]
fn all_bytes_arrive_and_both_ends_know_it() {
    for sizes in [vec![0], vec![1], vec![TRANSFER_CHUNK_BYTES], vec![3_000_001, 0, 100_000]] {
        let mut world = World::new(&sizes);
        world.run();
        world.assert_all_arrived();
        assert_eq!(world.outgoing.poll(world.now()), None);
        assert_eq!(world.outgoing.progress(TransferId(1)), None, "it is forgotten");
    }
}

#[test]
fn chunks_are_read_ahead_and_leave_no_gap_when_a_pause_drops_one() {
    let mut sender = Sender::new(ID, 10 * CHUNK);
    let ahead: Vec<Chunk> = core::iter::from_fn(|| sender.poll_chunk(10)).collect();
    let offsets: Vec<u64> = ahead.iter().map(|chunk| chunk.offset).collect();
    assert_eq!((offsets.len(), &offsets[..3]), (TRANSFER_READS, &[0, 10, 20][..]));
    sender.on_read(0, &[1; 10]).unwrap().unwrap();
    sender.pause();
    assert_eq!(sender.on_read(10, &[1; 10]), Ok(None));
    sender.resume();
    let again = sender.poll_chunk(20).unwrap();
    assert_eq!(again.offset, 10);
    for offset in &offsets[2..] {
        assert_eq!(sender.on_read(*offset, &[1; 10]), Ok(None), "it would leave a gap");
    }
    assert!(sender.on_read(10, &[1; 20]).unwrap().is_some());
}

#[test]
fn transfers_take_turns() {
    let mut world = World::new(&[5_000_000, 5_000_000, 5_000_000]);
    for _ in 0..400 {
        world.send();
        world.deliver(0, false);
        world.write();
        world.answer();
        world.deliver_back(0);
        world.now += 1;
    }
    assert!(world.turns.len() > 100, "{}", world.turns.len());
    for three in world.turns.chunks_exact(3) {
        assert_eq!(three, [TransferId(1), TransferId(2), TransferId(3)]);
    }
}

#[test]
fn without_acknowledgements_no_more_than_the_window_is_sent() {
    let mut sender = Sender::new(ID, 2 * TRANSFER_WINDOW);
    let bytes = [0; TRANSFER_CHUNK_BYTES];
    while let Some(Chunk { offset, len }) = sender.poll_chunk(usize::MAX) {
        sender.on_read(offset, &bytes[..len]).unwrap().expect("it is sent");
    }
    assert!(sender.in_flight() <= TRANSFER_WINDOW);
    assert!(sender.in_flight() > TRANSFER_WINDOW - CHUNK);
    // A path about which nothing is known takes less, however long it is waited for.
    let mut world = World::new(&[3_000_000]);
    for second in 0..100 {
        world.now = second * 1000;
        world.send();
    }
    let first_window = world.outgoing.in_flight();
    assert!((1..=64 * 1024).contains(&first_window), "{first_window}");
}

#[test]
fn a_path_that_takes_nothing_is_given_nothing() {
    let mut world = World::new(&[100]);
    world.outgoing.set_blocked(true);
    world.send();
    assert!(world.paths[0].forth.is_empty());
    world.outgoing.set_blocked(false);
    world.run();
    world.assert_all_arrived();
}

#[test]
fn on_another_path_a_transfer_goes_on_at_the_last_acknowledged_byte() {
    let mut sender = Sender::new(ID, 10 * CHUNK);
    let bytes = [0; TRANSFER_CHUNK_BYTES];
    let send = |sender: &mut Sender| {
        let Chunk { offset, len } = sender.poll_chunk(usize::MAX)?;
        sender.on_read(offset, &bytes[..len]).unwrap().map(|_| offset)
    };
    for n in 0..3 {
        assert_eq!(send(&mut sender), Some(n * CHUNK));
    }
    assert_eq!(sender.on_acknowledged(CHUNK), Ok(CHUNK));
    sender.on_path_changed();
    assert_eq!(sender.progress(), Progress { done: CHUNK, size: 10 * CHUNK });
    assert_eq!(send(&mut sender), Some(CHUNK));
    // An acknowledgement of the old path is late, but true.
    assert_eq!(sender.on_acknowledged(3 * CHUNK), Ok(CHUNK));
    assert_eq!(send(&mut sender), Some(3 * CHUNK));
    assert_eq!(sender.on_acknowledged(5 * CHUNK), Err(SendError::Acknowledged));
}

#[test]
fn what_was_read_for_the_path_before_is_not_sent() {
    let mut sender = Sender::new(ID, 10);
    let chunk = sender.poll_chunk(usize::MAX).unwrap();
    sender.on_path_changed();
    assert_eq!(sender.on_read(chunk.offset, &[0; 10]), Ok(None));
    assert_eq!(sender.poll_chunk(usize::MAX), Some(chunk), "it is read again");
    sender.pause();
    assert_eq!(sender.on_read(chunk.offset, &[0; 10]), Ok(None));
    assert_eq!(sender.poll_chunk(usize::MAX), None);
    sender.resume();
    assert_eq!(sender.poll_chunk(usize::MAX), Some(chunk));
    assert_eq!(sender.on_read(chunk.offset, &[0; 9]), Err(SendError::SourceChanged));
}

#[test]
fn a_transfer_that_fails_or_is_cancelled_does_not_hold_up_the_others() {
    let mut world = World::new(&[1_000_000, 200_000]);
    let first = TransferId(1);
    let Some(Output::Read { id, chunk }) = world.outgoing.poll(at(0)) else { panic!() };
    assert_eq!((id, chunk.offset), (first, 0));
    assert_eq!(world.outgoing.on_read(first, 0, b"too short"), None);
    let error = SendError::SourceChanged;
    assert_eq!(world.outgoing.poll(at(0)), Some(Output::Failed { id: first, error }));
    world.incoming.cancel(first);
    world.sources.remove(0);
    world.sinks.remove(0);
    world.run();
    world.assert_all_arrived();

    let mut world = World::new(&[1_000_000, 200_000]);
    world.send();
    world.outgoing.cancel(first);
    world.incoming.cancel(first);
    world.sources.remove(0);
    world.sinks.remove(0);
    world.run();
    world.assert_all_arrived();
}

#[test]
fn there_are_no_more_transfers_than_the_bound_and_none_twice() {
    let (mut outgoing, mut incoming) = (Outgoing::default(), Incoming::default());
    for n in 0..TRANSFERS {
        let id = TransferId(n as u32);
        assert_eq!(outgoing.begin(id, 1), Ok(()));
        assert_eq!(incoming.expect(id, 1), Ok(()));
        assert_eq!(outgoing.begin(id, 1), Err(NotBegun::Known));
        assert_eq!(incoming.expect(id, 1), Err(NotBegun::Known));
    }
    assert_eq!(outgoing.begin(TransferId(99), 1), Err(NotBegun::TooMany));
    assert_eq!(incoming.expect(TransferId(99), 1), Err(NotBegun::TooMany));
    incoming.cancel(TransferId(0));
    assert_eq!(incoming.expect(TransferId(99), 1), Ok(()));
}

#[test]
fn gaps_other_sizes_and_a_flood_are_refused() {
    let size = 3 * TRANSFER_WINDOW;
    let mut receiver = Receiver::new(ID, size);
    let write = Write { offset: 0, bytes: b"ab" };
    assert_eq!(receiver.on_chunk(0, b"ab", at(0)), Ok(Some(write)));
    assert_eq!(receiver.on_chunk(0, b"ab", at(0)), Ok(None));
    let write = Write { offset: 2, bytes: b"c" };
    assert_eq!(receiver.on_chunk(1, b"bc", at(0)), Ok(Some(write)), "only the new part");
    assert_eq!(receiver.on_chunk(4, b"e", at(0)), Err(ReceiveError::Gap));
    assert_eq!(receiver.on_chunk(size, b"a", at(0)), Err(ReceiveError::Size));
    assert_eq!(receiver.on_chunk(u64::MAX, b"a", at(0)), Err(ReceiveError::Size));
    assert_eq!(receiver.on_end(size, Digest([0; 32])), Err(ReceiveError::Gap));
    assert_eq!(receiver.on_end(size - 1, Digest([0; 32])), Err(ReceiveError::Size));
    // Nothing was written, so nothing was acknowledged: a sender has to wait.
    let bytes = [0; TRANSFER_CHUNK_BYTES];
    let mut arrived = 3;
    let refused = loop {
        match receiver.on_chunk(arrived, &bytes, at(0)) {
            Ok(_) => arrived += CHUNK,
            Err(error) => break error,
        }
        let ack = receiver.poll(at(1_000));
        assert!(!matches!(ack, Some(BulkRecord::Ack { taken_bytes: 1.., .. })), "{ack:?}");
    };
    assert_eq!(refused, ReceiveError::Window);
    assert!(arrived <= TRANSFER_WINDOW);
}

#[test]
fn acknowledgements_come_when_enough_was_written_or_soon_or_at_the_end() {
    let mut receiver = Receiver::new(ID, TRANSFER_ACK_BYTES + 11);
    let bytes = [0; TRANSFER_CHUNK_BYTES];
    let mut at_byte = 0;
    while at_byte < TRANSFER_ACK_BYTES {
        let len = (TRANSFER_ACK_BYTES - at_byte).min(CHUNK);
        receiver.on_chunk(at_byte, &bytes[..len as usize], at(at_byte / CHUNK)).unwrap();
        at_byte += len;
    }
    receiver.on_written(TRANSFER_ACK_BYTES - 1, at(9));
    assert_eq!(receiver.poll(at(9)), None);
    receiver.on_written(TRANSFER_ACK_BYTES, at(9));
    let ack = |taken_bytes, arrived_ms| Some(BulkRecord::Ack { id: ID, taken_bytes, arrived_ms });
    let last = (TRANSFER_ACK_BYTES - 1) / CHUNK;
    assert_eq!(receiver.poll(at(9)), ack(TRANSFER_ACK_BYTES, last as u32), "as of its arrival");
    assert_eq!(receiver.deadline(), None);
    receiver.on_chunk(TRANSFER_ACK_BYTES, &bytes[..10], at(20)).unwrap();
    receiver.on_written(TRANSFER_ACK_BYTES + 10, at(30));
    assert_eq!(receiver.poll(at(30)), None);
    let due = receiver.deadline().unwrap();
    assert_eq!(receiver.poll(due), ack(TRANSFER_ACK_BYTES + 10, 20));
    // A sender on another path may not know: it is told once more.
    receiver.on_chunk(0, &bytes[..10], due).unwrap();
    let again = due.low_millis();
    let due = receiver.deadline().unwrap();
    assert_eq!(receiver.poll(due), ack(TRANSFER_ACK_BYTES + 10, again));
    receiver.on_chunk(TRANSFER_ACK_BYTES + 10, &bytes[..1], due).unwrap();
    receiver.on_written(u64::MAX, due);
    let last = due.low_millis();
    assert_eq!(receiver.poll(due), ack(TRANSFER_ACK_BYTES + 11, last), "nothing follows it");
}

#[test]
fn bytes_that_were_changed_on_the_way_are_noticed() {
    let mut receiver = Receiver::new(ID, 3);
    let mut sender = Sender::new(ID, 3);
    sender.poll_chunk(usize::MAX).unwrap();
    sender.on_read(0, b"abc").unwrap().unwrap();
    let end = sender.poll_end().expect("everything was sent");
    assert_eq!(sender.poll_end(), None, "once");
    let Ok(BulkRecord::End { size, digest, .. }) = BulkRecord::decode(&end) else { panic!() };
    receiver.on_chunk(0, b"abd", at(0)).unwrap();
    receiver.on_end(size, digest).unwrap();
    assert_eq!(receiver.poll(at(0)), None, "before it is written nothing is over");
    receiver.on_written(3, at(0));
    let outcome = Outcome::Damaged;
    assert_eq!(receiver.poll(at(0)), Some(BulkRecord::Finished { id: ID, outcome }));
    assert!(!receiver.is_complete());
    assert_eq!(receiver.on_end(size, Digest([0; 32])), Err(ReceiveError::Digest));
    sender.on_finished(outcome).unwrap();
    assert_eq!(sender.outcome(), Some(outcome));
    let mut early = Sender::new(ID, 3);
    assert_eq!(early.on_finished(Outcome::Intact), Err(SendError::FinishedEarly));
}

#[test]
fn an_answer_that_was_lost_with_its_path_is_given_again() {
    let mut world = World::new(&[10]);
    world.send();
    while !world.paths[0].forth.is_empty() {
        world.deliver(0, false);
        world.write();
    }
    world.answer();
    assert_eq!(world.received, [(TransferId(1), Outcome::Intact)]);
    // The receiver has forgotten the transfer, and the sender does not know.
    world.change_path();
    world.run();
    world.assert_all_arrived();
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Send,
    Deliver {
        path: usize,
        is_twice: bool,
    },
    Write,
    Answer,
    DeliverBack {
        path: usize,
    },
    ChangePath,
    /// What is on the way on a path is lost, from a record on.
    Cut {
        path: usize,
        after: usize,
    },
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let path = 0_usize..4;
    prop_oneof![
        4 => Just(Step::Send),
        12 => (path.clone(), prop::bool::weighted(0.1))
            .prop_map(|(path, is_twice)| Step::Deliver { path, is_twice }),
        8 => Just(Step::Write),
        4 => Just(Step::Answer),
        6 => path.clone().prop_map(|path| Step::DeliverBack { path }),
        1 => Just(Step::ChangePath),
        1 => (path, 0_usize..6).prop_map(|(path, after)| Step::Cut { path, after }),
        4 => (0_u64..40).prop_map(Step::Wait),
    ]
}

proptest! {
    /// A path brings what was put into it in order, until it is cut; what comes over several arrives mixed.
    #[test]
    fn over_whatever_paths_exactly_the_bytes_arrive(
        sizes in prop::collection::vec(0_usize..300_000, 1..4),
        steps in prop::collection::vec(step(), 0..400),
    ) {
        let mut world = World::new(&sizes);
        for step in steps {
            // The paths that were added last, which are the ones that have something.
            let of = |world: &World, path: usize| (world.paths.len() - 1).saturating_sub(path);
            match step {
                Step::Send => world.send(),
                Step::Deliver { path, is_twice } => world.deliver(of(&world, path), is_twice),
                Step::Write => world.write(),
                Step::Answer => world.answer(),
                Step::DeliverBack { path } => world.deliver_back(of(&world, path)),
                Step::ChangePath => world.change_path(),
                // A cut path is not used any more.
                Step::Cut { path, after } => {
                    let path = of(&world, path);
                    world.paths[path].forth.truncate(after);
                    world.paths[path].back.truncate(after);
                    if path + 1 == world.paths.len() {
                        world.change_path();
                    }
                }
                Step::Wait(ms) => world.now += ms,
            }
            let unwritten = |id: TransferId| {
                let sink = world.sinks.iter().find(|(known, _)| *known == id);
                sink.map_or(0, |(_, sink)| sink.len() as u64)
                    - world.incoming.progress(id).map_or(0, |progress| progress.done)
            };
            for (id, _) in &world.sources {
                if world.incoming.progress(*id).is_some() {
                    prop_assert!(unwritten(*id) <= TRANSFER_WINDOW);
                }
            }
        }
        world.change_path();
        world.run();
        world.assert_all_arrived();
    }

    #[test]
    fn no_record_of_a_stranger_makes_a_receiver_write_beyond_the_size(
        chunks in prop::collection::vec((0_u64..100, 1_usize..60), 0..60),
    ) {
        let mut receiver = Receiver::new(ID, 80);
        let mut written = Vec::new();
        for (offset, len) in chunks {
            if let Ok(Some(write)) = receiver.on_chunk(offset, &vec![1; len], at(0)) {
                prop_assert_eq!(write.offset, written.len() as u64);
                written.extend_from_slice(write.bytes);
            }
            prop_assert!(written.len() <= 80);
        }
    }
}

/// Over a path of this rate and round trip. Returns the share of it that is used.
fn used(kbit_s: u64, round_trip: Duration) -> f64 {
    let size = (kbit_s * 125 * 4) as usize;
    let mut world = World::new(&[size]);
    let one_way = round_trip.as_micros() as u64 / 2;
    let (mut forth, mut back) = (VecDeque::new(), VecDeque::new());
    let (mut free_us, mut longest_us, step_us) = (0_u64, 0_u64, 1000_u64);
    let mut now_us = 0_u64;
    while world.sent.is_empty() {
        world.now = now_us / 1000;
        world.send();
        for record in world.paths[0].forth.drain(..) {
            let starts = free_us.max(now_us);
            free_us = starts + record.len() as u64 * 8_000 / kbit_s;
            longest_us = longest_us.max(free_us - now_us);
            forth.push_back((free_us + one_way, record));
        }
        while forth.front().is_some_and(|(due, _)| *due <= now_us) {
            world.paths[0].forth.push_back(forth.pop_front().unwrap().1);
            world.deliver(0, false);
            world.write();
        }
        world.answer();
        for record in world.paths[0].back.drain(..) {
            back.push_back((now_us + one_way, record));
        }
        while back.front().is_some_and(|(due, _)| *due <= now_us) {
            world.paths[0].back.push_back(back.pop_front().unwrap().1);
            world.deliver_back(0);
        }
        now_us += step_us;
        assert!(now_us < 60_000_000, "{kbit_s} kbit/s: it takes too long");
    }
    world.assert_all_arrived();
    // A click that comes at any moment waits no longer than this behind a file.
    assert!(longest_us < 250_000, "{kbit_s} kbit/s: {longest_us} µs of queue");
    size as f64 * 8.0 / (now_us as f64 / 1_000.0) / kbit_s as f64
}

#[test]
fn a_path_is_used_and_its_queue_stays_short() {
    // A short transfer on a long path is over before the window has grown.
    for (kbit_s, ms, least) in
        [(1_000, 30, 0.8), (10_000, 30, 0.8), (100_000, 10, 0.8), (20_000, 150, 0.4)]
    {
        let share = used(kbit_s, Duration::from_millis(ms));
        assert!(share > least, "{kbit_s} kbit/s, {ms} ms: {share:.2} of it is used");
    }
}
