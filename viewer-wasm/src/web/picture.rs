//! Where the picture stands: the stage, and `#screen` on it.

use protocol::geometry::Size;
use web_sys::{Event as DomEvent, FocusOptions, HtmlElement};

use super::listen::Listener;
use super::{document, element, set, style, window};
use crate::error::Error;
use crate::event::{Event, Tell};
use viewer::fit::{Frame, Stage, Zoom, place, whole_factor};

/// The box of the remote picture, within the room there is.
pub(crate) struct PictureBox {
    stage: HtmlElement,
    screen: HtmlElement,
    zoom: Zoom,
    frame: Frame,
    _listeners: [Listener; 2],
}

impl PictureBox {
    pub(crate) fn new(tell: &Tell) -> Result<Self, Error> {
        let resized = tell.clone();
        let fullscreen = tell.clone();
        Ok(Self {
            stage: element("stage")?,
            screen: element("screen")?,
            zoom: Zoom::default(),
            frame: Frame::default(),
            _listeners: [
                Listener::new(window()?.as_ref(), "resize", move |_: DomEvent| {
                    resized(Event::Resize);
                })?,
                Listener::new(document()?.as_ref(), "fullscreenchange", move |_: DomEvent| {
                    super::fullscreen_changed();
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
        // The stage scrolls only when the picture is larger, so its bars must not count while the
        // room is measured.
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
        self.frame = place(self.zoom, size, stage);
        // Once is enough to be sharp without any rule.
        let factor = whole_factor(self.frame, size, stage).filter(|factor| *factor > 1);
        let _ = match factor {
            Some(factor) => self.screen.set_attribute("data-whole", &factor.to_string()),
            None => self.screen.remove_attribute("data-whole"),
        };
        let sides = [
            ("left", self.frame.left),
            ("top", self.frame.top),
            ("width", self.frame.width),
            ("height", self.frame.height),
        ];
        for (side, length) in sides {
            style(&self.screen, side, &format!("{length}px"));
        }
    }

    /// The CSS px that a pixel of a picture of `size` takes.
    pub(crate) fn scale(&self, size: Size) -> f64 {
        self.frame.width / f64::from(size.width())
    }

    /// Gives the picture the keyboard.
    pub(crate) fn focus(&self) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = self.screen.focus_with_options(&options);
    }
}
