//! The box of the picture: `#screen` on the stage.

use protocol::geometry::Size;
use web_sys::{Event as DomEvent, FocusOptions, HtmlElement};

use super::dom::{document, element, set, style, window};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Emit, Event};
use viewer::fit::{Bounds, Stage, Zoom, layout, whole_factor};

/// The box of the picture on the stage.
pub(crate) struct PictureBox {
    stage: HtmlElement,
    screen: HtmlElement,
    zoom: Zoom,
    bounds: Bounds,
    _listeners: [Listener; 2],
}

impl PictureBox {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let resized = emit.clone();
        let fullscreen = emit.clone();
        Ok(Self {
            stage: element("stage")?,
            screen: element("screen")?,
            zoom: Zoom::default(),
            bounds: Bounds::default(),
            _listeners: [
                Listener::new(window()?.as_ref(), "resize", move |_: DomEvent| {
                    resized(Event::Resize);
                })?,
                Listener::new(document()?.as_ref(), "fullscreenchange", move |_: DomEvent| {
                    super::fullscreen::changed();
                    fullscreen(Event::Resize);
                })?,
            ],
        })
    }

    pub(crate) fn zoom(&mut self, zoom: Zoom) {
        self.zoom = zoom;
    }

    /// Shows a picture of this size, or none.
    pub(crate) fn show(&mut self, size: Option<Size>) {
        self.screen.set_hidden(size.is_none());
        let Some(size) = size else { return };
        set(&self.screen, "data-width", &size.width().to_string());
        set(&self.screen, "data-height", &size.height().to_string());
        // The stage scrolls only for a larger picture; its scroll bars must not count while it is measured.
        style(&self.stage, "overflow", if self.zoom == Zoom::Actual { "auto" } else { "hidden" });
        let ratio = window().map_or(1.0, |window| window.device_pixel_ratio());
        let origin = self.stage.get_bounding_client_rect();
        let stage = Stage {
            width: f64::from(self.stage.client_width()),
            height: f64::from(self.stage.client_height()),
            ratio,
            left: origin.left(),
            top: origin.top(),
        };
        self.bounds = layout(self.zoom, size, stage);
        // A factor of one is sharp without a rule.
        let factor = whole_factor(self.bounds, size, stage).filter(|factor| *factor > 1);
        let _ = match factor {
            Some(factor) => self.screen.set_attribute("data-whole", &factor.to_string()),
            None => self.screen.remove_attribute("data-whole"),
        };
        let sides = [
            ("left", self.bounds.left),
            ("top", self.bounds.top),
            ("width", self.bounds.width),
            ("height", self.bounds.height),
        ];
        for (side, length) in sides {
            style(&self.screen, side, &format!("{length}px"));
        }
    }

    /// The CSS px that a pixel of a picture of `size` takes.
    pub(crate) fn scale(&self, size: Size) -> f64 {
        self.bounds.width / f64::from(size.width())
    }

    /// Focuses the picture.
    pub(crate) fn focus(&self) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = self.screen.focus_with_options(&options);
    }
}
