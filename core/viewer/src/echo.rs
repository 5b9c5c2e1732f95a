//! PURE: how long it takes from what the Helper's hand does to the picture of it.
//!
//! A mark follows an event on its channel. The sharer says when it has taken the event, by its media
//! clock; the first frame that is shown and was captured later is the first that can show what the
//! event did.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// How long an event that changes nothing on the screen is waited for, in µs.
const PATIENCE: u64 = 1_000_000;

/// The time between two marks, in µs: each costs a message.
const SPACING: u64 = 250_000;

/// Echoes of which the middle one is shown.
const SAMPLES: usize = 9;

/// Measures one event after the other.
#[derive(Clone, Debug, Default)]
pub struct Echo {
    number: u32,
    marked: Option<u64>,
    waits: Option<Wait>,
    /// In µs.
    samples: VecDeque<u64>,
}

#[derive(Clone, Copy, Debug)]
struct Wait {
    since: u64,
    /// When the sharer had taken the event, as an RTP timestamp.
    taken: Option<u32>,
}

impl Echo {
    /// An event is sent `now` (µs). Returns the number of the mark that is to follow it, if one is.
    pub fn sent(&mut self, now: u64) -> Option<u32> {
        let waits = self.waits.is_some_and(|wait| now.saturating_sub(wait.since) < PATIENCE);
        let is_soon = self.marked.is_some_and(|marked| now.saturating_sub(marked) < SPACING);
        if waits || is_soon {
            return None;
        }
        self.marked = Some(now);
        self.waits = Some(Wait { since: now, taken: None });
        self.number = self.number.wrapping_add(1);
        Some(self.number)
    }

    /// The sharer has taken the event before a mark, at this time of its media clock in µs.
    pub fn taken(&mut self, number: u32, media: u64) {
        if let Some(wait) = &mut self.waits
            && number == self.number
        {
            let ticks = u128::from(media) * 9 / 100;
            wait.taken = u32::try_from(ticks & u128::from(u32::MAX)).ok();
        }
    }

    /// A frame with this RTP timestamp is shown `now`.
    pub fn shown(&mut self, rtp: u32, now: u64) {
        let Some(Wait { since, taken: Some(taken) }) = self.waits else { return };
        // Modulo 2³², the difference read as signed (RFC 3550 §5.1).
        if (rtp.wrapping_sub(taken) as i32) < 0 {
            return;
        }
        self.waits = None;
        let took = now.saturating_sub(since);
        if took < PATIENCE {
            if self.samples.len() >= SAMPLES {
                self.samples.pop_front();
            }
            self.samples.push_back(took);
        }
    }

    /// The middle one of the last echoes, in ms.
    pub fn ms(&self) -> Option<f64> {
        let mut sorted: Vec<u64> = self.samples.iter().copied().collect();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).map(|us| *us as f64 / 1000.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: u64 = 1000;

    fn rtp(media_us: u64) -> u32 {
        u32::try_from((media_us * 9 / 100) & u64::from(u32::MAX)).unwrap()
    }

    #[test]
    fn only_a_frame_captured_after_the_event_was_taken_counts() {
        let mut echo = Echo::default();
        let number = echo.sent(10_000 * MS).unwrap();
        echo.shown(rtp(700 * MS), 10_005 * MS);
        echo.taken(number, 700 * MS);
        echo.shown(rtp(699 * MS), 10_010 * MS);
        assert_eq!(echo.ms(), None, "they were captured before");
        echo.shown(rtp(702 * MS), 10_030 * MS);
        assert_eq!(echo.ms(), Some(30.0));
        echo.shown(rtp(750 * MS), 10_090 * MS);
        assert_eq!(echo.ms(), Some(30.0), "once");
    }

    #[test]
    fn one_event_is_measured_at_a_time_and_not_too_many() {
        let mut echo = Echo::default();
        let first = echo.sent(0).unwrap();
        assert_eq!(echo.sent(300 * MS), None, "the first is still waited for");
        let second = echo.sent(1000 * MS).unwrap();
        echo.taken(first, 5);
        echo.shown(rtp(10), 1001 * MS);
        assert_eq!(echo.ms(), None, "an old answer is none");
        echo.taken(second, 5);
        echo.shown(rtp(10), 1020 * MS);
        assert_eq!(echo.ms(), Some(20.0));
        assert_eq!(echo.sent(1200 * MS), None, "too soon");
        assert!(echo.sent(1250 * MS).is_some());
    }

    #[test]
    fn an_event_without_a_picture_is_given_up_and_the_middle_one_is_shown() {
        let mut echo = Echo::default();
        for (n, took) in [10, 900, 20, 30, 1500, 25, 22].into_iter().enumerate() {
            let now = u64::try_from(n).unwrap() * 2000 * MS;
            let number = echo.sent(now).unwrap();
            // 2³² ticks are about 47 721 858 ms: it wraps on the way.
            let media = 47_721_850 * MS + now / 1000;
            echo.taken(number, media);
            echo.shown(rtp(media + 10 * MS), now + took * MS);
        }
        assert_eq!(echo.ms(), Some(25.0));
    }
}
