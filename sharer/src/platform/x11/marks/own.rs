//! Where the windows of this program are, over which no mark lies.

use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{ConnectionExt as _, MapState, Window};

use super::super::connection::Connection;
use crate::platform::error::PlatformError;
use crate::platform::marks::place::Place;
use crate::platform::own_windows::OwnWindows;

/// Frames around a window, with the window itself.
const DEPTH: usize = 16;

/// See the module.
pub(super) struct OwnPlaces {
    own: OwnWindows,
    version: Option<u32>,
    is_stale: bool,
    /// The top-level windows, with their frames, and where they are.
    places: Vec<(Window, Place)>,
}

impl OwnPlaces {
    pub(super) fn new(own: OwnWindows) -> Self {
        Self { own, version: None, is_stale: true, places: Vec::new() }
    }

    /// A window has changed.
    pub(super) fn expire(&mut self) {
        self.is_stale = true;
    }

    /// Whether it has to be looked again.
    pub(super) fn is_stale(&self) -> bool {
        self.is_stale || self.own.changed_since(self.version)
    }

    /// Where the windows were at the last look.
    pub(super) fn places(&self) -> &[(Window, Place)] {
        &self.places
    }

    /// Looks where the windows are, if something has changed. Whether they are elsewhere now.
    pub(super) fn look(&mut self, connection: &Connection) -> Result<bool, PlatformError> {
        if !self.is_stale() {
            return Ok(false);
        }
        self.is_stale = false;
        let mut windows = Vec::new();
        self.version = Some(self.own.each(|window| windows.push(window)));
        let mut places = Vec::new();
        for window in windows {
            places.extend(find(connection, window)?);
        }
        let have_moved = places != self.places;
        self.places = places;
        Ok(have_moved)
    }
}

/// The top-level window of a window that can be seen, and where it is.
fn find(connection: &Connection, window: Window) -> Result<Option<(Window, Place)>, PlatformError> {
    let (x, root) = (&connection.x, connection.root());
    let Some(attributes) = there(x.get_window_attributes(window)?.reply())? else {
        return Ok(None);
    };
    if attributes.map_state != MapState::VIEWABLE {
        return Ok(None);
    }
    let mut top = window;
    for _ in 0..DEPTH {
        let Some(tree) = there(x.query_tree(top)?.reply())? else { return Ok(None) };
        if tree.parent == root || tree.parent == x11rb::NONE {
            break;
        }
        top = tree.parent;
    }
    let Some(at) = there(x.get_geometry(top)?.reply())? else { return Ok(None) };
    let both = 2 * i32::from(at.border_width);
    let size = (i32::from(at.width) + both, i32::from(at.height) + both);
    Ok(Some((top, (i32::from(at.x), i32::from(at.y), size.0, size.1))))
}

/// The answer, unless there is no such window any more.
fn there<T>(reply: Result<T, ReplyError>) -> Result<Option<T>, PlatformError> {
    match reply {
        Ok(reply) => Ok(Some(reply)),
        Err(ReplyError::X11Error(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
