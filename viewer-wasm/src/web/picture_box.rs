//! The box of the picture: `#screen` on the stage.

use protocol::geometry::{Point, Size};
use protocol::time::Tick;
use web_sys::{Event as DomEvent, FocusOptions, HtmlElement};

use super::dom::{document, element, set, style, window};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Emit, Event};
use viewer::fit::{Bounds, Stage, Zoom, layout, whole_factor};
use viewer::magnifier::Magnifier;

/// The box of the picture on the stage.
pub(crate) struct PictureBox {
    stage: HtmlElement,
    screen: HtmlElement,
    zoom: Zoom,
    magnifier: Magnifier,
    /// The stage at the last layout, and where the zoom alone lays the picture on it.
    stage_size: Stage,
    base: Bounds,
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
            magnifier: Magnifier::default(),
            stage_size: Stage { width: 0.0, height: 0.0, ratio: 1.0, left: 0.0, top: 0.0 },
            base: Bounds::default(),
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
        self.magnifier.reset();
    }

    /// Fingers enlarge the picture around a position on the page, and move it.
    pub(crate) fn pinch(&mut self, factor: f64, center: (f64, f64), pan: (f64, f64)) {
        let (left, top) = (self.stage_size.left, self.stage_size.top);
        if !self.magnifier.is_active() && self.zoom == Zoom::Actual {
            let (right, down) = (self.stage.scroll_left(), self.stage.scroll_top());
            let Bounds { left, top, .. } = self.base;
            let scrolled =
                Bounds { left: left - f64::from(right), top: top - f64::from(down), ..self.base };
            self.magnifier.begin(scrolled);
        }
        let center = (center.0 - left, center.1 - top);
        self.magnifier.pinch(factor, center, pan, self.base, self.stage_size);
    }

    /// The picture is let go at this speed.
    pub(crate) fn fling(&mut self, speed: (f64, f64), now: Tick) {
        self.magnifier.fling(speed, now);
    }

    /// A finger holds it.
    pub(crate) fn stop(&mut self) {
        self.magnifier.stop();
    }

    /// Whether it moves by itself.
    pub(crate) fn is_flying(&self) -> bool {
        self.magnifier.is_flying()
    }

    /// Moves it by itself. Returns whether it goes on.
    pub(crate) fn frame(&mut self, now: Tick) -> bool {
        self.magnifier.frame(self.base, self.stage_size, now)
    }

    /// Moves an enlarged picture of `size` so that a point of it is seen.
    pub(crate) fn reveal(&mut self, at: Point, size: Size) {
        let (x, y) = at.to_pixel(size);
        let scale = self.scale(size);
        let at = (self.bounds.left + f64::from(x) * scale, self.bounds.top + f64::from(y) * scale);
        self.magnifier.reveal(at, self.base, self.stage_size);
    }

    /// Shows a picture of this size, or none.
    pub(crate) fn show(&mut self, size: Option<Size>) {
        self.screen.set_hidden(size.is_none());
        let Some(size) = size else {
            // The next session begins with the zoom alone.
            return self.magnifier.reset();
        };
        set(&self.screen, "data-width", &size.width().to_string());
        set(&self.screen, "data-height", &size.height().to_string());
        // The stage scrolls only for a larger picture; its scroll bars must not count while it is measured.
        let scrolls = self.zoom == Zoom::Actual && !self.magnifier.is_active();
        style(&self.stage, "overflow", if scrolls { "auto" } else { "hidden" });
        if !scrolls {
            self.stage.set_scroll_left(0);
            self.stage.set_scroll_top(0);
        }
        let ratio = window().map_or(1.0, |window| window.device_pixel_ratio());
        let origin = self.stage.get_bounding_client_rect();
        let stage = Stage {
            width: f64::from(self.stage.client_width()),
            height: f64::from(self.stage.client_height()),
            ratio,
            left: origin.left(),
            top: origin.top(),
        };
        self.base = layout(self.zoom, size, stage);
        self.stage_size = stage;
        self.bounds = self.magnifier.apply(self.base, stage);
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
