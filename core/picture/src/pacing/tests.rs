use super::*;
use alloc::vec::Vec;
use proptest::prelude::*;

const CAPTURE: Option<Step> = Some(Step::Capture(FrameKind::Delta));
const CAPTURE_KEY: Option<Step> = Some(Step::Capture(FrameKind::Key));
const REPEAT: Option<Step> = Some(Step::Repeat(FrameKind::Delta));
const REPEAT_KEY: Option<Step> = Some(Step::Repeat(FrameKind::Key));

const ENCODED: Input = Input::Encoded { bytes: 5_000 };

fn at(ms: u64) -> Tick {
    Tick::from_millis(ms)
}

/// Pacing whose first picture was sent at 0 ms, and whose still image is refined.
fn still() -> (Pacing, Tick) {
    let mut pacing = Pacing::new();
    pacing.handle(Input::Start, at(0));
    assert_eq!(pacing.poll(at(0)), CAPTURE_KEY);
    pacing.handle(ENCODED, at(0));
    pacing.handle(Input::Sent, at(0));
    let mut now = at(0);
    while let Some(deadline) = pacing.deadline() {
        now = deadline;
        assert_eq!(pacing.poll(now), REPEAT);
        pacing.handle(ENCODED, now);
        pacing.handle(Input::Sent, now);
    }
    (pacing, now + Duration::from_secs(2))
}

#[test]
fn nothing_is_done_before_the_start_nor_in_a_pause() {
    let mut pacing = Pacing::new();
    pacing.handle(Input::Damage, at(1));
    pacing.handle(Input::KeyframeRequested, at(1));
    assert_eq!((pacing.poll(at(1000)), pacing.deadline()), (None, None));
    pacing.handle(Input::Start, at(1000));
    pacing.handle(Input::Pause, at(1000));
    pacing.handle(Input::Damage, at(1001));
    assert_eq!((pacing.poll(at(9000)), pacing.deadline()), (None, None));
    pacing.handle(Input::Start, at(9000));
    assert_eq!(pacing.poll(at(9000)), CAPTURE_KEY, "a new start begins with a keyframe");
}

#[test]
fn a_still_screen_is_refined_and_then_left_alone() {
    let (mut pacing, now) = still();
    assert_eq!((pacing.poll(now), pacing.deadline()), (None, None));
}

#[test]
fn refinements_are_counted_and_spaced() {
    let mut pacing = Pacing::new();
    pacing.handle(Input::Start, at(0));
    assert_eq!(pacing.poll(at(0)), CAPTURE_KEY);
    pacing.handle(ENCODED, at(0));
    let mut now = at(0);
    for n in 0..REFINEMENTS {
        pacing.handle(Input::Sent, now);
        let deadline = pacing.deadline().unwrap();
        assert_eq!(deadline.since(now), REFINEMENT_SPACING, "refinement {n}");
        now = deadline;
        assert_eq!(pacing.poll(now), REPEAT);
        pacing.handle(ENCODED, now);
    }
    assert_eq!(pacing.deadline(), None);
}

#[test]
fn a_picture_that_gets_no_better_is_not_refined_further() {
    let mut pacing = Pacing::new();
    pacing.handle(Input::Start, at(0));
    assert_eq!(pacing.poll(at(0)), CAPTURE_KEY);
    pacing.handle(ENCODED, at(0));
    pacing.handle(Input::Sent, at(0));
    let mut sizes = [9_000, 90, 4_000].into_iter().chain(core::iter::repeat(20));
    let mut count = 0;
    while let Some(now) = pacing.deadline() {
        assert_eq!(pacing.poll(now), REPEAT);
        pacing.handle(Input::Encoded { bytes: sizes.next().unwrap() }, now);
        pacing.handle(Input::Sent, now);
        count += 1;
    }
    assert_eq!(count, 3 + REFINED_FRAMES);
}

#[test]
fn the_first_change_after_a_rest_is_captured_at_once() {
    let (mut pacing, now) = still();
    pacing.handle(Input::Damage, now);
    assert_eq!(pacing.poll(now), CAPTURE);
}

#[test]
fn captures_keep_the_interval_of_the_frame_rate() {
    let (mut pacing, now) = still();
    pacing.handle(Input::MaxFps(20), now);
    let mut captures = Vec::new();
    for ms in 0..1000 {
        let now = now + Duration::from_millis(ms);
        pacing.handle(Input::Damage, now);
        if let Some(step) = pacing.poll(now) {
            assert_eq!(Some(step), CAPTURE);
            captures.push(ms);
            pacing.handle(ENCODED, now);
            pacing.handle(Input::Sent, now);
        }
    }
    assert_eq!(captures, (0..20).map(|n| n * 50).collect::<Vec<_>>());
}

