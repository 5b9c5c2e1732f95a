//! Frame pacing: when to capture and encode.
//!
//! Frames are dropped before the encoder, never after it. A capture waits while [`FRAME_QUEUE`] frames
//! wait for the network; the next capture takes in what changes meanwhile. A screen on which nothing
//! changes costs nothing, once the last picture has been refined.

use core::time::Duration;

use protocol::limits::{
    FRAME_QUEUE, IDLE_KEYFRAME_REQUEST, KEYFRAME_SPACING, REFINED_BYTES, REFINED_FRAMES,
    REFINEMENT_SPACING, REFINEMENTS,
};
use protocol::time::{Tick, earliest};

/// Frames per second at most, by default.
pub const MAX_FPS: u32 = 60;

/// The shortest time between two captures while the frames leave something out, so that what changed together is sent
/// together where that does not take longer.
const INCOMPLETE_SPACING: Duration = Duration::from_millis(150);

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Pictures are wanted from here on.
    Start,
    /// No picture is wanted until the next start.
    Pause,
    /// Something changed on the screen.
    Damage,
    /// The screen has another size; the pictures so far are of no use.
    Resized,
    /// The viewer requests a keyframe.
    KeyframeRequested,
    /// At most so many frames per second, at least 1.
    MaxFps(u32),
    /// The shortest time between a capture that took in a large part of the picture and the next one.
    LargeSpacing(Duration),
    /// The capture that is being done takes in a large part of the picture.
    Large,
    /// How often an unchanged picture is encoded again at most, so that it becomes sharp.
    Refinements(u32),
    /// The step made a frame, which waits for the network.
    Encoded {
        /// Its size.
        bytes: usize,
    },
    /// That frame left out a part of what changed: another one follows as soon as there is room, without a capture.
    Incomplete,
    /// The encoder skipped the frame to keep its bit rate.
    Skipped,
    /// There was nothing to capture after all.
    Unchanged,
    /// A frame was sent.
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
    /// Nothing: it is a keyframe (an IDR picture, H.264 7.4.1.2.4).
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
    /// The viewer has requested a keyframe.
    key_requested: bool,
    /// When the last frame was made.
    last_frame: Option<Tick>,
    /// When the viewer last requested a keyframe only because no frame came.
    idle_request: Option<Tick>,
    /// The last picture is to be encoded again then.
    repeat_at: Option<Tick>,
    /// The encoder skipped a frame: none is repeated before then.
    not_before: Option<Tick>,
    /// Repeats left that refine the picture.
    refinements: u32,
    /// Refinements in a row that changed almost nothing.
    refined: u32,
    /// Frames that the encoder skipped in a row.
    skips: u32,
    /// The last frame left something out.
    is_incomplete: bool,
    /// The step that is being done.
    doing: Option<Step>,
}

impl Pacing {
    /// Begins at rest.
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
            | Input::KeyframeRequested
            | Input::Encoded { .. }
            | Input::Incomplete
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

    /// Whether nothing can be done until a frame was sent.
    pub fn is_held_up(&self) -> bool {
        self.in_flight >= FRAME_QUEUE
    }

    /// Whether the newest frame shows all that changed so far.
    pub fn shows_all(&self) -> bool {
        let State::Running(running) = &self.state else {
            return false;
        };
        let is_whole = !running.is_incomplete && running.skips == 0;
        !running.damaged && !running.must_key && is_whole && running.doing.is_none()
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
            key_requested: false,
            last_frame: None,
            idle_request: None,
            repeat_at: None,
            not_before: None,
            refinements: 0,
            refined: 0,
            skips: 0,
            is_incomplete: false,
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
            Input::KeyframeRequested => self.on_keyframe_request(now),
            Input::Encoded { bytes } => self.encoded(bytes, refinements, now),
            Input::Incomplete => self.is_incomplete = true,
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
                // encoded again until a frame results, with pauses that let the bit rate recover.
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

    fn on_keyframe_request(&mut self, now: Tick) {
        let is_long = |since: Tick| now.since(since) >= IDLE_KEYFRAME_REQUEST;
        if self.damaged || !self.last_frame.is_some_and(is_long) {
            self.key_requested = true;
            return;
        }
        match self.idle_request.replace(now) {
            // If the last frame was lost after all, the frame that follows it shows that.
            None => self.repeat_at = Some(now),
            Some(asked) if is_long(asked) => {}
            // The viewer repeats the request soon: it did lose something.
            Some(_) => self.key_requested = true,
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
        let key = self.must_key || self.key_requested && due(self.key_at());
        let kind = if key { FrameKind::Key } else { FrameKind::Delta };
        let has_picture = self.last_capture.is_some();
        let step = if self.damaged && due(self.capture_at(interval)) {
            self.damaged = false;
            self.idle_request = None;
            self.last_capture = Some(now);
            self.was_large = false;
            Step::Capture(kind)
        } else if self.is_incomplete
            || (!self.damaged && has_picture)
                && due(self.not_before)
                && (key || self.repeat_at.is_some_and(|at| now >= at))
        {
            Step::Repeat(kind)
        } else {
            return None;
        };
        self.repeat_at = None;
        self.is_incomplete = false;
        if key {
            self.must_key = false;
            self.key_requested = false;
            self.last_key = Some(now);
        }
        Some(step)
    }

    fn deadline(&self, interval: Duration) -> Option<Tick> {
        const AT_ONCE: Tick = Tick::from_millis(0);
        if self.is_incomplete {
            return Some(AT_ONCE);
        }
        if self.damaged {
            return Some(self.capture_at(interval).unwrap_or(AT_ONCE));
        }
        let key_at = match (self.must_key, self.key_requested) {
            (true, _) => Some(AT_ONCE),
            (false, true) => Some(self.key_at().unwrap_or(AT_ONCE)),
            (false, false) => None,
        };
        earliest(key_at, self.repeat_at).max(self.not_before)
    }

    /// The time between the last capture and the next one.
    fn interval(&self, usual: Duration, after_large: Duration) -> Duration {
        let interval = if self.was_large { usual.max(after_large) } else { usual };
        if self.is_incomplete { interval.max(INCOMPLETE_SPACING) } else { interval }
    }

    /// When the next capture may be; `None` is at once.
    fn capture_at(&self, interval: Duration) -> Option<Tick> {
        self.last_capture.map(|at| at + interval)
    }

    /// When the next requested keyframe may be; `None` is at once.
    fn key_at(&self) -> Option<Tick> {
        self.last_key.map(|at| at + KEYFRAME_SPACING)
    }
}

fn interval(fps: u32) -> Duration {
    Duration::from_millis(1000 / u64::from(fps.clamp(1, 240)))
}

#[cfg(test)]
mod tests;
