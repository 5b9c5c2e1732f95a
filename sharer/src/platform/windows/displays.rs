//! The displays of Windows, in px of the virtual desktop, whose origin is the corner of the main display.

use std::sync::Once;

use protocol::geometry::Size;
use protocol::name::DisplayName;
use session::display::Area;
use windows::Win32::Foundation::{LPARAM, RECT};
use windows::Win32::Graphics::Gdi::{
    EnumDisplayMonitors, GetMonitorInfoW, HDC, HMONITOR, MONITORINFO, MONITORINFOEXW,
};
use windows::Win32::UI::HiDpi::{
    DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2, SetProcessDpiAwarenessContext,
    SetThreadDpiAwarenessContext,
};
use windows::Win32::UI::WindowsAndMessaging::{
    GetSystemMetrics, MONITORINFOF_PRIMARY, SM_CXVIRTUALSCREEN, SM_CYVIRTUALSCREEN,
    SM_XVIRTUALSCREEN, SM_YVIRTUALSCREEN,
};
use windows::core::BOOL;

use crate::platform::displays::Display;
use crate::platform::error::{PlatformError, Reason};

/// Displays that are read. Windows has at most 16 of a computer; a USB display more is no problem.
const MOST: usize = 64;

/// From now on coordinates on this thread are px of the displays, also where Windows scales the windows of older
/// programs. A Windows that knows no scaling for each display refuses, and has nothing to scale.
pub(super) fn use_pixels() {
    static PROCESS: Once = Once::new();
    // SAFETY: both take a plain value. The first one fails where the program's manifest has said the same before.
    unsafe {
        PROCESS.call_once(|| {
            let _ = SetProcessDpiAwarenessContext(DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2);
        });
        SetThreadDpiAwarenessContext(DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2);
    }
}

/// The displays that show a part of the desktop, in the order of Windows; at least one.
pub(super) fn connected() -> Result<Vec<Display>, PlatformError> {
    let mut displays = Vec::new();
    for monitor in monitors() {
        // A display that was unplugged meanwhile has no information.
        if let Some(display) = describe(monitor, displays.len()) {
            displays.push(display);
        }
    }
    if displays.is_empty() {
        let name = DisplayName::lossy("desktop").expect("a plain word is a name");
        displays.push(Display { name, area: whole()?, is_primary: true });
    }
    Ok(displays)
}

/// The smallest area that contains all displays.
pub(super) fn whole() -> Result<Area, PlatformError> {
    let wanted = [SM_XVIRTUALSCREEN, SM_YVIRTUALSCREEN, SM_CXVIRTUALSCREEN, SM_CYVIRTUALSCREEN];
    // SAFETY: it takes a plain number and returns one.
    let [x, y, width, height] = wanted.map(|metric| unsafe { GetSystemMetrics(metric) });
    let side = |length: i32| u32::try_from(length).unwrap_or(0);
    let size = Size::new(side(width), side(height))
        .map_err(|error| PlatformError::Lost(Reason::of(error)))?;
    Ok(Area { x, y, size })
}

/// The area of a rectangle of Windows, whose right and lower edges are outside of it. `None` for one that no display
/// has.
pub(super) fn area(rect: RECT) -> Option<Area> {
    let RECT { left, top, right, bottom } = rect;
    let side = |from: i32, to: i32| u32::try_from(to.checked_sub(from)?).ok();
    let size = Size::new(side(left, right)?, side(top, bottom)?).ok()?;
    Some(Area { x: left, y: top, size })
}

fn describe(monitor: HMONITOR, number: usize) -> Option<Display> {
    let mut info = MONITORINFOEXW::default();
    info.monitorInfo.cbSize = u32::try_from(size_of_val(&info)).ok()?;
    let to: *mut MONITORINFO = (&raw mut info).cast();
    // SAFETY: `to` points to a MONITORINFOEXW, as its size says. A handle that is not valid any more is refused.
    if !unsafe { GetMonitorInfoW(monitor, to) }.as_bool() {
        return None;
    }
    let end = info.szDevice.iter().position(|unit| *unit == 0).unwrap_or(info.szDevice.len());
    let device = String::from_utf16_lossy(info.szDevice.get(..end)?);
    // The device is `\\.\DISPLAY1`. Models, as `DELL U2415`, are no names: two displays can be of the same one.
    let name = DisplayName::lossy(device.trim_start_matches(r"\\.\"))
        .or_else(|| DisplayName::lossy(&format!("display {number}")))?;
    let is_primary = info.monitorInfo.dwFlags & MONITORINFOF_PRIMARY != 0;
    Some(Display { name, area: area(info.monitorInfo.rcMonitor)?, is_primary })
}

fn monitors() -> Vec<HMONITOR> {
    let mut found: Vec<HMONITOR> = Vec::with_capacity(MOST);
    let to = LPARAM((&raw mut found).expose_provenance().cast_signed());
    // SAFETY: the function is called only before this call returns, so that `found` is still there, and nothing else
    // uses it meanwhile. When Windows fails, the displays so far are returned.
    let _ = unsafe { EnumDisplayMonitors(None, None, Some(collect), to) };
    found
}

/// Adds a display to the list that `found` points to. It does not allocate, and cannot panic.
unsafe extern "system" fn collect(monitor: HMONITOR, _: HDC, _: *mut RECT, found: LPARAM) -> BOOL {
    let found: *mut Vec<HMONITOR> = std::ptr::with_exposed_provenance_mut(found.0.cast_unsigned());
    // SAFETY: it is the list of `monitors`, which waits until all displays were handed over.
    let found = unsafe { &mut *found };
    if found.len() < MOST {
        found.push(monitor);
    }
    BOOL::from(found.len() < MOST)
}
