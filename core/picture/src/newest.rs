//! How fresh the newest frame is.

use protocol::peer::FrameFreshness;

/// The newest frame, and until when it shows the screen as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct NewestFrame {
    captured_us: Option<u64>,
    /// Nothing had changed until then.
    current_us: u64,
    /// The thread waits for the screen to change, and it has not: the frame is current now.
    is_waiting: bool,
}

impl NewestFrame {
    /// A frame that was captured then, in µs of the media clock.
    pub fn captured(captured_us: u64) -> Self {
        Self { captured_us: Some(captured_us), current_us: captured_us, is_waiting: false }
    }

    /// The thread begins to wait for the screen to change. `shows_all`: everything that has changed is
    /// in the frame.
    pub fn begin_wait(&mut self, shows_all: bool) {
        self.is_waiting = shows_all;
    }

    /// The thread waits no longer.
    pub fn end_wait(&mut self, now_us: u64) {
        if core::mem::take(&mut self.is_waiting) {
            self.current_us = now_us;
        }
    }

    /// When the frame was captured, and until when it was current; nothing while there is no frame.
    pub fn seen(self, now_us: u64) -> Option<FrameFreshness> {
        let captured = self.captured_us?;
        let current = if self.is_waiting { now_us } else { self.current_us };
        Some(FrameFreshness { captured, current: current.max(captured) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_current_while_the_thread_waits_for_a_change() {
        assert_eq!(NewestFrame::default().seen(5), None);
        let mut newest = NewestFrame::captured(10);
        assert_eq!(newest.seen(15), Some(FrameFreshness { captured: 10, current: 10 }));
        newest.begin_wait(true);
        assert_eq!(newest.seen(20), Some(FrameFreshness { captured: 10, current: 20 }));
        newest.end_wait(30);
        assert_eq!(newest.seen(99), Some(FrameFreshness { captured: 10, current: 30 }));
        newest.begin_wait(false);
        newest.end_wait(200);
        assert_eq!(newest.seen(200), Some(FrameFreshness { captured: 10, current: 30 }));
    }
}