#[test]
fn while_something_large_moves_captures_are_rarer_and_nothing_is_lost() {
    let (mut pacing, start) = still();
    pacing.handle(Input::LargeSpacing(Duration::from_millis(200)), start);
    let mut captures = Vec::new();
    // Something large moves for a second, then something small for another.
    for ms in 0..2000 {
        let now = start + Duration::from_millis(ms);
        pacing.handle(Input::Damage, now);
        if pacing.poll(now).is_some() {
            if ms < 1000 {
                pacing.handle(Input::Large, now);
            }
            captures.push(ms);
            pacing.handle(ENCODED, now);
            pacing.handle(Input::Sent, now);
        } else {
            let deadline = pacing.deadline().unwrap();
            assert!(deadline > now, "the change is captured, at {ms} or later");
        }
    }
    let (large, small) = captures.split_at(5);
    assert_eq!(large, [0, 200, 400, 600, 800]);
    assert_eq!(small, (0..63).map(|n| 1000 + n * 16).collect::<Vec<_>>());
}

#[test]
fn a_full_queue_holds_the_next_capture_back() {
    let (mut pacing, mut now) = still();
    for _ in 0..FRAME_QUEUE {
        pacing.handle(Input::Damage, now);
        assert_eq!(pacing.poll(now), CAPTURE);
        pacing.handle(ENCODED, now);
        now = now + Duration::from_secs(1);
    }
    pacing.handle(Input::Damage, now);
    pacing.handle(Input::KeyframeRequested, now);
    assert_eq!((pacing.poll(now), pacing.deadline()), (None, None));
    pacing.handle(Input::Sent, now);
    assert_eq!(pacing.poll(now), CAPTURE_KEY);
}

#[test]
fn a_keyframe_is_made_of_the_last_picture_when_nothing_changes() {
    let (mut pacing, now) = still();
    pacing.handle(Input::KeyframeRequested, now);
    assert_eq!(pacing.poll(now), REPEAT_KEY);
    pacing.handle(ENCODED, now);
    pacing.handle(Input::Sent, now);
    assert!(pacing.deadline().is_some(), "the coarse keyframe is refined");
}

#[test]
fn a_viewer_to_which_nothing_came_gets_no_keyframe_unless_it_insists() {
    let (mut pacing, now) = still();
    let mut now = now + IDLE_KEYFRAME_REQUEST;
    pacing.handle(Input::KeyframeRequested, now);
    assert_eq!(pacing.poll(now), REPEAT, "by which it sees whether anything is missing");
    pacing.handle(ENCODED, now);
    pacing.handle(Input::Sent, now);
    assert_eq!(pacing.deadline(), None);
    for _ in 0..3 {
        now = now + IDLE_KEYFRAME_REQUEST;
        pacing.handle(Input::KeyframeRequested, now);
        assert_eq!((pacing.poll(now), pacing.deadline()), (None, None), "nothing is");
    }
    now = now + Duration::from_millis(200);
    pacing.handle(Input::KeyframeRequested, now);
    assert_eq!(pacing.poll(now), REPEAT_KEY);
}

#[test]
fn what_the_frame_after_a_silence_shows_to_be_missing_is_sent() {
    let (mut pacing, now) = still();
    let now = now + IDLE_KEYFRAME_REQUEST;
    pacing.handle(Input::KeyframeRequested, now);
    assert_eq!(pacing.poll(now), REPEAT);
    pacing.handle(ENCODED, now);
    pacing.handle(Input::Sent, now);
    let now = now + Duration::from_millis(300);
    pacing.handle(Input::KeyframeRequested, now);
    assert_eq!(pacing.poll(now), REPEAT_KEY);
}

#[test]
fn keyframes_asked_for_in_a_row_are_spaced() {
    let (mut pacing, now) = still();
    let mut keys = Vec::new();
    for ms in 0..2000 {
        let now = now + Duration::from_millis(ms);
        pacing.handle(Input::KeyframeRequested, now);
        if let Some(step) = pacing.poll(now) {
            if Some(step) == REPEAT_KEY {
                keys.push(ms);
            }
            pacing.handle(ENCODED, now);
            pacing.handle(Input::Sent, now);
        }
    }
    let spacing = u64::try_from(KEYFRAME_SPACING.as_millis()).unwrap();
    assert_eq!(keys, (0..2000).step_by(spacing.try_into().unwrap()).collect::<Vec<_>>());
}

