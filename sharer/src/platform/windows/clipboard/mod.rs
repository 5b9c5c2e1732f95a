//! The clipboard of Windows.
//!
//! A thread has a window for messages only, which Windows tells when somebody copies. It reads what others have copied,
//! and writes all formats at once: Windows keeps them, so that they stay when this program has ended. While the clipboard
//! is open nobody else can change it, and what is read is of one copy.

use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use protocol::limits::CLIPBOARD_BYTES;
use protocol::time::Tick;
use transfer::windows_clipboard::copies::Copies;
use windows::Win32::System::DataExchange::{GetClipboardOwner, GetClipboardSequenceNumber};

mod global;
mod opened;
mod reading;
mod window;
mod writing;

use reading::{Outcome, read};
use window::ClipboardWindow;
use writing::Written;

use super::event::Event;
use crate::clock::Clock;
use crate::platform::clipboard::{
    Clipboard, ClipboardContents, ClipboardError, CopyNotice, StillWanted,
};
use crate::platform::error::{PlatformError, Reason};
use crate::platform::parts::ClipboardOpener;
use crate::supervisor::{Ending, Part, Supervisor};

/// Orders that may wait. One is given at a time; a second one waits while a program does not hand over what it copied.
const ORDERS: usize = 2;

/// How long reading and writing wait for another program that has the clipboard open. All that watch it open it when
/// something was copied.
const PATIENCE: Duration = Duration::from_secs(1);

/// From one attempt to open it to the next.
const RETRY: Duration = Duration::from_millis(15);

/// How long a program may take to hand over what it has copied.
const READ_TIMEOUT: Duration = Duration::from_secs(10);

/// How long the thread may take to write.
const WRITE_TIMEOUT: Duration = Duration::from_secs(2);

/// How long it takes at most until a write that waits ends with the right to it. Nothing is written from the very end
/// of the right on: the thread that writes asks as well.
const RIGHT_POLL: Duration = Duration::from_millis(10);

/// Opens the clipboard of this desktop.
pub(super) fn opener() -> ClipboardOpener {
    Box::new(move |copied, supervisor| Ok(Box::new(WindowsClipboard::spawn(copied, supervisor)?)))
}

/// The thread's handle. It ends when this is dropped.
#[derive(Debug)]
struct WindowsClipboard {
    orders: mpsc::SyncSender<Order>,
    copies: Arc<SharedCopies>,
    end: Arc<AtomicBool>,
    event: Arc<Event>,
    clock: Clock,
}

#[derive(Debug)]
enum Order {
    Read(mpsc::SyncSender<Outcome>),
    /// Write it, until then and while it is wanted.
    Write(Arc<Written>, Tick, StillWanted, mpsc::SyncSender<Result<(), ClipboardError>>),
}

/// The copies of others, as both threads see them: the one that is told of each may be busy with a large image while the
/// other one has to know which ones there were before a right was granted.
#[derive(Debug)]
struct SharedCopies {
    counted: Mutex<Copies>,
    /// The window of this program, once it is open.
    own: AtomicIsize,
}

impl SharedCopies {
    fn new() -> Self {
        Self { counted: Mutex::new(Copies::new(sequence())), own: AtomicIsize::new(0) }
    }

    /// Looks at what Windows knows now. Returns whether somebody has copied since the last look, and how often in all.
    fn look(&self) -> (bool, u64) {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let number = sequence();
        // SAFETY: nothing is passed.
        let owner = unsafe { GetClipboardOwner() };
        let is_own = owner.is_ok_and(|owner| owner.0.addr().cast_signed() == self.own.load(SeqCst));
        (counted.look(number, is_own), counted.count())
    }

    /// What is there is being read. The clipboard is open, so that nobody else can change it.
    fn reads(&self) {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner).read(sequence());
    }
}

impl WindowsClipboard {
    /// Starts the thread. What is copied from now on is noticed.
    fn spawn(copied: CopyNotice, supervisor: &Supervisor) -> Result<Self, ClipboardError> {
        let event = Arc::new(Event::new()?);
        let (orders, ordered) = mpsc::sync_channel(ORDERS);
        let (copies, end) = (Arc::new(SharedCopies::new()), Arc::new(AtomicBool::new(false)));
        let clock = Clock::start();
        let (opened, is_open) = mpsc::sync_channel(1);
        let (of_thread, told_to_end) = (Arc::clone(&copies), Arc::clone(&end));
        let woken = Arc::clone(&event);
        let work = move || {
            // A window belongs to the thread that has opened it.
            let window = match ClipboardWindow::open() {
                Ok(window) => window,
                Err(error) => {
                    let _ = opened.try_send(Err(error));
                    return Ending::Expected;
                }
            };
            of_thread.own.store(window.handle().0.addr().cast_signed(), SeqCst);
            let keeper = Keeper { window, event: woken, copied, copies: of_thread, clock };
            let _ = opened.try_send(Ok(()));
            keeper.run(&ordered, &told_to_end);
            Ending::Expected
        };
        supervisor
            .spawn_thread(Part::Clipboard, work, || {})
            .map_err(|error| ClipboardError::Platform(error.into()))?;
        is_open.recv().map_err(|_| lost("the clipboard is not watched"))??;
        Ok(Self { orders, copies, end, event, clock })
    }

