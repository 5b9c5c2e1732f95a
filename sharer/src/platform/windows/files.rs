//! See [`crate::platform::files`]. The owner and the access control list decide
//! ([`crate::platform::access_list`]).

use std::fs::{File, OpenOptions};
use std::io;
use std::os::windows::ffi::OsStrExt as _;
use std::os::windows::fs::OpenOptionsExt as _;
use std::os::windows::io::{AsRawHandle as _, FromRawHandle as _};
use std::path::Path;

use windows::Win32::Foundation::{GENERIC_WRITE, HANDLE, HLOCAL, LocalFree, WIN32_ERROR};
use windows::Win32::Security::Authorization::{
    ConvertStringSecurityDescriptorToSecurityDescriptorW, SDDL_REVISION_1,
};
use windows::Win32::Security::{
    DACL_SECURITY_INFORMATION, GetKernelObjectSecurity, OWNER_SECURITY_INFORMATION,
    PSECURITY_DESCRIPTOR, SECURITY_ATTRIBUTES,
};
use windows::Win32::Storage::FileSystem::{
    CREATE_NEW, CreateDirectoryW, CreateFileW, FILE_ATTRIBUTE_NORMAL, FILE_CREATION_DISPOSITION,
    FILE_FLAG_BACKUP_SEMANTICS, FILE_SHARE_DELETE, FILE_SHARE_READ, FILE_SHARE_WRITE,
    MOVE_FILE_FLAGS, MoveFileExW, OPEN_ALWAYS, READ_CONTROL,
};
use windows::core::{HSTRING, PCWSTR};

use super::account;
use crate::platform::access_list::{private_file, private_folder};
use crate::platform::error::{Exposure, Owner};

pub(crate) use crate::platform::access_list::Access;

pub(crate) const OWNER_OF_COMPUTER: &str = "Administrators or SYSTEM";
pub(crate) const HOW_TO_MAKE_PRIVATE: &str = "leave only yourself, Administrators and SYSTEM in the Security properties of file and folder \
     (Advanced > Disable inheritance), and be their owner";
pub(crate) const HOW_TO_HIDE: &str = "leave only yourself, Administrators and SYSTEM in its Security properties \
    (Advanced > Disable inheritance)";
pub(crate) const HOW_TO_PROTECT: &str =
    "in its Security properties, let only Administrators and SYSTEM write";

pub(crate) fn create_new(path: &Path) -> io::Result<File> {
    create(path, CREATE_NEW)
}

pub(crate) fn open_or_create(path: &Path) -> io::Result<File> {
    create(path, OPEN_ALWAYS)
}

pub(crate) fn create_new_folder(folder: &Path) -> io::Result<()> {
    let path = wide(folder)?;
    let descriptor = NewDescriptor::from_text(&private_folder(&account::sid()?))?;
    let attributes = descriptor.attributes();
    // SAFETY: the path ends with a zero, and both it and the descriptor live until the call is over.
    unsafe { CreateDirectoryW(PCWSTR(path.as_ptr()), Some(&raw const attributes)) }
        .map_err(io_error)
}

pub(crate) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    let (from, to) = (wide(from)?, wide(to)?);
    // SAFETY: both paths end with a zero, and live until the call is over. Without a flag nothing is replaced.
    unsafe { MoveFileExW(PCWSTR(from.as_ptr()), PCWSTR(to.as_ptr()), MOVE_FILE_FLAGS::default()) }
        .map_err(io_error)
}

/// Folders cannot be flushed without the rights of an administrator; the file system journals names by itself.
#[expect(clippy::unnecessary_wraps, reason = "other systems can fail here")]
pub(crate) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

pub(crate) fn access_of(file: &File) -> io::Result<Access> {
    let malformed = || io::Error::other("the access control list is malformed");
    Access::parse(&descriptor_of(file)?, &account::sid()?).ok_or_else(malformed)
}

pub(crate) fn access_at(path: &Path) -> io::Result<Access> {
    let mut options = OpenOptions::new();
    // With this flag a folder can be opened, too. What is opened is the end of a link.
    options.access_mode(READ_CONTROL.0).custom_flags(FILE_FLAG_BACKUP_SEMANTICS.0);
    access_of(&options.open(path)?)
}

pub(crate) fn check_private(file: &Access, folder: Option<&Access>) -> Result<(), Exposure> {
    file.is_for_this_account()?;
    folder.map_or(Ok(()), Access::is_written_by_this_account)
}

