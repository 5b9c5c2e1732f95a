//! What injects, through `SendInput`.
//!
//! Windows hands nothing that a program injects to windows of a higher integrity level (User Interface Privilege
//! Isolation), and says so to nobody. Nor does a low-level hook see a key that goes to such a window, Esc included. So
//! nothing is injected while such a window is in front: the Helper could act, and Esc would not end it.

use std::collections::BTreeMap;

use protocol::geometry::Point;
use protocol::input::{Action, Button};
use session::display::Area;
use session::gate::Injection;
use windows::Win32::UI::Input::KeyboardAndMouse::{
    MOUSE_EVENT_FLAGS, MOUSEEVENTF_ABSOLUTE, MOUSEEVENTF_HWHEEL, MOUSEEVENTF_LEFTDOWN,
    MOUSEEVENTF_LEFTUP, MOUSEEVENTF_MIDDLEDOWN, MOUSEEVENTF_MIDDLEUP, MOUSEEVENTF_MOVE,
    MOUSEEVENTF_RIGHTDOWN, MOUSEEVENTF_RIGHTUP, MOUSEEVENTF_VIRTUALDESK, MOUSEEVENTF_WHEEL,
    MOUSEEVENTF_XDOWN, MOUSEEVENTF_XUP,
};
use windows::Win32::UI::WindowsAndMessaging::{
    GetSystemMetrics, SM_CXVIRTUALSCREEN, SM_CYVIRTUALSCREEN, SM_SWAPBUTTON, SM_XVIRTUALSCREEN,
    SM_YVIRTUALSCREEN, SYSTEM_METRICS_INDEX, XBUTTON1, XBUTTON2,
};

use super::super::integrity::Reach;
use super::layout::ForegroundLayout;
use super::stroke::{MouseEvent, send_mouse, send_strokes};
use crate::platform::error::InjectError;
use crate::platform::injector::Injector;
use crate::platform::windows_input::pointer::VirtualDesktop;
use crate::platform::windows_input::typing::{Keyboard, Stroke, undo};

/// One notch of a wheel (`WHEEL_DELTA`).
const NOTCH: i32 = 120;

/// Releases that Windows did not take and that are tried again. More than are held cannot be owed.
const OWED: usize = 2 * protocol::limits::HELD_KEYS;

/// See the module.
pub(super) struct WindowsInjector {
    /// The part of the desktop that points refer to; `None` until the picture is known.
    area: Option<Area>,
    keyboard: Keyboard,
    /// The buttons that are down, as the buttons of a mouse.
    buttons: BTreeMap<Button, Button>,
    reach: Reach,
    /// Releases that Windows did not take: the desktop was another one.
    owed: Vec<Stroke>,
}

impl WindowsInjector {
    pub(super) fn open() -> Self {
        Self {
            area: None,
            keyboard: Keyboard::default(),
            buttons: BTreeMap::new(),
            reach: Reach::of_this_process(),
            owed: Vec::new(),
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

    fn button(&mut self, button: Button, action: Action) -> Result<(), InjectError> {
        // What goes down comes up as the same, also when the User swaps the buttons meanwhile.
        let physical = self.buttons.get(&button).copied().unwrap_or_else(|| physical(button));
        // Kept as down until it is surely up: the drop releases what is left.
        self.buttons.insert(button, physical);
        let (down, up, data) = match physical {
            Button::Left => (MOUSEEVENTF_LEFTDOWN, MOUSEEVENTF_LEFTUP, 0),
            Button::Middle => (MOUSEEVENTF_MIDDLEDOWN, MOUSEEVENTF_MIDDLEUP, 0),
            Button::Right => (MOUSEEVENTF_RIGHTDOWN, MOUSEEVENTF_RIGHTUP, 0),
            Button::Back => (MOUSEEVENTF_XDOWN, MOUSEEVENTF_XUP, XBUTTON1.into()),
            Button::Forward => (MOUSEEVENTF_XDOWN, MOUSEEVENTF_XUP, XBUTTON2.into()),
        };
        let flags = match action {
            Action::Press => down,
            Action::Release => up,
        };
        taken(send_mouse(MouseEvent { place: (0, 0), flags, data }))?;
        if action == Action::Release {
            self.buttons.remove(&button);
        }
        Ok(())
    }

    /// Presses. What was taken of a chord that was not taken as a whole comes up again.
    fn press(&mut self, strokes: &[Stroke]) -> Result<(), InjectError> {
        self.pay();
        let count = send_strokes(strokes);
        match strokes.get(..count) {
            Some(taken) if count < strokes.len() => {
                self.release(undo(taken));
                Err(InjectError::NotTaken)
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Releases; what is not taken is tried again with the next event, and at the end.
    fn release(&mut self, strokes: Vec<Stroke>) {
        self.owed.extend(strokes);
        self.owed.truncate(OWED);
        self.pay();
    }

    fn pay(&mut self) {
        let paid = send_strokes(&self.owed).min(self.owed.len());
        self.owed.drain(..paid);
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
        if !is_release && self.reach.is_foreground_out_of_reach() {
            return Err(InjectError::OutOfReach);
        }
        match injection {
            Injection::Move(point) => self.move_to(point),
            Injection::Button(button, action) => self.button(button, action),
            Injection::Scroll { right, down } => scroll(right, down),
            Injection::Key(key, Action::Press) => {
                let strokes = self.keyboard.press_key(key, &ForegroundLayout::read());
                self.press(&strokes)
            }
            Injection::Character(character, Action::Press) => {
                let strokes = self.keyboard.press_character(character, &ForegroundLayout::read());
                self.press(&strokes)
            }
            Injection::Key(key, Action::Release) => {
                let strokes = self.keyboard.release_key(key);
                self.release(strokes);
                Ok(())
            }
            Injection::Character(character, Action::Release) => {
                let strokes = self.keyboard.release_character(character);
                self.release(strokes);
                Ok(())
            }
        }
    }
}

impl Drop for WindowsInjector {
    fn drop(&mut self) {
        let strokes = self.keyboard.release_all();
        self.release(strokes);
        for button in self.buttons.clone().into_keys() {
            let _ = self.button(button, Action::Release);
        }
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
