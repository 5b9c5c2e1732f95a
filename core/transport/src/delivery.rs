//! Brings each message of a session once and in order, over one path after another.
//!
//! A path brings its messages in order, and may end in the middle. The [`Outbox`] numbers messages and keeps
//! them until they are acknowledged; on the next path all that it keeps are sent first. The [`Inbox`]
//! drops what it has received before.
//!
//! A number that is skipped is accepted: the sender has given up the messages before it.

use alloc::collections::VecDeque;

use protocol::limits::{UNACKNOWLEDGED, UNACKNOWLEDGED_BYTES};

/// Messages that were sent and are not acknowledged. Numbers count from 1.
#[derive(Debug)]
pub struct Outbox<M> {
    last: u32,
    kept: VecDeque<Kept<M>>,
    bytes: usize,
}

#[derive(Debug)]
struct Kept<M> {
    number: u32,
    bytes: usize,
    message: M,
}

/// The other end has acknowledged nothing for too long: [`UNACKNOWLEDGED`] or [`UNACKNOWLEDGED_BYTES`] is
/// reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the other end does not acknowledge what it is sent")]
pub struct OutboxFull;

impl<M> Default for Outbox<M> {
    fn default() -> Self {
        Self { last: 0, kept: VecDeque::new(), bytes: 0 }
    }
}

impl<M> Outbox<M> {
    /// As after this many messages that were acknowledged: an end that has lost all but the count goes on with it.
    pub fn after(last: u32) -> Self {
        Self { last, ..Self::default() }
    }

    /// Keeps a message that was sent before under this number: the highest of those that were kept.
    pub fn restore(&mut self, number: u32, message: M, bytes: usize) -> Result<(), OutboxFull> {
        if self.kept.len() >= UNACKNOWLEDGED || self.bytes + bytes > UNACKNOWLEDGED_BYTES {
            return Err(OutboxFull);
        }
        self.bytes += bytes;
        self.kept.push_back(Kept { number, bytes, message });
        Ok(())
    }

    /// Keeps a message of so many bytes. Returns its number.
    ///
    /// # Errors
    /// When there is no room for it.
    pub fn push(&mut self, message: M, bytes: usize) -> Result<u32, OutboxFull> {
        if self.kept.len() >= UNACKNOWLEDGED || self.bytes + bytes > UNACKNOWLEDGED_BYTES {
            return Err(OutboxFull);
        }
        self.last = self.last.checked_add(1).ok_or(OutboxFull)?;
        self.bytes += bytes;
        self.kept.push_back(Kept { number: self.last, bytes, message });
        Ok(self.last)
    }

    /// The number of the last message; 0 before the first.
    pub fn last(&self) -> u32 {
        self.last
    }

    /// How many messages are kept.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The other end has received all messages up to this number. One that was not sent yet
    /// acknowledges all that were.
    pub fn acknowledge(&mut self, number: u32) {
        while self.kept.front().is_some_and(|kept| kept.number <= number) {
            if let Some(kept) = self.kept.pop_front() {
                self.bytes = self.bytes.saturating_sub(kept.bytes);
            }
        }
    }

    /// What has to be sent first on another path.
    pub fn unacknowledged(&self) -> impl Iterator<Item = (u32, &M)> {
        self.kept.iter().map(|kept| (kept.number, &kept.message))
    }

    /// Gives up all that is not acknowledged: it would be too late.
    pub fn clear(&mut self) {
        self.kept.clear();
        self.bytes = 0;
    }
}

/// Which messages were received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inbox {
    last: u32,
}

impl Inbox {
    /// As after the message with this number.
    pub fn after(last: u32) -> Self {
        Self { last }
    }

    /// Whether a message is new.
    pub fn accept(&mut self, number: u32) -> bool {
        let is_new = number > self.last;
        if is_new {
            self.last = number;
        }
        is_new
    }

    /// The highest number that was received, to acknowledge it.
    pub fn last(self) -> u32 {
        self.last
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use proptest::prelude::*;

    use super::*;

    fn numbers(outbox: &Outbox<&str>) -> Vec<u32> {
        outbox.unacknowledged().map(|(number, _)| number).collect()
    }

    #[test]
    fn what_is_acknowledged_is_not_sent_again() {
        let mut outbox: Outbox<&str> = Outbox::default();
        for message in ["a", "b", "c"] {
            outbox.push(message, 1).unwrap();
        }
        outbox.acknowledge(2);
        assert_eq!(numbers(&outbox), [3]);
        outbox.acknowledge(1);
        assert_eq!(numbers(&outbox), [3]);
        outbox.acknowledge(u32::MAX);
        assert!(numbers(&outbox).is_empty());
        assert_eq!(outbox.push("d", 1), Ok(4));
    }

    #[test]
    fn an_end_that_acknowledges_nothing_is_not_kept_for_without_bound() {
        let mut outbox = Outbox::default();
        assert_eq!(outbox.push("long", UNACKNOWLEDGED_BYTES + 1), Err(OutboxFull));
        for _ in 0..UNACKNOWLEDGED {
            outbox.push("", 1).unwrap();
        }
        assert_eq!(outbox.push("", 1), Err(OutboxFull));
        outbox.clear();
        assert!(outbox.push("", UNACKNOWLEDGED_BYTES).is_ok());
        assert_eq!(outbox.push("", 1), Err(OutboxFull));
    }

    proptest! {
        /// Paths may end after any message, and what was in flight on an old one may still arrive.
        #[test]
        fn each_message_arrives_once_and_in_order(
            paths in proptest::collection::vec((0usize..6, 0usize..12, any::<bool>()), 1..12),
        ) {
            let (mut outbox, mut inbox) = (Outbox::default(), Inbox::default());
            let (mut sent, mut received): (u32, Vec<u32>) = (0, Vec::new());
            let mut late: Vec<u32> = Vec::new();
            for (new, arrive, acknowledge) in paths {
                let mut path: Vec<u32> = outbox.unacknowledged().map(|(n, _)| n).collect();
                for _ in 0..new {
                    sent += 1;
                    path.push(outbox.push(sent, 1).unwrap());
                }
                let arriving = path.iter().take(arrive).chain(&late);
                received.extend(arriving.copied().filter(|number| inbox.accept(*number)));
                late = path.into_iter().skip(arrive).collect();
                if acknowledge {
                    outbox.acknowledge(inbox.last());
                }
                // What was late on the last path arrives after the next path has begun, or never.
                late.truncate(late.len() / 2);
            }
            let rest: Vec<u32> = outbox.unacknowledged().map(|(n, _)| n).collect();
            received.extend(rest.into_iter().filter(|number| inbox.accept(*number)));
            prop_assert_eq!(received, (1..=sent).collect::<Vec<_>>());
        }
    }
}
