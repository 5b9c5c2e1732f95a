//! When to capture, when to encode, and when to leave the machine alone.
//!
//! The rule is: drop before the encoder, never after it. A capture waits while
//! [`FRAME_QUEUE`] frames are on their way to the network; what changes meanwhile is seen by the
//! next capture. A screen on which nothing changes costs nothing, once the last picture has been
//! refined to a good still image.

use core::time::Duration;

use protocol::limits::{
    FRAME_QUEUE, KEYFRAME_SPACING, REFINED_BYTES, REFINED_FRAMES, REFINEMENT_SPACING, REFINEMENTS,
    SILENCE,
};
use protocol::time::{Tick, earliest};

/// Frames per second unless told otherwise.
pub const MAX_FPS: u32 = 60;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Pictures are wanted: someone may see the screen.
    Start,
    /// No picture is wanted until the next start.
    Pause,
    /// Something changed on the screen.
    Damage,
    /// The screen has another size; the pictures so far are of no use.
    Resized,
    /// The viewer cannot decode without a keyframe.
    KeyframeWanted,
    /// At most so many frames per second, at least 1.
    MaxFps(u32),
    /// So much time passes at least between a capture that took in a large part of the picture and
    /// the next one.
    LargeSpacing(Duration),
    /// The capture that is being done takes in a large part of the picture.
    Large,
    /// A picture that stands still is encoded again so often at most, so that it becomes sharp.
    Refinements(u32),
    /// The step made a frame, which is on its way to the network.
    Encoded {
        /// Its size.
        bytes: usize,
    },
    /// The encoder left the frame out to keep its bit rate.
    Skipped,
    /// There was nothing to capture after all.
    Unchanged,
    /// A frame has left for the network.
    Sent,
}

/// What is to be done now. Each step is answered by [`Input::Encoded`], [`Input::Skipped`] or
/// [`Input::Unchanged`] before the next one is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Fetch what changed and encode the picture.
    Capture(FrameKind),
    /// Encode the last picture again.
    Repeat(FrameKind),
}

/// What a frame needs to be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameKind {
    /// Nothing: it stands alone.
    Key,
    /// The frames before it.
    Delta,
}

/// Decides about captures and encodes.
#[derive(Debug)]
pub struct Pacing {
    interval: Duration,
    /// The interval after a large capture, if that is longer.
    large_interval: Duration,
    refinements: u32,
    state: State,
    /// Frames between encoder and network.
    in_flight: usize,
}

#[derive(Debug)]
enum State {
    Resting,
    Running(Running),
}

#[derive(Debug)]
struct Running {
    /// Something changed since the last capture.
    damaged: bool,
    last_capture: Option<Tick>,
    /// The last capture took in a large part of the picture.
    was_large: bool,
    last_key: Option<Tick>,
    /// The next frame has to be a keyframe, whenever the last one was.
    must_key: bool,
    /// The viewer asked for a keyframe.
    key_wanted: bool,
    /// When the last frame was made.
    last_frame: Option<Tick>,
    /// When the viewer asked for a keyframe last because nothing came.
    hushed: Option<Tick>,
    /// The last picture is to be encoded again then.
    repeat_at: Option<Tick>,
    /// The encoder left a frame out: none is repeated before then.
    not_before: Option<Tick>,
    /// Repeats left that make the still image better.
    refinements: u32,
    /// Refinements in a row that changed nothing to speak of.
    refined: u32,
    /// Frames that the encoder left out in a row.
    skips: u32,
    /// The step that is being done.
    doing: Option<Step>,
}

impl Pacing {
    /// Pacing that rests.
    pub fn new() -> Self {
        Self {
            interval: interval(MAX_FPS),
            large_interval: Duration::ZERO,
            refinements: REFINEMENTS,
            state: State::Resting,
            in_flight: 0,
        }
    }

    /// Takes in what happened. Afterwards [`Self::poll`] until it yields nothing.
    pub fn handle(&mut self, input: Input, now: Tick) {
        match input {
            Input::Start => {
                if let State::Resting = self.state {
                    self.in_flight = 0;
                    self.state = State::Running(Running::new());
                }
            }
            Input::Pause => self.state = State::Resting,
            Input::MaxFps(fps) => self.interval = interval(fps),
            Input::LargeSpacing(spacing) => self.large_interval = spacing,
            Input::Refinements(count) => self.refinements = count,
            Input::Sent => self.in_flight = self.in_flight.saturating_sub(1),
            Input::Damage
            | Input::Large
            | Input::Resized
            | Input::KeyframeWanted
            | Input::Encoded { .. }
            | Input::Skipped
            | Input::Unchanged => {
                let State::Running(running) = &mut self.state else {
                    return;
                };
                if let Input::Encoded { .. } = input {
                    self.in_flight += 1;
                }
                running.handle(input, self.refinements, now);
            }
        }
    }

