//! Connections to the X server, and the events that are wanted from them.

use std::ffi::OsStr;

use x11rb::connection::{Connection as _, RequestConnection as _};
use x11rb::protocol::randr::ConnectionExt as _;
use x11rb::protocol::xinput::{self, ConnectionExt as _};
use x11rb::protocol::xproto::{
    ConnectionExt as _, DestroyNotifyEvent, GravityNotifyEvent, MapNotifyEvent,
    ReparentNotifyEvent, Screen, UnmapNotifyEvent,
};
use x11rb::protocol::{Event, xfixes};
use x11rb::rust_connection::RustConnection;

use protocol::geometry::Rect;
use session::display::Area;

use super::error::X11Error;
use crate::platform::error::PlatformError;

/// A connection and the number of its screen.
pub(crate) struct Connection {
    pub(crate) x: RustConnection,
    screen: usize,
}

impl Connection {
    /// Connects to the X display, or to the one that `DISPLAY` names.
    pub(crate) fn open(x_display: Option<&str>) -> Result<Self, PlatformError> {
        let is_unset = || std::env::var_os("DISPLAY").is_none_or(|value| value == OsStr::new(""));
        if x_display.is_none() && is_unset() {
            return Err(X11Error::NoDisplay.into());
        }
        let (x, screen) = x11rb::connect(x_display).map_err(X11Error::from)?;
        Ok(Self { x, screen })
    }

    /// The screen whose root window is the desktop.
    pub(crate) fn screen(&self) -> &Screen {
        &self.x.setup().roots[self.screen]
    }

    /// The root window.
    pub(crate) fn root(&self) -> u32 {
        self.screen().root
    }

    /// Whether the X server itself owns a window, as it does the overlay of a compositor. Ids of clients have their
    /// client's number above the mask.
    pub(crate) fn is_of_server(&self, window: u32) -> bool {
        window & !self.x.setup().resource_id_mask == 0
    }

    /// Whether a window was created by this connection.
    pub(crate) fn is_own(&self, window: u32) -> bool {
        let setup = self.x.setup();
        window & !setup.resource_id_mask == setup.resource_id_base
    }

    /// Whether one client has created both windows.
    pub(crate) fn are_of_one_client(&self, one: u32, other: u32) -> bool {
        let mask = self.x.setup().resource_id_mask;
        one & !mask == other & !mask
    }

    /// Fails when an extension is missing.
    pub(crate) fn require(&self, name: &'static str) -> Result<(), PlatformError> {
        match self.x.extension_information(name)? {
            Some(_) => Ok(()),
            None => Err(X11Error::Missing(name).into()),
        }
    }

    /// Fails when this X server is a guest of a Wayland compositor: it shows its own windows to
    /// us, not the screen.
    pub(crate) fn require_real_screen(&self) -> Result<(), PlatformError> {
        if self.is_guest()? { Err(X11Error::Guest.into()) } else { Ok(()) }
    }

