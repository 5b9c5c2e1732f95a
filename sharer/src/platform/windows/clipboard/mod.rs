//! The clipboard of Windows.
//!
//! A thread has a window for messages only, which Windows tells when somebody copies. It reads what others have copied,
//! and writes all formats at once: Windows keeps them, so that they stay when this program has ended. While the clipboard
//! is open nobody else can change it, and what is read is of one copy.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use protocol::limits::CLIPBOARD_BYTES;
use protocol::time::Tick;
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
use crate::platform::clipboard::{Clipboard, ClipboardContents, ClipboardError, CopyNotice};
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

/// Opens the clipboard of this desktop.
pub(super) fn opener() -> ClipboardOpener {
    Box::new(move |copied, supervisor| Ok(Box::new(WindowsClipboard::spawn(copied, supervisor)?)))
}

/// The thread's handle. It ends when this is dropped.
#[derive(Debug)]
struct WindowsClipboard {
    orders: mpsc::SyncSender<Order>,
    copies: Arc<AtomicU64>,
    end: Arc<AtomicBool>,
    event: Arc<Event>,
    clock: Clock,
}

#[derive(Debug)]
enum Order {
    Read(mpsc::SyncSender<Outcome>),
    /// Write it, until then.
    Write(Arc<Written>, Tick, mpsc::SyncSender<Result<(), ClipboardError>>),
}

impl WindowsClipboard {
    /// Starts the thread. What is copied from now on is noticed.
    fn spawn(copied: CopyNotice, supervisor: &Supervisor) -> Result<Self, ClipboardError> {
        let event = Arc::new(Event::new()?);
        let (orders, ordered) = mpsc::sync_channel(ORDERS);
        let (copies, end) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
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
            let keeper =
                Keeper { window, event: woken, copied, copies: of_thread, last: sequence(), clock };
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

    /// Gives an order, and waits for what comes of it.
    fn order<T>(
        &self,
        order: impl FnOnce(mpsc::SyncSender<Result<T, ClipboardError>>) -> Order,
        timeout: Duration,
    ) -> Result<T, ClipboardError> {
        let (done, answer) = mpsc::sync_channel(1);
        self.orders.try_send(order(done)).map_err(|error| match error {
            mpsc::TrySendError::Full(_) => ClipboardError::Silent,
            mpsc::TrySendError::Disconnected(_) => lost("the clipboard is not watched any more"),
        })?;
        self.event.set();
        answer.recv_timeout(timeout).map_err(|error| match error {
            mpsc::RecvTimeoutError::Timeout => ClipboardError::Silent,
            mpsc::RecvTimeoutError::Disconnected => lost("the clipboard is not watched any more"),
        })?
    }
}

impl Clipboard for WindowsClipboard {
    fn read(&mut self) -> Outcome {
        self.order(Order::Read, READ_TIMEOUT)
    }

    fn write_while(
        &mut self,
        contents: ClipboardContents,
        is_wanted: &dyn Fn() -> bool,
    ) -> Result<(), ClipboardError> {
        if contents.bytes() > CLIPBOARD_BYTES {
            return Err(ClipboardError::TooLarge);
        }
        let written = Arc::new(Written::new(contents));
        let give_up = self.clock.now() + PATIENCE;
        // Each order is one attempt: while another program has it open, the right to write may end.
        while is_wanted() {
            let until = self.clock.now() + WRITE_TIMEOUT;
            let order = |done| Order::Write(Arc::clone(&written), until, done);
            match self.order(order, WRITE_TIMEOUT) {
                Err(ClipboardError::Taken) if self.clock.now() < give_up => {
                    std::thread::sleep(RETRY);
                }
                outcome => return outcome,
            }
        }
        Err(ClipboardError::Taken)
    }

    fn copies(&self) -> u64 {
        self.copies.load(SeqCst)
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
    copies: Arc<AtomicU64>,
    /// The number that Windows had for the clipboard when it was looked at last.
    last: u32,
    clock: Clock,
}

impl Keeper {
    fn run(mut self, orders: &mpsc::Receiver<Order>, end: &AtomicBool) {
        while !end.load(SeqCst) {
            for order in orders.try_iter() {
                self.obey(order);
            }
            if self.window.take_changed() {
                self.on_change();
            }
            self.event.wait(None);
        }
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Read(done) => {
                let outcome = read(&self.window, &self.event, self.clock);
                // A program that has handed over what it promised before has not copied anything new.
                self.last = outcome.seen.unwrap_or(self.last);
                let _ = done.try_send(outcome.contents);
            }
            Order::Write(written, until, done) => {
                // Nobody waits for it any more.
                let is_late = self.clock.now() >= until;
                let outcome =
                    if is_late { Err(ClipboardError::Silent) } else { written.put(&self.window) };
                let _ = done.try_send(outcome);
            }
        }
    }

    /// Windows has said that the content is another one.
    fn on_change(&mut self) {
        let now = sequence();
        // SAFETY: nothing is passed.
        let owner = unsafe { GetClipboardOwner() };
        let is_own = owner.is_ok_and(|owner| owner == self.window.handle());
        if std::mem::replace(&mut self.last, now) != now && !is_own {
            self.copies.fetch_add(1, SeqCst);
            (self.copied)();
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
