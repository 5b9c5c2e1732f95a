//! One end of two transfers without files, one in each direction, to test paths.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use picture::samples::{Percentiles, Samples};
use protocol::bulk::{BulkRecord, Outcome, TransferId};
use protocol::channel::Channel;
use session::TransportInput;
use tokio::sync::mpsc;
use tokio::time::Instant;
use transfer::incoming::{Answer, Incoming, Received};
use transfer::outgoing::{Outgoing, Output};

use super::path::{FromPath, Message, Path, PathEvent};
use crate::clock::Clock;

const ID: TransferId = TransferId(1);

/// Longer than any acknowledgement or pause of a window takes.
const TURN: Duration = Duration::from_millis(5);

/// How often a message on the control channel is timed.
const PING: Duration = Duration::from_millis(20);

/// One end.
pub(super) struct TransferEnd {
    outgoing: Outgoing,
    incoming: Incoming,
    source: Vec<u8>,
    sink: Vec<u8>,
    clock: Clock,
    has_sent: bool,
    has_received: bool,
}

impl TransferEnd {
    /// Sends so many bytes, and expects as many.
    pub(super) fn new(size: usize) -> Self {
        let (mut outgoing, mut incoming) = (Outgoing::default(), Incoming::default());
        outgoing.begin(ID, size as u64).unwrap();
        incoming.expect(ID, size as u64).unwrap();
        let source = (0..size).map(|at| (at % 251) as u8).collect();
        let (sink, clock) = (Vec::new(), Clock::start());
        Self { outgoing, incoming, source, sink, clock, has_sent: false, has_received: false }
    }

    /// The record to send now.
    pub(super) fn next(&mut self) -> Option<Vec<u8>> {
        let now = self.clock.now();
        if let Some(Answer { record, over, .. }) = self.incoming.poll(now) {
            self.has_received |= over.is_some();
            return Some(record);
        }
        while let Some(output) = self.outgoing.poll(now) {
            match output {
                Output::Read { id, chunk } => {
                    let from = usize::try_from(chunk.offset).unwrap();
                    let bytes = &self.source[from..from + chunk.len];
                    if let Some(record) = self.outgoing.on_read(id, chunk.offset, bytes) {
                        self.outgoing.on_sent(&BulkRecord::decode(&record).unwrap(), now);
                        return Some(record);
                    }
                }
                Output::Send(record) => return Some(record),
                Output::Finished { outcome, .. } => {
                    assert_eq!(outcome, Outcome::Intact);
                    self.has_sent = true;
                }
                Output::Failed { error, .. } => panic!("{error}"),
            }
        }
        None
    }

    /// A record has arrived.
    pub(super) fn receive(&mut self, bytes: &[u8]) {
        let now = self.clock.now();
        let record = BulkRecord::decode(bytes).unwrap();
        self.outgoing.on_record(&record, now);
        if let Received::Write { id, write } = self.incoming.on_record(&record, now).unwrap() {
            self.sink.extend_from_slice(write.bytes);
            self.incoming.on_written(id, self.sink.len() as u64, now);
        }
    }

    /// Another path is used from now on.
    pub(super) fn change_path(&mut self) {
        self.outgoing.on_path_changed();
    }

    /// Bytes that have arrived.
    pub(super) fn received_bytes(&self) -> usize {
        self.sink.len()
    }

    /// Whether both transfers are over.
    pub(super) fn is_over(&self) -> bool {
        if self.has_sent && self.has_received {
            assert!(self.sink == self.source, "the bytes are those that were sent");
        }
        self.has_sent && self.has_received
    }
}

/// Messages on the control channel beside the transfers, and how long their answers take.
pub(super) struct Pings {
    sent: Option<Instant>,
    next: Instant,
    times: Samples,
}

impl Pings {
    pub(super) fn new() -> Self {
        Self { sent: None, next: Instant::now(), times: Samples::default() }
    }

    /// Whether one is to be sent now.
    pub(super) fn is_due(&mut self) -> bool {
        let is_due = self.sent.is_none() && Instant::now() >= self.next;
        if is_due {
            self.sent = Some(Instant::now());
        }
        is_due
    }

    /// The answer has arrived.
    pub(super) fn on_answer(&mut self) {
        if let Some(sent) = self.sent.take() {
            self.times.add(sent.elapsed());
            self.next = Instant::now() + PING;
        }
    }

    fn times(&self) -> Percentiles {
        self.times.percentiles()
    }
}

/// Runs an end over a path, until `over` ends are over or it is dropped. With `pings` it sends messages on the control channel; without, it
/// answers them.
pub(super) async fn run(
    path: &dyn Path,
    from: &mut mpsc::Receiver<FromPath>,
    end: &mut TransferEnd,
    mut pings: Option<&mut Pings>,
    over: &AtomicUsize,
) {
    let mut was_over = false;
    while over.load(Ordering::Relaxed) < 2 {
        while path.has_bulk_room().await {
            let Some(record) = end.next() else { break };
            path.send(Channel::Bulk, Message::Binary(&record)).await.unwrap();
        }
        if end.is_over() && !std::mem::replace(&mut was_over, true) {
            over.fetch_add(1, Ordering::Relaxed);
        }
        if pings.as_mut().is_some_and(|pings| pings.is_due()) {
            path.send(Channel::Control, Message::Text("ping")).await.unwrap();
        }
        let Ok(event) = tokio::time::timeout(TURN, from.recv()).await else { continue };
        match event.expect("the path is there").event {
            PathEvent::Bulk(bytes) => end.receive(&bytes),
            PathEvent::Transport(TransportInput::Message { channel: Channel::Control, .. }) => {
                match &mut pings {
                    Some(pings) => pings.on_answer(),
                    None => path.send(Channel::Control, Message::Text("pong")).await.unwrap(),
                }
            }
            PathEvent::Transport(_)
            | PathEvent::KeyframeRequested
            | PathEvent::BulkRoom
            | PathEvent::Ended { .. } => {}
        }
    }
}

/// Prints what was measured.
pub(super) fn report(path: &str, bytes: usize, took: Duration, pings: &Pings) {
    let mbit_s = bytes as f64 * 8.0 / 1e6 / took.as_secs_f64();
    println!("{path}: {mbit_s:.0} Mbit/s each way; control messages: {:?}", pings.times());
}
