//! What injects, through `SendInput`.
//!
//! Windows hands nothing that a program injects to windows of a higher integrity level (User Interface Privilege
//! Isolation), and says so to nobody. Nor does a low-level hook see a key that goes to such a window, Esc included. So
//! nothing is injected while such a window is in front: the Helper could act, and Esc would not end it. What comes up
//! meanwhile is released as soon as another window is in front. Only at the end is it released all the same: later there
//! is nobody to do it.

use protocol::geometry::Point;
use protocol::input::{Action, Button};
use session::display::Area;
use session::gate::Injection;
use windows::Win32::UI::Input::KeyboardAndMouse::{
    MOUSE_EVENT_FLAGS, MOUSEEVENTF_ABSOLUTE, MOUSEEVENTF_HWHEEL, MOUSEEVENTF_MOVE,
    MOUSEEVENTF_VIRTUALDESK, MOUSEEVENTF_WHEEL,
};
use windows::Win32::UI::WindowsAndMessaging::{
    GetSystemMetrics, SM_CXVIRTUALSCREEN, SM_CYVIRTUALSCREEN, SM_SWAPBUTTON, SM_XVIRTUALSCREEN,
    SM_YVIRTUALSCREEN, SYSTEM_METRICS_INDEX,
};

use super::super::integrity::Reach;
use super::layout::{ForegroundLayout, is_down};
use super::stroke::{MouseEvent, send_mouse, send_strokes, virtual_key};
use crate::platform::error::InjectError;
use crate::platform::injector::Injector;
use crate::platform::windows_input::holding::{Holding, Outlet};
use crate::platform::windows_input::pointer::VirtualDesktop;
use crate::platform::windows_input::typing::Stroke;

/// One notch of a wheel (`WHEEL_DELTA`).
const NOTCH: i32 = 120;

/// See the module.
pub(super) struct WindowsInjector {
    /// The part of the desktop that points refer to; `None` until the picture is known.
    area: Option<Area>,
    holding: Holding,
    outlet: ToWindows,
}

impl WindowsInjector {
    pub(super) fn open() -> Self {
        Self {
            area: None,
            holding: Holding::default(),
            outlet: ToWindows(Reach::of_this_process()),
        }
    }

    fn move_to(&self, point: Point) -> Result<(), InjectError> {
        let desktop = virtual_desktop();
        let (x, y, size) = match self.area {
            Some(area) => (area.x, area.y, area.size),
            None => return Err(InjectError::NotTaken),
        };
        let (right, down) = point.to_pixel(size);
        let at = |origin: i32, offset: u32| {
            origin.saturating_add(i32::try_from(offset).unwrap_or(i32::MAX))
        };
        let place = desktop.place((at(x, right), at(y, down))).ok_or(InjectError::NotTaken)?;
        let flags = MOUSEEVENTF_MOVE | MOUSEEVENTF_ABSOLUTE | MOUSEEVENTF_VIRTUALDESK;
        taken(send_mouse(MouseEvent { place, flags, data: 0 }))
    }
}

impl Injector for WindowsInjector {
    fn set_area(&mut self, area: Area) {
        self.area = Some(area);
    }

    fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
        let is_release = match injection {
            Injection::Move(_) | Injection::Scroll { .. } => false,
            Injection::Button(_, action)
            | Injection::Key(_, action)
            | Injection::Character(_, action) => action == Action::Release,
        };
        if !is_release && !self.outlet.is_heeded() {
            // A mouse moves all the time: that it does not is nothing to report each time.
            let is_motion = matches!(injection, Injection::Move(_));
            return if is_motion { Ok(()) } else { Err(InjectError::OutOfReach) };
        }
        // Before anything else is pressed.
        self.settle();
        let Self { holding, outlet, .. } = self;
        match injection {
            Injection::Move(point) => return self.move_to(point),
            Injection::Scroll { right, down } => return scroll(right, down),
            Injection::Button(button, Action::Press) => {
                return taken(holding.press_button(button, physical(button), outlet));
            }
            Injection::Key(key, Action::Press) => {
                return taken(holding.press_key(key, &ForegroundLayout::read(), outlet));
            }
            Injection::Character(character, Action::Press) => {
                let layout = ForegroundLayout::read();
                return taken(holding.press_character(character, &layout, outlet));
            }
            Injection::Button(button, Action::Release) => holding.release_button(button, outlet),
            Injection::Key(key, Action::Release) => holding.release_key(key, outlet),
            Injection::Character(character, Action::Release) => {
                holding.release_character(character, outlet);
            }
        }
        Ok(())
    }

    fn owes(&self) -> bool {
        self.holding.owes()
    }

    fn settle(&mut self) {
        self.holding.settle(&mut self.outlet);
    }
}

impl Drop for WindowsInjector {
    fn drop(&mut self) {
        self.holding.release_all(&mut self.outlet);
    }
}

/// `SendInput`, and what becomes of it.
struct ToWindows(Reach);

impl Outlet for ToWindows {
    fn send(&mut self, strokes: &[Stroke]) -> usize {
        send_strokes(strokes)
    }

    fn is_heeded(&mut self) -> bool {
        !self.0.is_foreground_out_of_reach()
    }

    fn is_down(&self, stroke: Stroke) -> bool {
        virtual_key(stroke).is_some_and(is_down)
    }
}

fn scroll(right: i16, down: i16) -> Result<(), InjectError> {
    // The wheel counts up, the horizontal one to the right.
    let turns = [(right, 1, MOUSEEVENTF_HWHEEL), (down, -1, MOUSEEVENTF_WHEEL)];
    turns.into_iter().filter(|(notches, ..)| *notches != 0).try_for_each(
        |(notches, sign, flags): (i16, i32, MOUSE_EVENT_FLAGS)| {
            let data = i32::from(notches) * sign * NOTCH;
            taken(send_mouse(MouseEvent { place: (0, 0), flags, data }))
        },
    )
}

/// The button of a mouse that means this one. Windows swaps what is injected as it does for a device, and the Helper
/// means the primary button by their own.
fn physical(button: Button) -> Button {
    match button {
        Button::Left if metric(SM_SWAPBUTTON) != 0 => Button::Right,
        Button::Right if metric(SM_SWAPBUTTON) != 0 => Button::Left,
        Button::Left | Button::Middle | Button::Right | Button::Back | Button::Forward => button,
    }
}

fn virtual_desktop() -> VirtualDesktop {
    VirtualDesktop {
        x: metric(SM_XVIRTUALSCREEN),
        y: metric(SM_YVIRTUALSCREEN),
        width: metric(SM_CXVIRTUALSCREEN),
        height: metric(SM_CYVIRTUALSCREEN),
    }
}

fn metric(index: SYSTEM_METRICS_INDEX) -> i32 {
    // SAFETY: it takes a plain value.
    unsafe { GetSystemMetrics(index) }
}

/// Whether Windows took an event. It does not while another desktop has the input, or another program blocks it.
fn taken(is_taken: bool) -> Result<(), InjectError> {
    if is_taken { Ok(()) } else { Err(InjectError::NotTaken) }
}
