//! Watches the window of a question: focus, place, and what is above it.

use std::collections::BTreeMap;

use protocol::time::Tick;
use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    ChangeWindowAttributesAux, ConnectionExt as _, EventMask, MapState, NotifyDetail, Window,
    WindowClass,
};

use super::super::connection::Connection;
use super::pointing::OnScreen;
use super::stack::{Change, KNOWN, Stack, is_of_server};
use crate::platform::error::{PlatformError, Reason};
use crate::platform::press_watch::area::Area;
use crate::platform::press_watch::{Visibility, WindowEvidence};

/// Frames around a window, with the window itself and the root window.
const DEPTH: usize = 16;

/// Windows above the question's that are examined.
const ABOVE: usize = 256;

/// A window that is watched.
#[derive(Debug)]
pub(super) struct Watched {
    window: Window,
    stack: Stack,
    focused: Option<Tick>,
    changed: Option<Tick>,
    /// The window has to be looked for again.
    is_stale: bool,
}

impl Watched {
    /// Watches a window from now on.
    pub(super) fn new(
        connection: &Connection,
        window: Window,
        now: Tick,
    ) -> Result<Self, PlatformError> {
        // Selected first, so that no change between this and the look is missed.
        let root = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        connection.x.change_window_attributes(connection.root(), &root)?.check()?;
        let stack = look(connection, window)?;
        let focused = has_focus(connection, window)?.then_some(now);
        Ok(Self { window, stack, focused, changed: None, is_stale: false })
    }

    /// Selects no events of the window and its frames any more.
    pub(super) fn end(self, connection: &Connection) -> Result<(), PlatformError> {
        self.stack.chain.iter().try_for_each(|(window, _)| ignore(connection, *window))
    }

    /// Learns of an event that the X server made. [`Self::refresh`] follows after the last one.
    #[expect(clippy::wildcard_enum_match_arm, reason = "X has a hundred events, and we want two")]
    pub(super) fn on_event(&mut self, event: &Event, now: Tick) {
        match event {
            // A focus that only follows the pointer is lost when that moves.
            Event::FocusIn(event) if event.event == self.window => {
                let is_own = event.detail != NotifyDetail::POINTER;
                self.focused = is_own.then(|| self.focused.unwrap_or(now));
            }
            Event::FocusOut(event) if event.event == self.window => {
                if event.detail != NotifyDetail::INFERIOR {
                    self.focused = None;
                }
            }
            event => match self.stack.on_event(event) {
                Change::None => {}
                Change::Seen => self.changed = Some(now),
                Change::Moved => {
                    self.changed = Some(now);
                    self.is_stale = true;
                }
            },
        }
    }

    /// Looks for the window again where it was moved. Whether the X server was asked.
    pub(super) fn refresh(&mut self, connection: &Connection) -> Result<bool, PlatformError> {
        if !self.is_stale {
            return Ok(false);
        }
        self.stack = look(connection, self.window)?;
        self.is_stale = false;
        Ok(true)
    }

    /// Asks for the state of the window.
    pub(super) fn evidence(
        &self,
        connection: &Connection,
        now: Tick,
    ) -> Result<WindowEvidence, PlatformError> {
        let age = |tick: Tick| now.since(tick);
        let focused = if has_focus(connection, self.window)? { self.focused } else { None };
        Ok(WindowEvidence {
            focused: focused.map(age),
            changed: self.changed.map(age),
            visibility: self.visibility(connection)?,
        })
    }

    /// The place in the window of a place on the screen; `None` outside of the window.
    pub(super) fn within(&self, (x, y): OnScreen) -> Option<(u16, u16)> {
        let place = self.stack.place;
        let (x, y) = (i32::from(x) - place.x, i32::from(y) - place.y);
        let is_within = x < place.width && y < place.height;
        u16::try_from(x).ok().zip(u16::try_from(y).ok()).filter(|_| is_within)
    }

