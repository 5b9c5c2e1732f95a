//! The clipboard while this program has it open: then no other one can.

use std::marker::PhantomData;

use windows::Win32::System::DataExchange::{
    CloseClipboard, EmptyClipboard, EnumClipboardFormats, GetClipboardData, OpenClipboard,
    RegisterClipboardFormatW,
};
use windows::core::HSTRING;

use super::global::Locked;
use super::window::ClipboardWindow;
use crate::platform::clipboard::ClipboardError;
use crate::platform::error::{PlatformError, Reason};

/// Formats of one copy. With more, it is not known whether one of them marks a secret, and nothing is read.
const FORMATS: usize = 1024;

/// The open clipboard. It is closed when this is dropped.
pub(super) struct Opened<'a> {
    window: PhantomData<&'a ClipboardWindow>,
}

impl<'a> Opened<'a> {
    /// Opens it. It fails while another program has it open.
    pub(super) fn open(window: &'a ClipboardWindow) -> Result<Self, ClipboardError> {
        // SAFETY: the window is of this thread, and lives.
        unsafe { OpenClipboard(Some(window.handle())) }.map_err(|_| ClipboardError::Taken)?;
        Ok(Self { window: PhantomData })
    }

    /// The formats that there are, in the order in which the program has copied them; those that Windows makes of them
    /// come last.
    pub(super) fn formats(&self) -> Result<Vec<u32>, ClipboardError> {
        let mut formats = Vec::new();
        let mut format = 0;
        loop {
            // SAFETY: it takes a plain value; the clipboard is open.
            format = unsafe { EnumClipboardFormats(format) };
            match format {
                0 => return Ok(formats),
                _ if formats.len() == FORMATS => return Err(ClipboardError::TooLarge),
                format => formats.push(format),
            }
        }
    }

    /// The bytes of a format. It waits for a program that has only promised them.
    pub(super) fn data(&self, format: u32) -> Option<Locked<'_>> {
        // SAFETY: the clipboard is open, and stays so: what is returned borrows `self`.
        unsafe { Locked::new(GetClipboardData(format).ok()?) }
    }

    /// Empties it. This program has copied from then on.
    pub(super) fn empty(&self) -> Result<(), PlatformError> {
        // SAFETY: nothing is passed; the clipboard is open.
        unsafe { EmptyClipboard() }.map_err(|error| PlatformError::Lost(Reason::of(error)))
    }
}

impl Drop for Opened<'_> {
    fn drop(&mut self) {
        // SAFETY: this thread has opened it.
        let _ = unsafe { CloseClipboard() };
    }
}

/// The number of a format that programs know by its name; 0 is none.
pub(super) fn named(name: &str) -> u32 {
    // SAFETY: the name ends with a zero, and is only read.
    unsafe { RegisterClipboardFormatW(&HSTRING::from(name)) }
}
