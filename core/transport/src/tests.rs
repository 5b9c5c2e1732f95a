//! Congestion control over a simulated path in virtual time: frames go in as an encoder makes them,
//! feedback comes back as a browser sends it.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use proptest::prelude::*;

use super::*;

const MS: u64 = 1_000;
const SECOND: u64 = 1_000_000;
const PACKET: u64 = 1200;

/// How often the Helper's browser sends feedback.
const FEEDBACK_US: u64 = 100 * MS;

/// How the path behaves.
#[derive(Clone, Copy, Debug)]
struct PathModel {
    kbit_s: u64,
    delay_us: u64,
    jitter_us: u64,
    loss_percent: u64,
    is_cut: bool,
}

/// A packet that would wait longer at the bottleneck is dropped.
const QUEUE_US: u64 = 2 * SECOND;

const CABLE: PathModel =
    PathModel { kbit_s: 1_000_000, delay_us: 300, jitter_us: 0, loss_percent: 0, is_cut: false };

fn home(kbit_s: u64) -> PathModel {
    PathModel { kbit_s, delay_us: 15 * MS, ..CABLE }
}

/// When a packet arrives, and its feedback.
type Delivery = (u64, PacketFeedback);

struct World {
    control: CongestionControl,
    path: PathModel,
    now: u64,
    chance: u64,
    /// When the bottleneck is free.
    free: u64,
    number: u16,
    /// Packets left of the frame that is being sent.
    frame: u64,
    next_frame: u64,
    /// Bytes of a frame: as the estimate allows, up to this.
    most: u64,
    frames: u64,
    /// Packets with the time of their arrival.
    in_flight: VecDeque<Delivery>,
    next_feedback: u64,
    /// Feedback on its way back.
    feedback: VecDeque<(u64, Vec<PacketFeedback>)>,
    /// The longest wait at the bottleneck since it was asked for last.
    longest_wait: u64,
    sent_bytes: u64,
}

impl World {
    fn new(path: PathModel, most: u64) -> Self {
        Self {
            control: CongestionControl::new(0),
            path,
            now: 0,
            chance: 7,
            free: 0,
            number: 65_000,
            frame: 0,
            next_frame: 0,
            most,
            frames: 0,
            in_flight: VecDeque::new(),
            next_feedback: FEEDBACK_US,
            feedback: VecDeque::new(),
            longest_wait: 0,
            sent_bytes: 0,
        }
    }

    fn draw(&mut self, below: u64) -> u64 {
        self.chance = self.chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.chance >> 33) % below.max(1)
    }

    fn run(&mut self, time: u64) {
        let until = self.now + time;
        while self.now < until {
            self.step();
            self.now += 250;
        }
    }

    fn step(&mut self) {
        if self.now >= self.next_frame {
            self.next_frame += SECOND / 30;
            // As the media thread does: what cannot be sent is not encoded.
            if self.frame == 0 {
                let allowed = u64::from(self.control.estimated_kbit_s()) * 1000 / 8 / 30;
                self.frame = allowed.min(self.most).div_ceil(PACKET);
                self.frames += 1;
            }
        }
        while self.frame > 0 && self.control.next_send_us(self.now) <= self.now {
            self.frame -= 1;
            self.send();
        }
        if self.now >= self.next_feedback {
            self.next_feedback += FEEDBACK_US;
            self.send_feedback();
        }
        while self.feedback.front().is_some_and(|(at, _)| *at <= self.now) {
            let (_, packets) = self.feedback.pop_front().unwrap();
            self.control.on_feedback(&packets, self.now);
        }
    }

    fn send(&mut self) {
        self.number = self.number.wrapping_add(1);
        self.control.on_packet_sent(self.number, 1200, self.now);
        self.sent_bytes += PACKET;
        let is_lost = self.draw(100) < self.path.loss_percent;
        let begins = self.free.max(self.now);
        let mut packet = PacketFeedback {
            sequence_number: Some(self.number),
            bytes: 1200,
            departed_us: self.now,
            arrived_us: None,
        };
        let wait = begins - self.now;
        let mut arrives = self.now + self.path.delay_us;
        if wait <= QUEUE_US && !self.path.is_cut {
            self.longest_wait = self.longest_wait.max(wait);
            self.free = begins + PACKET * 8_000 / self.path.kbit_s;
            let jitter = self.path.jitter_us;
            arrives = self.free + self.path.delay_us + self.draw(jitter);
            // The Helper's clock has another origin, and feedback has units of 250 µs.
            packet.arrived_us = (!is_lost).then_some((arrives + 77 * SECOND) / 250 * 250);
        }
        self.in_flight.push_back((arrives, packet));
    }

    /// The Helper's browser sends feedback about what arrived.
    fn send_feedback(&mut self) {
        let here = |(at, packet): &Delivery| *at <= self.now && packet.arrived_us.is_some();
        let Some(last) = self.in_flight.iter().rposition(here) else { return };
        let packets = self.in_flight.drain(..=last).map(|(at, mut packet)| {
            // A reordered packet counts as lost.
            packet.arrived_us = packet.arrived_us.filter(|_| at <= self.now);
            packet
        });
        let packets = packets.collect();
        self.feedback.push_back((self.now + self.path.delay_us, packets));
    }

    fn longest_wait(&mut self) -> u64 {
        core::mem::take(&mut self.longest_wait)
    }
}

