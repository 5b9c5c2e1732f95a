//! A simulated bottleneck: so much per second, so long a round trip, and a queue without end.

use std::collections::VecDeque;
use std::vec::Vec;

use proptest::prelude::*;
use protocol::limits::{LANE_ACK_BYTES, LANE_ACK_DELAY};

use super::*;

const MBIT: u64 = 125_000;

/// A path with its receiver.
struct Bottleneck {
    bytes_per_s: u64,
    /// One way, in milliseconds.
    delay: u64,
    /// What waits, in bytes, and the thousandths of bytes that may leave.
    queue: u64,
    credit: u64,
    /// (when it arrives, bytes)
    flying: VecDeque<(u64, u64)>,
    /// (when it arrives, received)
    acks: VecDeque<(u64, u64)>,
    received: u64,
    acknowledged: u64,
    ack_due: Option<u64>,
}

impl Bottleneck {
    fn new(bytes_per_s: u64, round_trip_ms: u64) -> Self {
        Self {
            bytes_per_s,
            delay: round_trip_ms.div_ceil(2),
            queue: 0,
            credit: 0,
            flying: VecDeque::new(),
            acks: VecDeque::new(),
            received: 0,
            acknowledged: 0,
            ack_due: None,
        }
    }

    /// One millisecond passes.
    fn step(&mut self, now: u64) {
        self.credit += self.bytes_per_s;
        let leaves = (self.credit / 1000).min(self.queue);
        self.credit = if self.queue == leaves { 0 } else { self.credit - leaves * 1000 };
        self.queue -= leaves;
        if leaves > 0 {
            self.flying.push_back((now + self.delay, leaves));
        }
        while self.flying.front().is_some_and(|(at, _)| *at <= now) {
            let (_, bytes) = self.flying.pop_front().unwrap();
            self.received += bytes;
            let delay = u64::try_from(LANE_ACK_DELAY.as_millis()).unwrap();
            self.ack_due.get_or_insert(now + delay);
        }
        let is_much = self.received - self.acknowledged >= LANE_ACK_BYTES;
        if is_much || self.ack_due.is_some_and(|due| due <= now) {
            self.acknowledged = self.received;
            self.ack_due = None;
            self.acks.push_back((now + self.delay, self.received));
        }
    }

    fn queue_ms(&self) -> u64 {
        self.queue * 1000 / self.bytes_per_s
    }
}

/// A sender and a path under one clock.
struct Run {
    window: StreamWindow,
    path: Bottleneck,
    now: u64,
    /// How long what waits would take, at each millisecond.
    queue_ms: Vec<u64>,
}

impl Run {
    fn new(mbit_s: u64, round_trip_ms: u64) -> Self {
        let path = Bottleneck::new(mbit_s * MBIT, round_trip_ms);
        Self { window: StreamWindow::new(), path, now: 1_000, queue_ms: Vec::new() }
    }

    /// Sends what `wants` bytes there are at each millisecond, for so long. Returns the part of the
    /// bandwidth that was used, in percent.
    fn run(&mut self, ms: u64, mut wants: impl FnMut(u64) -> usize) -> u64 {
        let before = self.path.received;
        self.queue_ms.clear();
        let mut pending = 0_usize;
        for _ in 0..ms {
            self.now += 1;
            let now = Tick::from_millis(self.now);
            while self.path.acks.front().is_some_and(|(at, _)| *at <= self.now) {
                let (_, received) = self.path.acks.pop_front().unwrap();
                self.window.on_ack(received, now).unwrap();
            }
            pending = pending.saturating_add(wants(self.now));
            loop {
                let len = pending.min(self.window.fragment_bytes());
                if len == 0 || self.window.room(len, now) != Room::Now {
                    break;
                }
                pending -= len;
                self.window.on_sent(len, now);
                self.path.queue += len as u64;
            }
            self.path.step(self.now);
            self.queue_ms.push(self.path.queue_ms());
        }
        (self.path.received - before) * 100_000 / (self.path.bytes_per_s * ms)
    }

    fn longest_queue(&self) -> u64 {
        self.queue_ms.iter().copied().max().unwrap_or(0)
    }
}

/// More than any path takes.
fn everything(_: u64) -> usize {
    1 << 20
}

#[test]
fn a_path_is_filled_and_nothing_waits_long_on_it() {
    for mbit_s in [1, 10, 100] {
        for round_trip_ms in [5, 20, 50, 100, 200] {
            let mut run = Run::new(mbit_s, round_trip_ms);
            run.run(5_000, everything);
            let first = run.longest_queue();
            let used = run.run(25_000, everything);
            let later = run.longest_queue();
            std::println!("{mbit_s} Mbit/s, {round_trip_ms} ms: {used} %, {first} and {later} ms");
            assert!(first < 100, "{mbit_s} Mbit/s, {round_trip_ms} ms: {first} ms at first");
            assert!(later < 100, "{mbit_s} Mbit/s, {round_trip_ms} ms: {later} ms later");
            assert!(used >= 85, "{mbit_s} Mbit/s, {round_trip_ms} ms: {used} %");
            let estimate = u64::from(run.window.estimated_kbit_s());
            let real = mbit_s * 1000;
            assert!(estimate > real * 7 / 10 && estimate < real * 13 / 10, "{estimate} of {real}");
        }
    }
}

