//! Whether the Helper's side signs the entries of the session log that it can see itself.
//!
//! Only the time counts in which the Helper can be reached: a signature cannot come while they are lost.

use alloc::collections::VecDeque;
use core::time::Duration;

use protocol::limits::LOG_SIGNATURE_TIMEOUT;
use protocol::time::Tick;

/// How much longer is waited, so that entries that are late one after the other are said together.
const TOGETHER: Duration = Duration::from_secs(1);

/// Entries that wait for the Helper's signature.
#[derive(Debug)]
pub(crate) struct SignatureWatch {
    clock: Clock,
    /// The number of each entry, and when it is late by `clock`. There are at most
    /// [`LOG_ENTRIES`](protocol::limits::LOG_ENTRIES).
    waiting: VecDeque<(u32, Duration)>,
}

/// Entries whose signature is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Late {
    /// The number of the first one.
    pub(crate) first: u32,
    /// How many others are late, too.
    pub(crate) more: usize,
}

/// Counts the time in which the Helper can be reached.
#[derive(Debug)]
struct Clock {
    /// What it shows, up to `since`.
    shows: Duration,
    /// Since when it runs; `None` while it stands.
    since: Option<Tick>,
    /// When something happened last. A silence began then, however late it is noticed: the computer may have
    /// slept.
    last: Tick,
}

impl Clock {
    fn at(&self, now: Tick) -> Duration {
        self.shows + self.since.map_or(Duration::ZERO, |since| now.since(since))
    }

    fn stop(&mut self) {
        self.shows = self.at(self.last);
        self.since = None;
    }
}

impl SignatureWatch {
    /// Nothing is waited for before [`Self::reached`].
    pub(crate) fn new(now: Tick) -> Self {
        let clock = Clock { shows: Duration::ZERO, since: None, last: now };
        Self { clock, waiting: VecDeque::new() }
    }

    /// Something happens: to be said of every event, after what it means for the others.
    pub(crate) fn pass(&mut self, now: Tick) {
        self.clock.last = now;
    }

    /// The Helper was let in, or is back.
    pub(crate) fn reached(&mut self, now: Tick) {
        self.clock.since.get_or_insert(now);
    }

    /// The Helper is lost.
    pub(crate) fn lost(&mut self) {
        self.clock.stop();
    }

    /// An entry was written that the Helper's side can see itself.
    pub(crate) fn expect(&mut self, number: u32, now: Tick) {
        self.waiting.push_back((number, self.clock.at(now) + LOG_SIGNATURE_TIMEOUT));
    }

    /// The Helper's side has signed an entry.
    pub(crate) fn signed(&mut self, number: u32) {
        self.waiting.retain(|(waiting, _)| *waiting != number);
    }

    /// When [`Self::take_late`] has to be asked.
    pub(crate) fn deadline(&self) -> Option<Tick> {
        let (since, (_, due)) = (self.clock.since?, self.waiting.front()?);
        Some(since + (*due + TOGETHER).saturating_sub(self.clock.shows))
    }

    /// The entries that were not signed in time. Each is said once.
    pub(crate) fn take_late(&mut self, now: Tick) -> Option<Late> {
        let now = self.clock.since.map(|_| self.clock.at(now))?;
        self.waiting.front().filter(|(_, due)| now >= *due + TOGETHER)?;
        let late = self.waiting.iter().take_while(|(_, due)| now >= *due).count();
        let mut late = self.waiting.drain(..late);
        let (first, _) = late.next()?;
        Some(Late { first, more: late.count() })
    }
}