#[test]
fn a_fast_path_is_measured_within_the_first_second() {
    for most in [3_000, 15_000, 40_000, 200_000] {
        let mut world = World::new(CABLE, most);
        world.run(SECOND);
        assert!(
            world.control.estimated_kbit_s() >= 20_000,
            "{} kbit/s, frames of {most}",
            world.control.estimated_kbit_s()
        );
        assert!(world.frames >= 29, "{} frames", world.frames);
    }
}

#[test]
fn a_slow_path_is_measured_within_the_first_second_and_not_overrun_for_long() {
    for kbit in [500, 1_000, 3_000, 10_000] {
        let mut world = World::new(home(kbit), 200_000);
        world.run(SECOND);
        let (first, known) = (world.longest_wait(), u64::from(world.control.estimated_kbit_s()));
        assert!((kbit / 2..=kbit * 12 / 10).contains(&known), "{known} kbit/s of {kbit}");
        assert!(
            first <= 1_100 * MS * 1_000 / kbit.min(1_000),
            "packets waited {first} µs at {kbit} kbit/s"
        );
        world.run(2 * SECOND);
        world.longest_wait();
        world.run(10 * SECOND);
        let wait = world.longest_wait();
        assert!(wait <= 400 * MS * 1_000 / kbit.min(1_000), "{wait} µs at {kbit} kbit/s");
        let known = u64::from(world.control.estimated_kbit_s());
        assert!((kbit / 2..=kbit * 12 / 10).contains(&known), "later {known} kbit/s of {kbit}");
    }
}

#[test]
fn a_falling_bandwidth_is_followed_within_a_second_and_back() {
    let mut world = World::new(home(20_000), 50_000);
    world.run(5 * SECOND);
    assert!(world.control.estimated_kbit_s() >= 12_000, "{}", world.control.estimated_kbit_s());
    world.path.kbit_s = 1_000;
    world.run(SECOND);
    assert!(world.control.estimated_kbit_s() <= 1_100, "{}", world.control.estimated_kbit_s());
    world.run(2 * SECOND);
    world.longest_wait();
    world.run(3 * SECOND);
    let wait = world.longest_wait();
    assert!(wait <= 400 * MS, "packets waited {wait} µs");
    world.path.kbit_s = 20_000;
    world.run(4 * SECOND);
    assert!(world.control.estimated_kbit_s() >= 8_000, "{}", world.control.estimated_kbit_s());
}