    /// The next thing to do, if its time has come.
    pub fn poll(&mut self, now: Tick) -> Option<Step> {
        let State::Running(running) = &mut self.state else {
            return None;
        };
        if self.in_flight >= FRAME_QUEUE || running.doing.is_some() {
            return None;
        }
        let step = running.step(now, running.interval(self.interval, self.large_interval))?;
        running.doing = Some(step);
        Some(step)
    }

    /// Whether nothing can be done until a frame has left for the network.
    pub fn is_held_up(&self) -> bool {
        self.in_flight >= FRAME_QUEUE
    }

    /// Whether the newest frame shows all that changed so far.
    pub fn shows_all(&self) -> bool {
        let State::Running(running) = &self.state else {
            return false;
        };
        !running.damaged && !running.must_key && running.skips == 0 && running.doing.is_none()
    }

    /// When [`Self::poll`] has something to do unless something happens before.
    pub fn deadline(&self) -> Option<Tick> {
        let State::Running(running) = &self.state else {
            return None;
        };
        if self.in_flight >= FRAME_QUEUE || running.doing.is_some() {
            return None;
        }
        running.deadline(running.interval(self.interval, self.large_interval))
    }
}

impl Default for Pacing {
    fn default() -> Self {
        Self::new()
    }
}

impl Running {
    fn new() -> Self {
        Self {
            damaged: true,
            last_capture: None,
            was_large: false,
            last_key: None,
            must_key: true,
            key_wanted: false,
            last_frame: None,
            hushed: None,
            repeat_at: None,
            not_before: None,
            refinements: 0,
            refined: 0,
            skips: 0,
            doing: None,
        }
    }

    fn handle(&mut self, input: Input, refinements: u32, now: Tick) {
        match input {
            Input::Damage => {
                self.damaged = true;
                self.repeat_at = None;
            }
            Input::Large => self.was_large = true,
            Input::Resized => {
                let doing = self.doing;
                *self = Self { doing, last_key: self.last_key, ..Self::new() };
            }
            Input::KeyframeWanted => self.key_wanted_at(now),
            Input::Encoded { bytes } => self.encoded(bytes, refinements, now),
            Input::Skipped => {
                match self.doing.take() {
                    Some(Step::Capture(FrameKind::Key) | Step::Repeat(FrameKind::Key)) => {
                        self.must_key = true;
                        self.refinements = refinements;
                    }
                    Some(Step::Capture(FrameKind::Delta)) => self.refinements = refinements,
                    Some(Step::Repeat(FrameKind::Delta)) | None => {}
                }
                // The viewer has not seen this picture, and nothing else may ever change: it is
                // tried again until it gets through, at a pace that lets the bit rate recover.
                let wait = REFINEMENT_SPACING * (1 << self.skips.min(3));
                self.skips += 1;
                self.repeat_at = Some(now + wait);
                self.not_before = self.repeat_at;
            }
            Input::Unchanged => {
                if let Some(Step::Capture(FrameKind::Key)) = self.doing.take() {
                    self.must_key = true;
                }
                if self.refinements > 0 && !self.damaged {
                    self.repeat_at = Some(now + REFINEMENT_SPACING);
                }
            }
            Input::Start
            | Input::Pause
            | Input::MaxFps(_)
            | Input::LargeSpacing(_)
            | Input::Refinements(_)
            | Input::Sent => {}
        }
    }

    fn key_wanted_at(&mut self, now: Tick) {
        let is_long = |since: Tick| now.since(since) >= SILENCE;
        if self.damaged || !self.last_frame.is_some_and(is_long) {
            self.key_wanted = true;
            return;
        }
        match self.hushed.replace(now) {
            // Should the last frame be missing after all, a frame behind it shows that.
            None => self.repeat_at = Some(now),
            Some(asked) if is_long(asked) => {}
            // The viewer insists.
            Some(_) => self.key_wanted = true,
        }
    }

    fn encoded(&mut self, bytes: usize, refinements: u32, now: Tick) {
        self.last_frame = Some(now);
        self.skips = 0;
        self.not_before = None;
        match self.doing.take() {
            Some(Step::Repeat(FrameKind::Delta)) => {
                self.refinements = self.refinements.saturating_sub(1);
                self.refined = if bytes < REFINED_BYTES { self.refined + 1 } else { 0 };
                if self.refined >= REFINED_FRAMES {
                    self.refinements = 0;
                }
            }
            Some(Step::Capture(_) | Step::Repeat(FrameKind::Key)) | None => {
                self.refinements = refinements;
                self.refined = 0;
            }
        }
        self.repeat_at =
            (self.refinements > 0 && !self.damaged).then_some(now + REFINEMENT_SPACING);
    }

