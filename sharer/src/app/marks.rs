//! What the Helper draws: from the session to what shows it.

use std::fmt;

use protocol::geometry::Point;
use protocol::name::DisplayName;
use session::display::{Area, Layout};
use session::marks::ShownMark;
use session::{Event, GuestId};

use crate::platform::elements::{ElementFinder, FoundElement, WantedElement};
use crate::platform::marks::{MarkOverlay, WantedMarks};

/// What is drawn, and what shows it.
#[derive(Default)]
pub(crate) struct SharedMarks {
    /// `None` where nothing can be drawn over the screen.
    overlay: Option<Box<dyn MarkOverlay>>,
    /// `None` where it is not known what is at a place.
    finder: Option<Box<dyn ElementFinder>>,
    area: Option<Area>,
}

impl SharedMarks {
    /// Nothing is drawn yet.
    pub(crate) fn new(
        overlay: Option<Box<dyn MarkOverlay>>,
        finder: Option<Box<dyn ElementFinder>>,
    ) -> Self {
        Self { overlay, finder, area: None }
    }

    /// Whether something can be drawn.
    pub(crate) fn can_show(&self) -> bool {
        self.overlay.is_some()
    }

    /// The picture shows this. A source without displays does not know where it lies.
    pub(crate) fn set_layout(&mut self, layout: &Layout) {
        let area = (!layout.displays.is_empty()).then_some(layout.area);
        if self.area != area {
            self.area = area;
            // The session says it anew for the other part of the desktop.
            self.clear();
        }
    }

    /// Shows these marks, and no others.
    pub(crate) fn show(&self, helper: &DisplayName, marks: Vec<ShownMark>) {
        let Some(overlay) = &self.overlay else { return };
        let helper = helper.as_str().to_owned();
        overlay.show(self.area.map(|area| WantedMarks { area, helper, marks }));
    }

    /// Looks for the element at a point of the picture.
    pub(crate) fn find(&self, guest: GuestId, step: u32, at: Point) {
        let (Some(finder), Some(area)) = (&self.finder, self.area) else { return };
        let (x, y) = at.to_pixel(area.size);
        let at = (area.x.saturating_add_unsigned(x), area.y.saturating_add_unsigned(y));
        finder.find(WantedElement { guest, step, at });
    }

    /// What the element of a step means to the session, if it is in the picture.
    pub(crate) fn on_element(&self, found: FoundElement) -> Option<Event> {
        let area = self.area?;
        let (left, top, width, height) = found.place;
        let pixel = |at: i32, from: i32| u32::try_from(at.saturating_sub(from).max(0)).ok();
        let point = |x: i32, y: i32| {
            Some(Point::from_pixel(pixel(x, area.x)?, pixel(y, area.y)?, area.size))
        };
        let last = |from: i32, length: i32| from.saturating_add(length).saturating_sub(1);
        let corners = [point(left, top)?, point(last(left, width), last(top, height))?];
        let WantedElement { guest, step, .. } = found.wanted;
        Some(Event::ElementFound { guest, step, element: found.element, corners })
    }

    /// Shows nothing.
    pub(crate) fn clear(&self) {
        if let Some(overlay) = &self.overlay {
            overlay.show(None);
        }
    }
}

impl fmt::Debug for SharedMarks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedMarks").field("area", &self.area).finish_non_exhaustive()
    }
}
