//! The window that gets the messages of the icon. It is never shown.
//!
//! Its procedure only notes what happened. The thread does the work between two messages, since Windows calls the
//! procedure again while a menu is open.

use std::cell::RefCell;
use std::marker::PhantomData;
use std::time::Duration;

use windows::Win32::Foundation::{HWND, LPARAM, LRESULT, WPARAM};
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::UI::Shell::{NIN_BALLOONUSERCLICK, NIN_SELECT};
use windows::Win32::UI::WindowsAndMessaging::{
    AllowSetForegroundWindow, CreateWindowExW, DefWindowProcW, DestroyWindow, DispatchMessageW,
    EndMenu, FindWindowW, GetMessageW, GetWindowThreadProcessId, KillTimer, MSG, PostMessageW,
    RegisterClassExW, RegisterWindowMessageW, SMTO_ABORTIFHUNG, SMTO_BLOCK, SendMessageTimeoutW,
    SetTimer, WM_APP, WM_CLOSE, WM_CONTEXTMENU, WM_TIMER, WNDCLASSEXW, WS_EX_TOOLWINDOW, WS_POPUP,
};
use windows::core::{PCWSTR, Result, w};

use crate::supervisor::run_caught;

/// The name of the window's class, by which a second start of the program finds it.
const CLASS: PCWSTR = w!("AlongsideDesk");

/// The icon's messages.
pub(super) const ICON_MESSAGE: u32 = WM_APP + 1;

/// Something was ordered.
const WAKE: u32 = WM_APP + 2;

/// The same, and a menu that is open is closed.
const END: u32 = WM_APP + 3;

/// The message of a second start of the program, by name, and the answer to it.
const SHOW: PCWSTR = w!("AlongsideShow");
const SHOWN: isize = 0x416c_5368;

/// How long a second start waits for the answer.
const PATIENCE_MS: u32 = 2_000;

/// Explorer's message when there is a new taskbar, by name (<https://learn.microsoft.com/windows/win32/shell/taskbar>).
const TASKBAR_CREATED: PCWSTR = w!("TaskbarCreated");

/// `NIN_KEYSELECT`: the icon was chosen with the keyboard.
const NIN_KEYSELECT: u32 = NIN_SELECT | 1;

/// The timer that wakes the thread.
const TIMER: usize = 1;

/// Events that may wait until the thread looks. Further ones are dropped: the same few gestures over and over.
const EVENTS: usize = 16;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// Something was ordered, or it is time.
    Woken,
    /// There is a new taskbar.
    TaskbarCreated,
    /// The icon or the notification was clicked on, or the program was started once more.
    Show,
    /// The menu is wanted at this point of the desktop.
    Menu((i32, i32)),
}

/// What the procedure has noted, on the thread of the window.
#[derive(Default)]
struct Notes {
    taskbar_created: u32,
    show: u32,
    events: Vec<Event>,
}

thread_local! {
    static NOTES: RefCell<Notes> = RefCell::default();
}

/// The window. It belongs to the thread that opened it.
pub(super) struct HiddenWindow {
    handle: HWND,
    of_this_thread: PhantomData<*const ()>,
}

/// Wakes the thread of the window.
pub(super) struct Waker(usize);

impl Waker {
    /// Does not wait. It does nothing once the window is gone.
    pub(super) fn wake(&self) {
        post(HWND(std::ptr::with_exposed_provenance_mut(self.0)), WAKE);
    }

    /// The same. If a menu is open, it is closed.
    pub(super) fn end(&self) {
        post(HWND(std::ptr::with_exposed_provenance_mut(self.0)), END);
    }
}

impl HiddenWindow {
    /// Opens the window.
    ///
    /// # Errors
    /// Windows has no more windows for this program.
    pub(super) fn open() -> Result<Self> {
        // SAFETY: the names are static. The class has a procedure that is there for the life of the process, and Windows
        // copies it. A second class of this name is refused, and the first one is used.
        let (handle, taskbar_created, show) = unsafe {
            let program = GetModuleHandleW(None)?.into();
            let class = WNDCLASSEXW {
                cbSize: u32::try_from(size_of::<WNDCLASSEXW>()).unwrap_or(0),
                lpfnWndProc: Some(procedure),
                hInstance: program,
                lpszClassName: CLASS,
                ..Default::default()
            };
            RegisterClassExW(&raw const class);
            // Not a window for messages only: the taskbar's message goes to windows of the desktop.
            let (style, none) = (WS_EX_TOOLWINDOW, w!(""));
            let handle = CreateWindowExW(
                style,
                CLASS,
                none,
                WS_POPUP,
                0,
                0,
                0,
                0,
                None,
                None,
                Some(program),
                None,
            )?;
            (handle, RegisterWindowMessageW(TASKBAR_CREATED), RegisterWindowMessageW(SHOW))
        };
        NOTES.with_borrow_mut(|notes| {
            *notes = Notes { taskbar_created, show, ..Notes::default() };
        });
        Ok(Self { handle, of_this_thread: PhantomData })
    }

    pub(super) fn handle(&self) -> HWND {
        self.handle
    }

    pub(super) fn waker(&self) -> Waker {
        Waker(self.handle.0.expose_provenance())
    }

