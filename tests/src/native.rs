//! A viewer without a browser that gets as far as the direct connection: it shows nothing, but it
//! listens and talks.

use std::collections::VecDeque;
use std::time::Duration;

use protocol::channel::Channel;
use protocol::handshake::SealedChannel;
use protocol::peer::{ToSharer, ToViewer};
use protocol::sealed::Introduction;
use protocol::signal::FromSignal;
use session::TransportInput;
use sharer::link::direct::loopback::Viewer;
use sharer::link::path::{FromPath, PathEvent};
use tokio::runtime::Runtime;
use tokio::sync::mpsc;

use crate::claimant::introduce;
use crate::clock::{self, PATIENCE};
use crate::server::{Bare, Heard};

/// How long one look at the server may take. The direct connection is looked at in between.
const LOOK: Duration = Duration::from_millis(20);

/// A candidate's line, section and its index.
type Candidate = (String, Option<String>, Option<u16>);

/// A viewer that has proven itself.
pub struct NativeViewer {
    runtime: Runtime,
    socket: Bare,
    channel: SealedChannel,
    viewer: Viewer,
    events: mpsc::Receiver<FromPath>,
    heard: VecDeque<ToViewer>,
    /// Candidates that came before the answer; `None` once it is there.
    early: Option<Vec<Candidate>>,
    /// Whether all channels are open.
    is_up: bool,
}

impl NativeViewer {
    /// Says hello and offers a direct connection.
    ///
    /// # Panics
    /// When this machine has no WebRTC.
    pub fn new(mut socket: Bare, mut channel: SealedChannel, name: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime starts");
        let (name, version) = (name.parse().expect("a name"), protocol::VERSION);
        introduce(&mut socket, &mut channel, &Introduction::Hello { name, version });
        let (sender, events) = mpsc::channel(256);
        let (viewer, sdp) = runtime.block_on(Viewer::offer(sender)).expect("an offer is made");
        introduce(&mut socket, &mut channel, &Introduction::Offer { sdp });
        Self {
            runtime,
            socket,
            channel,
            viewer,
            events,
            heard: VecDeque::new(),
            early: Some(Vec::new()),
            is_up: false,
        }
    }

    /// The binding of this connection.
    pub fn binding(&self) -> [u8; 32] {
        *self.channel.binding()
    }

    /// Waits until the direct connection is up. This stack loses what comes on a channel before it is
    /// open at this end, which no browser does: whatever has to be heard is said afterwards.
    ///
    /// # Panics
    /// When it does not come up in time.
    #[track_caller]
    pub fn wait_until_up(&mut self) {
        let until = clock::now() + PATIENCE;
        while !self.is_up {
            assert!(clock::now() < until, "the direct connection comes up in time");
            self.look();
        }
    }

    /// Says something on the control channel.
    ///
    /// # Panics
    /// When there is no such channel any more.
    pub fn tell(&self, message: &ToSharer) {
        let sent = self.runtime.block_on(self.viewer.send_control(&message.encode()));
        assert!(sent, "the control channel takes {message:?}");
    }

    /// Waits for something on the control channel. What came before it is dropped.
    ///
    /// # Panics
    /// When it does not come in time.
    #[track_caller]
    pub fn hear<T>(&mut self, mut find: impl FnMut(&ToViewer) -> Option<T>) -> T {
        let until = clock::now() + PATIENCE;
        loop {
            while let Some(message) = self.heard.pop_front() {
                if let Some(found) = find(&message) {
                    return found;
                }
            }
            assert!(clock::now() < until, "the sharer says it in time");
            self.look();
        }
    }

    fn look(&mut self) {
        if let Heard::Message(FromSignal::Relay { body }) = self.socket.hear_within(LOOK) {
            let plain = self.channel.open(body.as_bytes()).expect("the sharer seals for us");
            match Introduction::decode(&plain).expect("the sharer speaks the protocol") {
                Introduction::Answer { sdp } => {
                    self.runtime.block_on(self.viewer.answered(sdp)).expect("the answer fits");
                    for (candidate, mid, line) in self.early.take().into_iter().flatten() {
                        self.runtime.block_on(self.viewer.add_candidate(candidate, mid, line));
                    }
                }
                Introduction::Candidate { candidate, mid, line } => {
                    if let Some(early) = &mut self.early {
                        early.push((candidate, mid, line));
                    } else {
                        self.runtime.block_on(self.viewer.add_candidate(candidate, mid, line));
                    }
                }
                Introduction::Welcome { .. }
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
                let candidate = Introduction::Candidate { candidate, mid, line };
                introduce(&mut self.socket, &mut self.channel, &candidate);
            }
            PathEvent::Transport(TransportInput::Message { channel: Channel::Control, bytes }) => {
                let text = String::from_utf8(bytes).expect("control messages are text");
                let message = ToViewer::decode(&text).expect("the sharer speaks the protocol");
                self.heard.push_back(message);
            }
            PathEvent::Transport(TransportInput::Up) => self.is_up = true,
            PathEvent::Transport(
                TransportInput::Message { .. }
                | TransportInput::Answer { .. }
                | TransportInput::Down,
            )
            | PathEvent::KeyframeRequested
            | PathEvent::Ended { .. } => {}
        }
    }
}
