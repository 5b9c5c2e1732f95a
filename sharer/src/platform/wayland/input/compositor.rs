//! The compositor's key map, as any client gets it that asks for a keyboard. A small client of our own, without a
//! window: it never has the focus and sees no key that anybody presses.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::File;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::os::unix::fs::FileExt as _;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use wayland_client::backend::WaylandError;
use wayland_client::protocol::wl_keyboard::{self, KeymapFormat, WlKeyboard};
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_seat::{self, Capability, WlSeat};
use wayland_client::{Connection, Dispatch, EventQueue, Proxy as _, QueueHandle, WEnum};

use super::clock::now;
use super::keymap::Keymap;
use super::xkb;
use crate::platform::error::Reason;

/// The newest version of `wl_seat` whose events are known here.
const SEAT_VERSION: u32 = 5;
/// Bytes of a key map. Usual ones have 70 000.
const KEYMAP_BYTES: u32 = 1 << 20;
/// Interfaces that are remembered. Usual compositors have 60.
const INTERFACES: usize = 512;
/// Rounds of reading at once. What is left is read the next time.
const ROUNDS: u32 = 64;

/// The connection.
#[derive(Debug)]
pub(in super::super) struct Compositor {
    queue: EventQueue<Seat>,
    seat: Seat,
    /// The process at the other end, as the kernel says.
    process: Option<u32>,
}

#[derive(Debug, Default)]
struct Seat {
    /// Its global name and itself.
    seat: Option<(u32, WlSeat)>,
    keyboard: Option<WlKeyboard>,
    /// A key map that was not taken yet.
    keymap: Option<Keymap>,
    /// Key maps have come that were not asked about yet.
    is_remapped: bool,
    /// What the compositor offers or has offered; no more than [`INTERFACES`].
    interfaces: BTreeSet<String>,
    /// A key map has come since there is a keyboard.
    has_keymap: bool,
    /// The compositor has said what the seat has.
    is_known: bool,
}

impl Compositor {
    /// Connects to the compositor of this session, and waits so long for its key map at most.
    pub(in super::super) fn open(patience: Duration) -> Result<Self, Reason> {
        let path = socket().ok_or_else(|| Reason::of("WAYLAND_DISPLAY names no compositor"))?;
        let stream = UnixStream::connect(path).map_err(Reason::of)?;
        let process = rustix::net::sockopt::socket_peercred(&stream).ok();
        let process = process.and_then(|of| u32::try_from(of.pid.as_raw_nonzero().get()).ok());
        let connection = Connection::from_socket(stream).map_err(Reason::of)?;
        let queue = connection.new_event_queue();
        connection.display().get_registry(&queue.handle(), ());
        let mut compositor = Self { queue, seat: Seat::default(), process };
        let is_done = |seat: &Seat| seat.is_known && (seat.has_keymap || seat.keyboard.is_none());
        compositor.read(now() + patience, is_done)?;
        Ok(compositor)
    }

    /// Whether the seat has a keyboard. Without one, a key that a program injects makes one.
    pub(super) fn has_keyboard(&self) -> bool {
        self.seat.keyboard.is_some()
    }

    /// The key map, if a new one has come.
    pub(super) fn take_keymap(&mut self) -> Result<Option<Keymap>, Reason> {
        self.read(now(), |_| false)?;
        Ok(self.seat.keymap.take())
    }

    /// The process of the compositor, if the kernel says it.
    pub(in super::super) fn process(&self) -> Option<u32> {
        self.process
    }

    /// The interfaces that it offers to this client, or has offered; `None` where they are not known, or there are too many.
    pub(in super::super) fn interfaces(&self) -> Option<&BTreeSet<String>> {
        let interfaces = &self.seat.interfaces;
        (self.seat.is_known && interfaces.len() < INTERFACES).then_some(interfaces)
    }

    /// Whether keys have got another meaning since this was asked last.
    pub(in super::super) fn has_new_keymap(&mut self) -> Result<bool, Reason> {
        self.read(now(), |_| false)?;
        Ok(std::mem::take(&mut self.seat.is_remapped))
    }

