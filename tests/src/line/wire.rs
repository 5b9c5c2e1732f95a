//! A wire between two network namespaces. All packets pass through here and are delayed or dropped as
//! the test sets.
//!
//! The kernel that tests run on may have no `netem`, so that delay, jitter, reordering, loss and rate
//! are made here. A `socat` at either end carries packets between a TUN device and a socket.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::net::Shutdown;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use alongside_simulation::random::Chance;

use super::shaper::{Quality, Shaper};
use crate::clock::{eventually, now};
use crate::namespace::Namespace;
use crate::process::{Folder, Running, command};

/// Bytes of the largest packet.
const MTU: usize = 1500;

/// How often a thread checks whether the wire has been dropped.
const POLL: Duration = Duration::from_millis(200);

/// Bytes delivered since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Carried {
    /// From the first end to the second.
    pub there: u64,
    /// From the second end to the first.
    pub back: u64,
}

/// A wire with a network interface at either end. Dropping it removes both.
pub struct Wire {
    directions: [Arc<Direction>; 2],
    sockets: [UnixDatagram; 2],
    threads: Vec<std::thread::JoinHandle<()>>,
    _ends: [Running; 2],
    _folder: Folder,
}

impl Wire {
    /// Joins two namespaces by a good wire. `ends` are the namespaces and the names of the interfaces made
    /// in them, which are up and have no address. Needs root.
    ///
    /// # Panics
    /// When that is not possible here.
    pub fn new(ends: [(&Namespace, &str); 2]) -> Self {
        let folder = Folder::new();
        let place = |name: &str, end: usize| folder.path().join(format!("{name}-{end}"));
        let ours = [0, 1].map(|end| {
            let socket = UnixDatagram::bind(place("wire", end)).expect("a socket");
            socket.set_read_timeout(Some(POLL)).expect("a timeout can be set");
            socket
        });
        let socats = [0, 1].map(|end| {
            let (namespace, interface) = ends[end];
            carry(namespace, interface, &place("wire", end), &place("tun", end))
        });
        let directions = [1, 2].map(|seed| Arc::new(Direction::new(seed)));
        let mut threads = Vec::new();
        for (from, to) in [(0, 1), (1, 0)] {
            let direction = &directions[from];
            let reader = (ours[from].try_clone().expect("a socket"), Arc::clone(direction));
            threads.push(std::thread::spawn(move || reader.1.read(&reader.0)));
            let writer = (ours[to].try_clone().expect("a socket"), Arc::clone(direction));
            let tun = place("tun", to);
            threads.push(std::thread::spawn(move || writer.1.deliver(&writer.0, &tun)));
        }
        // From here on dropping it ends the threads.
        let this = Self { directions, sockets: ours, threads, _ends: socats, _folder: folder };
        for (namespace, interface) in ends {
            eventually("the wire's end is there", || {
                namespace.has_interface(interface).then_some(())
            });
            namespace.ip(&format!("link set {interface} up"));
        }
        this
    }

    /// Changes the quality of both directions.
    pub fn set(&self, quality: Quality) {
        for direction in &self.directions {
            direction.shared().quality = quality;
        }
    }

    /// Bytes delivered so far.
    pub fn carried(&self) -> Carried {
        let [there, back] = [0, 1].map(|n| self.directions[n].passed.load(Ordering::Relaxed));
        Carried { there, back }
    }
}

/// Starts the program that carries packets between an interface, which it makes, and a socket.
fn carry(namespace: &Namespace, interface: &str, wire: &Path, tun: &Path) -> Running {
    let from = format!("UNIX-SENDTO:{},bind={}", wire.display(), tun.display());
    let to = format!("TUN,tun-name={interface},iff-no-pi,iff-up");
    let mut socat = command("socat");
    socat.args([from, to]);
    namespace.enter(|| Running::start("socat", &mut socat))
}

impl Drop for Wire {
    fn drop(&mut self) {
        for direction in &self.directions {
            direction.is_closed.store(true, Ordering::Relaxed);
            direction.changed.notify_all();
        }
        for socket in &self.sockets {
            // Wakes its reader.
            let _ = socket.shutdown(Shutdown::Both);
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// Packets in flight in one direction.
struct Direction {
    shared: Mutex<DirectionState>,
    changed: Condvar,
    passed: AtomicU64,
    is_closed: AtomicBool,
    started: Instant,
}

struct DirectionState {
    quality: Quality,
    shaper: Shaper,
    /// By the time of their arrival, then in the order sent.
    in_flight: BinaryHeap<Reverse<(Duration, u64, Vec<u8>)>>,
    count: u64,
}

impl Direction {
    fn new(seed: u64) -> Self {
        let shared = DirectionState {
            quality: Quality::GOOD,
            shaper: Shaper::new(Chance::new(seed)),
            in_flight: BinaryHeap::new(),
            count: 0,
        };
        Self {
            shared: Mutex::new(shared),
            changed: Condvar::new(),
            passed: AtomicU64::new(0),
            is_closed: AtomicBool::new(false),
            started: now(),
        }
    }

    fn shared(&self) -> std::sync::MutexGuard<'_, DirectionState> {
        self.shared.lock().expect("no thread of the line panics")
    }

    fn read(&self, socket: &UnixDatagram) {
        let mut packet = [0; 2 * MTU];
        while !self.is_closed.load(Ordering::Relaxed) {
            // A timeout, or an end that has gone already.
            let Ok(bytes) = socket.recv(&mut packet) else { continue };
            let mut shared = self.shared();
            let DirectionState { quality, shaper, in_flight, count } = &mut *shared;
            if let Some(arrives) = shaper.pass(bytes, self.started.elapsed(), quality) {
                *count += 1;
                in_flight.push(Reverse((arrives, *count, packet[..bytes].to_vec())));
                self.changed.notify_all();
            }
        }
    }

    fn deliver(&self, socket: &UnixDatagram, to: &Path) {
        let mut shared = self.shared();
        while !self.is_closed.load(Ordering::Relaxed) {
            let due = shared.in_flight.peek().map(|Reverse((arrives, ..))| *arrives);
            let wait = due.map_or(POLL, |due| due.saturating_sub(self.started.elapsed()));
            if !wait.is_zero() {
                let waited = self.changed.wait_timeout(shared, wait.min(POLL));
                shared = waited.expect("no thread of the line panics").0;
                continue;
            }
            let Some(Reverse((_, _, packet))) = shared.in_flight.pop() else { continue };
            drop(shared);
            // Fails when that end has gone.
            if socket.send_to(&packet, to).is_ok() {
                self.passed.fetch_add(u64::try_from(packet.len()).unwrap(), Ordering::Relaxed);
            }
            shared = self.shared();
        }
    }
}