    fn visibility(&self, connection: &Connection) -> Result<Visibility, PlatformError> {
        let x = &connection.x;
        let attributes = x.get_window_attributes(self.window)?.reply()?;
        if attributes.map_state != MapState::VIEWABLE {
            return Ok(Visibility::Hidden);
        }
        let screen = connection.screen();
        let whole = Area::new(0, 0, screen.width_in_pixels, screen.height_in_pixels, 0);
        if !whole.holds(self.stack.place) {
            return Ok(Visibility::Covered);
        }
        let Some((top, _)) = self.stack.chain.last() else {
            return Ok(Visibility::Unknown);
        };
        let children = x.query_tree(connection.root())?.reply()?.children;
        let above = children.iter().rev().take_while(|child| *child != top);
        let above: Vec<_> = above.filter(|window| self.stack.can_cover(**window)).collect();
        if above.len() > ABOVE {
            return Ok(Visibility::Unknown);
        }
        for window in above {
            let (attributes, geometry) =
                (x.get_window_attributes(*window)?, x.get_geometry(*window)?);
            // A window that is gone covers nothing.
            let (Ok(attributes), Ok(at)) = (attributes.reply(), geometry.reply()) else {
                continue;
            };
            let is_drawn = attributes.map_state == MapState::VIEWABLE
                && attributes.class == WindowClass::INPUT_OUTPUT;
            let area = Area::new(at.x, at.y, at.width, at.height, at.border_width);
            if is_drawn && area.meets(self.stack.place.within_margin()) {
                return Ok(Visibility::Covered);
            }
        }
        Ok(Visibility::Whole)
    }
}

/// Selects no events of a window any more, if it is still there.
pub(super) fn ignore(connection: &Connection, window: Window) -> Result<(), PlatformError> {
    let nothing = ChangeWindowAttributesAux::new().event_mask(EventMask::NO_EVENT);
    let _ = connection.x.change_window_attributes(window, &nothing)?.check();
    Ok(())
}

/// Whether the window or one within it has the focus.
fn has_focus(connection: &Connection, window: Window) -> Result<bool, PlatformError> {
    let mut focus = connection.x.get_input_focus()?.reply()?.focus;
    for _ in 0..DEPTH {
        if focus == window {
            return Ok(true);
        }
        // None, PointerRoot, and windows that are gone.
        if is_of_server(focus, connection.x.setup().resource_id_mask) {
            return Ok(false);
        }
        match connection.x.query_tree(focus)?.reply() {
            Ok(tree) => focus = tree.parent,
            Err(_) => return Ok(false),
        }
    }
    Ok(false)
}

/// Finds the window, its frames and the other top-level windows, and selects their events. When that fails,
/// none are selected.
fn look(connection: &Connection, window: Window) -> Result<Stack, PlatformError> {
    let mut chain = Vec::new();
    let found = climb(connection, window, &mut chain)
        .and_then(|place| survey(connection, chain.clone(), place));
    if found.is_err() {
        chain.iter().try_for_each(|(window, _)| ignore(connection, *window))?;
    }
    found
}

/// Goes from the window up to the root, and notes each with its place. Where the window is on the screen.
fn climb(
    connection: &Connection,
    window: Window,
    chain: &mut Vec<(Window, Area)>,
) -> Result<Area, PlatformError> {
    let (x, root) = (&connection.x, connection.root());
    let mut child = window;
    loop {
        if chain.len() == DEPTH {
            return Err(PlatformError::Lost(Reason::of("a window has too many frames")));
        }
        let mut wanted = EventMask::STRUCTURE_NOTIFY;
        if child == window {
            wanted |= EventMask::FOCUS_CHANGE | EventMask::VISIBILITY_CHANGE;
        }
        let selected = ChangeWindowAttributesAux::new().event_mask(wanted);
        x.change_window_attributes(child, &selected)?.check()?;
        let at = x.get_geometry(child)?.reply()?;
        chain.push((child, Area::new(at.x, at.y, at.width, at.height, at.border_width)));
        let parent = x.query_tree(child)?.reply()?.parent;
        if parent == root || parent == x11rb::NONE {
            let on_screen = x.translate_coordinates(window, root, 0, 0)?.reply()?;
            let own = chain.first().map_or(Area::new(0, 0, 0, 0, 0), |(_, area)| *area);
            return Ok(Area { x: on_screen.dst_x.into(), y: on_screen.dst_y.into(), ..own });
        }
        child = parent;
    }
}

/// Finds the other top-level windows.
fn survey(
    connection: &Connection,
    chain: Vec<(Window, Area)>,
    place: Area,
) -> Result<Stack, PlatformError> {
    let x = &connection.x;
    let id_mask = x.setup().resource_id_mask;
    let mut stack = Stack { chain, place, others: BTreeMap::new(), is_full: false, id_mask };
    let children = x.query_tree(connection.root())?.reply()?.children;
    let top = stack.chain.last().map(|(top, _)| *top);
    let others = children.into_iter().rev().filter(|other| Some(*other) != top).take(KNOWN);
    let asked: Vec<_> = others
        .map(|other| Ok((other, x.get_geometry(other)?)))
        .collect::<Result<_, PlatformError>>()?;
    for (other, geometry) in asked {
        if let Ok(at) = geometry.reply() {
            stack.learn(other, Area::new(at.x, at.y, at.width, at.height, at.border_width));
        }
    }
    Ok(stack)
}
