//! Standard error, written by a thread of its own: a terminal that is stopped with Ctrl-S, or a
//! reader that does not read, must not delay a thread that logs a line.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use protocol::limits::{LAST_NOTICES_TIMEOUT, TRACE_BYTES};

/// Lines for standard error. To write never waits.
#[derive(Clone, Debug)]
pub(super) struct Stderr {
    queue: Arc<Queue>,
}

#[derive(Debug, Default)]
struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    waiting: Vec<u8>,
    /// Writes that had no room since the thread last took what waits.
    dropped: u32,
    is_writing: bool,
}

impl Stderr {
    /// Starts the thread. It ends with the process.
    pub(super) fn start() -> io::Result<Self> {
        Self::start_with(io::stderr())
    }

    fn start_with(out: impl Write + Send + 'static) -> io::Result<Self> {
        let queue = Arc::new(Queue::default());
        let of_thread = Arc::clone(&queue);
        let thread = std::thread::Builder::new().name("stderr".into());
        thread.spawn(move || of_thread.write_to(out))?;
        Ok(Self { queue })
    }

    /// Waits until everything is written, for at most [`LAST_NOTICES_TIMEOUT`]. Whether it is.
    pub(super) fn finish(&self) -> bool {
        let busy = |state: &mut State| state.is_writing || !state.waiting.is_empty();
        let lock = self.queue.lock();
        let waited = self.queue.changed.wait_timeout_while(lock, LAST_NOTICES_TIMEOUT, busy);
        let (_state, outcome) = waited.unwrap_or_else(PoisonError::into_inner);
        !outcome.timed_out()
    }
}

impl Write for Stderr {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.queue.lock();
        if state.waiting.len() + bytes.len() > TRACE_BYTES {
            state.dropped = state.dropped.saturating_add(1);
        } else {
            state.waiting.extend_from_slice(bytes);
        }
        drop(state);
        self.queue.changed.notify_all();
        // A line without room is dropped as a whole.
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_to(&self, mut out: impl Write) {
        loop {
            let idle = |state: &mut State| state.waiting.is_empty();
            let waited = self.changed.wait_while(self.lock(), idle);
            let mut state = waited.unwrap_or_else(PoisonError::into_inner);
            let bytes = std::mem::take(&mut state.waiting);
            let dropped = std::mem::take(&mut state.dropped);
            state.is_writing = true;
            drop(state);
            // A reader that is gone reads no more of it.
            let _ = out.write_all(&bytes);
            if dropped > 0 {
                let _ = writeln!(out, "{dropped} lines of the log were left out here");
            }
            self.lock().is_writing = false;
            self.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

    /// An output that takes a write only when the test takes it.
    struct Gate(SyncSender<Vec<u8>>);

    impl Write for Gate {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.send(bytes.to_vec()).map_err(|_| io::ErrorKind::BrokenPipe)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn gate() -> (Stderr, Receiver<Vec<u8>>) {
        let (out, written) = sync_channel(0);
        (Stderr::start_with(Gate(out)).unwrap(), written)
    }

    #[test]
    fn a_line_never_waits_for_its_reader_and_what_is_dropped_is_counted() {
        let (mut stderr, written) = gate();
        let line = vec![b'x'; TRACE_BYTES / 2];
        for _ in 0..10 {
            stderr.write_all(&line).unwrap();
        }
        assert!(!stderr.finish(), "nobody reads");
        let mut all = Vec::new();
        while !String::from_utf8_lossy(&all).contains("left out here") {
            all.extend(written.recv().unwrap());
        }
        let lines = all.iter().filter(|byte| **byte == b'x').count() / line.len();
        assert!((2..10).contains(&lines), "{lines}");
    }

    #[test]
    fn the_end_waits_for_what_was_written() {
        let (mut stderr, written) = gate();
        stderr.write_all(b"a line\n").unwrap();
        let reader = std::thread::spawn(move || (written.recv().unwrap(), written));
        assert!(stderr.finish());
        assert_eq!(reader.join().unwrap().0, b"a line\n");
    }
}
