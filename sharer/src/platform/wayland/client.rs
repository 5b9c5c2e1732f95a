//! A client of the compositor, without a window: it connects, and never waits longer than it is told.

use std::ffi::OsStr;
use std::os::fd::{AsFd as _, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use wayland_client::backend::WaylandError;
use wayland_client::protocol::wl_registry::WlRegistry;
use wayland_client::{Connection, Dispatch, EventQueue, QueueHandle};

use crate::platform::error::Reason;

/// Rounds of reading at once. What is left is read the next time.
const ROUNDS: u32 = 64;

/// The connection. What the compositor says goes to the `State`.
#[derive(Debug)]
pub(super) struct Client<State> {
    connection: Connection,
    queue: EventQueue<State>,
    /// The process at the other end, as the kernel says.
    process: Option<u32>,
}

impl<State: Dispatch<WlRegistry, ()> + 'static> Client<State> {
    /// Connects to the compositor of this session, and asks what it offers.
    pub(super) fn connect() -> Result<Self, Reason> {
        let path = socket().ok_or_else(|| Reason::of("WAYLAND_DISPLAY names no compositor"))?;
        let stream = UnixStream::connect(path).map_err(Reason::of)?;
        let process = rustix::net::sockopt::socket_peercred(&stream).ok();
        let process = process.and_then(|of| u32::try_from(of.pid.as_raw_nonzero().get()).ok());
        let connection = Connection::from_socket(stream).map_err(Reason::of)?;
        let queue = connection.new_event_queue();
        connection.display().get_registry(&queue.handle(), ());
        Ok(Self { connection, queue, process })
    }
}

impl<State> Client<State> {
    /// For requests.
    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// For requests that make objects.
    pub(super) fn handle(&self) -> QueueHandle<State> {
        self.queue.handle()
    }

    /// The process of the compositor, if the kernel says it.
    pub(super) fn process(&self) -> Option<u32> {
        self.process
    }

    /// What can be read when the compositor has said something.
    pub(super) fn fd(&self) -> BorrowedFd<'_> {
        self.queue.as_fd()
    }

    /// Sends what was requested. Whether all of it has gone: a compositor that is busy takes it later.
    pub(super) fn flush(&self) -> Result<bool, Reason> {
        passing(self.queue.flush())
    }

    /// Reads what has come, and waits for more until the time is over or it is enough.
    pub(super) fn read(
        &mut self,
        state: &mut State,
        until: Instant,
        is_enough: impl Fn(&State) -> bool,
    ) -> Result<(), Reason> {
        for _ in 0..ROUNDS {
            self.queue.dispatch_pending(state).map_err(Reason::of)?;
            if is_enough(state) {
                return Ok(());
            }
            self.flush()?;
            let Some(guard) = self.queue.prepare_read() else { continue };
            let left = until.saturating_duration_since(now());
            if !is_readable(guard.connection_fd(), left)? {
                return Ok(());
            }
            passing(guard.read().map(drop))?;
        }
        // What was read last is in no socket any more, which would say that there is something.
        self.queue.dispatch_pending(state).map(drop).map_err(Reason::of)
    }
}

#[expect(clippy::disallowed_methods, reason = "the shell owns the clock")]
pub(super) fn now() -> Instant {
    Instant::now()
}

/// A socket that has no room, or nothing to read, is no failure.
fn passing(done: Result<(), WaylandError>) -> Result<bool, Reason> {
    match done {
        Err(WaylandError::Io(error)) if error.kind() == std::io::ErrorKind::WouldBlock => Ok(false),
        done => done.map(|()| true).map_err(Reason::of),
    }
}

/// Waits so long until the file can be read.
fn is_readable(fd: BorrowedFd<'_>, patience: Duration) -> Result<bool, Reason> {
    let timeout = Timespec {
        tv_sec: i64::try_from(patience.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(patience.subsec_nanos()),
    };
    match poll(&mut [PollFd::new(&fd, PollFlags::IN)], Some(&timeout)) {
        Ok(count) => Ok(count > 0),
        // An interrupted wait is a short one.
        Err(rustix::io::Errno::INTR) => Ok(false),
        Err(error) => Err(Reason::of(error)),
    }
}

/// The socket of the compositor. `WAYLAND_SOCKET`, which works once, is left to the window.
fn socket() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| value != OsStr::new(""));
    let display = PathBuf::from(set("WAYLAND_DISPLAY")?);
    if display.is_absolute() {
        return Some(display);
    }
    Some(PathBuf::from(set("XDG_RUNTIME_DIR")?).join(display))
}
