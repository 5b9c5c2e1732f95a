//! Supervision of the parts that run beside the session loop: no part dies in silence.
//!
//! A part is a task or a thread. If it panics, its [`Guard`] reports it, and the session ends.

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// A part that a session cannot do without.
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
}

/// How many reports fit. One is enough to end a session, so that losing others changes nothing.
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
}