pub(crate) fn check_owner(access: &Access, owner: Owner) -> Result<(), Exposure> {
    match owner {
        Owner::System => access.is_written_by_the_system(),
        Owner::Account(_) => Err(Exposure::OtherOwner),
    }
}

pub(crate) fn check_kept(folder: &Access, owner: Owner) -> Result<(), Exposure> {
    match owner {
        Owner::System => folder.is_kept_by_the_system(),
        Owner::Account(_) => Err(Exposure::OtherOwner),
    }
}

pub(crate) fn is_readable_by_others(access: &Access) -> bool {
    access.is_readable_by_others()
}

/// Opens a file to write, and gives it a private list if it is created by this.
fn create(path: &Path, disposition: FILE_CREATION_DISPOSITION) -> io::Result<File> {
    let path = wide(path)?;
    let descriptor = NewDescriptor::from_text(&private_file(&account::sid()?))?;
    let attributes = descriptor.attributes();
    let shared = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    // SAFETY: the path ends with a zero, and both it and the descriptor live until the call is over. The handle that
    // comes back is open and belongs to nothing else.
    unsafe {
        let path = PCWSTR(path.as_ptr());
        let attributes = Some(&raw const attributes);
        let access = GENERIC_WRITE.0;
        let flags = FILE_ATTRIBUTE_NORMAL;
        CreateFileW(path, access, shared, attributes, disposition, flags, None)
            .map(|handle| File::from_raw_handle(handle.0))
    }
    .map_err(io_error)
}

/// The error by its own number, which says whether a file exists. The crate wraps it in an HRESULT, of which the standard
/// library knows no kind.
fn io_error(error: windows::core::Error) -> io::Error {
    match WIN32_ERROR::from_error(&error) {
        Some(number) => io::Error::from_raw_os_error(number.0.cast_signed()),
        None => error.into(),
    }
}

/// A path as Windows takes it.
fn wide(path: &Path) -> io::Result<Vec<u16>> {
    let mut wide: Vec<u16> = path.as_os_str().encode_wide().collect();
    if wide.contains(&0) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    wide.push(0);
    Ok(wide)
}

/// The security descriptor of a file that is about to be created.
struct NewDescriptor(PSECURITY_DESCRIPTOR);

impl NewDescriptor {
    /// From the definition language.
    fn from_text(text: &str) -> io::Result<Self> {
        let text = HSTRING::from(text);
        let mut made = PSECURITY_DESCRIPTOR::default();
        // SAFETY: the text ends with a zero, and the address of the result is written to a variable of ours.
        unsafe {
            ConvertStringSecurityDescriptorToSecurityDescriptorW(
                &text,
                SDDL_REVISION_1,
                &raw mut made,
                None,
            )
        }?;
        Ok(Self(made))
    }

    /// What the functions take that create something. It is valid as long as this descriptor.
    fn attributes(&self) -> SECURITY_ATTRIBUTES {
        SECURITY_ATTRIBUTES {
            nLength: size_of::<SECURITY_ATTRIBUTES>() as u32,
            lpSecurityDescriptor: self.0.0,
            bInheritHandle: false.into(),
        }
    }
}

impl Drop for NewDescriptor {
    fn drop(&mut self) {
        // SAFETY: the system has allocated it so, and nothing uses it after this.
        unsafe { LocalFree(Some(HLOCAL(self.0.0))) };
    }
}

/// The longest security descriptor that is read, in bytes: its list has at most 64 KiB, its SIDs 68 bytes each.
const DESCRIPTOR_BYTES: usize = (64 << 10) + 256;

/// The bytes of the self-relative security descriptor: owner and access control list.
fn descriptor_of(file: &File) -> io::Result<Vec<u8>> {
    // Of these numbers, so that the descriptor is aligned as its fields require.
    let mut buffer = vec![0_u32; DESCRIPTOR_BYTES / 4];
    let size = (buffer.len() * 4) as u32;
    let mut needed = 0;
    let wanted = OWNER_SECURITY_INFORMATION.0 | DACL_SECURITY_INFORMATION.0;
    // SAFETY: the file is open during the call, and the buffer has as many bytes as it is said to have.
    unsafe {
        let handle = HANDLE(file.as_raw_handle());
        let into = PSECURITY_DESCRIPTOR(buffer.as_mut_ptr().cast());
        GetKernelObjectSecurity(handle, wanted, Some(into), size, &raw mut needed)
    }?;
    let bytes = buffer.iter().flat_map(|number| number.to_le_bytes());
    Ok(bytes.take(needed as usize).collect())
}
