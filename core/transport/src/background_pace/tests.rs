use std::vec::Vec;

use super::*;

const MBYTE: u64 = 1_000_000;

/// A pace, and what has arrived, at a time in ms.
struct Run {
    pace: BackgroundPace,
    now: u64,
    delivered: u64,
}

impl Run {
    fn new() -> Self {
        Self { pace: BackgroundPace::default(), now: 1_000, delivered: 0 }
    }

    /// A queue has stood while so much arrived, and is gone.
    fn after_a_queue(per_second: u64) -> Self {
        let mut run = Self::new();
        run.arrive(per_second, 101, |_| 15);
        run.arrive(per_second, 100, |_| 0);
        run
    }

    /// So many bytes a second arrive for so long. The delay is given at each ms.
    fn arrive(&mut self, per_second: u64, ms: u64, queue_ms: impl Fn(u64) -> u64) {
        for at in 0..ms {
            self.now += 1;
            self.delivered += per_second / 1000;
            let queue = Duration::from_millis(queue_ms(at));
            let delays = Delays { round_trip: Duration::from_millis(20), queue };
            self.pace.on_ack(self.delivered, delays, Duration::ZERO, Tick::from_millis(self.now));
        }
    }

    /// The same at its pace.
    fn follow(&mut self, queue_ms: impl Fn(u64) -> u64) {
        self.arrive(self.pace(), 100, queue_ms);
    }

    fn pace(&self) -> u64 {
        self.pace.pace
    }
}

#[test]
fn a_queue_that_stands_is_answered_with_less_than_what_arrives() {
    let mut run = Run::new();
    run.arrive(10 * MBYTE, 500, |_| 5);
    assert!(!run.pace.has_stood(), "that is the chunk on its way");
    run.arrive(10 * MBYTE, 101, |_| 6);
    assert!((9 * MBYTE..10 * MBYTE).contains(&run.pace()), "{:?}", run.pace);
}

#[test]
fn bytes_that_wait_for_a_moment_are_no_queue() {
    let mut run = Run::new();
    // A busy computer: every 50 ms nothing is late.
    run.arrive(10 * MBYTE, 2_000, |at| if at % 50 == 0 { 0 } else { 30 });
    assert!(!run.pace.has_stood());
}

#[test]
fn the_pace_rises_faster_the_longer_no_queue_stands_and_not_beyond_what_is_sent() {
    let mut run = Run::after_a_queue(MBYTE);
    let mut rises = Vec::new();
    for _ in 0..60 {
        let before = run.pace();
        run.follow(|_| 0);
        rises.push((run.pace() * 1000 / before - 995) / 10);
    }
    assert!(rises.is_sorted() && rises[0] == 3 && rises[59] == 10, "{rises:?}");
    run.arrive(run.pace() / 2, 202, |_| 0);
    let pace = run.pace();
    run.arrive(pace / 2, 500, |_| 0);
    assert_eq!(run.pace(), pace, "half of it is sent");
}

#[test]
fn a_queue_that_stands_in_one_span_alone_lowers_the_pace_by_an_eighth_at_most() {
    let mut run = Run::after_a_queue(10 * MBYTE);
    run.arrive(4 * MBYTE, 200, |at| if at == 199 { 15 } else { 0 });
    let before = run.pace();
    run.arrive(4 * MBYTE, 100, |_| 15);
    assert_eq!(run.pace(), before - before / 8);
    run.arrive(4 * MBYTE, 100, |_| 15);
    assert!(run.pace() < 4 * MBYTE, "it stands still");
}

