//! The displays of the desktop and the one that is shared.

use protocol::geometry::Size;
use protocol::name::DisplayName;
use x11rb::connection::RequestConnection as _;
use x11rb::protocol::randr::{self, ConnectionExt as _};
use x11rb::protocol::xproto::ConnectionExt as _;

use session::display::{Area, Layout};

use super::connection::Connection;
use crate::platform::displays::{Display, Selection};
use crate::platform::error::{PlatformError, Reason};
use crate::platform::parts::Desktop;

/// The displays of the desktop, in its order.
pub fn list(desktop: &Desktop) -> Result<Vec<Display>, PlatformError> {
    let connection = Connection::open(desktop.address.as_deref())?;
    connected(&connection)
}

/// What is shown of the displays that there are now.
pub(super) fn layout(
    connection: &Connection,
    selection: &mut Selection,
) -> Result<Layout, PlatformError> {
    let displays = connected(connection)?;
    selection.layout(displays, || Ok(desktop_whole(connection)?.area))
}

/// The displays; at least one.
fn connected(connection: &Connection) -> Result<Vec<Display>, PlatformError> {
    let mut displays = Vec::new();
    if has_monitors(connection)? {
        let monitors = connection.x.randr_get_monitors(connection.root(), true)?.reply()?.monitors;
        for monitor in monitors {
            let name = connection.x.get_atom_name(monitor.name)?.reply()?.name;
            // A display of no size, or of an absurd one, shows nothing.
            let Ok(size) = Size::new(monitor.width.into(), monitor.height.into()) else {
                continue;
            };
            let number = displays.len();
            // Programs can name displays, too, so that any text is possible.
            let name = DisplayName::lossy(&String::from_utf8_lossy(&name))
                .or_else(|| DisplayName::lossy(&format!("display {number}")))
                .expect("a plain word is a name");
            let area = Area { x: monitor.x.into(), y: monitor.y.into(), size };
            displays.push(Display { name, area, is_primary: monitor.primary });
        }
    }
    if displays.is_empty() {
        displays.push(desktop_whole(connection)?);
    }
    Ok(displays)
}

/// Whether the server can name its monitors (RandR 1.5).
fn has_monitors(connection: &Connection) -> Result<bool, PlatformError> {
    if connection.x.extension_information(randr::X11_EXTENSION_NAME)?.is_none() {
        return Ok(false);
    }
    let version = connection.x.randr_query_version(1, 5)?.reply()?;
    Ok((version.major_version, version.minor_version) >= (1, 5))
}

fn desktop_whole(connection: &Connection) -> Result<Display, PlatformError> {
    // Queried, not read from the connection's setup, which is as old as the connection.
    let root = connection.x.get_geometry(connection.root())?.reply()?;
    let size = Size::new(root.width.into(), root.height.into())
        .map_err(|error| PlatformError::Lost(Reason::of(error)))?;
    let name = DisplayName::lossy("desktop").expect("a plain word is a name");
    Ok(Display { name, area: Area { x: 0, y: 0, size }, is_primary: true })
}