    /// Gives an order, and waits for what comes of it as long as that is wanted.
    fn order<T>(
        &self,
        order: impl FnOnce(mpsc::SyncSender<Result<T, ClipboardError>>) -> Order,
        timeout: Duration,
        wanted: &StillWanted,
    ) -> Result<T, ClipboardError> {
        let until = self.clock.now() + timeout;
        let (done, answer) = mpsc::sync_channel(1);
        self.orders.try_send(order(done)).map_err(|error| match error {
            mpsc::TrySendError::Full(_) => ClipboardError::Silent,
            mpsc::TrySendError::Disconnected(_) => lost("the clipboard is not watched any more"),
        })?;
        self.event.set();
        loop {
            match answer.recv_timeout(RIGHT_POLL) {
                Ok(outcome) => return outcome,
                Err(mpsc::RecvTimeoutError::Disconnected) => {
                    return Err(lost("the clipboard is not watched any more"));
                }
                Err(mpsc::RecvTimeoutError::Timeout) if !wanted.is_wanted() => {
                    return Err(ClipboardError::Unwanted);
                }
                Err(mpsc::RecvTimeoutError::Timeout) if self.clock.now() >= until => {
                    return Err(ClipboardError::Silent);
                }
                Err(mpsc::RecvTimeoutError::Timeout) => {}
            }
        }
    }
}

impl Clipboard for WindowsClipboard {
    fn read(&mut self) -> Outcome {
        self.order(Order::Read, READ_TIMEOUT, &StillWanted::while_true(|| true))
    }

    fn write_while(
        &mut self,
        contents: ClipboardContents,
        wanted: &StillWanted,
    ) -> Result<(), ClipboardError> {
        if contents.bytes() > CLIPBOARD_BYTES {
            return Err(ClipboardError::TooLarge);
        }
        let written = Arc::new(Written::new(contents));
        let give_up = self.clock.now() + PATIENCE;
        // Each order is one attempt: while another program has it open, the right to write may end.
        while wanted.is_wanted() {
            let until = self.clock.now() + WRITE_TIMEOUT;
            let order = |done| Order::Write(Arc::clone(&written), until, wanted.clone(), done);
            match self.order(order, WRITE_TIMEOUT, wanted) {
                Err(ClipboardError::Taken) if self.clock.now() < give_up => {
                    std::thread::sleep(RETRY);
                }
                outcome => return outcome,
            }
        }
        Err(ClipboardError::Unwanted)
    }

    fn copies(&self) -> u64 {
        // Not what the thread has counted: a copy that it was not told of yet is there as well.
        self.copies.look().1
    }
}

impl Drop for WindowsClipboard {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.event.set();
    }
}

struct Keeper {
    window: ClipboardWindow,
    event: Arc<Event>,
    copied: CopyNotice,
    copies: Arc<SharedCopies>,
    clock: Clock,
}

impl Keeper {
    fn run(self, orders: &mpsc::Receiver<Order>, end: &AtomicBool) {
        loop {
            for order in orders.try_iter() {
                if end.load(SeqCst) {
                    return;
                }
                self.obey(order);
            }
            // Windows has said that the content is another one.
            if self.window.take_changed() && self.copies.look().0 {
                (self.copied)();
            }
            // Right before the wait: an order may have waited for the event itself, and so used up the one that was set
            // for the end.
            if end.load(SeqCst) {
                return;
            }
            self.event.wait(None);
        }
    }

    fn obey(&self, order: Order) {
        match order {
            Order::Read(done) => {
                let contents = read(&self.window, &self.event, self.clock, || self.copies.reads());
                let _ = done.try_send(contents);
            }
            Order::Write(written, until, wanted, done) => {
                // Nobody waits for it any more.
                let is_late = self.clock.now() >= until;
                let outcome = if is_late {
                    Err(ClipboardError::Silent)
                } else {
                    written.put(&self.window, &wanted)
                };
                let _ = done.try_send(outcome);
            }
        }
    }
}

/// The number that Windows has for the content. It grows with each change.
fn sequence() -> u32 {
    // SAFETY: nothing is passed.
    unsafe { GetClipboardSequenceNumber() }
}

fn lost(what: &'static str) -> ClipboardError {
    PlatformError::Lost(Reason::of(what)).into()
}