    /// Waits for the next message, and returns what has happened; `None` where messages cannot be got any more.
    pub(super) fn wait(&self) -> Option<Vec<Event>> {
        let mut message = MSG::default();
        // SAFETY: the structure is ours; the window is of this thread, and lives.
        unsafe {
            match GetMessageW(&raw mut message, None, 0, 0).0 {
                -1 => return None,
                // `WM_QUIT`, which any program may post. The thread ends when it is told to.
                0 => {}
                _message => {
                    DispatchMessageW(&raw const message);
                }
            }
        }
        Some(NOTES.with_borrow_mut(|notes| std::mem::take(&mut notes.events)))
    }

    /// Wakes the thread once after this time, or not at all.
    pub(super) fn wake_after(&self, time: Option<Duration>) {
        // SAFETY: the window is of this thread, and lives. Without a function the timer is a message.
        unsafe {
            if let Some(time) = time {
                let ms = u32::try_from(time.as_millis()).unwrap_or(u32::MAX).saturating_add(1);
                SetTimer(Some(self.handle), TIMER, ms, None);
            } else {
                // It may not run.
                let _ = KillTimer(Some(self.handle), TIMER);
            }
        }
    }
}

impl Drop for HiddenWindow {
    fn drop(&mut self) {
        // SAFETY: the window is of this thread, and nobody uses it any more.
        let _ = unsafe { DestroyWindow(self.handle) };
    }
}

/// Posts a message without parameters. It does not wait.
fn post(window: HWND, message: u32) {
    // SAFETY: no memory is passed; Windows refuses a handle that is no window.
    if let Err(error) = unsafe { PostMessageW(Some(window), message, WPARAM(0), LPARAM(0)) } {
        // The queue is full of other messages, each of which wakes the thread, too.
        tracing::debug!(%error, "a window gets no message");
    }
}

/// What became of the request to another program to show its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::platform::windows) enum Asked {
    /// No program has such a window.
    NoWindow,
    /// It hangs, or is none of ours.
    NoAnswer,
    /// It shows its window.
    Shown,
}

/// Asks a program of this desktop that has such a window to show itself. Waits for at most [`PATIENCE_MS`].
pub(in crate::platform::windows) fn ask_to_show() -> Asked {
    let (mut process, mut answer) = (0, 0);
    // SAFETY: the names are static, and the numbers are ours and written during the calls only.
    unsafe {
        let Ok(window) = FindWindowW(CLASS, None) else {
            return Asked::NoWindow;
        };
        GetWindowThreadProcessId(window, Some(&raw mut process));
        // This start has the User's attention, and hands it on. Without it the other one's button flashes.
        let _ = AllowSetForegroundWindow(process);
        let (message, flags) = (RegisterWindowMessageW(SHOW), SMTO_ABORTIFHUNG | SMTO_BLOCK);
        let (none, answer) = ((WPARAM(0), LPARAM(0)), Some(&raw mut answer));
        SendMessageTimeoutW(window, message, none.0, none.1, flags, PATIENCE_MS, answer);
    }
    if answer == SHOWN.cast_unsigned() { Asked::Shown } else { Asked::NoAnswer }
}

/// The window's procedure. Any program of the desktop can send these messages: they show the window and the menu, and
/// grant nothing.
extern "system" fn procedure(window: HWND, message: u32, w: WPARAM, l: LPARAM) -> LRESULT {
    // A panic must not go through Windows.
    if let Some(Some(result)) = run_caught(|| note(window, message, w, l)) {
        return LRESULT(result);
    }
    // SAFETY: what is passed on is what Windows has passed.
    unsafe { DefWindowProcW(window, message, w, l) }
}

/// Notes what a message says. `None` is left to Windows.
fn note(window: HWND, message: u32, w: WPARAM, l: LPARAM) -> Option<isize> {
    let add = |event| {
        let is_new = NOTES.with(|notes| {
            let notes = notes.try_borrow_mut().ok();
            let mut notes = notes
                .filter(|notes| notes.events.len() < EVENTS && !notes.events.contains(&event))?;
            notes.events.push(event);
            Some(())
        });
        // A message that was sent, as Wine's Explorer does, does not end the wait for one that is posted.
        if is_new.is_some() && event != Event::Woken {
            post(window, WAKE);
        }
    };
    let (taskbar_created, show) = NOTES.with(|notes| {
        notes.try_borrow().map_or((0, 0), |notes| (notes.taskbar_created, notes.show))
    });
    match message {
        WAKE | WM_TIMER => add(Event::Woken),
        END => {
            add(Event::Woken);
            close_menu();
        }
        ICON_MESSAGE => match low(l.0.cast_unsigned()) {
            WM_CONTEXTMENU => add(Event::Menu((signed(w.0), signed(w.0 >> 16)))),
            NIN_SELECT | NIN_KEYSELECT | NIN_BALLOONUSERCLICK => add(Event::Show),
            _other => {}
        },
        // Only the program closes it.
        WM_CLOSE => {}
        // Names are registered from 0xC000 on; 0 is none.
        _ if message == taskbar_created && message != 0 => add(Event::TaskbarCreated),
        _ if message == show && message != 0 => {
            add(Event::Show);
            close_menu();
            return Some(SHOWN);
        }
        _ => return None,
    }
    Some(0)
}

/// Closes the menu, if one is open: what happened waits for it.
fn close_menu() {
    // SAFETY: nothing is passed; the menu is of this thread.
    let _ = unsafe { EndMenu() };
}

/// The lower half of a parameter.
fn low(parameter: usize) -> u32 {
    u32::try_from(parameter & 0xffff).unwrap_or(0)
}

/// A coordinate, in the lower half of a parameter.
fn signed(parameter: usize) -> i32 {
    let [low, high, ..] = parameter.to_le_bytes();
    i16::from_le_bytes([low, high]).into()
}
