//! The thread that finishes what a virus scanner checks, one file at a time, so that other transfers do not wait for it.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use protocol::limits::TRANSFERS;
use protocol::transfer::TransferStop;
use tokio::sync::mpsc;

use super::parts::{Run, Sink, TransferEvent};
use super::stop::StopFlag;
use super::store::finish;
use crate::supervisor::{Ending, Part, Supervisor};

/// A sink that has all its bytes.
struct Scan {
    run: Run,
    sink: Box<dyn Sink>,
    stop: StopFlag,
}

/// The handle of the thread, which ends when this is dropped and what waits is finished or stopped.
pub(super) struct Scans(SyncSender<Scan>);

impl Scans {
    /// Starts the thread.
    pub(super) fn spawn(
        events: mpsc::Sender<TransferEvent>,
        supervisor: &Supervisor,
    ) -> std::io::Result<Self> {
        // What is stopped leaves the queue at once, so that those wait that are wanted.
        let (scans, waiting) = sync_channel(TRANSFERS);
        let work = move || {
            run(&waiting, &events);
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Transfers, work, || {})?;
        Ok(Self(scans))
    }

    /// Finishes a sink, after those before it.
    pub(super) fn add(
        &self,
        run: Run,
        sink: Box<dyn Sink>,
        stop: StopFlag,
    ) -> Result<(), TransferStop> {
        self.0.try_send(Scan { run, sink, stop }).map_err(|_| TransferStop::Busy)
    }
}

fn run(waiting: &Receiver<Scan>, events: &mpsc::Sender<TransferEvent>) {
    while let Ok(Scan { run, sink, stop }) = waiting.recv() {
        let event = finish(run, sink, &stop);
        if event.is_some_and(|event| events.blocking_send(event).is_err()) {
            return;
        }
    }
}
