//! Decodes the picture that arrives in messages, with a decoder of the browser (W3C WebCodecs): how it is
//! configured, when a keyframe is requested, when it is replaced by a software decoder, and when it counts as
//! unusable.
//!
//! A decoder is never waited for: a hardware decoder may take frames and put out none, without an error.

use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use protocol::geometry::Size;
use protocol::time::Tick;

use crate::frame::FrameStamp;
use crate::parameter_set::ParameterSet;

/// How long the first decoder may put out nothing while it has frames.
const SILENCE: Duration = Duration::from_millis(500);

/// The same for each later one: software on a busy computer takes that long for a large keyframe.
const LATER_SILENCE: Duration = Duration::from_secs(4);

/// How long a decoder is waited for once more. On a busy page the timer may call before frames that were put out
/// long ago.
const LAST_LOOK: Duration = Duration::from_millis(100);

/// Frames that a decoder may have at most. With more it is slower than they arrive: it is replaced, and
/// continues at a keyframe.
const IN_DECODER: usize = 60;

/// Decoders in a row that put out nothing. After that the browser counts as unable.
const FAILURES: u32 = 4;

/// How long a keyframe is waited for before it is requested again.
const KEYFRAME_WAIT: Duration = Duration::from_secs(1);

/// Requests that are repeated without a frame in between. After that only the next frame repeats it: a User who
/// paused sends none.
const REQUESTS: u32 = 5;

/// How long a frame is shown, in µs. Some browsers want to know before they decode; none uses it.
pub const FRAME_DURATION_US: u32 = 16_667;

/// Something happened that concerns the decoder.
#[derive(Clone, Debug)]
pub enum Input {
    /// A frame arrived: an access unit in Annex B format (ITU-T H.264).
    Frame {
        /// Its name.
        stamp: FrameStamp,
        /// The access unit.
        data: Vec<u8>,
    },
    /// Frames are missing before the next one, as when another path carries the picture.
    Gap,
    /// The decoder has put out the frame with this timestamp.
    Decoded {
        /// In µs.
        timestamp: u64,
    },
    /// The decoder failed and is closed.
    Failed,
    /// The deadline passed.
    Timeout,
}

/// What the page must do, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Open a decoder in the place of the last one. Answer with [`Input::Failed`] if that fails.
    Open(Config),
    /// Decode a frame. Answer with [`Input::Decoded`] or [`Input::Failed`].
    Decode {
        /// In µs; [`stamp`] is its inverse.
        timestamp: u64,
        /// Whether it can be decoded without the frames before it.
        is_key: bool,
        /// The access unit.
        data: Vec<u8>,
    },
    /// Close the decoder.
    Close,
    /// Ask the sharer for a keyframe.
    RequestKeyframe,
    /// This browser cannot decode the picture: tell the sharer.
    GiveUp,
}

/// How a decoder is configured (W3C `VideoDecoderConfig`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// RFC 6381.
    pub codec: String,
    /// The size of the picture.
    pub size: Size,
    /// `prefer-software` instead of `no-preference`.
    pub prefers_software: bool,
}

#[derive(Debug)]
enum State {
    /// A keyframe is needed.
    Waiting,
    Decoding {
        config: Config,
        /// Timestamps of the frames that were not put out yet.
        inside: VecDeque<u64>,
        /// Since when the decoder has frames and has put out nothing.
        silent_since: Tick,
        /// It was silent for too long, and is waited for until then.
        last_look: Option<Tick>,
    },
    GivenUp,
}

/// Requests for a keyframe.
#[derive(Debug, Default)]
struct Requests {
    last: Option<Tick>,
    repeated: u32,
}

/// Decodes the picture that arrives in messages.
#[derive(Debug)]
pub struct Decoding {
    state: State,
    /// Failures since the last frame that was put out.
    failures: u32,
    requests: Requests,
    clock: MediaClock,
    out: VecDeque<Output>,
}

impl Default for Decoding {
    fn default() -> Self {
        Self {
            state: State::Waiting,
            failures: 0,
            requests: Requests::default(),
            clock: MediaClock::default(),
            out: VecDeque::new(),
        }
    }
}

impl Decoding {
    /// What the page must do next.
    pub fn poll(&mut self) -> Option<Output> {
        self.out.pop_front()
    }

    /// When [`Input::Timeout`] is due.
    pub fn deadline(&self) -> Option<Tick> {
        match &self.state {
            State::Decoding { inside, silent_since, last_look, .. } if !inside.is_empty() => {
                Some(last_look.unwrap_or(*silent_since + self.patience()))
            }
            State::Waiting if self.requests.repeated < REQUESTS => {
                self.requests.last.map(|last| last + KEYFRAME_WAIT)
            }
            State::Decoding { .. } | State::Waiting | State::GivenUp => None,
        }
    }

    /// Another session begins: everything of the last one is dropped.
    pub fn restart(&mut self) {
        *self = Self::default();
        self.out.push_back(Output::Close);
    }

    /// Handles an input.
    pub fn handle(&mut self, input: Input, now: Tick) {
        match input {
            Input::Frame { stamp, data } => self.on_frame(stamp, data, now),
            Input::Gap => self.wait(),
            Input::Decoded { timestamp } => self.on_decoded(timestamp, now),
            Input::Failed => self.on_failed(now),
            Input::Timeout => self.on_timeout(now),
        }
    }

