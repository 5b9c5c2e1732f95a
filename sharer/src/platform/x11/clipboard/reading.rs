//! Reading what another program has copied: a conversion of each format, one after the other (ICCCM 2.4).
//!
//! The owner of the selection is any program. It may never answer, send another type, or an `INCR` transfer without
//! end: each has its limit.

use std::collections::BTreeSet;

use protocol::time::Tick;
use x11rb::CURRENT_TIME;
use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt as _, CreateWindowAux, EventMask, GetPropertyReply, Property,
    PropertyNotifyEvent, SelectionNotifyEvent, Window, WindowClass,
};

use super::bridge::Bridge;
use super::formats::Atoms;
use crate::platform::clipboard::ClipboardError;
use crate::platform::clipboard::format::{Encoding, Format};
use crate::platform::clipboard::gathering::{Gathering, Outcome, READ_TIMEOUT, SILENCE};
use crate::platform::error::PlatformError;
use crate::platform::x11::connection::Connection;

/// Targets of one owner. With more, it is not known whether one of them marks a secret, and nothing is read.
const TARGETS: u32 = 1024;

/// The content of the clipboard while it is read. Each has a window of its own: what an owner sends later, when it is
/// not waited for any more, goes to a window that is gone.
pub(super) struct Reading {
    window: Window,
    step: Step,
    /// The formats to come, with the target to ask for.
    next: Vec<(Format, Atom)>,
    /// What an `INCR` transfer has sent so far, while there is one.
    incoming: Option<Vec<u8>>,
    gathering: Gathering,
    silent_at: Tick,
    ends_at: Tick,
}

/// What the owner was asked for.
#[derive(Clone, Copy)]
enum Step {
    Targets,
    Content(Format, Atom),
}

impl Reading {
    /// Asks the owner which targets it has.
    pub(super) fn begin(
        connection: &Connection,
        atoms: &Atoms,
        now: Tick,
    ) -> Result<Self, PlatformError> {
        let window = own_window(connection, EventMask::PROPERTY_CHANGE)?;
        ask(connection, atoms, window, atoms.TARGETS)?;
        Ok(Self {
            window,
            step: Step::Targets,
            next: Vec::new(),
            incoming: None,
            gathering: Gathering::default(),
            silent_at: now + SILENCE,
            ends_at: now + READ_TIMEOUT,
        })
    }

    /// When the owner is not waited for any more.
    pub(super) fn deadline(&self) -> Tick {
        self.silent_at.min(self.ends_at)
    }

    /// The owner is not waited for any more. What it has sent by then is better than nothing.
    pub(super) fn on_deadline(&mut self) -> Outcome {
        self.gathering.on_deadline()
    }

    /// Ends it. What the owner still sends, nobody receives.
    pub(super) fn end(&self, connection: &Connection) -> Result<(), PlatformError> {
        connection.x.destroy_window(self.window)?.ignore_error();
        Ok(())
    }

