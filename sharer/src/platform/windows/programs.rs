//! The programs of the desktop: Explorer, and the voice of Windows.

use std::ffi::OsString;
use std::os::windows::ffi::OsStringExt as _;
use std::path::PathBuf;

use windows::Win32::System::SystemInformation::GetSystemWindowsDirectoryW;

use super::file_chooser::DialogChooser;
use super::speech::SpeechApi;
use crate::platform::desktop_programs::{DesktopPrograms, ShowFolder};
use crate::platform::file_chooser::FileChooser;
use crate::platform::file_manager::FileManager;

/// Units of a path that are asked for (`MAX_PATH`).
const PATH: usize = 260;

/// The programs of the desktop.
pub(crate) fn desktop_programs() -> DesktopPrograms {
    let explorer = windows_folder().map(|folder| FileManager::new(folder.join("explorer.exe")));
    let folders = explorer.map(|show| Box::new(show) as Box<dyn ShowFolder>);
    let chooser = Some(Box::new(DialogChooser::default()) as Box<dyn FileChooser>);
    DesktopPrograms { speech: Box::new(SpeechApi::default()), folders, chooser }
}

/// The folder of Windows. The environment is not asked: the User, or a program of theirs, could have set it.
fn windows_folder() -> Option<PathBuf> {
    let mut path = [0; PATH];
    // SAFETY: Windows writes as many units as the slice has, at most.
    let used = unsafe { GetSystemWindowsDirectoryW(Some(&mut path)) };
    // A longer path is not written.
    let path = path.get(..usize::try_from(used).ok()?).filter(|path| !path.is_empty())?;
    Some(PathBuf::from(OsString::from_wide(path)))
}
