//! Where devices bring the pointer, before something is pressed.
//!
//! A button that a program has grabbed with a window for the pointer to stay in moves the pointer at the press.
//! No request shows when that happens, and the grab may be older than the watch. So the X server is asked
//! where the pointer is after each motion of a device, and a press finds it where it was before.

use std::collections::VecDeque;

use x11rb::connection::SequenceNumber;
use x11rb::protocol::xproto::ConnectionExt as _;

use super::super::connection::Connection;
use crate::platform::error::PlatformError;

/// Places that are kept.
const PLACES: usize = 4;

/// A place on the screen, in px from the root window's corner.
pub(super) type OnScreen = (i16, i16);

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Pointing {
    /// The last motion by a device: the number of the last request before it, and the X server's time in ms.
    moved: Option<(SequenceNumber, u32)>,
    /// The X server's answers, the last one first, each with the number of the request.
    places: VecDeque<(SequenceNumber, OnScreen)>,
}

/// Asks the X server where the pointer is. The number is that of the request.
pub(super) fn ask(connection: &Connection) -> Result<(SequenceNumber, OnScreen), PlatformError> {
    let asked = connection.x.query_pointer(connection.root())?;
    let (request, pointer) = (asked.sequence_number(), asked.reply()?);
    Ok((request, (pointer.root_x, pointer.root_y)))
}

impl Pointing {
    /// A device moves the pointer, after this request and at this time of the X server.
    pub(super) fn moves(&mut self, after: SequenceNumber, time: u32) {
        self.moved = Some((after, time));
    }

    /// When a device moved it last.
    pub(super) fn moved(&self) -> Option<u32> {
        self.moved.map(|(_, time)| time)
    }

    /// Whether the X server has to be asked where it is.
    pub(super) fn is_stale(&self) -> bool {
        self.places.front().is_none_or(|(request, _)| self.has_moved_since(*request))
    }

    /// The X server's answer to this request.
    pub(super) fn is_at(&mut self, request: SequenceNumber, place: OnScreen) {
        self.places.truncate(PLACES - 1);
        self.places.push_front((request, place));
    }

    /// Where it was before this event, which follows the last motion. `None` if it has moved since the X server was
    /// asked.
    pub(super) fn before(&self, event: SequenceNumber) -> Option<OnScreen> {
        let (request, place) = self.places.iter().find(|(request, _)| *request <= event)?;
        (!self.has_moved_since(*request)).then_some(*place)
    }

    fn has_moved_since(&self, request: SequenceNumber) -> bool {
        self.moved.is_some_and(|(after, _)| after >= request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_finds_the_pointer_where_it_was_when_last_asked_before_the_press() {
        let mut pointing = Pointing::default();
        assert!(pointing.is_stale());
        assert_eq!(pointing.before(9), None);
        pointing.is_at(10, (1, 1));
        assert!(!pointing.is_stale());
        assert_eq!((pointing.before(9), pointing.before(10)), (None, Some((1, 1))));
        pointing.is_at(20, (2, 2));
        for (event, expected) in
            [(9, None), (10, Some((1, 1))), (19, Some((1, 1))), (20, Some((2, 2)))]
        {
            assert_eq!(pointing.before(event), expected, "{event}");
        }
        for request in 31..99 {
            pointing.is_at(request, (3, 3));
        }
        assert_eq!(pointing.places.len(), PLACES);
        assert_eq!(pointing.before(20), None, "forgotten");
    }

    #[test]
    fn where_the_pointer_was_is_not_known_if_it_moved_after_the_x_server_was_asked() {
        let mut pointing = Pointing::default();
        pointing.is_at(10, (1, 1));
        pointing.moves(9, 500);
        assert!(!pointing.is_stale(), "it moved before");
        assert_eq!(pointing.before(10), Some((1, 1)));
        pointing.moves(10, 501);
        assert!(pointing.is_stale());
        assert_eq!(pointing.before(10), None);
        pointing.is_at(11, (2, 2));
        assert_eq!((pointing.before(10), pointing.before(11)), (None, Some((2, 2))));
    }
}