    fn step(&mut self, now: Tick, interval: Duration) -> Option<Step> {
        let due = |at: Option<Tick>| at.is_none_or(|at| now >= at);
        let key = self.must_key || self.key_wanted && due(self.key_at());
        let kind = if key { FrameKind::Key } else { FrameKind::Delta };
        let has_picture = self.last_capture.is_some();
        let step = if self.damaged {
            if !due(self.capture_at(interval)) {
                return None;
            }
            self.damaged = false;
            self.hushed = None;
            self.last_capture = Some(now);
            self.was_large = false;
            Step::Capture(kind)
        } else if has_picture
            && due(self.not_before)
            && (key || self.repeat_at.is_some_and(|at| now >= at))
        {
            Step::Repeat(kind)
        } else {
            return None;
        };
        self.repeat_at = None;
        if key {
            self.must_key = false;
            self.key_wanted = false;
            self.last_key = Some(now);
        }
        Some(step)
    }

    fn deadline(&self, interval: Duration) -> Option<Tick> {
        const AT_ONCE: Tick = Tick::from_millis(0);
        if self.damaged {
            return Some(self.capture_at(interval).unwrap_or(AT_ONCE));
        }
        let key_at = match (self.must_key, self.key_wanted) {
            (true, _) => Some(AT_ONCE),
            (false, true) => Some(self.key_at().unwrap_or(AT_ONCE)),
            (false, false) => None,
        };
        earliest(key_at, self.repeat_at).max(self.not_before)
    }

    /// The time between the last capture and the next one.
    fn interval(&self, usual: Duration, after_large: Duration) -> Duration {
        if self.was_large { usual.max(after_large) } else { usual }
    }

    /// When the next capture may be; `None` is at once.
    fn capture_at(&self, interval: Duration) -> Option<Tick> {
        self.last_capture.map(|at| at + interval)
    }

    /// When the next keyframe that was asked for may be; `None` is at once.
    fn key_at(&self) -> Option<Tick> {
        self.last_key.map(|at| at + KEYFRAME_SPACING)
    }
}

fn interval(fps: u32) -> Duration {
    Duration::from_millis(1000 / u64::from(fps.clamp(1, 240)))
}

#[cfg(test)]
mod tests {
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
        pacing.handle(Input::KeyframeWanted, at(1));
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
        pacing.handle(Input::KeyframeWanted, now);
        assert_eq!((pacing.poll(now), pacing.deadline()), (None, None));
        pacing.handle(Input::Sent, now);
        assert_eq!(pacing.poll(now), CAPTURE_KEY);
    }

    #[test]
    fn a_keyframe_is_made_of_the_last_picture_when_nothing_changes() {
        let (mut pacing, now) = still();
        pacing.handle(Input::KeyframeWanted, now);
        assert_eq!(pacing.poll(now), REPEAT_KEY);
        pacing.handle(ENCODED, now);
        pacing.handle(Input::Sent, now);
        assert!(pacing.deadline().is_some(), "the coarse keyframe is refined");
    }

    #[test]
    fn a_viewer_to_which_nothing_came_gets_no_keyframe_unless_it_insists() {
        let (mut pacing, now) = still();
        let mut now = now + SILENCE;
        pacing.handle(Input::KeyframeWanted, now);
        assert_eq!(pacing.poll(now), REPEAT, "by which it sees whether anything is missing");
        pacing.handle(ENCODED, now);
        pacing.handle(Input::Sent, now);
        assert_eq!(pacing.deadline(), None);
        for _ in 0..3 {
            now = now + SILENCE;
            pacing.handle(Input::KeyframeWanted, now);
            assert_eq!((pacing.poll(now), pacing.deadline()), (None, None), "nothing is");
        }
        now = now + Duration::from_millis(200);
        pacing.handle(Input::KeyframeWanted, now);
        assert_eq!(pacing.poll(now), REPEAT_KEY);
    }

    #[test]
    fn what_the_frame_after_a_silence_shows_to_be_missing_is_sent() {
        let (mut pacing, now) = still();
        let now = now + SILENCE;
        pacing.handle(Input::KeyframeWanted, now);
        assert_eq!(pacing.poll(now), REPEAT);
        pacing.handle(ENCODED, now);
        pacing.handle(Input::Sent, now);
        let now = now + Duration::from_millis(300);
        pacing.handle(Input::KeyframeWanted, now);
        assert_eq!(pacing.poll(now), REPEAT_KEY);
    }

    #[test]
    fn keyframes_asked_for_in_a_row_are_spaced() {
        let (mut pacing, now) = still();
        let mut keys = Vec::new();
        for ms in 0..2000 {
            let now = now + Duration::from_millis(ms);
            pacing.handle(Input::KeyframeWanted, now);
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
        pacing.handle(Input::KeyframeWanted, now);
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
                    4 => pacing.handle(Input::KeyframeWanted, now),
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
}
