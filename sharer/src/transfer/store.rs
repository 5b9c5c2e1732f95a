//! The thread that reads sources and writes sinks.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use protocol::bulk::TransferId;
use protocol::limits::{TRANSFER_MEAN_BYTES, TRANSFER_SMALL_CHUNKS};
use tokio::sync::mpsc;
use transfer::shell::Chunk;

use super::parts::{Run, Sink, Source, TransferEvent};
use super::scans::Scans;
use super::stop::StopFlag;
use crate::supervisor::{Ending, Part, Supervisor};

/// Jobs that may wait. What is in flight is bounded by the protocol, at fewer.
const JOBS: usize = 1024;

enum Job {
    Source(Run, Box<dyn Source>, StopFlag),
    Sink(Run, Box<dyn Sink>, StopFlag),
    Read(Run, Chunk),
    Write(Run, u64, Vec<u8>),
    Finish(Run),
    /// Some transfer was stopped.
    Forget,
}

/// The thread has more to do than can wait, or has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct JobsFull;

/// The handle of the thread, which ends when this is dropped. All transfers are stopped then.
pub(crate) struct Store {
    jobs: SyncSender<Job>,
    /// The transfers that are not over. The protocol bounds them.
    running: BTreeMap<TransferId, Running>,
    last_serial: u64,
}

/// A transfer as the session loop knows it.
#[derive(Debug, Default)]
struct Running {
    serial: u64,
    stop: StopFlag,
    chunks: u64,
    bytes: u64,
}

impl Running {
    /// Counts a chunk. Returns whether they are large enough on average: tiny ones would fill the queue of the thread.
    fn count(&mut self, bytes: usize) -> bool {
        self.chunks += 1;
        self.bytes = self.bytes.saturating_add(bytes as u64);
        self.chunks <= TRANSFER_SMALL_CHUNKS + self.bytes / TRANSFER_MEAN_BYTES
    }
}

impl Store {
    /// Starts the thread, and the one for scans.
    pub(crate) fn spawn(
        events: mpsc::Sender<TransferEvent>,
        supervisor: &Supervisor,
    ) -> std::io::Result<Self> {
        let (jobs, ordered) = sync_channel(JOBS);
        let scans = Scans::spawn(events.clone(), supervisor)?;
        let work = move || {
            run(&ordered, &scans, &events);
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Transfers, work, || {})?;
        Ok(Self { jobs, running: BTreeMap::new(), last_serial: 0 })
    }

    fn order(&self, job: Job) -> Result<(), JobsFull> {
        self.jobs.try_send(job).map_err(|_| JobsFull)
    }

    fn begin(&mut self, id: TransferId) -> (Run, StopFlag) {
        // An older transfer with this name is not there: if it were, it would be over.
        self.forget(id);
        self.last_serial += 1;
        let serial = self.last_serial;
        let running = self.running.entry(id).or_default();
        running.serial = serial;
        (Run { id, serial }, running.stop.clone())
    }

    /// The transfer with this name, as the threads know it. One that is over has the number of none.
    fn run(&self, id: TransferId) -> Run {
        Run { id, serial: self.running.get(&id).map_or(0, |running| running.serial) }
    }

    /// The name of the transfer that an event is about, if that is not over.
    pub(crate) fn current(&self, run: Run) -> Option<TransferId> {
        let running = self.running.get(&run.id)?;
        (running.serial == run.serial).then_some(run.id)
    }

    /// From here on this is read for a transfer.
    pub(crate) fn add_source(
        &mut self,
        id: TransferId,
        source: Box<dyn Source>,
    ) -> Result<(), JobsFull> {
        let (run, stop) = self.begin(id);
        self.order(Job::Source(run, source, stop))
    }

    /// From here on this is written for a transfer.
    pub(crate) fn add_sink(&mut self, id: TransferId, sink: Box<dyn Sink>) -> Result<(), JobsFull> {
        let (run, stop) = self.begin(id);
        self.order(Job::Sink(run, sink, stop))
    }

    /// Reads; [`TransferEvent::Read`] follows.
    pub(crate) fn read(&self, id: TransferId, chunk: Chunk) -> Result<(), JobsFull> {
        self.order(Job::Read(self.run(id), chunk))
    }

    /// Writes; [`TransferEvent::Written`] follows, or [`TransferEvent::Finished`] where it cannot.
    pub(crate) fn write(
        &mut self,
        id: TransferId,
        offset: u64,
        bytes: Vec<u8>,
    ) -> Result<(), JobsFull> {
        let is_fair = self.running.get_mut(&id).is_none_or(|running| running.count(bytes.len()));
        if !is_fair {
            return Err(JobsFull);
        }
        self.order(Job::Write(self.run(id), offset, bytes))
    }