#[test]
fn a_skipped_picture_is_tried_until_it_gets_through() {
    let (mut pacing, now) = still();
    pacing.handle(Input::Damage, now);
    assert_eq!(pacing.poll(now), CAPTURE);
    pacing.handle(Input::Skipped, now);
    let mut waits = Vec::new();
    let mut last = now;
    for _ in 0..10 {
        let now = pacing.deadline().unwrap();
        waits.push(now.since(last));
        last = now;
        assert_eq!(pacing.poll(now), REPEAT);
        pacing.handle(Input::Skipped, now);
    }
    assert!(waits.is_sorted(), "{waits:?}");
    assert!(waits.iter().all(|wait| *wait < Duration::from_secs(1)), "{waits:?}");
    let now = pacing.deadline().unwrap();
    assert_eq!(pacing.poll(now), REPEAT);
    pacing.handle(ENCODED, now);
    assert!(pacing.deadline().is_some(), "it is refined like any other");
}

#[test]
fn a_skipped_keyframe_stays_wanted() {
    let (mut pacing, now) = still();
    pacing.handle(Input::KeyframeRequested, now);
    assert_eq!(pacing.poll(now), REPEAT_KEY);
    pacing.handle(Input::Skipped, now);
    assert_eq!(pacing.poll(pacing.deadline().unwrap().max(now)), REPEAT_KEY);
}

#[test]
fn another_size_begins_with_a_keyframe() {
    let (mut pacing, now) = still();
    pacing.handle(Input::Resized, now);
    assert_eq!(pacing.poll(now), CAPTURE_KEY);
}

#[test]
fn a_false_alarm_encodes_nothing() {
    let (mut pacing, now) = still();
    pacing.handle(Input::Damage, now);
    assert_eq!(pacing.poll(now), CAPTURE);
    pacing.handle(Input::Unchanged, now);
    assert_eq!((pacing.poll(now), pacing.deadline()), (None, None));
}

#[test]
fn what_a_frame_left_out_follows_at_once_and_captures_wait_for_it_a_little() {
    let mut pacing = Pacing::new();
    pacing.handle(Input::Refinements(0), at(0));
    pacing.handle(Input::Start, at(1_000));
    assert_eq!(pacing.poll(at(1_000)), Some(Step::Capture(FrameKind::Key)));
    pacing.handle(ENCODED, at(1_000));
    pacing.handle(Input::Incomplete, at(1_000));
    pacing.handle(Input::Damage, at(1_040));
    assert!(!pacing.shows_all());
    for ms in [1_040, 1_149] {
        assert_eq!(pacing.poll(at(ms)), Some(Step::Repeat(FrameKind::Delta)), "{ms}");
        pacing.handle(ENCODED, at(ms));
        pacing.handle(Input::Incomplete, at(ms));
        pacing.handle(Input::Sent, at(ms));
    }
    assert_eq!(pacing.poll(at(1_150)), Some(Step::Capture(FrameKind::Delta)));
    pacing.handle(ENCODED, at(1_150));
    pacing.handle(Input::Incomplete, at(1_150));
    assert_eq!(pacing.poll(at(1_160)), None, "two frames wait for the network");
    assert_eq!(pacing.deadline(), None);
    pacing.handle(Input::Sent, at(1_170));
    assert_eq!(pacing.poll(at(1_170)), Some(Step::Repeat(FrameKind::Delta)));
    pacing.handle(Input::Unchanged, at(1_170));
    assert_eq!(pacing.deadline(), None);
}

proptest! {
    #[test]
    fn the_queue_never_overflows_and_no_deadline_is_in_vain(
        events in proptest::collection::vec((0..8u8, 0..60u64), 0..300)
    ) {
        let mut pacing = Pacing::new();
        let (mut now, mut in_flight) = (at(0), 0usize);
        for (kind, wait) in events {
            now = now + Duration::from_millis(wait);
            match kind {
                0 => {
                    pacing.handle(Input::Start, now);
                }
                1 => {
                    pacing.handle(Input::Resized, now);
                }
                2 | 3 => pacing.handle(Input::Damage, now),
                4 => pacing.handle(Input::KeyframeRequested, now),
                5 | 6 if in_flight > 0 => {
                    pacing.handle(Input::Sent, now);
                    in_flight -= 1;
                }
                _ => {}
            }
            while let Some(step) = pacing.poll(now) {
                prop_assert!(pacing.poll(now).is_none(), "one step at a time");
                let input = match (step, wait % 5) {
                    (Step::Capture(FrameKind::Delta), 0) => Input::Unchanged,
                    (_, 1) => Input::Skipped,
                    _ => ENCODED,
                };
                pacing.handle(input, now);
                if input == ENCODED && wait % 7 == 0 {
                    pacing.handle(Input::Incomplete, now);
                }
                in_flight += usize::from(input == ENCODED);
                prop_assert!(in_flight <= FRAME_QUEUE);
            }
            if let Some(deadline) = pacing.deadline() {
                prop_assert!(deadline > now, "what is due was done");
                now = deadline;
                prop_assert!(pacing.poll(now).is_some());
                pacing.handle(Input::Skipped, now);
            }
        }
    }
}
