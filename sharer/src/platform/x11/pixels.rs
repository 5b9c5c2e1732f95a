//! The memory into which the X server writes pixels.

use protocol::geometry::Size;
use x11rb::connection::{Connection as _, RequestConnection as _};
use x11rb::errors::ReplyError;
use x11rb::protocol::shm::{self, ConnectionExt as _};

use super::connection::Connection;
use super::shm::SharedMemory;
use crate::platform::error::PlatformError;
use crate::platform::screen::{BYTES_PER_PIXEL, index};

/// See the module.
pub(super) enum Pixels {
    /// Shared with the server.
    Shared { segment: shm::Seg, memory: SharedMemory },
    /// Copied from its answers.
    Copied(Vec<u8>),
}

impl Pixels {
    /// Memory for a picture of this size.
    pub(super) fn new(connection: &Connection, size: Size) -> Result<Self, PlatformError> {
        let len = index(size.width()) * index(size.height()) * BYTES_PER_PIXEL;
        match Self::shared(connection, len)? {
            Some(shared) => Ok(shared),
            None => {
                tracing::warn!("no shared memory with the X server: capture is slower");
                Ok(Pixels::Copied(vec![0; len]))
            }
        }
    }

    /// Memory shared with the server, or `None` when it cannot: it is old, or on another machine.
    fn shared(connection: &Connection, len: usize) -> Result<Option<Self>, PlatformError> {
        let x = &connection.x;
        if x.extension_information(shm::X11_EXTENSION_NAME)?.is_none() {
            return Ok(None);
        }
        let version = x.shm_query_version()?.reply()?;
        if (version.major_version, version.minor_version) < (1, 2) {
            return Ok(None);
        }
        let (memory, fd) = SharedMemory::new(len)?;
        let segment = x.generate_id()?;
        let Ok(attached) = x.shm_attach_fd(segment, fd, false) else {
            return Ok(None);
        };
        match attached.check() {
            Ok(()) => Ok(Some(Pixels::Shared { segment, memory })),
            Err(ReplyError::X11Error(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// What is in it.
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Pixels::Shared { memory, .. } => memory.bytes(),
            Pixels::Copied(pixels) => pixels,
        }
    }

    /// The same, to write in.
    pub(super) fn bytes_mut(&mut self) -> &mut [u8] {
        match self {
            Pixels::Shared { memory, .. } => memory.bytes_mut(),
            Pixels::Copied(pixels) => pixels,
        }
    }

    /// The X server forgets the memory.
    pub(super) fn free(self, connection: &Connection) -> Result<(), PlatformError> {
        if let Pixels::Shared { segment, .. } = self {
            connection.x.shm_detach(segment)?.check()?;
        }
        Ok(())
    }
}
