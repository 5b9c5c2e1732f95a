//! Serving what was written: other programs paste it (ICCCM 2.2).
//!
//! A requestor is any program. It may ask for everything at once and take nothing: there are few transfers at a time,
//! and each ends when its requestor is silent.

use std::sync::Arc;
use std::time::Duration;

use protocol::time::Tick;
use x11rb::errors::ConnectionError;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, EventMask, PropMode, Property,
    PropertyNotifyEvent, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent,
    Timestamp, Window,
};
use x11rb::wrapper::ConnectionExt as _;

use super::formats::Atoms;
use super::reading::own_window;
use crate::platform::clipboard::format::Format;
use crate::platform::clipboard::{ClipboardContents, ClipboardError};
use crate::platform::error::PlatformError;
use crate::platform::x11::connection::Connection;

/// What is sent at once, in bytes. More is an `INCR` transfer. Each X server takes requests of this size.
const PART_BYTES: usize = 256 * 1024;

/// Transfers in progress. Further requests are refused. All of them hold the contents of as many writes at most.
const TRANSFERS: usize = 8;

/// How long a requestor may be silent. Then its transfer ends.
const TRANSFER_TIMEOUT: Duration = Duration::from_secs(5);

/// Targets of one request. The others are not served.
const MULTIPLE_TARGETS: usize = 16;

/// What was written, and those who are pasting it.
#[derive(Default)]
pub(super) struct Serving {
    owned: Option<Owned>,
    transfers: Vec<Transfer>,
}

struct Owned {
    /// Owns the selection. Each write has a window of its own, so that the X server tells which one has lost it.
    window: Window,
    contents: Arc<ClipboardContents>,
    since: Timestamp,
}

/// An `INCR` transfer. The requestor deletes the property when it has read a part.
struct Transfer {
    requestor: Window,
    property: Atom,
    target: Atom,
    format: Format,
    contents: Arc<ClipboardContents>,
    sent: usize,
    ends_at: Tick,
}

impl Serving {
    /// Takes the selection with this content.
    pub(super) fn write(
        &mut self,
        connection: &Connection,
        atoms: &Atoms,
        contents: ClipboardContents,
    ) -> Result<(), ClipboardError> {
        let window = own_window(connection, EventMask::NO_EVENT)?;
        let (x, selection) = (&connection.x, atoms.CLIPBOARD);
        x.set_selection_owner(window, selection, x11rb::CURRENT_TIME).map_err(lost)?;
        let before = self.owned.replace(Owned {
            window,
            contents: Arc::new(contents),
            // The X server tells the time in an event.
            since: x11rb::CURRENT_TIME,
        });
        if let Some(before) = before {
            x.destroy_window(before.window).map_err(lost)?.ignore_error();
        }
        if self.own(connection, atoms)?.is_some() { Ok(()) } else { Err(ClipboardError::Taken) }
    }

    /// What was written, if it is still what other programs paste.
    pub(super) fn own(
        &mut self,
        connection: &Connection,
        atoms: &Atoms,
    ) -> Result<Option<&ClipboardContents>, PlatformError> {
        let owner = connection.x.get_selection_owner(atoms.CLIPBOARD)?.reply()?.owner;
        if let Some(owned) = self.owned.take_if(|owned| owned.window != owner) {
            connection.x.destroy_window(owned.window)?.ignore_error();
        }
        Ok(self.owned.as_ref().map(|owned| &*owned.contents))
    }

    /// The X server says since when a window is the owner.
    pub(super) fn on_owner(&mut self, owner: Window, since: Timestamp) {
        if let Some(owned) = self.owned.as_mut().filter(|owned| owned.window == owner) {
            owned.since = since;
        }
    }

    /// A window of ours has lost the selection.
    pub(super) fn on_lost(
        &mut self,
        connection: &Connection,
        window: Window,
    ) -> Result<(), ConnectionError> {
        if let Some(owned) = self.owned.take_if(|owned| owned.window == window) {
            connection.x.destroy_window(owned.window)?.ignore_error();
        }
        Ok(())
    }