    /// Finishes a sink; [`TransferEvent::Finished`] follows.
    pub(crate) fn finish(&self, id: TransferId) -> Result<(), JobsFull> {
        self.order(Job::Finish(self.run(id)))
    }

    /// A transfer is over: nothing of it is read, written or kept from here on.
    pub(crate) fn forget(&mut self, id: TransferId) {
        let Some(running) = self.running.remove(&id) else { return };
        running.stop.set();
        // Without room the thread has jobs, and looks at the flag before each.
        let _ = self.order(Job::Forget);
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        for running in self.running.values() {
            running.stop.set();
        }
    }
}

/// What belongs to the transfers, on the thread.
#[derive(Default)]
struct Shelf {
    sources: BTreeMap<Run, (Box<dyn Source>, StopFlag)>,
    sinks: BTreeMap<Run, (Box<dyn Sink>, StopFlag)>,
}

/// Does one job after the other, until the handle is dropped or nobody wants the results.
fn run(jobs: &Receiver<Job>, scans: &Scans, events: &mpsc::Sender<TransferEvent>) {
    let mut shelf = Shelf::default();
    while let Ok(job) = jobs.recv() {
        let event = shelf.work(job, scans);
        if event.is_some_and(|event| events.blocking_send(event).is_err()) {
            return;
        }
    }
}

impl Shelf {
    fn work(&mut self, job: Job, scans: &Scans) -> Option<TransferEvent> {
        self.sources.retain(|_, (_, stop)| !stop.is_set());
        self.sinks.retain(|_, (_, stop)| !stop.is_set());
        match job {
            Job::Source(run, source, stop) => {
                if !stop.is_set() {
                    self.sources.insert(run, (source, stop));
                }
                None
            }
            Job::Sink(run, sink, stop) => {
                if !stop.is_set() {
                    self.sinks.insert(run, (sink, stop));
                }
                None
            }
            Job::Read(run, chunk) => {
                let (source, _) = self.sources.get_mut(&run)?;
                Some(match source.read(chunk.offset, chunk.len) {
                    Ok(bytes) => TransferEvent::Read { run, offset: chunk.offset, bytes },
                    Err(reason) => TransferEvent::Failed { run, reason },
                })
            }
            Job::Write(run, offset, bytes) => {
                let (sink, _) = self.sinks.get_mut(&run)?;
                let end = offset + bytes.len() as u64;
                Some(match sink.write(offset, bytes) {
                    Ok(()) => TransferEvent::Written { run, bytes: end },
                    Err(reason) => TransferEvent::Failed { run, reason },
                })
            }
            Job::Finish(run) => {
                let (sink, stop) = self.sinks.remove(&run)?;
                if sink.is_scanned() {
                    let failed = scans.add(run, sink, stop).err();
                    return failed.map(|reason| TransferEvent::Failed { run, reason });
                }
                finish(run, sink, &stop)
            }
            Job::Forget => None,
        }
    }
}

