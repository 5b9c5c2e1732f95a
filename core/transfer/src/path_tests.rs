//! Both ends over a modelled bottleneck, with a disk at either end: how much of it is used, and how long its queue is.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::time::Duration;

use protocol::bulk::{BulkRecord, TransferId};
use protocol::limits::TRANSFER_CHUNK_BYTES;
use protocol::time::Tick;

use crate::incoming::{Incoming, Received};
use crate::outgoing::{Outgoing, Output};
use crate::sender::Chunk;

const ID: TransferId = TransferId(1);

/// More than any test sends.
const SIZE: u64 = 1 << 40;

/// What the receiver's clock is ahead: its low 32 bits begin anew meanwhile.
const AHEAD: Duration = Duration::from_millis((1 << 32) - 5_000);

/// One step of the model, in µs.
const STEP: u64 = 100;

/// The bottleneck and what surrounds it. Times are in µs.
#[derive(Clone, Copy, Debug)]
struct Path {
    mbit_s: u64,
    round_trip: u64,
    /// What an acknowledgement is late at most, since a program is busy.
    late: u64,
    /// The sender looks at what has come after pauses of up to so long.
    busy: u64,
    /// How long one read takes.
    read: u64,
    /// How long one write takes at most.
    writes: u64,
    /// How long the disk hesitates once a second.
    hesitates: u64,
    /// A picture of so many bytes passes 30 times a second.
    picture: u64,
}

const PATH: Path = Path {
    mbit_s: 100,
    round_trip: 20_000,
    late: 0,
    busy: 0,
    read: 200,
    writes: 0,
    hesitates: 0,
    picture: 0,
};

/// What happened after the beginning.
#[derive(Debug)]
struct Seen {
    /// What was used of the bandwidth, by transfers and pictures, in percent.
    used: u64,
    /// The queue that was not exceeded in half of the time, in 95 % and ever, in ms.
    queue: [u64; 3],
}

struct Model {
    path: Path,
    now: u64,
    outgoing: Outgoing,
    incoming: Incoming,
    /// When the bottleneck has sent all that waits.
    free: u64,
    reads: VecDeque<(u64, Chunk)>,
    records: VecDeque<(u64, Vec<u8>)>,
    writes: VecDeque<(u64, u64)>,
    acks: VecDeque<(u64, Vec<u8>)>,
    looks: u64,
    passed: u64,
    queues: Vec<u64>,
    chance: u64,
}

impl Model {
    fn new(path: Path) -> Self {
        let (mut outgoing, mut incoming) = (Outgoing::default(), Incoming::default());
        outgoing.begin(ID, SIZE).unwrap();
        incoming.expect(ID, SIZE).unwrap();
        Self {
            path,
            now: 1_000_000,
            outgoing,
            incoming,
            free: 0,
            reads: VecDeque::new(),
            records: VecDeque::new(),
            writes: VecDeque::new(),
            acks: VecDeque::new(),
            looks: 0,
            passed: 0,
            queues: Vec::new(),
            chance: 1,
        }
    }

    fn tick(&self) -> Tick {
        Tick::from_millis(self.now / 1000)
    }

    /// Something from 0 to `most`.
    fn chance(&mut self, most: u64) -> u64 {
        self.chance = self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.chance >> 33) % (most + 1)
    }

    /// So many bytes enter the bottleneck. Returns when they have arrived.
    fn pass(&mut self, bytes: u64) -> u64 {
        self.passed += bytes;
        self.free = self.free.max(self.now) + bytes * 8 / self.path.mbit_s;
        self.free + self.path.round_trip / 2
    }

    fn step(&mut self) {
        self.now += STEP;
        let (now, tick) = (self.now, self.tick());
        if self.path.picture > 0 && now % 33_300 < STEP {
            self.pass(self.path.picture);
        }
        if self.looks <= now {
            self.looks = now + self.chance(self.path.busy);
            self.send(now, tick);
        }
        self.receive(now, tick);
        self.queues.push(self.free.saturating_sub(now) / 1000);
    }

    fn send(&mut self, now: u64, tick: Tick) {
        while let Some((_, record)) = self.acks.pop_front_if(|(at, _)| *at <= now) {
            self.outgoing.on_record(&BulkRecord::decode(&record).unwrap(), tick);
        }
        while let Some((_, chunk)) = self.reads.pop_front_if(|(at, _)| *at <= now) {
            let bytes = &[0; TRANSFER_CHUNK_BYTES][..chunk.len];
            let record = self.outgoing.on_read(ID, chunk.offset, bytes).unwrap();
            self.outgoing.on_sent(&BulkRecord::decode(&record).unwrap(), tick);
            let arrives = self.pass(record.len() as u64);
            self.records.push_back((arrives, record));
        }
        while let Some(output) = self.outgoing.poll(tick) {
            let Output::Read { chunk, .. } = output else { panic!("{output:?}") };
            self.reads.push_back((now + self.path.read, chunk));
        }
    }

    fn receive(&mut self, now: u64, tick: Tick) {
        // Its clock began at another time.
        let tick = tick + AHEAD;
        while let Some((_, record)) = self.records.pop_front_if(|(at, _)| *at <= now) {
            let record = BulkRecord::decode(&record).unwrap();
            let received = self.incoming.on_record(&record, tick).unwrap();
            let Received::Write { write, .. } = received else { panic!("{received:?}") };
            let hesitates = self.path.hesitates.saturating_sub(now % 1_000_000);
            let written = now + hesitates + self.chance(self.path.writes);
            // One after the other.
            let written = self.writes.back().map_or(written, |(before, _)| written.max(*before));
            self.writes.push_back((written, write.offset + write.bytes.len() as u64));
        }
        while let Some((_, end)) = self.writes.pop_front_if(|(at, _)| *at <= now) {
            self.incoming.on_written(ID, end, tick);
        }
        while let Some(answer) = self.incoming.poll(tick) {
            let late = self.chance(self.path.late);
            let at = now + self.path.round_trip / 2 + late;
            // None overtakes the one before it.
            let at = self.acks.back().map_or(at, |(before, _)| at.max(*before));
            self.acks.push_back((at, answer.record));
        }
    }

    fn run(&mut self, ms: u64) -> Seen {
        let before = self.passed;
        self.queues.clear();
        for _ in 0..ms * 1000 / STEP {
            self.step();
        }
        self.queues.sort_unstable();
        let at = |percent: usize| self.queues[(self.queues.len() - 1) * percent / 100];
        let used = (self.passed - before) * 8 * 100 / (self.path.mbit_s * ms * 1000);
        Seen { used, queue: [at(50), at(95), at(100)] }
    }
}