#[test]
fn a_delay_that_stays_however_little_is_sent_is_not_ours() {
    for delay in [15, 60] {
        let mut run = Run::after_a_queue(10 * MBYTE);
        // The span in which it begins.
        run.follow(|_| delay);
        let (before, mut last) = (run.pace(), u64::MAX);
        while run.pace() <= last {
            last = run.pace();
            run.follow(|_| delay);
        }
        assert!(last < before, "it may be ours");
        assert_eq!(run.pace(), before, "it is not");
        let mut least = u64::MAX;
        for _ in 0..300 {
            run.follow(|_| delay);
            least = least.min(run.pace());
        }
        assert!(least > 8 * MBYTE, "{least}");
    }
    // It is gone: what is more than nothing counts again.
    let mut run = Run::after_a_queue(10 * MBYTE);
    for _ in 0..10 {
        run.follow(|_| 15);
    }
    run.follow(|_| 0);
    run.follow(|_| 0);
    let before = run.pace();
    run.follow(|_| 15);
    run.follow(|_| 15);
    assert!(run.pace() < before, "{:?}", run.pace);
}

#[test]
fn a_long_queue_of_its_own_is_emptied_to_the_end() {
    let line = 10 * MBYTE;
    let mut run = Run::new();
    let mut queue_ms = 90.0_f64;
    for _ in 0..25 {
        run.arrive(line, 100, |_| queue_ms as u64);
        let pace = if run.pace.has_stood() { run.pace() } else { line };
        queue_ms = (queue_ms + (pace as f64 / line as f64 - 1.0) * 100.0).max(0.0);
    }
    assert!(queue_ms < 8.0, "{queue_ms} ms of {:?}", run.pace);
}

#[test]
fn a_pause_says_nothing() {
    let mut run = Run::after_a_queue(10 * MBYTE);
    run.arrive(10 * MBYTE, 50, |_| 15);
    let before = run.pace();
    run.now += 5_000;
    run.arrive(10 * MBYTE, 60, |_| 15);
    assert_eq!(run.pace(), before);
}

#[test]
fn a_few_late_acknowledgements_are_no_queue() {
    let mut run = Run::after_a_queue(10 * MBYTE);
    let before = run.pace();
    for _ in 0..6 {
        run.now += 99;
        run.arrive(10 * MBYTE, 1, |_| 30);
    }
    assert_eq!(run.pace(), before);
    run.arrive(10 * MBYTE, 1, |_| 0);
    assert!(run.pace() >= before, "one of eight was in time");
}

#[test]
fn no_more_than_the_pace_is_sent_and_little_at_once() {
    let mut run = Run::after_a_queue(10 * MBYTE);
    let pace = run.pace();
    let mut sent = 0;
    // What it may make up for is sent before.
    for measured in [false, true] {
        for _ in 0..1000 {
            run.now += 1;
            let now = Tick::from_millis(run.now);
            let mut at_once = 0;
            while run.pace.room(now) == Room::Now {
                run.pace.on_taken(15_000, now);
                at_once += 15_000;
            }
            if measured {
                assert!(at_once <= pace * 10 / 1000, "{at_once}");
                sent += at_once;
            }
        }
    }
    assert!(sent.abs_diff(pace) <= pace / 50, "{sent} of {pace}");
}

#[test]
fn a_program_makes_up_for_a_moment_in_which_it_hesitates_and_for_no_more() {
    for (hesitates, made_up) in [(50, 50), (5_000, 60)] {
        let mut run = Run::after_a_queue(10 * MBYTE);
        let mut sent = 0;
        for step in [1, 1, 1, hesitates] {
            run.now += step;
            let now = Tick::from_millis(run.now);
            sent = 0;
            while run.pace.room(now) == Room::Now {
                run.pace.on_taken(1_000, now);
                sent += 1_000;
            }
        }
        let ms = sent * 1000 / run.pace();
        assert!((made_up - 1..=made_up + 10).contains(&ms), "{hesitates} ms: {ms}");
    }
}

#[test]
fn the_window_has_room_for_what_a_busy_computer_delays() {
    let round_trip = Duration::from_millis(20);
    let mut run = Run::after_a_queue(10 * MBYTE);
    let quiet = run.pace.window(round_trip) as u64 * 1000 / run.pace();
    for _ in 0..20 {
        run.follow(|at| if at % 50 == 49 { 0 } else { 80 });
    }
    let busy = run.pace.window(round_trip) as u64 * 1000 / run.pace();
    assert!(quiet <= 65 && busy >= 150, "{quiet} ms, {busy} ms");
}
