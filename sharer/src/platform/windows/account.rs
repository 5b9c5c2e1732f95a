//! The account that runs the program, as its access token and the system's list of profiles have it.

use std::ffi::OsString;
use std::io;
use std::os::windows::ffi::OsStringExt as _;
use std::os::windows::io::{AsRawHandle as _, FromRawHandle as _, OwnedHandle};
use std::path::PathBuf;

use windows::Win32::Foundation::HANDLE;
use windows::Win32::Security::{
    GetLengthSid, GetTokenInformation, IsValidSid, TOKEN_QUERY, TOKEN_USER, TokenUser,
};
use windows::Win32::System::Threading::{GetCurrentProcess, OpenProcessToken};
use windows::Win32::UI::Shell::GetUserProfileDirectoryW;
use windows::core::PWSTR;

use crate::platform::access_list::Sid;

/// The longest path that Windows has, in UTF-16 units.
const PATH_UNITS: usize = 32_768;

/// The folder of the profile; `None` where the system knows none. No variable names it.
pub(crate) fn home() -> Option<PathBuf> {
    let token = token().ok()?;
    let mut path = vec![0_u16; PATH_UNITS];
    let mut units = PATH_UNITS as u32;
    // SAFETY: the token is open during the call, and the buffer has as many units as it is said to have.
    unsafe {
        let into = Some(PWSTR(path.as_mut_ptr()));
        GetUserProfileDirectoryW(HANDLE(token.as_raw_handle()), into, &raw mut units)
    }
    .ok()?;
    let length = path.iter().position(|unit| *unit == 0)?;
    path.truncate(length);
    Some(PathBuf::from(OsString::from_wide(&path))).filter(|path| path.is_absolute())
}

/// The SID of the account.
pub(super) fn sid() -> io::Result<Sid> {
    let token = token()?;
    let malformed = || io::Error::other("the account has no SID");
    // A user and its SID have less than a hundred bytes. Of these numbers, so that the pointer in it is aligned.
    let mut buffer = [0_u64; 32];
    let mut used = 0;
    // SAFETY: the token is open during the call, and the buffer has as many bytes as it is said to have. On success it
    // holds a `TOKEN_USER`, whose pointer leads to a SID in the same buffer, which lives until the bytes are copied.
    let bytes = unsafe {
        let handle = HANDLE(token.as_raw_handle());
        let size = size_of_val(&buffer) as u32;
        let into = buffer.as_mut_ptr().cast();
        GetTokenInformation(handle, TokenUser, Some(into), size, &raw mut used)?;
        let sid = (*buffer.as_ptr().cast::<TOKEN_USER>()).User.Sid;
        if !IsValidSid(sid).as_bool() {
            return Err(malformed());
        }
        std::slice::from_raw_parts(sid.0.cast::<u8>(), GetLengthSid(sid) as usize).to_vec()
    };
    Sid::parse(&bytes).ok_or_else(malformed)
}

/// The access token of this process.
fn token() -> io::Result<OwnedHandle> {
    let mut token = HANDLE::default();
    // SAFETY: the pseudo handle of this process is always valid. The handle that comes back is open and belongs to
    // nothing else.
    unsafe {
        OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &raw mut token)?;
        Ok(OwnedHandle::from_raw_handle(token.0))
    }
}
