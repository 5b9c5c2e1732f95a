//! The machine over a way in virtual time: frames go in as an encoder makes them, feedback comes back
//! as a browser sends it.

use alloc::vec::Vec;

use alloc::collections::VecDeque;

use proptest::prelude::*;

use super::*;

const MS: u64 = 1_000;
const SECOND: u64 = 1_000_000;
const PACKET: u64 = 1200;

/// How often the Helper's browser sends feedback.
const FEEDBACK_US: u64 = 100 * MS;

/// What the way does.
#[derive(Clone, Copy, Debug)]
struct Way {
    kbit: u64,
    delay_us: u64,
    jitter_us: u64,
    loss_percent: u64,
    is_cut: bool,
}

/// What waits longer before the narrow place is dropped.
const QUEUE_US: u64 = 2 * SECOND;

const CABLE: Way =
    Way { kbit: 1_000_000, delay_us: 300, jitter_us: 0, loss_percent: 0, is_cut: false };

fn home(kbit: u64) -> Way {
    Way { kbit, delay_us: 15 * MS, ..CABLE }
}

/// A packet that the Helper's browser has, or has not.
type Fate = (u64, Report);

struct World {
    flow: Flow,
    way: Way,
    now: u64,
    chance: u64,
    /// When the narrow place is free.
    free: u64,
    number: u16,
    /// Packets of the frame that is leaving.
    frame: u64,
    next_frame: u64,
    /// Bytes of a frame: as the estimate allows, up to this.
    most: u64,
    frames: u64,
    /// Packets with the time of their arrival.
    under_way: VecDeque<Fate>,
    next_feedback: u64,
    /// Feedback on its way back.
    feedback: VecDeque<(u64, Vec<Report>)>,
    /// How long the last packet waited at the narrow place, and the longest since it was asked.
    longest_wait: u64,
    sent_bytes: u64,
}

impl World {
    fn new(way: Way, most: u64) -> Self {
        Self {
            flow: Flow::new(0),
            way,
            now: 0,
            chance: 7,
            free: 0,
            number: 65_000,
            frame: 0,
            next_frame: 0,
            most,
            frames: 0,
            under_way: VecDeque::new(),
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
            // As the media thread does: what cannot leave is not made.
            if self.frame == 0 {
                let allowed = u64::from(self.flow.kbit()) * 1000 / 8 / 30;
                self.frame = allowed.min(self.most).div_ceil(PACKET);
                self.frames += 1;
            }
        }
        while self.frame > 0 && self.flow.next(self.now) <= self.now {
            self.frame -= 1;
            self.send();
        }
        if self.now >= self.next_feedback {
            self.next_feedback += FEEDBACK_US;
            self.tell();
        }
        while self.feedback.front().is_some_and(|(at, _)| *at <= self.now) {
            let (_, reports) = self.feedback.pop_front().unwrap();
            self.flow.reported(&reports, self.now);
        }
    }

    fn send(&mut self) {
        self.number = self.number.wrapping_add(1);
        self.flow.sent(self.number, 1200, self.now);
        self.sent_bytes += PACKET;
        let is_lost = self.draw(100) < self.way.loss_percent;
        let begins = self.free.max(self.now);
        let mut report = Report {
            number: Some(self.number),
            bytes: 1200,
            departed_us: self.now,
            arrived_us: None,
        };
        let wait = begins - self.now;
        let mut arrives = self.now + self.way.delay_us;
        if wait <= QUEUE_US && !self.way.is_cut {
            self.longest_wait = self.longest_wait.max(wait);
            self.free = begins + PACKET * 8_000 / self.way.kbit;
            let jitter = self.way.jitter_us;
            arrives = self.free + self.way.delay_us + self.draw(jitter);
            // The Helper's clock began elsewhere, and feedback tells quarters of a millisecond.
            report.arrived_us = (!is_lost).then_some((arrives + 77 * SECOND) / 250 * 250);
        }
        self.under_way.push_back((arrives, report));
    }

    /// The Helper's browser tells of what arrived.
    fn tell(&mut self) {
        let here = |(at, report): &Fate| *at <= self.now && report.arrived_us.is_some();
        let Some(last) = self.under_way.iter().rposition(here) else { return };
        let reports = self.under_way.drain(..=last).map(|(at, mut report)| {
            // What is overtaken looks lost.
            report.arrived_us = report.arrived_us.filter(|_| at <= self.now);
            report
        });
        let reports = reports.collect();
        self.feedback.push_back((self.now + self.way.delay_us, reports));
    }

    fn longest_wait(&mut self) -> u64 {
        core::mem::take(&mut self.longest_wait)
    }
}

#[test]
fn a_wide_way_is_known_within_the_first_second() {
    for most in [3_000, 15_000, 40_000, 200_000] {
        let mut world = World::new(CABLE, most);
        world.run(SECOND);
        assert!(world.flow.kbit() >= 20_000, "{} kbit/s, frames of {most}", world.flow.kbit());
        assert!(world.frames >= 29, "{} frames", world.frames);
    }
}

