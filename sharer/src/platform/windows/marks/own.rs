//! Where the windows of this program are, over which no mark lies.

use windows::Win32::Foundation::HWND;

use super::super::seen::{place_of, window};
use crate::platform::marks::place::Place;
use crate::platform::own_windows::{OWN_WINDOWS, OwnWindows};

/// See the module.
pub(super) struct OwnPlaces {
    own: OwnWindows,
    places: Vec<(HWND, Place)>,
}

impl OwnPlaces {
    pub(super) fn new(own: OwnWindows) -> Self {
        Self { own, places: Vec::new() }
    }

    /// Where the windows were at the last look.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> {
        self.places.iter().map(|(_, place)| *place)
    }

    /// Whether a window was one of them.
    pub(super) fn contains(&self, window: HWND) -> bool {
        self.places.iter().any(|(own, _)| *own == window)
    }

    /// Looks where the windows are. Whether they are elsewhere now.
    pub(super) fn look(&mut self) -> bool {
        let mut numbers = Vec::with_capacity(OWN_WINDOWS);
        self.own.each(|number| numbers.push(number));
        let places = numbers.into_iter().filter_map(|number| {
            let window = window(number)?;
            let area = place_of(window)?;
            let side = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
            let (width, height) = (side(area.size.width()), side(area.size.height()));
            Some((window, (area.x, area.y, width, height)))
        });
        let places: Vec<(HWND, Place)> = places.collect();
        let have_moved = places != self.places;
        self.places = places;
        have_moved
    }
}
