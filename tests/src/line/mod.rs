//! Two computers of one test, each in its own network namespace, and the line between them. All packets
//! pass through here and are delayed or dropped as the test sets.
//!
//! The kernel that tests run on may have no `netem`, so that delay, jitter, reordering, loss and rate
//! are made here. A `socat` at either end carries packets between a TUN device and a socket.

mod shaper;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use alongside_simulation::random::Chance;
use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

use crate::clock::{eventually, now};
use crate::process::{Folder, Running, command};
pub use shaper::Quality;
use shaper::Shaper;

/// The address of the User's computer.
pub const USER: &str = "10.77.0.1";

/// The address of the Helper's computer.
pub const HELPER: &str = "10.77.0.2";

/// Bytes of the largest packet.
const MTU: usize = 1500;

/// How often a thread checks whether the line has been dropped.
const POLL: Duration = Duration::from_millis(200);

/// Bytes delivered since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// From the User to the Helper.
    pub to_helper: u64,
    /// From the Helper to the User.
    pub to_user: u64,
}

/// The line with a computer at either end. Dropping it removes both.
pub struct Line {
    directions: [Arc<Direction>; 2],
    ends: [End; 2],
    threads: Vec<std::thread::JoinHandle<()>>,
    _folder: Folder,
}

impl Line {
    /// Creates a good line. Needs root.
    ///
    /// # Panics
    /// When that is not possible here.
    #[expect(clippy::new_without_default, reason = "it needs root and has effects")]
    pub fn new() -> Self {
        let folder = Folder::new();
        let place = |name: &str| folder.path().join(name);
        let ours = ["user", "helper"].map(|end| {
            let socket = UnixDatagram::bind(place(&format!("line-{end}"))).expect("a socket");
            socket.set_read_timeout(Some(POLL)).expect("a timeout can be set");
            socket
        });
        let ends = [("user", USER), ("helper", HELPER)].map(|(end, address)| {
            End::new(end, address, &place(&format!("line-{end}")), place(&format!("tun-{end}")))
        });
        let directions = [1, 2].map(|seed| Arc::new(Direction::new(seed)));
        let mut threads = Vec::new();
        for (from, to) in [(0, 1), (1, 0)] {
            let direction = &directions[from];
            let reader = (ours[from].try_clone().expect("a socket"), Arc::clone(direction));
            threads.push(std::thread::spawn(move || reader.1.read(&reader.0)));
            let writer = (ours[to].try_clone().expect("a socket"), Arc::clone(direction));
            let tun = ends[to].tun.clone();
            threads.push(std::thread::spawn(move || writer.1.deliver(&writer.0, &tun)));
        }
        for end in &ends {
            end.wait_until_up();
        }
        Self { directions, ends, threads, _folder: folder }
    }

    /// Changes the quality of both directions.
    pub fn set(&self, quality: Quality) {
        for direction in &self.directions {
            direction.shared().quality = quality;
        }
    }

    /// Bytes delivered so far.
    pub fn passed(&self) -> Passed {
        let [to_helper, to_user] =
            [0, 1].map(|n| self.directions[n].passed.load(Ordering::Relaxed));
        Passed { to_helper, to_user }
    }

    /// Runs `work` on the User's computer: programs started and sockets opened by it stay there.
    pub fn at_user<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.ends[0].enter(work)
    }

    /// Runs `work` on the Helper's computer.
    pub fn at_helper<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.ends[1].enter(work)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        for direction in &self.directions {
            direction.is_closed.store(true, Ordering::Relaxed);
            direction.changed.notify_all();
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

/// A computer: a network namespace with one network interface.
struct End {
    name: String,
    tun: PathBuf,
    socat: Option<Running>,
}

impl End {
    fn new(end: &str, address: &str, line: &Path, tun: PathBuf) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("alongside-{}-{number}-{end}", std::process::id());
        ip(&["netns", "add", &name]);
        // From here on dropping it deletes the namespace.
        let mut this = Self { name, tun, socat: None };
        ip(&["-n", &this.name, "link", "set", "lo", "up"]);
        let from = format!("UNIX-SENDTO:{},bind={}", line.display(), this.tun.display());
        let to = format!("TUN:{address}/24,tun-name=line,iff-no-pi,iff-up");
        let mut socat = command("socat");
        socat.args([from, to]);
        this.socat = Some(this.enter(|| Running::start("socat", &mut socat)));
        this
    }

    fn wait_until_up(&self) {
        // Chromium gathers candidates only if there is a default route.
        let route = ["-n", &self.name, "route", "replace", "default", "dev", "line"];
        eventually("the line's end is up", || try_ip(&route).then_some(()));
    }

    fn enter<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let file = File::open(Path::new("/run/netns").join(&self.name)).expect("a namespace");
        // A thread of its own, since the namespace is one of a thread.
        let inside = || {
            let entered = move_into_link_name_space(
                std::os::fd::AsFd::as_fd(&file),
                Some(LinkNameSpaceType::Network),
            );
            entered.expect("root may enter a namespace");
            work()
        };
        // Named like the test, which names the files kept on failure.
        let test = std::thread::current().name().unwrap_or("unnamed").to_owned();
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().name(test);
            let joined = thread.spawn_scoped(scope, inside).expect("a thread starts").join();
            joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    }
}

impl Drop for End {
    fn drop(&mut self) {
        self.socat = None;
        try_ip(&["netns", "delete", &self.name]);
    }
}

fn ip(arguments: &[&str]) {
    assert!(try_ip(arguments), "`ip {}` failed: these tests need root", arguments.join(" "));
}

fn try_ip(arguments: &[&str]) -> bool {
    let output = command("ip").args(arguments).output().expect("iproute2 is installed");
    output.status.success()
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