    /// Reads what has come, and waits for more until the time is over or it is enough.
    fn read(&mut self, until: Instant, is_enough: impl Fn(&Seat) -> bool) -> Result<(), Reason> {
        for _ in 0..ROUNDS {
            self.queue.dispatch_pending(&mut self.seat).map_err(Reason::of)?;
            if is_enough(&self.seat) {
                return Ok(());
            }
            passing(self.queue.flush())?;
            let Some(guard) = self.queue.prepare_read() else { continue };
            let left = until.saturating_duration_since(now());
            if !is_readable(guard.connection_fd(), left)? {
                return Ok(());
            }
            passing(guard.read().map(drop))?;
        }
        Ok(())
    }
}

/// A socket that has no room, or nothing to read, is no failure.
fn passing(done: Result<(), WaylandError>) -> Result<(), Reason> {
    match done {
        Err(WaylandError::Io(error)) if error.kind() == std::io::ErrorKind::WouldBlock => Ok(()),
        done => done.map_err(Reason::of),
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

/// The key map in the file.
fn read_keymap(fd: OwnedFd, size: u32) -> Option<Keymap> {
    let mut text = vec![0; usize::try_from(size.min(KEYMAP_BYTES)).ok()?];
    File::from(fd).read_exact_at(&mut text, 0).ok()?;
    // It ends with a NUL.
    let end = text.iter().position(|byte| *byte == 0).unwrap_or(text.len());
    text.truncate(end);
    xkb::read(String::from_utf8(text).ok()?)
}

impl Dispatch<WlRegistry, ()> for Seat {
    fn event(
        state: &mut Self,
        registry: &WlRegistry,
        event: wl_registry::Event,
        _: &(),
        _: &Connection,
        queue: &QueueHandle<Self>,
    ) {
        if let wl_registry::Event::Global { interface, .. } = &event
            && state.interfaces.len() < INTERFACES
        {
            state.interfaces.insert(interface.clone());
        }
        if let wl_registry::Event::Global { name, interface, version } = &event
            && *interface == WlSeat::interface().name
            && state.seat.is_none()
        {
            let seat = registry.bind(*name, (*version).min(SEAT_VERSION), queue, ());
            state.seat = Some((*name, seat));
        }
        if let wl_registry::Event::GlobalRemove { name } = event
            && state.seat.take_if(|(known, _)| *known == name).is_some()
        {
            state.keyboard = None;
            state.has_keymap = false;
        }
    }
}

impl Dispatch<WlSeat, ()> for Seat {
    fn event(
        state: &mut Self,
        seat: &WlSeat,
        event: wl_seat::Event,
        _: &(),
        _: &Connection,
        queue: &QueueHandle<Self>,
    ) {
        let wl_seat::Event::Capabilities { capabilities: WEnum::Value(capabilities) } = event
        else {
            return;
        };
        state.is_known = true;
        match (capabilities.contains(Capability::Keyboard), state.keyboard.take()) {
            (true, None) => state.keyboard = Some(seat.get_keyboard(queue, ())),
            (true, keyboard @ Some(_)) => state.keyboard = keyboard,
            (false, Some(keyboard)) => {
                if keyboard.version() >= 3 {
                    keyboard.release();
                }
                state.has_keymap = false;
            }
            (false, None) => {}
        }
    }
}

impl Dispatch<WlKeyboard, ()> for Seat {
    fn event(
        state: &mut Self,
        _: &WlKeyboard,
        event: wl_keyboard::Event,
        _: &(),
        _: &Connection,
        _: &QueueHandle<Self>,
    ) {
        // The others are about keys, which only the client with the focus gets.
        let wl_keyboard::Event::Keymap { format, fd, size } = event else { return };
        state.has_keymap = true;
        state.is_remapped = true;
        if format == WEnum::Value(KeymapFormat::XkbV1) {
            state.keymap = read_keymap(fd, size);
            if state.keymap.is_none() {
                tracing::warn!("the key map of the compositor cannot be read");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_key_map_that_is_none_or_shorter_than_said_is_left_out() {
        let file = |bytes: &[u8]| {
            let fd = rustix::fs::memfd_create("keymap", rustix::fs::MemfdFlags::CLOEXEC).unwrap();
            let mut file = File::from(fd);
            file.write_all(bytes).unwrap();
            OwnedFd::from(file)
        };
        assert!(read_keymap(file(b"xkb"), 3).is_none());
        assert!(read_keymap(file(b"xkb"), 4).is_none());
        assert!(read_keymap(file(b"xkb"), u32::MAX).is_none());
        assert!(read_keymap(file(&[0xff; 16]), 16).is_none());
    }
}
