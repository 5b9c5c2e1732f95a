//! What the Helper draws: from the session to what shows it.

use std::fmt;

use protocol::name::DisplayName;
use session::display::{Area, Layout};
use session::marks::ShownMark;

use crate::platform::marks::{MarkOverlay, WantedMarks};

/// What is drawn, and what shows it.
#[derive(Default)]
pub(crate) struct SharedMarks {
    /// `None` where nothing can be drawn over the screen.
    overlay: Option<Box<dyn MarkOverlay>>,
    area: Option<Area>,
}

impl SharedMarks {
    /// Nothing is drawn yet.
    pub(crate) fn new(overlay: Option<Box<dyn MarkOverlay>>) -> Self {
        Self { overlay, area: None }
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
