//! The watcher of system prompts on Windows.
//!
//! A thread looks which desktop has the input, and at the windows of this one: after each event of a window that comes to
//! the front or is shown, and at a steady pace, since a window need not cause such an event. The prompts of User
//! Account Control and the lock screen are on another desktop, which is all that has to be known of them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

use tokio::sync::mpsc::Sender;
use windows::Win32::Foundation::{CloseHandle, HANDLE, HWND, LPARAM};
use windows::Win32::System::Diagnostics::ToolHelp::{
    CreateToolhelp32Snapshot, PROCESSENTRY32W, Process32FirstW, Process32NextW, TH32CS_SNAPPROCESS,
};
use windows::Win32::UI::WindowsAndMessaging::{
    EVENT_OBJECT_SHOW, EVENT_OBJECT_UNCLOAKED, EVENT_SYSTEM_DESKTOPSWITCH, EVENT_SYSTEM_FOREGROUND,
    EnumWindows, GetClassNameW, GetWindowThreadProcessId, IsWindowVisible,
};
use windows::core::BOOL;

use super::desktop::{InputDesktop, input_desktop};
use super::hooks::{Handling, WindowEvents};
use super::integrity::Reach;
use super::pump::Signal;
use crate::platform::error::PlatformError;
use crate::platform::parts::PromptOpener;
use crate::platform::prompts::{PromptEvent, PromptWatch};
use crate::platform::windows_input::prompts::{
    Found, Programs, is_asking_program, is_prompt_class,
};
use crate::supervisor::{Ending, Part, Supervisor};

/// How often it is looked without an event.
const LOOK: Duration = Duration::from_millis(250);

/// The shortest time between two looks: some programs show and hide windows all the time.
const PACE: Duration = Duration::from_millis(20);

/// Top-level windows that are examined at each look. A busy desktop has some hundreds, most of them invisible. With more
/// of them it is not known whether a prompt is open.
const WINDOWS: usize = 4096;

/// UTF-16 units of a class that are read: Windows allows no more.
const CLASS: usize = 257;

/// Processes that are listed. Windows rarely has a thousand.
const PROCESSES: usize = 16_384;

/// A window comes to the front, or is shown, or the desktop is switched.
const EVENTS: [(u32, u32); 4] = [
    (EVENT_SYSTEM_FOREGROUND, EVENT_SYSTEM_FOREGROUND),
    (EVENT_SYSTEM_DESKTOPSWITCH, EVENT_SYSTEM_DESKTOPSWITCH),
    (EVENT_OBJECT_SHOW, EVENT_OBJECT_SHOW),
    (EVENT_OBJECT_UNCLOAKED, EVENT_OBJECT_UNCLOAKED),
];

/// Starts the watcher.
#[expect(clippy::unnecessary_wraps, reason = "other systems can be without prompts")]
pub(super) fn opener() -> Option<PromptOpener> {
    Some(Box::new(|events, supervisor| {
        Ok(Box::new(WindowsPromptWatch::spawn(events, supervisor)?))
    }))
}

/// The watcher's handle. The thread ends when it is dropped.
#[derive(Debug)]
struct WindowsPromptWatch {
    end: Arc<AtomicBool>,
    signal: Signal,
}

impl PromptWatch for WindowsPromptWatch {}

impl WindowsPromptWatch {
    fn spawn(events: Sender<PromptEvent>, supervisor: &Supervisor) -> Result<Self, PlatformError> {
        let signal = Signal::new()?;
        let end = Arc::new(AtomicBool::new(false));
        let (told_to_end, woken) = (Arc::clone(&end), signal.clone());
        let work = move || {
            if let Err(error) = watch(&woken, &told_to_end, &events) {
                let _ = events.blocking_send(PromptEvent::Failed(error));
            }
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Prompts, work, || {})?;
        Ok(Self { end, signal })
    }
}

impl Drop for WindowsPromptWatch {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.signal.wake();
    }
}

fn watch(
    signal: &Signal,
    end: &AtomicBool,
    events: &Sender<PromptEvent>,
) -> Result<(), PlatformError> {
    // That something happened ends the wait, which is all that is needed.
    let _handling = Handling::start(|_| {});
    let _events = WindowEvents::watch(&EVENTS)?;
    let mut programs = Programs::default();
    let (mut reach, mut was_out_of_reach) = (Reach::of_this_process(), false);
    let mut before = Found::Nothing;
    while !end.load(SeqCst) {
        let is_out_of_reach = reach.is_foreground_out_of_reach();
        if is_out_of_reach != std::mem::replace(&mut was_out_of_reach, is_out_of_reach)
            && events.blocking_send(PromptEvent::OutOfReach(is_out_of_reach)).is_err()
        {
            return Ok(());
        }
        let found = search(&mut programs);
        if found != before {
            before = found;
            let event = match found {
                Found::Nothing => PromptEvent::Open(false),
                Found::Prompt => PromptEvent::Open(true),
                Found::Unknown => PromptEvent::Unwatched,
            };
            if events.blocking_send(event).is_err() {
                return Ok(());
            }
        }
        signal.wait(Some(LOOK));
        std::thread::sleep(PACE);
    }
    Ok(())
}

