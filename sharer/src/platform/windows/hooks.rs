//! Low-level hooks and events of windows, on the thread that asks for them.
//!
//! Windows calls a hook on the thread that has installed it, while that thread waits for messages; input stands still
//! until the hook returns, and a hook that takes longer than `LowLevelHooksTimeout` is removed without a word. So a hook
//! hands over what it sees and does nothing else, its thread does nothing that waits, and whoever depends on a hook
//! installs it anew again and again ([`Hooks::install`]): one that was removed is back then. The one that is installed
//! last is called first, so that no other program's hook stays before it.

use std::cell::{Cell, RefCell};

use windows::Win32::Foundation::{HINSTANCE, HWND, LPARAM, LRESULT, WPARAM};
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::UI::Accessibility::{HWINEVENTHOOK, SetWinEventHook, UnhookWinEvent};
use windows::Win32::UI::WindowsAndMessaging::{
    CHILDID_SELF, CallNextHookEx, HC_ACTION, HHOOK, KBDLLHOOKSTRUCT, MSLLHOOKSTRUCT, OBJID_WINDOW,
    SetWindowsHookExW, UnhookWindowsHookEx, WH_KEYBOARD_LL, WH_MOUSE_LL, WINEVENT_OUTOFCONTEXT,
    WM_KEYDOWN, WM_SYSKEYDOWN,
};

use super::pump::handle_messages;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::windows_input::origin::KeySeen;
use crate::platform::windows_input::watched::{MouseSeen, MouseWhat};
use crate::supervisor::run_caught;

/// What a hook sees.
#[derive(Clone, Copy, Debug)]
pub(super) enum Seen {
    /// A key.
    Key(KeySeen),
    /// The mouse.
    Mouse(MouseSeen),
    /// An event of a window ([`WindowEvents`]), or of the desktop.
    Window(HWND),
}

type Handler = Box<dyn FnMut(Seen)>;

thread_local! {
    /// What the hooks of this thread hand over to.
    static HANDLER: RefCell<Option<Handler>> = const { RefCell::new(None) };
    /// Something that was seen could not be handed over.
    static HAS_FAILED: Cell<bool> = const { Cell::new(false) };
}

/// Takes what the hooks of this thread see, until it is dropped.
#[derive(Debug)]
pub(super) struct Handling(());

impl Handling {
    /// `handler` is called within the hook, and must not wait. A thread has one at a time.
    pub(super) fn start(handler: impl FnMut(Seen) + 'static) -> Self {
        HANDLER.set(Some(Box::new(handler)));
        HAS_FAILED.set(false);
        Self(())
    }

    /// Whether something could not be handed over, because the handler panicked.
    pub(super) fn has_failed(&self) -> bool {
        HAS_FAILED.get()
    }
}

impl Drop for Handling {
    fn drop(&mut self) {
        HANDLER.set(None);
    }
}

/// Hands over what was seen. A panic must not leave a function that Windows calls.
fn hand_over(seen: Seen) {
    let handed = run_caught(|| {
        HANDLER.with(|handler| {
            // While the handler runs, this thread waits for no messages, so that it is not called again.
            if let Ok(mut handler) = handler.try_borrow_mut()
                && let Some(handler) = handler.as_mut()
            {
                handler(seen);
            }
        });
    });
    if handed.is_none() {
        HAS_FAILED.set(true);
    }
}

/// Which low-level hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hook {
    /// `WH_KEYBOARD_LL`.
    Keyboard,
    /// `WH_MOUSE_LL`.
    Mouse,
}

/// Low-level hooks of this thread, which end when dropped.
#[derive(Debug, Default)]
pub(super) struct Hooks(Vec<HHOOK>);

impl Hooks {
    /// Installs them. Those that were there before go after that, and after what they were called for was handled, so that
    /// there is no gap: Wine drops a key whose hook is gone.
    pub(super) fn install(&mut self, hooks: &[Hook]) -> Result<(), PlatformError> {
        let mut installed = Self::default();
        for hook in hooks {
            installed.0.push(install(*hook)?);
        }
        handle_messages();
        *self = installed;
        Ok(())
    }
}

impl Drop for Hooks {
    fn drop(&mut self) {
        for hook in self.0.drain(..) {
            // SAFETY: the handle is that of a hook of this thread, and is used no more. Windows may have removed it.
            let _ = unsafe { UnhookWindowsHookEx(hook) };
        }
    }
}

