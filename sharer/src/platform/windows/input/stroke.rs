//! `SendInput`: hands events to Windows in one call, marked as ours.

use protocol::input::Action;
use windows::Win32::UI::Input::KeyboardAndMouse::{
    INPUT, INPUT_0, INPUT_KEYBOARD, INPUT_MOUSE, KEYBD_EVENT_FLAGS, KEYBDINPUT,
    KEYEVENTF_EXTENDEDKEY, KEYEVENTF_KEYUP, KEYEVENTF_SCANCODE, KEYEVENTF_UNICODE,
    MOUSE_EVENT_FLAGS, MOUSEINPUT, SendInput, VIRTUAL_KEY,
};

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
    let inputs: Vec<INPUT> = strokes.iter().map(|stroke| keyboard(*stroke)).collect();
    send(&inputs)
}

/// Whether Windows took what the mouse does.
pub(super) fn send_mouse(event: MouseEvent) -> bool {
    let mi = MOUSEINPUT {
        dx: event.place.0,
        dy: event.place.1,
        // The wheel turns up with a positive number, in two's complement.
        mouseData: event.data.cast_unsigned(),
        dwFlags: event.flags,
        time: 0,
        dwExtraInfo: mark().0,
    };
    send(&[INPUT { r#type: INPUT_MOUSE, Anonymous: INPUT_0 { mi } }]) == 1
}

fn send(inputs: &[INPUT]) -> usize {
    let size = i32::try_from(size_of::<INPUT>()).expect("the structure has 40 bytes");
    if inputs.is_empty() {
        return 0;
    }
    // SAFETY: the slice and the size of its elements are those of complete structures, which Windows only reads.
    let taken = unsafe { SendInput(inputs, size) };
    usize::try_from(taken).unwrap_or(usize::MAX)
}

fn keyboard(stroke: Stroke) -> INPUT {
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