/// Whether a prompt is open.
fn search(programs: &mut Programs) -> Found {
    match input_desktop() {
        InputDesktop::Default => {}
        InputDesktop::Other(_) | InputDesktop::Refused => return Found::Prompt,
    }
    let Some(windows) = visible_windows() else { return Found::Unknown };
    if windows.iter().any(|(window, _)| is_prompt_class(&class(*window))) {
        return Found::Prompt;
    }
    // A process that may not be opened has a name as well, in the list of all of them.
    programs.examine(windows.iter().map(|(_, process)| *process).collect(), process_names)
}

/// The visible top-level windows of this desktop, each with its process. `None` if they cannot be listed, or are too many.
fn visible_windows() -> Option<Vec<(HWND, u32)>> {
    let mut all: Vec<HWND> = Vec::new();
    let to = LPARAM(std::ptr::from_mut(&mut all).expose_provenance().cast_signed());
    // SAFETY: the function is called until this one returns, with the address of `all`, which nothing else uses meanwhile.
    unsafe { EnumWindows(Some(collect), to) }.ok()?;
    let with_process = |window: HWND| {
        let mut process = 0;
        // SAFETY: these take a window, and answer with no or 0 if it is gone; the number is written to a local variable.
        unsafe {
            // Most windows are not visible: nothing else is asked of them.
            if !IsWindowVisible(window).as_bool() {
                return None;
            }
            GetWindowThreadProcessId(window, Some(&raw mut process));
        }
        (process != 0).then_some((window, process))
    };
    Some(all.into_iter().filter_map(with_process).collect())
}

/// Takes one window, and goes on unless there are too many.
extern "system" fn collect(window: HWND, to: LPARAM) -> BOOL {
    // SAFETY: `visible_windows` hands over the address of a vector that nothing else uses while Windows calls this.
    let all =
        unsafe { &mut *std::ptr::with_exposed_provenance_mut::<Vec<HWND>>(to.0.cast_unsigned()) };
    if all.len() == WINDOWS {
        return BOOL(0);
    }
    all.push(window);
    BOOL(1)
}

fn class(window: HWND) -> String {
    let mut units = [0u16; CLASS];
    // SAFETY: Windows writes at most as many units as the slice has. A window that is gone has no class.
    let length = unsafe { GetClassNameW(window, &mut units) };
    let length = usize::try_from(length).unwrap_or(0);
    String::from_utf16_lossy(units.get(..length).unwrap_or(&[]))
}

/// All processes, and whether their program does nothing but ask. `None` if they cannot be listed.
fn process_names() -> Option<BTreeMap<u32, bool>> {
    // SAFETY: it takes plain values, and the handle is closed once, by its owner.
    let list = Snapshot(unsafe { CreateToolhelp32Snapshot(TH32CS_SNAPPROCESS, 0) }.ok()?);
    let size = u32::try_from(size_of::<PROCESSENTRY32W>()).ok()?;
    let mut entry = PROCESSENTRY32W { dwSize: size, ..PROCESSENTRY32W::default() };
    let mut names = BTreeMap::new();
    // SAFETY: the handle is open, and the entry is a complete structure that says its size.
    let mut next = unsafe { Process32FirstW(list.0, &raw mut entry) };
    while next.is_ok() && names.len() < PROCESSES {
        let end = entry.szExeFile.iter().position(|unit| *unit == 0);
        let name = entry.szExeFile.get(..end.unwrap_or(entry.szExeFile.len())).unwrap_or(&[]);
        names.insert(entry.th32ProcessID, is_asking_program(&String::from_utf16_lossy(name)));
        // SAFETY: as above.
        next = unsafe { Process32NextW(list.0, &raw mut entry) };
    }
    Some(names)
}

/// A list of processes, which is closed when it is dropped.
struct Snapshot(HANDLE);

impl Drop for Snapshot {
    fn drop(&mut self) {
        // SAFETY: the handle was opened by its owner and is closed only here.
        let _ = unsafe { CloseHandle(self.0) };
    }
}
