//! How the program with a window begins: it has no console, and there is one of it for each session of Windows.
//!
//! The program is one for consoles, so that a shell prints what it says and waits for it. Started by Explorer it gets a
//! console of its own, which is left at once. From Windows 11 24H2 on the manifest says that there is to be none
//! (`consoleAllocationPolicy`).

use windows::Win32::Foundation::{CloseHandle, ERROR_ALREADY_EXISTS, GetLastError, HANDLE};
use windows::Win32::System::Console::{
    AllocConsole, CONSOLE_MODE, FreeConsole, GetConsoleMode, GetConsoleProcessList, GetStdHandle,
    STD_ERROR_HANDLE, STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, SetStdHandle,
};
use windows::Win32::System::Threading::CreateMutexW;
use windows::Win32::UI::WindowsAndMessaging::{MB_ICONERROR, MB_SETFOREGROUND, MessageBoxW};
use windows::core::{HSTRING, PCWSTR, w};

use super::desk::{self, Asked};

/// Held by the first program with a window in this session of Windows.
const FIRST: PCWSTR = w!(r"Local\AlongsideWindow");

/// How often the window of the first program is looked for, which may be starting just now, and how long after each
/// other.
const LOOKS: u32 = 10;
const LOOK: std::time::Duration = std::time::Duration::from_millis(200);

/// The name that says that this program is the first. It is given back when this is dropped.
#[derive(Debug)]
pub(crate) struct Instance(#[expect(dead_code, reason = "held")] Option<Mutex>);

#[derive(Debug)]
struct Mutex(HANDLE);

impl Drop for Mutex {
    fn drop(&mut self) {
        // SAFETY: the handle is ours, and is closed once.
        let _ = unsafe { CloseHandle(self.0) };
    }
}

/// Leaves a console that no other program uses, and looks whether another program with a window runs. `None`: one does,
/// and shows its window. Otherwise this one is the first, as long as the result is kept.
///
/// Any program of the session can take the name, and a window's name as well. With the first alone it holds up a start
/// for four seconds; with both it keeps this program from being started with a window. It could as well end it.
pub(crate) fn begin() -> Option<Instance> {
    leave_own_console();
    // SAFETY: the name is static. The error is that of the call before it, on this thread.
    let (mutex, is_taken) = unsafe {
        let mutex = CreateMutexW(None, false, FIRST);
        (mutex, GetLastError() == ERROR_ALREADY_EXISTS)
    };
    // A name that another account holds cannot be opened.
    let is_taken = is_taken || mutex.is_err();
    if is_taken {
        for _ in 0..LOOKS {
            match desk::ask_to_show() {
                Asked::Shown => return None,
                Asked::NoAnswer => break,
                Asked::NoWindow => std::thread::sleep(LOOK),
            }
        }
        tracing::debug!("another program holds the name, and shows no window");
    }
    Some(Instance(mutex.ok().map(Mutex)))
}

/// Opens a console where Explorer has started a command of the terminal: since the manifest asks for none, there would
/// be nothing to read and to answer. Where standard input, output or error lead somewhere, nothing is done.
pub(crate) fn begin_in_terminal() {
    // SAFETY: nothing is passed but which of the handles is meant.
    unsafe {
        let is_set = |standard| GetStdHandle(standard).is_ok_and(|handle| !handle.is_invalid());
        let standards = [STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE];
        if !standards.into_iter().any(is_set) {
            // There is one already, or there can be none, as for a service.
            let _ = AllocConsole();
        }
    }
}

/// Shows why the program does not begin, if nobody can read it in a console: there is none, or it is closed with the
/// program. Waits until the User has read it.
pub(crate) fn show_failure(text: &str) {
    // SAFETY: nothing is passed but which handle is meant.
    let error = unsafe { GetStdHandle(STD_ERROR_HANDLE) };
    if error.is_ok_and(|error| !error.is_invalid()) && !is_alone_in_console() {
        return;
    }
    let text = HSTRING::from(text);
    // SAFETY: both texts end with a zero, and live until the call returns.
    unsafe { MessageBoxW(None, &text, w!("Alongside"), MB_ICONERROR | MB_SETFOREGROUND) };
}

fn is_alone_in_console() -> bool {
    let mut programs = [0; 2];
    // SAFETY: the numbers are ours, and are written during the call only.
    unsafe { GetConsoleProcessList(&mut programs) == 1 }
}

/// Closes the console if this program is the only one in it.
fn leave_own_console() {
    if !is_alone_in_console() {
        return;
    }
    // SAFETY: no memory is passed but a number of ours. What was of the console is set to nothing: another object could
    // get the same number, and be written to.
    unsafe {
        for standard in [STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE] {
            let mut mode = CONSOLE_MODE::default();
            let handle = GetStdHandle(standard);
            if handle.is_ok_and(|handle| GetConsoleMode(handle, &raw mut mode).is_ok()) {
                let _ = SetStdHandle(standard, HANDLE::default());
            }
        }
        let _ = FreeConsole();
    }
}