    fn patience(&self) -> Duration {
        if self.failures == 0 { SILENCE } else { LATER_SILENCE }
    }

    /// Every second decoder of a browser that fails is a software decoder, and the first replacement is one.
    fn prefers_software(&self) -> bool {
        self.failures % 2 == 1
    }

    fn on_frame(&mut self, stamp: FrameStamp, data: Vec<u8>, now: Tick) {
        let timestamp = self.clock.timestamp(stamp);
        let parameters = ParameterSet::of_unit(&data);
        let prefers_software = self.prefers_software();
        if let Some(parameters) = &parameters {
            let (codec, size) = (parameters.codec(), parameters.size);
            self.open(Config { codec, size, prefers_software }, now);
        }
        match &mut self.state {
            State::GivenUp => {}
            State::Waiting => self.request_keyframe(now),
            State::Decoding { inside, .. } if inside.len() >= IN_DECODER => {
                self.wait();
                self.request_keyframe(now);
            }
            State::Decoding { inside, silent_since, last_look, .. } => {
                if inside.is_empty() {
                    (*silent_since, *last_look) = (now, None);
                }
                inside.push_back(timestamp);
                let is_key = parameters.is_some();
                self.out.push_back(Output::Decode { timestamp, is_key, data });
            }
        }
    }

    /// A keyframe arrived: opens a decoder, unless the present one is configured like this.
    fn open(&mut self, new: Config, now: Tick) {
        self.requests = Requests::default();
        match &self.state {
            State::GivenUp => return,
            State::Decoding { config, .. }
                if (&config.codec, config.size) == (&new.codec, new.size) =>
            {
                return;
            }
            State::Decoding { .. } | State::Waiting => {}
        }
        self.out.push_back(Output::Open(new.clone()));
        self.state = State::Decoding {
            config: new,
            inside: VecDeque::new(),
            silent_since: now,
            last_look: None,
        };
    }

    fn on_decoded(&mut self, timestamp: u64, now: Tick) {
        let State::Decoding { config, inside, silent_since, last_look } = &mut self.state else {
            return;
        };
        // A decoder may skip frames.
        while inside.front().is_some_and(|first| *first <= timestamp) {
            inside.pop_front();
        }
        (*silent_since, *last_look) = (now, None);
        // The kind of decoder that works is kept.
        self.failures = u32::from(config.prefers_software);
    }

    fn on_failed(&mut self, now: Tick) {
        match self.state {
            State::Decoding { .. } => {}
            State::Waiting | State::GivenUp => return,
        }
        self.failures += 1;
        self.wait();
        if self.failures >= FAILURES {
            self.state = State::GivenUp;
            return self.out.push_back(Output::GiveUp);
        }
        self.requests = Requests::default();
        self.request_keyframe(now);
    }

    fn on_timeout(&mut self, now: Tick) {
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return;
        }
        match &mut self.state {
            State::Waiting => {
                self.requests.repeated += 1;
                self.request_keyframe(now);
            }
            State::Decoding { last_look: last_look @ None, .. } => {
                *last_look = Some(now + LAST_LOOK);
            }
            State::Decoding { .. } => self.on_failed(now),
            State::GivenUp => {}
        }
    }

    /// Nothing can be decoded until the next keyframe.
    fn wait(&mut self) {
        if let State::Decoding { .. } = self.state {
            self.state = State::Waiting;
            self.out.push_back(Output::Close);
        }
    }

    fn request_keyframe(&mut self, now: Tick) {
        if self.requests.last.is_none_or(|last| now.since(last) >= KEYFRAME_WAIT) {
            self.requests.last = Some(now);
            self.out.push_back(Output::RequestKeyframe);
        }
    }
}

/// The frame with a timestamp that [`Output::Decode`] carried.
pub fn stamp(timestamp: u64) -> FrameStamp {
    // 90 kHz, rounded: half a µs is less than a tenth of a tick. Stamps are modulo 2³².
    FrameStamp((timestamp.saturating_mul(9).saturating_add(50) / 100) as u32)
}

/// Continues stamps, which wrap around after 13 hours, so that timestamps only grow.
#[derive(Debug, Default)]
struct MediaClock {
    /// The latest stamp, and its ticks without wrapping around.
    latest: Option<(FrameStamp, u64)>,
}

impl MediaClock {
    /// The timestamp in µs of the frame with this stamp.
    fn timestamp(&mut self, stamp: FrameStamp) -> u64 {
        let ticks = match self.latest {
            Some((latest, ticks)) if stamp.is_after(latest) => {
                ticks + u64::from(stamp.0.wrapping_sub(latest.0))
            }
            Some((latest, ticks)) => {
                return micros(ticks.saturating_sub(u64::from(latest.0.wrapping_sub(stamp.0))));
            }
            None => u64::from(stamp.0),
        };
        self.latest = Some((stamp, ticks));
        micros(ticks)
    }
}

fn micros(ticks: u64) -> u64 {
    // Rounded. Ticks stay far below 2⁵⁰ while a page lives.
    ticks.saturating_mul(100).saturating_add(4) / 9
}

#[cfg(test)]
mod tests;
