//! `SendInput`: hands events to Windows in one call, marked as ours.

use protocol::input::{Action, Button};
use windows::Win32::UI::Input::KeyboardAndMouse::{
    INPUT, INPUT_0, INPUT_KEYBOARD, INPUT_MOUSE, KEYBD_EVENT_FLAGS, KEYBDINPUT,
    KEYEVENTF_EXTENDEDKEY, KEYEVENTF_KEYUP, KEYEVENTF_SCANCODE, KEYEVENTF_UNICODE,
    MOUSE_EVENT_FLAGS, MOUSEEVENTF_LEFTDOWN, MOUSEEVENTF_LEFTUP, MOUSEEVENTF_MIDDLEDOWN,
    MOUSEEVENTF_MIDDLEUP, MOUSEEVENTF_RIGHTDOWN, MOUSEEVENTF_RIGHTUP, MOUSEEVENTF_XDOWN,
    MOUSEEVENTF_XUP, MOUSEINPUT, SendInput, VIRTUAL_KEY, VK_LBUTTON, VK_MBUTTON, VK_RBUTTON,
    VK_XBUTTON1, VK_XBUTTON2,
};
use windows::Win32::UI::WindowsAndMessaging::{XBUTTON1, XBUTTON2};

use super::super::mark::mark;
use crate::platform::windows_input::typing::Stroke;

/// Something that the mouse does.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct MouseEvent {
    /// The place, in parts of 65536 of the virtual desktop.
    pub(super) place: (i32, i32),
    /// What it does.
    pub(super) flags: MOUSE_EVENT_FLAGS,
    /// The wheel's turn, or the number of an extra button.
    pub(super) data: i32,
}

/// How many of these strokes Windows took, from the first on.
pub(super) fn send_strokes(strokes: &[Stroke]) -> usize {
    let inputs: Vec<INPUT> = strokes.iter().map(|stroke| input_of(*stroke)).collect();
    send(&inputs)
}

/// Whether Windows took what the mouse does.
pub(super) fn send_mouse(event: MouseEvent) -> bool {
    send(&[mouse(event)]) == 1
}

/// The virtual key of what a stroke is of, as `GetAsyncKeyState` knows it: buttons are those of a mouse, whether the User
/// has swapped them or not. `None` for a code unit, and a key that has only a place.
pub(super) fn virtual_key(stroke: Stroke) -> Option<VIRTUAL_KEY> {
    match stroke {
        Stroke::Key(code, _) => Some(VIRTUAL_KEY(code.virtual_key)).filter(|key| key.0 != 0),
        Stroke::Unit(..) => None,
        Stroke::Button(button, _) => Some(match button {
            Button::Left => VK_LBUTTON,
            Button::Middle => VK_MBUTTON,
            Button::Right => VK_RBUTTON,
            Button::Back => VK_XBUTTON1,
            Button::Forward => VK_XBUTTON2,
        }),
    }
}

fn mouse(event: MouseEvent) -> INPUT {
    let mi = MOUSEINPUT {
        dx: event.place.0,
        dy: event.place.1,
        // The wheel turns up with a positive number, in two's complement.
        mouseData: event.data.cast_unsigned(),
        dwFlags: event.flags,
        time: 0,
        dwExtraInfo: mark().0,
    };
    INPUT { r#type: INPUT_MOUSE, Anonymous: INPUT_0 { mi } }
}

fn button(button: Button, action: Action) -> INPUT {
    let (down, up, data) = match button {
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
    mouse(MouseEvent { place: (0, 0), flags, data })
}

fn send(inputs: &[INPUT]) -> usize {
    let size = i32::try_from(size_of::<INPUT>()).expect("the structure is small");
    if inputs.is_empty() {
        return 0;
    }
    // SAFETY: the slice and the size of its elements are those of complete structures, which Windows only reads.
    let taken = unsafe { SendInput(inputs, size) };
    usize::try_from(taken).unwrap_or(usize::MAX)
}

fn input_of(stroke: Stroke) -> INPUT {
    let (key, scan, mut flags, action) = match stroke {
        Stroke::Key(code, action) => {
            let mut flags = KEYBD_EVENT_FLAGS::default();
            if code.scan.extended {
                flags |= KEYEVENTF_EXTENDEDKEY;
            }
            // Wine types nothing by the scan code alone, so that it is the last resort.
            if code.virtual_key == 0 {
                flags |= KEYEVENTF_SCANCODE;
            }
            (code.virtual_key, u16::from(code.scan.code), flags, action)
        }
        Stroke::Unit(unit, action) => (0, unit, KEYEVENTF_UNICODE, action),
        Stroke::Button(pressed, action) => return button(pressed, action),
    };
    if action == Action::Release {
        flags |= KEYEVENTF_KEYUP;
    }
    let ki = KEYBDINPUT {
        wVk: VIRTUAL_KEY(key),
        wScan: scan,
        dwFlags: flags,
        time: 0,
        dwExtraInfo: mark().0,
    };
    INPUT { r#type: INPUT_KEYBOARD, Anonymous: INPUT_0 { ki } }
}
