//! Memory that the clipboard can hold.

use windows::Win32::Foundation::{GlobalFree, HANDLE, HGLOBAL};
use windows::Win32::System::DataExchange::SetClipboardData;
use windows::Win32::System::Memory::{
    GMEM_MOVEABLE, GlobalAlloc, GlobalLock, GlobalSize, GlobalUnlock,
};

use crate::platform::error::{PlatformError, Reason};

/// Memory of this program that the clipboard can take.
pub(super) struct Memory(HGLOBAL);

impl Memory {
    /// So many bytes, which `fill` writes. They are zero before.
    pub(super) fn filled(len: usize, fill: impl FnOnce(&mut [u8])) -> Result<Self, PlatformError> {
        let lost = |error| PlatformError::Lost(Reason::of(error));
        // SAFETY: it takes plain values. What is allocated is freed once: when the value is dropped, unless Windows owns it.
        let memory = Self(unsafe { GlobalAlloc(GMEM_MOVEABLE, len) }.map_err(lost)?);
        // SAFETY: the memory is ours, has `len` bytes and stays where it is until it is unlocked. Every byte is written
        // before a slice of them is made.
        unsafe {
            let start = GlobalLock(memory.0).cast::<u8>();
            if start.is_null() {
                return Err(std::io::Error::last_os_error().into());
            }
            start.write_bytes(0, len);
            fill(std::slice::from_raw_parts_mut(start, len));
            // It fails when nothing locks it any more, which is what is wanted.
            let _ = GlobalUnlock(memory.0);
        }
        Ok(memory)
    }

    /// Hands it over to the clipboard, which has to be open and emptied.
    pub(super) fn give(self, format: u32) -> Result<(), PlatformError> {
        // SAFETY: the memory is ours. From a success on it belongs to Windows, and is not freed here.
        let given = unsafe { SetClipboardData(format, Some(HANDLE(self.0.0))) };
        given.map_err(|error| PlatformError::Lost(Reason::of(error)))?;
        let _windows_owns_it = std::mem::ManuallyDrop::new(self);
        Ok(())
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        // SAFETY: it is ours, and nobody uses it any more.
        let _ = unsafe { GlobalFree(Some(self.0)) };
    }
}

/// Bytes in the clipboard, which is open meanwhile.
pub(super) struct Locked<'a> {
    memory: HGLOBAL,
    bytes: &'a [u8],
}

impl Locked<'_> {
    /// # Safety
    /// The handle came from the clipboard, and the clipboard is open as long as the value lives.
    pub(super) unsafe fn new(data: HANDLE) -> Option<Self> {
        let memory = HGLOBAL(data.0);
        // SAFETY: while the clipboard is open the memory is neither changed nor freed, and Windows says how long it is. A
        // handle that is none of memory has no size.
        unsafe {
            let len = GlobalSize(memory);
            let start = if len == 0 { std::ptr::null_mut() } else { GlobalLock(memory) };
            let bytes = (!start.is_null() && isize::try_from(len).is_ok())
                .then(|| std::slice::from_raw_parts(start.cast::<u8>(), len))?;
            Some(Self { memory, bytes })
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes
    }
}

impl Drop for Locked<'_> {
    fn drop(&mut self) {
        // SAFETY: it was locked by `new`.
        let _ = unsafe { GlobalUnlock(self.memory) };
    }
}
