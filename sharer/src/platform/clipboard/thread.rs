//! A clipboard that a thread of its own keeps, with its own connection to the desktop: the thread serves those who paste,
//! and learns of copies, at any time.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use protocol::limits::CLIPBOARD_BYTES;

use super::gathering::{Outcome, READ_TIMEOUT};
use super::{Clipboard, ClipboardContents, ClipboardError, CopyNotice, StillWanted};
use crate::platform::error::{PlatformError, Reason};
use crate::platform::wake::{self, Sleeper, Waker};
use crate::supervisor::{Ending, Part, Supervisor};

/// Orders that may wait. One is given at a time; a second one waits when the desktop hangs.
const ORDERS: usize = 2;

/// How long the desktop may take beside the program that has copied. One that takes longer hangs.
pub(in crate::platform) const DESKTOP_TIMEOUT: Duration = Duration::from_secs(2);

/// The thread's handle. It ends when this is dropped, and gives the clipboard up.
#[derive(Debug)]
pub struct ClipboardThread {
    orders: mpsc::SyncSender<Order>,
    copies: Arc<AtomicU64>,
    end: Arc<AtomicBool>,
    waker: Waker,
}

/// What the thread is to do. Each answers once.
#[derive(Debug)]
pub(in crate::platform) enum Order {
    /// How often something was copied.
    Count(mpsc::SyncSender<Result<u64, ClipboardError>>),
    /// See [`Clipboard::read`].
    Read(mpsc::SyncSender<Outcome>),
    /// See [`Clipboard::write_while`].
    Write(ClipboardContents, StillWanted, mpsc::SyncSender<Result<(), ClipboardError>>),
}

/// The thread's own side.
pub(in crate::platform) struct Told {
    orders: mpsc::Receiver<Order>,
    copied: CopyNotice,
    copies: Arc<AtomicU64>,
    end: Arc<AtomicBool>,
    /// Wakes for orders, and for the end.
    pub(in crate::platform) sleeper: Sleeper,
}

impl Told {
    /// Whether the thread is to end.
    pub(in crate::platform) fn is_over(&self) -> bool {
        self.end.load(SeqCst)
    }

    /// An order, if there is one.
    pub(in crate::platform) fn order(&self) -> Option<Order> {
        self.orders.try_recv().ok()
    }

    /// Another program has copied something.
    pub(in crate::platform) fn on_copy(&self) {
        self.copies.fetch_add(1, SeqCst);
        (self.copied)();
    }

    /// How often that was.
    pub(in crate::platform) fn copies(&self) -> u64 {
        self.copies.load(SeqCst)
    }
}

impl ClipboardThread {
    /// Starts the thread with this work.
    pub(in crate::platform) fn spawn(
        copied: CopyNotice,
        supervisor: &Supervisor,
        work: impl FnOnce(Told) -> Result<(), PlatformError> + Send + 'static,
    ) -> Result<Self, PlatformError> {
        let (waker, sleeper) = wake::pair()?;
        let (orders, ordered) = mpsc::sync_channel(ORDERS);
        let (copies, end) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let (counted, ends) = (Arc::clone(&copies), Arc::clone(&end));
        let told = Told { orders: ordered, copied, copies: counted, end: ends, sleeper };
        let work = move || {
            if let Err(error) = work(told) {
                tracing::debug!(%error, "the clipboard is not shared any more");
            }
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Clipboard, work, || {})?;
        Ok(Self { orders, copies, end, waker })
    }

    /// Gives an order, and waits for what comes of it.
    fn order<T>(
        &self,
        order: impl FnOnce(mpsc::SyncSender<Result<T, ClipboardError>>) -> Order,
        timeout: Duration,
    ) -> Result<T, ClipboardError> {
        let lost = |what| ClipboardError::from(PlatformError::Lost(Reason::of(what)));
        let gone = || lost("the clipboard is not watched any more");
        let hangs = || lost("the desktop does not answer");
        let (done, answer) = mpsc::sync_channel(1);
        self.orders.try_send(order(done)).map_err(|error| match error {
            mpsc::TrySendError::Full(_) => hangs(),
            mpsc::TrySendError::Disconnected(_) => gone(),
        })?;
        self.waker.wake();
        answer.recv_timeout(timeout).map_err(|error| match error {
            mpsc::RecvTimeoutError::Timeout => hangs(),
            mpsc::RecvTimeoutError::Disconnected => gone(),
        })?
    }
}

impl Clipboard for ClipboardThread {
    fn read(&mut self) -> Outcome {
        self.order(Order::Read, READ_TIMEOUT + DESKTOP_TIMEOUT)
    }

    fn write_while(
        &mut self,
        contents: ClipboardContents,
        wanted: &StillWanted,
    ) -> Result<(), ClipboardError> {
        if contents.bytes() > CLIPBOARD_BYTES {
            return Err(ClipboardError::TooLarge);
        }
        self.order(|done| Order::Write(contents, wanted.clone(), done), DESKTOP_TIMEOUT)
    }

    /// A copy that the desktop knows of counts, though its event has not come yet: it was before what is asked for.
    fn copies(&self) -> u64 {
        let counted = self.order(Order::Count, DESKTOP_TIMEOUT);
        counted.unwrap_or_else(|_| self.copies.load(SeqCst))
    }
}

impl Drop for ClipboardThread {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.waker.wake();
    }
}