    /// Whether this X server is a guest of a Wayland compositor.
    pub(crate) fn is_guest(&self) -> Result<bool, PlatformError> {
        if self.x.extension_information("XWAYLAND")?.is_some() {
            return Ok(true);
        }
        // Xwayland before 23.1 has no such extension, but names its outputs like this.
        if self.x.extension_information(x11rb::protocol::randr::X11_EXTENSION_NAME)?.is_some() {
            let resources = self.x.randr_get_screen_resources_current(self.root())?.reply()?;
            for output in resources.outputs {
                let info = self.x.randr_get_output_info(output, 0)?.reply()?;
                if info.name.starts_with(b"XWAYLAND") {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// Announces the XFixes version we speak, which the server wants first.
    pub(crate) fn use_xfixes(&self) -> Result<(), PlatformError> {
        self.require(xfixes::X11_EXTENSION_NAME)?;
        xfixes::query_version(&self.x, 5, 0)?.reply()?;
        Ok(())
    }

    /// Announces the XInput version we speak. Raw events reach us despite grabs from 2.1 on.
    pub(crate) fn use_xinput(&self) -> Result<(), PlatformError> {
        self.require(xinput::X11_EXTENSION_NAME)?;
        self.x.xinput_xi_query_version(2, 2)?.reply()?;
        Ok(())
    }

    /// Selects raw events of all keyboards and pointers; an empty mask ends it.
    pub(crate) fn select_raw(&self, mask: xinput::XIEventMask) -> Result<(), PlatformError> {
        const ALL_MASTER_DEVICES: u16 = 1;
        let mask = xinput::EventMask { deviceid: ALL_MASTER_DEVICES, mask: vec![mask] };
        self.x.xinput_xi_select_events(self.root(), &[mask])?.check()?;
        Ok(())
    }

    /// The ids of the devices through which programs inject events.
    pub(crate) fn xtest_devices(&self) -> Result<Vec<u16>, PlatformError> {
        const ALL_DEVICES: u16 = 0;
        // The server sets this property on them, whatever they are called.
        let property = self.x.intern_atom(false, b"XTEST Device")?.reply()?.atom;
        let devices = self.x.xinput_xi_query_device(ALL_DEVICES)?.reply()?.infos;
        let mut injecting = Vec::new();
        for device in devices {
            let value =
                self.x.xinput_xi_get_property(device.deviceid, false, property, 0, 0, 1)?.reply();
            // A device that was unplugged meanwhile injects nothing.
            if value.is_ok_and(|value| value.num_items > 0) {
                injecting.push(device.deviceid);
            }
        }
        Ok(injecting)
    }

    /// The keyboard among [`Self::xtest_devices`]: events that we inject come from it and are read
    /// with its key map.
    pub(crate) fn xtest_keyboard(&self) -> Result<Option<u16>, PlatformError> {
        const ALL_DEVICES: u16 = 0;
        let injecting = self.xtest_devices()?;
        let devices = self.x.xinput_xi_query_device(ALL_DEVICES)?.reply()?.infos;
        Ok(devices
            .into_iter()
            .find(|device| {
                device.type_ == xinput::DeviceType::SLAVE_KEYBOARD
                    && injecting.contains(&device.deviceid)
            })
            .map(|device| device.deviceid))
    }

    /// The next event that was received already.
    ///
    /// It must return `None` before a thread sleeps on the connection: reading a reply may have
    /// queued events, which the file descriptor then does not announce.
    pub(crate) fn next_event(&self) -> Result<Option<DesktopEvent>, PlatformError> {
        while let Some(event) = self.x.poll_for_event()? {
            if let Some(event) = desktop_event(event) {
                return Ok(Some(event));
            }
        }
        Ok(None)
    }
}

/// The events of the X server that are used here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DesktopEvent {
    /// Something changed on the screen.
    Damage,
    /// The cursor has another shape.
    Cursor,
    /// A pointing device moved.
    Motion,
    /// A key of some keyboard went down.
    KeyPress {
        /// The key.
        keycode: u32,
        /// The keyboard.
        device: u16,
    },
    /// Keys print something else.
    Keymap,
    /// Displays came, went or changed.
    Displays,
    /// A window whose structure events are selected has changed: it is at this place in its parent, or with `None` it
    /// came, went, or has another parent.
    Window(u32, Option<WindowPlace>),
}

/// Where a window is in its parent, with its border, in px.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WindowPlace {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
}

impl WindowPlace {
    pub(crate) fn new((x, y): (i16, i16), (width, height): (u16, u16), border: u16) -> Self {
        let both = 2 * u32::from(border);
        let (width, height) = (u32::from(width) + both, u32::from(height) + both);
        Self { x: x.into(), y: y.into(), width, height }
    }

    /// The part of it within an area of the desktop, if it is a child of the root window.
    pub(crate) fn within(self, area: Area) -> Option<Rect> {
        area.clip(self.x, self.y, self.width, self.height)
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "X has a hundred events, and we want a dozen")]
fn desktop_event(event: Event) -> Option<DesktopEvent> {
    Some(match event {
        Event::DamageNotify(_) => DesktopEvent::Damage,
        Event::XfixesCursorNotify(_) => DesktopEvent::Cursor,
        Event::XinputRawMotion(_) => DesktopEvent::Motion,
        Event::XinputRawKeyPress(press) => {
            DesktopEvent::KeyPress { keycode: press.detail, device: press.sourceid }
        }
        Event::MappingNotify(_) | Event::XkbMapNotify(_) | Event::XkbNewKeyboardNotify(_) => {
            DesktopEvent::Keymap
        }
        Event::RandrScreenChangeNotify(_) | Event::RandrNotify(_) => DesktopEvent::Displays,
        Event::ConfigureNotify(event) if !is_sent(event.response_type) => {
            let (at, size) = ((event.x, event.y), (event.width, event.height));
            DesktopEvent::Window(event.window, Some(WindowPlace::new(at, size, event.border_width)))
        }
        Event::MapNotify(MapNotifyEvent { window, response_type, .. })
        | Event::UnmapNotify(UnmapNotifyEvent { window, response_type, .. })
        | Event::ReparentNotify(ReparentNotifyEvent { window, response_type, .. })
        | Event::GravityNotify(GravityNotifyEvent { window, response_type, .. })
        | Event::DestroyNotify(DestroyNotifyEvent { window, response_type, .. })
            if !is_sent(response_type) =>
        {
            DesktopEvent::Window(window, None)
        }
        // Errors of requests that are not waited for, and events that other programs send.
        _ => return None,
    })
}

/// Whether a program sent the event, and not the X server.
fn is_sent(response_type: u8) -> bool {
    response_type & 0x80 != 0
}
