//! What all tasks of the relay share: the machine, and the ways to its clients and peers.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use protocol::time::Tick;
use relay::limits::{STREAMS, STREAMS_PER_ADDRESS};
use relay::{AllocationId, Counts, Flow, Forward, Output, Packet, Places, Relay};
use tokio::net::UdpSocket;
use tokio::sync::{mpsc, watch};
use tokio::task::AbortHandle;
use tokio::time::Instant;

use super::datagram;
use super::queue::{Queue, Queued, Room};

/// The machine and its surroundings.
pub(crate) struct Hub {
    state: Mutex<State>,
    /// The sockets for clients; [`Flow::Datagram`] names them by index. Set once, before any task runs.
    sockets: OnceLock<Vec<Arc<UdpSocket>>>,
    started: Instant,
    dropped: AtomicU64,
    stop: watch::Sender<bool>,
}

struct State {
    relay: Relay,
    relayed: HashMap<AllocationId, Relayed>,
    streams: HashMap<u64, Queue>,
    places: Places,
    next_stream: u64,
    room: Room,
    is_stopped: bool,
}

/// The socket of a relayed address. Its task ends with it.
struct Relayed {
    socket: Arc<UdpSocket>,
    task: AbortHandle,
}

impl Drop for Relayed {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What packets to a client or peer are sent with.
enum Way {
    Datagram(Arc<UdpSocket>, SocketAddr),
    Stream(Queue),
}

/// A connection of a client. The client's allocation ends with it.
pub(super) struct StreamGuard {
    hub: Arc<Hub>,
    id: u64,
}

impl StreamGuard {
    pub(super) fn flow(&self) -> Flow {
        Flow::Stream(self.id)
    }
}

impl Drop for StreamGuard {
    fn drop(&mut self) {
        let mut state = self.hub.lock();
        self.hub.end_stream(&mut state, self.id);
    }
}

impl Hub {
    pub(super) fn new(relay: impl FnOnce(Tick) -> Relay) -> Arc<Self> {
        let state = State {
            relay: relay(Tick::default()),
            relayed: HashMap::new(),
            streams: HashMap::new(),
            places: Places::new(STREAMS, STREAMS_PER_ADDRESS),
            next_stream: 0,
            room: Room::default(),
            is_stopped: false,
        };
        Arc::new(Self {
            state: Mutex::new(state),
            sockets: OnceLock::new(),
            started: now(),
            dropped: AtomicU64::new(0),
            stop: watch::Sender::new(false),
        })
    }

    /// Sets the sockets for clients, once.
    pub(super) fn set_sockets(&self, sockets: Vec<Arc<UdpSocket>>) {
        let _ = self.sockets.set(sockets);
    }

    /// Numbers for the metrics, and how many packets were dropped because a queue was full.
    pub(super) fn counts(&self) -> (Counts, u64) {
        (self.lock().relay.counts(), self.dropped.load(Ordering::Relaxed))
    }

    /// Adds a credential; `false` when there is no room.
    pub(super) fn add_credential(self: &Arc<Self>, username: &str, password: &str) -> bool {
        let mut state = self.lock();
        let added = state.relay.add_credential(username, password, self.now()).is_ok();
        self.perform(&mut state);
        added
    }

    pub(super) fn remove_credential(self: &Arc<Self>, username: &str) {
        let mut state = self.lock();
        state.relay.remove_credential(username);
        self.perform(&mut state);
    }

    pub(super) fn set_own_addresses(&self, own: Vec<IpAddr>) {
        self.lock().relay.set_own_addresses(own);
    }

    /// Ends the allocations that are due; returns how long until the next one is.
    pub(super) fn handle_timeout(self: &Arc<Self>) -> Option<Duration> {
        let mut state = self.lock();
        let now = self.now();
        state.relay.handle_timeout(now);
        self.perform(&mut state);
        state.relay.deadline().map(|deadline| deadline.since(now))
    }

    /// Closes all sockets of relayed addresses, and opens no more.
    pub(super) fn stop(&self) {
        let mut state = self.lock();
        state.is_stopped = true;
        state.relayed.clear();
        drop(state);
        self.stop.send_replace(true);
    }

    /// Waits until the server stops.
    pub(super) async fn stopped(&self) {
        let mut stop = self.stop.subscribe();
        // The sender lives as long as `self`.
        let _ = stop.wait_for(|stop| *stop).await;
    }

    /// A new connection of a client, with the queue of what to send to it. If there are too many, that of an address
    /// with more ends: its queue does. `None` when this address has too many itself.
    pub(super) fn open_stream(
        self: &Arc<Self>,
        client: IpAddr,
    ) -> Option<(StreamGuard, mpsc::Receiver<Queued>)> {
        let mut guard = self.lock();
        let state = &mut *guard;
        let id = state.next_stream;
        let is_used = |id| state.relay.has_allocation(Flow::Stream(id));
        if let Some(ended) = state.places.take(id, client, is_used).ok()? {
            self.end_stream(state, ended);
        }
        state.next_stream += 1;
        let (queue, outgoing) = state.room.queue();
        state.streams.insert(id, queue);
        Some((StreamGuard { hub: Arc::clone(self), id }, outgoing))
    }

