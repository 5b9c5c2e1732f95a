//! Supervision of the parts that run beside the session loop: no part dies in silence.
//!
//! A part is a task or a thread. If it panics, or a thread ends that was not told to, this is reported, and
//! the session ends if it cannot do without the part. A panic is caught, so that what the part holds is dropped and released in order.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// A part that runs beside the session loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Captures and encodes the screen.
    Pictures,
    /// Sends the video to the Helper.
    Video,
    /// Sends lossless tiles to the Helper.
    Tiles,
    /// Reads the data channels of the Helper.
    Channels,
    /// Holds the link to the signal server.
    SignalLink,
    /// Sends the invitation by e-mail.
    Mail,
    /// Reads and changes the contacts.
    Contacts,
    /// Writes the session log.
    Log,
    /// Injects input.
    Input,
    /// Watches the panic key.
    PanicKey,
    /// Watches system prompts.
    Prompts,
    /// Watches who presses the buttons of the User's window.
    PressWatch,
    /// Shows notifications and an icon on the desktop.
    Desk,
    /// Changes and restores the appearance of the desktop.
    Appearance,
    /// Asks the router for ports.
    PortMapping,
    /// Shows the border round what is shared.
    Border,
    /// Shows what the Helper draws.
    Marks,
    /// Finds what the steps that the Helper suggests are at.
    Elements,
    /// Reads, writes and watches the User's clipboard.
    Clipboard,
    /// Reads and writes what is transferred.
    Transfers,
}

impl Part {
    /// Whether a session cannot do without it. The others do their work once, or for comfort; without the watch of
    /// presses the window grants nothing, and the terminal is there.
    pub fn is_essential(self) -> bool {
        !matches!(
            self,
            Part::Mail
                | Part::Appearance
                | Part::PortMapping
                | Part::PressWatch
                | Part::Desk
                | Part::Border
                | Part::Marks
                | Part::Elements
                | Part::Clipboard
                | Part::Transfers
        )
    }

    /// The name of its thread, for debuggers and the log. Linux shows 15 bytes of it.
    pub fn name(self) -> &'static str {
        match self {
            Part::Pictures => "media",
            Part::Video => "video",
            Part::Tiles => "tiles",
            Part::Channels => "channels",
            Part::SignalLink => "signal-link",
            Part::Mail => "mail",
            Part::Contacts => "contacts",
            Part::Log => "session-log",
            Part::Input => "inject",
            Part::PanicKey => "panic-key",
            Part::Prompts => "prompts",
            Part::PressWatch => "press-watch",
            Part::Desk => "desk",
            Part::Appearance => "appearance",
            Part::PortMapping => "port-mapping",
            Part::Border => "border",
            Part::Marks => "marks",
            Part::Elements => "elements",
            // The window has a thread called `clipboard` for its own fields.
            Part::Clipboard => "clipboard-watch",
            Part::Transfers => "transfers",
        }
    }
}

/// How a thread's work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was told to end, or has reported why by itself.
    Expected,
    /// The session has to learn of it.
    Failed,
}

/// How many reports fit. One of an essential part is enough to end a session, and the others are too few to
/// fill the queue.
const REPORTS: usize = 8;

/// Starts tasks, and reports the ones that panic.
#[derive(Clone, Debug)]
pub struct Supervisor(mpsc::Sender<Part>);

/// Reports its part when it is dropped by a panic.
#[derive(Debug)]
pub struct Guard {
    part: Part,
    reports: mpsc::Sender<Part>,
}

impl Supervisor {
    /// A supervisor, and the queue of its reports.
    pub fn new() -> (Self, mpsc::Receiver<Part>) {
        let (reports, died) = mpsc::channel(REPORTS);
        (Self(reports), died)
    }

    /// A guard for a thread or task to hold while it runs.
    pub fn guard(&self, part: Part) -> Guard {
        Guard { part, reports: self.0.clone() }
    }

    /// Starts a task.
    pub fn spawn(
        &self,
        part: Part,
        task: impl Future<Output = ()> + Send + 'static,
    ) -> JoinHandle<()> {
        let guard = self.guard(part);
        tokio::spawn(async move {
            let _guard = guard;
            task.await;
        })
    }

    /// Starts a thread. `cleanup` runs when `work` has ended, also when it has panicked, and before
    /// the end is reported.
    pub fn spawn_thread(
        &self,
        part: Part,
        work: impl FnOnce() -> Ending + Send + 'static,
        cleanup: impl FnOnce() + Send + 'static,
    ) -> std::io::Result<()> {
        let reports = self.0.clone();
        std::thread::Builder::new().name(part.name().into()).spawn(move || {
            let ending = run_caught(work).unwrap_or(Ending::Failed);
            let cleaned = run_caught(cleanup);
            if ending == Ending::Failed || cleaned.is_none() {
                tracing::error!(thread = part.name(), "a thread has ended");
                let _ = reports.try_send(part);
            }
        })?;
        Ok(())
    }
}

/// Runs something to its end; `None` when it panicked. The panic was printed by then.
pub fn run_caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    // What the work owns is dropped with it; what it shares is locked with poisoning in mind.
    catch_unwind(AssertUnwindSafe(work)).ok()
}

impl Drop for Guard {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = self.reports.try_send(self.part);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

    use super::*;

    #[tokio::test]
    async fn a_panic_is_reported_and_an_ordinary_end_is_not() {
        let (supervisor, mut died) = Supervisor::new();
        let ended = supervisor.spawn(Part::Mail, async {});
        let _ = ended.await;
        assert!(died.try_recv().is_err());
        let ended = supervisor.spawn(Part::Video, async { panic!("on purpose") });
        assert!(ended.await.is_err());
        assert_eq!(died.recv().await, Some(Part::Video));
        // A task that is aborted did not fail.
        let hanging = supervisor.spawn(Part::Tiles, std::future::pending());
        hanging.abort();
        assert!(hanging.await.is_err());
        assert!(died.try_recv().is_err());
    }

    #[test]
    fn a_thread_that_panics_is_cleaned_up_and_reported_and_an_ordinary_end_is_not() {
        for (which, panics) in [(Part::PanicKey, true), (Part::Prompts, false)] {
            let (supervisor, mut reports) = Supervisor::new();
            let cleaned = Arc::new(AtomicBool::new(false));
            let flag = Arc::clone(&cleaned);
            let work = move || {
                assert!(!panics, "on purpose");
                Ending::Expected
            };
            supervisor.spawn_thread(which, work, move || flag.store(true, SeqCst)).unwrap();
            drop(supervisor);
            let reported = reports.blocking_recv();
            assert_eq!(reported, panics.then_some(which));
            assert!(cleaned.load(SeqCst));
        }
    }
}
