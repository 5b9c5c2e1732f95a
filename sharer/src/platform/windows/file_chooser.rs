//! The dialog of Windows in which files are chosen, `IFileOpenDialog`, on a thread of its own.

use std::ffi::OsString;
use std::io;
use std::os::windows::ffi::OsStringExt as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};

use windows::Win32::Foundation::{ERROR_CANCELLED, HWND, LPARAM, WPARAM};
use windows::Win32::System::Com::{
    CLSCTX_INPROC_SERVER, COINIT_APARTMENTTHREADED, COINIT_DISABLE_OLE1DDE, CoCreateInstance,
    CoInitializeEx, CoTaskMemFree, CoUninitialize,
};
use windows::Win32::System::Threading::GetCurrentThreadId;
use windows::Win32::UI::Shell::{
    FOS_ALLOWMULTISELECT, FOS_FILEMUSTEXIST, FOS_FORCEFILESYSTEM, FOS_NOCHANGEDIR,
    FOS_PATHMUSTEXIST, FOS_PICKFOLDERS, FileOpenDialog, IFileOpenDialog, IShellItem,
    SIGDN_FILESYSPATH,
};
use windows::Win32::UI::WindowsAndMessaging::{
    EnumThreadWindows, IDCANCEL, PostMessageW, WM_COMMAND,
};
use windows::core::{BOOL, HRESULT, HSTRING};

use crate::platform::file_chooser::{Choosable, ChooserError, FileChooser, OnChosen};
use crate::supervisor::run_caught;

/// The dialog that was opened last.
#[derive(Debug, Default)]
pub(super) struct DialogChooser {
    open: Option<Arc<Open>>,
}

/// What closes a dialog from another thread.
#[derive(Debug, Default)]
struct Open {
    /// The thread that shows it; 0 before and after.
    thread: AtomicU32,
    /// What is chosen there does not count any more.
    is_closed: AtomicBool,
}

impl FileChooser for DialogChooser {
    fn choose(&mut self, what: Choosable, title: &str, chosen: OnChosen) -> io::Result<()> {
        self.close();
        let (open, title) = (Arc::new(Open::default()), HSTRING::from(title));
        let of_thread = Arc::clone(&open);
        std::thread::Builder::new().name("file-chooser".into()).spawn(move || {
            let shown = run_caught(|| show(what, &title, &of_thread));
            of_thread.thread.store(0, SeqCst);
            let is_closed = of_thread.is_closed.load(SeqCst);
            chosen(match shown {
                _ if is_closed => Ok(Vec::new()),
                Some(Ok(paths)) => Ok(paths),
                Some(Err(error)) => Err(ChooserError::Failed(error.to_string())),
                None => Err(ChooserError::Failed("the program failed".to_owned())),
            });
        })?;
        self.open = Some(open);
        Ok(())
    }

    fn close(&mut self) {
        let Some(open) = &self.open else { return };
        open.is_closed.store(true, SeqCst);
        let thread = open.thread.load(SeqCst);
        if thread != 0 {
            // SAFETY: it takes plain values, and the procedure is there for the life of the process.
            let _ = unsafe { EnumThreadWindows(thread, Some(cancel), LPARAM(0)) };
        }
    }
}

/// Presses the button of a dialog that closes it. Windows that have none do nothing.
extern "system" fn cancel(window: HWND, _: LPARAM) -> BOOL {
    let button = WPARAM(usize::try_from(IDCANCEL.0).unwrap_or_default());
    // SAFETY: it takes plain values; a window that is gone is refused.
    let _ = unsafe { PostMessageW(Some(window), WM_COMMAND, button, LPARAM(0)) };
    BOOL::from(true)
}

/// The Component Object Model on this thread, as dialogs need it.
struct Apartment;

impl Apartment {
    fn start() -> windows::core::Result<Self> {
        // SAFETY: nothing is passed. It is ended on the same thread.
        unsafe { CoInitializeEx(None, COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE) }.ok()?;
        Ok(Self)
    }
}

impl Drop for Apartment {
    fn drop(&mut self) {
        // SAFETY: it was started on this thread, whose objects are gone.
        unsafe { CoUninitialize() };
    }
}

/// Shows the dialog until it is closed.
fn show(what: Choosable, title: &HSTRING, open: &Open) -> windows::core::Result<Vec<PathBuf>> {
    let _apartment = Apartment::start()?;
    let kind = match what {
        Choosable::Files => FOS_ALLOWMULTISELECT | FOS_FILEMUSTEXIST,
        Choosable::Folder => FOS_PICKFOLDERS,
    };
    let options = FOS_FORCEFILESYSTEM | FOS_NOCHANGEDIR | FOS_PATHMUSTEXIST | kind;
    // SAFETY: the objects are of this thread, which shows them, and are released before the apartment ends. The title is only
    // read.
    unsafe {
        let dialog: IFileOpenDialog =
            CoCreateInstance(&FileOpenDialog, None, CLSCTX_INPROC_SERVER)?;
        dialog.SetOptions(options)?;
        dialog.SetTitle(title)?;
        open.thread.store(GetCurrentThreadId(), SeqCst);
        if open.is_closed.load(SeqCst) {
            return Ok(Vec::new());
        }
        match dialog.Show(None) {
            Err(error) if error.code() == HRESULT::from_win32(ERROR_CANCELLED.0) => {
                return Ok(Vec::new());
            }
            shown => shown?,
        }
        let items = dialog.GetResults()?;
        (0..items.GetCount()?).map(|n| path(&items.GetItemAt(n)?)).collect()
    }
}

/// The path of what was chosen.
fn path(item: &IShellItem) -> windows::core::Result<PathBuf> {
    // SAFETY: Windows returns a text that ends with a zero, which is copied and then freed once.
    unsafe {
        let text = item.GetDisplayName(SIGDN_FILESYSPATH)?;
        let path = PathBuf::from(OsString::from_wide(text.as_wide()));
        CoTaskMemFree(Some(text.0.cast_const().cast()));
        Ok(path)
    }
}
