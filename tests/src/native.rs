//! A viewer without a browser. It sets up the direct connection and exchanges control messages; it shows
//! no picture.

use std::collections::VecDeque;
use std::time::Duration;

use protocol::channel::Channel;
use protocol::handshake::SealedChannel;
use protocol::peer::{Envelope, ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::signal::FromSignal;
use session::TransportInput;
use sharer::link::direct::loopback::Viewer;
use sharer::link::path::{FromPath, PathEvent};
use tokio::runtime::Runtime;
use tokio::sync::mpsc;

use crate::claimant::introduce;
use crate::clock::{self, PATIENCE};
use crate::server::{RawClient, Received};

/// How long to wait for the signal server before the direct connection is polled again.
const POLL: Duration = Duration::from_millis(20);

/// An ICE candidate: its attribute line, the `mid` and the index of its media section.
type Candidate = (String, Option<String>, Option<u16>);

/// A viewer that has proven the code.
pub struct NativeViewer {
    runtime: Runtime,
    socket: RawClient,
    channel: SealedChannel,
    viewer: Viewer,
    events: mpsc::Receiver<FromPath>,
    received: VecDeque<ToViewer>,
    /// Candidates received before the answer; `None` once it has arrived.
    early: Option<Vec<Candidate>>,
    /// Whether all channels are open.
    is_up: bool,
    /// The number of the last message that was sent.
    said: u32,
    /// The highest number that was received.
    heard: u32,
}

impl NativeViewer {
    /// Sends a hello and an offer.
    ///
    /// # Panics
    /// When this machine has no WebRTC.
    pub fn new(mut socket: RawClient, mut channel: SealedChannel, name: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime starts");
        let (name, version) = (name.parse().expect("a name"), protocol::VERSION);
        introduce(&mut socket, &mut channel, &Introduction::Hello { name, version });
        let (sender, events) = mpsc::channel(256);
        let (viewer, sdp) = runtime.block_on(Viewer::offer(sender)).expect("an offer is made");
        introduce(&mut socket, &mut channel, &Introduction::Offer { path: 0, sdp });
        Self {
            runtime,
            socket,
            channel,
            viewer,
            events,
            received: VecDeque::new(),
            early: Some(Vec::new()),
            is_up: false,
            said: 0,
            heard: 0,
        }
    }

    /// The binding of this connection.
    pub fn binding(&self) -> [u8; 32] {
        *self.channel.binding()
    }

    /// Waits until the direct connection is up. This stack, unlike a browser, loses messages
    /// that arrive before the channel is open at this end, so tests have them sent afterwards.
    ///
    /// # Panics
    /// When it does not come up in time.
    #[track_caller]
    pub fn wait_until_up(&mut self) {
        let until = clock::now() + PATIENCE;
        while !self.is_up {
            assert!(clock::now() < until, "the direct connection comes up in time");
            self.poll();
        }
    }

    /// Sends a message on the control channel.
    ///
    /// # Panics
    /// When there is no such channel any more.
    pub fn send(&mut self, message: &ToSharer) {
        self.said += 1;
        let envelope = message.clone().unnumbered(self.heard, 0);
        let text = Envelope { number: self.said, ..envelope }.encode();
        let sent = self.runtime.block_on(self.viewer.send_control(&text));
        assert!(sent, "the control channel takes {message:?}");
    }

    /// Waits for a message on the control channel. Messages before it are dropped.
    ///
    /// # Panics
    /// When it does not come in time.
    #[track_caller]
    pub fn receive<T>(&mut self, mut find: impl FnMut(&ToViewer) -> Option<T>) -> T {
        let until = clock::now() + PATIENCE;
        loop {
            while let Some(message) = self.received.pop_front() {
                if let Some(found) = find(&message) {
                    return found;
                }
            }
            assert!(clock::now() < until, "the sharer sends it in time");
            self.poll();
        }
    }

    fn poll(&mut self) {
        if let Received::Message(FromSignal::Relay { body, .. }) = self.socket.receive_within(POLL)
        {
            let plain = self.channel.open(body.as_bytes()).expect("the sharer seals for us");
            match Introduction::decode(&plain).expect("the sharer speaks the protocol") {
                Introduction::Answer { sdp, .. } => {
                    self.runtime.block_on(self.viewer.answered(sdp)).expect("the answer fits");
                    for (candidate, mid, line) in self.early.take().into_iter().flatten() {
                        self.runtime.block_on(self.viewer.add_candidate(candidate, mid, line));
                    }
                }
                Introduction::Candidate { candidate, mid, line, .. } => {
                    if let Some(early) = &mut self.early {
                        early.push((candidate, mid, line));
                    } else {
                        self.runtime.block_on(self.viewer.add_candidate(candidate, mid, line));
                    }
                }
                Introduction::Page { .. }
                | Introduction::Welcome { .. }
                | Introduction::TriedBefore { .. }
                | Introduction::Leaving {}
                | Introduction::Away {}
                | Introduction::Hello { .. }
                | Introduction::Offer { .. }
                | Introduction::Bye { .. } => {}
            }
        }
        while let Ok(from) = self.events.try_recv() {
            self.on_event(from.event);
        }
    }

    fn on_event(&mut self, event: PathEvent) {
        match event {
            PathEvent::Transport(TransportInput::Candidate { candidate, mid, line }) => {
                let candidate = Introduction::Candidate { path: 0, candidate, mid, line };
                introduce(&mut self.socket, &mut self.channel, &candidate);
            }
            PathEvent::Transport(TransportInput::Message { channel: Channel::Control, bytes }) => {
                let text = String::from_utf8(bytes).expect("control messages are text");
                let envelope = Envelope::<ToViewer>::decode(&text);
                let envelope = envelope.expect("the sharer speaks the protocol");
                self.heard = self.heard.max(envelope.number);
                self.received.push_back(envelope.message);
            }
            PathEvent::Transport(TransportInput::Up) => self.is_up = true,
            PathEvent::Transport(
                TransportInput::Message { .. }
                | TransportInput::Answer { .. }
                | TransportInput::Down,
            )
            | PathEvent::KeyframeRequested
            | PathEvent::Bulk(_)
            | PathEvent::BulkRoom
            | PathEvent::Ended { .. } => {}
        }
    }
}