    /// Another program pastes.
    pub(super) fn on_request(
        &mut self,
        connection: &Connection,
        atoms: &Atoms,
        request: &SelectionRequestEvent,
        now: Tick,
    ) -> Result<(), PlatformError> {
        let SelectionRequestEvent { owner, requestor, selection, target, .. } = *request;
        // Programs from before ICCCM name no property.
        let property = if request.property == x11rb::NONE { target } else { request.property };
        let is_owned = self.owned.as_ref().is_some_and(|owned| owned.window == owner);
        let is_served = is_owned
            && selection == atoms.CLIPBOARD
            && if target == atoms.MULTIPLE {
                self.serve_many(connection, atoms, (requestor, property), now)?
            } else {
                self.serve(connection, atoms, (requestor, property), target, now)?
            };
        let notice = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor,
            selection,
            target,
            property: if is_served { property } else { x11rb::NONE },
        };
        connection.x.send_event(false, requestor, EventMask::NO_EVENT, notice)?.ignore_error();
        Ok(())
    }

    /// A requestor has read a part.
    pub(super) fn on_property(
        &mut self,
        connection: &Connection,
        event: &PropertyNotifyEvent,
        now: Tick,
    ) -> Result<(), ConnectionError> {
        let is_of = |it: &Transfer| it.requestor == event.window && it.property == event.atom;
        let found = self.transfers.iter().position(is_of);
        let Some(index) = found.filter(|_| event.state == Property::DELETE) else { return Ok(()) };
        let transfer = &mut self.transfers[index];
        let bytes = transfer.format.bytes(&transfer.contents).unwrap_or_default();
        let rest = bytes.get(transfer.sent..).unwrap_or_default();
        let part = rest.get(..PART_BYTES).unwrap_or(rest);
        let (window, property, kind) = (transfer.requestor, transfer.property, transfer.target);
        // An empty part is the end.
        let replace = PropMode::REPLACE;
        connection.x.change_property8(replace, window, property, kind, part)?.ignore_error();
        transfer.sent = transfer.sent.saturating_add(part.len());
        transfer.ends_at = now + TRANSFER_TIMEOUT;
        if part.is_empty() {
            let ended = self.transfers.swap_remove(index);
            self.forget(connection, ended.requestor)?;
        }
        Ok(())
    }

    /// A requestor's window is gone.
    pub(super) fn on_destroyed(&mut self, window: Window) {
        self.transfers.retain(|transfer| transfer.requestor != window);
    }

    /// When the first transfer ends.
    pub(super) fn deadline(&self) -> Option<Tick> {
        self.transfers.iter().map(|transfer| transfer.ends_at).min()
    }

    /// Ends the transfers whose requestors are silent.
    pub(super) fn on_time(
        &mut self,
        connection: &Connection,
        now: Tick,
    ) -> Result<(), ConnectionError> {
        let is_over = |transfer: &mut Transfer| now >= transfer.ends_at;
        let ended: Vec<Transfer> = self.transfers.extract_if(.., is_over).collect();
        for transfer in ended {
            tracing::debug!("a program did not take what it asked for");
            self.forget(connection, transfer.requestor)?;
        }
        Ok(())
    }

    /// Serves each target of a list, and says in it which ones were not served.
    fn serve_many(
        &mut self,
        connection: &Connection,
        atoms: &Atoms,
        (requestor, property): (Window, Atom),
        now: Tick,
    ) -> Result<bool, PlatformError> {
        let (x, words) = (&connection.x, u32::try_from(2 * MULTIPLE_TARGETS).unwrap_or(u32::MAX));
        let list = x.get_property(false, requestor, property, AtomEnum::ANY, 0, words)?.reply();
        // The requestor's window may be gone.
        let Ok(list) = list else { return Ok(false) };
        let mut list: Vec<Atom> = list.value32().into_iter().flatten().collect();
        for pair in list.chunks_exact_mut(2) {
            let is_served = pair[0] != atoms.MULTIPLE
                && pair[1] != x11rb::NONE
                && self.serve(connection, atoms, (requestor, pair[1]), pair[0], now)?;
            if !is_served {
                pair[1] = x11rb::NONE;
            }
        }
        let (replace, kind) = (PropMode::REPLACE, atoms.ATOM_PAIR);
        x.change_property32(replace, requestor, property, kind, &list)?.ignore_error();
        Ok(!list.is_empty())
    }

    /// Writes one target into the requestor's property, or begins to. Whether it is one that is there.
    fn serve(
        &mut self,
        connection: &Connection,
        atoms: &Atoms,
        (requestor, property): (Window, Atom),
        target: Atom,
        now: Tick,
    ) -> Result<bool, ConnectionError> {
        let Some(owned) = &self.owned else { return Ok(false) };
        let (x, replace) = (&connection.x, PropMode::REPLACE);
        if target == atoms.TARGETS {
            let targets = targets(atoms, &owned.contents);
            let kind = AtomEnum::ATOM;
            x.change_property32(replace, requestor, property, kind, &targets)?.ignore_error();
            return Ok(true);
        }
        if target == atoms.TIMESTAMP {
            let (kind, since) = (AtomEnum::INTEGER, [owned.since]);
            x.change_property32(replace, requestor, property, kind, &since)?.ignore_error();
            return Ok(true);
        }
        let Some(format) = atoms.format(target) else { return Ok(false) };
        let Some(bytes) = format.bytes(&owned.contents) else { return Ok(false) };
        if bytes.len() <= PART_BYTES {
            x.change_property8(replace, requestor, property, target, bytes)?.ignore_error();
            return Ok(true);
        }
        let is_same = |it: &Transfer| it.requestor == requestor && it.property == property;
        self.transfers.retain(|transfer| !is_same(transfer));
        if self.transfers.len() >= TRANSFERS {
            tracing::debug!("too many programs paste at the same time");
            return Ok(false);
        }
        let contents = Arc::clone(&owned.contents);
        let total = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let ends_at = now + TRANSFER_TIMEOUT;
        let of = Transfer { requestor, property, target, format, contents, sent: 0, ends_at };
        self.transfers.push(of);
        select(connection, requestor, EventMask::PROPERTY_CHANGE | EventMask::STRUCTURE_NOTIFY)?;
        x.change_property32(replace, requestor, property, atoms.INCR, &[total])?.ignore_error();
        Ok(true)
    }

    /// The events of a requestor's window are not needed any more, unless there is another transfer.
    fn forget(&self, connection: &Connection, requestor: Window) -> Result<(), ConnectionError> {
        if self.transfers.iter().all(|transfer| transfer.requestor != requestor) {
            select(connection, requestor, EventMask::NO_EVENT)?;
        }
        Ok(())
    }
}

/// What other programs can ask for.
fn targets(atoms: &Atoms, contents: &ClipboardContents) -> Vec<Atom> {
    let own = [atoms.TARGETS, atoms.TIMESTAMP, atoms.MULTIPLE];
    let known = Format::ALL.into_iter().filter(|format| format.bytes(contents).is_some());
    let known = known.flat_map(|format| atoms.targets(format));
    // `STRING` would be in Latin-1.
    own.into_iter().chain(known.filter(|target| atoms.format(*target).is_some())).collect()
}

/// Selects the events of a window of another program, which may be gone.
fn select(
    connection: &Connection,
    window: Window,
    events: EventMask,
) -> Result<(), ConnectionError> {
    let selected = ChangeWindowAttributesAux::new().event_mask(events);
    connection.x.change_window_attributes(window, &selected)?.ignore_error();
    Ok(())
}

fn lost(error: ConnectionError) -> ClipboardError {
    PlatformError::from(error).into()
}
