//! The compositor's key map, as any client gets it that asks for a keyboard. A small client of our own, without a
//! window: it never has the focus and sees no key that anybody presses.

use std::collections::BTreeSet;
use std::fs::File;
use std::os::fd::OwnedFd;
use std::os::unix::fs::FileExt as _;
use std::time::Duration;

use wayland_client::protocol::wl_keyboard::{self, KeymapFormat, WlKeyboard};
use wayland_client::protocol::wl_registry::{self, WlRegistry};
use wayland_client::protocol::wl_seat::{self, Capability, WlSeat};
use wayland_client::{Connection, Dispatch, Proxy as _, QueueHandle, WEnum};

use super::keymap::Keymap;
use super::xkb;
use crate::platform::error::Reason;
use crate::platform::wayland::client::{Client, now};

/// The newest version of `wl_seat` whose events are known here.
const SEAT_VERSION: u32 = 5;
/// Bytes of a key map. Usual ones have 70 000.
const KEYMAP_BYTES: u32 = 1 << 20;
/// Interfaces that are remembered. Usual compositors have 60.
const INTERFACES: usize = 512;

/// The connection.
#[derive(Debug)]
pub(in super::super) struct Compositor {
    client: Client<Seat>,
    seat: Seat,
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
        let mut compositor = Self { client: Client::connect()?, seat: Seat::default() };
        let is_done = |seat: &Seat| seat.is_known && (seat.has_keymap || seat.keyboard.is_none());
        compositor.client.read(&mut compositor.seat, now() + patience, is_done)?;
        Ok(compositor)
    }

    /// Whether the seat has a keyboard. Without one, a key that a program injects makes one.
    pub(super) fn has_keyboard(&self) -> bool {
        self.seat.keyboard.is_some()
    }

    /// The key map, if a new one has come.
    pub(super) fn take_keymap(&mut self) -> Result<Option<Keymap>, Reason> {
        self.client.read(&mut self.seat, now(), |_| false)?;
        Ok(self.seat.keymap.take())
    }

    /// The process of the compositor, if the kernel says it.
    pub(in super::super) fn process(&self) -> Option<u32> {
        self.client.process()
    }

    /// The interfaces that it offers to this client, or has offered; `None` where they are not known, or there are too many.
    pub(in super::super) fn interfaces(&self) -> Option<&BTreeSet<String>> {
        let interfaces = &self.seat.interfaces;
        (self.seat.is_known && interfaces.len() < INTERFACES).then_some(interfaces)
    }

    /// Whether keys have got another meaning since this was asked last.
    pub(in super::super) fn has_new_keymap(&mut self) -> Result<bool, Reason> {
        self.client.read(&mut self.seat, now(), |_| false)?;
        Ok(std::mem::take(&mut self.seat.is_remapped))
    }
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