    /// The owner has answered, or the X server for one that is not there.
    pub(super) fn on_answer(
        &mut self,
        connection: &Connection,
        atoms: &Atoms,
        bridge: Option<&mut Bridge>,
        event: &SelectionNotifyEvent,
        now: Tick,
    ) -> Option<Outcome> {
        let is_asked = event.requestor == self.window
            && event.target == self.target(atoms)
            && self.incoming.is_none();
        if !is_asked {
            return None;
        }
        self.silent_at = now + SILENCE;
        let answer = (event.property != x11rb::NONE).then(|| self.take(connection, atoms));
        let is_over = match answer.transpose() {
            Ok(answer) => self.on_property(atoms, bridge, answer),
            Err(error) => return Some(Err(PlatformError::from(error).into())),
        };
        match is_over {
            Ok(true) => self.go_on(connection, atoms),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    }

    /// A part of an `INCR` transfer has come.
    pub(super) fn on_part(
        &mut self,
        connection: &Connection,
        atoms: &Atoms,
        event: &PropertyNotifyEvent,
        now: Tick,
    ) -> Option<Outcome> {
        let is_part = event.window == self.window
            && event.atom == self.target(atoms)
            && event.state == Property::NEW_VALUE;
        let incoming = self.incoming.as_mut().filter(|_| is_part)?;
        // The same type tells the parts from a property that was deleted meanwhile.
        let part = match take(connection, self.window, event.atom, self.gathering.room()) {
            Ok(part) if part.type_ == x11rb::NONE => return None,
            Ok(part) => part,
            Err(error) => return Some(Err(PlatformError::from(error).into())),
        };
        if part.format != 8 || part.bytes_after > 0 {
            self.gathering.leave_out();
            return self.go_on(connection, atoms);
        }
        self.silent_at = now + SILENCE;
        if part.value.is_empty() {
            let bytes = self.incoming.take().unwrap_or_default();
            self.add(bytes, part.type_);
            return self.go_on(connection, atoms);
        }
        if incoming.len().saturating_add(part.value.len()) > self.gathering.room() {
            self.gathering.leave_out();
            return self.go_on(connection, atoms);
        }
        incoming.extend_from_slice(&part.value);
        None
    }

    /// The target that the owner was asked for. The property that it answers in has the same name.
    fn target(&self, atoms: &Atoms) -> Atom {
        match self.step {
            Step::Targets => atoms.TARGETS,
            Step::Content(_, target) => target,
        }
    }

    fn take(&self, connection: &Connection, atoms: &Atoms) -> Result<GetPropertyReply, ReplyError> {
        let most = match self.step {
            Step::Targets => 4 * TARGETS as usize,
            Step::Content(..) => self.gathering.room(),
        };
        take(connection, self.window, self.target(atoms), most)
    }

    /// Takes what the owner has answered; `None` is a refusal. Whether this step is over.
    fn on_property(
        &mut self,
        atoms: &Atoms,
        bridge: Option<&mut Bridge>,
        answer: Option<GetPropertyReply>,
    ) -> Result<bool, ClipboardError> {
        match (self.step, answer) {
            // Without an owner there is nothing; without targets, nothing that is known not to be secret.
            (Step::Targets | Step::Content(..), None) => Ok(true),
            (Step::Targets, Some(answer)) if answer.bytes_after > 0 => {
                Err(ClipboardError::TooLarge)
            }
            (Step::Targets, Some(answer)) => {
                let targets: BTreeSet<Atom> = answer.value32().into_iter().flatten().collect();
                if atoms.mark_secret(&targets) {
                    return Err(ClipboardError::Secret);
                }
                // Nothing is asked for then.
                if atoms.mark_put_back(&targets) {
                    return Ok(true);
                }
                if bridge.is_some_and(|bridge| bridge.is_put_back(atoms, &targets)) {
                    return Ok(true);
                }
                let first = |format: Format| {
                    let known = atoms.targets(format).into_iter();
                    known.filter(|target| targets.contains(target)).map(|it| (format, it)).next()
                };
                self.next = Format::ALL.into_iter().rev().filter_map(first).collect();
                Ok(true)
            }
            (Step::Content(..), Some(answer)) if answer.type_ == atoms.INCR => {
                // Taking it has deleted it, which lets the owner begin.
                self.incoming = Some(Vec::new());
                Ok(false)
            }
            (Step::Content(..), Some(answer)) if answer.bytes_after > 0 => {
                self.gathering.leave_out();
                Ok(true)
            }
            (Step::Content(..), Some(answer)) => {
                if answer.format == 8 {
                    self.add(answer.value, answer.type_);
                }
                Ok(true)
            }
        }
    }

    fn add(&mut self, bytes: Vec<u8>, kind: Atom) {
        if let Step::Content(format, _) = self.step {
            let is_latin1 = kind == Atom::from(AtomEnum::STRING);
            let encoding = if is_latin1 { Encoding::Latin1 } else { Encoding::Utf8 };
            self.gathering.add(format, bytes, encoding);
        }
    }

    /// Asks for the next format, if there is one.
    fn go_on(&mut self, connection: &Connection, atoms: &Atoms) -> Option<Outcome> {
        self.incoming = None;
        if let Some((format, target)) = self.next.pop() {
            self.step = Step::Content(format, target);
            let asked = ask(connection, atoms, self.window, target);
            return asked.err().map(|error| Err(error.into()));
        }
        Some(self.gathering.finish())
    }
}

/// A window that is never shown.
pub(super) fn own_window(
    connection: &Connection,
    events: EventMask,
) -> Result<Window, PlatformError> {
    let window = connection.x.generate_id()?;
    let with = CreateWindowAux::new().event_mask(events);
    let (root, class) = (connection.root(), WindowClass::INPUT_ONLY);
    connection.x.create_window(0, window, root, -1, -1, 1, 1, 0, class, 0, &with)?.check()?;
    Ok(window)
}

fn ask(
    connection: &Connection,
    atoms: &Atoms,
    window: Window,
    target: Atom,
) -> Result<(), PlatformError> {
    let selection = atoms.CLIPBOARD;
    connection.x.convert_selection(window, selection, target, target, CURRENT_TIME)?;
    Ok(())
}

/// Reads a property and deletes it, unless it has more bytes than that.
fn take(
    connection: &Connection,
    window: Window,
    property: Atom,
    most: usize,
) -> Result<GetPropertyReply, ReplyError> {
    let words = u32::try_from(most.div_ceil(4)).unwrap_or(u32::MAX);
    // An announcement of `INCR` is one word.
    let words = words.max(1);
    connection.x.get_property(true, window, property, AtomEnum::ANY, 0, words)?.reply()
}