#[test]
fn the_estimate_stays_while_little_is_sent() {
    for path in [CABLE, home(5_000)] {
        let mut world = World::new(path, 20_000);
        world.run(3 * SECOND);
        let known = world.control.estimated_kbit_s();
        for most in [0, 1_000, 3_000] {
            world.most = most;
            world.run(60 * SECOND);
            let still = world.control.estimated_kbit_s();
            assert!(still >= known * 7 / 10, "{known} kbit/s fell to {still} at {most}");
            let least = u64::from(known).min(path.kbit_s);
            assert!(
                u64::from(still) <= (least * 13 / 10).max(path.kbit_s),
                "{known} rose to {still}"
            );
        }
    }
}

#[test]
fn some_packet_loss_changes_nothing() {
    for loss_percent in [1, 5] {
        let mut world = World::new(PathModel { loss_percent, ..home(50_000) }, 20_000);
        world.run(10 * SECOND);
        assert!(
            world.control.estimated_kbit_s() >= 8_000,
            "{} at {loss_percent} %",
            world.control.estimated_kbit_s()
        );
    }
}

#[test]
fn packets_that_are_late_now_and_then_change_nothing() {
    let path = PathModel { jitter_us: 60 * MS, delay_us: 70 * MS, ..home(50_000) };
    let mut world = World::new(path, 20_000);
    world.run(SECOND);
    for _ in 0..30 {
        world.run(SECOND);
        assert!(world.control.estimated_kbit_s() >= 4_000, "{}", world.control.estimated_kbit_s());
    }
}

#[test]
fn a_path_that_is_cut_gets_probes_only_and_is_used_at_once_again() {
    let mut world = World::new(home(20_000), 20_000);
    world.run(3 * SECOND);
    world.path.is_cut = true;
    world.run(SECOND);
    let before = world.sent_bytes;
    world.run(2 * SECOND);
    assert!(world.sent_bytes - before <= 25 * PACKET, "{} bytes", world.sent_bytes - before);
    world.path.is_cut = false;
    let frames = world.frames;
    world.run(SECOND);
    assert!(world.frames - frames >= 10, "{} frames", world.frames - frames);
    assert!(world.control.estimated_kbit_s() >= 4_000, "{}", world.control.estimated_kbit_s());
}

#[test]
fn a_path_that_becomes_longer_does_not_stop_the_picture() {
    let mut world = World::new(home(50_000), 10_000);
    world.run(5 * SECOND);
    world.path.delay_us += 80 * MS;
    world.run(8 * SECOND);
    let frames = world.frames;
    world.run(SECOND);
    assert!(world.frames - frames >= 25, "{} frames", world.frames - frames);
    assert!(world.control.estimated_kbit_s() >= 2_000, "{}", world.control.estimated_kbit_s());
}

proptest! {
    #[test]
    fn whatever_feedback_says_a_packet_is_sent_in_time(
        steps in prop::collection::vec(
            (0..3u8, any::<u16>(), 0..3_000usize, any::<u32>(), any::<u32>(), 0..400_000u64), 1..200,
        ),
    ) {
        let mut control = CongestionControl::new(0);
        let mut now = 0;
        for (kind, number, bytes, departed, arrived, later) in steps {
            now += later;
            if kind == 0 {
                let next = control.next_send_us(now);
                prop_assert!(next <= now + 100 * MS, "{next} at {now}");
                control.on_packet_sent(number, bytes.min(1200), next.max(now));
                now = next.max(now);
            } else {
                let arrived_us = (kind == 1).then_some(u64::from(arrived));
                let packet = |n: u16| PacketFeedback {
                    sequence_number: Some(number.wrapping_add(n)), bytes, departed_us: departed.into(), arrived_us,
                };
                control.on_feedback(&[packet(0), packet(1), packet(2)], now);
            }
            prop_assert!((150..=100_000).contains(&control.estimated_kbit_s()));
        }
    }
}