/// Finishes a sink. Nobody waits for what comes of one that was stopped.
pub(super) fn finish(run: Run, sink: Box<dyn Sink>, stop: &StopFlag) -> Option<TransferEvent> {
    if stop.is_set() {
        return None;
    }
    let finished = sink.finish(stop);
    if stop.is_set() {
        // What it has kept is removed with it.
        return None;
    }
    Some(match finished {
        Ok(finished) => TransferEvent::Finished { run, finished },
        Err(reason) => TransferEvent::Failed { run, reason },
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

    use protocol::transfer::TransferStop;

    use super::*;
    use crate::platform::atomic_file::TemporaryFolder;
    use crate::transfer::{Finished, MemorySink, SavedFile};

    const ID: TransferId = TransferId(2);
    const OTHER: TransferId = TransferId(4);

    /// What a scanner checks: says that it has begun, waits until the test lets it go on, and is a file then.
    struct ScannedSink {
        begun: SyncSender<()>,
        goes_on: Receiver<()>,
        path: PathBuf,
    }

    impl Sink for ScannedSink {
        fn write(&mut self, _: u64, _: Vec<u8>) -> Result<(), TransferStop> {
            Ok(())
        }

        fn is_scanned(&self) -> bool {
            true
        }

        fn finish(self: Box<Self>, _: &StopFlag) -> Result<Finished, TransferStop> {
            self.begun.send(()).unwrap();
            // Ends when the test drops its end.
            let _ = self.goes_on.recv();
            std::fs::write(&self.path, b"kept").unwrap();
            Ok(Finished::File(SavedFile::new(self.path.clone(), None)))
        }
    }

    /// The store of a test, with a sink of this path that is being finished.
    fn scanning(path: PathBuf) -> (Store, mpsc::Receiver<TransferEvent>, SyncSender<()>) {
        let (events, from_store) = mpsc::channel(8);
        let (supervisor, _died) = Supervisor::new();
        let mut store = Store::spawn(events, &supervisor).unwrap();
        let ((begun, has_begun), (go_on, goes_on)) = (sync_channel(1), sync_channel(0));
        store.add_sink(ID, Box::new(ScannedSink { begun, goes_on, path })).unwrap();
        store.finish(ID).unwrap();
        has_begun.recv().unwrap();
        (store, from_store, go_on)
    }

    #[test]
    fn a_scan_does_not_keep_other_transfers_waiting() {
        let folder = TemporaryFolder::new().unwrap();
        let (mut store, mut events, _go_on) = scanning(folder.file("a"));
        store.add_sink(OTHER, Box::new(MemorySink::default())).unwrap();
        store.finish(OTHER).unwrap();
        let event = events.blocking_recv();
        assert!(
            matches!(event, Some(TransferEvent::Finished { run: Run { id: OTHER, .. }, .. })),
            "{event:?}"
        );
    }

    #[test]
    fn a_file_whose_transfer_is_stopped_is_not_kept() {
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a");
        let (mut store, mut events, go_on) = scanning(path.clone());
        store.forget(ID);
        drop((store, go_on));
        assert!(events.blocking_recv().is_none());
        assert!(!path.exists(), "stopped while it was scanned");

        let (_store, mut events, go_on) = scanning(path.clone());
        drop(go_on);
        let event = events.blocking_recv();
        assert!(path.exists());
        drop(event);
        assert!(!path.exists(), "the session does not take it");
    }

    #[test]
    fn a_file_is_not_kept_when_the_session_is_over() {
        let folder = TemporaryFolder::new().unwrap();
        let path = folder.file("a");
        let (store, mut events, go_on) = scanning(path.clone());
        drop((store, go_on));
        assert!(events.blocking_recv().is_none());
        assert!(!path.exists());
    }

    #[test]
    fn what_is_stopped_is_dropped_however_many_jobs_wait() {
        /// Says that it was dropped.
        struct Watched(#[expect(dead_code, reason = "it is dropped")] SyncSender<()>);
        impl Source for Watched {
            fn read(&mut self, _: u64, _: usize) -> Result<Vec<u8>, TransferStop> {
                Ok(Vec::new())
            }
        }
        let (events, mut from_store) = mpsc::channel(1);
        let (supervisor, _died) = Supervisor::new();
        let mut store = Store::spawn(events, &supervisor).unwrap();
        let (watch, dropped) = sync_channel(1);
        store.add_source(ID, Box::new(Watched(watch))).unwrap();
        // Nobody takes the results, so that the thread waits, and its queue is full in the end.
        while store.read(ID, Chunk { offset: 0, len: 1 }).is_ok() {}
        store.forget(ID);
        std::thread::spawn(move || while from_store.blocking_recv().is_some() {});
        assert!(dropped.recv().is_err(), "the source is gone");
    }

    /// The page counts its transfers from 1 again after it was loaded again.
    #[test]
    fn what_comes_late_of_a_transfer_is_not_taken_for_the_next_one_with_its_id() {
        let (events, mut from_store) = mpsc::channel(8);
        let (supervisor, _died) = Supervisor::new();
        let mut store = Store::spawn(events, &supervisor).unwrap();
        let mut write = |store: &mut Store, bytes: &[u8]| {
            store.write(ID, 0, bytes.to_vec()).unwrap();
            match from_store.blocking_recv() {
                Some(TransferEvent::Written { run, .. }) => run,
                event => panic!("expected that it is written: {event:?}"),
            }
        };
        store.add_sink(ID, Box::new(MemorySink::default())).unwrap();
        let run = write(&mut store, b"old");
        assert_eq!(store.current(run), Some(ID));
        store.forget(ID);
        assert_eq!(store.current(run), None);
        store.add_sink(ID, Box::new(MemorySink::default())).unwrap();
        assert_eq!(store.current(run), None, "that is another transfer");
        let run = write(&mut store, b"new");
        assert_eq!(store.current(run), Some(ID));
    }

    #[test]
    fn a_transfer_of_tiny_chunks_is_refused_and_one_of_whole_chunks_is_not() {
        let mut tiny = Running::default();
        assert!(!(0..=TRANSFER_SMALL_CHUNKS).all(|_| tiny.count(1)));
        let mut whole = Running::default();
        assert!((0..10_000).all(|_| whole.count(15 * 1024)));
    }
}