#[test]
fn a_fast_path_is_used_and_its_queue_is_short() {
    let noises = [
        PATH,
        Path { late: 10_000, ..PATH },
        Path { late: 5_000, read: 1_000, ..PATH },
        Path { late: 2_000, hesitates: 50_000, ..PATH },
        Path { busy: 5_000, late: 3_000, ..PATH },
        Path { picture: 25_000, ..PATH },
    ];
    for round_trip in [5_000, 20_000, 50_000] {
        for path in noises {
            let path = Path { round_trip, ..path };
            let mut model = Model::new(path);
            let first = model.run(2_000);
            let later = model.run(6_000);
            let what = std::format!("{path:?}: {first:?}, {later:?}");
            assert!(later.used > 85, "{what}");
            assert!(later.queue[0] <= 8 && later.queue[1] <= 25 && later.queue[2] <= 40, "{what}");
            assert!(first.queue[2] <= 60, "{what}");
        }
    }
}

/// The wanted 25 ms, what is not acknowledged for 20 ms, and a chunk.
#[test]
fn a_slow_path_has_no_more_than_the_queue_that_is_wanted() {
    for mbit_s in [1, 3, 10] {
        for round_trip in [20_000, 100_000] {
            let mut model = Model::new(Path { mbit_s, round_trip, ..PATH });
            let first = model.run(4_000);
            let later = model.run(20_000);
            let what = std::format!("{mbit_s} Mbit/s, {round_trip} µs: {first:?}, {later:?}");
            assert!(later.used > 85, "{what}");
            assert!(later.queue[1] <= 55, "{what}");
            assert!(first.queue[2] <= 110 && later.queue[2] <= 100, "{what}");
        }
    }
}

/// However long the disk takes, and the acknowledgement.
#[test]
fn what_comes_after_the_arrival_is_no_queue() {
    for (writes, late) in [(30_000, 0), (0, 60_000), (30_000, 60_000), (80_000, 100_000)] {
        for round_trip in [1_000, 20_000] {
            let path = Path { writes, late, round_trip, picture: 25_000, ..PATH };
            let mut model = Model::new(path);
            model.run(6_000);
            let later = model.run(4_000);
            let least = if late > 60_000 { 50 } else { 85 };
            // Acknowledgements that are late make a path longer for the pace: it answers later.
            let longest = if late > 0 { 40 } else { 25 };
            assert!(later.used > least && later.queue[1] <= longest, "{path:?}: {later:?}");
        }
    }
}

/// The delay of the computer is not a queue of the path.
#[test]
fn a_busy_computer_does_not_make_a_file_crawl() {
    for (busy, late, least) in [(20_000, 20_000, 75), (60_000, 20_000, 40), (100_000, 60_000, 20)] {
        for round_trip in [1_000, 60_000] {
            let path = Path { busy, late, round_trip, ..PATH };
            let mut model = Model::new(path);
            model.run(9_000);
            let later = model.run(4_000);
            assert!(later.used > least && later.queue[2] <= 100, "{path:?}: {later:?}");
        }
    }
}

#[test]
fn a_path_that_becomes_much_slower_has_a_short_queue_soon() {
    for (round_trip, late) in [(5_000, 0), (20_000, 0), (20_000, 20_000), (60_000, 0)] {
        let mut model = Model::new(Path { round_trip, late, ..PATH });
        model.run(8_000);
        model.path.mbit_s = 10;
        let at_once = model.run(2_000);
        let later = model.run(4_000);
        let what = std::format!("{round_trip} {late}: {at_once:?}, {later:?}");
        assert!(at_once.queue[2] <= 800, "{what}");
        assert!(later.queue[1] <= 60 && later.used > 70, "{what}");
    }
}