#[test]
fn a_narrow_way_is_known_within_the_first_second_and_not_overrun_for_long() {
    for kbit in [500, 1_000, 3_000, 10_000] {
        let mut world = World::new(home(kbit), 200_000);
        world.run(SECOND);
        let (first, known) = (world.longest_wait(), u64::from(world.flow.kbit()));
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
        let known = u64::from(world.flow.kbit());
        assert!((kbit / 2..=kbit * 12 / 10).contains(&known), "later {known} kbit/s of {kbit}");
    }
}

#[test]
fn a_way_that_falls_is_followed_within_a_second_and_back() {
    let mut world = World::new(home(20_000), 50_000);
    world.run(5 * SECOND);
    assert!(world.flow.kbit() >= 12_000, "{}", world.flow.kbit());
    world.way.kbit = 1_000;
    world.run(SECOND);
    assert!(world.flow.kbit() <= 1_100, "{}", world.flow.kbit());
    world.run(2 * SECOND);
    world.longest_wait();
    world.run(3 * SECOND);
    let wait = world.longest_wait();
    assert!(wait <= 400 * MS, "packets waited {wait} µs");
    world.way.kbit = 20_000;
    world.run(4 * SECOND);
    assert!(world.flow.kbit() >= 8_000, "{}", world.flow.kbit());
}

#[test]
fn what_is_known_stays_known_while_little_is_sent() {
    for way in [CABLE, home(5_000)] {
        let mut world = World::new(way, 20_000);
        world.run(3 * SECOND);
        let known = world.flow.kbit();
        for most in [0, 1_000, 3_000] {
            world.most = most;
            world.run(60 * SECOND);
            let still = world.flow.kbit();
            assert!(still >= known * 7 / 10, "{known} kbit/s fell to {still} at {most}");
            let least = u64::from(known).min(way.kbit);
            assert!(u64::from(still) <= (least * 13 / 10).max(way.kbit), "{known} rose to {still}");
        }
    }
}

#[test]
fn some_lost_packets_change_nothing() {
    for loss_percent in [1, 5] {
        let mut world = World::new(Way { loss_percent, ..home(50_000) }, 20_000);
        world.run(10 * SECOND);
        assert!(world.flow.kbit() >= 8_000, "{} at {loss_percent} %", world.flow.kbit());
    }
}

#[test]
fn packets_that_are_late_now_and_then_change_nothing() {
    let way = Way { jitter_us: 60 * MS, delay_us: 70 * MS, ..home(50_000) };
    let mut world = World::new(way, 20_000);
    world.run(SECOND);
    for _ in 0..30 {
        world.run(SECOND);
        assert!(world.flow.kbit() >= 4_000, "{}", world.flow.kbit());
    }
}

#[test]
fn a_way_that_is_cut_gets_no_more_than_a_trickle_and_is_used_at_once_again() {
    let mut world = World::new(home(20_000), 20_000);
    world.run(3 * SECOND);
    world.way.is_cut = true;
    world.run(SECOND);
    let before = world.sent_bytes;
    world.run(2 * SECOND);
    assert!(world.sent_bytes - before <= 25 * PACKET, "{} bytes", world.sent_bytes - before);
    world.way.is_cut = false;
    let frames = world.frames;
    world.run(SECOND);
    assert!(world.frames - frames >= 10, "{} frames", world.frames - frames);
    assert!(world.flow.kbit() >= 4_000, "{}", world.flow.kbit());
}

#[test]
fn a_way_that_becomes_longer_does_not_stop_the_picture() {
    let mut world = World::new(home(50_000), 10_000);
    world.run(5 * SECOND);
    world.way.delay_us += 80 * MS;
    world.run(8 * SECOND);
    let frames = world.frames;
    world.run(SECOND);
    assert!(world.frames - frames >= 25, "{} frames", world.frames - frames);
    assert!(world.flow.kbit() >= 2_000, "{}", world.flow.kbit());
}

proptest! {
    #[test]
    fn whatever_feedback_says_a_packet_leaves_in_time(
        steps in prop::collection::vec(
            (0..3u8, any::<u16>(), 0..3_000usize, any::<u32>(), any::<u32>(), 0..400_000u64), 1..200,
        ),
    ) {
        let mut flow = Flow::new(0);
        let mut now = 0;
        for (kind, number, bytes, departed, arrived, later) in steps {
            now += later;
            if kind == 0 {
                let next = flow.next(now);
                prop_assert!(next <= now + 100 * MS, "{next} at {now}");
                flow.sent(number, bytes.min(1200), next.max(now));
                now = next.max(now);
            } else {
                let arrived_us = (kind == 1).then_some(u64::from(arrived));
                let report = |n: u16| Report {
                    number: Some(number.wrapping_add(n)), bytes, departed_us: departed.into(), arrived_us,
                };
                flow.reported(&[report(0), report(1), report(2)], now);
            }
            prop_assert!((150..=100_000).contains(&flow.kbit()));
        }
    }
}
