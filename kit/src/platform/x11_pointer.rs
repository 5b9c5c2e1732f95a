//! Where the pointer is on an X11 desktop. winit tells it only when it moves, and not when a window comes to it.

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// A connection of its own, which lasts as long as this.
pub(crate) struct Desktop {
    connection: RustConnection,
    root: u32,
}

impl Desktop {
    /// The desktop that `DISPLAY` names, if there is one.
    pub(crate) fn open() -> Option<Self> {
        let (connection, screen) = RustConnection::connect(None).ok()?;
        let root = connection.setup().roots.get(screen)?.root;
        Some(Self { connection, root })
    }

    /// Where the pointer is, in px of the desktop.
    pub(crate) fn pointer(&self) -> Option<(i32, i32)> {
        let pointer = self.connection.query_pointer(self.root).ok()?.reply().ok()?;
        pointer.same_screen.then(|| (pointer.root_x.into(), pointer.root_y.into()))
    }
}
