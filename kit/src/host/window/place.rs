//! Where a window is on the screen, how large, and where the pointer is in it.

use std::time::{Duration, Instant};

use winit::dpi::{PhysicalPosition, PhysicalSize};

use super::{Window, content_size};
use crate::geometry::{Point, Rect};
use crate::host::aside::aside;
use crate::pane::Tools;
use crate::platform;
use crate::view::{Fit, Spot};

/// The upper part of the screen that is left to windows of [`Spot::Top`], in logical px.
const TOP: f32 = 84.0;

/// For how long after a move of the window events of the pointer may be older than it.
const SETTLING: Duration = Duration::from_millis(300);

/// How far from the pointer what is guarded goes, in logical px.
const MARGIN: f32 = 24.0;

impl<A: Clone> Window<A> {
    /// Takes the size that the content needs, within the screen, and goes to its spot.
    pub(super) fn fit(&mut self, fit: Fit, spot: Option<Spot>, tools: &mut Tools<'_>) {
        let monitor = self.system.current_monitor().or_else(|| self.system.primary_monitor());
        let Some(monitor) = monitor else {
            return;
        };
        let size = self.fitting(fit, monitor.size(), tools);
        let Some(spot) = spot else {
            return;
        };
        let (at, most) = (monitor.position(), monitor.size());
        let px = |length: u32| i32::try_from(length).unwrap_or(0);
        let x = at.x + px(most.width.saturating_sub(size.width)) / 2;
        let y = match spot {
            Spot::Middle => at.y + px(most.height.saturating_sub(size.height)) / 2,
            Spot::Top => at.y,
        };
        let place = PhysicalPosition::new(x, y);
        if !self.is_visible {
            self.spot = Some(place);
            self.system.set_outer_position(place);
        } else if spot == Spot::Top && self.spot != Some(place) {
            // It stays in the middle of the upper side, unless the user has moved it.
            // A window manager that keeps a window on the screen moves it to the side when it becomes wider.
            let at = self.system.outer_position().ok();
            let is_up = at.zip(self.spot).is_none_or(|(at, spot)| at.y == spot.y);
            if is_up && !self.was_dragged {
                self.spot = Some(place);
                self.system.set_outer_position(place);
            }
        }
    }

    /// Asks for the size that fits on a screen of this size, and returns it.
    fn fitting(
        &mut self,
        fit: Fit,
        screen: PhysicalSize<u32>,
        tools: &mut Tools<'_>,
    ) -> PhysicalSize<u32> {
        let now = self.system.inner_size();
        // Title bar and panels of the desktop need room, too.
        let most = PhysicalSize::new(screen.width * 19 / 20, screen.height * 17 / 20);
        let width = match fit {
            Fit::Free if self.is_visible => return now,
            Fit::Free => {
                let size =
                    PhysicalSize::new(now.width.min(most.width), now.height.min(most.height));
                self.ask_for_size(size, tools);
                return size;
            }
            Fit::Height => Some(now.width as f32),
            Fit::Both => None,
        };
        let mut needed = self.pane.needed(width, tools);
        if needed.width > most.width as f32 {
            needed = self.pane.needed(Some(most.width as f32), tools);
        }
        let mut height = needed.height as u32;
        if let Some(asked) = self.fitted.filter(|_| fit == Fit::Height) {
            // What is read and pressed stays where it is.
            height = height.max(asked.height);
        }
        let height = height.min(most.height);
        let size = PhysicalSize::new(needed.width as u32, height);
        if self.fitted != Some(size) {
            self.fitted = Some(size);
            self.ask_for_size(size, tools);
        }
        size
    }

    /// Asks for a size. Where the window has it at once (Wayland), no event says so.
    fn ask_for_size(&mut self, size: PhysicalSize<u32>, tools: &mut Tools<'_>) {
        if let Some(size) = self.system.request_inner_size(size) {
            self.pane.resize(content_size(size), self.system.scale_factor() as f32, tools);
        }
    }

    /// Looks where the pointer is, if the window is at another place or has another size. What is guarded steps aside for it.
    pub(in crate::host) fn find_pointer(&mut self, desktop: &platform::Desktop, now: Instant) {
        let (Some(place), Ok(outer)) = (self.place, self.system.outer_position()) else {
            return;
        };
        if self.looked.is_some_and(|(before, _)| before == place) {
            return;
        }
        self.looked = Some((place, now));
        let Some(at) = self.pointer_on(desktop) else {
            return;
        };
        let content = Rect::new(0.0, 0.0, place.width as f32, place.height as f32);
        self.pane.find_pointer(content.contains(at).then_some(at));
        let monitor = self.system.current_monitor().filter(|_| self.steps > 0 && self.is_visible);
        if let Some(monitor) = monitor {
            let (corner, size) = (monitor.position(), monitor.size());
            let (left, top) = ((corner.x - place.x) as f32, (corner.y - place.y) as f32);
            let scale = self.system.scale_factor() as f32;
            let (margin, bar) = (MARGIN * scale, TOP * scale);
            let (width, height) = (size.width as f32, size.height as f32);
            let screen = Rect::new(left, top + bar, width, height - bar);
            if let Some((right, down)) = aside(content, screen, &self.pane.guarded(), at, margin) {
                self.steps -= 1;
                let there = PhysicalPosition::new(outer.x + right as i32, outer.y + down as i32);
                self.spot = Some(there);
                self.system.set_outer_position(there);
            }
        }
        self.changed();
    }

    /// Whether it has just moved, so that events of the pointer may say where it was in the window before.
    pub(in crate::host) fn has_just_moved(&self, now: Instant) -> bool {
        self.looked.is_some_and(|(_, at)| now.saturating_duration_since(at) < SETTLING)
    }

    /// Where the pointer is relative to the window's content.
    pub(in crate::host) fn pointer_on(&self, desktop: &platform::Desktop) -> Option<Point> {
        let (place, (x, y)) = (self.system.inner_position().ok()?, desktop.pointer()?);
        Some(Point::new((x - place.x) as f32, (y - place.y) as f32))
    }
}
