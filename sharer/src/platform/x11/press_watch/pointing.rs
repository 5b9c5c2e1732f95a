//! Where devices bring the pointer, before something is pressed.
//!
//! A button that a program has grabbed with a window for the pointer to stay in moves the pointer at the press.
//! No request shows when that happens, and the grab may be older than the watch. So the X server is asked
//! where the pointer is after each motion of a device, and a press finds it where it was before.

use std::collections::VecDeque;

use x11rb::connection::SequenceNumber;

/// Places that are kept.
const PLACES: usize = 4;

/// See the module.
#[derive(Debug)]
pub(super) struct Pointing {
    /// The X server's time of the last motion by a device, in ms.
    moved: Option<u32>,
    /// The X server has to be asked.
    is_stale: bool,
    /// Its answers, the last one first, each with the number of the request.
    places: VecDeque<(SequenceNumber, Option<(u16, u16)>)>,
}

impl Pointing {
    /// Nothing is known.
    pub(super) fn new() -> Self {
        Self { moved: None, is_stale: true, places: VecDeque::new() }
    }

    /// A device moves the pointer at this time of the X server.
    pub(super) fn moves(&mut self, time: u32) {
        self.moved = Some(time);
        self.is_stale = true;
    }

    /// When a device moved it last.
    pub(super) fn moved(&self) -> Option<u32> {
        self.moved
    }

    /// Whether the X server has to be asked where it is.
    pub(super) fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// The X server's answer to this request: its place in the window, if it is there.
    pub(super) fn is_at(&mut self, request: SequenceNumber, place: Option<(u16, u16)>) {
        self.is_stale = false;
        self.places.truncate(PLACES - 1);
        self.places.push_front((request, place));
    }

    /// Where it was before this event: in the last answer that the X server gave before.
    pub(super) fn before(&self, event: SequenceNumber) -> Option<(u16, u16)> {
        self.places.iter().find(|(request, _)| *request <= event)?.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_finds_the_pointer_where_it_was_when_last_asked_before_the_press() {
        let mut pointing = Pointing::new();
        assert!(pointing.is_stale());
        assert_eq!(pointing.before(9), None);
        pointing.is_at(10, Some((1, 1)));
        pointing.moves(500);
        assert!(pointing.is_stale());
        pointing.is_at(20, Some((2, 2)));
        assert!(!pointing.is_stale());
        for (event, expected) in
            [(9, None), (10, Some((1, 1))), (19, Some((1, 1))), (20, Some((2, 2)))]
        {
            assert_eq!(pointing.before(event), expected, "{event}");
        }
        pointing.is_at(30, None);
        assert_eq!(pointing.before(30), None, "outside of the window");
        for request in 31..99 {
            pointing.is_at(request, Some((3, 3)));
        }
        assert_eq!(pointing.places.len(), PLACES);
        assert_eq!(pointing.before(20), None, "forgotten");
    }
}
