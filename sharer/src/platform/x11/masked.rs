//! Where the windows are that are not part of the picture: followed by events, on the connection of the capture.
//!
//! The X server sends an event before the answer to a request that comes after it. So the events that are read after
//! the answer to a capture tell where each window was while the pixels were read.

use std::time::Duration;

use picture::mask::Mask;
use protocol::geometry::Rect;
use session::display::Area;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    ChangeWindowAttributesAux, ConnectionExt as _, EventMask, MapState, Window,
};

use super::connection::{Connection, WindowPlace};
use crate::clock::Clock;
use crate::platform::error::PlatformError;
use crate::platform::own_windows::{OWN_WINDOWS, OwnWindows};

/// Frames around a window, with the window itself.
const DEPTH: usize = 16;

/// The windows, and the mask that they make.
pub(super) struct MaskedWindows {
    pub(super) mask: Mask,
    own: OwnWindows,
    /// The version of [`Self::own`] that is followed; `None` while nothing is.
    version: Option<u32>,
    followed: Vec<Followed>,
    /// That a part has to be captured once more was said already.
    is_reported: bool,
    clock: Clock,
}

/// A window whose events are selected.
struct Followed {
    window: Window,
    /// The window and its frames; the last is a child of the root window.
    chain: Vec<Window>,
    /// Where the last of the chain was last seen.
    place: Option<WindowPlace>,
    /// It has to be looked for.
    is_stale: bool,
}

impl MaskedWindows {
    pub(super) fn new(own: OwnWindows) -> Self {
        Self {
            mask: Mask::new(),
            own,
            version: None,
            followed: Vec::with_capacity(OWN_WINDOWS),
            is_reported: false,
            clock: Clock::start(),
        }
    }

    /// Learns of an event of a window: it came or went, was put into a frame, or is at another place.
    pub(super) fn on_event(&mut self, window: Window, to: Option<WindowPlace>, area: Area) {
        let now = self.clock.now();
        for followed in &mut self.followed {
            if !followed.chain.contains(&window) {
                continue;
            }
            if to.is_some() && followed.chain.last() != Some(&window) {
                // Within its frame, which is blank as a whole.
                continue;
            }
            // It may have been there for a moment, also when it is not any more.
            followed.place = to.or(followed.place);
            if let Some(place) = followed.place {
                self.mask.cover(followed.window, place.within(area), now);
            }
            followed.is_stale |= to.is_none();
        }
    }

    /// Follows the windows from here on, and looks where they are. Whether a part of the picture has to be captured
    /// once more, which is said once.
    pub(super) fn look(
        &mut self,
        connection: &Connection,
        area: Area,
    ) -> Result<bool, PlatformError> {
        if self.own.changed_since(self.version) {
            let followed = &mut self.followed;
            self.version = Some(self.own.each(|window| {
                if followed.iter().all(|known| known.window != window) {
                    followed.push(Followed::new(window));
                }
            }));
        }
        let now = self.clock.now();
        let mut at = 0;
        while let Some(followed) = self.followed.get_mut(at) {
            if !followed.is_stale {
                at += 1;
                continue;
            }
            let is_there = followed.look(connection)?;
            let place = followed.place.filter(|_| is_there == Some(true));
            self.mask.cover(followed.window, place.and_then(|place| place.within(area)), now);
            if is_there.is_none() {
                self.followed.swap_remove(at);
            } else {
                at += 1;
            }
        }
        self.mask.expire(now);
        Ok(self.mask.is_stale() && !std::mem::replace(&mut self.is_reported, true))
    }

    /// Takes the parts that have to be captured once more.
    pub(super) fn take_stale(&mut self, take: impl FnMut(Rect)) {
        self.is_reported = false;
        self.mask.take_stale(take);
    }

    /// The time until a place is to be shown that a window has left.
    pub(super) fn time_left(&self) -> Option<Duration> {
        Some(self.mask.deadline()?.since(self.clock.now()))
    }

    /// Another part of the desktop is shown.
    pub(super) fn area_changed(&mut self) {
        self.mask.clear();
        self.followed.iter_mut().for_each(|followed| followed.is_stale = true);
    }

    /// Follows no window any more, and selects no events of them.
    pub(super) fn end(&mut self, connection: &Connection) -> Result<(), PlatformError> {
        self.version = None;
        self.mask.clear();
        for window in self.followed.drain(..).flat_map(|followed| followed.chain) {
            select(connection, window, EventMask::NO_EVENT)?;
        }
        Ok(())
    }
}

impl Followed {
    fn new(window: Window) -> Self {
        let mut chain = Vec::with_capacity(DEPTH);
        chain.push(window);
        Self { window, chain, place: None, is_stale: true }
    }

    /// Looks where the window is, with the frames around it. Whether it can be seen; `None` when it is gone.
    fn look(&mut self, connection: &Connection) -> Result<Option<bool>, PlatformError> {
        self.is_stale = false;
        let (x, root) = (&connection.x, connection.root());
        self.chain.clear();
        let mut is_seen = false;
        let mut window = self.window;
        // A window of more frames than that is none of a window manager; the highest of them counts.
        while self.chain.len() < DEPTH {
            self.chain.push(window);
            // Selected first, so that no change after the look is missed.
            select(connection, window, EventMask::STRUCTURE_NOTIFY)?;
            let attributes = x.get_window_attributes(window)?;
            let (geometry, tree) = (x.get_geometry(window)?, x.query_tree(window)?);
            let (attributes, geometry, tree) = (attributes.reply(), geometry.reply(), tree.reply());
            let (Some(attributes), Some(geometry), Some(tree)) =
                (there(attributes)?, there(geometry)?, there(tree)?)
            else {
                return Ok(None);
            };
            if window == self.window {
                // Its frames are seen as well, then.
                is_seen = attributes.map_state == MapState::VIEWABLE;
            }
            self.place = Some(WindowPlace::new(
                (geometry.x, geometry.y),
                (geometry.width, geometry.height),
                geometry.border_width,
            ));
            if tree.parent == root || tree.parent == x11rb::NONE {
                break;
            }
            window = tree.parent;
        }
        Ok(Some(is_seen))
    }
}

/// The answer, unless there is no such window any more.
fn there<T>(reply: Result<T, ReplyError>) -> Result<Option<T>, PlatformError> {
    match reply {
        Ok(reply) => Ok(Some(reply)),
        Err(ReplyError::X11Error(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Selects events of a window that may be gone.
fn select(connection: &Connection, window: Window, mask: EventMask) -> Result<(), PlatformError> {
    let wanted = ChangeWindowAttributesAux::new().event_mask(mask);
    connection.x.change_window_attributes(window, &wanted)?.ignore_error();
    Ok(())
}
