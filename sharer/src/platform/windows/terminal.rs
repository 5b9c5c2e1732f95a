//! Standard input, where it is a console.
//!
//! A console delivers whole lines: what is typed of a line is held by the console, and emptying its buffer does not take it
//! away. Such a line is known by the read that waits for it: it has begun before, so that the line belongs to a
//! generation that is over. So a read must not begin before somebody types: events that are no key are taken out here.

use windows::Win32::Foundation::{HANDLE, WAIT_OBJECT_0};
use windows::Win32::System::Console::{
    FlushConsoleInputBuffer, GetStdHandle, INPUT_RECORD, KEY_EVENT, PeekConsoleInputW,
    ReadConsoleInputW, STD_INPUT_HANDLE,
};
use windows::Win32::System::Threading::{INFINITE, WaitForSingleObject};

/// Sleeps until somebody types. `false` when the console has gone, or is another program's terminal in the place of a
/// console: then the read that follows waits.
pub(crate) fn wait_for_input() -> bool {
    let Some(input) = input() else { return false };
    loop {
        // SAFETY: the handle belongs to the process and is never closed.
        if (unsafe { WaitForSingleObject(input, INFINITE) }) != WAIT_OBJECT_0 {
            return false;
        }
        match next_is_typed(input) {
            None => return false,
            Some(true) => return true,
            Some(false) => {}
        }
    }
}

/// Whether the next event is a key that goes down. Another event is taken out. `None` if the handle is no console's.
fn next_is_typed(input: HANDLE) -> Option<bool> {
    let mut events = [INPUT_RECORD::default()];
    let mut count = 0;
    // SAFETY: the handle is open; Windows writes at most as many events as the slice has, and their number to a local
    // variable. The event is a key's where its type says so.
    unsafe {
        PeekConsoleInputW(input, &mut events, &raw mut count).ok()?;
        let [event] = &events;
        let is_key = u32::from(event.EventType) == KEY_EVENT;
        if count > 0 && is_key && event.Event.KeyEvent.bKeyDown.as_bool() {
            return Some(true);
        }
        // Nothing was there: it was thrown away meanwhile.
        if count > 0 {
            ReadConsoleInputW(input, &mut events, &raw mut count).ok()?;
        }
    }
    Some(false)
}

/// Throws away what was typed and not read yet.
pub(crate) fn discard_input() {
    if let Some(input) = input() {
        // SAFETY: as above. A handle that is no console's has nothing to throw away.
        let _ = unsafe { FlushConsoleInputBuffer(input) };
    }
}

fn input() -> Option<HANDLE> {
    // SAFETY: it takes a plain value; the handle belongs to the process.
    let input = unsafe { GetStdHandle(STD_INPUT_HANDLE) }.ok()?;
    (!input.is_invalid()).then_some(input)
}