    fn end_stream(self: &Arc<Self>, state: &mut State, id: u64) {
        state.places.give_back(id);
        state.streams.remove(&id);
        state.relay.stream_closed(id);
        self.perform(state);
    }

    pub(super) fn has_allocation(&self, flow: Flow) -> bool {
        self.lock().relay.has_allocation(flow)
    }

    /// Takes a message of a client, and sends what follows from it.
    pub(super) fn on_client_message(
        self: &Arc<Self>,
        flow: Flow,
        client: SocketAddr,
        packet: &mut Packet,
    ) {
        let mut state = self.lock();
        let forward = state.relay.from_client(flow, client, packet, self.now());
        self.perform(&mut state);
        let way = forward.and_then(|forward| self.way(&state, forward));
        drop(state);
        self.send(way, packet.bytes());
    }

    /// Takes a packet of a peer, and sends it to the client.
    pub(super) fn on_peer_packet(
        &self,
        allocation: AllocationId,
        peer: SocketAddr,
        packet: &mut Packet,
    ) {
        let mut state = self.lock();
        let forward = state.relay.from_peer(allocation, peer, packet, self.now());
        let way = forward.and_then(|forward| self.way(&state, forward));
        drop(state);
        self.send(way, packet.bytes());
    }

    fn way(&self, state: &State, forward: Forward) -> Option<Way> {
        match forward {
            Forward::Client(flow) => self.way_to(state, flow),
            Forward::Peer { from, to } => {
                let relayed = state.relayed.get(&from)?;
                Some(Way::Datagram(Arc::clone(&relayed.socket), to))
            }
        }
    }

    fn way_to(&self, state: &State, flow: Flow) -> Option<Way> {
        match flow {
            Flow::Datagram { socket, client } => {
                let socket = self.sockets.get()?.get(usize::from(socket))?;
                Some(Way::Datagram(Arc::clone(socket), client))
            }
            Flow::Stream(id) => Some(Way::Stream(state.streams.get(&id)?.clone())),
        }
    }

    /// Sends a packet, or drops it when there is no room, as a router would do.
    fn send(&self, way: Option<Way>, bytes: &[u8]) {
        let is_sent = match way {
            None => true,
            Some(Way::Datagram(socket, to)) => socket.try_send_to(bytes, to).is_ok(),
            Some(Way::Stream(queue)) => queue.push(bytes),
        };
        if !is_sent {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Performs what the machine asks for.
    fn perform(self: &Arc<Self>, state: &mut State) {
        while let Some(output) = state.relay.poll() {
            match output {
                Output::Send { flow, bytes } => self.send(self.way_to(state, flow), &bytes),
                Output::OpenSocket { allocation, is_v6 } => {
                    let opened = if state.is_stopped { None } else { self.open(allocation, is_v6) };
                    let port = opened.as_ref().and_then(|relayed| relayed.socket.local_addr().ok());
                    state.relayed.extend(opened.map(|relayed| (allocation, relayed)));
                    state.relay.socket_opened(allocation, port.map(|at| at.port()), self.now());
                }
                Output::CloseSocket(allocation) => {
                    state.relayed.remove(&allocation);
                }
            }
        }
    }

    /// Sends bytes to a client.
    #[cfg(test)]
    pub(super) fn send_to(&self, flow: Flow, bytes: &[u8]) {
        let way = self.way_to(&self.lock(), flow);
        self.send(way, bytes);
    }

    fn open(self: &Arc<Self>, allocation: AllocationId, is_v6: bool) -> Option<Relayed> {
        match datagram::open_relayed(is_v6) {
            Ok(socket) => {
                let socket = Arc::new(socket);
                let reader =
                    datagram::read_peers(Arc::clone(self), Arc::clone(&socket), allocation);
                Some(Relayed { socket, task: tokio::spawn(reader).abort_handle() })
            }
            Err(error) => {
                tracing::warn!(kind = %error.kind(), "a relayed address could not be opened");
                None
            }
        }
    }

    fn now(&self) -> Tick {
        let elapsed = now().saturating_duration_since(self.started);
        Tick::default() + elapsed
    }

    /// A panic in another task leaves the tables as they were between two steps at worst; the relay goes
    /// on.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use relay::Config;

    use super::*;

    #[test]
    fn a_full_table_of_connections_takes_the_first_of_another_address() {
        let hub = Hub::new(|now| Relay::new(Config::default(), [0; 32], now));
        let mut held = Vec::new();
        for host in 1..=9 {
            for _ in 0..STREAMS_PER_ADDRESS {
                held.extend(hub.open_stream([192, 0, 2, host].into()));
            }
        }
        let other = hub.open_stream([198, 51, 100, 1].into());
        assert!(other.is_some_and(|(_, outgoing)| !outgoing.is_closed()));
        let live = held.iter().filter(|(_, outgoing)| !outgoing.is_closed()).count();
        assert_eq!(live, STREAMS - 1, "one of the others was closed");
        drop(held);
        assert_eq!(hub.lock().streams.len(), 0);
        assert!(hub.open_stream([192, 0, 2, 1].into()).is_some());
    }
}
