//! The picture over lines that are narrow, lossy, far, unsteady or cut, and between networks of all kinds:
//! the whole path, real, with the two computers in network namespaces and every packet in the hands of
//! the test. Needs root.
//!
//! The bounds are wide: the machine may be busy with something else. How well it really does is in
//! docs/performance.md, and `cargo xtask bench network` measures it.

#![cfg(target_os = "linux")]

#[path = "network/disturbed.rs"]
mod disturbed;
#[path = "network/doctor.rs"]
mod doctor;
#[path = "network/mapping.rs"]
mod mapping;
#[path = "network/nat.rs"]
mod nat;
#[path = "network/pairs.rs"]
mod pairs;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use alongside_tests::clock::within;
use alongside_tests::line::Quality;
use alongside_tests::watch::Watch;

/// A screen on which a part is always new, so that the line is what decides.
const BUSY: &str = "synthetic:640x480@30,busy";

/// A computer that is near.
const NEAR: Quality = Quality::GOOD.delay(10, 0);

/// One at a time: each of these tests keeps two cores busy.
fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Watches a line that is as it is, and asserts that the picture moves and is not too old.
#[track_caller]
fn moves(quality: Quality, least_fps: f64, oldest_ms: f64) -> Watch {
    let mut watch = Watch::begin(BUSY, quality);
    watch.see(seconds(2));
    let seen = watch.see(seconds(4));
    let (fps, gap, age) = (seen.fps(), seen.longest_gap_ms(), seen.age_ms(90));
    println!("{fps:.1} frames/s, a gap of {gap:.0} ms, nine of ten no older than {age:.0} ms");
    assert!(fps >= least_fps, "{fps} frames/s");
    assert!(gap <= 1_500.0, "no frame for {gap} ms");
    assert!(age <= oldest_ms, "frames are {age} ms old");
    watch
}

#[test]
fn one_percent_loss_leaves_the_picture_moving() {
    let _turn = turn();
    moves(NEAR.loss(1), 10.0, 400.0);
}

#[test]
fn five_percent_loss_leaves_the_picture_moving() {
    let _turn = turn();
    moves(NEAR.loss(5), 7.0, 800.0);
}

#[test]
fn a_far_and_unsteady_line_leaves_the_picture_moving() {
    let _turn = turn();
    let far = Quality::GOOD.delay(70, 60);
    let mut watch = moves(far, 10.0, 500.0);
    watch.line.set(far.reordering());
    let seen = watch.see(seconds(4));
    assert!(seen.fps() >= 7.0, "{} frames/s where packets overtake each other", seen.fps());
}

#[test]
fn a_line_of_ten_megabit_carries_a_young_picture() {
    let _turn = turn();
    moves(NEAR.kbit(10_000), 10.0, 400.0);
}

#[test]
fn a_line_of_one_megabit_is_filled_and_not_flooded() {
    let _turn = turn();
    let watch = moves(NEAR.kbit(1_000), 5.0, 800.0);
    let estimate = watch.estimate_kbit();
    assert!((400..=1_300).contains(&estimate), "{estimate} kbit/s of 1000");
}

#[test]
fn a_wide_line_is_known_at_once() {
    let _turn = turn();
    let watch = Watch::begin(BUSY, Quality::GOOD);
    within(seconds(3), "the estimate is as wide as the line", || {
        (watch.estimate_kbit() >= 20_000).then_some(())
    });
}

#[test]
fn a_falling_link_is_followed_within_a_second() {
    let _turn = turn();
    let wide = NEAR.kbit(20_000);
    let mut watch = moves(wide, 10.0, 400.0);
    watch.line.set(wide.kbit(1_000));
    within(seconds(1), "the estimate falls", || (watch.estimate_kbit() <= 1_500).then_some(()));
    within(seconds(4), "the picture is young again", || {
        let seen = watch.see(Duration::from_millis(500));
        (seen.frames.len() >= 3 && seen.age_ms(90) <= 600.0).then_some(())
    });
    watch.line.set(wide);
    within(seconds(8), "there is room again, and it is used", || {
        (watch.see(Duration::from_millis(500)).kbit_s() >= 2_500.0).then_some(())
    });
}

#[test]
fn after_an_outage_the_picture_is_back_within_three_seconds() {
    let _turn = turn();
    let mut watch = moves(NEAR, 10.0, 400.0);
    watch.line.set(NEAR.down());
    watch.see(seconds(2));
    watch.line.set(NEAR);
    within(seconds(3), "young frames again", || {
        let seen = watch.see(Duration::from_millis(250));
        (seen.frames.len() >= 2 && seen.age_ms(90) <= 500.0).then_some(())
    });
    let seen = watch.see(seconds(3));
    assert!(seen.fps() >= 10.0, "{} frames/s after it", seen.fps());
}

#[test]
fn a_picture_at_rest_costs_next_to_nothing() {
    let _turn = turn();
    let mut watch = Watch::begin("synthetic:640x480@0", Quality::GOOD);
    // First it becomes sharp. Browsers ask for a keyframe three seconds after the last frame.
    watch.see(seconds(5));
    let seen = watch.see(seconds(8));
    let rate = |bytes: u64| bytes as f64 / seen.time.as_secs_f64();
    let (down, up) = (rate(seen.passed.to_helper), rate(seen.passed.to_user));
    assert!(down <= 2_000.0 && up <= 2_000.0, "{down} bytes/s to the Helper, {up} back");
}