#[test]
fn a_path_that_becomes_ten_times_slower_is_not_flooded_for_long() {
    for round_trip_ms in [5, 50, 200] {
        let mut run = Run::new(10, round_trip_ms);
        run.run(5_000, everything);
        run.path.bytes_per_s /= 10;
        // What is on its way takes ten times as long.
        run.run(4_000, everything);
        let used = run.run(10_000, everything);
        let longest = run.longest_queue();
        assert!(longest < 100, "{round_trip_ms} ms: {longest} ms");
        assert!(used >= 80, "{round_trip_ms} ms: {used} %");
    }
}

#[test]
fn a_path_that_becomes_ten_times_faster_is_filled() {
    for round_trip_ms in [5, 50, 200] {
        let mut run = Run::new(1, round_trip_ms);
        run.run(15_000, everything);
        run.path.bytes_per_s *= 10;
        run.run(6_000, everything);
        let used = run.run(5_000, everything);
        assert!(used >= 80 && run.longest_queue() < 100, "{round_trip_ms} ms: {used} %");
    }
}

#[test]
fn a_longer_path_is_noticed() {
    let mut run = Run::new(10, 20);
    run.run(5_000, everything);
    run.path.delay = 100;
    run.run(20_000, everything);
    let used = run.run(5_000, everything);
    assert!(used >= 80 && run.longest_queue() < 100, "{used} %, {} ms", run.longest_queue());
}

/// An encoder that makes as much as it is told to, thirty times a second.
#[test]
fn the_estimate_of_a_stream_of_pictures_rises_to_what_the_path_carries() {
    for (mbit_s, round_trip_ms) in [(1, 20), (10, 5), (10, 50), (20, 200), (100, 20)] {
        let mut run = Run::new(mbit_s, round_trip_ms);
        for _ in 0..300 {
            let picture = run.window.estimated_kbit_s() / 8 * 33;
            let mut is_new = true;
            run.run(33, |_| if core::mem::take(&mut is_new) { picture as usize } else { 0 });
            assert!(run.longest_queue() < 100, "{mbit_s} Mbit/s, {round_trip_ms} ms");
        }
        let estimate = u64::from(run.window.estimated_kbit_s());
        assert!(estimate >= mbit_s * 750, "{mbit_s} Mbit/s, {round_trip_ms} ms: {estimate} kbit/s");
    }
}

#[test]
fn silence_is_no_evidence_of_a_slow_path() {
    let mut run = Run::new(10, 50);
    run.run(5_000, everything);
    let before = run.window.estimated_kbit_s();
    run.run(30_000, |now| if now % 500 == 0 { 100 } else { 0 });
    assert!(run.window.estimated_kbit_s() >= before);
    let used = run.run(2_000, everything);
    assert!(used >= 80 && run.longest_queue() < 100, "{used} %");
}

/// The two ends greet each other, and then there is a keyframe.
#[test]
fn small_messages_at_first_do_not_make_the_first_picture_slow() {
    for round_trip_ms in [20, 100, 200] {
        let mut run = Run::new(10, round_trip_ms);
        run.run(2 * round_trip_ms, |now| if now % 50 == 0 { 100 } else { 0 });
        let before = run.path.received;
        let mut is_new = true;
        let takes = 5 * round_trip_ms / 2 + 100;
        run.run(takes, |_| if core::mem::take(&mut is_new) { 22_000 } else { 0 });
        let arrived = run.path.received - before;
        assert!(arrived >= 22_000, "{arrived} in {takes} ms over {round_trip_ms} ms");
    }
}

#[test]
fn acknowledgements_of_what_was_not_sent_are_refused() {
    let mut window = StreamWindow::new();
    let at = Tick::from_millis;
    window.on_sent(1_000, at(1));
    assert_eq!(window.on_ack(1_001, at(2)), Err(WrongAck));
    assert_eq!(window.on_ack(600, at(2)), Ok(()));
    assert_eq!(window.on_ack(599, at(3)), Err(WrongAck));
    assert_eq!(window.in_flight(), 400);
}

proptest! {
    /// Whatever is acknowledged when, something can be sent at some time, and the window stays finite.
    #[test]
    fn a_window_never_closes(
        steps in prop::collection::vec((0_u64..300, 0_usize..40_000, 0_u64..100), 1..200),
    ) {
        let mut window = StreamWindow::new();
        let (mut now, mut received) = (0, 0);
        for (wait, len, part) in steps {
            now += wait;
            let tick = Tick::from_millis(now);
            window.on_sent(len, tick);
            received += window.in_flight() as u64 * part / 100;
            prop_assert!(window.on_ack(received, tick).is_ok());
            prop_assert!(window.fragment_bytes() >= 1024);
            prop_assert!(window.window() < 1 << 30);
        }
        received += window.in_flight() as u64;
        prop_assert!(window.on_ack(received, Tick::from_millis(now + 1)).is_ok());
        let much_later = Tick::from_millis(now + 100_000_000);
        prop_assert_eq!(window.room(usize::MAX, much_later), Room::Now);
    }
}

/// The last bytes of a file are acknowledged at once.
#[test]
fn an_acknowledgement_of_few_bytes_is_not_taken_for_a_shorter_path() {
    let mut window = StreamWindow::new();
    let at = Tick::from_millis;
    window.on_sent(20_000, at(100));
    window.on_ack(20_000, at(150)).unwrap();
    window.on_sent(1_000, at(200));
    window.on_sent(1_000, at(201));
    window.on_ack(22_000, at(251)).unwrap();
    assert_eq!(window.round_trip.map(|known| known.time), Some(Duration::from_millis(50)));
}
