//! The displays that are on, from CoreGraphics.

use objc2_core_graphics::{
    CGDirectDisplayID, CGDisplayBounds, CGDisplayCopyDisplayMode, CGDisplayIsBuiltin,
    CGDisplayIsMain, CGDisplayMode, CGError, CGEvent, CGGetActiveDisplayList,
};

use session::display::Layout;

use super::error::MacError;
use super::geometry::{self, Bounds, MacDisplay};
use crate::platform::displays::{Display, Selection};
use crate::platform::error::PlatformError;

/// Displays that are listed at most; further ones cannot be shared.
const MOST: usize = 32;

/// The displays that are on, in the order of macOS.
pub(super) fn list() -> Vec<MacDisplay> {
    let mut ids: [CGDirectDisplayID; MOST] = [0; MOST];
    let mut count = 0;
    // SAFETY: both pointers are of variables of ours that live longer than the call, and the first has room for as many
    // numbers as it is told.
    let listed = unsafe { CGGetActiveDisplayList(MOST as u32, ids.as_mut_ptr(), &raw mut count) };
    let count = if listed == CGError::Success { count as usize } else { 0 };
    ids.into_iter().take(count).map(display).collect()
}

/// The display that is shared, and what the picture shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    /// The display.
    pub(super) display: MacDisplay,
    /// What the picture shows, and what it could show.
    pub(super) layout: Layout,
}

/// The display that is shared when it was chosen so. All of them are shared only where there is one.
pub(super) fn shown(selection: &mut Selection) -> Result<Shown, PlatformError> {
    let all = list();
    let known: Vec<_> = all.iter().filter_map(MacDisplay::display).collect();
    let [first, others @ ..] = &*known else {
        return Err(MacError::NoDisplay.into());
    };
    let whole = if others.is_empty() { Ok(first.area) } else { Err(one_display(&known)) };
    let layout = selection.layout(known, || Ok(whole?))?;
    let display = geometry::display_of(&all, layout.area).ok_or(MacError::NoDisplay)?;
    Ok(Shown { display, layout })
}

fn one_display(known: &[Display]) -> MacError {
    let names: Vec<_> = known.iter().map(|display| display.name.as_str()).collect();
    MacError::OneDisplay { known: names.join(", ") }
}

/// Where the pointer is on the desktop, in points.
pub(super) fn pointer() -> Option<(f64, f64)> {
    // A new event has the pointer's place.
    let event = CGEvent::new(None)?;
    let place = CGEvent::location(Some(&event));
    Some((place.x, place.y))
}

fn display(id: CGDirectDisplayID) -> MacDisplay {
    let bounds = CGDisplayBounds(id);
    let mode = CGDisplayCopyDisplayMode(id);
    // By the mode's width alone: the mode of a display that is turned may have the sides of one that is not.
    let points = CGDisplayMode::width(mode.as_deref());
    let px = CGDisplayMode::pixel_width(mode.as_deref());
    MacDisplay {
        id,
        bounds: Bounds {
            x: bounds.origin.x,
            y: bounds.origin.y,
            width: bounds.size.width,
            height: bounds.size.height,
        },
        scale: if points == 0 || px == 0 { 1.0 } else { px as f64 / points as f64 },
        is_main: CGDisplayIsMain(id),
        is_builtin: CGDisplayIsBuiltin(id),
    }
}
