//! Memory that is shared with the X server alone.

use std::os::fd::OwnedFd;

use rustix::fs::{MemfdFlags, SealFlags};
use rustix::mm::{MapFlags, ProtFlags};

/// A piece of memory without a name, which another program sees only when it is handed the file
/// descriptor. (A System V segment could be attached by every program of the machine.)
pub(super) struct SharedMemory {
    address: *mut std::ffi::c_void,
    len: usize,
}

impl SharedMemory {
    /// Makes one of `len` bytes, and the descriptor for the X server.
    pub(super) fn new(len: usize) -> std::io::Result<(Self, OwnedFd)> {
        let fd = rustix::fs::memfd_create(
            "alongside-screen",
            MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING,
        )?;
        rustix::fs::ftruncate(&fd, u64::try_from(len).unwrap_or(u64::MAX))?;
        // Sealed against shrinking, which would end in SIGBUS.
        rustix::fs::fcntl_add_seals(&fd, SealFlags::SHRINK | SealFlags::GROW)?;
        Ok((Self::map(&fd, len)?, fd))
    }

    #[allow(unsafe_code, reason = "memory can be shared in no other way")]
    fn map(fd: &OwnedFd, len: usize) -> std::io::Result<Self> {
        // SAFETY: a new mapping at an address that the system chooses touches no other memory.
        let address = unsafe {
            let access = ProtFlags::READ | ProtFlags::WRITE;
            rustix::mm::mmap(std::ptr::null_mut(), len, access, MapFlags::SHARED, fd, 0)?
        };
        Ok(Self { address, len })
    }

    /// What is in it. The X server writes only while it answers a request of ours, for which
    /// `&mut` on the connection's owner waits; no other program has the descriptor.
    #[allow(unsafe_code, reason = "memory can be shared in no other way")]
    pub(super) fn bytes(&self) -> &[u8] {
        // SAFETY: the mapping is `len` bytes long, readable, sealed against shrinking, and lives
        // as long as `self`. The source that owns it reads it only between its requests.
        unsafe { std::slice::from_raw_parts(self.address.cast(), self.len) }
    }

    /// The same, to write in.
    #[allow(unsafe_code, reason = "memory can be shared in no other way")]
    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as for `bytes`, and the mapping is writable. Nothing else of this process has it.
        unsafe { std::slice::from_raw_parts_mut(self.address.cast(), self.len) }
    }
}

impl Drop for SharedMemory {
    #[allow(unsafe_code, reason = "memory can be shared in no other way")]
    fn drop(&mut self) {
        // SAFETY: nothing borrows from the mapping any more.
        let _ = unsafe { rustix::mm::munmap(self.address, self.len) };
    }
}
