//! Keeps out what was typed in an interruption: it would be typed on a screen that nobody saw.
//!
//! A path that is silent for a while and then goes on brings all that was sent on it, however late. So
//! from an interruption on every event is dropped until the viewer has answered a request that was made
//! afterwards, and of the events that come then, those with a number up to the one in the answer. What
//! passes was sent after the viewer had heard from the sharer again.

/// The fence of one Helper's input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fence {
    /// How often it was closed.
    count: u32,
    /// It was closed, and the viewer has not answered.
    is_closed: bool,
    /// The last event that is kept out.
    last: u32,
}

impl Fence {
    /// Keeps everything out, until the viewer answers.
    pub(super) fn close(&mut self) {
        self.count = self.count.saturating_add(1);
        self.is_closed = true;
    }

    /// The count that the viewer must answer with.
    pub(super) fn count(self) -> u32 {
        self.count
    }

    /// The viewer has answered, and says that `last` is the last event that it had sent. An answer to an
    /// earlier request changes nothing.
    pub(super) fn answered(&mut self, count: u32, last: u32) {
        if self.is_closed && count == self.count {
            (self.is_closed, self.last) = (false, last);
        }
    }

    /// Whether an event passes. One without a number passes unless the fence is closed.
    pub(super) fn admits(self, number: Option<u32>) -> bool {
        !self.is_closed && number.is_none_or(|number| number > self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_answer_to_the_last_request_opens_the_fence() {
        let mut fence = Fence::default();
        assert!(fence.admits(Some(1)) && fence.admits(None));
        fence.close();
        let first = fence.count();
        fence.close();
        let second = fence.count();
        fence.answered(first, 0);
        assert!(!fence.admits(Some(9)) && !fence.admits(None));
        fence.answered(second, 7);
        assert!(!fence.admits(Some(7)) && fence.admits(Some(8)) && fence.admits(None));
        fence.answered(second, 20);
        assert!(fence.admits(Some(8)), "a request is answered once");
    }
}
