//! See [`crate::platform::folders`]. Windows names the folders ("known folders"); variables have no effect.

use std::ffi::{OsString, c_void};
use std::os::windows::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};

use windows::Win32::System::Com::CoTaskMemFree;
use windows::Win32::System::Registry::{
    HKEY_LOCAL_MACHINE, RRF_NOEXPAND, RRF_RT_REG_EXPAND_SZ, RRF_RT_REG_SZ, RegGetValueW,
};
use windows::Win32::System::SystemInformation::GetSystemWindowsDirectoryW;
use windows::Win32::UI::Shell::{
    FOLDERID_Documents, FOLDERID_Downloads, FOLDERID_LocalAppData, FOLDERID_RoamingAppData,
    KF_FLAG_DONT_VERIFY, SHGetKnownFolderPath,
};
use windows::core::{GUID, w};

use super::account;
use crate::platform::program_data::program_data;

pub(crate) fn home() -> Option<PathBuf> {
    account::home()
}

pub(crate) fn settings() -> Option<PathBuf> {
    known(&FOLDERID_RoamingAppData)
}

pub(crate) fn state() -> Option<PathBuf> {
    known(&FOLDERID_LocalAppData)
}

pub(crate) fn documents() -> Option<PathBuf> {
    known(&FOLDERID_Documents).or_else(|| home().map(|home| home.join("Documents")))
}

pub(crate) fn downloads() -> Option<PathBuf> {
    known(&FOLDERID_Downloads).or_else(|| home().map(|home| home.join("Downloads")))
}

/// The program runs as one account, whose known folders Windows names.
pub(crate) fn documents_of(_: &Path) -> Option<PathBuf> {
    known(&FOLDERID_Documents)
}

/// In the folder that Windows has for the programs of all users. Neither `%ProgramData%` nor the known folder is asked:
/// that one is a text with variables, too, which the user who starts the program can set.
pub(crate) fn policy_file() -> PathBuf {
    let drive = drive_of_windows().unwrap_or_else(|| "C:".to_owned());
    let folder = program_data(registered().as_deref(), &drive);
    Path::new(&folder).join("alongside").join("policy.toml")
}

/// A known folder, whether it exists or not.
fn known(id: &GUID) -> Option<PathBuf> {
    /// Longer than any path of Windows, in UTF-16 units.
    const UNITS: usize = 1 << 16;
    // SAFETY: the text that comes back ends with a zero, belongs to us, and is copied before it is freed.
    let path = unsafe {
        let text = SHGetKnownFolderPath(id, KF_FLAG_DONT_VERIFY, None).ok()?;
        let length = (0..UNITS).find(|at| *text.0.add(*at) == 0);
        let copy = length.map(|length| std::slice::from_raw_parts(text.0, length).to_vec());
        CoTaskMemFree(Some(text.0.cast::<c_void>()));
        OsString::from_wide(&copy?)
    };
    Some(PathBuf::from(path)).filter(|path| path.is_absolute())
}

/// The drive on which Windows is installed, such as `C:`.
fn drive_of_windows() -> Option<String> {
    let mut path = [0_u16; 320];
    // SAFETY: the function is told how long the buffer is.
    let length = unsafe { GetSystemWindowsDirectoryW(Some(&mut path)) } as usize;
    let path = String::from_utf16(path.get(..length)?).ok()?;
    let (drive, rest) = path.split_at_checked(2)?;
    (drive.ends_with(':') && rest.starts_with('\\')).then(|| drive.to_owned())
}

/// What the registry has for the data of all users. Only administrators can write there.
fn registered() -> Option<String> {
    let mut text = [0_u16; 1024];
    let mut bytes = size_of_val(&text) as u32;
    // SAFETY: the names end with a zero, and the buffer has as many bytes as it is said to have.
    let result = unsafe {
        RegGetValueW(
            HKEY_LOCAL_MACHINE,
            w!(r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList"),
            w!("ProgramData"),
            RRF_RT_REG_SZ | RRF_RT_REG_EXPAND_SZ | RRF_NOEXPAND,
            None,
            Some(text.as_mut_ptr().cast()),
            Some(&raw mut bytes),
        )
    };
    result.ok().ok()?;
    let length = text.iter().position(|unit| *unit == 0)?;
    String::from_utf16(text.get(..length)?).ok()
}
