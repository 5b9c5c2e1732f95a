//! The languages of the desktop.

use windows::Win32::Globalization::{GetUserPreferredUILanguages, MUI_LANGUAGE_NAME};
use windows::core::PWSTR;

/// Characters of the list that is taken. Windows names a few languages of at most 85 characters each.
const LIST: usize = 1024;

/// The languages in which the account has Windows shown, in their order.
pub(crate) fn languages() -> Vec<String> {
    let (mut count, mut length) = (0, LIST as u32);
    let mut list = [0_u16; LIST];
    let names = PWSTR(list.as_mut_ptr());
    // SAFETY: the list has as many characters as it is said to have, and lives longer than the call.
    let found = unsafe {
        GetUserPreferredUILanguages(MUI_LANGUAGE_NAME, &raw mut count, Some(names), &raw mut length)
    };
    if found.is_err() {
        return Vec::new();
    }
    // Each name ends with a zero, and so does the list.
    list.split(|unit| *unit == 0)
        .take(usize::try_from(count).unwrap_or(0))
        .map(String::from_utf16_lossy)
        .collect()
}
