//! Events of the WebRTC stack.
//!
//! The stack calls its handler on the task that drives the whole connection. A handler that waits stops
//! the connection, and with it every call of the session loop to the connection. So this handler never
//! waits: it leaves candidates in a bounded queue of its own, and a task carries them further.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use session::TransportInput;
use tokio::sync::{Notify, mpsc};
use tokio::time::Instant;
use tracing::debug;
use webrtc::peer_connection::{
    PeerConnectionEventHandler, RTCPeerConnectionIceEvent, RTCPeerConnectionState,
};

use crate::link::path::{PathEvent, TaskEnd};
use crate::link::reach::OwnAddresses;
use crate::link::tasks::PathEvents;

/// Our candidates that may wait: a few for each interface. Further ones are dropped; the first suffice.
const CANDIDATES: usize = 64;

/// How long a relayed address of ours is kept back. The stack stays with the first pair that the browser
/// nominates; a direct one takes two round trips at most, and should be the first where there is one.
const RELAY_DELAY: Duration = Duration::from_millis(300);

/// What the stack calls.
pub(super) struct Handler {
    candidates: mpsc::Sender<TransportInput>,
    closed: Arc<Notify>,
}

/// What the handler has left.
pub(super) struct StackEvents {
    candidates: mpsc::Receiver<TransportInput>,
    closed: Arc<Notify>,
}

/// The two ends.
pub(super) fn handler() -> (Arc<Handler>, StackEvents) {
    let (candidates, from_handler) = mpsc::channel(CANDIDATES);
    let closed = Arc::new(Notify::new());
    let events = StackEvents { candidates: from_handler, closed: Arc::clone(&closed) };
    (Arc::new(Handler { candidates, closed }), events)
}

impl StackEvents {
    /// Notified when the connection is over.
    pub(super) fn closed(&self) -> Arc<Notify> {
        Arc::clone(&self.closed)
    }

    /// Reports candidates until the connection has closed. Those of our relays come later, unless they are
    /// all that there are.
    pub(super) async fn report(mut self, events: PathEvents, own: OwnAddresses) -> TaskEnd {
        let delay = match own {
            OwnAddresses::All => RELAY_DELAY,
            OwnAddresses::Relayed => Duration::ZERO,
        };
        let mut kept = VecDeque::new();
        loop {
            let next_due = kept.front().map(|(due, _)| *due);
            let candidate = tokio::select! {
                biased;
                Some(candidate) = self.candidates.recv() => {
                    if is_relayed(&candidate) && !delay.is_zero() && kept.len() < CANDIDATES {
                        kept.push_back((Instant::now() + delay, candidate));
                        continue;
                    }
                    candidate
                }
                () = self.closed.notified() => return TaskEnd::Closed,
                () = until(next_due) => {
                    let Some((_, candidate)) = kept.pop_front() else { continue };
                    candidate
                }
            };
            if let Err(end) = events.send(PathEvent::Transport(candidate)).await {
                return end;
            }
        }
    }
}

/// Waits for an instant; without one for ever.
async fn until(instant: Option<Instant>) {
    match instant {
        Some(instant) => tokio::time::sleep_until(instant).await,
        None => std::future::pending().await,
    }
}

fn is_relayed(candidate: &TransportInput) -> bool {
    matches!(candidate, TransportInput::Candidate { candidate, .. } if candidate.contains(" typ relay"))
}

#[async_trait::async_trait]
impl PeerConnectionEventHandler for Handler {
    async fn on_ice_candidate(&self, event: RTCPeerConnectionIceEvent) {
        let Ok(init) = event.candidate.to_json() else { return };
        let candidate = TransportInput::Candidate {
            candidate: init.candidate,
            mid: init.sdp_mid,
            line: init.sdp_mline_index,
        };
        if self.candidates.try_send(candidate).is_err() {
            debug!("a candidate of ours was dropped: too many wait");
        }
    }

    async fn on_connection_state_change(&self, state: RTCPeerConnectionState) {
        debug!(%state, "connection");
        if matches!(state, RTCPeerConnectionState::Failed | RTCPeerConnectionState::Closed) {
            self.closed.notify_one();
        }
    }
}