fn install(hook: Hook) -> Result<HHOOK, PlatformError> {
    let lost = |error| PlatformError::Lost(Reason::of(error));
    // SAFETY: both functions have the form of a hook of this kind and are there as long as the program. Windows calls
    // them on this thread.
    let installed = unsafe {
        let program = GetModuleHandleW(None).map_err(lost)?;
        let program = Some(HINSTANCE(program.0));
        match hook {
            Hook::Keyboard => SetWindowsHookExW(WH_KEYBOARD_LL, Some(on_key), program, 0),
            Hook::Mouse => SetWindowsHookExW(WH_MOUSE_LL, Some(on_mouse), program, 0),
        }
    };
    installed.map_err(lost)
}

extern "system" fn on_key(code: i32, message: WPARAM, data: LPARAM) -> LRESULT {
    if code == HC_ACTION.cast_signed() {
        // SAFETY: for this code Windows hands over a KBDLLHOOKSTRUCT that lives until the hook returns.
        let key = unsafe { *(data.0 as *const KBDLLHOOKSTRUCT) };
        let is_press = [WM_KEYDOWN, WM_SYSKEYDOWN].iter().any(|press| message.0 == *press as usize);
        hand_over(Seen::Key(KeySeen {
            virtual_key: key.vkCode,
            scan: key.scanCode,
            flags: key.flags.0,
            extra: key.dwExtraInfo,
            is_press,
        }));
    }
    pass_on(code, message, data)
}

extern "system" fn on_mouse(code: i32, message: WPARAM, data: LPARAM) -> LRESULT {
    if code == HC_ACTION.cast_signed() {
        // SAFETY: for this code Windows hands over an MSLLHOOKSTRUCT that lives until the hook returns.
        let mouse = unsafe { *(data.0 as *const MSLLHOOKSTRUCT) };
        let [_, _, low, high] = mouse.mouseData.to_le_bytes();
        let message = u32::try_from(message.0).unwrap_or(0);
        if let Some(what) = MouseWhat::of_message(message, u16::from_le_bytes([low, high])) {
            hand_over(Seen::Mouse(MouseSeen {
                what,
                at: (mouse.pt.x, mouse.pt.y),
                flags: mouse.flags,
                extra: mouse.dwExtraInfo,
            }));
        }
    }
    pass_on(code, message, data)
}

fn pass_on(code: i32, message: WPARAM, data: LPARAM) -> LRESULT {
    // SAFETY: the arguments are those that this hook was called with. The first one is ignored.
    unsafe { CallNextHookEx(None, code, message, data) }
}

/// Events of all windows (`SetWinEventHook`), handed over to this thread, until dropped.
#[derive(Debug)]
pub(super) struct WindowEvents(Vec<HWINEVENTHOOK>);

impl WindowEvents {
    /// Asks for the events of these numbers, from the first to the last of each pair.
    pub(super) fn watch(events: &[(u32, u32)]) -> Result<Self, PlatformError> {
        let mut watched = Self(Vec::new());
        for (first, last) in events {
            // SAFETY: the function has the form of such a hook and is there as long as the program. Without a context
            // Windows calls it on this thread.
            let hook = unsafe {
                SetWinEventHook(*first, *last, None, Some(on_window), 0, 0, WINEVENT_OUTOFCONTEXT)
            };
            if hook.is_invalid() {
                return Err(PlatformError::Lost(Reason::of("its windows cannot be watched")));
            }
            watched.0.push(hook);
        }
        Ok(watched)
    }
}

impl Drop for WindowEvents {
    fn drop(&mut self) {
        for hook in self.0.drain(..) {
            // SAFETY: the handle is that of a hook of this thread, and is used no more.
            let _ = unsafe { UnhookWinEvent(hook) };
        }
    }
}

extern "system" fn on_window(
    _: HWINEVENTHOOK,
    _: u32,
    window: HWND,
    object: i32,
    child: i32,
    _: u32,
    _: u32,
) {
    // The events of a caret, of the pointer, and of what is within a window say nothing of the window.
    if object == OBJID_WINDOW.0 && child == CHILDID_SELF.cast_signed() {
        hand_over(Seen::Window(window));
    }
}
