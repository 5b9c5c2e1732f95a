//! The menu of the icon: what holds now, in words, and what shows, stops or pauses.

use windows::Win32::Foundation::LPARAM;
use windows::Win32::Foundation::WPARAM;
use windows::Win32::UI::WindowsAndMessaging::{
    AppendMenuW, CreatePopupMenu, DestroyMenu, HMENU, MENU_ITEM_FLAGS, MF_GRAYED, MF_SEPARATOR,
    MF_STRING, PostMessageW, SetForegroundWindow, TPM_LAYOUTRTL, TPM_NONOTIFY, TPM_RETURNCMD,
    TPM_RIGHTBUTTON, TrackPopupMenu, WM_NULL,
};
use windows::core::{PCWSTR, Result};

use super::window::HiddenWindow;
use crate::platform::desk::units::menu_line;
use crate::platform::desk::{Choice, Outside};

/// The number of the first choice; the others follow in the order of [`Choice::ALL`]. 0 is none.
const FIRST: usize = 1;

/// A menu, which is removed when this is dropped.
struct Menu(HMENU);

impl Menu {
    /// The lines of the menu.
    fn new(outside: &Outside) -> Result<Self> {
        // SAFETY: nothing is passed.
        let menu = Self(unsafe { CreatePopupMenu() }?);
        menu.add(MF_STRING | MF_GRAYED, 0, &outside.status)?;
        menu.add(MF_SEPARATOR, 0, "")?;
        for (choice, words) in &outside.menu {
            let place = Choice::ALL.iter().position(|known| known == choice).unwrap_or(0);
            menu.add(MF_STRING, FIRST + place, words)?;
        }
        Ok(menu)
    }

    fn add(&self, flags: MENU_ITEM_FLAGS, number: usize, words: &str) -> Result<()> {
        let line = menu_line(words);
        // SAFETY: the menu is ours and lives; Windows copies the line, which ends with a zero.
        unsafe { AppendMenuW(self.0, flags, number, PCWSTR(line.as_ptr())) }
    }
}

impl Drop for Menu {
    fn drop(&mut self) {
        // SAFETY: the menu is ours, and is not shown any more.
        let _ = unsafe { DestroyMenu(self.0) };
    }
}

/// Shows the menu, and waits until something is chosen or it is closed.
pub(super) fn ask(outside: &Outside, window: &HiddenWindow, at: (i32, i32)) -> Option<Choice> {
    let menu = Menu::new(outside)
        .inspect_err(|error| tracing::debug!(%error, "the icon has no menu now"))
        .ok()?;
    let mut flags = TPM_RETURNCMD | TPM_NONOTIFY | TPM_RIGHTBUTTON;
    if outside.right_to_left {
        flags |= TPM_LAYOUTRTL;
    }
    // SAFETY: menu and window are of this thread, and live until the call returns.
    let chosen = unsafe {
        // Otherwise the menu would stay when the User clicks beside it, as the documentation of TrackPopupMenu says. So
        // does the message afterwards.
        let _ = SetForegroundWindow(window.handle());
        let chosen = TrackPopupMenu(menu.0, flags, at.0, at.1, None, window.handle(), None);
        let _ = PostMessageW(Some(window.handle()), WM_NULL, WPARAM(0), LPARAM(0));
        chosen
    };
    let place = usize::try_from(chosen.0).ok()?.checked_sub(FIRST)?;
    Choice::ALL.get(place).copied()
}
