//! Supervised threads: none of them dies in silence.
//!
//! A thread of the platform either ends because it was told to, reports its failure on its own
//! channel, or its end is reported here. A panic is caught, so that what the thread holds is dropped
//! and released in order.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::mpsc;

/// A thread that a session cannot do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlatformThread {
    /// Injects input.
    Input,
    /// Watches the panic key.
    PanicKey,
    /// Watches system prompts.
    Prompts,
    /// Changes and restores the appearance of the desktop.
    Appearance,
}

impl PlatformThread {
    /// The thread's name, for debuggers and the log. Linux shows 15 bytes of it.
    pub fn name(self) -> &'static str {
        match self {
            PlatformThread::Input => "inject",
            PlatformThread::PanicKey => "panic-key",
            PlatformThread::Prompts => "prompts",
            PlatformThread::Appearance => "appearance",
        }
    }
}

/// A thread has ended that was not told to. Control was taken back already, if the thread had to do
/// with control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadEnded {
    /// Which thread.
    pub which: PlatformThread,
}

/// How a thread's work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was told to end, or has reported why by itself.
    Expected,
    /// The session has to learn of it.
    Failed,
}

/// Each thread ends once.
const REPORTS: usize = 4;

/// Starts threads and reports those that end unexpectedly.
#[derive(Clone, Debug)]
pub struct Supervisor(mpsc::Sender<ThreadEnded>);

impl Supervisor {
    /// A supervisor, and where it reports.
    pub fn new() -> (Self, mpsc::Receiver<ThreadEnded>) {
        let (ended, reports) = mpsc::channel(REPORTS);
        (Self(ended), reports)
    }

    /// Starts a thread. `cleanup` runs when `work` has ended, also when it has panicked, and before
    /// the end is reported.
    pub fn spawn(
        &self,
        which: PlatformThread,
        work: impl FnOnce() -> Ending + Send + 'static,
        cleanup: impl FnOnce() + Send + 'static,
    ) -> std::io::Result<()> {
        let reports = self.0.clone();
        std::thread::Builder::new().name(which.name().into()).spawn(move || {
            let ending = run_caught(work).unwrap_or(Ending::Failed);
            let cleaned = run_caught(cleanup);
            if ending == Ending::Failed || cleaned.is_none() {
                tracing::error!(thread = which.name(), "a thread has ended");
                // The queue is as long as there are threads; a full one holds an end already.
                let _ = reports.try_send(ThreadEnded { which });
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

    use super::*;

    #[test]
    fn a_panic_is_cleaned_up_and_reported_and_an_ordinary_end_is_not() {
        for (which, panics) in [(PlatformThread::PanicKey, true), (PlatformThread::Prompts, false)]
        {
            let (supervisor, mut reports) = Supervisor::new();
            let cleaned = Arc::new(AtomicBool::new(false));
            let flag = Arc::clone(&cleaned);
            let work = move || {
                assert!(!panics, "on purpose");
                Ending::Expected
            };
            supervisor.spawn(which, work, move || flag.store(true, SeqCst)).unwrap();
            drop(supervisor);
            let reported = reports.blocking_recv();
            assert_eq!(reported, panics.then_some(ThreadEnded { which }));
            assert!(cleaned.load(SeqCst));
        }
    }
}
