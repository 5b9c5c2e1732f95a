//! Whose window is at a place.

use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _, Window};

use super::super::connection::Connection;
use crate::platform::error::PlatformError;

/// Frames around the window of a program.
const DEPTH: usize = 16;

/// The number of the process whose window takes a click there, as the window says (EWMH, `_NET_WM_PID`).
pub(super) fn program_at(
    connection: &Connection,
    (x, y): (i32, i32),
) -> Result<Option<u32>, PlatformError> {
    let (Ok(x), Ok(y)) = (i16::try_from(x), i16::try_from(y)) else { return Ok(None) };
    let name = connection.x.intern_atom(false, b"_NET_WM_PID")?;
    let name = name.reply()?.atom;
    let root = connection.root();
    let mut window: Window = root;
    for _ in 0..DEPTH {
        let below = connection.x.translate_coordinates(root, window, x, y);
        // A window that has gone meanwhile has no program.
        let Ok(below) = below?.reply() else { return Ok(None) };
        if below.child == x11rb::NONE {
            return Ok(None);
        }
        window = below.child;
        let process = connection.x.get_property(false, window, name, AtomEnum::CARDINAL, 0, 1);
        let Ok(process) = process?.reply() else { return Ok(None) };
        if let Some(process) = process.value32().and_then(|mut values| values.next()) {
            return Ok(is_of_this_computer(connection, window)?.then_some(process));
        }
    }
    Ok(None)
}

/// Whether the program of a window runs here, as the window says (ICCCM 4.1.2.9): numbers of processes of another computer
/// are somebody else's here.
fn is_of_this_computer(connection: &Connection, window: Window) -> Result<bool, PlatformError> {
    let (name, any) = (AtomEnum::WM_CLIENT_MACHINE, AtomEnum::ANY);
    let machine = connection.x.get_property(false, window, name, any, 0, 64)?;
    let Ok(machine) = machine.reply() else { return Ok(false) };
    let here = rustix::system::uname();
    Ok(machine.value.is_empty() || machine.value == here.nodename().to_bytes())
}
